// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-desk-connection.h"
#include "cue-profile-test-private.h"

// The last step of a test, for an event with connections to the Acoustic Exchange: each is asked
// for a list that its role may read, which changes nothing there.

// An answer may come although it was cancelled, so what waits for it holds the test weakly.
typedef struct {
  GWeakRef test;
  guint    index; // of the connection
} Waiting;

static void try_next (CueProfileTest *self, guint index);

static Waiting *
waiting_new (CueProfileTest *self, guint index)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->test, self);
  waiting->index = index;
  return waiting;
}

// Returns a reference.
static CueProfileTest *
waiting_end (Waiting *waiting)
{
  CueProfileTest *self = g_weak_ref_get (&waiting->test);

  g_weak_ref_clear (&waiting->test);
  g_free (waiting);
  return self;
}

static void
conclude (CueProfileTest *self)
{
  GListModel      *connections = G_LIST_MODEL (cue_profile_get_acoustic (self->profile));
  guint            n = g_list_model_get_n_items (connections);
  g_autofree char *words = NULL;
  g_autofree char *detail = g_strdup (self->acoustic_lines->str);

  if (self->acoustic_error == NULL)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u connection answers",
                                          "%u connections answer",
                                          n),
                             n);
  else
    words = g_strdup (self->acoustic_error);
  cue_profile_test_done (self,
                         self->acoustic_error != NULL ? CUE_TEST_STATE_FAILED
                                                      : CUE_TEST_STATE_PASSED,
                         words,
                         detail);
}

static void
add_line (CueProfileTest *self, const char *title, const char *words, gboolean failed)
{
  // Translators: the name of a connection, then what became of a call
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), title, words);

  g_string_append_printf (self->acoustic_lines,
                          "%s%s",
                          self->acoustic_lines->len > 0 ? "\n" : "",
                          line);
  if (failed && self->acoustic_error == NULL)
    self->acoustic_error = g_steal_pointer (&line);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CueAcousticDeskConnection *connection = CUE_ACOUSTIC_DESK_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply)
    reply = cue_acoustic_desk_connection_send_finish (connection, result, &error);
  guint index = ((Waiting *) user_data)->index;
  g_autoptr (CueProfileTest) self = waiting_end (user_data);

  if (self == NULL || !self->running)
    return;
  if (reply != NULL)
    add_line (self,
              cue_acoustic_desk_connection_get_title (connection),
              cue_acoustic_reply_get_message (reply),
              !cue_acoustic_reply_is_done (reply));
  else
    add_line (self, cue_acoustic_desk_connection_get_title (connection), error->message, TRUE);
  try_next (self, index + 1);
}

static CueSecretStore *
find_secrets (CueProfileTest *self, CueAcousticConnection *settings)
{
  const char *id = cue_connection_get_id (settings);

  return self->acoustic_typed != NULL && g_hash_table_contains (self->acoustic_typed, id)
           ? self->acoustic_secrets
           : self->secrets;
}

static void
try_next (CueProfileTest *self, guint index)
{
  GListModel *connections = G_LIST_MODEL (cue_profile_get_acoustic (self->profile));
  g_autoptr (CueAcousticConnection) settings = g_list_model_get_item (connections, index);
  g_autoptr (CueAcousticDeskConnection) connection = NULL;
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const char *base_url;

  if (settings == NULL) {
    conclude (self);
    return;
  }
  found = cue_diagnostics_new ();
  cue_connection_validate (settings, found);
  connection = cue_acoustic_desk_connection_new (settings,
                                                 self->client,
                                                 find_secrets (self, settings),
                                                 cue_profile_get_id (self->profile));
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (finding) != CUE_SEVERITY_ERROR)
      continue;
    add_line (self,
              cue_acoustic_desk_connection_get_title (connection),
              cue_diagnostic_get_message (finding),
              TRUE);
    try_next (self, index + 1);
    return;
  }
  base_url =
    cue_acoustic_client_get_base_url (cue_acoustic_desk_connection_get_client (connection));
  if ((cue_acoustic_connection_get_role (settings) & CUE_ACOUSTIC_ROLE_PUBLISHER) != 0)
    request = cue_acoustic_request_new_list_types (base_url);
  else
    request = cue_acoustic_request_new_list_consumed_types (base_url, FALSE);
  cue_acoustic_desk_connection_send_async (connection,
                                           request,
                                           self->cancellable,
                                           on_answered,
                                           waiting_new (self, index));
}

/**
 * cue_profile_test_try_acoustic:
 *
 * Asks each connection for a list.
 */
void
cue_profile_test_try_acoustic (CueProfileTest *self)
{
  self->acoustic_lines = g_string_new (NULL);
  try_next (self, 0);
}

/**
 * cue_profile_test_set_acoustic_key:
 * @connection_id: of a connection of the profile
 * @key: what stands in the form
 *
 * Uses this key in place of what is stored.
 */
void
cue_profile_test_set_acoustic_key (CueProfileTest *self, const char *connection_id, GBytes *key)
{
  CueAcousticConnection *settings;
  g_autofree char       *kind = NULL;

  g_return_if_fail (CUE_IS_PROFILE_TEST (self));
  g_return_if_fail (!self->started);

  settings = cue_connection_list_find (cue_profile_get_acoustic (self->profile), connection_id);
  if (settings == NULL)
    return;
  if (self->acoustic_secrets == NULL) {
    self->acoustic_secrets = cue_secret_store_new_private ();
    self->acoustic_typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  }
  kind = cue_connection_make_secret_kind (settings);
  cue_secret_store_keep (self->acoustic_secrets, cue_profile_get_id (self->profile), kind, key);
  g_hash_table_add (self->acoustic_typed, g_strdup (connection_id));
}
