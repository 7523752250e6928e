// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feeds.h"
#include "ui-keys.h"

#include "cue-feed-send-form.h"
#include "cue-feed-trip-row.h"
#include "cue-finding-label.h"
#include "cue-json-editor.h"

/* Events from the form to the service, and back in the feed. */

typedef struct {
  UiFeedDesk       world;
  CueFeedSendForm *form;
} UiSend;

static void
set_up (UiSend *f, gconstpointer data)
{
  ui_feed_desk_set_up (&f->world, data);
  f->form = g_object_new (CUE_TYPE_FEED_SEND_FORM, NULL);
  ui_fixture_show (&f->world.ui, GTK_WIDGET (f->form), 1040, 720);
}

static void
tear_down (UiSend *f, gconstpointer data)
{
  ui_feed_desk_tear_down (&f->world, data);
}

/* The second connection of the demo is marked as production. */
static void
choose (UiSend *f, guint connection)
{
  g_autoptr (CueFeedDeskConnection)
    chosen = g_list_model_get_item (G_LIST_MODEL (f->world.desk), connection);

  g_assert_nonnull (chosen);
  cue_feed_send_form_set_connection (f->form, f->world.desk, chosen, "my-app-events");
}

static gboolean
act (UiSend *f, const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (f->form), action, NULL);
}

static GListModel *
get_trips (UiSend *f)
{
  return cue_feed_desk_get_trips (f->world.desk);
}

static CueFeedTripState
get_state (UiSend *f)
{
  g_autoptr (CueFeedRoundTrip) trip = g_list_model_get_item (get_trips (f), 0);

  return trip != NULL ? cue_feed_round_trip_get_state (trip) : CUE_FEED_TRIP_SENDING;
}

static gboolean
is_seen (gpointer f)
{
  return get_state (f) == CUE_FEED_TRIP_SEEN;
}

static gboolean
is_second_seen (gpointer f)
{
  return g_list_model_get_n_items (get_trips (f)) == 2 && is_seen (f);
}

static gboolean
is_signed (gpointer f)
{
  return cue_feed_send_form_get_signed (((UiSend *) f)->form);
}

static gboolean
is_asked (gpointer data)
{
  return ui_find_guard () != NULL;
}

static gboolean
is_answered (gpointer data)
{
  return ui_find_guard () == NULL;
}

static CueFeedDraftEvent *
peek (UiSend *f, guint position)
{
  g_autoptr (CueFeedDraftEvent)
    event = g_list_model_get_item (G_LIST_MODEL (cue_feed_send_form_get_draft (f->form)), position);

  g_assert_nonnull (event);
  return event;
}

/* Sent once, and in the feed again, with the time it took. */
static void
test_send (UiSend *f, gconstpointer data)
{
  choose (f, 0);
  g_assert_cmpstr (cue_feed_draft_event_get_source (peek (f, 0)), ==, "my-app-events");
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_seen, f);
  ui_settle (f->world.ui.window);
  g_assert_true (ui_shows (f->world.ui.window, "In the Feed"));
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 1);

  /* The same is not sent a second time without a question, and a “no” is a no. */
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_asked, f);
  g_assert_true (ui_shows (ui_find_guard (), "Send the Same Again?"));
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  fake_engine_wait (is_answered, f);
  fake_engine_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 1);

  /* With a new id it is another one. */
  cue_feed_draft_event_make_id (peek (f, 0));
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_second_seen, f);
}

static void
keep_silent (UiSend *f, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  cue_simulator_set_fault (f->world.simulator, "TB-14", TRUE, params, &error);
  g_assert_no_error (error);
}

static guint
count_sent (UiSend *f)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->world.trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (f->world.trace), i);

    n += g_str_equal (cue_exchange_get_method (exchange), "POST");
  }

  return n;
}

static gboolean
is_looked_for (gpointer f)
{
  return get_state (f) == CUE_FEED_TRIP_LOOKING;
}

static gboolean
says_part (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

/* No answer: it is said that nobody knows, nothing is sent a second time by itself, and a second
 * time by hand is asked about. */
static void
test_no_answer (UiSend *f, gconstpointer data)
{
  choose (f, 0);
  keep_silent (f, "cut-lost");
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_looked_for, f);
  cue_simulator_clear_faults (f->world.simulator);
  ui_settle (f->world.ui.window);
  g_assert_true (ui_shows (f->world.ui.window, "Looked For in the Feed"));
  g_assert_nonnull (
    ui_find (f->world.ui.window, says_part, "It is not known whether the events were taken"));

  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_asked, f);
  g_assert_true (ui_shows (ui_find_guard (), "Send the Same Again?"));
  g_assert_nonnull (
    ui_find (ui_find_guard (), says_part, "It is not known whether the service took it"));
  gtk_window_close (GTK_WINDOW (ui_find_guard ()));
  fake_engine_wait (is_answered, f);

  g_assert_true (
    gtk_widget_activate_action (ui_find_type (f->world.ui.window, CUE_TYPE_FEED_TRIP_ROW),
                                "trip.stop",
                                NULL));
  g_assert_cmpint (get_state (f), ==, CUE_FEED_TRIP_UNKNOWN);
  g_assert_true (ui_shows (f->world.ui.window, "Nobody Knows"));
  fake_engine_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 1);
  g_assert_cmpuint (count_sent (f), ==, 1);
}

/* No answer, but it was taken: the look into the feed finds it, and it was sent once. */
static void
test_no_answer_taken (UiSend *f, gconstpointer data)
{
  choose (f, 0);
  keep_silent (f, "cut-taken");
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_seen, f);
  ui_settle (f->world.ui.window);
  g_assert_true (ui_shows (f->world.ui.window, "In the Feed"));
  g_assert_nonnull (ui_find (f->world.ui.window, says_part, "The service took it after all"));
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 1);
  g_assert_cmpuint (count_sent (f), ==, 1);
}

/* All of it without a mouse: an event, several, and one that was sent. */
static void
test_keyboard (UiSend *f, gconstpointer data)
{
  choose (f, 0);
  ui_settle (f->world.ui.window);
  ui_check_walk (f->world.ui.window);
  g_assert_true (act (f, "send.add"));
  ui_settle (f->world.ui.window);
  ui_check_walk (f->world.ui.window);
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_seen, f);
  ui_settle (f->world.ui.window);
  ui_check_walk (f->world.ui.window);
}

/* What is shown is what leaves; a change makes it unsigned again. */
static void
test_sign (UiSend *f, gconstpointer data)
{
  choose (f, 0);
  g_assert_true (ui_shows (f->world.ui.window, "{\"alg\":\"RS256\"}"));
  g_assert_true (act (f, "send.sign"));
  fake_engine_wait (is_signed, f);
  g_assert_cmpuint (cue_simulator_get_requests (f->world.simulator, "tenduke"), ==, 0);
  cue_feed_draft_event_make_id (peek (f, 0));
  g_assert_false (is_signed (f));
}

static void
test_production (UiSend *f, gconstpointer data)
{
  choose (f, 1);
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_asked, f);
  g_assert_cmpuint (cue_simulator_get_requests (f->world.simulator, "tenduke"), ==, 0);
  g_assert_true (gtk_widget_activate_action (ui_find_guard (), "guard.accept", NULL));
  fake_engine_wait (is_seen, f);
}

static gboolean
is_shown_finding (GtkWidget *widget, gpointer field)
{
  return CUE_IS_FINDING_LABEL (widget) && gtk_widget_get_visible (widget) &&
         cue_finding_label_get_field (CUE_FINDING_LABEL (widget)) == field;
}

/* What is wrong stands at its field while one types, and nothing is signed or sent. */
static void
test_findings (UiSend *f, gconstpointer data)
{
  GtkWidget *feed, *id;

  choose (f, 0);
  feed = ui_feeds_find_row (f->world.ui.window, "_Feed (event source ID)");
  id = ui_feeds_find_row (f->world.ui.window, "_ID (a UUID, by which it is found again)");
  g_assert_true (gtk_widget_grab_focus (feed));
  gtk_editable_set_text (GTK_EDITABLE (feed), "");
  g_assert_nonnull (ui_find (f->world.ui.window, is_shown_finding, feed));
  gtk_editable_set_text (GTK_EDITABLE (id), "not-a-uuid");
  g_assert_nonnull (ui_find (f->world.ui.window, is_shown_finding, id));
  g_assert_true (act (f, "send.send"));
  g_assert_true (ui_holds_focus (f->world.ui.window, feed));
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (feed), "my-app-events");
  g_assert_null (ui_find (f->world.ui.window, is_shown_finding, feed));
}

/* Many are gone through one at a time; what is wrong with one that is not shown is said. */
static void
test_many (UiSend *f, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[");

  choose (f, 0);
  g_assert_false (cue_feed_send_form_paste (f->form, "[1,"));
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (cue_feed_send_form_get_draft (f->form))),
                    ==,
                    1);

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (json,
                            "%s{\"eventType\":\"demo\",\"eventSourceId\":\"%s\",\"data\":{}}",
                            i > 0 ? "," : "",
                            i == 30 ? "" : "my-app-events");

  g_string_append_c (json, ']');
  g_assert_true (cue_feed_send_form_paste (f->form, json->str));
  g_assert_true (ui_shows (f->world.ui.window, "Event 1 of 50"));
  g_assert_true (act (f, "send.next"));
  g_assert_true (ui_shows (f->world.ui.window, "Event 2 of 50"));
  g_assert_true (act (f, "send.send"));
  g_assert_true (ui_shows (f->world.ui.window, "Event 31 of 50"));
  g_assert_true (
    ui_holds_focus (f->world.ui.window,
                    ui_feeds_find_row (f->world.ui.window, "_Feed (event source ID)")));
  g_assert_true (act (f, "send.remove"));
  g_assert_true (ui_shows (f->world.ui.window, "Event 31 of 49"));
  g_assert_true (act (f, "send.sign"));
  fake_engine_wait (is_signed, f);
}

static gboolean
is_found (gpointer data)
{
  UiSend *f = data;

  return ui_find (f->world.ui.window,
                  is_shown_finding,
                  ui_feeds_find_row (f->world.ui.window, "_Feed (event source ID)")) != NULL;
}

static gboolean
shows_second (gpointer f)
{
  return ui_shows (((UiSend *) f)->world.ui.window, "Event 2 of 900");
}

static gboolean
is_long_label (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && strlen (gtk_label_get_text (GTK_LABEL (widget))) > 4000;
}

/* Nearly a megabyte: judged when somebody pauses, but never sent before it was. */
static void
test_large (UiSend *f, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *words = g_strnfill (900, 'w');

  choose (f, 0);

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (json,
                            "%s{\"eventType\":\"demo\",\"eventSourceId\":\"my-app-events\","
                            "\"data\":{\"text\":\"%s\"}}",
                            i > 0 ? "," : "",
                            words);

  g_string_append_c (json, ']');
  g_assert_true (cue_feed_send_form_paste (f->form, json->str));
  g_assert_null (ui_find (f->world.ui.window, is_long_label, NULL));
  g_object_set (peek (f, 0), "source", "", NULL);
  g_assert_false (is_found (f));
  fake_engine_wait (is_found, f);

  g_object_set (peek (f, 0), "source", "my-app-events", NULL);
  g_object_set (peek (f, 1), "source", "", NULL);
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (shows_second, f);
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 0);
  g_object_set (peek (f, 1), "source", "my-app-events", NULL);
  g_assert_true (act (f, "send.sign"));
  fake_engine_wait (is_signed, f);
  g_object_set (peek (f, 1), "object-id", "another", NULL);
  g_assert_false (is_signed (f));

  /* What is written while it is judged or signed is not sent unseen. */
  g_assert_true (act (f, "send.send"));
  g_object_set (peek (f, 1), "object-id", "yet-another", NULL);
  g_assert_nonnull (ui_find (f->world.ui.window, says_part, "It was changed in the meantime"));
  g_assert_true (act (f, "send.sign"));
  fake_engine_wait (is_signed, f);
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 0);
}

static gboolean
is_json_editor (GtkWidget *widget, gpointer data)
{
  return CUE_IS_JSON_EDITOR (widget);
}

static gboolean
is_text_view (GtkWidget *widget, gpointer data)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static gboolean
is_criticised (gpointer view)
{
  return ui_find (gtk_widget_get_ancestor (view, CUE_TYPE_JSON_EDITOR), is_shown_finding, view) !=
         NULL;
}

static gboolean
is_not_criticised (gpointer view)
{
  return !is_criticised (view);
}

/* It was judged, and what is wrong has the focus. */
static gboolean
is_refused (gpointer data)
{
  UiSend    *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->world.ui.window));
  GtkWidget *editor = ui_find (f->world.ui.window, is_json_editor, NULL);

  return focus != NULL && gtk_widget_is_ancestor (focus, editor) &&
         ui_find (f->world.ui.window, is_shown_finding, editor) != NULL;
}

/* Of many lines: a single one of that length takes minutes to lay out under the sanitizers. */
static char *
make_long_data (void)
{
  g_autofree char *words = g_strnfill (700, 'w');
  GString         *json = g_string_new ("{\n");

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json, "\"text%u\":\"%s\",\n", i, words);

  g_string_append (json, "\"last\":true}");
  return g_string_free (json, FALSE);
}

/* A long text is checked when somebody pauses, but before anything depends on it. */
static void
test_large_data (UiSend *f, gconstpointer data)
{
  g_autofree char *json = make_long_data ();
  GtkWidget       *editor, *view;
  GtkTextBuffer   *buffer;

  choose (f, 0);
  editor = ui_find (f->world.ui.window, is_json_editor, NULL);
  view = ui_find (editor, is_text_view, NULL);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (buffer, json, -1);
  g_assert_true (cue_json_editor_is_valid (CUE_JSON_EDITOR (editor)));
  g_assert_false (is_criticised (view));

  gtk_text_buffer_insert_at_cursor (buffer, "]", 1);
  g_assert_false (is_criticised (view));
  fake_engine_wait (is_criticised, view);
  gtk_text_buffer_set_text (buffer, json, -1);
  fake_engine_wait (is_not_criticised, view);

  gtk_text_buffer_insert_at_cursor (buffer, "]", 1);
  g_assert_false (is_criticised (view));
  g_assert_false (cue_json_editor_is_valid (CUE_JSON_EDITOR (editor)));
  g_assert_true (is_criticised (view));
  gtk_text_buffer_insert_at_cursor (buffer, "]", 1);
  g_assert_true (act (f, "send.send"));
  fake_engine_wait (is_refused, f);
  g_assert_cmpuint (g_list_model_get_n_items (get_trips (f)), ==, 0);
}

int
main (int argc, char **argv)
{
  if (!ui_fixture_init (&argc, &argv))
    return 0;

  g_test_add ("/feed-send/send", UiSend, NULL, set_up, test_send, tear_down);
  g_test_add ("/feed-send/no-answer", UiSend, NULL, set_up, test_no_answer, tear_down);
  g_test_add ("/feed-send/no-answer-taken", UiSend, NULL, set_up, test_no_answer_taken, tear_down);
  g_test_add ("/feed-send/keyboard", UiSend, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/feed-send/sign", UiSend, NULL, set_up, test_sign, tear_down);
  g_test_add ("/feed-send/production", UiSend, NULL, set_up, test_production, tear_down);
  g_test_add ("/feed-send/findings", UiSend, NULL, set_up, test_findings, tear_down);
  g_test_add ("/feed-send/large", UiSend, NULL, set_up, test_large, tear_down);
  g_test_add ("/feed-send/large-data", UiSend, NULL, set_up, test_large_data, tear_down);
  g_test_add ("/feed-send/many", UiSend, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
