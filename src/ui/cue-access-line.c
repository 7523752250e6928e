// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-line.h"

#include <glib/gi18n-lib.h>

#include "cue-access-cells.h"
#include "cue-access-drawing.h"
#include "cue-access-look.h"
#include "cue-line-drawing.h"

#define PADDING     5
#define NEW_WIDTH   3
#define MAX_TOOLTIP 600
#define QUARTER_US  ((gint64) 15 * 60 * G_USEC_PER_SEC)

/**
 * CueAccessLine:
 *
 * One row of the log of doors, drawn as one widget.
 *
 * A list of a million rows moves at the speed of the screen only when a row is cheap: a label for
 * each value would be eight widgets to measure, place and style for each of the two hundred rows
 * that a [class@Gtk.ListView] keeps. This one has a height that depends on the font alone, places
 * its columns by arithmetic, and makes words and layouts when it is first drawn, so a row that is
 * only passed by costs nothing. A value that does not fit ends in an ellipsis and is whole in the
 * tooltip. Main thread only.
 */
struct _CueAccessLine {
  GtkWidget parent_instance;

  CueAccessRow *row;    /* owned; may be NULL */
  char         *remark; /* owned; what the user said about it; may be NULL */
  char         *mark;   /* owned; words of the line drawn below it; may be NULL */
  gboolean      hide_names;
  gboolean      is_new; /* it came since the user last looked */
  gint64        now_us; /* tells which day is today; 0: no day is named */

  CueAccessZones *zones;         /* owned; NULL while there was no row yet */
  gboolean        several_zones; /* as the words were made */

  gboolean       worded;                        /* ‘words’ are those of ‘row’ */
  CueAccessCells words;                         /* owned */
  PangoLayout   *layouts[CUE_N_ACCESS_COLUMNS]; /* owned; each may be NULL */
  PangoLayout   *mark_layout;                   /* owned; may be NULL */
};

G_DEFINE_FINAL_TYPE (CueAccessLine, cue_access_line, GTK_TYPE_WIDGET)

static gboolean
is_gap (CueAccessLine *self)
{
  return cue_access_event_get_kind (cue_access_row_get_event (self->row)) == CUE_ACCESS_GAP;
}

static void
share_columns (CueAccessLine *self, int width, CueAccessCell cells[CUE_N_ACCESS_COLUMNS])
{
  cue_access_columns_share (width,
                            cue_access_drawing_get_widths (GTK_WIDGET (self), self->several_zones),
                            cells);
}

/* Stands for what is said about the row where there is no column for it. */
static gboolean
needs_sign (CueAccessLine *self, const CueAccessCell cells[CUE_N_ACCESS_COLUMNS])
{
  return self->words.aside != NULL && self->words.aside[0] != '\0' && !is_gap (self) &&
         cells[CUE_ACCESS_COLUMN_DETAIL].width == 0;
}

static void
forget_words (CueAccessLine *self)
{
  self->worded = FALSE;
  cue_access_cells_clear (&self->words);
}

static void
ensure_words (CueAccessLine *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->worded || self->row == NULL)
    return;

  cue_access_cells_fill (&self->words,
                         self->zones,
                         self->row,
                         self->remark,
                         self->hide_names,
                         self->now_us);
  self->worded = TRUE;

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    if (self->layouts[column] != NULL)
      pango_layout_set_text (self->layouts[column],
                             self->words.texts[column] != NULL ? self->words.texts[column] : "",
                             -1);
  }

  /* The row of the list is what assistive technology stops at, not what is drawn in it. */
  if (item != NULL) {
    g_autofree char *words = cue_access_line_describe (self);

    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    words,
                                    -1);
  }
}

static PangoLayout *
ensure_layout (CueAccessLine *self, CueAccessColumn column)
{
  if (self->layouts[column] == NULL)
    self->layouts[column] = cue_line_drawing_new_layout (GTK_WIDGET (self),
                                                         self->words.texts[column],
                                                         column <= CUE_ACCESS_COLUMN_LOCAL_TIME);

  return self->layouts[column];
}

static PangoLayout *
ensure_mark_layout (CueAccessLine *self)
{
  if (self->mark_layout == NULL)
    self->mark_layout = cue_access_drawing_new_mark_layout (GTK_WIDGET (self));

  pango_layout_set_text (self->mark_layout, self->mark, -1);
  return self->mark_layout;
}

/* Of what is drawn below the row. */
static int
get_mark_height (CueAccessLine *self)
{
  return self->mark != NULL ? cue_access_drawing_get_mark_height (ensure_mark_layout (self)) : 0;
}

static void
cue_access_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CueAccessLine   *self = CUE_ACCESS_LINE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int              width = gtk_widget_get_width (widget);
  int              height = gtk_widget_get_height (widget) - get_mark_height (self);
  GdkRGBA          colour, dim, look_colour;
  CueAccessCell    cells[CUE_N_ACCESS_COLUMNS];
  CueAccessLook    look;

  if (self->row == NULL)
    return;

  ensure_words (self);
  share_columns (self, width, cells);
  look = cue_access_look_of_event (cue_access_row_get_event (self->row),
                                   cue_access_row_get_marks (self->row));
  gtk_style_context_get_color (style, &colour);
  dim = colour;
  dim.alpha *= 0.7f;

  if (cue_access_look_get_colour (look) == NULL ||
      !gtk_style_context_lookup_color (style, cue_access_look_get_colour (look), &look_colour))
    look_colour = dim;

  if (is_gap (self)) {
    GdkRGBA shade = look_colour;

    shade.alpha *= 0.12f;
    gtk_snapshot_append_color (snapshot,
                               &shade,
                               &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
    /* One sentence over all columns. */
    cells[CUE_ACCESS_COLUMN_WHAT].x = cells[CUE_ACCESS_COLUMN_DOOR].x;
    cells[CUE_ACCESS_COLUMN_WHAT].width =
      MAX (width - cells[CUE_ACCESS_COLUMN_DOOR].x - CUE_ACCESS_SHAPE_X, 1);
  }

  cue_access_drawing_append_shape (widget, snapshot, look, height, &look_colour);

  if (needs_sign (self, cells)) {
    cells[CUE_ACCESS_COLUMN_WHAT].width -= CUE_ACCESS_SIGN_ROOM;
    cue_access_drawing_append_sign (widget,
                                    snapshot,
                                    cells[CUE_ACCESS_COLUMN_WHAT].x +
                                      cells[CUE_ACCESS_COLUMN_WHAT].width,
                                    height,
                                    &colour);
  }

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    const char    *text = self->words.texts[column];
    const GdkRGBA *ink = &colour;

    if (cells[column].width == 0 || text == NULL || text[0] == '\0')
      continue;

    if (column == CUE_ACCESS_COLUMN_LOCAL_TIME || column >= CUE_ACCESS_COLUMN_HOW)
      ink = &dim;
    else if (column == CUE_ACCESS_COLUMN_WHAT &&
             (look == CUE_ACCESS_LOOK_REFUSED || look == CUE_ACCESS_LOOK_ALARM))
      ink = &look_colour;

    cue_line_drawing_append_text (widget,
                                  snapshot,
                                  ensure_layout (self, column),
                                  cells[column].x,
                                  cells[column].width,
                                  height,
                                  ink);
  }

  if (self->is_new && gtk_style_context_lookup_color (style, "accent_bg_color", &look_colour))
    gtk_snapshot_append_color (snapshot,
                               &look_colour,
                               &GRAPHENE_RECT_INIT (gtk_widget_get_direction (widget) ==
                                                        GTK_TEXT_DIR_RTL
                                                      ? (float) (width - NEW_WIDTH)
                                                      : 0,
                                                    1,
                                                    NEW_WIDTH,
                                                    (float) (height - 2)));

  if (self->mark != NULL)
    cue_access_drawing_append_mark (widget, snapshot, ensure_mark_layout (self));
}

static void
cue_access_line_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = CUE_ACCESS_COLUMNS_MIN_WIDTH;
  } else {
    PangoContext     *context = gtk_widget_get_pango_context (widget);
    PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

    /* The same for all rows, whatever script a name is in; only the mark has room of its own. */
    *minimum = *natural = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) +
                          2 * PADDING + get_mark_height (CUE_ACCESS_LINE (widget));
    pango_font_metrics_unref (metrics);
  }
}

static gboolean
cue_access_line_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  g_autofree char *words = keyboard ? NULL : cue_access_line_get_hint (CUE_ACCESS_LINE (widget), x);

  if (words == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
reword (CueAccessLine *self)
{
  forget_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cue_access_line_dispose (GObject *object)
{
  CueAccessLine *self = CUE_ACCESS_LINE (object);

  cue_access_line_set_row (self, NULL, FALSE);
  g_clear_object (&self->zones);

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++)
    g_clear_object (&self->layouts[column]);

  g_clear_object (&self->mark_layout);

  G_OBJECT_CLASS (cue_access_line_parent_class)->dispose (object);
}

static void
cue_access_line_finalize (GObject *object)
{
  CueAccessLine *self = CUE_ACCESS_LINE (object);

  forget_words (self);
  g_clear_pointer (&self->remark, g_free);
  g_clear_pointer (&self->mark, g_free);

  G_OBJECT_CLASS (cue_access_line_parent_class)->finalize (object);
}

static void
cue_access_line_class_init (CueAccessLineClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_access_line_dispose;
  object_class->finalize = cue_access_line_finalize;
  widget_class->snapshot = cue_access_line_snapshot;
  widget_class->measure = cue_access_line_measure;
  widget_class->query_tooltip = cue_access_line_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "accessline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cue_access_line_init (CueAccessLine *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * cue_access_line_new:
 *
 * Returns: (transfer floating): a line without a row
 */
GtkWidget *
cue_access_line_new (void)
{
  return g_object_new (CUE_TYPE_ACCESS_LINE, NULL);
}

/**
 * cue_access_line_get_row:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CueAccessRow *
cue_access_line_get_row (CueAccessLine *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LINE (self), NULL);

  return self->row;
}

/**
 * cue_access_line_set_row:
 * @self: a line
 * @row: (nullable): what to show
 * @hide_names: whether persons are not named
 *
 * Changes what the line shows, at the price of one redraw.
 */
void
cue_access_line_set_row (CueAccessLine *self, CueAccessRow *row, gboolean hide_names)
{
  g_return_if_fail (CUE_IS_ACCESS_LINE (self));
  g_return_if_fail (row == NULL || (CUE_IS_ACCESS_ROW (row) && self->zones != NULL));

  if (self->row == row && self->hide_names == hide_names)
    return;

  if (self->row != row) {
    if (self->row != NULL)
      g_signal_handlers_disconnect_by_data (self->row, self);

    g_set_object (&self->row, row);

    /* It came again, or the alarm ended. */
    if (row != NULL)
      g_signal_connect_swapped (row, "notify", G_CALLBACK (reword), self);
  }

  self->hide_names = hide_names;
  reword (self);
}

/**
 * cue_access_line_set_zones:
 * @self: a line
 * @zones: what the clocks at the sites show
 *
 * Says by which clocks the row is to be said. To be called before the line has a row, and again
 * when there are several zones all at once.
 */
void
cue_access_line_set_zones (CueAccessLine *self, CueAccessZones *zones)
{
  gboolean several;

  g_return_if_fail (CUE_IS_ACCESS_LINE (self));
  g_return_if_fail (CUE_IS_ACCESS_ZONES (zones));

  several = cue_access_zones_get_several (zones);

  if (!g_set_object (&self->zones, zones) && self->several_zones == several)
    return;

  self->several_zones = several;
  reword (self);
}

/**
 * cue_access_line_set_now:
 * @self: a line
 * @now_us: the time now, microseconds since 1970 UTC
 *
 * Says which day is today: a row of any other day names it.
 */
void
cue_access_line_set_now (CueAccessLine *self, gint64 now_us)
{
  g_return_if_fail (CUE_IS_ACCESS_LINE (self));

  /* No day begins anywhere but at a quarter of an hour. */
  now_us -= now_us % QUARTER_US;

  if (self->now_us == now_us)
    return;

  self->now_us = now_us;
  reword (self);
}

/**
 * cue_access_line_set_new:
 * @self: a line
 * @is_new: whether the row came since the user last looked
 *
 * Draws a bar where the row begins, and says it.
 */
void
cue_access_line_set_new (CueAccessLine *self, gboolean is_new)
{
  g_return_if_fail (CUE_IS_ACCESS_LINE (self));

  if (self->is_new == is_new)
    return;

  self->is_new = is_new;
  reword (self);
}

/**
 * cue_access_line_set_remark:
 * @self: a line
 * @remark: (nullable): what the user said about the row
 *
 * Shows that a row was acknowledged, or has a note.
 */
void
cue_access_line_set_remark (CueAccessLine *self, const char *remark)
{
  g_return_if_fail (CUE_IS_ACCESS_LINE (self));

  if (g_strcmp0 (self->remark, remark) == 0)
    return;

  g_free (self->remark);
  self->remark = g_strdup (remark);
  reword (self);
}

/**
 * cue_access_line_set_mark:
 * @self: a line
 * @words: (nullable): what the line below this row says, or %NULL for none
 *
 * Draws a line below the row: what stands above it came since the user last looked.
 */
void
cue_access_line_set_mark (CueAccessLine *self, const char *words)
{
  g_return_if_fail (CUE_IS_ACCESS_LINE (self));

  if (g_strcmp0 (self->mark, words) == 0)
    return;

  g_free (self->mark);
  self->mark = g_strdup (words);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * cue_access_line_describe:
 * @self: a line
 *
 * Says the row in one sentence, the columns that have no room included.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_access_line_describe (CueAccessLine *self)
{
  GString *words;

  g_return_val_if_fail (CUE_IS_ACCESS_LINE (self), NULL);

  ensure_words (self);
  words = g_string_new (NULL);

  if (self->is_new)
    /* Translators: said of a row in a list */
    g_string_append (words, _ ("new"));

  for (CueAccessColumn column = 0; column < CUE_N_ACCESS_COLUMNS; column++) {
    if (column == CUE_ACCESS_COLUMN_LOCAL_TIME || self->words.texts[column] == NULL ||
        self->words.texts[column][0] == '\0')
      continue;

    if (words->len > 0)
      g_string_append (words, ", ");

    g_string_append (words, self->words.texts[column]);
  }

  return g_string_free (words, FALSE);
}

/**
 * cue_access_line_find_column:
 * @self: a line
 * @x: pixels from its left edge
 *
 * Returns: the #CueAccessColumn there, or -1
 */
int
cue_access_line_find_column (CueAccessLine *self, int x)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  CueAccessCell cells[CUE_N_ACCESS_COLUMNS];

  g_return_val_if_fail (CUE_IS_ACCESS_LINE (self), -1);

  share_columns (self, gtk_widget_get_width (widget), cells);
  return cue_access_columns_find (cells,
                                  gtk_widget_get_width (widget),
                                  x,
                                  gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
}

/**
 * cue_access_line_get_hint:
 * @self: a line
 * @x: pixels from its left edge
 *
 * Returns: (transfer full) (nullable): what is to be said about the value there beside what is
 *   drawn: a time in full, what is said about the row where it has no column, or a long value
 */
char *
cue_access_line_get_hint (CueAccessLine *self, int x)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  CueAccessCell cells[CUE_N_ACCESS_COLUMNS];
  const char   *text = NULL;
  int           column;

  g_return_val_if_fail (CUE_IS_ACCESS_LINE (self), NULL);

  column = cue_access_line_find_column (self, x);

  /* One sentence over all columns. */
  if (self->row != NULL && is_gap (self) &&
      (column < 0 || column > (int) CUE_ACCESS_COLUMN_LOCAL_TIME))
    column = CUE_ACCESS_COLUMN_WHAT;

  if (self->row == NULL || column < 0)
    return NULL;

  share_columns (self, gtk_widget_get_width (widget), cells);

  if (column <= CUE_ACCESS_COLUMN_LOCAL_TIME)
    return cue_access_zones_describe_both (self->zones, self->row);

  ensure_words (self);

  /* Two sites may call a door the same. */
  if (column == CUE_ACCESS_COLUMN_DOOR && cue_access_zones_get_several_sites (self->zones))
    return cue_access_cells_describe_door (self->row);

  if (column == CUE_ACCESS_COLUMN_WHAT && needs_sign (self, cells))
    text = self->words.aside;
  else if (self->layouts[column] != NULL && pango_layout_is_ellipsized (self->layouts[column]))
    text = self->words.texts[column];

  if (text == NULL)
    return NULL;

  return g_utf8_strlen (text, -1) > MAX_TOOLTIP ? g_utf8_substring (text, 0, MAX_TOOLTIP)
                                                : g_strdup (text);
}
