// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-read.h"
#include "cue-ctl-acoustic-private.h"
#include "cue-event-type-document.h"

// Event types as a file: what is registered as one document, and what a document would change.

static CueEventTypeDocument *
read_server (CueCtlAcoustic *self, int *status)
{
  g_autoptr (CueAcousticRequest)
    request = cue_acoustic_request_new_list_types (cue_acoustic_client_get_base_url (self->client));
  g_autoptr (GListStore) list = g_list_store_new (CUE_TYPE_EVENT_TYPE);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GPtrArray) types = NULL;
  g_autoptr (GError) error = NULL;

  reply = cue_ctl_acoustic_ask (self, request, status);
  if (reply == NULL)
    return NULL;
  types =
    cue_acoustic_read_event_types (reply, CUE_EVENT_TYPE_ORIGIN_REGISTERED, diagnostics, &error);
  if (types == NULL) {
    *status = cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
    return NULL;
  }
  for (guint i = 0; i < types->len; i++)
    g_list_store_append (list, g_ptr_array_index (types, i));
  return cue_event_type_document_new_from_list (G_LIST_MODEL (list));
}

static CueEventTypeDocument *
read_document (const char *path, GPtrArray *findings, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cue_ctl_acoustic_read_file (path, &error);
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
  blocked = cue_ctl_acoustic_note_findings (read);
  blocked |= cue_ctl_acoustic_note_findings (found);
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
  int      status;
  gboolean differs = FALSE;
  g_autoptr (GListModel) changes = compare (self, arguments[1], &status);

  if (changes == NULL)
    return status;
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);

    if (cue_event_type_change_get_kind (change) == CUE_EVENT_TYPE_CHANGE_SAME)
      continue;
    differs = TRUE;
    print_change (self, change);
  }
  if (!differs)
    cue_ctl_note (_ ("What is registered is as the document says."));
  return differs ? CUE_CTL_WARNING : CUE_CTL_FINE;
}

static int
apply_change (CueCtlAcoustic *self, CueEventTypeChange *change)
{
  const char      *base_url = cue_acoustic_client_get_base_url (self->client);
  CueEventTypeStep steps[2];
  guint            n = cue_event_type_change_list_steps (change, steps);
  const char      *warning = cue_event_type_change_get_warning (change);
  int              status = CUE_CTL_FINE;

  if (warning != NULL)
    cue_ctl_note ("%s: %s", cue_event_type_change_get_code (change), warning);
  for (guint i = 0; i < n && status == CUE_CTL_FINE; i++) {
    g_autoptr (CueAcousticRequest) request = NULL;
    g_autoptr (GBytes) body = NULL;

    if (steps[i] == CUE_EVENT_TYPE_STEP_DELETE) {
      request =
        cue_acoustic_request_new_delete_type (base_url, cue_event_type_change_get_code (change));
    } else {
      body = cue_draft_to_bytes (CUE_DRAFT (cue_event_type_change_get_wanted (change)));
      request = cue_acoustic_request_new_register_type (base_url, body);
    }
    status = cue_ctl_acoustic_write (self, request);
    if (status != CUE_CTL_FINE && i > 0)
      cue_ctl_note (_ ("“%s” was deleted, but not registered again. Apply the document once more."),
                    cue_event_type_change_get_code (change));
  }
  return status;
}

/**
 * cue_ctl_acoustic_apply:
 *
 * `apply FILE`: makes what is registered as a document says. Stops at the first thing that does
 * not work.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_apply (CueCtlAcoustic *self, char **arguments)
{
  int   status;
  guint n_changed = 0;
  g_autoptr (GListModel) changes = compare (self, arguments[1], &status);

  if (changes == NULL)
    return status;
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);

    if (cue_event_type_change_get_kind (change) == CUE_EVENT_TYPE_CHANGE_SAME)
      continue;
    n_changed++;
    if (!self->yes && !self->dry_run) {
      print_change (self, change);
      continue;
    }
    status = apply_change (self, change);
    if (status != CUE_CTL_FINE)
      return status;
  }
  if (n_changed > 0 && !self->yes && !self->dry_run)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Nothing was sent. Add --yes to apply this, or --dry-run to see the "
                            "requests."));
  if (n_changed == 0)
    cue_ctl_note (_ ("What is registered is as the document says."));
  return CUE_CTL_FINE;
}
