// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publish-event-editor.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-catalogue.h"
#include "cue-acoustic-rules.h"
#include "cue-attribute-table.h"
#include "cue-event-type.h"
#include "cue-finding-board.h"
#include "cue-identifier-table.h"
#include "cue-known-attributes.h"
#include "cue-signal.h"
#include "cue-suggestions.h"
#include "cue-time-popover.h"

/* Those beside which a finding can stand, as the JSON text calls them. */
typedef enum {
  FIELD_CODE,
  FIELD_TIMESTAMP,
  FIELD_CHANNEL,
  N_FIELDS,
} Field;

static const char *const fields[N_FIELDS] = { "code", "timestamp", "channel" };

/**
 * CuePublishEventEditor:
 *
 * One event of a publication: what happened, when, with which attributes, and where the
 * publication says so, by which channel and to whom. It asks to be removed by `removed`. Main
 * thread only.
 */
struct _CuePublishEventEditor {
  AdwBin parent_instance;

  CuePublication     *publication; /* owned */
  CueDraftEvent      *event;       /* owned */
  GListModel         *types;       /* owned; of CueEventType; may be NULL */
  CueKnownAttributes *known;       /* owned */
  CueSuggestions     *codes;       /* not owned: it is the code’s */
  gboolean            touched[N_FIELDS];
  GPtrArray          *findings; /* owned; what was shown last; may be NULL */
  char               *path;     /* owned; where the event stood then */
  gboolean            all;      /* what nobody wrote in was judged then */
  GtkWidget          *wrong;    /* not owned; what to correct first; may be NULL */

  AdwPreferencesGroup *group;
  GtkButton           *add_known;
  CueTimePopover      *popover;
  CueAttributeTable   *attributes;
  GtkWidget           *identifiers_box;
  CueIdentifierTable  *identifiers;
  GtkWidget           *rows[N_FIELDS];
  CueFindingLabel     *labels[N_FIELDS];
};

G_DEFINE_FINAL_TYPE (CuePublishEventEditor, cue_publish_event_editor, ADW_TYPE_BIN)

enum {
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_known (CuePublishEventEditor *self)
{
  cue_known_attributes_update (self->known,
                               cue_draft_event_get_code (self->event),
                               self->types,
                               cue_draft_event_get_attributes (self->event));
}

static void
update_levels (CuePublishEventEditor *self)
{
  gtk_widget_set_visible (self->rows[FIELD_CHANNEL],
                          cue_publication_get_channel_level (self->publication) ==
                            CUE_PUBLICATION_AT_EVENT);
  gtk_widget_set_visible (self->identifiers_box,
                          cue_publication_get_identifiers_level (self->publication) ==
                            CUE_PUBLICATION_AT_EVENT);
}

static void
add_known (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePublishEventEditor *self = CUE_PUBLISH_EVENT_EDITOR (widget);

  cue_known_attributes_add (self->known);
  gtk_widget_child_focus (GTK_WIDGET (self->attributes), GTK_DIR_TAB_FORWARD);
}

static void
show_codes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_suggestions_open (CUE_PUBLISH_EVENT_EDITOR (widget)->codes);
}

static void
remove_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
on_popover_shown (CuePublishEventEditor *self)
{
  gint64 us;

  if (!cue_acoustic_parse_timestamp (cue_draft_event_get_timestamp (self->event), &us))
    us = g_get_real_time ();

  cue_time_popover_set_time (self->popover, us);
}

static void
on_time_chosen (CuePublishEventEditor *self, gint64 wall_us)
{
  cue_draft_event_set_time (self->event, wall_us);
}

static void
show_findings (CuePublishEventEditor *self)
{
  g_autofree char *attributes = NULL;
  g_autofree char *identifiers = NULL;

  if (self->findings == NULL)
    return;

  self->wrong = NULL;

  for (Field field = 0; field < N_FIELDS; field++) {
    g_autofree char *place = g_strdup_printf ("%s/%s", self->path, fields[field]);
    CueFinding      *finding = cue_findings_worst_at (self->findings, place);

    cue_finding_board_show_at (self->labels[field],
                               self->touched[field] || self->all ? finding : NULL);

    if (self->wrong == NULL && finding != NULL &&
        cue_finding_get_level (finding) == CUE_FINDING_BLOCK)
      self->wrong = self->rows[field];
  }

  attributes = g_strconcat (self->path, "/attributes", NULL);
  cue_attribute_table_show (self->attributes, self->findings, attributes, self->all);

  if (self->wrong == NULL)
    self->wrong = cue_attribute_table_get_first_wrong (self->attributes);

  if (!gtk_widget_get_visible (self->identifiers_box))
    return;

  identifiers = g_strconcat (self->path, "/identifiers", NULL);
  cue_identifier_table_show (self->identifiers, self->findings, identifiers, self->all);

  if (self->wrong == NULL)
    self->wrong = cue_identifier_table_get_first_wrong (self->identifiers);
}

static void
on_field_left (CuePublishEventEditor *self, GtkEventController *controller)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  for (Field field = 0; field < N_FIELDS; field++)
    self->touched[field] |= self->rows[field] == row;

  /* What was found about it is shown from now on. */
  show_findings (self);
}

static gboolean
cue_publish_event_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUE_PUBLISH_EVENT_EDITOR (widget)->rows[FIELD_CODE]);
}

/* The Tab key goes through all of it, and not to the field that is focused at first. */
static gboolean
cue_publish_event_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
cue_publish_event_editor_dispose (GObject *object)
{
  CuePublishEventEditor *self = CUE_PUBLISH_EVENT_EDITOR (object);

  if (self->event != NULL)
    g_signal_handlers_disconnect_by_data (self->event, self);

  if (self->publication != NULL)
    g_signal_handlers_disconnect_by_data (self->publication, self);

  if (self->types != NULL)
    g_signal_handlers_disconnect_by_data (self->types, self);

  g_clear_object (&self->event);
  g_clear_object (&self->publication);
  g_clear_object (&self->types);
  g_clear_object (&self->known);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (cue_publish_event_editor_parent_class)->dispose (object);
}

static void
cue_publish_event_editor_class_init (CuePublishEventEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_publish_event_editor_dispose;
  widget_class->grab_focus = cue_publish_event_editor_grab_focus;
  widget_class->focus = cue_publish_event_editor_focus;

  /**
   * CuePublishEventEditor::removed:
   *
   * Somebody does not want the event any more.
   */
  signals[REMOVED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "removed");
  g_type_ensure (CUE_TYPE_ATTRIBUTE_TABLE);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_IDENTIFIER_TABLE);
  g_type_ensure (CUE_TYPE_TIME_POPOVER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-publish-event-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePublishEventEditor, group);
  gtk_widget_class_bind_template_child (widget_class, CuePublishEventEditor, add_known);
  gtk_widget_class_bind_template_child (widget_class, CuePublishEventEditor, popover);
  gtk_widget_class_bind_template_child (widget_class, CuePublishEventEditor, attributes);
  gtk_widget_class_bind_template_child (widget_class, CuePublishEventEditor, identifiers_box);
  gtk_widget_class_bind_template_child (widget_class, CuePublishEventEditor, identifiers);

  for (Field field = 0; field < N_FIELDS; field++) {
    g_autofree char *label = g_strconcat (fields[field], "_finding", NULL);

    gtk_widget_class_bind_template_child_full (widget_class,
                                               fields[field],
                                               FALSE,
                                               G_STRUCT_OFFSET (CuePublishEventEditor,
                                                                rows[field]));
    gtk_widget_class_bind_template_child_full (widget_class,
                                               label,
                                               FALSE,
                                               G_STRUCT_OFFSET (CuePublishEventEditor,
                                                                labels[field]));
  }

  gtk_widget_class_install_action (widget_class, "event.add-known", NULL, add_known);
  gtk_widget_class_install_action (widget_class, "event.show-codes", NULL, show_codes);
  gtk_widget_class_install_action (widget_class, "event.remove", NULL, remove_event);
}

static void
cue_publish_event_editor_init (CuePublishEventEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->known = cue_known_attributes_new (self->add_known);
  cue_attribute_table_set_suggestions (self->attributes,
                                       cue_known_attributes_get_names (self->known));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_popover_shown), self);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (on_time_chosen), self);
}

static void
suggest_codes (CuePublishEventEditor *self)
{
  g_autoptr (GListStore) model = g_list_store_new (CUE_TYPE_SUGGESTION);

  for (guint i = 0; self->types != NULL && i < g_list_model_get_n_items (self->types); i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (self->types, i);
    g_autoptr (CueSuggestion) code = NULL;

    if (!(cue_event_type_get_origin (type) & CUE_EVENT_TYPE_ORIGIN_REGISTERED) ||
        cue_event_type_get_code (type) == NULL)
      continue;

    code = cue_suggestion_new (cue_event_type_get_code (type), cue_event_type_get_name (type));
    g_list_store_append (model, code);
  }

  if (self->codes == NULL)
    self->codes = cue_suggestions_attach (self->rows[FIELD_CODE], G_LIST_MODEL (model));
  else
    cue_suggestions_set_model (self->codes, G_LIST_MODEL (model));
}

/* The list came, or came anew: another code may be known, or have other attributes. */
static void
on_types_changed (CuePublishEventEditor *self)
{
  cue_known_attributes_forget (self->known);
  suggest_codes (self);
  update_known (self);
}

/**
 * cue_publish_event_editor_new:
 * @publication: what the event is part of
 * @event: the event
 * @types: (nullable): of #CueEventType: those of the endpoint
 *
 * Returns: (transfer floating): an editor of @event
 */
GtkWidget *
cue_publish_event_editor_new (CuePublication *publication, CueDraftEvent *event, GListModel *types)
{
  CuePublishEventEditor *self;

  g_return_val_if_fail (CUE_IS_PUBLICATION (publication), NULL);
  g_return_val_if_fail (CUE_IS_DRAFT_EVENT (event), NULL);

  self = g_object_new (CUE_TYPE_PUBLISH_EVENT_EDITOR, NULL);
  self->publication = g_object_ref (publication);
  self->event = g_object_ref (event);
  g_set_object (&self->types, types);
  suggest_codes (self);
  cue_suggestions_attach_texts (self->rows[FIELD_CHANNEL], cue_acoustic_catalogue_get_channels ());

  if (types != NULL)
    g_signal_connect_swapped (types, "items-changed", G_CALLBACK (on_types_changed), self);

  for (Field field = 0; field < N_FIELDS; field++) {
    GtkEventController *focus = gtk_event_controller_focus_new ();

    g_object_bind_property (event,
                            fields[field],
                            self->rows[field],
                            "text",
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
    g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_field_left), self);
    gtk_widget_add_controller (self->rows[field], focus);
  }

  cue_attribute_table_set_list (self->attributes, cue_draft_event_get_attributes (event));
  cue_identifier_table_set_list (self->identifiers, cue_draft_event_get_identifiers (event));
  g_signal_connect_swapped (event, "changed", G_CALLBACK (update_known), self);
  g_signal_connect_swapped (publication, "notify::channel-level", G_CALLBACK (update_levels), self);
  g_signal_connect_swapped (publication,
                            "notify::identifiers-level",
                            G_CALLBACK (update_levels),
                            self);
  update_known (self);
  update_levels (self);
  return GTK_WIDGET (self);
}

/**
 * cue_publish_event_editor_get_event:
 * @self: an editor
 *
 * Returns: (transfer none): what it edits
 */
CueDraftEvent *
cue_publish_event_editor_get_event (CuePublishEventEditor *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_EVENT_EDITOR (self), NULL);

  return self->event;
}

/**
 * cue_publish_event_editor_set_position:
 * @self: an editor
 * @position: which event of its group it is, counted from 0
 * @n: how many there are
 *
 * Numbers the event. The only one is not removed.
 */
void
cue_publish_event_editor_set_position (CuePublishEventEditor *self, guint position, guint n)
{
  g_autofree char *title = NULL;

  g_return_if_fail (CUE_IS_PUBLISH_EVENT_EDITOR (self));

  /* Translators: %u is the number of the event in the form */
  title = g_strdup_printf (_ ("Event %u"), position + 1);
  adw_preferences_group_set_title (self->group, n > 1 ? title : _ ("Event"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.remove", n > 1);
}

/**
 * cue_publish_event_editor_show:
 * @self: an editor
 * @findings: (element-type CueFinding): all that was found
 * @path: where the event stands in the JSON text, such as “events/0”
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about this event.
 */
void
cue_publish_event_editor_show (CuePublishEventEditor *self,
                               GPtrArray             *findings,
                               const char            *path,
                               gboolean               all)
{
  g_return_if_fail (CUE_IS_PUBLISH_EVENT_EDITOR (self));
  g_return_if_fail (findings != NULL && path != NULL);

  g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  g_free (self->path);
  self->path = g_strdup (path);
  self->all = all;
  show_findings (self);
}

/**
 * cue_publish_event_editor_get_first_wrong:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the first field that keeps the event from being sent
 */
GtkWidget *
cue_publish_event_editor_get_first_wrong (CuePublishEventEditor *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_EVENT_EDITOR (self), NULL);

  return self->wrong;
}
