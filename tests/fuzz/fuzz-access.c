// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-log.h"
#include "cue-access-scan.h"
#include "cue-access-words.h"
#include "cue-filtered-access.h"
#include "cue-json-scan.h"

#include "fuzz.h"

#include <string.h>

/*
 * Messages of doors: whatever comes is given back byte by byte, decoded or not, alone and after
 * others that look alike. The scan takes all that the strict scan of the house takes, and besides
 * only texts with escapes that no text of ours can hold.
 */

static void
check_scan (const char *text, gsize length)
{
  g_autofree CueAccessScan *scan = g_new (CueAccessScan, 1);
  CueJsonScan               strict = { NULL, NULL };

  if (cue_json_scan (text, length, &strict, NULL))
    g_assert_true (cue_access_scan (scan, text, length));
  else if (cue_access_scan (scan, text, length))
    /* NUL, half of a pair, or more keys than json-glib may be given. */
    g_assert_true (memchr (text, '\\', length) != NULL || length > 4000);
}

static void
check_row (CueAccessLog *log, guint64 id, const char *text, gsize length)
{
  g_autoptr (CueAccessEvent) event = cue_access_log_get_event (log, id);
  gsize            raw_length;
  const char      *raw = g_bytes_get_data (cue_access_event_get_raw (event), &raw_length);
  g_autofree char *words[] = {
    cue_access_words_time (event, CUE_ACCESS_SITE_TIME),
    cue_access_words_door (event),
    cue_access_words_person (event, FALSE),
    cue_access_words_detail (event, FALSE),
    cue_access_words_what (event),
    cue_access_event_dup_raw_hidden (event),
  };

  g_assert_cmpmem (raw, raw_length, text, length);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_assert_true (words[i] == NULL || g_utf8_validate (words[i], -1, NULL));
    g_free (g_steal_pointer (&words[i]));
  }
  for (CueAccessField field = 0; field < CUE_ACCESS_N_FIELDS; field++) {
    const char *value = cue_access_event_get_text (event, field);

    g_assert_true (value == NULL || g_utf8_validate (value, -1, NULL));
  }
  /* The list decoded it as the value does. */
  g_assert_cmpint (cue_access_event_is_decoded (event),
                   ==,
                   (cue_access_log_get_marks (log, id) & CUE_ACCESS_MARK_UNDECODED) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (CueAccessLog) log = cue_access_log_new (0, 0);
  g_autoptr (CueAccessFilter) filter = cue_access_filter_new ();
  g_autoptr (CueFilteredAccess) filtered = cue_filtered_access_new (log, filter);
  guint       source = cue_access_log_add_source (log, CUE_ACCESS_INCIDENT, "site", NULL);
  const char *text = (const char *) data;
  gsize       length = 0;

  check_scan (text, size);
  cue_access_filter_set_text (filter, "e");
  /* One message a line, so that the second has the shape of the first, or nearly. */
  for (gsize at = 0; at <= size; at += length + 1) {
    const char      *end = memchr (text + at, '\n', size - at);
    CueAccessOutcome outcome;
    guint64          id;

    length = end != NULL ? (gsize) (end - text) - at : size - at;
    check_scan (text + at, length);
    id = cue_access_log_append (log, source, text + at, length, 1000, &outcome);
    check_row (log, id, text + at, length);
    if (at % 3 == 0) {
      id = cue_access_log_append_arguments (log, source, text + at, length, 1, 1000);
      g_assert_cmpuint (id, >, 0);
    }
  }
  cue_access_log_flush (log);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (filtered)); i++) {
    g_autoptr (CueAccessRow) row = g_list_model_get_item (G_LIST_MODEL (filtered), i);

    g_assert_nonnull (cue_access_row_get_event (row));
  }
  return 0;
}
