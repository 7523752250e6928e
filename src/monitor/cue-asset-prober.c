// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-prober.h"

#include "cue-error.h"
#include "cue-media-probe.h"
#include "cue-signal.h"
#include "cue-time.h"

/**
 * CueAssetProber:
 *
 * Has the content of assets looked into, two at a time, each content once.
 *
 * What came out is put into the file ([method@AssetFile.set_picture]), and kept by the hash of the
 * content, so that an asset that several states use, or that comes back, is not decoded again. A
 * file that is let go of is not waited for.
 *
 * When the helper cannot be started that is no fault of an asset: nothing is put into the file, and
 * [property@AssetProber:fault] says why.
 *
 * Main thread only.
 */

#define MAX_RUNNING 2
#define MAX_KNOWN   64               // five events' worth of assets; a thumbnail each, some kB
#define MAX_TRIES   2                // a busy computer can be too slow once
#define FAULT_PAUSE CUE_SECONDS (60) // until the helper is tried again that could not be started

typedef struct {
  CueAssetProber *prober; // owned
  char           *key;    // owned
  GCancellable   *cancellable;
} Run;

typedef struct {
  GPtrArray *files; // owned, of CueAssetFile: who waits for it
  char      *sha256;
  GBytes    *content; // owned
  gboolean   video;
  guint      n_tries;
  Run       *run; // not owned, nullable: while it is looked into
} Want;

typedef struct {
  char            *key;     // owned
  CuePictureFacts *picture; // owned, nullable
  GError          *error;   // owned, nullable
} Known;

struct _CueAssetProber {
  GObject parent_instance;

  CueClock  *clock;    // owned
  GPtrArray *wants;    // owned, of Want, in the order in which they came
  GQueue     known;    // of Known, the oldest first
  char      *fault;    // owned, nullable
  gint64     fault_us; // monotonic, when it was last seen
  guint      n_probes; // begun, ever
};

G_DEFINE_FINAL_TYPE (CueAssetProber, cue_asset_prober, G_TYPE_OBJECT)

typedef enum {
  PROP_FAULT = 1,
} CueAssetProberProperty;

static GParamSpec *properties[PROP_FAULT + 1];

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void run_next (CueAssetProber *self);

static char *
make_key (const char *sha256, gboolean video)
{
  return g_strconcat (video ? "video " : "image ", sha256, NULL);
}

static void
want_free (gpointer data)
{
  Want *want = data;

  if (want->run != NULL)
    g_cancellable_cancel (want->run->cancellable);
  g_ptr_array_unref (want->files);
  g_bytes_unref (want->content);
  g_free (want->sha256);
  g_free (want);
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_clear_pointer (&known->picture, cue_picture_facts_unref);
  g_clear_error (&known->error);
  g_free (known->key);
  g_free (known);
}

static void
cue_asset_prober_init (CueAssetProber *self)
{
  self->wants = g_ptr_array_new_with_free_func (want_free);
  g_queue_init (&self->known);
}

static void
cue_asset_prober_dispose (GObject *object)
{
  cue_asset_prober_stop (CUE_ASSET_PROBER (object));
  G_OBJECT_CLASS (cue_asset_prober_parent_class)->dispose (object);
}

static void
cue_asset_prober_finalize (GObject *object)
{
  CueAssetProber *self = CUE_ASSET_PROBER (object);

  g_clear_object (&self->clock);
  g_ptr_array_unref (self->wants);
  g_queue_clear_full (&self->known, known_free);
  g_free (self->fault);
  G_OBJECT_CLASS (cue_asset_prober_parent_class)->finalize (object);
}

static void
cue_asset_prober_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueAssetProber *self = CUE_ASSET_PROBER (object);

  switch ((CueAssetProberProperty) property_id) {
  case PROP_FAULT:
    g_value_set_string (value, self->fault);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_asset_prober_class_init (CueAssetProberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_asset_prober_dispose;
  object_class->finalize = cue_asset_prober_finalize;
  object_class->get_property = cue_asset_prober_get_property;

  /**
   * CueAssetProber:fault: (nullable)
   *
   * Why nothing can be looked into, a whole sentence.
   */
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAssetProber::changed:
   *
   * Something began or ended to be looked into.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (CUE_TYPE_ASSET_PROBER, "changed");
}

/**
 * cue_asset_prober_new:
 * @clock: gives the time
 *
 * Returns: (transfer full): a prober with nothing to do
 */
CueAssetProber *
cue_asset_prober_new (CueClock *clock)
{
  CueAssetProber *self = g_object_new (CUE_TYPE_ASSET_PROBER, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

static const Known *
find_known (CueAssetProber *self, const char *key)
{
  for (GList *link = self->known.head; link != NULL; link = link->next) {
    Known *known = link->data;

    if (!g_str_equal (known->key, key))
      continue;
    // What is used is kept.
    g_queue_unlink (&self->known, link);
    g_queue_push_tail_link (&self->known, link);
    return known;
  }
  return NULL;
}

static const Known *
add_known (CueAssetProber *self, const char *key, CuePictureFacts *picture, const GError *error)
{
  Known *known = g_new0 (Known, 1);

  known->key = g_strdup (key);
  known->picture = picture != NULL ? cue_picture_facts_ref (picture) : NULL;
  known->error = error != NULL ? g_error_copy (error) : NULL;
  g_queue_push_tail (&self->known, known);
  while (g_queue_get_length (&self->known) > MAX_KNOWN)
    known_free (g_queue_pop_head (&self->known));
  return known;
}

static void
set_fault (CueAssetProber *self, const char *fault)
{
  if (g_strcmp0 (self->fault, fault) == 0)
    return;
  g_free (self->fault);
  self->fault = g_strdup (fault);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

static Want *
find_want (CueAssetProber *self, const char *sha256, gboolean video, guint *position)
{
  for (guint i = 0; i < self->wants->len; i++) {
    Want *want = g_ptr_array_index (self->wants, i);

    if (want->video == video && g_str_equal (want->sha256, sha256)) {
      if (position != NULL)
        *position = i;
      return want;
    }
  }
  return NULL;
}

static void
run_free (Run *run)
{
  g_object_unref (run->prober);
  g_object_unref (run->cancellable);
  g_free (run->key);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static Want *
find_running (CueAssetProber *self, Run *run, guint *position)
{
  for (guint i = 0; i < self->wants->len; i++) {
    Want *want = g_ptr_array_index (self->wants, i);

    if (want->run == run) {
      *position = i;
      return want;
    }
  }
  return NULL;
}

// The list may be another one after each file: whoever hears of it may let go of others.
static void
give (CueAssetProber *self, Want *want, CuePictureFacts *picture, const GError *error)
{
  for (guint i = 0; i < want->files->len; i++)
    cue_asset_file_set_picture (g_ptr_array_index (want->files, i), want->sha256, picture, error);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (CuePictureFacts) picture = NULL;
  g_autoptr (GError) error = NULL;
  CueAssetProber *self = run->prober;
  Want           *want;
  guint           position;

  picture = cue_media_probe_finish (result, &error);
  // It was forgotten meanwhile; the next in the line is on its way already.
  want = find_running (self, run, &position);
  if (want == NULL)
    return;
  want->run = NULL;
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_TIMEOUT) && want->n_tries < MAX_TRIES) {
    run_next (self);
    return;
  }
  g_ptr_array_steal_index (self->wants, position);
  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_STORAGE)) {
    self->fault_us = cue_clock_get_monotonic (self->clock);
    set_fault (self, error->message);
  } else {
    set_fault (self, NULL);
    add_known (self, run->key, picture, error);
    give (self, want, picture, error);
  }
  want_free (want);
  run_next (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
run_next (CueAssetProber *self)
{
  guint n_running = 0;

  for (guint i = 0; i < self->wants->len; i++)
    n_running += ((Want *) g_ptr_array_index (self->wants, i))->run != NULL;
  for (guint i = 0; i < self->wants->len && n_running < MAX_RUNNING; i++) {
    Want *want = g_ptr_array_index (self->wants, i);

    if (want->run != NULL)
      continue;
    want->run = g_new0 (Run, 1);
    want->run->prober = g_object_ref (self);
    want->run->key = make_key (want->sha256, want->video);
    want->run->cancellable = g_cancellable_new ();
    want->n_tries++;
    self->n_probes++;
    n_running++;
    cue_media_probe_async (want->content,
                           want->video,
                           want->run->cancellable,
                           on_probed,
                           want->run);
  }
}

/**
 * cue_asset_prober_want:
 * @file: an asset that has content
 *
 * Has the content of a file looked into, unless it was already. Nothing happens for a file without
 * content. May be called as often as one likes.
 */
void
cue_asset_prober_want (CueAssetProber *self, CueAssetFile *file)
{
  CueAssetFacts   *facts = cue_asset_file_get_facts (file);
  GBytes          *content = cue_asset_file_get_content (file);
  const char      *sha256 = facts != NULL ? cue_asset_facts_get_sha256 (facts) : NULL;
  gboolean         video = cue_asset_file_get_video (file);
  g_autofree char *key = NULL;
  const Known     *known;
  Want            *want;

  if (sha256 == NULL || cue_asset_facts_get_picture (facts) != NULL ||
      cue_asset_facts_get_picture_error (facts) != NULL)
    return;
  key = make_key (sha256, video);
  known = find_known (self, key);
  if (known != NULL) {
    g_autoptr (CuePictureFacts)
      picture = known->picture != NULL ? cue_picture_facts_ref (known->picture) : NULL;
    g_autoptr (GError) error = known->error != NULL ? g_error_copy (known->error) : NULL;

    cue_asset_file_set_picture (file, sha256, picture, error);
    return;
  }
  want = find_want (self, sha256, video, NULL);
  if (want != NULL) {
    if (!g_ptr_array_find (want->files, file, NULL))
      g_ptr_array_add (want->files, g_object_ref (file));
    return;
  }
  if (content == NULL ||
      (self->fault != NULL && cue_clock_get_monotonic (self->clock) < self->fault_us + FAULT_PAUSE))
    return;
  want = g_new0 (Want, 1);
  want->files = g_ptr_array_new_with_free_func (g_object_unref);
  want->sha256 = g_strdup (sha256);
  want->content = g_bytes_ref (content);
  want->video = video;
  g_ptr_array_add (want->files, g_object_ref (file));
  g_ptr_array_add (self->wants, want);
  run_next (self);
}

/**
 * cue_asset_prober_keep:
 * @files: (element-type CueAssetFile): that are still looked at
 *
 * Does not wait for any other file any more; what nobody waits for is not looked into.
 */
void
cue_asset_prober_keep (CueAssetProber *self, GPtrArray *files)
{
  for (guint i = self->wants->len; i > 0; i--) {
    Want *want = g_ptr_array_index (self->wants, i - 1);

    for (guint j = want->files->len; j > 0; j--) {
      if (!g_ptr_array_find (files, g_ptr_array_index (want->files, j - 1), NULL))
        g_ptr_array_remove_index (want->files, j - 1);
    }
    if (want->files->len == 0)
      g_ptr_array_remove_index (self->wants, i - 1);
  }
  run_next (self);
}

/**
 * cue_asset_prober_stop:
 *
 * Forgets all files. What is known stays.
 */
void
cue_asset_prober_stop (CueAssetProber *self)
{
  g_ptr_array_set_size (self->wants, 0);
}

/**
 * cue_asset_prober_is_wanted:
 *
 * Returns: whether it is waited for what is in @file
 */
gboolean
cue_asset_prober_is_wanted (CueAssetProber *self, CueAssetFile *file)
{
  for (guint i = 0; i < self->wants->len; i++) {
    Want *want = g_ptr_array_index (self->wants, i);

    if (g_ptr_array_find (want->files, file, NULL))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_asset_prober_get_n_probes:
 *
 * Returns: how often something was looked into, ever
 */
guint
cue_asset_prober_get_n_probes (CueAssetProber *self)
{
  return self->n_probes;
}

/**
 * cue_asset_prober_get_fault:
 *
 * Returns: (nullable): why nothing can be looked into
 */
const char *
cue_asset_prober_get_fault (CueAssetProber *self)
{
  return self->fault;
}
