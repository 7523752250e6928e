// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preflight-print.h"

#include <glib/gi18n-lib.h>

#include "cue-preflight-row.h"
#include "cue-time.h"

/* A report on paper: what is to look at with its pictures, what is fine in a line each. It is laid
 * out once the printer's page is known. */

#define BODY_FONT    "Sans 9"
#define SMALL_FONT   "Sans 7.5"
#define HEADING_FONT "Sans Bold 9"
#define TITLE_FONT   "Sans Bold 15"
#define GAP          5.0
#define BAR_WIDTH    3.0
#define PICTURE_H    64.0
#define PICTURE_MAX  80.0

typedef struct {
  PangoLayout     *layouts[3]; /* owned, nullable: heading, body, small */
  cairo_surface_t *picture;    /* owned, nullable */
  double           height;
  double           picture_width;
  guint            page;
  double           y;
  int              severity; /* -1: the title */
} Block;

typedef struct {
  CuePreflightReport *report; /* owned */
  GArray             *blocks; /* owned, of Block */
} Print;

static void
clear_block (gpointer data)
{
  Block *block = data;

  for (gsize i = 0; i < G_N_ELEMENTS (block->layouts); i++)
    g_clear_object (&block->layouts[i]);
  g_clear_pointer (&block->picture, cairo_surface_destroy);
}

static void
free_print (gpointer data)
{
  Print *print = data;

  g_object_unref (print->report);
  g_array_unref (print->blocks);
  g_free (print);
}

static PangoLayout *
make_layout (GtkPrintContext *context, const char *font, double width, const char *text)
{
  PangoLayout          *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static cairo_surface_t *
make_surface (CuePreflightFinding *finding)
{
  GdkTexture      *texture = g_object_get_data (G_OBJECT (finding), CUE_PREFLIGHT_TEXTURE);
  cairo_surface_t *surface;

  if (texture == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        gdk_texture_get_width (texture),
                                        gdk_texture_get_height (texture));
  gdk_texture_download (texture,
                        cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
measure (Block *block)
{
  block->height = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (block->layouts); i++) {
    int height = 0;

    if (block->layouts[i] == NULL)
      continue;
    pango_layout_get_pixel_size (block->layouts[i], NULL, &height);
    block->height += height;
  }
  if (block->picture != NULL)
    block->height = MAX (block->height, PICTURE_H);
}

static char *
join_facts (CuePreflightFinding *finding)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cue_preflight_finding_get_n_facts (finding); i++) {
    g_string_append (text, i > 0 ? " · " : "");
    g_string_append_printf (text,
                            _ ("%s: %s"),
                            cue_preflight_finding_get_fact_name (finding, i),
                            cue_preflight_finding_get_fact_value (finding, i));
  }
  return g_string_free (text, FALSE);
}

static void
add_title (Print *print, GtkPrintContext *context, double width)
{
  CuePreflightSeverity worst = cue_preflight_report_get_worst (print->report);
  gint64               began = cue_preflight_report_get_began (print->report);
  g_autofree char     *counts = cue_preflight_report_to_counts (print->report);
  g_autofree char     *moment = NULL;
  g_autofree char     *line = NULL;
  g_autofree char     *title = NULL;
  Block                block = { .severity = -1 };

  if (began != CUE_TIME_INVALID) {
    g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (began / G_USEC_PER_SEC);

    moment = g_date_time_format (local, "%F %H:%M:%S %Z");
  }
  /* Translators: name of an event, then how it is */
  title = g_strdup_printf (_ ("%s: %s"),
                           cue_preflight_report_get_event (print->report),
                           cue_preflight_severity_get_name (worst));
  line = g_strdup_printf ("%s · %s · %s",
                          _ ("Check before the show"),
                          moment != NULL ? moment : "",
                          counts);
  block.layouts[0] = make_layout (context, TITLE_FONT, width, title);
  block.layouts[1] = make_layout (context, BODY_FONT, width, line);
  measure (&block);
  g_array_append_val (print->blocks, block);
}

static void
add_finding (Print *print, GtkPrintContext *context, double width, CuePreflightFinding *finding)
{
  CuePreflightSeverity severity = cue_preflight_finding_get_severity (finding);
  const char          *next = cue_preflight_finding_get_next_step (finding);
  g_autofree char     *heading = NULL;
  g_autofree char     *body = NULL;
  g_autofree char     *facts = join_facts (finding);
  Block                block = { .severity = (int) severity };
  double               text_width = width - 3 * BAR_WIDTH;

  heading = g_strdup_printf (_ ("%s: %s"),
                             cue_preflight_finding_get_verdict (finding),
                             cue_preflight_finding_get_title (finding));
  if (severity <= CUE_PREFLIGHT_OK) {
    body = g_strdup_printf (_ ("%s: %s"), heading, cue_preflight_finding_get_words (finding));
    block.layouts[2] = make_layout (context, SMALL_FONT, text_width, body);
  } else {
    block.picture = make_surface (finding);
    if (block.picture != NULL) {
      block.picture_width = PICTURE_H * cairo_image_surface_get_width (block.picture) /
                            MAX (cairo_image_surface_get_height (block.picture), 1);
      block.picture_width = MIN (block.picture_width, PICTURE_MAX);
      text_width -= block.picture_width + GAP;
    }
    body = next != NULL ? g_strdup_printf ("%s\n%s %s",
                                           cue_preflight_finding_get_words (finding),
                                           _ ("What to do:"),
                                           next)
                        : g_strdup (cue_preflight_finding_get_words (finding));
    block.layouts[0] = make_layout (context, HEADING_FONT, text_width, heading);
    block.layouts[1] = make_layout (context, BODY_FONT, text_width, body);
    if (*facts != '\0')
      block.layouts[2] = make_layout (context, SMALL_FONT, text_width, facts);
  }
  measure (&block);
  g_array_append_val (print->blocks, block);
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double y = 0;
  guint  page = 0;

  g_array_set_size (print->blocks, 0);
  add_title (print, context, width);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (print->report)); i++) {
    g_autoptr (CuePreflightFinding)
      finding = g_list_model_get_item (G_LIST_MODEL (print->report), i);

    add_finding (print, context, width, finding);
  }
  for (guint i = 0; i < print->blocks->len; i++) {
    Block *block = &g_array_index (print->blocks, Block, i);

    if (y > 0 && y + block->height > height) {
      page++;
      y = 0;
    }
    block->page = page;
    block->y = y;
    y += block->height +
         (block->severity == CUE_PREFLIGHT_OK || block->severity == CUE_PREFLIGHT_NOT_APPLICABLE
            ? GAP / 3
            : GAP);
  }
  gtk_print_operation_set_n_pages (operation, (int) page + 1);
}

static void
set_colour (cairo_t *cr, int severity)
{
  switch (severity) {
  case CUE_PREFLIGHT_CRITICAL:
    cairo_set_source_rgb (cr, 0.70, 0.0, 0.11);
    break;
  case CUE_PREFLIGHT_WARNING:
    cairo_set_source_rgb (cr, 0.80, 0.50, 0.0);
    break;
  case CUE_PREFLIGHT_OK:
    cairo_set_source_rgb (cr, 0.08, 0.41, 0.18);
    break;
  default:
    cairo_set_source_rgb (cr, 0.4, 0.4, 0.45);
  }
}

static void
draw_block (cairo_t *cr, const Block *block, double width)
{
  double x = 0;
  double y = block->y;

  if (block->severity >= 0) {
    set_colour (cr, block->severity);
    cairo_rectangle (cr, 0, block->y, BAR_WIDTH, block->height);
    cairo_fill (cr);
    x = 3 * BAR_WIDTH;
  }
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (block->layouts); i++) {
    int height;

    if (block->layouts[i] == NULL)
      continue;
    cairo_move_to (cr, x, y);
    pango_cairo_show_layout (cr, block->layouts[i]);
    pango_layout_get_pixel_size (block->layouts[i], NULL, &height);
    y += height;
  }
  if (block->picture != NULL) {
    int    columns = cairo_image_surface_get_width (block->picture);
    int    rows = cairo_image_surface_get_height (block->picture);
    double scale = MIN (PICTURE_H / rows, block->picture_width / columns);

    cairo_save (cr);
    cairo_translate (cr, width - block->picture_width, block->y);
    cairo_scale (cr, scale, scale);
    /* What is transparent is white as a rule, and would not be seen on paper. */
    cairo_rectangle (cr, 0, 0, columns, rows);
    cairo_set_source_rgb (cr, 0.52, 0.52, 0.55);
    cairo_fill (cr);
    cairo_set_source_surface (cr, block->picture, 0, 0);
    cairo_paint (cr);
    cairo_restore (cr);
  }
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double   width = gtk_print_context_get_width (context);

  for (guint i = 0; i < print->blocks->len; i++) {
    const Block *block = &g_array_index (print->blocks, Block, i);

    if (block->page == (guint) page)
      draw_block (cr, block, width);
  }
}

/**
 * cue_preflight_print_new:
 * @report: what to print; it should not grow any more
 *
 * Returns: (transfer full): a print operation, not yet run
 */
GtkPrintOperation *
cue_preflight_print_new (CuePreflightReport *report)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print             *print = g_new0 (Print, 1);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name =
    g_strdelimit (g_strdup (cue_preflight_report_get_event (report)), G_DIR_SEPARATOR_S, '-');

  /* Who prints to a file is offered this name, and not "output". */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (operation, settings);
  print->report = g_object_ref (report);
  print->blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  g_array_set_clear_func (print->blocks, clear_block);
  g_object_set_data_full (G_OBJECT (operation), "cue-preflight-print", print, free_print);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, cue_preflight_report_get_event (report));
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  return operation;
}
