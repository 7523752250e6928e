// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls.h"

#include "cue-signal.h"
#include "cue-sim-encoder-codec.h"
#include "cue-sim-hls-stock.h"

/**
 * CueSimHls:
 *
 * The media of the simulator: a live HLS stream in two containers, and a finished one.
 * Everything is drawn and encoded here, in threads of its own, and
 * kept in memory until the simulator asks for it by path.
 *
 * All functions belong to the thread which created the object and none of them waits for encoding;
 * signals are emitted in that thread's main context.
 */
struct _CueSimHls {
  GObject parent_instance;

  CueSimHlsParts  parts;
  CueSimHlsShelf *shelf;       // owned
  GMainContext   *context;     // owned, of the creator
  GCancellable   *cancellable; // owned, NULL while stopped
  CueSimHlsLive  *live;        // owned, NULL while stopped
  GThread        *stock;       // owned, makes what is only served, NULL while stopped
  CueSimHlsParts  missing;     // parts which are not there yet
  gboolean        ready;
};

G_DEFINE_FINAL_TYPE (CueSimHls, cue_sim_hls, G_TYPE_OBJECT)

typedef enum {
  PROP_READY = 1,
} CueSimHlsProperty;

enum {
  SIGNAL_READY,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_READY + 1];
static guint       signals[N_SIGNALS];

// What a thread has to tell the main thread.
typedef struct {
  GWeakRef       self;
  GCancellable  *cancellable; // owned: of the start which the thread belongs to
  CueSimHlsParts part;
  GError        *error; // owned, NULL: the part is there
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_weak_ref_clear (&news->self);
  g_object_unref (news->cancellable);
  g_clear_error (&news->error);
  g_free (news);
}

static gboolean
on_news (gpointer user_data)
{
  News *news = user_data;
  g_autoptr (CueSimHls) self = g_weak_ref_get (&news->self);

  if (self == NULL || g_cancellable_is_cancelled (news->cancellable))
    return G_SOURCE_REMOVE;
  if (news->error != NULL) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, news->error);
    return G_SOURCE_REMOVE;
  }
  self->missing &= ~news->part;
  if (self->missing == 0 && !self->ready) {
    self->ready = TRUE;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
    g_signal_emit (self, signals[SIGNAL_READY], 0);
  }
  return G_SOURCE_REMOVE;
}

static void
send_news (CueSimHls *self, CueSimHlsParts part, const GError *error)
{
  News *news = g_new0 (News, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&news->self, self);
  news->cancellable = g_object_ref (self->cancellable);
  news->part = part;
  news->error = error != NULL ? g_error_copy (error) : NULL;
  g_source_set_callback (source, on_news, news, news_free);
  g_source_attach (source, self->context);
}

// In the thread of the stream, which ends before the object does.
static void
on_live_told (const GError *error, gpointer user_data)
{
  send_news (user_data, CUE_SIM_HLS_PARTS_LIVE, error);
}

// In a thread of its own, which ends before the object does.
static gpointer
make_stock (gpointer user_data)
{
  CueSimHls *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->parts & CUE_SIM_HLS_PARTS_VOD &&
      cue_sim_hls_stock_make_vod (self->shelf, self->cancellable, &error))
    send_news (self, CUE_SIM_HLS_PARTS_VOD, NULL);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    send_news (self, 0, error);
  return NULL;
}

/**
 * cue_sim_hls_new:
 *
 * Returns: (transfer full): the media, not started
 */
CueSimHls *
cue_sim_hls_new (void)
{
  return g_object_new (CUE_SIM_TYPE_HLS, NULL);
}

/**
 * cue_sim_hls_start:
 * @error: return location; a sentence that names the missing Debian package
 *
 * Begins to draw and encode, and returns at once. #CueSimHls::ready follows when the first segments
 * and all other files exist, #CueSimHls::failed when an encoder broke down for good.
 *
 * Returns: FALSE when an encoder is not installed
 */
gboolean
cue_sim_hls_start (CueSimHls *self, GError **error)
{
  if (self->cancellable != NULL)
    return TRUE;
  if (!cue_sim_encoder_check_installed (error))
    return FALSE;

  self->cancellable = g_cancellable_new ();
  self->missing = self->parts;
  if (self->parts & CUE_SIM_HLS_PARTS_LIVE)
    self->live = cue_sim_hls_live_new (self->shelf, on_live_told, self);
  if (self->parts & CUE_SIM_HLS_PARTS_VOD)
    self->stock = g_thread_new ("sim-stock", make_stock, self);
  return TRUE;
}

/**
 * cue_sim_hls_stop:
 *
 * Ends all encoding. What was served last stays, as on the server of an encoder which was switched
 * off.
 */
void
cue_sim_hls_stop (CueSimHls *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->live, cue_sim_hls_live_free);
  g_clear_pointer (&self->stock, g_thread_join);
  g_clear_object (&self->cancellable);
}

/**
 * cue_sim_hls_set_parts:
 * @parts: what to make; everything by default
 *
 * For tests which need only a part of it. Before cue_sim_hls_start().
 */
void
cue_sim_hls_set_parts (CueSimHls *self, CueSimHlsParts parts)
{
  self->parts = parts;
}

/**
 * cue_sim_hls_is_ready:
 * @self: a stream
 *
 * Returns: whether there is enough of it to be played
 */
gboolean
cue_sim_hls_is_ready (CueSimHls *self)
{
  return self->ready;
}

/**
 * cue_sim_hls_lookup:
 * @path: path of the URL below /hls/, without a query
 * @content_type: (out) (optional) (transfer none): media type of the body
 *
 * Returns: (transfer full) (nullable): the body, NULL when there is no such file (404)
 */
GBytes *
cue_sim_hls_lookup (CueSimHls *self, const char *path, const char **content_type)
{
  GBytes *bytes = cue_sim_hls_shelf_look_up (self->shelf, path);

  if (bytes != NULL && content_type != NULL)
    *content_type = cue_sim_hls_get_content_type (path);
  return bytes;
}

/**
 * cue_sim_hls_set_stalled:
 * @stalled: whether the encoder hangs
 *
 * A fault: while it hangs the live playlists stand still and no new segment appears.
 */
void
cue_sim_hls_set_stalled (CueSimHls *self, gboolean stalled)
{
  if (self->live != NULL)
    cue_sim_hls_live_set_stalled (self->live, stalled);
}

/**
 * cue_sim_hls_restart_encoder:
 *
 * A fault: the encoder starts anew. The live playlists go on with a discontinuity.
 */
void
cue_sim_hls_restart_encoder (CueSimHls *self)
{
  if (self->live != NULL)
    cue_sim_hls_live_restart (self->live);
}

/**
 * cue_sim_hls_set_codec:
 * @codec: what the live stream is encoded as from now on
 *
 * A fault: size or profile of the pictures change in the running stream, with a discontinuity.
 */
void
cue_sim_hls_set_codec (CueSimHls *self, CueSimHlsCodec codec)
{
  if (self->live != NULL)
    cue_sim_hls_live_set_codec (self->live, codec);
}

static void
cue_sim_hls_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueSimHls *self = CUE_SIM_HLS (object);

  switch ((CueSimHlsProperty) id) {
  case PROP_READY:
    g_value_set_boolean (value, self->ready);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_sim_hls_dispose (GObject *object)
{
  cue_sim_hls_stop (CUE_SIM_HLS (object));
  G_OBJECT_CLASS (cue_sim_hls_parent_class)->dispose (object);
}

static void
cue_sim_hls_finalize (GObject *object)
{
  CueSimHls *self = CUE_SIM_HLS (object);

  cue_sim_hls_shelf_free (self->shelf);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (cue_sim_hls_parent_class)->finalize (object);
}

static void
cue_sim_hls_class_init (CueSimHlsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_sim_hls_get_property;
  object_class->dispose = cue_sim_hls_dispose;
  object_class->finalize = cue_sim_hls_finalize;

  /**
   * CueSimHls:ready:
   *
   * Whether everything can be served.
   */
  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueSimHls::ready:
   *
   * Emitted once, when the first live segments, and the finished stream exist.
   */
  signals[SIGNAL_READY] = cue_signal_new_plain (CUE_SIM_TYPE_HLS, "ready");
  /**
   * CueSimHls::failed:
   * @error: why, as a sentence
   *
   * An encoder broke down several times in a row; nothing new will be encoded.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         CUE_SIM_TYPE_HLS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);
}

static void
cue_sim_hls_init (CueSimHls *self)
{
  self->parts = CUE_SIM_HLS_PARTS_ALL;
  self->shelf = cue_sim_hls_shelf_new ();
  self->context = g_main_context_ref_thread_default ();
}
