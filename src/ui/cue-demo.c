// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-demo.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "cue-companion.h"
#include "cue-error.h"
#include "cue-json.h"

/**
 * CueDemo:
 *
 * The simulator as a child process: a made-up event on this computer, nothing is downloaded.
 *
 * The child writes one line of JSON when everything answers, then runs until its standard input
 * closes, so it cannot outlive the console whatever happens to it. ‘running’ turns false when the
 * child ends. Main thread only; nothing blocks.
 */
struct _CueDemo {
  GObject parent_instance;

  GSubprocess      *process;     /* owned; NULL when not running */
  GDataInputStream *output;      /* owned; the child's standard output */
  GCancellable     *cancellable; /* owned; cancelled in dispose and when stopped */
};

G_DEFINE_FINAL_TYPE (CueDemo, cue_demo, G_TYPE_OBJECT)

typedef enum {
  PROP_RUNNING = 1,
} CueDemoProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

static void
on_process_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CueDemo *self;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_DEMO (data);

  if (self->process == G_SUBPROCESS (source)) {
    g_clear_object (&self->process);
    g_clear_object (&self->output);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  }
}

static void
on_line_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length = 0;
  char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length, &error);

  if (line != NULL) {
    bytes = g_bytes_new_take (line, length);
    node = cue_json_parse (bytes, &error);
  } else if (error == NULL)
    g_set_error_literal (&error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The demo ended before it was ready."));

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_set_error_literal (&error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The demo answered with something unexpected."));

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task,
                           json_object_ref (json_node_get_object (node)),
                           (GDestroyNotify) json_object_unref);
}

static void
cue_demo_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueDemoProperty) id) {
  case PROP_RUNNING:
    g_value_set_boolean (value, CUE_DEMO (object)->process != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_demo_dispose (GObject *object)
{
  cue_demo_stop (CUE_DEMO (object));

  G_OBJECT_CLASS (cue_demo_parent_class)->dispose (object);
}

static void
cue_demo_class_init (CueDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_demo_get_property;
  object_class->dispose = cue_demo_dispose;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_demo_init (CueDemo *self)
{
}

/**
 * cue_demo_new:
 *
 * Returns: (transfer full): a demo that does not run yet
 */
CueDemo *
cue_demo_new (void)
{
  return g_object_new (CUE_TYPE_DEMO, NULL);
}

/**
 * cue_demo_start_async:
 * @self: a demo that does not run
 * @scenario: (nullable): the name of a scenario, or %NULL for a whole show
 * @cancellable: (nullable): stops waiting, not the child
 * @callback: called when the demo answers
 * @data: for @callback
 *
 * Starts the simulator and waits until it is ready.
 */
void
cue_demo_start_async (CueDemo            *self,
                      const char         *scenario,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = cue_companion_find ("cuelightctl");

  g_return_if_fail (CUE_IS_DEMO (self));
  g_return_if_fail (self->process == NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, cue_demo_start_async);

  if (program == NULL) {
    g_task_return_new_error (task,
                             CUE_ERROR,
                             CUE_ERROR_STORAGE,
                             "%s",
                             _ ("The program “cuelightctl”, which runs the demo, is not "
                                "installed."));
    return;
  }

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error,
                                    program,
                                    "simulate",
                                    "--exit-with-parent",
                                    "--scenario",
                                    scenario != NULL ? scenario : "show",
                                    // Something to find, in states that come late or never.
                                    "--asset",
                                    "postliveFgImg916=too-small",
                                    "--asset",
                                    "interruptionBgImg916=signed-amazon",
                                    NULL);

  if (self->process == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_subprocess_wait_async (self->process, self->cancellable, on_process_ended, self);
  g_data_input_stream_read_line_async (self->output,
                                       G_PRIORITY_DEFAULT,
                                       cancellable,
                                       on_line_read,
                                       g_steal_pointer (&task));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/**
 * cue_demo_start_finish:
 * @self: a demo
 * @result: given to the callback
 * @error: why it did not start, in a sentence for people
 *
 * Returns: (transfer full) (nullable): what the simulator says about itself
 */
JsonObject *
cue_demo_start_finish (CueDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_demo_get_running:
 * @self: a demo
 *
 * Returns: whether the child runs
 */
gboolean
cue_demo_get_running (CueDemo *self)
{
  g_return_val_if_fail (CUE_IS_DEMO (self), FALSE);

  return self->process != NULL;
}

/**
 * cue_demo_stop:
 * @self: a demo
 *
 * Ends the child. It goes by itself when its input closes; the signal is for one that hangs.
 */
void
cue_demo_stop (CueDemo *self)
{
  g_return_if_fail (CUE_IS_DEMO (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);

  if (self->process == NULL)
    return;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}
