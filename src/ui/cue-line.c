// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-line.h"

#include "cue-line-drawing.h"

#define PADDING     5
#define NEW_WIDTH   3
#define MAX_TOOLTIP 600

/**
 * CueLine:
 *
 * One row of a table, drawn as one widget.
 *
 * A list of a million rows moves at the speed of the screen only when a row is cheap: a label for
 * each value would be ten widgets to measure, place and style for each of the two hundred rows that
 * a [class@Gtk.ListView] keeps. This one has a height that depends on the font alone and makes
 * words and layouts when it is first drawn, so a row that is only passed by costs nothing. A value
 * that does not fit ends in an ellipsis and is whole in the tooltip. Main thread only.
 */
struct _CueLine {
  GtkWidget parent_instance;

  CueLineTable *table;                         /* owned */
  GObject      *item;                          /* owned; may be NULL */
  gboolean      worded;                        /* ‘texts’ are those of ‘item’ */
  char         *texts[CUE_LINE_MAX_COLUMNS];   /* owned; each may be NULL */
  PangoLayout  *layouts[CUE_LINE_MAX_COLUMNS]; /* owned; each may be NULL */
};

G_DEFINE_FINAL_TYPE (CueLine, cue_line, GTK_TYPE_WIDGET)

static void
forget_words (CueLine *self)
{
  self->worded = FALSE;

  for (guint i = 0; i < CUE_LINE_MAX_COLUMNS; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

static void
forget_layouts (CueLine *self)
{
  for (guint i = 0; i < CUE_LINE_MAX_COLUMNS; i++)
    g_clear_object (&self->layouts[i]);
}

static void
reword (CueLine *self)
{
  forget_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_columns_changed (CueLine *self)
{
  forget_layouts (self);
  reword (self);
}

static void
ensure_words (CueLine *self)
{
  GtkWidget       *list_item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = NULL;

  if (self->worded || self->item == NULL)
    return;

  self->worded = TRUE;

  for (guint i = 0; i < cue_line_table_get_n_columns (self->table); i++) {
    self->texts[i] = cue_line_table_dup_text (self->table, self->item, i);

    if (self->layouts[i] != NULL)
      pango_layout_set_text (self->layouts[i], self->texts[i] != NULL ? self->texts[i] : "", -1);
  }

  if (list_item == NULL)
    return;

  /* The row of the list is what assistive technology stops at, not what is drawn in it. */
  words = cue_line_describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_item),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

static void
append_text (CueLine       *self,
             GtkSnapshot   *snapshot,
             guint          place,
             CueLineCell    cell,
             int            height,
             const GdkRGBA *colour)
{
  const CueLineColumn *column = cue_line_table_get_column (self->table, place);

  if (cell.width <= 0 || self->texts[place] == NULL || self->texts[place][0] == '\0')
    return;

  if (self->layouts[place] == NULL) {
    self->layouts[place] =
      cue_line_drawing_new_layout (GTK_WIDGET (self), self->texts[place], column->figures);

    if (column->middle)
      pango_layout_set_ellipsize (self->layouts[place], PANGO_ELLIPSIZE_MIDDLE);
  }

  cue_line_drawing_append_text (GTK_WIDGET (self),
                                snapshot,
                                self->layouts[place],
                                cell.x,
                                cell.width,
                                height,
                                colour);
}

static void
cue_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CueLine         *self = CUE_LINE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int              width = gtk_widget_get_width (widget);
  int              height = gtk_widget_get_height (widget);
  GdkRGBA          colour, dim, tint, accent;
  CueLineCell      cells[CUE_LINE_MAX_COLUMNS];
  CueLineLook      look;

  if (self->item == NULL)
    return;

  ensure_words (self);
  cue_line_table_share (self->table, widget, width, cells);
  cue_line_table_look (self->table, self->item, &look);
  gtk_style_context_get_color (style, &colour);
  dim = colour;
  dim.alpha *= 0.7f;

  if (look.colour == NULL || !gtk_style_context_lookup_color (style, look.colour, &tint))
    tint = dim;

  if (look.icon != NULL)
    cue_line_drawing_append_icon (widget, snapshot, look.icon, CUE_LINE_ICON_X, height, &tint);

  for (guint i = 0; i < cue_line_table_get_n_columns (self->table); i++) {
    const CueLineColumn *column = cue_line_table_get_column (self->table, i);
    const GdkRGBA       *ink = column->dim ? &dim : &colour;

    if (look.tinted != 0 && column->id == look.tinted)
      ink = &tint;

    append_text (self, snapshot, i, cells[i], height, ink);
  }

  if (look.is_new && gtk_style_context_lookup_color (style, "accent_bg_color", &accent)) {
    gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

    gtk_snapshot_append_color (snapshot,
                               &accent,
                               &GRAPHENE_RECT_INIT (rtl ? (float) (width - NEW_WIDTH) : 0,
                                                    1,
                                                    NEW_WIDTH,
                                                    (float) (height - 2)));
  }
}

static void
cue_line_measure (GtkWidget     *widget,
                  GtkOrientation orientation,
                  int            for_size,
                  int           *minimum,
                  int           *natural,
                  int           *minimum_baseline,
                  int           *natural_baseline)
{
  PangoFontMetrics *metrics;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = CUE_LINE_MIN_WIDTH;
    return;
  }

  /* The same for all rows, whatever script a name is in. */
  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  *minimum = *natural = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) + 2 * PADDING;
  pango_font_metrics_unref (metrics);
}

static gboolean
cue_line_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *words = keyboard ? NULL : cue_line_get_hint (CUE_LINE (widget), x);

  if (words == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
cue_line_dispose (GObject *object)
{
  CueLine *self = CUE_LINE (object);

  cue_line_set_item (self, NULL);
  forget_layouts (self);

  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (self->table, self);

  g_clear_object (&self->table);

  G_OBJECT_CLASS (cue_line_parent_class)->dispose (object);
}

static void
cue_line_class_init (CueLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_line_dispose;
  widget_class->snapshot = cue_line_snapshot;
  widget_class->measure = cue_line_measure;
  widget_class->query_tooltip = cue_line_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "line");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cue_line_init (CueLine *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * cue_line_new:
 * @table: its columns, and what is said in them
 *
 * Returns: (transfer floating): a line without words
 */
GtkWidget *
cue_line_new (CueLineTable *table)
{
  CueLine *self;

  g_return_val_if_fail (CUE_IS_LINE_TABLE (table), NULL);

  self = g_object_new (CUE_TYPE_LINE, NULL);
  self->table = g_object_ref (table);
  g_signal_connect_swapped (table, "changed", G_CALLBACK (on_columns_changed), self);
  g_signal_connect_swapped (table, "redressed", G_CALLBACK (reword), self);
  return GTK_WIDGET (self);
}

/**
 * cue_line_get_item:
 * @self: a line
 *
 * Returns: (transfer none) (nullable) (type GObject): what it shows
 */
gpointer
cue_line_get_item (CueLine *self)
{
  g_return_val_if_fail (CUE_IS_LINE (self), NULL);

  return self->item;
}

/**
 * cue_line_set_item:
 * @self: a line
 * @item: (nullable) (type GObject): what to show
 *
 * Changes what the line shows, at the price of one redraw.
 */
void
cue_line_set_item (CueLine *self, gpointer item)
{
  g_return_if_fail (CUE_IS_LINE (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);

  g_set_object (&self->item, item);

  if (item != NULL)
    g_signal_connect_swapped (item, "notify", G_CALLBACK (reword), self);

  reword (self);
}

/**
 * cue_line_describe:
 * @self: a line
 *
 * Says the row in one sentence, the columns that have no room included.
 *
 * Returns: (transfer full): translated words
 */
char *
cue_line_describe (CueLine *self)
{
  GString *words;

  g_return_val_if_fail (CUE_IS_LINE (self), NULL);

  ensure_words (self);
  words = g_string_new (NULL);

  for (guint i = 0; i < cue_line_table_get_n_columns (self->table); i++) {
    if (self->texts[i] == NULL || self->texts[i][0] == '\0')
      continue;

    if (words->len > 0)
      g_string_append (words, ", ");

    g_string_append (words, self->texts[i]);
  }

  return g_string_free (words, FALSE);
}

/**
 * cue_line_get_hint:
 * @self: a line
 * @x: pixels from its left edge
 *
 * Returns: (transfer full) (nullable): what is to be said about the value there beside what is
 *   drawn
 */
char *
cue_line_get_hint (CueLine *self, int x)
{
  int              place;
  g_autofree char *hint = NULL;

  g_return_val_if_fail (CUE_IS_LINE (self), NULL);

  place = cue_line_table_find (self->table, GTK_WIDGET (self), x);

  if (self->item == NULL || place < 0)
    return NULL;

  ensure_words (self);
  hint = cue_line_table_dup_hint (self->table, self->item, (guint) place);

  if (hint == NULL && self->layouts[place] != NULL &&
      pango_layout_is_ellipsized (self->layouts[place]))
    hint = g_strdup (self->texts[place]);

  return hint != NULL && g_utf8_strlen (hint, -1) > MAX_TOOLTIP
           ? g_utf8_substring (hint, 0, MAX_TOOLTIP)
           : g_steal_pointer (&hint);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, CueLineTable *table)
{
  gtk_list_item_set_child (item, cue_line_new (table));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cue_line_set_item (CUE_LINE (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  cue_line_set_item (CUE_LINE (gtk_list_item_get_child (item)), NULL);
}

/**
 * cue_line_factory_new:
 * @table: the columns, and what is said in them
 *
 * Returns: (transfer full): makes the lines of a list
 */
GtkListItemFactory *
cue_line_factory_new (CueLineTable *table)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_return_val_if_fail (CUE_IS_LINE_TABLE (table), factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), table, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  return factory;
}
