// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-ctl-token-private.h"
#include "cue-read-token-source.h"
#include "cue-system-clock.h"

// “cuelightctl token tenduke”: the token that reads a feed of 10Duke.

static int
run (const char *feed, const char *key_file, int life_s, gboolean wildcard, gboolean json)
{
  CueClock *clock = cue_system_clock_get_default ();
  g_autoptr (CueReadTokenSource) source = NULL;
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (CueSecretText) token = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  gint64 expiry = 0;

  cue_read_token_check_life ((guint) life_s, found);
  cue_read_token_check_feed (feed, wildcard, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR)
      return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", cue_diagnostic_get_message (finding));
    cue_ctl_note ("%s", cue_diagnostic_get_message (finding));
  }
  pem = cue_ctl_read_secret (key_file, &error);
  if (pem != NULL)
    key = cue_signing_key_new_from_pem (pem, &error);
  if (key == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);

  // The same code signs here and in the console; it sends nothing.
  source = cue_read_token_source_new (clock, key);
  cue_read_token_source_set_life_s (source, (guint) life_s);
  cue_read_token_source_set_wildcard (source, wildcard);
  token = cue_read_token_source_make_token (source, feed, &expiry, &error);
  if (token == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "token");
    json_builder_add_string_value (builder, token);
    cue_ctl_add_time (builder, "expires", expiry);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
  } else {
    cue_ctl_print (token);
  }
  return CUE_CTL_FINE;
}

/*
 * cue_ctl_token_tenduke:
 *
 * `cuelightctl token tenduke`: prints a read token as the console would sign it, for trying the
 * service with other tools.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_token_tenduke (int argc, char **argv)
{
  g_autofree char *key_file = NULL;
  gboolean         wildcard = FALSE;
  gboolean         json = FALSE;
  int              life_s = CUE_READ_TOKEN_DEFAULT_LIFE_S;
  int              status;

  const GOptionEntry entries[] = {
    { "key-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &key_file,
      N_ ("File with the private key (PEM, PKCS#8), - for standard input"),
      N_ ("FILE") },
    { "life",
      0,
      0,
      G_OPTION_ARG_INT,
      &life_s,
      N_ ("How long the token lives, 30 seconds to 24 hours; 60 by default"),
      N_ ("SECONDS") },
    { "wildcard", 0, 0, G_OPTION_ARG_NONE, &wildcard, N_ ("A token for every feed (*)"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a JSON object"), NULL },
    { 0 },
  };

  if (!cue_ctl_parse ("token tenduke",
                      _ ("SOURCE"),
                      _ ("Signs a token (JWT, RS256) for reading the feed SOURCE of 10Duke and "
                         "prints it.\nIt is a secret for as long as it lives."),
                      entries,
                      &argc,
                      &argv,
                      &status))
    return status;
  if (argc != 2)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Say which feed: “cuelightctl token tenduke SOURCE --key-file …”."));
  if (key_file == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--key-file is needed to sign a token."));
  if (life_s < 0)
    life_s = 0;
  return run (argv[1], key_file, life_s, wildcard, json);
}
