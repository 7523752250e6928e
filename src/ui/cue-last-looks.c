// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-last-looks.h"

/* When the user last looked at the doors of each event, over restarts of the program. */

#define KEY        "last-looks"
#define MAX_EVENTS 100 /* the oldest look makes room */

/**
 * cue_last_looks_find:
 * @settings: the preferences
 * @event: the stable id of an event
 *
 * Returns: when the user last looked at its doors, microseconds since 1970 UTC, or 0 for never
 */
gint64
cue_last_looks_find (GSettings *settings, const char *event)
{
  g_autoptr (GVariant) looks = NULL;
  gint64 wall_us = 0;

  g_return_val_if_fail (G_IS_SETTINGS (settings), 0);

  looks = g_settings_get_value (settings, KEY);
  g_variant_lookup (looks, event, "x", &wall_us);
  return wall_us;
}

/**
 * cue_last_looks_keep:
 * @settings: the preferences
 * @event: the stable id of an event
 * @wall_us: when the look ended, microseconds since 1970 UTC
 *
 * Keeps when the user last looked at its doors. Of many events those last looked at are kept.
 */
void
cue_last_looks_keep (GSettings *settings, const char *event, gint64 wall_us)
{
  g_autoptr (GVariant) looks = NULL;
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *id, *oldest = NULL;
  gint64          look, oldest_look = G_MAXINT64;

  g_return_if_fail (G_IS_SETTINGS (settings));

  looks = g_settings_get_value (settings, KEY);
  g_variant_iter_init (&iter, looks);

  while (g_variant_n_children (looks) >= MAX_EVENTS &&
         g_variant_iter_next (&iter, "{&sx}", &id, &look)) {
    if (look < oldest_look) {
      oldest_look = look;
      oldest = id;
    }
  }

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, looks);

  while (g_variant_iter_next (&iter, "{&sx}", &id, &look)) {
    if (!g_str_equal (id, event) && g_strcmp0 (id, oldest) != 0)
      g_variant_builder_add (&builder, "{sx}", id, look);
  }

  g_variant_builder_add (&builder, "{sx}", event, wall_us);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
