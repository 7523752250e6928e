// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-event.h"

#include <string.h>

void
asset_event_set_url (AssetEvent *event, guint slot, const char *url)
{
  if (url != NULL)
    json_object_set_string_member (event->json, cue_asset_slot_index_to_field (slot), url);
  else
    json_object_remove_member (event->json, cue_asset_slot_index_to_field (slot));
  event->fields[slot].url = url;
  event->known[slot] = url != NULL;
}

void
asset_event_set_flag (AssetEvent *event, const char *name, gboolean flag)
{
  json_object_set_boolean_member (event->json, name, flag);
}

void
asset_event_set_text (AssetEvent *event, const char *text, gboolean dark)
{
  JsonArray *lines = json_array_new ();

  json_array_add_string_element (lines, text);
  json_object_set_array_member (event->json, "customText", lines);
  asset_event_set_flag (event, "customTextIsDark", dark);
}

CuePictureCell
asset_event_make_cell (guint8 luminance, guint8 alpha)
{
  return (CuePictureCell){ .min = luminance, .mean = luminance, .max = luminance, .alpha = alpha };
}

void
asset_event_set_picture (AssetEvent *event, guint slot, guint width, guint height)
{
  g_clear_pointer (&event->pictures[slot], cue_picture_facts_unref);
  event->pictures[slot] = cue_picture_facts_new (width, height);
  event->pictures[slot]->n_frames = 1;
  event->pictures[slot]->n_decoded = 1;
  cue_picture_facts_fill_grid (event->pictures[slot], asset_event_make_cell (10, 255));
}

void
asset_event_set_file (AssetEvent  *event,
                      guint        slot,
                      const char  *url,
                      const char  *type,
                      CueAssetType found)
{
  CueAssetFactsFields fields = CUE_ASSET_FACTS_FIELDS_INIT;

  fields.status = 200;
  fields.declared_type = type;
  fields.found_type = type;
  fields.found = found;
  fields.bytes = 300 * 1024;
  fields.sha256 = HASH_A;
  fields.first_seen_us = NOW - 100 * HOUR;
  fields.checked_us = NOW;
  event->fields[slot] = fields;
  asset_event_set_url (event, slot, url);
  asset_event_set_picture (event, slot, 1080, 1920);
}

void
asset_event_set_video (AssetEvent *event, guint slot)
{
  asset_event_set_file (event,
                        slot,
                        "https://cdn.example.org/v.mp4",
                        "video/mp4",
                        CUE_ASSET_TYPE_VIDEO);
}

void
asset_event_fail (AssetEvent *event, guint slot, CueError code, guint status)
{
  event->fields[slot].status = status;
  event->fields[slot].error_code = code;
  event->fields[slot].error = "It went wrong.";
}

void
asset_event_init (AssetEvent *event)
{
  static const CueAssetLimits limits = CUE_ASSET_LIMITS_INIT;

  memset (event, 0, sizeof *event);
  event->limits = limits;
  event->json = json_object_new ();
  json_object_set_string_member (event->json, "playerState", "prelive");
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (cue_asset_slot_index_to_kind (i) != CUE_ASSET_BG_VIDEO)
      asset_event_set_file (event,
                            i,
                            "https://cdn.example.org/a.jpg",
                            "image/jpeg",
                            CUE_ASSET_TYPE_IMAGE);
  }
  /* A foreground that lets the background through. */
  cue_picture_facts_fill_grid (event->pictures[CUSTOM_FRONT], asset_event_make_cell (0, 0));
  asset_event_set_text (event, "The keynote starts soon", FALSE);
}

void
asset_event_clear (AssetEvent *event)
{
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_clear_pointer (&event->pictures[i], cue_picture_facts_unref);
    g_clear_error (&event->faults[i]);
  }
  json_object_unref (event->json);
}

GPtrArray *
asset_event_judge (AssetEvent *event)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), event->json);
  g_autoptr (GError) error = NULL;
  g_autoptr (CueEngineState) state = cue_engine_state_new_from_json (node, NOW, 0, &error);
  CueAssetEvidence evidence = { 0 };
  GPtrArray       *findings;

  g_assert_no_error (error);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_autoptr (CueAssetFacts) facts = NULL;

    if (!event->known[i])
      continue;
    facts = cue_asset_facts_new (&event->fields[i]);
    evidence.facts[i] = cue_asset_facts_with_picture (facts, event->pictures[i], event->faults[i]);
  }
  evidence.ahead_us = event->ahead_us;
  if (event->has_before)
    evidence.before[PRELIVE_IMAGE] = cue_asset_facts_new (&event->before);
  findings = cue_asset_judge (state, &evidence, &event->limits, NOW);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    g_clear_object (&evidence.facts[i]);
    g_clear_object (&evidence.before[i]);
  }
  return findings;
}

CueAssetFinding *
asset_event_find (GPtrArray *findings, const char *code, guint slot)
{
  for (guint i = 0; i < findings->len; i++) {
    CueAssetFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (cue_asset_finding_get_code (finding), code) &&
        cue_asset_finding_get_slot (finding) == slot)
      return finding;
  }
  return NULL;
}
