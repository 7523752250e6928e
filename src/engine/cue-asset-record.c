// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-cache.h"

#include <string.h>

#include "cue-asset-file.h"
#include "cue-json-reader.h"
#include "cue-time.h"

/* What stands in a record: texts and whole numbers. */

#define MAX_TEXT_CHARS 1000
#define MAX_LOAD_US    CUE_SECONDS (3600)

typedef struct {
  const char *name;
  gsize       offset;
} Member;

static const Member texts[] = {
  { "sha256", offsetof (CueAssetRecord, sha256) },
  { "previousSha256", offsetof (CueAssetRecord, previous_sha256) },
  { "declaredType", offsetof (CueAssetRecord, declared_type) },
  { "cacheControl", offsetof (CueAssetRecord, cache_control) },
  { "etag", offsetof (CueAssetRecord, etag) },
  { "lastModified", offsetof (CueAssetRecord, last_modified) },
  { "expires", offsetof (CueAssetRecord, expires) },
};

static const Member numbers[] = {
  { "bytes", offsetof (CueAssetRecord, bytes) },
  { "firstByteUs", offsetof (CueAssetRecord, first_byte_us) },
  { "loadUs", offsetof (CueAssetRecord, load_us) },
  { "redirectUs", offsetof (CueAssetRecord, redirect_us) },
  { "ageS", offsetof (CueAssetRecord, age_s) },
  { "firstSeenUs", offsetof (CueAssetRecord, first_seen_us) },
  { "checkedUs", offsetof (CueAssetRecord, checked_us) },
  { "changedUs", offsetof (CueAssetRecord, changed_us) },
};

#define TEXT_AT(record, member)   G_STRUCT_MEMBER (char *, record, (member).offset)
#define NUMBER_AT(record, member) G_STRUCT_MEMBER (gint64, record, (member).offset)

/**
 * cue_asset_record_new:
 *
 * Returns: (transfer full): a record of nothing
 */
CueAssetRecord *
cue_asset_record_new (void)
{
  CueAssetRecord *self = g_new0 (CueAssetRecord, 1);

  self->bytes = -1;
  self->first_byte_us = -1;
  self->load_us = -1;
  self->age_s = -1;
  return self;
}

/**
 * cue_asset_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): another of the same
 */
CueAssetRecord *
cue_asset_record_copy (const CueAssetRecord *self)
{
  CueAssetRecord *copy = g_memdup2 (self, sizeof *self);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    TEXT_AT (copy, texts[i]) = g_strdup (TEXT_AT (self, texts[i]));
  copy->found_type = g_strdup (self->found_type);
  return copy;
}

/**
 * cue_asset_record_free:
 * @self: (transfer full): a record
 */
void
cue_asset_record_free (CueAssetRecord *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (TEXT_AT (self, texts[i]));
  g_free (self->found_type);
  g_free (self);
}

/**
 * cue_asset_record_to_text:
 * @self: a record
 *
 * Returns: (transfer full): its file
 */
char *
cue_asset_record_to_text (const CueAssetRecord *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (TEXT_AT (self, texts[i]) != NULL)
      json_object_set_string_member (object, texts[i].name, TEXT_AT (self, texts[i]));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name, NUMBER_AT (self, numbers[i]));
  json_object_unref (object);
  return cue_json_to_text (node, FALSE);
}

/* It goes into a header again. */
static gboolean
is_plain (const char *text)
{
  if (strlen (text) > MAX_TEXT_CHARS)
    return FALSE;
  for (; *text != '\0'; text++) {
    if ((guchar) *text < ' ' || *text == 0x7f)
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_asset_record_read:
 * @bytes: a file that may be damaged, or made by somebody else
 *
 * Returns: (transfer full) (nullable): the record, %NULL for what is none
 */
CueAssetRecord *
cue_asset_record_read (GBytes *bytes)
{
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (CueJsonReader) reader = NULL;
  g_autoptr (CueAssetRecord) self = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  self = cue_asset_record_new ();
  reader = cue_json_reader_new (json_node_get_object (node), "$", diagnostics);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    char **text = &TEXT_AT (self, texts[i]);

    cue_json_reader_get_string (reader, texts[i].name, text);
    if (*text != NULL && !is_plain (*text))
      g_clear_pointer (text, g_free);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    cue_json_reader_get_int64 (reader, numbers[i].name, &NUMBER_AT (self, numbers[i]));
  /* More is never kept, and these are added up. */
  if (self->bytes < -1 || self->bytes > CUE_ASSET_MAX_VIDEO_BYTES)
    return NULL;
  /* Nor are these as long as the patience of a request, many times over. */
  if (self->load_us > MAX_LOAD_US || self->first_byte_us > MAX_LOAD_US || self->load_us < 0 ||
      self->first_byte_us < 0) {
    self->first_byte_us = -1;
    self->load_us = -1;
  }
  if (self->redirect_us < 0 || self->redirect_us > self->load_us)
    self->redirect_us = 0;
  return self->sha256 != NULL ? g_steal_pointer (&self) : NULL;
}
