// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-poll-result.h"

G_BEGIN_DECLS

char *cue_poll_words_describe (CuePollResult *poll);
char *cue_poll_words_summarize (GListModel *polls, guint n_last);

G_END_DECLS
