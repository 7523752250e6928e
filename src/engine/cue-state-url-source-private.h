// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-rate-limiter.h"
#include "cue-state-url-source.h"

G_BEGIN_DECLS

struct _CueStateUrlSource {
  GObject parent_instance;

  CueHttpClient        *client; // owned
  CueClock             *clock;  // owned
  CueStateUrlSourceKind kind;
  char                 *endpoint; // owned
  char                 *iss;      // owned, nullable
  char                 *aud;      // owned, nullable
  guint                 ttl_s;
  GBytes               *secret; // owned, nullable
  gboolean              secret_is_base64;

  CueRateLimiter *limiter; // owned
  char           *url;     // owned, nullable
  gint64          fetched_at;

  GPtrArray    *waiters;     // owned, Waiter
  GCancellable *cancellable; // owned; of the request under way, nullable
  guint         gate_id;     // of the clock, 0 when none
  guint         n_failures;
  gint64        retry_at;
  GError       *last_error; // owned, nullable
  gint64        clock_skew;
};

void cue_state_url_source_emit_changed (CueStateUrlSource *self);
void cue_state_url_source_emit_limits_changed (CueStateUrlSource *self);
void cue_state_url_source_stop_gate (CueStateUrlSource *self);
void cue_state_url_waiter_free (gpointer waiter);

G_END_DECLS
