// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-json-reader.h"
#include "cue-outcome.h"

/**
 * CueAcousticRecord:
 *
 * One thing in a list that is kept: what was sent to the Acoustic Exchange and what became of it,
 * or a template under its name. Immutable; texts are never %NULL.
 *
 * It holds no key. The password of a notification is never put into one; see
 * [class@AcousticDesk].
 */
struct _CueAcousticRecord {
  GObject parent_instance;

  char  *id;         // owned, a UUID
  gint64 time;       // µs since 1970 UTC
  char  *kind;       // owned: the nick of a call, or what a template is of
  char  *name;       // owned: what it is about, or the name of a template
  char  *connection; // owned: label of the connection
  char  *request;    // owned: method and path
  char  *body;       // owned, empty when it was too long or must not be kept
  char  *outcome;    // owned: nick of the outcome, %CUE_ACOUSTIC_RECORD_SENDING before it is known
  guint  status;     // of HTTP, 0 without an answer
  char  *words;      // owned: what the answer said, for people
};

G_DEFINE_FINAL_TYPE (CueAcousticRecord, cue_acoustic_record, G_TYPE_OBJECT)

typedef enum {
  PROP_ID = 1,
  PROP_TIME,
  PROP_KIND,
  PROP_NAME,
  PROP_CONNECTION,
  PROP_REQUEST,
  PROP_BODY,
  PROP_OUTCOME,
  PROP_STATUS,
  PROP_WORDS,
} CueAcousticRecordProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static void
cue_acoustic_record_init (CueAcousticRecord *self)
{
}

static void
cue_acoustic_record_constructed (GObject *object)
{
  CueAcousticRecord *self = CUE_ACOUSTIC_RECORD (object);
  char             **texts[] = { &self->kind, &self->name,    &self->connection, &self->request,
                                 &self->body, &self->outcome, &self->words };

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (*texts[i] == NULL)
      *texts[i] = g_strdup ("");
  }
  if (strlen (self->body) > CUE_ACOUSTIC_RECORD_MAX_BODY) {
    g_free (self->body);
    self->body = g_strdup ("");
  }
  G_OBJECT_CLASS (cue_acoustic_record_parent_class)->constructed (object);
}

static void
cue_acoustic_record_finalize (GObject *object)
{
  CueAcousticRecord *self = CUE_ACOUSTIC_RECORD (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->connection);
  g_free (self->request);
  g_free (self->body);
  g_free (self->outcome);
  g_free (self->words);
  G_OBJECT_CLASS (cue_acoustic_record_parent_class)->finalize (object);
}

static char **
find_text (CueAcousticRecord *self, guint property_id)
{
  switch ((CueAcousticRecordProperty) property_id) {
  case PROP_ID:
    return &self->id;
  case PROP_KIND:
    return &self->kind;
  case PROP_NAME:
    return &self->name;
  case PROP_CONNECTION:
    return &self->connection;
  case PROP_REQUEST:
    return &self->request;
  case PROP_BODY:
    return &self->body;
  case PROP_OUTCOME:
    return &self->outcome;
  case PROP_WORDS:
    return &self->words;
  case PROP_TIME:
  case PROP_STATUS:
    break;
  }
  return NULL;
}

static void
cue_acoustic_record_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueAcousticRecord *self = CUE_ACOUSTIC_RECORD (object);
  char             **text = find_text (self, property_id);

  if (text != NULL)
    g_value_set_string (value, *text);
  else if (property_id == PROP_TIME)
    g_value_set_int64 (value, self->time);
  else if (property_id == PROP_STATUS)
    g_value_set_uint (value, self->status);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
cue_acoustic_record_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  CueAcousticRecord *self = CUE_ACOUSTIC_RECORD (object);
  char             **text = find_text (self, property_id);

  if (text != NULL)
    *text = g_value_dup_string (value);
  else if (property_id == PROP_TIME)
    self->time = g_value_get_int64 (value);
  else if (property_id == PROP_STATUS)
    self->status = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
cue_acoustic_record_class_init (CueAcousticRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cue_acoustic_record_constructed;
  object_class->finalize = cue_acoustic_record_finalize;
  object_class->get_property = cue_acoustic_record_get_property;
  object_class->set_property = cue_acoustic_record_set_property;

#define TEXT(property, name) \
  properties[property] = g_param_spec_string (name, NULL, NULL, NULL, flags)
  TEXT (PROP_ID, "id");
  /**
   * CueAcousticRecord:time:
   *
   * When it was sent or saved, in µs since 1970 UTC.
   */
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  TEXT (PROP_KIND, "kind");
  TEXT (PROP_NAME, "name");
  TEXT (PROP_CONNECTION, "connection");
  TEXT (PROP_REQUEST, "request");
  TEXT (PROP_BODY, "body");
  TEXT (PROP_OUTCOME, "outcome");
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  TEXT (PROP_WORDS, "words");
#undef TEXT

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_acoustic_record_new:
 * @first_property: a property, then its value and further ones, and %NULL
 *
 * Returns: (transfer full): a record with a new id
 */
CueAcousticRecord *
cue_acoustic_record_new (const char *first_property, ...)
{
  GObject *self;
  va_list  args;

  va_start (args, first_property);
  self = g_object_new_valist (CUE_TYPE_ACOUSTIC_RECORD, first_property, args);
  va_end (args);
  return CUE_ACOUSTIC_RECORD (self);
}

/**
 * cue_acoustic_record_to_json:
 *
 * Returns: (transfer full): the record as a JSON object
 */
JsonNode *
cue_acoustic_record_to_json (CueAcousticRecord *self)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = PROP_ID; i < G_N_ELEMENTS (properties); i++) {
    char **text = find_text (self, i);

    if (text != NULL)
      json_object_set_string_member (object, properties[i]->name, *text);
  }
  json_object_set_int_member (object, "time", self->time);
  json_object_set_int_member (object, "status", self->status);
  json_node_take_object (node, object);
  return node;
}

static void
replace_text (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

// Its program ended before it could write what became of it.
static void
settle_cut (CueAcousticRecord *self)
{
  static const char *const run_states[] = { "sending", "waiting", "stopping", NULL };

  if (g_str_equal (self->kind, "run") && g_strv_contains (run_states, self->outcome)) {
    replace_text (&self->outcome, "stopped");
    replace_text (&self->words,
                  _ ("Cuelight ended before all rows were published. It can be gone on with."));
  } else if (g_str_equal (self->outcome, CUE_ACOUSTIC_RECORD_SENDING)) {
    replace_text (&self->outcome, cue_outcome_get_nick (CUE_OUTCOME_UNKNOWN));
    replace_text (&self->words,
                  _ ("Cuelight ended before the answer came, so it is not known whether it was "
                     "done."));
  }
}

/**
 * cue_acoustic_record_new_from_json:
 * @node: what a file says
 *
 * Reads a record without trusting the file. One that says that it is on its way is of an unknown
 * outcome, since whoever sent it is gone.
 *
 * Returns: (transfer full) (nullable): a record; %NULL when @node is none
 */
CueAcousticRecord *
cue_acoustic_record_new_from_json (JsonNode *node)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  CueAcousticRecord *self;
  gint64             number;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  reader = cue_json_reader_new (json_node_get_object (node), "$", found);
  self = g_object_new (CUE_TYPE_ACOUSTIC_RECORD, NULL);
  for (guint i = PROP_ID; i < G_N_ELEMENTS (properties); i++) {
    char           **text = find_text (self, i);
    const char      *name = properties[i]->name;
    g_autofree char *value = NULL;

    if (text == NULL || !cue_json_reader_has (reader, name) ||
        !cue_json_reader_get_string (reader, name, &value) || value == NULL ||
        strlen (value) > CUE_ACOUSTIC_RECORD_MAX_BODY ||
        (i == PROP_ID && !g_uuid_string_is_valid (value)))
      continue;
    g_free (*text);
    *text = g_steal_pointer (&value);
  }
  if (cue_json_reader_has (reader, "time") && cue_json_reader_get_int64 (reader, "time", &number))
    self->time = number;
  if (cue_json_reader_has (reader, "status") &&
      cue_json_reader_get_int64 (reader, "status", &number) && number >= 0 && number < 1000)
    self->status = (guint) number;
  settle_cut (self);
  return self;
}

/**
 * cue_acoustic_record_get_id:
 *
 * Returns: (transfer none): a UUID
 */
const char *
cue_acoustic_record_get_id (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->id;
}

/**
 * cue_acoustic_record_get_time:
 *
 * Returns: when it was sent or saved, µs since 1970 UTC
 */
gint64
cue_acoustic_record_get_time (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), 0);
  return self->time;
}

/**
 * cue_acoustic_record_get_kind:
 *
 * Returns: (transfer none): the nick of a call, or what a template is of
 */
const char *
cue_acoustic_record_get_kind (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->kind;
}

/**
 * cue_acoustic_record_get_name:
 *
 * Returns: (transfer none): what it is about, or the name of a template
 */
const char *
cue_acoustic_record_get_name (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->name;
}

/**
 * cue_acoustic_record_get_connection:
 *
 * Returns: (transfer none): the label of the connection
 */
const char *
cue_acoustic_record_get_connection (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->connection;
}

/**
 * cue_acoustic_record_get_request:
 *
 * Returns: (transfer none): method and address
 */
const char *
cue_acoustic_record_get_request (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->request;
}

/**
 * cue_acoustic_record_get_body:
 *
 * Returns: (transfer none): the body; empty when it was too long or must not be kept
 */
const char *
cue_acoustic_record_get_body (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->body;
}

/**
 * cue_acoustic_record_get_outcome:
 *
 * Returns: (transfer none): the nick of the outcome; empty for a template
 */
const char *
cue_acoustic_record_get_outcome (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->outcome;
}

/**
 * cue_acoustic_record_get_words:
 *
 * Returns: (transfer none): what the answer said, for people
 */
const char *
cue_acoustic_record_get_words (CueAcousticRecord *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_RECORD (self), NULL);
  return self->words;
}
