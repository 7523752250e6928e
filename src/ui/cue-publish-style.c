// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publish-style.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"

/* How what becomes of a run and of its rows looks: a shape and a colour beside the word. */

typedef struct {
  const char *icon;
  CueHealth   health;
} Look;

static const Look runs[] = {
  [CUE_PUBLISH_RUN_READY] = { "media-playback-start-symbolic", CUE_HEALTH_IDLE },
  [CUE_PUBLISH_RUN_SENDING] = { "content-loading-symbolic", CUE_HEALTH_IDLE },
  [CUE_PUBLISH_RUN_WAITING] = { "content-loading-symbolic", CUE_HEALTH_WARNING },
  [CUE_PUBLISH_RUN_STOPPING] = { "content-loading-symbolic", CUE_HEALTH_IDLE },
  [CUE_PUBLISH_RUN_STOPPED] = { "media-playback-pause-symbolic", CUE_HEALTH_WARNING },
  [CUE_PUBLISH_RUN_ASKING] = { "dialog-question-symbolic", CUE_HEALTH_ERROR },
  [CUE_PUBLISH_RUN_FINISHED] = { "emblem-ok-symbolic", CUE_HEALTH_OK },
};

static const Look rows[] = {
  [CUE_PUBLISH_ROW_PENDING] = { "content-loading-symbolic", CUE_HEALTH_IDLE },
  [CUE_PUBLISH_ROW_SENDING] = { "send-to-symbolic", CUE_HEALTH_IDLE },
  [CUE_PUBLISH_ROW_DONE] = { "emblem-ok-symbolic", CUE_HEALTH_OK },
  [CUE_PUBLISH_ROW_REFUSED] = { "dialog-error-symbolic", CUE_HEALTH_ERROR },
  [CUE_PUBLISH_ROW_UNKNOWN] = { "dialog-question-symbolic", CUE_HEALTH_ERROR },
  [CUE_PUBLISH_ROW_LEFT] = { "dialog-question-symbolic", CUE_HEALTH_WARNING },
  [CUE_PUBLISH_ROW_LEFT_OUT] = { "dialog-warning-symbolic", CUE_HEALTH_WARNING },
};

static void
apply (GtkImage *icon, const Look *look)
{
  gtk_image_set_from_icon_name (icon, look->icon);
  cue_health_style_apply (GTK_WIDGET (icon), look->health);
}

/**
 * cue_publish_run_style_get_words:
 * @state: where a run stands
 *
 * Returns: (transfer none): that, for people
 */
const char *
cue_publish_run_style_get_words (CuePublishRunState state)
{
  switch (state) {
  case CUE_PUBLISH_RUN_SENDING:
    /* Translators: where the publishing of a file stands */
    return _ ("Sending");
  case CUE_PUBLISH_RUN_WAITING:
    return _ ("Waiting, as the Service Asked");
  case CUE_PUBLISH_RUN_STOPPING:
    return _ ("Stopping After This Request");
  case CUE_PUBLISH_RUN_STOPPED:
    /* Translators: where the publishing of a file stands */
    return _ ("Stopped");
  case CUE_PUBLISH_RUN_ASKING:
    return _ ("Your Decision Is Needed");
  case CUE_PUBLISH_RUN_FINISHED:
    /* Translators: where the publishing of a file stands */
    return _ ("Finished");
  case CUE_PUBLISH_RUN_READY:
  default:
    return _ ("Not Sent to the End Yet");
  }
}

/**
 * cue_publish_run_style_apply:
 * @icon: where it is shown
 * @state: where a run stands
 *
 * Gives a picture the shape and the colour of a run.
 */
void
cue_publish_run_style_apply (GtkImage *icon, CuePublishRunState state)
{
  apply (icon, &runs[state]);
}

/**
 * cue_publish_row_style_apply:
 * @icon: where it is shown
 * @state: what became of a row
 *
 * Gives a picture the shape and the colour of a row.
 */
void
cue_publish_row_style_apply (GtkImage *icon, CuePublishRowState state)
{
  apply (icon, &rows[state]);
}
