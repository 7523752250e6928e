// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-publish-form-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-errand.h"
#include "cue-acoustic-error-path.h"

/* What may be with all who subscribe already is not sent once more without a question. */
static void
remember (CueAcousticPublishForm *self, CueAcousticReply *reply)
{
  CueOutcome outcome = cue_acoustic_reply_get_outcome (reply);

  g_clear_pointer (&self->sent, g_bytes_unref);

  if (outcome != CUE_OUTCOME_DONE && outcome != CUE_OUTCOME_UNKNOWN)
    return;

  self->sent = g_bytes_ref (cue_acoustic_request_get_body (cue_acoustic_reply_get_request (reply)));
  self->unknown = outcome == CUE_OUTCOME_UNKNOWN;
}

static void
show_reply (CueAcousticPublishForm *self, CueAcousticReply *reply)
{
  const char      *server = cue_acoustic_reply_get_server_text (reply);
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;

  if (!cue_acoustic_reply_is_done (reply)) {
    cue_acoustic_reply_show_at (self->result, reply);

    if (server != NULL)
      path = cue_acoustic_map_error (server, CUE_DRAFT (self->draft));

    if (path != NULL)
      cue_acoustic_publish_form_show_fault (self, path, server);

    return;
  }

  /* Translators: %u is a status of HTTP */
  words = g_strdup_printf (_ ("Exchange took it (HTTP %u). Sending it again would publish it a "
                              "second time."),
                           cue_acoustic_reply_get_status (reply));
  cue_finding_label_show (self->result, CUE_SEVERITY_INFO, words, NULL);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAcousticPublishForm *self = CUE_ACOUSTIC_PUBLISH_FORM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply) reply = cue_acoustic_errand_run_finish (result, &error);

  if (!cue_acoustic_errand_is_awaited (result))
    return;

  cue_acoustic_publish_form_set_busy (self, FALSE);

  if (reply != NULL) {
    remember (self, reply);
    show_reply (self, reply);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
}

static CueAcousticRequest *
make_request (CueAcousticPublishForm *self)
{
  g_autoptr (GBytes) body = cue_json_editor_dup_bytes (self->json);

  return cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (
                                             cue_acoustic_desk_connection_get_client (
                                               self->connection)),
                                           body);
}

static void
send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPublishForm *self = CUE_ACOUSTIC_PUBLISH_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autofree char  *heading = NULL;
  CueAcousticErrand errand;
  guint             n;

  if (self->connection == NULL || self->busy || !cue_acoustic_publish_form_is_ready (self))
    return;

  n = cue_publication_count_events (self->draft);
  heading =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Publish %u Event?", "Publish %u Events?", n),
                     n);
  request = make_request (self);
  errand = (CueAcousticErrand){
    .connection = self->connection,
    .request = request,
    .heading = heading,
    .body = _ ("All who subscribe to it get it at once. It cannot be taken back."),
    .action = _ ("P_ublish"),
  };

  if (self->sent != NULL && g_bytes_equal (self->sent, cue_acoustic_request_get_body (request))) {
    errand.heading = _ ("Publish the Same Again?");
    errand.body = self->unknown
                    ? _ ("It is not known whether Exchange took it the last time. If it did, all "
                         "who subscribe to it get it twice.")
                    : _ ("Exchange took it the last time. All who subscribe to it would get it "
                         "twice.");
    errand.destructive = TRUE;
  }

  cue_finding_label_clear (self->result);
  cue_acoustic_publish_form_set_busy (self, TRUE);
  cue_acoustic_errand_run_async (widget, &errand, self->cancellable, on_sent, NULL);
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPublishForm *self = CUE_ACOUSTIC_PUBLISH_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;

  if (self->connection == NULL || !cue_acoustic_publish_form_is_ready (self))
    return;

  request = make_request (self);
  cue_acoustic_errand_show_dry_run (widget, self->connection, request);
}

/*
 * cue_acoustic_publish_form_install_sending:
 * @widget_class: the class of the form
 *
 * Adds the actions that send what is written, and that only show it.
 */
void
cue_acoustic_publish_form_install_sending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "publish.send", NULL, send);
  gtk_widget_class_install_action (widget_class, "publish.dry-run", NULL, dry_run);
}
