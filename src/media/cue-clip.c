// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-clip.h"

#include "cue-error.h"
#include "cue-media-process.h"
#include "cue-playback.h"
#include "cue-texture.h"
#include "cue-video-paintable.h"

#include <glib/gi18n-lib.h>

/**
 * CueClip:
 *
 * A short video that goes round and round without sound: the background of a phone. It is decoded
 * by a helper process, at 15 pictures a second and at the size at which it is drawn, which keeps
 * several of them at once affordable.
 *
 * Tell it with [property@Clip:visible] when nobody can see it: then it stands still, and after a
 * while the helper is ended. A file that cannot be decoded is a [property@Clip:error] and stays
 * one; a helper that crashes is started again a few times first.
 *
 * Main thread.
 */

#define FRAMES_PER_SECOND 15
#define MAX_BYTES         (64u * 1024u * 1024u)

/* Until it is drawn, nobody knows how large it will be. */
#define FIRST_WIDTH  540
#define FIRST_HEIGHT 960

#define MAX_FAILURES     3
#define TICK_US          G_TIME_SPAN_SECOND
#define HIDDEN_TICKS_MAX 10
#define GOOD_TICKS_MIN   30

struct _CueClip {
  GObject parent_instance;

  CueClock          *clock;     /* owned */
  GBytes            *bytes;     /* owned */
  CueVideoPaintable *paintable; /* owned */
  CueMediaProcess   *process;   /* owned, nullable */
  GError            *error;     /* owned, nullable */
  gboolean           visible;
  gboolean           playing;
  guint              width; /* device pixels */
  guint              height;
  gboolean           size_is_given;
  gboolean           was_drawn; /* so that its size is known */
  guint              tick_id;
  guint              hidden_ticks;
  guint              failures;
  guint              good_ticks; /* since the last failure */
};

typedef enum {
  PROP_PAINTABLE = 1,
  PROP_VISIBLE,
  PROP_PLAYING,
  PROP_ERROR,
  N_PROPS,
} CueClipProps;

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CueClip, cue_clip, G_TYPE_OBJECT)

static void start (CueClip *self);

static void
set_playing (CueClip *self, gboolean playing)
{
  if (playing == self->playing)
    return;
  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

static void
stop (CueClip *self)
{
  if (self->process != NULL) {
    g_signal_handlers_disconnect_by_data (self->process, self);
    cue_media_process_stop (self->process);
  }
  g_clear_object (&self->process);
  set_playing (self, FALSE);
}

static void
give_up (CueClip *self, CueError code, const char *text)
{
  g_autoptr (CueClip) held = g_object_ref (self); /* a handler may let go of it */

  stop (self);
  cue_clock_clear_timeout (self->clock, &self->tick_id);
  g_clear_error (&self->error);
  self->error = g_error_new_literal (CUE_ERROR, code, text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
on_frame (CueMediaProcess *process, gpointer data, GBytes *pixels, gpointer user_data)
{
  g_autoptr (CueClip) self = g_object_ref (user_data);
  const CueMediaFrame *frame = data;
  g_autoptr (GdkTexture) texture = cue_texture_new (frame, pixels);

  cue_video_paintable_set_texture (self->paintable,
                                   texture,
                                   frame->natural_width,
                                   frame->natural_height);
  set_playing (self, self->visible);
}

static void
on_message (CueMediaProcess *process, gpointer data, gpointer user_data)
{
  CueClip               *self = user_data;
  const CueMediaMessage *message = data;

  /* It gave up the file, and another size is wanted: the next tick starts another one. */
  if (message->type == CUE_MEDIA_ENDED) {
    stop (self);
    return;
  }
  if (message->type != CUE_MEDIA_FAULT)
    return;
  if (message->fault.code == CUE_MEDIA_FAULT_TOO_LARGE)
    give_up (self,
             CUE_ERROR_TOO_LARGE,
             _ ("The video has more than 40 million pixels in a picture. Use a smaller one."));
  else if (message->fault.code == CUE_MEDIA_FAULT_MISSING_DECODER)
    give_up (self,
             CUE_ERROR_PROTOCOL,
             _ ("This computer has no decoder for the video. H.264 in an MP4 file always works."));
  else
    give_up (self, CUE_ERROR_PROTOCOL, _ ("The file is not a video that can be decoded."));
}

static void
on_ended (CueMediaProcess *process, int how, const char *detail, gpointer user_data)
{
  g_autoptr (CueClip) self = g_object_ref (user_data);

  stop (self); /* the next tick starts another one */
  self->good_ticks = 0;
  if (how == CUE_MEDIA_PROCESS_END_OTHER_BUILD) {
    g_autofree char *words =
      cue_playback_reason_to_words (CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD, 0);

    give_up (self, CUE_ERROR_STORAGE, words);
    return;
  }
  if (++self->failures >= MAX_FAILURES)
    give_up (self,
             CUE_ERROR_PROTOCOL,
             _ ("The video could not be decoded: the program that decodes it failed again and "
                "again. The file is probably damaged."));
}

static CueMediaControl
make_settings (CueClip *self)
{
  return (CueMediaControl){
    .flags = CUE_MEDIA_FLAG_MUTED | (self->visible ? CUE_MEDIA_FLAG_VISIBLE : 0),
    .view_width = self->width,
    .view_height = self->height,
  };
}

static void
apply_settings (CueClip *self)
{
  CueMediaControl settings = make_settings (self);

  if (self->process != NULL)
    cue_media_process_control (self->process, &settings);
}

static void
start (CueClip *self)
{
  CueMediaControl settings = make_settings (self);
  CueMediaOpen    open = {
       .kind = CUE_MEDIA_KIND_CLIP,
       .flags = settings.flags,
       .view_width = settings.view_width,
       .view_height = settings.view_height,
       .fps = FRAMES_PER_SECOND,
  };
  g_autoptr (GError) error = NULL;

  self->process = cue_media_process_new (self->clock);
  g_signal_connect (self->process, "frame", G_CALLBACK (on_frame), self);
  g_signal_connect (self->process, "message", G_CALLBACK (on_message), self);
  g_signal_connect (self->process, "ended", G_CALLBACK (on_ended), self);
  if (!cue_media_process_start (self->process, &open, NULL, self->bytes, &error))
    give_up (self, CUE_ERROR_STORAGE, error->message);
}

static gboolean
is_about (guint a, guint b)
{
  return MAX (a, b) - MIN (a, b) <= 1;
}

static void
follow_drawn_size (CueClip *self)
{
  guint width, height;

  if (self->size_is_given ||
      !cue_video_paintable_take_drawn_size (self->paintable, &width, &height))
    return;
  self->was_drawn = TRUE;
  /* A pixel is what rounding makes of the same size. */
  if (is_about (width, self->width) && is_about (height, self->height))
    return;
  self->width = width;
  self->height = height;
  apply_settings (self);
}

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (CueClip) self = g_object_ref (user_data);

  if (self->visible) {
    self->hidden_ticks = 0;
    if (self->playing && ++self->good_ticks >= GOOD_TICKS_MIN)
      self->failures = 0;
    follow_drawn_size (self);
    if (self->process == NULL)
      start (self);
    return G_SOURCE_CONTINUE;
  }
  if (++self->hidden_ticks < HIDDEN_TICKS_MAX)
    return G_SOURCE_CONTINUE;
  stop (self);
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
update_running (CueClip *self)
{
  g_autoptr (CueClip) held = g_object_ref (self);

  if (self->error != NULL)
    return;
  if (self->visible && self->process == NULL)
    start (self);
  if (self->error == NULL && self->visible && self->tick_id == 0)
    self->tick_id = cue_clock_add_timeout (self->clock, TICK_US, on_tick, self, NULL);
  apply_settings (self);
  if (!self->visible)
    set_playing (self, FALSE);
}

/**
 * cue_clip_new:
 * @clock: for watching over the helper
 * @bytes: the video file
 *
 * Returns: (transfer full): a clip that begins to play
 */
CueClip *
cue_clip_new (CueClock *clock, GBytes *bytes)
{
  CueClip *self;

  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_object_new (CUE_TYPE_CLIP, NULL);
  self->clock = g_object_ref (clock);
  self->bytes = g_bytes_ref (bytes);
  if (g_bytes_get_size (bytes) > MAX_BYTES)
    give_up (self, CUE_ERROR_TOO_LARGE, _ ("The video is larger than 64 MiB."));
  update_running (self);
  return self;
}

/**
 * cue_clip_get_paintable:
 *
 * Returns: (transfer none): the picture; the same object for the life of the clip
 */
GdkPaintable *
cue_clip_get_paintable (CueClip *self)
{
  g_return_val_if_fail (CUE_IS_CLIP (self), NULL);

  return GDK_PAINTABLE (self->paintable);
}

/**
 * cue_clip_set_visible:
 * @visible: whether anybody can see it
 */
void
cue_clip_set_visible (CueClip *self, gboolean visible)
{
  g_return_if_fail (CUE_IS_CLIP (self));

  visible = !!visible;
  if (visible == self->visible)
    return;
  self->visible = visible;
  update_running (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VISIBLE]);
}

/**
 * cue_clip_set_size:
 * @width: device pixels; 0 together with @height to follow the size at which it is drawn
 * @height: likewise
 *
 * Asks for pictures that fit into a given size.
 */
void
cue_clip_set_size (CueClip *self, guint width, guint height)
{
  g_return_if_fail (CUE_IS_CLIP (self));

  self->size_is_given = width > 0 && height > 0;
  if (!self->size_is_given || (width == self->width && height == self->height))
    return;
  self->width = MIN (width, CUE_MEDIA_MAX_EDGE);
  self->height = MIN (height, CUE_MEDIA_MAX_EDGE);
  apply_settings (self);
}

/**
 * cue_clip_hint_size:
 * @width: device pixels
 * @height: device pixels
 *
 * Says how large it will be drawn, for as long as it was not: it is decoded for that size at once,
 * and not a second time when its size is seen.
 */
void
cue_clip_hint_size (CueClip *self, guint width, guint height)
{
  g_return_if_fail (CUE_IS_CLIP (self));

  if (self->size_is_given || self->was_drawn || width == 0 || height == 0)
    return;
  self->width = MIN (width, CUE_MEDIA_MAX_EDGE);
  self->height = MIN (height, CUE_MEDIA_MAX_EDGE);
  apply_settings (self);
}

/**
 * cue_clip_get_playing:
 *
 * Returns: whether pictures are moving
 */
gboolean
cue_clip_get_playing (CueClip *self)
{
  g_return_val_if_fail (CUE_IS_CLIP (self), FALSE);

  return self->playing;
}

/**
 * cue_clip_get_error:
 *
 * Returns: (transfer none) (nullable): why it will never play; a sentence, translated
 */
const GError *
cue_clip_get_error (CueClip *self)
{
  g_return_val_if_fail (CUE_IS_CLIP (self), NULL);

  return self->error;
}

static void
cue_clip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CueClip *self = CUE_CLIP (object);

  switch ((CueClipProps) prop_id) {
  case PROP_PAINTABLE:
    g_value_set_object (value, self->paintable);
    break;
  case PROP_VISIBLE:
    g_value_set_boolean (value, self->visible);
    break;
  case PROP_PLAYING:
    g_value_set_boolean (value, self->playing);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
cue_clip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CueClip *self = CUE_CLIP (object);

  switch ((CueClipProps) prop_id) {
  case PROP_VISIBLE:
    cue_clip_set_visible (self, g_value_get_boolean (value));
    break;
  case PROP_PAINTABLE:
  case PROP_PLAYING:
  case PROP_ERROR:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
cue_clip_dispose (GObject *object)
{
  CueClip *self = CUE_CLIP (object);

  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->tick_id);
  stop (self);
  G_OBJECT_CLASS (cue_clip_parent_class)->dispose (object);
}

static void
cue_clip_finalize (GObject *object)
{
  CueClip *self = CUE_CLIP (object);

  g_clear_object (&self->paintable);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cue_clip_parent_class)->finalize (object);
}

static void
cue_clip_class_init (CueClipClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cue_clip_get_property;
  object_class->set_property = cue_clip_set_property;
  object_class->dispose = cue_clip_dispose;
  object_class->finalize = cue_clip_finalize;

  /** CueClip:paintable: The picture; the same object for the life of the clip. */
  props[PROP_PAINTABLE] = g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, read);
  /** CueClip:visible: Whether anybody can see it; it stands still while nobody can. */
  props[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE, read | G_PARAM_WRITABLE);
  /** CueClip:playing: Whether pictures are moving. */
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, read);
  /** CueClip:error: Why it will never play, or %NULL; a sentence, translated. */
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cue_clip_init (CueClip *self)
{
  self->visible = TRUE;
  self->width = FIRST_WIDTH;
  self->height = FIRST_HEIGHT;
  self->paintable = cue_video_paintable_new ();
}
