// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-known-attributes.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-catalogue.h"
#include "cue-draft-attribute.h"
#include "cue-event-type.h"
#include "cue-suggestion.h"

/**
 * CueKnownAttributes:
 *
 * Which attributes an event is known to have: those of the event type that is registered, else
 * those of Acoustic’s catalogue. Offers their names one by one and, by a button that is shown while
 * some are missing, all at once. Main thread only.
 */
struct _CueKnownAttributes {
  GObject parent_instance;

  GtkButton    *button; /* not owned; the form that has it has this too */
  GListStore   *names;  /* owned; of CueSuggestion */
  GPtrArray    *types;  /* owned; the types that go with ‘names’, texts */
  char         *code;   /* owned; what ‘names’ is for; NULL before anything was looked up */
  CueDraftList *list;   /* owned; what is filled; may be NULL */
};

G_DEFINE_FINAL_TYPE (CueKnownAttributes, cue_known_attributes, G_TYPE_OBJECT)

static void
cue_known_attributes_finalize (GObject *object)
{
  CueKnownAttributes *self = CUE_KNOWN_ATTRIBUTES (object);

  g_clear_object (&self->names);
  g_clear_object (&self->list);
  g_clear_pointer (&self->types, g_ptr_array_unref);
  g_free (self->code);

  G_OBJECT_CLASS (cue_known_attributes_parent_class)->finalize (object);
}

static void
cue_known_attributes_class_init (CueKnownAttributesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_known_attributes_finalize;
}

static void
cue_known_attributes_init (CueKnownAttributes *self)
{
  self->names = g_list_store_new (CUE_TYPE_SUGGESTION);
  self->types = g_ptr_array_new_with_free_func (g_free);
}

/**
 * cue_known_attributes_new:
 * @button: adds all that are missing; its label and whether it is shown are kept
 *
 * Returns: (transfer full): an object that knows of none yet
 */
CueKnownAttributes *
cue_known_attributes_new (GtkButton *button)
{
  CueKnownAttributes *self = g_object_new (CUE_TYPE_KNOWN_ATTRIBUTES, NULL);

  self->button = button;
  gtk_button_set_use_underline (button, TRUE);
  return self;
}

/**
 * cue_known_attributes_get_names:
 * @self: known attributes
 *
 * Returns: (transfer none): their names, of #CueSuggestion
 */
GListModel *
cue_known_attributes_get_names (CueKnownAttributes *self)
{
  g_return_val_if_fail (CUE_IS_KNOWN_ATTRIBUTES (self), NULL);

  return G_LIST_MODEL (self->names);
}

static void
learn (CueKnownAttributes *self, const char *name, const char *type, gboolean required)
{
  g_autoptr (CueSuggestion)
    suggestion = cue_suggestion_new (name, required ? _ ("required") : type);

  g_list_store_append (self->names, suggestion);
  g_ptr_array_add (self->types, g_strdup (type));
}

/* Returns: (transfer full) (nullable) */
static CueEventType *
find_type (GListModel *types, const char *code)
{
  for (guint i = 0; types != NULL && i < g_list_model_get_n_items (types); i++) {
    CueEventType *type = g_list_model_get_item (types, i);

    if (g_strcmp0 (cue_event_type_get_code (type), code) == 0)
      return type;

    g_object_unref (type);
  }

  return NULL;
}

static void
learn_all (CueKnownAttributes *self, const char *code, GListModel *types)
{
  g_autoptr (CueEventType) type = find_type (types, code);
  const CueAcousticCatalogueEntry *entry = cue_acoustic_catalogue_find (code);
  GListModel                      *attributes;

  if (type == NULL) {
    for (guint i = 0;
         entry != NULL && entry->attributes != NULL && entry->attributes[i].name != NULL;
         i++)
      learn (self,
             entry->attributes[i].name,
             entry->attributes[i].type,
             entry->attributes[i].required);

    return;
  }

  attributes = cue_event_type_get_attributes (type);

  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (attributes, i);

    if (cue_event_type_attribute_get_name (attribute) != NULL)
      learn (self,
             cue_event_type_attribute_get_name (attribute),
             cue_event_type_attribute_get_type_name (attribute),
             FALSE);
  }
}

static gboolean
has_attribute (CueKnownAttributes *self, const char *name)
{
  for (guint i = 0; i < cue_draft_list_get_n_items (self->list); i++) {
    if (g_strcmp0 (cue_draft_attribute_get_name (cue_draft_list_get (self->list, i)), name) == 0)
      return TRUE;
  }

  return FALSE;
}

/**
 * cue_known_attributes_update:
 * @self: known attributes
 * @code: of the event; may be empty
 * @types: (nullable): of #CueEventType: those that are registered
 * @list: of #CueDraftAttribute: what the event has already
 *
 * Looks up what is known of an event, and shows the button if some of it is missing.
 */
void
cue_known_attributes_update (CueKnownAttributes *self,
                             const char         *code,
                             GListModel         *types,
                             CueDraftList       *list)
{
  guint            n_missing = 0;
  g_autofree char *words = NULL;

  g_return_if_fail (CUE_IS_KNOWN_ATTRIBUTES (self));
  g_return_if_fail (list != NULL);

  g_set_object (&self->list, list);
  code = code != NULL ? code : "";

  /* A list of names that is open stays as it is while something else is typed. */
  if (g_strcmp0 (self->code, code) != 0) {
    g_free (self->code);
    self->code = g_strdup (code);
    g_list_store_remove_all (self->names);
    g_ptr_array_set_size (self->types, 0);
    learn_all (self, code, types);
  }

  for (guint i = 0; i < self->types->len; i++) {
    g_autoptr (CueSuggestion) name = g_list_model_get_item (G_LIST_MODEL (self->names), i);

    n_missing += !has_attribute (self, cue_suggestion_get_text (name));
  }

  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "Add %u _Known Attribute",
                                        "Add %u _Known Attributes",
                                        n_missing),
                           n_missing);
  gtk_button_set_label (self->button, words);
  gtk_widget_set_visible (GTK_WIDGET (self->button), n_missing > 0);
}

/**
 * cue_known_attributes_forget:
 * @self: known attributes
 *
 * Has the next update look up anew what is known, because another list of event types came.
 */
void
cue_known_attributes_forget (CueKnownAttributes *self)
{
  g_return_if_fail (CUE_IS_KNOWN_ATTRIBUTES (self));

  g_clear_pointer (&self->code, g_free);
}

/**
 * cue_known_attributes_add:
 * @self: known attributes
 *
 * Adds those that are missing; their values are empty.
 */
void
cue_known_attributes_add (CueKnownAttributes *self)
{
  g_autoptr (CueDraftList) list = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) types = NULL;

  g_return_if_fail (CUE_IS_KNOWN_ATTRIBUTES (self));

  if (self->list == NULL)
    return;

  /* Copies: what is known is looked up anew when the list changes. */
  list = g_object_ref (self->list);
  names = g_ptr_array_new_with_free_func (g_free);
  types = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->types->len; i++) {
    g_autoptr (CueSuggestion) name = g_list_model_get_item (G_LIST_MODEL (self->names), i);

    if (has_attribute (self, cue_suggestion_get_text (name)))
      continue;

    g_ptr_array_add (names, g_strdup (cue_suggestion_get_text (name)));
    g_ptr_array_add (types, g_strdup (self->types->pdata[i]));
  }

  cue_draft_begin (CUE_DRAFT (list));

  for (guint i = 0; i < names->len; i++) {
    CueDraftAttribute *attribute = cue_draft_list_append (list);

    cue_draft_attribute_set_name (attribute, names->pdata[i]);

    if (types->pdata[i] != NULL)
      cue_draft_attribute_set_attribute_type (attribute, types->pdata[i]);

    if (cue_draft_attribute_get_in_event (attribute))
      cue_draft_attribute_set_value (attribute, "");
  }

  cue_draft_end (CUE_DRAFT (list));
}
