// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <math.h>

#include "cue-composition-private.h"
#include "cue-phone-drawing.h"

/* How a CueComposition is drawn. */

/* How much room is left around the phone for what it cuts, in shares of its side. */
#define CUT_ROOM 0.25f

void
cue_composition_forget_still (CueComposition *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->still); i++)
    g_clear_pointer (&self->still[i], gsk_render_node_unref);

  self->still_is_here = FALSE;
}

CuePhoneScene *
cue_composition_get_nth_scene (CueComposition *self, guint n)
{
  return n == 0 ? self->scene : self->before;
}

/* The largest share of the frame that is cut, in each direction. */
void
cue_composition_get_overhang (CueComposition *self, float *across, float *along)
{
  *across = *along = 0;

  for (guint n = 0; n < 2; n++) {
    g_autoptr (GArray) cuts = NULL;

    if (cue_composition_get_nth_scene (self, n) == NULL)
      continue;

    cuts = cue_phone_scene_list_cuts (cue_composition_get_nth_scene (self, n));

    for (guint i = 0; i < cuts->len; i++) {
      const CuePhoneCut *cut = &g_array_index (cuts, CuePhoneCut, i);
      float              beyond = (float) (cut->share / MAX (1 - cut->share, 0.01) / 2);

      if (cut->of_width)
        *across = MAX (*across, MIN (beyond, CUT_ROOM));
      else
        *along = MAX (*along, MIN (beyond, CUT_ROOM));
    }
  }
}

void
cue_composition_get_frame (CueComposition *self, graphene_rect_t *frame)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float across = 0;
  float along = 0;

  if ((self->guides & CUE_PHONE_GUIDES_CUT) != 0)
    cue_composition_get_overhang (self, &across, &along);

  cue_phone_drawing_fit_frame (width / (1 + 2 * across),
                               height / (1 + 2 * along),
                               gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                               frame);
  graphene_rect_offset (frame,
                        roundf (width * across / (1 + 2 * across)),
                        roundf (height * along / (1 + 2 * along)));
}

static void
ensure_still (CueComposition *self, const graphene_rect_t *frame)
{
  if (self->still_is_here && graphene_rect_equal (&self->still_frame, frame))
    return;

  cue_composition_forget_still (self);

  for (guint n = 0; n < 2; n++) {
    CuePhoneScene *scene = cue_composition_get_nth_scene (self, n);

    if (scene != NULL)
      self->still[n] =
        cue_phone_drawing_make_still (gtk_widget_get_pango_context (GTK_WIDGET (self)),
                                      scene,
                                      frame);
  }

  self->still_frame = *frame;
  self->still_is_here = TRUE;
}

void
cue_composition_append_scene (CueComposition        *self,
                              GtkSnapshot           *snapshot,
                              guint                  n,
                              const graphene_rect_t *frame,
                              const graphene_rect_t *clip)
{
  PangoContext  *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  CuePhoneScene *scene = cue_composition_get_nth_scene (self, n);

  gtk_snapshot_push_clip (snapshot, clip);
  cue_phone_drawing_append_moving (snapshot, scene, frame);

  if (self->still[n] != NULL)
    gtk_snapshot_append_node (snapshot, self->still[n]);

  cue_phone_drawing_append_countdown (snapshot, context, scene, frame);
  gtk_snapshot_pop (snapshot);
}

/* What the phone cuts away: there, but faint and behind hatching. */
static void
append_beyond (CueComposition *self, GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  static const GskColorStop stops[] = {
    { 0, { 0, 0, 0, 0.55f } },
    { 0.5f, { 0, 0, 0, 0.55f } },
    { 0.5f, { 0, 0, 0, 0.35f } },
    { 1, { 0, 0, 0, 0.35f } },
  };
  graphene_rect_t bounds;
  float           across, along;

  cue_composition_get_overhang (self, &across, &along);

  if (across == 0 && along == 0)
    return;

  bounds = *frame;
  graphene_rect_inset (&bounds, -across * frame->size.width, -along * frame->size.height);
  gtk_snapshot_push_clip (snapshot, &bounds);
  cue_phone_drawing_append_uncut (snapshot, self->scene, frame);
  gtk_snapshot_append_repeating_linear_gradient (snapshot,
                                                 &bounds,
                                                 &bounds.origin,
                                                 &GRAPHENE_POINT_INIT (bounds.origin.x + 8,
                                                                       bounds.origin.y + 8),
                                                 stops,
                                                 G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

void
cue_composition_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CueComposition *self = CUE_COMPOSITION (widget);
  graphene_rect_t frame;

  cue_composition_get_frame (self, &frame);

  if (self->scene == NULL || frame.size.width < 1)
    return;

  ensure_still (self, &frame);

  if ((self->guides & CUE_PHONE_GUIDES_CUT) != 0)
    append_beyond (self, snapshot, &frame);

  cue_composition_append_scene (self, snapshot, 0, &frame, &frame);

  if (self->before != NULL)
    cue_composition_append_wipe (self, snapshot, &frame);

  cue_phone_guides_append (snapshot,
                           gtk_widget_get_pango_context (widget),
                           self->guides,
                           1,
                           &frame);
}

/**
 * cue_composition_get_phone:
 * @self: a composition
 * @phone: (out caller-allocates): where in the widget the phone is drawn
 */
void
cue_composition_get_phone (CueComposition *self, graphene_rect_t *phone)
{
  g_return_if_fail (CUE_IS_COMPOSITION (self));

  cue_composition_get_frame (self, phone);
}

/**
 * cue_composition_get_scale:
 * @self: a composition
 *
 * Returns: how many device pixels a pixel of the composition takes as it is drawn now, zoomed or
 *   fitted; 0 while that is not known
 */
double
cue_composition_get_scale (CueComposition *self)
{
  graphene_rect_t frame;
  int             width, height;

  g_return_val_if_fail (CUE_IS_COMPOSITION (self), 0);

  if (self->scene == NULL)
    return 0;

  cue_composition_get_frame (self, &frame);
  cue_phone_scene_get_native_size (self->scene, &width, &height);
  return (double) frame.size.width * gtk_widget_get_scale_factor (GTK_WIDGET (self)) / width;
}
