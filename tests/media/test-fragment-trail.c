// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-fragment-trail.h"

/* Which fragment counts, as the demuxer tells of breaks and fragments and the position goes on. */

#define SECONDS(n) ((gint64) (n) *G_USEC_PER_SEC)

static void
test_first (void)
{
  CueFragmentTrail *trail = cue_fragment_trail_new ();

  g_assert_null (cue_fragment_trail_follow (trail, -1));
  cue_fragment_trail_break (trail, SECONDS (100));
  g_assert_null (cue_fragment_trail_follow (trail, -1)); /* not named yet */
  cue_fragment_trail_add (trail, "a");
  cue_fragment_trail_add (trail, "b");
  g_assert_cmpstr (cue_fragment_trail_follow (trail, -1), ==, "a");
  g_assert_null (cue_fragment_trail_follow (trail, SECONDS (5)));
  g_assert_cmpint (cue_fragment_trail_get_start (trail), ==, 0);
  cue_fragment_trail_free (trail);
}

/* Fetched at once, shown later: it counts from when it is shown. */
static void
test_break (void)
{
  CueFragmentTrail *trail = cue_fragment_trail_new ();

  cue_fragment_trail_break (trail, SECONDS (100));
  cue_fragment_trail_add (trail, "a");
  cue_fragment_trail_follow (trail, 0);
  cue_fragment_trail_add (trail, "b");
  cue_fragment_trail_break (trail, SECONDS (104));
  cue_fragment_trail_add (trail, "c");
  cue_fragment_trail_add (trail, "d");
  cue_fragment_trail_break (trail, SECONDS (108));
  cue_fragment_trail_add (trail, "e");
  g_assert_null (cue_fragment_trail_follow (trail, SECONDS (4) - 1));
  g_assert_cmpint (cue_fragment_trail_get_start (trail), ==, 0);
  g_assert_cmpstr (cue_fragment_trail_follow (trail, SECONDS (4)), ==, "c");
  g_assert_cmpint (cue_fragment_trail_get_start (trail), ==, SECONDS (4));
  g_assert_null (cue_fragment_trail_follow (trail, SECONDS (5)));
  g_assert_cmpstr (cue_fragment_trail_follow (trail, SECONDS (20)), ==, "e");
  g_assert_cmpint (cue_fragment_trail_get_start (trail), ==, SECONDS (8));
  cue_fragment_trail_free (trail);
}

/* A player that missed both shows the later one. */
static void
test_two_at_once (void)
{
  CueFragmentTrail *trail = cue_fragment_trail_new ();

  cue_fragment_trail_break (trail, 0);
  cue_fragment_trail_add (trail, "a");
  cue_fragment_trail_break (trail, SECONDS (2));
  cue_fragment_trail_break (trail, SECONDS (2) + 5);
  cue_fragment_trail_add (trail, "b");
  cue_fragment_trail_break (trail, SECONDS (4));
  cue_fragment_trail_add (trail, "c");
  g_assert_cmpstr (cue_fragment_trail_follow (trail, SECONDS (6)), ==, "c");
  g_assert_cmpint (cue_fragment_trail_get_start (trail), ==, SECONDS (4));
  cue_fragment_trail_free (trail);
}

/* Without the time of the first fragment the later ones have no place; the first goes on. */
static void
test_no_origin (void)
{
  CueFragmentTrail *trail = cue_fragment_trail_new ();

  cue_fragment_trail_add (trail, "a");
  g_assert_cmpstr (cue_fragment_trail_follow (trail, 0), ==, "a");
  cue_fragment_trail_break (trail, SECONDS (50));
  cue_fragment_trail_add (trail, "b");
  g_assert_null (cue_fragment_trail_follow (trail, SECONDS (90)));
  cue_fragment_trail_free (trail);
}

/* A break in every fragment of a stream that stands still: bounded, and the newest are known. */
static void
test_many (void)
{
  CueFragmentTrail *trail = cue_fragment_trail_new ();

  for (guint i = 0; i < 100000; i++) {
    g_autofree char *uri = g_strdup_printf ("%u", i);

    cue_fragment_trail_break (trail, SECONDS (i));
    cue_fragment_trail_add (trail, uri);
  }
  g_assert_null (cue_fragment_trail_follow (trail, SECONDS (99000)));
  g_assert_cmpstr (cue_fragment_trail_follow (trail, SECONDS (100000)), ==, "99999");
  cue_fragment_trail_free (trail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/fragment-trail/first", test_first);
  g_test_add_func ("/media/fragment-trail/break", test_break);
  g_test_add_func ("/media/fragment-trail/two-at-once", test_two_at_once);
  g_test_add_func ("/media/fragment-trail/no-origin", test_no_origin);
  g_test_add_func ("/media/fragment-trail/many", test_many);
  return g_test_run ();
}
