// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-early-key.h"

/**
 * cue_early_key_add:
 * @widget: a form
 * @trigger: a key, such as “&lt;Control&gt;Return”
 * @action: an action of @widget without a parameter
 *
 * Lets a key act wherever the focus is in a form. A binding of the class comes too late where it is
 * in a text view, which takes every Return for a new line.
 */
void
cue_early_key_add (GtkWidget *widget, const char *trigger, const char *action)
{
  GtkEventController *controller;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  controller = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            trigger),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, controller);
}
