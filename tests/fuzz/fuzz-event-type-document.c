// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-document.h"

#include "fuzz.h"

/* Any bytes as a document of event types: what is read can be written, read again and compared, and
 * is no different from itself but for types that stand there twice. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) remarks = cue_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CueEventTypeDocument)
    document = cue_event_type_document_new_from_bytes (bytes, remarks, &error);
  g_autoptr (CueEventTypeDocument) again = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GListModel) changes = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (document == NULL) {
    g_assert_nonnull (error);
    return 0;
  }
  written = cue_event_type_document_to_bytes (document);
  again = cue_event_type_document_new_from_bytes (written, NULL, &error);
  g_assert_no_error (error);
  findings = cue_event_type_document_check (document, NULL);
  g_assert_nonnull (findings);
  changes = cue_event_type_document_compare (document, again);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);

    g_assert_cmpint (cue_event_type_change_get_kind (change), ==, CUE_EVENT_TYPE_CHANGE_SAME);
  }
  return 0;
}
