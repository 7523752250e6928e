// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl-runner.h"

G_BEGIN_DECLS

// Runs “cuelightctl acoustic” against a simulated account.

typedef struct {
  CtlRunner  *runner;
  const char *url;
  char       *publisher; // paths of files with keys
  char       *subscriber;
  char       *both;
  char       *revoked;
} AcousticRunner;

#define RUN(key, ...)                                          \
  acoustic_runner_check_secrets (f,                            \
                                 ctl_runner_run (f->runner,    \
                                                 "acoustic",   \
                                                 "--base-url", \
                                                 f->url,       \
                                                 "--key-file", \
                                                 key,          \
                                                 __VA_ARGS__,  \
                                                 NULL))

void       acoustic_runner_set_up (AcousticRunner *f, gconstpointer data);
void       acoustic_runner_tear_down (AcousticRunner *f, gconstpointer data);
void       assert_has (const char *text, const char *part);
CtlResult *acoustic_runner_check_secrets (AcousticRunner *f, CtlResult *result);
guint      count_lines (const char *text);
gint64     acoustic_runner_count (AcousticRunner *f, const char *member);

G_END_DECLS
