// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-draft.h"
#include "cue-finding.h"

#include "fuzz.h"

#include <string.h>

/*
 * Any text as events to be sent: refused in words and nothing changed, or taken over; then the
 * rules have something to say in UTF-8, and the payload reads back as the same payload.
 */

static void
check_findings (CueFeedDraft *draft)
{
  g_autoptr (GPtrArray) findings = cue_feed_draft_check (draft);

  for (guint i = 0; i < findings->len; i++) {
    CueFinding *finding = g_ptr_array_index (findings, i);

    g_assert_true (g_utf8_validate (cue_finding_get_words (finding), -1, NULL));
    g_assert_true (g_utf8_validate (cue_finding_get_path (finding), -1, NULL));
  }
}

static void
check_payload (CueFeedDraft *draft)
{
  g_autoptr (CueFeedDraft) other = cue_feed_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = cue_feed_draft_make_payload (draft, &error);
  g_autoptr (GBytes) again = NULL;
  g_autofree char *text = NULL;

  if (payload == NULL) {
    g_assert_nonnull (error);
    return;
  }
  text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_assert_cmpuint (strlen (text), ==, g_bytes_get_size (payload));
  cue_feed_draft_read (other, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)),
                    ==,
                    g_list_model_get_n_items (G_LIST_MODEL (draft)));
  g_assert_cmpint (cue_feed_draft_get_as_list (other), ==, cue_feed_draft_get_as_list (draft));
  again = cue_feed_draft_make_payload (other, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (again, NULL),
                   g_bytes_get_size (again),
                   g_bytes_get_data (payload, NULL),
                   g_bytes_get_size (payload));
}

/* The same text in the fields that hold JSON themselves. */
static void
check_fields (const char *text)
{
  static const char *const fields[] = { "data", "extra" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
    CueFeedDraftEvent *event = cue_feed_draft_add (draft, "demo", 0);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) payload = NULL;

    g_object_set (event, fields[i], text, NULL);
    check_findings (draft);
    payload = cue_feed_draft_make_payload (draft, &error);
    g_assert_cmpint (payload == NULL, ==, error != NULL);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  g_autoptr (CueFeedDraft) draft = cue_feed_draft_new ();
  g_autoptr (GError) error = NULL;

  cue_feed_draft_add (draft, "kept", 0);
  if (!cue_feed_draft_read (draft, bytes, &error)) {
    g_assert_nonnull (error);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (draft)), ==, 1);
  } else {
    check_payload (draft);
  }
  check_findings (draft);
  check_fields (text);
  return 0;
}
