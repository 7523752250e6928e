// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Requests as they are made: methods, paths and bytes of services reference 2.1. */

#include "cue-acoustic-request.h"

#include "acoustic-world.h"
#include "cue-error.h"

#include <string.h>

static void
test_calls (void)
{
  static const char *const expected[CUE_ACOUSTIC_N_CALLS] = {
    "POST https://a.example/v1/event",
    "POST https://a.example/v1/eventtype",
    "GET https://a.example/v1/eventtype",
    "GET https://a.example/v1/eventtype/subscribed",
    "GET https://a.example/v1/eventtype/subscribed/producer",
    "GET https://a.example/v1/eventtype/subscribed/consumer?extrafields=provider,publisher",
    "PUT https://a.example/v1/eventtype/attributes/publisher/60001",
    "PUT https://a.example/v1/eventtype/attributes/subscriber/60002",
    "DELETE https://a.example/v1/eventtype/seatReserved",
    "GET https://a.example/v1/eventfiles",
    "GET https://a.example/v1/eventfiles/a.json",
    "DELETE https://a.example/v1/eventfiles/a.json",
    "GET https://a.example/v1/endpoint/60001/eventinfo",
    "PUT https://a.example/v1/subscription/notification",
    "DELETE https://a.example/v1/subscription/notification",
  };
  char          base[] = " https://a.example// ";
  AcousticWorld world = { .base_url = base };

  for (guint call = 0; call < CUE_ACOUSTIC_N_CALLS; call++) {
    g_autoptr (CueAcousticRequest) request = acoustic_world_make (&world, (CueAcousticCall) call);
    g_autofree char *line = g_strdup_printf ("%s %s",
                                             cue_acoustic_request_get_method (request),
                                             cue_acoustic_request_get_url (request));
    gboolean         writing = !g_str_has_prefix (line, "GET");
    gboolean         has_body = g_str_has_prefix (line, "P");

    g_assert_cmpuint (cue_acoustic_request_get_call (request), ==, call);
    g_assert_cmpstr (line, ==, expected[call]);
    g_assert_cmpint (cue_acoustic_call_is_writing ((CueAcousticCall) call), ==, writing);
    g_assert_cmpint (cue_acoustic_call_is_repeatable ((CueAcousticCall) call),
                     ==,
                     !g_str_has_prefix (line, "POST"));
    // A DELETE has no body, whatever the vendor's sample says (S4:771).
    g_assert_cmpint (cue_acoustic_request_get_body (request) != NULL, ==, has_body);
    g_assert_nonnull (cue_acoustic_call_get_title ((CueAcousticCall) call));
  }
}

static void
test_segments (void)
{
  g_autoptr (CueAcousticRequest)
    slash = cue_acoustic_request_new_delete_type ("https://a.example", "application/installed");
  g_autoptr (CueAcousticRequest)
    odd = cue_acoustic_request_new_delete_type ("https://a.example", "a?b#c%d é");
  g_autoptr (CueAcousticRequest)
    file = cue_acoustic_request_new_get_file ("https://a.example", "events 1.json");
  g_autoptr (CueAcousticRequest)
    five = cue_acoustic_request_new_list_files ("https://a.example", 5);
  g_autoptr (CueAcousticRequest)
    bare = cue_acoustic_request_new_list_consumed_types ("https://a.example", FALSE);

  g_assert_cmpstr (cue_acoustic_request_get_url (slash),
                   ==,
                   "https://a.example/v1/eventtype/application%2Finstalled");
  g_assert_cmpstr (cue_acoustic_request_get_url (odd),
                   ==,
                   "https://a.example/v1/eventtype/a%3Fb%23c%25d%20%C3%A9");
  g_assert_cmpstr (cue_acoustic_request_get_url (file),
                   ==,
                   "https://a.example/v1/eventfiles/events%201.json");
  g_assert_cmpstr (cue_acoustic_request_get_url (five),
                   ==,
                   "https://a.example/v1/eventfiles?numFiles=5");
  g_assert_cmpstr (cue_acoustic_request_get_url (bare),
                   ==,
                   "https://a.example/v1/eventtype/subscribed/consumer");
  g_assert_cmpstr (cue_acoustic_request_get_subject (slash), ==, "application/installed");
}

static void
test_bytes (void)
{
  static const char text[] = "{ \"channel\" : \"web\" }\n";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (CueAcousticRequest)
    request = cue_acoustic_request_new_publish ("https://a.example", body);
  g_autofree char *description = cue_acoustic_request_describe (request);

  g_assert_true (cue_acoustic_request_get_body (request) == body);
  g_assert_cmpstr (description,
                   ==,
                   "POST https://a.example/v1/event\n"
                   "Authorization: Bearer •••\n"
                   "Accept: application/json\n"
                   "Content-Type: application/json\n"
                   "\n"
                   "{ \"channel\" : \"web\" }\n");
}

static void
test_description_has_no_secret (void)
{
  static const char text[] =
    "{\"authentication\":{\"authType\":\"OAuthRefreshTokenOnly\",\"authURL\":\"https://x.example\","
    "\"supplierKey\":\"supplier-1\",\"refreshToken\":\"refresh-1\",\"password\":\"word-1\","
    "\"APIKey\":\"api-1\",\"clientSecret\":\"client-1\"},\"notificationURL\":\"https://"
    "y.example\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (CueAcousticRequest)
    request = cue_acoustic_request_new_set_notification ("https://a.example", body);
  g_autofree char         *description = cue_acoustic_request_describe (request);
  static const char *const secrets[] = { "supplier-1", "refresh-1", "word-1", "api-1", "client-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (description, secrets[i]));
  acoustic_assert_says (description, "https://y.example");
}

static void
check_base (const char *url, const char *words)
{
  g_autoptr (GError) error = NULL;
  gboolean fine = cue_acoustic_base_url_check (url, &error);

  if (words == NULL) {
    g_assert_no_error (error);
    g_assert_true (fine);
    return;
  }
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  acoustic_assert_says (error->message, words);
}

static void
test_base_url (void)
{
  check_base ("https://api-exchange-us-1.goacoustic.com", NULL);
  check_base ("  https://api-exchange-us-1.goacoustic.com/ ", NULL);
  check_base ("https://gateway.example/ubx", NULL);
  check_base ("http://localhost:8080", NULL);
  check_base ("", "missing");
  check_base ("   ", "missing");
  check_base ("http://api.example", "https");
  check_base ("https://api.example/?a=1", "“?”");
  check_base ("https://api.example/#a", "“#”");
  check_base ("https://me:word@api.example", "");
  check_base ("https://api.example/v1", "/v1");
  check_base ("api.example", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/request/calls", test_calls);
  g_test_add_func ("/acoustic/request/segments", test_segments);
  g_test_add_func ("/acoustic/request/bytes", test_bytes);
  g_test_add_func ("/acoustic/request/no-secret", test_description_has_no_secret);
  g_test_add_func ("/acoustic/request/base-url", test_base_url);
  return g_test_run ();
}
