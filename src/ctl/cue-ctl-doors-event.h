// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-doors-tokens.h"

G_BEGIN_DECLS

/**
 * CueCtlDoorsEvent:
 * @hub_url: owned: where the hubs are
 * @site: owned: the ID of the site
 * @user: owned, nullable: the one user whose events are wanted
 * @token_in_query: whether the token goes into the address
 * @tokens: owned, nullable: where the tokens come from
 *
 * What an event of the user's says about its doors, for one connection.
 */
typedef struct {
  char           *hub_url;
  char           *site;
  char           *user;
  gboolean        token_in_query;
  CueDoorsTokens *tokens;
} CueCtlDoorsEvent;

CueCtlDoorsEvent *cue_ctl_doors_event_new (const char    *name,
                                           const char    *site,
                                           gboolean       with_tokens,
                                           CueHttpClient *client,
                                           GError       **error);
void              cue_ctl_doors_event_free (CueCtlDoorsEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueCtlDoorsEvent, cue_ctl_doors_event_free)

G_END_DECLS
