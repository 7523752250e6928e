// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-reader.h"
#include "cue-json-scan.h"

#include "fuzz.h"

#include <string.h>

/* Whatever the strict scan lets through, json-glib must take, give back, and take again. */

static void
read_members (JsonObject *object)
{
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = cue_json_reader_new (object, "$", diagnostics);
  g_autoptr (GList) names = json_object_get_members (object);
  guint n = 0;

  for (GList *link = names; link != NULL && n < 50; link = link->next, n++) {
    const char      *name = link->data;
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    g_autoptr (CueJsonReader) inner = cue_json_reader_enter (reader, name);
    gboolean flag;
    gint64   number;

    cue_json_reader_get_string (reader, name, &text);
    cue_json_reader_get_bool (reader, name, &flag);
    cue_json_reader_get_int64 (reader, name, &number);
    cue_json_reader_get_epoch_us (reader, name, &number, NULL);
    cue_json_reader_get_strv (reader, name, &lines);
  }
  for (guint i = 0; i < diagnostics->len; i++)
    g_assert_true (g_utf8_validate (cue_diagnostic_get_message (diagnostics->pdata[i]), -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse_full (bytes, diagnostics, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) written = NULL;
  CueJsonScan scan = { NULL, NULL };

  if (node == NULL) {
    g_assert_nonnull (error);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_false (cue_json_scan ((const char *) data, size, &scan, NULL));
    return 0;
  }
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_members (json_node_get_object (node));
  text = cue_json_to_text (node, FALSE);
  written = g_bytes_new_static (text, strlen (text));
  again = cue_json_parse (written, &error);
  g_assert_no_error (error);
  return 0;
}
