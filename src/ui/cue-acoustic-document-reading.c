// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-document-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-document-lines.h"
#include "cue-draft.h"
#include "cue-registered-types.h"

/* Both sides of the comparison: what the file says, and what is registered now. Either is read each
 * time anew, since both may have been changed by somebody else. */

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/*
 * cue_acoustic_document_view_stop_reading:
 * @self: the view
 *
 * Nobody waits for what is read any more.
 */
void
cue_acoustic_document_view_stop_reading (CueAcousticDocumentView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* Nothing can be compared, and the reason is said. */
static void
show_fault (CueAcousticDocumentView *self, const char *words)
{
  cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, words, NULL);
  cue_acoustic_document_view_show_page (self, "fault", "");
}

static void
show_findings (CueAcousticDocumentView *self, GPtrArray *findings)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->findings_button), findings->len > 0);
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u remark of the rules",
                                        "%u remarks of the rules",
                                        findings->len),
                           findings->len);
  gtk_menu_button_set_label (self->findings_button, label);
  cue_acoustic_document_lines_set_findings (self->findings, findings);
}

/* Returns: whether the file may be applied */
static gboolean
check (CueAcousticDocumentView *self, CueEventTypeDocument *server)
{
  /* That an event type is registered already is no remark here, but what it is compared with. */
  g_autoptr (CueAcousticContext) context =
    cue_registered_types_make_context (NULL,
                                       FALSE,
                                       cue_acoustic_connection_get_role (
                                         cue_desk_connection_get_settings (self->connection)));
  g_autoptr (GPtrArray)
    findings = cue_event_type_document_check_against (self->document, server, context);

  for (guint i = 0; i < self->read->len; i++)
    g_ptr_array_add (findings, cue_finding_ref (g_ptr_array_index (self->read, i)));

  if (!cue_findings_block (findings)) {
    show_findings (self, findings);
    return TRUE;
  }

  cue_acoustic_document_lines_set_findings (self->faults, findings);
  cue_finding_label_show (self->result,
                          CUE_SEVERITY_ERROR,
                          _ ("The file breaks rules. Mend it and compare again; nothing was sent."),
                          NULL);
  cue_acoustic_document_view_show_page (self, "faults", "");
  return FALSE;
}

static void
on_server_read (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAcousticDocumentView *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueEventTypeDocument) server =
    cue_acoustic_desk_connection_read_document_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                       result,
                                                       &error);

  if (is_cancelled (error))
    return;

  self = CUE_ACOUSTIC_DOCUMENT_VIEW (data);
  g_clear_object (&self->reading);

  if (server == NULL)
    show_fault (self, error->message);
  else if (check (self, server)) {
    self->differences = cue_event_type_document_compare (self->document, server);
    cue_acoustic_document_view_show_differences (self);
  }
}

static void
take_bytes (CueAcousticDocumentView *self, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->read, g_ptr_array_unref);
  self->read = cue_findings_new ();
  self->document = cue_event_type_document_new_from_bytes (bytes, self->read, &error);

  if (self->document == NULL) {
    g_clear_object (&self->reading);
    show_fault (self, error->message);
    return;
  }

  cue_acoustic_desk_connection_read_document_async (self->connection,
                                                    self->reading,
                                                    on_server_read,
                                                    self);
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAcousticDocumentView *self;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error);

  if (is_cancelled (error))
    return;

  self = CUE_ACOUSTIC_DOCUMENT_VIEW (data);

  if (error == NULL && length <= CUE_DRAFT_MAX_BYTES) {
    bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
    take_bytes (self, bytes);
    return;
  }

  g_clear_object (&self->reading);
  show_fault (self, error != NULL ? error->message : _ ("The file is larger than 4 MiB."));
}

/* More than that is no document of event types. */
static gboolean
is_more_wanted (const char *contents, goffset length, gpointer data)
{
  return length <= CUE_DRAFT_MAX_BYTES;
}

/*
 * cue_acoustic_document_view_compare:
 * @self: the view
 *
 * Reads the file and asks what is registered, and shows how they differ.
 */
void
cue_acoustic_document_view_compare (CueAcousticDocumentView *self)
{
  if (self->connection == NULL || self->file == NULL ||
      cue_acoustic_document_view_is_applying (self))
    return;

  cue_acoustic_document_view_stop_reading (self);
  cue_acoustic_document_view_drop_applying (self);
  g_clear_object (&self->document);
  g_clear_object (&self->differences);
  cue_finding_label_clear (self->result);
  gtk_widget_set_visible (GTK_WIDGET (self->findings_button), FALSE);
  self->is_old = FALSE;
  self->reading = g_cancellable_new ();
  cue_acoustic_document_view_show_page (self, "asking", "");
  g_file_load_partial_contents_async (self->file,
                                      self->reading,
                                      is_more_wanted,
                                      on_file_read,
                                      self);
}
