// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-access.h"

#include <glib/gstdio.h>

void
ui_access_set_up (UiAccess *f, gconstpointer data)
{
  g_autoptr (CueAccessDoors) doors = NULL;
  g_autoptr (CueAccessNotes) notes = NULL;

  ui_fixture_set_up (&f->ui, data);
  f->log = cue_access_log_new (0, 0);
  f->crowd = cue_crowd_new (f->log);
  f->links = g_list_store_new (CUE_TYPE_ACCESS_LINK);
  doors = cue_access_doors_new (f->log, f->ui.clock);
  notes = cue_access_notes_new (f->ui.folder);
  f->view = cue_access_view_new (f->log, doors, notes, G_LIST_MODEL (f->links), f->ui.clock);
}

void
ui_access_tear_down (UiAccess *f, gconstpointer data)
{
  g_autofree char *notes = g_build_filename (f->ui.folder, "door-notes.json", NULL);
  CueAccessNotes  *kept = cue_access_view_get_notes (f->view);

  cue_access_notes_flush (kept, NULL);

  if (f->ui.window != NULL) {
    gtk_window_destroy (GTK_WINDOW (f->ui.window));
    f->ui.window = NULL;
  }

  g_object_add_weak_pointer (G_OBJECT (f->view), (gpointer *) &f->view);
  g_object_unref (f->view);
  g_assert_null (f->view);
  g_object_unref (f->links);
  cue_crowd_free (f->crowd);
  g_object_unref (f->log);
  g_unlink (notes);
  ui_fixture_tear_down (&f->ui, data);
}

gint64
ui_access_get_now (UiAccess *f)
{
  return cue_clock_get_wall (f->ui.clock);
}

void
ui_access_settle (UiAccess *f)
{
  cue_access_log_flush (f->log);
  ui_settle (f->ui.window);
}

void
ui_access_arrive (UiAccess *f, guint n)
{
  for (guint i = 0; i < n; i++)
    cue_crowd_arrive (f->crowd, ui_access_get_now (f) - (gint64) (n - i) * G_USEC_PER_SEC / 100);

  ui_access_settle (f);
}

void
ui_access_show (UiAccess *f, guint n)
{
  f->page = g_object_new (CUE_TYPE_ACCESS_PAGE, NULL);
  cue_access_page_set_settings (f->page, f->ui.settings);
  cue_access_page_set_view (f->page, f->view);
  ui_fixture_show (&f->ui, GTK_WIDGET (f->page), 1040, 748);
  ui_access_arrive (f, n);
}

CueIdRows *
ui_access_get_rows (UiAccess *f)
{
  return cue_access_view_get_rows (f->view);
}

guint
ui_access_count (UiAccess *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ui_access_get_rows (f)));
}

gboolean
ui_access_is_line_of (GtkWidget *widget, gpointer id)
{
  return CUE_IS_ACCESS_LINE (widget) && gtk_widget_get_mapped (widget) &&
         cue_access_line_get_row (CUE_ACCESS_LINE (widget)) != NULL &&
         cue_access_row_get_id (cue_access_line_get_row (CUE_ACCESS_LINE (widget))) ==
           *(guint64 *) id;
}

CueAccessLine *
ui_access_find_line (UiAccess *f, guint position)
{
  guint64 id = cue_id_rows_get_id_at (ui_access_get_rows (f), position);

  return CUE_ACCESS_LINE (ui_find (GTK_WIDGET (f->page), ui_access_is_line_of, &id));
}
