// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feeds.h"
#include "ui-keys.h"

#include <glib/gstdio.h>

#include "cue-feed-key-row.h"
#include "cue-feed-keys-view.h"

/* Keys of connections: made, replaced, exported and removed. */

typedef struct {
  UiFixture     *f;
  CueMonitor    *monitor;
  GtkWidget     *view;
  CueFeedKeyRow *row;
  char          *first; /* fingerprint */
} Keys;

static CueSigningKey *
get_key (Keys *k)
{
  g_autoptr (CueFeedDeskConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (cue_monitor_get_feeds (k->monitor)), 0);

  return cue_feed_desk_connection_get_key (connection);
}

static gboolean
is_there (gpointer k)
{
  return get_key (k) != NULL;
}

static gboolean
is_gone (gpointer k)
{
  return get_key (k) == NULL && ui_shows (((Keys *) k)->view,
                                          "No key yet: import one, or let one "
                                          "be made");
}

static gboolean
is_other (gpointer data)
{
  Keys *k = data;

  return get_key (k) != NULL &&
         g_strcmp0 (cue_signing_key_get_fingerprint (get_key (k)), k->first) != 0;
}

static void
set_up (Keys *k, UiFixture *f, const char *pem)
{
  g_autofree char *id = NULL;

  k->f = f;
  k->monitor = cue_event_session_get_monitor (ui_fixture_add_event (f, "Keynote"));
  id = ui_feeds_add_connection (f, k->monitor, "http://127.0.0.1:1", pem);
  k->view = g_object_new (CUE_TYPE_FEED_KEYS_VIEW, NULL);
  ui_fixture_show (f, k->view, 800, 600);
  cue_feed_keys_view_set_event (CUE_FEED_KEYS_VIEW (k->view), k->monitor, f->secrets);
  cue_feed_keys_view_expand (CUE_FEED_KEYS_VIEW (k->view), 0);
  k->row = CUE_FEED_KEY_ROW (ui_find_type (k->view, CUE_TYPE_FEED_KEY_ROW));
  g_assert_nonnull (k->row);
  fake_engine_wait (is_there, k);
  k->first = g_strdup (cue_signing_key_get_fingerprint (get_key (k)));
}

static gboolean
is_asked (gpointer data)
{
  return ui_find_guard () != NULL;
}

static void
confirm (void)
{
  fake_engine_wait (is_asked, NULL);
  gtk_editable_set_text (GTK_EDITABLE (
                           ui_feeds_find_row (ui_find_guard (), "Type “Licences” to confirm")),
                         "Licences");
  g_assert_true (gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL));
}

static void
act (Keys *k, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (k->row), action, NULL));
}

/* One that is there goes only when the name of the connection was typed. */
static void
test_replace (UiFixture *f, gconstpointer data)
{
  Keys             k = { 0 };
  g_autofree char *pem = ui_feeds_make_key ();
  g_autofree char *other = ui_feeds_make_key ();
  g_autoptr (GBytes) bytes = g_bytes_new (other, strlen (other));
  g_autoptr (GBytes) garbage = g_bytes_new_static ("no key", 6);

  set_up (&k, f, pem);
  g_assert_true (ui_shows (k.view, "RSA with 2048 bits"));
  g_assert_true (ui_shows (k.view, k.first));
  cue_feed_key_row_take_key (k.row, garbage);
  g_assert_null (ui_find_guard ());

  cue_feed_key_row_take_key (k.row, bytes);
  fake_engine_wait (is_asked, NULL);
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  fake_engine_settle ();
  g_assert_false (is_other (&k));

  cue_feed_key_row_take_key (k.row, bytes);
  confirm ();
  fake_engine_wait (is_other, &k);
  g_assert_true (ui_shows (k.view, cue_signing_key_get_fingerprint (get_key (&k))));
  g_free (k.first);
}

/* Removed, and another one made in its place. */
static void
test_remove_and_generate (UiFixture *f, gconstpointer data)
{
  Keys             k = { 0 };
  g_autofree char *pem = ui_feeds_make_key ();

  set_up (&k, f, pem);
  act (&k, "key.remove");
  confirm ();
  fake_engine_wait (is_gone, &k);
  act (&k, "key.generate");
  fake_engine_wait (is_other, &k);
  g_assert_true (ui_shows (k.view, "RSA with 2048 bits"));
  g_free (k.first);
}

static gboolean
is_written (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "END PRIVATE KEY") != NULL;
}

/* Nobody else can read the file, whatever was there before. */
static void
test_export (UiFixture *f, gconstpointer data)
{
  Keys             k = { 0 };
  g_autofree char *pem = ui_feeds_make_key ();
  g_autofree char *path = g_build_filename (f->folder, "private-key.pem", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GStatBuf about;

  set_up (&k, f, pem);
  act (&k, "key.export");
  fake_engine_wait (is_asked, NULL);
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  cue_feed_key_row_export (k.row, file);
  fake_engine_wait (is_written, path);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0077, ==, 0);
  g_free (k.first);
}

/* All of it without a mouse, of a connection with a key and of one without. */
static void
test_keyboard (UiFixture *f, gconstpointer data)
{
  Keys             k = { 0 };
  g_autofree char *pem = ui_feeds_make_key ();

  set_up (&k, f, pem);
  ui_settle (f->window);
  ui_check_walk (f->window);
  act (&k, "key.remove");
  confirm ();
  fake_engine_wait (is_gone, &k);
  ui_settle (f->window);
  ui_check_walk (f->window);
  g_free (k.first);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/feed-keys/replace", test_replace },
    { "/feed-keys/remove-and-generate", test_remove_and_generate },
    { "/feed-keys/export", test_export },
    { "/feed-keys/keyboard", test_keyboard },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
