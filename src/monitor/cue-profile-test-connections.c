// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-profile-test-private.h"

// What the steps of a test share that try connections, one after the other: each gets a line, and
// the first that does not work is the result.

// An answer may come although it was cancelled, so what waits for it holds the test weakly.
typedef struct {
  GWeakRef test;
  guint    index; // of the connection
} Waiting;

/**
 * cue_profile_test_waiting_new:
 * @index: of the connection that is asked
 *
 * Returns: (transfer full): user data for a callback
 */
gpointer
cue_profile_test_waiting_new (CueProfileTest *self, guint index)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->test, self);
  waiting->index = index;
  return waiting;
}

/**
 * cue_profile_test_waiting_end:
 * @waiting: (transfer full): what the callback got
 * @index: (out): of the connection that was asked
 *
 * Returns: (transfer full) (nullable): the test, unless it is gone
 */
CueProfileTest *
cue_profile_test_waiting_end (gpointer user_data, guint *index)
{
  Waiting        *waiting = user_data;
  CueProfileTest *self = g_weak_ref_get (&waiting->test);

  *index = waiting->index;
  g_weak_ref_clear (&waiting->test);
  g_free (waiting);
  return self;
}

/**
 * cue_profile_test_begin_connections:
 *
 * Begins a step that tries connections.
 */
void
cue_profile_test_begin_connections (CueProfileTest *self)
{
  if (self->connection_lines != NULL)
    g_string_free (self->connection_lines, TRUE);
  self->connection_lines = g_string_new (NULL);
  g_clear_pointer (&self->connection_error, g_free);
  self->connection_worst = CUE_TEST_STATE_PASSED;
}

/**
 * cue_profile_test_add_line:
 * @title: the name of a connection
 * @words: what became of it
 * @state: passed, failed, or warning where it was not asked
 *
 * Notes how it is with one connection.
 */
void
cue_profile_test_add_line (CueProfileTest *self,
                           const char     *title,
                           const char     *words,
                           CueTestState    state)
{
  // Translators: the name of a connection, then what became of a call
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), title, words);

  g_string_append_printf (self->connection_lines,
                          "%s%s",
                          self->connection_lines->len > 0 ? "\n" : "",
                          line);
  if (state == CUE_TEST_STATE_PASSED || self->connection_worst == CUE_TEST_STATE_FAILED ||
      state == self->connection_worst)
    return;
  self->connection_worst = state;
  g_free (self->connection_error);
  self->connection_error = g_steal_pointer (&line);
}

/**
 * cue_profile_test_add_fault:
 * @connection: (type CueConnection): a connection
 *
 * Notes the first field of a connection with which nothing can be asked.
 *
 * Returns: whether there is one
 */
gboolean
cue_profile_test_add_fault (CueProfileTest *self, gpointer connection)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autofree char *title = cue_connection_make_title (connection);

  cue_connection_validate (connection, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (finding) != CUE_SEVERITY_ERROR)
      continue;
    cue_profile_test_add_line (self,
                               title,
                               cue_diagnostic_get_message (finding),
                               CUE_TEST_STATE_FAILED);
    return TRUE;
  }
  return FALSE;
}

/**
 * cue_profile_test_conclude_connections:
 * @connections: those that were tried
 *
 * Ends a step that tries connections.
 */
void
cue_profile_test_conclude_connections (CueProfileTest *self, GListModel *connections)
{
  guint            n = g_list_model_get_n_items (connections);
  g_autofree char *words = NULL;
  g_autofree char *detail = g_strdup (self->connection_lines->str);

  if (self->connection_error == NULL)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u connection answers",
                                          "%u connections answer",
                                          n),
                             n);
  else
    words = g_strdup (self->connection_error);
  cue_profile_test_done (self, self->connection_worst, words, detail);
}

/**
 * cue_profile_test_find_secrets:
 * @connection: (type CueConnection): a connection
 *
 * Returns: (transfer none): where its key is: what stands in the form, or else what is stored
 */
CueSecretStore *
cue_profile_test_find_secrets (CueProfileTest *self, gpointer connection)
{
  const char *id = cue_connection_get_id (connection);

  return self->connection_typed != NULL && g_hash_table_contains (self->connection_typed, id)
           ? self->connection_secrets
           : self->secrets;
}

/**
 * cue_profile_test_set_connection_key:
 * @connection_id: of a connection of the profile, of any service
 * @key: what stands in the form
 *
 * Uses this key in place of what is stored.
 */
void
cue_profile_test_set_connection_key (CueProfileTest *self, const char *connection_id, GBytes *key)
{
  gpointer         settings;
  g_autofree char *kind = NULL;

  g_return_if_fail (CUE_IS_PROFILE_TEST (self));
  g_return_if_fail (!self->started);

  settings = cue_connection_list_find (cue_profile_get_acoustic (self->profile), connection_id);
  if (settings == NULL)
    settings = cue_connection_list_find (cue_profile_get_tenduke (self->profile), connection_id);
  if (settings == NULL)
    return;
  if (self->connection_secrets == NULL) {
    self->connection_secrets = cue_secret_store_new_private ();
    self->connection_typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  }
  kind = cue_connection_make_secret_kind (settings);
  cue_secret_store_keep (self->connection_secrets, cue_profile_get_id (self->profile), kind, key);
  g_hash_table_add (self->connection_typed, g_strdup (connection_id));
}
