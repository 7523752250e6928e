// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_EXCHANGE_MAX_BODY_BYTES (64 * 1024)

/**
 * CueExchangePhases:
 * @dns_us: how long the name server took
 * @connect_us: how long the connection took
 * @tls_us: how long the handshake took
 * @wait_us: from the request until the first byte of the answer
 * @receive_us: from the first byte of the answer until the last
 *
 * Where the time of an exchange went, in microseconds; −1 for a phase that did not happen (a reused
 * connection has neither of the first three) or is not known.
 */
typedef struct {
  gint64 dns_us;
  gint64 connect_us;
  gint64 tls_us;
  gint64 wait_us;
  gint64 receive_us;
} CueExchangePhases;

#define CUE_TYPE_EXCHANGE (cue_exchange_get_type ())

G_DECLARE_FINAL_TYPE (CueExchange, cue_exchange, CUE, EXCHANGE, GObject)

guint64                  cue_exchange_get_id (CueExchange *self);
const char              *cue_exchange_get_lane (CueExchange *self);
const char              *cue_exchange_get_purpose (CueExchange *self);
const char              *cue_exchange_get_method (CueExchange *self);
const char              *cue_exchange_get_url (CueExchange *self);
gboolean                 cue_exchange_get_finished (CueExchange *self);
guint                    cue_exchange_get_status (CueExchange *self);
const char              *cue_exchange_get_reason (CueExchange *self);
const char              *cue_exchange_get_http_version (CueExchange *self);
const char              *cue_exchange_get_remote_address (CueExchange *self);
const char              *cue_exchange_get_certificate_host (CueExchange *self);
gint64                   cue_exchange_get_certificate_end (CueExchange *self);
const char              *cue_exchange_get_request_headers (CueExchange *self);
const char              *cue_exchange_get_request_body (CueExchange *self);
const char              *cue_exchange_get_response_headers (CueExchange *self);
const char              *cue_exchange_get_response_body (CueExchange *self);
const char              *cue_exchange_get_error_text (CueExchange *self);
guint64                  cue_exchange_get_request_size (CueExchange *self);
guint64                  cue_exchange_get_response_size (CueExchange *self);
guint64                  cue_exchange_get_body_size (CueExchange *self);
gint64                   cue_exchange_get_started_wall_us (CueExchange *self);
gint64                   cue_exchange_get_duration_us (CueExchange *self);
const CueExchangePhases *cue_exchange_get_phases (CueExchange *self);
GListModel              *cue_exchange_get_frames (CueExchange *self);

gsize cue_exchange_get_weight (CueExchange *self);
char *cue_exchange_to_text (CueExchange *self);
char *cue_exchange_summarize (CueExchange *self);

G_END_DECLS
