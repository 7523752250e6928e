// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// Runs the real cuelightctl, with folders of its own and a simulator beside it.

typedef struct _CtlRunner CtlRunner;

typedef struct {
  char *out;
  char *err;
  int   status; // exit status, or −1 when a signal ended it
} CtlResult;

CtlRunner   *ctl_runner_new (void);
void         ctl_runner_free (CtlRunner *self);
const char  *ctl_runner_start_simulator (CtlRunner *self);
const char  *ctl_runner_get (CtlRunner *self, const char *member);
const char  *ctl_runner_get_in (CtlRunner *self, const char *object, const char *member);
const char  *ctl_runner_get_doors (CtlRunner *self, const char *member);
const char  *ctl_runner_get_site (CtlRunner *self);
const char  *ctl_runner_get_folder (CtlRunner *self);
void         ctl_runner_fault (CtlRunner *self, const char *id, gboolean on);
CtlResult   *ctl_runner_run (CtlRunner *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
GSubprocess *ctl_runner_spawn (CtlRunner *self, GSubprocessFlags flags, const char *const *argv);
char        *ctl_runner_write (CtlRunner *self, const char *name, const char *text);
void         ctl_result_free (CtlResult *self);
JsonObject  *ctl_result_parse (CtlResult *self, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlResult, ctl_result_free)

G_END_DECLS
