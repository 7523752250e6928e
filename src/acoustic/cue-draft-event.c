// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-event.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-event-private.h"
#include "cue-text.h"
#include "cue-time.h"

#include <glib/gi18n-lib.h>

/**
 * CueDraftEvent:
 *
 * One event of a publication (S4:222-228). Whether its channel and its identifiers are sent is
 * decided by the publication it stands in; what is not sent is kept.
 *
 * The timestamp stays as it was typed; it is sent in UTC.
 */
struct _CueDraftEvent {
  CueDraft parent_instance;

  char         *code;        /* owned */
  char         *timestamp;   /* owned */
  char         *channel;     /* owned */
  CueDraftList *attributes;  /* owned */
  CueDraftList *identifiers; /* owned */
};

G_DEFINE_FINAL_TYPE (CueDraftEvent, cue_draft_event, CUE_TYPE_DRAFT)

typedef enum {
  PROP_CODE = 1,
  PROP_TIMESTAMP,
  PROP_CHANNEL,
} CueDraftEventProperty;

static GParamSpec *properties[PROP_CHANNEL + 1];

static const CueDraftText texts[] = {
  CUE_DRAFT_TEXT (CueDraftEvent, code, "code", ""),
  CUE_DRAFT_TEXT (CueDraftEvent, timestamp, "timestamp", ""),
  CUE_DRAFT_TEXT (CueDraftEvent, channel, "channel", ""),
  { NULL },
};

static CueDraft *
make_attribute (void)
{
  return CUE_DRAFT (cue_draft_attribute_new_for_event ());
}

static CueDraft *
make_identifier (void)
{
  return CUE_DRAFT (cue_draft_identifier_new ());
}

static void
cue_draft_event_init (CueDraftEvent *self)
{
  cue_draft_init_texts (CUE_DRAFT (self));
  self->attributes = cue_draft_list_new (CUE_TYPE_DRAFT_ATTRIBUTE, make_attribute);
  self->identifiers = cue_draft_list_new (CUE_TYPE_DRAFT_IDENTIFIER, make_identifier);
  cue_draft_set_parent (CUE_DRAFT (self->attributes), CUE_DRAFT (self));
  cue_draft_set_parent (CUE_DRAFT (self->identifiers), CUE_DRAFT (self));
}

static void
cue_draft_event_finalize (GObject *object)
{
  CueDraftEvent *self = CUE_DRAFT_EVENT (object);

  cue_draft_set_parent (CUE_DRAFT (self->attributes), NULL);
  cue_draft_set_parent (CUE_DRAFT (self->identifiers), NULL);
  g_object_unref (self->attributes);
  g_object_unref (self->identifiers);
  cue_draft_free_texts (CUE_DRAFT (object));
  G_OBJECT_CLASS (cue_draft_event_parent_class)->finalize (object);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_timestamp (CueDraftEvent *self, JsonObject *object)
{
  g_autofree char *sent = cue_acoustic_normalise_timestamp (self->timestamp);

  json_object_set_string_member (object, "timestamp", sent);
}

/**
 * cue_draft_event_build:
 * @self: an event
 * @layout: what stands in it and in which order
 *
 * Returns: (transfer full): the event as it is sent
 */
JsonNode *
cue_draft_event_build (CueDraftEvent *self, CueDraftEventLayout layout)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "code", self->code);
  /* As the vendor's samples of the two batches have it (S4:64-68, 128-131). */
  if ((layout & CUE_DRAFT_EVENT_CHANNEL_FIRST) == 0)
    add_timestamp (self, object);
  if ((layout & CUE_DRAFT_EVENT_CHANNEL) != 0)
    json_object_set_string_member (object, "channel", self->channel);
  if ((layout & CUE_DRAFT_EVENT_CHANNEL_FIRST) != 0)
    add_timestamp (self, object);
  if (cue_draft_list_get_n_items (self->attributes) > 0)
    json_object_set_member (object, "attributes", cue_draft_to_json (CUE_DRAFT (self->attributes)));
  if ((layout & CUE_DRAFT_EVENT_IDENTIFIERS) != 0)
    json_object_set_member (object,
                            "identifiers",
                            cue_draft_to_json (CUE_DRAFT (self->identifiers)));
  cue_draft_add_extras (CUE_DRAFT (self), object);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
cue_draft_event_to_json (CueDraft *draft)
{
  return cue_draft_event_build (CUE_DRAFT_EVENT (draft),
                                CUE_DRAFT_EVENT_CHANNEL | CUE_DRAFT_EVENT_IDENTIFIERS);
}

static gboolean
cue_draft_event_read_json (CueDraft              *draft,
                           JsonNode              *node,
                           const CueAcousticPath *path,
                           GPtrArray             *findings,
                           GError               **error)
{
  static const char *const known[] = { "code",       "timestamp",   "channel",
                                       "attributes", "identifiers", NULL };
  CueDraftEvent           *self = CUE_DRAFT_EVENT (draft);
  JsonObject              *object = cue_draft_read_object (node, path, findings, error);
  g_autofree char         *code = NULL;
  g_autofree char         *timestamp = NULL;
  g_autofree char         *channel = NULL;
  g_autofree char         *sent = NULL;

  if (object == NULL || !cue_draft_read_text (object, "code", path, &code, findings, error) ||
      !cue_draft_read_text (object, "timestamp", path, &timestamp, findings, error) ||
      !cue_draft_read_text (object, "channel", path, &channel, findings, error) ||
      !cue_draft_read_json (CUE_DRAFT (self->attributes),
                            json_object_get_member (object, "attributes"),
                            CUE_PATH_AT (path, "attributes"),
                            findings,
                            error) ||
      !cue_draft_read_json (CUE_DRAFT (self->identifiers),
                            json_object_get_member (object, "identifiers"),
                            CUE_PATH_AT (path, "identifiers"),
                            findings,
                            error))
    return FALSE;
  cue_draft_event_set_code (self, code);
  /* What was typed says the same: the form keeps its zone. */
  sent = cue_acoustic_normalise_timestamp (self->timestamp);
  if (g_strcmp0 (sent, timestamp) != 0)
    cue_draft_event_set_timestamp (self, timestamp);
  cue_draft_event_set_channel (self, channel);
  cue_draft_keep_extras (draft, object, known);
  return TRUE;
}

/* ---- rules --------------------------------------------------------------------------------- */

static void
check_code (CueDraftEvent         *self,
            const CueAcousticPath *path,
            CueAcousticContext    *context,
            GPtrArray             *findings)
{
  if (cue_text_is_blank (self->code))
    cue_acoustic_path_add (CUE_PATH_AT (path, "code"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:224",
                           _ ("The event has no code."));
  else if (cue_acoustic_context_knows_registered (context) &&
           !cue_acoustic_context_is_registered (context, self->code))
    cue_acoustic_path_add (CUE_PATH_AT (path, "code"),
                           findings,
                           CUE_FINDING_WARN,
                           "S4:7",
                           _ ("“%s” is not among the event types that this endpoint registered."),
                           self->code);
}

static void
check_timestamp (CueDraftEvent         *self,
                 const CueAcousticPath *path,
                 CueAcousticContext    *context,
                 GPtrArray             *findings)
{
  gint64 now = cue_acoustic_context_get_now (context);
  gint64 when;

  if (!cue_acoustic_parse_timestamp (self->timestamp, &when)) {
    if (cue_text_is_blank (self->timestamp))
      cue_acoustic_path_add (CUE_PATH_AT (path, "timestamp"),
                             findings,
                             CUE_FINDING_BLOCK,
                             "S4:225",
                             _ ("The event has no time."));
    else
      cue_acoustic_path_add (CUE_PATH_AT (path, "timestamp"),
                             findings,
                             CUE_FINDING_BLOCK,
                             "S4:225",
                             _ ("The time must be a real one with a zone, like "
                                "2015-02-28T20:16:12Z or 2015-02-28T21:16:12+01:00."));
    return;
  }
  if (now != 0 && when > now + CUE_SECONDS (86400))
    cue_acoustic_path_add (CUE_PATH_AT (path, "timestamp"),
                           findings,
                           CUE_FINDING_WARN,
                           "ASSUME-17",
                           _ ("This is more than a day ahead."));
  else if (when < CUE_SECONDS (946684800))
    cue_acoustic_path_add (CUE_PATH_AT (path, "timestamp"),
                           findings,
                           CUE_FINDING_WARN,
                           "ASSUME-17",
                           _ ("This is before the year 2000."));
}

static void
check_attributes (CueDraftEvent         *self,
                  const CueAcousticPath *path,
                  CueAcousticContext    *context,
                  GPtrArray             *findings)
{
  const CueAcousticPath *list = CUE_PATH_AT (path, "attributes");

  cue_draft_add_checks (CUE_DRAFT (self->attributes), list, context, findings);
  cue_draft_attributes_check_unique (self->attributes, list, "S4:226", findings);
  for (guint i = 0; i < cue_draft_list_get_n_items (self->attributes); i++) {
    CueDraftAttribute *attribute = cue_draft_list_get (self->attributes, i);
    const char        *name = cue_draft_attribute_get_name (attribute);

    if (!cue_text_is_blank (name) &&
        !cue_acoustic_context_has_attribute (context, self->code, name))
      cue_acoustic_path_add (CUE_PATH_AT (CUE_PATH_NTH (list, i), "name"),
                             findings,
                             CUE_FINDING_WARN,
                             "S4:7",
                             _ ("“%s” was not registered as an attribute of “%s”."),
                             name,
                             self->code);
  }
}

static void
cue_draft_event_check (CueDraft              *draft,
                       const CueAcousticPath *path,
                       CueAcousticContext    *context,
                       GPtrArray             *findings)
{
  CueDraftEvent *self = CUE_DRAFT_EVENT (draft);

  check_code (self, path, context, findings);
  check_timestamp (self, path, context, findings);
  check_attributes (self, path, context, findings);
}

static void
cue_draft_event_class_init (CueDraftEventClass *klass)
{
  GObjectClass  *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_draft_event_finalize;
  draft_class->to_json = cue_draft_event_to_json;
  draft_class->read_json = cue_draft_event_read_json;
  draft_class->check = cue_draft_event_check;

  cue_draft_class_install_texts (draft_class, texts, properties);
}

/* ---- the public side ----------------------------------------------------------------------- */

/**
 * cue_draft_event_new:
 *
 * Returns: (transfer full): an empty event
 */
CueDraftEvent *
cue_draft_event_new (void)
{
  return g_object_new (CUE_TYPE_DRAFT_EVENT, NULL);
}

/**
 * cue_draft_event_get_code:
 * @self: an event
 *
 * Returns: the code of its event type, perhaps empty
 */
const char *
cue_draft_event_get_code (CueDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  return self->code;
}

/**
 * cue_draft_event_set_code:
 * @self: an event
 * @code: (nullable): the code of its event type
 */
void
cue_draft_event_set_code (CueDraftEvent *self, const char *code)
{
  g_return_if_fail (CUE_IS_DRAFT_EVENT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->code, code, properties[PROP_CODE]);
}

/**
 * cue_draft_event_get_timestamp:
 * @self: an event
 *
 * Returns: when it happened, as it was typed, perhaps empty
 */
const char *
cue_draft_event_get_timestamp (CueDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  return self->timestamp;
}

/**
 * cue_draft_event_set_timestamp:
 * @self: an event
 * @timestamp: (nullable): when it happened, as it was typed
 */
void
cue_draft_event_set_timestamp (CueDraftEvent *self, const char *timestamp)
{
  g_return_if_fail (CUE_IS_DRAFT_EVENT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->timestamp, timestamp, properties[PROP_TIMESTAMP]);
}

/**
 * cue_draft_event_get_channel:
 * @self: an event
 *
 * Returns: its channel, which is sent when the channel stands at the events, perhaps empty
 */
const char *
cue_draft_event_get_channel (CueDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  return self->channel;
}

/**
 * cue_draft_event_set_channel:
 * @self: an event
 * @channel: (nullable): its channel, which is sent when the channel stands at the events
 */
void
cue_draft_event_set_channel (CueDraftEvent *self, const char *channel)
{
  g_return_if_fail (CUE_IS_DRAFT_EVENT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->channel, channel, properties[PROP_CHANNEL]);
}

/**
 * cue_draft_event_set_time:
 * @self: an event
 * @wall_us: when it happened, in microseconds since 1970 UTC
 */
void
cue_draft_event_set_time (CueDraftEvent *self, gint64 wall_us)
{
  g_autofree char *text = cue_time_format_iso8601 (wall_us);

  cue_draft_event_set_timestamp (self, text);
}

/**
 * cue_draft_event_get_attributes:
 * @self: an event
 *
 * Returns: (transfer none): its attributes, of [class@DraftAttribute]
 */
CueDraftList *
cue_draft_event_get_attributes (CueDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  return self->attributes;
}

/**
 * cue_draft_event_get_identifiers:
 * @self: an event
 *
 * Returns: (transfer none): its identifiers, of [class@DraftIdentifier], which are sent when they
 *   stand at the events
 */
CueDraftList *
cue_draft_event_get_identifiers (CueDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  return self->identifiers;
}

/**
 * cue_draft_event_add_attribute:
 * @self: an event
 * @name: the name
 * @value: (nullable): the value as text
 * @type: the type
 *
 * Returns: (transfer none): a new attribute at the end
 */
CueDraftAttribute *
cue_draft_event_add_attribute (CueDraftEvent *self,
                               const char    *name,
                               const char    *value,
                               const char    *type)
{
  CueDraftAttribute *attribute;

  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  cue_draft_begin (CUE_DRAFT (self));
  attribute = cue_draft_list_append (self->attributes);
  cue_draft_attribute_set_name (attribute, name);
  cue_draft_attribute_set_value (attribute, value);
  cue_draft_attribute_set_attribute_type (attribute, type);
  cue_draft_end (CUE_DRAFT (self));
  return attribute;
}

/**
 * cue_draft_event_add_identifier:
 * @self: an event
 * @name: the name
 * @value: the value
 *
 * Returns: (transfer none): a new identifier at the end
 */
CueDraftIdentifier *
cue_draft_event_add_identifier (CueDraftEvent *self, const char *name, const char *value)
{
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (self), NULL);

  return cue_draft_identifiers_add (self->identifiers, name, value);
}
