// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-maker.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-label.h"
#include "cue-read-token-source.h"
#include "cue-secret-text.h"

/**
 * CueTokenMaker:
 *
 * Makes a read token for a feed with the key of a connection and puts it on the clipboard, as
 * `cuelightctl token tenduke` writes it. Nothing is sent; the token is kept nowhere. Main thread
 * only.
 */
struct _CueTokenMaker {
  AdwPreferencesGroup parent_instance;

  CueMonitor   *monitor;     /* owned; may be NULL */
  GCancellable *cancellable; /* owned; cancelled in dispose */

  AdwComboRow     *connection;
  GtkEditable     *feed;
  CueFindingLabel *feed_finding;
  GtkSpinButton   *life;
  CueFindingLabel *life_finding;
  GtkLabel        *result;
};

G_DEFINE_FINAL_TYPE (CueTokenMaker, cue_token_maker, ADW_TYPE_PREFERENCES_GROUP)

enum {
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CueFeedDeskConnection *
get_connection (CueTokenMaker *self)
{
  return adw_combo_row_get_selected_item (self->connection);
}

static gboolean
show_worst (CueFindingLabel *label, GPtrArray *found)
{
  const CueDiagnostic *worst = NULL;

  for (guint i = 0; i < found->len; i++) {
    if (worst == NULL ||
        cue_diagnostic_get_severity (found->pdata[i]) > cue_diagnostic_get_severity (worst))
      worst = found->pdata[i];
  }

  if (worst != NULL)
    cue_finding_label_show (label,
                            cue_diagnostic_get_severity (worst),
                            cue_diagnostic_get_message (worst),
                            NULL);
  else
    cue_finding_label_clear (label);

  return worst == NULL || cue_diagnostic_get_severity (worst) != CUE_SEVERITY_ERROR;
}

static char *
dup_feed (CueTokenMaker *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->feed)));
}

static void
update (CueTokenMaker *self)
{
  g_autofree char *feed = dup_feed (self);
  gboolean         wildcard = g_str_equal (feed, "*");
  g_autoptr (GPtrArray) about_feed = cue_diagnostics_new ();
  g_autoptr (GPtrArray) about_life = cue_diagnostics_new ();
  gboolean good;

  gtk_label_set_label (self->result, "");

  /* An empty field is not wrong yet. */
  if (feed[0] != '\0')
    cue_read_token_check_feed (feed, wildcard, about_feed);

  cue_read_token_check_life ((guint) gtk_spin_button_get_value_as_int (self->life), about_life);
  good = show_worst (self->feed_finding, about_feed);
  good = show_worst (self->life_finding, about_life) && good;
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "token.make",
                                 good && feed[0] != '\0' && get_connection (self) != NULL);
}

static void
on_connection_chosen (CueTokenMaker *self)
{
  CueFeedDeskConnection *connection = get_connection (self);
  CueFeedConnection     *settings;
  g_auto (GStrv) feeds = NULL;

  if (connection == NULL) {
    update (self);
    return;
  }

  settings = cue_desk_connection_get_settings (connection);
  feeds = cue_feed_connection_list_feeds (settings);
  gtk_editable_set_text (self->feed, feeds[0] != NULL ? feeds[0] : "");
  gtk_spin_button_set_value (self->life, cue_feed_connection_get_token_life (settings));
  update (self);
}

static void
finish (CueTokenMaker *self, CueFeedDeskConnection *connection)
{
  g_autofree char *feed = dup_feed (self);
  guint            life_s = (guint) gtk_spin_button_get_value_as_int (self->life);
  g_autoptr (CueReadTokenSource)
    source = cue_read_token_source_new (cue_monitor_get_clock (self->monitor),
                                        cue_feed_desk_connection_get_key (connection));
  g_autoptr (CueSecretText) token = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *time = NULL;
  gint64           expiry_us;

  cue_read_token_source_set_life_s (source, life_s);
  cue_read_token_source_set_wildcard (source, g_str_equal (feed, "*"));
  token = cue_read_token_source_make_token (source, feed, &expiry_us, &error);

  if (token == NULL) {
    cue_finding_label_show (self->feed_finding, CUE_SEVERITY_ERROR, error->message, NULL);
    return;
  }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), token);
  g_signal_emit (self, signals[SIGNAL_MADE], 0, token, cue_desk_connection_get_id (connection));
  time = cue_time_format_duration (CUE_SECONDS (life_s), CUE_DURATION_WORDS);
  /* Translators: %s is a length of time */
  words = g_strdup_printf (_ ("Copied. It lives %s."), time);
  gtk_label_set_label (self->result, words);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueTokenMaker) self = data;
  CueFeedDeskConnection *connection = CUE_FEED_DESK_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  gboolean opened = cue_feed_desk_connection_open_finish (connection, result, &error);

  /* Nobody looks any more, or at another connection. */
  if (self->cancellable == NULL || self->monitor == NULL || get_connection (self) != connection)
    return;

  if (opened)
    finish (self, connection);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cue_finding_label_show (self->feed_finding, CUE_SEVERITY_ERROR, error->message, NULL);
}

static void
make (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueTokenMaker         *self = CUE_TOKEN_MAKER (widget);
  CueFeedDeskConnection *connection = get_connection (self);

  if (connection != NULL)
    cue_feed_desk_connection_open_async (connection,
                                         self->cancellable,
                                         on_opened,
                                         g_object_ref (self));
}

static void
cue_token_maker_dispose (GObject *object)
{
  CueTokenMaker *self = CUE_TOKEN_MAKER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (cue_token_maker_parent_class)->dispose (object);
}

static void
cue_token_maker_class_init (CueTokenMakerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_token_maker_dispose;

  /**
   * CueTokenMaker::made:
   * @self: the maker
   * @token: a read token, which is a secret
   * @connection: the id of the connection whose key signed it
   *
   * A token was made and put on the clipboard.
   */
  signals[SIGNAL_MADE] = g_signal_new ("made",
                                       CUE_TYPE_TOKEN_MAKER,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                       G_TYPE_STRING);

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-token-maker.ui");
  gtk_widget_class_bind_template_child (widget_class, CueTokenMaker, connection);
  gtk_widget_class_bind_template_child (widget_class, CueTokenMaker, feed);
  gtk_widget_class_bind_template_child (widget_class, CueTokenMaker, feed_finding);
  gtk_widget_class_bind_template_child (widget_class, CueTokenMaker, life);
  gtk_widget_class_bind_template_child (widget_class, CueTokenMaker, life_finding);
  gtk_widget_class_bind_template_child (widget_class, CueTokenMaker, result);
  gtk_widget_class_install_action (widget_class, "token.make", NULL, make);
}

static void
cue_token_maker_init (CueTokenMaker *self)
{
  g_autoptr (GtkExpression) title = NULL;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  title = gtk_property_expression_new (CUE_TYPE_FEED_DESK_CONNECTION, NULL, "title");
  adw_combo_row_set_expression (self->connection, title);
  gtk_spin_button_set_value (self->life, CUE_READ_TOKEN_DEFAULT_LIFE_S);
  g_signal_connect_swapped (self->connection,
                            "notify::selected-item",
                            G_CALLBACK (on_connection_chosen),
                            self);
  g_signal_connect_swapped (self->feed, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->life, "value-changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * cue_token_maker_set_monitor:
 * @self: the maker
 * @monitor: (nullable): of the open event, with whose keys tokens are made
 *
 * Chooses which connections there are. Without any, the maker is not shown.
 */
void
cue_token_maker_set_monitor (CueTokenMaker *self, CueMonitor *monitor)
{
  GListModel *desk;

  g_return_if_fail (CUE_IS_TOKEN_MAKER (self));

  if (!g_set_object (&self->monitor, monitor))
    return;

  desk = monitor != NULL ? G_LIST_MODEL (cue_monitor_get_feeds (monitor)) : NULL;
  adw_combo_row_set_model (self->connection, desk);
}
