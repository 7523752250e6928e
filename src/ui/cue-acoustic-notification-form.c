// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-notification-form.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-errand.h"
#include "cue-choice.h"
#include "cue-early-key.h"
#include "cue-finding-board.h"

#define N_AUTHS (CUE_NOTIFICATION_AUTH_OAUTH_REFRESH_TOKEN_ONLY + 1)

/* The rows as the template calls them; a finding label goes with each. */
static const struct {
  const char *id;
  const char *property;
} rows[CUE_NOTIFICATION_N_FIELDS] = {
  [CUE_NOTIFICATION_URL] = { "url", "notification-url" },
  [CUE_NOTIFICATION_KEY] = { "key", "notification-key" },
  [CUE_NOTIFICATION_API_KEY] = { "api_key", "api-key" },
  [CUE_NOTIFICATION_USER_ID] = { "user_id", "user-id" },
  [CUE_NOTIFICATION_PASSWORD] = { "password", "password" },
  [CUE_NOTIFICATION_AUTH_URL] = { "auth_url", "auth-url" },
  [CUE_NOTIFICATION_CLIENT_ID] = { "client_id", "client-id" },
  [CUE_NOTIFICATION_CLIENT_SECRET] = { "client_secret", "client-secret" },
  [CUE_NOTIFICATION_SUPPLIER_KEY] = { "supplier_key", "supplier-key" },
  [CUE_NOTIFICATION_REFRESH_TOKEN] = { "refresh_token", "refresh-token" },
};

/**
 * CueAcousticNotificationForm:
 *
 * Where Exchange tells that the subscriptions of an endpoint changed, and how it proves itself
 * there. What is secret is sent, is masked wherever the request is shown, and is forgotten as soon
 * as the service took it or another connection is chosen. Main thread only.
 */
struct _CueAcousticNotificationForm {
  AdwBin parent_instance;

  CueAcousticDeskConnection *connection;  /* owned; may be NULL */
  CueNotificationDraft      *draft;       /* owned */
  CueFindingBoard           *board;       /* owned */
  GPtrArray                 *findings;    /* owned; what the rules found last */
  GCancellable              *cancellable; /* owned */
  gboolean                   busy;

  CueFindingLabel *result;
  CueFindingLabel *rest;
  AdwComboRow     *auth;
  GtkSpinner      *spinner;
  GtkWidget       *rows[CUE_NOTIFICATION_N_FIELDS];
  CueFindingLabel *labels[CUE_NOTIFICATION_N_FIELDS];
};

G_DEFINE_FINAL_TYPE (CueAcousticNotificationForm, cue_acoustic_notification_form, ADW_TYPE_BIN)

static void
update_actions (CueAcousticNotificationForm *self)
{
  gboolean may = self->connection != NULL && !self->busy;

  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notification.send", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notification.remove", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "notification.dry-run",
                                 self->connection != NULL);
}

static void
update_findings (CueAcousticNotificationForm *self)
{
  g_autoptr (CueAcousticContext) context = NULL;

  if (self->connection != NULL)
    context = cue_acoustic_desk_connection_make_context (self->connection);
  else
    context = cue_acoustic_context_new (CUE_ACOUSTIC_ROLE_BOTH, g_get_real_time ());

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = cue_draft_check (CUE_DRAFT (self->draft), context);
  cue_finding_board_show (self->board, self->findings);
}

static void
on_draft_changed (CueAcousticNotificationForm *self)
{
  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++)
    gtk_widget_set_visible (self->rows[i], cue_notification_draft_uses (self->draft, i));

  cue_finding_label_clear (self->result);
  update_findings (self);
}

static gboolean
is_ready (CueAcousticNotificationForm *self)
{
  GtkWidget *wrong;

  cue_finding_board_touch_all (self->board);
  update_findings (self);

  if (!cue_findings_block (self->findings))
    return TRUE;

  wrong = cue_finding_board_get_first_wrong (self->board);

  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);

  return FALSE;
}

static void
set_busy (CueAcousticNotificationForm *self, gboolean busy)
{
  self->busy = busy;
  update_actions (self);
}

static void
forget_secrets (CueAcousticNotificationForm *self)
{
  cue_draft_begin (CUE_DRAFT (self->draft));

  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++) {
    if (cue_notification_field_is_secret (i))
      cue_notification_draft_set_text (self->draft, i, "");
  }

  cue_draft_end (CUE_DRAFT (self->draft));
  cue_finding_board_reset (self->board);
}

static void
show_fault (CueAcousticNotificationForm *self, CueAcousticReply *reply)
{
  const char *field = cue_acoustic_reply_get_field (reply);

  cue_acoustic_reply_show_at (self->result, reply);

  for (guint i = 0; field != NULL && i < CUE_NOTIFICATION_N_FIELDS; i++) {
    const char *path = cue_notification_field_get_path (i);
    const char *last = strrchr (path, '/');

    if (!g_str_equal (field, path) && !g_str_equal (field, last != NULL ? last + 1 : path))
      continue;

    cue_finding_label_show (self->labels[i],
                            CUE_SEVERITY_ERROR,
                            cue_acoustic_reply_get_message (reply),
                            NULL);
    gtk_widget_grab_focus (self->rows[i]);
  }
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAcousticNotificationForm *self = CUE_ACOUSTIC_NOTIFICATION_FORM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply) reply = cue_acoustic_errand_run_finish (result, &error);

  /* Another connection was chosen meanwhile, or the page is gone. */
  if (!cue_acoustic_errand_is_awaited (result))
    return;

  set_busy (self, FALSE);

  if (reply == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);

    return;
  }

  if (!cue_acoustic_reply_is_done (reply)) {
    show_fault (self, reply);
    return;
  }

  forget_secrets (self);
  cue_finding_label_show (self->result,
                          CUE_SEVERITY_INFO,
                          cue_acoustic_reply_get_call (reply) == CUE_ACOUSTIC_CALL_SET_NOTIFICATION
                            ? _ ("Exchange took the address. The secrets were removed from this "
                                 "form.")
                            : _ ("Exchange sends no more notifications for this endpoint."),
                          NULL);
}

static void
run (CueAcousticNotificationForm *self, const CueAcousticErrand *errand)
{
  cue_finding_label_clear (self->result);
  set_busy (self, TRUE);
  cue_acoustic_errand_run_async (GTK_WIDGET (self), errand, self->cancellable, on_done, NULL);
}

static CueAcousticRequest *
make_request (CueAcousticNotificationForm *self)
{
  g_autoptr (GBytes) body = cue_draft_to_bytes (CUE_DRAFT (self->draft));

  return cue_acoustic_request_new_set_notification (cue_acoustic_client_get_base_url (
                                                      cue_acoustic_desk_connection_get_client (
                                                        self->connection)),
                                                    body);
}

static void
send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticNotificationForm *self = CUE_ACOUSTIC_NOTIFICATION_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;
  CueAcousticErrand errand;

  if (self->connection == NULL || self->busy || !is_ready (self))
    return;

  request = make_request (self);
  errand = (CueAcousticErrand){
    .connection = self->connection,
    .request = request,
    .heading = _ ("Set the Notifications of This Endpoint?"),
    .body = _ ("An address that was set before is replaced."),
    .action = _ ("_Set Notifications"),
  };
  run (self, &errand);
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticNotificationForm *self = CUE_ACOUSTIC_NOTIFICATION_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;

  if (self->connection == NULL || !is_ready (self))
    return;

  request = make_request (self);
  cue_acoustic_errand_show_dry_run (widget, self->connection, request);
}

static void
remove_notification (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticNotificationForm *self = CUE_ACOUSTIC_NOTIFICATION_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;
  CueAcousticErrand errand;

  if (self->connection == NULL || self->busy)
    return;

  request = cue_acoustic_request_new_delete_notification (
    cue_acoustic_client_get_base_url (cue_acoustic_desk_connection_get_client (self->connection)));
  errand = (CueAcousticErrand){
    .connection = self->connection,
    .request = request,
    .heading = _ ("Stop the Notifications of This Endpoint?"),
    .body = _ ("Exchange forgets the address, and the system there hears of no change any more. "
               "Exchange does not tell what was set, so that it cannot be put back from here."),
    .action = _ ("_Stop Notifications"),
    .destructive = TRUE,
  };
  run (self, &errand);
}

static void
cue_acoustic_notification_form_dispose (GObject *object)
{
  CueAcousticNotificationForm *self = CUE_ACOUSTIC_NOTIFICATION_FORM (object);

  g_cancellable_cancel (self->cancellable);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);

  g_clear_object (&self->connection);
  g_clear_object (&self->draft);
  g_clear_object (&self->board);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_acoustic_notification_form_parent_class)->dispose (object);
}

static void
cue_acoustic_notification_form_finalize (GObject *object)
{
  g_clear_object (&CUE_ACOUSTIC_NOTIFICATION_FORM (object)->cancellable);

  G_OBJECT_CLASS (cue_acoustic_notification_form_parent_class)->finalize (object);
}

static void
cue_acoustic_notification_form_class_init (CueAcousticNotificationFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_acoustic_notification_form_dispose;
  object_class->finalize = cue_acoustic_notification_form_finalize;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-notification-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticNotificationForm, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticNotificationForm, rest);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticNotificationForm, auth);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticNotificationForm, spinner);

  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++) {
    g_autofree char *label = g_strconcat (rows[i].id, "_finding", NULL);

    gtk_widget_class_bind_template_child_full (widget_class,
                                               rows[i].id,
                                               FALSE,
                                               G_STRUCT_OFFSET (CueAcousticNotificationForm,
                                                                rows[i]));
    gtk_widget_class_bind_template_child_full (widget_class,
                                               label,
                                               FALSE,
                                               G_STRUCT_OFFSET (CueAcousticNotificationForm,
                                                                labels[i]));
  }

  gtk_widget_class_install_action (widget_class, "notification.send", NULL, send);
  gtk_widget_class_install_action (widget_class, "notification.dry-run", NULL, dry_run);
  gtk_widget_class_install_action (widget_class, "notification.remove", NULL, remove_notification);
}

static void
bind_fields (CueAcousticNotificationForm *self)
{
  const char *auths[N_AUTHS + 1] = { NULL };

  for (guint i = 0; i < N_AUTHS; i++)
    auths[i] = cue_notification_auth_get_name (i);

  cue_choice_bind_enum (G_OBJECT (self->draft), "auth", self->auth, auths);

  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++)
    g_object_bind_property (self->draft,
                            rows[i].property,
                            self->rows[i],
                            "text",
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
cue_acoustic_notification_form_init (CueAcousticNotificationForm *self)
{
  static const char *const elsewhere[] = { NULL };

  self->cancellable = g_cancellable_new ();
  self->draft = cue_notification_draft_new ();
  self->board = cue_finding_board_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_early_key_add (GTK_WIDGET (self), "<Control>Return", "notification.send");

  for (guint i = 0; i < CUE_NOTIFICATION_N_FIELDS; i++)
    cue_finding_board_add (self->board, self->labels[i], cue_notification_field_get_path (i));

  cue_finding_board_set_rest (self->board, self->rest, elsewhere);
  bind_fields (self);
  on_draft_changed (self);
  g_signal_connect_swapped (self->draft, "changed", G_CALLBACK (on_draft_changed), self);
  update_actions (self);
}

/**
 * cue_acoustic_notification_form_set_connection:
 * @self: a form
 * @connection: (nullable): whose notifications are set
 *
 * Says which endpoint it is about. Waiting for an answer about another one ends, and secrets that
 * were written for that one are forgotten.
 */
void
cue_acoustic_notification_form_set_connection (CueAcousticNotificationForm *self,
                                               CueAcousticDeskConnection   *connection)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_NOTIFICATION_FORM (self));
  g_return_if_fail (connection == NULL || CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));

  if (self->connection == connection)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->connection, connection);
  forget_secrets (self);
  cue_finding_label_clear (self->result);
  set_busy (self, FALSE);
}

/**
 * cue_acoustic_notification_form_get_draft:
 * @self: a form
 *
 * Returns: (transfer none): what is written on
 */
CueNotificationDraft *
cue_acoustic_notification_form_get_draft (CueAcousticNotificationForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_NOTIFICATION_FORM (self), NULL);

  return self->draft;
}
