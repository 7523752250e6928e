// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Removes a folder that a test made, with all that is in it. A link goes, not what it leads to;
// what another program takes away meanwhile is no fault.
void folder_remove (const char *path);

G_END_DECLS
