// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-import.h"

#include "cue-publish-run-view.h"

CueAcousticImportView *
ui_import_find_view (UiAcoustic *f)
{
  return CUE_ACOUSTIC_IMPORT_VIEW (ui_find_type (f->ui.window, CUE_TYPE_ACOUSTIC_IMPORT_VIEW));
}

CuePublishRun *
ui_import_get_run (UiAcoustic *f)
{
  GtkWidget *view = ui_find_type (f->ui.window, CUE_TYPE_PUBLISH_RUN_VIEW);

  return cue_publish_run_view_get_run (CUE_PUBLISH_RUN_VIEW (view));
}

void
ui_import_activate (UiAcoustic *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui_import_find_view (f)), action, NULL));
}

void
ui_import_activate_run (UiAcoustic *f, const char *action)
{
  GtkWidget *view = ui_find_type (f->ui.window, CUE_TYPE_PUBLISH_RUN_VIEW);

  g_assert_true (gtk_widget_activate_action (view, action, NULL));
}

void
ui_import_open_text (UiAcoustic *f, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (f->ui.folder, "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "acoustic.import", NULL);
  cue_acoustic_import_view_open (ui_import_find_view (f), file);
}

static char *
make_rows (const char *wrong_time)
{
  GString *text = g_string_new ("eventcode,time,channel,email,doorName\n");

  for (guint i = 0; i < UI_IMPORT_N_ROWS; i++) {
    g_autofree char *time = g_strdup_printf ("2026-11-20T08:%02u:00Z", i);

    g_string_append_printf (text,
                            "ibmpageView,%s,Web,guest%u@example.org,North %u\n",
                            wrong_time != NULL && i == 4 ? wrong_time : time,
                            i,
                            i);
  }

  return g_string_free (text, FALSE);
}

/* The form, with a file that was read and all of whose rows were looked at. */
void
ui_import_open_rows (UiAcoustic *f, gboolean production, const char *wrong_time)
{
  g_autofree char *text = make_rows (wrong_time);

  /* A column becomes an attribute that the type was registered without. */
  cue_simulator_set_switch (f->simulator, "acoustic-attributes", "any", NULL);
  ui_acoustic_choose (f, production);
  cue_acoustic_page_show_section (f->page, "publish");
  ui_import_open_text (f, text, -1);
  ui_acoustic_wait_for_words (f, wrong_time != NULL ? "Publish 19 Events" : "Publish 20 Events");
}

gboolean
ui_import_is_quiet (gpointer data)
{
  CuePublishRun *run = ui_import_get_run (data);

  return run != NULL && cue_publish_run_get_state (run) != CUE_PUBLISH_RUN_READY &&
         !cue_publish_run_is_busy (run);
}

void
ui_import_wait_until_quiet (UiAcoustic *f)
{
  fake_engine_wait (ui_import_is_quiet, f);
}

static gboolean
has_guard (gpointer data)
{
  return ui_find_guard () != NULL;
}

GtkWidget *
ui_import_wait_for_guard (void)
{
  fake_engine_wait (has_guard, NULL);
  return ui_find_guard ();
}
