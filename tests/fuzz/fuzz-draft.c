// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-error-path.h"
#include "cue-attributes-draft.h"
#include "cue-attributes-paste.h"
#include "cue-event-type-draft.h"
#include "cue-notification-draft.h"
#include "cue-publication.h"

#include "fuzz.h"

#include <string.h>

/*
 * Any bytes as JSON that was edited by hand: refused in words and nothing changed, or taken over;
 * then what is sent reads back as itself, and the rules have something to say in UTF-8.
 */

static void
check_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    CueFinding *finding = g_ptr_array_index (findings, i);

    g_assert_true (g_utf8_validate (cue_finding_get_words (finding), -1, NULL));
    g_assert_true (g_utf8_validate (cue_finding_get_path (finding), -1, NULL));
  }
}

static void
check_draft (CueDraft *draft, GBytes *bytes, const char *message)
{
  g_autoptr (GPtrArray) remarks = cue_findings_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = cue_draft_to_text (draft);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *path = NULL;

  if (!cue_draft_from_bytes (draft, bytes, remarks, &error)) {
    g_assert_nonnull (error);
    g_assert_true (cue_findings_block (remarks));
    text = cue_draft_to_text (draft);
    g_assert_cmpstr (text, ==, before);
  } else {
    g_assert_no_error (error);
    text = cue_draft_to_text (draft);
    cue_draft_from_json (draft, text, NULL, &error);
    g_assert_no_error (error);
    again = cue_draft_to_text (draft);
    g_assert_cmpstr (again, ==, text);
  }
  check_findings (remarks);
  findings = cue_draft_check (draft, NULL);
  check_findings (findings);
  path = cue_acoustic_map_error (message, draft);
  g_assert_true (path == NULL || g_utf8_validate (path, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (CuePublication) publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
  g_autoptr (CuePublication) compound = cue_publication_new (CUE_PUBLICATION_COMPOUND_BATCH);
  g_autoptr (CueEventTypeDraft) type = cue_event_type_draft_new ();
  g_autoptr (CueAttributesDraft)
    attributes = cue_attributes_draft_new (CUE_ACOUSTIC_ROLE_PUBLISHER);
  g_autoptr (CueNotificationDraft) notification = cue_notification_draft_new ();

  cue_draft_group_add_event (cue_publication_get_first_group (compound), "kept", "");
  check_draft (CUE_DRAFT (publication), bytes, text);
  check_draft (CUE_DRAFT (compound), bytes, text);
  check_draft (CUE_DRAFT (type), bytes, text);
  check_draft (CUE_DRAFT (attributes), bytes, text);
  check_draft (CUE_DRAFT (notification), bytes, text);
  for (CuePublicationShape shape = CUE_PUBLICATION_INDIVIDUAL;
       shape <= CUE_PUBLICATION_COMPOUND_BATCH;
       shape++) {
    cue_publication_set_shape (publication, shape);
    g_free (cue_draft_to_text (CUE_DRAFT (publication)));
  }
  cue_attributes_paste (cue_event_type_draft_get_attributes (type),
                        text,
                        CUE_ATTRIBUTES_PASTE_ADD,
                        NULL,
                        NULL);
  return 0;
}
