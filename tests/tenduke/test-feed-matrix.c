// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every call against every fault that the simulator knows of 10Duke (TB-1 to TB-18), in every
 * variant; one line for each call and fault. What must hold each time: there are words; events that
 * are said to be taken are there, and those that are not said to be are not; events leave once; the
 * token goes nowhere but to the service, and into no trace. */

#include "cue-fake-clock.h"
#include "cue-feed-client.h"
#include "cue-feed-envelope.h"
#include "cue-simulator.h"

#include <locale.h>
#include <string.h>

#define PATIENCE_S 60
#define LOOK_MS    2
#define SECOND     ((gint64) G_USEC_PER_SEC)
#define START_US   G_GINT64_CONSTANT (1795164000000000)
#define FEED       "my-app-events"
#define N_FAULTS   18

typedef struct {
  CueClock      *clock; /* the client's; the simulator has its own, which stands still */
  CueSimulator  *simulator;
  JsonObject    *access; /* owned: `tenduke` of the description */
  CueTrace      *trace;
  CueRedactor   *redactor;
  CueHttpClient *http;
  CueSigningKey *key;
  gboolean       time_passes;
  guint          n_requests;
} Matrix;

typedef struct {
  guint outcomes[CUE_OUTCOME_NOT_SENT + 1];
  guint refused; /* instructions that were not followed */
} Cell;

static gboolean
on_too_late (gpointer data)
{
  g_error ("The matrix waited for %d s in vain: %s", PATIENCE_S, (const char *) data);
  return G_SOURCE_REMOVE;
}

/* Time passes where a server that says nothing is the point; otherwise only while a wait between
 * two tries is all there is, so that a slow machine is no slow server. */
static gboolean
on_look (gpointer data)
{
  Matrix       *m = data;
  CueFakeClock *clock = CUE_FAKE_CLOCK (m->clock);
  gint64        due = cue_fake_clock_get_next_due (clock) - cue_clock_get_monotonic (m->clock);

  if (m->time_passes)
    cue_fake_clock_advance (clock, 5 * SECOND);
  else if (cue_fake_clock_get_n_pending (clock) == 1 && due <= 10 * SECOND)
    cue_fake_clock_advance (clock, due);
  return G_SOURCE_CONTINUE;
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
describe (Matrix *m)
{
  g_autoptr (JsonNode) description = cue_simulator_describe (m->simulator);

  g_clear_pointer (&m->access, json_object_unref);
  m->access =
    json_object_ref (json_object_get_object_member (json_node_get_object (description), "tenduke"));
}

static void
matrix_init (Matrix *m)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueClock) still = cue_fake_clock_new (START_US, 1000 * SECOND);
  g_autoptr (GBytes) pem = NULL;
  const char *text;

  memset (m, 0, sizeof *m);
  m->clock = cue_fake_clock_new (START_US, 5000 * SECOND);
  m->simulator = cue_simulator_new ();
  cue_simulator_set_clock (m->simulator, still);
  cue_simulator_set_media (m->simulator, FALSE);
  g_assert_true (cue_simulator_start (m->simulator, &error));
  g_assert_no_error (error);
  describe (m);
  m->trace = cue_trace_new ();
  m->redactor = cue_redactor_new ();
  m->http = cue_http_client_new (m->clock, m->trace, m->redactor);
  text = json_object_get_string_member (m->access, "privateKey");
  pem = cue_secret_bytes_new (text, strlen (text));
  m->key = cue_signing_key_new_from_pem (pem, &error);
  g_assert_no_error (error);
}

static void
matrix_clear (Matrix *m)
{
  g_clear_object (&m->http);
  cue_simulator_stop (m->simulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&m->simulator);
  g_clear_object (&m->trace);
  g_clear_pointer (&m->redactor, cue_redactor_unref);
  g_clear_pointer (&m->access, json_object_unref);
  g_clear_pointer (&m->key, cue_signing_key_unref);
  g_clear_object (&m->clock);
}

static gint64
count_received (Matrix *m)
{
  g_autoptr (JsonObject) status = cue_simulator_get_status (m->simulator);

  return json_object_get_int_member (json_object_get_object_member (status, "tenduke"), "received");
}

static CueFeedClient *
make_client (Matrix *m, const char *url_member)
{
  g_autoptr (CueReadTokenSource) tokens = NULL;
  // The simulator's clock stands still, so tokens of later would be from the future.
  g_autoptr (CueClock) still = cue_fake_clock_new (START_US, 0);

  tokens = cue_read_token_source_new (still, m->key);
  return cue_feed_client_new (m->http,
                              json_object_get_string_member (m->access, url_member),
                              tokens);
}

static CueFeedReply *
send (Matrix *m, CueFeedClient *client, CueFeedRequest *request, const char *what)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CueFeedReply *reply;
  guint         limit = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) what);
  guint         look = g_timeout_add (LOOK_MS, on_look, m);

  m->n_requests++;
  cue_feed_client_send_async (client, request, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (limit);
  reply = cue_feed_client_send_finish (client, result, &error);
  g_assert_no_error (error);
  return reply;
}

static void
check_words (const char *text, const char *what)
{
  if (text == NULL || *text == '\0')
    g_error ("%s: no words", what);
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > 1500)
    g_error ("%s: not fit to be shown: %s", what, text);
  if (strstr (text, "PRIVATE KEY") != NULL)
    g_error ("%s: a secret is shown", what);
}

/* No token, nor anything that went to another host. */
static void
check_trace (Matrix *m, const char *what)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (m->trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (m->trace), i);
    g_autofree char *text = cue_exchange_to_text (exchange);

    if (strstr (text, "Bearer ey") != NULL || strstr (text, "PRIVATE KEY") != NULL)
      g_error ("%s: a secret is in the trace:\n%s", what, text);
    if (!g_str_has_prefix (cue_exchange_get_url (exchange),
                           json_object_get_string_member (m->access, "baseUrl")) &&
        !json_object_has_member (m->access, "tlsBaseUrl"))
      g_error ("%s: it was asked at %s", what, cue_exchange_get_url (exchange));
  }
}

static CueFeedRequest *
make_put (Matrix *m, CueFeedClient *client)
{
  g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
  g_autoptr (CueFeedEnvelope) envelope = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (cue_feed_draft_add (draft, "LicenseConsumed", START_US), "source", FEED, NULL);
  envelope = cue_feed_envelope_new (draft, m->key, &error);
  g_assert_no_error (error);
  return cue_feed_request_new_put (cue_feed_client_get_base_url (client),
                                   cue_feed_envelope_get_jws (envelope),
                                   1);
}

static CueFeedRequest *
make_page (CueFeedClient *client)
{
  return cue_feed_request_new_page (cue_feed_client_get_base_url (client), FEED, NULL, 10);
}

/* Asks for the page an instruction leads to; NULL when it leads nowhere that may be gone to. */
static CueFeedRequest *
make_follow (Matrix *m, Cell *cell, CueFeedReply *page)
{
  CueFeedPage        *events = cue_feed_reply_get_page (page);
  CueFeedInstruction *older = events != NULL ? cue_feed_page_get_older (events) : NULL;
  g_autoptr (GError) error = NULL;
  CueFeedRequest *request;

  if (older == NULL)
    return NULL;
  request = cue_feed_request_new_follow (cue_feed_reply_get_request (page),
                                         cue_feed_instruction_get_url (older),
                                         &error);
  if (request == NULL)
    cell->refused++;
  return request;
}

/* A server that says nothing more: nothing but time ends it. */
static gboolean
is_silent (const char *id, const char *variant)
{
  return g_str_equal (id, "TB-14") &&
         (g_str_equal (variant, "taken") || g_str_equal (variant, "lost"));
}

static void
check_put (Matrix *m, CueFeedReply *reply, gint64 before, const char *what)
{
  gboolean   there = count_received (m) > before;
  CueOutcome outcome = cue_feed_reply_get_outcome (reply);

  g_assert_cmpuint (cue_feed_reply_get_n_tries (reply), <=, 1);
  g_assert_cmpint (count_received (m) - before, <=, 1);
  if (outcome == CUE_OUTCOME_DONE && !there)
    g_error ("%s: said to be taken, but it is not there", what);
  if (outcome != CUE_OUTCOME_DONE && outcome != CUE_OUTCOME_UNKNOWN && there)
    g_error ("%s: said not to be taken, but it is there", what);
}

typedef enum {
  CALL_PAGE,
  CALL_FOLLOW,
  CALL_PUT,
  N_CALLS,
} Call;

static const char *const call_names[N_CALLS] = { "page", "follow", "put" };

static void
run_variant (Matrix *m, Cell *cell, Call call, const char *id, const char *variant)
{
  g_autofree char *what =
    g_strdup_printf ("%s × %s %s", call_names[call], id, variant != NULL ? variant : "");
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (CueFeedClient) client = NULL;
  g_autoptr (CueFeedRequest) request = NULL;
  g_autoptr (CueFeedReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  cue_trace_clear (m->trace);
  if (variant != NULL)
    json_object_set_string_member (params, "variant", variant);
  cue_simulator_set_fault (m->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
  describe (m);
  client = make_client (m, g_strcmp0 (variant, "wrong-name") == 0 ? "tlsBaseUrl" : "baseUrl");
  before = count_received (m);
  m->time_passes = variant != NULL && call == CALL_PUT && is_silent (id, variant);
  request = call == CALL_PUT ? make_put (m, client) : make_page (client);
  reply = send (m, client, request, what);
  if (call == CALL_FOLLOW) {
    g_autoptr (CueFeedRequest) next = make_follow (m, cell, reply);

    if (next != NULL) {
      g_clear_object (&reply);
      reply = send (m, client, next, what);
    }
  }
  cue_simulator_clear_faults (m->simulator);
  m->time_passes = FALSE;
  cell->outcomes[cue_feed_reply_get_outcome (reply)]++;
  check_words (cue_feed_reply_get_message (reply), what);
  check_words (cue_feed_reply_get_title (reply), what);
  if (cue_feed_reply_get_server_text (reply) != NULL)
    check_words (cue_feed_reply_get_server_text (reply), what);
  g_assert_cmpint (cue_feed_reply_get_error (reply) == NULL, ==, cue_feed_reply_is_done (reply));
  check_trace (m, what);
  if (call == CALL_PUT)
    check_put (m, reply, before, what);
  else
    g_assert_cmpuint (cue_feed_reply_get_n_tries (reply), <=, 3);
  if (!cue_feed_reply_is_done (reply))
    g_test_message ("  %s: %s", what, cue_feed_reply_get_message (reply));
}

static void
print_cell (Call call, const char *id, const Cell *cell)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cell->outcomes); i++) {
    if (cell->outcomes[i] > 0)
      g_string_append_printf (line,
                              "  %s %u",
                              cue_outcome_get_nick ((CueOutcome) i),
                              cell->outcomes[i]);
  }
  if (cell->refused > 0)
    g_string_append_printf (line, "  not followed %u", cell->refused);
  g_test_message ("%-8s %-6s%s", call_names[call], id, line->str);
}

static void
test_faults (gconstpointer data)
{
  Call   call = (Call) GPOINTER_TO_UINT (data);
  Matrix m;

  matrix_init (&m);
  for (guint n = 1; n <= N_FAULTS; n++) {
    g_autofree char       *id = g_strdup_printf ("TB-%u", n);
    const CueSimFaultInfo *info = cue_sim_fault_find (id);
    Cell                   cell = { 0 };

    g_assert_nonnull (info);
    for (guint i = 0; info->variants != NULL && info->variants[i] != NULL; i++) {
      // The large ones are measured elsewhere; the small one says what there is to say.
      if (g_str_equal (info->variants[i], "20000") || g_str_equal (info->variants[i], "200000"))
        continue;
      run_variant (&m, &cell, call, id, info->variants[i]);
    }
    if (info->variants == NULL)
      run_variant (&m, &cell, call, id, NULL);
    print_cell (call, id, &cell);
  }
  g_test_message ("%u requests", m.n_requests);
  matrix_clear (&m);
}

/* ---- what exactly is said ------------------------------------------------------------------- */

static CueFeedReply *
ask_with (Matrix *m, Call call, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (CueFeedClient) client = NULL;
  g_autoptr (CueFeedRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  CueFeedReply *reply;

  json_object_set_string_member (params, "variant", variant);
  cue_simulator_set_fault (m->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
  describe (m);
  client = make_client (m, g_str_equal (variant, "wrong-name") ? "tlsBaseUrl" : "baseUrl");
  request = call == CALL_PUT ? make_put (m, client) : make_page (client);
  reply = send (m, client, request, id);
  cue_simulator_clear_faults (m->simulator);
  return reply;
}

static void
test_words (void)
{
  static const struct {
    Call        call;
    const char *id;
    const char *variant;
    CueOutcome  outcome;
    const char *said;
  } cases[] = {
    { CALL_PAGE, "TB-9", "ahead", CUE_OUTCOME_REFUSED, "behind the service" },
    { CALL_PAGE, "TB-9", "behind", CUE_OUTCOME_REFUSED, "ahead of the service" },
    { CALL_PAGE, "TB-9", "right", CUE_OUTCOME_REFUSED, "fingerprints" },
    { CALL_PAGE, "TB-9", "no-date", CUE_OUTCOME_REFUSED, "fingerprints" },
    { CALL_PAGE, "TB-10", "json", CUE_OUTCOME_REFUSED, "its claim was “" FEED "”" },
    { CALL_PAGE, "TB-11", "404", CUE_OUTCOME_REFUSED, FEED },
    { CALL_PAGE, "TB-11", "200-empty", CUE_OUTCOME_DONE, "no events" },
    { CALL_PUT, "TB-12", "html", CUE_OUTCOME_UNKNOWN, "web page" },
    { CALL_PUT, "TB-12", "204", CUE_OUTCOME_DONE, "accepted" },
    { CALL_PUT, "TB-13", "400", CUE_OUTCOME_REFUSED, "signature" },
    { CALL_PUT, "TB-13", "413", CUE_OUTCOME_REFUSED, "fewer" },
    { CALL_PUT, "TB-13", "415", CUE_OUTCOME_REFUSED, "application/jose" },
    { CALL_PUT, "TB-14", "cut-lost", CUE_OUTCOME_UNKNOWN, "before you send them again" },
    { CALL_PUT, "TB-14", "cut-taken", CUE_OUTCOME_UNKNOWN, "before you send them again" },
    { CALL_PAGE, "TB-18", "parking", CUE_OUTCOME_UNKNOWN, "tenant" },
    { CALL_PAGE, "TB-18", "as-json", CUE_OUTCOME_UNKNOWN, "tenant" },
    { CALL_PAGE, "TB-18", "wrong-name", CUE_OUTCOME_NOT_SENT, "certificate" },
  };
  Matrix m;

  matrix_init (&m);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueFeedReply) reply = ask_with (&m, cases[i].call, cases[i].id, cases[i].variant);
    const char *message = cue_feed_reply_get_message (reply);

    if (cue_feed_reply_get_outcome (reply) != cases[i].outcome ||
        strstr (message, cases[i].said) == NULL)
      g_error ("%s %s: %s: %s",
               cases[i].id,
               cases[i].variant,
               cue_outcome_get_nick (cue_feed_reply_get_outcome (reply)),
               message);
  }
  matrix_clear (&m);
}

static void
test_well (void)
{
  Matrix m;
  g_autoptr (CueFeedClient) client = NULL;
  g_autoptr (CueFeedRequest) put = NULL;
  g_autoptr (CueFeedRequest) page = NULL;
  g_autoptr (CueFeedReply) sent = NULL;
  g_autoptr (CueFeedReply) read = NULL;
  gint64 before;

  matrix_init (&m);
  before = count_received (&m);
  client = make_client (&m, "baseUrl");
  put = make_put (&m, client);
  sent = send (&m, client, put, "well");
  g_assert_true (cue_feed_reply_is_done (sent));
  g_assert_cmpint (count_received (&m), ==, before + 1);
  page = make_page (client);
  read = send (&m, client, page, "well");
  g_assert_true (cue_feed_reply_is_done (read));
  g_assert_cmpuint (cue_feed_page_get_n_events (cue_feed_reply_get_page (read)), ==, 10);
  g_assert_nonnull (cue_feed_page_get_older (cue_feed_reply_get_page (read)));
  g_clear_object (&client);
  matrix_clear (&m);
}

int
main (int argc, char **argv)
{
  // The words are looked at.
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/matrix/well", test_well);
  g_test_add_func ("/tenduke/matrix/words", test_words);
  for (guint i = 0; i < N_CALLS; i++) {
    g_autofree char *path = g_strconcat ("/tenduke/matrix/", call_names[i], NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_faults);
  }
  return g_test_run ();
}
