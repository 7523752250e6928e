// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publication-private.h"

#include "cue-acoustic-rules.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/* A publication as JSON: the three shapes, written and read. */

/* ---- writing ------------------------------------------------------------------------------- */

static JsonNode *
build_events (CueDraftGroup *group, CueDraftEventLayout layout)
{
  CueDraftList *events = cue_draft_group_get_events (group);
  JsonArray    *array = json_array_new ();
  JsonNode     *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < cue_draft_list_get_n_items (events); i++)
    json_array_add_element (array, cue_draft_event_build (cue_draft_list_get (events, i), layout));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
build_identifiers (CueDraftGroup *group)
{
  return cue_draft_to_json (CUE_DRAFT (cue_draft_group_get_identifiers (group)));
}

static JsonNode *
build_groups (CuePublication *self, CueDraftEventLayout layout)
{
  JsonArray *array = json_array_new ();
  JsonNode  *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < cue_draft_list_get_n_items (self->groups); i++) {
    CueDraftGroup *group = cue_draft_list_get (self->groups, i);
    JsonObject    *object = json_object_new ();

    if (self->identifiers_level == CUE_PUBLICATION_AT_BATCH)
      json_object_set_member (object, "identifiers", build_identifiers (group));
    json_object_set_member (object, "events", build_events (group, layout));
    cue_draft_add_extras (CUE_DRAFT (group), object);
    json_array_add_object_element (array, object);
  }
  json_node_take_array (node, array);
  return node;
}

/**
 * cue_publication_build_json:
 * @draft: a publication
 *
 * Returns: (transfer full): what is sent
 */
JsonNode *
cue_publication_build_json (CueDraft *draft)
{
  CuePublication     *self = CUE_PUBLICATION (draft);
  JsonObject         *object = json_object_new ();
  JsonNode           *node = json_node_new (JSON_NODE_OBJECT);
  CueDraftEventLayout layout = CUE_DRAFT_EVENT_PLAIN;

  if (self->channel_level == CUE_PUBLICATION_AT_EVENT)
    layout |= CUE_DRAFT_EVENT_CHANNEL;
  if (self->identifiers_level == CUE_PUBLICATION_AT_EVENT)
    layout |= CUE_DRAFT_EVENT_IDENTIFIERS;

  if (self->shape == CUE_PUBLICATION_COMPOUND_BATCH && !cue_text_is_blank (self->provider))
    json_object_set_string_member (object, "provider", self->provider);
  if (self->channel_level == CUE_PUBLICATION_AT_BATCH)
    json_object_set_string_member (object, "channel", self->channel);
  if (self->shape == CUE_PUBLICATION_COMPOUND_BATCH) {
    json_object_set_member (object,
                            "eventbatch",
                            build_groups (self, layout | CUE_DRAFT_EVENT_CHANNEL_FIRST));
  } else {
    CueDraftGroup *group = cue_publication_get_first_group (self);

    if (self->identifiers_level == CUE_PUBLICATION_AT_BATCH)
      json_object_set_member (object, "identifiers", build_identifiers (group));
    json_object_set_member (object, "events", build_events (group, layout));
  }
  cue_draft_add_extras (draft, object);
  json_node_take_object (node, object);
  return node;
}

/* ---- reading ------------------------------------------------------------------------------- */

/* What stands where, before anything is taken over. */
typedef struct {
  gboolean is_compound;
  gboolean channel_at_batch;
  gboolean channel_at_event;
  gboolean identifiers_at_batch;
  gboolean identifiers_at_event;
} Survey;

static void
survey_events (Survey *survey, JsonNode *events)
{
  JsonArray *array;

  if (events == NULL || !JSON_NODE_HOLDS_ARRAY (events))
    return;
  array = json_node_get_array (events);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *event = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (event))
      continue;
    survey->channel_at_event |= json_object_has_member (json_node_get_object (event), "channel");
    survey->identifiers_at_event |=
      json_object_has_member (json_node_get_object (event), "identifiers");
  }
}

static Survey
take_survey (JsonObject *object)
{
  Survey    survey = { .is_compound = json_object_has_member (object, "eventbatch") };
  JsonNode *groups = json_object_get_member (object, "eventbatch");

  survey.channel_at_batch = json_object_has_member (object, "channel");
  survey.identifiers_at_batch = json_object_has_member (object, "identifiers");
  survey_events (&survey, json_object_get_member (object, "events"));
  if (groups == NULL || !JSON_NODE_HOLDS_ARRAY (groups))
    return survey;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (groups)); i++) {
    JsonNode *group = json_array_get_element (json_node_get_array (groups), i);

    if (!JSON_NODE_HOLDS_OBJECT (group))
      continue;
    survey.identifiers_at_batch |=
      json_object_has_member (json_node_get_object (group), "identifiers");
    survey_events (&survey, json_object_get_member (json_node_get_object (group), "events"));
  }
  return survey;
}

static gboolean
check_survey (const Survey          *survey,
              JsonObject            *object,
              const CueAcousticPath *path,
              GPtrArray             *findings,
              GError               **error)
{
  if (survey->is_compound && json_object_has_member (object, "events"))
    return cue_acoustic_path_fail (CUE_PATH_AT (path, "events"),
                                   findings,
                                   error,
                                   "S4:10",
                                   _ (
                                     "“events” and “eventbatch” stand side by side. It must be one "
                                     "of individual events, simple batch and compound batch."));
  if (survey->is_compound && json_object_has_member (object, "identifiers"))
    return cue_acoustic_path_fail (CUE_PATH_AT (path, "identifiers"),
                                   findings,
                                   error,
                                   "S4:116",
                                   _ ("In a compound batch identifiers stand in the items of "
                                      "“eventbatch” or at their events."));
  if (survey->channel_at_batch && survey->channel_at_event)
    return cue_acoustic_path_fail (CUE_PATH_AT (path, "channel"),
                                   findings,
                                   error,
                                   "S4:234",
                                   _ ("The channel stands at the batch and at an event. It must "
                                      "stand at one of them."));
  if (survey->identifiers_at_batch && survey->identifiers_at_event)
    return cue_acoustic_path_fail (CUE_PATH_AT (path, "identifiers"),
                                   findings,
                                   error,
                                   "S4:232",
                                   _ ("Identifiers stand at the batch and at an event. They must "
                                      "stand at one of them."));
  return TRUE;
}

static CuePublicationLevel
choose_level (gboolean at_batch, gboolean at_event, CuePublicationLevel otherwise)
{
  if (at_event)
    return CUE_PUBLICATION_AT_EVENT;
  return at_batch ? CUE_PUBLICATION_AT_BATCH : otherwise;
}

/* The same JSON can be individual events and a simple batch; then it stays what it was. */
static CuePublicationShape
choose_shape (CuePublication *self, const Survey *survey, JsonObject *object)
{
  if (survey->is_compound)
    return CUE_PUBLICATION_COMPOUND_BATCH;
  if (survey->channel_at_event || survey->identifiers_at_event)
    return CUE_PUBLICATION_SIMPLE_BATCH;
  if (self->shape == CUE_PUBLICATION_COMPOUND_BATCH &&
      (json_object_has_member (object, "events") || json_object_has_member (object, "identifiers")))
    return CUE_PUBLICATION_INDIVIDUAL;
  return self->shape;
}

static void
take_form (CuePublication *self, const Survey *survey, JsonObject *object)
{
  CuePublicationShape shape = choose_shape (self, survey, object);
  CuePublicationLevel channel = self->channel_level;
  CuePublicationLevel identifiers = self->identifiers_level;

  if (shape == CUE_PUBLICATION_INDIVIDUAL)
    channel = identifiers = CUE_PUBLICATION_AT_BATCH;
  cue_publication_take_form (self,
                             shape,
                             choose_level (survey->channel_at_batch,
                                           survey->channel_at_event,
                                           channel),
                             choose_level (survey->identifiers_at_batch,
                                           survey->identifiers_at_event,
                                           identifiers));
}

static gboolean
read_single_group (CuePublication        *self,
                   JsonObject            *object,
                   const CueAcousticPath *path,
                   GPtrArray             *findings,
                   GError               **error)
{
  CueDraftGroup *group;

  cue_draft_list_resize (self->groups, 1);
  group = cue_publication_get_first_group (self);
  return cue_draft_read_json (CUE_DRAFT (cue_draft_group_get_identifiers (group)),
                              json_object_get_member (object, "identifiers"),
                              CUE_PATH_AT (path, "identifiers"),
                              findings,
                              error) &&
         cue_draft_read_json (CUE_DRAFT (cue_draft_group_get_events (group)),
                              json_object_get_member (object, "events"),
                              CUE_PATH_AT (path, "events"),
                              findings,
                              error);
}

/**
 * cue_publication_read_json:
 * @draft: a publication
 * @node: what to take over
 * @path: (nullable): where it stands
 * @findings: (nullable): for remarks
 * @error: %CUE_ERROR_INVALID_INPUT, also when something stands at two levels: a form with one
 *   switch cannot show that
 *
 * Returns: whether it could be read
 */
gboolean
cue_publication_read_json (CueDraft              *draft,
                           JsonNode              *node,
                           const CueAcousticPath *path,
                           GPtrArray             *findings,
                           GError               **error)
{
  static const char *const known_compound[] = { "provider", "channel", "eventbatch", NULL };
  static const char *const known_single[] = { "channel", "identifiers", "events", NULL };
  CuePublication          *self = CUE_PUBLICATION (draft);
  JsonObject              *object = cue_draft_read_object (node, path, findings, error);
  Survey                   survey;
  gboolean                 is_compound, read;
  g_autofree char         *channel = NULL;
  g_autofree char         *provider = NULL;

  if (object == NULL)
    return FALSE;
  survey = take_survey (object);
  if (!check_survey (&survey, object, path, findings, error) ||
      !cue_draft_read_text (object, "channel", path, &channel, findings, error) ||
      !cue_draft_read_text (object, "provider", path, &provider, findings, error))
    return FALSE;
  is_compound = choose_shape (self, &survey, object) == CUE_PUBLICATION_COMPOUND_BATCH;

  take_form (self, &survey, object);
  if (survey.channel_at_batch || self->channel_level == CUE_PUBLICATION_AT_BATCH)
    cue_publication_set_channel (self, channel);
  if (is_compound) {
    cue_publication_set_provider (self, provider);
    read = cue_draft_read_json (CUE_DRAFT (self->groups),
                                json_object_get_member (object, "eventbatch"),
                                CUE_PATH_AT (path, "eventbatch"),
                                findings,
                                error);
  } else {
    read = read_single_group (self, object, path, findings, error);
  }
  if (!read)
    return FALSE;
  cue_draft_keep_extras (draft, object, is_compound ? known_compound : known_single);
  return TRUE;
}
