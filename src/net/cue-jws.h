// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "cue-verify-key.h"

G_BEGIN_DECLS

// The largest body that is known to be taken has 1 MiB (ASSUME-25); base64url adds a third, and a
// reader should take more than a writer.
#define CUE_JWS_MAX_BYTES (4 * 1024 * 1024)
// A header names an algorithm and perhaps a key.
#define CUE_JWS_MAX_HEADER_BYTES (8 * 1024)

/**
 * CueJwsFault:
 * @CUE_JWS_FAULT_NONE: nothing is wrong
 * @CUE_JWS_FAULT_EMPTY: there is nothing
 * @CUE_JWS_FAULT_TOO_LARGE: above %CUE_JWS_MAX_BYTES
 * @CUE_JWS_FAULT_JSON_FORM: JSON, perhaps the JSON form of a JWS, which no service here takes
 * @CUE_JWS_FAULT_ENCRYPTED: five parts: a JWE, whose content only its addressee can read
 * @CUE_JWS_FAULT_NOT_COMPACT: not three parts with points between
 * @CUE_JWS_FAULT_BASE64: a part is no base64url
 * @CUE_JWS_FAULT_HEADER_TOO_LARGE: above %CUE_JWS_MAX_HEADER_BYTES
 * @CUE_JWS_FAULT_HEADER_NOT_JSON: the header is no JSON object
 * @CUE_JWS_FAULT_HEADER_DUPLICATE: a name stands twice in the header
 * @CUE_JWS_FAULT_NO_ALGORITHM: the header has no `alg` that is a text
 * @CUE_JWS_FAULT_ALGORITHM_NONE: `none`: not signed at all
 * @CUE_JWS_FAULT_CRITICAL: it demands an extension (`crit`, or `b64`), of which none is known here
 * @CUE_JWS_FAULT_NO_SIGNATURE: the part for the signature is empty
 * @CUE_JWS_FAULT_ALGORITHM_CONFUSED: made with a secret, where a public key is used: anyone who has
 *   the public key could have made it
 * @CUE_JWS_FAULT_ALGORITHM_OTHER: another algorithm than the one that is fixed for this key
 * @CUE_JWS_FAULT_SIGNATURE_LENGTH: the signature has not the length that this key makes
 * @CUE_JWS_FAULT_SIGNATURE_HASH: of this key, but made with another hash than SHA-256
 * @CUE_JWS_FAULT_HEADER_SWAPPED: of this key and for this payload, but for another header
 * @CUE_JWS_FAULT_CONTENT_CHANGED: of this key, but for other content
 * @CUE_JWS_FAULT_SECRET_FORM: it fits when the secret is read in another form: base64, or with the
 *   line break that was left out
 * @CUE_JWS_FAULT_KEY_OF_ITS_OWN: not of this key; it brings a key along, which is never used
 * @CUE_JWS_FAULT_SIGNATURE_WRONG: not of this key
 * @CUE_JWS_FAULT_PAYLOAD_NOT_JSON: the payload is no JSON
 * @CUE_JWS_FAULT_CLAIM_DUPLICATE: a name stands twice in an object of the payload
 * @CUE_JWS_FAULT_NO_CLAIMS: the payload is JSON, but no object
 * @CUE_JWS_FAULT_CLAIM_TYPE: a registered claim is of another type than RFC 7519 says
 * @CUE_JWS_FAULT_NO_EXPIRY: it has no `exp`, and should
 * @CUE_JWS_FAULT_EXPIRED: `exp` is past
 * @CUE_JWS_FAULT_NOT_YET: `nbf` is to come
 * @CUE_JWS_FAULT_ISSUED_LATER: `iat` is to come
 * @CUE_JWS_FAULT_NO_LIFE: `exp` is not after `iat`
 * @CUE_JWS_FAULT_ISSUER: `iss` is not the one that is expected
 * @CUE_JWS_FAULT_AUDIENCE: `aud` does not have the one that is expected
 * @CUE_JWS_FAULT_NOT_GRANTED: no claim grants what is expected, for instance the feed
 *
 * Why a JWS is not accepted, in the order in which it is looked at: each stops the rest.
 */
typedef enum {
  CUE_JWS_FAULT_NONE,
  CUE_JWS_FAULT_EMPTY,
  CUE_JWS_FAULT_TOO_LARGE,
  CUE_JWS_FAULT_JSON_FORM,
  CUE_JWS_FAULT_ENCRYPTED,
  CUE_JWS_FAULT_NOT_COMPACT,
  CUE_JWS_FAULT_BASE64,
  CUE_JWS_FAULT_HEADER_TOO_LARGE,
  CUE_JWS_FAULT_HEADER_NOT_JSON,
  CUE_JWS_FAULT_HEADER_DUPLICATE,
  CUE_JWS_FAULT_NO_ALGORITHM,
  CUE_JWS_FAULT_ALGORITHM_NONE,
  CUE_JWS_FAULT_CRITICAL,
  CUE_JWS_FAULT_NO_SIGNATURE,
  CUE_JWS_FAULT_ALGORITHM_CONFUSED,
  CUE_JWS_FAULT_ALGORITHM_OTHER,
  CUE_JWS_FAULT_SIGNATURE_LENGTH,
  CUE_JWS_FAULT_SIGNATURE_HASH,
  CUE_JWS_FAULT_HEADER_SWAPPED,
  CUE_JWS_FAULT_CONTENT_CHANGED,
  CUE_JWS_FAULT_SECRET_FORM,
  CUE_JWS_FAULT_KEY_OF_ITS_OWN,
  CUE_JWS_FAULT_SIGNATURE_WRONG,
  CUE_JWS_FAULT_PAYLOAD_NOT_JSON,
  CUE_JWS_FAULT_CLAIM_DUPLICATE,
  CUE_JWS_FAULT_NO_CLAIMS,
  CUE_JWS_FAULT_CLAIM_TYPE,
  CUE_JWS_FAULT_NO_EXPIRY,
  CUE_JWS_FAULT_EXPIRED,
  CUE_JWS_FAULT_NOT_YET,
  CUE_JWS_FAULT_ISSUED_LATER,
  CUE_JWS_FAULT_NO_LIFE,
  CUE_JWS_FAULT_ISSUER,
  CUE_JWS_FAULT_AUDIENCE,
  CUE_JWS_FAULT_NOT_GRANTED,
} CueJwsFault;

/**
 * CueJwsExpectation:
 * @algorithm: (nullable): what `alg` must be, where there is no key that fixes it
 * @issuer: (nullable): what `iss` must be
 * @audience: (nullable): what must be in `aud`
 * @granted: (nullable): the name of a claim that must be true, or `*` instead (services reference
 *   3.6: the feed)
 * @needs_expiry: whether it must say until when it is valid
 * @leeway_s: by how many seconds the clocks may differ
 *
 * What is known of a token beforehand. All zero: nothing, but what it says of its own life.
 */
typedef struct {
  const char *algorithm;
  const char *issuer;
  const char *audience;
  const char *granted;
  gboolean    needs_expiry;
  guint       leeway_s;
} CueJwsExpectation;

#define CUE_TYPE_JWS (cue_jws_get_type ())

typedef struct _CueJws CueJws;

GType       cue_jws_get_type (void);
CueJws     *cue_jws_new (const char *text, gssize length);
CueJws     *cue_jws_ref (CueJws *self);
void        cue_jws_unref (CueJws *self);
CueJwsFault cue_jws_get_fault (const CueJws *self);
guint       cue_jws_get_bad_part (const CueJws *self);
const char *cue_jws_get_algorithm (const CueJws *self);
JsonObject *cue_jws_get_header (const CueJws *self);
GBytes     *cue_jws_get_header_bytes (const CueJws *self);
GBytes     *cue_jws_get_payload (const CueJws *self);
JsonNode   *cue_jws_get_payload_json (const CueJws *self);
JsonObject *cue_jws_get_claims (const CueJws *self);
const char *cue_jws_get_duplicate (const CueJws *self);
gsize       cue_jws_get_signature_size (const CueJws *self);

CueJwsFault cue_jws_verify (const CueJws *self, const CueVerifyKey *key);
CueJwsFault
cue_jws_check_claims (const CueJws *self, const CueJwsExpectation *expected, gint64 now_wall_us);

gint64 cue_jws_read_date (JsonObject *claims, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueJws, cue_jws_unref)

G_END_DECLS
