// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"

#include "cue-field-message.h"
#include "cue-preferences-window.h"
#include "cue-profile-form.h"
#include "cue-profile-window.h"
#include "cue-test-row.h"

/* The form of an event, its test, and the preferences. */

#define SECRET "demo-only-secret-not-for-production-0123456789abcdef0123456789abcdef"

static gboolean
has_title (GtkWidget *widget, gpointer title)
{
  g_autofree char *plain = NULL;

  if (!ADW_IS_PREFERENCES_ROW (widget) ||
      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) == NULL)
    return FALSE;

  plain = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  /* Without mnemonics. */
  for (char *c = plain; (c = strchr (c, '_')) != NULL;)
    memmove (c, c + 1, strlen (c));

  return g_str_equal (plain, title);
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *row = ui_find (root, has_title, (gpointer) title);

  g_assert_nonnull (row);
  return row;
}

static void
type (GtkWidget *root, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (root, title)), text);
}

static gboolean
is_shown_message (GtkWidget *widget, gpointer data)
{
  return CUE_IS_FIELD_MESSAGE (widget) && gtk_widget_get_visible (widget);
}

static GtkWidget *
show_form (UiFixture *f, CueProfile *profile)
{
  GtkWidget *form = g_object_new (CUE_TYPE_PROFILE_FORM, NULL);

  cue_profile_form_set_profile (CUE_PROFILE_FORM (form), profile);
  ui_fixture_show (f, form, 600, 700);
  return form;
}

/* A fault stands under its field as soon as something was typed, and not before. */
static void
test_check_while_typing (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) profile = cue_profile_new ();
  GtkWidget *form = show_form (f, profile);
  GtkWidget *endpoint = find_row (form, "getStateURL Address");

  g_assert_null (ui_find (form, is_shown_message, NULL));

  type (form, "getStateURL Address", "http://example.com/state");
  g_assert_nonnull (ui_find (form, is_shown_message, NULL));
  g_assert_true (gtk_widget_has_css_class (endpoint, "error"));
  gtk_test_accessible_assert_state (endpoint,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpstr (cue_profile_get_endpoint (profile), ==, "http://example.com/state");

  type (form, "getStateURL Address", "https://example.com/state");
  g_assert_null (ui_find (form, is_shown_message, NULL));
  g_assert_false (gtk_widget_has_css_class (endpoint, "error"));
  gtk_test_accessible_assert_state (endpoint,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
test_check_all (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) profile = cue_profile_new ();
  GtkWidget *form = show_form (f, profile);
  GtkWidget *focus;
  gboolean   complete;

  g_assert_false (cue_profile_form_check (CUE_PROFILE_FORM (form)));
  g_assert_nonnull (ui_find (form, is_shown_message, NULL));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, find_row (form, "Name")));

  type (form, "Name", "Keynote");
  type (form, "getStateURL Address", "https://example.com/state-url");
  type (form, "Client or Application ID (iss)", "demo-site");
  type (form, "Service ID (aud)", "demo-service");
  g_assert_false (cue_profile_form_check (CUE_PROFILE_FORM (form)));
  type (form, "Secret", SECRET);
  g_assert_true (cue_profile_form_check (CUE_PROFILE_FORM (form)));
  g_object_get (form, "complete", &complete, NULL);
  g_assert_true (complete);
}

/* A short secret is advised against and yet may be used; a kept one may stay untyped. */
static void
test_secret (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) profile = fake_engine_make_profile (f->engine, CUE_PROFILE_SOURCE_API_KEY);
  GtkWidget *form = show_form (f, profile);
  g_autoptr (GBytes) none = cue_profile_form_get_secret (CUE_PROFILE_FORM (form));
  g_autoptr (GBytes) typed = NULL;

  g_assert_null (none);
  g_assert_false (cue_profile_form_check (CUE_PROFILE_FORM (form)));
  type (form, "Secret", " short ");
  g_assert_true (cue_profile_form_check (CUE_PROFILE_FORM (form)));
  g_assert_nonnull (ui_find (form, is_shown_message, NULL));
  typed = cue_profile_form_get_secret (CUE_PROFILE_FORM (form));
  g_assert_cmpmem (g_bytes_get_data (typed, NULL), g_bytes_get_size (typed), " short ", 7);

  type (form, "Secret", "");
  cue_profile_form_set_has_saved_secret (CUE_PROFILE_FORM (form), TRUE);
  g_assert_true (cue_profile_form_check (CUE_PROFILE_FORM (form)));
  g_assert_nonnull (find_row (form, "Secret (kept; type to replace it)"));
}

static void
test_kinds (UiFixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) profile = cue_profile_new ();
  GtkWidget   *form = show_form (f, profile);
  AdwComboRow *kind = ADW_COMBO_ROW (find_row (form, "Reached By"));

  g_assert_true (gtk_widget_get_mapped (find_row (form, "Secret")));
  g_assert_false (gtk_widget_get_mapped (find_row (form, "State URL")));
  adw_combo_row_set_selected (kind, CUE_PROFILE_SOURCE_STATE_URL);
  g_assert_cmpint (cue_profile_get_source_kind (profile), ==, CUE_PROFILE_SOURCE_STATE_URL);
  g_assert_false (gtk_widget_get_mapped (find_row (form, "Secret")));
  g_assert_true (gtk_widget_get_mapped (find_row (form, "State URL")));
  adw_combo_row_set_selected (kind, CUE_PROFILE_SOURCE_BACKEND);
  g_assert_true (gtk_widget_get_mapped (find_row (form, "Backend Address")));
}

static gboolean
has_events (gpointer data)
{
  UiFixture *f = data;

  return g_list_model_get_n_items (G_LIST_MODEL (f->roster)) > 0;
}

static void
on_saved (CueProfileWindow *window, CueProfile *profile, CueProfile **saved)
{
  *saved = profile;
}

static void
test_add (UiFixture *f, gconstpointer data)
{
  GtkWidget       *window = cue_profile_window_new (NULL, f->roster, NULL);
  CueProfile      *saved = NULL;
  g_autofree char *url = g_strconcat (fake_engine_get_base (f->engine), "/state-url", NULL);

  ui_fixture_show (f, window, 600, 700);
  g_signal_connect (window, "saved", G_CALLBACK (on_saved), &saved);

  /* Nothing is added while there are faults. */
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  g_assert_false (has_events (f));

  type (window, "Name", "Day 2");
  type (window, "getStateURL Address", url);
  type (window, "Client or Application ID (iss)", "demo-site");
  type (window, "Service ID (aud)", "demo-service");
  type (window, "Secret", SECRET);
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  fake_engine_wait (has_events, f);
  f->window = NULL;
  g_assert_nonnull (saved);
  g_assert_cmpstr (cue_profile_get_name (saved), ==, "Day 2");
  fake_engine_settle ();
}

/* What is typed first is the name, and Enter in a field is the button. */
static void
test_keys (UiFixture *f, gconstpointer data)
{
  GtkWidget       *window = cue_profile_window_new (NULL, f->roster, NULL);
  g_autofree char *url = g_strconcat (fake_engine_get_base (f->engine), "/state", NULL);
  GtkWidget       *row, *focus;

  ui_fixture_show (f, window, 600, 700);
  row = find_row (window, "Name");
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, row));

  type (window, "Name", "Day 2");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (window, "Reached By")),
                              CUE_PROFILE_SOURCE_STATE_URL);
  type (window, "State URL", url);
  f->window = NULL;
  g_signal_emit_by_name (focus, "activate");
  fake_engine_wait (has_events, f);
  fake_engine_settle ();
}

static gboolean
has_mnemonic (GtkWidget *widget)
{
  guint key = GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) : 0;

  /* None is said in two ways. */
  return key != 0 && key != GDK_KEY_VoidSymbol;
}

/* Each key that jumps somewhere jumps to one place. The label of a row is there twice. */
static void
collect_mnemonics (GtkWidget *widget, GHashTable *places)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (has_mnemonic (widget)) {
    gpointer   key = GUINT_TO_POINTER (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
    GtkWidget *place = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW);
    GtkWidget *before = g_hash_table_lookup (places, key);

    if (place == NULL)
      place = gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON);

    if (before != NULL && before != place)
      g_error ("Alt and %s of “%s” go to two places",
               gdk_keyval_name (GPOINTER_TO_UINT (key)),
               gtk_label_get_label (GTK_LABEL (widget)));

    g_hash_table_insert (places, key, place);
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_mnemonics (child, places);
}

static void
test_mnemonics (UiFixture *f, gconstpointer data)
{
  CueEventSession *session = ui_fixture_add_event (f, "Keynote");
  CueProfile      *profiles[] = {
         NULL,
         cue_monitor_get_profile (cue_event_session_get_monitor (session)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++) {
    GtkWidget   *window = cue_profile_window_new (NULL, f->roster, profiles[i]);
    AdwComboRow *kind = ADW_COMBO_ROW (find_row (window, "Reached By"));
    AdwComboRow *token = ADW_COMBO_ROW (find_row (window, "Token From"));

    ui_fixture_show (f, window, 600, 700);
    adw_action_row_activate (ADW_ACTION_ROW (find_row (window, "Watch Doors")));
    adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (window, "Environment")), CUE_SALTO_CUSTOM);

    for (guint n = 0; n < 3 * 4; n++) {
      g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

      adw_combo_row_set_selected (kind, n % 3);
      adw_combo_row_set_selected (token, n / 3);
      ui_wait_for_frame (window);
      collect_mnemonics (window, places);
      g_assert_cmpuint (g_hash_table_size (places), >, 10);
    }

    gtk_window_destroy (GTK_WINDOW (window));
    f->window = NULL;
  }
}

static void
test_edit (UiFixture *f, gconstpointer data)
{
  CueEventSession *session = ui_fixture_add_event (f, "Before");
  CueProfile      *profile = cue_monitor_get_profile (cue_event_session_get_monitor (session));
  GtkWidget       *window = cue_profile_window_new (NULL, f->roster, profile);
  GtkWidget       *name;

  ui_fixture_show (f, window, 600, 700);
  name = find_row (window, "Name");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Before");

  /* What is typed does not reach the event until it is saved. */
  type (window, "Name", "After");
  g_assert_cmpstr (cue_profile_get_name (profile), ==, "Before");
  f->window = NULL;
  g_assert_true (gtk_widget_activate_action (window, "profile.save", NULL));
  g_assert_cmpstr (cue_profile_get_name (profile), ==, "After");
  fake_engine_settle ();
}

static gboolean
is_tested (gpointer window)
{
  return cue_profile_window_finish_test (CUE_PROFILE_WINDOW (window));
}

static void
test_test (UiFixture *f, gconstpointer data)
{
  CueEventSession *session;
  GtkWidget       *window;
  GtkWidget       *row;

  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  session = ui_fixture_add_event (f, "Keynote");
  window =
    cue_profile_window_new (NULL,
                            f->roster,
                            cue_monitor_get_profile (cue_event_session_get_monitor (session)));
  ui_fixture_show (f, window, 600, 700);
  fake_engine_wait (is_tested, window);
  ui_wait_for_frame (window);
  row = ui_find_type (window, CUE_TYPE_TEST_ROW);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (window, "profile.copy-test", NULL));
  g_assert_true (gtk_widget_activate_action (window, "profile.back", NULL));
}

static void
test_preferences (UiFixture *f, gconstpointer data)
{
  GtkWidget   *window = cue_preferences_window_new (NULL, f->settings);
  AdwComboRow *style;

  ui_fixture_show (f, window, 560, 480);
  style = ADW_COMBO_ROW (find_row (window, "Style"));
  adw_combo_row_set_selected (style, 2);
  g_assert_cmpint (g_settings_get_enum (f->settings, "color-scheme"), ==, 2);
  cue_preferences_apply_colour_scheme (f->settings);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_set_string (f->settings, "color-scheme", "light");
  g_assert_cmpuint (adw_combo_row_get_selected (style), ==, 1);
  cue_preferences_apply_colour_scheme (f->settings);
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

int
main (int argc, char **argv)
{
  static const UiTest tests[] = {
    { "/forms/check-while-typing", test_check_while_typing },
    { "/forms/check-all", test_check_all },
    { "/forms/secret", test_secret },
    { "/forms/kinds", test_kinds },
    { "/forms/add", test_add },
    { "/forms/keys", test_keys },
    { "/forms/mnemonics", test_mnemonics },
    { "/forms/edit", test_edit },
    { "/forms/test", test_test },
    { "/forms/preferences", test_preferences },
  };

  return ui_fixture_run (&argc, &argv, tests, G_N_ELEMENTS (tests));
}
