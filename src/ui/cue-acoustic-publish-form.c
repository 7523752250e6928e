// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-publish-form-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-catalogue.h"
#include "cue-acoustic-records-popover.h"
#include "cue-box-model.h"
#include "cue-choice.h"
#include "cue-early-key.h"
#include "cue-publish-group-editor.h"
#include "cue-suggestions.h"

/**
 * CueAcousticPublishForm:
 *
 * Events as they are published, in one of three shapes, and beside them the JSON text that is sent,
 * exactly. Each follows the other while one types. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueAcousticPublishForm, cue_acoustic_publish_form, ADW_TYPE_BIN)

static CuePublishGroupEditor *
get_editor (CueAcousticPublishForm *self, guint position)
{
  return (CuePublishGroupEditor *) cue_box_model_get (self->groups, position);
}

static gboolean
is_compound (CueAcousticPublishForm *self)
{
  return cue_publication_get_shape (self->draft) == CUE_PUBLICATION_COMPOUND_BATCH;
}

static void
update_actions (CueAcousticPublishForm *self)
{
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "publish.send",
                                 self->connection != NULL && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.dry-run", self->connection != NULL);
}

static void
show_findings (CueAcousticPublishForm *self)
{
  CuePublishGroupEditor *editor;

  cue_finding_board_show (self->board, self->findings);
  cue_finding_board_show_at (self->groups_finding,
                             is_compound (self)
                               ? cue_findings_worst_at (self->findings, "eventbatch")
                               : NULL);

  for (guint i = 0; (editor = get_editor (self, i)) != NULL; i++) {
    g_autofree char *path = is_compound (self) ? g_strdup_printf ("eventbatch/%u", i)
                                               : g_strdup ("");

    cue_publish_group_editor_show (editor, self->findings, path, self->wanted);
  }
}

static void
update_findings (CueAcousticPublishForm *self)
{
  g_autoptr (CueAcousticContext) context = NULL;

  if (self->connection != NULL)
    context = cue_acoustic_desk_connection_make_context (self->connection);
  else
    context = cue_acoustic_context_new (CUE_ACOUSTIC_ROLE_BOTH, g_get_real_time ());

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = cue_draft_check (CUE_DRAFT (self->draft), context);
  show_findings (self);
}

static void
update_shape (CueAcousticPublishForm *self)
{
  gboolean compound = is_compound (self);
  gboolean individual = cue_publication_get_shape (self->draft) == CUE_PUBLICATION_INDIVIDUAL;
  CuePublishGroupEditor *editor;
  guint                  n = cue_draft_list_get_n_items (cue_publication_get_groups (self->draft));

  /* Individual events have both at the top, always. */
  gtk_widget_set_visible (GTK_WIDGET (self->channel_level), !individual);
  gtk_widget_set_visible (GTK_WIDGET (self->identifiers_level), !individual);
  gtk_widget_set_visible (self->channel,
                          cue_publication_get_channel_level (self->draft) ==
                            CUE_PUBLICATION_AT_BATCH);
  gtk_widget_set_visible (self->provider, compound);
  gtk_widget_set_visible (self->add_group, compound);

  for (guint i = 0; (editor = get_editor (self, i)) != NULL; i++) {
    /* The other shapes send the first group only; what stands in the others is not lost. */
    gtk_widget_set_visible (GTK_WIDGET (editor), compound || i == 0);
    cue_publish_group_editor_set_position (editor, i, n);
  }
}

/*
 * cue_acoustic_publish_form_show_fault:
 * @self: a form
 * @path: where it is in the JSON text
 * @words: what the service said
 *
 * Shows what the service did not like at the field it is about, until something is changed.
 */
void
cue_acoustic_publish_form_show_fault (CueAcousticPublishForm *self,
                                      const char             *path,
                                      const char             *words)
{
  self->wanted = TRUE;
  cue_findings_add (self->findings, CUE_FINDING_BLOCK, path, NULL, "%s", words);
  show_findings (self);
}

static void
on_changed (CueAcousticPublishForm *self)
{
  guint            n = cue_publication_count_events (self->draft);
  g_autofree char *words = NULL;

  /* Translators: %u is a number of events */
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u event in one request",
                                        "%u events in one request",
                                        n),
                           n);
  gtk_label_set_label (self->estimate, words);
  cue_finding_label_clear (self->result);
  update_shape (self);
  update_findings (self);
}

static void
on_group_removed (CueAcousticPublishForm *self, CuePublishGroupEditor *editor)
{
  CueDraftList *groups = cue_publication_get_groups (self->draft);
  guint         position;

  if (!cue_draft_list_find (groups, cue_publish_group_editor_get_group (editor), &position))
    return;

  cue_draft_list_remove (groups, position);
  editor = get_editor (self, position > 0 ? position - 1 : 0);

  if (editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (editor));
}

static GtkWidget *
make_group (gpointer item, gpointer data)
{
  CueAcousticPublishForm *self = data;
  GListModel             *types = NULL;
  GtkWidget              *editor;

  if (self->connection != NULL)
    types = cue_acoustic_desk_connection_get_types (self->connection);

  editor = cue_publish_group_editor_new (self->draft, item, types);
  g_signal_connect_swapped (editor, "removed", G_CALLBACK (on_group_removed), self);
  return editor;
}

static void
rebuild_groups (CueAcousticPublishForm *self)
{
  cue_box_model_bind (self->groups,
                      G_LIST_MODEL (cue_publication_get_groups (self->draft)),
                      make_group,
                      self);
  on_changed (self);
}

/* Whether it may be sent; if not, the first field to correct gets the focus. */
gboolean
cue_acoustic_publish_form_is_ready (CueAcousticPublishForm *self)
{
  CuePublishGroupEditor *editor;
  GtkWidget             *wrong;

  self->wanted = TRUE;
  cue_finding_board_touch_all (self->board);
  cue_json_link_settle (self->link);
  update_findings (self);

  if (!cue_json_link_is_good (self->link)) {
    adw_flap_set_reveal_flap (self->flap, TRUE);
    gtk_widget_grab_focus (GTK_WIDGET (self->json));
    return FALSE;
  }

  if (!cue_findings_block (self->findings))
    return TRUE;

  wrong = cue_finding_board_get_first_wrong (self->board);

  for (guint i = 0; wrong == NULL && (editor = get_editor (self, i)) != NULL; i++)
    wrong = cue_publish_group_editor_get_first_wrong (editor);

  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);

  return FALSE;
}

/* Keeps it from being sent twice. */
void
cue_acoustic_publish_form_set_busy (CueAcousticPublishForm *self, gboolean busy)
{
  self->busy = busy;
  update_actions (self);
}

static void
add_group (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPublishForm *self = CUE_ACOUSTIC_PUBLISH_FORM (widget);
  CueDraftList           *groups = cue_publication_get_groups (self->draft);
  CueDraftGroup          *group;

  cue_draft_begin (CUE_DRAFT (self->draft));
  group = cue_draft_list_append (groups);
  cue_draft_list_append (cue_draft_group_get_events (group));
  cue_draft_event_set_time (cue_draft_list_get (cue_draft_group_get_events (group), 0),
                            g_get_real_time ());
  cue_draft_end (CUE_DRAFT (self->draft));
  gtk_widget_grab_focus (GTK_WIDGET (get_editor (self, cue_draft_list_get_n_items (groups) - 1)));
}

static void
on_record_used (CueAcousticPublishForm *self, CueAcousticRecord *record)
{
  g_autoptr (GPtrArray) findings = cue_findings_new ();
  g_autoptr (GError) error = NULL;

  if (!cue_draft_from_json (CUE_DRAFT (self->draft),
                            cue_acoustic_record_get_body (record),
                            findings,
                            &error)) {
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
    return;
  }

  self->wanted = FALSE;
  cue_finding_board_reset (self->board);
  on_changed (self);
}

static void
on_template_saved (CueAcousticPublishForm *self, const char *name)
{
  CueAcousticRecords *templates = cue_acoustic_desk_get_templates (self->desk);
  CueAcousticRecord  *before;
  g_autofree char    *body = cue_draft_to_text (CUE_DRAFT (self->draft));
  g_autoptr (CueAcousticRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  before = cue_acoustic_records_find_by_name (templates, CUE_ACOUSTIC_TEMPLATE_PUBLICATION, name);

  if (before != NULL)
    cue_acoustic_records_remove (templates, cue_acoustic_record_get_id (before));

  record = cue_acoustic_record_new ("kind",
                                    CUE_ACOUSTIC_TEMPLATE_PUBLICATION,
                                    "name",
                                    name,
                                    "time",
                                    g_get_real_time (),
                                    "body",
                                    body,
                                    NULL);
  cue_acoustic_records_add (templates, record);

  if (cue_acoustic_records_flush (templates, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "window.toast", "s", _ ("Template saved"));
  else
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
}

static void
on_templates_opened (CueAcousticPublishForm *self)
{
  cue_acoustic_records_popover_set_records (CUE_ACOUSTIC_RECORDS_POPOVER (self->templates),
                                            self->desk != NULL
                                              ? cue_acoustic_desk_get_templates (self->desk)
                                              : NULL);
}

static void
add_titles_of_interrupted (CueAcousticPublishForm *self, GStrvBuilder *titles)
{
  GListModel *interrupted = cue_acoustic_desk_connection_get_interrupted (self->connection);

  for (guint i = 0; i < g_list_model_get_n_items (interrupted); i++) {
    g_autoptr (CueInterruptedRun) run = g_list_model_get_item (interrupted, i);

    g_strv_builder_add (titles, cue_interrupted_run_get_title (run));
  }
}

static void
add_titles_of_stopped (CueAcousticPublishForm *self, GStrvBuilder *titles)
{
  GListModel *runs = cue_acoustic_desk_get_runs (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (CuePublishRun) run = g_list_model_get_item (runs, i);

    if (cue_publish_run_get_state (run) == CUE_PUBLISH_RUN_STOPPED &&
        cue_acoustic_desk_get_run_connection (self->desk, run) == self->connection)
      g_strv_builder_add (titles, cue_acoustic_desk_get_run_title (self->desk, run));
  }
}

/* Where it is gone on with, both are listed. */
static void
on_run_went_on (CueAcousticPublishForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "acoustic.import", NULL);
}

static void
on_history_opened (CueAcousticPublishForm *self)
{
  CueAcousticRecordsPopover *history = CUE_ACOUSTIC_RECORDS_POPOVER (self->history);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (self->desk != NULL && self->connection != NULL) {
    add_titles_of_interrupted (self, titles);
    add_titles_of_stopped (self, titles);
  }

  all = g_strv_builder_end (titles);
  cue_acoustic_records_popover_set_resumable (history, (const char *const *) all);
  cue_acoustic_records_popover_set_records (CUE_ACOUSTIC_RECORDS_POPOVER (self->history),
                                            self->desk != NULL
                                              ? cue_acoustic_desk_get_history (self->desk)
                                              : NULL);
}

static void
forget_connection (CueAcousticPublishForm *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->connection != NULL) {
    g_signal_handlers_disconnect_by_data (self->connection, self);
    g_clear_object (&self->connection);
  }
}

static void
cue_acoustic_publish_form_dispose (GObject *object)
{
  CueAcousticPublishForm *self = CUE_ACOUSTIC_PUBLISH_FORM (object);

  forget_connection (self);

  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);

  g_clear_object (&self->desk);
  g_clear_object (&self->link);
  g_clear_object (&self->board);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->sent, g_bytes_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_acoustic_publish_form_parent_class)->dispose (object);
}

static void
cue_acoustic_publish_form_class_init (CueAcousticPublishFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_publish_form_dispose;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_JSON_EDITOR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-publish-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, templates_button);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, history_button);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, estimate);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, rest);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, flap);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, shape);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, channel_level);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, identifiers_level);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, channel);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, channel_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, provider);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, provider_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, groups);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, groups_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, add_group);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPublishForm, json);
  gtk_widget_class_install_action (widget_class, "publish.add-group", NULL, add_group);
  cue_acoustic_publish_form_install_sending (widget_class);
}

static void
bind_fields (CueAcousticPublishForm *self)
{
  const char *const shapes[] = { cue_publication_shape_get_name (CUE_PUBLICATION_INDIVIDUAL),
                                 cue_publication_shape_get_name (CUE_PUBLICATION_SIMPLE_BATCH),
                                 cue_publication_shape_get_name (CUE_PUBLICATION_COMPOUND_BATCH),
                                 NULL };
  const char *const levels[] = { _ ("Once for All Events"), _ ("At Each Event"), NULL };

  cue_choice_bind_enum (G_OBJECT (self->draft), "shape", self->shape, shapes);
  cue_choice_bind_enum (G_OBJECT (self->draft), "channel-level", self->channel_level, levels);
  cue_choice_bind_enum (G_OBJECT (self->draft),
                        "identifiers-level",
                        self->identifiers_level,
                        levels);
  g_object_bind_property (self->draft,
                          "channel",
                          self->channel,
                          "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->draft,
                          "provider",
                          self->provider,
                          "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  cue_suggestions_attach_texts (self->channel, cue_acoustic_catalogue_get_channels ());
}

static void
make_popovers (CueAcousticPublishForm *self)
{
  self->templates = cue_acoustic_records_popover_new (CUE_ACOUSTIC_TEMPLATE_PUBLICATION, TRUE);
  self->history =
    cue_acoustic_records_popover_new (cue_acoustic_call_get_nick (CUE_ACOUSTIC_CALL_PUBLISH),
                                      FALSE);
  gtk_menu_button_set_popover (self->templates_button, self->templates);
  gtk_menu_button_set_popover (self->history_button, self->history);
  g_signal_connect_swapped (self->templates, "show", G_CALLBACK (on_templates_opened), self);
  g_signal_connect_swapped (self->templates, "used", G_CALLBACK (on_record_used), self);
  g_signal_connect_swapped (self->templates, "saved", G_CALLBACK (on_template_saved), self);
  g_signal_connect_swapped (self->history, "show", G_CALLBACK (on_history_opened), self);
  g_signal_connect_swapped (self->history, "used", G_CALLBACK (on_record_used), self);
  g_signal_connect_swapped (self->history, "went-on", G_CALLBACK (on_run_went_on), self);
}

static void
cue_acoustic_publish_form_init (CueAcousticPublishForm *self)
{
  static const char *const elsewhere[] = { "events", "eventbatch", "identifiers", NULL };
  CueDraftEvent           *event;

  self->cancellable = g_cancellable_new ();
  self->board = cue_finding_board_new ();
  self->draft = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  event = cue_draft_list_append (
    cue_draft_group_get_events (cue_publication_get_first_group (self->draft)));
  cue_draft_event_set_time (event, g_get_real_time ());
  cue_draft_list_append (
    cue_draft_group_get_identifiers (cue_publication_get_first_group (self->draft)));
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_early_key_add (GTK_WIDGET (self), "<Control>Return", "publish.send");
  cue_finding_board_add (self->board, self->channel_finding, "channel");
  cue_finding_board_add (self->board, self->provider_finding, "provider");
  cue_finding_board_set_rest (self->board, self->rest, elsewhere);
  bind_fields (self);
  make_popovers (self);
  self->link = cue_json_link_new (self->json);
  g_signal_connect_swapped (self->link, "changed", G_CALLBACK (on_changed), self);
  cue_json_link_set_draft (self->link, CUE_DRAFT (self->draft));
  rebuild_groups (self);
  update_actions (self);
}

/**
 * cue_acoustic_publish_form_set_connection:
 * @self: a form
 * @desk: (nullable): what keeps templates and history
 * @connection: (nullable): what is published by
 *
 * Says who publishes. What is written stays; waiting for an answer ends.
 */
void
cue_acoustic_publish_form_set_connection (CueAcousticPublishForm    *self,
                                          CueAcousticDesk           *desk,
                                          CueAcousticDeskConnection *connection)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PUBLISH_FORM (self));
  g_return_if_fail (desk == NULL || CUE_IS_ACOUSTIC_DESK (desk));
  g_return_if_fail (connection == NULL || CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));

  g_set_object (&self->desk, desk);

  if (self->connection == connection)
    return;

  forget_connection (self);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->connection, connection);

  /* What is registered is known only when the list came. */
  if (connection != NULL)
    g_signal_connect_swapped (connection, "notify::types-time", G_CALLBACK (update_findings), self);

  rebuild_groups (self);
  cue_acoustic_publish_form_set_busy (self, FALSE);
}

/**
 * cue_acoustic_publish_form_get_draft:
 * @self: a form
 *
 * Returns: (transfer none): what is written on
 */
CuePublication *
cue_acoustic_publish_form_get_draft (CueAcousticPublishForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PUBLISH_FORM (self), NULL);

  return self->draft;
}
