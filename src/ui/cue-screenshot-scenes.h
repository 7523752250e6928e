// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-window.h"

G_BEGIN_DECLS

/* What the walk for screenshots shows, one after the other; for cue-screenshots.c alone. */

typedef struct _CueWalk CueWalk;

/**
 * CueScreenshotScene:
 * @name: begins the names of its files
 * @prepare: (nullable): brings it about, or opens a dialog
 * @is_ready: whether it has come about
 * @needs_demo: whether it is nothing without the demo
 * @is_settled: (nullable): whether all is there that another size of the window brings into sight
 */
typedef struct {
  const char *name;
  void (*prepare) (CueWalk *walk);
  gboolean (*is_ready) (CueWalk *walk);
  gboolean needs_demo;
  gboolean (*is_settled) (CueWalk *walk);
} CueScreenshotScene;

struct _CueWalk {
  CueWindow                *window;   /* owned */
  GSettings                *settings; /* owned */
  char                     *folder;   /* owned */
  char                     *pattern;  /* owned; may be NULL: every scene is drawn */
  GtkWindow                *dialog;   /* not owned: destroyed when the scene ends; may be NULL */
  guint                     scene;    /* index into the next */
  const CueScreenshotScene *scenes;
  guint                     n_scenes;
  guint                     view;
  gboolean                  prepared; /* the scene is on its way or there */
  gboolean                  arrived;  /* the scene is there, views are being drawn */
  gint64                    began;    /* monotonic time of the present wait */
  gint64 frame; /* counter of the frame clock when the present view was asked for */
  guint  n_failed;
};

const CueScreenshotScene *cue_screenshot_scenes_get (guint *n_scenes);
CueMonitor               *cue_screenshot_scenes_get_monitor (CueWalk *walk);
void                      cue_screenshot_scenes_order (CueWalk    *walk,
                                                       const char *what,
                                                       const char *argument,
                                                       const char *more);

G_END_DECLS
