// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-composition.h"

#include <math.h>
#include <pango/pangocairo.h>

// The references are PNG files of 180 × 320 in tests/ui/references, drawn by cairo with DejaVu
// Sans, which Debian has had unchanged since 2016. A reference and what is drawn now are compared
// in squares of 12 × 12 pixels: the mean of no colour of any square may differ by more than 16 of
// 255, and the mean over all squares by no more than 1.5. That forgives letters that are smoothed
// otherwise or stand a part of a pixel aside, as with GTK 4.18 (12.1 at worst, only in letters;
// with squares of half that size it is 29), and nothing that somebody would see.
//
// To make them anew, and then to look at each of them:
//
//   CUELIGHT_UPDATE_REFERENCES=1 tests/session meson test -C build ui-composition

#define FONT "DejaVu Sans"

#define SQUARE          12
#define MOST_OF_SQUARE  16.0
#define MOST_OF_PICTURE 1.5

static const char *const names[] = {
  "custom-light-text",
  "custom-dark-text",
  "custom-video",
  "prelive-video",
  "prelive-image",
  "postlive",
  "interruption",
  "only-text",
  "only-foreground",
  "nothing",
  "guides-phones",
  "guides-safe-area",
  "cut-edges",
  "cut-beyond-height",
  "cut-beyond",
  "wipe",
  "postlive-with-countdown",
};

GdkTexture *
ui_composition_paint (UiPainter painter, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  gsize            stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  painter (cr, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

PangoContext *
ui_composition_create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (FONT " 11");
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_font_description (context, font);
  pango_context_set_language (context, pango_language_from_string ("en"));
  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  return context;
}

void
ui_composition_choose_font (GtkWidget *widget)
{
  GtkCssProvider       *provider = gtk_css_provider_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  gtk_css_provider_load_from_data (provider, "composition { font: 11pt " FONT "; }", -1);
  gtk_style_context_add_provider (gtk_widget_get_style_context (widget),
                                  GTK_STYLE_PROVIDER (provider),
                                  GTK_STYLE_PROVIDER_PRIORITY_USER);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  gtk_widget_set_font_options (widget, options);
  cairo_font_options_destroy (options);
  g_object_unref (provider);
}

GdkTexture *
ui_composition_draw_widget (GtkWidget *widget)
{
  int              width = gtk_widget_get_width (widget);
  int              height = gtk_widget_get_height (widget);
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  gsize            stride = (gsize) cairo_image_surface_get_stride (surface);
  GskRenderNode   *node;
  GdkTexture      *texture;
  g_autoptr (GBytes) bytes = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  cairo_surface_destroy (surface);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  return texture;
}

static char *
get_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);

  return g_test_build_filename (G_TEST_DIST, "ui", "references", file, NULL);
}

static cairo_surface_t *
to_surface (GdkTexture *texture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         gdk_texture_get_width (texture),
                                                         gdk_texture_get_height (texture));

  gdk_texture_download (texture,
                        cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The mean of a colour (0–255) in a square. PNG files without alpha come without it: all pictures
 * here are opaque, so the fourth byte is left out. */
static double
get_mean (cairo_surface_t *surface, int x, int y, int channel)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int           stride = cairo_image_surface_get_stride (surface);
  int           right = MIN (x + SQUARE, cairo_image_surface_get_width (surface));
  int           bottom = MIN (y + SQUARE, cairo_image_surface_get_height (surface));
  double        sum = 0;

  for (int row = y; row < bottom; row++) {
    for (int column = x; column < right; column++)
      sum += pixels[row * stride + column * 4 + channel];
  }

  return sum / ((right - x) * (bottom - y));
}

static gboolean
are_alike (cairo_surface_t *a, cairo_surface_t *b, double *of_square, double *of_picture)
{
  int    width = cairo_image_surface_get_width (a);
  int    height = cairo_image_surface_get_height (a);
  double sum = 0;
  int    n = 0;

  *of_square = *of_picture = 255;

  if (width != cairo_image_surface_get_width (b) || height != cairo_image_surface_get_height (b))
    return FALSE;

  *of_square = 0;

  for (int y = 0; y < height; y += SQUARE) {
    for (int x = 0; x < width; x += SQUARE) {
      for (int channel = 0; channel < 3; channel++) {
        double difference = fabs (get_mean (a, x, y, channel) - get_mean (b, x, y, channel));

        *of_square = MAX (*of_square, difference);
        sum += difference;
        n++;
      }
    }
  }

  *of_picture = sum / n;
  return *of_square <= MOST_OF_SQUARE && *of_picture <= MOST_OF_PICTURE;
}

/* What is drawn, what should be, and where they differ, side by side. */
static char *
write_difference (cairo_surface_t *drawn, cairo_surface_t *reference, const char *name)
{
  g_autofree char *file = g_strconcat ("composition-", name, "-difference.png", NULL);
  char            *path = g_test_build_filename (G_TEST_BUILT, "ui", file, NULL);
  int              width = cairo_image_surface_get_width (drawn);
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                       width * 3,
                                                       cairo_image_surface_get_height (drawn));
  cairo_t         *cr = cairo_create (sheet);

  for (int part = 0; part < 3; part++) {
    cairo_set_source_surface (cr, part == 1 ? reference : drawn, part * width, 0);
    cairo_rectangle (cr, part * width, 0, width, cairo_image_surface_get_height (drawn));
    cairo_fill (cr);
  }

  cairo_set_operator (cr, CAIRO_OPERATOR_DIFFERENCE);
  cairo_set_source_surface (cr, reference, 2 * width, 0);
  cairo_rectangle (cr, 2 * width, 0, width, cairo_image_surface_get_height (drawn));
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png (sheet, path);
  cairo_surface_destroy (sheet);
  return path;
}

/* Whether a picture is that of the reference; a failure says what differs and where to look. */
gboolean
ui_composition_check (GdkTexture *texture, const char *name)
{
  g_autofree char *path = get_path (name);
  cairo_surface_t *drawn = to_surface (texture);
  cairo_surface_t *reference;
  double           of_square, of_picture;
  gboolean         alike;

  if (g_getenv ("CUELIGHT_UPDATE_REFERENCES") != NULL)
    cairo_surface_write_to_png (drawn, path);

  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  alike = are_alike (drawn, reference, &of_square, &of_picture);
  g_test_message ("%s: %.2f of 255 in the worst square, %.3f over all",
                  name,
                  of_square,
                  of_picture);

  if (!alike) {
    g_autofree char *difference = write_difference (drawn, reference, name);

    g_printerr ("%s: %.2f of 255 in the worst square (most %.0f), %.3f over all (most %.1f).\n"
                "Drawn, reference and difference: %s\n",
                name,
                of_square,
                MOST_OF_SQUARE,
                of_picture,
                MOST_OF_PICTURE,
                difference);
  }

  cairo_surface_destroy (reference);
  cairo_surface_destroy (drawn);
  return alike;
}

gboolean
ui_composition_references_differ (void)
{
  cairo_surface_t *all[G_N_ELEMENTS (names)];
  gboolean         differ = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = get_path (names[i]);

    all[i] = cairo_image_surface_create_from_png (path);
    g_assert_cmpint (cairo_surface_status (all[i]), ==, CAIRO_STATUS_SUCCESS);
  }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    for (guint k = 0; k < i; k++) {
      double of_square, of_picture;

      if (are_alike (all[i], all[k], &of_square, &of_picture)) {
        g_printerr ("The references %s and %s cannot be told apart.\n", names[i], names[k]);
        differ = FALSE;
      }
    }
  }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cairo_surface_destroy (all[i]);

  return differ;
}
