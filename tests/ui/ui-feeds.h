// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A private key in PEM, made for this run.
char *ui_feeds_make_key (void);

G_END_DECLS
