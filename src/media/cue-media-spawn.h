// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-media-protocol.h"

G_BEGIN_DECLS

GSubprocess *cue_media_spawn (CueMediaKind kind, int fd, GError **error);

G_END_DECLS
