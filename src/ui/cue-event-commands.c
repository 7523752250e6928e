// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-commands.h"

#include <glib/gi18n-lib.h>

#include "cue-answer-window.h"
#include "cue-compat.h"
#include "cue-error.h"
#include "cue-preflight-window.h"
#include "cue-problems-window.h"
#include "cue-profile-window.h"
#include "cue-time.h"

/* The commands of the window that act on events: class actions “event.verb”, “events.verb”,
 * “answer.show” and “problems.show”. Each works on the open event. */

static CueRoster *
get_roster (CueWindow *window)
{
  return cue_session_list_get_roster (cue_window_get_sessions (window));
}

static CueProfile *
get_profile (CueWindow *window)
{
  CueEventSession *session = cue_window_get_session (window);

  return session != NULL ? cue_monitor_get_profile (cue_event_session_get_monitor (session)) : NULL;
}

static void
open_profile (CueWindow *window, CueProfile *profile)
{
  CueEventSession *session =
    cue_session_list_find (cue_window_get_sessions (window), cue_profile_get_id (profile), NULL);

  if (session != NULL)
    cue_window_open (window, session);
}

static void
on_profile_added (CueProfileWindow *dialog, CueProfile *profile, CueWindow *window)
{
  open_profile (window, profile);
}

static void
add_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog =
    cue_profile_window_new (GTK_WINDOW (widget), get_roster (CUE_WINDOW (widget)), NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_profile_added), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueWindow *window = CUE_WINDOW (widget);

  if (get_profile (window) != NULL)
    gtk_window_present (GTK_WINDOW (
      cue_profile_window_new (GTK_WINDOW (window), get_roster (window), get_profile (window))));
}

static void
duplicate_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueWindow  *window = CUE_WINDOW (widget);
  CueProfile *copy;

  if (get_profile (window) == NULL)
    return;

  copy =
    cue_profile_store_duplicate (cue_roster_get_store (get_roster (window)), get_profile (window));
  open_profile (window, copy);
  cue_window_toast (window, _ ("Duplicated. The secret was not copied."));
}

static void
on_removal_confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueProfile) profile = data;
  CueWindow *window = CUE_WINDOW (source);
  CueRoster *roster = get_roster (window);

  if (!cue_compat_confirm_finish (result))
    return;

  if (cue_profile_get_transient (profile)) {
    cue_roster_remove_demo (roster);
    return;
  }

  /* Its secret goes with it: the roster sees to that. */
  cue_profile_store_remove (cue_roster_get_store (roster), profile);
}

static void
remove_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueProfile      *profile = get_profile (CUE_WINDOW (widget));
  g_autofree char *heading = NULL;

  if (profile == NULL)
    return;

  heading = g_strdup_printf (_ ("Remove “%s”?"),
                             cue_monitor_get_title (cue_event_session_get_monitor (
                               cue_window_get_session (CUE_WINDOW (widget)))));
  cue_compat_confirm_async (GTK_WINDOW (widget),
                            heading,
                            cue_profile_get_transient (profile)
                              ? _ ("The demo ends. You can start it again from the main menu.")
                              : _ ("It is no longer watched, and its secret is deleted. This "
                                   "cannot be undone."),
                            _ ("_Remove"),
                            TRUE,
                            on_removal_confirmed,
                            g_object_ref (profile));
}

static void
move_event (GtkWidget *widget, int by)
{
  CueWindow       *window = CUE_WINDOW (widget);
  CueProfile      *profile = get_profile (window);
  CueProfileStore *store = cue_roster_get_store (get_roster (window));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++) {
    g_autoptr (CueProfile) each = g_list_model_get_item (G_LIST_MODEL (store), i);

    if (each == profile) {
      if ((int) i + by >= 0)
        cue_profile_store_move (store, profile, (guint) ((int) i + by));

      return;
    }
  }
}

static void
move_event_up (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_event (widget, -1);
}

static void
move_event_down (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_event (widget, 1);
}

static void
open_neighbour (GtkWidget *widget, int by)
{
  CueWindow  *window = CUE_WINDOW (widget);
  GListModel *sessions = G_LIST_MODEL (cue_window_get_sessions (window));
  guint       n_sessions = g_list_model_get_n_items (sessions);
  guint       position;
  g_autoptr (CueEventSession) neighbour = NULL;

  if (cue_window_get_session (window) == NULL || n_sessions < 2)
    return;

  cue_session_list_find (CUE_SESSION_LIST (sessions),
                         cue_event_session_get_id (cue_window_get_session (window)),
                         &position);
  neighbour = g_list_model_get_item (sessions, (position + n_sessions + (guint) by) % n_sessions);
  cue_window_open (window, neighbour);
}

static void
open_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_neighbour (widget, 1);
}

static void
open_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_neighbour (widget, -1);
}

static void
check_now (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));
  gint64           wait = 0;

  if (session == NULL || cue_monitor_refresh (cue_event_session_get_monitor (session), &wait))
    return;

  if (wait > 0) {
    g_autofree char *time =
      cue_time_format_duration (wait + G_USEC_PER_SEC - 1, CUE_DURATION_WORDS);
    /* Translators: %s is a length of time such as “2 min 10 s” */
    g_autofree char *words = g_strdup_printf (_ ("The service allows the next check in %s."), time);

    cue_window_toast (CUE_WINDOW (widget), words);
  }
}

static void
check_before_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));

  if (session != NULL)
    gtk_window_present (GTK_WINDOW (
      cue_preflight_window_new (GTK_WINDOW (widget),
                                session,
                                cue_roster_get_secrets (get_roster (CUE_WINDOW (widget))))));
}

static void
show_answer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));

  if (session != NULL)
    gtk_window_present (GTK_WINDOW (cue_answer_window_new (GTK_WINDOW (widget), session)));
}

static void
show_problems (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueEventSession *session = cue_window_get_session (CUE_WINDOW (widget));

  if (session != NULL)
    gtk_window_present (GTK_WINDOW (cue_problems_window_new (GTK_WINDOW (widget), session)));
}

static void
on_import_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GPtrArray) imported =
    cue_profile_store_import_file_finish (CUE_PROFILE_STORE (source), result, diagnostics, &error);
  g_autofree char *words = NULL;

  if (error != NULL) {
    cue_compat_tell (GTK_WINDOW (window), _ ("The Events Could Not Be Imported"), error->message);
    return;
  }

  for (guint i = 0; i < diagnostics->len; i++)
    cue_compat_tell (GTK_WINDOW (window),
                     _ ("Not Everything Was Imported"),
                     cue_diagnostic_get_message (diagnostics->pdata[i]));

  if (imported->len > 0)
    open_profile (window, imported->pdata[0]);

  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u event imported. Secrets are not part of the file.",
                                        "%u events imported. Secrets are not part of the file.",
                                        imported->len),
                           imported->len);
  cue_window_toast (window, words);
}

static void
on_import_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file != NULL)
    cue_profile_store_import_file_async (cue_roster_get_store (get_roster (CUE_WINDOW (source))),
                                         file,
                                         NULL,
                                         on_import_read,
                                         g_object_ref (source));
}

static void
import_events (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_compat_open_file_async (GTK_WINDOW (widget),
                              _ ("Import Events"),
                              _ ("_Import"),
                              on_import_chosen,
                              NULL);
}

static void
on_export_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueWindow) window = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    cue_window_toast (window, _ ("Events exported without secrets."));
  else
    cue_compat_tell (GTK_WINDOW (window), _ ("The Events Could Not Be Exported"), error->message);
}

static void
on_export_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  CueWindow *window = CUE_WINDOW (source);
  g_autoptr (GFile) file = cue_compat_file_finish (result);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return;

  diagnostics = cue_diagnostics_new ();
  bytes = cue_profile_store_export (cue_roster_get_store (get_roster (window)), NULL, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    cue_compat_tell (GTK_WINDOW (window),
                     _ ("Not Everything Is Exported"),
                     cue_diagnostic_get_message (diagnostics->pdata[i]));

  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_NONE,
                                       NULL,
                                       on_export_written,
                                       g_object_ref (window));
}

static void
export_events (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_compat_save_file_async (GTK_WINDOW (widget),
                              _ ("Export Events"),
                              /* Translators: the proposed name of a file */
                              _ ("Cuelight events.json"),
                              on_export_chosen,
                              NULL);
}

static const struct {
  const char                 *name;
  GtkWidgetActionActivateFunc activate;
  gboolean                    needs_event;
} commands[] = {
  { "event.add", add_event, FALSE },
  { "event.edit", edit_event, TRUE },
  { "event.duplicate", duplicate_event, TRUE },
  { "event.remove", remove_event, TRUE },
  { "event.move-up", move_event_up, TRUE },
  { "event.move-down", move_event_down, TRUE },
  { "event.next", open_next, TRUE },
  { "event.previous", open_previous, TRUE },
  { "event.check-now", check_now, TRUE },
  { "event.preflight", check_before_show, TRUE },
  { "answer.show", show_answer, TRUE },
  { "problems.show", show_problems, TRUE },
  { "events.import", import_events, FALSE },
  { "events.export", export_events, TRUE },
};

/**
 * cue_event_commands_install:
 * @widget_class: of the window
 *
 * Gives the window the commands that act on events.
 */
void
cue_event_commands_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (widget_class, commands[i].name, NULL, commands[i].activate);
}

/**
 * cue_event_commands_update:
 * @window: the window
 *
 * Switches each command on or off for the open event. A made-up event can neither be edited nor
 * copied nor moved: it is not kept.
 */
void
cue_event_commands_update (CueWindow *window)
{
  CueProfile *profile = get_profile (window);
  gboolean    transient = profile != NULL && cue_profile_get_transient (profile);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (window),
                                   commands[i].name,
                                   profile != NULL || !commands[i].needs_event);

  if (transient) {
    gtk_widget_action_set_enabled (GTK_WIDGET (window), "event.edit", FALSE);
    gtk_widget_action_set_enabled (GTK_WIDGET (window), "event.duplicate", FALSE);
    gtk_widget_action_set_enabled (GTK_WIDGET (window), "event.move-up", FALSE);
    gtk_widget_action_set_enabled (GTK_WIDGET (window), "event.move-down", FALSE);
  }
}
