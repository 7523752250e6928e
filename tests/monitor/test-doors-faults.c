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

#define LIMIT_MS 60000

typedef enum {
  ROWS,    // the connection stays, and there is a row with these marks
  RETRIED, // it is tried again by itself, and works when the fault is gone
  BLOCKED, // it is not tried again before the user asks for it
} Outcome;

#define ANY CUE_SIGNALR_REASON_NONE

// Faults that end alike.
typedef struct {
  const char      *id;
  const char      *variants; // with blanks between them
  Outcome          outcome;
  CueSignalrReason reason; // unless there are rows
  CueAccessMarks   marks;  // of the row; none: it is decoded
  const char      *number; // nullable: a parameter of the fault
  double           value;
} Group;

static const Group groups[] = {
  { "SB-1", "header bare", BLOCKED, CUE_SIGNALR_REASON_HTTP_401, 0 },
  { "SB-2", "bare problem", BLOCKED, CUE_SIGNALR_REASON_HTTP_403, 0 },
  { "SB-3", "404", RETRIED, CUE_SIGNALR_REASON_HTTP_404, 0 },
  { "SB-3", "502 503", RETRIED, CUE_SIGNALR_REASON_HTTP_OTHER, 0 },
  { "SB-4", "html", RETRIED, CUE_SIGNALR_REASON_NOT_WEBSOCKET, 0 },
  { "SB-4", "redirect", RETRIED, ANY, 0 },
  { "SB-5", "error markup", RETRIED, CUE_SIGNALR_REASON_HANDSHAKE_REFUSED, 0 },
  { "SB-5", "silence typed not-json close drop", RETRIED, ANY, 0 },
  { "SB-6", "together many split fragments bytes", ROWS, 0, 0 },
  { "SB-7", "messages one", RETRIED, CUE_SIGNALR_REASON_TOO_LARGE, 0, "bytes", 18e6 },
  { "SB-7", "fragments", RETRIED, ANY, 0 },
  { "SB-8", "binary empty", ROWS, 0, 0 },
  { "SB-8", "two-separators", RETRIED, CUE_SIGNALR_REASON_PROTOCOL, 0 },
  { "SB-9", "object", ROWS, 0, CUE_ACCESS_MARK_FORM },
  { "SB-9",
    "not-json truncated null number true list empty two none",
    ROWS,
    0,
    CUE_ACCESS_MARK_UNDECODED },
  { "SB-10", "unknown-type", ROWS, 0, 0 },
  { "SB-10", "unknown-target case", ROWS, 0, CUE_ACCESS_MARK_UNDECODED },
  { "SB-10", "unknown-members client-result completion ack", ROWS, 0, 0 },
  { "SB-10", "no-arguments type-as-text", RETRIED, CUE_SIGNALR_REASON_PROTOCOL, 0 },
  { "SB-11", "category access-by new-fields missing-fields only-id pin-unknown alias", ROWS, 0, 0 },
  { "SB-12",
    "detail-as-number ttl-as-text exit-as-text exit-as-number id-as-number names-as-objects "
    "revision-as-number",
    ROWS,
    0,
    CUE_ACCESS_MARK_ODD },
  { "SB-13", "fraction-7 fraction-0 ms-epoch s-epoch-as-text without-zone offset", ROWS, 0, 0 },
  { "SB-13", "words", ROWS, 0, CUE_ACCESS_MARK_ODD },
  { "SB-13", "year-1 null local-with-zone", ROWS, 0, 0 },
  { "SB-14", "duplicate", ROWS, 0, CUE_ACCESS_MARK_REPEATED },
  { "SB-14", "out-of-order", ROWS, 0, CUE_ACCESS_MARK_LATE },
  { "SB-14", "old", ROWS, 0, 0 },
  { "SB-15", "silence", RETRIED, CUE_SIGNALR_REASON_SERVER_TIMEOUT, 0 },
  { "SB-15", "no-pings", ROWS, 0, 0 },
  { "SB-15", "deaf", RETRIED, CUE_SIGNALR_REASON_SERVER_TIMEOUT, 0 },
  { "SB-16", "1006", RETRIED, CUE_SIGNALR_REASON_CONNECTION_LOST, 0, "seconds", 0 },
  { "SB-16", "1000 1001 1011 1012 1013", RETRIED, ANY, 0, "seconds", 0 },
  { "SB-16", "no-reconnect", BLOCKED, CUE_SIGNALR_REASON_CLOSED_BY_SERVER, 0, "seconds", 0 },
  { "SB-16", "reconnect", RETRIED, CUE_SIGNALR_REASON_CLOSED_BY_SERVER, 0, "seconds", 0 },
  { "SB-16", "error", BLOCKED, CUE_SIGNALR_REASON_CLOSED_BY_SERVER, 0, "seconds", 0 },
  { "SB-18", "burst one-per-frame", ROWS, 0, 0 },
  { "SB-18", "huge", ROWS, 0, CUE_ACCESS_MARK_UNDECODED | CUE_ACCESS_MARK_CUT },
  { "SB-19", "control rtl zero-width markup format surrogate long", ROWS, 0, 0 },
  { "SB-20", "site-id camel", ROWS, 0, CUE_ACCESS_MARK_OTHER_SITE },
  { "SB-20", "lock", ROWS, 0, 0 },
  // Last, for afterwards no token is good any more: the one that was pasted is all there is.
  { "SB-17", "drop close", BLOCKED, CUE_SIGNALR_REASON_HTTP_401, 0 },
};

// One of them.
typedef struct {
  const Group *group;
  char        *variant;
} Case;

static void
free_case (gpointer data)
{
  Case *c = data;

  g_free (c->variant);
  g_free (c);
}

static GPtrArray *
list_cases (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (free_case);

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    g_auto (GStrv) variants = g_strsplit (groups[i].variants, " ", -1);

    for (guint j = 0; variants[j] != NULL; j++) {
      Case *c = g_new0 (Case, 1);

      c->group = &groups[i];
      c->variant = g_strdup (variants[j]);
      g_ptr_array_add (cases, c);
    }
  }
  return cases;
}

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

  g_error ("%s %s: what was waited for did not come", c->group->id, c->variant);
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
  if (c->group->number != NULL)
    json_object_set_double_member (params, c->group->number, c->group->value);
  cue_simulator_set_fault (f->simulator, c->group->id, on, on ? params : NULL, &error);
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
  f->happened |= f->c->group->reason == ANY || f->c->group->reason == reason;
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

  g_test_message ("%s %s", f->c->group->id, f->c->variant);
  f->happened = FALSE;
  set_up_profile (f);
  f->doors = cue_doors_watch_new (cue_profile_get_doors (f->profile),
                                  cue_profile_get_id (f->profile),
                                  f->client,
                                  f->secrets);
  g_signal_connect (f->doors, "changed", G_CALLBACK (on_changed), f);
  // It takes the connections that are there, and those that come would have another token.
  if (!g_str_equal (f->c->group->id, "SB-17"))
    set_fault (f, f->c, TRUE);
  cue_doors_watch_start (f->doors);
  WAIT_FOR (f, get_hub (f) != NULL);
  connection = cue_salto_hub_get_connection (get_hub (f));
  cue_signalr_connection_set_handshake_timeout (connection, 1500);
  cue_signalr_connection_set_server_timeout (connection, 1500);
  if (g_str_equal (f->c->group->id, "SB-17")) {
    WAIT_FOR (f, is_connected (f));
    set_fault (f, f->c, TRUE);
  }

  if (f->c->group->outcome == ROWS) {
    WAIT_FOR (f, has_row (f, f->c->group->marks));
    g_assert_true (is_connected (f));
  } else {
    WAIT_FOR (f, f->happened);
    WAIT_FOR (f, f->c->group->outcome == RETRIED || cue_salto_hub_get_blocked (get_hub (f)));
    g_assert_cmpint (cue_salto_hub_get_blocked (get_hub (f)), ==, f->c->group->outcome == BLOCKED);
  }
  set_fault (f, f->c, FALSE);
  if (f->c->group->outcome != ROWS && !g_str_equal (f->c->group->id, "SB-17")) {
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
  g_autoptr (GPtrArray) cases = list_cases ();
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
  for (guint i = 0; i < cases->len; i++) {
    f.c = g_ptr_array_index (cases, i);
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
  g_autoptr (GPtrArray) cases = list_cases ();
  const CueSimFaultInfo *info;
  gsize                  count = 0;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    for (guint v = 0; g_str_has_prefix (info->id, "SB-") && info->variants[v] != NULL; v++) {
      gboolean found = FALSE;

      for (guint i = 0; i < cases->len; i++) {
        const Case *c = g_ptr_array_index (cases, i);

        found |= g_str_equal (c->group->id, info->id) &&
                 g_str_equal (c->variant, info->variants[v]);
      }
      if (!found)
        g_error ("no answer to the fault %s %s", info->id, info->variants[v]);
      count++;
    }
  }
  g_assert_cmpuint (count, ==, cases->len);
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
