// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-doors.h"

#include "cue-access-link.h"
#include "cue-salto-causes.h"
#include "cue-screenshot-crowd.h"
#include "cue-signalr-reason.h"
#include "cue-system-clock.h"

#define ROWS      50000
#define PACE_US   (800 * 1000)
#define SELECTED  4 /* the row whose details are shown */
#define OPEN_DOOR 4

/* The page of the doors after a long evening: invented, since nobody waits for a picture that long.
 * What it says about connections are the words that the console uses. */

static CueAccessLink *
make_link (const char *name, CueHealth health, const char *words, const char *advice)
{
  gint64             now = g_get_real_time ();
  CueAccessLink     *link = cue_access_link_new ();
  gboolean           connected = health == CUE_HEALTH_OK;
  CueAccessLinkFacts facts = {
    .name = name,
    .health = health,
    .words = words,
    .advice = advice,
    .last_message_wall_us = now - (connected ? 2 : 95) * G_USEC_PER_SEC,
    .last_ping_wall_us = now - (connected ? 9 : 99) * G_USEC_PER_SEC,
    .reconnects = 1,
    .token_expiry_wall_us = now + (gint64) 41 * 60 * G_USEC_PER_SEC,
    .can_retry = !connected,
    .needs_edit = advice != NULL, /* a pasted token without the right gets no other by itself */
  };

  cue_access_link_set_facts (link, &facts);
  return link;
}

static CueAccessLog *
make_log (gboolean full)
{
  CueAccessLog *log = cue_access_log_new (0, 0);
  g_autoptr (CueCrowd) crowd = cue_crowd_new (log);
  gint64 now = g_get_real_time ();

  for (guint i = 0; full && i < ROWS; i++) {
    gint64 time = now - (gint64) (ROWS - i) * PACE_US;

    cue_crowd_arrive (crowd, time);

    if (i == ROWS - 150)
      cue_crowd_raise_alarm (crowd, time, "door_left_open_alarm", OPEN_DOOR);
    else if (i == ROWS - 60)
      cue_crowd_raise_alarm (crowd, time, "low_battery_warning", OPEN_DOOR - 1);
    else if (i == ROWS - 18)
      cue_access_log_append_gap (log, crowd->entries, time - 6 * PACE_US, time);
    else if (i == ROWS - 14)
      cue_crowd_raise_alarm (crowd, time, "tamper_alarm", 2 * OPEN_DOOR);
  }

  cue_access_log_flush (log);
  return log;
}

static void
show (CueWalk *walk, gboolean full, CueHealth health, const char *words, const char *advice)
{
  CueClock *clock = cue_system_clock_get_default ();
  g_autoptr (CueAccessLog) log = make_log (full);
  g_autoptr (CueAccessDoors) doors = cue_access_doors_new (log, clock);
  g_autoptr (GListStore) links = g_list_store_new (CUE_TYPE_ACCESS_LINK);
  g_autoptr (CueAccessLink) entries = NULL;
  g_autoptr (CueAccessLink)
    incidents = make_link ("Incidents · Concert hall", health, words, advice);
  g_autoptr (CueAccessNotes) notes = NULL;
  g_autoptr (CueAccessView) view = NULL;

  entries = health == CUE_HEALTH_ERROR && advice != NULL
              ? make_link ("Entries · Concert hall", CUE_HEALTH_OK, "Connected", NULL)
              : make_link ("Entries · Concert hall", health, words, advice);
  g_list_store_append (links, entries);
  g_list_store_append (links, incidents);
  notes = cue_access_notes_new (walk->folder);
  view = cue_access_view_new (log, doors, notes, G_LIST_MODEL (links), clock);
  cue_access_page_set_view (cue_window_pages_get_access (cue_window_get_pages (walk->window)),
                            view);
  cue_window_show_page (walk->window, "access");
}

void
cue_screenshot_doors_prepare_full (CueWalk *walk)
{
  show (walk, TRUE, CUE_HEALTH_OK, cue_signalr_state_to_words (CUE_SIGNALR_CONNECTED), NULL);
}

void
cue_screenshot_doors_prepare_details (CueWalk *walk)
{
  CueAccessView *view =
    cue_access_page_get_view (cue_window_pages_get_access (cue_window_get_pages (walk->window)));
  CueIdRows *rows = cue_access_view_get_rows (view);

  cue_id_rows_set_selected_id (rows, cue_id_rows_get_id_at (rows, SELECTED));
}

void
cue_screenshot_doors_prepare_hidden (CueWalk *walk)
{
  CueAccessView *view =
    cue_access_page_get_view (cue_window_pages_get_access (cue_window_get_pages (walk->window)));
  g_autoptr (CueAccessRow) row = cue_access_view_dup_selected (view);

  cue_access_view_set_hide_names (view, TRUE);
  cue_access_view_filter_by (view, CUE_ACCESS_FACET_DOOR, cue_access_row_get_event (row));
}

void
cue_screenshot_doors_prepare_disconnected (CueWalk *walk)
{
  g_settings_set_boolean (walk->settings, "hide-names", FALSE);
  show (walk,
        TRUE,
        CUE_HEALTH_WARNING,
        cue_signalr_reason_to_words (CUE_SIGNALR_REASON_CONNECTION_LOST),
        NULL);
}

void
cue_screenshot_doors_prepare_forbidden (CueWalk *walk)
{
  g_autofree char *causes = cue_salto_explain (CUE_SIGNALR_REASON_HTTP_403, NULL, NULL);

  show (walk,
        TRUE,
        CUE_HEALTH_ERROR,
        cue_signalr_reason_to_words (CUE_SIGNALR_REASON_HTTP_403),
        causes);
}

void
cue_screenshot_doors_prepare_empty (CueWalk *walk)
{
  show (walk, FALSE, CUE_HEALTH_OK, cue_signalr_state_to_words (CUE_SIGNALR_CONNECTED), NULL);
}

gboolean
cue_screenshot_doors_is_ready (CueWalk *walk)
{
  return cue_access_page_get_view (
           cue_window_pages_get_access (cue_window_get_pages (walk->window))) != NULL;
}
