// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-limits.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cue-error.h"

// getStateURL may be called once a second and four times a minute. A program that is started again
// and again, or two of them at once, must not forget what was already used of that, so it stands in
// a small file of the user's state folder: key → (when saved, what the limiter saved).

#define FILE_TYPE      G_VARIANT_TYPE ("a{s(xv)}")
#define MAX_FILE_BYTES (256 * 1024)
#define KEEP_US        (30 * 60 * G_USEC_PER_SEC) // longer than any limit or Retry-After lasts

/**
 * cue_limits_get_default_path:
 *
 * Returns: (transfer full): the file in the user's state folder
 */
char *
cue_limits_get_default_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "cuelight", "limits", NULL);
}

/**
 * cue_limits_get_key:
 *
 * The service counts calls per endpoint and client, not per profile of ours. The key is a digest,
 * so that the file does not tell anybody which events there are.
 *
 * Returns: (transfer full): what the limits of a profile are kept under
 */
char *
cue_limits_get_key (CueProfile *profile)
{
  g_autofree char *text = NULL;

  text = g_strjoin ("\n",
                    cue_profile_get_source_kind (profile) == CUE_PROFILE_SOURCE_BACKEND
                      ? cue_profile_get_backend_url (profile)
                      : cue_profile_get_endpoint (profile),
                    cue_profile_get_iss (profile),
                    cue_profile_get_aud (profile),
                    NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static GVariant *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize            size;

  if (!g_file_get_contents (path, &text, &size, NULL) || size > MAX_FILE_BYTES)
    return NULL;
  return g_variant_parse (FILE_TYPE, text, text + size, NULL, NULL);
}

/**
 * cue_limits_load:
 * @path: the file
 * @key: what the limits are kept under
 *
 * A file that is missing or unreadable is as good as none: the service then says when it is asked
 * too often.
 *
 * Returns: (transfer full) (nullable): what was saved
 */
GVariant *
cue_limits_load (const char *path, const char *key)
{
  g_autoptr (GVariant) table = read_file (path);
  GVariant *limits = NULL;
  gint64    saved;

  if (table != NULL)
    g_variant_lookup (table, key, "(xv)", &saved, &limits);
  return limits;
}

// Two programs of the same user may save at once; the file itself is replaced, so the lock is on
// one beside it. Nobody holds it longer than a small write takes.
static int
take_lock (const char *path)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  int              fd = g_open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    flock (fd, LOCK_EX);
  return fd;
}

/**
 * cue_limits_save:
 * @path: the file
 * @key: what the limits are kept under
 * @now_wall: µs since 1970
 * @limits: what the limiter saved
 *
 * Puts one entry into the file and keeps those of others. Blocks for the lock and the disk; any
 * thread, but not the main thread of a window, which has a CueLimitsWriter.
 *
 * Returns: %FALSE with a `CUE_ERROR_STORAGE` error when the file could not be written
 */
gboolean
cue_limits_save (const char *path,
                 const char *key,
                 gint64      now_wall,
                 GVariant   *limits,
                 GError    **error)
{
  g_autoptr (GVariant) kept = g_variant_ref_sink (limits);
  g_autoptr (GVariant) table = NULL;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  GVariantBuilder  builder;
  gboolean         written;
  int              lock;

  g_mkdir_with_parents (folder, 0700);
  lock = take_lock (path);

  g_variant_builder_init (&builder, FILE_TYPE);
  table = read_file (path);
  if (table != NULL) {
    GVariantIter iter;
    const char  *other;
    gint64       saved;
    GVariant    *value;

    g_variant_iter_init (&iter, table);
    while (g_variant_iter_loop (&iter, "{&s(xv)}", &other, &saved, &value)) {
      // A time ahead of now comes from a clock that was wrong; it must not stay for ever.
      if (!g_str_equal (other, key) && saved > now_wall - KEEP_US && saved < now_wall + KEEP_US)
        g_variant_builder_add (&builder, "{s(xv)}", other, saved, value);
    }
  }
  g_variant_builder_add (&builder, "{s(xv)}", key, now_wall, kept);
  result = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (result, TRUE);
  written = g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local);

  if (lock >= 0)
    close (lock);
  if (written)
    return TRUE;
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ ("The limits of getStateURL could not be kept (%s). Check that “%s” may be "
                  "written."),
               local->message,
               path);
  return FALSE;
}
