// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-player-commands.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-picture-window.h"

/* The commands of the window that act on the picture of the open event: class actions
 * “player.verb”. */

static CuePlayer *
get_player (GtkWidget *widget)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));

  return session != NULL ? cue_event_session_get_player (session) : NULL;
}

static void
toggle_playing (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));

  if (session != NULL)
    cue_event_session_set_playing (session, !cue_event_session_get_playing (session));
}

static void
toggle_mute (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePlayer *player = get_player (widget);

  if (player != NULL)
    cue_player_set_muted (player, !cue_player_get_muted (player));
}

static void
show_fullscreen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));

  if (cue_window_pages_show_full_screen (cue_window_get_pages (CUE_WINDOW (widget))))
    return;

  if (session != NULL)
    gtk_window_present (GTK_WINDOW (cue_picture_window_new (GTK_WINDOW (widget), session)));
}

static void
on_picture_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueWindow) window = data;
  g_autoptr (GError) error = NULL;

  if (cue_player_save_picture_finish (CUE_PLAYER (source), result, &error))
    cue_window_toast (window, _ ("Picture saved"));
  else
    cue_compat_tell (GTK_WINDOW (window), _ ("The Picture Could Not Be Saved"), error->message);
}

static void
on_picture_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CuePlayer) player = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file != NULL)
    cue_player_save_picture_async (player, file, NULL, on_picture_saved, g_object_ref (source));
}

static void
save_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CuePlayer *player = get_player (widget);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = now != NULL ? g_date_time_format (now, "%Y-%m-%d %H.%M.%S") : NULL;
  g_autofree char *file_name = NULL;

  if (player == NULL)
    return;

  /* Translators: the proposed name of a file; %s is date and time */
  file_name = g_strdup_printf (_ ("Picture from %s.png"), time != NULL ? time : "");
  cue_compat_save_file_async (GTK_WINDOW (widget),
                              _ ("Save the Picture"),
                              file_name,
                              on_picture_file_chosen,
                              g_object_ref (player));
}

static const struct {
  const char                 *name;
  GtkWidgetActionActivateFunc activate;
} commands[] = {
  { "player.toggle", toggle_playing },
  { "player.mute", toggle_mute },
  { "player.fullscreen", show_fullscreen },
  { "player.save-picture", save_picture },
};

/**
 * cue_player_commands_install:
 * @widget_class: of the window
 *
 * Gives the window the commands that act on the picture.
 */
void
cue_player_commands_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (widget_class, commands[i].name, NULL, commands[i].activate);
}

/**
 * cue_player_commands_update:
 * @window: the window
 *
 * Switches the commands on while an event is open.
 */
void
cue_player_commands_update (CueWindow *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (window),
                                   commands[i].name,
                                   cue_window_get_session (window) != NULL);
}
