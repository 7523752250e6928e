// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-bench.h"

#include <glib/gi18n-lib.h>

#include "cue-bench-key.h"
#include "cue-compat.h"
#include "cue-finding-label.h"
#include "cue-key-file.h"
#include "cue-secret-text.h"
#include "cue-token-facts.h"
#include "cue-token-maker.h"

/* Wrapping a text of a single line takes time that grows with it: what is longer is kept whole, but
 * only its beginning is shown. */
#define MAX_SHOWN_BYTES (16 * 1024)

/**
 * CueTokenBench:
 *
 * Looks at any JWT or JWS: what it says, and whether it is to be believed, with a key at hand or
 * without one. It also makes read tokens. Nothing is sent anywhere.
 *
 * A token opens something to whoever has it: what was pasted, and keys that were read for it, are
 * forgotten as soon as the bench is not shown any more, and cannot be brought back by undoing.
 * Main thread only.
 */
struct _CueTokenBench {
  AdwBin parent_instance;

  CueMonitor     *monitor;     /* owned; may be NULL */
  CueSecretStore *secrets;     /* owned; may be NULL */
  GListStore     *keys;        /* owned; of CueBenchKey */
  CueVerifyKey   *key;         /* owned; the chosen one; may be NULL */
  GCancellable   *cancellable; /* owned; of what gets the key; may be NULL */
  char           *large; /* owned; a token of which only the beginning is shown; may be NULL */
  gboolean        filling;
  GtkTextTag     *unhyphenated; /* not owned: it is the buffer’s */

  GtkTextView     *text;
  GtkLabel        *large_note;
  AdwComboRow     *key_row;
  CueFindingLabel *key_finding;
  AdwComboRow     *algorithm;
  GtkEditable     *audience;
  GtkEditable     *feed;
  CueTokenFacts   *facts;
  CueTokenMaker   *maker;
};

G_DEFINE_FINAL_TYPE (CueTokenBench, cue_token_bench, ADW_TYPE_BIN)

/* In the order of the choices; the first leaves it to the key. */
static const char *const algorithms[] = { NULL, "RS256", "HS512" };

static CueSecretText *
dup_token (CueTokenBench *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter    start, end;

  if (self->large != NULL)
    return g_strdup (self->large);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static const char *
find_text (GtkEditable *field)
{
  const char *text = gtk_editable_get_text (field);

  return text[0] != '\0' ? text : NULL;
}

static void
update (CueTokenBench *self)
{
  g_autoptr (CueSecretText) pasted = dup_token (self);
  g_autoptr (CueSecretText) token = cue_token_clean (pasted);
  guint             algorithm = adw_combo_row_get_selected (self->algorithm);
  CueJwsExpectation expected = {
    .algorithm = algorithm < G_N_ELEMENTS (algorithms) ? algorithms[algorithm] : NULL,
    .audience = find_text (self->audience),
    .granted = find_text (self->feed),
  };

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bench.clear", token[0] != '\0');
  cue_token_facts_show (self->facts, token, self->key, &expected);
}

static void
forget_token (CueTokenBench *self)
{
  g_clear_pointer (&self->large, cue_secret_text_free);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", 0);
  gtk_text_view_set_editable (self->text, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->large_note), FALSE);
}

static void
on_text_changed (CueTokenBench *self, GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  /* A hyphen where a line was wrapped would look like one of the token. */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->unhyphenated, &start, &end);

  if (!self->filling)
    update (self);
}

/* ---- keys -------------------------------------------------------------------------------------
 */

static void
on_key_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueTokenBench) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueVerifyKey) key = cue_bench_key_open_finish (CUE_BENCH_KEY (source), result, &error);

  /* Another one may have been chosen meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL ||
      adw_combo_row_get_selected_item (self->key_row) != source)
    return;

  self->key = g_steal_pointer (&key);

  if (error != NULL)
    cue_finding_label_show (self->key_finding, CUE_SEVERITY_ERROR, error->message, NULL);

  update (self);
}

static void
on_key_chosen (CueTokenBench *self)
{
  CueBenchKey *key = adw_combo_row_get_selected_item (self->key_row);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key, cue_verify_key_unref);
  cue_finding_label_clear (self->key_finding);

  if (key == NULL)
    return;

  /* What is known of its tokens beforehand. */
  if (cue_bench_key_get_profile (key) != NULL && find_text (self->audience) == NULL)
    gtk_editable_set_text (self->audience, cue_profile_get_aud (cue_bench_key_get_profile (key)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->algorithm),
                            adw_combo_row_get_selected (self->key_row) == 0);
  self->cancellable = g_cancellable_new ();
  cue_bench_key_open_async (key, self->cancellable, on_key_opened, g_object_ref (self));
  update (self);
}

static void
add_key (CueTokenBench *self, CueBenchKey *key)
{
  g_list_store_append (self->keys, key);
  g_object_unref (key);
}

static void
fill_keys (CueTokenBench *self)
{
  CueProfile *profile = self->monitor != NULL ? cue_monitor_get_profile (self->monitor) : NULL;
  GListModel *desk = self->monitor != NULL ? G_LIST_MODEL (cue_monitor_get_feeds (self->monitor))
                                           : NULL;

  g_list_store_remove_all (self->keys);
  add_key (self, cue_bench_key_new_none ());

  if (profile != NULL && self->secrets != NULL && cue_profile_needs_secret (profile))
    add_key (self, cue_bench_key_new_event (profile, self->secrets));

  for (guint i = 0; desk != NULL && i < g_list_model_get_n_items (desk); i++) {
    g_autoptr (CueFeedDeskConnection) connection = g_list_model_get_item (desk, i);

    add_key (self, cue_bench_key_new_connection (connection));
  }

  adw_combo_row_set_selected (self->key_row, 0);
}

static void
on_key_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueTokenBench) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = cue_key_file_choose_finish (result, &error);

  if (content != NULL)
    cue_token_bench_take_key (self, content);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cue_finding_label_show (self->key_finding, CUE_SEVERITY_ERROR, error->message, NULL);
}

static void
choose_key_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_key_file_choose_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                             NULL,
                             on_key_read,
                             g_object_ref (widget));
}

/* ---- the token --------------------------------------------------------------------------------
 */

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueTokenBench) self = data;
  g_autoptr (CueSecretText)
    text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  /* What comes after somebody left is not wanted any more. */
  if (text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    cue_token_bench_set_token (self, text);
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 NULL,
                                 on_pasted,
                                 g_object_ref (widget));
}

static void
clear (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueTokenBench *self = CUE_TOKEN_BENCH (widget);

  forget_token (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* Somebody pastes with the keyboard: a token replaces another one. */
static void
on_paste (GtkTextView *text, CueTokenBench *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  paste (GTK_WIDGET (self), NULL, NULL);
}

static void
on_made (CueTokenBench *self, const char *token, const char *connection_id)
{
  cue_token_bench_choose_key (self, connection_id);
  cue_token_bench_set_token (self, token);
}

static void
on_unmapped (CueTokenBench *self)
{
  gpointer chosen;

  forget_token (self);
  gtk_editable_set_text (self->audience, "");
  gtk_editable_set_text (self->feed, "");
  chosen = adw_combo_row_get_selected_item (self->key_row);

  /* A key from a file too: it may have been a secret. */
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->keys)); i > 0; i--) {
    g_autoptr (CueBenchKey) key = g_list_model_get_item (G_LIST_MODEL (self->keys), i - 1);

    if (i > 1 && cue_bench_key_get_profile (key) == NULL &&
        cue_bench_key_get_connection (key) == NULL) {
      if (key == chosen)
        adw_combo_row_set_selected (self->key_row, 0);

      g_list_store_remove (self->keys, i - 1);
    }
  }

  update (self);
}

static void
cue_token_bench_dispose (GObject *object)
{
  CueTokenBench *self = CUE_TOKEN_BENCH (object);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (cue_monitor_get_feeds (self->monitor), self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key, cue_verify_key_unref);
  g_clear_pointer (&self->large, cue_secret_text_free);
  g_clear_object (&self->monitor);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (cue_token_bench_parent_class)->dispose (object);
}

static void
cue_token_bench_finalize (GObject *object)
{
  g_clear_object (&CUE_TOKEN_BENCH (object)->keys);

  G_OBJECT_CLASS (cue_token_bench_parent_class)->finalize (object);
}

static void
cue_token_bench_class_init (CueTokenBenchClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_token_bench_dispose;
  object_class->finalize = cue_token_bench_finalize;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_TOKEN_FACTS);
  g_type_ensure (CUE_TYPE_TOKEN_MAKER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-token-bench.ui");
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, text);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, large_note);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, key_row);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, key_finding);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, algorithm);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, audience);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, feed);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, facts);
  gtk_widget_class_bind_template_child (widget_class, CueTokenBench, maker);
  gtk_widget_class_install_action (widget_class, "bench.paste", NULL, paste);
  gtk_widget_class_install_action (widget_class, "bench.clear", NULL, clear);
  gtk_widget_class_install_action (widget_class, "bench.choose-key-file", NULL, choose_key_file);
}

static void
cue_token_bench_init (CueTokenBench *self)
{
  g_autoptr (GtkExpression) title = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->keys = g_list_store_new (CUE_TYPE_BENCH_KEY);
  title = gtk_property_expression_new (CUE_TYPE_BENCH_KEY, NULL, "title");
  adw_combo_row_set_expression (self->key_row, title);
  adw_combo_row_set_model (self->key_row, G_LIST_MODEL (self->keys));
  self->unhyphenated = gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->text),
                                                   NULL,
                                                   "insert-hyphens",
                                                   FALSE,
                                                   NULL);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->text), FALSE);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text),
                            "changed",
                            G_CALLBACK (on_text_changed),
                            self);
  g_signal_connect (self->text, "paste-clipboard", G_CALLBACK (on_paste), self);
  g_signal_connect_swapped (self->key_row,
                            "notify::selected-item",
                            G_CALLBACK (on_key_chosen),
                            self);
  g_signal_connect_swapped (self->algorithm, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->audience, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->feed, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->maker, "made", G_CALLBACK (on_made), self);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmapped), NULL);
  fill_keys (self);
  update (self);
}

/**
 * cue_token_bench_set_event:
 * @self: the bench
 * @monitor: (nullable): of the open event, whose keys are at hand
 * @secrets: (nullable): has the secret of the event
 *
 * Chooses which keys there are.
 */
void
cue_token_bench_set_event (CueTokenBench *self, CueMonitor *monitor, CueSecretStore *secrets)
{
  g_return_if_fail (CUE_IS_TOKEN_BENCH (self));

  if (self->monitor == monitor && self->secrets == secrets)
    return;

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (cue_monitor_get_feeds (self->monitor), self);

  g_set_object (&self->monitor, monitor);
  g_set_object (&self->secrets, secrets);

  if (monitor != NULL)
    g_signal_connect_swapped (cue_monitor_get_feeds (monitor),
                              "items-changed",
                              G_CALLBACK (fill_keys),
                              self);

  cue_token_facts_set_clock (self->facts, monitor != NULL ? cue_monitor_get_clock (monitor) : NULL);
  cue_token_maker_set_monitor (self->maker, monitor);
  fill_keys (self);
}

/**
 * cue_token_bench_set_token:
 * @self: the bench
 * @token: what somebody has
 *
 * Looks at another token. What stands around it in a command or a header is left out.
 */
void
cue_token_bench_set_token (CueTokenBench *self, const char *token)
{
  gsize size;

  g_return_if_fail (CUE_IS_TOKEN_BENCH (self));
  g_return_if_fail (token != NULL);

  self->filling = TRUE;
  forget_token (self);
  size = strlen (token);

  if (size > MAX_SHOWN_BYTES) {
    g_autoptr (CueSecretText) beginning = g_utf8_make_valid (token, 2000);
    g_autofree char *amount = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);
    /* Translators: %s is an amount such as “1.2 MiB” */
    g_autofree char *note = g_strdup_printf (_ ("Only the beginning of %s is shown."), amount);

    self->large = g_strdup (token);
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), beginning, -1);
    gtk_text_view_set_editable (self->text, FALSE);
    gtk_label_set_label (self->large_note, note);
    gtk_widget_set_visible (GTK_WIDGET (self->large_note), TRUE);
  } else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), token, -1);

  self->filling = FALSE;
  update (self);
}

/**
 * cue_token_bench_take_key:
 * @self: the bench
 * @content: what a file has that somebody chose
 *
 * Checks with that key, or says why it is none.
 */
void
cue_token_bench_take_key (CueTokenBench *self, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueVerifyKey) key = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (CUE_IS_TOKEN_BENCH (self));
  g_return_if_fail (content != NULL);

  key = cue_verify_key_new_from_file (content, &error);

  if (key == NULL) {
    cue_finding_label_show (self->key_finding, CUE_SEVERITY_ERROR, error->message, NULL);
    return;
  }

  /* Translators: %s is an algorithm such as “RS256” */
  title = g_strdup_printf (_ ("Key from a File (%s)"),
                           cue_jws_algorithm_to_name (cue_verify_key_get_algorithm (key)));
  add_key (self, cue_bench_key_new_read (title, key));
  adw_combo_row_set_selected (self->key_row,
                              g_list_model_get_n_items (G_LIST_MODEL (self->keys)) - 1);
}

/**
 * cue_token_bench_choose_key:
 * @self: the bench
 * @connection_id: (nullable): of a connection to feeds; %NULL for the secret of the event
 *
 * Checks with the key of a connection.
 *
 * Returns: whether there is such a one
 */
gboolean
cue_token_bench_choose_key (CueTokenBench *self, const char *connection_id)
{
  g_return_val_if_fail (CUE_IS_TOKEN_BENCH (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->keys)); i++) {
    g_autoptr (CueBenchKey) key = g_list_model_get_item (G_LIST_MODEL (self->keys), i);
    CueFeedDeskConnection *connection = cue_bench_key_get_connection (key);

    if (connection_id != NULL
          ? connection != NULL &&
              g_str_equal (cue_desk_connection_get_id (connection), connection_id)
          : cue_bench_key_get_profile (key) != NULL) {
      adw_combo_row_set_selected (self->key_row, i);
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * cue_token_bench_get_state:
 * @self: the bench
 *
 * Returns: what became of the check of the token
 */
CueTokenState
cue_token_bench_get_state (CueTokenBench *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_BENCH (self), CUE_TOKEN_NOT_CHECKED);

  return cue_token_facts_get_state (self->facts);
}
