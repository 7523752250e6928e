// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media-fixture.h"
#include "probe-fixture.h"

#include <string.h>

/* Facts from a helper that was taken over. */

static const char picture[] = "whatever";

static CuePictureFacts *
ask (const char *how, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, sizeof picture);

  media_behave (how);
  return probe (bytes, FALSE, error);
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = ask ("facts-jpeg", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->width, ==, 90);
  g_assert_cmpuint (g_bytes_get_size (facts->thumbnail), ==, 64);
  g_assert_cmpstr (facts->thumbnail_type, ==, "image/jpeg");
  g_assert_cmpuint (strlen (facts->format), <=, 40);
}

/* Whatever it is, it is not a picture, and nobody gets it. */
static void
test_wrong_thumbnail (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = ask ("facts-zeros", &error);

  g_assert_no_error (error);
  g_assert_null (facts->thumbnail);
  g_assert_null (facts->thumbnail_type);
}

static void
test_twice (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CuePictureFacts) facts = ask ("facts-twice", &error);

  g_assert_no_error (error);
  g_assert_nonnull (facts);
}

static void
test_refused (void)
{
  static const char *const hows[] = {
    "facts-unsealed", "facts-size", "facts-wide", "facts-none", "no-hello", "unknown-buffer",
    "abort",          "exit",       "close",      "flood",      "fail-403", "other-build",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CuePictureFacts) facts = ask (hows[i], &error);

    g_test_message ("%s", hows[i]);
    g_assert_null (facts);
    g_assert_true (error->domain == CUE_ERROR);
    g_assert_cmpuint (strlen (error->message), >, 20);
  }
}

static gboolean
has_no_children (gpointer data)
{
  return media_count_children () == 0;
}

static void
test_remains (void)
{
  g_assert_true (media_wait (has_no_children, NULL, 60000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/probe-lies/good", test_good);
  g_test_add_func ("/media/probe-lies/wrong-thumbnail", test_wrong_thumbnail);
  g_test_add_func ("/media/probe-lies/twice", test_twice);
  g_test_add_func ("/media/probe-lies/refused", test_refused);
  g_test_add_func ("/media/probe-lies/remains", test_remains);
  return g_test_run ();
}
