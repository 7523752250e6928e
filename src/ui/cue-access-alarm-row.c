// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-alarm-row.h"

#include <glib/gi18n-lib.h>

#include "cue-access-look.h"
#include "cue-access-words.h"
#include "cue-figure.h"
#include "cue-ticker.h"
#include "cue-time.h"

/**
 * CueAccessAlarmRow:
 *
 * One open alarm: what, where, for how long, and a button that says somebody takes care of it. Main
 * thread only.
 */
struct _CueAccessAlarmRow {
  AdwBin parent_instance;

  CueAccessAlarm *alarm; /* owned; may be NULL */
  CueAccessView  *view;  /* owned; NULL with ‘alarm’ */
  gboolean        filling;

  GtkImage        *icon;
  GtkLabel        *what;
  GtkLabel        *door;
  GtkLabel        *note;
  CueFigure       *duration;
  GtkToggleButton *acknowledge;
};

G_DEFINE_FINAL_TYPE (CueAccessAlarmRow, cue_access_alarm_row, ADW_TYPE_BIN)

static void
update_duration (GtkWidget *widget)
{
  CueAccessAlarmRow *self = CUE_ACCESS_ALARM_ROW (widget);
  g_autofree char   *words = NULL;
  gint64             now;

  if (self->alarm == NULL)
    return;

  now = cue_clock_get_wall (cue_access_view_get_clock (self->view));
  words = cue_time_format_duration (MAX (now - cue_access_alarm_get_since_us (self->alarm), 0),
                                    CUE_DURATION_SHORT);
  cue_figure_set_text (self->duration, words);
}

static void
update_alarm (CueAccessAlarmRow *self)
{
  CueAccessEvent      *event = cue_access_alarm_get_event (self->alarm);
  const CueAccessNote *note = cue_access_view_get_note (self->view, event);
  gboolean             acknowledged = note != NULL && note->acknowledged_wall_us != 0;
  g_autofree char     *what = cue_access_words_what (event);
  g_autofree char     *door = cue_access_words_door (event);
  g_autofree char     *spoken = g_strdup_printf ("%s, %s", what, door != NULL ? door : "");
  GtkWidget           *item = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->door, door != NULL ? door : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->door), door);
  gtk_label_set_label (self->note, note != NULL && note->text != NULL ? note->text : "");
  gtk_image_set_from_icon_name (self->icon, cue_access_look_get_icon (CUE_ACCESS_LOOK_ALARM));

  /* What somebody takes care of is still open, but calls for nobody. */
  if (acknowledged)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "health-error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "health-error");

  self->filling = TRUE;
  gtk_toggle_button_set_active (self->acknowledge, acknowledged);
  gtk_button_set_label (GTK_BUTTON (self->acknowledge),
                        acknowledged ? _ ("Acknowledged") : _ ("Acknowledge"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->acknowledge),
                            cue_access_view_can_annotate (self->view, event));
  self->filling = FALSE;

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken,
                                    -1);

  update_duration (GTK_WIDGET (self));
}

static void
on_toggled (CueAccessAlarmRow *self)
{
  CueAccessEvent      *event;
  const CueAccessNote *note;
  g_autofree char     *text = NULL;

  if (self->filling || self->alarm == NULL)
    return;

  event = cue_access_alarm_get_event (self->alarm);
  note = cue_access_view_get_note (self->view, event);
  text = note != NULL ? g_strdup (note->text) : NULL;
  cue_access_view_annotate (self->view,
                            event,
                            gtk_toggle_button_get_active (self->acknowledge),
                            text);
}

static void
cue_access_alarm_row_dispose (GObject *object)
{
  cue_access_alarm_row_set_alarm (CUE_ACCESS_ALARM_ROW (object), NULL, NULL);

  G_OBJECT_CLASS (cue_access_alarm_row_parent_class)->dispose (object);
}

static void
cue_access_alarm_row_class_init (CueAccessAlarmRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_alarm_row_dispose;

  g_type_ensure (CUE_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-alarm-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarmRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarmRow, what);
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarmRow, door);
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarmRow, note);
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarmRow, duration);
  gtk_widget_class_bind_template_child (widget_class, CueAccessAlarmRow, acknowledge);
}

static void
cue_access_alarm_row_init (CueAccessAlarmRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->acknowledge, "toggled", G_CALLBACK (on_toggled), self);
  cue_ticker_attach (GTK_WIDGET (self), update_duration);
}

/**
 * cue_access_alarm_row_new:
 *
 * Returns: (transfer floating): a row without an alarm
 */
GtkWidget *
cue_access_alarm_row_new (void)
{
  return g_object_new (CUE_TYPE_ACCESS_ALARM_ROW, NULL);
}

/**
 * cue_access_alarm_row_set_alarm:
 * @self: a row
 * @alarm: (nullable): what to show
 * @view: (nullable): what the user looks at; %NULL with @alarm
 *
 * Chooses what the row shows.
 */
void
cue_access_alarm_row_set_alarm (CueAccessAlarmRow *self, CueAccessAlarm *alarm, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_ALARM_ROW (self));
  g_return_if_fail ((alarm == NULL) == (view == NULL));

  if (self->alarm != NULL)
    g_signal_handlers_disconnect_by_data (self->alarm, self);

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);

  g_set_object (&self->alarm, alarm);
  g_set_object (&self->view, view);

  if (alarm == NULL)
    return;

  g_signal_connect_swapped (alarm, "notify", G_CALLBACK (update_alarm), self);
  g_signal_connect_swapped (view, "noted", G_CALLBACK (update_alarm), self);
  update_alarm (self);
}
