// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-late-count.h"

#define TICK_US (250 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  CueLateCount late;
  gint64       now;
  guint64      dropped;
  guint64      pictures;
} Run;

/* So many ticks, in each of which the sink drops and shows so many. */
static void
pass (Run *run, guint ticks, guint dropped, guint pictures, gboolean is_fed)
{
  for (guint i = 0; i < ticks; i++) {
    run->now += TICK_US;
    run->dropped += dropped;
    run->pictures += pictures;
    cue_late_count_update (&run->late, run->now, run->dropped, run->pictures, is_fed);
  }
}

static void
test_slow_decoder (void)
{
  Run run = { .now = G_USEC_PER_SEC * 1000 };

  pass (&run, 12, 0, 6, TRUE);
  g_assert_cmpuint (run.late.count, ==, 0);
  pass (&run, 8, 3, 3, TRUE);
  g_assert_cmpuint (run.late.count, ==, 24);
  /* Hopeless: the sink shows one in a second, and that is all. */
  for (guint i = 0; i < 10; i++) {
    pass (&run, 3, 6, 0, TRUE);
    pass (&run, 1, 5, 1, TRUE);
  }
  g_assert_cmpuint (run.late.count, ==, 24 + 10 * 23);
}

/* Nothing comes for three seconds, then what should have come; again and again. */
static void
test_gap (void)
{
  Run run = { .now = G_USEC_PER_SEC * 1000 };

  pass (&run, 12, 0, 6, TRUE);
  for (guint i = 0; i < 5; i++) {
    pass (&run, 12, 0, 0, TRUE);
    pass (&run, 2, 10, 0, TRUE);
    pass (&run, 2, 5, 1, TRUE);
    g_assert_cmpuint (run.late.count, ==, 0);
    pass (&run, 12, 0, 6, TRUE);
  }
  g_assert_cmpuint (run.late.count, ==, 0);
  pass (&run, 1, 1, 5, TRUE);
  g_assert_cmpuint (run.late.count, ==, 1);
}

/* A gap that is too short to be seen in the picture is seen in the buffers. */
static void
test_empty_buffers (void)
{
  Run run = { .now = G_USEC_PER_SEC * 1000 };

  pass (&run, 12, 0, 6, TRUE);
  pass (&run, 2, 0, 0, FALSE);
  pass (&run, 3, 2, 2, TRUE);
  g_assert_cmpuint (run.late.count, ==, 0);
  pass (&run, 8, 0, 6, TRUE);
  pass (&run, 1, 2, 2, TRUE);
  g_assert_cmpuint (run.late.count, ==, 2);
}

/* Before the first picture, and with it, nothing is late. */
static void
test_start (void)
{
  Run run = { .now = G_USEC_PER_SEC * 1000 };

  pass (&run, 20, 1, 0, TRUE);
  pass (&run, 2, 2, 4, TRUE);
  g_assert_cmpuint (run.late.count, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/late-count/slow-decoder", test_slow_decoder);
  g_test_add_func ("/media/late-count/gap", test_gap);
  g_test_add_func ("/media/late-count/empty-buffers", test_empty_buffers);
  g_test_add_func ("/media/late-count/start", test_start);
  return g_test_run ();
}
