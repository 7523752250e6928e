// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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
 * milliseconds of real time, in which real processes answer. When it has passed, those of a busy
 * machine may still have to. */
gboolean
media_advance_until (CueClock *clock, MediaCondition condition, gpointer data, guint seconds)
{
  for (guint i = 0; i < seconds * 10; i++) {
    if (media_wait (condition, data, 5))
      return TRUE;
    cue_fake_clock_advance (CUE_FAKE_CLOCK (clock), 100 * G_TIME_SPAN_MILLISECOND);
  }
  return media_wait (condition, data, 60000);
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

/* The kernel lists the children of each thread, dead ones that nobody waited for included. Looking
 * through all processes of the machine instead takes longer than many a test. */
static guint
for_each_child (int signal)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;
  guint       n = 0;

  while ((thread = g_dir_read_name (threads)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc/self/task", thread, "children", NULL);
    g_autofree char *text = NULL;
    char            *at;

    if (!g_file_get_contents (path, &text, NULL, NULL))
      continue; /* the thread ended meanwhile */
    for (at = text; *at != '\0';) {
      pid_t pid = (pid_t) strtol (at, &at, 10);

      at += strspn (at, " \n");
      n++;
      if (signal != 0)
        kill (pid, signal);
    }
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

static gint64
get_thread_time (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * (gint64) G_USEC_PER_SEC + used.tv_nsec / 1000;
}

/* The time in which the thread could have run and others did, of which a busy machine has much. 0
 * where the kernel does not count it: then it is taken for the thread's own. */
static gint64
get_queued_time (MediaTicker *ticker)
{
  char               text[96] = "";
  unsigned long long queued = 0;

  if (ticker->schedule < 0 || pread (ticker->schedule, text, sizeof text - 1, 0) <= 0 ||
      sscanf (text, "%*u %llu", &queued) != 1)
    return 0;
  return (gint64) (queued / 1000);
}

static gboolean
on_ticker (gpointer data)
{
  MediaTicker *ticker = data;
  gint64       now = g_get_monotonic_time ();
  gint64       used = get_thread_time ();
  gint64       queued = get_queued_time (ticker);

  if (ticker->last > 0) {
    ticker->worst = MAX (ticker->worst, now - ticker->last);
    ticker->worst_used = MAX (ticker->worst_used, used - ticker->last_used);
    ticker->worst_held =
      MAX (ticker->worst_held, now - ticker->last - (queued - ticker->last_queued));
  }
  ticker->last = now;
  ticker->last_used = used;
  ticker->last_queued = queued;
  return G_SOURCE_CONTINUE;
}

/* Begins to watch the main loop of this thread, with a turn every 10 ms at the given priority. */
void
media_ticker_start (MediaTicker *ticker, int priority)
{
  *ticker = (MediaTicker){ .schedule = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC) };
  ticker->id = g_timeout_add_full (priority, 10, on_ticker, ticker, NULL);
}

/* Ends it and tells what was seen. */
void
media_ticker_stop (MediaTicker *ticker)
{
  g_clear_handle_id (&ticker->id, g_source_remove);
  if (ticker->schedule >= 0)
    close (ticker->schedule);
  ticker->schedule = -1;
  g_test_message ("longest wait of the main loop: %.0f ms, %.0f ms of it not for a processor; it "
                  "computed at most %.0f ms",
                  ticker->worst / 1e3,
                  ticker->worst_held / 1e3,
                  ticker->worst_used / 1e3);
}
