// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-columns.h"

#define GAP          12
#define PAIR_WIDTH   640  /* from here on two columns fit */
#define WIDE_WIDTH   1240 /* from here on three columns fit */
#define SIDE_MIN     200
#define SIDE_MAX     430
#define LOG_MIN      300
#define LOG_MAX      420
#define LOG_NATURAL  260
#define ROOMY_HEIGHT 860 /* in three columns, from here on the text may be larger */

/**
 * CueColumns:
 *
 * Arranges the parts of a page by the width it gets: a wide “main” part (the picture), a narrow
 * “side” (sources and phone) and a “log” that stands beside them on a large screen and below them
 * on a small one, so that 1024 × 720 works and 1920 × 1080 is not empty.
 *
 * Where the log is below, the page is made as high as the main part likes to be and scrolls to the
 * log; where it stands beside, everything shrinks to the height there is. Main thread only.
 */
struct _CueColumns {
  GtkWidget parent_instance;

  GtkWidget *main; /* owned as children; each may be NULL */
  GtkWidget *side;
  GtkWidget *log;

  gboolean roomy;
  guint    roomy_id; /* idle that changes the style; 0 when none is due */
};

typedef enum {
  PROP_MAIN = 1,
  PROP_SIDE,
  PROP_LOG,
} CueColumnsProperty;

static GParamSpec *properties[PROP_LOG + 1];

G_DEFINE_FINAL_TYPE (CueColumns, cue_columns, GTK_TYPE_WIDGET)

/**
 * cue_columns_get_mode_for_width:
 * @width: pixels
 *
 * Returns: how a page of that width is arranged
 */
CueColumnsMode
cue_columns_get_mode_for_width (int width)
{
  if (width >= WIDE_WIDTH)
    return CUE_COLUMNS_MODE_WIDE;

  return width >= PAIR_WIDTH ? CUE_COLUMNS_MODE_PAIR : CUE_COLUMNS_MODE_STACKED;
}

static void
share_width (int width, int *main, int *side, int *log)
{
  switch (cue_columns_get_mode_for_width (width)) {
  case CUE_COLUMNS_MODE_WIDE:
    *side = CLAMP (width * 25 / 100, SIDE_MIN, SIDE_MAX);
    *log = CLAMP (width * 20 / 100, LOG_MIN, LOG_MAX);
    *main = width - *side - *log - 2 * GAP;
    break;
  case CUE_COLUMNS_MODE_PAIR:
    *side = CLAMP (width * 29 / 100, SIDE_MIN, SIDE_MAX);
    *log = width;
    *main = width - *side - GAP;
    break;
  case CUE_COLUMNS_MODE_STACKED:
  default:
    *main = *side = *log = width;
  }
}

static void
measure_part (GtkWidget *part, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  *minimum = *natural = 0;

  if (part != NULL && gtk_widget_should_layout (part))
    gtk_widget_measure (part, orientation, for_size, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
cue_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cue_columns_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  CueColumns *self = CUE_COLUMNS (widget);
  int         main_min, main_nat, side_min, side_nat, log_min, log_nat;
  int         main_width, side_width, log_width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_part (self->main, orientation, -1, &main_min, &main_nat);
    measure_part (self->side, orientation, -1, &side_min, &side_nat);
    measure_part (self->log, orientation, -1, &log_min, &log_nat);
    *minimum = MAX (MAX (main_min, side_min), log_min);
    *natural = MAX (main_nat + side_nat + GAP, *minimum);
    return;
  }

  if (for_size < 0)
    for_size = PAIR_WIDTH;

  share_width (for_size, &main_width, &side_width, &log_width);
  measure_part (self->main, orientation, main_width, &main_min, &main_nat);
  measure_part (self->side, orientation, side_width, &side_min, &side_nat);
  measure_part (self->log, orientation, log_width, &log_min, &log_nat);

  switch (cue_columns_get_mode_for_width (for_size)) {
  case CUE_COLUMNS_MODE_WIDE:
    *minimum = MAX (MAX (main_min, side_min), log_min);
    *natural = MAX (MAX (main_nat, side_min), *minimum);
    break;
  case CUE_COLUMNS_MODE_PAIR:
    *minimum = MAX (main_nat, side_min) + GAP + MAX (log_min, LOG_NATURAL);
    *natural = *minimum;
    break;
  case CUE_COLUMNS_MODE_STACKED:
  default:
    *minimum = main_nat + side_nat + MAX (log_min, LOG_NATURAL) + 2 * GAP;
    *natural = *minimum;
  }
}

static void
place (CueColumns *self, GtkWidget *part, int x, int y, int width, int height)
{
  GtkAllocation place;

  if (part == NULL || !gtk_widget_should_layout (part))
    return;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;

  place = (GtkAllocation){ x, y, width, height };
  gtk_widget_size_allocate (part, &place, -1);
}

static gboolean
on_roomy_due (gpointer data)
{
  CueColumns *self = data;

  self->roomy_id = 0;

  if (self->roomy)
    gtk_widget_add_css_class (GTK_WIDGET (self), "roomy");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "roomy");

  return G_SOURCE_REMOVE;
}

static void
update_roomy (CueColumns *self, int width, int height)
{
  gboolean roomy = height >= ROOMY_HEIGHT &&
                   cue_columns_get_mode_for_width (width) == CUE_COLUMNS_MODE_WIDE;

  if (self->roomy == roomy)
    return;

  /* Not while sizes are being shared out: a larger text asks for another share. */
  self->roomy = roomy;

  if (self->roomy_id == 0)
    self->roomy_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_roomy_due, self, NULL);
}

static void
cue_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CueColumns *self = CUE_COLUMNS (widget);
  int         main_width, side_width, log_width, minimum, upper, side_height;

  update_roomy (self, width, height);
  share_width (width, &main_width, &side_width, &log_width);

  switch (cue_columns_get_mode_for_width (width)) {
  case CUE_COLUMNS_MODE_WIDE:
    place (self, self->main, 0, 0, main_width, height);
    place (self, self->side, main_width + GAP, 0, side_width, height);
    place (self, self->log, main_width + side_width + 2 * GAP, 0, log_width, height);
    break;
  case CUE_COLUMNS_MODE_PAIR: {
    int side_min, side_nat;

    measure_part (self->main, GTK_ORIENTATION_VERTICAL, main_width, &minimum, &upper);
    measure_part (self->side, GTK_ORIENTATION_VERTICAL, side_width, &side_min, &side_nat);
    upper = MAX (upper, side_min);
    place (self, self->main, 0, 0, main_width, upper);
    place (self, self->side, main_width + GAP, 0, side_width, upper);
    place (self, self->log, 0, upper + GAP, width, MAX (height - upper - GAP, LOG_NATURAL));
    break;
  }
  case CUE_COLUMNS_MODE_STACKED:
  default:
    measure_part (self->main, GTK_ORIENTATION_VERTICAL, width, &minimum, &upper);
    place (self, self->main, 0, 0, width, upper);
    measure_part (self->side, GTK_ORIENTATION_VERTICAL, width, &minimum, &side_height);
    place (self, self->side, 0, upper + GAP, width, side_height);
    upper += side_height + 2 * GAP;
    place (self, self->log, 0, upper, width, MAX (height - upper, LOG_NATURAL));
  }
}

static void
replace_part (CueColumns        *self,
              GtkWidget        **part,
              GtkWidget         *replacement,
              CueColumnsProperty property)
{
  if (*part == replacement)
    return;

  g_clear_pointer (part, gtk_widget_unparent);
  *part = replacement;

  if (replacement != NULL) {
    gtk_widget_insert_before (replacement, GTK_WIDGET (self), NULL);

    /* Focus goes in reading order whatever order the parts were given in. */
    for (int i = 0; i < 3; i++) {
      GtkWidget *parts[] = { self->main, self->side, self->log };

      if (parts[i] != NULL)
        gtk_widget_insert_before (parts[i], GTK_WIDGET (self), NULL);
    }
  }

  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
cue_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueColumns *self = CUE_COLUMNS (object);

  switch ((CueColumnsProperty) id) {
  case PROP_MAIN:
    g_value_set_object (value, self->main);
    break;
  case PROP_SIDE:
    g_value_set_object (value, self->side);
    break;
  case PROP_LOG:
    g_value_set_object (value, self->log);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueColumns *self = CUE_COLUMNS (object);

  switch ((CueColumnsProperty) id) {
  case PROP_MAIN:
    replace_part (self, &self->main, g_value_get_object (value), PROP_MAIN);
    break;
  case PROP_SIDE:
    replace_part (self, &self->side, g_value_get_object (value), PROP_SIDE);
    break;
  case PROP_LOG:
    replace_part (self, &self->log, g_value_get_object (value), PROP_LOG);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_columns_dispose (GObject *object)
{
  CueColumns *self = CUE_COLUMNS (object);

  g_clear_handle_id (&self->roomy_id, g_source_remove);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->log, gtk_widget_unparent);

  G_OBJECT_CLASS (cue_columns_parent_class)->dispose (object);
}

static void
cue_columns_class_init (CueColumnsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_columns_get_property;
  object_class->set_property = cue_columns_set_property;
  object_class->dispose = cue_columns_dispose;
  widget_class->get_request_mode = cue_columns_get_request_mode;
  widget_class->measure = cue_columns_measure;
  widget_class->size_allocate = cue_columns_size_allocate;

  for (CueColumnsProperty property = PROP_MAIN; property <= PROP_LOG; property++) {
    static const char *names[] = { NULL, "main", "side", "log" };

    properties[property] =
      g_param_spec_object (names[property],
                           NULL,
                           NULL,
                           GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  }

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "columns");
}

static void
cue_columns_init (CueColumns *self)
{
}
