// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-desk-connection.h"
#include "cue-finding-label.h"

G_BEGIN_DECLS

/**
 * CueAcousticErrand:
 * @connection: what it is sent by
 * @request: what is sent
 * @heading: the question, should one have to be asked
 * @body: what follows from it, in whole sentences; may hold text from outside
 * @action: the verb, with a mnemonic
 * @destructive: whether something is lost
 * @typed: (nullable): what has to be typed before it may be done
 *
 * A request that writes, and how it is asked about.
 */
typedef struct {
  CueAcousticDeskConnection *connection;
  CueAcousticRequest        *request;
  const char                *heading;
  const char                *body;
  const char                *action;
  gboolean                   destructive;
  const char                *typed;
} CueAcousticErrand;

void              cue_acoustic_errand_run_async (GtkWidget               *widget,
                                                 const CueAcousticErrand *errand,
                                                 GCancellable            *cancellable,
                                                 GAsyncReadyCallback      callback,
                                                 gpointer                 data);
CueAcousticReply *cue_acoustic_errand_run_finish (GAsyncResult *result, GError **error);
gboolean          cue_acoustic_errand_is_awaited (GAsyncResult *result);
void              cue_acoustic_errand_show_dry_run (GtkWidget                 *widget,
                                                    CueAcousticDeskConnection *connection,
                                                    CueAcousticRequest        *request);

void cue_acoustic_reply_show_at (CueFindingLabel *label, CueAcousticReply *reply);

G_END_DECLS
