// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-stream-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-hls-loader.h"
#include "cue-hls-playlist.h"
#include "cue-retry.h"
#include "cue-signal.h"
#include "cue-source-health.h"
#include "cue-time.h"
#include "cue-url.h"

/**
 * CueStreamWatch:
 *
 * Knows which variants the stream of an event has, and when its pictures were taken.
 *
 * The master playlist is read when the manifest changes, again after a minute, and with growing
 * pauses after a failure. It is no prober: the media playlists are read only to learn the wall time
 * (`EXT-X-PROGRAM-DATE-TIME`) of the fragment that a player began with.
 *
 * It has no timer: whoever owns it calls [method@StreamWatch.tick] now and then, a monitor after
 * each poll. Main thread only; [signal@StreamWatch::changed] says that any getter changed.
 */
struct _CueStreamWatch {
  GObject parent_instance;

  CueHttpClient  *client;      // owned
  CueClock       *clock;       // owned
  GCancellable   *cancellable; // owned, of the read of the manifest on its way; nullable
  char           *manifest;    // owned, nullable
  GListStore     *variants;    // owned, of CueHlsVariant
  CueHlsPlaylist *playlist;    // owned, nullable, what the manifest was when it was last read
  GError         *error;       // owned, nullable, of the last read
  gint64          last_good;   // monotonic µs, or CUE_SOURCE_NEVER
  gint64          due;         // monotonic µs of the next read
  guint           n_failures;
  gboolean        query_only; // the manifest changed, but only in its query

  GCancellable *find_cancellable; // owned, of the search on its way; nullable
  char         *fragment;         // owned, nullable, the fragment that is looked for or was found
  gint64        fragment_pdt;     // µs since 1970, or CUE_STREAM_PDT_UNKNOWN
  guint         next_variant;     // where the search goes on
  guint         n_searches;       // how often all playlists were read for this fragment
};

G_DEFINE_FINAL_TYPE (CueStreamWatch, cue_stream_watch, G_TYPE_OBJECT)

typedef enum {
  SIGNAL_CHANGED,
} CueStreamWatchSignal;

static guint signals[SIGNAL_CHANGED + 1];

#define READ_AGAIN    CUE_SECONDS (60)
#define QUERY_PAUSE   CUE_SECONDS (10) // between two reads of what differs in its query only
#define RETRY_BASE    CUE_SECONDS (5)
#define RETRY_CAP     CUE_SECONDS (60)
#define MAX_SEARCHES  2
#define SHARED_PREFIX 8 // characters; less than a scheme and a host have

static void
cue_stream_watch_init (CueStreamWatch *self)
{
  self->variants = g_list_store_new (CUE_TYPE_HLS_VARIANT);
  self->last_good = CUE_SOURCE_NEVER;
  self->fragment_pdt = CUE_STREAM_PDT_UNKNOWN;
}

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
cue_stream_watch_dispose (GObject *object)
{
  CueStreamWatch *self = CUE_STREAM_WATCH (object);

  cancel (&self->cancellable);
  cancel (&self->find_cancellable);
  G_OBJECT_CLASS (cue_stream_watch_parent_class)->dispose (object);
}

static void
cue_stream_watch_finalize (GObject *object)
{
  CueStreamWatch *self = CUE_STREAM_WATCH (object);

  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->variants);
  g_clear_object (&self->playlist);
  g_clear_error (&self->error);
  g_free (self->manifest);
  g_free (self->fragment);
  G_OBJECT_CLASS (cue_stream_watch_parent_class)->finalize (object);
}

static void
cue_stream_watch_class_init (CueStreamWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_stream_watch_dispose;
  object_class->finalize = cue_stream_watch_finalize;

  /**
   * CueStreamWatch::changed:
   *
   * Emitted when a playlist was read or could not be, or the time of a fragment became known.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_STREAM_WATCH, "changed");
}

/**
 * cue_stream_watch_new:
 * @client: sends the requests
 * @clock: gives the time
 *
 * Returns: (transfer full): a watch without a manifest
 */
CueStreamWatch *
cue_stream_watch_new (CueHttpClient *client, CueClock *clock)
{
  CueStreamWatch *self = g_object_new (CUE_TYPE_STREAM_WATCH, NULL);

  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  return self;
}

static void
emit_changed (CueStreamWatch *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forget_fragment (CueStreamWatch *self)
{
  cancel (&self->find_cancellable);
  g_clear_pointer (&self->fragment, g_free);
  self->fragment_pdt = CUE_STREAM_PDT_UNKNOWN;
}

static gboolean
variants_equal (GListModel *a, GListModel *b)
{
  guint n = g_list_model_get_n_items (a);

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant) one = g_list_model_get_item (a, i);
    g_autoptr (CueHlsVariant) other = g_list_model_get_item (b, i);

    if (g_strcmp0 (cue_hls_variant_get_uri (one), cue_hls_variant_get_uri (other)) != 0 ||
        cue_hls_variant_get_bandwidth (one) != cue_hls_variant_get_bandwidth (other) ||
        cue_hls_variant_get_height (one) != cue_hls_variant_get_height (other) ||
        g_strcmp0 (cue_hls_variant_get_codecs (one), cue_hls_variant_get_codecs (other)) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
take_variants (CueStreamWatch *self, CueHlsPlaylist *playlist)
{
  GListModel *model = cue_hls_playlist_get_variants (playlist);
  g_autoptr (GPtrArray) items = NULL;
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  // The same list again must not take a choice out of a menu that is open on it.
  if (model != NULL && variants_equal (model, G_LIST_MODEL (self->variants)))
    return;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, i));
  g_list_store_splice (self->variants,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->variants)),
                       items->pdata,
                       items->len);
}

static void
on_manifest_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueStreamWatch) self = NULL;
  gint64 now;

  playlist = cue_hls_loader_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = g_object_ref (user_data); // whoever shows the variants may let go of it
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  now = cue_clock_get_monotonic (self->clock);

  if (playlist != NULL) {
    self->n_failures = 0;
    self->last_good = now;
    self->due = now + READ_AGAIN;
    take_variants (self, playlist);
    g_set_object (&self->playlist, playlist);
  } else {
    self->error = g_steal_pointer (&error);
    self->due = now + cue_retry_delay (self->n_failures++, RETRY_BASE, RETRY_CAP, NULL);
  }
  emit_changed (self);
}

static void
load_manifest (CueStreamWatch *self)
{
  cancel (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->query_only = FALSE;
  cue_hls_loader_load_async (self->client,
                             self->manifest,
                             _ ("Reading the stream's playlist"),
                             self->cancellable,
                             on_manifest_loaded,
                             self);
}

/**
 * cue_stream_watch_set_manifest:
 * @url: (nullable): an http or https address, or %NULL for none
 *
 * A new address is read at once. One that differs only in its query is read a little later and the
 * variants stay meanwhile, since some event engines sign the address anew for each answer.
 */
void
cue_stream_watch_set_manifest (CueStreamWatch *self, const char *url)
{
  gboolean query_only;
  char    *old;

  g_return_if_fail (CUE_IS_STREAM_WATCH (self));

  if (g_strcmp0 (self->manifest, url) == 0)
    return;
  query_only = url != NULL && self->manifest != NULL &&
               cue_url_differs_only_in_query (self->manifest, url);
  old = self->manifest;
  self->manifest = g_strdup (url);
  g_free (old);

  if (query_only) {
    gint64 now = cue_clock_get_monotonic (self->clock);

    if (self->n_failures == 0 && !self->query_only) {
      self->query_only = TRUE;
      self->due = MIN (self->due, now + QUERY_PAUSE);
    }
    return;
  }

  cancel (&self->cancellable);
  forget_fragment (self);
  g_clear_error (&self->error);
  g_clear_object (&self->playlist);
  self->n_failures = 0;
  self->last_good = CUE_SOURCE_NEVER;
  if (url != NULL)
    load_manifest (self);
  else
    g_list_store_remove_all (self->variants);
  emit_changed (self);
}

/**
 * cue_stream_watch_get_manifest:
 *
 * Returns: (transfer none) (nullable): the address of the playlist that is watched
 */
const char *
cue_stream_watch_get_manifest (CueStreamWatch *self)
{
  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), NULL);
  return self->manifest;
}

/**
 * cue_stream_watch_tick:
 *
 * Reads the manifest again when it is due.
 */
void
cue_stream_watch_tick (CueStreamWatch *self)
{
  g_return_if_fail (CUE_IS_STREAM_WATCH (self));

  if (self->manifest == NULL || self->cancellable != NULL)
    return;
  if (cue_clock_get_monotonic (self->clock) >= self->due)
    load_manifest (self);
}

/**
 * cue_stream_watch_stop:
 *
 * Cancels what is on its way and forgets the manifest.
 */
void
cue_stream_watch_stop (CueStreamWatch *self)
{
  cue_stream_watch_set_manifest (self, NULL);
}

/**
 * cue_stream_watch_get_variants:
 *
 * Returns: (transfer none): a list model of [class@HlsVariant]; the same object for ever
 */
GListModel *
cue_stream_watch_get_variants (CueStreamWatch *self)
{
  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), NULL);
  return G_LIST_MODEL (self->variants);
}

/**
 * cue_stream_watch_get_loaded:
 *
 * Returns: whether the manifest was read since it changed
 */
gboolean
cue_stream_watch_get_loaded (CueStreamWatch *self)
{
  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), FALSE);
  return self->playlist != NULL;
}

/**
 * cue_stream_watch_get_error:
 *
 * Returns: (transfer none) (nullable): why the playlist could not be read the last time
 */
const GError *
cue_stream_watch_get_error (CueStreamWatch *self)
{
  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), NULL);
  return self->error;
}

/**
 * cue_stream_watch_get_last_good:
 *
 * Returns: monotonic µs when the playlist was last read well, or %CUE_SOURCE_NEVER
 */
gint64
cue_stream_watch_get_last_good (CueStreamWatch *self)
{
  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), CUE_SOURCE_NEVER);
  return self->last_good;
}

/**
 * cue_stream_watch_describe:
 *
 * Returns: (transfer full): what the manifest offers, or what became of reading it
 */
char *
cue_stream_watch_describe (CueStreamWatch *self)
{
  guint n;
  guint width = 0;
  guint height = 0;

  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), NULL);

  if (self->manifest == NULL)
    return g_strdup (_ ("No stream"));
  if (self->error != NULL)
    return g_strdup (self->error->message);
  if (self->playlist == NULL)
    return g_strdup (_ ("Reading the playlist…"));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->variants));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (G_LIST_MODEL (self->variants), i);

    if (cue_hls_variant_get_height (variant) > height) {
      width = cue_hls_variant_get_width (variant);
      height = cue_hls_variant_get_height (variant);
    }
  }
  if (n == 0)
    return g_strdup (_ ("One variant"));
  if (height == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u variant", "%u variants", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u variant, %u × %u",
                                       "%u variants, up to %u × %u",
                                       n),
                          n,
                          width,
                          height);
}

// The playlists in which the fragment may stand, the likeliest first: a fragment usually lies
// beside or below the playlist that names it.
static char *
pick_playlist (CueStreamWatch *self, guint index)
{
  guint             n = g_list_model_get_n_items (G_LIST_MODEL (self->variants));
  g_autofree guint *order = NULL;

  if (n == 0)
    return index == 0 ? g_strdup (self->manifest) : NULL;
  if (index >= n)
    return NULL;

  order = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (G_LIST_MODEL (self->variants), i);
    const char *uri = cue_hls_variant_get_uri (variant);
    const char *slash = strrchr (uri, '/');

    if (slash != NULL && slash - uri > SHARED_PREFIX &&
        strncmp (uri, self->fragment, slash - uri + 1) == 0) {
      memmove (order + 1, order, i * sizeof (guint));
      order[0] = i;
    }
  }
  {
    g_autoptr (CueHlsVariant)
      variant = g_list_model_get_item (G_LIST_MODEL (self->variants), order[index]);

    return g_strdup (cue_hls_variant_get_uri (variant));
  }
}

static void search_next (CueStreamWatch *self);

static void
on_media_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GError) error = NULL;
  const CueHlsSegment *segment;
  CueStreamWatch      *self;

  playlist = cue_hls_loader_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_STREAM_WATCH (user_data);
  g_clear_object (&self->find_cancellable);

  segment = playlist != NULL ? cue_hls_playlist_find_segment (playlist, self->fragment) : NULL;
  if (segment == NULL) {
    search_next (self);
    return;
  }
  // Of a finished stream the pictures are from the past, so there is no "behind live".
  if (segment->pdt_us != G_MININT64 && !cue_hls_playlist_get_endlist (playlist)) {
    self->fragment_pdt = segment->pdt_us;
    emit_changed (self);
  }
}

static void
search_next (CueStreamWatch *self)
{
  g_autofree char *url = pick_playlist (self, self->next_variant);

  if (url == NULL) {
    self->next_variant = 0;
    if (++self->n_searches >= MAX_SEARCHES)
      return;
    url = pick_playlist (self, 0);
    if (url == NULL)
      return;
  }
  self->next_variant++;
  self->find_cancellable = g_cancellable_new ();
  cue_hls_loader_load_async (self->client,
                             url,
                             _ ("Looking for the time of the player's first fragment"),
                             self->find_cancellable,
                             on_media_loaded,
                             self);
}

/**
 * cue_stream_watch_find_fragment:
 * @uri: the first fragment that a player played
 *
 * Looks for the wall time of a fragment in the media playlists, once per fragment; a live stream
 * forgets its fragments after some seconds, so this is called as soon as the fragment is known.
 */
void
cue_stream_watch_find_fragment (CueStreamWatch *self, const char *uri)
{
  g_return_if_fail (CUE_IS_STREAM_WATCH (self));
  g_return_if_fail (uri != NULL);

  if (g_strcmp0 (self->fragment, uri) == 0)
    return;
  // Before the variants are known there is nowhere to look; the next call tries again.
  if (self->playlist == NULL)
    return;
  forget_fragment (self);
  self->fragment = g_strdup (uri);
  self->next_variant = 0;
  self->n_searches = 0;
  search_next (self);
}

/**
 * cue_stream_watch_get_fragment_pdt:
 *
 * Returns: when the fragment's first picture was taken, in µs since 1970 by the encoder's clock, or
 *   `CUE_STREAM_PDT_UNKNOWN`
 */
gint64
cue_stream_watch_get_fragment_pdt (CueStreamWatch *self)
{
  g_return_val_if_fail (CUE_IS_STREAM_WATCH (self), CUE_STREAM_PDT_UNKNOWN);
  return self->fragment_pdt;
}
