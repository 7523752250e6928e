// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-composition-window.h"

#include <glib/gi18n-lib.h>

#include "cue-composition-view.h"

/**
 * CueCompositionWindow:
 *
 * A composition over the whole screen, as large as that is. Escape or F11 leave it. Main thread
 * only.
 */
struct _CueCompositionWindow {
  AdwWindow parent_instance;

  CueCompositionView *view;
  AdwToastOverlay    *toasts;
};

G_DEFINE_FINAL_TYPE (CueCompositionWindow, cue_composition_window, ADW_TYPE_WINDOW)

static void
show_toast (GtkWidget *widget, const char *name, GVariant *words)
{
  AdwToast *toast = adw_toast_new (g_variant_get_string (words, NULL));

  adw_toast_overlay_add_toast (CUE_COMPOSITION_WINDOW (widget)->toasts, toast);
}

static void
cue_composition_window_class_init (CueCompositionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "window.toast", "s", show_toast);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "window.close", NULL);
}

static void
cue_composition_window_init (CueCompositionWindow *self)
{
  self->view = CUE_COMPOSITION_VIEW (cue_composition_view_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  cue_composition_view_set_alone (self->view, TRUE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->view));
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_widget_add_css_class (GTK_WIDGET (self), "stage");
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 960);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

/**
 * cue_composition_window_new:
 * @parent: the main window
 * @like: what to show, with its guides and what it is compared with
 * @title: (nullable): the name of the state
 *
 * Returns: (transfer none): a window that covers the screen when it is presented
 */
GtkWidget *
cue_composition_window_new (GtkWindow *parent, CueComposition *like, const char *title)
{
  CueCompositionWindow *self;

  g_return_val_if_fail (CUE_IS_COMPOSITION (like), NULL);

  self = g_object_new (CUE_TYPE_COMPOSITION_WINDOW, "transient-for", parent, NULL);
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : _ ("Phone"));
  cue_composition_view_set_title (self->view, title);
  cue_composition_view_set_scene (self->view, cue_composition_get_scene (like));
  cue_composition_view_set_before (self->view, cue_composition_get_before (like));
  cue_composition_view_set_guides (self->view, cue_composition_get_guides (like));
  cue_composition_set_wipe (cue_composition_view_get_composition (self->view),
                            cue_composition_get_wipe (like));
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
