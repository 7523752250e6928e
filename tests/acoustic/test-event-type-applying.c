// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-applying.h"
#include "cue-event-type-document.h"

#include <string.h>

/* A difference, call after call, and what is left when one of them does not work. */

#define BASE "http://127.0.0.1:9/eventapi"

static CueEventTypeDocument *
read_good (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CueEventTypeDocument *document = cue_event_type_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* One is changed, one is added, one is alike, and one goes: four calls. */
static CueEventTypeApplying *
make_applying (void)
{
  g_autoptr (CueEventTypeDocument) wanted =
    read_good ("[{\"code\": \"a\", \"name\": \"B\"}, {\"code\": \"n\"}, {\"code\": \"s\"}]");
  g_autoptr (CueEventTypeDocument) server =
    read_good ("[{\"code\": \"a\", \"name\": \"A\"}, {\"code\": \"s\"}, {\"code\": \"z\"}]");
  g_autoptr (GListModel) changes = cue_event_type_document_compare (wanted, server);

  return cue_event_type_applying_new (BASE, changes);
}

static char *
dump (CueEventTypeApplying *applying)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (CUE_TYPE_EVENT_TYPE_CALL_STATE);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (applying)); i++) {
    g_autoptr (CueEventTypeCall) call = g_list_model_get_item (G_LIST_MODEL (applying), i);
    g_autofree char *title = cue_event_type_call_make_title (call);

    g_string_append_printf (text,
                            "%s: %s\n",
                            title,
                            g_enum_get_value (states, (int) cue_event_type_call_get_state (call))
                              ->value_nick);
  }
  return g_string_free (text, FALSE);
}

/* Returns: whether there was a call */
static gboolean
answer (CueEventTypeApplying *applying, CueOutcome outcome)
{
  g_autoptr (CueAcousticRequest) request = cue_event_type_applying_next (applying);

  if (request == NULL)
    return FALSE;
  cue_event_type_applying_take (applying, outcome, "so it said");
  return TRUE;
}

static void
check_left (CueEventTypeApplying *applying, const char *expected)
{
  g_autofree char *left = cue_event_type_applying_describe_left (applying);

  g_assert_cmpstr (left, ==, expected);
}

static void
test_all (void)
{
  g_autoptr (CueEventTypeApplying) applying = make_applying ();
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autofree char *before = dump (applying);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before,
                   ==,
                   "Remove “a”: pending\nRegister “a” again: pending\nRegister “n”: pending\n"
                   "Remove “z”: pending\n");
  g_assert_true (cue_event_type_applying_removes (applying));
  request = cue_event_type_applying_next (applying);
  g_assert_cmpstr (cue_acoustic_request_get_method (request), ==, "DELETE");
  g_assert_cmpstr (cue_acoustic_request_get_url (request), ==, BASE "/v1/eventtype/a");
  g_assert_true (cue_event_type_applying_is_busy (applying));
  cue_event_type_applying_take (applying, CUE_OUTCOME_DONE, NULL);

  for (guint i = 0; i < 3; i++)
    g_assert_true (answer (applying, CUE_OUTCOME_DONE));
  g_assert_false (answer (applying, CUE_OUTCOME_DONE));
  g_assert_cmpint (cue_event_type_applying_get_state (applying),
                   ==,
                   CUE_EVENT_TYPE_APPLYING_FINISHED);
  g_assert_cmpuint (cue_event_type_applying_get_n_done (applying), ==, 4);
  check_left (applying, NULL);
  after = dump (applying);
  g_assert_null (strstr (after, "pending"));
  /* The end is the end. */
  g_assert_false (answer (applying, CUE_OUTCOME_DONE));
}

/* Nothing after a call that did not work is sent, and what is left is said. */
static void
test_failures (void)
{
  static const struct {
    guint       n_done;
    CueOutcome  outcome;
    const char *call;
    const char *left;
  } cases[] = {
    { 0,
      CUE_OUTCOME_REFUSED,
      "Remove “a”: failed",
      "“a” was not removed. 2 event types after it are as they were. Compare once more to see "
      "what is left." },
    { 0,
      CUE_OUTCOME_UNKNOWN,
      "Remove “a”: unknown",
      "Nobody knows whether “a” was removed. 2 event types after it are as they were. Compare once "
      "more to see what is left." },
    { 1,
      CUE_OUTCOME_NOT_DONE,
      "Register “a” again: failed",
      "“a” was removed, but not registered again. 2 event types after it are as they were. Compare "
      "once more to see what is left." },
    { 1,
      CUE_OUTCOME_UNKNOWN,
      "Register “a” again: unknown",
      "“a” was removed, and nobody knows whether it was registered again. 2 event types after it "
      "are as they were. Compare once more to see what is left." },
    { 2,
      CUE_OUTCOME_NOT_SENT,
      "Register “n”: left",
      "“n” was not registered. 1 event type after it is as it was. Compare once more to see what "
      "is left." },
    { 2,
      CUE_OUTCOME_UNKNOWN,
      "Register “n”: unknown",
      "Nobody knows whether “n” was registered. 1 event type after it is as it was. Compare once "
      "more to see what is left." },
    { 3,
      CUE_OUTCOME_REFUSED,
      "Remove “z”: failed",
      "“z” was not removed. Compare once more to see what is left." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueEventTypeApplying) applying = make_applying ();
    g_autofree char *after = NULL;

    for (guint j = 0; j < cases[i].n_done; j++)
      g_assert_true (answer (applying, CUE_OUTCOME_DONE));
    g_assert_true (answer (applying, cases[i].outcome));
    g_assert_false (answer (applying, CUE_OUTCOME_DONE));
    g_assert_cmpint (cue_event_type_applying_get_state (applying),
                     ==,
                     CUE_EVENT_TYPE_APPLYING_FAILED);
    g_assert_cmpuint (cue_event_type_applying_get_n_done (applying), ==, cases[i].n_done);
    after = dump (applying);
    g_assert_nonnull (strstr (after, cases[i].call));
    g_assert_null (strstr (after, "pending"));
    check_left (applying, cases[i].left);
  }
}

/* An event type that was removed is registered again before it stops. */
static void
test_stop (void)
{
  g_autoptr (CueEventTypeApplying) applying = make_applying ();
  g_autoptr (CueAcousticRequest) request = cue_event_type_applying_next (applying);
  g_autofree char *after = NULL;

  cue_event_type_applying_stop (applying);
  g_assert_cmpint (cue_event_type_applying_get_state (applying),
                   ==,
                   CUE_EVENT_TYPE_APPLYING_STOPPING);
  cue_event_type_applying_take (applying, CUE_OUTCOME_DONE, NULL);
  g_assert_true (answer (applying, CUE_OUTCOME_DONE));
  g_assert_false (answer (applying, CUE_OUTCOME_DONE));
  g_assert_cmpint (cue_event_type_applying_get_state (applying),
                   ==,
                   CUE_EVENT_TYPE_APPLYING_STOPPED);
  after = dump (applying);
  g_assert_cmpstr (after,
                   ==,
                   "Remove “a”: done\nRegister “a” again: done\nRegister “n”: left\n"
                   "Remove “z”: left\n");
  check_left (applying,
              "2 event types after it are as they were. Compare once more to see what is left.");
}

/* A dry run shows all of it, in its order. */
static void
test_requests (void)
{
  g_autoptr (CueEventTypeApplying) applying = make_applying ();
  g_autofree char *text = cue_event_type_applying_describe_requests (applying);
  const char      *removed = strstr (text, "DELETE " BASE "/v1/eventtype/a\n");
  const char      *again = strstr (text, "{\"code\": \"a\", \"name\": \"B\"}");
  const char      *last = strstr (text, "DELETE " BASE "/v1/eventtype/z\n");

  g_assert_true (removed == text);
  g_assert_nonnull (again);
  g_assert_true (again > removed && last > again);
  g_assert_cmpint (cue_event_type_applying_get_state (applying), ==, CUE_EVENT_TYPE_APPLYING_READY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acoustic/event-type-applying/all", test_all);
  g_test_add_func ("/acoustic/event-type-applying/failures", test_failures);
  g_test_add_func ("/acoustic/event-type-applying/stop", test_stop);
  g_test_add_func ("/acoustic/event-type-applying/requests", test_requests);
  return g_test_run ();
}
