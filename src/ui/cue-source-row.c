// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-source-row.h"

#include <glib/gi18n-lib.h>

#include "cue-figure.h"
#include "cue-format.h"
#include "cue-state-style.h"
#include "cue-ticker.h"

/**
 * CueSourceRow:
 *
 * How one source of an event is doing: shape, name, words, and the age of its last good answer.
 * Main thread only.
 */
struct _CueSourceRow {
  GtkListBoxRow parent_instance;

  CueSourceHealth *source; /* owned */
  CueClock        *clock;  /* owned */

  GtkImage  *icon;
  GtkLabel  *name;
  GtkLabel  *words;
  CueFigure *age;
};

G_DEFINE_FINAL_TYPE (CueSourceRow, cue_source_row, GTK_TYPE_LIST_BOX_ROW)

static gint64
get_age (CueSourceRow *self)
{
  gint64 last_good = cue_source_health_get_last_good (self->source);

  return last_good != CUE_SOURCE_NEVER ? MAX (cue_clock_get_monotonic (self->clock) - last_good, 0)
                                       : -1;
}

static void
update_age (GtkWidget *widget)
{
  CueSourceRow    *self = CUE_SOURCE_ROW (widget);
  g_autofree char *age = NULL;
  g_autofree char *spoken = NULL;

  if (get_age (self) >= 0) {
    age = cue_format_age (get_age (self));
    spoken = cue_format_age_spoken (get_age (self));
  }

  cue_figure_set_text (self->age, age);

  if (spoken != NULL)
    cue_figure_set_spoken (self->age, spoken);
}

static void
update_health (CueSourceRow *self)
{
  CueHealth        health = cue_source_health_get_state (self->source);
  const char      *words = cue_source_health_get_words (self->source);
  g_autofree char *label = NULL;

  if (words == NULL || words[0] == '\0')
    words = cue_health_to_words (health);

  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (health));
  cue_health_style_apply (GTK_WIDGET (self->icon), health);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);

  /* Translators: the name of a source, how it is doing, and more words about it */
  label = g_strdup_printf (_ ("%s: %s. %s"),
                           cue_source_health_get_name (self->source),
                           cue_health_to_words (health),
                           words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  update_age (GTK_WIDGET (self));
}

static void
cue_source_row_dispose (GObject *object)
{
  CueSourceRow *self = CUE_SOURCE_ROW (object);

  g_clear_object (&self->source);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_source_row_parent_class)->dispose (object);
}

static void
cue_source_row_class_init (CueSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_source_row_dispose;

  g_type_ensure (CUE_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueSourceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueSourceRow, name);
  gtk_widget_class_bind_template_child (widget_class, CueSourceRow, words);
  gtk_widget_class_bind_template_child (widget_class, CueSourceRow, age);
}

static void
cue_source_row_init (CueSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_source_row_new:
 * @source: what to show
 * @clock: tells how old the last good answer is
 *
 * Returns: (transfer floating): a row that follows @source
 */
GtkWidget *
cue_source_row_new (CueSourceHealth *source, CueClock *clock)
{
  CueSourceRow *self;

  g_return_val_if_fail (CUE_IS_SOURCE_HEALTH (source), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_SOURCE_ROW, NULL);
  self->source = g_object_ref (source);
  self->clock = g_object_ref (clock);
  gtk_label_set_label (self->name, cue_source_health_get_name (source));
  g_signal_connect_object (source,
                           "notify::state",
                           G_CALLBACK (update_health),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source,
                           "notify::words",
                           G_CALLBACK (update_health),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source,
                           "notify::last-good",
                           G_CALLBACK (update_age),
                           self,
                           G_CONNECT_SWAPPED);
  update_health (self);
  cue_ticker_attach (GTK_WIDGET (self), update_age);
  return GTK_WIDGET (self);
}
