// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Signing in with the browser, and connecting again, from the window down to the hub. The browser
 * is a web client that follows the redirect of the Identity Server back to this computer. */

#include "ui-fixture.h"

#include <libsoup/soup.h>

#include "cue-access-health.h"
#include "cue-access-links.h"
#include "cue-access-page.h"
#include "cue-compat.h"
#include "cue-demo-doors.h"
#include "cue-profile-window.h"
#include "cue-sign-in-bar.h"
#include "cue-simulator.h"
#include "cue-ticker.h"

typedef enum {
  BROWSER_THERE,
  BROWSER_LEFT_ALONE, /* it opens, and nobody signs in */
  BROWSER_MISSING,
} Browser;

typedef struct {
  UiFixture        ui;
  CueSimulator    *simulator;
  SoupSession     *web;
  Browser          browser;
  guint            n_opened;
  CueEventSession *session;
  CueAccessPage   *page;
  GtkWidget       *root;   /* in which is looked for what is waited for */
  const char      *wanted; /* a text */
} Fixture;

static void
on_page_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GBytes) page = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
}

static gboolean
open_page (const char *uri, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autoptr (SoupMessage) message = NULL;

  f->n_opened++;

  if (f->browser == BROWSER_MISSING) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no browser here");
    return FALSE;
  }

  message = soup_message_new (SOUP_METHOD_GET, uri);
  g_assert_nonnull (message);

  if (f->browser == BROWSER_THERE)
    soup_session_send_and_read_async (f->web,
                                      message,
                                      G_PRIORITY_DEFAULT,
                                      NULL,
                                      on_page_read,
                                      NULL);

  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) profile = NULL;
  g_autoptr (JsonNode) description = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->web = soup_session_new ();
  f->simulator = cue_simulator_new ();
  cue_simulator_set_clock (f->simulator, f->ui.clock);
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);

  profile = fake_engine_make_profile (f->ui.engine, CUE_PROFILE_SOURCE_STATE_URL);
  description = cue_simulator_describe (f->simulator);
  secret =
    cue_demo_doors_read (cue_profile_get_doors (profile), json_node_get_object (description));
  g_assert_nonnull (secret);
  g_object_set (cue_profile_get_doors (profile), "token-source", CUE_TOKEN_SOURCE_SIGN_IN, NULL);
  cue_secret_store_keep (f->ui.secrets,
                         cue_profile_get_id (profile),
                         CUE_SECRET_KIND_DOORS_CLIENT,
                         secret);
  cue_profile_set_name (profile, "Keynote");
  cue_profile_store_add (f->ui.store, profile);
  f->session = cue_session_list_find (f->ui.sessions, cue_profile_get_id (profile), NULL);
  cue_compat_set_uri_opener (open_page, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  cue_compat_set_uri_opener (NULL, NULL);

  if (f->ui.window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->ui.window));

  f->ui.window = NULL;
  soup_session_abort (f->web);
  g_object_unref (f->web);
  cue_roster_stop (f->ui.roster);
  cue_simulator_stop (f->simulator);
  g_object_unref (f->simulator);
  ui_fixture_tear_down (&f->ui, data);
}

static gboolean
has_words (GtkWidget *widget, gpointer data)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  return text != NULL && gtk_widget_get_mapped (widget) && strstr (text, data) != NULL;
}

static gboolean
is_there (gpointer data)
{
  Fixture *f = data;

  cue_ticker_tick ();
  return ui_find (f->root, has_words, (gpointer) f->wanted) != NULL;
}

/* Waits until the words stand somewhere. */
static void
wait_for (Fixture *f, const char *words)
{
  f->wanted = words;
  fake_engine_wait (is_there, f);
}

static gboolean
shows (Fixture *f, const char *words)
{
  cue_ticker_tick ();
  return ui_find (f->root, has_words, (gpointer) words) != NULL;
}

static gboolean
is_button (GtkWidget *widget, gpointer label)
{
  g_autofree char *plain = NULL;

  if (!GTK_IS_BUTTON (widget) || gtk_button_get_label (GTK_BUTTON (widget)) == NULL ||
      !gtk_widget_get_mapped (widget))
    return FALSE;

  plain = g_strdup (gtk_button_get_label (GTK_BUTTON (widget)));

  for (char *c = plain; (c = strchr (c, '_')) != NULL;)
    memmove (c, c + 1, strlen (c));

  return g_str_equal (plain, label);
}

static void
press (Fixture *f, const char *label)
{
  GtkWidget *button = ui_find (f->root, is_button, (gpointer) label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
show_page (Fixture *f)
{
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_view (f->page, cue_event_session_get_access_view (f->session));
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 748);
  f->root = ui_find_type (GTK_WIDGET (f->page), CUE_TYPE_ACCESS_HEALTH);
  wait_for (f, "Sign In…");
  g_assert_false (shows (f, "Connect Now"));
}

static void
test_page (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) kept = NULL;

  show_page (f);
  press (f, "Sign In…");
  wait_for (f, "Connected");
  g_assert_false (shows (f, "Sign In…"));
  g_assert_false (shows (f, "Waiting for you"));
  g_assert_cmpuint (f->n_opened, ==, 1);
}

/* Without a browser the link can be copied, and there is a way out. */
static void
test_no_browser (Fixture *f, gconstpointer data)
{
  CueSignIn *sign_in;

  f->browser = BROWSER_MISSING;
  show_page (f);
  sign_in = cue_access_links_get_sign_in (
    CUE_ACCESS_LINKS (cue_access_view_get_links (cue_access_page_get_view (f->page))));
  press (f, "Sign In…");
  wait_for (f, "No browser could be opened (no browser here)");
  g_assert_false (shows (f, "Sign In…"));
  g_assert_nonnull (cue_sign_in_get_link (sign_in));
  press (f, "Copy Link");

  /* The link is good for any browser. */
  f->browser = BROWSER_THERE;
  g_assert_true (open_page (cue_sign_in_get_link (sign_in), f, NULL));
  wait_for (f, "Connected");
  g_assert_cmpint (cue_sign_in_get_state (sign_in), ==, CUE_SIGN_IN_IDLE);
}

static void
test_given_up (Fixture *f, gconstpointer data)
{
  f->browser = BROWSER_LEFT_ALONE;
  show_page (f);
  press (f, "Sign In…");
  wait_for (f, "Waiting for you");
  press (f, "Cancel Sign-In");
  g_assert_false (shows (f, "Waiting for you"));
  wait_for (f, "Sign In…");

  /* And again; nobody comes for five minutes. */
  press (f, "Sign In…");
  wait_for (f, "Waiting for you");
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->ui.clock), UI_SECONDS (301));
  wait_for (f, "Nobody signed in in time");
  press (f, "Close");
  g_assert_false (shows (f, "Nobody signed in in time"));

  f->browser = BROWSER_THERE;
  press (f, "Sign In…");
  wait_for (f, "Connected");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cue_simulator_set_switch (f->simulator, "sign-in", "deny", &error);
  g_assert_no_error (error);
  show_page (f);
  press (f, "Sign In…");
  wait_for (f, "The sign-in was cancelled or refused.");
  g_assert_true (shows (f, "Sign In…"));
}

/* Without a variant it is switched off. */
static void
set_fault (Fixture *f, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  if (variant != NULL)
    json_object_set_string_member (params, "variant", variant);

  cue_simulator_set_fault (f->simulator,
                           id,
                           variant != NULL,
                           variant != NULL ? params : NULL,
                           &error);
  g_assert_no_error (error);
}

/* The clock stands still, so nothing is tried again by itself. */
static void
test_connect_now (Fixture *f, gconstpointer data)
{
  set_fault (f, "SB-3", "503");
  show_page (f);
  press (f, "Sign In…");
  wait_for (f, "Connect Now");
  set_fault (f, "SB-3", NULL);
  press (f, "Connect Now");
  wait_for (f, "All ");
  g_assert_true (shows (f, "Connected"));
  g_assert_false (shows (f, "Connect Now"));
}

/* The right is taken away while it is connected, and then the connections are lost. */
static void
test_forbidden (Fixture *f, gconstpointer data)
{
  show_page (f);
  press (f, "Sign In…");
  wait_for (f, "All ");
  set_fault (f, "SB-2", "bare");
  set_fault (f, "SB-16", "1006");
  wait_for (f, "The connection was lost");
  wait_for (f, " connected");
  press (f, "Connect Now");
  wait_for (f, "Not allowed (403)");
  g_assert_true (shows (f, "The scope: "));
  g_assert_true (shows (f, "The role: "));
  g_assert_true (shows (f, "own user ID"));
}

static gboolean
is_kept (gpointer data)
{
  Fixture         *f = data;
  CueEventSession *session = cue_session_list_find (f->ui.sessions, f->wanted, NULL);
  CueDoorsWatch   *doors;
  CueTokenSource  *source;

  /* It begins anew with another secret. */
  if (session == NULL)
    return FALSE;

  doors = cue_monitor_get_doors (cue_event_session_get_monitor (session));
  source = cue_doors_tokens_get_source (cue_doors_watch_get_tokens (doors));
  return source != NULL && !cue_token_source_needs_user (source);
}

/* In the form of the event, before it is saved; its test then has a token. */
static void
test_form (Fixture *f, gconstpointer data)
{
  CueProfile      *profile = cue_monitor_get_profile (cue_event_session_get_monitor (f->session));
  g_autofree char *id = g_strdup (cue_profile_get_id (profile));
  GtkWidget       *window = cue_profile_window_new (NULL, f->ui.roster, profile);

  ui_fixture_show (&f->ui, window, 600, 700);
  f->root = window;
  wait_for (f, "Nobody is signed in.");

  f->browser = BROWSER_LEFT_ALONE;
  press (f, "Sign In…");
  wait_for (f, "Waiting for you");
  press (f, "Cancel Sign-In");
  g_assert_false (shows (f, "Waiting for you"));

  f->browser = BROWSER_THERE;
  press (f, "Sign In…");
  wait_for (f, "Signed in. It is kept when you save.");

  press (f, "Test");
  wait_for (f, "Connected to ");
  g_assert_false (shows (f, "sign in first"));
  g_assert_true (gtk_widget_activate_action (window, "profile.back", NULL));

  f->ui.window = NULL;
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  f->root = NULL;
  f->wanted = id;
  fake_engine_wait (is_kept, f);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/ui/sign-in/page", test_page },
    { "/ui/sign-in/no-browser", test_no_browser },
    { "/ui/sign-in/given-up", test_given_up },
    { "/ui/sign-in/refused", test_refused },
    { "/ui/sign-in/connect-now", test_connect_now },
    { "/ui/sign-in/forbidden", test_forbidden },
    { "/ui/sign-in/form", test_form },
  };

  if (!ui_fixture_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
