// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults common to all HTTP answers, in the bytes: C-4, C-11, C-12, C-14, C-15, C-20. */

#include "cue-sim-fault.h"

#include "cue-sim-gzip.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define BLOCK_BYTES       (64 * 1024)
#define LONG_HEADER_BYTES (64 * 1024)
#define MANY_HEADERS      2000
#define BIG_BYTES         (16 * 1024 * 1024 + 1)
#define HUGE_BYTES        (100 * 1000 * 1000)
#define BOMB_BYTES        (G_GUINT64_CONSTANT (10) * 1024 * 1024 * 1024)

static char *
format_length (gsize length)
{
  return g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT, length);
}

/* A block of one chunk, for chunked encoding. */
static GBytes *
make_chunk (GBytes *bytes)
{
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", size);
  GByteArray      *chunk = g_byte_array_new ();

  g_byte_array_append (chunk, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (chunk, (const guint8 *) data, (guint) size);
  g_byte_array_append (chunk, (const guint8 *) "\r\n", 2);
  return g_byte_array_free_to_bytes (chunk);
}

static void
bend_incomplete (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) half = NULL;
  g_autofree char *length = NULL;
  CueSimScript    *script;
  gsize            size;

  if (g_str_equal (variant, "no-answer")) {
    reply->script = cue_sim_script_new ();
    return;
  }
  /* Of nothing there is no half. */
  if (reply->doc == NULL && reply->body == NULL)
    cue_sim_reply_set_text (reply, "application/json", "{\"accepted\":true}");
  body = cue_sim_reply_take_body (reply);
  size = g_bytes_get_size (body);
  half = g_bytes_new_from_bytes (body, 0, size / 2);
  if (g_str_equal (variant, "chunked")) {
    g_autoptr (GBytes) chunk = make_chunk (half);

    script = cue_sim_reply_begin_script (reply, "Transfer-Encoding: chunked");
    cue_sim_script_write (script, chunk);
    return;
  }
  length = format_length (g_str_equal (variant, "length") ? size + 100 : size);
  script = cue_sim_reply_begin_script (reply, length);
  cue_sim_script_write (script, g_str_equal (variant, "length") ? body : half);
  if (g_str_equal (variant, "reset"))
    cue_sim_script_set_end (script, CUE_SIM_END_RESET);
}

static void
send_compressed (CueSimReply *reply, GBytes *bytes, const char *encoding)
{
  cue_sim_reply_set_body (reply, bytes);
  if (encoding != NULL)
    cue_sim_reply_set_header (reply, "Content-Encoding", encoding);
}

static void
bend_compression (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) packed = NULL;

  if (g_str_equal (variant, "bomb")) {
    packed = cue_sim_gzip_bomb ((gsize) fault->bytes);
    send_compressed (reply, packed, "gzip");
    return;
  }
  if (g_str_equal (variant, "bomb-10g")) {
    guint64 times;
    g_autoptr (GBytes) block = NULL;
    CueSimScript *script;

    packed = cue_sim_gzip_endless (&block, BOMB_BYTES, &times);
    cue_sim_reply_set_header (reply, "Content-Encoding", "gzip");
    script = cue_sim_reply_begin_script (reply, NULL);
    cue_sim_script_write (script, packed);
    cue_sim_script_repeat (script, block, times);
    return;
  }
  body = cue_sim_reply_take_body (reply);
  if (g_str_equal (variant, "gzip-missing")) {
    send_compressed (reply, body, "gzip");
    return;
  }
  if (g_str_equal (variant, "brotli")) {
    send_compressed (reply, body, "br");
    return;
  }
  packed = cue_sim_gzip (body,
                         g_str_equal (variant, "deflate") ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB
                                                          : G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  if (g_str_equal (variant, "truncated")) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);

    send_compressed (reply, part, "gzip");
  } else {
    send_compressed (reply,
                     packed,
                     g_str_equal (variant, "gzip")      ? "gzip"
                     : g_str_equal (variant, "deflate") ? "deflate"
                                                        : NULL);
  }
}

static GBytes *
make_block (void)
{
  return g_bytes_new_take (g_strnfill (BLOCK_BYTES, 'x'), BLOCK_BYTES);
}

static void
bend_size (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  static const char head[] = "{\"playerState\":\"live\",\"extra\":\"";
  static const char tail[] = "\"}";
  g_autoptr (GBytes) block = make_block ();
  CueSimScript *script;

  if (g_str_equal (variant, "drip")) {
    g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
    g_autofree char *length = format_length (g_bytes_get_size (body));

    script = cue_sim_reply_begin_script (reply, length);
    cue_sim_script_drip (script, body, 1, (gint64) (fault->seconds * G_USEC_PER_SEC));
    return;
  }
  cue_sim_reply_set_body (reply, NULL);
  if (g_str_equal (variant, "big") || g_str_equal (variant, "huge")) {
    gsize            size = g_str_equal (variant, "big") ? BIG_BYTES : HUGE_BYTES;
    gsize            filling = size - strlen (head) - strlen (tail);
    g_autofree char *length = format_length (size);
    g_autoptr (GBytes) rest = g_bytes_new_from_bytes (block, 0, filling % BLOCK_BYTES);

    script = cue_sim_reply_begin_script (reply, length);
    cue_sim_script_write_text (script, head);
    cue_sim_script_repeat (script, block, filling / BLOCK_BYTES);
    cue_sim_script_write (script, rest);
    cue_sim_script_write_text (script, tail);
  } else if (g_str_equal (variant, "endless-chunks")) {
    g_autoptr (GBytes) begin = g_bytes_new_static (head, strlen (head));
    g_autoptr (GBytes) first = make_chunk (begin);
    g_autoptr (GBytes) chunk = make_chunk (block);

    script = cue_sim_reply_begin_script (reply, "Transfer-Encoding: chunked");
    cue_sim_script_write (script, first);
    cue_sim_script_repeat (script, chunk, CUE_SIM_FOR_EVER);
  } else {
    script = cue_sim_reply_begin_script (reply, NULL);
    cue_sim_script_write_text (script, head);
    cue_sim_script_repeat (script, block, CUE_SIM_FOR_EVER);
  }
}

/* What the body says when one text in it is replaced by these bytes. */
static void
replace_text (CueSimReply *reply, const char *raw, gsize raw_size)
{
  static const char mark[] = "\"@\"";
  g_autoptr (GBytes) body = NULL;
  GByteArray *changed = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  const char *found;
  gsize       size;

  if (cue_sim_reply_get_object (reply) != NULL)
    cue_sim_doc_set_raw (cue_sim_reply_get_object (reply), "note", mark);
  if (reply->doc == NULL && (reply->target & CUE_SIM_TARGET_ACOUSTIC) != 0) {
    cue_sim_exchange_replace_value (reply, raw, raw_size);
    return;
  }
  body = cue_sim_reply_take_body (reply);
  data = g_bytes_get_data (body, &size);
  found = size > 0 ? g_strstr_len (data, (gssize) size, mark) : NULL;
  if (found != NULL) {
    g_byte_array_append (changed, (const guint8 *) data, (guint) (found - data));
    g_byte_array_append (changed, (const guint8 *) raw, (guint) raw_size);
    found += strlen (mark);
    g_byte_array_append (changed, (const guint8 *) found, (guint) (data + size - found));
  }
  bytes = g_byte_array_free_to_bytes (changed);
  cue_sim_reply_set_body (reply, bytes);
}

static void
bend_charset (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "latin-1")) {
    replace_text (reply,
                  "\"d\xe9"
                  "but\"",
                  7);
    cue_sim_reply_set_header (reply, "Content-Type", "application/json; charset=utf-8");
  } else if (g_str_equal (variant, "invalid")) {
    replace_text (reply, "\"\xc3\x28 \xf0\x9f \xed\xa0\x80\"", 11);
  } else if (g_str_equal (variant, "nul")) {
    replace_text (reply, "\"a\0b\"", 5);
  } else if (g_str_equal (variant, "surrogate")) {
    replace_text (reply, "\"\\ud83d\"", 8);
  } else {
    cue_sim_reply_recode (reply, variant);
  }
}

static void
add_odd_headers (GString *head, const char *variant, gsize size)
{
  if (g_str_equal (variant, "two-lengths")) {
    g_string_append_printf (head,
                            "Content-Length: %" G_GSIZE_FORMAT "\r\nContent-Length: 5\r\n",
                            size);
  } else if (g_str_equal (variant, "mixed-case")) {
    g_string_append_printf (head,
                            "cOnTeNt-LeNgTh: %" G_GSIZE_FORMAT
                            "\r\nCONTENT-type:application/JSON\r\ncache-CONTROL:  MAX-AGE=5 \r\n",
                            size);
  } else if (g_str_equal (variant, "long-header")) {
    g_autofree char *filling = g_strnfill (LONG_HEADER_BYTES, 'h');

    g_string_append_printf (head,
                            "X-Long: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n",
                            filling,
                            size);
  } else if (g_str_equal (variant, "many-headers")) {
    for (guint i = 0; i < MANY_HEADERS; i++)
      g_string_append_printf (head, "X-Header-%u: %u\r\n", i, i);
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  } else if (g_str_equal (variant, "garbage")) {
    g_string_append_printf (head,
                            "this line has no colon\r\n\x01\x02\xff: \xfe\r\n: nothing\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            size);
  } else {
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", size);
  }
}

static void
bend_headers (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autoptr (GString) head = g_string_new (NULL);

  if (g_str_equal (variant, "no-type")) {
    soup_message_headers_remove (reply->headers, "Content-Type");
    cue_sim_reply_set_body (reply, body);
    return;
  }
  if (g_str_equal (variant, "garbage-status"))
    g_string_append (head, "HTTP/1.1 two hundred\xff OK\r\n");
  else if (g_str_equal (variant, "no-http"))
    g_string_append (head, "SSH-2.0-OpenSSH_9.2\r\n");
  else
    g_string_append_printf (head, "HTTP/1.1 %u OK\r\n", reply->status);
  add_odd_headers (head, variant, g_bytes_get_size (body));
  g_string_append (head, "\r\n");
  reply->script = cue_sim_script_new ();
  cue_sim_script_write_text (reply->script, head->str);
  cue_sim_script_write (reply->script, body);
}

static void
bend_protocol (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autofree char *head = NULL;
  const char      *version = g_str_equal (variant, "http-1.0") ? "1.0" : "1.1";

  reply->script = cue_sim_script_new ();
  if (g_str_equal (variant, "continue") || g_str_equal (variant, "only-continue"))
    cue_sim_script_write_text (reply->script, "HTTP/1.1 100 Continue\r\n\r\n");
  if (g_str_equal (variant, "early-hints"))
    cue_sim_script_write_text (reply->script,
                               "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n");
  if (g_str_equal (variant, "only-continue")) {
    cue_sim_script_set_end (reply->script, CUE_SIM_END_HOLD);
    return;
  }
  head = g_strdup_printf ("HTTP/%s %u %s\r\nContent-Type: application/json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          version,
                          reply->status,
                          cue_sim_reply_get_reason (reply),
                          g_bytes_get_size (body));
  cue_sim_script_write_text (reply->script, head);
  cue_sim_script_write (reply->script, body);
  if (g_str_equal (variant, "reset-on-reuse"))
    cue_sim_script_set_end (reply->script, CUE_SIM_END_RESET_ON_REUSE);
}

const CueSimFaultInfo cue_sim_faults_wire[] = {
  { .id = "C-4",
    .words = "the answer breaks off",
    .how = "half of the body and the connection ends (close or reset), a Content-Length above the "
           "body, chunks without an end, or no answer at all",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("truncated", "length", "chunked", "reset", "no-answer"),
    .bend = bend_incomplete },
  { .id = "C-11",
    .words = "compression, right and wrong",
    .how = "gzip and deflate as they should be; with the header or the compression missing; cut "
           "off; called br; bomb: JSON of `bytes` zeros; bomb-10g: 10 GiB of them",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("gzip",
                          "deflate",
                          "header-missing",
                          "gzip-missing",
                          "truncated",
                          "brotli",
                          "bomb",
                          "bomb-10g"),
    .bytes = 64 * 1024 * 1024,
    .bend = bend_compression },
  { .id = "C-12",
    .words = "bodies without measure",
    .how = "big: 16 MiB and one byte of valid JSON; huge: 100 MB; endless, with and without "
           "chunks; drip: a byte every `seconds`",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("big", "huge", "endless", "endless-chunks", "drip"),
    .seconds = 1,
    .bend = bend_size },
  { .id = "C-14",
    .words = "text that is not UTF-8",
    .how = "ISO-8859-1 called UTF-8, a byte order mark, UTF-16, invalid bytes, a zero byte, half "
           "of a surrogate pair",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("invalid", "latin-1", "bom", "utf-16", "nul", "surrogate"),
    .bend = bend_charset },
  { .id = "C-15",
    .words = "odd headers",
    .how = "written to the connection by hand",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("two-lengths",
                          "long-header",
                          "many-headers",
                          "no-type",
                          "mixed-case",
                          "garbage",
                          "garbage-status",
                          "no-http"),
    .bend = bend_headers },
  { .id = "C-20",
    .words = "unusual HTTP",
    .how = "1xx before the answer or in its place, HTTP/1.0, a reset when the connection is used "
           "again",
    .targets = CUE_SIM_TARGET_STATE,
    .variants = VARIANTS ("continue", "early-hints", "only-continue", "http-1.0", "reset-on-reuse"),
    .bend = bend_protocol },
  { .id = NULL },
};
