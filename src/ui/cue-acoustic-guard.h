// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CueAcousticQuestion:
 * @heading: the question
 * @body: what follows from it, in whole sentences; may hold text from outside
 * @action: the verb on the button, with a mnemonic
 * @connection: the name of the connection that is written to
 * @production: whether that one is marked as production
 * @destructive: whether something is lost
 * @safer: (nullable): the verb on a button for what is safer, with a mnemonic
 * @typed: (nullable): what has to be typed before it may be done
 * @request: the exact request as text, its secrets masked
 *
 * What is asked before something is written to Exchange. Everything is copied.
 */
typedef struct {
  const char *heading;
  const char *body;
  const char *action;
  const char *connection;
  gboolean    production;
  gboolean    destructive;
  const char *safer;
  const char *typed;
  const char *request;
} CueAcousticQuestion;

#define CUE_TYPE_ACOUSTIC_GUARD (cue_acoustic_guard_get_type ())

G_DECLARE_FINAL_TYPE (CueAcousticGuard, cue_acoustic_guard, CUE, ACOUSTIC_GUARD, AdwWindow)

void     cue_acoustic_guard_ask_async (GtkWindow                 *parent,
                                       const CueAcousticQuestion *question,
                                       GAsyncReadyCallback        callback,
                                       gpointer                   data);
gboolean cue_acoustic_guard_ask_finish (GAsyncResult *result);
gboolean cue_acoustic_guard_is_safer (GAsyncResult *result);
void     cue_acoustic_guard_set_dry_run (CueAcousticGuard *self, gboolean dry_run);

GtkWidget *
cue_acoustic_guard_show_dry_run (GtkWindow *parent, const char *connection, const char *request);

G_END_DECLS
