// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "asset-event.h"

G_BEGIN_DECLS

/* Every finding, raised by one event and not raised by its nearest good neighbour. The event that
 * both begin with raises none. */

typedef struct {
  const char *name;
  const char *code;
  CueSeverity severity;
  guint       slot;
  void (*make) (AssetEvent *event, gboolean bad);
} AssetCase;

#define ASSET_CASE(name, code, severity, slot)                                  \
  {                                                                             \
#name, CUE_ASSET_FINDING_##code, CUE_SEVERITY_##severity, slot, make_##name \
  }

/* Each ends with one that has no name. */
extern const AssetCase asset_answer_cases[];
extern const AssetCase asset_content_cases[];

const AssetCase *asset_case_get (gsize n);
void             asset_case_make (const char *name, AssetEvent *event);

G_END_DECLS
