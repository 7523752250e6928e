// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The desk of the Acoustic Exchange against the simulator; the two know nothing of each other.

#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-observation.h"
#include "cue-system-clock.h"
#include "desk-fixture.h"

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

static void
test_types (DeskFixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  CueAcousticDeskConnection *mailer = desk_fixture_peek (f, 1);
  CueAcousticDeskConnection *both = desk_fixture_peek (f, 2);
  GListModel                *types = cue_acoustic_desk_connection_get_types (shop);
  g_autoptr (CueAcousticContext) before = cue_acoustic_desk_connection_make_context (shop);
  g_autoptr (CueAcousticContext) context = NULL;
  CueEventType *type;
  DeskAnswer    answer;
  guint         n_changes = 0;

  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 0);
  g_assert_cmpint (cue_acoustic_desk_connection_get_types_time (shop), ==, 0);
  g_assert_false (cue_acoustic_context_knows_registered (before));
  answer = refresh (shop);
  g_assert_no_error (answer.error);
  g_assert_true (answer.worked);
  g_assert_cmpint (cue_acoustic_desk_connection_get_types_time (shop), >, 0);
  type = cue_acoustic_desk_connection_find_type (shop,
                                                 "ibmcartPurchase",
                                                 CUE_EVENT_TYPE_ORIGIN_REGISTERED);
  // In two lists, and one type.
  g_assert_nonnull (type);
  g_assert_cmpint (cue_event_type_get_origin (type),
                   ==,
                   CUE_EVENT_TYPE_ORIGIN_REGISTERED | CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS);
  g_assert_null (cue_acoustic_desk_connection_find_type (shop,
                                                         "ibmcartConversion",
                                                         CUE_EVENT_TYPE_ORIGIN_CONSUMED));
  context = cue_acoustic_desk_connection_make_context (shop);
  g_assert_true (cue_acoustic_context_knows_registered (context));
  g_assert_true (cue_acoustic_context_is_registered (context, "ibmcartPurchase"));
  g_assert_true (cue_acoustic_context_has_attribute (context, "ibmcartPurchase", "orderID"));
  g_assert_false (cue_acoustic_context_is_registered (context, "nobodyKnowsThis"));

  // By code, and the same objects stay while nothing changed.
  for (guint i = 1; i < g_list_model_get_n_items (types); i++) {
    g_autoptr (CueEventType) left = g_list_model_get_item (types, i - 1);
    g_autoptr (CueEventType) right = g_list_model_get_item (types, i);

    g_assert_cmpstr (cue_event_type_get_code (left), <, cue_event_type_get_code (right));
  }
  g_signal_connect (types, "items-changed", G_CALLBACK (on_items_changed), &n_changes);
  answer = refresh (shop);
  g_assert_cmpuint (n_changes, ==, 0);

  answer = refresh (mailer);
  g_assert_true (answer.worked);
  type = cue_acoustic_desk_connection_find_type (mailer, "emailOpen", CUE_EVENT_TYPE_ORIGIN_NONE);
  g_assert_true ((cue_event_type_get_origin (type) & CUE_EVENT_TYPE_ORIGIN_CONSUMED) != 0);
  g_assert_nonnull (cue_event_type_get_publisher (type));
  answer = refresh (both);
  g_assert_true (answer.worked);
}

// One list that cannot be read takes nothing from the others, nor what was there before.
static void
test_half_a_refresh (DeskFixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  DeskAnswer                 answer = refresh (shop);
  guint n = g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop));

  g_assert_true (answer.worked);
  desk_fixture_fault (f, "C-1", "403", "producer");
  answer = refresh (shop);
  g_assert_false (answer.worked);
  g_assert_nonnull (answer.error);
  g_assert_nonnull (cue_acoustic_desk_connection_get_types_error (shop));
  g_assert_cmpuint (g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop)),
                    ==,
                    n);
  g_assert_cmpint (cue_event_type_get_origin (
                     cue_acoustic_desk_connection_find_type (shop,
                                                             "ibmcartPurchase",
                                                             CUE_EVENT_TYPE_ORIGIN_NONE)),
                   ==,
                   CUE_EVENT_TYPE_ORIGIN_REGISTERED | CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS);
  clear_answer (&answer);
}

static void
test_key (DeskFixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  CueAcousticConnection     *settings = cue_desk_connection_get_settings (shop);
  CueRing                   *record = cue_monitor_get_observations (f->monitor);
  g_autofree char           *kind = cue_connection_make_secret_kind (settings);
  gboolean                   seen = FALSE;
  DeskAnswer                 answer;

  g_assert_cmpint (cue_desk_connection_get_key_state (shop), ==, CUE_KEY_UNKNOWN);
  answer = send_request (shop, make_list (shop));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  g_assert_cmpint (cue_desk_connection_get_key_state (shop), ==, CUE_KEY_THERE);
  g_assert_cmpstr (cue_desk_connection_get_words (shop), !=, "");
  g_assert_cmpint (cue_desk_connection_get_answered (shop), >, 0);
  g_assert_true (cue_acoustic_desk_connection_get_done (shop));
  g_assert_false (cue_desk_connection_get_busy (shop));
  clear_answer (&answer);

  // Another key is used at once; that the service refuses it is a problem of the event.
  desk_fixture_keep_key (f, settings, desk_fixture_get (f, "revokedKey"));
  answer = send_request (shop, make_list (shop));
  g_assert_cmpint (cue_acoustic_reply_get_status (answer.reply), ==, 401);
  g_assert_cmpint (cue_desk_connection_get_key_state (shop), ==, CUE_KEY_REFUSED);
  g_assert_false (cue_acoustic_desk_connection_get_done (shop));
  g_assert_nonnull (desk_fixture_find_problem (f, "acoustic.key."));
  g_assert_nonnull (
    strstr (cue_problem_get_title (desk_fixture_find_problem (f, "acoustic.key.")), "Shop"));
  g_assert_nonnull (
    strstr (cue_problem_get_cause (desk_fixture_find_problem (f, "acoustic.key.")), "401"));
  clear_answer (&answer);

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, NULL);
  g_assert_null (desk_fixture_find_problem (f, "acoustic.key."));
  answer = send_request (shop, make_list (shop));
  g_assert_null (answer.reply);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_AUTH);
  g_assert_cmpint (cue_desk_connection_get_key_state (shop), ==, CUE_KEY_MISSING);
  clear_answer (&answer);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (record)); i++) {
    g_autoptr (CueObservation) item = g_list_model_get_item (G_LIST_MODEL (record), i);

    seen |= g_str_equal (cue_observation_get_lane (item), CUE_LANE_ACOUSTIC) &&
            g_str_equal (cue_observation_get_kind (item), "asked");
    g_assert_null (strstr (cue_observation_get_detail (item), desk_fixture_get (f, "revokedKey")));
  }
  g_assert_true (seen);
}

static void
test_templates (DeskFixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) other = cue_profile_new ();
  g_autoptr (CueMonitor)
    monitor = cue_monitor_new (other, cue_system_clock_get_default (), f->secrets);
  CueAcousticRecords *mine = cue_acoustic_desk_get_templates (desk_fixture_get_desk (f));

  // Two lists of one file would overwrite each other.
  g_assert_true (mine == cue_acoustic_desk_get_templates (cue_monitor_get_acoustic (monitor)));
}

static void
test_settings (DeskFixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  CueAcousticConnection     *settings = cue_desk_connection_get_settings (shop);
  g_autoptr (CueProfile) copy = cue_profile_copy (f->profile);
  CueConnectionList *edited = cue_profile_get_acoustic (copy);
  CueAcousticClient *client = cue_acoustic_desk_connection_get_client (shop);
  g_autofree char   *mailer_kind = NULL;
  DeskAnswer         answer = refresh (shop);

  g_assert_true (answer.worked);
  mailer_kind =
    cue_connection_make_secret_kind (cue_desk_connection_get_settings (desk_fixture_peek (f, 1)));
  g_object_set (settings, "label", "Store", "production", TRUE, NULL);
  g_assert_cmpstr (cue_desk_connection_get_title (shop), ==, "Store");
  g_assert_true (cue_desk_connection_get_production (shop));
  g_assert_true (cue_acoustic_desk_connection_get_client (shop) == client);

  // Another address is another account.
  g_object_set (settings, "base-url", "https://api.example.com", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop)),
                    ==,
                    0);
  g_assert_cmpstr (cue_acoustic_client_get_base_url (
                     cue_acoustic_desk_connection_get_client (shop)),
                   ==,
                   "https://api.example.com");

  // A form gives back a list without one of them.
  cue_connection_list_remove (edited, cue_desk_connection_get_id (desk_fixture_peek (f, 1)));
  cue_profile_assign (f->profile, copy);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk_fixture_get_desk (f))), ==, 2);
  g_assert_true (desk_fixture_peek (f, 0) == shop);
  g_assert_cmpstr (cue_desk_connection_get_title (shop), ==, "Shop");
}

static void
on_late_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_acoustic_desk_connection_refresh_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                 result,
                                                 &answer->error);
  answer->done = TRUE;
}

// What is on its way is about an account that the connection has no longer.
static void
test_other_account (DeskFixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  CueAcousticConnection     *settings = cue_desk_connection_get_settings (shop);
  DeskAnswer                 late = { 0 };

  cue_acoustic_desk_connection_refresh_async (shop, NULL, on_late_list, &late);
  WAIT_FOR (cue_desk_connection_get_answered (shop) > 0);
  g_object_set (settings, "base-url", "https://api.example.com", NULL);
  WAIT_FOR (late.done);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop)),
                    ==,
                    0);
  g_assert_null (cue_acoustic_desk_connection_get_types_error (shop));
  clear_answer (&late);
}

// Another monitor for the same event: what is being done goes on.
static void
test_inherit (DeskFixture *f, gconstpointer data)
{
  CueAcousticDesk           *desk = desk_fixture_get_desk (f);
  CueAcousticDeskConnection *shop = desk_fixture_peek (f, 0);
  g_autoptr (CueMonitor)
    next = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
  CueTrace  *trace = cue_monitor_get_trace (next);
  DeskAnswer answer = refresh (shop);

  g_assert_true (answer.worked);
  cue_monitor_inherit (next, f->monitor);
  g_object_unref (f->monitor);
  f->monitor = g_steal_pointer (&next);
  g_assert_true (desk_fixture_get_desk (f) == desk);
  g_assert_true (desk_fixture_peek (f, 0) == shop);
  g_assert_cmpuint (g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop)), >, 0);
  answer = send_request (shop, make_list (shop));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 1);
  clear_answer (&answer);
}

static void
on_queue_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked =
    cue_event_file_queue_refresh_finish (CUE_EVENT_FILE_QUEUE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskAnswer *answer = user_data;

  answer->worked = cue_acoustic_desk_connection_open_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                             result,
                                                             &answer->error);
  answer->done = TRUE;
}

static void
test_files (DeskFixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *mailer = desk_fixture_peek (f, 1);
  CueEventFileQueue         *queue = cue_acoustic_desk_connection_get_queue (mailer);
  DeskAnswer                 answer = { 0 };

  cue_acoustic_desk_connection_open_async (mailer, NULL, on_opened, &answer);
  WAIT_FOR (answer.done);
  g_assert_true (answer.worked);
  clear_answer (&answer);
  cue_event_file_queue_refresh_async (queue,
                                      CUE_ACOUSTIC_MAX_FILES,
                                      NULL,
                                      on_queue_refreshed,
                                      &answer);
  WAIT_FOR (answer.done);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (g_list_model_get_n_items (cue_event_file_queue_get_files (queue)), ==, 3);
  // It is in the record, and what it said is what the connection says.
  WAIT_FOR (cue_desk_connection_get_answered (mailer) > 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (cue_monitor_get_observations (f->monitor))),
                    >,
                    0);
  g_assert_null (desk_fixture_find_problem (f, "acoustic.files."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)         \
  g_test_add ("/acoustic-desk/" name, \
              DeskFixture,            \
              data,                   \
              desk_fixture_set_up,    \
              func,                   \
              desk_fixture_tear_down)
  ADD ("types", NULL, test_types);
  ADD ("half-a-refresh", NULL, test_half_a_refresh);
  ADD ("key", NULL, test_key);
  ADD ("templates", NULL, test_templates);
  ADD ("settings", NULL, test_settings);
  ADD ("other-account", NULL, test_other_account);
  ADD ("inherit", NULL, test_inherit);
  ADD ("files", NULL, test_files);
#undef ADD
  return g_test_run ();
}
