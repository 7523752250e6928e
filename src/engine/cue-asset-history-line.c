// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-asset-history-private.h"
#include "cue-json-reader.h"

/* A change as a line of JSON, and back. */

/* An address of a state has 8 kB at most, and some more where what is secret in it is masked. */
#define MAX_LINE_BYTES (64 * 1024)
#define MAX_URL_BYTES  (24 * 1024)

gboolean
cue_asset_history_is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static void
add_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

void
cue_asset_history_append_line (GString *text, CueAssetChange *change)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = NULL;

  json_object_set_int_member (object, "wallUs", cue_asset_change_get_wall (change));
  add_text (object, "slot", cue_asset_slot_index_to_field (cue_asset_change_get_slot (change)));
  add_text (object, "urlBefore", cue_asset_change_get_url_before (change));
  add_text (object, "urlAfter", cue_asset_change_get_url_after (change));
  add_text (object, "sha256Before", cue_asset_change_get_sha256_before (change));
  add_text (object, "sha256After", cue_asset_change_get_sha256_after (change));
  if (cue_asset_change_is_first (change))
    json_object_set_boolean_member (object, "first", TRUE);
  line = cue_json_to_text (node, FALSE);
  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

static guint
find_slot (const char *field)
{
  guint slot = 0;

  while (slot < CUE_N_ASSET_SLOTS && !g_str_equal (cue_asset_slot_index_to_field (slot), field))
    slot++;
  return slot;
}

/* Absent is fine; what cannot be is not. */
static gboolean
read_url (CueJsonReader *reader, const char *name, char **url)
{
  cue_json_reader_get_string (reader, name, url);
  return *url == NULL || strlen (*url) <= MAX_URL_BYTES;
}

static gboolean
read_hash (CueJsonReader *reader, const char *name, char **hash)
{
  cue_json_reader_get_string (reader, name, hash);
  return *hash == NULL || cue_asset_history_is_hash (*hash);
}

static CueAssetChange *
read_line (const char *line, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, size);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  g_autofree char *field = NULL;
  g_autofree char *url_before = NULL;
  g_autofree char *url_after = NULL;
  g_autofree char *sha256_before = NULL;
  g_autofree char *sha256_after = NULL;
  gint64           wall_us = 0;
  gboolean         first = FALSE;
  guint            slot;

  if (size == 0 || size > MAX_LINE_BYTES)
    return NULL;
  node = cue_json_parse (bytes, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  reader = cue_json_reader_new (json_node_get_object (node), "$", diagnostics);
  if (!cue_json_reader_get_int64 (reader, "wallUs", &wall_us) || wall_us <= 0 ||
      !cue_json_reader_get_string (reader, "slot", &field))
    return NULL;
  slot = find_slot (field);
  if (slot == CUE_N_ASSET_SLOTS || !read_url (reader, "urlBefore", &url_before) ||
      !read_url (reader, "urlAfter", &url_after) ||
      !read_hash (reader, "sha256Before", &sha256_before) ||
      !read_hash (reader, "sha256After", &sha256_after))
    return NULL;
  cue_json_reader_get_bool (reader, "first", &first);
  if (first && url_before == NULL && url_after != NULL && sha256_before == NULL)
    return cue_asset_change_new_first (wall_us, slot, url_after, sha256_after);
  return cue_asset_change_new (wall_us, slot, url_before, url_after, sha256_before, sha256_after);
}

/* A line may say what an earlier one did not know yet. Takes over @change. */
static void
take_change (GPtrArray *changes, guint *last, CueAssetChange *change)
{
  guint           slot = cue_asset_change_get_slot (change);
  CueAssetChange *before = last[slot] > 0 ? g_ptr_array_index (changes, last[slot] - 1) : NULL;

  if (before != NULL && cue_asset_change_is_completed_by (before, change)) {
    g_object_unref (before);
    g_ptr_array_index (changes, last[slot] - 1) = change;
    return;
  }
  g_ptr_array_add (changes, change);
  last[slot] = changes->len;
}

/**
 * cue_asset_history_read:
 * @text: the file of a history, or a part of it
 * @size: how many bytes it has
 *
 * Reads the lines that are changes and leaves out all others. Any thread.
 *
 * Returns: (transfer full) (element-type CueAssetChange): in the order of the file
 */
GPtrArray *
cue_asset_history_read (const char *text, gsize size)
{
  GPtrArray  *changes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *end = text + size;
  guint       last[CUE_N_ASSET_SLOTS] = { 0 }; /* of each slot, one more than where it stands */

  g_return_val_if_fail (text != NULL, changes);

  while (text < end) {
    const char     *stop = memchr (text, '\n', (gsize) (end - text));
    CueAssetChange *change;

    stop = stop != NULL ? stop : end;
    change = read_line (text, (gsize) (stop - text));
    if (change != NULL)
      take_change (changes, last, change);
    text = stop + 1;
  }
  return changes;
}
