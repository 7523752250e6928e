// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-ctl-acoustic-private.h"
#include "cue-event-type-applying.h"
#include "cue-event-type-document.h"

// Event types as a file: what is registered as one document, and what a document would change.

static CueEventTypeDocument *
read_server (CueCtlAcoustic *self, int *status)
{
  g_autoptr (CueAcousticRequest)
    request = cue_acoustic_request_new_list_types (cue_acoustic_client_get_base_url (self->client));
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CueEventTypeDocument *server;

  reply = cue_ctl_acoustic_ask (self, request, status);
  if (reply == NULL)
    return NULL;
  server = cue_event_type_document_new_from_reply (reply, diagnostics, &error);
  if (server == NULL)
    *status = cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  return server;
}

static CueEventTypeDocument *
read_document (const char *path, GPtrArray *findings, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cue_ctl_read_file (path, &error);
  CueEventTypeDocument *document = NULL;

  if (bytes != NULL)
    document = cue_event_type_document_new_from_bytes (bytes, findings, &error);
  if (document == NULL)
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  return document;
}

static void
print_change (CueCtlAcoustic *self, CueEventTypeChange *change)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (CUE_TYPE_EVENT_TYPE_CHANGE_KIND);
  CueEventTypeChangeKind kind = cue_event_type_change_get_kind (change);
  const char *const     *details = cue_event_type_change_get_details (change);
  g_autofree char       *code = cue_ctl_clean (cue_event_type_change_get_code (change));
  g_autofree char       *line = NULL;

  if (self->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "code", cue_event_type_change_get_code (change));
    cue_ctl_add_text (builder, "change", g_enum_get_value (kinds, kind)->value_nick);
    json_builder_set_member_name (builder, "details");
    json_builder_begin_array (builder);
    for (guint i = 0; details != NULL && details[i] != NULL; i++)
      json_builder_add_string_value (builder, details[i]);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
    return;
  }
  line = g_strdup_printf ("%s\t%s", cue_event_type_change_kind_get_title (kind), code);
  cue_ctl_print (line);
  for (guint i = 0; details != NULL && details[i] != NULL; i++) {
    g_autofree char *clean = cue_ctl_clean (details[i]);
    g_autofree char *detail = g_strconcat ("\t", clean, NULL);

    cue_ctl_print (detail);
  }
}

static GListModel *
compare (CueCtlAcoustic *self, const char *path, int *status)
{
  g_autoptr (GPtrArray) read = cue_findings_new ();
  g_autoptr (CueEventTypeDocument) document = read_document (path, read, status);
  g_autoptr (CueEventTypeDocument) server = NULL;
  g_autoptr (CueAcousticContext) context = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gboolean blocked;

  if (document == NULL)
    return NULL;
  server = read_server (self, status);
  if (server == NULL)
    return NULL;
  context =
    cue_acoustic_context_new (cue_acoustic_client_get_role (self->client), g_get_real_time ());
  found = cue_event_type_document_check_against (document, server, context);
  blocked = cue_ctl_note_findings (read);
  blocked |= cue_ctl_note_findings (found);
  if (!blocked)
    return cue_event_type_document_compare (document, server);
  *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Nothing was sent."));
  return NULL;
}

/**
 * cue_ctl_acoustic_export:
 *
 * `export`: prints all registered event types as one document.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_export (CueCtlAcoustic *self, char **arguments)
{
  int status;
  g_autoptr (CueEventTypeDocument) server = read_server (self, &status);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (server == NULL)
    return status;
  bytes = cue_event_type_document_to_bytes (server);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  cue_ctl_print (g_strchomp (text));
  return CUE_CTL_FINE;
}

static void
note_warnings (GListModel *changes)
{
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);
    const char *warning = cue_event_type_change_get_warning (change);

    if (warning != NULL)
      cue_ctl_note ("%s: %s", cue_event_type_change_get_code (change), warning);
  }
}

static void
note_same (void)
{
  cue_ctl_note (_ ("What is registered is as the document says."));
}

static int
apply_all (CueCtlAcoustic *self, GListModel *changes)
{
  g_autoptr (CueEventTypeApplying) applying =
    cue_event_type_applying_new (cue_acoustic_client_get_base_url (self->client), changes);
  g_autofree char    *left = NULL;
  CueAcousticRequest *next;
  int                 status = CUE_CTL_FINE;

  note_warnings (changes);
  if (!cue_ctl_acoustic_may_write (self, &status))
    return status;
  while ((next = cue_event_type_applying_next (applying)) != NULL) {
    g_autoptr (CueAcousticRequest) request = next;

    // Nothing is sent by a dry run, and it goes on as if all were done.
    self->outcome = CUE_OUTCOME_DONE;
    status = cue_ctl_acoustic_write (self, request);
    cue_event_type_applying_take (applying, self->outcome, NULL);
  }
  if (g_list_model_get_n_items (G_LIST_MODEL (applying)) == 0)
    note_same ();
  left = cue_event_type_applying_describe_left (applying);
  if (left != NULL)
    cue_ctl_note ("%s", left);
  return status;
}

static gboolean
print_changes (CueCtlAcoustic *self, GListModel *changes)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);

    if (cue_event_type_change_get_kind (change) == CUE_EVENT_TYPE_CHANGE_SAME)
      continue;
    differs = TRUE;
    print_change (self, change);
  }
  if (!differs)
    note_same ();
  return differs;
}

/**
 * cue_ctl_acoustic_diff:
 *
 * `diff FILE`: what a document would change.
 *
 * Returns: how to end: a warning when there is a difference
 */
int
cue_ctl_acoustic_diff (CueCtlAcoustic *self, char **arguments)
{
  int status;
  g_autoptr (GListModel) changes = compare (self, arguments[1], &status);

  if (changes == NULL)
    return status;
  return print_changes (self, changes) ? CUE_CTL_WARNING : CUE_CTL_FINE;
}

/**
 * cue_ctl_acoustic_apply:
 *
 * `apply FILE`: makes what is registered as a document says. Stops at the first thing that does
 * not work, and says what is left.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_apply (CueCtlAcoustic *self, char **arguments)
{
  int status;
  g_autoptr (GListModel) changes = compare (self, arguments[1], &status);

  if (changes == NULL)
    return status;
  if (self->yes || self->dry_run)
    return apply_all (self, changes);
  if (!print_changes (self, changes))
    return CUE_CTL_FINE;
  return cue_ctl_fail (CUE_CTL_UNKNOWN,
                       _ ("Nothing was sent. Add --yes to apply this, or --dry-run to see the "
                          "requests."));
}
