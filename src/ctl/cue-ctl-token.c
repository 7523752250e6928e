// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-token.h"

#include <glib/gi18n-lib.h>

#include "cue-ctl-token-private.h"
#include "cue-state-url-source.h"
#include "cue-system-clock.h"

static int
run_engine (const char *iss,
            const char *aud,
            const char *secret_file,
            int         ttl,
            gboolean    is_base64,
            gboolean    json)
{
  g_autoptr (CueStateUrlSource) source = NULL;
  g_autoptr (CueHttpClient) client = NULL;
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  CueClock        *clock = cue_system_clock_get_default ();
  gint64           expires;

  secret = cue_ctl_read_secret (secret_file, &error);
  if (secret == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  cue_ctl_note_secret (secret, is_base64);

  // The same code signs here and in the console; it sends nothing.
  client = cue_http_client_new (clock, NULL, redactor);
  source = cue_state_url_source_new_api_key (client, clock, "", iss, aud, ttl);
  cue_state_url_source_set_secret (source, secret, is_base64);
  expires = (cue_clock_get_wall (clock) / G_USEC_PER_SEC + ttl) * G_USEC_PER_SEC;
  token = cue_state_url_source_make_token (source, &error);
  if (token == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "token");
    json_builder_add_string_value (builder, token);
    cue_ctl_add_time (builder, "expires", expires);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
  } else {
    cue_ctl_print (token);
  }
  return CUE_CTL_FINE;
}

static int
sign_engine (int argc, char **argv)
{
  g_autofree char *iss = NULL;
  g_autofree char *aud = NULL;
  g_autofree char *secret_file = NULL;
  gboolean         is_base64 = FALSE;
  gboolean         json = FALSE;
  int              ttl = CUE_STATE_URL_MAX_TTL_S;
  int              status;

  const GOptionEntry entries[] = {
    { "iss", 0, 0, G_OPTION_ARG_STRING, &iss, N_ ("Client or application ID"), N_ ("ID") },
    { "aud", 0, 0, G_OPTION_ARG_STRING, &aud, N_ ("Service ID"), N_ ("ID") },
    { "secret-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &secret_file,
      N_ ("File with the secret, - for standard input"),
      N_ ("FILE") },
    { "base64", 0, 0, G_OPTION_ARG_NONE, &is_base64, N_ ("The secret is base64"), NULL },
    { "ttl",
      0,
      0,
      G_OPTION_ARG_INT,
      &ttl,
      N_ ("How long the token lives, 30 to 60 seconds"),
      N_ ("SECONDS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a JSON object"), NULL },
    { 0 },
  };

  if (!cue_ctl_parse ("token",
                      "engine",
                      _ (
                        "Signs a token (JWT, HS512) for getStateURL of the Event Engine and prints "
                        "it.\nIt is a secret for as long as it lives. “token tenduke” signs one "
                        "that reads a feed\nof 10Duke; “token inspect” looks at any token."),
                      entries,
                      &argc,
                      &argv,
                      &status))
    return status;
  if (argc != 2 || !g_str_equal (argv[1], "engine"))
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Say which token: “cuelightctl token engine --iss … --aud … "
                            "--secret-file …”, “token tenduke” or “token inspect”."));
  if (iss == NULL || aud == NULL || secret_file == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("--iss, --aud and --secret-file are needed to sign a token."));
  if (ttl < CUE_STATE_URL_MIN_TTL_S || ttl > CUE_STATE_URL_MAX_TTL_S)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("--ttl is %d to %d seconds, not %d."),
                         CUE_STATE_URL_MIN_TTL_S,
                         CUE_STATE_URL_MAX_TTL_S,
                         ttl);
  return run_engine (iss, aud, secret_file, ttl, is_base64, json);
}

/**
 * cue_ctl_token:
 *
 * `cuelightctl token engine`, `token tenduke`: prints a token as the console would sign it, for
 * trying a service with other tools. `token inspect`: what a token says.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_token (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "inspect"))
    return cue_ctl_token_inspect (argc - 1, argv + 1);
  if (argc > 1 && g_str_equal (argv[1], "tenduke"))
    return cue_ctl_token_tenduke (argc - 1, argv + 1);
  return sign_engine (argc, argv);
}
