// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-guides.h"

#include <math.h>

#include "cue-phone-drawing.h"

/* The shapes of phones over a composition. A phone that is taller than 16:9 either leaves bars
 * above and below, where nothing is lost, or is filled by the player, where the sides are: the
 * guide shows the second, which is the one that hurts. */

/* Portrait screens in points, with what the system keeps for itself at the top and at the bottom.
 * Typical ones, not the extremes: an iPhone SE, an iPhone 15, a Pixel 7. */
typedef struct {
  CuePhoneGuides guide;
  const char    *name;
  float          width;
  float          height;
  float          top;
  float          bottom;
  float          hole_width; /* notch, island or camera at the top; 0 for none */
  float          hole_top;
  float          hole_height;
  float          home_width; /* the bar at the bottom; 0 for none */
  GdkRGBA        colour;
} Phone;

static const Phone phones[] = {
  { CUE_PHONE_GUIDES_16_9, "16:9", 375, 667, 20, 0, 0, 0, 0, 0, { 1.0f, 0.76f, 0.2f, 1 } },
  { CUE_PHONE_GUIDES_19_5_9,
    "19.5:9",
    393,
    852,
    59,
    34,
    126,
    11,
    37,
    139,
    { 0.35f, 0.8f, 1.0f, 1 } },
  { CUE_PHONE_GUIDES_20_9, "20:9", 412, 915, 40, 24, 26, 8, 26, 108, { 0.75f, 1.0f, 0.45f, 1 } },
};

G_DEFINE_FLAGS_TYPE (CuePhoneGuides,
                     cue_phone_guides,
                     G_DEFINE_ENUM_VALUE (CUE_PHONE_GUIDES_SAFE_AREA, "safe-area"),
                     G_DEFINE_ENUM_VALUE (CUE_PHONE_GUIDES_16_9, "16-9"),
                     G_DEFINE_ENUM_VALUE (CUE_PHONE_GUIDES_19_5_9, "19-5-9"),
                     G_DEFINE_ENUM_VALUE (CUE_PHONE_GUIDES_20_9, "20-9"),
                     G_DEFINE_ENUM_VALUE (CUE_PHONE_GUIDES_CUT, "cut"))

static const Phone *
find_phone (CuePhoneGuides guide)
{
  for (guint i = 0; i < G_N_ELEMENTS (phones); i++) {
    if (phones[i].guide == guide)
      return &phones[i];
  }

  return NULL;
}

/**
 * cue_phone_guides_get_screen:
 * @phone: one of the phones
 * @frame: the composition
 * @screen: (out caller-allocates): the part of it that this phone shows when the player fills it
 * @top: (out): how much of that the system covers at the top
 * @bottom: (out): how much of that the system covers at the bottom
 */
void
cue_phone_guides_get_screen (CuePhoneGuides         phone,
                             const graphene_rect_t *frame,
                             graphene_rect_t       *screen,
                             float                 *top,
                             float                 *bottom)
{
  const Phone *shape = find_phone (phone);

  g_return_if_fail (shape != NULL);

  cue_phone_drawing_fit (frame->size.width,
                         frame->size.height,
                         (double) shape->width / shape->height,
                         FALSE,
                         screen);
  graphene_rect_offset (screen, frame->origin.x, frame->origin.y);
  *top = screen->size.height * shape->top / shape->height;
  *bottom = screen->size.height * shape->bottom / shape->height;
}

/**
 * cue_phone_guides_get_safe_area:
 * @frame: the composition
 * @area: (out caller-allocates): what every one of the phones shows, with nothing of its own over
 *   it
 */
void
cue_phone_guides_get_safe_area (const graphene_rect_t *frame, graphene_rect_t *area)
{
  *area = *frame;

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++) {
    graphene_rect_t screen;
    float           top, bottom;

    cue_phone_guides_get_screen (phones[i].guide, frame, &screen, &top, &bottom);
    screen.origin.y += top;
    screen.size.height -= top + bottom;
    graphene_rect_intersection (area, &screen, area);
  }
}

/* A line that is seen on any ground: dark beneath, light above. */
static void
append_outline (GtkSnapshot           *snapshot,
                const graphene_rect_t *area,
                float                  radius,
                gboolean               dashed,
                float                  pen,
                const GdkRGBA         *colour)
{
  const double    pattern[] = { 6 * (double) pen, 4 * (double) pen };
  graphene_rect_t bounds = *area;
  cairo_t        *cr;
  double          x = area->origin.x + 0.5 * (double) pen;
  double          y = area->origin.y + 0.5 * (double) pen;
  double          w = area->size.width - pen;
  double          h = area->size.height - pen;
  double          r = MIN (radius, MIN (w, h) / 2);

  if (w <= 0 || h <= 0)
    return;

  graphene_rect_inset (&bounds, -2 * pen, -2 * pen);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, G_PI + G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, 3 * (double) pen);
  cairo_stroke_preserve (cr);

  if (dashed)
    cairo_set_dash (cr, pattern, G_N_ELEMENTS (pattern), 0);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.5 * (double) pen);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_pill (GtkSnapshot *snapshot, float x, float y, float width, float height)
{
  static const GdkRGBA black = { 0, 0, 0, 0.75f };
  GskRoundedRect       outline;

  if (width <= 0)
    return;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &black, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_name (GtkSnapshot   *snapshot,
             PangoContext  *context,
             const char    *name,
             float          x,
             float          y,
             float          width,
             float          pen,
             const GdkRGBA *colour)
{
  float size = CLAMP (width * 0.045f, 9, 16 * pen);
  float room = size * 4.4f;

  append_pill (snapshot, x, y, room, size * 1.7f);
  cue_phone_drawing_append_text (snapshot,
                                 context,
                                 name,
                                 &GRAPHENE_RECT_INIT (x, y, room, size * 1.7f),
                                 size,
                                 TRUE,
                                 colour);
}

/* What is beside the screen of a phone that the player fills. */
static void
append_shade (GtkSnapshot *snapshot, const Phone *phone, const graphene_rect_t *frame)
{
  static const GdkRGBA shade = { 0, 0, 0, 0.45f };
  graphene_rect_t      screen;
  float                top, bottom, side;

  cue_phone_guides_get_screen (phone->guide, frame, &screen, &top, &bottom);
  side = screen.origin.x - frame->origin.x;

  if (side <= 0)
    return;

  gtk_snapshot_append_color (snapshot,
                             &shade,
                             &GRAPHENE_RECT_INIT (frame->origin.x,
                                                  frame->origin.y,
                                                  side,
                                                  frame->size.height));
  gtk_snapshot_append_color (snapshot,
                             &shade,
                             &GRAPHENE_RECT_INIT (screen.origin.x + screen.size.width,
                                                  frame->origin.y,
                                                  side,
                                                  frame->size.height));
}

static void
append_phone (GtkSnapshot *snapshot, const Phone *phone, float pen, const graphene_rect_t *frame)
{
  graphene_rect_t screen;
  float           top, bottom, point;

  cue_phone_guides_get_screen (phone->guide, frame, &screen, &top, &bottom);
  point = screen.size.height / phone->height;
  append_outline (snapshot, &screen, 0, FALSE, pen, &phone->colour);
  append_pill (snapshot,
               screen.origin.x + (screen.size.width - phone->hole_width * point) / 2,
               screen.origin.y + phone->hole_top * point,
               phone->hole_width * point,
               phone->hole_height * point);
  append_pill (snapshot,
               screen.origin.x + (screen.size.width - phone->home_width * point) / 2,
               screen.origin.y + screen.size.height - 13 * point,
               phone->home_width * point,
               5 * point);

  /* Where the status bar ends. */
  append_outline (snapshot,
                  &GRAPHENE_RECT_INIT (screen.origin.x, screen.origin.y, screen.size.width, top),
                  0,
                  TRUE,
                  pen,
                  &phone->colour);
}

static void
append_phone_name (GtkSnapshot           *snapshot,
                   PangoContext          *context,
                   const Phone           *phone,
                   guint                  index,
                   float                  pen,
                   const graphene_rect_t *frame)
{
  graphene_rect_t screen;
  float           top, bottom;

  cue_phone_guides_get_screen (phone->guide, frame, &screen, &top, &bottom);
  append_name (snapshot,
               context,
               phone->name,
               screen.origin.x + 4 * pen,
               screen.origin.y + screen.size.height * (0.88f - 0.06f * (float) index),
               frame->size.width,
               pen,
               &phone->colour);
}

/**
 * cue_phone_guides_append:
 * @snapshot: where to draw
 * @context: whose font to use
 * @guides: what to draw
 * @pen: how many times as thick as on a screen lines are, and their names at most as large
 * @frame: the composition
 *
 * Draws the safe area and the shapes of phones over a composition.
 */
void
cue_phone_guides_append (GtkSnapshot           *snapshot,
                         PangoContext          *context,
                         CuePhoneGuides         guides,
                         float                  pen,
                         const graphene_rect_t *frame)
{
  static const GdkRGBA white = { 1, 1, 1, 0.95f };
  graphene_rect_t      area;

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++) {
    if ((guides & phones[i].guide) != 0)
      append_shade (snapshot, &phones[i], frame);
  }

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++) {
    if ((guides & phones[i].guide) != 0)
      append_phone (snapshot, &phones[i], pen, frame);
  }

  if ((guides & CUE_PHONE_GUIDES_SAFE_AREA) != 0) {
    cue_phone_guides_get_safe_area (frame, &area);
    append_outline (snapshot, &area, frame->size.width * 0.02f, TRUE, pen, &white);
  }

  /* Last, so that no line of another phone runs through a name. */
  for (guint i = 0; i < G_N_ELEMENTS (phones); i++) {
    if ((guides & phones[i].guide) != 0)
      append_phone_name (snapshot, context, &phones[i], i, pen, frame);
  }
}
