// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-key-form.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-errand.h"
#include "cue-acoustic-read.h"
#include "cue-acoustic-rules.h"
#include "cue-finding-board.h"

/**
 * CueAcousticKeyForm:
 *
 * Asks for the key with which web pages send events of an endpoint. The key is masked until
 * somebody wants to see it, and is forgotten when the form is left. Main thread only.
 */
struct _CueAcousticKeyForm {
  AdwBin parent_instance;

  CueAcousticDeskConnection *connection;  /* owned; may be NULL */
  GCancellable              *cancellable; /* owned; may be NULL: nothing was asked */

  CueFindingLabel *result;
  CueFindingLabel *endpoint_finding;
  GtkEditable     *endpoint;
  GtkWidget       *key_group;
  GtkEditable     *key;
  GtkSpinner      *spinner;
};

G_DEFINE_FINAL_TYPE (CueAcousticKeyForm, cue_acoustic_key_form, ADW_TYPE_BIN)

static void
update_actions (CueAcousticKeyForm *self)
{
  gtk_spinner_set_spinning (self->spinner, self->cancellable != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "browser-key.ask",
                                 self->connection != NULL && self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "browser-key.dry-run",
                                 self->connection != NULL);
}

static void
stop_asking (CueAcousticKeyForm *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget_key (CueAcousticKeyForm *self)
{
  gtk_widget_set_visible (self->key_group, FALSE);
  gtk_editable_set_text (self->key, "");
}

static char *
dup_endpoint (CueAcousticKeyForm *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->endpoint)));
}

/* Returns whether it may be asked about. */
static gboolean
check_endpoint (CueAcousticKeyForm *self)
{
  g_autoptr (GPtrArray) findings = cue_findings_new ();
  g_autofree char *endpoint = dup_endpoint (self);
  CueFinding      *worst;

  cue_acoustic_check_endpoint_id (findings, endpoint);
  worst = cue_findings_worst (findings);

  if (worst != NULL)
    cue_finding_board_show_at (self->endpoint_finding, worst);
  else
    cue_finding_label_clear (self->endpoint_finding);

  if (!cue_findings_block (findings))
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->endpoint));
  return FALSE;
}

static void
on_endpoint_changed (CueAcousticKeyForm *self)
{
  g_autoptr (GPtrArray) findings = cue_findings_new ();
  g_autofree char *endpoint = dup_endpoint (self);

  /* An answer about another endpoint is of no use any more. */
  stop_asking (self);
  forget_key (self);
  update_actions (self);
  cue_finding_label_clear (self->result);
  cue_acoustic_check_endpoint_id (findings, endpoint);

  /* Nobody is told that a field is empty before something was typed. */
  if (endpoint[0] != '\0' && findings->len > 0)
    cue_finding_board_show_at (self->endpoint_finding, cue_findings_worst (findings));
  else
    cue_finding_label_clear (self->endpoint_finding);
}

static void
on_endpoint_activated (CueAcousticKeyForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "browser-key.ask", NULL);
}

static void
show_key (CueAcousticKeyForm *self, CueAcousticReply *reply)
{
  g_autofree char *asked = dup_endpoint (self);
  g_autofree char *endpoint = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  char *key = NULL;

  if (!cue_acoustic_read_browser_key (reply, &endpoint, &key, &error)) {
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
    return;
  }

  gtk_editable_set_text (self->key, key);
  explicit_bzero (key, strlen (key));
  g_free (key);
  gtk_widget_set_visible (self->key_group, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->key));

  if (endpoint == NULL || g_str_equal (endpoint, asked))
    return;

  /* Translators: both %s are the ID of an endpoint */
  words = g_strdup_printf (_ ("Exchange answered with the key of endpoint %s, but %s was asked "
                              "for. Do not use it before you know why."),
                           endpoint,
                           asked);
  cue_finding_label_show (self->result, CUE_SEVERITY_WARNING, words, NULL);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticKeyForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                      result,
                                                      &error);

  /* An answer may come although it was cancelled: the key would be another endpoint’s. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->cancellable);
  update_actions (self);

  if (reply == NULL)
    cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
  else if (cue_acoustic_reply_is_done (reply))
    show_key (self, reply);
  else
    cue_acoustic_reply_show_at (self->result, reply);
}

static CueAcousticRequest *
make_request (CueAcousticKeyForm *self)
{
  g_autofree char *endpoint = dup_endpoint (self);

  return cue_acoustic_request_new_get_browser_key (cue_acoustic_client_get_base_url (
                                                     cue_acoustic_desk_connection_get_client (
                                                       self->connection)),
                                                   endpoint);
}

static void
ask (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticKeyForm *self = CUE_ACOUSTIC_KEY_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;

  if (self->connection == NULL || self->cancellable != NULL || !check_endpoint (self))
    return;

  forget_key (self);
  cue_finding_label_clear (self->result);
  request = make_request (self);
  self->cancellable = g_cancellable_new ();
  update_actions (self);
  cue_acoustic_desk_connection_send_async (self->connection,
                                           request,
                                           self->cancellable,
                                           on_answered,
                                           g_object_ref (self));
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticKeyForm *self = CUE_ACOUSTIC_KEY_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;

  if (self->connection == NULL || !check_endpoint (self))
    return;

  request = make_request (self);
  cue_acoustic_errand_show_dry_run (widget, self->connection, request);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticKeyForm *self = CUE_ACOUSTIC_KEY_FORM (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_editable_get_text (self->key));
  gtk_widget_activate_action (widget,
                              "window.toast",
                              "s",
                              _ ("Key copied. Whoever has it can send events."));
}

static void
cue_acoustic_key_form_unmap (GtkWidget *widget)
{
  CueAcousticKeyForm *self = CUE_ACOUSTIC_KEY_FORM (widget);

  /* A key that nobody looks at has no business on a screen that others will look at later. */
  stop_asking (self);
  forget_key (self);
  update_actions (self);

  GTK_WIDGET_CLASS (cue_acoustic_key_form_parent_class)->unmap (widget);
}

static void
cue_acoustic_key_form_dispose (GObject *object)
{
  CueAcousticKeyForm *self = CUE_ACOUSTIC_KEY_FORM (object);

  stop_asking (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (cue_acoustic_key_form_parent_class)->dispose (object);
}

static void
cue_acoustic_key_form_class_init (CueAcousticKeyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_key_form_dispose;
  widget_class->unmap = cue_acoustic_key_form_unmap;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-key-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticKeyForm, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticKeyForm, endpoint_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticKeyForm, endpoint);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticKeyForm, key_group);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticKeyForm, key);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticKeyForm, spinner);
  gtk_widget_class_install_action (widget_class, "browser-key.ask", NULL, ask);
  gtk_widget_class_install_action (widget_class, "browser-key.dry-run", NULL, dry_run);
  gtk_widget_class_install_action (widget_class, "browser-key.copy", NULL, copy);
}

static void
cue_acoustic_key_form_init (CueAcousticKeyForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->endpoint, "changed", G_CALLBACK (on_endpoint_changed), self);
  g_signal_connect_swapped (self->endpoint,
                            "entry-activated",
                            G_CALLBACK (on_endpoint_activated),
                            self);
  update_actions (self);
}

/**
 * cue_acoustic_key_form_set_connection:
 * @self: a form
 * @connection: (nullable): whose browser key is asked for
 *
 * Says which endpoint it is about. Its ID is filled in where the event knows it; a key that is
 * shown is forgotten.
 */
void
cue_acoustic_key_form_set_connection (CueAcousticKeyForm        *self,
                                      CueAcousticDeskConnection *connection)
{
  const char *endpoint = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_KEY_FORM (self));
  g_return_if_fail (connection == NULL || CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));

  if (self->connection == connection)
    return;

  stop_asking (self);
  g_set_object (&self->connection, connection);

  if (connection != NULL)
    endpoint =
      cue_acoustic_connection_get_endpoint_id (cue_desk_connection_get_settings (connection));

  gtk_editable_set_text (self->endpoint, endpoint != NULL ? endpoint : "");
  on_endpoint_changed (self);
  update_actions (self);
}
