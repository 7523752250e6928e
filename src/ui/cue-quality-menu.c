// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-quality-menu.h"

#include <glib/gi18n-lib.h>

#include "cue-format.h"
#include "cue-hls-variant.h"

/* More renditions than this are not told apart by anybody, and a hostile playlist may list
 * thousands. */
#define MAX_VARIANTS 24

/**
 * cue_quality_menu_build:
 * @variants: a list of [class@HlsVariant]
 *
 * Builds the menu of qualities: automatic first, then each rendition, for an action
 * “quality.choose” whose target is the bandwidth (0 is automatic).
 *
 * Returns: (transfer full): a menu
 */
GMenuModel *
cue_quality_menu_build (GListModel *variants)
{
  GMenu           *menu = g_menu_new ();
  GMenu           *automatic = g_menu_new ();
  GMenu           *fixed = g_menu_new ();
  guint            n_variants = variants != NULL ? g_list_model_get_n_items (variants) : 0;
  g_autofree char *action =
    g_action_print_detailed_name ("quality.choose", g_variant_new_uint64 (0));

  g_menu_append (automatic, _ ("Automatic"), action);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (automatic));

  for (guint i = 0; i < MIN (n_variants, MAX_VARIANTS); i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (variants, i);
    guint64          bandwidth = cue_hls_variant_get_bandwidth (variant);
    g_autofree char *words = cue_format_variant (cue_hls_variant_get_width (variant),
                                                 cue_hls_variant_get_height (variant),
                                                 cue_hls_variant_get_frame_rate (variant),
                                                 bandwidth);
    g_autofree char *choose =
      g_action_print_detailed_name ("quality.choose", g_variant_new_uint64 (bandwidth));

    g_menu_append (fixed, words, choose);
  }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (fixed));
  g_object_unref (automatic);
  g_object_unref (fixed);
  return G_MENU_MODEL (menu);
}

/**
 * cue_quality_menu_describe:
 * @variants: a list of [class@HlsVariant]
 * @bandwidth: the chosen one, or 0
 *
 * Names the chosen quality for a button: “Automatic”, “720p”.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_quality_menu_describe (GListModel *variants, guint64 bandwidth)
{
  guint n_variants = variants != NULL ? g_list_model_get_n_items (variants) : 0;

  if (bandwidth == 0)
    return g_strdup (_ ("Automatic"));

  for (guint i = 0; i < n_variants; i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (variants, i);

    if (cue_hls_variant_get_bandwidth (variant) == bandwidth &&
        cue_hls_variant_get_height (variant) > 0)
      return g_strdup_printf ("%up", cue_hls_variant_get_height (variant));
  }

  return cue_format_bitrate (bandwidth);
}
