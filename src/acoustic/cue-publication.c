// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publication.h"

#include "cue-acoustic-rules.h"
#include "cue-publication-private.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/**
 * CuePublication:
 *
 * What one call of `POST /v1/event` publishes, in one of three shapes (AC-1, S4:10-13).
 *
 * Events stand in groups; the individual shape and the simple batch have one. A group is there
 * always. Channel and identifiers stand at the batch or at the events, and only there: the level
 * decides which of the values are sent, the others are kept. In the individual shape both stand at
 * the batch.
 *
 * Changing a level carries the values over where the new place is empty, so that nothing has to be
 * typed twice. Changing from a compound batch puts the events of all groups into one, each with the
 * identifiers of its group.
 */

static void set_level (CuePublication      *self,
                       CuePublicationLevel *field,
                       CuePublicationLevel  level,
                       GParamSpec          *property);

G_DEFINE_FINAL_TYPE (CuePublication, cue_publication, CUE_TYPE_DRAFT)

G_DEFINE_ENUM_TYPE (CuePublicationShape,
                    cue_publication_shape,
                    G_DEFINE_ENUM_VALUE (CUE_PUBLICATION_INDIVIDUAL, "individual"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLICATION_SIMPLE_BATCH, "simple-batch"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLICATION_COMPOUND_BATCH, "compound-batch"))

G_DEFINE_ENUM_TYPE (CuePublicationLevel,
                    cue_publication_level,
                    G_DEFINE_ENUM_VALUE (CUE_PUBLICATION_AT_BATCH, "batch"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLICATION_AT_EVENT, "event"))

typedef enum {
  PROP_SHAPE = 1,
  PROP_CHANNEL_LEVEL,
  PROP_IDENTIFIERS_LEVEL,
  PROP_PROVIDER,
  PROP_CHANNEL,
  PROP_GROUPS,
} CuePublicationProperty;

static GParamSpec *properties[PROP_GROUPS + 1];

/**
 * cue_publication_shape_get_name:
 * @shape: a shape
 *
 * Returns: the translated words for it
 */
const char *
cue_publication_shape_get_name (CuePublicationShape shape)
{
  switch (shape) {
  case CUE_PUBLICATION_SIMPLE_BATCH:
    /* Translators: how events are published */
    return _ ("Simple batch");
  case CUE_PUBLICATION_COMPOUND_BATCH:
    /* Translators: how events are published */
    return _ ("Compound batch");
  case CUE_PUBLICATION_INDIVIDUAL:
  default:
    /* Translators: how events are published */
    return _ ("Individual events");
  }
}

static CueDraft *
make_group (void)
{
  return CUE_DRAFT (cue_draft_group_new ());
}

static void
cue_publication_init (CuePublication *self)
{
  self->provider = g_strdup ("Acoustic");
  self->channel = g_strdup ("");
  self->groups = cue_draft_list_new (CUE_TYPE_DRAFT_GROUP, make_group);
  cue_draft_list_resize (self->groups, 1);
  cue_draft_set_parent (CUE_DRAFT (self->groups), CUE_DRAFT (self));
}

static void
cue_publication_finalize (GObject *object)
{
  CuePublication *self = CUE_PUBLICATION (object);

  cue_draft_set_parent (CUE_DRAFT (self->groups), NULL);
  g_object_unref (self->groups);
  g_free (self->provider);
  g_free (self->channel);
  G_OBJECT_CLASS (cue_publication_parent_class)->finalize (object);
}

static void
cue_publication_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CuePublication *self = CUE_PUBLICATION (object);

  switch ((CuePublicationProperty) property_id) {
  case PROP_SHAPE:
    g_value_set_enum (value, self->shape);
    break;
  case PROP_CHANNEL_LEVEL:
    g_value_set_enum (value, self->channel_level);
    break;
  case PROP_IDENTIFIERS_LEVEL:
    g_value_set_enum (value, self->identifiers_level);
    break;
  case PROP_PROVIDER:
    g_value_set_string (value, self->provider);
    break;
  case PROP_CHANNEL:
    g_value_set_string (value, self->channel);
    break;
  case PROP_GROUPS:
    g_value_set_object (value, self->groups);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_publication_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CuePublication *self = CUE_PUBLICATION (object);

  switch ((CuePublicationProperty) property_id) {
  case PROP_SHAPE:
    cue_publication_set_shape (self, g_value_get_enum (value));
    break;
  case PROP_CHANNEL_LEVEL:
    cue_publication_set_channel_level (self, g_value_get_enum (value));
    break;
  case PROP_IDENTIFIERS_LEVEL:
    cue_publication_set_identifiers_level (self, g_value_get_enum (value));
    break;
  case PROP_PROVIDER:
    cue_publication_set_provider (self, g_value_get_string (value));
    break;
  case PROP_CHANNEL:
    cue_publication_set_channel (self, g_value_get_string (value));
    break;
  case PROP_GROUPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_publication_class_init (CuePublicationClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass    *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_publication_finalize;
  object_class->get_property = cue_publication_get_property;
  object_class->set_property = cue_publication_set_property;
  draft_class->to_json = cue_publication_build_json;
  draft_class->read_json = cue_publication_read_json;
  draft_class->check = cue_publication_check;
  draft_class->find_path = cue_publication_find_path;

  properties[PROP_SHAPE] = g_param_spec_enum ("shape",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_PUBLICATION_SHAPE,
                                              CUE_PUBLICATION_INDIVIDUAL,
                                              flags);
  properties[PROP_CHANNEL_LEVEL] = g_param_spec_enum ("channel-level",
                                                      NULL,
                                                      NULL,
                                                      CUE_TYPE_PUBLICATION_LEVEL,
                                                      CUE_PUBLICATION_AT_BATCH,
                                                      flags);
  properties[PROP_IDENTIFIERS_LEVEL] = g_param_spec_enum ("identifiers-level",
                                                          NULL,
                                                          NULL,
                                                          CUE_TYPE_PUBLICATION_LEVEL,
                                                          CUE_PUBLICATION_AT_BATCH,
                                                          flags);
  properties[PROP_PROVIDER] = g_param_spec_string ("provider", NULL, NULL, "Acoustic", flags);
  properties[PROP_CHANNEL] = g_param_spec_string ("channel", NULL, NULL, "", flags);
  properties[PROP_GROUPS] = g_param_spec_object ("groups",
                                                 NULL,
                                                 NULL,
                                                 CUE_TYPE_DRAFT_LIST,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* ---- carrying values over ------------------------------------------------------------------ */

/* Each event that has none gets the identifiers of its group. */
static void
spread_identifiers (CueDraftGroup *group)
{
  CueDraftList *shared = cue_draft_group_get_identifiers (group);
  CueDraftList *events = cue_draft_group_get_events (group);

  for (guint i = 0; i < cue_draft_list_get_n_items (events); i++) {
    CueDraftList *own = cue_draft_event_get_identifiers (cue_draft_list_get (events, i));

    if (cue_draft_list_get_n_items (own) == 0)
      cue_draft_identifiers_copy (own, shared);
  }
}

/* A group that has none gets those of its first event. */
static void
gather_identifiers (CueDraftGroup *group)
{
  CueDraftList *shared = cue_draft_group_get_identifiers (group);
  CueDraftList *events = cue_draft_group_get_events (group);

  if (cue_draft_list_get_n_items (shared) == 0 && cue_draft_list_get_n_items (events) > 0)
    cue_draft_identifiers_copy (shared,
                                cue_draft_event_get_identifiers (cue_draft_list_get (events, 0)));
}

static void
spread_channel (CuePublication *self)
{
  for (guint i = 0; i < cue_draft_list_get_n_items (self->groups); i++) {
    CueDraftList *events = cue_draft_group_get_events (cue_draft_list_get (self->groups, i));

    for (guint j = 0; j < cue_draft_list_get_n_items (events); j++) {
      CueDraftEvent *event = cue_draft_list_get (events, j);

      if (cue_text_is_blank (cue_draft_event_get_channel (event)))
        cue_draft_event_set_channel (event, self->channel);
    }
  }
}

static void
gather_channel (CuePublication *self)
{
  CueDraftList *events = cue_draft_group_get_events (cue_publication_get_first_group (self));

  if (cue_text_is_blank (self->channel) && cue_draft_list_get_n_items (events) > 0)
    cue_publication_set_channel (self,
                                 cue_draft_event_get_channel (cue_draft_list_get (events, 0)));
}

/* Events of later groups move into the first, and take their identifiers with them. */
static void
join_groups (CuePublication *self)
{
  CueDraftList *first = cue_draft_group_get_events (cue_publication_get_first_group (self));

  if (cue_draft_list_get_n_items (self->groups) < 2)
    return;
  for (guint i = 0; i < cue_draft_list_get_n_items (self->groups); i++)
    spread_identifiers (cue_draft_list_get (self->groups, i));
  for (guint i = 1; i < cue_draft_list_get_n_items (self->groups); i++) {
    CueDraftList *events = cue_draft_group_get_events (cue_draft_list_get (self->groups, i));

    while (cue_draft_list_get_n_items (events) > 0) {
      g_autoptr (CueDraft) event = g_object_ref (cue_draft_list_get (events, 0));

      cue_draft_list_remove (events, 0);
      cue_draft_list_insert (first, G_MAXUINT, event);
    }
  }
  cue_draft_list_resize (self->groups, 1);
}

static void
set_level (CuePublication      *self,
           CuePublicationLevel *field,
           CuePublicationLevel  level,
           GParamSpec          *property)
{
  if (*field == level)
    return;
  *field = level;
  g_object_notify_by_pspec (G_OBJECT (self), property);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_publication_take_form:
 * @self: a publication
 * @shape: its shape
 * @channel_level: where its channel stands
 * @identifiers_level: where its identifiers stand
 *
 * Sets all three as they were read, and carries nothing over.
 */
void
cue_publication_take_form (CuePublication     *self,
                           CuePublicationShape shape,
                           CuePublicationLevel channel_level,
                           CuePublicationLevel identifiers_level)
{
  if (self->shape != shape) {
    self->shape = shape;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHAPE]);
    cue_draft_changed (CUE_DRAFT (self));
  }
  set_level (self, &self->channel_level, channel_level, properties[PROP_CHANNEL_LEVEL]);
  set_level (self, &self->identifiers_level, identifiers_level, properties[PROP_IDENTIFIERS_LEVEL]);
}

/* ---- the public side ----------------------------------------------------------------------- */

/**
 * cue_publication_new:
 * @shape: its shape
 *
 * Returns: (transfer full): a publication without events, in one empty group. In a simple batch
 *   channel and identifiers stand at the events, in a compound batch the channel does, as the
 *   vendor's samples have it.
 */
CuePublication *
cue_publication_new (CuePublicationShape shape)
{
  CuePublication *self = g_object_new (CUE_TYPE_PUBLICATION, NULL);

  cue_publication_set_shape (self, shape);
  return self;
}

/**
 * cue_publication_get_shape:
 * @self: a publication
 *
 * Returns: its shape
 */
CuePublicationShape
cue_publication_get_shape (CuePublication *self)
{
  g_return_val_if_fail (CUE_IS_PUBLICATION (self), CUE_PUBLICATION_INDIVIDUAL);

  return self->shape;
}

/**
 * cue_publication_set_shape:
 * @self: a publication
 * @shape: another shape
 *
 * Sets the levels that the vendor's sample of this shape has, and carries values over.
 */
void
cue_publication_set_shape (CuePublication *self, CuePublicationShape shape)
{
  g_return_if_fail (CUE_IS_PUBLICATION (self));

  if (self->shape == shape)
    return;
  cue_draft_begin (CUE_DRAFT (self));
  if (shape != CUE_PUBLICATION_COMPOUND_BATCH)
    join_groups (self);
  self->shape = shape;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHAPE]);
  cue_draft_changed (CUE_DRAFT (self));
  cue_publication_set_channel_level (self,
                                     shape == CUE_PUBLICATION_INDIVIDUAL
                                       ? CUE_PUBLICATION_AT_BATCH
                                       : CUE_PUBLICATION_AT_EVENT);
  cue_publication_set_identifiers_level (self,
                                         shape == CUE_PUBLICATION_SIMPLE_BATCH
                                           ? CUE_PUBLICATION_AT_EVENT
                                           : CUE_PUBLICATION_AT_BATCH);
  cue_draft_end (CUE_DRAFT (self));
}

/**
 * cue_publication_get_channel_level:
 * @self: a publication
 *
 * Returns: where its channel stands
 */
CuePublicationLevel
cue_publication_get_channel_level (CuePublication *self)
{
  g_return_val_if_fail (CUE_IS_PUBLICATION (self), CUE_PUBLICATION_AT_BATCH);

  return self->channel_level;
}

/**
 * cue_publication_set_channel_level:
 * @self: a publication
 * @level: where its channel shall stand; in the individual shape it stays at the batch
 */
void
cue_publication_set_channel_level (CuePublication *self, CuePublicationLevel level)
{
  g_return_if_fail (CUE_IS_PUBLICATION (self));

  if (self->shape == CUE_PUBLICATION_INDIVIDUAL)
    level = CUE_PUBLICATION_AT_BATCH;
  if (self->channel_level == level)
    return;
  cue_draft_begin (CUE_DRAFT (self));
  if (level == CUE_PUBLICATION_AT_EVENT)
    spread_channel (self);
  else
    gather_channel (self);
  set_level (self, &self->channel_level, level, properties[PROP_CHANNEL_LEVEL]);
  cue_draft_end (CUE_DRAFT (self));
}

/**
 * cue_publication_get_identifiers_level:
 * @self: a publication
 *
 * Returns: where its identifiers stand
 */
CuePublicationLevel
cue_publication_get_identifiers_level (CuePublication *self)
{
  g_return_val_if_fail (CUE_IS_PUBLICATION (self), CUE_PUBLICATION_AT_BATCH);

  return self->identifiers_level;
}

/**
 * cue_publication_set_identifiers_level:
 * @self: a publication
 * @level: where its identifiers shall stand; in the individual shape they stay at the batch, in a
 *   compound batch “the batch” is the group
 */
void
cue_publication_set_identifiers_level (CuePublication *self, CuePublicationLevel level)
{
  g_return_if_fail (CUE_IS_PUBLICATION (self));

  if (self->shape == CUE_PUBLICATION_INDIVIDUAL)
    level = CUE_PUBLICATION_AT_BATCH;
  if (self->identifiers_level == level)
    return;
  cue_draft_begin (CUE_DRAFT (self));
  for (guint i = 0; i < cue_draft_list_get_n_items (self->groups); i++) {
    CueDraftGroup *group = cue_draft_list_get (self->groups, i);

    if (level == CUE_PUBLICATION_AT_EVENT)
      spread_identifiers (group);
    else
      gather_identifiers (group);
  }
  set_level (self, &self->identifiers_level, level, properties[PROP_IDENTIFIERS_LEVEL]);
  cue_draft_end (CUE_DRAFT (self));
}

/**
 * cue_publication_get_provider:
 * @self: a publication
 *
 * Returns: who provides the events; sent in a compound batch only (S4:118)
 */
const char *
cue_publication_get_provider (CuePublication *self)
{
  g_return_val_if_fail (CUE_IS_PUBLICATION (self), NULL);

  return self->provider;
}

/**
 * cue_publication_set_provider:
 * @self: a publication
 * @provider: (nullable): who provides the events; empty: not sent
 */
void
cue_publication_set_provider (CuePublication *self, const char *provider)
{
  g_return_if_fail (CUE_IS_PUBLICATION (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->provider, provider, properties[PROP_PROVIDER]);
}

/**
 * cue_publication_set_channel:
 * @self: a publication
 * @channel: (nullable): the channel of all events
 */
void
cue_publication_set_channel (CuePublication *self, const char *channel)
{
  g_return_if_fail (CUE_IS_PUBLICATION (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->channel, channel, properties[PROP_CHANNEL]);
}

/**
 * cue_publication_get_groups:
 * @self: a publication
 *
 * Returns: (transfer none): its groups, of [class@DraftGroup]; one unless it is a compound batch
 */
CueDraftList *
cue_publication_get_groups (CuePublication *self)
{
  g_return_val_if_fail (CUE_IS_PUBLICATION (self), NULL);

  return self->groups;
}

/**
 * cue_publication_get_first_group:
 * @self: a publication
 *
 * Returns: (transfer none): the first group, which is made when there is none
 */
CueDraftGroup *
cue_publication_get_first_group (CuePublication *self)
{
  g_return_val_if_fail (CUE_IS_PUBLICATION (self), NULL);

  if (cue_draft_list_get_n_items (self->groups) == 0)
    cue_draft_list_resize (self->groups, 1);
  return cue_draft_list_get (self->groups, 0);
}

/**
 * cue_publication_count_events:
 * @self: a publication
 *
 * Returns: how many events it publishes
 */
guint
cue_publication_count_events (CuePublication *self)
{
  guint count = 0;

  g_return_val_if_fail (CUE_IS_PUBLICATION (self), 0);

  for (guint i = 0; i < cue_draft_list_get_n_items (self->groups); i++)
    count += cue_draft_list_get_n_items (
      cue_draft_group_get_events (cue_draft_list_get (self->groups, i)));
  return count;
}
