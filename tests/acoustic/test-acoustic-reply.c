// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What answers mean: services reference 2.6, one at a time. */

#include "acoustic-world.h"
#include "cue-error.h"

#include <string.h>

/* What one answer makes of one call. */
static CueAcousticReply *
answer (CueAcousticCall call, guint status, const char *headers, const char *body)
{
  g_autofree char  *text = acoustic_make_answer (status, headers, body);
  AcousticWorld     world;
  CueAcousticReply *reply;

  acoustic_world_init_text (&world, text);
  cue_acoustic_client_set_max_tries (world.client, 1);
  reply = acoustic_world_take (&world, acoustic_world_make (&world, call));
  g_assert_cmpuint (cue_test_server_count (world.server), ==, 1);
  g_assert_cmpuint (cue_acoustic_reply_get_status (reply), ==, status);
  g_assert_cmpint (cue_acoustic_reply_get_error (reply) == NULL,
                   ==,
                   cue_acoustic_reply_is_done (reply));
  g_assert_cmpstr (cue_acoustic_reply_get_title (reply), !=, "");
  g_assert_cmpstr (cue_acoustic_reply_get_message (reply), !=, "");
  acoustic_world_clear (&world);
  return reply;
}

static void
check (CueAcousticCall call,
       guint           status,
       const char     *headers,
       const char     *body,
       CueOutcome      outcome,
       gint            code,
       const char     *words)
{
  g_autoptr (CueAcousticReply) reply = answer (call, status, headers, body);

  if (cue_acoustic_reply_get_outcome (reply) != outcome)
    g_error ("%s, %u, “%s”: %s (%s)",
             cue_acoustic_call_get_nick (call),
             status,
             body,
             cue_outcome_get_nick (cue_acoustic_reply_get_outcome (reply)),
             cue_acoustic_reply_get_message (reply));
  if (outcome != CUE_OUTCOME_DONE)
    g_assert_cmpint (cue_acoustic_reply_get_error (reply)->code, ==, code);
  acoustic_assert_says (cue_acoustic_reply_get_message (reply), words);
}

#define DONE     CUE_OUTCOME_DONE
#define NOT_DONE CUE_OUTCOME_NOT_DONE
#define REFUSED  CUE_OUTCOME_REFUSED
#define UNKNOWN  CUE_OUTCOME_UNKNOWN
#define PUBLISH  CUE_ACOUSTIC_CALL_PUBLISH
#define REGISTER CUE_ACOUSTIC_CALL_REGISTER_TYPE
#define LIST     CUE_ACOUSTIC_CALL_LIST_TYPES
#define CODES    CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES
#define DELETE   CUE_ACOUSTIC_CALL_DELETE_TYPE
#define HTML     "Content-Type: text/html\r\n"
#define TEXT     "Content-Type: text/plain\r\n"

static void
test_accepted (void)
{
  static const guint       statuses[] = { 200, 201, 202 };
  static const char *const bodies[] = { "", "true", "{}", "OK", "{\"message\":\"fine\"}", "[" };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (bodies); j++)
      check (PUBLISH, statuses[i], NULL, bodies[j], DONE, 0, "accepted");
  check (REGISTER, 204, NULL, "", DONE, 0, "registered");
  check (CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES, 200, NULL, "", DONE, 0, "attributes");
  check (CUE_ACOUSTIC_CALL_SET_NOTIFICATION, 200, NULL, "true", DONE, 0, "reported");
  check (DELETE, 200, NULL, "true", DONE, 0, "removed");
}

static void
test_not_done (void)
{
  check (DELETE, 200, NULL, "false", NOT_DONE, CUE_ERROR_CLIENT, "not removed");
  check (DELETE, 200, NULL, "\"false\"", NOT_DONE, CUE_ERROR_CLIENT, "not removed");
  check (DELETE, 200, NULL, " false\n", NOT_DONE, CUE_ERROR_CLIENT, "Refresh");
  check (PUBLISH, 200, NULL, "false", NOT_DONE, CUE_ERROR_CLIENT, "not done");
  check (PUBLISH, 200, NULL, "{\"error\":\"no\"}", NOT_DONE, CUE_ERROR_CLIENT, "not done");
  check (PUBLISH, 200, NULL, "{\"errors\":[\"no\"]}", NOT_DONE, CUE_ERROR_CLIENT, "not done");
  check (PUBLISH, 200, NULL, "{\"success\":false}", NOT_DONE, CUE_ERROR_CLIENT, "not done");
  check (PUBLISH, 200, NULL, "{\"error\":null,\"errors\":[]}", DONE, 0, "accepted");
  check (LIST, 200, NULL, "{\"error\":\"no\"}", NOT_DONE, CUE_ERROR_SERVER, "no");
}

static void
test_web_page (void)
{
  check (PUBLISH, 200, HTML, "<html><title>Hi</title>", UNKNOWN, CUE_ERROR_PROTOCOL, "“Hi”");
  check (PUBLISH, 200, NULL, "<!DOCTYPE html><p>x", UNKNOWN, CUE_ERROR_PROTOCOL, "twice");
  check (LIST, 200, HTML, "<html><title>Hi</title>", UNKNOWN, CUE_ERROR_PROTOCOL, "web page");
  check (PUBLISH, 403, HTML, "<title>Blocked</title>", REFUSED, CUE_ERROR_FORBIDDEN, "“Blocked”");
}

static void
test_refused (void)
{
  check (PUBLISH,
         400,
         NULL,
         "{\"message\":\"No channel\"}",
         REFUSED,
         CUE_ERROR_CLIENT,
         "No channel");
  check (PUBLISH, 400, NULL, "{\"error\":\"No channel\"}", REFUSED, CUE_ERROR_CLIENT, "No channel");
  check (PUBLISH,
         400,
         NULL,
         "{\"errors\":[\"No channel\"]}",
         REFUSED,
         CUE_ERROR_CLIENT,
         "No channel");
  check (PUBLISH,
         400,
         NULL,
         "{\"errors\":[{\"message\":\"No channel\"}]}",
         REFUSED,
         CUE_ERROR_CLIENT,
         "No channel");
  check (PUBLISH, 400, TEXT, "No channel", REFUSED, CUE_ERROR_CLIENT, "“No channel”");
  check (PUBLISH, 401, NULL, "", REFUSED, CUE_ERROR_AUTH, "does not accept the key");
  check (PUBLISH, 403, NULL, "", REFUSED, CUE_ERROR_FORBIDDEN, "publisher's key");
  check (CUE_ACOUSTIC_CALL_LIST_FILES, 403, NULL, "", REFUSED, CUE_ERROR_FORBIDDEN, "subscriber's");
  check (LIST, 403, NULL, "", REFUSED, CUE_ERROR_FORBIDDEN, "belongs to this endpoint");
  check (CODES, 404, NULL, "", REFUSED, CUE_ERROR_CLIENT, "“eventype”");
  check (LIST, 404, NULL, "", REFUSED, CUE_ERROR_CLIENT, "base URL");
  check (LIST, 404, NULL, "{\"message\":\"/v1/eventype\"}", REFUSED, CUE_ERROR_CLIENT, "headings");
  check (CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES,
         405,
         "Allow: POST\r\n",
         "",
         REFUSED,
         CUE_ERROR_CLIENT,
         "allows: POST");
  check (PUBLISH, 413, NULL, "", REFUSED, CUE_ERROR_TOO_LARGE, "half as many");
  check (PUBLISH, 501, NULL, "", REFUSED, CUE_ERROR_SERVER, "contact Acoustic");
  check (DELETE, 500, NULL, "", REFUSED, CUE_ERROR_SERVER, "contact Acoustic");
  // It may have failed after it took what must not be there twice.
  check (PUBLISH, 500, NULL, "", UNKNOWN, CUE_ERROR_SERVER, "not known whether");
  check (PUBLISH, 507, NULL, "", UNKNOWN, CUE_ERROR_SERVER, "not known whether");
  check (PUBLISH, 304, NULL, "", REFUSED, CUE_ERROR_PROTOCOL, "304");
  check (CUE_ACOUSTIC_CALL_DELETE_FILE, 404, NULL, "", DONE, 0, "already gone");
  check (CUE_ACOUSTIC_CALL_DELETE_FILE, 404, HTML, "<html>", REFUSED, CUE_ERROR_CLIENT, "404");
  check (DELETE, 404, NULL, "", REFUSED, CUE_ERROR_CLIENT, "gone already");
}

static void
test_gateway (void)
{
  check (PUBLISH, 502, NULL, "", UNKNOWN, CUE_ERROR_SERVER, "twice");
  check (PUBLISH, 504, NULL, "", UNKNOWN, CUE_ERROR_SERVER, "gateway");
  check (REGISTER, 504, NULL, "", UNKNOWN, CUE_ERROR_SERVER, "refresh the list");
  check (DELETE, 502, NULL, "", UNKNOWN, CUE_ERROR_SERVER, "no harm");
  check (LIST, 502, NULL, "", REFUSED, CUE_ERROR_SERVER, "502");
  check (PUBLISH, 503, NULL, "", REFUSED, CUE_ERROR_SERVER, "503");
}

static void
test_retry_after (void)
{
  static const struct {
    const char *header;
    gint64      seconds; /* −1: none */
  } cases[] = {
    { "Retry-After: 7\r\n", 7 },     { "", -1 },
    { "Retry-After: -5\r\n", 1 },    { "Retry-After: 999999\r\n", 900 },
    { "Retry-After: soon\r\n", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueAcousticReply) reply = answer (PUBLISH, 429, cases[i].header, "");
    gint64 wait = cue_acoustic_reply_get_retry_after_us (reply);

    g_assert_cmpint (cue_acoustic_reply_get_outcome (reply), ==, REFUSED);
    g_assert_cmpint (cue_acoustic_reply_get_error (reply)->code, ==, CUE_ERROR_RATE_LIMITED);
    acoustic_assert_says (cue_acoustic_reply_get_message (reply), "too often");
    g_assert_cmpint (wait, ==, cases[i].seconds < 0 ? -1 : cases[i].seconds * WORLD_SECOND);
  }
}

static void
test_empty_list (void)
{
  g_autoptr (CueAcousticReply) reply = answer (CUE_ACOUSTIC_CALL_LIST_FILES, 204, "", "");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = cue_acoustic_read_file_names (reply, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
  check (LIST, 200, NULL, "", UNKNOWN, CUE_ERROR_PROTOCOL, "empty");
  check (CUE_ACOUSTIC_CALL_GET_BROWSER_KEY, 204, "", "", UNKNOWN, CUE_ERROR_PROTOCOL, "empty");
  check (LIST, 200, NULL, "[{\"code\":", UNKNOWN, CUE_ERROR_PROTOCOL, "");
  check (LIST, 200, NULL, "[] []", UNKNOWN, CUE_ERROR_PROTOCOL, "");
}

static void
test_field (void)
{
  g_autoptr (CueAcousticReply)
    one = answer (PUBLISH, 400, NULL, "{\"message\":\"Bad\",\"field\":\"events[0].code\"}");
  g_autoptr (CueAcousticReply)
    two = answer (PUBLISH, 400, NULL, "{\"errors\":[{\"message\":\"Bad\",\"path\":\"channel\"}]}");
  g_autoptr (CueAcousticReply) none = answer (PUBLISH, 400, NULL, "{\"message\":\"Bad\"}");

  g_assert_cmpstr (cue_acoustic_reply_get_field (one), ==, "events[0].code");
  g_assert_cmpstr (cue_acoustic_reply_get_field (two), ==, "channel");
  g_assert_null (cue_acoustic_reply_get_field (none));
}

/* C-24, C-25: what a server says is shown escaped, short, and without the key it echoes. */
static void
test_server_text (void)
{
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autofree char *body =
    g_strdup_printf ("{\"message\":\"Key %s \\u202e <b>no</b> %s\"}", WORLD_KEY, filler);
  g_autoptr (CueAcousticReply) reply = answer (PUBLISH, 400, NULL, body);
  const char      *text = cue_acoustic_reply_get_server_text (reply);
  g_autofree char *whole = cue_acoustic_reply_dup_body_text (reply);

  g_assert_null (strstr (text, WORLD_KEY));
  g_assert_null (strstr (whole, WORLD_KEY));
  g_assert_null (strstr (cue_acoustic_reply_get_message (reply), WORLD_KEY));
  acoustic_assert_says (text, "Key •••");
  acoustic_assert_says (text, "⟨U+202E⟩");
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 501);
  g_assert_cmpmem (body,
                   strlen (body),
                   g_bytes_get_data (cue_acoustic_reply_get_body (reply), NULL),
                   g_bytes_get_size (cue_acoustic_reply_get_body (reply)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/reply/accepted", test_accepted);
  g_test_add_func ("/acoustic/reply/not-done", test_not_done);
  g_test_add_func ("/acoustic/reply/web-page", test_web_page);
  g_test_add_func ("/acoustic/reply/refused", test_refused);
  g_test_add_func ("/acoustic/reply/gateway", test_gateway);
  g_test_add_func ("/acoustic/reply/retry-after", test_retry_after);
  g_test_add_func ("/acoustic/reply/empty-list", test_empty_list);
  g_test_add_func ("/acoustic/reply/field", test_field);
  g_test_add_func ("/acoustic/reply/server-text", test_server_text);
  return g_test_run ();
}
