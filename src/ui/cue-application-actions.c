// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-application-private.h"

#include <glib/gi18n-lib.h>

#include "cue-preferences-window.h"

/* What the menu of the program does, and which keys do what. */

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *developers[] = { "The Cuelight developers", NULL };
  GtkWindow         *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_show_about_window (parent,
                         "application-name",
                         "Cuelight",
                         "application-icon",
                         CUE_APPLICATION_ID,
                         "version",
                         CUE_VERSION,
                         "developer-name",
                         developers[0],
                         "developers",
                         developers,
                         "comments",
                         _ ("Watches what the audience of your live event will get, and says in "
                            "words what is wrong and why."),
                         "copyright",
                         "© 2026 The Cuelight developers",
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         /* Translators: put your names here, one a line */
                         "translator-credits",
                         _ ("translator-credits"),
                         NULL);
}

/* Built when it is first asked for: a window should not wait for it. */
static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplicationWindow *window =
    GTK_APPLICATION_WINDOW (cue_application_ensure_window (CUE_APPLICATION (data)));

  if (gtk_application_window_get_help_overlay (window) == NULL) {
    g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource ("/io/github/cuelight/Cuelight/ui/cue-shortcuts.ui");

    gtk_application_window_set_help_overlay (window,
                                             GTK_SHORTCUTS_WINDOW (
                                               gtk_builder_get_object (builder, "shortcuts")));
  }

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CueApplication *self = CUE_APPLICATION (data);

  gtk_window_present (GTK_WINDOW (
    cue_preferences_window_new (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                cue_application_get_settings (self))));
}

static void
on_demo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cue_window_start_demo (cue_application_ensure_window (CUE_APPLICATION (data)), NULL);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cue_application_end (CUE_APPLICATION (data));
}

/**
 * cue_application_add_actions:
 * @self: the program
 *
 * Gives it its actions, and every action of the window the keys that stand for it.
 */
void
cue_application_add_actions (CueApplication *self)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = on_about },
    { .name = "preferences", .activate = on_preferences },
    { .name = "shortcuts", .activate = on_shortcuts },
    { .name = "demo", .activate = on_demo },
    { .name = "quit", .activate = on_quit },
  };
  static const struct {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "app.shortcuts", { "<Control>question" } },
    { "event.add", { "<Control>n" } },
    { "event.edit", { "<Control>e" } },
    { "event.check-now", { "<Control>r", "F5" } },
    { "event.next", { "<Control>Page_Down" } },
    { "event.previous", { "<Control>Page_Up" } },
    { "problems.show", { "<Control>i" } },
    { "player.toggle", { "<Control>p" } },
    { "player.mute", { "<Control>m" } },
    { "player.fullscreen", { "F11" } },
    { "player.save-picture", { "<Control>s" } },
    { "window.show-page::on-air", { "<Alt>1" } },
    { "window.show-page::access", { "<Alt>2" } },
    { "window.show-page::acoustic", { "<Alt>3" } },
    { "window.show-page::feeds", { "<Alt>4" } },
    { "window.search", { "<Control>f" } },
    { "acoustic.register", { "<Control>t" } },
    { "feeds.newest", { "<Control>l" } },
    { "feeds.follow", { "F6" } },
    { "access.toggle-pause", { "F7" } },
    { "access.toggle-names", { "F8" } },
    { "access.acknowledge", { "<Control>k" } },
    { "access.copy-raw", { "<Control><Shift>c" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accelerators[i].action,
                                           accelerators[i].keys);
}
