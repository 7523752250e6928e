// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "aspnet-server.h"

#include <string.h>

#define PATIENCE_S 90

static GSubprocess *
run (const char *build_dir, const char *const *argv, GSubprocessFlags flags, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autofree char *home = g_build_filename (build_dir, "home", NULL);

  /* Nothing of it goes into the user's folders, and nobody is told that it ran. */
  g_subprocess_launcher_setenv (launcher, "DOTNET_CLI_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "NUGET_PACKAGES", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "DOTNET_CLI_TELEMETRY_OPTOUT", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "DOTNET_NOLOGO", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "MSBUILDDISABLENODEREUSE", "1", TRUE);
  return g_subprocess_launcher_spawnv (launcher, argv, error);
}

/* Returns: (nullable): why it cannot be built, as a static or leaked text; NULL: it is there */
const char *
aspnet_server_build (const char *source_dir, const char *build_dir)
{
  g_autofree char *project = g_build_filename (source_dir, "aspnet-hub.csproj", NULL);
  g_autofree char *out = g_build_filename (build_dir, "out", NULL);
  g_autofree char *intermediate =
    g_strdup_printf ("-p:BaseIntermediateOutputPath=%s/obj/", build_dir);
  g_autofree char *dotnet = g_find_program_in_path ("dotnet");
  const char      *argv[] = { dotnet,
                              "build",
                              project,
                              "-c",
                              "Release",
                              "-v",
                              "q",
                              "-o",
                              out,
                              intermediate,
                              "--nologo",
                              "-nodeReuse:false",
                              "-p:UseSharedCompilation=false",
                              NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char      *problem;

  if (dotnet == NULL)
    return "the .NET SDK is not installed";
  process =
    run (build_dir, argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error))
    return g_intern_string (error->message);
  if (g_subprocess_get_successful (process))
    return NULL;
  problem = strstr (text, "error");
  return g_intern_string (problem != NULL ? problem : text);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AspnetServer *server = user_data;
  char         *line = NULL;
  g_autoptr (GError) error = NULL;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  if (line == NULL) {
    server->over = TRUE;
    return;
  }
  g_ptr_array_add (server->reports, line);
  g_data_input_stream_read_line_async (server->output, G_PRIORITY_DEFAULT, NULL, on_line, server);
}

AspnetServer *
aspnet_server_start (const char *build_dir)
{
  AspnetServer    *server = g_new0 (AspnetServer, 1);
  g_autofree char *program = g_build_filename (build_dir, "out", "aspnet-hub.dll", NULL);
  const char      *argv[] = { "dotnet", program, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  server->reports = g_ptr_array_new_with_free_func (g_free);
  server->process =
    run (build_dir, argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  server->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (server->output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, "{\"url\":\"http://127.0.0.1:"));
  server->url = g_strndup (line + 8, strlen (line) - 10);
  g_data_input_stream_read_line_async (server->output, G_PRIORITY_DEFAULT, NULL, on_line, server);
  return server;
}

/* Lets it end as when it is updated: connections are told. */
void
aspnet_server_shut_down (AspnetServer *server)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (server->process);

  g_output_stream_write_all (input, "shutdown\n", 9, NULL, NULL, NULL);
}

gboolean
aspnet_server_reported (AspnetServer *server, const char *part)
{
  for (guint i = 0; i < server->reports->len; i++) {
    if (strstr (g_ptr_array_index (server->reports, i), part) != NULL)
      return TRUE;
  }
  return FALSE;
}

void
aspnet_server_stop (AspnetServer *server)
{
  gint64 begin_us = g_get_monotonic_time ();

  g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
  while (!server->over) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
    if (g_get_monotonic_time () - begin_us > PATIENCE_S * G_USEC_PER_SEC / 3)
      g_subprocess_force_exit (server->process);
  }
  g_subprocess_wait (server->process, NULL, NULL);
  g_object_unref (server->output);
  g_object_unref (server->process);
  g_ptr_array_unref (server->reports);
  g_free (server->url);
  g_free (server);
}
