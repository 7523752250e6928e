// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-group.h"

#include "cue-draft-event-private.h"

/**
 * CueDraftGroup:
 *
 * Events that share their identifiers: one item of a compound batch (S4:119-139), or the whole of
 * the other two shapes. What of it is sent is decided by the publication.
 */
struct _CueDraftGroup {
  CueDraft parent_instance;

  CueDraftList *identifiers; /* owned */
  CueDraftList *events;      /* owned */
};

G_DEFINE_FINAL_TYPE (CueDraftGroup, cue_draft_group, CUE_TYPE_DRAFT)

static CueDraft *
make_identifier (void)
{
  return CUE_DRAFT (cue_draft_identifier_new ());
}

static CueDraft *
make_event (void)
{
  return CUE_DRAFT (cue_draft_event_new ());
}

static void
cue_draft_group_init (CueDraftGroup *self)
{
  self->identifiers = cue_draft_list_new (CUE_TYPE_DRAFT_IDENTIFIER, make_identifier);
  self->events = cue_draft_list_new (CUE_TYPE_DRAFT_EVENT, make_event);
  cue_draft_set_parent (CUE_DRAFT (self->identifiers), CUE_DRAFT (self));
  cue_draft_set_parent (CUE_DRAFT (self->events), CUE_DRAFT (self));
}

static void
cue_draft_group_finalize (GObject *object)
{
  CueDraftGroup *self = CUE_DRAFT_GROUP (object);

  cue_draft_set_parent (CUE_DRAFT (self->identifiers), NULL);
  cue_draft_set_parent (CUE_DRAFT (self->events), NULL);
  g_object_unref (self->identifiers);
  g_object_unref (self->events);
  G_OBJECT_CLASS (cue_draft_group_parent_class)->finalize (object);
}

static JsonNode *
cue_draft_group_to_json (CueDraft *draft)
{
  CueDraftGroup *self = CUE_DRAFT_GROUP (draft);
  JsonObject    *object = json_object_new ();
  JsonNode      *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_member (object, "identifiers", cue_draft_to_json (CUE_DRAFT (self->identifiers)));
  json_object_set_member (object, "events", cue_draft_to_json (CUE_DRAFT (self->events)));
  json_node_take_object (node, object);
  return node;
}

static gboolean
cue_draft_group_read_json (CueDraft              *draft,
                           JsonNode              *node,
                           const CueAcousticPath *path,
                           GPtrArray             *findings,
                           GError               **error)
{
  static const char *const known[] = { "identifiers", "events", NULL };
  CueDraftGroup           *self = CUE_DRAFT_GROUP (draft);
  JsonObject              *object = cue_draft_read_object (node, path, findings, error);

  if (object == NULL ||
      !cue_draft_read_json (CUE_DRAFT (self->identifiers),
                            json_object_get_member (object, "identifiers"),
                            CUE_PATH_AT (path, "identifiers"),
                            findings,
                            error) ||
      !cue_draft_read_json (CUE_DRAFT (self->events),
                            json_object_get_member (object, "events"),
                            CUE_PATH_AT (path, "events"),
                            findings,
                            error))
    return FALSE;
  cue_draft_keep_extras (draft, object, known);
  return TRUE;
}

/* The publication looks into its groups itself: what is checked depends on its levels. Here remain
 * the members that nobody knows. */
static void
cue_draft_group_check (CueDraft              *draft,
                       const CueAcousticPath *path,
                       CueAcousticContext    *context,
                       GPtrArray             *findings)
{
}

static void
cue_draft_group_class_init (CueDraftGroupClass *klass)
{
  CueDraftClass *draft_class = CUE_DRAFT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cue_draft_group_finalize;
  draft_class->to_json = cue_draft_group_to_json;
  draft_class->read_json = cue_draft_group_read_json;
  draft_class->check = cue_draft_group_check;
}

/**
 * cue_draft_group_new:
 *
 * Returns: (transfer full): a group without identifiers and events
 */
CueDraftGroup *
cue_draft_group_new (void)
{
  return g_object_new (CUE_TYPE_DRAFT_GROUP, NULL);
}

/**
 * cue_draft_group_get_identifiers:
 * @self: a group
 *
 * Returns: (transfer none): what its events share, of [class@DraftIdentifier]
 */
CueDraftList *
cue_draft_group_get_identifiers (CueDraftGroup *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_GROUP (self), NULL);

  return self->identifiers;
}

/**
 * cue_draft_group_get_events:
 * @self: a group
 *
 * Returns: (transfer none): its events, of [class@DraftEvent]
 */
CueDraftList *
cue_draft_group_get_events (CueDraftGroup *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_GROUP (self), NULL);

  return self->events;
}

/**
 * cue_draft_group_add_identifier:
 * @self: a group
 * @name: the name
 * @value: the value
 *
 * Returns: (transfer none): a new identifier at the end
 */
CueDraftIdentifier *
cue_draft_group_add_identifier (CueDraftGroup *self, const char *name, const char *value)
{
  g_return_val_if_fail (CUE_IS_DRAFT_GROUP (self), NULL);

  return cue_draft_identifiers_add (self->identifiers, name, value);
}

/**
 * cue_draft_group_add_event:
 * @self: a group
 * @code: its code
 * @timestamp: when it happened, as typed
 *
 * Returns: (transfer none): a new event at the end
 */
CueDraftEvent *
cue_draft_group_add_event (CueDraftGroup *self, const char *code, const char *timestamp)
{
  CueDraftEvent *event;

  g_return_val_if_fail (CUE_IS_DRAFT_GROUP (self), NULL);

  cue_draft_begin (CUE_DRAFT (self));
  event = cue_draft_list_append (self->events);
  cue_draft_event_set_code (event, code);
  cue_draft_event_set_timestamp (event, timestamp);
  cue_draft_end (CUE_DRAFT (self));
  return event;
}
