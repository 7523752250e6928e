// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-import-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-errand.h"
#include "cue-compat.h"
#include "cue-publish-csv.h"
#include "cue-write-guard.h"

/* How the file that is shown is sent: the exact requests are made in a worker, somebody is asked
 * where that is due, and a run of the desk sends them. */

/* Something that was begun for one file and connection: when others are shown by its end, or
 * somebody thought better of it, nobody waits. */
typedef struct {
  CueAcousticImportView     *self;        /* owned */
  CueAcousticDesk           *desk;        /* owned */
  CueAcousticDeskConnection *connection;  /* owned */
  GCancellable              *cancellable; /* owned */
  CuePublishPlan            *plan;        /* owned; may be NULL */
  CuePublishRun             *run;         /* owned; one that was begun before; may be NULL */
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->desk);
  g_object_unref (turn->connection);
  g_object_unref (turn->cancellable);
  g_clear_object (&turn->plan);
  g_clear_object (&turn->run);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static Turn *
turn_new (CueAcousticImportView *self)
{
  Turn *turn = g_new0 (Turn, 1);

  cue_acoustic_import_view_stop_preparing (self);
  self->sending = g_cancellable_new ();
  turn->self = g_object_ref (self);
  turn->desk = g_object_ref (self->desk);
  turn->connection = g_object_ref (self->connection);
  turn->cancellable = g_object_ref (self->sending);
  return turn;
}

static gboolean
is_stale (Turn *turn)
{
  return g_cancellable_is_cancelled (turn->cancellable);
}

/*
 * cue_acoustic_import_view_stop_preparing:
 * @self: the view
 *
 * What is prepared is not sent after all. What is being sent goes on.
 */
void
cue_acoustic_import_view_stop_preparing (CueAcousticImportView *self)
{
  g_cancellable_cancel (self->sending);
  g_clear_object (&self->sending);
}

static void
end (Turn *turn, const GError *error)
{
  CueAcousticImportView *self = turn->self;

  cue_acoustic_import_view_stop_preparing (self);

  if (error != NULL)
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);

  cue_acoustic_import_view_update (self);
}

static GtkWindow *
get_window (Turn *turn)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (turn->self)));
}

static CueAcousticRequest *
make_first_request (Turn *turn)
{
  CueAcousticClient *client = cue_acoustic_desk_connection_get_client (turn->connection);

  return cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (client),
                                           cue_publish_plan_get_body (turn->plan, 0));
}

static gboolean
take_plan (Turn *turn, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  turn->plan = cue_publish_plan_new_from_csv_finish (result, &error);

  if (is_stale (turn))
    return FALSE;

  if (turn->plan == NULL || cue_publish_plan_get_n_requests (turn->plan) == 0) {
    end (turn, error);
    return FALSE;
  }

  return TRUE;
}

static void
make_plan (CueAcousticImportView *self, GAsyncReadyCallback callback)
{
  g_autoptr (CueAcousticContext) context = NULL;
  Turn *turn;

  if (self->connection == NULL || self->mapping == NULL || self->sending != NULL)
    return;

  turn = turn_new (self);
  cue_finding_label_clear (self->result);
  cue_acoustic_import_view_update (self);
  context = cue_acoustic_desk_connection_make_context (self->connection);
  cue_publish_plan_new_from_csv_async (self->mapping, context, turn->cancellable, callback, turn);
}

static void
on_planned_for_dry_run (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Turn) turn = data;
  g_autoptr (CueAcousticRequest) request = NULL;

  if (!take_plan (turn, result))
    return;

  request = make_first_request (turn);
  end (turn, NULL);
  cue_acoustic_errand_show_dry_run (GTK_WIDGET (turn->self), turn->connection, request);
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  make_plan (CUE_ACOUSTIC_IMPORT_VIEW (widget), on_planned_for_dry_run);
}

/* ---- sending ----------------------------------------------------------------------------------
 */

static gboolean
was_begun (CuePublishRun *run)
{
  return cue_publish_run_count (run, CUE_PUBLISH_ROW_DONE) > 0 ||
         cue_publish_run_count (run, CUE_PUBLISH_ROW_REFUSED) > 0 ||
         cue_publish_run_count (run, CUE_PUBLISH_ROW_UNKNOWN) > 0 ||
         cue_publish_run_count (run, CUE_PUBLISH_ROW_LEFT) > 0;
}

static void prepare (Turn *turn, gboolean anew);

static void
on_again_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Turn    *turn = data;
  gboolean again = cue_compat_confirm_finish (result);

  if (is_stale (turn)) {
    turn_free (turn);
    return;
  }

  if (!again) {
    end (turn, NULL);
    cue_acoustic_import_view_show_run (turn->self, turn->run);
    turn_free (turn);
    return;
  }

  cue_acoustic_desk_remove_run (turn->desk, turn->run);
  g_clear_object (&turn->run);
  prepare (turn, TRUE);
}

/* Takes over @turn. */
static void
ask_again (Turn *turn)
{
  g_autofree char *counts = cue_publish_run_describe (turn->run);
  /* Translators: %s says how many rows are how */
  g_autofree char *body = g_strdup_printf (_ ("These very rows were published by this connection "
                                              "before: %s. Published again they are there twice."),
                                           counts);

  cue_compat_confirm_async (get_window (turn),
                            _ ("Publish the Same Rows Again?"),
                            body,
                            _ ("_Publish Again"),
                            TRUE,
                            on_again_answered,
                            turn);
}

/* Takes over @turn, which has a run. */
static void
take_run (Turn *turn, gboolean is_new)
{
  g_autoptr (Turn) owned = NULL;

  if (!is_new && cue_publish_run_get_state (turn->run) == CUE_PUBLISH_RUN_FINISHED) {
    ask_again (turn);
    return;
  }

  owned = turn;
  end (turn, NULL);

  /* What was begun before waits for somebody who saw where it ended. */
  if (is_new)
    cue_publish_run_start (turn->run);

  cue_acoustic_import_view_show_run (turn->self, turn->run);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer data)
{
  Turn *turn = data;
  g_autoptr (GError) error = NULL;

  turn->run = cue_acoustic_desk_prepare_run_finish (turn->desk, result, &error);

  if (turn->run != NULL && is_stale (turn))
    cue_acoustic_desk_remove_run (turn->desk, turn->run);

  if (!is_stale (turn) && turn->run == NULL)
    end (turn, error);

  if (turn->run == NULL || is_stale (turn)) {
    turn_free (turn);
    return;
  }

  take_run (turn, !was_begun (turn->run));
}

/* How the same plan can be made another time. */
static JsonNode *
describe_source (CueAcousticImportView *self)
{
  JsonNode        *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *object = json_object_new ();
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *mapping = cue_csv_mapping_to_text (self->mapping);

  json_object_set_string_member (object, "kind", "csv");

  if (path != NULL)
    json_object_set_string_member (object, "path", path);

  json_object_set_string_member (object, "mapping", mapping);
  json_node_take_object (node, object);
  return node;
}

/* Takes over @turn. */
static void
prepare (Turn *turn, gboolean anew)
{
  g_autofree char *title = g_file_get_basename (turn->self->file);
  g_autofree char *shown = g_filename_display_name (title);
  g_autoptr (JsonNode) source = describe_source (turn->self);

  cue_acoustic_desk_prepare_run_async (turn->desk,
                                       turn->connection,
                                       turn->plan,
                                       shown,
                                       source,
                                       anew,
                                       turn->cancellable,
                                       on_prepared,
                                       turn);
}

static gboolean
is_same (CuePublishPlan *a, CuePublishPlan *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (cue_publish_plan_get_n_rows (a) != cue_publish_plan_get_n_rows (b) ||
      cue_publish_plan_get_n_requests (a) != cue_publish_plan_get_n_requests (b))
    return FALSE;

  first = cue_publish_plan_make_fingerprint (a);
  second = cue_publish_plan_make_fingerprint (b);
  return g_str_equal (first, second);
}

/* Two runs of the same bytes would write one journal. */
static CuePublishRun *
dup_same_run (Turn *turn)
{
  GListModel *runs = cue_acoustic_desk_get_runs (turn->desk);

  for (guint i = g_list_model_get_n_items (runs); i > 0; i--) {
    CuePublishRun *run = g_list_model_get_item (runs, i - 1);

    if (cue_acoustic_desk_get_run_connection (turn->desk, run) == turn->connection &&
        is_same (cue_publish_run_get_plan (run), turn->plan))
      return run;

    g_object_unref (run);
  }

  return NULL;
}

/* Takes over @turn. */
static void
begin (Turn *turn)
{
  turn->run = dup_same_run (turn);

  if (turn->run != NULL)
    take_run (turn, FALSE);
  else
    prepare (turn, FALSE);
}

static void
on_guard_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Turn    *turn = data;
  gboolean wanted = cue_write_guard_ask_finish (result);

  if (!is_stale (turn) && !wanted)
    end (turn, NULL);

  if (is_stale (turn) || !wanted)
    turn_free (turn);
  else
    begin (turn);
}

/* Takes over @turn. */
static void
ask_guard (Turn *turn)
{
  guint n_rows = cue_publish_plan_get_n_rows (turn->plan);
  guint n_left_out = cue_publish_plan_get_n_left_out (turn->plan);
  guint n_requests = cue_publish_plan_get_n_requests (turn->plan);
  g_autoptr (CueAcousticRequest) request = make_first_request (turn);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = cue_acoustic_request_describe (request);
  CueWriteQuestion question;

  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "Publish %u Event?",
                                          "Publish %u Events?",
                                          n_rows - n_left_out),
                             n_rows - n_left_out);
  body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "It takes %u request, which the dry run shows.",
                                       "It takes %u requests. The dry run shows the first one.",
                                       n_requests),
                          n_requests);
  question = (CueWriteQuestion){
    .heading = heading,
    .body = body,
    .action = _ ("_Publish"),
    .connection = cue_desk_connection_get_title (turn->connection),
    .production = TRUE,
    .request = text,
  };
  cue_write_guard_ask_async (get_window (turn), &question, on_guard_answered, turn);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  Turn *turn = data;

  if (!take_plan (turn, result))
    turn_free (turn);
  else if (cue_desk_connection_get_production (turn->connection))
    ask_guard (turn);
  else
    begin (turn);
}

static void
publish (GtkWidget *widget, const char *name, GVariant *parameter)
{
  make_plan (CUE_ACOUSTIC_IMPORT_VIEW (widget), on_planned);
}

/*
 * cue_acoustic_import_view_install_actions:
 * @widget_class: the class of the view
 *
 * Adds the actions by which a file is tried and sent.
 */
void
cue_acoustic_import_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.dry-run", NULL, dry_run);
  gtk_widget_class_install_action (widget_class, "import.publish", NULL, publish);
}
