// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ctl-runner.h"
#include "folder.h"

#include <signal.h>
#include <string.h>

#define LIMIT_S 180

struct _CtlRunner {
  char        *program;   // owned
  char        *folder;    // owned
  GSubprocess *simulator; // owned, nullable
  JsonNode    *described; // owned, nullable
};

CtlRunner *
ctl_runner_new (void)
{
  CtlRunner *self = g_new0 (CtlRunner, 1);

  self->program = g_strdup (g_getenv ("CUELIGHT_CTL"));
  g_assert_nonnull (self->program);
  self->folder = g_dir_make_tmp ("cuelight-ctl-XXXXXX", NULL);
  return self;
}

void
ctl_runner_free (CtlRunner *self)
{
  if (self->simulator != NULL) {
    g_subprocess_send_signal (self->simulator, SIGTERM);
    g_subprocess_wait (self->simulator, NULL, NULL);
    g_object_unref (self->simulator);
  }
  if (self->described != NULL)
    json_node_unref (self->described);
  folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->program);
  g_free (self);
}

const char *
ctl_runner_get_folder (CtlRunner *self)
{
  return self->folder;
}

GSubprocess *
ctl_runner_spawn (CtlRunner *self, GSubprocessFlags flags, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *keyring = g_build_filename (self->folder, "keyring", NULL);
  GSubprocess     *process;

  g_ptr_array_add (all, self->program);
  for (gsize i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) argv[i]);
  g_ptr_array_add (all, NULL);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) all->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static gboolean
on_too_late (gpointer user_data)
{
  g_subprocess_force_exit (user_data);
  g_error ("cuelightctl took more than %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

typedef struct {
  CtlResult *result;
  gboolean   done;
} Wait;

static char *
take_text (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  return data != NULL ? g_strndup (data, size) : g_strdup ("");
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_finish (G_SUBPROCESS (source), result, &out, &err, &error);
  g_assert_no_error (error);
  wait->result->out = take_text (out);
  wait->result->err = take_text (err);
  wait->result->status = g_subprocess_get_if_exited (G_SUBPROCESS (source))
                           ? g_subprocess_get_exit_status (G_SUBPROCESS (source))
                           : -1;
  wait->done = TRUE;
}

static CtlResult *
run_strv (CtlRunner *self, const char *const *argv)
{
  CtlResult *result = g_new0 (CtlResult, 1);
  Wait       wait = { result, FALSE };
  g_autoptr (GSubprocess) process = NULL;
  guint source;

  process =
    ctl_runner_spawn (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, argv);
  g_subprocess_communicate_async (process, NULL, NULL, on_ended, &wait);
  source = g_timeout_add_seconds (LIMIT_S, on_too_late, process);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  // Whatever happens, nothing is said that a person cannot read or that breaks a terminal.
  g_assert_true (g_utf8_validate (result->out, -1, NULL));
  g_assert_true (g_utf8_validate (result->err, -1, NULL));
  g_assert_null (strchr (result->out, '\033'));
  g_assert_null (strchr (result->err, '\033'));
  g_assert_null (strstr (result->err, "CRITICAL"));
  g_assert_null (strstr (result->err, "WARNING"));
  return result;
}

CtlResult *
ctl_runner_run (CtlRunner *self, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  const char *argument;
  va_list     args;

  va_start (args, first);
  for (argument = first; argument != NULL; argument = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  return run_strv (self, (const char *const *) argv->pdata);
}

void
ctl_result_free (CtlResult *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

JsonObject *
ctl_result_parse (CtlResult *self, guint line)
{
  g_auto (GStrv) lines = g_strsplit (self->out, "\n", -1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (line, <, g_strv_length (lines));
  json_parser_load_from_data (parser, lines[line], -1, &error);
  g_assert_no_error (error);
  return json_node_dup_object (json_parser_get_root (parser));
}

const char *
ctl_runner_start_simulator (CtlRunner *self)
{
  const char *const argv[] = { "simulate", "--no-media", "--exit-with-parent", NULL };
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  self->simulator =
    ctl_runner_spawn (self, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, argv);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->simulator));
  line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);
  self->described = json_node_ref (json_parser_get_root (parser));
  return ctl_runner_get (self, "stateUrl");
}

const char *
ctl_runner_get (CtlRunner *self, const char *member)
{
  return json_object_get_string_member (json_node_get_object (self->described), member);
}

const char *
ctl_runner_get_in (CtlRunner *self, const char *object, const char *member)
{
  return json_object_get_string_member (json_object_get_object_member (json_node_get_object (
                                                                         self->described),
                                                                       object),
                                        member);
}

// What the simulator says about its doors.
const char *
ctl_runner_get_doors (CtlRunner *self, const char *member)
{
  return ctl_runner_get_in (self, "salto", member);
}

const char *
ctl_runner_get_site (CtlRunner *self)
{
  JsonObject *salto =
    json_object_get_object_member (json_node_get_object (self->described), "salto");

  return json_array_get_string_element (json_object_get_array_member (salto, "siteIds"), 0);
}

void
ctl_runner_fault (CtlRunner *self, const char *id, gboolean on)
{
  g_autoptr (CtlResult) result = ctl_runner_run (self,
                                                 "simulate",
                                                 "--control",
                                                 ctl_runner_get (self, "controlUrl"),
                                                 "fault",
                                                 id,
                                                 on ? "on" : "off",
                                                 NULL);

  g_assert_cmpint (result->status, ==, 0);
}

char *
ctl_runner_write (CtlRunner *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}
