// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor-fixture.h"

#include <glib/gstdio.h>

#include "cue-time.h"

void
monitor_fixture_set_up (MonitorFixture *f, gconstpointer data)
{
  f->engine = fake_engine_new ();
  f->clock = cue_fake_clock_new (CUE_SECONDS (MONITOR_FIXTURE_WALL_S), CUE_SECONDS (5000));
  f->secrets = cue_secret_store_new_private ();
  f->folder = g_dir_make_tmp ("cuelight-monitor-XXXXXX", NULL);
  f->limits_path = g_build_filename (f->folder, "limits", NULL);
}

void
monitor_fixture_tear_down (MonitorFixture *f, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (f->limits_path, ".lock", NULL);

  g_clear_object (&f->monitor);
  g_clear_object (&f->profile);
  g_object_unref (f->secrets);
  fake_engine_free (f->engine);
  g_assert_finalize_object (f->clock);
  g_unlink (f->limits_path);
  g_unlink (lock);
  g_rmdir (f->folder);
  g_free (f->limits_path);
  g_free (f->folder);
}

void
monitor_fixture_make (MonitorFixture *f, CueProfileSource kind)
{
  g_clear_object (&f->profile);
  f->profile = fake_engine_make_profile (f->engine, kind);
  f->monitor = cue_monitor_new (f->profile, f->clock, f->secrets);
  cue_monitor_set_limits_path (f->monitor, f->limits_path);
}

// The next poll, with its answer and what follows from it, and six seconds. A request that is on
// its way while the clock goes on takes that long, so the clock stops when the poll is due.
void
monitor_fixture_poll_again (MonitorFixture *f)
{
  guint  n = fake_engine_count_polls (f->monitor);
  gint64 due = cue_engine_poller_get_next_poll (cue_monitor_get_poller (f->monitor)) -
               cue_clock_get_monotonic (f->clock);
  gint64 first = CLAMP (due, 0, CUE_SECONDS (6));

  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), first);
  fake_engine_wait_polls (f->monitor, n + 1);
  cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (6) - first);
}

// In steps that are shorter than any time limit of a request, which goes by the same clock.
void
monitor_fixture_pass (MonitorFixture *f, guint seconds)
{
  for (guint i = 0; i < seconds; i += 5) {
    cue_fake_clock_advance (CUE_FAKE_CLOCK (f->clock), CUE_SECONDS (5));
    fake_engine_settle ();
  }
}

void
monitor_fixture_assert_problems (MonitorFixture *f, const char *expected)
{
  g_autofree char *problems = fake_engine_list_problems (f->monitor);

  g_assert_cmpstr (problems, ==, expected);
}

void
monitor_fixture_go_live (MonitorFixture *f, const char *manifest)
{
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"live\",\"playerManifest\":\"%s%s\"}",
                         fake_engine_get_base (f->engine),
                         manifest);
}
