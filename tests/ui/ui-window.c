// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-window.h"

CueWindow *
ui_window_show (UiFixture *f)
{
  GtkWidget *window = cue_window_new (NULL, f->sessions, f->settings);
  int        width, height;

  g_settings_get (f->settings, "window-size", "(ii)", &width, &height);
  ui_fixture_show (f, window, width, height);
  return CUE_WINDOW (window);
}

void
ui_window_activate (CueWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

guint
ui_window_count (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}
