// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-scan.h"

G_BEGIN_DECLS

typedef struct _CueFeedPath CueFeedPath;

/* Is told each path in an event once for each place; @path is valid during the call. */
typedef void (*CueFeedPathFunc) (const char *path, gpointer data);

/* Whether a value is the one that is looked for. */
typedef gboolean (*CueFeedPathTest) (const CueFeedSpan *value, gpointer data);

CueFeedPath *cue_feed_path_new (const char *text, GError **error);
void         cue_feed_path_free (CueFeedPath *self);
const char  *cue_feed_path_get_text (const CueFeedPath *self);
gboolean
cue_feed_path_find (const CueFeedPath *self, const char *json, gsize length, CueFeedSpan *value);
gboolean cue_feed_path_find_where (const CueFeedPath *self,
                                   const char        *json,
                                   gsize              length,
                                   CueFeedPathTest    test,
                                   gpointer           data);
void     cue_feed_path_list (const char *json, gsize length, CueFeedPathFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFeedPath, cue_feed_path_free)

G_END_DECLS
