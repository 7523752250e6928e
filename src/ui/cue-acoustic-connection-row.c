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
 * The [class@ConnectionRow] of a connection to the Acoustic Exchange. The rules belong to the
 * connection and to the service. Main thread only.
 */
struct _CueAcousticConnectionRow {
  CueConnectionRow parent_instance;

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

G_DEFINE_FINAL_TYPE (CueAcousticConnectionRow, cue_acoustic_connection_row, CUE_TYPE_CONNECTION_ROW)

/* In the order of the choices. */
static const CueAcousticRole roles[] = {
  CUE_ACOUSTIC_ROLE_PUBLISHER,
  CUE_ACOUSTIC_ROLE_SUBSCRIBER,
  CUE_ACOUSTIC_ROLE_BOTH,
};

static CueAcousticConnection *
get_connection (CueAcousticConnectionRow *self)
{
  return cue_connection_row_get_connection (CUE_CONNECTION_ROW (self));
}

/* A name is ours: the rule is that of the profile, which knows the others. */
static void
check_label (CueAcousticConnectionRow *self, GPtrArray *findings)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *place = cue_connection_row_validate (CUE_CONNECTION_ROW (self), found);
  g_autofree char *where = g_strconcat (place, FIELD_LABEL, NULL);

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
    if (!cue_connection_row_get_saved_key (CUE_CONNECTION_ROW (self)))
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
find_findings (CueConnectionRow *row)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (row);
  GPtrArray                *findings = cue_findings_new ();

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
    cue_acoustic_role_get_title (cue_acoustic_connection_get_role (get_connection (self)));
  g_autoptr (GUri) uri = g_uri_parse (cue_acoustic_connection_get_base_url (get_connection (self)),
                                      G_URI_FLAGS_NONE,
                                      NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
    return g_strdup (role);

  return g_strdup_printf ("%s · %s", role, g_uri_get_host (uri));
}

static void
update (CueAcousticConnectionRow *self)
{
  CueConnectionRow *row = CUE_CONNECTION_ROW (self);
  gboolean          saved_key = cue_connection_row_get_saved_key (row);
  gboolean          production = cue_connection_get_production (get_connection (self));
  g_autofree char  *title = cue_connection_make_title (get_connection (self));
  g_autofree char  *subtitle = describe (self);
  g_autoptr (GPtrArray) findings = find_findings (row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key),
                                 saved_key ? _ ("Endpoint Key (kept; type to replace it)")
                                           : _ ("Endpoint Key"));
  gtk_widget_set_visible (self->badge, production);
  cue_finding_board_show (cue_connection_row_get_board (row), findings);
}

static void
update_row (CueConnectionRow *row)
{
  update (CUE_ACOUSTIC_CONNECTION_ROW (row));
}

static void
on_label_changed (CueAcousticConnectionRow *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->label)));

  g_object_set (get_connection (self), "label", label, NULL);
  update (self);
}

static void
on_base_url_changed (CueAcousticConnectionRow *self)
{
  g_autofree char *url = cue_acoustic_base_url_normalize (gtk_editable_get_text (self->base_url));

  g_object_set (get_connection (self), "base-url", url, NULL);
  update (self);
}

static void
on_endpoint_id_changed (CueAcousticConnectionRow *self)
{
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (self->endpoint_id)));

  g_object_set (get_connection (self), "endpoint-id", id, NULL);
  update (self);
}

static void
on_role_changed (CueAcousticConnectionRow *self)
{
  guint selected = adw_combo_row_get_selected (self->role);

  if (selected < G_N_ELEMENTS (roles))
    g_object_set (get_connection (self), "role", roles[selected], NULL);
}

static void
fill (CueAcousticConnectionRow *self)
{
  gtk_editable_set_text (self->label, cue_connection_get_label (get_connection (self)));
  gtk_editable_set_text (self->base_url,
                         cue_acoustic_connection_get_base_url (get_connection (self)));
  gtk_editable_set_text (self->endpoint_id,
                         cue_acoustic_connection_get_endpoint_id (get_connection (self)));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (roles[i] == cue_acoustic_connection_get_role (get_connection (self)))
      adw_combo_row_set_selected (self->role, i);
  }
}

static GBytes *
get_key (CueConnectionRow *row)
{
  CueAcousticConnectionRow *self = CUE_ACOUSTIC_CONNECTION_ROW (row);
  g_autoptr (CueSecretText) key = cue_acoustic_client_clean_key (gtk_editable_get_text (self->key));

  return key[0] != '\0' ? cue_secret_bytes_new (key, strlen (key)) : NULL;
}

static void
cue_acoustic_connection_row_class_init (CueAcousticConnectionRowClass *klass)
{
  GtkWidgetClass        *widget_class = GTK_WIDGET_CLASS (klass);
  CueConnectionRowClass *row_class = CUE_CONNECTION_ROW_CLASS (klass);

  row_class->get_key = get_key;
  row_class->find_findings = find_findings;
  row_class->update = update_row;

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
}

static void
cue_acoustic_connection_row_init (CueAcousticConnectionRow *self)
{
  CueFindingBoard *board;

  gtk_widget_init_template (GTK_WIDGET (self));
  board = cue_connection_row_get_board (CUE_CONNECTION_ROW (self));
  cue_finding_board_add (board, self->label_finding, FIELD_LABEL);
  cue_finding_board_add (board, self->base_url_finding, CUE_ACOUSTIC_FIELD_BASE_URL);
  cue_finding_board_add (board, self->endpoint_id_finding, CUE_ACOUSTIC_FIELD_ENDPOINT_ID);
  cue_finding_board_add (board, self->key_finding, CUE_ACOUSTIC_FIELD_KEY);
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
  cue_connection_row_set_up (CUE_CONNECTION_ROW (self),
                             profile,
                             connection,
                             GTK_WIDGET (self->label),
                             GTK_WIDGET (self->production));
  fill (self);
  g_signal_connect_swapped (self->label, "changed", G_CALLBACK (on_label_changed), self);
  g_signal_connect_swapped (self->base_url, "changed", G_CALLBACK (on_base_url_changed), self);
  g_signal_connect_swapped (self->endpoint_id,
                            "changed",
                            G_CALLBACK (on_endpoint_id_changed),
                            self);
  g_signal_connect_swapped (self->role, "notify::selected", G_CALLBACK (on_role_changed), self);
  g_signal_connect_swapped (self->key, "changed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
