// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-log.h"
#include "cue-feed-reader.h"

/* What the tests of feeds share. Texts are JSON with apostrophes in place of quotation marks. */

char         *feed_fixture_quote (const char *text);
CueFeedPage  *feed_fixture_read (const char *text);
CueFeedPage  *feed_fixture_read_bytes (const char *bytes, gssize length, GError **error);
CueFeedTaken  feed_fixture_add (CueFeedLog *log, const char *text);
CueFeedEvent *feed_fixture_get (CueFeedLog *log, guint position);
gboolean      feed_fixture_has_finding (CueFeedPage *page, const char *part);
GString      *feed_fixture_make_page (guint n_events, gint64 first_ns, gint64 step_ns);
