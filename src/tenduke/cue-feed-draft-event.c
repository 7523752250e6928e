// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-draft-event.h"

#include "cue-property.h"

#include <string.h>

#define N_TEXTS 8

/**
 * CueFeedDraftEvent:
 *
 * One event that is composed: the members of its envelope and, as JSON text, its data. Texts are
 * never %NULL, setters accept anything; [method@FeedDraft.check] says what is wrong. What is empty
 * is not sent. Main thread.
 */
struct _CueFeedDraftEvent {
  GObject parent_instance;

  char *texts[N_TEXTS]; /* owned, in the order of the properties */
};

G_DEFINE_FINAL_TYPE (CueFeedDraftEvent, cue_feed_draft_event, G_TYPE_OBJECT)

typedef enum {
  PROP_EVENT_TYPE = 1,
  PROP_SOURCE,
  PROP_EVENT_ID,
  PROP_OBJECT_ID,
  PROP_OBJECT_TYPE,
  PROP_VERSION,
  PROP_DATA,
  PROP_EXTRA,
} CueFeedDraftEventProperty;

static GParamSpec *properties[PROP_EXTRA + 1];

#define SCHEMA_VERSION "1.20.0"

static void
cue_feed_draft_event_init (CueFeedDraftEvent *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    self->texts[i] = g_strdup (i == PROP_VERSION - 1 ? SCHEMA_VERSION : "");
}

static void
cue_feed_draft_event_finalize (GObject *object)
{
  CueFeedDraftEvent *self = CUE_FEED_DRAFT_EVENT (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (cue_feed_draft_event_parent_class)->finalize (object);
}

static void
cue_feed_draft_event_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CueFeedDraftEvent *self = CUE_FEED_DRAFT_EVENT (object);

  if (property_id >= PROP_EVENT_TYPE && property_id <= PROP_EXTRA)
    g_value_set_string (value, self->texts[property_id - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
cue_feed_draft_event_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  CueFeedDraftEvent *self = CUE_FEED_DRAFT_EVENT (object);

  if (property_id >= PROP_EVENT_TYPE && property_id <= PROP_EXTRA)
    cue_property_set_text (self, &self->texts[property_id - 1], g_value_get_string (value), pspec);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
cue_feed_draft_event_class_init (CueFeedDraftEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_feed_draft_event_finalize;
  object_class->get_property = cue_feed_draft_event_get_property;
  object_class->set_property = cue_feed_draft_event_set_property;

  properties[PROP_EVENT_TYPE] = g_param_spec_string ("event-type", NULL, NULL, "", flags);
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, "", flags);
  properties[PROP_EVENT_ID] = g_param_spec_string ("event-id", NULL, NULL, "", flags);
  properties[PROP_OBJECT_ID] = g_param_spec_string ("object-id", NULL, NULL, "", flags);
  properties[PROP_OBJECT_TYPE] = g_param_spec_string ("object-type", NULL, NULL, "", flags);
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, SCHEMA_VERSION, flags);
  properties[PROP_DATA] = g_param_spec_string ("data", NULL, NULL, "", flags);
  properties[PROP_EXTRA] = g_param_spec_string ("extra", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_feed_draft_event_new:
 *
 * Returns: (transfer full): an event with nothing but the version of the schema
 */
CueFeedDraftEvent *
cue_feed_draft_event_new (void)
{
  return g_object_new (CUE_TYPE_FEED_DRAFT_EVENT, NULL);
}

/**
 * cue_feed_draft_event_copy:
 *
 * Returns: (transfer full): another event with the same texts
 */
CueFeedDraftEvent *
cue_feed_draft_event_copy (CueFeedDraftEvent *self)
{
  CueFeedDraftEvent *copy;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  copy = cue_feed_draft_event_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++) {
    g_free (copy->texts[i]);
    copy->texts[i] = g_strdup (self->texts[i]);
  }
  return copy;
}

/**
 * cue_feed_draft_event_get_event_type:
 *
 * Returns: (transfer none): what happened, such as `LicenseConsumed`
 */
const char *
cue_feed_draft_event_get_event_type (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_EVENT_TYPE - 1];
}

/**
 * cue_feed_draft_event_get_source:
 *
 * Returns: (transfer none): `eventSourceId`, the feed it goes to
 */
const char *
cue_feed_draft_event_get_source (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_SOURCE - 1];
}

/**
 * cue_feed_draft_event_get_event_id:
 *
 * Returns: (transfer none): a UUID, by which it is found in the feed
 */
const char *
cue_feed_draft_event_get_event_id (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_EVENT_ID - 1];
}

/**
 * cue_feed_draft_event_get_object_id:
 *
 * Returns: (transfer none): `eventObjectId`, whom or what it is about
 */
const char *
cue_feed_draft_event_get_object_id (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_OBJECT_ID - 1];
}

/**
 * cue_feed_draft_event_get_object_type:
 *
 * Returns: (transfer none): `eventObjectType`, such as `user`
 */
const char *
cue_feed_draft_event_get_object_type (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_OBJECT_TYPE - 1];
}

/**
 * cue_feed_draft_event_get_version:
 *
 * Returns: (transfer none): of the schema
 */
const char *
cue_feed_draft_event_get_version (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_VERSION - 1];
}

/**
 * cue_feed_draft_event_get_data:
 *
 * Returns: (transfer none): JSON text: what is particular to the type
 */
const char *
cue_feed_draft_event_get_data (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_DATA - 1];
}

/**
 * cue_feed_draft_event_get_extra:
 *
 * Returns: (transfer none): JSON text of an object: other members of the event; usually empty
 */
const char *
cue_feed_draft_event_get_extra (CueFeedDraftEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), NULL);

  return self->texts[PROP_EXTRA - 1];
}

/**
 * cue_feed_draft_event_get_size:
 *
 * Returns: how many bytes its texts have
 */
gsize
cue_feed_draft_event_get_size (CueFeedDraftEvent *self)
{
  gsize size = 0;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT_EVENT (self), 0);

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    size += strlen (self->texts[i]);
  return size;
}

/**
 * cue_feed_draft_event_make_id:
 *
 * Gives it a new id. The service makes one where there is none, but then nobody can tell the event
 * from others in the feed.
 */
void
cue_feed_draft_event_make_id (CueFeedDraftEvent *self)
{
  g_autofree char *id = g_uuid_string_random ();

  g_return_if_fail (CUE_IS_FEED_DRAFT_EVENT (self));

  g_object_set (self, "event-id", id, NULL);
}
