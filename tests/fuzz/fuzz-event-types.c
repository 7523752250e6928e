// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Any bytes as an answer of Exchange: event types, codes, names of files, a browser key. */

#include "cue-acoustic-read.h"
#include "cue-diagnostic.h"
#include "cue-event-file-name.h"
#include "cue-json.h"

#include "fuzz.h"

#include <string.h>

static void
check_shown (gpointer object, const char *property)
{
  g_autofree char *text = NULL;

  g_object_get (object, property, &text, NULL);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 4001);
}

static void
check_types (JsonNode *node)
{
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GPtrArray) types =
    cue_acoustic_event_types_from_json (node, CUE_EVENT_TYPE_ORIGIN_REGISTERED, diagnostics, NULL);

  for (guint i = 0; types != NULL && i < types->len; i++) {
    CueEventType *type = g_ptr_array_index (types, i);
    g_autoptr (CueEventType) merged = cue_event_type_merge (type, g_ptr_array_index (types, 0));

    g_assert_nonnull (cue_event_type_get_code (type));
    g_assert_nonnull (cue_event_type_get_raw (type));
    g_assert_true (cue_event_type_equal (type, type));
    check_shown (type, "display-code");
    check_shown (type, "display-description");
    check_shown (merged, "display-version");
    for (guint j = 0; j < g_list_model_get_n_items (cue_event_type_get_attributes (type)); j++) {
      g_autoptr (CueEventTypeAttribute)
        attribute = g_list_model_get_item (cue_event_type_get_attributes (type), j);

      g_assert_nonnull (cue_event_type_attribute_get_name (attribute));
      check_shown (attribute, "display-name");
    }
  }
}

static void
check_names (JsonNode *node)
{
  g_auto (GStrv) names = cue_acoustic_file_names_from_json (node, NULL, NULL, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *local = NULL;

    if (!cue_event_file_name_check (names[i], &error)) {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      continue;
    }
    // What is let through stays in its folder.
    local = cue_event_file_name_to_local (names[i]);
    g_assert_true (*local != '\0' && *local != '.' && strchr (local, '/') == NULL);
    g_assert_cmpuint (strlen (local), <=, 255);
    g_assert_true (g_utf8_validate (local, -1, NULL));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  g_auto (GStrv) codes = NULL;
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;

  if (node == NULL)
    return 0;
  check_types (node);
  check_names (node);
  codes = cue_acoustic_codes_from_json (node, NULL, NULL);
  if (cue_acoustic_browser_key_from_json (node, &id, &key, NULL))
    g_assert_true (*key != '\0');
  return 0;
}
