// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-event-private.h"

#include "cue-access-scan.h"
#include "cue-access-time.h"
#include "cue-json-scan.h"
#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads the fields of a message into an event. */

typedef struct {
  CueAccessEvent *event;
  CueAccessScan  *scan;
  const char     *text; /* unowned: the object */
  gsize           length;
} Reader;

static void
  G_GNUC_PRINTF (3, 4) report (CueAccessEvent *self, const char *where, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->diagnostics,
                   cue_diagnostic_new (CUE_SEVERITY_WARNING, where, "%s", message));
}

static const char *
describe_type (CueJsonKind type)
{
  switch (type) {
  case CUE_JSON_TEXT:
  case CUE_JSON_ESCAPED:
    return _ ("a text");
  case CUE_JSON_NUMBER:
    return _ ("a number");
  case CUE_JSON_TRUE:
  case CUE_JSON_FALSE:
    return _ ("true or false");
  case CUE_JSON_NULL:
    return _ ("null");
  case CUE_JSON_ARRAY:
    return _ ("a list");
  case CUE_JSON_OBJECT:
  default:
    return _ ("an object");
  }
}

/* The type that a field should have. */
static CueJsonKind
expect_type (CueAccessField field)
{
  if (field == CUE_ACCESS_FIELD_EXIT_REQUESTED)
    return CUE_JSON_TRUE;
  return field == CUE_ACCESS_FIELD_TTL_IN_SECONDS ? CUE_JSON_NUMBER : CUE_JSON_TEXT;
}

static gboolean
has_type (CueJsonKind type, CueJsonKind expected)
{
  if (expected == CUE_JSON_TRUE)
    return type == CUE_JSON_TRUE || type == CUE_JSON_FALSE;
  if (expected == CUE_JSON_TEXT)
    return type == CUE_JSON_TEXT || type == CUE_JSON_ESCAPED;
  return type == expected;
}

static char *
make_path (Reader *self, const CueAccessNode *node)
{
  const CueAccessNode *parent = &self->scan->nodes[node->parent];
  g_autofree char *name = cue_text_make_line (self->text + node->key_offset, node->key_length, 60);

  if (parent->key_offset == 0)
    return g_strdup_printf ("$.%s", name);
  return g_strdup_printf ("$.%.*s.%s",
                          (gint) parent->key_length,
                          self->text + parent->key_offset,
                          name);
}

static void
read_typed (CueAccessEvent *self, CueAccessField field, CueJsonKind type, const char *token)
{
  switch (field) {
  case CUE_ACCESS_FIELD_EXIT_REQUESTED:
    /* Nothing but these two is ever taken for one of them. */
    if (type == CUE_JSON_TRUE)
      self->exit_requested = CUE_ACCESS_TRUE;
    else if (type == CUE_JSON_FALSE)
      self->exit_requested = CUE_ACCESS_FALSE;
    break;
  case CUE_ACCESS_FIELD_TTL_IN_SECONDS:
    if (type == CUE_JSON_NUMBER && g_ascii_isdigit (*token))
      self->ttl = g_ascii_strtoll (token, NULL, 10);
    break;
  default:
    break;
  }
}

static void
read_time (Reader *self, CueAccessField field, const CueAccessNode *node, gint64 *out)
{
  g_autofree char *path = NULL;

  if (node->type == CUE_JSON_NULL)
    return;
  *out = cue_access_time_read (self->text + node->offset, node->length, node->type);
  if (*out == CUE_TIME_INVALID) {
    path = make_path (self, node);
    report (self->event, path, _ ("This is not a time that can be read."));
  }
}

static void
read_field (Reader *self, CueAccessField field, const CueAccessNode *node)
{
  CueAccessEvent  *event = self->event;
  const char      *token = self->text + node->offset;
  CueJsonKind      expected = expect_type (field);
  g_autofree char *path = make_path (self, node);

  if (event->presence[field] != CUE_ACCESS_ABSENT)
    report (event, path, _ ("This field is there more than once. The last one is used."));
  g_clear_pointer (&event->texts[field], g_free);
  event->presence[field] = CUE_ACCESS_NULL;
  if (node->type != CUE_JSON_NULL) {
    event->texts[field] = cue_json_token_decode (token, node->length, node->type);
    event->presence[field] = CUE_ACCESS_VALUE;
    if (!has_type (node->type, expected)) {
      event->presence[field] = CUE_ACCESS_ODD;
      /* Translators: the types of a JSON value, such as “a text”, “a number” */
      report (event,
              path,
              _ ("This is %s where %s was expected."),
              describe_type (node->type),
              describe_type (expected));
    }
  }
  read_typed (event, field, node->type, token);
  if (field == CUE_ACCESS_FIELD_UTC_DATE_TIME)
    read_time (self, field, node, &event->time);
  else if (field == CUE_ACCESS_FIELD_EXPIRATION_DATE_TIME)
    read_time (self, field, node, &event->expiration);
}

static void
read_extra (Reader *self, const CueAccessNode *node)
{
  const CueAccessNode *parent = &self->scan->nodes[node->parent];
  char                *name = cue_json_token_decode (self->text + node->key_offset - 1,
                                      node->key_length + 2,
                                      CUE_JSON_ESCAPED);

  if (parent->key_offset != 0) {
    char *whole =
      g_strdup_printf ("%.*s.%s", (gint) parent->key_length, self->text + parent->key_offset, name);

    g_free (name);
    name = whole;
  }
  g_ptr_array_add (self->event->extras, name);
  g_ptr_array_add (self->event->extras,
                   cue_json_token_decode (self->text + node->offset, node->length, node->type));
}

/* Whether the members of this member of the outermost object are read one by one. */
static gboolean
is_group (Reader *self, guint index)
{
  static const char *const groups[] = { "lock", "iq", "user", "site" };
  const CueAccessNode     *node = &self->scan->nodes[index];

  if (index == 0 || node->parent != 0 || node->type != CUE_JSON_OBJECT)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (node->key_length == strlen (groups[i]) &&
        g_ascii_strncasecmp (self->text + node->key_offset, groups[i], node->key_length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* `type` is what the older form calls the category; it yields to a category. */
static gboolean
is_alias (const CueAccessNode *node, CueAccessField field)
{
  return field == CUE_ACCESS_FIELD_EVENT_CATEGORY && node->key_length == strlen ("type");
}

static void
read_members (Reader *self)
{
  const CueAccessNode *alias = NULL;

  for (guint i = 1; i < self->scan->n_nodes; i++) {
    const CueAccessNode *node = &self->scan->nodes[i];
    CueAccessField       field;

    if (node->parent == G_MAXUINT32 || is_group (self, i) ||
        (node->parent != 0 && !is_group (self, node->parent)))
      continue;
    field = cue_access_scan_get_field (self->scan, self->text, i);
    if (field == CUE_ACCESS_FIELD_NONE)
      read_extra (self, node);
    else if (is_alias (node, field))
      alias = node;
    else
      read_field (self, field, node);
  }
  if (alias != NULL && self->event->presence[CUE_ACCESS_FIELD_EVENT_CATEGORY] == CUE_ACCESS_ABSENT)
    read_field (self, CUE_ACCESS_FIELD_EVENT_CATEGORY, alias);
  else if (alias != NULL)
    read_extra (self, alias);
  if (self->scan->more)
    report (self->event, "$", _ ("There are too many values; only the first ones were read."));
}

static void
report_not_json (CueAccessEvent *self, const char *text, gsize length)
{
  CueJsonScan scan = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (!cue_json_scan (text, length, &scan, &error))
    report (self, "$", "%s", error->message);
}

void
cue_access_event_read_object (CueAccessEvent *self, const char *text, gsize length)
{
  g_autofree CueAccessScan *scan = g_new (CueAccessScan, 1);
  Reader                    reader = { self, scan, text, length };

  if (!cue_access_scan (scan, text, length)) {
    self->form = CUE_ACCESS_FORM_NOT_JSON;
    report_not_json (self, text, length);
  } else if (scan->nodes[0].type != CUE_JSON_OBJECT) {
    self->form = CUE_ACCESS_FORM_NOT_OBJECT;
    report (self,
            "$",
            _ ("This is %s where %s was expected."),
            describe_type (scan->nodes[0].type),
            describe_type (CUE_JSON_OBJECT));
  } else {
    read_members (&reader);
  }
}

/* The arguments as they came: a list with one object. */
void
cue_access_event_read_arguments (CueAccessEvent *self, const char *text, gsize length)
{
  g_autofree CueAccessScan *scan = g_new (CueAccessScan, 1);

  if (!cue_access_scan (scan, text, length) || scan->n_nodes < 2 ||
      scan->nodes[1].type != CUE_JSON_OBJECT) {
    self->form = CUE_ACCESS_FORM_ARGUMENTS;
    return;
  }
  report (self, "$", _ ("The argument is an object, not a text that holds one."));
  cue_access_event_read_object (self, text + scan->nodes[1].offset, scan->nodes[1].length);
}
