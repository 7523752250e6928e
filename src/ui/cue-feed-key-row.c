// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-key-row.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-feed-key-words.h"
#include "cue-finding-label.h"
#include "cue-key-file.h"
#include "cue-write-guard.h"

/**
 * CueFeedKeyRow:
 *
 * The private key of one connection to feeds: how long it is, its fingerprint and who else uses it;
 * its public half to copy; and what can be done with it. The private half is in the keyring. It
 * leaves it by an export that somebody asked for and confirmed, and is never shown. Main thread
 * only.
 */
struct _CueFeedKeyRow {
  AdwExpanderRow parent_instance;

  CueFeedDesk           *desk;        /* owned */
  CueFeedDeskConnection *connection;  /* owned */
  CueSecretStore        *secrets;     /* owned */
  char                  *profile_id;  /* owned */
  char                  *kind;        /* owned; of its secret */
  GCancellable          *cancellable; /* owned; cancelled in dispose */
  GCancellable          *generating;  /* owned; NULL but while a key is made */
  GBytes                *wanted;      /* owned; a key that waits for an answer; may be NULL */

  AdwActionRow    *fingerprint;
  AdwComboRow     *bits;
  GtkSpinner      *spinner;
  CueFindingLabel *finding;
};

G_DEFINE_FINAL_TYPE (CueFeedKeyRow, cue_feed_key_row, ADW_TYPE_EXPANDER_ROW)

/* In the order of the choices. */
static const guint lengths[] = { 2048, 3072, 4096 };

static CueSigningKey *
get_key (CueFeedKeyRow *self)
{
  return cue_feed_desk_connection_get_key (self->connection);
}

static void
tell (CueFeedKeyRow *self, CueSeverity severity, const char *words)
{
  cue_finding_label_show (self->finding, severity, words, NULL);
}

static void
toast (CueFeedKeyRow *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.toast", "s", words);
}

static void
update (CueFeedKeyRow *self)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  CueSigningKey   *key = get_key (self);
  g_autofree char *words = cue_feed_key_describe (self->desk, self->connection);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 cue_desk_connection_get_title (self->connection));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  gtk_widget_set_visible (GTK_WIDGET (self->fingerprint), key != NULL);
  adw_action_row_set_subtitle (self->fingerprint,
                               key != NULL ? cue_signing_key_get_fingerprint (key) : "");
  gtk_spinner_set_spinning (self->spinner, self->generating != NULL);
  gtk_widget_action_set_enabled (widget, "key.copy-public", key != NULL);
  gtk_widget_action_set_enabled (widget, "key.copy-fingerprint", key != NULL);
  gtk_widget_action_set_enabled (widget, "key.export", key != NULL);
  gtk_widget_action_set_enabled (widget, "key.remove", key != NULL && self->generating == NULL);
  gtk_widget_action_set_enabled (widget, "key.generate", self->generating == NULL);
  gtk_widget_action_set_enabled (widget, "key.import", self->generating == NULL);
  gtk_widget_action_set_enabled (widget, "key.cancel", self->generating != NULL);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;

  /* What failed is the state of the key, which is shown. */
  cue_feed_desk_connection_open_finish (CUE_FEED_DESK_CONNECTION (source), result, NULL);

  if (self->cancellable != NULL)
    update (self);
}

static void
look_up (CueFeedKeyRow *self)
{
  if (get_key (self) == NULL)
    cue_feed_desk_connection_open_async (self->connection,
                                         self->cancellable,
                                         on_opened,
                                         g_object_ref (self));
}

/* ---- another key ------------------------------------------------------------------------------
 */

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean stored = cue_secret_store_store_finish (CUE_SECRET_STORE (source), result, &error);

  if (self->cancellable == NULL)
    return;

  if (!stored) {
    tell (self, CUE_SEVERITY_ERROR, error->message);
    return;
  }

  cue_desk_connection_forget_key (self->connection);
  tell (self,
        CUE_SEVERITY_INFO,
        _ ("The key is kept. Have its public half set up with the service before it is used."));
  look_up (self);
}

static void
store (CueFeedKeyRow *self)
{
  g_autoptr (GBytes) pem = g_steal_pointer (&self->wanted);

  cue_secret_store_store_async (self->secrets,
                                self->profile_id,
                                self->kind,
                                cue_desk_connection_get_title (self->connection),
                                pem,
                                self->cancellable,
                                on_stored,
                                g_object_ref (self));
}

static void
on_replace_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  gboolean accepted = cue_write_guard_ask_finish (result);

  if (accepted && self->cancellable != NULL && self->wanted != NULL)
    store (self);
  else
    g_clear_pointer (&self->wanted, g_bytes_unref);
}

static void
ask (CueFeedKeyRow      *self,
     const char         *heading,
     const char         *body,
     const char         *action,
     gboolean            typed,
     GAsyncReadyCallback callback)
{
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char      *title = cue_desk_connection_get_title (self->connection);
  CueSigningKey   *key = get_key (self);
  CueWriteQuestion question = {
    .heading = heading,
    .body = body,
    .action = action,
    .connection = title,
    .production = cue_desk_connection_get_production (self->connection),
    .destructive = TRUE,
    .typed = typed ? title : NULL,
    .request = key != NULL ? cue_signing_key_get_public_pem (key) : "",
  };

  if (root != NULL)
    cue_write_guard_ask_async (GTK_WINDOW (root), &question, callback, g_object_ref (self));
}

static void
on_generated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueSigningKey) key = cue_signing_key_generate_finish (result, &error);
  g_autoptr (GBytes) pem = NULL;

  if (self->cancellable == NULL)
    return;

  g_clear_object (&self->generating);
  update (self);

  if (key != NULL) {
    pem = cue_signing_key_make_private_pem (key);
    cue_feed_key_row_take_key (self, pem);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, CUE_SEVERITY_ERROR, error->message);
}

static void
generate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedKeyRow *self = CUE_FEED_KEY_ROW (widget);
  guint          selected = adw_combo_row_get_selected (self->bits);

  if (self->generating != NULL || selected >= G_N_ELEMENTS (lengths))
    return;

  cue_finding_label_clear (self->finding);
  self->generating = g_cancellable_new ();
  update (self);
  cue_signing_key_generate_async (lengths[selected],
                                  self->generating,
                                  on_generated,
                                  g_object_ref (self));
}

static void
cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (CUE_FEED_KEY_ROW (widget)->generating);
}

static void
on_key_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = cue_key_file_choose_finish (result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (pem != NULL)
    cue_feed_key_row_take_key (self, pem);
  else
    tell (self, CUE_SEVERITY_ERROR, error->message);
}

static void
import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedKeyRow *self = CUE_FEED_KEY_ROW (widget);

  cue_key_file_choose_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                             self->cancellable,
                             on_key_read,
                             g_object_ref (self));
}

/* ---- what is there ----------------------------------------------------------------------------
 */

static void
copy_public (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedKeyRow *self = CUE_FEED_KEY_ROW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          cue_signing_key_get_public_pem (get_key (self)));
  toast (self, _ ("Public key copied"));
}

static void
copy_fingerprint (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedKeyRow *self = CUE_FEED_KEY_ROW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          cue_signing_key_get_fingerprint (get_key (self)));
  toast (self, _ ("Fingerprint copied"));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)) {
    if (self->cancellable != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      tell (self, CUE_SEVERITY_ERROR, error->message);

    return;
  }

  if (self->cancellable != NULL)
    tell (self,
          CUE_SEVERITY_WARNING,
          _ ("The private key is in a file now. Delete it as soon as it is where it should be."));
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file != NULL && self->cancellable != NULL)
    cue_feed_key_row_export (self, file);
}

static void
on_export_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  GtkRoot *root;

  if (!cue_write_guard_ask_finish (result) || self->cancellable == NULL)
    return;

  root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    cue_compat_save_file_async (GTK_WINDOW (root),
                                _ ("Export the Private Key"),
                                "private-key.pem",
                                on_place_chosen,
                                g_steal_pointer (&self));
}

static void
export_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (CUE_FEED_KEY_ROW (widget),
       _ ("Export the Private Key?"),
       _ ("Whoever has the file can send events and read feeds in your name. It is written without "
          "a password, for your eyes only."),
       _ ("_Export…"),
       FALSE,
       on_export_answered);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean cleared = cue_secret_store_clear_finish (CUE_SECRET_STORE (source), result, &error);

  if (self->cancellable == NULL)
    return;

  if (!cleared) {
    tell (self, CUE_SEVERITY_ERROR, error->message);
    return;
  }

  cue_desk_connection_forget_key (self->connection);
  look_up (self);
}

static void
on_remove_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedKeyRow) self = data;

  if (!cue_write_guard_ask_finish (result) || self->cancellable == NULL)
    return;

  cue_secret_store_clear_async (self->secrets,
                                self->profile_id,
                                self->kind,
                                self->cancellable,
                                on_cleared,
                                g_object_ref (self));
}

static void
remove_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (CUE_FEED_KEY_ROW (widget),
       _ ("Remove the Private Key?"),
       _ ("Nothing can be sent or read by this connection any more. It cannot be brought back, "
          "unless there is a copy elsewhere."),
       _ ("_Remove"),
       TRUE,
       on_remove_answered);
}

static void
cue_feed_key_row_dispose (GObject *object)
{
  CueFeedKeyRow *self = CUE_FEED_KEY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->generating);

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->generating);
  g_clear_object (&self->connection);
  g_clear_object (&self->secrets);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->wanted, g_bytes_unref);

  G_OBJECT_CLASS (cue_feed_key_row_parent_class)->dispose (object);
}

static void
cue_feed_key_row_finalize (GObject *object)
{
  g_free (CUE_FEED_KEY_ROW (object)->profile_id);
  g_free (CUE_FEED_KEY_ROW (object)->kind);

  G_OBJECT_CLASS (cue_feed_key_row_parent_class)->finalize (object);
}

static void
cue_feed_key_row_class_init (CueFeedKeyRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_feed_key_row_dispose;
  object_class->finalize = cue_feed_key_row_finalize;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedKeyRow, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, CueFeedKeyRow, bits);
  gtk_widget_class_bind_template_child (widget_class, CueFeedKeyRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueFeedKeyRow, finding);
  gtk_widget_class_install_action (widget_class, "key.copy-public", NULL, copy_public);
  gtk_widget_class_install_action (widget_class, "key.copy-fingerprint", NULL, copy_fingerprint);
  gtk_widget_class_install_action (widget_class, "key.import", NULL, import);
  gtk_widget_class_install_action (widget_class, "key.generate", NULL, generate);
  gtk_widget_class_install_action (widget_class, "key.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "key.export", NULL, export_key);
  gtk_widget_class_install_action (widget_class, "key.remove", NULL, remove_key);
}

static void
cue_feed_key_row_init (CueFeedKeyRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Whoever looks sees it; nobody else has the keyring unlocked for it. */
  g_signal_connect (self, "map", G_CALLBACK (look_up), NULL);
}

/**
 * cue_feed_key_row_new:
 * @desk: all connections of the event
 * @connection: one of them
 * @secrets: where keys are kept
 * @profile_id: of the event
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
cue_feed_key_row_new (CueFeedDesk           *desk,
                      CueFeedDeskConnection *connection,
                      CueSecretStore        *secrets,
                      const char            *profile_id)
{
  CueFeedKeyRow *self;

  g_return_val_if_fail (CUE_IS_FEED_DESK (desk), NULL);
  g_return_val_if_fail (CUE_IS_FEED_DESK_CONNECTION (connection), NULL);
  g_return_val_if_fail (CUE_IS_SECRET_STORE (secrets), NULL);

  self = g_object_new (CUE_TYPE_FEED_KEY_ROW, NULL);
  self->desk = g_object_ref (desk);
  self->connection = g_object_ref (connection);
  self->secrets = g_object_ref (secrets);
  self->profile_id = g_strdup (profile_id);
  self->kind = cue_connection_make_secret_kind (cue_desk_connection_get_settings (connection));
  g_signal_connect_swapped (connection, "notify", G_CALLBACK (update), self);
  /* Another connection may have the same key. */
  g_signal_connect_object (desk, "key-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * cue_feed_key_row_take_key:
 * @self: a row
 * @pem: a private key, from a file or just made
 *
 * Keeps it for the connection, or says why it is none. One that is there is replaced only after a
 * question.
 */
void
cue_feed_key_row_take_key (CueFeedKeyRow *self, GBytes *pem)
{
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CUE_IS_FEED_KEY_ROW (self));
  g_return_if_fail (pem != NULL);

  key = cue_signing_key_new_from_pem (pem, &error);

  if (key == NULL) {
    tell (self, CUE_SEVERITY_ERROR, error->message);
    return;
  }

  g_clear_pointer (&self->wanted, g_bytes_unref);
  /* As this program writes it, without whatever stood around it. */
  self->wanted = cue_signing_key_make_private_pem (key);

  if (cue_desk_connection_get_key_state (self->connection) == CUE_KEY_MISSING)
    store (self);
  else
    ask (self,
         _ ("Replace the Private Key?"),
         _ ("The one that is kept now cannot be brought back, unless there is a copy elsewhere. "
            "The service takes the new one only once it has its public half."),
         _ ("_Replace"),
         TRUE,
         on_replace_answered);
}

/**
 * cue_feed_key_row_export:
 * @self: a row
 * @file: where to
 *
 * Writes the private key to a file that only its owner can read.
 */
void
cue_feed_key_row_export (CueFeedKeyRow *self, GFile *file)
{
  g_autoptr (GBytes) pem = NULL;

  g_return_if_fail (CUE_IS_FEED_KEY_ROW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (get_key (self) == NULL)
    return;

  pem = cue_signing_key_make_private_pem (get_key (self));
  g_file_replace_contents_bytes_async (file,
                                       pem,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       self->cancellable,
                                       on_exported,
                                       g_object_ref (self));
}
