// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publish-run-view.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-label.h"
#include "cue-publish-style.h"
#include "cue-time.h"
#include "cue-write-guard.h"

/**
 * CuePublishRunView:
 *
 * How far the publishing of a file is, and what became of each row: it can be stopped and gone on
 * with, and where it is not known whether rows were taken it asks what to do. The run goes on when
 * nobody looks. “import.back” leaves it. Main thread only.
 */
struct _CuePublishRunView {
  AdwBin parent_instance;

  CuePublishRun             *run;        /* owned; may be NULL */
  CueAcousticDeskConnection *connection; /* owned; by which ‘run’ sends; may be NULL */
  GtkCustomFilter           *filter;     /* owned by the model of the list; may be NULL */
  guint                      update;     /* source that draws what changed; 0: none */
  gboolean                   decided;    /* it goes on as soon as the decision is kept */

  GtkLabel        *title;
  GtkImage        *icon;
  GtkLabel        *state;
  GtkLabel        *counts;
  GtkLabel        *left;
  GtkProgressBar  *progress;
  GtkWidget       *stop;
  GtkWidget       *break_off;
  GtkWidget       *go_on;
  CueFindingLabel *reason;
  GtkWidget       *question;
  GtkLabel        *question_words;
  GtkToggleButton *only_wrong;
  GtkStack        *stack;
  GtkListView     *list;
};

G_DEFINE_FINAL_TYPE (CuePublishRunView, cue_publish_run_view, ADW_TYPE_BIN)

/* Often enough to be seen moving; a run may have hundreds of answers a second. */
#define UPDATE_MS 100

static gboolean
is_wrong (gpointer item, gpointer data)
{
  CuePublishRunView *self = data;

  if (!gtk_toggle_button_get_active (self->only_wrong))
    return TRUE;

  switch (cue_publish_row_get_state (item)) {
  case CUE_PUBLISH_ROW_REFUSED:
  case CUE_PUBLISH_ROW_UNKNOWN:
  case CUE_PUBLISH_ROW_LEFT:
  case CUE_PUBLISH_ROW_LEFT_OUT:
    return TRUE;
  case CUE_PUBLISH_ROW_PENDING:
  case CUE_PUBLISH_ROW_SENDING:
  case CUE_PUBLISH_ROW_DONE:
  default:
    return FALSE;
  }
}

static void
update_left (CuePublishRunView *self)
{
  gint64           left = cue_publish_run_get_time_left (self->run);
  g_autofree char *duration = NULL;
  g_autofree char *words = NULL;

  if (left != CUE_TIME_INVALID && cue_publish_run_is_busy (self->run)) {
    duration = cue_time_format_duration (left, CUE_DURATION_WORDS);
    /* Translators: %s is a duration */
    words = g_strdup_printf (_ ("About %s left"), duration);
  }

  gtk_label_set_label (self->left, words != NULL ? words : "");
}

static void
update_question (CuePublishRunView *self)
{
  guint            n = cue_publish_run_count (self->run, CUE_PUBLISH_ROW_UNKNOWN);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->question,
                          cue_publish_run_get_state (self->run) == CUE_PUBLISH_RUN_ASKING);
  words = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "Nobody knows whether %u row was published: it was sent, and no answer came. Sent "
                 "again it may be there twice; left it may be missing.",
                 "Nobody knows whether %u rows were published: they were sent, and no answer came. "
                 "Sent again they may be there twice; left they may be missing.",
                 n),
    n);
  gtk_label_set_label (self->question_words, words);
}

static void
update_reason (CuePublishRunView *self)
{
  CuePublishRunState state = cue_publish_run_get_state (self->run);
  const char        *words = cue_publish_run_get_words (self->run);

  if (state == CUE_PUBLISH_RUN_STOPPING)
    cue_finding_label_show (self->reason,
                            CUE_SEVERITY_INFO,
                            _ ("It stops when the answer to the request on its way has come. "
                               "Broken off before that, nobody knows whether its rows were "
                               "published."),
                            NULL);
  else if (words[0] == '\0')
    cue_finding_label_clear (self->reason);
  else
    cue_finding_label_show (self->reason,
                            cue_publish_run_get_error (self->run) != NULL ? CUE_SEVERITY_ERROR
                            : state == CUE_PUBLISH_RUN_WAITING            ? CUE_SEVERITY_WARNING
                                                                          : CUE_SEVERITY_INFO,
                            words,
                            NULL);
}

static void
update_list (CuePublishRunView *self)
{
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  gtk_stack_set_visible_child_name (self->stack,
                                    rows != NULL && g_list_model_get_n_items (rows) > 0 ? "rows"
                                                                                        : "none");
}

static void
update (CuePublishRunView *self)
{
  CuePublishRunState state;
  g_autofree char   *counts = NULL;

  if (self->run == NULL)
    return;

  state = cue_publish_run_get_state (self->run);
  counts = cue_publish_run_describe (self->run);
  cue_publish_run_style_apply (self->icon, state);
  gtk_label_set_label (self->state, cue_publish_run_style_get_words (state));
  gtk_label_set_label (self->counts, counts);
  gtk_progress_bar_set_fraction (self->progress, cue_publish_run_get_fraction (self->run));
  gtk_widget_set_visible (self->stop, cue_publish_run_is_busy (self->run));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "run.stop",
                                 cue_publish_run_is_busy (self->run) &&
                                   state != CUE_PUBLISH_RUN_STOPPING);
  gtk_widget_set_visible (self->break_off, state == CUE_PUBLISH_RUN_STOPPING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "run.break-off",
                                 state == CUE_PUBLISH_RUN_STOPPING);
  gtk_widget_set_visible (self->go_on,
                          state == CUE_PUBLISH_RUN_READY || state == CUE_PUBLISH_RUN_STOPPED);
  update_left (self);
  update_reason (self);
  update_question (self);
  update_list (self);
}

static void
on_state_changed (CuePublishRunView *self)
{
  CuePublishRunState state = cue_publish_run_get_state (self->run);

  update (self);

  if (!self->decided || state == CUE_PUBLISH_RUN_ASKING)
    return;

  self->decided = FALSE;
  cue_publish_run_start (self->run);
}

static gboolean
on_update_due (gpointer data)
{
  CuePublishRunView *self = data;

  self->update = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
on_progress (CuePublishRunView *self)
{
  if (self->update == 0)
    self->update = g_timeout_add (UPDATE_MS, on_update_due, self);
}

static void
on_only_wrong (CuePublishRunView *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_list (self);
}

static void
stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePublishRunView *self = CUE_PUBLISH_RUN_VIEW (widget);

  if (self->run != NULL)
    cue_publish_run_stop (self->run);
}

/* For a request whose answer does not come. */
static void
break_off (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePublishRunView *self = CUE_PUBLISH_RUN_VIEW (widget);

  if (self->run != NULL && cue_publish_run_get_state (self->run) == CUE_PUBLISH_RUN_STOPPING)
    cue_publish_run_cancel (self->run);
}

static void
decide (CuePublishRunView *self, gboolean send_again)
{
  if (self->run == NULL || cue_publish_run_get_state (self->run) != CUE_PUBLISH_RUN_ASKING)
    return;

  self->decided = TRUE;
  cue_publish_run_decide (self->run, send_again);
}

/* A question about a run, before more of it is sent to production. */
typedef struct {
  CuePublishRunView *self; /* owned */
  CuePublishRun     *run;  /* owned */
} Question;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Question          *question = data;
  CuePublishRunView *self = question->self;

  /* Another run may be shown by now, or this one may have been begun elsewhere. */
  if (cue_write_guard_ask_finish (result) && self->run == question->run) {
    if (cue_publish_run_get_state (self->run) == CUE_PUBLISH_RUN_ASKING)
      decide (self, TRUE);
    else if (!cue_publish_run_is_busy (self->run))
      cue_publish_run_start (self->run);
  }

  g_object_unref (question->run);
  g_object_unref (question->self);
  g_free (question);
}

/* The first request that is sent when it goes on. */
static char *
describe_next_request (CuePublishRunView *self, CuePublishRowState wanted)
{
  CuePublishPlan    *plan = cue_publish_run_get_plan (self->run);
  CueAcousticClient *client = cue_acoustic_desk_connection_get_client (self->connection);
  guint              n = g_list_model_get_n_items (G_LIST_MODEL (self->run));
  guint              index = 0;
  g_autoptr (CueAcousticRequest) request = NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (CuePublishRow) row = g_list_model_get_item (G_LIST_MODEL (self->run), i);

    if (cue_publish_row_get_state (row) == wanted) {
      index = cue_publish_plan_get_row_request (plan, i);
      break;
    }
  }

  request = cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (client),
                                              cue_publish_plan_get_body (plan, index));
  return cue_acoustic_request_describe (request);
}

static void
ask (CuePublishRunView *self, CuePublishRowState wanted)
{
  guint            n = cue_publish_run_count (self->run, wanted);
  g_autofree char *text = describe_next_request (self, wanted);
  g_autofree char *heading = NULL;
  Question        *asked = g_new0 (Question, 1);
  CueWriteQuestion question;

  heading = g_strdup_printf (wanted == CUE_PUBLISH_ROW_UNKNOWN
                               ? g_dngettext (GETTEXT_PACKAGE,
                                              "Publish %u Event Again?",
                                              "Publish %u Events Again?",
                                              n)
                               : g_dngettext (GETTEXT_PACKAGE,
                                              "Publish %u More Event?",
                                              "Publish %u More Events?",
                                              n),
                             n);
  question = (CueWriteQuestion){
    .heading = heading,
    .body =
      wanted == CUE_PUBLISH_ROW_UNKNOWN
        ? _ ("They may have been taken the last time; then all who subscribe to them get them "
             "twice. The dry run shows the first request.")
        : _ ("All who subscribe to them get them at once. The dry run shows the first "
             "request."),
    .action = _ ("_Publish"),
    .connection = cue_desk_connection_get_title (self->connection),
    .production = TRUE,
    .destructive = wanted == CUE_PUBLISH_ROW_UNKNOWN,
    .request = text,
  };
  asked->self = g_object_ref (self);
  asked->run = g_object_ref (self->run);
  cue_write_guard_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             &question,
                             on_answered,
                             asked);
}

static gboolean
is_production (CuePublishRunView *self)
{
  return self->connection != NULL && cue_desk_connection_get_production (self->connection);
}

static void
go_on (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePublishRunView *self = CUE_PUBLISH_RUN_VIEW (widget);

  if (self->run == NULL || cue_publish_run_is_busy (self->run))
    return;

  if (is_production (self))
    ask (self, CUE_PUBLISH_ROW_PENDING);
  else
    cue_publish_run_start (self->run);
}

static void
send_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePublishRunView *self = CUE_PUBLISH_RUN_VIEW (widget);

  if (self->run == NULL || cue_publish_run_get_state (self->run) != CUE_PUBLISH_RUN_ASKING)
    return;

  if (is_production (self))
    ask (self, CUE_PUBLISH_ROW_UNKNOWN);
  else
    decide (self, TRUE);
}

static void
leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (CUE_PUBLISH_RUN_VIEW (widget), FALSE);
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *line = gtk_label_new (NULL);
  GtkWidget *words = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_width_chars (GTK_LABEL (line), 11);
  gtk_widget_add_css_class (line, "numeric");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  CuePublishRow     *row = gtk_list_item_get_item (item);
  GtkWidget         *box = gtk_list_item_get_child (item);
  GtkWidget         *icon = gtk_widget_get_first_child (box);
  GtkWidget         *line = gtk_widget_get_next_sibling (icon);
  GtkWidget         *label = gtk_widget_get_next_sibling (line);
  CuePublishRowState state = cue_publish_row_get_state (row);
  guint              status = cue_publish_row_get_status (row);
  const char        *said = cue_publish_row_get_words (row);
  g_autofree char   *number = NULL;
  g_autoptr (GString) words = g_string_new (cue_publish_row_state_to_words (state));

  /* Translators: %u is the number of a line of a file */
  number = g_strdup_printf (_ ("Line %u"), cue_publish_row_get_number (row));

  if (status != 0 && state != CUE_PUBLISH_ROW_DONE)
    g_string_append_printf (words, " · HTTP %u", status);

  if (said != NULL && said[0] != '\0' && state != CUE_PUBLISH_ROW_DONE)
    g_string_append_printf (words, " · %s", said);

  cue_publish_row_style_apply (GTK_IMAGE (icon), state);
  gtk_label_set_label (GTK_LABEL (line), number);
  gtk_label_set_label (GTK_LABEL (label), words->str);
  gtk_widget_set_tooltip_text (label, words->str);
}

static void
drop_run (CuePublishRunView *self)
{
  g_clear_handle_id (&self->update, g_source_remove);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);

  self->filter = NULL;
  self->decided = FALSE;

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);

  g_clear_object (&self->run);
  g_clear_object (&self->connection);
}

static void
cue_publish_run_view_dispose (GObject *object)
{
  drop_run (CUE_PUBLISH_RUN_VIEW (object));

  G_OBJECT_CLASS (cue_publish_run_view_parent_class)->dispose (object);
}

static void
cue_publish_run_view_class_init (CuePublishRunViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_publish_run_view_dispose;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-publish-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, title);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, icon);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, state);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, counts);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, left);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, progress);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, stop);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, break_off);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, go_on);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, reason);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, question);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, question_words);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, only_wrong);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, stack);
  gtk_widget_class_bind_template_child (widget_class, CuePublishRunView, list);
  gtk_widget_class_install_action (widget_class, "run.stop", NULL, stop);
  gtk_widget_class_install_action (widget_class, "run.break-off", NULL, break_off);
  gtk_widget_class_install_action (widget_class, "run.go-on", NULL, go_on);
  gtk_widget_class_install_action (widget_class, "run.send-again", NULL, send_again);
  gtk_widget_class_install_action (widget_class, "run.leave", NULL, leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.back", NULL);
}

static void
cue_publish_run_view_init (CuePublishRunView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_swapped (self->only_wrong, "toggled", G_CALLBACK (on_only_wrong), self);
}

/**
 * cue_publish_run_view_set_run:
 * @self: a view
 * @run: (nullable): what it shows
 * @connection: (nullable): by which @run sends
 * @title: (nullable): what that is, for people
 *
 * Shows a run. It is not started by that.
 */
void
cue_publish_run_view_set_run (CuePublishRunView         *self,
                              CuePublishRun             *run,
                              CueAcousticDeskConnection *connection,
                              const char                *title)
{
  g_autoptr (GtkSelectionModel) rows = NULL;
  GListModel *filtered;

  g_return_if_fail (CUE_IS_PUBLISH_RUN_VIEW (self));
  g_return_if_fail (run == NULL || CUE_IS_PUBLISH_RUN (run));

  gtk_label_set_label (self->title, title != NULL ? title : "");

  if (self->run == run)
    return;

  drop_run (self);

  if (run == NULL)
    return;

  self->run = g_object_ref (run);
  g_set_object (&self->connection, connection);
  gtk_toggle_button_set_active (self->only_wrong, FALSE);
  self->filter = gtk_custom_filter_new (is_wrong, self, NULL);
  filtered = G_LIST_MODEL (
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (run)), GTK_FILTER (self->filter)));
  /* A filter over a hundred thousand rows leaves time to draw. */
  gtk_filter_list_model_set_incremental (GTK_FILTER_LIST_MODEL (filtered), TRUE);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (filtered));
  g_signal_connect_object (rows,
                           "items-changed",
                           G_CALLBACK (on_progress),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, rows);
  g_signal_connect_swapped (run, "notify::state", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (run, "notify::words", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (run, "notify::fraction", G_CALLBACK (on_progress), self);
  update (self);
}

/**
 * cue_publish_run_view_get_run:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CuePublishRun *
cue_publish_run_view_get_run (CuePublishRunView *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN_VIEW (self), NULL);

  return self->run;
}
