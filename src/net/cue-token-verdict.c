// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-text.h"

#define MAX_SHOWN_CHARS 80

/**
 * CueTokenVerdict:
 *
 * Whether a token is to be accepted, why not, and what to do then. It is *verified* only when its
 * signature fits a key that the user gave, with the algorithm of that key, and its claims say that
 * it is valid now. Without a key the form, the header and the dates are still looked at.
 *
 * Immutable and reference counted; any thread.
 */
struct _CueTokenVerdict {
  CueTokenState state;
  CueJwsFault   fault;
  char         *message;   // owned
  char         *next_step; // owned, nullable
  GPtrArray    *notes;     // owned: of CueDiagnostic
};

G_DEFINE_BOXED_TYPE (CueTokenVerdict,
                     cue_token_verdict,
                     cue_token_verdict_ref,
                     cue_token_verdict_unref)

typedef struct {
  CueJwsFault fault;
  const char *id;
  const char *message; // NULL: made of what is known
  const char *next_step;
} Words;

#define ASK_FOR_ANOTHER N_ ("Do not use it. Ask where it came from, and get a new one.")
#define COPY_AGAIN      N_ ("Copy the whole token again, without blanks or line breaks in it.")
#define CHECK_KEYS                                                                             \
  N_ ("Check that the key belongs to whoever made the token; compare the fingerprints of the " \
      "keys.")
#define CHECK_CLOCK N_ ("Compare the clock of this computer with that of whoever made it.")
#define MAKE_ANEW   N_ ("Make it again with the right value.")

// In the order of the enumeration.
static const Words all_words[] = {
  { CUE_JWS_FAULT_NONE, "none", NULL, NULL },
  { CUE_JWS_FAULT_EMPTY, "empty", N_ ("There is no token."), N_ ("Paste one.") },
  { CUE_JWS_FAULT_TOO_LARGE,
    "too-large",
    N_ ("It has more than 4 MiB, which no service here takes."),
    NULL },
  { CUE_JWS_FAULT_JSON_FORM,
    "json-form",
    N_ ("It is JSON. Tokens, and events as they are sent, have the compact form: three parts with "
        "points between."),
    N_ ("If this is what is to be signed, sign it first.") },
  { CUE_JWS_FAULT_ENCRYPTED,
    "encrypted",
    N_ ("It has five parts: it is encrypted (JWE), and only its addressee can read it."),
    N_ ("Ask for a token that is signed and not encrypted.") },
  { CUE_JWS_FAULT_NOT_COMPACT,
    "not-compact",
    N_ ("It is not made of three parts with points between, so it is no signed token. It may be a "
        "key that only its service can read."),
    COPY_AGAIN },
  { CUE_JWS_FAULT_BASE64, "base64url", NULL, COPY_AGAIN },
  { CUE_JWS_FAULT_HEADER_TOO_LARGE,
    "huge-header",
    N_ ("Its header has more than 8 KiB; an honest one has a few dozen bytes."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_HEADER_NOT_JSON,
    "header-not-json",
    N_ ("Its header is no JSON object, so it is no signed token."),
    COPY_AGAIN },
  { CUE_JWS_FAULT_HEADER_DUPLICATE,
    "duplicate-header",
    N_ ("A name stands twice in its header; two readers could take it for two things."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_NO_ALGORITHM,
    "no-algorithm",
    N_ ("Its header does not say how it was signed (alg)."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_ALGORITHM_NONE,
    "algorithm-none",
    N_ ("It says of itself that it is not signed (alg: none); anyone could have written it."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_CRITICAL,
    "critical",
    N_ ("Its header demands an extension (crit) that is not known here, so it must be refused."),
    N_ ("Ask for a token without extensions.") },
  { CUE_JWS_FAULT_NO_SIGNATURE,
    "no-signature",
    N_ ("Its signature is missing: it was cut off, or taken away."),
    COPY_AGAIN },
  { CUE_JWS_FAULT_ALGORITHM_CONFUSED, "algorithm-confused", NULL, ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_ALGORITHM_OTHER, "algorithm", NULL, NULL },
  { CUE_JWS_FAULT_SIGNATURE_LENGTH,
    "signature-length",
    N_ ("Its signature has not the length that this key makes: it is of another key, or was cut "
        "off."),
    CHECK_KEYS },
  { CUE_JWS_FAULT_SIGNATURE_HASH,
    "signature-hash",
    N_ ("It was signed with this key, but with another hash than SHA-256, though it says RS256."),
    N_ ("Sign it with RS256.") },
  { CUE_JWS_FAULT_HEADER_SWAPPED,
    "header-swapped",
    N_ ("It was signed with this key under another header; the header was exchanged afterwards."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_CONTENT_CHANGED,
    "content-changed",
    N_ ("The signature is of this key, but for something else; the content was changed after it "
        "was signed."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_SECRET_FORM,
    "secret-form",
    N_ ("The secret is the right one in another form: base64, or with a line break at its end."),
    N_ ("Give the secret in the form that it was signed with.") },
  { CUE_JWS_FAULT_KEY_OF_ITS_OWN,
    "own-key",
    N_ ("It was not signed with this key. It brings a key of its own along, which proves nothing "
        "and is never used."),
    ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_SIGNATURE_WRONG,
    "signature",
    N_ ("It was not signed with this key, or was changed afterwards."),
    CHECK_KEYS },
  { CUE_JWS_FAULT_PAYLOAD_NOT_JSON,
    "payload-not-json",
    N_ ("What was signed is no JSON."),
    MAKE_ANEW },
  { CUE_JWS_FAULT_CLAIM_DUPLICATE, "duplicate-claim", NULL, ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_NO_CLAIMS,
    "no-claims",
    N_ ("What was signed is no JSON object, so it says nothing of what is expected of it."),
    MAKE_ANEW },
  { CUE_JWS_FAULT_CLAIM_TYPE,
    "claim-type",
    N_ ("A date in it (exp, nbf or iat) is no number of seconds since 1970."),
    MAKE_ANEW },
  { CUE_JWS_FAULT_NO_EXPIRY,
    "no-expiry",
    N_ ("It does not say until when it is valid (exp)."),
    MAKE_ANEW },
  { CUE_JWS_FAULT_EXPIRED, "expired", NULL, NULL },
  { CUE_JWS_FAULT_NOT_YET, "not-yet", NULL, CHECK_CLOCK },
  { CUE_JWS_FAULT_ISSUED_LATER, "issued-later", NULL, CHECK_CLOCK },
  { CUE_JWS_FAULT_NO_LIFE,
    "no-life",
    N_ ("It ends before it begins (exp is not after iat)."),
    MAKE_ANEW },
  { CUE_JWS_FAULT_ISSUER, "issuer", NULL, ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_AUDIENCE, "audience", NULL, ASK_FOR_ANOTHER },
  { CUE_JWS_FAULT_NOT_GRANTED, "not-granted", NULL, MAKE_ANEW },
};

static const Words *
find_words (CueJwsFault fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_words); i++) {
    if (all_words[i].fault == fault)
      return &all_words[i];
  }
  return &all_words[0];
}

/**
 * cue_jws_fault_to_id:
 * @fault: a fault
 *
 * Returns: (transfer none): its name for scripts, which does not change with the language
 */
const char *
cue_jws_fault_to_id (CueJwsFault fault)
{
  return find_words (fault)->id;
}

static char *
show_claim (const CueTokenInspection *inspection, const char *name)
{
  JsonObject      *claims = cue_jws_get_claims (cue_token_inspection_get_jws (inspection));
  JsonNode        *node = claims != NULL ? json_object_get_member (claims, name) : NULL;
  g_autofree char *json = NULL;

  if (node == NULL)
    return g_strdup (_ ("nothing"));
  json = json_to_string (node, FALSE);
  return cue_text_make_line (json, -1, MAX_SHOWN_CHARS);
}

static char *
describe_distance (const CueTokenInspection *inspection, const char *name, gint64 now)
{
  gint64 us =
    cue_jws_read_date (cue_jws_get_claims (cue_token_inspection_get_jws (inspection)), name);

  return cue_time_format_duration (ABS (us - now), CUE_DURATION_WORDS);
}

static char *
describe_dates (const CueTokenInspection *inspection, CueJwsFault fault, gint64 now)
{
  g_autofree char *distance = describe_distance (inspection,
                                                 fault == CUE_JWS_FAULT_EXPIRED   ? "exp"
                                                 : fault == CUE_JWS_FAULT_NOT_YET ? "nbf"
                                                                                  : "iat",
                                                 now);

  if (fault == CUE_JWS_FAULT_EXPIRED)
    return g_strdup_printf (_ ("It expired %s ago (exp)."), distance);
  if (fault == CUE_JWS_FAULT_NOT_YET)
    return g_strdup_printf (_ ("It is not valid yet, but in %s (nbf)."), distance);
  return g_strdup_printf (_ ("It says that it was made in the future, in %s (iat)."), distance);
}

static char *
describe_fault (const CueTokenInspection *inspection,
                CueJwsFault               fault,
                const CueVerifyKey       *key,
                const CueJwsExpectation  *expected,
                gint64                    now)
{
  CueJws          *jws = cue_token_inspection_get_jws (inspection);
  const char      *named = cue_jws_get_algorithm (jws);
  g_autofree char *algorithm = cue_text_make_line (named != NULL ? named : "", -1, 40);
  g_autofree char *given = NULL;

  switch (fault) {
  case CUE_JWS_FAULT_BASE64:
    return g_strdup_printf (_ ("Part %u of 3 is no base64url; a letter is wrong, missing or too "
                               "many."),
                            cue_jws_get_bad_part (jws));
  case CUE_JWS_FAULT_ALGORITHM_CONFUSED:
    return g_strdup_printf (_ (
                              "It says %s, which signs with a shared secret; here a public key and "
                              "RS256 are used. Anyone who has the public key could have made it."),
                            algorithm);
  case CUE_JWS_FAULT_ALGORITHM_OTHER:
    return g_strdup_printf (_ ("It says %s; only %s is accepted here, whatever a token says."),
                            algorithm,
                            key != NULL
                              ? cue_jws_algorithm_to_name (cue_verify_key_get_algorithm (key))
                              : expected->algorithm);
  case CUE_JWS_FAULT_CLAIM_DUPLICATE:
    return g_strdup_printf (_ ("“%s” stands twice in it; two readers could take it for two "
                               "things."),
                            cue_jws_get_duplicate (jws));
  case CUE_JWS_FAULT_EXPIRED:
  case CUE_JWS_FAULT_NOT_YET:
  case CUE_JWS_FAULT_ISSUED_LATER:
    return describe_dates (inspection, fault, now);
  case CUE_JWS_FAULT_ISSUER:
    given = show_claim (inspection, "iss");
    return g_strdup_printf (_ ("It was made by %s (iss); “%s” is expected."),
                            given,
                            expected->issuer);
  case CUE_JWS_FAULT_AUDIENCE:
    given = show_claim (inspection, "aud");
    return g_strdup_printf (_ ("It is for %s (aud); “%s” is expected."), given, expected->audience);
  case CUE_JWS_FAULT_NOT_GRANTED:
    return g_strdup_printf (_ ("It does not open “%s”: neither a claim of that name nor “*” is "
                               "true in it."),
                            expected->granted);
  default:
    return g_strdup (_ (find_words (fault)->message));
  }
}

static const char *
find_next_step (CueJwsFault fault, const CueTokenInspection *inspection)
{
  const Words *words = find_words (fault);

  if (fault == CUE_JWS_FAULT_EXPIRED)
    return cue_token_inspection_get_kind (inspection) == CUE_TOKEN_KIND_FEED
             ? N_ ("Make a new one; it lives only shortly. If it was made just now, compare the "
                   "clocks.")
             : N_ ("Get a new one. If it was made just now, compare the clocks.");
  if (fault == CUE_JWS_FAULT_ALGORITHM_OTHER)
    return N_ ("Check that the key is meant for this token; if it is, ask for one that is signed "
               "as agreed.");
  return words->next_step;
}

static CueJwsFault
find_fault (const CueTokenInspection *inspection,
            const CueVerifyKey       *key,
            const CueJwsExpectation  *expected,
            gint64                    now)
{
  CueJws     *jws = cue_token_inspection_get_jws (inspection);
  CueJwsFault fault = key != NULL ? cue_jws_verify (jws, key) : cue_jws_get_fault (jws);

  if (fault != CUE_JWS_FAULT_NONE)
    return fault;
  if (expected->algorithm != NULL &&
      !g_str_equal (cue_jws_get_algorithm (jws), expected->algorithm)) {
    return g_str_equal (expected->algorithm, "RS256") &&
               g_ascii_strncasecmp (cue_jws_get_algorithm (jws), "HS", 2) == 0
             ? CUE_JWS_FAULT_ALGORITHM_CONFUSED
             : CUE_JWS_FAULT_ALGORITHM_OTHER;
  }
  return cue_jws_check_claims (jws, expected, now);
}

static void
note (CueTokenVerdict *self, CueSeverity severity, const char *where, const char *message)
{
  g_ptr_array_add (self->notes, cue_diagnostic_new (severity, where, "%s", message));
}

// What does not decide, and is good to know.
static void
add_notes (CueTokenVerdict *self, const CueTokenInspection *inspection, const CueVerifyKey *key)
{
  CueJws     *jws = cue_token_inspection_get_jws (inspection);
  JsonObject *header = cue_jws_get_header (jws);
  JsonObject *claims = cue_jws_get_claims (jws);
  gsize       secret_size = key != NULL ? cue_verify_key_get_secret_size (key) : 0;

  if (self->state == CUE_TOKEN_FAILED && key == NULL && self->fault > CUE_JWS_FAULT_SIGNATURE_WRONG)
    note (self,
          CUE_SEVERITY_INFO,
          NULL,
          _ ("Its signature was not checked, since no key was given."));
  if (secret_size > 0 && secret_size < 64)
    note (self,
          CUE_SEVERITY_WARNING,
          NULL,
          _ ("The secret is shorter than the 64 bytes that HS512 should have (RFC 7518)."));
  if (header != NULL && self->fault != CUE_JWS_FAULT_KEY_OF_ITS_OWN &&
      (json_object_has_member (header, "jwk") || json_object_has_member (header, "jku") ||
       json_object_has_member (header, "x5c") || json_object_has_member (header, "x5u")))
    note (self,
          CUE_SEVERITY_WARNING,
          "header",
          _ ("It brings a key of its own along, or the address of one; that is never used."));
  if (claims != NULL && cue_token_inspection_get_kind (inspection) != CUE_TOKEN_KIND_EVENTS &&
      self->state != CUE_TOKEN_FAILED && !json_object_has_member (claims, "exp"))
    note (self,
          CUE_SEVERITY_WARNING,
          "exp",
          _ ("It does not say until when it is valid; whoever finds it can use it for ever."));
}

/**
 * cue_token_verdict_new:
 * @inspection: a token
 * @key: (nullable): what it should be signed with, which brings the algorithm
 * @expected: (nullable): what else is known of it
 * @now_wall_us: the time
 *
 * Judges a token, with an algorithm that is never taken from it. For signed events of 10Duke, that
 * have no dates of their own, the signature alone counts.
 *
 * Returns: (transfer full): the verdict
 */
CueTokenVerdict *
cue_token_verdict_new (const CueTokenInspection *inspection,
                       const CueVerifyKey       *key,
                       const CueJwsExpectation  *expected,
                       gint64                    now_wall_us)
{
  static const CueJwsExpectation nothing = { 0 };
  CueTokenVerdict               *self;
  const char                    *next_step;

  g_return_val_if_fail (inspection != NULL, NULL);

  if (expected == NULL)
    expected = &nothing;
  self = g_atomic_rc_box_new0 (CueTokenVerdict);
  self->notes = cue_diagnostics_new ();
  self->fault = find_fault (inspection, key, expected, now_wall_us);
  if (self->fault != CUE_JWS_FAULT_NONE) {
    self->state = CUE_TOKEN_FAILED;
    self->message = describe_fault (inspection, self->fault, key, expected, now_wall_us);
    next_step = find_next_step (self->fault, inspection);
    self->next_step = g_strdup (next_step != NULL ? _ (next_step) : NULL);
  } else if (key != NULL) {
    self->state = CUE_TOKEN_VERIFIED;
    self->message =
      g_strdup_printf (_ ("It was signed with this key (%s), and is valid now."),
                       cue_jws_algorithm_to_name (cue_verify_key_get_algorithm (key)));
  } else {
    self->state = CUE_TOKEN_NOT_CHECKED;
    self->message = g_strdup (_ ("Nothing speaks against it, but its signature was not checked."));
    self->next_step = g_strdup (_ ("Give the key that it should be signed with: a public key or "
                                   "certificate for RS256, the secret for HS512."));
  }
  add_notes (self, inspection, key);
  return self;
}

/**
 * cue_token_verdict_ref:
 * @self: a verdict
 *
 * Returns: (transfer full): @self
 */
CueTokenVerdict *
cue_token_verdict_ref (CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_verdict (gpointer data)
{
  CueTokenVerdict *self = data;

  g_free (self->message);
  g_free (self->next_step);
  g_ptr_array_unref (self->notes);
}

/**
 * cue_token_verdict_unref:
 * @self: (transfer full): a verdict
 */
void
cue_token_verdict_unref (CueTokenVerdict *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_verdict);
}

/**
 * cue_token_verdict_get_state:
 * @self: a verdict
 *
 * Returns: verified, not checked or failed
 */
CueTokenState
cue_token_verdict_get_state (const CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, CUE_TOKEN_FAILED);
  return self->state;
}

/**
 * cue_token_verdict_get_fault:
 * @self: a verdict
 *
 * Returns: why it failed
 */
CueJwsFault
cue_token_verdict_get_fault (const CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, CUE_JWS_FAULT_EMPTY);
  return self->fault;
}

/**
 * cue_token_verdict_get_title:
 * @self: a verdict
 *
 * Returns: (transfer none): the state in a word or two
 */
const char *
cue_token_verdict_get_title (const CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->state) {
  case CUE_TOKEN_VERIFIED:
    return _ ("Verified");
  case CUE_TOKEN_NOT_CHECKED:
    return _ ("Not checked");
  case CUE_TOKEN_FAILED:
  default:
    return _ ("Failed");
  }
}

/**
 * cue_token_verdict_get_message:
 * @self: a verdict
 *
 * Returns: (transfer none): the reason, a sentence
 */
const char *
cue_token_verdict_get_message (const CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->message;
}

/**
 * cue_token_verdict_get_next_step:
 * @self: a verdict
 *
 * Returns: (transfer none) (nullable): what to do now, a sentence
 */
const char *
cue_token_verdict_get_next_step (const CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->next_step;
}

/**
 * cue_token_verdict_get_notes:
 * @self: a verdict
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what did not decide, and is good to know
 */
GPtrArray *
cue_token_verdict_get_notes (const CueTokenVerdict *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->notes;
}
