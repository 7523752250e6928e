// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-time-entry.h"

#include "cue-acoustic-rules.h"
#include "cue-time-popover.h"

/**
 * CueTimeEntry:
 *
 * A time as it is sent, and a button with which it is chosen by day, time of day and zone. Its
 * text can be bound: that of cue_time_entry_get_entry(). Main thread only.
 */
struct _CueTimeEntry {
  AdwBin parent_instance;

  GtkWidget      *entry;
  GtkMenuButton  *button;
  CueTimePopover *popover;
};

G_DEFINE_FINAL_TYPE (CueTimeEntry, cue_time_entry, ADW_TYPE_BIN)

static void
on_opened (CueTimeEntry *self)
{
  gint64 us;

  if (!cue_acoustic_parse_timestamp (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &us))
    us = g_get_real_time ();

  cue_time_popover_set_time (self->popover, us);
}

static void
on_chosen (CueTimeEntry *self, gint64 wall_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_grab_focus (self->entry);
}

static gboolean
cue_time_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUE_TIME_ENTRY (widget)->entry);
}

static void
cue_time_entry_class_init (CueTimeEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = cue_time_entry_grab_focus;

  g_type_ensure (CUE_TYPE_TIME_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-time-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, CueTimeEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, CueTimeEntry, button);
  gtk_widget_class_bind_template_child (widget_class, CueTimeEntry, popover);
}

static void
cue_time_entry_init (CueTimeEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_opened), self);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (on_chosen), self);
}

/**
 * cue_time_entry_get_entry:
 * @self: an entry
 *
 * Returns: (transfer none): the field with the text
 */
GtkWidget *
cue_time_entry_get_entry (CueTimeEntry *self)
{
  g_return_val_if_fail (CUE_IS_TIME_ENTRY (self), NULL);

  return self->entry;
}
