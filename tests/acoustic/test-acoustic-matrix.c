// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Every call against every fault the simulator knows of Exchange and of HTTP (AB-1 to AB-20, C-1 to
 * C-25), in every variant; one line of the table for each call and fault. What must hold each time:
 * no crash, a reply with words, no secret in them or in the trace, nothing that writes is sent
 * twice, no half file, and above all: what is called done was done, and what is called refused was
 * not. */

#include "cue-event-file-download.h"
#include "matrix-world.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define MAX_FILE_BYTES (8 * 1024 * 1024)

/* What became of the variants of one cell. */
typedef struct {
  guint outcomes[CUE_OUTCOME_NOT_SENT + 1];
  guint unreadable;
  guint saved;
  guint unproven; /* saved, and left at the service until somebody has looked at it */
  guint unsaved;
} Cell;

static const char notification[] =
  "{\"authentication\":{\"authType\":\"Basic\",\"userId\":\"demo\",\"password\":\"matrix-"
  "password\"},"
  "\"notificationKey\":\"k\",\"notificationURL\":\"http://127.0.0.1:9/hook\"}";
static const char attributes[] = "[{\"name\":\"eventName\",\"type\":\"string\"},"
                                 "{\"name\":\"orderTotal\",\"type\":\"number\"}]";

/* ---- one call ------------------------------------------------------------------------------- */

/* The port with a certificate that must not be trusted is there while that fault is on. */
static CueAcousticClient *
choose_client (Matrix *m, CueAcousticCall call, gboolean tls)
{
  gboolean subscribes = cue_acoustic_call_get_roles (call) == CUE_ACOUSTIC_ROLE_SUBSCRIBER;

  if (!tls)
    return g_object_ref (subscribes ? m->subscriber : m->publisher);
  matrix_describe (m);
  return matrix_make_client (m,
                             "tlsBaseUrl",
                             subscribes ? "subscriberKey" : "publisherKey",
                             CUE_ACOUSTIC_ROLE_BOTH);
}

static char *
get_endpoint (Matrix *m, CueAcousticCall call)
{
  JsonObject *ids = json_object_get_object_member (m->access, "endpointIds");

  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          json_object_get_int_member (
                            ids,
                            call == CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES ? "subscriber"
                                                                                    : "publisher"));
}

static CueAcousticRequest *
make_request (Matrix *m, CueAcousticCall call, const char *url, const char *subject)
{
  g_autoptr (GBytes) event = g_bytes_new_static (matrix_publication, strlen (matrix_publication));
  g_autoptr (GBytes) list = g_bytes_new_static (attributes, strlen (attributes));
  g_autoptr (GBytes) hook = g_bytes_new_static (notification, strlen (notification));
  g_autoptr (GBytes) type = matrix_make_type (subject);
  g_autofree char *endpoint = get_endpoint (m, call);

  switch (call) {
  case CUE_ACOUSTIC_CALL_PUBLISH:
    return cue_acoustic_request_new_publish (url, event);
  case CUE_ACOUSTIC_CALL_REGISTER_TYPE:
    return cue_acoustic_request_new_register_type (url, type);
  case CUE_ACOUSTIC_CALL_LIST_TYPES:
    return cue_acoustic_request_new_list_types (url);
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES:
    return cue_acoustic_request_new_list_subscribed_codes (url);
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES:
    return cue_acoustic_request_new_list_subscribed_types (url);
  case CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES:
    return cue_acoustic_request_new_list_consumed_types (url, TRUE);
  case CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES:
    return cue_acoustic_request_new_replace_attributes (url,
                                                        CUE_ACOUSTIC_ROLE_PUBLISHER,
                                                        endpoint,
                                                        list);
  case CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES:
    return cue_acoustic_request_new_replace_attributes (url,
                                                        CUE_ACOUSTIC_ROLE_SUBSCRIBER,
                                                        endpoint,
                                                        list);
  case CUE_ACOUSTIC_CALL_DELETE_TYPE:
    return cue_acoustic_request_new_delete_type (url, subject);
  case CUE_ACOUSTIC_CALL_LIST_FILES:
    return cue_acoustic_request_new_list_files (url, 10);
  case CUE_ACOUSTIC_CALL_GET_FILE:
    return cue_acoustic_request_new_get_file (url, subject);
  case CUE_ACOUSTIC_CALL_DELETE_FILE:
    return cue_acoustic_request_new_delete_file (url, subject);
  case CUE_ACOUSTIC_CALL_GET_BROWSER_KEY:
    return cue_acoustic_request_new_get_browser_key (url, endpoint);
  case CUE_ACOUSTIC_CALL_SET_NOTIFICATION:
    return cue_acoustic_request_new_set_notification (url, hook);
  case CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION:
  default:
    return cue_acoustic_request_new_delete_notification (url);
  }
}

static void
check_words (const char *text, const char *what)
{
  if (text == NULL || *text == '\0')
    g_error ("%s: no words", what);
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > 1500)
    g_error ("%s: not fit to be shown: %s", what, text);
  if (strstr (text, "matrix-password") != NULL || strstr (text, "Key-") != NULL)
    g_error ("%s: a secret is shown: %s", what, text);
}

/* The trace of this one request. */
static void
check_trace (Matrix *m, const char *what)
{
  static const char *const members[] = { "publisherKey", "subscriberKey" };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (m->trace)); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (m->trace), i);
    g_autofree char *text = cue_exchange_to_text (exchange);

    for (gsize j = 0; j < G_N_ELEMENTS (members); j++) {
      if (strstr (text, json_object_get_string_member (m->access, members[j])) != NULL)
        g_error ("%s: the key is in the trace", what);
    }
    if (strstr (text, "matrix-password") != NULL)
      g_error ("%s: a password is in the trace", what);
  }
}

/* Whether what a reading call answered can be used; whatever comes, it is read without harm. */
static gboolean
is_readable (CueAcousticReply *reply, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) types = NULL;
  g_auto (GStrv) texts = NULL;
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;
  gboolean         fine;

  switch (cue_acoustic_reply_get_call (reply)) {
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_CODES:
    texts = cue_acoustic_read_codes (reply, NULL, &error);
    fine = texts != NULL;
    break;
  case CUE_ACOUSTIC_CALL_LIST_FILES:
    texts = cue_acoustic_read_file_names (reply, NULL, NULL, &error);
    fine = texts != NULL;
    break;
  case CUE_ACOUSTIC_CALL_GET_BROWSER_KEY:
    fine = cue_acoustic_read_browser_key (reply, &id, &key, &error);
    break;
  case CUE_ACOUSTIC_CALL_PUBLISH:
  case CUE_ACOUSTIC_CALL_REGISTER_TYPE:
  case CUE_ACOUSTIC_CALL_REPLACE_PUBLISHER_ATTRIBUTES:
  case CUE_ACOUSTIC_CALL_REPLACE_SUBSCRIBER_ATTRIBUTES:
  case CUE_ACOUSTIC_CALL_DELETE_TYPE:
  case CUE_ACOUSTIC_CALL_GET_FILE:
  case CUE_ACOUSTIC_CALL_DELETE_FILE:
  case CUE_ACOUSTIC_CALL_SET_NOTIFICATION:
  case CUE_ACOUSTIC_CALL_DELETE_NOTIFICATION:
    return TRUE;
  case CUE_ACOUSTIC_CALL_LIST_TYPES:
  case CUE_ACOUSTIC_CALL_LIST_SUBSCRIBED_TYPES:
  case CUE_ACOUSTIC_CALL_LIST_CONSUMED_TYPES:
  default:
    types = cue_acoustic_read_event_types (reply, CUE_EVENT_TYPE_ORIGIN_REGISTERED, NULL, &error);
    fine = types != NULL;
  }
  if (!fine)
    check_words (error->message, what);
  return fine;
}

/* Compares what is said with what is: was it done? */
static void
check_truth (Matrix *m, CueOutcome outcome, gboolean was_done, const char *what)
{
  if (outcome == CUE_OUTCOME_UNKNOWN || (outcome == CUE_OUTCOME_DONE) == was_done)
    return;
  g_string_append_printf (m->violations,
                          "%s: %s, but it was %sdone\n",
                          what,
                          cue_outcome_get_nick (outcome),
                          was_done ? "" : "not ");
}

static guint
empty_folder (Matrix *m, gboolean *partial)
{
  g_autoptr (GDir) folder = g_dir_open (m->folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (m->folder, name, NULL);

    *partial = *partial || *name == '.';
    g_unlink (path);
    n++;
  }
  return n;
}

static void
run_download (Matrix *m, Cell *cell, CueAcousticClient *client, const char *name, const char *what)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (m->folder);
  g_autoptr (CueSavedEventFile) saved = NULL;
  gboolean partial = FALSE;
  guint    n;

  m->n_requests++;
  cue_event_file_download_async (client,
                                 name,
                                 folder,
                                 NULL,
                                 MAX_FILE_BYTES,
                                 NULL,
                                 NULL,
                                 NULL,
                                 acoustic_world_on_done,
                                 &result);
  matrix_wait (m, &result, what);
  saved = cue_event_file_download_finish (result, &error);
  n = empty_folder (m, &partial);
  g_assert_false (partial);
  g_assert_cmpuint (n, ==, saved != NULL ? 1 : 0);
  if (saved == NULL) {
    check_words (error->message, what);
    cell->unsaved++;
    return;
  }
  cell->saved++;
  if (saved->proof == CUE_EVENT_FILE_PROOF_NONE)
    cell->unproven++;
  // A body that was cut may be kept, but never be taken for a whole one.
  if (strstr (what, " chunked") != NULL || strstr (what, " truncated") != NULL ||
      strstr (what, "C-13") != NULL || strstr (what, "AB-9 empty") != NULL)
    g_assert_cmpint (saved->proof, ==, CUE_EVENT_FILE_PROOF_NONE);
}

static void
run_call (Matrix            *m,
          Cell              *cell,
          CueAcousticClient *client,
          CueAcousticCall    call,
          const char        *subject,
          gboolean           strict,
          const char        *what)
{
  g_autoptr (CueAcousticRequest) request = make_request (m, call, matrix_get_url (client), subject);
  g_autoptr (CueAcousticReply) reply = NULL;
  gint64     events = matrix_count_events (m);
  CueOutcome outcome;

  reply = matrix_send (m, client, request, what);
  cue_simulator_clear_faults (m->simulator);
  m->time_passes = FALSE;
  outcome = cue_acoustic_reply_get_outcome (reply);
  cell->outcomes[outcome]++;
  check_words (cue_acoustic_reply_get_message (reply), what);
  check_words (cue_acoustic_reply_get_title (reply), what);
  if (cue_acoustic_reply_get_server_text (reply) != NULL)
    check_words (cue_acoustic_reply_get_server_text (reply), what);
  g_assert_cmpint (cue_acoustic_reply_get_error (reply) == NULL, ==, outcome == CUE_OUTCOME_DONE);
  if (outcome == CUE_OUTCOME_DONE && !is_readable (reply, what))
    cell->unreadable++;
  check_trace (m, what);

  if (cue_acoustic_call_is_writing (call))
    g_assert_cmpuint (cue_acoustic_reply_get_n_tries (reply), <=, 1);
  else
    g_assert_cmpuint (cue_acoustic_reply_get_n_tries (reply), <=, 3);
  g_assert_cmpint (matrix_count_events (m) - events, <=, call == CUE_ACOUSTIC_CALL_PUBLISH ? 1 : 0);
  if (!strict)
    return;
  if (call == CUE_ACOUSTIC_CALL_PUBLISH)
    check_truth (m, outcome, matrix_count_events (m) > events, what);
  else if (call == CUE_ACOUSTIC_CALL_REGISTER_TYPE)
    check_truth (m, outcome, matrix_is_registered (m, subject), what);
  else if (call == CUE_ACOUSTIC_CALL_DELETE_TYPE)
    check_truth (m, outcome, !matrix_is_registered (m, subject), what);
  else if (call == CUE_ACOUSTIC_CALL_DELETE_FILE)
    check_truth (m, outcome, !matrix_has_file (m, subject), what);
}

/* What the call is about: made, or found. */
static char *
prepare (Matrix *m, CueAcousticCall call)
{
  char *subject;

  if (call == CUE_ACOUSTIC_CALL_GET_FILE || call == CUE_ACOUSTIC_CALL_DELETE_FILE)
    return matrix_find_file (m);
  subject = g_strdup_printf ("matrixType%u", ++m->n_types);
  if (call == CUE_ACOUSTIC_CALL_DELETE_TYPE)
    matrix_register_type (m, subject);
  return subject;
}

/* ---- the table ------------------------------------------------------------------------------ */

/* A server that says nothing more: nothing but time ends it. */
static gboolean
is_silent (const char *id, const char *variant)
{
  static const char *const silent[] = {
    "AB-12 taken", "AB-12 lost",   "C-4 no-answer",       "C-4 length",
    "C-12 drip",   "C-12 endless", "C-12 endless-chunks", "C-20 only-continue",
  };
  g_autofree char *both = g_strdup_printf ("%s %s", id, variant != NULL ? variant : "");

  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++) {
    if (g_str_equal (both, silent[i]))
      return TRUE;
  }
  return FALSE;
}

/* Where the fault itself is that the service lies about what it did. */
static gboolean
lies (const char *id)
{
  return g_str_equal (id, "AB-2") || g_str_equal (id, "C-19") || g_str_equal (id, "AB-11");
}

static void
run_variant (Matrix *m, Cell *cell, CueAcousticCall call, const char *id, const char *variant)
{
  g_autofree char *what = g_strdup_printf ("%s × %s %s",
                                           cue_acoustic_call_get_nick (call),
                                           id,
                                           variant != NULL ? variant : "");
  g_autofree char *subject = prepare (m, call);
  g_autoptr (CueAcousticClient) client = NULL;
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GError) error = NULL;

  cue_trace_clear (m->trace);
  if (!g_str_equal (id, "none")) {
    if (variant != NULL)
      json_object_set_string_member (params, "variant", variant);
    json_object_set_string_member (params, "target", "acoustic");
    cue_simulator_set_fault (m->simulator, id, TRUE, params, &error);
    g_assert_no_error (error);
  }
  client = choose_client (m, call, g_str_equal (id, "C-10"));
  m->time_passes = is_silent (id, variant);
  if (call == CUE_ACOUSTIC_CALL_GET_FILE)
    run_download (m, cell, client, subject, what);
  else
    run_call (m, cell, client, call, subject, !lies (id), what);
  cue_simulator_clear_faults (m->simulator);
  m->time_passes = FALSE;
}

static void
print_cell (CueAcousticCall call, const char *id, const Cell *cell)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cell->outcomes); i++) {
    if (cell->outcomes[i] > 0)
      g_string_append_printf (line,
                              "  %s %u",
                              cue_outcome_get_nick ((CueOutcome) i),
                              cell->outcomes[i]);
  }
  if (cell->saved > 0)
    g_string_append_printf (line, "  saved %u (without proof %u)", cell->saved, cell->unproven);
  if (cell->unsaved > 0)
    g_string_append_printf (line, "  not saved %u", cell->unsaved);
  if (cell->unreadable > 0)
    g_string_append_printf (line, "  (of these unreadable %u)", cell->unreadable);
  g_test_message ("%-30s %-6s%s", cue_acoustic_call_get_nick (call), id, line->str);
}

static void
run_cell (Matrix *m, CueAcousticCall call, const char *id)
{
  const CueSimFaultInfo *info = cue_sim_fault_find (id);
  Cell                   cell = { 0 };

  m->n_cells++;
  if (info == NULL || info->variants == NULL) {
    run_variant (m, &cell, call, id, NULL);
  } else {
    for (guint i = 0; info->variants[i] != NULL; i++)
      run_variant (m, &cell, call, id, info->variants[i]);
  }
  print_cell (call, id, &cell);
}

static void
finish (Matrix *m)
{
  g_test_message ("%u cells, %u requests", m->n_cells, m->n_requests);
  if (m->violations->len > 0)
    g_error ("What was said is not what was done:\n%s", m->violations->str);
  matrix_clear (m);
}

static void
test_well (void)
{
  Matrix m;

  matrix_init (&m);
  for (guint call = 0; call < CUE_ACOUSTIC_N_CALLS; call++) {
    Cell cell = { 0 };

    run_variant (&m, &cell, (CueAcousticCall) call, "none", NULL);
    g_assert_cmpuint (cell.outcomes[CUE_OUTCOME_DONE] + cell.saved, ==, 1);
    g_assert_cmpuint (cell.unproven, ==, 0);
    g_assert_cmpuint (cell.unreadable, ==, 0);
    print_cell ((CueAcousticCall) call, "none", &cell);
  }
  finish (&m);
}

static void
test_faults (gconstpointer data)
{
  const char *prefix = data;
  guint       last = g_str_equal (prefix, "AB") ? 20 : 25;
  Matrix      m;

  matrix_init (&m);
  for (guint n = 1; n <= last; n++) {
    g_autofree char *id = g_strdup_printf ("%s-%u", prefix, n);

    g_assert_nonnull (cue_sim_fault_find (id));
    for (guint call = 0; call < CUE_ACOUSTIC_N_CALLS; call++)
      run_cell (&m, (CueAcousticCall) call, id);
  }
  g_assert_cmpuint (m.n_cells, ==, last * CUE_ACOUSTIC_N_CALLS);
  finish (&m);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/matrix/well", test_well);
  g_test_add_data_func ("/acoustic/matrix/acoustic", "AB", test_faults);
  g_test_add_data_func ("/acoustic/matrix/common", "C", test_faults);
  return g_test_run ();
}
