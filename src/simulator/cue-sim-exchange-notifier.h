// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-clock.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CueSimNotification:
 *
 * Where an endpoint wants to hear of changed subscriptions, and how to get in there.
 */
typedef struct {
  char *url;
  char *key;          // nullable
  char *header;       // nullable: name of a header for getting in
  char *header_value; // nullable, together with header
  char *token_url;    // nullable: where a token is fetched for each notification
  char *token_form;   // nullable, together with token_url: what it costs
} CueSimNotification;

CueSimNotification *cue_sim_notification_new_from_json (JsonNode *root, char **problem);
void                cue_sim_notification_free (CueSimNotification *self);

/**
 * CueSimNotifier:
 *
 * Posts notifications, to this computer only: an address that somebody typed into a rehearsal may
 * be a real one.
 */
typedef struct _CueSimNotifier CueSimNotifier;

CueSimNotifier *cue_sim_notifier_new (CueClock *clock);
void            cue_sim_notifier_free (CueSimNotifier *self);
void            cue_sim_notifier_send (CueSimNotifier           *self,
                                       const CueSimNotification *notification,
                                       const char               *change_type,
                                       const char               *code,
                                       const char               *name);
JsonObject     *cue_sim_notifier_describe (CueSimNotifier *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimNotification, cue_sim_notification_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimNotifier, cue_sim_notifier_free)

G_END_DECLS
