// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cue-ctl-token-private.h"
#include "cue-error.h"
#include "cue-json.h"
#include "cue-secret-text.h"
#include "cue-system-clock.h"
#include "cue-token-claim.h"
#include "cue-token-verdict.h"

// “cuelightctl token inspect”: what a token says, and whether it is to be accepted. It asks nobody.

typedef struct {
  char    *key_file;
  char    *algorithm;
  char    *issuer;
  char    *audience;
  char    *feed;
  int      leeway_s;
  gboolean json;
} Options;

// A little more than may be inspected, for the blanks around it.
#define MAX_FILE_BYTES (CUE_JWS_MAX_BYTES + 4096)

static char *
read_token (const char *path, GError **error)
{
  FILE *file = g_str_equal (path, "-") ? stdin : fopen (path, "re");
  gsize room = 64 * 1024;
  gsize size = 0;
  char *text;
  char *token = NULL;
  gsize got;

  if (file == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The token cannot be read from “%s”: %s."),
                 path,
                 g_strerror (errno));
    return NULL;
  }
  text = g_malloc (room + 1);
  while ((got = fread (text + size, 1, room - size, file)) > 0) {
    size += got;
    if (size == room && room < MAX_FILE_BYTES) {
      // Not g_realloc(): what it leaves behind would not be overwritten.
      char *larger = g_malloc (room * 2 + 1);

      memcpy (larger, text, size);
      explicit_bzero (text, size);
      g_free (text);
      text = larger;
      room *= 2;
    }
  }
  if (ferror (file) != 0 || size >= MAX_FILE_BYTES)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 size >= MAX_FILE_BYTES ? _ ("“%s” is too large to be a token.")
                                        : _ ("The token cannot be read from “%s”."),
                 path);
  else {
    text[size] = '\0';
    // What stands behind a NUL would not be looked at.
    if (strlen (text) == size)
      token = cue_token_clean (text);
    else
      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_INVALID_INPUT,
                   _ ("“%s” holds binary data and no token."),
                   path);
  }
  if (file != stdin)
    fclose (file);
  explicit_bzero (text, size);
  g_free (text);
  return token;
}

static const char *
state_to_id (CueTokenState state)
{
  switch (state) {
  case CUE_TOKEN_VERIFIED:
    return "verified";
  case CUE_TOKEN_NOT_CHECKED:
    return "not-checked";
  case CUE_TOKEN_FAILED:
  default:
    return "failed";
  }
}

static int
state_to_status (CueTokenState state)
{
  switch (state) {
  case CUE_TOKEN_VERIFIED:
    return CUE_CTL_FINE;
  case CUE_TOKEN_NOT_CHECKED:
    return CUE_CTL_WARNING;
  case CUE_TOKEN_FAILED:
  default:
    return CUE_CTL_CRITICAL;
  }
}

static const char *
kind_to_id (CueTokenKind kind)
{
  switch (kind) {
  case CUE_TOKEN_KIND_KEY:
    return "key";
  case CUE_TOKEN_KIND_ENGINE:
    return "engine";
  case CUE_TOKEN_KIND_ACCESS:
    return "access";
  case CUE_TOKEN_KIND_FEED:
    return "feed";
  case CUE_TOKEN_KIND_EVENTS:
    return "events";
  case CUE_TOKEN_KIND_UNKNOWN:
  default:
    return "unknown";
  }
}

static void
add_claims (JsonBuilder *builder, GPtrArray *claims)
{
  json_builder_set_member_name (builder, "claims");
  json_builder_begin_array (builder);
  for (guint i = 0; i < claims->len; i++) {
    const CueTokenClaim *claim = g_ptr_array_index (claims, i);

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "name", cue_token_claim_get_name (claim));
    cue_ctl_add_text (builder, "value", cue_token_claim_get_value (claim));
    if (cue_token_claim_get_meaning (claim) != NULL)
      cue_ctl_add_text (builder, "meaning", cue_token_claim_get_meaning (claim));
    cue_ctl_add_text (builder,
                      "severity",
                      cue_ctl_severity_to_id (cue_token_claim_get_severity (claim)));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_notes (JsonBuilder *builder, GPtrArray *notes)
{
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    json_builder_add_string_value (builder,
                                   cue_diagnostic_get_message (g_ptr_array_index (notes, i)));
  json_builder_end_array (builder);
}

static void
print_json (const CueTokenInspection *inspection, const CueTokenVerdict *verdict, GPtrArray *claims)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  CueJws     *jws = cue_token_inspection_get_jws (inspection);
  JsonObject *header = cue_jws_get_header (jws);
  JsonNode   *payload = cue_jws_get_payload_json (jws);

  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "state", state_to_id (cue_token_verdict_get_state (verdict)));
  if (cue_token_verdict_get_state (verdict) == CUE_TOKEN_FAILED)
    cue_ctl_add_text (builder,
                      "reason",
                      cue_jws_fault_to_id (cue_token_verdict_get_fault (verdict)));
  cue_ctl_add_text (builder, "message", cue_token_verdict_get_message (verdict));
  if (cue_token_verdict_get_next_step (verdict) != NULL)
    cue_ctl_add_text (builder, "nextStep", cue_token_verdict_get_next_step (verdict));
  cue_ctl_add_text (builder, "kind", kind_to_id (cue_token_inspection_get_kind (inspection)));
  if (cue_token_inspection_get_expiry_us (inspection) != CUE_TIME_INVALID)
    cue_ctl_add_time (builder, "expires", cue_token_inspection_get_expiry_us (inspection));
  if (header != NULL) {
    g_autoptr (JsonNode) node = json_node_alloc ();

    json_node_init_object (node, header);
    json_builder_set_member_name (builder, "header");
    json_builder_add_value (builder, g_steal_pointer (&node));
  }
  if (payload != NULL) {
    json_builder_set_member_name (builder, "payload");
    json_builder_add_value (builder, json_node_ref (payload));
  }
  add_claims (builder, claims);
  add_notes (builder, cue_token_verdict_get_notes (verdict));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

static void
print_part (const char *title, char *text)
{
  g_autofree char *owned = text;

  if (owned == NULL)
    return;
  cue_ctl_print ("");
  cue_ctl_print (title);
  cue_ctl_print (owned);
}

static void
print_words (const CueTokenInspection *inspection,
             const CueTokenVerdict    *verdict,
             GPtrArray                *claims)
{
  const char      *kind = cue_token_kind_describe (cue_token_inspection_get_kind (inspection));
  const char      *next_step = cue_token_verdict_get_next_step (verdict);
  GPtrArray       *notes = cue_token_verdict_get_notes (verdict);
  g_autofree char *first = g_strdup_printf ("%s: %s",
                                            cue_token_verdict_get_title (verdict),
                                            cue_token_verdict_get_message (verdict));

  cue_ctl_print (first);
  if (next_step != NULL)
    cue_ctl_print (next_step);
  for (guint i = 0; i < notes->len; i++)
    cue_ctl_print (cue_diagnostic_get_message (g_ptr_array_index (notes, i)));
  if (kind != NULL)
    cue_ctl_print (kind);
  print_part (_ ("Header"), cue_token_inspection_make_header_text (inspection));
  print_part (_ ("Payload"), cue_token_inspection_make_payload_text (inspection));
  if (claims->len > 0) {
    cue_ctl_print ("");
    cue_ctl_print (_ ("Meaning"));
  }
  for (guint i = 0; i < claims->len; i++) {
    const CueTokenClaim *claim = g_ptr_array_index (claims, i);
    g_autofree char     *line = NULL;

    if (cue_token_claim_get_meaning (claim) == NULL)
      continue;
    line = g_strdup_printf ("%s\t%s",
                            cue_token_claim_get_name (claim),
                            cue_token_claim_get_meaning (claim));
    cue_ctl_print (line);
  }
}

// %FALSE after saying why.
static gboolean
read_key (const Options *options, CueVerifyKey **key, int *status)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  const char *fixed;

  if (options->algorithm != NULL && !g_str_equal (options->algorithm, "RS256") &&
      !g_str_equal (options->algorithm, "HS512")) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                            _ ("--expect-alg is RS256 or HS512; no other algorithm is accepted."));
    return FALSE;
  }
  if (options->key_file == NULL)
    return TRUE;
  content = cue_ctl_read_secret (options->key_file, &error);
  if (content != NULL)
    *key = cue_verify_key_new_from_file (content, &error);
  if (*key == NULL) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    return FALSE;
  }
  fixed = cue_jws_algorithm_to_name (cue_verify_key_get_algorithm (*key));
  if (options->algorithm != NULL && !g_str_equal (options->algorithm, fixed)) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                            _ ("The key in “%s” is for %s, not for %s."),
                            options->key_file,
                            fixed,
                            options->algorithm);
    return FALSE;
  }
  return TRUE;
}

static int
inspect (const Options *options, const char *path)
{
  g_autoptr (CueSecretText) token = NULL;
  g_autoptr (CueTokenInspection) inspection = NULL;
  g_autoptr (CueTokenVerdict) verdict = NULL;
  g_autoptr (CueVerifyKey) key = NULL;
  g_autoptr (GPtrArray) claims = NULL;
  g_autoptr (GError) error = NULL;
  gint64            now = cue_clock_get_wall (cue_system_clock_get_default ());
  CueJwsExpectation expected = {
    .algorithm = options->algorithm,
    .issuer = options->issuer,
    .audience = options->audience,
    .granted = options->feed,
    .needs_expiry = options->feed != NULL,
    .leeway_s = (guint) options->leeway_s,
  };
  int status;

  if (!read_key (options, &key, &status))
    return status;
  token = read_token (path, &error);
  if (token == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);

  inspection = cue_token_inspection_new_large (token);
  verdict = cue_token_verdict_new (inspection, key, &expected, now);
  claims = cue_token_inspection_list_claims (inspection, now);
  if (options->json)
    print_json (inspection, verdict, claims);
  else
    print_words (inspection, verdict, claims);
  return state_to_status (cue_token_verdict_get_state (verdict));
}

/*
 * cue_ctl_token_inspect:
 *
 * `cuelightctl token inspect`: the token bench without a window. Ends with 0 when the token is
 * verified, 1 when there is no key to check it with, 2 when it is not to be accepted.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_token_inspect (int argc, char **argv)
{
  Options options = { 0 };
  int     status;

  const GOptionEntry entries[] = {
    { "key-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.key_file,
      N_ ("File with the public key (PEM), or with the secret"),
      N_ ("FILE") },
    { "expect-alg",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.algorithm,
      N_ ("RS256 or HS512: what it must be signed with"),
      N_ ("ALGORITHM") },
    { "expect-iss",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.issuer,
      N_ ("Who must have made it"),
      N_ ("ID") },
    { "expect-aud",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.audience,
      N_ ("Whom it must be for"),
      N_ ("ID") },
    { "expect-feed",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.feed,
      N_ ("Which feed of 10Duke it must open"),
      N_ ("SOURCE") },
    { "leeway",
      0,
      0,
      G_OPTION_ARG_INT,
      &options.leeway_s,
      N_ ("How far apart the clocks may be"),
      N_ ("SECONDS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print a JSON object"), NULL },
    { 0 },
  };

  if (cue_ctl_parse ("token inspect",
                     _ ("[FILE]"),
                     _ ("Shows what a token (JWT, JWS) says, and whether it is to be accepted.\n"
                        "It is read from FILE or standard input, and sent nowhere."),
                     entries,
                     &argc,
                     &argv,
                     &status)) {
    if (argc > 2)
      status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("One file at a time is inspected."));
    else if (options.leeway_s < 0 || options.leeway_s > 3600)
      status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--leeway is 0 to 3600 seconds."));
    else if (options.key_file != NULL && g_str_equal (options.key_file, "-") &&
             (argc < 2 || g_str_equal (argv[1], "-")))
      status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                             _ ("Only one of token and key can come from standard input."));
    else
      status = inspect (&options, argc == 2 ? argv[1] : "-");
  }
  g_free (options.key_file);
  g_free (options.algorithm);
  g_free (options.issuer);
  g_free (options.audience);
  g_free (options.feed);
  return status;
}
