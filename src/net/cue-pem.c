// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-pem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-error.h"

// A chain of certificates with a key has less.
#define MAX_BYTES (1024 * 1024)

#define BEGIN  "-----BEGIN "
#define DASHES "-----"

/*
 * What a file holds that somebody gives as a private key. PEM is found by its lines
 * (https://www.rfc-editor.org/rfc/rfc7468), wherever they stand; what is not the one form that is
 * wanted is named, with the command that makes it of it.
 */

typedef struct {
  const char *label; // of the PEM, or what the file begins with
  const char *help;
} Other;

static const Other other_labels[] = {
  { "RSA PRIVATE KEY",
    N_ ("This private key is in the older form PKCS#1 (BEGIN RSA PRIVATE KEY). Convert it to "
        "PKCS#8: openssl pkcs8 -topk8 -nocrypt -in OLD.pem -out NEW.pem") },
  { "ENCRYPTED PRIVATE KEY",
    N_ ("This private key is protected by a passphrase. Make a copy without it: openssl pkcs8 -in "
        "OLD.pem -out NEW.pem — the secret store protects it here.") },
  { "EC PRIVATE KEY",
    N_ ("This is a key of the kind EC; the service takes RSA keys only. Generate a new key, and "
        "have its public half set up with the service.") },
  { "DSA PRIVATE KEY",
    N_ ("This is a key of the kind DSA; the service takes RSA keys only. Generate a new key, and "
        "have its public half set up with the service.") },
  { "OPENSSH PRIVATE KEY",
    N_ ("This is a key of OpenSSH. If it is RSA, convert a copy of it to PKCS#8: ssh-keygen -p -m "
        "PKCS8 -N \"\" -f COPY") },
  { "PUBLIC KEY",
    N_ ("This is the public half of a key; it goes to the service. To sign, the private half is "
        "needed (BEGIN PRIVATE KEY).") },
  { "RSA PUBLIC KEY",
    N_ ("This is the public half of a key; it goes to the service. To sign, the private half is "
        "needed (BEGIN PRIVATE KEY).") },
  { "CERTIFICATE",
    N_ ("This is a certificate; it has the public half of a key only. To sign, the private half is "
        "needed (BEGIN PRIVATE KEY).") },
  { "PGP PRIVATE KEY BLOCK",
    N_ ("This is a key of PGP, which no web service reads. A key in PEM, PKCS#8, is needed (BEGIN "
        "PRIVATE KEY).") },
};

static const Other other_beginnings[] = {
  { "PuTTY-User-Key-File",
    N_ ("This is a key of PuTTY, which no web service reads. A key in PEM, PKCS#8, is needed "
        "(BEGIN PRIVATE KEY).") },
  { "ssh-",
    N_ ("This is the public half of a key of OpenSSH. To sign, a private half is needed, in PEM, "
        "PKCS#8 (BEGIN PRIVATE KEY).") },
  { "{",
    N_ (
      "This looks like JSON, perhaps a key as JWK. A key in PEM, PKCS#8, is needed (BEGIN PRIVATE "
      "KEY).") },
  { "\x30\x82",
    N_ ("This looks like a key in binary form (DER). Convert it to PEM: openssl pkcs8 -inform DER "
        "-nocrypt -in OLD.der -out NEW.pem") },
  { "\xff\xfe",
    N_ ("The text is in UTF-16. Save it as plain text (ASCII or UTF-8) and try again.") },
  { "\xfe\xff",
    N_ ("The text is in UTF-16. Save it as plain text (ASCII or UTF-8) and try again.") },
};

static gboolean
refuse (GError **error, const char *help)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, help);
  return FALSE;
}

static gboolean
is_label (const char *at, const char *end, const char *label)
{
  gsize length = strlen (label);

  return (gsize) (end - at) >= length + strlen (DASHES) && memcmp (at, label, length) == 0 &&
         memcmp (at + length, DASHES, strlen (DASHES)) == 0;
}

static const char *
find (const char *at, const char *end, const char *text)
{
  return memmem (at, (gsize) (end - at), text, strlen (text));
}

static const char *
find_help (const char *data, const char *end)
{
  for (const char *at = data; (at = find (at, end, BEGIN)) != NULL;) {
    at += strlen (BEGIN);
    for (gsize i = 0; i < G_N_ELEMENTS (other_labels); i++) {
      if (!is_label (at, end, other_labels[i].label))
        continue;
      // The older form has its own way to say that it is encrypted.
      if (i == 0 && find (at, end, "ENCRYPTED") != NULL)
        return other_labels[1].help;
      return other_labels[i].help;
    }
  }
  while (data < end && g_ascii_isspace (*data))
    data++;
  for (gsize i = 0; i < G_N_ELEMENTS (other_beginnings); i++) {
    gsize length = strlen (other_beginnings[i].label);

    if ((gsize) (end - data) >= length && memcmp (data, other_beginnings[i].label, length) == 0)
      return other_beginnings[i].help;
  }
  if (data == end)
    return N_ ("There is nothing in it. A private key in PEM, PKCS#8, is needed (BEGIN PRIVATE "
               "KEY).");
  return N_ ("There is no key in it. A private key in PEM, PKCS#8, is needed: text that begins "
             "with -----BEGIN PRIVATE KEY-----.");
}

/**
 * cue_pem_is_there:
 * @bytes: a file or what was pasted
 *
 * Returns: whether there is PEM of any kind in it
 */
gboolean
cue_pem_is_there (GBytes *bytes)
{
  gsize       size;
  const char *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);
  return size > 0 && find (data, data + size, BEGIN) != NULL;
}

/**
 * cue_pem_find_private_key:
 * @pem: a file or what was pasted
 * @block: (out): where the key begins in @pem
 * @length: (out): its number of bytes
 * @error: %CUE_ERROR_INVALID_INPUT with what it is instead, and the command that converts it
 *
 * Finds the one private key in PKCS#8, not encrypted, in a file that may have text, certificates or
 * the public half beside it. What the key is worth is not looked at. Any thread.
 *
 * Returns: whether there is one
 */
gboolean
cue_pem_find_private_key (GBytes *pem, const char **block, gsize *length, GError **error)
{
  static const char label[] = "PRIVATE KEY";
  static const char last[] = "-----END PRIVATE KEY-----";
  const char       *data;
  const char       *end;
  const char       *found = NULL;
  gsize             size;

  g_return_val_if_fail (pem != NULL, FALSE);

  data = g_bytes_get_data (pem, &size);
  // Of nothing there is no address.
  if (size == 0)
    data = "";
  end = data + size;
  if (size > MAX_BYTES)
    return refuse (error, _ ("The file is too large to be a key."));

  for (const char *at = data; (at = find (at, end, BEGIN)) != NULL; at += strlen (BEGIN)) {
    if (!is_label (at + strlen (BEGIN), end, label))
      continue;
    if (found != NULL)
      return refuse (error,
                     _ ("There is more than one private key in it. Give a file with the one that "
                        "is meant."));
    found = at;
  }
  if (found == NULL)
    return refuse (error, _ (find_help (data, end)));

  end = find (found, end, last);
  if (end == NULL)
    return refuse (error,
                   _ ("There is a private key in it, but it cannot be read: it is cut off or was "
                      "changed. Copy the whole file, from the line with BEGIN to the line with "
                      "END."));
  *block = found;
  *length = (gsize) (end - found) + strlen (last);
  if (find (found, end, "\\n") != NULL)
    return refuse (error,
                   _ ("The line breaks of the key are written as “\\n”, as in a JSON text. Replace "
                      "each by a real line break."));
  return TRUE;
}
