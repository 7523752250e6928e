// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-source-health.h"

G_BEGIN_DECLS

/**
 * CueAccessLinkFacts:
 * @name: (not nullable): the stream and the site
 * @site_id: (nullable): the site whose doors it reports, or %NULL for all
 * @health: how the connection is doing
 * @words: (not nullable): that in words
 * @advice: (nullable): what may be the cause, and what to do
 * @last_message_wall_us: when the last message came, or 0
 * @last_ping_wall_us: when the last ping came, or 0
 * @reconnects: how often the connection was lost and came back
 * @token_expiry_wall_us: when the token ends, or 0 when that is not known
 * @can_retry: whether it may be connected at once
 * @needs_edit: whether the event has to be edited first
 *
 * What the page says about one connection to a hub. Borrowed during a call.
 */
typedef struct {
  const char *name;
  const char *site_id;
  CueHealth   health;
  const char *words;
  const char *advice;
  gint64      last_message_wall_us;
  gint64      last_ping_wall_us;
  guint64     reconnects;
  gint64      token_expiry_wall_us;
  gboolean    can_retry;
  gboolean    needs_edit;
} CueAccessLinkFacts;

#define CUE_TYPE_ACCESS_LINK (cue_access_link_get_type ())

G_DECLARE_FINAL_TYPE (CueAccessLink, cue_access_link, CUE, ACCESS_LINK, GObject)

CueAccessLink *cue_access_link_new (void);

const CueAccessLinkFacts *cue_access_link_get_facts (CueAccessLink *self);
void cue_access_link_set_facts (CueAccessLink *self, const CueAccessLinkFacts *facts);

gboolean cue_access_link_all_hear (GListModel *links);
gboolean cue_access_link_any_hears (GListModel *links, const char *site_id);

G_END_DECLS
