// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ticker.h"

/* Ages and times in state change once a second. One timer serves every widget that shows such a
 * number, so that all of them change in one frame; it runs only while one of them can be seen. */

typedef struct {
  GtkWidget  *widget; /* not owned: unmapped before it is destroyed */
  CueTickFunc func;
} Listener;

static GArray *listeners; /* of Listener; NULL before the first */
static guint   timer_id;

static gboolean
on_second_passed (gpointer data)
{
  cue_ticker_tick ();
  return G_SOURCE_CONTINUE;
}

static void
on_mapped (GtkWidget *widget, gpointer func)
{
  Listener listener = { widget, (CueTickFunc) func };

  if (listeners == NULL)
    listeners = g_array_new (FALSE, FALSE, sizeof (Listener));

  g_array_append_val (listeners, listener);

  if (timer_id == 0) {
    timer_id = g_timeout_add_seconds (1, on_second_passed, NULL);
    g_source_set_name_by_id (timer_id, "[cuelight] ages");
  }

  listener.func (widget);
}

static void
on_unmapped (GtkWidget *widget, gpointer func)
{
  for (guint i = 0; listeners != NULL && i < listeners->len; i++) {
    Listener *listener = &g_array_index (listeners, Listener, i);

    if (listener->widget == widget && listener->func == (CueTickFunc) func) {
      g_array_remove_index (listeners, i);
      break;
    }
  }

  if (listeners == NULL || listeners->len == 0)
    g_clear_handle_id (&timer_id, g_source_remove);
}

/**
 * cue_ticker_attach:
 * @widget: a widget that shows an age
 * @func: brings the shown number up to date
 *
 * Has @func called at once when @widget is mapped and then every second until it is unmapped.
 *
 * There is no timer while nothing that was attached can be seen.
 */
void
cue_ticker_attach (GtkWidget *widget, CueTickFunc func)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  g_signal_connect (widget, "map", G_CALLBACK (on_mapped), (gpointer) func);
  g_signal_connect (widget, "unmap", G_CALLBACK (on_unmapped), (gpointer) func);

  if (gtk_widget_get_mapped (widget))
    on_mapped (widget, (gpointer) func);
}

/**
 * cue_ticker_tick:
 *
 * Brings every visible age up to date now.
 *
 * The timer calls it; tests call it after they moved a clock.
 */
void
cue_ticker_tick (void)
{
  /* A callback may unmap another listener, so the array is walked by index and from the end. */
  for (guint i = listeners != NULL ? listeners->len : 0; i > 0; i--) {
    if (i <= listeners->len) {
      Listener listener = g_array_index (listeners, Listener, i - 1);

      listener.func (listener.widget);
    }
  }
}

/**
 * cue_ticker_get_n_active:
 *
 * Returns: how many widgets are being kept up to date
 */
guint
cue_ticker_get_n_active (void)
{
  return listeners != NULL ? listeners->len : 0;
}
