// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-demo-event.h"

#include "cue-demo.h"
#include "cue-signal.h"

/**
 * CueDemoEvent:
 *
 * The demo and the one event it gives to the list of events: neither stays without the other. When
 * the event is removed the simulator ends, and when the simulator ends by itself the event goes and
 * “ended” is emitted. ‘running’ says whether the simulator runs. Owned by the window; main thread
 * only.
 */
struct _CueDemoEvent {
  GObject parent_instance;

  CueSessionList *sessions; /* owned */
  CueDemo        *demo;     /* owned; NULL once stopped for good, in dispose */
  char           *control;  /* owned; where the demo is steered; may be NULL */
  char           *id;       /* owned; the id of its event; may be NULL */
};

G_DEFINE_FINAL_TYPE (CueDemoEvent, cue_demo_event, G_TYPE_OBJECT)

typedef enum {
  PROP_RUNNING = 1,
} CueDemoEventProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

enum {
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_sessions_changed (CueDemoEvent *self)
{
  if (self->id == NULL || cue_session_list_find (self->sessions, self->id, NULL) != NULL)
    return;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->control, g_free);
  cue_demo_stop (self->demo);
}

static void
on_running_changed (CueDemoEvent *self)
{
  gboolean running = cue_demo_get_running (self->demo);

  if (!running)
    g_clear_pointer (&self->control, g_free);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  if (!running && self->id != NULL) {
    g_clear_pointer (&self->id, g_free);
    cue_roster_remove_demo (cue_session_list_get_roster (self->sessions));
    g_signal_emit (self, signals[ENDED], 0);
  }
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CueDemoEvent *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) description = cue_demo_start_finish (CUE_DEMO (source), result, &error);
  CueMonitor *monitor = NULL;

  /* It was let go meanwhile, and the demo with it. */
  if (self->demo == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The demo is not wanted");
    return;
  }

  g_clear_pointer (&self->control, g_free);
  g_clear_pointer (&self->id, g_free);

  if (description != NULL) {
    self->control =
      g_strdup (json_object_get_string_member_with_default (description, "controlUrl", NULL));
    monitor =
      cue_roster_add_demo (cue_session_list_get_roster (self->sessions), description, &error);
  }

  if (monitor == NULL) {
    cue_demo_stop (self->demo);

    if (error == NULL)
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The demo was stopped");

    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  self->id = g_strdup (cue_profile_get_id (cue_monitor_get_profile (monitor)));
  g_task_return_pointer (task, cue_session_list_find (self->sessions, self->id, NULL), NULL);
}

static void
cue_demo_event_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueDemoEventProperty) id) {
  case PROP_RUNNING:
    g_value_set_boolean (value, cue_demo_event_get_running (CUE_DEMO_EVENT (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_demo_event_dispose (GObject *object)
{
  CueDemoEvent *self = CUE_DEMO_EVENT (object);

  cue_demo_event_stop (self);
  g_clear_object (&self->demo);
  g_clear_pointer (&self->control, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->sessions);

  G_OBJECT_CLASS (cue_demo_event_parent_class)->dispose (object);
}

static void
cue_demo_event_class_init (CueDemoEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_demo_event_get_property;
  object_class->dispose = cue_demo_event_dispose;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueDemoEvent::ended:
   *
   * The simulator ended by itself, and its event is gone.
   */
  signals[ENDED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "ended");
}

static void
cue_demo_event_init (CueDemoEvent *self)
{
  self->demo = cue_demo_new ();
  g_signal_connect_swapped (self->demo, "notify::running", G_CALLBACK (on_running_changed), self);
}

/**
 * cue_demo_event_new:
 * @sessions: the events
 *
 * Returns: (transfer full): a demo that does not run yet
 */
CueDemoEvent *
cue_demo_event_new (CueSessionList *sessions)
{
  CueDemoEvent *self;

  g_return_val_if_fail (CUE_IS_SESSION_LIST (sessions), NULL);

  self = g_object_new (CUE_TYPE_DEMO_EVENT, NULL);
  self->sessions = g_object_ref (sessions);
  g_signal_connect_object (sessions,
                           "items-changed",
                           G_CALLBACK (on_sessions_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * cue_demo_event_start_async:
 * @self: a demo that does not run
 * @scenario: (nullable): what it plays, or %NULL for a whole show
 * @callback: called when its event is there
 * @data: for @callback
 *
 * Starts the simulator and puts its event among the others.
 */
void
cue_demo_event_start_async (CueDemoEvent       *self,
                            const char         *scenario,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  GTask *task;

  g_return_if_fail (CUE_IS_DEMO_EVENT (self));
  g_return_if_fail (!cue_demo_event_get_running (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, cue_demo_event_start_async);
  cue_demo_start_async (self->demo, scenario, NULL, on_started, task);
}

/**
 * cue_demo_event_start_finish:
 * @self: a demo
 * @result: given to the callback
 * @error: why there is no event, in a sentence for people; %G_IO_ERROR_CANCELLED when nobody needs
 *   to be told
 *
 * Returns: (transfer none) (nullable): the event
 */
CueEventSession *
cue_demo_event_start_finish (CueDemoEvent *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cue_demo_event_get_running:
 * @self: a demo
 *
 * Returns: whether the simulator runs
 */
gboolean
cue_demo_event_get_running (CueDemoEvent *self)
{
  g_return_val_if_fail (CUE_IS_DEMO_EVENT (self), FALSE);

  return self->demo != NULL && cue_demo_get_running (self->demo);
}

/**
 * cue_demo_event_get_control:
 * @self: a demo
 *
 * Returns: (transfer none) (nullable): where the running demo takes orders
 */
const char *
cue_demo_event_get_control (CueDemoEvent *self)
{
  g_return_val_if_fail (CUE_IS_DEMO_EVENT (self), NULL);

  return self->control;
}

/**
 * cue_demo_event_stop:
 * @self: a demo
 *
 * Ends the simulator for good, without a word; its event stays where it is.
 */
void
cue_demo_event_stop (CueDemoEvent *self)
{
  g_return_if_fail (CUE_IS_DEMO_EVENT (self));

  if (self->demo == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->demo, self);
  cue_demo_stop (self->demo);
  g_clear_object (&self->demo);
}
