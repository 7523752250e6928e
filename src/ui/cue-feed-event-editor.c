// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-event-editor.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-board.h"
#include "cue-json-editor.h"
#include "cue-suggestions.h"

/* As the properties of an event are called, and how the rules name the members. */
static const struct {
  const char *property;
  const char *member;
} fields[] = {
  { "event-type", "eventType" },        { "source", "eventSourceId" },    { "event-id", "eventId" },
  { "object-type", "eventObjectType" }, { "object-id", "eventObjectId" }, { "version", "version" },
};

#define N_FIELDS G_N_ELEMENTS (fields)

/**
 * CueFeedEventEditor:
 *
 * The fields of one event that is to be sent to a feed, with help, and what the rules say beside
 * each while one types. The event is handed in; what is typed goes into it at once. Main thread
 * only.
 */
struct _CueFeedEventEditor {
  AdwBin parent_instance;

  CueFeedDraftEvent *event;              /* owned; may be NULL */
  GBinding          *bindings[N_FIELDS]; /* owned; may be NULL */
  gboolean           filling;
  gboolean           touched[N_FIELDS];
  GtkWidget         *wrong; /* not owned; what to correct first; may be NULL */

  GtkWidget       *rows[N_FIELDS];
  CueFindingLabel *labels[N_FIELDS];
  CueSuggestions  *types; /* not owned: it is the row’s */
  CueSuggestions  *feeds; /* not owned: it is the row’s; may be NULL */
  CueJsonEditor   *data;
  CueFindingLabel *data_finding;
  CueJsonEditor   *extra;
  CueFindingLabel *extra_finding;
  GtkExpander     *more;
};

G_DEFINE_FINAL_TYPE (CueFeedEventEditor, cue_feed_event_editor, ADW_TYPE_BIN)

static char *
dup_text (CueJsonEditor *editor)
{
  g_autoptr (GBytes) bytes = cue_json_editor_dup_bytes (editor);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
set_text (CueJsonEditor *editor, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *before = dup_text (editor);

  if (!g_str_equal (before, text))
    cue_json_editor_set_bytes (editor, bytes);
}

static void
on_data_edited (CueFeedEventEditor *self)
{
  g_autofree char *text = dup_text (self->data);

  if (self->event != NULL && !self->filling)
    g_object_set (self->event, "data", text, NULL);
}

static void
on_extra_edited (CueFeedEventEditor *self)
{
  g_autofree char *text = dup_text (self->extra);

  if (self->event != NULL && !self->filling)
    g_object_set (self->event, "extra", text, NULL);
}

static void
make_id (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedEventEditor *self = CUE_FEED_EVENT_EDITOR (widget);

  if (self->event != NULL)
    cue_feed_draft_event_make_id (self->event);
}

static void
show_types (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_suggestions_open (CUE_FEED_EVENT_EDITOR (widget)->types);
}

static void
on_field_left (CueFeedEventEditor *self, GtkEventController *controller)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  for (guint i = 0; i < N_FIELDS; i++)
    self->touched[i] |= self->rows[i] == row;
}

static void
on_field_changed (CueFeedEventEditor *self, GtkWidget *row)
{
  for (guint i = 0; i < N_FIELDS; i++)
    self->touched[i] |= self->rows[i] == row && !self->filling;
}

static void
forget_event (CueFeedEventEditor *self)
{
  for (guint i = 0; i < N_FIELDS; i++) {
    if (self->bindings[i] != NULL)
      g_binding_unbind (self->bindings[i]);

    g_clear_object (&self->bindings[i]);
    self->touched[i] = FALSE;
  }

  g_clear_object (&self->event);
}

/* Else a key that moves the focus goes where grab_focus leads, past what comes before it. */
static gboolean
cue_feed_event_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static gboolean
cue_feed_event_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUE_FEED_EVENT_EDITOR (widget)->rows[0]);
}

static void
cue_feed_event_editor_dispose (GObject *object)
{
  forget_event (CUE_FEED_EVENT_EDITOR (object));

  G_OBJECT_CLASS (cue_feed_event_editor_parent_class)->dispose (object);
}

static void
cue_feed_event_editor_class_init (CueFeedEventEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_event_editor_dispose;
  widget_class->focus = cue_feed_event_editor_focus;
  widget_class->grab_focus = cue_feed_event_editor_grab_focus;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_JSON_EDITOR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-event-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedEventEditor, data);
  gtk_widget_class_bind_template_child (widget_class, CueFeedEventEditor, data_finding);
  gtk_widget_class_bind_template_child (widget_class, CueFeedEventEditor, extra);
  gtk_widget_class_bind_template_child (widget_class, CueFeedEventEditor, extra_finding);
  gtk_widget_class_bind_template_child (widget_class, CueFeedEventEditor, more);

  for (guint i = 0; i < N_FIELDS; i++) {
    g_autofree char *label = g_strconcat (fields[i].member, "_finding", NULL);

    gtk_widget_class_bind_template_child_full (widget_class,
                                               fields[i].member,
                                               FALSE,
                                               G_STRUCT_OFFSET (CueFeedEventEditor, rows[i]));
    gtk_widget_class_bind_template_child_full (widget_class,
                                               label,
                                               FALSE,
                                               G_STRUCT_OFFSET (CueFeedEventEditor, labels[i]));
  }

  gtk_widget_class_install_action (widget_class, "event.make-id", NULL, make_id);
  gtk_widget_class_install_action (widget_class, "event.show-types", NULL, show_types);
}

static void
cue_feed_event_editor_init (CueFeedEventEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_FIELDS; i++) {
    GtkEventController *focus = gtk_event_controller_focus_new ();

    g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_field_left), self);
    gtk_widget_add_controller (self->rows[i], focus);
    g_signal_connect_swapped (self->rows[i], "changed", G_CALLBACK (on_field_changed), self);
  }

  self->types = cue_suggestions_attach_texts (self->rows[0], cue_feed_draft_get_known_types ());
  g_signal_connect_swapped (self->data, "edited", G_CALLBACK (on_data_edited), self);
  g_signal_connect_swapped (self->extra, "edited", G_CALLBACK (on_extra_edited), self);
}

/**
 * cue_feed_event_editor_set_event:
 * @self: an editor
 * @event: (nullable): what to edit
 *
 * Fills the fields. What is typed goes into @event.
 */
void
cue_feed_event_editor_set_event (CueFeedEventEditor *self, CueFeedDraftEvent *event)
{
  g_return_if_fail (CUE_IS_FEED_EVENT_EDITOR (self));

  if (self->event == event)
    return;

  forget_event (self);

  if (event == NULL)
    return;

  self->filling = TRUE;
  self->event = g_object_ref (event);

  for (guint i = 0; i < N_FIELDS; i++)
    self->bindings[i] =
      g_object_ref (g_object_bind_property (event,
                                            fields[i].property,
                                            self->rows[i],
                                            "text",
                                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL));

  set_text (self->data, cue_feed_draft_event_get_data (event));
  set_text (self->extra, cue_feed_draft_event_get_extra (event));
  gtk_expander_set_expanded (self->more, cue_feed_draft_event_get_extra (event)[0] != '\0');
  self->filling = FALSE;
}

/**
 * cue_feed_event_editor_set_feeds:
 * @self: an editor
 * @feeds: (nullable) (array zero-terminated=1): ids of feeds
 *
 * Proposes feeds while one types.
 */
void
cue_feed_event_editor_set_feeds (CueFeedEventEditor *self, const char *const *feeds)
{
  g_autoptr (GListStore) model = NULL;

  g_return_if_fail (CUE_IS_FEED_EVENT_EDITOR (self));

  model = g_list_store_new (CUE_TYPE_SUGGESTION);

  for (guint i = 0; feeds != NULL && feeds[i] != NULL; i++) {
    g_autoptr (CueSuggestion) feed = cue_suggestion_new (feeds[i], NULL);

    g_list_store_append (model, feed);
  }

  if (self->feeds == NULL)
    self->feeds = cue_suggestions_attach (self->rows[1], G_LIST_MODEL (model));
  else
    cue_suggestions_set_model (self->feeds, G_LIST_MODEL (model));
}

static CueFinding *
find_worst (GPtrArray *findings, CueFeedDraft *draft, guint position, const char *member)
{
  g_autofree char *path = cue_feed_draft_make_path (draft, position, member);

  return cue_findings_worst_at (findings, path);
}

static void
show_one (CueFeedEventEditor *self, CueFindingLabel *label, GtkWidget *field, CueFinding *finding)
{
  cue_finding_board_show_at (label, finding);

  if (self->wrong == NULL && finding != NULL &&
      cue_finding_get_level (finding) == CUE_FINDING_BLOCK)
    self->wrong = field;
}

/**
 * cue_feed_event_editor_show:
 * @self: an editor
 * @findings: (element-type CueFinding): all that was found
 * @draft: what the event is part of
 * @position: of the event in it
 * @all: whether also what nobody wrote in is judged
 *
 * Shows what was found about the event.
 */
void
cue_feed_event_editor_show (CueFeedEventEditor *self,
                            GPtrArray          *findings,
                            CueFeedDraft       *draft,
                            guint               position,
                            gboolean            all)
{
  CueFinding *data, *time, *extra, *received;

  g_return_if_fail (CUE_IS_FEED_EVENT_EDITOR (self));
  g_return_if_fail (findings != NULL);
  g_return_if_fail (CUE_IS_FEED_DRAFT (draft));

  self->wrong = NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    show_one (self,
              self->labels[i],
              self->rows[i],
              all || self->touched[i] ? find_worst (findings, draft, position, fields[i].member)
                                      : NULL);

  data = find_worst (findings, draft, position, "data");
  time = find_worst (findings, draft, position, "data/eventTime");
  show_one (self, self->data_finding, GTK_WIDGET (self->data), data != NULL ? data : time);
  extra = find_worst (findings, draft, position, "extra");
  received = find_worst (findings, draft, position, "eventReceived");
  show_one (self, self->extra_finding, GTK_WIDGET (self->extra), extra != NULL ? extra : received);

  if (extra != NULL || received != NULL)
    gtk_expander_set_expanded (self->more, TRUE);
}

/**
 * cue_feed_event_editor_lead_to_wrong:
 * @self: an editor
 *
 * Moves the focus to the first field that must be corrected.
 *
 * Returns: whether there is one
 */
gboolean
cue_feed_event_editor_lead_to_wrong (CueFeedEventEditor *self)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT_EDITOR (self), FALSE);

  return self->wrong != NULL && gtk_widget_grab_focus (self->wrong);
}
