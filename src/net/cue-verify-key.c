// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-verify-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#include "cue-error.h"
#include "cue-jws-private.h"
#include "cue-pem.h"
#include "cue-secret-bytes.h"
#include "cue-secret-text.h"

#define MIN_RSA_BITS 2048
#define MAX_RSA_BITS 8192
#define HASH_BYTES   64 // SHA-512

/**
 * CueVerifyKey:
 *
 * What the signature of a token is checked with. A key has one algorithm, for good: a public key is
 * never taken for a shared secret, whatever a token says
 * ([RFC 8725 section 3.1](https://www.rfc-editor.org/rfc/rfc8725#section-3.1)).
 *
 * Of a private RSA key only the public half is kept. A secret is overwritten when it goes.
 *
 * Immutable and reference counted; any thread.
 */
struct _CueVerifyKey {
  CueJwsAlgorithm algorithm;
  EVP_PKEY       *pkey;   // owned, with CUE_JWS_RS256
  GBytes         *secret; // owned, wiped, with CUE_JWS_HS512
};

G_DEFINE_BOXED_TYPE (CueVerifyKey, cue_verify_key, cue_verify_key_ref, cue_verify_key_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

// OpenSSL would ask on the terminal otherwise.
static int
refuse_passphrase (char *buffer, int size, int writing, void *data)
{
  return -1;
}

static EVP_PKEY *
read_public (BIO *bio)
{
  return PEM_read_bio_PUBKEY (bio, NULL, refuse_passphrase, NULL);
}

static EVP_PKEY *
read_certificate (BIO *bio)
{
  g_autoptr (X509) certificate = PEM_read_bio_X509 (bio, NULL, refuse_passphrase, NULL);

  return certificate != NULL ? X509_get_pubkey (certificate) : NULL;
}

static EVP_PKEY *
read_private (BIO *bio)
{
  return PEM_read_bio_PrivateKey (bio, NULL, refuse_passphrase, NULL);
}

// Whichever of the halves is there: the public one is in each.
static EVP_PKEY *
read_any (GBytes *pem)
{
  static EVP_PKEY *(*const readers[]) (BIO *) = { read_public, read_certificate, read_private };
  gsize       size;
  const void *data = g_bytes_get_data (pem, &size);

  if (size > 1024 * 1024)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autoptr (BIO) bio = BIO_new_mem_buf (data, (int) size);
    EVP_PKEY *pkey = readers[i](bio);

    ERR_clear_error ();
    if (pkey != NULL)
      return pkey;
  }
  return NULL;
}

static EVP_PKEY *
copy_public_half (EVP_PKEY *pkey)
{
  guchar       *der = NULL;
  int           size = i2d_PUBKEY (pkey, &der);
  const guchar *at = der;
  EVP_PKEY     *half = size > 0 ? d2i_PUBKEY (NULL, &at, size) : NULL;

  OPENSSL_free (der);
  return half;
}

/**
 * cue_verify_key_new_rs256:
 * @pem: PEM with a public RSA key, with a certificate that has one, or with the private key itself
 * @error: %CUE_ERROR_INVALID_INPUT with what is expected
 *
 * Returns: (transfer full) (nullable): a key for RS256
 */
CueVerifyKey *
cue_verify_key_new_rs256 (GBytes *pem, GError **error)
{
  g_autoptr (CueVerifyKey) self = NULL;
  g_autoptr (EVP_PKEY) pkey = NULL;
  int bits;

  g_return_val_if_fail (pem != NULL, NULL);

  pkey = read_any (pem);
  if (pkey == NULL) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("No key can be read from it. A public key in PEM is needed (BEGIN "
                            "PUBLIC KEY), or a certificate, or a private key without a "
                            "passphrase."));
    return NULL;
  }
  bits = EVP_PKEY_get_bits (pkey);
  if (!EVP_PKEY_is_a (pkey, "RSA") || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("RS256 needs an RSA key of %d to %d bits; this one is %s with %d bits."),
                 MIN_RSA_BITS,
                 MAX_RSA_BITS,
                 EVP_PKEY_get0_type_name (pkey),
                 bits);
    return NULL;
  }
  self = g_atomic_rc_box_new0 (CueVerifyKey);
  self->algorithm = CUE_JWS_RS256;
  self->pkey = copy_public_half (pkey);
  if (self->pkey == NULL) {
    ERR_clear_error ();
    g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, _ ("The key cannot be used."));
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * cue_verify_key_new_hs512:
 * @secret: the shared secret, any bytes; see [func@secret_bytes_new]
 * @error: %CUE_ERROR_INVALID_INPUT when it is empty, or a key in PEM
 *
 * Returns: (transfer full) (nullable): a key for HS512
 */
CueVerifyKey *
cue_verify_key_new_hs512 (GBytes *secret, GError **error)
{
  CueVerifyKey *self;
  gsize         size;
  const void   *data;

  g_return_val_if_fail (secret != NULL, NULL);

  data = g_bytes_get_data (secret, &size);
  if (size == 0) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The secret is empty; a token cannot be checked without it."));
    return NULL;
  }
  // This is how forged tokens are made to fit.
  if (cue_pem_is_there (secret)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("This is a key in PEM, and no secret for HS512. Tokens that it is for "
                            "are signed with RS256."));
    return NULL;
  }
  self = g_atomic_rc_box_new0 (CueVerifyKey);
  self->algorithm = CUE_JWS_HS512;
  self->secret = cue_secret_bytes_new (data, size);
  return self;
}

/**
 * cue_verify_key_new_from_file:
 * @content: a file with a key
 * @error: %CUE_ERROR_INVALID_INPUT
 *
 * Takes PEM for RS256 and anything else as a secret for HS512. The file decides, not the token.
 *
 * Returns: (transfer full) (nullable): the key
 */
CueVerifyKey *
cue_verify_key_new_from_file (GBytes *content, GError **error)
{
  g_return_val_if_fail (content != NULL, NULL);

  return cue_pem_is_there (content) ? cue_verify_key_new_rs256 (content, error)
                                    : cue_verify_key_new_hs512 (content, error);
}

/**
 * cue_verify_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self
 */
CueVerifyKey *
cue_verify_key_ref (CueVerifyKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_key (gpointer data)
{
  CueVerifyKey *self = data;

  EVP_PKEY_free (self->pkey);
  g_clear_pointer (&self->secret, g_bytes_unref);
}

/**
 * cue_verify_key_unref:
 * @self: (transfer full): a key
 */
void
cue_verify_key_unref (CueVerifyKey *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_key);
}

/**
 * cue_verify_key_get_algorithm:
 * @self: a key
 *
 * Returns: the only algorithm that it is used with
 */
CueJwsAlgorithm
cue_verify_key_get_algorithm (const CueVerifyKey *self)
{
  g_return_val_if_fail (self != NULL, CUE_JWS_RS256);
  return self->algorithm;
}

/**
 * cue_verify_key_get_secret_size:
 * @self: a key
 *
 * Returns: with HS512 how many bytes the secret has, else 0
 */
gsize
cue_verify_key_get_secret_size (const CueVerifyKey *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->secret != NULL ? g_bytes_get_size (self->secret) : 0;
}

/**
 * cue_jws_algorithm_to_name:
 * @algorithm: an algorithm
 *
 * Returns: its name in a header
 */
const char *
cue_jws_algorithm_to_name (CueJwsAlgorithm algorithm)
{
  return algorithm == CUE_JWS_RS256 ? "RS256" : "HS512";
}

static gboolean
check_rsa (EVP_PKEY *pkey, const char *input, gsize size, GBytes *signature)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gsize         length;
  const guchar *data = g_bytes_get_data (signature, &length);
  gboolean      fits = length == (gsize) EVP_PKEY_get_size (pkey) &&
                  EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, pkey) == 1 &&
                  EVP_DigestVerify (context, data, length, (const guchar *) input, size) == 1;

  ERR_clear_error ();
  return fits;
}

static gboolean
check_hmac (const void *secret, gsize secret_size, const char *input, gsize size, GBytes *signature)
{
  guchar        made[HASH_BYTES];
  gsize         made_size = 0;
  gsize         length;
  const guchar *data = g_bytes_get_data (signature, &length);
  gboolean      fits = EVP_Q_mac (NULL,
                             "HMAC",
                             NULL,
                             "SHA512",
                             NULL,
                             secret,
                             secret_size,
                             (const guchar *) input,
                             size,
                             made,
                             sizeof made,
                             &made_size) != NULL &&
                  made_size == length && CRYPTO_memcmp (made, data, made_size) == 0;

  OPENSSL_cleanse (made, sizeof made);
  ERR_clear_error ();
  return fits;
}

/*
 * cue_verify_key_check:
 * @self: a key
 * @input: what was signed
 * @input_size: its number of bytes
 * @signature: the signature
 *
 * Returns: whether it fits, by the algorithm of the key
 */
gboolean
cue_verify_key_check (const CueVerifyKey *self,
                      const char         *input,
                      gsize               input_size,
                      GBytes             *signature)
{
  if (self->algorithm == CUE_JWS_RS256)
    return check_rsa (self->pkey, input, input_size, signature);
  return check_hmac (g_bytes_get_data (self->secret, NULL),
                     g_bytes_get_size (self->secret),
                     input,
                     input_size,
                     signature);
}

// What a public key makes of a signature tells whose it is, also when it is for something else.
static CueJwsFault
explain_rsa (EVP_PKEY *pkey, GBytes *signature)
{
  // RFC 8017 section 9.2, note 1: how the hash is named in front of it.
  static const guchar sha256[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                   0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
  static const guchar any_sha2[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02 };
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (pkey, NULL);
  gsize              length;
  const guchar      *data = g_bytes_get_data (signature, &length);
  gsize              size = (gsize) EVP_PKEY_get_size (pkey);
  g_autofree guchar *content = g_malloc (size);
  CueJwsFault        fault = CUE_JWS_FAULT_SIGNATURE_WRONG;

  if (length != size)
    return CUE_JWS_FAULT_SIGNATURE_LENGTH;
  if (context != NULL && EVP_PKEY_verify_recover_init (context) == 1 &&
      EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) == 1 &&
      EVP_PKEY_verify_recover (context, content, &size, data, length) == 1) {
    if (size == sizeof sha256 + 32 && memcmp (content, sha256, sizeof sha256) == 0)
      fault = CUE_JWS_FAULT_CONTENT_CHANGED;
    else if (memmem (content, size, any_sha2, sizeof any_sha2) != NULL)
      fault = CUE_JWS_FAULT_SIGNATURE_HASH;
  }
  ERR_clear_error ();
  return fault;
}

static gboolean
is_base64 (const char *text, gsize size)
{
  gsize padding = 0;

  while (padding < 2 && padding < size && text[size - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < size - padding; i++) {
    if (!g_ascii_isalnum (text[i]) && strchr ("+/-_", text[i]) == NULL)
      return FALSE;
  }
  return size > padding;
}

static CueJwsFault
explain_hmac (GBytes *secret, const char *input, GBytes *signature)
{
  gsize       size;
  const char *data = g_bytes_get_data (secret, &size);
  gsize       input_size = strlen (input);
  gboolean    fits;

  if (g_bytes_get_size (signature) != HASH_BYTES)
    return CUE_JWS_FAULT_SIGNATURE_LENGTH;
  if (size <= 4096) {
    g_autoptr (CueSecretText) line = g_malloc (size + 4);

    memcpy (line, data, size);
    memcpy (line + size, "\n", 2);
    fits = check_hmac (line, size + 1, input, input_size, signature);
    if (!fits && is_base64 (data, size)) {
      gsize   decoded_size = 0;
      guchar *decoded;

      memset (line + size, '\0', 4);
      memset (line + size, '=', (4 - size % 4) % 4);
      g_strdelimit (line, "-", '+');
      g_strdelimit (line, "_", '/');
      decoded = g_base64_decode (line, &decoded_size);
      fits = check_hmac (decoded, decoded_size, input, input_size, signature);
      explicit_bzero (decoded, decoded_size);
      g_free (decoded);
    }
    explicit_bzero (line, size + 4);
    if (fits)
      return CUE_JWS_FAULT_SECRET_FORM;
  }
  return CUE_JWS_FAULT_SIGNATURE_WRONG;
}

/*
 * cue_verify_key_explain:
 * @self: a key
 * @input: what was signed
 * @signature: a signature that does not fit
 *
 * Returns: the likeliest reason why it does not fit
 */
CueJwsFault
cue_verify_key_explain (const CueVerifyKey *self, const char *input, GBytes *signature)
{
  return self->algorithm == CUE_JWS_RS256 ? explain_rsa (self->pkey, signature)
                                          : explain_hmac (self->secret, input, signature);
}
