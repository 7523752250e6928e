// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-base64url.h"
#include "cue-pem.h"
#include "cue-token-claim.h"
#include "cue-token-verdict.h"

#include "fuzz.h"

#include <string.h>

// Whatever is pasted into the token bench: nothing is verified that was not signed with the key,
// and all that is said of it is fit to be shown.

static const char public_pem[] =
  "-----BEGIN PUBLIC KEY-----\n"
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAudMI8+GkvSMOl1662k6o\n"
  "WsB9yVyI1dtquEq0/EkN0W88veHY90O1Jf9gLeUWAUw34bYf+yGbqtVXnemd1IS1\n"
  "ZmVQvJGwvR2LmKHplpNBUwmZLOO3QcwC4UcO6bqWnVa7by2L2vpFOjuk4Q4U7qqS\n"
  "nU3veVjT2uLZa/Qxzna12wsv2tPCmzc87CiViELlQFYGe1KatOrZCS1ImrNv6fDV\n"
  "vEur5ddfZ8LSKFkrAm7UCdfuKF5t7psxuy/s3tMTNMGxn9exxWyQdJ5ihlOgmtE5\n"
  "28wiMa0NiDvT4rVfusFKpD3N9cA77AwBgaU7tjZaiOBxr8reqiVO5gM8Ry7s6enA\n"
  "CwIDAQAB\n"
  "-----END PUBLIC KEY-----\n";

static CueVerifyKey *
get_key (CueJwsAlgorithm algorithm)
{
  static CueVerifyKey *keys[2];

  if (keys[algorithm] == NULL) {
    g_autoptr (GBytes) pem = g_bytes_new_static (public_pem, strlen (public_pem));
    g_autoptr (GBytes) secret = g_bytes_new_static ("secret", 6);

    keys[CUE_JWS_RS256] = cue_verify_key_new_rs256 (pem, NULL);
    keys[CUE_JWS_HS512] = cue_verify_key_new_hs512 (secret, NULL);
    g_assert_nonnull (keys[CUE_JWS_RS256]);
  }
  return keys[algorithm];
}

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_inspection (const CueTokenInspection *inspection, gint64 now)
{
  g_autofree char *header = cue_token_inspection_make_header_text (inspection);
  g_autofree char *payload = cue_token_inspection_make_payload_text (inspection);
  g_autofree char *life = cue_token_inspection_describe_life (inspection, now);
  g_autoptr (GPtrArray) claims = cue_token_inspection_list_claims (inspection, now);

  check_text (header);
  check_text (payload);
  check_text (life);
  for (guint i = 0; i < claims->len; i++) {
    check_text (cue_token_claim_get_name (g_ptr_array_index (claims, i)));
    check_text (cue_token_claim_get_value (g_ptr_array_index (claims, i)));
    check_text (cue_token_claim_get_meaning (g_ptr_array_index (claims, i)));
  }
}

static void
check_pem (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  const char *block;
  gsize       length;

  if (cue_pem_find_private_key (bytes, &block, &length, &error)) {
    g_assert_true ((const uint8_t *) block >= data);
    g_assert_true ((const uint8_t *) block + length <= data + size);
  } else {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const gint64            now = CUE_SECONDS (1792000030);
  const CueJwsExpectation strict = {
    .issuer = "us", .audience = "them", .granted = "my-app-events", .needs_expiry = TRUE
  };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *token = cue_token_clean (text);
  g_autoptr (CueTokenInspection) inspection = cue_token_inspection_new_large (token);
  g_autoptr (CueTokenVerdict) open = cue_token_verdict_new (inspection, NULL, &strict, now);
  g_autoptr (GBytes) bytes = cue_base64url_decode ((const char *) data, size, NULL);

  check_inspection (inspection, now);
  g_assert_cmpint (cue_token_verdict_get_state (open), !=, CUE_TOKEN_VERIFIED);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (CueTokenVerdict)
      verdict = cue_token_verdict_new (inspection, get_key (i), NULL, now);

    // The one that belongs to the RSA key is in the corpus and was good for a minute only.
    if (cue_token_verdict_get_state (verdict) == CUE_TOKEN_VERIFIED) {
      g_assert_cmpint (cue_jws_verify (cue_token_inspection_get_jws (inspection), get_key (i)),
                       ==,
                       CUE_JWS_FAULT_NONE);
      g_assert_cmpstr (cue_jws_get_algorithm (cue_token_inspection_get_jws (inspection)),
                       ==,
                       cue_jws_algorithm_to_name (i));
    }
    check_text (cue_token_verdict_get_message (verdict));
    check_text (cue_token_verdict_get_next_step (verdict));
  }
  if (bytes != NULL) {
    g_autofree char *again =
      cue_base64url_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    g_assert_cmpmem (again, strlen (again), data, size);
  }
  check_pem (data, size);
  return 0;
}
