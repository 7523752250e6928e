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
 * The [iface@ConnectionRow] of a connection to the Event Data Service of 10Duke. Its key is the
 * private one that signs, pasted or read from a file. The rules belong to the connection and to the
 * key. Main thread only.
 */
struct _CueFeedConnectionRow {
  AdwExpanderRow parent_instance;

  CueConnectionList *profile;     /* owned; has ‘connection’ */
  CueFeedConnection *connection;  /* owned */
  char              *kind;        /* owned; of its key */
  GCancellable      *cancellable; /* owned; cancelled in dispose */
  CueFindingBoard   *board;       /* owned */
  gboolean           saved_key;   /* the keyring has one */

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

static void connection_row_init (CueConnectionRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFeedConnectionRow,
                               cue_feed_connection_row,
                               ADW_TYPE_EXPANDER_ROW,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_CONNECTION_ROW, connection_row_init))

static guint
find_position (CueFeedConnectionRow *self)
{
  GListModel *connections = G_LIST_MODEL (self->profile);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++) {
    g_autoptr (CueFeedConnection) connection = g_list_model_get_item (connections, i);

    if (connection == self->connection)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

/* The rules are those of the profile, which knows the other connections too. */
static void
check_settings (CueFeedConnectionRow *self, GPtrArray *findings)
{
  static const CueFindingLevel levels[] = {
    [CUE_SEVERITY_INFO] = CUE_FINDING_HINT,
    [CUE_SEVERITY_WARNING] = CUE_FINDING_WARN,
    [CUE_SEVERITY_ERROR] = CUE_FINDING_BLOCK,
  };
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *place = g_strdup_printf ("connections[%u].", find_position (self));

  cue_connection_list_validate (self->profile, found);

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
    if (!self->saved_key)
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
find_findings (CueFeedConnectionRow *self)
{
  GPtrArray *findings = cue_findings_new ();

  check_settings (self, findings);
  check_key (self, findings);
  return findings;
}

static char *
describe (CueFeedConnectionRow *self)
{
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (self->connection);
  guint            n = g_strv_length (feeds);
  g_autofree char *url =
    cue_feed_host_make_base_url (cue_feed_connection_get_host (self->connection), NULL);
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
  g_autofree char *title = cue_connection_make_title (self->connection);
  g_autofree char *subtitle = describe (self);
  g_autoptr (GPtrArray) findings = find_findings (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key),
                                 self->saved_key ? _ ("Private Key (kept; paste to replace it)")
                                                 : _ ("Private Key (PEM, PKCS #8)"));
  gtk_widget_set_visible (self->badge, cue_feed_connection_get_production (self->connection));
  cue_finding_board_show (self->board, findings);
  /* Whoever opens the form should see it too, not only whoever switched it on. */
  cue_finding_board_show_at (self->wildcard_finding,
                             cue_findings_worst_at (findings, FIELD_WILDCARD));
}

static void
on_text_changed (CueFeedConnectionRow *self, GtkEditable *field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (field)));

  if (field == self->label)
    g_object_set (self->connection, "label", text, NULL);
  else if (field == self->host)
    g_object_set (self->connection, "host", text, NULL);
  else
    g_object_set (self->connection, "feeds", g_strdelimit (text, ",", '\n'), NULL);

  update (self);
}

static void
on_token_life_changed (CueFeedConnectionRow *self)
{
  g_object_set (self->connection,
                "token-life",
                (guint) gtk_spin_button_get_value_as_int (self->token_life),
                NULL);
  update (self);
}

static void
fill (CueFeedConnectionRow *self)
{
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (self->connection);
  g_autofree char *line = g_strjoinv (", ", feeds);

  gtk_editable_set_text (self->label, cue_connection_get_label (self->connection));
  gtk_editable_set_text (self->host, cue_feed_connection_get_host (self->connection));
  gtk_editable_set_text (self->feeds, line);
  gtk_spin_button_set_value (self->token_life,
                             cue_feed_connection_get_token_life (self->connection));
}

static void
on_key_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    key = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  CueFeedConnectionRow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_FEED_CONNECTION_ROW (data);
  self->saved_key = key != NULL;
  update (self);
}

static void
on_key_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedConnectionRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = cue_key_file_choose_finish (result, &error);
  GtkRoot *root;

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
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
                             self->cancellable,
                             on_key_read,
                             g_object_ref (self));
}

static void
remove_connection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedConnectionRow *self = CUE_FEED_CONNECTION_ROW (widget);
  g_autoptr (CueConnectionList) profile = g_object_ref (self->profile);

  /* The form takes the row away with it. */
  cue_connection_list_remove (profile, cue_connection_get_id (self->connection));
}

static gpointer
get_connection (CueConnectionRow *row)
{
  return CUE_FEED_CONNECTION_ROW (row)->connection;
}

static const char *
get_kind (CueConnectionRow *row)
{
  return CUE_FEED_CONNECTION_ROW (row)->kind;
}

static GBytes *
get_key (CueConnectionRow *row)
{
  g_autoptr (CueSecretText)
    text = g_strdup (gtk_editable_get_text (CUE_FEED_CONNECTION_ROW (row)->key));

  g_strstrip (text);
  return text[0] != '\0' ? cue_secret_bytes_new (text, strlen (text)) : NULL;
}

static void
look_up_key (CueConnectionRow *row, CueSecretStore *store, const char *profile_id)
{
  CueFeedConnectionRow *self = CUE_FEED_CONNECTION_ROW (row);

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
  CueFeedConnectionRow *self = CUE_FEED_CONNECTION_ROW (row);
  g_autoptr (GPtrArray) findings = find_findings (self);

  return focus ? cue_connection_row_lead_to_wrong (row, self->board, findings)
               : !cue_findings_block (findings);
}

static void
focus (CueConnectionRow *row)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (CUE_FEED_CONNECTION_ROW (row)->label));
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
cue_feed_connection_row_dispose (GObject *object)
{
  CueFeedConnectionRow *self = CUE_FEED_CONNECTION_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->board);
  g_clear_object (&self->connection);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (cue_feed_connection_row_parent_class)->dispose (object);
}

static void
cue_feed_connection_row_finalize (GObject *object)
{
  g_free (CUE_FEED_CONNECTION_ROW (object)->kind);

  G_OBJECT_CLASS (cue_feed_connection_row_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CueFeedConnectionRow, child)

static void
cue_feed_connection_row_class_init (CueFeedConnectionRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_feed_connection_row_dispose;
  object_class->finalize = cue_feed_connection_row_finalize;

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
  gtk_widget_class_install_action (widget_class, "connection.remove", NULL, remove_connection);
  gtk_widget_class_install_action (widget_class, "connection.choose-key", NULL, choose_key);
}

static void
cue_feed_connection_row_init (CueFeedConnectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->board = cue_finding_board_new ();
  cue_finding_board_add (self->board, self->label_finding, FIELD_LABEL);
  cue_finding_board_add (self->board, self->host_finding, FIELD_HOST);
  cue_finding_board_add (self->board, self->feeds_finding, FIELD_FEEDS);
  cue_finding_board_add (self->board, self->key_finding, FIELD_KEY);
  cue_finding_board_add (self->board, self->token_life_finding, FIELD_TOKEN_LIFE);
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
  self->profile = g_object_ref (profile);
  self->connection = g_object_ref (connection);
  self->kind = cue_connection_make_secret_kind (connection);
  fill (self);
  g_object_bind_property (connection,
                          "production",
                          self->production,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
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
  /* Another connection may have taken or left the same name. */
  g_signal_connect_object (profile, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
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
