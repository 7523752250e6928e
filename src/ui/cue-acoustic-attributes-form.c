// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-attributes-form.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-errand.h"
#include "cue-acoustic-error-path.h"
#include "cue-acoustic-rules.h"
#include "cue-attribute-table.h"
#include "cue-attributes-draft.h"
#include "cue-early-key.h"
#include "cue-finding-board.h"
#include "cue-json-link.h"

/**
 * CueAcousticAttributesForm:
 *
 * The form that replaces the attributes of an endpoint, and beside it the JSON text that is sent,
 * exactly. Since the whole list is replaced it always asks first. Main thread only.
 */
struct _CueAcousticAttributesForm {
  AdwBin parent_instance;

  CueAcousticDeskConnection *connection;  /* owned; may be NULL */
  CueAttributesDraft        *draft;       /* owned */
  CueJsonLink               *link;        /* owned; between ‘draft’ and the JSON text */
  CueFindingBoard           *board;       /* owned */
  GPtrArray                 *findings;    /* owned; what the rules found last; may be NULL */
  GCancellable              *cancellable; /* owned; NULL once disposed of */
  gboolean                   wanted;      /* somebody wanted to send it */

  CueFindingLabel   *result;
  CueFindingLabel   *rest;
  AdwFlap           *flap;
  AdwComboRow       *role;
  GtkWidget         *endpoint;
  CueFindingLabel   *endpoint_finding;
  CueAttributeTable *attributes;
  GtkWidget         *remove_all_group;
  GtkWidget         *remove_all;
  CueJsonEditor     *json;
};

G_DEFINE_FINAL_TYPE (CueAcousticAttributesForm, cue_acoustic_attributes_form, ADW_TYPE_BIN)

static void
show_findings (CueAcousticAttributesForm *self)
{
  cue_finding_board_show (self->board, self->findings);
  cue_attribute_table_show (self->attributes, self->findings, "", self->wanted);
}

static void
update (CueAcousticAttributesForm *self)
{
  g_autoptr (CueAcousticContext) context = NULL;

  cue_finding_label_clear (self->result);
  gtk_widget_set_visible (self->remove_all_group,
                          cue_draft_list_get_n_items (
                            cue_attributes_draft_get_attributes (self->draft)) == 0);

  if (self->connection == NULL)
    return;

  context = cue_acoustic_desk_connection_make_context (self->connection);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = cue_draft_check (CUE_DRAFT (self->draft), context);
  show_findings (self);
}

static void
on_role_selected (CueAcousticAttributesForm *self)
{
  cue_attributes_draft_set_role (self->draft,
                                 adw_combo_row_get_selected (self->role) == 0
                                   ? CUE_ACOUSTIC_ROLE_PUBLISHER
                                   : CUE_ACOUSTIC_ROLE_SUBSCRIBER);
}

static gboolean
is_ready (CueAcousticAttributesForm *self)
{
  GtkWidget *wrong;

  if (self->connection == NULL)
    return FALSE;

  self->wanted = TRUE;
  cue_finding_board_touch_all (self->board);
  update (self);

  cue_json_link_settle (self->link);

  if (!cue_json_link_is_good (self->link)) {
    adw_flap_set_reveal_flap (self->flap, TRUE);
    gtk_widget_grab_focus (GTK_WIDGET (self->json));
    return FALSE;
  }

  if (!cue_findings_block (self->findings))
    return TRUE;

  wrong = cue_finding_board_get_first_wrong (self->board);

  if (wrong == NULL)
    wrong = cue_attribute_table_get_first_wrong (self->attributes);

  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);

  return FALSE;
}

static CueAcousticRequest *
make_request (CueAcousticAttributesForm *self)
{
  CueAcousticClient *client = cue_acoustic_desk_connection_get_client (self->connection);
  g_autoptr (GBytes) body = cue_json_editor_dup_bytes (self->json);

  return cue_acoustic_request_new_replace_attributes (cue_acoustic_client_get_base_url (client),
                                                      cue_attributes_draft_get_role (self->draft),
                                                      cue_attributes_draft_get_endpoint_id (
                                                        self->draft),
                                                      body);
}

/* What the service did not like stands at the field it is about, until something is changed. */
static void
show_fault (CueAcousticAttributesForm *self, CueAcousticReply *reply)
{
  const char      *server = cue_acoustic_reply_get_server_text (reply);
  g_autofree char *path = g_strdup (cue_acoustic_reply_get_field (reply));

  cue_acoustic_reply_show_at (self->result, reply);

  if (path == NULL && server != NULL)
    path = cue_acoustic_map_error (server, CUE_DRAFT (self->draft));

  if (path == NULL || self->findings == NULL)
    return;

  cue_findings_add (self->findings,
                    CUE_FINDING_BLOCK,
                    path,
                    NULL,
                    "%s",
                    server != NULL ? server : cue_acoustic_reply_get_message (reply));
  self->wanted = TRUE;
  cue_finding_board_touch_all (self->board);
  show_findings (self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticAttributesForm) self = CUE_ACOUSTIC_ATTRIBUTES_FORM (g_object_ref (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply) reply = cue_acoustic_errand_run_finish (result, &error);

  /* Another connection was chosen meanwhile, or the form is gone. */
  if (!cue_acoustic_errand_is_awaited (result))
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replace.send", TRUE);

  if (reply == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);

    return;
  }

  if (!cue_acoustic_reply_is_done (reply)) {
    show_fault (self, reply);
    return;
  }

  cue_finding_label_clear (self->result);
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "window.toast",
                              "s",
                              cue_acoustic_reply_get_message (reply));
  gtk_widget_activate_action (GTK_WIDGET (self), "acoustic.refresh", NULL);
}

static void
send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticAttributesForm *self = CUE_ACOUSTIC_ATTRIBUTES_FORM (widget);
  const char                *endpoint;
  gboolean                   none;
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autofree char  *heading = NULL;
  CueAcousticErrand errand;

  if (!is_ready (self))
    return;

  request = make_request (self);
  endpoint = cue_attributes_draft_get_endpoint_id (self->draft);
  none = cue_draft_list_get_n_items (cue_attributes_draft_get_attributes (self->draft)) == 0;
  /* Translators: %s is the id of an endpoint */
  heading = g_strdup_printf (none ? _ ("Remove All Attributes of Endpoint %s?")
                                  : _ ("Replace the Attributes of Endpoint %s?"),
                             endpoint);
  errand = (CueAcousticErrand){
    .connection = self->connection,
    .request = request,
    .heading = heading,
    .body = _ ("The whole list is replaced. Which event type this changes is not documented, so "
               "try it with an endpoint that nobody depends on."),
    .action = none ? _ ("_Remove All") : _ ("_Replace"),
    .destructive = TRUE,
    .typed = none ? endpoint : NULL,
  };
  gtk_widget_action_set_enabled (widget, "replace.send", FALSE);
  cue_acoustic_errand_run_async (widget, &errand, self->cancellable, on_sent, NULL);
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticAttributesForm *self = CUE_ACOUSTIC_ATTRIBUTES_FORM (widget);
  g_autoptr (CueAcousticRequest) request = NULL;

  if (!is_ready (self))
    return;

  request = make_request (self);
  cue_acoustic_errand_show_dry_run (widget, self->connection, request);
}

static void
cue_acoustic_attributes_form_dispose (GObject *object)
{
  CueAcousticAttributesForm *self = CUE_ACOUSTIC_ATTRIBUTES_FORM (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->link);
  g_clear_object (&self->draft);
  g_clear_object (&self->board);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_acoustic_attributes_form_parent_class)->dispose (object);
}

static void
cue_acoustic_attributes_form_class_init (CueAcousticAttributesFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_attributes_form_dispose;

  g_type_ensure (CUE_TYPE_ATTRIBUTE_TABLE);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_JSON_EDITOR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-attributes-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, rest);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, flap);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, role);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, endpoint);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, endpoint_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, attributes);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, remove_all_group);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, remove_all);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticAttributesForm, json);
  gtk_widget_class_install_action (widget_class, "replace.send", NULL, send);
  gtk_widget_class_install_action (widget_class, "replace.dry-run", NULL, dry_run);
}

/* What a list of its own says about its rows begins with their number. */
static void
cue_acoustic_attributes_form_init (CueAcousticAttributesForm *self)
{
  static const char *const elsewhere[] = { "0", "1", "2", "3", "4", "5",
                                           "6", "7", "8", "9", "",  NULL };

  self->cancellable = g_cancellable_new ();
  self->board = cue_finding_board_new ();
  self->draft = cue_attributes_draft_new (CUE_ACOUSTIC_ROLE_PUBLISHER);
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_early_key_add (GTK_WIDGET (self), "<Control>Return", "replace.send");
  self->link = cue_json_link_new (self->json);
  cue_finding_board_add (self->board, self->endpoint_finding, CUE_ACOUSTIC_FIELD_ENDPOINT_ID);
  cue_finding_board_set_rest (self->board, self->rest, elsewhere);
  g_object_bind_property (self->draft,
                          "endpoint-id",
                          self->endpoint,
                          "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->draft,
                          "remove-all",
                          self->remove_all,
                          "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  cue_attribute_table_set_list (self->attributes,
                                cue_attributes_draft_get_attributes (self->draft));
  g_signal_connect_swapped (self->role, "notify::selected", G_CALLBACK (on_role_selected), self);
  g_signal_connect_swapped (self->link, "changed", G_CALLBACK (update), self);
  cue_json_link_set_draft (self->link, CUE_DRAFT (self->draft));
}

/**
 * cue_acoustic_attributes_form_set_connection:
 * @self: a form
 * @connection: (nullable): what it is sent by
 *
 * Chooses the connection, and begins with what that says about its endpoint.
 */
void
cue_acoustic_attributes_form_set_connection (CueAcousticAttributesForm *self,
                                             CueAcousticDeskConnection *connection)
{
  CueAcousticConnection *settings;
  const char            *endpoint;

  g_return_if_fail (CUE_IS_ACOUSTIC_ATTRIBUTES_FORM (self));

  if (!g_set_object (&self->connection, connection))
    return;

  /* What is on its way is of the other connection. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replace.send", TRUE);

  if (connection == NULL)
    return;

  settings = cue_desk_connection_get_settings (connection);
  endpoint = cue_acoustic_connection_get_endpoint_id (settings);
  adw_combo_row_set_selected (self->role,
                              cue_acoustic_connection_get_role (settings) ==
                                CUE_ACOUSTIC_ROLE_SUBSCRIBER);
  cue_attributes_draft_set_endpoint_id (self->draft, endpoint != NULL ? endpoint : "");
  self->wanted = FALSE;
  cue_finding_board_reset (self->board);
  update (self);
}
