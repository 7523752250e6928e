// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Straight to OpenSSL, so that a mistake in the code that signs for the console cannot hide behind
 * the same mistake here. */

#include "cue-sim-duke-key.h"

#include "cue-sim-bearer.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#define KEY_BITS 2048 // the least that the vendor's page allows

struct _CueSimDukeKey {
  EVP_PKEY *pkey;
  char     *private_pem;
  char     *public_pem;
};

static char *
write_pem (EVP_PKEY *pkey, gboolean is_private)
{
  BIO  *bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  char *text;
  long  size;

  if (is_private)
    PEM_write_bio_PKCS8PrivateKey (bio, pkey, NULL, NULL, 0, NULL, NULL);
  else
    PEM_write_bio_PUBKEY (bio, pkey);
  size = BIO_get_mem_data (bio, &data);
  text = g_strndup (data, (gsize) size);
  BIO_free (bio);
  return text;
}

static CueSimDukeKey *
make_key (void)
{
  CueSimDukeKey *self = g_new0 (CueSimDukeKey, 1);

  self->pkey = EVP_RSA_gen (KEY_BITS);
  if (self->pkey == NULL)
    g_error ("OpenSSL makes no RSA key.");
  self->private_pem = write_pem (self->pkey, TRUE);
  self->public_pem = write_pem (self->pkey, FALSE);
  return self;
}

/**
 * cue_sim_duke_key_get:
 * @n: of which tenant, below CUE_SIM_DUKE_N_KEYS
 *
 * The first call for each takes a tenth of a second. From any thread.
 *
 * Returns: (transfer none): the same key for the whole life of the program
 */
CueSimDukeKey *
cue_sim_duke_key_get (guint n)
{
  static CueSimDukeKey *keys[CUE_SIM_DUKE_N_KEYS];

  g_return_val_if_fail (n < CUE_SIM_DUKE_N_KEYS, NULL);

  if (g_once_init_enter (&keys[n]))
    g_once_init_leave (&keys[n], make_key ());
  return keys[n];
}

/**
 * cue_sim_duke_key_get_private_pem:
 * @self: a key
 *
 * Returns: (transfer none): PKCS#8, for the side that signs
 */
const char *
cue_sim_duke_key_get_private_pem (CueSimDukeKey *self)
{
  return self->private_pem;
}

/**
 * cue_sim_duke_key_get_public_pem:
 * @self: a key
 *
 * Returns: (transfer none): `BEGIN PUBLIC KEY`, what a tenant would have configured
 */
const char *
cue_sim_duke_key_get_public_pem (CueSimDukeKey *self)
{
  return self->public_pem;
}

/**
 * cue_sim_duke_key_verify:
 * @self: a key
 * @text: (array length=size): what was signed
 * @size: its bytes
 * @signature: the bytes of the signature
 *
 * RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3), whatever a header says.
 *
 * Returns: whether the signature is right
 */
gboolean
cue_sim_duke_key_verify (CueSimDukeKey *self, const char *text, gsize size, GBytes *signature)
{
  EVP_MD_CTX   *context = EVP_MD_CTX_new ();
  gsize         length;
  const guchar *data = g_bytes_get_data (signature, &length);
  gboolean      right;

  right = EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, self->pkey) == 1 &&
          EVP_DigestVerify (context, data, length, (const guchar *) text, size) == 1;
  EVP_MD_CTX_free (context);
  /* A failure stays in a queue of the thread otherwise. */
  ERR_clear_error ();
  return right;
}

/**
 * cue_sim_duke_key_sign:
 * @self: a key
 * @header: JSON, whatever it says
 * @payload: the text that is signed
 *
 * Returns: (transfer full): a compact JWS with an RS256 signature
 */
char *
cue_sim_duke_key_sign (CueSimDukeKey *self, const char *header, const char *payload)
{
  g_autofree char   *first = cue_sim_base64url_encode (header, strlen (header));
  g_autofree char   *second = cue_sim_base64url_encode (payload, strlen (payload));
  g_autofree char   *both = g_strconcat (first, ".", second, NULL);
  g_autofree char   *third = NULL;
  g_autofree guchar *signature = NULL;
  EVP_MD_CTX        *context = EVP_MD_CTX_new ();
  gsize              size = (gsize) EVP_PKEY_get_size (self->pkey);

  signature = g_malloc (size);
  if (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->pkey) != 1 ||
      EVP_DigestSign (context, signature, &size, (const guchar *) both, strlen (both)) != 1)
    g_error ("OpenSSL does not sign.");
  EVP_MD_CTX_free (context);
  third = cue_sim_base64url_encode (signature, size);
  return g_strconcat (both, ".", third, NULL);
}
