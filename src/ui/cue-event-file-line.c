// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-line.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"

/**
 * CueEventFileLine:
 *
 * One file of events: where it is, how large, how much of it came, and what can be done with it by
 * the actions `files.open`, `files.download` and `files.delete`, whose target is its name. Main
 * thread only.
 */
struct _CueEventFileLine {
  AdwBin parent_instance;

  CueEventFile *file; /* owned */

  GtkImage       *icon;
  GtkLabel       *name;
  GtkLabel       *words;
  GtkProgressBar *progress;
  GtkWidget      *open;
  GtkWidget      *download;
  GtkWidget      *remove;
};

G_DEFINE_FINAL_TYPE (CueEventFileLine, cue_event_file_line, ADW_TYPE_BIN)

static const struct {
  const char *icon;
  CueHealth   health;
} looks[] = {
  [CUE_EVENT_FILE_STATE_NEW] = { "folder-download-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_FILE_STATE_DOWNLOADING] = { "content-loading-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_FILE_STATE_DOWNLOADED] = { "emblem-ok-symbolic", CUE_HEALTH_OK },
  [CUE_EVENT_FILE_STATE_DELETING] = { "content-loading-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_FILE_STATE_DELETED] = { "user-trash-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_FILE_STATE_FAILED] = { "dialog-error-symbolic", CUE_HEALTH_ERROR },
  [CUE_EVENT_FILE_STATE_UNSAFE] = { "dialog-warning-symbolic", CUE_HEALTH_WARNING },
};

static void
update (CueEventFileLine *self)
{
  CueEventFileState state = cue_event_file_get_state (self->file);
  const char       *said = cue_event_file_get_words (self->file);
  double            progress = cue_event_file_get_progress (self->file);
  gboolean          busy = state == CUE_EVENT_FILE_STATE_DOWNLOADING ||
                  state == CUE_EVENT_FILE_STATE_DELETING;
  gboolean is_here = cue_event_file_get_saved (self->file) != NULL;
  gboolean is_there = state != CUE_EVENT_FILE_STATE_DELETED && state != CUE_EVENT_FILE_STATE_UNSAFE;
  g_autoptr (GString) words = g_string_new (cue_event_file_state_get_title (state));

  if (cue_event_file_get_size (self->file) > 0) {
    g_autofree char *size = g_format_size (cue_event_file_get_size (self->file));

    g_string_append_printf (words, " · %s", size);
  }

  if (said != NULL && said[0] != '\0')
    g_string_append_printf (words, " · %s", said);

  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  cue_health_style_apply (GTK_WIDGET (self->icon), looks[state].health);
  gtk_label_set_label (self->words, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state == CUE_EVENT_FILE_STATE_DOWNLOADING);

  if (progress < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, MIN (progress, 1));

  gtk_widget_set_visible (self->open, is_here);
  gtk_widget_set_visible (self->download, is_there);
  gtk_widget_set_visible (self->remove, is_there);
  gtk_widget_set_sensitive (self->download, !busy);
  gtk_widget_set_sensitive (self->remove, !busy);
}

static void
cue_event_file_line_dispose (GObject *object)
{
  CueEventFileLine *self = CUE_EVENT_FILE_LINE (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (cue_event_file_line_parent_class)->dispose (object);
}

static void
cue_event_file_line_class_init (CueEventFileLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_event_file_line_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-event-file-line.ui");
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, icon);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, name);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, words);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, progress);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, open);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, download);
  gtk_widget_class_bind_template_child (widget_class, CueEventFileLine, remove);
}

static void
cue_event_file_line_init (CueEventFileLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_event_file_line_new:
 * @file: what it shows
 *
 * Returns: (transfer floating): a line that follows @file
 */
GtkWidget *
cue_event_file_line_new (CueEventFile *file)
{
  CueEventFileLine *self;
  const char       *name;
  g_autofree char  *shown = NULL;

  g_return_val_if_fail (CUE_IS_EVENT_FILE (file), NULL);

  self = g_object_new (CUE_TYPE_EVENT_FILE_LINE, NULL);
  self->file = g_object_ref (file);
  name = cue_event_file_get_name (file);
  g_object_get (file, "display-name", &shown, NULL);
  gtk_label_set_label (self->name, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), shown);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->download), "s", name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", name);
  g_signal_connect_swapped (file, "notify", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
