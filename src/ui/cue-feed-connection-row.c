// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-connection-row.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-diagnostic.h"
#include "cue-feed-host.h"
#include "cue-key-file.h"
#include "cue-secret-bytes.h"
#include "cue-secret-text.h"
#include "cue-signing-key.h"

/* As the profile names them; the key is no part of it. */
#define FIELD_LABEL      "label"
#define FIELD_HOST       "host"
#define FIELD_FEEDS      "feeds"
#define FIELD_TOKEN_LIFE "token-life"
#define FIELD_WILDCARD   "wildcard"
#define FIELD_KEY        "key"

/**
 * CueFeedConnectionRow:
 *
 * The [class@ConnectionRow] of a connection to the Event Data Service of 10Duke. Its key is the
 * private one that signs, pasted or read from a file. The rules belong to the connection and to the
 * key. Main thread only.
 */
struct _CueFeedConnectionRow {
  CueConnectionRow parent_instance;

  GtkWidget       *badge;
  GtkEditable     *label;
  GtkEditable     *host;
  GtkEditable     *feeds;
  GtkEditable     *key;
  GtkSpinButton   *token_life;
  GtkSwitch       *wildcard;
  GtkSwitch       *production;
  CueFindingLabel *label_finding;
  CueFindingLabel *host_finding;
  CueFindingLabel *feeds_finding;
  CueFindingLabel *key_finding;
  CueFindingLabel *token_life_finding;
  CueFindingLabel *wildcard_finding;
};

G_DEFINE_FINAL_TYPE (CueFeedConnectionRow, cue_feed_connection_row, CUE_TYPE_CONNECTION_ROW)

static CueFeedConnection *
get_connection (CueFeedConnectionRow *self)
{
  return cue_connection_row_get_connection (CUE_CONNECTION_ROW (self));
}

static void
check_settings (CueFeedConnectionRow *self, GPtrArray *findings)
{
  static const CueFindingLevel levels[] = {
    [CUE_SEVERITY_INFO] = CUE_FINDING_HINT,
    [CUE_SEVERITY_WARNING] = CUE_FINDING_WARN,
    [CUE_SEVERITY_ERROR] = CUE_FINDING_BLOCK,
  };
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *place = cue_connection_row_validate (CUE_CONNECTION_ROW (self), found);

  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *fault = found->pdata[i];
    const char          *where = cue_diagnostic_get_where (fault);

    if (where != NULL && g_str_has_prefix (where, place))
      cue_findings_add (findings,
                        levels[cue_diagnostic_get_severity (fault)],
                        where + strlen (place),
                        NULL,
                        "%s",
                        cue_diagnostic_get_message (fault));
  }
}

/* A connection without a key can be kept: the key may be made, or come, later. */
static void
check_key (CueFeedConnectionRow *self, GPtrArray *findings)
{
  CueConnectionRow *row = CUE_CONNECTION_ROW (self);
  g_autoptr (GBytes) pem = cue_connection_row_get_key (row);
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (pem == NULL) {
    if (!cue_connection_row_get_saved_key (row))
      cue_findings_add (findings,
                        CUE_FINDING_WARN,
                        FIELD_KEY,
                        "S2:28",
                        "%s",
                        _ ("Without a key nothing can be read or sent. Choose or paste it here, "
                           "or let one be made on the page Feeds."));
    return;
  }

  key = cue_signing_key_new_from_pem (pem, &error);

  if (key == NULL)
    cue_findings_add (findings, CUE_FINDING_BLOCK, FIELD_KEY, "S2:35", "%s", error->message);
  else
    cue_findings_add (findings,
                      CUE_FINDING_HINT,
                      FIELD_KEY,
                      NULL,
                      /* Translators: %u is a number of bits, %s a fingerprint */
                      _ ("RSA with %u bits, fingerprint %s"),
                      cue_signing_key_get_bits (key),
                      cue_signing_key_get_fingerprint (key));
}

static GPtrArray *
find_findings (CueConnectionRow *row)
{
  CueFeedConnectionRow *self = CUE_FEED_CONNECTION_ROW (row);
  GPtrArray            *findings = cue_findings_new ();

  check_settings (self, findings);
  check_key (self, findings);
  return findings;
}

static char *
describe (CueFeedConnectionRow *self)
{
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (get_connection (self));
  guint            n = g_strv_length (feeds);
  g_autofree char *url =
    cue_feed_host_make_base_url (cue_feed_connection_get_host (get_connection (self)), NULL);
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u feed", "%u feeds", n), n);

  if (uri == NULL)
    return g_steal_pointer (&count);

  return g_strdup_printf ("%s · %s", count, g_uri_get_host (uri));
}

static void
update (CueFeedConnectionRow *self)
{
  CueConnectionRow *row = CUE_CONNECTION_ROW (self);
  gboolean          saved_key = cue_connection_row_get_saved_key (row);
  g_autofree char  *title = cue_connection_make_title (get_connection (self));
  g_autofree char  *subtitle = describe (self);
  g_autoptr (GPtrArray) findings = find_findings (row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key),
                                 saved_key ? _ ("Private Key (kept; paste to replace it)")
                                           : _ ("Private Key (PEM, PKCS #8)"));
  gtk_widget_set_visible (self->badge, cue_connection_get_production (get_connection (self)));
  cue_finding_board_show (cue_connection_row_get_board (row), findings);
  /* Whoever opens the form should see it too, not only whoever switched it on. */
  cue_finding_board_show_at (self->wildcard_finding,
                             cue_findings_worst_at (findings, FIELD_WILDCARD));
}

static void
update_row (CueConnectionRow *row)
{
  update (CUE_FEED_CONNECTION_ROW (row));
}

static void
on_text_changed (CueFeedConnectionRow *self, GtkEditable *field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (field)));

  if (field == self->label)
    g_object_set (get_connection (self), "label", text, NULL);
  else if (field == self->host)
    g_object_set (get_connection (self), "host", text, NULL);
  else
    g_object_set (get_connection (self), "feeds", g_strdelimit (text, ",", '\n'), NULL);

  update (self);
}

static void
on_token_life_changed (CueFeedConnectionRow *self)
{
  g_object_set (get_connection (self),
                "token-life",
                (guint) gtk_spin_button_get_value_as_int (self->token_life),
                NULL);
  update (self);
}

static void
fill (CueFeedConnectionRow *self)
{
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (get_connection (self));
  g_autofree char *line = g_strjoinv (", ", feeds);

  gtk_editable_set_text (self->label, cue_connection_get_label (get_connection (self)));
  gtk_editable_set_text (self->host, cue_feed_connection_get_host (get_connection (self)));
  gtk_editable_set_text (self->feeds, line);
  gtk_spin_button_set_value (self->token_life,
                             cue_feed_connection_get_token_life (get_connection (self)));
}

static void
on_key_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedConnectionRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = cue_key_file_choose_finish (result, &error);
  GtkRoot *root;

  if (cue_connection_row_get_cancellable (CUE_CONNECTION_ROW (self)) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  root = gtk_widget_get_root (GTK_WIDGET (self));

  if (pem != NULL)
    cue_feed_connection_row_take_key (self, pem);
  else if (root != NULL)
    cue_compat_tell (GTK_WINDOW (root), _ ("The File Could Not Be Read"), error->message);
}

static void
choose_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedConnectionRow *self = CUE_FEED_CONNECTION_ROW (widget);

  cue_key_file_choose_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                             cue_connection_row_get_cancellable (CUE_CONNECTION_ROW (self)),
                             on_key_read,
                             g_object_ref (self));
}

static GBytes *
get_key (CueConnectionRow *row)
{
  g_autoptr (CueSecretText)
    text = g_strdup (gtk_editable_get_text (CUE_FEED_CONNECTION_ROW (row)->key));

  g_strstrip (text);
  return text[0] != '\0' ? cue_secret_bytes_new (text, strlen (text)) : NULL;
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CueFeedConnectionRow, child)

static void
cue_feed_connection_row_class_init (CueFeedConnectionRowClass *klass)
{
  GtkWidgetClass        *widget_class = GTK_WIDGET_CLASS (klass);
  CueConnectionRowClass *row_class = CUE_CONNECTION_ROW_CLASS (klass);

  row_class->get_key = get_key;
  row_class->find_findings = find_findings;
  row_class->update = update_row;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-connection-row.ui");
  BIND (badge);
  BIND (label);
  BIND (host);
  BIND (feeds);
  BIND (key);
  BIND (token_life);
  BIND (wildcard);
  BIND (production);
  BIND (label_finding);
  BIND (host_finding);
  BIND (feeds_finding);
  BIND (key_finding);
  BIND (token_life_finding);
  BIND (wildcard_finding);
  gtk_widget_class_install_action (widget_class, "connection.choose-key", NULL, choose_key);
}

static void
cue_feed_connection_row_init (CueFeedConnectionRow *self)
{
  CueFindingBoard *board;

  gtk_widget_init_template (GTK_WIDGET (self));
  board = cue_connection_row_get_board (CUE_CONNECTION_ROW (self));
  cue_finding_board_add (board, self->label_finding, FIELD_LABEL);
  cue_finding_board_add (board, self->host_finding, FIELD_HOST);
  cue_finding_board_add (board, self->feeds_finding, FIELD_FEEDS);
  cue_finding_board_add (board, self->key_finding, FIELD_KEY);
  cue_finding_board_add (board, self->token_life_finding, FIELD_TOKEN_LIFE);
}

/**
 * cue_feed_connection_row_new:
 * @profile: all connections of the event to feeds
 * @connection: one of them; the row writes into it
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
cue_feed_connection_row_new (CueConnectionList *profile, CueFeedConnection *connection)
{
  CueFeedConnectionRow *self;

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (profile), NULL);
  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (connection), NULL);

  self = g_object_new (CUE_TYPE_FEED_CONNECTION_ROW, NULL);
  cue_connection_row_set_up (CUE_CONNECTION_ROW (self),
                             profile,
                             connection,
                             GTK_WIDGET (self->label),
                             GTK_WIDGET (self->production));
  fill (self);
  g_object_bind_property (connection,
                          "wildcard",
                          self->wildcard,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->label, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->host, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->feeds, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->key, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->token_life,
                            "value-changed",
                            G_CALLBACK (on_token_life_changed),
                            self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * cue_feed_connection_row_take_key:
 * @self: a row
 * @pem: what a file has that somebody chose
 *
 * Puts a key in the field, as if it had been pasted.
 */
void
cue_feed_connection_row_take_key (CueFeedConnectionRow *self, GBytes *pem)
{
  g_autoptr (CueSecretText) text = NULL;

  g_return_if_fail (CUE_IS_FEED_CONNECTION_ROW (self));
  g_return_if_fail (pem != NULL);

  /* A file of another kind may have any bytes; what becomes of them is no key either. */
  text = g_utf8_make_valid (g_bytes_get_data (pem, NULL), (gssize) g_bytes_get_size (pem));
  /* What is said about a key is for whoever put it there. */
  gtk_widget_grab_focus (GTK_WIDGET (self->key));
  gtk_editable_set_text (self->key, text);
}
