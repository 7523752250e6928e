// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-cache.h"
#include "cue-asset-history-private.h"
#include "cue-asset-slot.h"
#include "cue-signed-url.h"

#include "fuzz.h"

#include <string.h>

/* What is read of an asset without decoding it: the end of a signed address, the type by the first
 * bytes, and the files that are kept, which somebody may have damaged. */

static void
try_url (const char *data, size_t size)
{
  g_autofree char *url = g_strndup (data, size);
  g_autofree char *query = g_strconcat ("https://h.example/a?", url, NULL);
  g_autofree char *read = cue_asset_address_read (url);
  g_autofree char *again = read != NULL ? cue_asset_address_read (read) : NULL;
  const char      *urls[] = { url, query };

  /* What was corrected needs no more of it, and is of the web. */
  g_assert_cmpstr (again, ==, read);
  g_assert_true (read == NULL || (!cue_asset_address_is_sloppy (read) &&
                                  g_ascii_strncasecmp (read, "http", 4) == 0));

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    const char *kind;
    gint64      end = cue_signed_url_read_expiry (urls[i], &kind);

    g_assert_true ((end != 0) == (kind != NULL));
  }
}

/* What was read is written and read again as the same. */
static void
try_history (const char *data, size_t size)
{
  g_autoptr (GPtrArray) changes = cue_asset_history_read (data, size);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    CueAssetChange  *change = g_ptr_array_index (changes, i);
    g_autofree char *words = cue_asset_change_to_words (change);

    g_assert_cmpuint (cue_asset_change_get_slot (change), <, CUE_N_ASSET_SLOTS);
    g_assert_cmpint (cue_asset_change_get_wall (change), >, 0);
    g_assert_nonnull (words);
    cue_asset_history_append_line (text, change);
  }
  again = cue_asset_history_read (text->str, text->len);
  g_assert_cmpuint (again->len, ==, changes->len);
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (cue_asset_change_get_url_after (g_ptr_array_index (changes, i)),
                     ==,
                     cue_asset_change_get_url_after (g_ptr_array_index (again, i)));
}

static void
try_record (GBytes *bytes)
{
  g_autoptr (CueAssetRecord) record = cue_asset_record_read (bytes);
  g_autoptr (CueAssetRecord) again = NULL;
  g_autoptr (GBytes) written = NULL;
  char *text;

  if (record == NULL)
    return;
  /* They go into headers. */
  g_assert_true (record->etag == NULL || strpbrk (record->etag, "\r\n") == NULL);
  g_assert_true (record->last_modified == NULL || strpbrk (record->last_modified, "\r\n") == NULL);
  text = cue_asset_record_to_text (record);
  written = g_bytes_new_take (text, strlen (text));
  again = cue_asset_record_read (written);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->sha256, ==, record->sha256);
  g_assert_cmpint (again->changed_us, ==, record->changed_us);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  CueAssetType type;
  const char  *name = cue_asset_type_sniff (bytes, &type);

  g_assert_true (name != NULL || type == CUE_ASSET_TYPE_UNKNOWN);
  try_url ((const char *) data, size);
  try_history ((const char *) data, size);
  try_record (bytes);
  return 0;
}
