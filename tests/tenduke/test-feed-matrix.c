// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every call against every fault that the simulator knows of 10Duke and of HTTP (TB-1 to TB-18, C-1
 * to C-25), in every variant; one line for each call and fault. What must hold each time: there are
 * words; events that are said to be taken are there, and those that are not said to be are not;
 * events leave once; the token goes nowhere but to the service, and into no trace. */

#include "feed-matrix.h"

#include <locale.h>
#include <string.h>

#define FEED FEED_MATRIX_FEED

typedef struct {
  guint outcomes[CUE_OUTCOME_NOT_SENT + 1];
  guint refused; /* instructions that were not followed */
} Cell;

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
check_trace (FeedMatrix *m, const char *what)
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

/* Asks for the page an instruction leads to; NULL when it leads nowhere that may be gone to. */
static CueFeedRequest *
make_follow (FeedMatrix *m, Cell *cell, CueFeedReply *page)
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

typedef enum {
  CALL_PAGE,
  CALL_FOLLOW,
  CALL_PUT,
  N_CALLS,
} Call;

static const char *const call_names[N_CALLS] = { "page", "follow", "put" };

/* A server that says nothing more: nothing but time ends it. */
static gboolean
is_silent (Call call, const char *id, const char *variant)
{
  static const char *const silent[] = {
    "C-4 no-answer", "C-4 length",          "C-12 drip",
    "C-12 endless",  "C-12 endless-chunks", "C-20 only-continue",
  };
  g_autofree char *both = g_strdup_printf ("%s %s", id, variant != NULL ? variant : "");

  if (call == CALL_PUT && (g_str_equal (both, "TB-14 taken") || g_str_equal (both, "TB-14 lost")))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++) {
    if (g_str_equal (both, silent[i]))
      return TRUE;
  }
  return FALSE;
}

static void
check_put (FeedMatrix *m, CueFeedReply *reply, gint64 before, const char *what)
{
  gboolean   there = feed_matrix_count (m) > before;
  CueOutcome outcome = cue_feed_reply_get_outcome (reply);

  g_assert_cmpuint (cue_feed_reply_get_n_tries (reply), <=, 1);
  g_assert_cmpint (feed_matrix_count (m) - before, <=, 1);
  if (outcome == CUE_OUTCOME_DONE && !there)
    g_error ("%s: said to be taken, but it is not there", what);
  if (outcome != CUE_OUTCOME_DONE && outcome != CUE_OUTCOME_UNKNOWN && there)
    g_error ("%s: said not to be taken, but it is there", what);
}

/* The port with a certificate that must not be trusted is there while that fault is on. */
static gboolean
has_tls (const char *id, const char *variant)
{
  return g_str_equal (id, "C-10") ||
         (g_str_equal (id, "TB-18") && g_str_equal (variant, "wrong-name"));
}

/* A fault of any service, but for the one that takes the connection to another port. */
static gboolean
is_common (const char *id)
{
  return g_str_has_prefix (id, "C-") && !g_str_equal (id, "C-10");
}

static void
run_variant (FeedMatrix *m, Cell *cell, Call call, const char *id, const char *variant)
{
  g_autofree char *what =
    g_strdup_printf ("%s × %s %s", call_names[call], id, variant != NULL ? variant : "");
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (CueFeedClient) client = NULL;
  g_autoptr (CueFeedRequest) request = NULL;
  g_autoptr (CueFeedRequest) next = NULL;
  g_autoptr (CueFeedReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  // An instruction of a common fault is a good one, and what it leads to is not.
  if (call == CALL_FOLLOW && is_common (id)) {
    client = feed_matrix_make_client (m, "baseUrl");
    request = feed_matrix_make_page (client);
    reply = feed_matrix_send (m, client, request, what);
    next = make_follow (m, cell, reply);
    g_assert_nonnull (next);
    g_clear_object (&client);
    g_clear_object (&request);
    g_clear_object (&reply);
  }
  cue_trace_clear (m->trace);
  if (variant != NULL)
    json_object_set_string_member (params, "variant", variant);
  if (g_str_has_prefix (id, "C-"))
    json_object_set_string_member (params, "target", "tenduke");
  cue_simulator_set_fault (m->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
  feed_matrix_describe (m);
  client = feed_matrix_make_client (m, has_tls (id, variant) ? "tlsBaseUrl" : "baseUrl");
  before = feed_matrix_count (m);
  m->time_passes = is_silent (call, id, variant);
  if (next == NULL) {
    request = call == CALL_PUT ? feed_matrix_make_put (m, client) : feed_matrix_make_page (client);
    reply = feed_matrix_send (m, client, request, what);
    if (call == CALL_FOLLOW)
      next = make_follow (m, cell, reply);
  }
  // A token for every feed would be let in there.
  if (call == CALL_FOLLOW && g_str_equal (id, "TB-2") && g_str_has_prefix (variant, "other-"))
    g_assert_null (next);
  if (next != NULL) {
    g_clear_object (&reply);
    reply = feed_matrix_send (m, client, next, what);
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

/* One call, and the faults it meets. */
typedef struct {
  const char *path;
  Call        call;
  const char *prefix;
  guint       n_faults;
} Column;

static void
test_faults (gconstpointer data)
{
  const Column *column = data;
  FeedMatrix    m;

  feed_matrix_init (&m);
  for (guint n = 1; n <= column->n_faults; n++) {
    g_autofree char       *id = g_strdup_printf ("%s-%u", column->prefix, n);
    const CueSimFaultInfo *info = cue_sim_fault_find (id);
    Cell                   cell = { 0 };

    g_assert_nonnull (info);
    for (guint i = 0; info->variants != NULL && info->variants[i] != NULL; i++) {
      // The large ones are measured elsewhere; the small one says what there is to say.
      if (g_str_equal (info->variants[i], "20000") || g_str_equal (info->variants[i], "200000"))
        continue;
      run_variant (&m, &cell, column->call, id, info->variants[i]);
    }
    if (info->variants == NULL)
      run_variant (&m, &cell, column->call, id, NULL);
    print_cell (column->call, id, &cell);
  }
  g_test_message ("%u requests", m.n_requests);
  feed_matrix_clear (&m);
}

/* ---- what exactly is said ------------------------------------------------------------------- */

static CueFeedReply *
ask_with (FeedMatrix *m, Call call, const char *id, const char *variant)
{
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (CueFeedClient) client = NULL;
  g_autoptr (CueFeedRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  CueFeedReply *reply;

  json_object_set_string_member (params, "variant", variant);
  cue_simulator_set_fault (m->simulator, id, TRUE, params, &error);
  g_assert_no_error (error);
  feed_matrix_describe (m);
  client =
    feed_matrix_make_client (m, g_str_equal (variant, "wrong-name") ? "tlsBaseUrl" : "baseUrl");
  request = call == CALL_PUT ? feed_matrix_make_put (m, client) : feed_matrix_make_page (client);
  reply = feed_matrix_send (m, client, request, id);
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
  FeedMatrix m;

  feed_matrix_init (&m);
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
    // Where it is the address that is wrong, trying again is of no use.
    if (g_str_equal (cases[i].id, "TB-18"))
      g_assert_null (strstr (message, "; try again"));
  }
  feed_matrix_clear (&m);
}

static void
test_well (void)
{
  FeedMatrix m;
  g_autoptr (CueFeedClient) client = NULL;
  g_autoptr (CueFeedRequest) put = NULL;
  g_autoptr (CueFeedRequest) page = NULL;
  g_autoptr (CueFeedReply) sent = NULL;
  g_autoptr (CueFeedReply) read = NULL;
  gint64 before;

  feed_matrix_init (&m);
  before = feed_matrix_count (&m);
  client = feed_matrix_make_client (&m, "baseUrl");
  put = feed_matrix_make_put (&m, client);
  sent = feed_matrix_send (&m, client, put, "well");
  g_assert_true (cue_feed_reply_is_done (sent));
  g_assert_cmpint (feed_matrix_count (&m), ==, before + 1);
  page = feed_matrix_make_page (client);
  read = feed_matrix_send (&m, client, page, "well");
  g_assert_true (cue_feed_reply_is_done (read));
  g_assert_cmpuint (cue_feed_page_get_n_events (cue_feed_reply_get_page (read)), ==, 10);
  g_assert_nonnull (cue_feed_page_get_older (cue_feed_reply_get_page (read)));
  g_clear_object (&client);
  feed_matrix_clear (&m);
}

static const Column columns[] = {
  { "/tenduke/matrix/page", CALL_PAGE, "TB", 18 },
  { "/tenduke/matrix/follow", CALL_FOLLOW, "TB", 18 },
  { "/tenduke/matrix/put", CALL_PUT, "TB", 18 },
  { "/tenduke/matrix/common/page", CALL_PAGE, "C", 25 },
  { "/tenduke/matrix/common/follow", CALL_FOLLOW, "C", 25 },
  { "/tenduke/matrix/common/put", CALL_PUT, "C", 25 },
};

int
main (int argc, char **argv)
{
  // The words are looked at.
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tenduke/matrix/well", test_well);
  g_test_add_func ("/tenduke/matrix/words", test_words);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_test_add_data_func (columns[i].path, &columns[i], test_faults);
  return g_test_run ();
}
