// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-error-path.h"

#include "cue-draft-private.h"

#include <string.h>

/*
 * Which field a refusal is about. The vendor documents no form for its messages, so this looks for
 * what a message can only mean: a path, then a value of ours that it quotes, then the name of a
 * field. Where it cannot be told nothing is guessed.
 */

#define MAX_MESSAGE 2000

typedef struct {
  const char *message; /* unowned */
  char       *by_path;
  char       *by_value;
  gsize       value_length;
  char       *by_name;
  gsize       name_length;
} Search;

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

/* Whether @word stands in @text as a word of its own. */
static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  if (length == 0)
    return FALSE;
  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word)) {
    gboolean begins = p == text ||
                      !is_word_char (g_utf8_get_char (g_utf8_find_prev_char (text, p)));
    gboolean ends = !is_word_char (g_utf8_get_char (p + length));

    if (begins && ends)
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_word_of_any_case (const char *text, const char *word)
{
  g_autofree char *lower_text = g_utf8_strdown (text, -1);
  g_autofree char *lower_word = g_utf8_strdown (word, -1);

  return has_word (lower_text, lower_word);
}

/* Between quotation marks of any kind, or a long word that is nothing else. */
static gboolean
quotes_value (const char *message, const char *value)
{
  static const char *const marks[][2] = {
    { "\"", "\"" }, { "'", "'" }, { "`", "`" }, { "“", "”" },
    { "‘", "’" },   { "[", "]" }, { "<", ">" },
  };

  if (value[0] == '\0')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    g_autofree char *quoted = g_strconcat (marks[i][0], value, marks[i][1], NULL);

    if (strstr (message, quoted) != NULL)
      return TRUE;
  }
  return strlen (value) >= 6 && has_word (message, value);
}

/* `events[2].timestamp` and `events.2.timestamp` for events/2/timestamp. */
static gboolean
names_path (const char *message, const char *path)
{
  g_autoptr (GString) brackets = g_string_new (NULL);
  g_autoptr (GString) dots = g_string_new (path);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (parts[0] == NULL || parts[1] == NULL)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++) {
    if (g_ascii_isdigit (parts[i][0]))
      g_string_append_printf (brackets, "[%s]", parts[i]);
    else
      g_string_append_printf (brackets, "%s%s", i > 0 ? "." : "", parts[i]);
  }
  g_string_replace (dots, "/", ".", 0);
  return has_word (message, brackets->str) || has_word (message, dots->str) ||
         has_word (message, path);
}

static void
keep (char **found, gsize *found_length, const char *path, gsize length)
{
  if (*found != NULL && length <= *found_length)
    return;
  g_free (*found);
  *found = g_strdup (path);
  *found_length = length;
}

static void
look_at_leaf (Search *search, const CueAcousticPath *at, const char *name, JsonNode *node)
{
  g_autofree char *path = cue_acoustic_path_to_text (at);
  gsize            path_length = search->by_path != NULL ? strlen (search->by_path) : 0;

  if (names_path (search->message, path))
    keep (&search->by_path, &path_length, path, strlen (path));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    const char *value = json_node_get_string (node);

    if (quotes_value (search->message, value))
      keep (&search->by_value, &search->value_length, path, strlen (value));
  }
  /* The first one of that name; `name`, `value` and `type` alone say nothing. */
  if (search->by_name == NULL && name != NULL && !g_str_equal (name, "name") &&
      !g_str_equal (name, "value") && !g_str_equal (name, "type") &&
      has_word_of_any_case (search->message, name))
    keep (&search->by_name, &search->name_length, path, strlen (name));
}

/* As deep as drafts are and what the strict scan let pass as their extra members. */
static void
look_at (Search *search, const CueAcousticPath *at, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char    *member;
    JsonNode      *child;

    json_object_iter_init_ordered (&iter, json_node_get_object (node));
    while (json_object_iter_next_ordered (&iter, &member, &child))
      look_at (search, CUE_PATH_AT (at, member), member, child);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++)
      look_at (search, CUE_PATH_NTH (at, i), NULL, json_array_get_element (array, i));
  } else {
    look_at_leaf (search, at, name, node);
  }
}

/* Fields that a message may miss, with the words that may stand for them. Longer ones first. */
static const struct {
  const char *word;
  const char *field;
} missing_fields[] = {
  { "registrationType", "registrationType" },
  { "registration type", "registrationType" },
  { "notificationURL", "notificationURL" },
  { "notification URL", "notificationURL" },
  { "notificationKey", "notificationKey" },
  { "authType", "authType" },
  { "authURL", "authURL" },
  { "APIKey", "APIKey" },
  { "userId", "userId" },
  { "password", "password" },
  { "clientID", "clientID" },
  { "clientSecret", "clientSecret" },
  { "refreshToken", "refreshToken" },
  { "supplierKey", "supplierKey" },
  { "identifiers", "identifiers" },
  { "identifier", "identifiers" },
  { "timestamp", "timestamp" },
  { "channel", "channel" },
  { "provider", "provider" },
  { "attributes", "attributes" },
  { "attribute", "attributes" },
  { "namespace", "namespace" },
  { "version", "version" },
  { "description", "description" },
  { "event code", "code" },
  { "eventCode", "code" },
  { "events", "events" },
  { "code", "code" },
};

static char *
find_missing (const char *message, CueDraft *draft)
{
  for (guint i = 0; i < G_N_ELEMENTS (missing_fields); i++) {
    char *path;

    if (!has_word_of_any_case (message, missing_fields[i].word))
      continue;
    path = cue_draft_find_path (draft, missing_fields[i].field);
    if (path != NULL)
      return path;
  }
  return NULL;
}

/**
 * cue_acoustic_map_error:
 * @message: what the server said; from outside, so any text
 * @draft: what was sent
 *
 * Returns: (transfer full) (nullable): the path of the field that it is about, as in findings;
 * %NULL when that cannot be told
 */
char *
cue_acoustic_map_error (const char *message, CueDraft *draft)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  Search           search = { NULL };
  char            *best;

  g_return_val_if_fail (message != NULL && CUE_IS_DRAFT (draft), NULL);

  text = g_utf8_make_valid (message, (gssize) strnlen (message, MAX_MESSAGE));
  node = cue_draft_to_json (draft);
  search.message = text;
  look_at (&search, NULL, NULL, node);

  if (search.by_path != NULL)
    best = g_steal_pointer (&search.by_path);
  else if (search.by_value != NULL)
    best = g_steal_pointer (&search.by_value);
  else {
    best = find_missing (text, draft);
    if (best == NULL)
      best = g_steal_pointer (&search.by_name);
  }
  g_free (search.by_path);
  g_free (search.by_value);
  g_free (search.by_name);
  return best;
}
