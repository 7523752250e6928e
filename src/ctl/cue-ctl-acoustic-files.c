// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "cue-acoustic-read.h"
#include "cue-ctl-acoustic-private.h"
#include "cue-event-file-drain.h"
#include "cue-event-file-name.h"

// The event files of a subscriber.

typedef struct {
  GCancellable *cancellable; // owned
  gboolean      done;
  gpointer      result; // owned by whoever waits
  GError       *error;
  guint         signals[2];
} Wait;

static gboolean
on_signal (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static void
begin (Wait *wait)
{
  wait->cancellable = g_cancellable_new ();
  wait->signals[0] = g_unix_signal_add (SIGINT, on_signal, wait->cancellable);
  wait->signals[1] = g_unix_signal_add (SIGTERM, on_signal, wait->cancellable);
}

static void
wait_for (Wait *wait)
{
  while (!wait->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wait->signals[0]);
  g_source_remove (wait->signals[1]);
  g_clear_object (&wait->cancellable);
}

/**
 * cue_ctl_acoustic_list_files:
 *
 * `files list`
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_list_files (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) names = NULL;
  int status;

  if (self->n_files < 1 || self->n_files > CUE_ACOUSTIC_MAX_FILES)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("--num-files is from 1 to %d."),
                         CUE_ACOUSTIC_MAX_FILES);
  request = cue_acoustic_request_new_list_files (cue_acoustic_client_get_base_url (self->client),
                                                 (guint) self->n_files);
  reply = cue_ctl_acoustic_call (self, request, &status);
  if (reply == NULL)
    return status;
  names = cue_acoustic_read_file_names (reply, sizes, diagnostics, &error);
  if (names == NULL)
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  for (guint i = 0; i < diagnostics->len; i++)
    cue_ctl_note ("%s", cue_diagnostic_get_message (g_ptr_array_index (diagnostics, i)));
  if (names[0] == NULL)
    cue_ctl_note (_ ("No files wait at the service."));
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *clean = cue_ctl_clean (names[i]);
    g_autoptr (JsonBuilder) builder = NULL;
    g_autoptr (JsonNode) root = NULL;

    if (!self->json) {
      cue_ctl_print (clean);
      continue;
    }
    builder = json_builder_new ();
    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "name", names[i]);
    if (g_array_index (sizes, gint64, i) >= 0) {
      json_builder_set_member_name (builder, "bytes");
      json_builder_add_int_value (builder, g_array_index (sizes, gint64, i));
    }
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
  }
  return CUE_CTL_FINE;
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = cue_event_file_download_finish (result, &wait->error);
  wait->done = TRUE;
}

static const char *
get_proof_nick (CueEventFileProof proof)
{
  g_autoptr (GEnumClass) proofs = g_type_class_ref (CUE_TYPE_EVENT_FILE_PROOF);

  return g_enum_get_value (proofs, proof)->value_nick;
}

/**
 * cue_ctl_acoustic_get_file:
 *
 * `files get NAME`
 *
 * Returns: how to end: a warning when nothing shows that all of it came
 */
int
cue_ctl_acoustic_get_file (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (GFile)
    folder = g_file_new_for_commandline_arg (self->folder != NULL ? self->folder : ".");
  g_autoptr (CueSavedEventFile) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Wait             wait = { 0 };

  if (!cue_event_file_name_check (arguments[1], &error))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (self->dry_run) {
    g_autoptr (CueAcousticRequest)
      request = cue_acoustic_request_new_get_file (cue_acoustic_client_get_base_url (self->client),
                                                   arguments[1]);
    int status;

    cue_ctl_acoustic_call (self, request, &status);
    return status;
  }
  begin (&wait);
  cue_event_file_download_async (self->client,
                                 arguments[1],
                                 folder,
                                 NULL,
                                 CUE_EVENT_FILE_DEFAULT_MAX_BYTES,
                                 NULL,
                                 NULL,
                                 wait.cancellable,
                                 on_downloaded,
                                 &wait);
  wait_for (&wait);
  saved = wait.result;
  if (saved == NULL) {
    int status = cue_ctl_fail (CUE_CTL_CRITICAL, "%s", wait.error->message);

    g_error_free (wait.error);
    return status;
  }
  path = g_file_get_path (saved->file);
  if (self->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "name", arguments[1]);
    cue_ctl_add_text (builder, "path", path);
    json_builder_set_member_name (builder, "bytes");
    json_builder_add_int_value (builder, (gint64) saved->size);
    cue_ctl_add_text (builder, "proof", get_proof_nick (saved->proof));
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
  } else {
    cue_ctl_print (path);
  }
  if (saved->proof != CUE_EVENT_FILE_PROOF_NONE)
    return CUE_CTL_FINE;
  cue_ctl_note ("%s", saved->words);
  return CUE_CTL_WARNING;
}

/**
 * cue_ctl_acoustic_delete_file:
 *
 * `files delete NAME`: nobody can know here whether it was saved, so it has to be said.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_delete_file (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  if (!cue_event_file_name_check (arguments[1], &error))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (!self->yes && !self->dry_run)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Nothing shows here that the file was saved. “files drain” fetches "
                            "and deletes as one; add --yes to delete it all the same."));
  request = cue_acoustic_request_new_delete_file (cue_acoustic_client_get_base_url (self->client),
                                                  arguments[1]);
  return cue_ctl_acoustic_write (self, request);
}

static void
on_drained (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result =
    cue_event_file_queue_drain_finish (CUE_EVENT_FILE_QUEUE (source), result, &wait->error);
  wait->done = TRUE;
}

static void
print_drain (CueCtlAcoustic *self, CueEventFileDrain *drain)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *clean = cue_ctl_clean (drain->words);

  for (guint i = 0; i < drain->problems->len; i++)
    cue_ctl_note ("%s", (const char *) g_ptr_array_index (drain->problems, i));
  if (!self->json) {
    cue_ctl_print (clean);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "saved");
  json_builder_add_int_value (builder, drain->n_saved);
  json_builder_set_member_name (builder, "deleted");
  json_builder_add_int_value (builder, drain->n_deleted);
  json_builder_set_member_name (builder, "left");
  json_builder_add_int_value (builder, drain->n_left);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) drain->bytes);
  json_builder_set_member_name (builder, "complete");
  json_builder_add_boolean_value (builder, drain->complete);
  cue_ctl_add_text (builder, "message", drain->words);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

static void
print_intention (CueCtlAcoustic *self, const char *name, gint64 size)
{
  g_autoptr (GError) refusal = NULL;
  gboolean         safe = cue_event_file_name_check (name, &refusal);
  g_autofree char *clean = cue_ctl_clean (name);
  g_autofree char *line = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!self->json) {
    line = safe
             // Translators: the name of a file
             ? g_strdup_printf (_ ("would be saved, then deleted at the service: %s"), clean)
             // Translators: the name of a file, why it is not touched
             : g_strdup_printf (_ ("would be left: %s (%s)"), clean, refusal->message);
    cue_ctl_print (line);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cue_ctl_add_text (builder, "name", name);
  cue_ctl_add_text (builder, "would", safe ? "save-and-delete" : "leave");
  if (size >= 0) {
    json_builder_set_member_name (builder, "bytes");
    json_builder_add_int_value (builder, size);
  }
  if (!safe)
    cue_ctl_add_text (builder, "message", refusal->message);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  cue_ctl_print_json (root);
}

// What a drain would begin with. What is behind these files only shows when they are gone.
static int
show_drain (CueCtlAcoustic *self, GFile *folder)
{
  g_autoptr (CueAcousticRequest)
    request = cue_acoustic_request_new_list_files (cue_acoustic_client_get_base_url (self->client),
                                                   CUE_ACOUSTIC_MAX_FILES);
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  int status;

  if (g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("The folder does not exist. Choose another folder."));
  reply = cue_ctl_acoustic_ask (self, request, &status);
  if (reply == NULL)
    return status;
  names = cue_acoustic_read_file_names (reply, sizes, NULL, &error);
  if (names == NULL)
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  for (guint i = 0; names[i] != NULL; i++)
    print_intention (self, names[i], g_array_index (sizes, gint64, i));
  if (names[0] == NULL)
    cue_ctl_note (_ ("No files wait at the service."));
  else if (g_strv_length (names) >= CUE_ACOUSTIC_MAX_FILES)
    cue_ctl_note (_ ("Nothing was done. The service names %d files at most; there may be more "
                     "behind them."),
                  CUE_ACOUSTIC_MAX_FILES);
  else
    cue_ctl_note (_ ("Nothing was done."));
  return CUE_CTL_FINE;
}

/**
 * cue_ctl_acoustic_drain:
 *
 * `files drain DIR`: fetches all files and deletes each at the service after it was saved whole.
 *
 * Returns: how to end: a warning when files are left
 */
int
cue_ctl_acoustic_drain (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (GFile) folder = g_file_new_for_commandline_arg (arguments[1]);
  g_autoptr (CueEventFileQueue) queue = NULL;
  g_autoptr (CueEventFileDrain) drain = NULL;
  Wait wait = { 0 };
  int  status;

  if (self->dry_run)
    return show_drain (self, folder);
  if (!cue_ctl_acoustic_may_write (self, &status))
    return status;
  queue = cue_event_file_queue_new (self->client);
  cue_event_file_queue_set_folder (queue, folder);
  begin (&wait);
  cue_event_file_queue_drain_async (queue,
                                    CUE_EVENT_FILE_DEFAULT_MAX_BYTES,
                                    wait.cancellable,
                                    on_drained,
                                    &wait);
  wait_for (&wait);
  drain = wait.result;
  if (drain == NULL) {
    status = cue_ctl_fail (CUE_CTL_CRITICAL, "%s", wait.error->message);
    g_error_free (wait.error);
    return status;
  }
  print_drain (self, drain);
  return drain->complete ? CUE_CTL_FINE : CUE_CTL_WARNING;
}
