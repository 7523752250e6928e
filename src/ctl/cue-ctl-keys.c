// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-keys.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cue-ctl-keys-private.h"

// “cuelightctl keys”: the keys that events and read tokens of 10Duke are signed with. A private
// half is written to a new file that only its owner can read, when that is what was asked for.

/*
 * cue_ctl_keys_print:
 * @key: a key
 *
 * Prints its public half, and what tells it from others.
 */
void
cue_ctl_keys_print (const CueSigningKey *key, const CueCtlKeys *self)
{
  g_autofree char *pem = g_strdup (cue_signing_key_get_public_pem (key));

  if (self->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "fingerprint", cue_signing_key_get_fingerprint (key));
    json_builder_set_member_name (builder, "bits");
    json_builder_add_int_value (builder, cue_signing_key_get_bits (key));
    json_builder_set_member_name (builder, "publicKey");
    json_builder_add_string_value (builder, pem);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
    return;
  }
  // The key alone on standard output, so that it can go into a file.
  g_strchomp (pem);
  cue_ctl_print (pem);
  cue_ctl_note (_ ("RSA, %u bits; fingerprint (SHA-256) %s"),
                cue_signing_key_get_bits (key),
                cue_signing_key_get_fingerprint (key));
}

static gboolean
write_all (int fd, const char *data, gsize size)
{
  while (size > 0) {
    ssize_t written = write (fd, data, size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return FALSE;
    data += written;
    size -= (gsize) written;
  }
  return fsync (fd) == 0;
}

// A file that is there is never written over: it could be the only copy of another key.
static int
open_new (const char *path, int *status)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    *status = errno == EEXIST
                ? cue_ctl_fail (CUE_CTL_UNKNOWN,
                                _ ("“%s” is there already; nothing was written over. Give the "
                                   "name of a new file."),
                                path)
                : cue_ctl_fail (CUE_CTL_UNKNOWN,
                                _ ("“%s” cannot be written: %s."),
                                path,
                                g_strerror (errno));
  return fd;
}

static void
on_generated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/*
 * cue_ctl_keys_generate:
 * @error: %CUE_ERROR_INVALID_INPUT for a length that no key has
 *
 * Returns: (transfer full) (nullable): a new key
 */
CueSigningKey *
cue_ctl_keys_generate (const CueCtlKeys *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cue_signing_key_generate_async ((guint) self->bits, NULL, on_generated, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cue_signing_key_generate_finish (result, error);
}

static int
generate (const CueCtlKeys *self)
{
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GError) error = NULL;
  int status = CUE_CTL_FINE;
  int fd;

  fd = open_new (self->key_file, &status);
  if (fd < 0)
    return status;
  key = cue_ctl_keys_generate (self, &error);
  pem = key != NULL ? cue_signing_key_make_private_pem (key) : NULL;
  if (pem == NULL || !write_all (fd, g_bytes_get_data (pem, NULL), g_bytes_get_size (pem))) {
    status = pem == NULL && error != NULL ? cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message)
                                          : cue_ctl_fail (CUE_CTL_UNKNOWN,
                                                          _ ("“%s” cannot be written: %s."),
                                                          self->key_file,
                                                          g_strerror (errno));
    close (fd);
    g_unlink (self->key_file);
    return status;
  }
  close (fd);
  cue_ctl_keys_print (key, self);
  cue_ctl_note (_ ("The private half is in “%s”; keep it to yourself. The public half goes to the "
                   "service."),
                self->key_file);
  return CUE_CTL_FINE;
}

static int
show (const CueCtlKeys *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = cue_ctl_read_secret (self->key_file, &error);
  g_autoptr (CueSigningKey) key = NULL;

  if (pem != NULL)
    key = cue_signing_key_new_from_pem (pem, &error);
  if (key == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  cue_ctl_keys_print (key, self);
  return CUE_CTL_FINE;
}

static int
run (const char *what, const CueCtlKeys *self)
{
  gboolean generates = g_str_equal (what, "generate");

  if (g_str_equal (what, "list"))
    return self->key_file == NULL
             ? cue_ctl_keys_list (self)
             : cue_ctl_fail (CUE_CTL_UNKNOWN,
                             _ ("“keys list” lists the keys of the keyring, not those of files."));
  if (!generates && !g_str_equal (what, "public"))
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("“%s” is no command. “cuelightctl keys --help” lists what there is."),
                         what);
  if ((self->key_file == NULL) == (self->profile == NULL))
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         generates ? _ ("Say where the private half shall go: --key-file, or "
                                        "--profile for the keyring.")
                                   : _ ("Say where the private half is: --key-file, or --profile "
                                        "for the keyring."));
  if (generates && self->bits != 2048 && self->bits != 3072 && self->bits != 4096)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--bits is 2048, 3072 or 4096."));
  if (self->profile != NULL)
    return generates ? cue_ctl_keys_generate_stored (self) : cue_ctl_keys_show_stored (self);
  return generates ? generate (self) : show (self);
}

/**
 * cue_ctl_keys:
 *
 * `cuelightctl keys`: generates a key, shows the public half of one, and lists those of the
 * keyring.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_keys (int argc, char **argv)
{
  CueCtlKeys options = { .bits = 2048 };
  int        status;

  const GOptionEntry entries[] = {
    { "key-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.key_file,
      N_ ("File with the private key (PEM, PKCS#8)"),
      N_ ("FILE") },
    { "profile",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.profile,
      N_ ("One of the user's events, whose key is in the keyring"),
      N_ ("NAME") },
    { "connection",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.connection,
      N_ ("Which connection of the event, where there are several"),
      N_ ("LABEL") },
    { "replace",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.replace,
      N_ ("Put a new key in the place of the one in the keyring"),
      NULL },
    { "bits",
      0,
      0,
      G_OPTION_ARG_INT,
      &options.bits,
      N_ ("How long a new key is: 2048, 3072 or 4096"),
      N_ ("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print a JSON object"), NULL },
    { 0 },
  };

  if (cue_ctl_parse ("keys",
                     _ ("generate | public | list"),
                     _ ("The keys (RSA) that events and read tokens of 10Duke are signed with.\n"
                        "“generate” writes a new private key to FILE, which must not exist yet, "
                        "or into the\nkeyring, and prints the public half; “public” prints that "
                        "of a key that is there;\n“list” says which connections have which key."),
                     entries,
                     &argc,
                     &argv,
                     &status)) {
    if (argc != 2)
      status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                             _ ("Say what to do. “cuelightctl keys --help” lists what there is."));
    else
      status = run (argv[1], &options);
  }
  g_free (options.key_file);
  g_free (options.profile);
  g_free (options.connection);
  return status;
}
