// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-redact.h"

#include <string.h>

#include "cue-secret-text.h"

/* Shorter ones would blank out half of an ordinary text, and protect nothing. */
#define SHORTEST_SECRET 4

/**
 * CueRedactor:
 *
 * The one function that stands between the wire and everything that stores or shows: the trace,
 * messages, exports, logs. It knows the secrets of its owner literally (also as they look in a URL,
 * in JSON and in base64), and besides masks whatever has the form of one: bearer tokens, JWTs,
 * values of parameters and JSON members with telling names, user information in a URL.
 *
 * Reference counted; any thread. Secrets are wiped from memory when it goes.
 */
struct _CueRedactor {
  GMutex       lock;
  GPtrArray   *secrets; /* owned, of char*, longest first */
  CueRedactor *parent;  /* owned, nullable: knows more secrets */
};

G_DEFINE_BOXED_TYPE (CueRedactor, cue_redactor, cue_redactor_ref, cue_redactor_unref)

/**
 * cue_redactor_new:
 *
 * Returns: (transfer full): a redactor that knows no secret yet
 */
CueRedactor *
cue_redactor_new (void)
{
  CueRedactor *self = g_atomic_rc_box_new0 (CueRedactor);

  g_mutex_init (&self->lock);
  self->secrets = g_ptr_array_new_with_free_func (cue_secret_text_free);
  return self;
}

/**
 * cue_redactor_new_child:
 * @parent: (nullable): a redactor
 *
 * For a secret that lives only as long as one request: what is added to the child is forgotten with
 * it, and the parent does not grow by a token every quarter of an hour.
 *
 * Returns: (transfer full): a redactor that knows all that @parent knows, and what is added to it
 */
CueRedactor *
cue_redactor_new_child (CueRedactor *parent)
{
  CueRedactor *self = cue_redactor_new ();

  self->parent = parent != NULL ? cue_redactor_ref (parent) : NULL;
  return self;
}

/**
 * cue_redactor_ref:
 * @self: a redactor
 *
 * Returns: (transfer full): @self
 */
CueRedactor *
cue_redactor_ref (CueRedactor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_redactor (gpointer data)
{
  CueRedactor *self = data;

  g_ptr_array_unref (self->secrets);
  g_clear_pointer (&self->parent, cue_redactor_unref);
  g_mutex_clear (&self->lock);
}

/**
 * cue_redactor_unref:
 * @self: (transfer full): a redactor
 */
void
cue_redactor_unref (CueRedactor *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_redactor);
}

/* Longest first, so that a secret inside another does not leave the rest of it standing. */
static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize one = strlen (*(const char *const *) a);
  gsize two = strlen (*(const char *const *) b);

  return one < two ? 1 : one > two ? -1 : 0;
}

/* Takes over @text. */
static void
add_form (CueRedactor *self, char *text)
{
  if (strlen (text) < SHORTEST_SECRET ||
      g_ptr_array_find_with_equal_func (self->secrets, text, g_str_equal, NULL)) {
    cue_secret_text_free (text);
    return;
  }
  g_ptr_array_add (self->secrets, text);
}

static char *
escape_json (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (out, '\\');
    g_string_append_c (out, *text);
  }
  return g_string_free (out, FALSE);
}

/* Without the last characters, which depend on what follows. */
static char *
encode_base64 (const char *bytes, gsize length, gboolean for_url)
{
  char *text = g_base64_encode ((const guchar *) bytes, length - length % 3);

  for (char *c = text; for_url && *c != '\0'; c++) {
    if (*c == '+')
      *c = '-';
    else if (*c == '/')
      *c = '_';
  }
  return text;
}

/**
 * cue_redactor_add:
 * @self: a redactor
 * @secret: a key, token or password; shorter than four bytes is ignored
 *
 * From now on @secret is masked wherever it appears.
 */
void
cue_redactor_add (CueRedactor *self, const char *secret)
{
  gsize length;

  g_return_if_fail (self != NULL);
  g_return_if_fail (secret != NULL);

  length = strlen (secret);
  if (length < SHORTEST_SECRET)
    return;
  g_mutex_lock (&self->lock);
  add_form (self, g_strdup (secret));
  add_form (self, g_uri_escape_string (secret, NULL, FALSE));
  add_form (self, escape_json (secret));
  if (length >= 9) {
    add_form (self, encode_base64 (secret, length, FALSE));
    add_form (self, encode_base64 (secret, length, TRUE));
  }
  g_ptr_array_sort (self->secrets, compare_lengths);
  g_mutex_unlock (&self->lock);
}

/**
 * cue_redactor_add_bytes:
 * @self: a redactor
 * @secret: a key that need not be text
 *
 * As [method@Redactor.add]; bytes that are not text are only looked for in base64.
 */
void
cue_redactor_add_bytes (CueRedactor *self, GBytes *secret)
{
  gsize       length;
  const char *data;

  g_return_if_fail (self != NULL);
  g_return_if_fail (secret != NULL);

  data = g_bytes_get_data (secret, &length);
  if (length == 0)
    return;
  if (memchr (data, 0, length) == NULL) {
    char *text = g_strndup (data, length);

    cue_redactor_add (self, text);
    cue_secret_text_free (text);
    return;
  }
  if (length < 9)
    return;
  g_mutex_lock (&self->lock);
  add_form (self, encode_base64 (data, length, FALSE));
  add_form (self, encode_base64 (data, length, TRUE));
  g_ptr_array_sort (self->secrets, compare_lengths);
  g_mutex_unlock (&self->lock);
}

/* ---- recognising secrets by their form ------------------------------------------------------ */

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.';
}

static gboolean
is_base64url (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

/* The characters RFC 6750 allows in a bearer token. */
static gboolean
is_token68 (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~+/=", c) != NULL);
}

static gsize
measure_token68 (const char *at)
{
  gsize n = 0;

  while (is_token68 (at[n]))
    n++;
  return n;
}

/* A JWT at @at: header (a JSON object, so "eyJ" in base64), claims, and the signature if any. */
static gsize
measure_jwt (const char *at)
{
  gsize n = 0;
  gsize part;

  if (strncmp (at, "eyJ", 3) != 0)
    return 0;
  while (is_base64url (at[n]))
    n++;
  if (n < 10 || at[n] != '.')
    return 0;
  part = ++n;
  while (is_base64url (at[n]))
    n++;
  if (n == part)
    return 0;
  while (at[n] == '.' || is_base64url (at[n]))
    n++;
  return n;
}

static gboolean
is_secret_name (const char *name, gsize length)
{
  static const char *const names[] = {
    "token",     "secret", "password",  "passwd",        "pwd",         "sig",
    "signature", "auth",   "jwt",       "apikey",        "hdnts",       "hdnea",
    "hdntl",     "hdnt",   "assertion", "authorization", "supplierkey",
  };
  static const char *const endings[] = {
    "token", "secret", "password", "_key", "-key", "apikey", "authkey", "signature", "credential",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    if (strlen (names[i]) == length && g_ascii_strncasecmp (name, names[i], length) == 0)
      return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    gsize n = strlen (endings[i]);

    if (length > n && g_ascii_strncasecmp (name + length - n, endings[i], n) == 0)
      return TRUE;
  }
  return FALSE;
}

/* In a query a mere "key" is an API key; in JSON it is the name of anything. */
static gboolean
is_secret_parameter (const char *name, gsize length)
{
  return is_secret_name (name, length) ||
         (length == 3 && g_ascii_strncasecmp (name, "key", 3) == 0);
}

/* `name=value` at @at, a word boundary. @out_value: where the value begins. Returns its end or 0.
 */
static gsize
measure_parameter (const char *at, gsize *out_value)
{
  gsize name = 0;
  gsize n;

  while (is_name_char (at[name]))
    name++;
  if (name == 0 || at[name] != '=' || !is_secret_parameter (at, name))
    return 0;
  n = *out_value = name + 1;
  while ((guchar) at[n] > ' ' && strchr ("&;#\"'<>,)}]\\", at[n]) == NULL)
    n++;
  return n > *out_value ? n : 0;
}

/* A key may come as a number; a short one is a count of something. */
static gsize
measure_number (const char *at, gsize start, gsize *out_value)
{
  gsize n = start;

  while (g_ascii_isdigit (at[n]))
    n++;
  if (n - start < SHORTEST_SECRET)
    return 0;
  *out_value = start;
  return n;
}

/* `"name": "value"` at @at, which is a quotation mark. As above. */
static gsize
measure_member (const char *at, gsize *out_value)
{
  gsize n = 1;
  gsize name;

  while (is_name_char (at[n]))
    n++;
  name = n - 1;
  if (name == 0 || at[n] != '"' || !is_secret_name (at + 1, name))
    return 0;
  n++;
  while (g_ascii_isspace (at[n]))
    n++;
  if (at[n] != ':')
    return 0;
  n++;
  while (g_ascii_isspace (at[n]))
    n++;
  if (g_ascii_isdigit (at[n]))
    return measure_number (at, n, out_value);
  if (at[n] != '"')
    return 0;
  n = *out_value = n + 1;
  while (at[n] != '\0' && at[n] != '"')
    n += at[n] == '\\' && at[n + 1] != '\0' ? 2 : 1;
  return n > *out_value ? n : 0;
}

/* `user:password@` after "://". Returns the bytes before the "@", or 0. */
static gsize
measure_userinfo (const char *at)
{
  gsize n = strcspn (at, "@/?# \t\r\n\"'<>");

  return at[n] == '@' ? n : 0;
}

/* What stands at @at for something else: an escape of JSON, or of a URL. @unit gets what it means.
 * Returns its bytes, or 0. */
static gsize
read_escape (const char *at, char *unit, gsize *length)
{
  guint32 value = 0;
  gsize   digits = *at == '%' ? 2 : 4;
  gsize   start = *at == '%' ? 1 : 2;

  *length = 1;
  if (*at == '\\' && at[1] != '\0' && strchr ("\"\\/", at[1]) != NULL) {
    *unit = at[1];
    return 2;
  }
  if (*at != '%' && !(*at == '\\' && at[1] == 'u'))
    return 0;
  for (gsize i = start; i < start + digits; i++) {
    if (!g_ascii_isxdigit (at[i]))
      return 0;
    value = value * 16 + (guint32) g_ascii_xdigit_value (at[i]);
  }
  if (*at == '%')
    *unit = (char) value;
  else if (value >= 0xd800 && value <= 0xdfff)
    return 0;
  else
    *length = (gsize) g_unichar_to_utf8 (value, unit);
  return start + digits;
}

/* Which characters are escaped differs from server to server: PHP writes "\/", .NET "\u002B", and
 * both kinds of digits are in use. So escapes are read and not guessed.
 *
 * Returns: the bytes at @at that say @secret, or 0 */
static gsize
measure_as_written (const char *at, const char *secret)
{
  gsize n = 0;

  if (g_str_has_prefix (at, secret))
    return strlen (secret);
  while (*secret != '\0') {
    char  unit[6];
    gsize length;
    gsize taken = read_escape (at + n, unit, &length);

    if (taken == 0 || strncmp (secret, unit, length) != 0) {
      if (at[n] != *secret)
        return 0;
      taken = length = 1;
    }
    n += taken;
    secret += length;
  }
  return n;
}

/* The longest known secret that begins at @at. */
static gsize
measure_known (CueRedactor *self, const char *at)
{
  gsize longest = 0;

  for (; self != NULL; self = self->parent) {
    for (guint i = 0; i < self->secrets->len; i++) {
      const char *secret = g_ptr_array_index (self->secrets, i);

      if (*secret == *at || *at == '\\' || *at == '%')
        longest = MAX (longest, measure_as_written (at, secret));
    }
  }
  return longest;
}

/* Known secrets come first and alone: one may stand across the borders that the forms see. */
static char *
mask_known (CueRedactor *self, const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 16);

  while (*text != '\0') {
    gsize n = measure_known (self, text);

    if (n > 0)
      g_string_append (out, CUE_REDACTED);
    else
      g_string_append_c (out, *text);
    text += MAX (n, 1);
  }
  return g_string_free (out, FALSE);
}

/* What begins at @at and looks like a secret: its bytes, of which the first @out_value stay. */
static gsize
measure_form (const char *at, gboolean boundary, gsize *out_value)
{
  gsize n = 0;

  *out_value = 0;
  if (boundary) {
    n = measure_jwt (at);
    if (n > 0)
      return n;
    if (g_ascii_strncasecmp (at, "bearer ", 7) == 0 && measure_token68 (at + 7) > 0) {
      *out_value = 7;
      return 7 + measure_token68 (at + 7);
    }
    n = measure_parameter (at, out_value);
    if (n > 0)
      return n;
  }
  if (*at == '"')
    return measure_member (at, out_value);
  if (strncmp (at, "://", 3) == 0 && measure_userinfo (at + 3) > 0) {
    *out_value = 3;
    return 3 + measure_userinfo (at + 3);
  }
  return 0;
}

static char *
mask_forms (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 16);
  gsize    i = 0;

  while (text[i] != '\0') {
    gboolean boundary = i == 0 || !is_name_char (text[i - 1]);
    gsize    value;
    gsize    n = measure_form (text + i, boundary, &value);

    if (n > 0) {
      g_string_append_len (out, text + i, (gssize) value);
      g_string_append (out, CUE_REDACTED);
    } else {
      g_string_append_c (out, text[i]);
    }
    i += MAX (n, 1);
  }
  return g_string_free (out, FALSE);
}

/**
 * cue_redactor_apply:
 * @self: (nullable): a redactor; %NULL masks by form only
 * @text: anything that is to be stored or shown
 *
 * Returns: (transfer full): @text without secrets
 */
char *
cue_redactor_apply (CueRedactor *self, const char *text)
{
  g_autofree char *known = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (self == NULL)
    return mask_forms (text);
  /* Always the child before its parent. */
  for (CueRedactor *r = self; r != NULL; r = r->parent)
    g_mutex_lock (&r->lock);
  known = mask_known (self, text);
  for (CueRedactor *r = self; r != NULL; r = r->parent)
    g_mutex_unlock (&r->lock);
  return mask_forms (known);
}

/**
 * cue_redactor_apply_header:
 * @self: (nullable): a redactor
 * @name: the name of a header
 * @value: its value
 *
 * As [method@Redactor.apply]; the headers that exist to carry credentials are masked whole, save
 * the scheme of `Authorization`.
 *
 * Returns: (transfer full): @value without secrets
 */
char *
cue_redactor_apply_header (CueRedactor *self, const char *name, const char *value)
{
  static const char *const secret_headers[] = {
    "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token",
  };

  g_return_val_if_fail (name != NULL && value != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (secret_headers); i++) {
    const char *space = strchr (value, ' ');

    if (g_ascii_strcasecmp (name, secret_headers[i]) != 0)
      continue;
    if (i < 2 && space != NULL)
      return g_strdup_printf ("%.*s " CUE_REDACTED, (int) (space - value), value);
    return g_strdup (CUE_REDACTED);
  }
  if (is_secret_name (name, strlen (name)))
    return g_strdup (CUE_REDACTED);
  return cue_redactor_apply (self, value);
}

/**
 * cue_redact_url:
 * @url: a URL, valid or not
 *
 * Returns: (transfer full): @url with user information and telling query values masked
 */
char *
cue_redact_url (const char *url)
{
  return cue_redactor_apply (NULL, url);
}
