// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cue-ctl-acoustic-private.h"
#include "cue-error.h"
#include "cue-secret-bytes.h"
#include "cue-secret-store.h"
#include "cue-system-clock.h"

// Which connection it is, and one call through it.

#define TRACE_ITEMS 500
#define TRACE_BYTES (8 * 1024 * 1024)

typedef struct {
  gboolean done;
  gpointer result; // owned by whoever waits
  GError  *error;
} Wait;

static void
wait_for (Wait *wait)
{
  while (!wait->done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
parse_role (const char *text, CueAcousticRole *role)
{
  *role = CUE_ACOUSTIC_ROLE_BOTH;
  if (text == NULL || g_str_equal (text, "both"))
    return TRUE;
  if (g_str_equal (text, "publisher"))
    *role = CUE_ACOUSTIC_ROLE_PUBLISHER;
  else if (g_str_equal (text, "subscriber"))
    *role = CUE_ACOUSTIC_ROLE_SUBSCRIBER;
  else
    return FALSE;
  return TRUE;
}

static void
take_key (CueCtlAcoustic *self, GBytes *secret)
{
  char *key = g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));

  cue_acoustic_client_set_key (self->client, key);
  explicit_bzero (key, strlen (key));
  g_free (key);
}

static CueAcousticConnection *
find_connection (CueCtlAcoustic *self, CueProfile *profile, GError **error)
{
  CueConnectionList     *acoustic = cue_profile_get_acoustic (profile);
  CueAcousticConnection *connection;
  g_autoptr (GString) labels = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (acoustic));

  if (self->connection != NULL)
    connection = cue_connection_list_find_by_label (acoustic, self->connection);
  else
    connection = n == 1 ? g_list_model_get_item (G_LIST_MODEL (acoustic), 0) : NULL;
  if (connection != NULL) {
    if (self->connection == NULL)
      g_object_unref (connection); // the list holds it
    return connection;
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueAcousticConnection) item = g_list_model_get_item (G_LIST_MODEL (acoustic), i);

    g_string_append_printf (labels, "%s“%s”", i > 0 ? ", " : "", cue_connection_get_label (item));
  }
  if (n == 0)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("“%s” has no connection to Acoustic Exchange. Edit the event and add one."),
                 cue_profile_get_name (profile));
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 // Translators: %s are the names of connections, in quotation marks
                 _ ("Say with --connection which one: %s."),
                 labels->str);
  return NULL;
}

static void
on_key_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &wait->error);
  wait->done = TRUE;
}

static gboolean
find_key (CueCtlAcoustic        *self,
          CueProfile            *profile,
          CueAcousticConnection *connection,
          GError               **error)
{
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  g_autofree char *kind = cue_connection_make_secret_kind (connection);
  Wait             wait = { 0 };

  cue_secret_store_lookup_async (secrets,
                                 cue_profile_get_id (profile),
                                 kind,
                                 NULL,
                                 on_key_found,
                                 &wait);
  wait_for (&wait);
  if (wait.error != NULL) {
    g_propagate_error (error, wait.error);
    return FALSE;
  }
  if (wait.result == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_AUTH,
                 _ ("No key is stored for the connection “%s”. Edit the event and enter it."),
                 cue_connection_get_label (connection));
    return FALSE;
  }
  take_key (self, wait.result);
  g_bytes_unref (wait.result);
  return TRUE;
}

static gboolean
connect_profile (CueCtlAcoustic *self, gboolean with_key, GError **error)
{
  g_autoptr (CueProfileStore) store = cue_ctl_load_profiles (error);
  CueProfile            *profile;
  CueAcousticConnection *connection;

  if (store == NULL)
    return FALSE;
  profile = cue_ctl_find_profile (store, self->profile, error);
  connection = profile != NULL ? find_connection (self, profile, error) : NULL;
  if (connection == NULL)
    return FALSE;
  self->client = cue_acoustic_client_new (self->http,
                                          cue_acoustic_connection_get_base_url (connection),
                                          cue_acoustic_connection_get_role (connection));
  self->account = g_strdup (cue_connection_get_id (connection));
  self->title = cue_connection_make_title (connection);
  self->production = cue_connection_get_production (connection);
  // Nothing is sent, so nobody has to unlock a keyring.
  return !with_key || self->key_file != NULL || find_key (self, profile, connection, error);
}

/**
 * cue_ctl_acoustic_connect:
 * @with_key: whether something will be sent
 * @status: (out): how to end when this says no
 *
 * Finds out where to send and with which key.
 *
 * Returns: whether to go on
 */
gboolean
cue_ctl_acoustic_connect (CueCtlAcoustic *self, gboolean with_key, int *status)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;
  CueAcousticRole role;

  *status = CUE_CTL_UNKNOWN;
  if ((self->profile == NULL) == (self->base_url == NULL)) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --profile, or --base-url and --key-file."));
    return FALSE;
  }
  if (self->base_url != NULL && self->key_file == NULL && with_key) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give --key-file with --base-url."));
    return FALSE;
  }
  if (!parse_role (self->role, &role)) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--role is “publisher”, “subscriber” or “both”."));
    return FALSE;
  }
  if (self->base_url != NULL && !cue_acoustic_base_url_check (self->base_url, &error)) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    return FALSE;
  }
  self->trace_list = cue_trace_new_bounded (TRACE_ITEMS, TRACE_BYTES);
  self->http = cue_http_client_new (cue_system_clock_get_default (), self->trace_list, redactor);
  if (self->profile != NULL) {
    if (!connect_profile (self, with_key, &error)) {
      cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
      return FALSE;
    }
  } else {
    self->client = cue_acoustic_client_new (self->http, self->base_url, role);
    self->account = g_strdup (cue_acoustic_client_get_base_url (self->client));
    self->title = g_strdup (self->account);
  }
  if (self->key_file == NULL)
    return TRUE;
  secret = cue_ctl_read_secret (self->key_file, &error);
  if (secret == NULL) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    return FALSE;
  }
  take_key (self, secret);
  return TRUE;
}

/**
 * cue_ctl_acoustic_may_write:
 * @status: (out): how to end when this says no
 *
 * Returns: whether something may be written: real people are behind a connection that is marked as
 *   production, so there it has to be said
 */
gboolean
cue_ctl_acoustic_may_write (CueCtlAcoustic *self, int *status)
{
  if (!self->production || self->yes || self->dry_run)
    return TRUE;
  *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                          _ ("“%s” is marked as production, and nothing was sent. Add --yes to "
                             "write through it, or --dry-run to see what would be sent."),
                          self->title);
  return FALSE;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result =
    cue_acoustic_client_send_finish (CUE_ACOUSTIC_CLIENT (source), result, &wait->error);
  wait->done = TRUE;
}

/**
 * cue_ctl_acoustic_call:
 * @status: (out): how to end when there is no reply, or it is not good
 *
 * Sends one call and waits for what comes of it; nothing with `--dry-run`. What went wrong is said
 * on standard error.
 *
 * Returns: (transfer full) (nullable): the reply, when the call did what it should
 */
CueAcousticReply *
cue_ctl_acoustic_call (CueCtlAcoustic *self, CueAcousticRequest *request, int *status)
{
  g_autoptr (CueAcousticReply) reply = NULL;
  Wait wait = { 0 };

  if (self->dry_run) {
    g_autofree char *text = cue_acoustic_request_describe (request);

    cue_ctl_print (text);
    *status = CUE_CTL_FINE;
    return NULL;
  }
  cue_acoustic_client_send_async (self->client, request, NULL, on_answered, &wait);
  wait_for (&wait);
  reply = wait.result;
  self->outcome = reply != NULL ? cue_acoustic_reply_get_outcome (reply) : CUE_OUTCOME_NOT_SENT;
  if (reply == NULL) {
    *status = cue_ctl_fail (CUE_CTL_CRITICAL, "%s", wait.error->message);
    g_error_free (wait.error);
    return NULL;
  }
  if (cue_acoustic_reply_is_done (reply)) {
    *status = CUE_CTL_FINE;
    return g_steal_pointer (&reply);
  }
  if (self->json)
    cue_ctl_acoustic_print_reply (self, reply);
  *status = cue_ctl_fail (cue_acoustic_reply_get_outcome (reply) == CUE_OUTCOME_NOT_SENT
                            ? CUE_CTL_UNKNOWN
                            : CUE_CTL_CRITICAL,
                          "%s",
                          cue_acoustic_reply_get_message (reply));
  return NULL;
}

/**
 * cue_ctl_acoustic_ask:
 * @status: (out): how to end when there is no reply, or it is not good
 *
 * As [func@ctl_acoustic_call], but with `--dry-run` too: asking changes nothing, and without it
 * nobody knows what would be done.
 *
 * Returns: (transfer full) (nullable): the reply, when the call did what it should
 */
CueAcousticReply *
cue_ctl_acoustic_ask (CueCtlAcoustic *self, CueAcousticRequest *request, int *status)
{
  gboolean          dry_run = self->dry_run;
  CueAcousticReply *reply;

  self->dry_run = FALSE;
  reply = cue_ctl_acoustic_call (self, request, status);
  self->dry_run = dry_run;
  return reply;
}

/**
 * cue_ctl_acoustic_print_reply:
 *
 * Prints what became of a call.
 */
void
cue_ctl_acoustic_print_reply (CueCtlAcoustic *self, CueAcousticReply *reply)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!self->json) {
    g_autofree char *clean = cue_ctl_clean (cue_acoustic_reply_get_message (reply));

    cue_ctl_print (clean);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder,
                    "call",
                    cue_acoustic_call_get_nick (cue_acoustic_reply_get_call (reply)));
  cue_ctl_add_text (builder,
                    "outcome",
                    cue_outcome_get_nick (cue_acoustic_reply_get_outcome (reply)));
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, cue_acoustic_reply_get_status (reply));
  cue_ctl_add_text (builder, "message", cue_acoustic_reply_get_message (reply));
  cue_ctl_add_text (builder, "serverMessage", cue_acoustic_reply_get_server_text (reply));
  cue_ctl_add_text (builder, "field", cue_acoustic_reply_get_field (reply));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

/**
 * cue_ctl_acoustic_write:
 * @request: a call that changes something
 *
 * Sends it, if that may be, and prints what became of it.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_write (CueCtlAcoustic *self, CueAcousticRequest *request)
{
  g_autoptr (CueAcousticReply) reply = NULL;
  int status;

  if (!cue_ctl_acoustic_may_write (self, &status))
    return status;
  reply = cue_ctl_acoustic_call (self, request, &status);
  if (reply != NULL)
    cue_ctl_acoustic_print_reply (self, reply);
  return status;
}

/**
 * cue_ctl_acoustic_check_draft:
 * @draft: an empty draft of the right kind
 * @bytes: what is to be sent
 * @status: (out): how to end when this says no
 *
 * Holds what is to be sent against the rules. The draft is only for that: the bytes are sent as
 * they are.
 *
 * Returns: whether it may be sent
 */
gboolean
cue_ctl_acoustic_check_draft (CueCtlAcoustic *self, CueDraft *draft, GBytes *bytes, int *status)
{
  g_autoptr (CueAcousticContext) context = NULL;
  g_autoptr (GPtrArray) read = cue_findings_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  gboolean blocked;

  if (!cue_draft_from_bytes (draft, bytes, read, &error)) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    return FALSE;
  }
  context =
    cue_acoustic_context_new (cue_acoustic_client_get_role (self->client), g_get_real_time ());
  found = cue_draft_check (draft, context);
  blocked = cue_ctl_note_findings (read);
  blocked |= cue_ctl_note_findings (found);
  if (blocked)
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Nothing was sent."));
  return !blocked;
}
