// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signing-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#include "cue-base64url.h"
#include "cue-error.h"
#include "cue-pem.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/**
 * CueSigningKey:
 *
 * The private key that signs events and read tokens of the 10Duke Event Data API: RSA of 2048 bits
 * or more, always used with RS256 (services reference 3, S2:26-35). The service has the public
 * half.
 *
 * The private half stands in memory of OpenSSL, which overwrites it when the last reference goes.
 * It comes out only by [method@SigningKey.make_private_pem], for the secret store and for an export
 * that the user asks for.
 *
 * Immutable and reference counted; any thread, also several at once.
 */
struct _CueSigningKey {
  EVP_PKEY *pkey;        // owned
  char     *public_pem;  // owned
  char     *fingerprint; // owned
};

G_DEFINE_BOXED_TYPE (CueSigningKey, cue_signing_key, cue_signing_key_ref, cue_signing_key_unref)

static char *
copy_bio (BIO *bio)
{
  char *data = NULL;
  long  size = BIO_get_mem_data (bio, &data);

  return g_strndup (data, (gsize) MAX (size, 0));
}

static gboolean
describe_public_half (CueSigningKey *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar *der = NULL;
  int     size = i2d_PUBKEY (self->pkey, &der);

  if (bio == NULL || size <= 0 || PEM_write_bio_PUBKEY (bio, self->pkey) != 1) {
    OPENSSL_free (der);
    return FALSE;
  }
  g_checksum_update (checksum, der, size);
  OPENSSL_free (der);
  self->fingerprint = g_strdup (g_checksum_get_string (checksum));
  self->public_pem = copy_bio (bio);
  return TRUE;
}

static gboolean
sign_bytes (EVP_PKEY *pkey, const void *data, gsize size, guchar **signature, gsize *length)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  *length = (gsize) EVP_PKEY_get_size (pkey);
  *signature = g_malloc (*length);
  return EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, pkey) == 1 &&
         EVP_DigestSign (context, *signature, length, data, size) == 1;
}

// A key whose halves do not belong together would sign what nobody accepts.
static gboolean
try_key (EVP_PKEY *pkey)
{
  static const char sample[] = "cuelight";
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guchar *signature = NULL;
  gsize              length = 0;

  return sign_bytes (pkey, sample, sizeof sample, &signature, &length) &&
         EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, pkey) == 1 &&
         EVP_DigestVerify (context, signature, length, (const guchar *) sample, sizeof sample) == 1;
}

static gboolean
check_key (EVP_PKEY *pkey, GError **error)
{
  int bits = EVP_PKEY_get_bits (pkey);

  if (!EVP_PKEY_is_a (pkey, "RSA")) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("This is a key of the kind %s; the service takes RSA keys only. Generate a new "
                    "key, and have its public half set up with the service."),
                 EVP_PKEY_get0_type_name (pkey));
    return FALSE;
  }
  if (bits < CUE_SIGNING_KEY_MIN_BITS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The key has %d bits; the service takes %d and more. Generate a new key, and "
                    "have its public half set up with the service."),
                 bits,
                 CUE_SIGNING_KEY_MIN_BITS);
    return FALSE;
  }
  if (bits > CUE_SIGNING_KEY_MAX_BITS) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("The key has %d bits; at most %d are used here, since each signature would "
                    "take too long."),
                 bits,
                 CUE_SIGNING_KEY_MAX_BITS);
    return FALSE;
  }
  if (!try_key (pkey)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("The key is damaged: what it signs does not fit its own public half."));
    return FALSE;
  }
  return TRUE;
}

static CueSigningKey *
take_key (EVP_PKEY *pkey, GError **error)
{
  g_autoptr (CueSigningKey) self = g_atomic_rc_box_new0 (CueSigningKey);

  self->pkey = pkey;
  if (!check_key (pkey, error) || !describe_public_half (self)) {
    ERR_clear_error ();
    if (error != NULL && *error == NULL)
      g_set_error_literal (error,
                           CUE_ERROR,
                           CUE_ERROR_INVALID_INPUT,
                           _ ("The key cannot be used."));
    return NULL;
  }
  return g_steal_pointer (&self);
}

// OpenSSL would ask on the terminal otherwise.
static int
refuse_passphrase (char *buffer, int size, int writing, void *data)
{
  return -1;
}

/**
 * cue_signing_key_new_from_pem:
 * @pem: a file or what was pasted
 * @error: %CUE_ERROR_INVALID_INPUT with what it is instead, and what to do about it
 *
 * Reads a private key in PEM, PKCS#8, not encrypted (services reference 3.6). Anything else is
 * refused with help: a key in PKCS#1, an encrypted one, one that is not RSA or too short, a public
 * key, a certificate. The key is tried once before it is accepted, which takes some milliseconds.
 * No copy of @pem is kept. Any thread.
 *
 * Returns: (transfer full) (nullable): the key
 */
CueSigningKey *
cue_signing_key_new_from_pem (GBytes *pem, GError **error)
{
  g_autoptr (BIO) bio = NULL;
  EVP_PKEY   *pkey;
  const char *block;
  gsize       length;

  g_return_val_if_fail (pem != NULL, NULL);

  if (!cue_pem_find_private_key (pem, &block, &length, error))
    return NULL;
  bio = BIO_new_mem_buf (block, (int) length);
  pkey = PEM_read_bio_PrivateKey (bio, NULL, refuse_passphrase, NULL);
  if (pkey == NULL) {
    ERR_clear_error ();
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("There is a private key in it, but it cannot be read: it is cut off or "
                            "was changed. Copy the whole file, from the line with BEGIN to the "
                            "line with END."));
    return NULL;
  }
  return take_key (pkey, error);
}

static int
on_generation_step (EVP_PKEY_CTX *context)
{
  GCancellable *cancellable = EVP_PKEY_CTX_get_app_data (context);

  return !g_cancellable_is_cancelled (cancellable);
}

static void
generate_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;
  EVP_PKEY *pkey = NULL;

  if (context == NULL || EVP_PKEY_keygen_init (context) != 1 ||
      EVP_PKEY_CTX_set_rsa_keygen_bits (context, GPOINTER_TO_INT (data)) != 1) {
    ERR_clear_error ();
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             "%s",
                             _ ("No RSA key can be generated on this computer."));
    return;
  }
  EVP_PKEY_CTX_set_app_data (context, cancellable);
  EVP_PKEY_CTX_set_cb (context, on_generation_step);
  if (EVP_PKEY_generate (context, &pkey) != 1) {
    ERR_clear_error ();
    if (!g_task_return_error_if_cancelled (task))
      g_task_return_new_error (task,
                               CUE_ERROR,
                               CUE_ERROR_INVALID_INPUT,
                               "%s",
                               _ ("No RSA key can be generated on this computer."));
    return;
  }
  key = take_key (pkey, &error);
  if (key == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&key), (GDestroyNotify) cue_signing_key_unref);
}

/**
 * cue_signing_key_generate_async:
 * @bits: 2048, 3072 or 4096
 * @cancellable: (nullable): gives up also in the middle of it
 * @callback: called in the thread of the caller
 * @user_data: for @callback
 *
 * Makes a new key, in a worker: 4096 bits can take several seconds.
 */
void
cue_signing_key_generate_async (guint               bits,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cue_signing_key_generate_async);
  if (bits != 2048 && bits != 3072 && bits != 4096) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_INVALID_INPUT,
                             _ ("A key has 2048, 3072 or 4096 bits, not %u."),
                             bits);
    return;
  }
  g_task_set_task_data (task, GUINT_TO_POINTER (bits), NULL);
  g_task_run_in_thread (task, generate_in_thread);
}

/**
 * cue_signing_key_generate_finish:
 * @result: what the callback was given
 * @error: why there is none
 *
 * Returns: (transfer full) (nullable): the new key, which nothing has stored yet
 */
CueSigningKey *
cue_signing_key_generate_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_signing_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self
 */
CueSigningKey *
cue_signing_key_ref (CueSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_key (gpointer data)
{
  CueSigningKey *self = data;

  EVP_PKEY_free (self->pkey);
  g_free (self->public_pem);
  g_free (self->fingerprint);
}

/**
 * cue_signing_key_unref:
 * @self: (transfer full): a key
 *
 * With the last reference the private half is overwritten.
 */
void
cue_signing_key_unref (CueSigningKey *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_key);
}

/**
 * cue_signing_key_get_bits:
 * @self: a key
 *
 * Returns: the length of its modulus
 */
guint
cue_signing_key_get_bits (const CueSigningKey *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint) EVP_PKEY_get_bits (self->pkey);
}

/**
 * cue_signing_key_get_public_pem:
 * @self: a key
 *
 * Returns: (transfer none): the public half as the service wants it (`BEGIN PUBLIC KEY`), no secret
 */
const char *
cue_signing_key_get_public_pem (const CueSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->public_pem;
}

/**
 * cue_signing_key_get_fingerprint:
 * @self: a key
 *
 * Tells two keys apart without showing either; `openssl pkey -pubin -outform DER | sha256sum` says
 * the same of the public half.
 *
 * Returns: (transfer none): SHA-256 of the public half (SubjectPublicKeyInfo, DER), 64 digits, no
 *   secret
 */
const char *
cue_signing_key_get_fingerprint (const CueSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->fingerprint;
}

/**
 * cue_signing_key_make_private_pem:
 * @self: a key
 *
 * For the secret store, and for an export that the user explicitly asks for; for nothing else.
 *
 * Returns: (transfer full) (nullable): the private half in PEM, PKCS#8, overwritten when it goes;
 *   %NULL when there is no memory for it
 */
GBytes *
cue_signing_key_make_private_pem (const CueSigningKey *self)
{
  g_autoptr (BIO) bio = NULL;
  char *data = NULL;
  long  size;

  g_return_val_if_fail (self != NULL, NULL);

  // This kind of memory is overwritten when it goes.
  bio = BIO_new (BIO_s_secmem ());
  if (bio == NULL ||
      PEM_write_bio_PKCS8PrivateKey (bio, self->pkey, NULL, NULL, 0, NULL, NULL) != 1) {
    ERR_clear_error ();
    return NULL;
  }
  size = BIO_get_mem_data (bio, &data);
  return cue_secret_bytes_new (data, (gsize) size);
}

/**
 * cue_signing_key_make_verify_key:
 * @self: a key
 *
 * Returns: (transfer full): what its signatures are checked with: the public half, for RS256
 */
CueVerifyKey *
cue_signing_key_make_verify_key (const CueSigningKey *self)
{
  g_autoptr (GBytes) pem = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  pem = g_bytes_new_static (self->public_pem, strlen (self->public_pem));
  return cue_verify_key_new_rs256 (pem, NULL);
}

/**
 * cue_signing_key_sign:
 * @self: a key
 * @type: (nullable): what the header says that it is, `JWT` for a read token, nothing for events
 * @payload: what to sign, any bytes
 * @error: %CUE_ERROR_INVALID_INPUT
 *
 * Signs with RS256 ([RFC 7518 section 3.3](https://www.rfc-editor.org/rfc/rfc7518#section-3.3)).
 * The header is `{"alg":"RS256"}`, with `typ` after it when there is a @type. A read token is a
 * secret for as long as it lives; free it with [func@secret_text_free]. Any thread.
 *
 * Returns: (transfer full) (nullable): the JWS in compact form
 */
char *
cue_signing_key_sign (const CueSigningKey *self, const char *type, GBytes *payload, GError **error)
{
  g_autofree char *header = NULL;
  g_autofree char *head = NULL;
  g_autoptr (CueSecretText) body = NULL;
  g_autoptr (CueSecretText) input = NULL;
  g_autoptr (CueSecretText) tail = NULL;
  g_autofree guchar *signature = NULL;
  const void        *data;
  gsize              size = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (payload != NULL, NULL);
  g_return_val_if_fail (type == NULL ||
                          strspn (type, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+-./") ==
                            strlen (type),
                        NULL);

  header = type == NULL ? g_strdup ("{\"alg\":\"RS256\"}")
                        : g_strdup_printf ("{\"alg\":\"RS256\",\"typ\":\"%s\"}", type);
  head = cue_base64url_encode (header, strlen (header));
  data = g_bytes_get_data (payload, &size);
  body = cue_base64url_encode (data, size);
  input = g_strconcat (head, ".", body, NULL);
  if (!sign_bytes (self->pkey, input, strlen (input), &signature, &size)) {
    ERR_clear_error ();
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("It could not be signed with this key."));
    return NULL;
  }
  tail = cue_base64url_encode (signature, size);
  return g_strconcat (input, ".", tail, NULL);
}
