// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of the event files: AB-7 to AB-11. */

#include "cue-sim-fault.h"
#include "cue-sim-gzip.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define MANY_NAMES  14
#define LONG_NAME   300
#define BLOCK_BYTES (64 * 1024)
#define HUGE_BYTES  (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

static void
append_many (CueSimReply *reply)
{
  for (guint i = 1; i <= MANY_NAMES; i++) {
    g_autofree char *raw = g_strdup_printf ("\"events_20261120T080000Z_%04u.json\"", i);

    cue_sim_doc_append_raw (reply->doc, NULL, raw);
  }
}

/* The names that are there stay, so that something is left to fetch. */
static void
bend_names (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *raw;
  } names[] = {
    { "parent", "\"../../../../tmp/cuelight-escaped.json\"" },
    { "absolute", "\"/tmp/cuelight-escaped.json\"" },
    { "drive", "\"C:\\\\Windows\\\\escaped.json\"" },
    { "empty", "\"\"" },
    { "dots", "\"..\"" },
    { "hidden", "\".profile\"" },
    { "control", "\"events\\u0007\\u001b[31m\\n.json\"" },
    { "non-ascii", "\"événements_日本_\\u202egnp.json\"" },
    { "number", "17" },
  };

  if (reply->doc == NULL || !cue_sim_doc_is_list (reply->doc))
    return;
  if (g_str_equal (variant, "many")) {
    append_many (reply);
  } else if (g_str_equal (variant, "duplicates")) {
    guint length = cue_sim_doc_get_length (reply->doc);

    for (guint i = 0; i < length; i++) {
      g_autofree char *raw = cue_sim_doc_get_nth_raw (reply->doc, i);

      cue_sim_doc_append_raw (reply->doc, NULL, raw);
    }
  } else if (g_str_equal (variant, "long")) {
    g_autofree char *filling = g_strnfill (LONG_NAME - strlen (".json"), 'e');
    g_autofree char *raw = g_strdup_printf ("\"%s.json\"", filling);

    cue_sim_doc_append_raw (reply->doc, NULL, raw);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (names[i].variant, variant))
      cue_sim_doc_append_raw (reply->doc, NULL, names[i].raw);
  }
}

static void
bend_list_form (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  CueSimDoc *list = cue_sim_doc_new_list ();

  for (guint i = 0; reply->doc != NULL && cue_sim_doc_is_list (reply->doc) &&
                    i < cue_sim_doc_get_length (reply->doc);
       i++) {
    g_autofree char *raw = cue_sim_doc_get_nth_raw (reply->doc, i);
    CueSimDoc       *item = NULL;

    if (g_str_equal (variant, "files")) {
      cue_sim_doc_append_raw (list, NULL, raw);
      continue;
    }
    item = cue_sim_doc_add_child (list, NULL);
    cue_sim_doc_set_raw (item,
                         g_str_equal (variant, "name")        ? "name"
                         : g_str_equal (variant, "file-name") ? "fileName"
                                                              : "id",
                         raw);
    cue_sim_doc_set_int (item, "size", 1024);
  }
  if (g_str_equal (variant, "files")) {
    g_autofree char *raw = cue_sim_doc_to_text (list);
    g_autofree char *text = g_strdup_printf ("{\"files\":%s}", raw);

    cue_sim_reply_set_text (reply, "application/json", text);
    cue_sim_doc_free (list);
    return;
  }
  cue_sim_reply_set_body (reply, NULL);
  reply->doc = list;
}

static void
send_huge (CueSimReply *reply)
{
  g_autofree char *length = g_strdup_printf ("Content-Length: %" G_GUINT64_FORMAT, HUGE_BYTES);
  g_autoptr (GBytes) block = g_bytes_new_take (g_strnfill (BLOCK_BYTES, '\n'), BLOCK_BYTES);
  CueSimScript *script;

  cue_sim_reply_set_body (reply, NULL);
  script = cue_sim_reply_begin_script (reply, length);
  cue_sim_script_repeat (script, block, HUGE_BYTES / BLOCK_BYTES);
}

/* Half of it, with the length of the whole; or as a chunk without the last one. */
static void
send_half (CueSimReply *reply, GBytes *body, gboolean chunked)
{
  gsize size = g_bytes_get_size (body);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (body, 0, size / 2);
  g_autofree char *length = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT, size);
  g_autofree char *head = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", size / 2);
  CueSimScript    *script =
    cue_sim_reply_begin_script (reply, chunked ? "Transfer-Encoding: chunked" : length);

  if (chunked)
    cue_sim_script_write_text (script, head);
  cue_sim_script_write (script, half);
  if (chunked)
    cue_sim_script_write_text (script, "\r\n");
}

static void
send_between (CueSimReply *reply, const char *before, gsize size, GBytes *body, const char *after)
{
  GByteArray *all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (all, (const guint8 *) before, (guint) size);
  if (g_bytes_get_size (body) > 0)
    g_byte_array_append (all, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  g_byte_array_append (all, (const guint8 *) after, (guint) strlen (after));
  bytes = g_byte_array_free_to_bytes (all);
  cue_sim_reply_set_body (reply, bytes);
}

#define LINE(n)                                                                               \
  "{\"channel\":\"web\",\"events\":[{\"code\":\"emailOpen\",\"timestamp\":"                   \
  "\"2026-11-20T08:15:3" n "Z\",\"attributes\":[{\"name\":\"messageId\",\"value\":\"" n "\"," \
  "\"type\":\"number\"}]}]}\n"
#define TABLE                                            \
  "code\ttimestamp\tchannel\tmessageId\tsubjectLine\n"   \
  "emailOpen\t2026-11-20T08:15:30Z\temail\t42\tAutumn\n" \
  "emailOpen\t2026-11-20T08:15:31Z\temail\t43\n"         \
  "\n"                                                   \
  "emailOpen\t2026-11-20T08:15:32Z\temail\t44\tone\ttoo many\n"

static void
bend_content (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) packed = NULL;

  if (reply->status != 200)
    return;
  body = cue_sim_reply_take_body (reply);
  if (g_str_equal (variant, "empty")) {
    cue_sim_reply_set_body (reply, NULL);
  } else if (g_str_equal (variant, "truncated") || g_str_equal (variant, "chunked")) {
    send_half (reply, body, g_str_equal (variant, "chunked"));
  } else if (g_str_equal (variant, "gzip")) {
    packed = cue_sim_gzip (body, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    cue_sim_reply_set_body (reply, packed);
  } else if (g_str_equal (variant, "huge")) {
    send_huge (reply);
  } else if (g_str_equal (variant, "lines")) {
    cue_sim_reply_set_text (reply,
                            "application/octet-stream",
                            LINE ("1") LINE ("2") "\n" LINE ("3"));
  } else if (g_str_equal (variant, "tsv")) {
    cue_sim_reply_set_text (reply, "application/octet-stream", TABLE);
  } else if (g_str_equal (variant, "bom")) {
    send_between (reply, "\xef\xbb\xbf", 3, body, "");
  } else {
    send_between (reply, "\0\0", 2, body, "");
  }
}

static void
bend_disposition (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const struct {
    const char *variant;
    const char *value;
  } values[] = {
    { "parent", "attachment; filename=\"../../../../tmp/cuelight-escaped.json\"" },
    { "absolute", "attachment; filename=/tmp/cuelight-escaped.json" },
    { "encoded", "attachment; filename*=UTF-8''..%2F..%2Ftmp%2Fcuelight-escaped.json" },
    { "inline", "inline; filename=\"report.desktop\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    if (g_str_equal (values[i].variant, variant))
      cue_sim_reply_set_header (reply, "Content-Disposition", values[i].value);
  }
}

static void
bend_gone (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  cue_sim_reply_set_empty (reply, 404);
  reply->settle = g_str_equal (variant, "gone") ? CUE_SIM_SETTLE_DONE : CUE_SIM_SETTLE_NOT_DONE;
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_int (reply->doc, "code", 404);
  cue_sim_doc_set_string (reply->doc, "message", "There is no event file of that name.");
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

const CueSimFaultInfo cue_sim_faults_exchange_files[] = {
  { .id = "AB-7",
    .words = "names of event files that lead astray",
    .how = "14 more names, every name twice, or one that is a path, empty, 300 characters, a "
           "number, or made of odd ones",
    .targets = CUE_SIM_TARGET_EVENT_FILES,
    .variants = VARIANTS ("many",
                          "duplicates",
                          "parent",
                          "absolute",
                          "drive",
                          "empty",
                          "dots",
                          "hidden",
                          "long",
                          "control",
                          "non-ascii",
                          "number"),
    .bend = bend_names },
  { .id = "AB-8",
    .words = "the list of event files has another form",
    .how = "objects with the name as name, fileName or id, or an object around the list",
    .targets = CUE_SIM_TARGET_EVENT_FILES,
    .variants = VARIANTS ("name", "file-name", "id", "files"),
    .bend = bend_list_form },
  { .id = "AB-9",
    .words = "an event file that is not what was to be expected",
    .how = "nothing, half of it (with a length or in chunks), gzip that nobody announces, 2 GiB, "
           "JSON Lines or a table of uneven lines, a byte order mark, or zero bytes in front",
    .targets = CUE_SIM_TARGET_EVENT_FILE,
    .variants =
      VARIANTS ("empty", "truncated", "chunked", "gzip", "huge", "lines", "tsv", "bom", "nul"),
    .bend = bend_content },
  { .id = "AB-10",
    .words = "a file name in a header that leads astray",
    .how = "Content-Disposition with a path, or with a name nobody asked for",
    .targets = CUE_SIM_TARGET_EVENT_FILE,
    .variants = VARIANTS ("parent", "absolute", "encoded", "inline"),
    .bend = bend_disposition },
  { .id = "AB-11",
    .words = "the event file to be deleted is not there",
    .how = "404; and it is gone, or (kept) it is there all the same",
    .targets = CUE_SIM_TARGET_DELETE_EVENT_FILE,
    .variants = VARIANTS ("gone", "kept"),
    .bend = bend_gone },
  { .id = NULL },
};
