// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-repair-private.h"

#include "cue-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueJsonRepair:
 *
 * What a pasted text would be as JSON, and what had to be done for it, each with its place: an
 * offer to the user, who decides. For pasted text only; what a server sends is never mended.
 *
 * It knows the faults of the vendor's own samples (services reference 2.4): typographic quotation
 * marks, missing and superfluous commas, a comma for a colon, a quotation mark too many or too few,
 * brackets that are not closed, placeholders without quotation marks, a curl command around it. One
 * pass, no recursion. The result is offered only if the strict scan takes it.
 *
 * Immutable, of any thread.
 */

G_DEFINE_BOXED_TYPE (CueJsonRepair, cue_json_repair, cue_json_repair_ref, cue_json_repair_unref)

static void
free_fix (gpointer data)
{
  CueJsonFix *fix = data;

  g_free (fix->words);
  g_free (fix);
}

/**
 * cue_json_mender_note:
 * @self: the mending
 * @at: where in the text
 * @words: what was done
 */
void
cue_json_mender_note (CueJsonMender *self, const char *at, const char *words)
{
  CueJsonFix *fix;

  if (self->repair->fixes->len >= CUE_JSON_REPAIR_MAX_FIXES)
    return;
  fix = g_new0 (CueJsonFix, 1);
  fix->offset = (gsize) (at - self->text);
  fix->line = 1;
  fix->column = 1;
  for (const char *p = self->text; p < at; p = g_utf8_next_char (p)) {
    if (*p == '\n') {
      fix->line++;
      fix->column = 1;
    } else {
      fix->column++;
    }
  }
  fix->words = g_strdup (words);
  g_ptr_array_add (self->repair->fixes, fix);
}

/**
 * cue_json_mender_in_object:
 * @self: the mending
 *
 * Returns: whether the innermost bracket is one of an object
 */
gboolean
cue_json_mender_in_object (CueJsonMender *self)
{
  return self->depth > 0 && self->is_object[self->depth - 1];
}

static void
end_value (CueJsonMender *self)
{
  self->value_end = self->out->len;
  self->state = self->depth == 0 ? CUE_JSON_MENDER_FINISH : CUE_JSON_MENDER_COMMA;
}

/* Puts what is missing so that a value or a key may come. */
static void
make_room (CueJsonMender *self)
{
  if (self->state == CUE_JSON_MENDER_COMMA) {
    cue_json_mender_note (self, self->at, _ ("A missing comma was added."));
    g_string_insert_c (self->out, (gssize) self->value_end, ',');
    self->state = cue_json_mender_in_object (self) ? CUE_JSON_MENDER_KEY : CUE_JSON_MENDER_VALUE;
  } else if (self->state == CUE_JSON_MENDER_COLON) {
    cue_json_mender_note (self, self->at, _ ("A missing colon was added."));
    g_string_insert (self->out, (gssize) self->value_end, ": ");
    self->state = CUE_JSON_MENDER_VALUE;
  }
}

/* A key, when it is the time of one, otherwise a value. */
static void
take_scalar (CueJsonMender *self)
{
  gboolean is_key;

  make_room (self);
  is_key = cue_json_mender_in_object (self) && self->state != CUE_JSON_MENDER_VALUE;
  if (is_key)
    self->key_start = self->out->len;
  else
    self->value_start = self->out->len;
  self->was_text = TRUE;
  if (cue_json_mender_is_quote (self->at) != 0)
    cue_json_mender_take_text (self);
  else
    cue_json_mender_take_word (self);
  if (is_key) {
    self->value_end = self->out->len;
    self->state = CUE_JSON_MENDER_COLON;
  } else {
    end_value (self);
  }
}

/* ---- punctuation --------------------------------------------------------------------------- */

static void
take_opening (CueJsonMender *self)
{
  make_room (self);
  if (self->depth == CUE_JSON_REPAIR_MAX_DEPTH ||
      (cue_json_mender_in_object (self) && self->state != CUE_JSON_MENDER_VALUE)) {
    self->hopeless = TRUE;
    return;
  }
  self->is_object[self->depth++] = *self->at == '{';
  g_string_append_c (self->out, *self->at);
  self->at++;
  self->was_text = FALSE;
  self->state = CUE_JSON_MENDER_FIRST;
}

/* What must be done before any bracket is closed. */
static void
finish_member (CueJsonMender *self)
{
  if (self->state == CUE_JSON_MENDER_COLON) {
    cue_json_mender_note (self, self->at, _ ("A key without a value got null."));
    g_string_insert (self->out, (gssize) self->value_end, ": null");
  } else if (self->state == CUE_JSON_MENDER_KEY ||
             (self->state == CUE_JSON_MENDER_VALUE && !cue_json_mender_in_object (self))) {
    cue_json_mender_note (self,
                          self->comma_at,
                          _ ("A comma before a closing bracket was removed."));
    g_string_erase (self->out, (gssize) self->comma, 1);
  } else if (self->state == CUE_JSON_MENDER_VALUE) {
    cue_json_mender_note (self, self->at, _ ("A key without a value got null."));
    g_string_append (self->out, "null");
  }
}

static void
close_one (CueJsonMender *self)
{
  finish_member (self);
  g_string_append_c (self->out, cue_json_mender_in_object (self) ? '}' : ']');
  self->depth--;
  self->was_text = FALSE;
  end_value (self);
}

static void
take_closing (CueJsonMender *self)
{
  gboolean is_object = *self->at == '}';
  guint    target = self->depth;

  while (target > 0 && self->is_object[target - 1] != is_object)
    target--;
  if (target == 0) {
    cue_json_mender_note (self, self->at, _ ("A closing bracket that closes nothing was removed."));
    self->at++;
    return;
  }
  while (self->depth > target) {
    cue_json_mender_note (self, self->at, _ ("A missing closing bracket was added."));
    close_one (self);
  }
  close_one (self);
  self->at++;
}

static void
take_comma (CueJsonMender *self)
{
  const char *comma = self->at++;

  if (self->state == CUE_JSON_MENDER_COLON) {
    cue_json_mender_note (self, comma, _ ("A comma was replaced by a colon."));
    g_string_append_c (self->out, ':');
    self->state = CUE_JSON_MENDER_VALUE;
  } else if (self->state == CUE_JSON_MENDER_COMMA) {
    self->comma = self->out->len;
    self->comma_at = comma;
    g_string_append_c (self->out, ',');
    self->state = cue_json_mender_in_object (self) ? CUE_JSON_MENDER_KEY : CUE_JSON_MENDER_VALUE;
  } else if (self->state == CUE_JSON_MENDER_VALUE && cue_json_mender_in_object (self)) {
    cue_json_mender_note (self, comma, _ ("A key without a value got null."));
    g_string_append (self->out, "null");
    end_value (self);
    self->at = comma;
  } else {
    cue_json_mender_note (self, comma, _ ("A superfluous comma was removed."));
  }
}

static void
take_colon (CueJsonMender *self)
{
  const char *colon = self->at++;

  if (self->state == CUE_JSON_MENDER_COLON) {
    g_string_append_c (self->out, ':');
    self->state = CUE_JSON_MENDER_VALUE;
  } else if (self->state == CUE_JSON_MENDER_COMMA && cue_json_mender_in_object (self) &&
             self->was_text) {
    /* {"code" : "name" : "x"}: what looked like a value is the key. */
    cue_json_mender_note (self, colon, _ ("A key that had no value of its own was left out."));
    g_string_erase (self->out,
                    (gssize) self->key_start,
                    (gssize) (self->value_start - self->key_start));
    g_string_append_c (self->out, ':');
    self->state = CUE_JSON_MENDER_VALUE;
  } else {
    cue_json_mender_note (self, colon, _ ("A superfluous colon was removed."));
  }
}

/* A quotation mark directly behind a text, with nothing that it could begin: "clientID"". */
static gboolean
is_stray_quote (CueJsonMender *self)
{
  const char *next;

  if (self->at != self->last_end ||
      (self->state != CUE_JSON_MENDER_COLON && self->state != CUE_JSON_MENDER_COMMA))
    return FALSE;
  next = g_utf8_next_char (self->at);
  next += strspn (next, " \t\r\n");
  return *next == '\0' || strchr (":,}]", *next) != NULL;
}

/* Returns whether there was a comment. */
static gboolean
skip_comment (CueJsonMender *self)
{
  const char *end;

  if (self->at[0] != '/' || (self->at[1] != '/' && self->at[1] != '*'))
    return FALSE;
  end = self->at[1] == '/' ? strpbrk (self->at, "\r\n") : strstr (self->at + 2, "*/");
  cue_json_mender_note (self, self->at, _ ("A comment was left out."));
  if (end == NULL)
    self->at += strlen (self->at);
  else
    self->at = self->at[1] == '/' ? end : end + 2;
  return TRUE;
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void
take_space (CueJsonMender *self)
{
  gunichar c = g_utf8_get_char (self->at);

  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
    g_string_append_c (self->out, *self->at);
  } else {
    cue_json_mender_note (self, self->at, _ ("A space that JSON does not know was replaced."));
    g_string_append_c (self->out, ' ');
  }
  self->at = g_utf8_next_char (self->at);
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xfeff || c == 0x200b ||
         (c > 0x7f && g_unichar_isspace (c));
}

static void
take_next (CueJsonMender *self)
{
  if (is_space (g_utf8_get_char (self->at)))
    take_space (self);
  else if (*self->at == '{' || *self->at == '[')
    take_opening (self);
  else if (*self->at == '}' || *self->at == ']')
    take_closing (self);
  else if (*self->at == ',')
    take_comma (self);
  else if (*self->at == ':')
    take_colon (self);
  else if (is_stray_quote (self)) {
    cue_json_mender_note (self, self->at, _ ("A superfluous \" was removed."));
    self->at = g_utf8_next_char (self->at);
  } else if (!skip_comment (self)) {
    take_scalar (self);
  }
}

/* A command or a sentence may stand around the JSON. */
static void
skip_beginning (CueJsonMender *self)
{
  const char *start = strpbrk (self->text, "{[");
  const char *p = self->text;

  if (start == NULL) {
    self->hopeless = TRUE;
    return;
  }
  while (p < start && is_space (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p < start)
    cue_json_mender_note (self, p, _ ("What stood before the JSON was left out."));
  self->at = start;
}

static void
skip_end (CueJsonMender *self)
{
  while (*self->at != '\0' && is_space (g_utf8_get_char (self->at)))
    self->at = g_utf8_next_char (self->at);
  if (*self->at == '\0')
    return;
  if (*self->at == '}' || *self->at == ']')
    cue_json_mender_note (self, self->at, _ ("A closing bracket that closes nothing was removed."));
  else if (strpbrk (self->at, "{[") != NULL)
    cue_json_mender_note (self,
                          self->at,
                          _ ("A second JSON text followed; only the first one is taken."));
  else
    cue_json_mender_note (self, self->at, _ ("What stood behind the JSON was left out."));
}

static void
mend (CueJsonRepair *repair, const char *text)
{
  CueJsonScan   scan = { NULL, NULL };
  CueJsonMender mender = {
    .repair = repair,
    .text = text,
    .at = text,
    .out = g_string_new (NULL),
    .state = CUE_JSON_MENDER_VALUE,
  };

  skip_beginning (&mender);
  while (!mender.hopeless && mender.state != CUE_JSON_MENDER_FINISH && *mender.at != '\0')
    take_next (&mender);
  while (!mender.hopeless && mender.depth > 0) {
    cue_json_mender_note (&mender, mender.at, _ ("A missing closing bracket was added."));
    close_one (&mender);
  }
  if (!mender.hopeless)
    skip_end (&mender);
  repair->is_good = !mender.hopeless &&
                    cue_json_scan (mender.out->str, mender.out->len, &scan, NULL);
  repair->text = g_string_free (mender.out, FALSE);
}

/**
 * cue_json_repair_new:
 * @text: what was pasted
 *
 * Returns: (transfer full): what it would be as JSON
 */
CueJsonRepair *
cue_json_repair_new (const char *text)
{
  CueJsonRepair *self = g_new0 (CueJsonRepair, 1);
  CueJsonScan    scan = { NULL, NULL };
  gsize          length;

  g_return_val_if_fail (text != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->fixes = g_ptr_array_new_with_free_func (free_fix);
  length = strlen (text);
  if (cue_json_scan (text, length, &scan, NULL)) {
    self->is_good = TRUE;
    self->text = g_strdup (text);
    return self;
  }
  self->is_needed = TRUE;
  if (length <= CUE_JSON_REPAIR_MAX_BYTES && g_utf8_validate (text, -1, NULL))
    mend (self, text);
  else
    self->text = g_strdup ("");
  return self;
}

/**
 * cue_json_repair_ref:
 * @self: a repair
 *
 * Returns: (transfer full): @self
 */
CueJsonRepair *
cue_json_repair_ref (CueJsonRepair *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_json_repair_unref:
 * @self: (transfer full): a repair
 */
void
cue_json_repair_unref (CueJsonRepair *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->fixes);
  g_free (self->text);
  g_free (self);
}

/**
 * cue_json_repair_is_needed:
 * @self: a repair
 *
 * Returns: whether the pasted text is not JSON as it is
 */
gboolean
cue_json_repair_is_needed (CueJsonRepair *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_needed;
}

/**
 * cue_json_repair_is_good:
 * @self: a repair
 *
 * Returns: whether [method@JsonRepair.get_text] is JSON and can be offered
 */
gboolean
cue_json_repair_is_good (CueJsonRepair *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_good;
}

/**
 * cue_json_repair_get_text:
 * @self: a repair
 *
 * Returns: the mended text; as it was pasted when that is JSON
 */
const char *
cue_json_repair_get_text (CueJsonRepair *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * cue_json_repair_get_n_fixes:
 * @self: a repair
 *
 * Returns: how many things were mended, of which %CUE_JSON_REPAIR_MAX_FIXES are told
 */
guint
cue_json_repair_get_n_fixes (CueJsonRepair *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fixes->len;
}

/**
 * cue_json_repair_get_fix:
 * @self: a repair
 * @position: which
 *
 * Returns: (transfer none) (nullable): what was mended
 */
const CueJsonFix *
cue_json_repair_get_fix (CueJsonRepair *self, guint position)
{
  g_return_val_if_fail (self != NULL, NULL);

  return position < self->fixes->len ? g_ptr_array_index (self->fixes, position) : NULL;
}
