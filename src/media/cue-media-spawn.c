// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-media-spawn.h"

#include "cue-companion.h"
#include "cue-error.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* The descriptor of the socket in the helper. */
#define CHANNEL_FD 3

/* What the helper may know of our environment: where things are and how to reach the sound server.
 * The session bus is for the user's proxy settings; pictures out of a buffer need no network. */
static char **
make_environment (CueMediaKind kind)
{
  static const char *const names[] = {
    "PATH",
    "HOME",
    "LANG",
    "LANGUAGE",
    "TZ",
    "TMPDIR",
    "XDG_RUNTIME_DIR",
    "XDG_CACHE_HOME",
    "LD_LIBRARY_PATH",
    "GIO_MODULE_DIR",
    "GIO_EXTRA_MODULES",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "GST_DEBUG",
    "GST_DEBUG_FILE",
    "GST_PLUGIN_PATH",
    "GST_PLUGIN_PATH_1_0",
    "GST_REGISTRY",
    "GST_PLUGIN_SYSTEM_PATH",
    "GST_PLUGIN_SYSTEM_PATH_1_0",
    "GST_PLUGIN_SCANNER",
    "GST_PLUGIN_SCANNER_1_0",
    "GST_PLUGIN_FEATURE_RANK",
    "GST_REGISTRY_1_0",
    "ASAN_OPTIONS",
    "UBSAN_OPTIONS",
    "LSAN_OPTIONS",
    "CUELIGHT_AUDIO_SINK",
    "CUELIGHT_MEDIA_PLAYBIN",
    "CUELIGHT_TEST_HELPER",
  };
  static const char *const stream_names[] = {
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "all_proxy",
    "DBUS_SESSION_BUS_ADDRESS",
    "PULSE_SERVER",
    "PULSE_COOKIE",
    "PIPEWIRE_REMOTE",
    "PIPEWIRE_RUNTIME_DIR",
    "LIBVA_DRIVER_NAME",
    "XDG_CONFIG_HOME",
    "XDG_CURRENT_DESKTOP",
  };
  g_auto (GStrv) all = g_listenv ();
  char **environment = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_getenv (names[i]) != NULL)
      environment = g_environ_setenv (environment, names[i], g_getenv (names[i]), TRUE);
  }
  for (gsize i = 0; kind == CUE_MEDIA_KIND_STREAM && i < G_N_ELEMENTS (stream_names); i++) {
    if (g_getenv (stream_names[i]) != NULL)
      environment =
        g_environ_setenv (environment, stream_names[i], g_getenv (stream_names[i]), TRUE);
  }
  for (gsize i = 0; all[i] != NULL; i++) {
    if (g_str_has_prefix (all[i], "LC_"))
      environment = g_environ_setenv (environment, all[i], g_getenv (all[i]), TRUE);
  }
  return environment;
}

/**
 * cue_media_spawn: (skip)
 * @kind: what the helper is for
 * @fd: (transfer full): its end of the socket
 *
 * Starts `cuelight-media`.
 *
 * Returns: (transfer full) (nullable): the process
 */
GSubprocess *
cue_media_spawn (CueMediaKind kind, int fd, GError **error)
{
  static const char *const names[CUE_MEDIA_N_KINDS] = { "stream",      "clip",
                                                        "image",       "probe-image",
                                                        "probe-video", "probe-segment" };
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_auto (GStrv) environment = make_environment (kind);
  g_autofree char *program = cue_companion_find ("cuelight-media");
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_SILENCE;

  if (program == NULL) {
    close (fd);
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_STORAGE,
                         _ ("The program cuelight-media, which decodes video and images, is not "
                            "installed. Install Cuelight again."));
    return NULL;
  }
  /* What libraries print about broken streams is for whoever looks for a fault, not for the log. */
  if (g_getenv ("CUELIGHT_MEDIA_VERBOSE") == NULL)
    flags |= G_SUBPROCESS_FLAGS_STDERR_SILENCE;
  launcher = g_subprocess_launcher_new (flags);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_fd (launcher, fd, CHANNEL_FD);
  return g_subprocess_launcher_spawn (launcher, error, program, names[kind], NULL);
}
