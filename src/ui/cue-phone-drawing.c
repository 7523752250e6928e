// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-phone-drawing.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cue-asset-text.h"
#include "cue-texture.h"
#include "cue-time.h"

/* How a phone lays a CuePhoneScene out, for whatever draws one: a widget, or a picture to save. All
 * of it is in shares of the frame, so that a small phone is a large one made smaller. What the
 * pictures contain comes from outside, so text is laid out without markup and never beyond the
 * frame. Main thread only. */

/* Where things stand, in shares of the frame's width and height. The text lines are where the
 * contrast of the text is judged: cue-asset-text.h. */
#define LOGO_LEFT        0.25f
#define LOGO_TOP         0.07f
#define LOGO_WIDTH       0.5f
#define LOGO_HEIGHT      0.1f
#define COUNTDOWN_LEFT   0.14f
#define COUNTDOWN_TOP    0.76f
#define COUNTDOWN_WIDTH  0.72f
#define COUNTDOWN_HEIGHT 0.19f /* of the width */
#define COUNTDOWN_SIZE   0.125f
#define USUAL_WIDTH      1080
#define USUAL_HEIGHT     1920
#define REMARK_SIZE      0.062f
#define LEAST_REMARK     11.0f

/**
 * cue_phone_drawing_fit:
 * @width: of the frame
 * @height: of the frame
 * @ratio: width divided by height of what is drawn in it
 * @cover: whether the frame is filled (and edges are cut) or all is shown (and edges stay free)
 * @result: (out caller-allocates): where to draw, relative to the frame
 *
 * Centres a picture in a frame without distorting it.
 */
void
cue_phone_drawing_fit (float            width,
                       float            height,
                       double           ratio,
                       gboolean         cover,
                       graphene_rect_t *result)
{
  float fitted_width = width;
  float fitted_height = height;

  if (ratio > 0 && width > 0 && height > 0) {
    if ((width / height > ratio) != cover)
      fitted_width = (float) (height * ratio);
    else
      fitted_height = (float) (width / ratio);
  }

  graphene_rect_init (result,
                      (width - fitted_width) / 2,
                      (height - fitted_height) / 2,
                      fitted_width,
                      fitted_height);
}

/**
 * cue_phone_drawing_fit_frame:
 * @width: of the room there is
 * @height: of the room there is
 * @scale_factor: device pixels in an application pixel
 * @frame: (out caller-allocates): the phone, relative to the room
 *
 * The largest phone that fits, in the middle, with its edges on device pixels: a picture that was
 * made for its size is then drawn pixel by pixel.
 */
void
cue_phone_drawing_fit_frame (float width, float height, int scale_factor, graphene_rect_t *frame)
{
  graphene_rect_t place;
  float           scale = (float) MAX (scale_factor, 1);

  cue_phone_drawing_fit (width, height, CUE_PHONE_RATIO, FALSE, &place);
  graphene_rect_init (frame,
                      roundf (place.origin.x * scale) / scale,
                      roundf (place.origin.y * scale) / scale,
                      roundf (place.size.width * scale) / scale,
                      roundf (place.size.height * scale) / scale);
}

/**
 * cue_phone_drawing_format_countdown:
 * @countdown: that of an event
 *
 * Writes what the audience reads: nothing while the answer says that the countdown is not visible,
 * and zero once it is over, never a negative time.
 *
 * Returns: (transfer full) (nullable): digits
 */
char *
cue_phone_drawing_format_countdown (CueCountdown *countdown)
{
  g_return_val_if_fail (CUE_IS_COUNTDOWN (countdown), NULL);

  switch (cue_countdown_get_phase (countdown)) {
  case CUE_COUNTDOWN_RUNNING:
    return g_strdup (cue_countdown_get_text (countdown));
  case CUE_COUNTDOWN_ENDED:
  case CUE_COUNTDOWN_OVER:
    return cue_time_format_duration (0, CUE_DURATION_CLOCK);
  case CUE_COUNTDOWN_NONE:
  case CUE_COUNTDOWN_HIDDEN:
  default:
    return NULL;
  }
}

static void
append_paintable (GtkSnapshot           *snapshot,
                  GdkPaintable          *paintable,
                  const graphene_rect_t *frame,
                  gboolean               cover)
{
  graphene_rect_t place;

  if (paintable == NULL)
    return;

  cue_phone_drawing_fit (frame->size.width,
                         frame->size.height,
                         gdk_paintable_get_intrinsic_aspect_ratio (paintable),
                         cover,
                         &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (frame->origin.x + place.origin.x,
                                                frame->origin.y + place.origin.y));
  if (GDK_IS_TEXTURE (paintable))
    cue_texture_draw (GDK_TEXTURE (paintable), snapshot, place.size.width, place.size.height);
  else
    gdk_paintable_snapshot (paintable, snapshot, place.size.width, place.size.height);
  gtk_snapshot_restore (snapshot);
}

static PangoLayout *
lay_out (PangoContext *context,
         const char   *text,
         float         width,
         float         height,
         float         size,
         gboolean      bold)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = NULL;

  font = pango_font_description_copy (pango_context_get_font_description (context));
  pango_font_description_set_absolute_size (font, MAX (size, 6) * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) width * PANGO_SCALE);
  pango_layout_set_height (layout, (int) height * PANGO_SCALE);
  return layout;
}

/* What does not fit ends in an ellipsis, unless it is whole lines: these are just not there. */
static gboolean
cuts_text (PangoContext *context, CuePhoneScene *scene)
{
  const char *const *lines = cue_phone_scene_get_lines (scene);
  g_autofree char   *text = lines != NULL ? g_strjoinv ("\n", (char **) lines) : NULL;
  g_autoptr (PangoLayout) layout = NULL;
  PangoLayoutLine *last;

  if (text == NULL || text[0] == '\0')
    return FALSE;

  layout = lay_out (context,
                    text,
                    USUAL_WIDTH * (float) CUE_ASSET_TEXT_WIDTH,
                    USUAL_HEIGHT * (float) CUE_ASSET_TEXT_HEIGHT,
                    USUAL_WIDTH * (float) CUE_ASSET_TEXT_SIZE,
                    TRUE);
  last = pango_layout_get_line_readonly (layout, pango_layout_get_line_count (layout) - 1);

  return pango_layout_is_ellipsized (layout) ||
         (gsize) (last->start_index + last->length) < strlen (text);
}

/**
 * cue_phone_drawing_describe_cuts:
 * @context: whose font to use
 * @scene: what to show
 *
 * Returns: (transfer full) (nullable): what of the pictures and the text lines is not seen, one
 *   line each
 */
char *
cue_phone_drawing_describe_cuts (PangoContext *context, CuePhoneScene *scene)
{
  g_autofree char *pictures = cue_phone_scene_describe_cuts (scene);
  const char      *words = _ ("The text lines are too long, their end is not seen");

  if (!cuts_text (context, scene))
    return g_steal_pointer (&pictures);

  return pictures != NULL ? g_strdup_printf ("%s\n%s", pictures, words) : g_strdup (words);
}

/**
 * cue_phone_drawing_append_text:
 * @snapshot: where to draw
 * @context: whose font to use
 * @text: plain text, with line feeds
 * @area: where it is centred; what does not fit ends in an ellipsis
 * @size: of the letters
 * @bold: whether they are bold
 * @colour: of the letters
 */
void
cue_phone_drawing_append_text (GtkSnapshot           *snapshot,
                               PangoContext          *context,
                               const char            *text,
                               const graphene_rect_t *area,
                               float                  size,
                               gboolean               bold,
                               const GdkRGBA         *colour)
{
  g_autoptr (PangoLayout)
    layout = lay_out (context, text, area->size.width, area->size.height, size, bold);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (area->origin.x,
                                                area->origin.y + MAX (0,
                                                                      floorf ((area->size.height -
                                                                               (float) height) /
                                                                              2))));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/**
 * cue_phone_drawing_append_countdown:
 * @snapshot: where to draw
 * @context: whose font to use
 * @scene: what to show
 * @frame: the phone
 *
 * Draws the countdown when the audience sees one: below the text lines, on a ground of its own, as
 * what is behind it may have any colour.
 */
void
cue_phone_drawing_append_countdown (GtkSnapshot           *snapshot,
                                    PangoContext          *context,
                                    CuePhoneScene         *scene,
                                    const graphene_rect_t *frame)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA ground = { 0, 0, 0, 0.5f };
  CueCountdown        *countdown = cue_phone_scene_get_countdown (scene);
  g_autofree char *text = countdown != NULL ? cue_phone_drawing_format_countdown (countdown) : NULL;
  float            w = frame->size.width;
  graphene_rect_t  area;
  GskRoundedRect   outline;

  if (text == NULL)
    return;

  graphene_rect_init (&area,
                      roundf (frame->origin.x + w * COUNTDOWN_LEFT),
                      roundf (frame->origin.y + frame->size.height * COUNTDOWN_TOP),
                      roundf (w * COUNTDOWN_WIDTH),
                      roundf (w * COUNTDOWN_HEIGHT));
  gsk_rounded_rect_init_from_rect (&outline, &area, area.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gtk_snapshot_pop (snapshot);
  cue_phone_drawing_append_text (snapshot, context, text, &area, w * COUNTDOWN_SIZE, TRUE, &white);
}

/**
 * cue_phone_drawing_append_moving:
 * @snapshot: where to draw
 * @scene: what to show
 * @frame: the phone
 *
 * Draws the ground and what may move on it: the background and the picture of the stream. The
 * caller clips to @frame.
 */
void
cue_phone_drawing_append_moving (GtkSnapshot           *snapshot,
                                 CuePhoneScene         *scene,
                                 const graphene_rect_t *frame)
{
  static const GdkRGBA ground = { 0.17f, 0.17f, 0.19f, 1 };
  static const GdkRGBA black = { 0, 0, 0, 1 };
  GdkPaintable        *picture = cue_phone_scene_get_picture (scene);

  gtk_snapshot_append_color (snapshot, picture != NULL ? &black : &ground, frame);
  append_paintable (snapshot, cue_phone_scene_get_background (scene), frame, TRUE);
  append_paintable (snapshot, picture, frame, FALSE);
}

/**
 * cue_phone_drawing_append_still:
 * @snapshot: where to draw
 * @context: whose font to use
 * @scene: what to show
 * @frame: the phone
 *
 * Draws what stands still above the background: the foreground, the logo and the text lines, or the
 * words why there is nothing. The caller clips to @frame.
 */
void
cue_phone_drawing_append_still (GtkSnapshot           *snapshot,
                                PangoContext          *context,
                                CuePhoneScene         *scene,
                                const graphene_rect_t *frame)
{
  static const GdkRGBA light = { 1, 1, 1, 1 };
  static const GdkRGBA dark = { 0, 0, 0, 0.87f };
  static const GdkRGBA faint = { 1, 1, 1, 0.7f };
  const char *const   *lines = cue_phone_scene_get_lines (scene);
  float                x = frame->origin.x;
  float                y = frame->origin.y;
  float                w = frame->size.width;
  float                h = frame->size.height;
  graphene_rect_t      area;

  if (cue_phone_scene_is_empty (scene)) {
    g_autofree char *words = cue_phone_scene_describe (scene);

    graphene_rect_init (&area, x + w * 0.12f, y + h * 0.35f, w * 0.76f, h * 0.3f);
    cue_phone_drawing_append_text (snapshot,
                                   context,
                                   words,
                                   &area,
                                   MAX (w * REMARK_SIZE, LEAST_REMARK),
                                   FALSE,
                                   &faint);
    return;
  }

  append_paintable (snapshot, cue_phone_scene_get_foreground (scene), frame, TRUE);
  graphene_rect_init (&area, x + w * LOGO_LEFT, y + h * LOGO_TOP, w * LOGO_WIDTH, h * LOGO_HEIGHT);
  append_paintable (snapshot, cue_phone_scene_get_logo (scene), &area, FALSE);

  if (lines != NULL && lines[0] != NULL) {
    g_autofree char *text = g_strjoinv ("\n", (char **) lines);

    graphene_rect_init (&area,
                        x + w * (float) CUE_ASSET_TEXT_LEFT,
                        y + h * (float) CUE_ASSET_TEXT_TOP,
                        w * (float) CUE_ASSET_TEXT_WIDTH,
                        h * (float) CUE_ASSET_TEXT_HEIGHT);
    cue_phone_drawing_append_text (snapshot,
                                   context,
                                   text,
                                   &area,
                                   w * (float) CUE_ASSET_TEXT_SIZE,
                                   TRUE,
                                   cue_phone_scene_get_text_is_dark (scene) ? &dark : &light);
  }
}

/**
 * cue_phone_drawing_append_uncut:
 * @snapshot: where to draw
 * @scene: what to show
 * @frame: the phone
 *
 * Draws the background and the foreground whole, beyond the edges of the phone where they are not
 * 9:16: what a phone cuts away.
 */
void
cue_phone_drawing_append_uncut (GtkSnapshot           *snapshot,
                                CuePhoneScene         *scene,
                                const graphene_rect_t *frame)
{
  append_paintable (snapshot, cue_phone_scene_get_background (scene), frame, TRUE);
  append_paintable (snapshot, cue_phone_scene_get_foreground (scene), frame, TRUE);
}

/* An edge at which something is cut away. */
static void
append_cut_edge (GtkSnapshot *snapshot, const graphene_rect_t *edge)
{
  static const GskColorStop stops[] = {
    { 0, { 0.96f, 0.76f, 0.07f, 1 } },
    { 0.5f, { 0.96f, 0.76f, 0.07f, 1 } },
    { 0.5f, { 0.1f, 0.1f, 0.1f, 1 } },
    { 1, { 0.1f, 0.1f, 0.1f, 1 } },
  };
  graphene_point_t start = edge->origin;

  gtk_snapshot_append_repeating_linear_gradient (snapshot,
                                                 edge,
                                                 &start,
                                                 &GRAPHENE_POINT_INIT (start.x + 6, start.y + 6),
                                                 stops,
                                                 G_N_ELEMENTS (stops));
}

/**
 * cue_phone_drawing_append_cut_edges:
 * @snapshot: where to draw
 * @scene: what to show
 * @frame: the phone
 *
 * Stripes the edges at which a phone cuts an asset that is not 9:16: nothing is cut silently.
 */
void
cue_phone_drawing_append_cut_edges (GtkSnapshot           *snapshot,
                                    CuePhoneScene         *scene,
                                    const graphene_rect_t *frame)
{
  g_autoptr (GArray) cuts = cue_phone_scene_list_cuts (scene);
  float x = frame->origin.x;
  float y = frame->origin.y;
  float w = frame->size.width;
  float h = frame->size.height;
  float thick = CLAMP (roundf (w * 0.012f), 3, 6);

  for (guint i = 0; i < cuts->len; i++) {
    if (g_array_index (cuts, CuePhoneCut, i).of_width) {
      append_cut_edge (snapshot, &GRAPHENE_RECT_INIT (x, y, thick, h));
      append_cut_edge (snapshot, &GRAPHENE_RECT_INIT (x + w - thick, y, thick, h));
    } else {
      append_cut_edge (snapshot, &GRAPHENE_RECT_INIT (x, y, w, thick));
      append_cut_edge (snapshot, &GRAPHENE_RECT_INIT (x, y + h - thick, w, thick));
    }
  }
}

/**
 * cue_phone_drawing_make_still:
 * @context: whose font to use
 * @scene: what to show
 * @frame: the phone
 *
 * Draws what stands still above the background, and the edges that are cut, to be kept: with each
 * picture of a video only what moves has to be drawn anew.
 *
 * Returns: (transfer full) (nullable): a node, or %NULL where there is nothing
 */
GskRenderNode *
cue_phone_drawing_make_still (PangoContext          *context,
                              CuePhoneScene         *scene,
                              const graphene_rect_t *frame)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  cue_phone_drawing_append_still (snapshot, context, scene, frame);
  cue_phone_drawing_append_cut_edges (snapshot, scene, frame);
  return gtk_snapshot_free_to_node (snapshot);
}
