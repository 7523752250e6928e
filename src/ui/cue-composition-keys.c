// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-composition-keys.h"

#include "cue-composition.h"

/* The keys with which a composition is looked at closely, with Ctrl or without. A menu shows the
 * last one that does the same. */
static const struct {
  guint       key;
  const char *action;
  double      zoom; /* its parameter; negative without */
} keys[] = {
  { GDK_KEY_plus, "composition.zoom-in", -1 },
  { GDK_KEY_equal, "composition.zoom-in", -1 },
  { GDK_KEY_KP_Add, "composition.zoom-in", -1 },
  { GDK_KEY_minus, "composition.zoom-out", -1 },
  { GDK_KEY_KP_Subtract, "composition.zoom-out", -1 },
  { GDK_KEY_KP_0, "composition.zoom", CUE_COMPOSITION_ZOOM_FIT },
  { GDK_KEY_0, "composition.zoom", CUE_COMPOSITION_ZOOM_FIT },
  { GDK_KEY_KP_1, "composition.zoom", 1 },
  { GDK_KEY_1, "composition.zoom", 1 },
};

static void
add_key (GtkWidgetClass *widget_class, guint i, GdkModifierType state)
{
  if (keys[i].zoom < 0)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, state, keys[i].action, NULL);
  else
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         state,
                                         keys[i].action,
                                         "d",
                                         keys[i].zoom);
}

/**
 * cue_composition_keys_bind:
 * @widget_class: of a widget that has the actions of a composition view
 *
 * Makes the keys do what they say. For `class_init`.
 */
void
cue_composition_keys_bind (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    add_key (widget_class, i, 0);
    add_key (widget_class, i, GDK_CONTROL_MASK);
  }
}

/**
 * cue_composition_keys_press:
 * @view: a widget of that class
 * @key: that was pressed somewhere else
 * @state: the modifiers that were held
 *
 * Does with a key what the view does with it when it has the keyboard.
 *
 * Returns: whether that is anything
 */
gboolean
cue_composition_keys_press (GtkWidget *view, guint key, GdkModifierType state)
{
  g_return_val_if_fail (GTK_IS_WIDGET (view), FALSE);

  if ((state & gtk_accelerator_get_default_mod_mask () & ~(GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (keys[i].key == key)
      return gtk_widget_activate_action_variant (view,
                                                 keys[i].action,
                                                 keys[i].zoom < 0
                                                   ? NULL
                                                   : g_variant_new_double (keys[i].zoom));
  }

  return FALSE;
}
