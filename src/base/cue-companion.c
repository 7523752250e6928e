// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-companion.h"

#include <gio/gio.h>

static char *
take_if_executable (char *path)
{
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) &&
      !g_file_test (path, G_FILE_TEST_IS_DIR))
    return path;
  g_free (path);
  return NULL;
}

/* "cuelight-media" → CUELIGHT_MEDIA; "cuelightctl" → CUELIGHT_CTL. */
static const char *
read_override (const char *program)
{
  if (g_str_equal (program, "cuelight-media"))
    return g_getenv ("CUELIGHT_MEDIA");
  if (g_str_equal (program, "cuelightctl"))
    return g_getenv ("CUELIGHT_CTL");
  return NULL;
}

/* The build tree counts only for a program that itself runs from it: an installed console must not
 * start a helper from a folder that somebody else may write. */
static char *
find_in_build_tree (const char *program, const char *own_folder)
{
  static const char *const places[] = { "src/media/helper", "src/ctl", "src" };

  if (!g_str_has_prefix (own_folder, CUE_BUILDDIR "/"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    char *path = take_if_executable (g_build_filename (CUE_BUILDDIR, places[i], program, NULL));

    if (path != NULL)
      return path;
  }
  return NULL;
}

/**
 * cue_companion_find:
 * @program: `cuelight-media` or `cuelightctl`
 *
 * Looks for a program of ours: where the environment says (`CUELIGHT_MEDIA`, `CUELIGHT_CTL`),
 * beside the running one, in the build tree when running from it, then where it is installed.
 *
 * Returns: (transfer full) (nullable): its path; %NULL when it is nowhere
 */
char *
cue_companion_find (const char *program)
{
  const char      *override;
  g_autofree char *own = NULL;
  g_autofree char *own_folder = NULL;
  char            *path = NULL;

  g_return_val_if_fail (program != NULL, NULL);

  override = read_override (program);
  if (override != NULL && *override != '\0')
    return take_if_executable (g_strdup (override));

  own = g_file_read_link ("/proc/self/exe", NULL);
  if (own != NULL) {
    own_folder = g_path_get_dirname (own);
    path = take_if_executable (g_build_filename (own_folder, program, NULL));
    if (path == NULL)
      path = find_in_build_tree (program, own_folder);
  }
  if (path == NULL)
    path = take_if_executable (g_build_filename (CUE_LIBEXECDIR, program, NULL));
  if (path == NULL)
    path = take_if_executable (g_build_filename (CUE_BINDIR, program, NULL));
  return path;
}
