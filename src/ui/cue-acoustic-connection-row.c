// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-connection-row.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-client.h"
#include "cue-acoustic-request.h"
#include "cue-acoustic-rules.h"
#include "cue-diagnostic.h"
#include "cue-secret-text.h"
#include "cue-text.h"

#define FIELD_LABEL "label"

/**
 * CueAcousticConnectionRow:
 *
 * The [iface@ConnectionRow] of a connection to the Acoustic Exchange. The rules belong to the
 * connection and to the service. Main thread only.
 */
struct _CueAcousticConnectionRow {
  AdwExpanderRow parent_instance;

  CueConnectionList     *profile;     /* owned; has ‘connection’ */
  CueAcousticConnection *connection;  /* owned */
  char                  *kind;        /* owned; of its key */
  GCancellable          *cancellable; /* owned; cancelled in dispose */
  CueFindingBoard       *board;       /* owned */
  gboolean               saved_key;   /* the keyring has one */

  GtkWidget       *badge;
  GtkEditable     *label;
  GtkEditable     *base_url;
  AdwComboRow     *role;
  GtkEditable     *endpoint_id;
  GtkEditable     *key;
  GtkSwitch       *production;
  CueFindingLabel *label_finding;
  CueFindingLabel *base_url_finding;
  CueFindingLabel *endpoint_id_finding;
  CueFindingLabel *key_finding;
};

static void connection_row_init (CueConnectionRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAcousticConnectionRow,
                               cue_acoustic_connection_row,
                               ADW_TYPE_EXPANDER_ROW,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_CONNECTION_ROW, connection_row_init))

/* In the order of the choices. */
static const CueAcousticRole roles[] = {
  CUE_ACOUSTIC_ROLE_PUBLISHER,
  CUE_ACOUSTIC_ROLE_SUBSCRIBER,
  CUE_ACOUSTIC_ROLE_BOTH,
};

static guint
find_position (CueAcousticConnectionRow *self)
{
  GListModel *connections = G_LIST_MODEL (self->profile);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++) {
    g_autoptr (CueAcousticConnection) connection = g_list_model_get_item (connections, i);

    if (connection == self->connection)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

/* A name is ours: the rule is that of the profile, which knows the others. */
static void
check_label (CueAcousticConnectionRow *self, GPtrArray *findings)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *where = g_strdup_printf ("connections[%u]." FIELD_LABEL, find_position (self));

  cue_connection_list_validate (self->profile, found);

  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *fault = found->pdata[i];

    if (g_strcmp0 (cue_diagnostic_get_where (fault), where) == 0)
      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        FIELD_LABEL,
                        NULL,
                        "%s",
                        cue_diagnostic_get_message (fault));
  }
}

static void
check_key (CueAcousticConnectionRow *self, GPtrArray *findings)
{
  const char *key = gtk_editable_get_text (self->key);
  g_autoptr (CueSecretText) clean = cue_acoustic_client_clean_key (key);

  if (key[0] == '\0') {
    if (!self->saved_key)
      cue_findings_add (findings,
                        CUE_FINDING_BLOCK,
                        CUE_ACOUSTIC_FIELD_KEY,
                        "S4:23",
                        "%s",
                        _ ("Paste the authentication key of the endpoint."));
    return;
  }

  cue_acoustic_check_key (findings, key);

  if (g_ascii_strncasecmp (key + strspn (key, " \t"), "Bearer ", strlen ("Bearer ")) == 0)
    cue_findings_add (findings,
                      CUE_FINDING_HINT,
                      CUE_ACOUSTIC_FIELD_KEY,
                      "S4:23",
                      "%s",
                      _ ("“Bearer” is not part of the key; it is left out here."));
  else if (clean[0] != '\0' && !g_str_equal (clean, key))
    cue_findings_add (findings,
                      CUE_FINDING_HINT,
                      CUE_ACOUSTIC_FIELD_KEY,
                      "S4:23",
                      "%s",
                      _ ("The blanks around the key are left out."));
}

static GPtrArray *
find_findings (CueAcousticConnectionRow *self)
{
  GPtrArray *findings = cue_findings_new ();

  check_label (self, findings);
  cue_acoustic_check_base_url (findings, gtk_editable_get_text (self->base_url));

  /* Few calls name an endpoint, so it may be missing. */
  if (!cue_text_is_blank (gtk_editable_get_text (self->endpoint_id)))
    cue_acoustic_check_endpoint_id (findings, gtk_editable_get_text (self->endpoint_id));

  check_key (self, findings);
  return findings;
}

static char *
describe (CueAcousticConnectionRow *self)
{
  const char *role =
    cue_acoustic_role_get_title (cue_acoustic_connection_get_role (self->connection));
  g_autoptr (GUri) uri =
    g_uri_parse (cue_acoustic_connection_get_base_url (self->connection), G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
    return g_strdup (role);

  return g_strdup_printf ("%s · %s", role, g_uri_get_host (uri));
}

static void
update (CueAcousticConnectionRow *self)
{
  gboolean         production = cue_acoustic_connection_get_production (self->connection);
  g_autofree char *title = cue_connection_make_title (self->connection);
  g_autofree char *subtitle = describe (self);
  g_autoptr (GPtrArray) findings = find_findings (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key),
                                 self->saved_key ? _ ("Endpoint Key (kept; type to replace it)")
                                                 : _ ("Endpoint Key"));
  gtk_widget_set_visible (self->badge, production);
  cue_finding_board_show (self->board, findings);
}

static void
on_label_changed (CueAcousticConnectionRow *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->label)));

  g_object_set (self->connection, "label", label, NULL);
  update (self);
}

static void
on_base_url_changed (CueAcousticConnectionRow *self)
{
  g_autofree char *url = cue_acoustic_base_url_normalize (gtk_editable_get_text (self->base_url));

  g_object_set (self->connection, "base-url", url, NULL);
  update (self);
}

static void
on_endpoint_id_changed (CueAcousticConnectionRow *self)
{
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (self->endpoint_id)));

  g_object_set (self->connection, "endpoint-id", id, NULL);
  update (self);
}

static void
on_role_changed (CueAcousticConnectionRow *self)
{
  guint selected = adw_combo_row_get_selected (self->role);

  if (selected < G_N_ELEMENTS (roles))
    g_object_set (self->connection, "role", roles[selected], NULL);
}

static void
fill (CueAcousticConnectionRow *self)
{
  gtk_editable_set_text (self->label, cue_connection_get_label (self->connection));
  gtk_editable_set_text (self->base_url, cue_acoustic_connection_get_base_url (self->connection));
  gtk_editable_set_text (self->endpoint_id,
                         cue_acoustic_connection_get_endpoint_id (self->connection));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (roles[i] == cue_acoustic_connection_get_role (self->connection))
      adw_combo_row_set_selected (self->role, i);
  }
}

static void
on_key_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    key = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  CueAcousticConnectionRow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_ACOUSTIC_CONNECTION_ROW (data);
  self->saved_key = key != NULL;
  update (self);
}

static void
remove_connection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (widget);
  g_autoptr (CueConnectionList) profile = g_object_ref (self->profile);

  /* The form takes the row away with it. */
  cue_connection_list_remove (profile, cue_connection_get_id (self->connection));
}

static gpointer
get_connection (CueConnectionRow *row)
{
  return CUE_ACOUSTIC_CONNECTION_ROW (row)->connection;
}

static const char *
get_kind (CueConnectionRow *row)
{
  return CUE_ACOUSTIC_CONNECTION_ROW (row)->kind;
}

static GBytes *
get_key (CueConnectionRow *row)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (row);
  g_autoptr (CueSecretText) key = cue_acoustic_client_clean_key (gtk_editable_get_text (self->key));

  return key[0] != '\0' ? cue_secret_bytes_new (key, strlen (key)) : NULL;
}

static void
look_up_key (CueConnectionRow *row, CueSecretStore *store, const char *profile_id)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (row);

  cue_secret_store_lookup_async (store,
                                 profile_id,
                                 self->kind,
                                 self->cancellable,
                                 on_key_found,
                                 self);
}

static gboolean
check (CueConnectionRow *row, gboolean focus)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (row);
  g_autoptr (GPtrArray) findings = find_findings (self);

  return focus ? cue_connection_row_lead_to_wrong (row, self->board, findings)
               : !cue_findings_block (findings);
}

static void
focus (CueConnectionRow *row)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (CUE_ACOUSTIC_CONNECTION_ROW (row)->label));
}

static void
connection_row_init (CueConnectionRowInterface *iface)
{
  iface->get_connection = get_connection;
  iface->get_kind = get_kind;
  iface->get_key = get_key;
  iface->look_up_key = look_up_key;
  iface->check = check;
  iface->focus = focus;
}

static void
cue_acoustic_connection_row_dispose (GObject *object)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->board);
  g_clear_object (&self->connection);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (cue_acoustic_connection_row_parent_class)->dispose (object);
}

static void
cue_acoustic_connection_row_finalize (GObject *object)
{
  g_free (CUE_ACOUSTIC_CONNECTION_ROW (object)->kind);

  G_OBJECT_CLASS (cue_acoustic_connection_row_parent_class)->finalize (object);
}

static void
cue_acoustic_connection_row_class_init (CueAcousticConnectionRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_acoustic_connection_row_dispose;
  object_class->finalize = cue_acoustic_connection_row_finalize;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-connection-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, badge);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, label);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, base_url);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, role);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, endpoint_id);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, key);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, production);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, label_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, base_url_finding);
  gtk_widget_class_bind_template_child (widget_class,
                                        CueAcousticConnectionRow,
                                        endpoint_id_finding);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticConnectionRow, key_finding);
  gtk_widget_class_install_action (widget_class, "connection.remove", NULL, remove_connection);
}

static void
cue_acoustic_connection_row_init (CueAcousticConnectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->board = cue_finding_board_new ();
  cue_finding_board_add (self->board, self->label_finding, FIELD_LABEL);
  cue_finding_board_add (self->board, self->base_url_finding, CUE_ACOUSTIC_FIELD_BASE_URL);
  cue_finding_board_add (self->board, self->endpoint_id_finding, CUE_ACOUSTIC_FIELD_ENDPOINT_ID);
  cue_finding_board_add (self->board, self->key_finding, CUE_ACOUSTIC_FIELD_KEY);
}

/**
 * cue_acoustic_connection_row_new:
 * @profile: all connections of the event
 * @connection: one of them; the row writes into it
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
cue_acoustic_connection_row_new (CueConnectionList *profile, CueAcousticConnection *connection)
{
  CueAcousticConnectionRow *self;

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (profile), NULL);
  g_return_val_if_fail (CUE_IS_ACOUSTIC_CONNECTION (connection), NULL);

  self = g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION_ROW, NULL);
  self->profile = g_object_ref (profile);
  self->connection = g_object_ref (connection);
  self->kind = cue_connection_make_secret_kind (connection);
  fill (self);
  g_object_bind_property (connection,
                          "production",
                          self->production,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->label, "changed", G_CALLBACK (on_label_changed), self);
  g_signal_connect_swapped (self->base_url, "changed", G_CALLBACK (on_base_url_changed), self);
  g_signal_connect_swapped (self->endpoint_id,
                            "changed",
                            G_CALLBACK (on_endpoint_id_changed),
                            self);
  g_signal_connect_swapped (self->role, "notify::selected", G_CALLBACK (on_role_changed), self);
  g_signal_connect_swapped (self->key, "changed", G_CALLBACK (update), self);
  /* Another connection may have taken or left the same name. */
  g_signal_connect_object (profile, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
