// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *cue_secret_bytes_new (const void *data, gsize size);

G_END_DECLS
