// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-level-meter.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BAR_HEIGHT   5
#define BAR_GAP      3
#define PEAK_WIDTH   2
#define CAUTION_DB   (-12.0)
#define TOO_LOUD_DB  (-3.0)
#define SPOKEN_EVERY (2 * G_USEC_PER_SEC)

/**
 * CueLevelMeter:
 *
 * Shows how loud the left and right channel are, in decibel below full scale, with the peak as a
 * line. Green, yellow and red stand at fixed places, so the length says the same without colour.
 *
 * It redraws when it is given new levels and owns no timer. Main thread only.
 */
struct _CueLevelMeter {
  GtkWidget parent_instance;

  double rms[2];  /* dB */
  double peak[2]; /* dB */
  gint64 spoken;  /* monotonic time of the last words for assistive technology */
};

G_DEFINE_FINAL_TYPE (CueLevelMeter, cue_level_meter, GTK_TYPE_WIDGET)

/**
 * cue_level_meter_get_fraction:
 * @decibel: a level below full scale; may be minus infinity or not a number
 *
 * Returns: how much of the bar is lit, 0 to 1
 */
double
cue_level_meter_get_fraction (double decibel)
{
  if (!(decibel > CUE_LEVEL_FLOOR_DB))
    return 0;

  return MIN (1 - decibel / CUE_LEVEL_FLOOR_DB, 1);
}

/**
 * cue_level_meter_describe:
 * @left_peak: dB below full scale
 * @right_peak: dB below full scale
 *
 * Returns: (transfer full): the levels in words
 */
char *
cue_level_meter_describe (double left_peak, double right_peak)
{
  if (cue_level_meter_get_fraction (left_peak) <= 0 &&
      cue_level_meter_get_fraction (right_peak) <= 0)
    return g_strdup (_ ("Silence"));

  /* Translators: audio levels of the two channels in decibel */
  return g_strdup_printf (_ ("Left %.0f dB, right %.0f dB"),
                          CLAMP (left_peak, CUE_LEVEL_FLOOR_DB, 0),
                          CLAMP (right_peak, CUE_LEVEL_FLOOR_DB, 0));
}

static void
cue_level_meter_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 48;
    *natural = 160;
  } else
    *minimum = *natural = 2 * BAR_HEIGHT + BAR_GAP;
}

static void
append_rectangle (CueLevelMeter *self,
                  GtkSnapshot   *snapshot,
                  const GdkRGBA *colour,
                  double         from,
                  double         to,
                  float          y)
{
  int   width = gtk_widget_get_width (GTK_WIDGET (self));
  float x = (float) (from * width);
  float length = (float) ((to - from) * width);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = (float) width - x - length;

  gtk_snapshot_append_color (snapshot,
                             colour,
                             &GRAPHENE_RECT_INIT (floorf (x), y, ceilf (length), BAR_HEIGHT));
}

static void
cue_level_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const struct {
    const char *colour;
    double      until_db;
  } ranges[] = {
    { "success_color", CAUTION_DB },
    { "warning_color", TOO_LOUD_DB },
    { "error_color", 0 },
  };
  CueLevelMeter   *self = CUE_LEVEL_METER (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA          groove;
  int              width = gtk_widget_get_width (widget);
  float            y = (float) ((gtk_widget_get_height (widget) - 2 * BAR_HEIGHT - BAR_GAP) / 2);

  gtk_style_context_get_color (style, &groove);
  groove.alpha *= 0.15f;

  for (int channel = 0; channel < 2; channel++) {
    double lit = cue_level_meter_get_fraction (self->rms[channel]);
    double peak = cue_level_meter_get_fraction (self->peak[channel]);
    double from = 0;

    append_rectangle (self, snapshot, &groove, 0, 1, y);

    for (guint i = 0; i < G_N_ELEMENTS (ranges); i++) {
      double  until = cue_level_meter_get_fraction (ranges[i].until_db);
      GdkRGBA colour;

      if (!gtk_style_context_lookup_color (style, ranges[i].colour, &colour))
        gtk_style_context_get_color (style, &colour);

      if (lit > from)
        append_rectangle (self, snapshot, &colour, from, MIN (lit, until), y);

      if (peak > from && peak <= until && width > 0)
        append_rectangle (self,
                          snapshot,
                          &colour,
                          MAX (0, peak - (double) PEAK_WIDTH / width),
                          peak,
                          y);

      from = until;
    }

    y += BAR_HEIGHT + BAR_GAP;
  }
}

static void
cue_level_meter_class_init (CueLevelMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = cue_level_meter_measure;
  widget_class->snapshot = cue_level_meter_snapshot;

  gtk_widget_class_set_css_name (widget_class, "levelmeter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
cue_level_meter_init (CueLevelMeter *self)
{
  for (int channel = 0; channel < 2; channel++)
    self->rms[channel] = self->peak[channel] = CUE_LEVEL_FLOOR_DB;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Audio level"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  CUE_LEVEL_FLOOR_DB,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  CUE_LEVEL_FLOOR_DB,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  _ ("Silence"),
                                  -1);
}

/**
 * cue_level_meter_new:
 *
 * Returns: (transfer floating): a meter that shows silence
 */
GtkWidget *
cue_level_meter_new (void)
{
  return g_object_new (CUE_TYPE_LEVEL_METER, NULL);
}

/**
 * cue_level_meter_set_levels:
 * @self: a meter
 * @left_rms: dB below full scale
 * @left_peak: dB below full scale
 * @right_rms: dB below full scale
 * @right_peak: dB below full scale
 *
 * Shows new levels. Assistive technology is told at most every two seconds: a reader that spoke
 * each change would say nothing else.
 */
void
cue_level_meter_set_levels (CueLevelMeter *self,
                            double         left_rms,
                            double         left_peak,
                            double         right_rms,
                            double         right_peak)
{
  double levels[] = { left_rms, right_rms, left_peak, right_peak };
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (CUE_IS_LEVEL_METER (self));

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    levels[i] = levels[i] > CUE_LEVEL_FLOOR_DB ? MIN (levels[i], 0) : CUE_LEVEL_FLOOR_DB;

  if (self->rms[0] == levels[0] && self->rms[1] == levels[1] && self->peak[0] == levels[2] &&
      self->peak[1] == levels[3])
    return;

  self->rms[0] = levels[0];
  self->rms[1] = levels[1];
  self->peak[0] = levels[2];
  self->peak[1] = levels[3];
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (now - self->spoken >= SPOKEN_EVERY) {
    g_autofree char *words = cue_level_meter_describe (levels[2], levels[3]);

    self->spoken = now;
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                    MAX (levels[2], levels[3]),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                    words,
                                    -1);
  }
}
