// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-document-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-document-lines.h"
#include "cue-write-guard.h"

/* How a difference is applied: somebody is asked, who sees every request, and then the connection
 * sends one after the other. */

static CueEventTypeApplying *
make_applying (CueAcousticDocumentView *self)
{
  g_autoptr (GListModel) wanted = cue_acoustic_document_view_make_wanted (self);
  CueAcousticClient *client = cue_acoustic_desk_connection_get_client (self->connection);

  return cue_event_type_applying_new (cue_acoustic_client_get_base_url (client), wanted);
}

static char *
describe_applying (CueEventTypeApplying *applying)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (applying));
  guint n_done = cue_event_type_applying_get_n_done (applying);

  switch (cue_event_type_applying_get_state (applying)) {
  case CUE_EVENT_TYPE_APPLYING_STOPPING:
    return g_strdup (_ ("Stopping after what is on its way…"));
  case CUE_EVENT_TYPE_APPLYING_FINISHED:
    /* Translators: %u calls to a service */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Applied: %u call was done",
                                         "Applied: all %u calls were done",
                                         n),
                            n);
  case CUE_EVENT_TYPE_APPLYING_READY:
  case CUE_EVENT_TYPE_APPLYING_SENDING:
  case CUE_EVENT_TYPE_APPLYING_STOPPED:
  case CUE_EVENT_TYPE_APPLYING_FAILED:
  default:
    /* Translators: how many calls to a service, of how many */
    return g_strdup_printf (_ ("%u of %u calls done"), n_done, n);
  }
}

static void
on_progress (CueAcousticDocumentView *self)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->applying));
  guint            n_done = cue_event_type_applying_get_n_done (self->applying);
  g_autofree char *words = describe_applying (self->applying);
  g_autofree char *left = cue_event_type_applying_describe_left (self->applying);

  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) n_done / n : 1);
  gtk_label_set_label (self->words, words);

  if (left != NULL)
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, left, NULL);
  else
    cue_finding_label_clear (self->result);

  cue_acoustic_document_view_update_actions (self);
}

/*
 * cue_acoustic_document_view_drop_applying:
 * @self: the view
 *
 * Shows nothing that is applied any more. It goes on.
 */
void
cue_acoustic_document_view_drop_applying (CueAcousticDocumentView *self)
{
  if (self->applying != NULL)
    g_signal_handlers_disconnect_by_data (self->applying, self);

  g_clear_object (&self->applying);
}

/*
 * cue_acoustic_document_view_show_applying:
 * @self: the view
 * @applying: of its connection
 *
 * Shows what becomes of each call.
 */
void
cue_acoustic_document_view_show_applying (CueAcousticDocumentView *self,
                                          CueEventTypeApplying    *applying)
{
  cue_acoustic_document_view_drop_applying (self);
  self->applying = g_object_ref (applying);
  g_signal_connect_swapped (applying, "notify::state", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (applying, "notify::n-done", G_CALLBACK (on_progress), self);
  cue_acoustic_document_lines_set_calls (self->calls, G_LIST_MODEL (applying));
  cue_acoustic_document_view_show_page (self, "calls", "");
  on_progress (self);
}

/* A question that was asked about one difference. */
typedef struct {
  CueAcousticDocumentView   *self;       /* owned */
  CueAcousticDeskConnection *connection; /* owned */
  CueEventTypeApplying      *applying;   /* owned */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_object_unref (question->connection);
  g_object_unref (question->applying);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  CueAcousticDocumentView *self = question->self;

  if (!cue_write_guard_ask_finish (result) || self->connection != question->connection ||
      cue_acoustic_document_view_is_applying (self))
    return;

  cue_acoustic_desk_connection_apply (self->connection, question->applying);
  cue_acoustic_document_view_show_applying (self, question->applying);
}

static char *
describe_question (guint n, gboolean removes)
{
  g_autofree char *calls =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "It takes %u call, which the dry run shows.",
                                  "It takes %u calls, which the dry run shows. The first one that "
                                  "does not work ends it.",
                                  n),
                     n);

  if (!removes)
    return g_steal_pointer (&calls);

  return g_strconcat (calls,
                      " ",
                      _ ("Who subscribes to an event type that is removed gets such events no "
                         "more."),
                      NULL);
}

static void
apply (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticDocumentView *self = CUE_ACOUSTIC_DOCUMENT_VIEW (widget);
  const char              *title;
  Question                *asked;
  CueWriteQuestion         question;
  gboolean                 removes;
  g_autofree char         *requests = NULL;
  g_autofree char         *heading = NULL;
  g_autofree char         *body = NULL;
  guint                    n;

  if (self->connection == NULL || self->differences == NULL ||
      cue_acoustic_document_view_is_applying (self))
    return;

  asked = g_new0 (Question, 1);
  asked->self = g_object_ref (self);
  asked->connection = g_object_ref (self->connection);
  asked->applying = make_applying (self);
  removes = cue_event_type_applying_removes (asked->applying);
  requests = cue_event_type_applying_describe_requests (asked->applying);
  title = cue_desk_connection_get_title (self->connection);
  n = g_list_model_get_n_items (G_LIST_MODEL (asked->applying));
  /* Translators: %s is the name of a connection */
  heading = g_strdup_printf (_ ("Change the Event Types of “%s”?"), title);
  body = describe_question (n, removes);
  question = (CueWriteQuestion){
    .heading = heading,
    .body = body,
    .action = _ ("_Apply"),
    .connection = title,
    .production = cue_desk_connection_get_production (self->connection),
    .destructive = removes,
    .typed = removes ? title : NULL,
    .request = requests,
  };
  cue_write_guard_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                             &question,
                             on_answered,
                             asked);
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticDocumentView *self = CUE_ACOUSTIC_DOCUMENT_VIEW (widget);
  g_autoptr (CueEventTypeApplying) applying = NULL;
  g_autofree char *requests = NULL;

  if (self->connection == NULL || self->differences == NULL)
    return;

  applying = make_applying (self);
  requests = cue_event_type_applying_describe_requests (applying);
  cue_write_guard_show_dry_run (GTK_WINDOW (gtk_widget_get_root (widget)),
                                cue_desk_connection_get_title (self->connection),
                                requests);
}

static void
stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticDocumentView *self = CUE_ACOUSTIC_DOCUMENT_VIEW (widget);

  if (self->applying != NULL)
    cue_event_type_applying_stop (self->applying);
}

/*
 * cue_acoustic_document_view_install_applying:
 * @widget_class: the class of the view
 *
 * Adds the actions by which a difference is tried, applied and stopped.
 */
void
cue_acoustic_document_view_install_applying (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "document.dry-run", NULL, dry_run);
  gtk_widget_class_install_action (widget_class, "document.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "document.stop", NULL, stop);
}
