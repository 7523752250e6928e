// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The desk of the Acoustic Exchange against the simulator; the two know nothing of each other.

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-event-file-drain.h"
#include "cue-monitor.h"
#include "cue-observation.h"
#include "cue-profile-test.h"
#include "cue-publish-csv.h"
#include "cue-simulator.h"
#include "cue-system-clock.h"

#define LIMIT_S 120

typedef struct {
  CueSimulator   *simulator;
  JsonNode       *described;
  CueSecretStore *secrets;
  CueProfile     *profile;
  CueMonitor     *monitor;
} Fixture;

static gboolean
on_too_late (gpointer user_data)
{
  g_error ("This takes more than %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                           \
  G_STMT_START                                                        \
  {                                                                   \
    guint limit = g_timeout_add_seconds (LIMIT_S, on_too_late, NULL); \
    while (!(condition))                                              \
      g_main_context_iteration (NULL, TRUE);                          \
    g_source_remove (limit);                                          \
  }                                                                   \
  G_STMT_END

static const char *
get_account (Fixture *f, const char *member)
{
  JsonObject *account =
    json_object_get_object_member (json_node_get_object (f->described), "acoustic");

  return json_object_get_string_member (account, member);
}

static void
keep_key (Fixture *f, CueAcousticConnection *connection, const char *key)
{
  g_autofree char *kind = cue_acoustic_connection_make_secret_kind (connection);
  g_autoptr (GBytes) secret = cue_secret_bytes_new (key, strlen (key));

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, secret);
}

static void
add_connection (Fixture *f, const char *label, CueAcousticRole role, const char *key_member)
{
  g_autoptr (CueAcousticConnection) connection = g_object_new (CUE_TYPE_ACOUSTIC_CONNECTION,
                                                               "label",
                                                               label,
                                                               "base-url",
                                                               get_account (f, "baseUrl"),
                                                               "role",
                                                               role,
                                                               NULL);

  if (key_member != NULL)
    keep_key (f, connection, get_account (f, key_member));
  cue_acoustic_profile_add (cue_profile_get_acoustic (f->profile), connection);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->simulator = cue_simulator_new ();
  cue_simulator_set_media (f->simulator, FALSE);
  cue_simulator_start (f->simulator, &error);
  g_assert_no_error (error);
  f->described = cue_simulator_describe (f->simulator);
  f->secrets = cue_secret_store_new_private ();
  f->profile = cue_profile_new ();
  cue_profile_set_name (f->profile, "Show");
  cue_profile_set_source_kind (f->profile, CUE_PROFILE_SOURCE_STATE_URL);
  add_connection (f, "Shop", CUE_ACOUSTIC_ROLE_PUBLISHER, "publisherKey");
  add_connection (f, "Mailer", CUE_ACOUSTIC_ROLE_SUBSCRIBER, "subscriberKey");
  add_connection (f, "Both", CUE_ACOUSTIC_ROLE_BOTH, "bothKey");
  f->monitor = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->monitor);
  g_clear_object (&f->profile);
  g_clear_object (&f->secrets);
  json_node_unref (f->described);
  cue_simulator_stop (f->simulator);
  g_clear_object (&f->simulator);
}

static CueAcousticDesk *
get_desk (Fixture *f)
{
  return cue_monitor_get_acoustic (f->monitor);
}

static CueAcousticDeskConnection *
peek (Fixture *f, guint position)
{
  g_autoptr (CueAcousticDeskConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (get_desk (f)), position);

  return connection;
}

typedef struct {
  gboolean          done;
  gboolean          worked;
  CueAcousticReply *reply; // owned
  CuePublishRun    *run;   // owned
  GError           *error;
} Answer;

static void
clear_answer (Answer *answer)
{
  g_clear_object (&answer->reply);
  g_clear_object (&answer->run);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->worked =
    cue_acoustic_desk_connection_refresh_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                 result,
                                                 &answer->error);
  answer->done = TRUE;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->reply = cue_acoustic_desk_connection_send_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                            result,
                                                            &answer->error);
  answer->done = TRUE;
}

static Answer
refresh (CueAcousticDeskConnection *connection)
{
  Answer answer = { 0 };

  cue_acoustic_desk_connection_refresh_async (connection, NULL, on_refreshed, &answer);
  WAIT_FOR (answer.done);
  return answer;
}

// Takes over @request.
static Answer
send_request (CueAcousticDeskConnection *connection, CueAcousticRequest *request)
{
  Answer answer = { 0 };

  cue_acoustic_desk_connection_send_async (connection, request, NULL, on_sent, &answer);
  g_object_unref (request);
  WAIT_FOR (answer.done);
  return answer;
}

static CueAcousticRequest *
make_list (CueAcousticDeskConnection *connection)
{
  return cue_acoustic_request_new_list_types (
    cue_acoustic_client_get_base_url (cue_acoustic_desk_connection_get_client (connection)));
}

static GBytes *
make_body (guint number)
{
  char *text =
    g_strdup_printf ("{\"channel\":\"web\",\"identifiers\":[{\"name\":\"email\",\"value\":"
                     "\"v%u@example.com\"}],\"events\":[{\"code\":\"ibmproductView\",\"timestamp\":"
                     "\"2026-11-20T08:15:30Z\",\"attributes\":[{\"name\":\"productID\",\"value\":"
                     "\"SKU-%u\",\"type\":\"string\"}]}]}",
                     number,
                     number);

  return g_bytes_new_take (text, strlen (text));
}

static CueAcousticRequest *
make_publish (CueAcousticDeskConnection *connection, guint number)
{
  g_autoptr (GBytes) body = make_body (number);

  return cue_acoustic_request_new_publish (cue_acoustic_client_get_base_url (
                                             cue_acoustic_desk_connection_get_client (connection)),
                                           body);
}

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

static void
test_types (Fixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = peek (f, 0);
  CueAcousticDeskConnection *mailer = peek (f, 1);
  CueAcousticDeskConnection *both = peek (f, 2);
  GListModel                *types = cue_acoustic_desk_connection_get_types (shop);
  g_autoptr (CueAcousticContext) before = cue_acoustic_desk_connection_make_context (shop);
  g_autoptr (CueAcousticContext) context = NULL;
  CueEventType *type;
  Answer        answer;
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

static void
set_fault (Fixture *f, const char *id, const char *variant, const char *target)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", variant);
  json_object_set_string_member (params, "target", target);
  cue_simulator_set_fault (f->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
}

// One list that cannot be read takes nothing from the others, nor what was there before.
static void
test_half_a_refresh (Fixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = peek (f, 0);
  Answer                     answer = refresh (shop);
  guint n = g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop));

  g_assert_true (answer.worked);
  set_fault (f, "C-1", "403", "producer");
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

static CueProblem *
find_problem (Fixture *f, const char *prefix)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (f->monitor));

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    if (g_str_has_prefix (cue_problem_get_id (problem), prefix))
      return problem;
  }
  return NULL;
}

static void
test_key (Fixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = peek (f, 0);
  CueAcousticConnection     *settings = cue_acoustic_desk_connection_get_settings (shop);
  CueRing                   *record = cue_monitor_get_observations (f->monitor);
  g_autofree char           *kind = cue_acoustic_connection_make_secret_kind (settings);
  gboolean                   seen = FALSE;
  Answer                     answer;

  g_assert_cmpint (cue_acoustic_desk_connection_get_key_state (shop), ==, CUE_ACOUSTIC_KEY_UNKNOWN);
  answer = send_request (shop, make_list (shop));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  g_assert_cmpint (cue_acoustic_desk_connection_get_key_state (shop), ==, CUE_ACOUSTIC_KEY_THERE);
  g_assert_cmpstr (cue_acoustic_desk_connection_get_words (shop), !=, "");
  g_assert_cmpint (cue_acoustic_desk_connection_get_answered (shop), >, 0);
  g_assert_false (cue_acoustic_desk_connection_get_busy (shop));
  clear_answer (&answer);

  // Another key is used at once; that the service refuses it is a problem of the event.
  keep_key (f, settings, get_account (f, "revokedKey"));
  answer = send_request (shop, make_list (shop));
  g_assert_cmpint (cue_acoustic_reply_get_status (answer.reply), ==, 401);
  g_assert_cmpint (cue_acoustic_desk_connection_get_key_state (shop), ==, CUE_ACOUSTIC_KEY_REFUSED);
  g_assert_nonnull (find_problem (f, "acoustic.key."));
  g_assert_nonnull (strstr (cue_problem_get_title (find_problem (f, "acoustic.key.")), "Shop"));
  g_assert_nonnull (strstr (cue_problem_get_cause (find_problem (f, "acoustic.key.")), "401"));
  clear_answer (&answer);

  cue_secret_store_keep (f->secrets, cue_profile_get_id (f->profile), kind, NULL);
  g_assert_null (find_problem (f, "acoustic.key."));
  answer = send_request (shop, make_list (shop));
  g_assert_null (answer.reply);
  g_assert_error (answer.error, CUE_ERROR, CUE_ERROR_AUTH);
  g_assert_cmpint (cue_acoustic_desk_connection_get_key_state (shop), ==, CUE_ACOUSTIC_KEY_MISSING);
  clear_answer (&answer);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (record)); i++) {
    g_autoptr (CueObservation) item = g_list_model_get_item (G_LIST_MODEL (record), i);

    seen |= g_str_equal (cue_observation_get_lane (item), CUE_LANE_ACOUSTIC) &&
            g_str_equal (cue_observation_get_kind (item), "asked");
    g_assert_null (strstr (cue_observation_get_detail (item), get_account (f, "revokedKey")));
  }
  g_assert_true (seen);
}

static char *
read_history (Fixture *f)
{
  g_autofree char *name = g_strconcat (cue_profile_get_id (f->profile), ".json", NULL);
  g_autofree char *path =
    g_build_filename (g_get_user_data_dir (), "cuelight", "acoustic-history", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_history (Fixture *f, gconstpointer data)
{
  static const char notification[] =
    "{\"authentication\":{\"authType\":\"Basic\",\"userId\":\"demo\",\"password\":\"opensesame\"},"
    "\"notificationURL\":\"https://hooks.example.com/ubx\"}";
  CueAcousticDeskConnection *shop = peek (f, 0);
  CueAcousticDeskConnection *both = peek (f, 2);
  CueAcousticRecords        *history = cue_acoustic_desk_get_history (get_desk (f));
  g_autoptr (GBytes) body = g_bytes_new_static (notification, sizeof notification - 1);
  g_autoptr (CueAcousticRecord) first = NULL;
  g_autoptr (CueAcousticRecord) second = NULL;
  g_autoptr (CueAcousticRecords) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Answer           answer;

  answer = send_request (shop, make_list (shop));
  clear_answer (&answer);
  // Asking is no writing.
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  answer = send_request (shop, make_publish (shop, 1));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  clear_answer (&answer);
  answer = send_request (
    both,
    cue_acoustic_request_new_set_notification (cue_acoustic_client_get_base_url (
                                                 cue_acoustic_desk_connection_get_client (both)),
                                               body));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  clear_answer (&answer);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (history), 1);
  g_assert_cmpstr (cue_acoustic_record_get_kind (first), ==, "publish");
  g_assert_cmpstr (cue_acoustic_record_get_connection (first), ==, "Shop");
  g_assert_cmpstr (cue_acoustic_record_get_outcome (first), ==, "done");
  g_assert_cmpstr (cue_acoustic_record_get_request (first), ==, "POST /v1/event");
  g_assert_nonnull (strstr (cue_acoustic_record_get_body (first), "SKU-1"));
  second = g_list_model_get_item (G_LIST_MODEL (history), 0);
  g_assert_cmpstr (cue_acoustic_record_get_body (second), ==, "");

  WAIT_FOR (cue_acoustic_records_get_loaded (history));
  g_assert_true (cue_acoustic_records_flush (history, &error));
  g_assert_no_error (error);
  text = read_history (f);
  g_assert_null (strstr (text, "opensesame"));
  g_assert_null (strstr (text, get_account (f, "publisherKey")));
  g_assert_null (strstr (text, get_account (f, "bothKey")));
  again = cue_acoustic_records_new_history (cue_profile_get_id (f->profile));
  cue_acoustic_records_load (again);
  WAIT_FOR (cue_acoustic_records_get_loaded (again));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
  g_assert_nonnull (cue_acoustic_records_find (again, cue_acoustic_record_get_id (first)));
}

static void
test_records (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-records-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *huge = g_strnfill (CUE_ACOUSTIC_RECORD_MAX_BODY + 1, 'x');
  g_autoptr (CueAcousticRecords) list = cue_acoustic_records_new (path);
  g_autoptr (CueAcousticRecords) damaged = NULL;
  g_autoptr (CueAcousticRecords) untouched = NULL;
  g_autoptr (CueAcousticRecord) late = NULL;
  g_autoptr (GDir) dir = NULL;
  guint       n_files = 0;
  const char *name;

  for (guint i = 0; i < CUE_ACOUSTIC_RECORDS_MAX + 5; i++) {
    g_autofree char *title = g_strdup_printf ("No. %u", i);
    g_autoptr (CueAcousticRecord)
      record = cue_acoustic_record_new ("kind", "template", "name", title, "body", huge, NULL);

    // Too long to be kept.
    g_assert_cmpstr (cue_acoustic_record_get_body (record), ==, "");
    cue_acoustic_records_add (list, record);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, CUE_ACOUSTIC_RECORDS_MAX);
  g_assert_null (cue_acoustic_records_find_by_name (list, "template", "No. 4"));
  g_assert_nonnull (cue_acoustic_records_find_by_name (list, "template", "No. 5"));
  WAIT_FOR (cue_acoustic_records_get_loaded (list));
  g_assert_true (cue_acoustic_records_flush (list, NULL));
  g_clear_object (&list);

  // What cannot be read is put aside; what is newer is left alone.
  g_assert_true (g_file_set_contents (path, "{\"format\":\"other\"}", -1, NULL));
  damaged = cue_acoustic_records_new (path);
  cue_acoustic_records_load (damaged);
  WAIT_FOR (cue_acoustic_records_get_loaded (damaged));
  g_assert_nonnull (cue_acoustic_records_get_error (damaged));
  newer = g_strdup ("{\"format\":\"cuelight-acoustic-records\",\"version\":99,\"records\":[]}");
  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  untouched = cue_acoustic_records_new (path);
  late = cue_acoustic_record_new ("name", "late", NULL);
  cue_acoustic_records_add (untouched, late);
  WAIT_FOR (cue_acoustic_records_get_loaded (untouched));
  g_assert_true (cue_acoustic_records_flush (untouched, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, newer);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (folder, name, NULL);

    n_files++;
    g_unlink (child);
  }
  g_assert_cmpuint (n_files, ==, 2);
  g_rmdir (folder);
}

static void
test_templates (Fixture *f, gconstpointer data)
{
  g_autoptr (CueProfile) other = cue_profile_new ();
  g_autoptr (CueMonitor)
    monitor = cue_monitor_new (other, cue_system_clock_get_default (), f->secrets);
  CueAcousticRecords *mine = cue_acoustic_desk_get_templates (get_desk (f));

  // Two lists of one file would overwrite each other.
  g_assert_true (mine == cue_acoustic_desk_get_templates (cue_monitor_get_acoustic (monitor)));
}

static void
test_settings (Fixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *shop = peek (f, 0);
  CueAcousticConnection     *settings = cue_acoustic_desk_connection_get_settings (shop);
  g_autoptr (CueProfile) copy = cue_profile_copy (f->profile);
  CueAcousticProfile *edited = cue_profile_get_acoustic (copy);
  CueAcousticClient  *client = cue_acoustic_desk_connection_get_client (shop);
  g_autofree char    *mailer_kind = NULL;
  Answer              answer = refresh (shop);

  g_assert_true (answer.worked);
  mailer_kind = cue_acoustic_connection_make_secret_kind (
    cue_acoustic_desk_connection_get_settings (peek (f, 1)));
  g_object_set (settings, "label", "Store", "production", TRUE, NULL);
  g_assert_cmpstr (cue_acoustic_desk_connection_get_title (shop), ==, "Store");
  g_assert_true (cue_acoustic_desk_connection_get_production (shop));
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
  cue_acoustic_profile_remove (edited, cue_acoustic_desk_connection_get_id (peek (f, 1)));
  cue_profile_assign (f->profile, copy);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_desk (f))), ==, 2);
  g_assert_true (peek (f, 0) == shop);
  g_assert_cmpstr (cue_acoustic_desk_connection_get_title (shop), ==, "Shop");
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->run =
    cue_acoustic_desk_prepare_run_finish (CUE_ACOUSTIC_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static Answer
prepare (Fixture *f, CuePublishPlan *plan, gboolean anew)
{
  Answer answer = { 0 };

  cue_acoustic_desk_prepare_run_async (get_desk (f),
                                       peek (f, 0),
                                       plan,
                                       "rows.csv",
                                       NULL,
                                       anew,
                                       NULL,
                                       on_run_ready,
                                       &answer);
  WAIT_FOR (answer.done);
  return answer;
}

static void
test_run (Fixture *f, gconstpointer data)
{
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new ();
  CueRing            *messages = cue_monitor_get_messages (f->monitor);
  CueAcousticRecords *history = cue_acoustic_desk_get_history (get_desk (f));
  g_autoptr (CueAcousticRecord) record = NULL;
  g_autofree char *path = NULL;
  Answer           first;
  Answer           busy;
  Answer           second;
  Answer           third;

  for (guint i = 0; i < 7; i++) {
    g_autoptr (GBytes) body = make_body (i);

    cue_publish_plan_add_row (plan, i + 2, cue_publish_plan_add_request (plan, body));
  }
  first = prepare (f, plan, TRUE);
  g_assert_no_error (first.error);
  g_assert_cmpint (cue_publish_run_get_state (first.run), ==, CUE_PUBLISH_RUN_READY);
  g_assert_cmpstr (cue_acoustic_desk_get_run_title (get_desk (f), first.run), ==, "rows.csv");
  g_assert_true (cue_acoustic_desk_get_run_connection (get_desk (f), first.run) == peek (f, 0));
  busy = prepare (f, plan, FALSE);
  g_assert_error (busy.error, CUE_ERROR, CUE_ERROR_STORAGE);
  clear_answer (&busy);

  cue_publish_run_start (first.run);
  WAIT_FOR (!cue_publish_run_is_busy (first.run));
  g_assert_cmpint (cue_publish_run_get_state (first.run), ==, CUE_PUBLISH_RUN_FINISHED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (messages)), ==, 7);
  record = g_list_model_get_item (G_LIST_MODEL (history), 0);
  g_assert_cmpstr (cue_acoustic_record_get_kind (record), ==, "run");
  g_assert_cmpstr (cue_acoustic_record_get_outcome (record), ==, "finished");
  g_assert_nonnull (strstr (cue_acoustic_record_get_words (record), "7 published"));
  path = g_strdup (cue_run_journal_get_path (cue_publish_run_get_journal (first.run)));
  cue_acoustic_desk_remove_run (get_desk (f), first.run);
  g_assert_cmpuint (g_list_model_get_n_items (cue_acoustic_desk_get_runs (get_desk (f))), ==, 0);
  clear_answer (&first);

  // The very same rows: it says that they were sent.
  second = prepare (f, plan, FALSE);
  g_assert_no_error (second.error);
  g_assert_cmpint (cue_publish_run_get_state (second.run), ==, CUE_PUBLISH_RUN_FINISHED);
  cue_acoustic_desk_remove_run (get_desk (f), second.run);
  clear_answer (&second);
  third = prepare (f, plan, TRUE);
  g_assert_cmpint (cue_publish_run_get_state (third.run), ==, CUE_PUBLISH_RUN_READY);
  cue_acoustic_desk_remove_run (get_desk (f), third.run);
  clear_answer (&third);
  g_unlink (path);
}

// Nobody knows what became of a row: a problem until somebody decides.
static void
test_run_asks (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = make_body (1);
  g_autoptr (CuePublishPlan) plan = cue_publish_plan_new_for_body (body);
  g_autofree char *path = NULL;
  Answer           answer = prepare (f, plan, TRUE);

  set_fault (f, "AB-12", "cut-lost", "publish");
  cue_publish_run_start (answer.run);
  WAIT_FOR (!cue_publish_run_is_busy (answer.run));
  g_assert_cmpint (cue_publish_run_get_state (answer.run), ==, CUE_PUBLISH_RUN_ASKING);
  g_assert_nonnull (find_problem (f, "acoustic.run"));
  cue_publish_run_decide (answer.run, FALSE);
  WAIT_FOR (cue_publish_run_get_state (answer.run) == CUE_PUBLISH_RUN_FINISHED);
  g_assert_null (find_problem (f, "acoustic.run"));
  path = g_strdup (cue_run_journal_get_path (cue_publish_run_get_journal (answer.run)));
  clear_answer (&answer);
  g_unlink (path);
}

// Another monitor for the same event: what is being done goes on.
static void
test_inherit (Fixture *f, gconstpointer data)
{
  CueAcousticDesk           *desk = get_desk (f);
  CueAcousticDeskConnection *shop = peek (f, 0);
  g_autoptr (CueMonitor)
    next = cue_monitor_new (f->profile, cue_system_clock_get_default (), f->secrets);
  CueTrace *trace = cue_monitor_get_trace (next);
  Answer    answer = refresh (shop);

  g_assert_true (answer.worked);
  cue_monitor_inherit (next, f->monitor);
  g_object_unref (f->monitor);
  f->monitor = g_steal_pointer (&next);
  g_assert_true (get_desk (f) == desk);
  g_assert_true (peek (f, 0) == shop);
  g_assert_cmpuint (g_list_model_get_n_items (cue_acoustic_desk_connection_get_types (shop)), >, 0);
  answer = send_request (shop, make_list (shop));
  g_assert_true (cue_acoustic_reply_is_done (answer.reply));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 1);
  clear_answer (&answer);
}

static void
on_queue_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->worked =
    cue_event_file_queue_refresh_finish (CUE_EVENT_FILE_QUEUE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->worked = cue_acoustic_desk_connection_open_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                             result,
                                                             &answer->error);
  answer->done = TRUE;
}

static void
test_files (Fixture *f, gconstpointer data)
{
  CueAcousticDeskConnection *mailer = peek (f, 1);
  CueEventFileQueue         *queue = cue_acoustic_desk_connection_get_queue (mailer);
  Answer                     answer = { 0 };

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
  WAIT_FOR (cue_acoustic_desk_connection_get_answered (mailer) > 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (cue_monitor_get_observations (f->monitor))),
                    >,
                    0);
  g_assert_null (find_problem (f, "acoustic.files."));
}

static void
test_profile_test (Fixture *f, gconstpointer data)
{
  gboolean wrong = GPOINTER_TO_INT (data);
  g_autoptr (CueProfileTest)
    test = cue_profile_test_new (f->profile, cue_system_clock_get_default (), f->secrets, NULL);
  g_autoptr (CueTestStep) step = NULL;
  const char *key = get_account (f, "revokedKey");
  g_autoptr (GBytes) typed = cue_secret_bytes_new (key, strlen (key));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (test));

  if (wrong)
    cue_profile_test_set_acoustic_key (test,
                                       cue_acoustic_desk_connection_get_id (peek (f, 1)),
                                       typed);
  cue_profile_test_start (test);
  WAIT_FOR (!cue_profile_test_get_running (test));
  step = g_list_model_get_item (G_LIST_MODEL (test), n - 1);
  g_assert_cmpstr (cue_test_step_get_id (step), ==, "acoustic");
  g_assert_cmpint (cue_test_step_get_state (step),
                   ==,
                   wrong ? CUE_TEST_STATE_FAILED : CUE_TEST_STATE_PASSED);
  g_assert_nonnull (
    strstr (cue_test_step_get_words (step), wrong ? "Mailer" : "3 connections answer"));
  g_assert_nonnull (strstr (cue_test_step_get_detail (step), "Shop: "));
  g_assert_null (strstr (cue_test_step_get_detail (step), key));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) \
  g_test_add ("/acoustic-desk/" name, Fixture, data, set_up, func, tear_down)
  ADD ("types", NULL, test_types);
  ADD ("half-a-refresh", NULL, test_half_a_refresh);
  ADD ("key", NULL, test_key);
  ADD ("history", NULL, test_history);
  ADD ("records", NULL, test_records);
  ADD ("templates", NULL, test_templates);
  ADD ("settings", NULL, test_settings);
  ADD ("run", NULL, test_run);
  ADD ("run-asks", NULL, test_run_asks);
  ADD ("inherit", NULL, test_inherit);
  ADD ("files", NULL, test_files);
  ADD ("profile-test", GINT_TO_POINTER (FALSE), test_profile_test);
  ADD ("profile-test-refused", GINT_TO_POINTER (TRUE), test_profile_test);
#undef ADD
  return g_test_run ();
}
