// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "cue-acoustic-connection-row.h"
#include "cue-finding-label.h"
#include "cue-profile-form.h"
#include "cue-profile-window.h"
#include "cue-simulator.h"

/* The connections to the Acoustic Exchange in the form of an event. */

#define BASE_URL "Base URL (such as https://api-exchange-us-1.goacoustic.com)"
#define URL      "https://api-exchange-us-1.goacoustic.com"
#define KEY      "3f1c-demo-only-endpoint-key-0001:US"

static CueProfile *
add_event (UiFixture *f)
{
  return cue_monitor_get_profile (
    cue_event_session_get_monitor (ui_fixture_add_event (f, "Keynote")));
}

static GtkWidget *
open_dialog (UiFixture *f, CueProfile *profile)
{
  GtkWidget *window = cue_profile_window_new (NULL, f->roster, profile);

  ui_fixture_show (f, window, 600, 700);
  return window;
}

static void
close_dialog (UiFixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = NULL;
}

static gboolean
is_row (GtkWidget *widget, gpointer count)
{
  guint *left = count;

  return CUE_IS_ACOUSTIC_CONNECTION_ROW (widget) && (*left)-- == 0;
}

static GtkWidget *
find_row (GtkWidget *window, guint position)
{
  GtkWidget *row = ui_find (window, is_row, &position);

  g_assert_nonnull (row);
  return row;
}

static guint
count_rows (GtkWidget *window)
{
  guint left = G_MAXUINT;

  g_assert_null (ui_find (window, is_row, &left));
  return G_MAXUINT - left;
}

static gboolean
has_title (GtkWidget *widget, gpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static GtkWidget *
find_field (GtkWidget *row, const char *title)
{
  GtkWidget *field = ui_find (row, has_title, (gpointer) title);

  g_assert_nonnull (field);
  return field;
}

static void
type (GtkWidget *row, const char *title, const char *text)
{
  GtkWidget *field = find_field (row, title);

  g_assert_true (gtk_widget_grab_focus (field));
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

static gboolean
is_shown_finding (GtkWidget *widget, gpointer field)
{
  return CUE_IS_FINDING_LABEL (widget) && gtk_widget_get_visible (widget) &&
         (field == NULL || cue_finding_label_get_field (CUE_FINDING_LABEL (widget)) == field);
}

/* Returns what is said about a field, or NULL. */
static GtkWidget *
find_finding (GtkWidget *row, const char *title)
{
  return ui_find (row, is_shown_finding, find_field (row, title));
}

static gboolean
is_wrong (GtkWidget *row, const char *title)
{
  return find_finding (row, title) != NULL &&
         gtk_widget_has_css_class (find_field (row, title), "error");
}

static GtkWidget *
find_form (GtkWidget *window)
{
  GtkWidget *form = ui_find_type (window, CUE_TYPE_PROFILE_FORM);

  return GTK_WIDGET (cue_profile_form_get_acoustic (CUE_PROFILE_FORM (form)));
}

static GtkWidget *
add_connection (GtkWidget *window)
{
  guint      n = count_rows (window);
  GtkWidget *form = find_form (window);

  g_assert_true (gtk_widget_activate_action (form, "connections.add", NULL));
  g_assert_cmpuint (count_rows (window), ==, n + 1);
  return find_row (window, n);
}

typedef struct {
  gboolean done;
  GBytes  *secret;
} Found;

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Found *found = data;
  g_autoptr (GError) error = NULL;

  found->secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  g_assert_no_error (error);
  found->done = TRUE;
}

static gboolean
is_found (gpointer found)
{
  return ((Found *) found)->done;
}

static char *
look_up (UiFixture *f, CueProfile *profile, CueAcousticConnection *connection)
{
  g_autofree char *kind = cue_connection_make_secret_kind (connection);
  g_autoptr (GBytes) secret = NULL;
  Found found = { 0 };

  cue_secret_store_lookup_async (f->secrets,
                                 cue_profile_get_id (profile),
                                 kind,
                                 NULL,
                                 on_found,
                                 &found);
  fake_engine_wait (is_found, &found);
  secret = found.secret;

  if (secret == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
}

static gboolean
is_closed (gpointer data)
{
  return ((UiFixture *) data)->window == NULL;
}

/* It closes when all keys are kept. */
static void
save (UiFixture *f)
{
  GtkWidget *window = f->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &f->window);
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  fake_engine_wait (is_closed, f);
  fake_engine_settle ();
}

static CueAcousticConnection *
peek (CueProfile *profile, guint position)
{
  g_autoptr (CueAcousticConnection) connection =
    g_list_model_get_item (G_LIST_MODEL (cue_profile_get_acoustic (profile)), position);

  g_assert_nonnull (connection);
  return connection;
}

static void
fill (GtkWidget *row, const char *label)
{
  type (row, "Label", label);
  type (row, BASE_URL, URL);
  type (row, "Endpoint Key", KEY);
}

/* From the button to the file and the keyring, and back into the form. */
static void
test_add (UiFixture *f, gconstpointer data)
{
  CueProfile            *profile = add_event (f);
  GtkWidget             *window = open_dialog (f, profile);
  GtkWidget             *row, *focus;
  CueAcousticConnection *connection;
  g_autofree char       *path = g_build_filename (f->folder, "profiles.json", NULL);
  g_autofree char       *text = NULL;
  g_autofree char       *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_rows (window), ==, 0);
  row = add_connection (window);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find_field (row, "Label")));
  /* Nothing was typed yet. */
  g_assert_null (ui_find (row, is_shown_finding, NULL));

  type (row, "Label", " Ticket <desk> ");
  type (row, BASE_URL, " " URL "/ ");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_field (row, "Role")), 1);
  type (row, "Endpoint Key", KEY);
  type (row, "Endpoint ID (if you know it)", "60001");
  adw_action_row_activate (ADW_ACTION_ROW (find_field (row, "Production")));
  g_assert_null (ui_find (row, is_shown_finding, NULL));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Ticket <desk>");
  g_assert_true (ui_shows (row, "Subscriber · api-exchange-us-1.goacoustic.com"));

  /* Nothing reaches the event before it is saved. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_profile_get_acoustic (profile))),
                    ==,
                    0);
  save (f);
  connection = peek (profile, 0);
  g_assert_cmpstr (cue_connection_get_label (connection), ==, "Ticket <desk>");
  g_assert_cmpstr (cue_acoustic_connection_get_base_url (connection), ==, URL);
  g_assert_cmpint (cue_acoustic_connection_get_role (connection), ==, CUE_ACOUSTIC_ROLE_SUBSCRIBER);
  g_assert_cmpstr (cue_acoustic_connection_get_endpoint_id (connection), ==, "60001");
  g_assert_true (cue_connection_get_production (connection));
  kept = look_up (f, profile, connection);
  g_assert_cmpstr (kept, ==, KEY);

  cue_profile_store_flush (f->store, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Ticket <desk>"));
  g_assert_null (strstr (text, KEY));

  window = open_dialog (f, profile);
  fake_engine_settle ();
  row = find_row (window, 0);
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_field (row, "Label"))),
                   ==,
                   "Ticket <desk>");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_field (row, "Role"))), ==, 1);
  /* It is said that there is a key, and it is not shown. */
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (find_field (row, "Endpoint Key (kept; type to replace it)"))),
                   ==,
                   "");
  g_assert_true (
    cue_profile_form_check (CUE_PROFILE_FORM (ui_find_type (window, CUE_TYPE_PROFILE_FORM))));
}

/* A key may be replaced; an empty field leaves the one that is kept. */
static void
test_edit (UiFixture *f, gconstpointer data)
{
  CueProfile      *profile = add_event (f);
  GtkWidget       *window = open_dialog (f, profile);
  GtkWidget       *row = add_connection (window);
  g_autofree char *id = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *replaced = NULL;

  fill (row, "Before");
  save (f);
  id = g_strdup (cue_connection_get_id (peek (profile, 0)));

  window = open_dialog (f, profile);
  fake_engine_settle ();
  row = find_row (window, 0);
  cue_connection_row_focus (CUE_CONNECTION_ROW (row));
  type (row, "Label", "After");
  g_assert_cmpstr (cue_connection_get_label (peek (profile, 0)), ==, "Before");
  save (f);
  g_assert_cmpstr (cue_connection_get_label (peek (profile, 0)), ==, "After");
  g_assert_cmpstr (cue_connection_get_id (peek (profile, 0)), ==, id);
  kept = look_up (f, profile, peek (profile, 0));
  g_assert_cmpstr (kept, ==, KEY);

  window = open_dialog (f, profile);
  fake_engine_settle ();
  row = find_row (window, 0);
  cue_connection_row_focus (CUE_CONNECTION_ROW (row));
  type (row, "Endpoint Key (kept; type to replace it)", "Bearer another-key ");
  save (f);
  replaced = look_up (f, profile, peek (profile, 0));
  g_assert_cmpstr (replaced, ==, "another-key");
}

/* The key goes with the connection, but only when the event is saved. */
static void
test_remove (UiFixture *f, gconstpointer data)
{
  CueProfile *profile = add_event (f);
  GtkWidget  *window = open_dialog (f, profile);
  GtkWidget  *row, *focus;
  g_autoptr (CueAcousticConnection) removed = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *other = NULL;

  fill (add_connection (window), "First");
  fill (add_connection (window), "Second");
  save (f);
  removed = g_object_ref (peek (profile, 0));

  window = open_dialog (f, profile);
  fake_engine_settle ();
  row = find_row (window, 0);
  cue_connection_row_focus (CUE_CONNECTION_ROW (row));
  g_assert_true (gtk_widget_activate_action (row, "connection.remove", NULL));
  g_assert_cmpuint (count_rows (window), ==, 1);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find_row (window, 0)));
  close_dialog (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_profile_get_acoustic (profile))),
                    ==,
                    2);
  kept = look_up (f, profile, removed);
  g_assert_cmpstr (kept, ==, KEY);

  window = open_dialog (f, profile);
  fake_engine_settle ();
  g_assert_true (gtk_widget_activate_action (find_row (window, 0), "connection.remove", NULL));
  save (f);
  g_assert_cmpstr (cue_connection_get_label (peek (profile, 0)), ==, "Second");
  g_assert_null (look_up (f, profile, removed));
  other = look_up (f, profile, peek (profile, 0));
  g_assert_cmpstr (other, ==, KEY);
}

/* What is wrong stands at its field while it is typed, and keeps the event from being saved. */
static void
test_findings (UiFixture *f, gconstpointer data)
{
  CueProfile *profile = add_event (f);
  GtkWidget  *window = open_dialog (f, profile);
  GtkWidget  *row = add_connection (window);
  GtkWidget  *url = find_field (row, BASE_URL);
  GtkWidget  *focus;

  type (row, BASE_URL, "http://api-exchange-us-1.goacoustic.com");
  g_assert_true (is_wrong (row, BASE_URL));
  gtk_test_accessible_assert_state (url, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  type (row, BASE_URL, URL "/v1");
  g_assert_true (is_wrong (row, BASE_URL));
  /* The pages for people: most likely a mistake, but not for us to forbid. */
  type (row, BASE_URL, "https://exchange-us-1.goacoustic.com");
  g_assert_nonnull (find_finding (row, BASE_URL));
  g_assert_false (is_wrong (row, BASE_URL));
  type (row, BASE_URL, URL);
  g_assert_null (find_finding (row, BASE_URL));

  type (row, "Endpoint Key", "two words");
  g_assert_true (is_wrong (row, "Endpoint Key"));
  type (row, "Endpoint Key", "Bearer ");
  g_assert_true (is_wrong (row, "Endpoint Key"));
  type (row, "Endpoint Key", "Bearer " KEY);
  g_assert_nonnull (find_finding (row, "Endpoint Key"));
  g_assert_false (is_wrong (row, "Endpoint Key"));
  type (row, "Endpoint Key", " " KEY);
  g_assert_nonnull (find_finding (row, "Endpoint Key"));
  g_assert_false (is_wrong (row, "Endpoint Key"));
  type (row, "Endpoint Key", KEY);
  g_assert_null (find_finding (row, "Endpoint Key"));

  type (row, "Endpoint ID (if you know it)", "sixty");
  g_assert_nonnull (find_finding (row, "Endpoint ID (if you know it)"));
  g_assert_false (is_wrong (row, "Endpoint ID (if you know it)"));
  type (row, "Endpoint ID (if you know it)", "");
  g_assert_null (find_finding (row, "Endpoint ID (if you know it)"));

  /* Closed, it opens where something is missing. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), FALSE);
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (is_wrong (row, "Label"));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find_field (row, "Label")));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cue_profile_get_acoustic (profile))),
                    ==,
                    0);
}

/* The Tab key goes past what is said about a field, not out of the form. */
static void
test_tab (UiFixture *f, gconstpointer data)
{
  GtkWidget *window = open_dialog (f, add_event (f));
  GtkWidget *row = add_connection (window);
  GtkWidget *role = find_field (row, "Role");

  type (row, BASE_URL, "http://example.com");
  g_assert_true (is_wrong (row, BASE_URL));

  for (guint i = 0; i < 2; i++) {
    GtkWidget *focus;

    g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
    focus = gtk_window_get_focus (GTK_WINDOW (window));
    g_assert_nonnull (focus);

    if (focus == role || gtk_widget_is_ancestor (focus, role))
      return;
  }

  g_test_fail_printf ("the Tab key left the connection");
}

static void
test_missing_key (UiFixture *f, gconstpointer data)
{
  CueProfile *profile = add_event (f);
  GtkWidget  *window = open_dialog (f, profile);
  GtkWidget  *row = add_connection (window);

  type (row, "Label", "Tickets");
  type (row, BASE_URL, URL);
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  g_assert_true (is_wrong (row, "Endpoint Key"));
  type (row, "Endpoint Key", KEY);
  save (f);
}

static void
test_same_label (UiFixture *f, gconstpointer data)
{
  CueProfile *profile = add_event (f);
  GtkWidget  *window = open_dialog (f, profile);
  GtkWidget  *first = add_connection (window);
  GtkWidget  *second;

  fill (first, "Tickets");
  second = add_connection (window);
  fill (second, "Tickets");
  g_assert_true (is_wrong (second, "Label"));
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  g_assert_nonnull (f->window);

  /* Mended at the other one. */
  type (first, "Label", "Doors");
  g_assert_false (is_wrong (second, "Label"));
  save (f);
  g_assert_cmpstr (cue_connection_get_label (peek (profile, 1)), ==, "Tickets");
}

/* There is an end to them. */
static void
test_limit (UiFixture *f, gconstpointer data)
{
  CueProfile *profile = add_event (f);
  GtkWidget  *window = open_dialog (f, profile);
  GtkWidget  *form = find_form (window);

  for (guint i = 0; i < CUE_CONNECTION_LIST_MAX; i++)
    add_connection (window);

  gtk_widget_activate_action (form, "connections.add", NULL);
  g_assert_cmpuint (count_rows (window), ==, CUE_CONNECTION_LIST_MAX);
  g_assert_true (gtk_widget_activate_action (find_row (window, 0), "connection.remove", NULL));
  add_connection (window);
}

static gboolean
is_tested (gpointer window)
{
  return cue_profile_window_finish_test (CUE_PROFILE_WINDOW (window));
}

/* The key that was typed is tried before it is kept. */
static void
test_test (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueSimulator) simulator = cue_simulator_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  CueProfile *profile = add_event (f);
  JsonObject *account;
  GtkWidget  *window, *row;

  cue_simulator_set_media (simulator, FALSE);
  cue_simulator_start (simulator, &error);
  g_assert_no_error (error);
  node = cue_simulator_describe (simulator);
  account = json_object_get_object_member (json_node_get_object (node), "acoustic");

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  window = open_dialog (f, profile);
  fake_engine_settle ();
  row = add_connection (window);
  type (row, "Label", "Tickets");
  type (row, BASE_URL, json_object_get_string_member (account, "baseUrl"));
  type (row, "Endpoint Key", json_object_get_string_member (account, "publisherKey"));
  fake_engine_wait (is_tested, window);
  g_assert_true (ui_shows (window, "Acoustic Exchange"));
  g_assert_true (ui_shows (window, "1 connection answers"));

  g_assert_true (gtk_widget_activate_action (window, "profile.back", NULL));
  type (row, "Endpoint Key", "nobodys-key");
  cue_profile_window_start_test (CUE_PROFILE_WINDOW (window));
  fake_engine_wait (is_tested, window);
  g_assert_false (ui_shows (window, "1 connection answers"));
  close_dialog (f);
  cue_simulator_stop (simulator);
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/acoustic-connections/add", test_add },
    { "/acoustic-connections/edit", test_edit },
    { "/acoustic-connections/remove", test_remove },
    { "/acoustic-connections/findings", test_findings },
    { "/acoustic-connections/tab", test_tab },
    { "/acoustic-connections/missing-key", test_missing_key },
    { "/acoustic-connections/same-label", test_same_label },
    { "/acoustic-connections/limit", test_limit },
    { "/acoustic-connections/test", test_test },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
