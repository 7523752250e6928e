// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Every fault of the doors that the simulator can do, and what becomes of it at our end: whether
// the hub is asked again, and what the list shows. That each fault does what its name says is for
// the tests of the simulator.

#include "cue-config.h"

#include <locale.h>
#include <string.h>

#include "cue-demo-doors.h"
#include "cue-doors-watch.h"
#include "cue-profile.h"
#include "cue-sim-fault.h"
#include "cue-simulator.h"
#include "cue-system-clock.h"

#define LIMIT_MS 20000

typedef enum {
  ROWS,    // the connection stays, and there is a row with these marks
  RETRIED, // it is tried again by itself, and works when the fault is gone
  BLOCKED, // it is not tried again before the user asks for it
} Outcome;

#define ANY CUE_SIGNALR_REASON_NONE

typedef struct {
  const char      *id;
  const char      *variant;
  Outcome          outcome;
  CueSignalrReason reason; // unless there are rows
  CueAccessMarks   marks;  // of the row; none: it is decoded
  const char      *number; // nullable: a parameter of the fault
  double           value;
} Case;

#define ROW(id, variant, marks) \
  {                             \
    id, variant, ROWS, 0, marks \
  }
#define END(id, variant, outcome, reason) \
  {                                       \
    id, variant, outcome, reason          \
  }

static const Case cases[] = {
  END ("SB-1", "header", BLOCKED, CUE_SIGNALR_REASON_HTTP_401),
  END ("SB-1", "bare", BLOCKED, CUE_SIGNALR_REASON_HTTP_401),
  END ("SB-2", "bare", BLOCKED, CUE_SIGNALR_REASON_HTTP_403),
  END ("SB-2", "problem", BLOCKED, CUE_SIGNALR_REASON_HTTP_403),
  END ("SB-3", "404", RETRIED, CUE_SIGNALR_REASON_HTTP_404),
  END ("SB-3", "502", RETRIED, CUE_SIGNALR_REASON_HTTP_OTHER),
  END ("SB-3", "503", RETRIED, CUE_SIGNALR_REASON_HTTP_OTHER),
  END ("SB-4", "html", RETRIED, CUE_SIGNALR_REASON_NOT_WEBSOCKET),
  END ("SB-4", "redirect", RETRIED, ANY),
  END ("SB-5", "error", RETRIED, CUE_SIGNALR_REASON_HANDSHAKE_REFUSED),
  END ("SB-5", "markup", RETRIED, CUE_SIGNALR_REASON_HANDSHAKE_REFUSED),
  END ("SB-5", "silence", RETRIED, ANY),
  END ("SB-5", "typed", RETRIED, ANY),
  END ("SB-5", "not-json", RETRIED, ANY),
  END ("SB-5", "close", RETRIED, ANY),
  END ("SB-5", "drop", RETRIED, ANY),
  ROW ("SB-6", "together", 0),
  ROW ("SB-6", "many", 0),
  ROW ("SB-6", "split", 0),
  ROW ("SB-6", "fragments", 0),
  ROW ("SB-6", "bytes", 0),
  { "SB-7", "messages", RETRIED, CUE_SIGNALR_REASON_TOO_LARGE, 0, "bytes", 18e6 },
  { "SB-7", "one", RETRIED, CUE_SIGNALR_REASON_TOO_LARGE, 0, "bytes", 18e6 },
  END ("SB-7", "fragments", RETRIED, ANY),
  ROW ("SB-8", "binary", 0),
  ROW ("SB-8", "empty", 0),
  END ("SB-8", "two-separators", RETRIED, CUE_SIGNALR_REASON_PROTOCOL),
  ROW ("SB-9", "object", CUE_ACCESS_MARK_FORM),
  ROW ("SB-9", "not-json", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "truncated", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "null", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "number", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "true", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "list", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "empty", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "two", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-9", "none", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-10", "unknown-type", 0),
  ROW ("SB-10", "unknown-target", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-10", "case", CUE_ACCESS_MARK_UNDECODED),
  ROW ("SB-10", "unknown-members", 0),
  ROW ("SB-10", "client-result", 0),
  ROW ("SB-10", "completion", 0),
  ROW ("SB-10", "ack", 0),
  END ("SB-10", "no-arguments", RETRIED, CUE_SIGNALR_REASON_PROTOCOL),
  END ("SB-10", "type-as-text", RETRIED, CUE_SIGNALR_REASON_PROTOCOL),
  ROW ("SB-11", "category", 0),
  ROW ("SB-11", "access-by", 0),
  ROW ("SB-11", "new-fields", 0),
  ROW ("SB-11", "missing-fields", 0),
  ROW ("SB-11", "only-id", 0),
  ROW ("SB-11", "pin-unknown", 0),
  ROW ("SB-11", "alias", 0),
  ROW ("SB-12", "detail-as-number", CUE_ACCESS_MARK_ODD),
  ROW ("SB-12", "ttl-as-text", CUE_ACCESS_MARK_ODD),
  ROW ("SB-12", "exit-as-text", CUE_ACCESS_MARK_ODD),
  ROW ("SB-12", "exit-as-number", CUE_ACCESS_MARK_ODD),
  ROW ("SB-12", "id-as-number", CUE_ACCESS_MARK_ODD),
  ROW ("SB-12", "names-as-objects", CUE_ACCESS_MARK_ODD),
  ROW ("SB-12", "revision-as-number", CUE_ACCESS_MARK_ODD),
  ROW ("SB-13", "fraction-7", 0),
  ROW ("SB-13", "fraction-0", 0),
  ROW ("SB-13", "ms-epoch", 0),
  ROW ("SB-13", "s-epoch-as-text", 0),
  ROW ("SB-13", "without-zone", 0),
  ROW ("SB-13", "offset", 0),
  ROW ("SB-13", "words", CUE_ACCESS_MARK_ODD),
  ROW ("SB-13", "year-1", 0),
  ROW ("SB-13", "null", 0),
  ROW ("SB-13", "local-with-zone", 0),
  ROW ("SB-14", "duplicate", CUE_ACCESS_MARK_REPEATED),
  ROW ("SB-14", "out-of-order", CUE_ACCESS_MARK_LATE),
  ROW ("SB-14", "old", 0),
  END ("SB-15", "silence", RETRIED, CUE_SIGNALR_REASON_SERVER_TIMEOUT),
  ROW ("SB-15", "no-pings", 0),
  END ("SB-15", "deaf", RETRIED, CUE_SIGNALR_REASON_SERVER_TIMEOUT),
  { "SB-16", "1006", RETRIED, CUE_SIGNALR_REASON_CONNECTION_LOST, 0, "seconds", 0 },
  { "SB-16", "1000", RETRIED, ANY, 0, "seconds", 0 },
  { "SB-16", "1001", RETRIED, ANY, 0, "seconds", 0 },
  { "SB-16", "1011", RETRIED, ANY, 0, "seconds", 0 },
  { "SB-16", "1012", RETRIED, ANY, 0, "seconds", 0 },
  { "SB-16", "1013", RETRIED, ANY, 0, "seconds", 0 },
  { "SB-16", "no-reconnect", BLOCKED, CUE_SIGNALR_REASON_CLOSED_BY_SERVER, 0, "seconds", 0 },
  { "SB-16", "reconnect", RETRIED, CUE_SIGNALR_REASON_CLOSED_BY_SERVER, 0, "seconds", 0 },
  { "SB-16", "error", BLOCKED, CUE_SIGNALR_REASON_CLOSED_BY_SERVER, 0, "seconds", 0 },
  ROW ("SB-18", "burst", 0),
  ROW ("SB-18", "one-per-frame", 0),
  ROW ("SB-18", "huge", CUE_ACCESS_MARK_UNDECODED | CUE_ACCESS_MARK_CUT),
  ROW ("SB-19", "control", 0),
  ROW ("SB-19", "rtl", 0),
  ROW ("SB-19", "zero-width", 0),
  ROW ("SB-19", "markup", 0),
  ROW ("SB-19", "format", 0),
  ROW ("SB-19", "surrogate", 0),
  ROW ("SB-19", "long", 0),
  ROW ("SB-20", "site-id", CUE_ACCESS_MARK_OTHER_SITE),
  ROW ("SB-20", "camel", CUE_ACCESS_MARK_OTHER_SITE),
  ROW ("SB-20", "lock", 0),
  // Last, for afterwards no token is good any more: the one that was pasted is all there is.
  END ("SB-17", "drop", BLOCKED, CUE_SIGNALR_REASON_HTTP_401),
  END ("SB-17", "close", BLOCKED, CUE_SIGNALR_REASON_HTTP_401),
};

// One site whose entries are the simulator's, with a pasted token.
typedef struct {
  const Case     *c;
  CueSimulator   *simulator;
  CueProfile     *profile;
  CueSecretStore *secrets;
  CueHttpClient  *client;
  CueDoorsWatch  *doors;
  gboolean        happened; // the reason that is expected was given
} Fixture;

static gboolean
on_limit (gpointer user_data)
{
  const Case *c = user_data;

  g_error ("%s %s: what was waited for did not come", c->id, c->variant);
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(f, condition)                                           \
  do {                                                                   \
    guint limit = g_timeout_add (LIMIT_MS, on_limit, (gpointer) (f)->c); \
    while (!(condition))                                                 \
      g_main_context_iteration (NULL, TRUE);                             \
    g_source_remove (limit);                                             \
  } while (0)

static void
set_fault (Fixture *f, const Case *c, gboolean on)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (params, "variant", c->variant);
  if (c->number != NULL)
    json_object_set_double_member (params, c->number, c->value);
  cue_simulator_set_fault (f->simulator, c->id, on, on ? params : NULL, &error);
  g_assert_no_error (error);
}

// Takes what the simulator says now, for it may have other tokens than before.
static void
set_up_profile (Fixture *f)
{
  g_autoptr (JsonNode) description = cue_simulator_describe (f->simulator);
  JsonObject *root = json_node_get_object (description);
  JsonObject *salto = json_object_get_object_member (root, "salto");
  const char *token = json_object_get_string_member (salto, "token");
  g_autoptr (GBytes) unused = NULL;
  g_autoptr (GBytes) secret = cue_secret_bytes_new (token, strlen (token));

  unused = cue_demo_doors_read (cue_profile_get_doors (f->profile), root);
  g_object_set (cue_profile_get_doors (f->profile),
                "sites",
                json_array_get_string_element (json_object_get_array_member (salto, "siteIds"), 0),
                "incidents",
                FALSE,
                "token-source",
                CUE_TOKEN_SOURCE_PASTED,
                NULL);
  cue_secret_store_keep (f->secrets,
                         cue_profile_get_id (f->profile),
                         CUE_SECRET_KIND_DOORS_TOKEN,
                         secret);
}

static CueSaltoHub *
get_hub (Fixture *f)
{
  GListModel  *hubs = cue_doors_watch_get_hubs (f->doors);
  CueSaltoHub *hub;

  if (g_list_model_get_n_items (hubs) == 0)
    return NULL;
  hub = g_list_model_get_item (hubs, 0);
  g_object_unref (hub);
  return hub;
}

static gboolean
is_connected (Fixture *f)
{
  return get_hub (f) != NULL && cue_salto_hub_get_state (get_hub (f)) == CUE_SIGNALR_CONNECTED;
}

static void
on_changed (CueDoorsWatch *doors, CueSaltoHub *hub, Fixture *f)
{
  CueSignalrReason reason = hub != NULL ? cue_salto_hub_get_reason (hub) : ANY;

  if (reason == ANY)
    return;
  f->happened |= f->c->reason == ANY || f->c->reason == reason;
}

static gboolean
has_row (Fixture *f, CueAccessMarks marks)
{
  CueAccessLog *log = cue_doors_watch_get_log (f->doors);

  for (guint64 id = cue_access_log_get_first_id (log); id <= cue_access_log_get_last_id (log);
       id++) {
    CueAccessMarks has = cue_access_log_get_marks (log, id);
    g_autoptr (CueAccessEvent) event = cue_access_log_get_event (log, id);

    if (cue_access_event_get_kind (event) != CUE_ACCESS_ENTRY || (has & marks) != marks ||
        (marks == 0 && (has & CUE_ACCESS_MARK_UNDECODED) != 0))
      continue;
    // However it came, what came is there.
    g_assert_true (g_str_equal (f->c->variant, "empty") ||
                   g_bytes_get_size (cue_access_event_get_raw (event)) > 0);
    return TRUE;
  }
  return FALSE;
}

static void
run_case (Fixture *f)
{
  CueSignalrConnection *connection;

  g_test_message ("%s %s", f->c->id, f->c->variant);
  f->happened = FALSE;
  set_up_profile (f);
  f->doors = cue_doors_watch_new (cue_profile_get_doors (f->profile),
                                  cue_profile_get_id (f->profile),
                                  f->client,
                                  f->secrets);
  g_signal_connect (f->doors, "changed", G_CALLBACK (on_changed), f);
  // It takes the connections that are there, and those that come would have another token.
  if (!g_str_equal (f->c->id, "SB-17"))
    set_fault (f, f->c, TRUE);
  cue_doors_watch_start (f->doors);
  WAIT_FOR (f, get_hub (f) != NULL);
  connection = cue_salto_hub_get_connection (get_hub (f));
  cue_signalr_connection_set_handshake_timeout (connection, 1500);
  cue_signalr_connection_set_server_timeout (connection, 1500);
  if (g_str_equal (f->c->id, "SB-17")) {
    WAIT_FOR (f, is_connected (f));
    set_fault (f, f->c, TRUE);
  }

  if (f->c->outcome == ROWS) {
    WAIT_FOR (f, has_row (f, f->c->marks));
    g_assert_true (is_connected (f));
  } else {
    WAIT_FOR (f, f->happened);
    WAIT_FOR (f, f->c->outcome == RETRIED || cue_salto_hub_get_blocked (get_hub (f)));
    g_assert_cmpint (cue_salto_hub_get_blocked (get_hub (f)), ==, f->c->outcome == BLOCKED);
  }
  set_fault (f, f->c, FALSE);
  if (f->c->outcome != ROWS && !g_str_equal (f->c->id, "SB-17")) {
    cue_doors_watch_retry (f->doors);
    WAIT_FOR (f, is_connected (f));
  }
  cue_doors_watch_stop (f->doors);
  g_signal_handlers_disconnect_by_data (f->doors, f);
  g_assert_finalize_object (g_steal_pointer (&f->doors));
}

static void
test_each (void)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *doors = json_object_new ();
  Fixture     f = { 0 };

  f.simulator = cue_simulator_new ();
  cue_simulator_set_media (f.simulator, FALSE);
  g_assert_true (cue_simulator_start (f.simulator, &error));
  g_assert_no_error (error);
  json_object_set_double_member (doors, "pace", 3000);
  json_object_set_object_member (state, "doors", doors);
  cue_simulator_set_state (f.simulator, state, &error);
  g_assert_no_error (error);
  f.profile = cue_profile_new ();
  f.secrets = cue_secret_store_new_private ();
  f.client = cue_http_client_new (cue_system_clock_get_default (), NULL, redactor);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    f.c = &cases[i];
    run_case (&f);
  }
  cue_simulator_stop (f.simulator);
  g_object_unref (f.client);
  g_object_unref (f.secrets);
  g_object_unref (f.profile);
  g_object_unref (f.simulator);
}

// No fault without an answer to it.
static void
test_complete (void)
{
  const CueSimFaultInfo *info;
  gsize                  count = 0;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    for (guint v = 0; g_str_has_prefix (info->id, "SB-") && info->variants[v] != NULL; v++) {
      gboolean found = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        found |= g_str_equal (cases[i].id, info->id) &&
                 g_str_equal (cases[i].variant, info->variants[v]);
      if (!found)
        g_error ("no answer to the fault %s %s", info->id, info->variants[v]);
      count++;
    }
  }
  g_assert_cmpuint (count, ==, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/doors-faults/complete", test_complete);
  g_test_add_func ("/monitor/doors-faults/each", test_each);
  return g_test_run ();
}
