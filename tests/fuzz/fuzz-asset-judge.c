// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Any answer of an event, with files about which anything was said: they are judged in words. The
 * first line is the answer, what follows are the facts, four bytes for each of a file. */

#include "cue-config.h"

#include "cue-asset-judge.h"
#include "cue-error.h"
#include "cue-json.h"

#include "fuzz.h"

#include <string.h>

#define NOW (1795164000 * (gint64) G_USEC_PER_SEC)

typedef struct {
  const uint8_t *data;
  size_t         size;
} Rest;

static guint32
take (Rest *rest)
{
  guint32 value = 0;

  for (guint i = 0; i < 4 && rest->size > 0; i++) {
    value = value << 8 | *rest->data++;
    rest->size--;
  }
  return value;
}

/* Numbers as a header, a clock or a helper may give them: small, huge and below zero. */
static gint64
take_number (Rest *rest)
{
  guint32 value = take (rest);

  switch (value % 4) {
  case 0:
    return (gint64) (value >> 2);
  case 1:
    return -(gint64) (value >> 2);
  case 2:
    return G_MAXINT64 - (value >> 2);
  default:
    return NOW + ((gint64) (value >> 2) - (1 << 29)) * 1000;
  }
}

static CuePictureFacts *
make_picture (Rest *rest)
{
  CuePictureFacts *picture =
    cue_picture_facts_new (1 + take (rest) % 20000, 1 + take (rest) % 20000);
  guint8 *grid = (guint8 *) picture->grid;

  picture->duration_us = take_number (rest);
  picture->fps_n = take (rest);
  picture->fps_d = MAX (take (rest), 1);
  picture->n_frames = take (rest);
  picture->n_decoded = take (rest) % 3;
  picture->animated = take (rest) % 2;
  picture->black = (double) take (rest) / G_MAXUINT32;
  for (gsize i = 0; i < sizeof picture->grid && rest->size > 0; i += 1 + take (rest) % 64)
    grid[i] = (guint8) take (rest);
  return picture;
}

static CueAssetFacts *
make_facts (Rest *rest, const char *url)
{
  static const char *const types[] = { NULL,        "image/jpeg", "image/svg+xml",
                                       "text/html", "video/mp4",  "",
                                       "x" };
  const char              *chain[] = { "https://a.example/1", url, "http://b.example/", NULL };
  CueAssetFactsFields      fields = CUE_ASSET_FACTS_FIELDS_INIT;
  guint                    kind = take (rest);
  g_autoptr (CueAssetFacts) facts = NULL;
  g_autoptr (CuePictureFacts) picture = NULL;
  g_autoptr (GError) fault = NULL;

  chain[kind % G_N_ELEMENTS (chain)] = NULL;
  fields.url = url;
  fields.redirects = chain;
  fields.final_url = chain[0] != NULL ? chain[0] : NULL;
  fields.redirect_fault = (kind >> 2) % (CUE_HTTP_REDIRECT_TOO_MANY + 1);
  fields.status = (kind >> 8) % 700;
  fields.declared_type = types[(kind >> 16) % G_N_ELEMENTS (types)];
  fields.found_type = types[(kind >> 20) % G_N_ELEMENTS (types)];
  fields.found = (kind >> 24) % (CUE_ASSET_TYPE_TEXT + 1);
  fields.bytes = take_number (rest);
  fields.load_us = take_number (rest);
  fields.first_seen_us = take_number (rest);
  fields.checked_us = take_number (rest);
  fields.changed_us = take_number (rest);
  fields.sha256 = kind % 3 == 0 ? NULL : "aa";
  if (kind % 5 == 0) {
    fields.error_code = (int) (take (rest) % (CUE_ERROR_INVALID_INPUT + 2));
    fields.error = "It went wrong.";
  }
  facts = cue_asset_facts_new (&fields);
  if (kind % 7 == 0)
    fault = g_error_new (CUE_ERROR, (int) (take (rest) % CUE_ERROR_INVALID_INPUT), "broken");
  else if (kind % 7 != 1)
    picture = make_picture (rest);
  return cue_asset_facts_with_picture (facts, picture, fault);
}

static void
check (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    CueAssetFinding *finding = g_ptr_array_index (findings, i);
    const char      *measured = cue_asset_finding_get_measured (finding);

    g_assert_cmpuint (cue_asset_finding_get_slot (finding), <, CUE_N_ASSET_SLOTS);
    g_assert_true (g_utf8_validate (cue_asset_finding_get_words (finding), -1, NULL));
    g_assert_nonnull (cue_asset_finding_get_cause (finding));
    g_assert_nonnull (cue_asset_finding_get_next_step (finding));
    g_assert_true (measured == NULL || g_utf8_validate (measured, -1, NULL));
    if (i > 0)
      g_assert_cmpint (cue_asset_finding_compare (g_ptr_array_index (findings, i - 1), finding),
                       <=,
                       0);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  size_t         length = end != NULL ? (size_t) (end - data) : size;
  Rest           rest = { data + length, size - length };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  g_autoptr (CueEngineState) state = NULL;
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  CueAssetEvidence evidence = { 0 };

  if (node == NULL)
    return 0;
  state = cue_engine_state_new_from_json (node, NOW, G_USEC_PER_SEC, NULL);
  if (state == NULL)
    return 0;
  slots = cue_asset_slots_new (state);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    const char *url = cue_asset_slot_get_url (g_ptr_array_index (slots, i));

    if (url != NULL)
      evidence.facts[i] = make_facts (&rest, url);
    if (url != NULL && i % 2 == 0)
      evidence.before[i] = make_facts (&rest, "https://before.example/");
  }
  findings = cue_asset_judge (state, &evidence, NULL, NOW);
  check (findings);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_clear_object (&evidence.facts[i]);
    g_clear_object (&evidence.before[i]);
  }
  return 0;
}
