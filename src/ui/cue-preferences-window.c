// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preferences-window.h"

/**
 * CuePreferencesWindow:
 *
 * The preferences. Each control is bound to its key, so a change is kept at once. Main thread only.
 */
struct _CuePreferencesWindow {
  AdwPreferencesWindow parent_instance;

  AdwComboRow *colour_scheme;
  GtkWidget   *show_details;
  GtkWidget   *play_automatically;
  GtkWidget   *start_muted;
  GtkWidget   *hide_names;
  GtkWidget   *quiet_minutes;
};

G_DEFINE_FINAL_TYPE (CuePreferencesWindow, cue_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char *schemes[] = { "system", "light", "dark" };

static gboolean
get_scheme (GValue *value, GVariant *variant, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++) {
    if (g_str_equal (schemes[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  }

  return TRUE;
}

static GVariant *
set_scheme (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_string (schemes[MIN (g_value_get_uint (value), G_N_ELEMENTS (schemes) - 1)]);
}

static void
cue_preferences_window_class_init (CuePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePreferencesWindow, colour_scheme);
  gtk_widget_class_bind_template_child (widget_class, CuePreferencesWindow, show_details);
  gtk_widget_class_bind_template_child (widget_class, CuePreferencesWindow, play_automatically);
  gtk_widget_class_bind_template_child (widget_class, CuePreferencesWindow, start_muted);
  gtk_widget_class_bind_template_child (widget_class, CuePreferencesWindow, hide_names);
  gtk_widget_class_bind_template_child (widget_class, CuePreferencesWindow, quiet_minutes);
}

static void
cue_preferences_window_init (CuePreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_preferences_window_new:
 * @parent: (nullable): the main window
 * @settings: the preferences
 *
 * Returns: (transfer none): a window, not yet presented
 */
GtkWidget *
cue_preferences_window_new (GtkWindow *parent, GSettings *settings)
{
  CuePreferencesWindow *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CUE_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  g_settings_bind_with_mapping (settings,
                                "color-scheme",
                                self->colour_scheme,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                get_scheme,
                                set_scheme,
                                NULL,
                                NULL);
  g_settings_bind (settings, "show-details", self->show_details, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "play-automatically",
                   self->play_automatically,
                   "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "start-muted", self->start_muted, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "hide-names", self->hide_names, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings,
                   "quiet-minutes",
                   self->quiet_minutes,
                   "value",
                   G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}

/**
 * cue_preferences_apply_colour_scheme:
 * @settings: the preferences
 *
 * Makes the whole program light or dark as the preferences say.
 */
void
cue_preferences_apply_colour_scheme (GSettings *settings)
{
  static const AdwColorScheme styles[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int scheme = g_settings_get_enum (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      styles[CLAMP (scheme, 0, (int) G_N_ELEMENTS (styles) - 1)]);
}
