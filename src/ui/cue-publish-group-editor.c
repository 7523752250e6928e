// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publish-group-editor.h"

#include <glib/gi18n-lib.h>

#include "cue-box-model.h"
#include "cue-finding-board.h"
#include "cue-identifier-table.h"
#include "cue-publish-event-editor.h"
#include "cue-signal.h"

/**
 * CuePublishGroupEditor:
 *
 * Events that belong together, and where the publication says so, whom they are about. A
 * publication has one, a compound batch several. It asks to be removed by `removed`. Main thread
 * only.
 */
struct _CuePublishGroupEditor {
  AdwBin parent_instance;

  CuePublication *publication; /* owned */
  CueDraftGroup  *group;       /* owned */
  GListModel     *types;       /* owned; of CueEventType; may be NULL */

  GtkWidget          *header;
  GtkLabel           *title;
  GtkWidget          *identifiers_box;
  CueIdentifierTable *identifiers;
  GtkBox             *events;
  CueFindingLabel    *events_finding;
  GtkWidget          *add;
};

G_DEFINE_FINAL_TYPE (CuePublishGroupEditor, cue_publish_group_editor, ADW_TYPE_BIN)

enum {
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static CuePublishEventEditor *
get_editor (CuePublishGroupEditor *self, guint position)
{
  return (CuePublishEventEditor *) cue_box_model_get (self->events, position);
}

static void
number_events (CuePublishGroupEditor *self)
{
  guint n = cue_draft_list_get_n_items (cue_draft_group_get_events (self->group));

  for (guint i = 0; i < n && get_editor (self, i) != NULL; i++)
    cue_publish_event_editor_set_position (get_editor (self, i), i, n);
}

static void
on_event_removed (CuePublishGroupEditor *self, CuePublishEventEditor *editor)
{
  CueDraftList *events = cue_draft_group_get_events (self->group);
  guint         position;

  if (!cue_draft_list_find (events, cue_publish_event_editor_get_event (editor), &position))
    return;

  cue_draft_list_remove (events, position);

  if (cue_draft_list_get_n_items (events) > 0)
    gtk_widget_grab_focus (
      GTK_WIDGET (get_editor (self, MIN (position, cue_draft_list_get_n_items (events) - 1))));
}

static GtkWidget *
make_editor (gpointer item, gpointer data)
{
  CuePublishGroupEditor *self = data;
  GtkWidget             *editor;

  editor = cue_publish_event_editor_new (self->publication, item, self->types);
  g_signal_connect_swapped (editor, "removed", G_CALLBACK (on_event_removed), self);
  return editor;
}

static void
add_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePublishGroupEditor *self = CUE_PUBLISH_GROUP_EDITOR (widget);
  CueDraftList          *events = cue_draft_group_get_events (self->group);
  CueDraftEvent         *event;

  cue_draft_begin (CUE_DRAFT (self->group));
  event = cue_draft_list_append (events);
  cue_draft_event_set_time (event, g_get_real_time ());
  cue_draft_end (CUE_DRAFT (self->group));
  gtk_widget_grab_focus (GTK_WIDGET (get_editor (self, cue_draft_list_get_n_items (events) - 1)));
}

static void
remove_group (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
update_shape (CuePublishGroupEditor *self)
{
  gtk_widget_set_visible (self->header,
                          cue_publication_get_shape (self->publication) ==
                            CUE_PUBLICATION_COMPOUND_BATCH);
  gtk_widget_set_visible (self->identifiers_box,
                          cue_publication_get_identifiers_level (self->publication) ==
                            CUE_PUBLICATION_AT_BATCH);
}

static gboolean
cue_publish_group_editor_grab_focus (GtkWidget *widget)
{
  CuePublishEventEditor *first = get_editor (CUE_PUBLISH_GROUP_EDITOR (widget), 0);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* The Tab key goes through all of it, and not to the field that is focused at first. */
static gboolean
cue_publish_group_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
cue_publish_group_editor_dispose (GObject *object)
{
  CuePublishGroupEditor *self = CUE_PUBLISH_GROUP_EDITOR (object);

  if (self->publication != NULL)
    g_signal_handlers_disconnect_by_data (self->publication, self);

  if (self->group != NULL)
    g_signal_handlers_disconnect_by_data (cue_draft_group_get_events (self->group), self);

  g_clear_object (&self->publication);
  g_clear_object (&self->group);
  g_clear_object (&self->types);

  G_OBJECT_CLASS (cue_publish_group_editor_parent_class)->dispose (object);
}

static void
cue_publish_group_editor_class_init (CuePublishGroupEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_publish_group_editor_dispose;
  widget_class->grab_focus = cue_publish_group_editor_grab_focus;
  widget_class->focus = cue_publish_group_editor_focus;

  /**
   * CuePublishGroupEditor::removed:
   *
   * Somebody does not want the group any more.
   */
  signals[REMOVED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "removed");
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_IDENTIFIER_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-publish-group-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, header);
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, title);
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, identifiers_box);
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, identifiers);
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, events);
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, events_finding);
  gtk_widget_class_bind_template_child (widget_class, CuePublishGroupEditor, add);
  gtk_widget_class_install_action (widget_class, "group.add-event", NULL, add_event);
  gtk_widget_class_install_action (widget_class, "group.remove", NULL, remove_group);
}

static void
cue_publish_group_editor_init (CuePublishGroupEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_publish_group_editor_new:
 * @publication: what the group is part of
 * @group: the group
 * @types: (nullable): of #CueEventType: those of the endpoint
 *
 * Returns: (transfer floating): an editor of @group
 */
GtkWidget *
cue_publish_group_editor_new (CuePublication *publication, CueDraftGroup *group, GListModel *types)
{
  CuePublishGroupEditor *self;

  g_return_val_if_fail (CUE_IS_PUBLICATION (publication), NULL);
  g_return_val_if_fail (CUE_IS_DRAFT_GROUP (group), NULL);

  self = g_object_new (CUE_TYPE_PUBLISH_GROUP_EDITOR, NULL);
  self->publication = g_object_ref (publication);
  self->group = g_object_ref (group);
  g_set_object (&self->types, types);
  cue_identifier_table_set_list (self->identifiers, cue_draft_group_get_identifiers (group));
  cue_box_model_bind (self->events,
                      G_LIST_MODEL (cue_draft_group_get_events (group)),
                      make_editor,
                      self);
  /* After the box, which has its editors by then. */
  g_signal_connect_data (cue_draft_group_get_events (group),
                         "items-changed",
                         G_CALLBACK (number_events),
                         self,
                         NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (publication, "notify::shape", G_CALLBACK (update_shape), self);
  g_signal_connect_swapped (publication,
                            "notify::identifiers-level",
                            G_CALLBACK (update_shape),
                            self);
  number_events (self);
  update_shape (self);
  return GTK_WIDGET (self);
}

/**
 * cue_publish_group_editor_get_group:
 * @self: an editor
 *
 * Returns: (transfer none): what it edits
 */
CueDraftGroup *
cue_publish_group_editor_get_group (CuePublishGroupEditor *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_GROUP_EDITOR (self), NULL);

  return self->group;
}

/**
 * cue_publish_group_editor_set_position:
 * @self: an editor
 * @position: which group it is, counted from 0
 * @n: how many there are
 *
 * Numbers the group. The only one is not removed.
 */
void
cue_publish_group_editor_set_position (CuePublishGroupEditor *self, guint position, guint n)
{
  g_autofree char *title = NULL;

  g_return_if_fail (CUE_IS_PUBLISH_GROUP_EDITOR (self));

  /* Translators: %u is the number of a group of events in the form */
  title = g_strdup_printf (_ ("Group %u"), position + 1);
  gtk_label_set_label (self->title, title);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.remove", n > 1);
}

/**
 * cue_publish_group_editor_show:
 * @self: an editor
 * @findings: (element-type CueFinding): all that was found
 * @path: where the group stands in the JSON text, such as “eventbatch/0”; empty when it is the text
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about this group and its events.
 */
void
cue_publish_group_editor_show (CuePublishGroupEditor *self,
                               GPtrArray             *findings,
                               const char            *path,
                               gboolean               all)
{
  const char            *slash = path[0] != '\0' ? "/" : "";
  g_autofree char       *identifiers = g_strconcat (path, slash, "identifiers", NULL);
  g_autofree char       *events = g_strconcat (path, slash, "events", NULL);
  CuePublishEventEditor *editor;

  g_return_if_fail (CUE_IS_PUBLISH_GROUP_EDITOR (self));

  cue_finding_board_show_at (self->events_finding, cue_findings_worst_at (findings, events));

  if (gtk_widget_get_visible (self->identifiers_box))
    cue_identifier_table_show (self->identifiers, findings, identifiers, all);

  for (guint i = 0; (editor = get_editor (self, i)) != NULL; i++) {
    g_autofree char *place = g_strdup_printf ("%s/%u", events, i);

    cue_publish_event_editor_show (editor, findings, place, all);
  }
}

/**
 * cue_publish_group_editor_get_first_wrong:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the first field that keeps the group from being sent
 */
GtkWidget *
cue_publish_group_editor_get_first_wrong (CuePublishGroupEditor *self)
{
  CuePublishEventEditor *editor;
  GtkWidget             *wrong = NULL;

  g_return_val_if_fail (CUE_IS_PUBLISH_GROUP_EDITOR (self), NULL);

  if (gtk_widget_get_visible (self->identifiers_box))
    wrong = cue_identifier_table_get_first_wrong (self->identifiers);

  for (guint i = 0; wrong == NULL && (editor = get_editor (self, i)) != NULL; i++)
    wrong = cue_publish_event_editor_get_first_wrong (editor);

  return wrong != NULL || get_editor (self, 0) != NULL ? wrong : self->add;
}
