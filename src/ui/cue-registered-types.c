// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-registered-types.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-catalogue.h"
#include "cue-suggestions.h"

/* What a new event type is judged against: those that are registered, and those Acoustic knows. */

static gboolean
is_registered (CueEventType *type)
{
  return (cue_event_type_get_origin (type) & CUE_EVENT_TYPE_ORIGIN_REGISTERED) &&
         cue_event_type_get_code (type) != NULL;
}

/**
 * cue_registered_types_find:
 * @types: (nullable): a list of [class@EventType]
 * @code: (nullable): a code
 *
 * Returns: (transfer full) (nullable): the event type that this endpoint registered with that code
 */
CueEventType *
cue_registered_types_find (GListModel *types, const char *code)
{
  for (guint i = 0; types != NULL && i < g_list_model_get_n_items (types); i++) {
    CueEventType *type = g_list_model_get_item (types, i);

    if (is_registered (type) && g_strcmp0 (cue_event_type_get_code (type), code) == 0)
      return type;

    g_object_unref (type);
  }

  return NULL;
}

/**
 * cue_registered_types_make_context:
 * @types: (nullable): a list of [class@EventType]
 * @known: whether the service was asked which are registered
 * @role: what the endpoint does
 *
 * Returns: (transfer full): what the rules look at beside a draft
 */
CueAcousticContext *
cue_registered_types_make_context (GListModel *types, gboolean known, CueAcousticRole role)
{
  /* The wall clock, since times are compared with those of another computer. */
  CueAcousticContext *context = cue_acoustic_context_new (role, g_get_real_time ());

  if (known)
    cue_acoustic_context_set_registered_known (context);

  for (guint i = 0; types != NULL && i < g_list_model_get_n_items (types); i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (types, i);

    if (is_registered (type))
      cue_acoustic_context_add_registered (context, cue_event_type_get_code (type), NULL);
  }

  return context;
}

/**
 * cue_registered_types_make_suggestions:
 *
 * Returns: (transfer full): the codes of Acoustic's catalogue, a list of #CueSuggestion
 */
GListModel *
cue_registered_types_make_suggestions (void)
{
  GListStore                      *codes = g_list_store_new (CUE_TYPE_SUGGESTION);
  guint                            n;
  const CueAcousticCatalogueEntry *entries = cue_acoustic_catalogue_list (&n);

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSuggestion)
      code = cue_suggestion_new (entries[i].code,
                                 entries[i].assumed ? _ ("assumed") : entries[i].event_class);

    g_list_store_append (codes, code);
  }

  return G_LIST_MODEL (codes);
}
