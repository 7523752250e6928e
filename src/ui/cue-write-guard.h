// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CueWriteQuestion:
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
 * What is asked before something is written to a service. Everything is copied.
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
} CueWriteQuestion;

#define CUE_TYPE_WRITE_GUARD (cue_write_guard_get_type ())

G_DECLARE_FINAL_TYPE (CueWriteGuard, cue_write_guard, CUE, WRITE_GUARD, AdwWindow)

void     cue_write_guard_ask_async (GtkWindow              *parent,
                                    const CueWriteQuestion *question,
                                    GAsyncReadyCallback     callback,
                                    gpointer                data);
gboolean cue_write_guard_ask_finish (GAsyncResult *result);
gboolean cue_write_guard_is_safer (GAsyncResult *result);
void     cue_write_guard_set_dry_run (CueWriteGuard *self, gboolean dry_run);

GtkWidget *
cue_write_guard_show_dry_run (GtkWindow *parent, const char *connection, const char *request);

G_END_DECLS
