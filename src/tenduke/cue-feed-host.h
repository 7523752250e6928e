// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CUE_FEED_DOMAIN "events.10duke.com"

char    *cue_feed_host_make_base_url (const char *host, GError **error);
gboolean cue_feed_host_is_tenant (const char *host);

G_END_DECLS
