// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static gboolean
on_alarm (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds. */
gboolean
media_wait (MediaCondition condition, gpointer data, guint timeout_ms)
{
  gint64   end = g_get_monotonic_time () + timeout_ms * (gint64) 1000;
  gboolean held = condition (data);

  while (!held && g_get_monotonic_time () < end) {
    gboolean rung = FALSE;
    guint    alarm = g_timeout_add (5, on_alarm, &rung);

    g_main_context_iteration (NULL, TRUE);
    if (!rung)
      g_source_remove (alarm);
    held = condition (data);
  }
  return held;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

/* Runs the main loop for a while. */
void
media_spin (guint ms)
{
  media_wait (never, NULL, ms);
}

/* Lets the fake time pass until the condition holds: a tenth of a second of it for each few
 * milliseconds of real time, in which real processes answer. */
gboolean
media_advance_until (CueClock *clock, MediaCondition condition, gpointer data, guint seconds)
{
  for (guint i = 0; i < seconds * 10; i++) {
    if (media_wait (condition, data, 5))
      return TRUE;
    cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 100 * G_TIME_SPAN_MILLISECOND);
  }
  return condition (data);
}

guint
media_count_fds (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static guint
for_each_child (int signal)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
    g_autofree char *text = NULL;
    const char      *after_name;
    int              parent;
    char             state;

    if (!g_ascii_isdigit (name[0]) || !g_file_get_contents (path, &text, NULL, NULL))
      continue;
    after_name = strrchr (text, ')');
    if (after_name == NULL || sscanf (after_name, ") %c %d", &state, &parent) != 2 ||
        parent != (int) getpid ())
      continue;
    n++;
    if (signal != 0)
      kill (atoi (name), signal);
  }
  return n;
}

/* Processes whose parent this is, dead ones that nobody waited for included. */
guint
media_count_children (void)
{
  return for_each_child (0);
}

guint
media_kill_children (void)
{
  return for_each_child (SIGKILL);
}

/* Bytes of this process that are in memory and are its own. */
gsize
media_get_resident (void)
{
  g_autofree char *text = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "RssAnon:");
  return line != NULL ? (gsize) strtoul (line + strlen ("RssAnon:"), NULL, 10) * 1024 : 0;
}

/* How the helpers that start from now on behave (fake-helper.c). */
void
media_behave (const char *how)
{
  g_setenv ("CUELIGHT_TEST_HELPER", how, TRUE);
}
