// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "cue-error.h"
#include "cue-jws.h"
#include "cue-signing-key.h"

typedef struct {
  CueSigningKey *key;
  GError        *error;
  gboolean       done;
} Answer;

static void
on_generated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->key = cue_signing_key_generate_finish (result, &answer->error);
  answer->done = TRUE;
}

static Answer
generate (guint bits, GCancellable *cancellable)
{
  Answer answer = { 0 };

  cue_signing_key_generate_async (bits, cancellable, on_generated, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  return answer;
}

// One for all tests that do not ask for more.
static CueSigningKey *
get_key (void)
{
  static CueSigningKey *key;

  if (key == NULL) {
    Answer answer = generate (2048, NULL);

    g_assert_no_error (answer.error);
    key = answer.key;
  }
  return key;
}

static void
test_generate (void)
{
  static const guint lengths[] = { 2048, 3072 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    Answer answer = generate (lengths[i], NULL);
    g_autoptr (GBytes) pem = NULL;
    g_autoptr (CueSigningKey) again = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_no_error (answer.error);
    g_assert_cmpuint (cue_signing_key_get_bits (answer.key), ==, lengths[i]);
    g_assert_true (g_str_has_prefix (cue_signing_key_get_public_pem (answer.key),
                                     "-----BEGIN PUBLIC KEY-----\n"));
    g_assert_cmpuint (strlen (cue_signing_key_get_fingerprint (answer.key)), ==, 64);

    pem = cue_signing_key_make_private_pem (answer.key);
    g_assert_true (
      g_str_has_prefix (g_bytes_get_data (pem, NULL), "-----BEGIN PRIVATE KEY-----\n"));
    again = cue_signing_key_new_from_pem (pem, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (cue_signing_key_get_fingerprint (again),
                     ==,
                     cue_signing_key_get_fingerprint (answer.key));
    g_assert_cmpstr (cue_signing_key_get_public_pem (again),
                     ==,
                     cue_signing_key_get_public_pem (answer.key));
    cue_signing_key_unref (answer.key);
  }
}

static void
test_generate_other (void)
{
  static const guint lengths[] = { 0, 1024, 2047, 8192 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer cancelled;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    Answer answer = generate (lengths[i], NULL);

    g_assert_null (answer.key);
    g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    g_error_free (answer.error);
  }

  g_cancellable_cancel (cancellable);
  cancelled = generate (4096, cancellable);
  g_assert_null (cancelled.key);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (cancelled.error);
}

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

// What people have instead, and whether they are told what it is.
static void
test_other_forms (void)
{
  static const struct {
    const char *text;
    const char *help;
  } cases[] = {
    { "", "There is nothing in it" },
    { " \r\n\t", "There is nothing in it" },
    { "correct horse battery staple", "There is no key in it" },
    { "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n",
      "openssl pkcs8 -topk8 -nocrypt" },
    { "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMII\n"
      "-----END RSA PRIVATE KEY-----\n",
      "passphrase" },
    { "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----\n",
      "passphrase" },
    { "-----BEGIN EC PARAMETERS-----\nBgg\n-----END EC PARAMETERS-----\n"
      "-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----\n",
      "kind EC" },
    { "-----BEGIN DSA PRIVATE KEY-----\nMII\n-----END DSA PRIVATE KEY-----\n", "kind DSA" },
    { "-----BEGIN OPENSSH PRIVATE KEY-----\nb3B\n-----END OPENSSH PRIVATE KEY-----\n",
      "ssh-keygen -p -m PKCS8" },
    { "-----BEGIN PUBLIC KEY-----\nMII\n-----END PUBLIC KEY-----\n", "public half" },
    { "-----BEGIN RSA PUBLIC KEY-----\nMII\n-----END RSA PUBLIC KEY-----\n", "public half" },
    { "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n", "certificate" },
    { "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ\n", "PGP" },
    { "PuTTY-User-Key-File-3: ssh-rsa\n", "PuTTY" },
    { "ssh-rsa AAAAB3NzaC1yc2E me@here\n", "OpenSSH" },
    { "{\"kty\":\"RSA\",\"n\":\"…\"}", "JWK" },
    { "0\x82\x04\xbd\x02\x01", "binary form (DER)" },
    { "\xff\xfe-", "UTF-16" },
    { "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n",
      "cut off" },
    { "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n", "cut off" },
    { "-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----\n", "cut off" },
    { "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n", "“\\n”" },
    { "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"
      "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
      "more than one" },
    { "-----BEGIN ", "There is no key in it" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = make_bytes (cases[i].text);
    g_autoptr (GError) error = NULL;

    g_assert_null (cue_signing_key_new_from_pem (bytes, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
    if (strstr (error->message, cases[i].help) == NULL)
      g_error ("“%s”: %s", cases[i].text, error->message);
  }
}

// Takes the key over.
static GBytes *
write_private (EVP_PKEY *pkey)
{
  BIO    *bio = BIO_new (BIO_s_mem ());
  char   *data = NULL;
  long    size;
  GBytes *bytes;

  g_assert_nonnull (pkey);
  g_assert_cmpint (PEM_write_bio_PKCS8PrivateKey (bio, pkey, NULL, NULL, 0, NULL, NULL), ==, 1);
  size = BIO_get_mem_data (bio, &data);
  bytes = g_bytes_new (data, (gsize) size);
  BIO_free_all (bio);
  EVP_PKEY_free (pkey);
  return bytes;
}

static void
assert_refused (GBytes *pem, const char *help)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cue_signing_key_new_from_pem (pem, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  if (strstr (error->message, help) == NULL)
    g_error ("%s: %s", help, error->message);
}

static void
test_other_keys (void)
{
  g_autoptr (GBytes) short_key = write_private (EVP_RSA_gen (1024));
  g_autoptr (GBytes) nearly = write_private (EVP_RSA_gen (2040));
  g_autoptr (GBytes) curve = write_private (EVP_EC_gen ("P-256"));
  g_autoptr (GBytes) edwards = write_private (EVP_PKEY_Q_keygen (NULL, NULL, "ED25519"));

  assert_refused (short_key, "1024 bits");
  assert_refused (nearly, "2040 bits");
  assert_refused (curve, "kind EC");
  assert_refused (edwards, "kind ED25519");
}

// As it comes out of mails and editors of Windows, with certificates around it.
static void
test_surroundings (void)
{
  g_autoptr (GBytes) pem = cue_signing_key_make_private_pem (get_key ());
  g_autofree char *text = g_strndup (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *windows = g_strjoinv ("\r\n", lines);
  g_autofree char *around =
    g_strconcat ("\xef\xbb\xbfHello,\nhere is the key:\n\n",
                 cue_signing_key_get_public_pem (get_key ()),
                 windows,
                 "\r\n-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\nRegards\n",
                 NULL);
  g_autofree char  *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
  const char *const texts[] = { text, windows, around, marked };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = make_bytes (texts[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (CueSigningKey) key = cue_signing_key_new_from_pem (bytes, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (cue_signing_key_get_fingerprint (key),
                     ==,
                     cue_signing_key_get_fingerprint (get_key ()));
  }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) pem = cue_signing_key_make_private_pem (get_key ());
  gsize size = g_bytes_get_size (pem);

  // Only the line break at the end may go.
  for (gsize cut = 2; cut < size; cut += 37) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (pem, 0, size - cut);
    g_autoptr (GError) error = NULL;

    g_assert_null (cue_signing_key_new_from_pem (part, &error));
    g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  }
}

static void
test_sign (void)
{
  static const char *const payloads[] = {
    "", "{}", "[{\"eventSourceId\":\"a\"},{\"eventSourceId\":\"b\"}]", "no JSON at all\n", "\xff",
  };
  g_autoptr (CueVerifyKey) public = cue_signing_key_make_verify_key (get_key ());

  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++) {
    g_autoptr (GBytes) payload = make_bytes (payloads[i]);
    g_autoptr (GError) error = NULL;
    g_autofree char *token = cue_signing_key_sign (get_key (), NULL, payload, &error);
    g_autoptr (CueJws) jws = cue_jws_new (token, -1);

    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (token, "eyJhbGciOiJSUzI1NiJ9."));
    // An empty payload is no token of any service, and not read as one.
    if (i == 0) {
      g_assert_cmpint (cue_jws_get_fault (jws), ==, CUE_JWS_FAULT_NOT_COMPACT);
      continue;
    }
    g_assert_cmpint (cue_jws_verify (jws, public), ==, CUE_JWS_FAULT_NONE);
    g_assert_true (g_bytes_equal (cue_jws_get_payload (jws), payload));
  }
}

static void
test_sign_type (void)
{
  g_autoptr (GBytes) payload = make_bytes ("{\"exp\":1}");
  g_autofree char *token = cue_signing_key_sign (get_key (), "JWT", payload, NULL);
  g_autoptr (CueJws) jws = cue_jws_new (token, -1);
  gsize       size;
  const char *header = g_bytes_get_data (cue_jws_get_header_bytes (jws), &size);

  g_assert_cmpmem (header, size, "{\"alg\":\"RS256\",\"typ\":\"JWT\"}", 27);
}

static void
test_sign_large (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GBytes) payload = make_bytes (text);
  g_autoptr (CueVerifyKey) public = cue_signing_key_make_verify_key (get_key ());
  g_autofree char *token = cue_signing_key_sign (get_key (), NULL, payload, NULL);
  g_autoptr (CueJws) jws = cue_jws_new (token, -1);

  g_assert_cmpint (cue_jws_verify (jws, public), ==, CUE_JWS_FAULT_NONE);
}

static char *
run_openssl (const char *folder, const char *command)
{
  const char *const argv[] = { "/bin/sh", "-c", command, NULL };
  g_autofree char  *out = NULL;
  g_autofree char  *err = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (folder, (char **) argv, NULL, 0, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", command, err);
  return g_steal_pointer (&out);
}

static void
put_file (const char *folder, const char *name, const void *data, gsize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static GBytes *
get_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char            *data = NULL;
  gsize            size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

// The same key and text give the same signature, fingerprint and public half as OpenSSL's own
// program, and the forms of a key that it writes are told apart.
static void
test_openssl (void)
{
  static const struct {
    const char *command;
    const char *help; // NULL: this is the form that is wanted
  } forms[] = {
    { "openssl pkey -in key.pem -out form", NULL },
    { "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out form", NULL },
    { "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out form", "1024 bits" },
    { "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out form", "kind EC" },
    { "openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out form",
      "kind RSA-PSS" },
    { "openssl rsa -traditional -in key.pem -out form", "pkcs8 -topk8" },
    { "openssl rsa -traditional -aes128 -passout pass:test -in key.pem -out form", "passphrase" },
    { "openssl pkcs8 -topk8 -passout pass:test -in key.pem -out form", "passphrase" },
    { "openssl pkcs8 -topk8 -nocrypt -outform DER -in key.pem -out form", "binary form" },
    { "openssl pkey -in key.pem -pubout -out form", "public half" },
    { "openssl req -x509 -new -key key.pem -subj /CN=test -out form", "certificate" },
  };
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *folder = NULL;
  g_autofree char *public = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *token = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GBytes) payload = make_bytes ("[{\"eventSourceId\":\"my-app-events\"}]");

  if (openssl == NULL) {
    g_test_skip ("openssl is not installed");
    return;
  }
  folder = g_dir_make_tmp ("cuelight-key-XXXXXX", NULL);
  pem = cue_signing_key_make_private_pem (get_key ());
  put_file (folder, "key.pem", g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));

  public = run_openssl (folder, "openssl pkey -in key.pem -pubout");
  g_assert_cmpstr (public, ==, cue_signing_key_get_public_pem (get_key ()));
  digest =
    run_openssl (folder, "openssl pkey -in key.pem -pubout -outform DER | openssl dgst -sha256 -r");
  g_assert_true (g_str_has_prefix (digest, cue_signing_key_get_fingerprint (get_key ())));

  token = cue_signing_key_sign (get_key (), NULL, payload, NULL);
  put_file (folder, "input", token, (gsize) (strrchr (token, '.') - token));
  again = run_openssl (folder,
                       "openssl dgst -sha256 -sign key.pem input | openssl base64 -A | tr '+/' "
                       "'-_' | tr -d =");
  g_assert_cmpstr (strrchr (token, '.') + 1, ==, again);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *said = run_openssl (folder, forms[i].command);
    g_autoptr (GBytes) form = get_file (folder, "form");
    g_autoptr (GError) error = NULL;
    g_autoptr (CueSigningKey) key = NULL;

    if (forms[i].help != NULL) {
      assert_refused (form, forms[i].help);
      continue;
    }
    key = cue_signing_key_new_from_pem (form, &error);
    g_assert_no_error (error);
  }
  g_free (run_openssl (folder, "rm -f key.pem input form"));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signing-key/generate", test_generate);
  g_test_add_func ("/signing-key/generate-other", test_generate_other);
  g_test_add_func ("/signing-key/other-forms", test_other_forms);
  g_test_add_func ("/signing-key/other-keys", test_other_keys);
  g_test_add_func ("/signing-key/surroundings", test_surroundings);
  g_test_add_func ("/signing-key/cut", test_cut);
  g_test_add_func ("/signing-key/sign", test_sign);
  g_test_add_func ("/signing-key/sign-type", test_sign_type);
  g_test_add_func ("/signing-key/sign-large", test_sign_large);
  g_test_add_func ("/signing-key/openssl", test_openssl);

  return g_test_run ();
}
