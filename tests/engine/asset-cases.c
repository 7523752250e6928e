// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-cases.h"

static const AssetCase *const tables[] = { asset_answer_cases, asset_content_cases };

/* Returns: (nullable): the case with that number; %NULL behind the last */
const AssetCase *
asset_case_get (gsize n)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    for (const AssetCase *one = tables[i]; one->name != NULL; one++) {
      if (n-- == 0)
        return one;
    }
  }
  return NULL;
}

/* What the case @name does to @event to raise its finding. */
void
asset_case_make (const char *name, AssetEvent *event)
{
  const AssetCase *one;

  for (gsize i = 0; (one = asset_case_get (i)) != NULL; i++) {
    if (g_str_equal (one->name, name)) {
      one->make (event, TRUE);
      return;
    }
  }
  g_assert_not_reached ();
}
