// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-file-private.h"

#include "cue-asset-facts-private.h"
#include "cue-time.h"
#include "cue-url.h"

/**
 * CueAssetFile:
 *
 * The file at one address of an event: its content and what is known about it.
 *
 * It is fetched, and checked again and again, only while somebody holds it
 * ([method@AssetFile.hold]); when nobody does any more, a download is cancelled. Checks are
 * conditional requests as often as the server's `max-age` says, between 30 seconds and 10 minutes.
 * What cannot be had says why in its facts and is tried again with growing pauses; a content that
 * was had stays. `notify` of the three properties tells what is new. Main thread only.
 *
 *   idle → reading (the disk) → waiting (its turn) → asking → settling (in a worker) → idle …
 */

typedef enum {
  PROP_LOADING = 1,
  PROP_CONTENT,
  PROP_FACTS,
} CueAssetFileProperty;

static GParamSpec *properties[PROP_FACTS + 1];

G_DEFINE_FINAL_TYPE (CueAssetFile, cue_asset_file, G_TYPE_OBJECT)

static void consider (CueAssetFile *self);

static gint64
get_now (CueAssetFile *self)
{
  return cue_clock_get_monotonic (cue_asset_loader_get_clock (self->loader));
}

static void
set_loading (CueAssetFile *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
cue_asset_file_set_content (CueAssetFile *self, GBytes *content)
{
  if (self->content == content)
    return;
  g_clear_pointer (&self->content, g_bytes_unref);
  self->content = content != NULL ? g_bytes_ref (content) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
}

void
cue_asset_file_set_facts (CueAssetFile *self, CueAssetFacts *facts)
{
  g_set_object (&self->facts, facts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTS]);
}

static gboolean
on_timer (gpointer data)
{
  CueAssetFile *self = data;

  self->timer = 0;
  consider (self);
  return G_SOURCE_REMOVE;
}

static void
clear_timer (CueAssetFile *self)
{
  cue_clock_clear_timeout (cue_asset_loader_get_clock (self->loader), &self->timer);
}

/* Whatever was under way is over; a handler of ‘notify’ may let go of this file. */
void
cue_asset_file_end (CueAssetFile *self, gint64 pause_us)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->request);
  self->due = get_now (self) + pause_us;
  if (self->queued) {
    self->queued = FALSE;
    cue_asset_loader_leave (self->loader, self);
  }
  set_loading (self, FALSE);
  consider (self);
}

/* ---- what to do next -------------------------------------------------------------------------*/

typedef struct {
  CueAssetCache  *cache;   /* owned */
  char           *url;     /* owned */
  CueAssetRecord *record;  /* owned, nullable */
  GBytes         *content; /* owned, nullable */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  cue_asset_cache_unref (reading->cache);
  g_free (reading->url);
  g_clear_pointer (&reading->record, cue_asset_record_free);
  g_clear_pointer (&reading->content, g_bytes_unref);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  reading->record = cue_asset_cache_read (reading->cache, reading->url, &reading->content);
  if (reading->content != NULL)
    reading->record->found_type =
      g_strdup (cue_asset_type_sniff (reading->content, &reading->record->found));
  g_task_return_boolean (task, TRUE);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAssetFile *self;
  Reading      *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  self = CUE_ASSET_FILE (data);
  g_object_ref (self);
  g_clear_object (&self->cancellable);
  self->looked = TRUE;
  if (self->record == NULL)
    self->record = g_steal_pointer (&reading->record);
  if (reading->content != NULL &&
      (reading->record == NULL || g_strcmp0 (reading->record->sha256, self->record->sha256) == 0)) {
    self->kept = TRUE;
    g_object_freeze_notify (G_OBJECT (self));
    if (self->facts == NULL || cue_asset_facts_get_sha256 (self->facts) == NULL)
      cue_asset_file_publish (self, 200, NULL, NULL);
    cue_asset_file_set_content (self, reading->content);
    g_object_thaw_notify (G_OBJECT (self));
  } else
    self->due = 0;
  if (self->cancellable == NULL)
    consider (self);
  g_object_unref (self);
}

static void
read_from_disk (CueAssetFile *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, on_read, self);
  reading->cache = cue_asset_cache_ref (cue_asset_loader_get_cache (self->loader));
  reading->url = g_strdup (self->url);
  g_task_set_source_tag (task, read_from_disk);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* Does what is due, or plans it; nothing while nobody holds it, or while something is under way. */
static void
consider (CueAssetFile *self)
{
  g_autoptr (GError) error = NULL;
  gint64 now = get_now (self);

  if (self->n_holds == 0 || self->cancellable != NULL)
    return;
  clear_timer (self);
  if (!cue_url_check (self->url, CUE_URL_HTTPS | CUE_URL_HTTP | CUE_URL_NO_CREDENTIALS, &error)) {
    /* It never will be, so this is said once. */
    if (self->facts == NULL)
      cue_asset_file_publish (self, 0, NULL, error);
    return;
  }
  if (self->content == NULL && !self->looked && cue_asset_loader_get_cache (self->loader) != NULL) {
    read_from_disk (self);
    return;
  }
  if (self->due > now) {
    self->timer = cue_clock_add_timeout (cue_asset_loader_get_clock (self->loader),
                                         self->due - now,
                                         on_timer,
                                         self,
                                         NULL);
    return;
  }
  self->cancellable = g_cancellable_new ();
  self->queued = TRUE;
  set_loading (self, TRUE);
  /* A handler may have let go of it. */
  if (self->queued)
    cue_asset_loader_enqueue (self->loader, self);
}

static void
stop (CueAssetFile *self)
{
  clear_timer (self);
  if (self->cancellable != NULL) {
    g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
  }
  g_clear_object (&self->request);
  if (self->queued) {
    self->queued = FALSE;
    cue_asset_loader_leave (self->loader, self);
  }
}

/* ---- GObject ---------------------------------------------------------------------------------*/

static void
cue_asset_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAssetFile *self = CUE_ASSET_FILE (object);

  switch ((CueAssetFileProperty) id) {
  case PROP_LOADING:
    g_value_set_boolean (value, self->loading);
    break;
  case PROP_CONTENT:
    g_value_set_boxed (value, self->content);
    break;
  case PROP_FACTS:
    g_value_set_object (value, self->facts);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_asset_file_dispose (GObject *object)
{
  CueAssetFile *self = CUE_ASSET_FILE (object);

  if (self->loader != NULL) {
    stop (self);
    cue_asset_loader_forget (self->loader, self);
    g_clear_object (&self->loader);
  }

  G_OBJECT_CLASS (cue_asset_file_parent_class)->dispose (object);
}

static void
cue_asset_file_finalize (GObject *object)
{
  CueAssetFile *self = CUE_ASSET_FILE (object);

  g_free (self->url);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->record, cue_asset_record_free);
  g_clear_object (&self->facts);

  G_OBJECT_CLASS (cue_asset_file_parent_class)->finalize (object);
}

static void
cue_asset_file_class_init (CueAssetFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cue_asset_file_get_property;
  object_class->dispose = cue_asset_file_dispose;
  object_class->finalize = cue_asset_file_finalize;

  /**
   * CueAssetFile:loading:
   *
   * Whether it is on its way, or waits for its turn.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  /**
   * CueAssetFile:content:
   *
   * The bytes, while it is held.
   */
  properties[PROP_CONTENT] = g_param_spec_boxed ("content", NULL, NULL, G_TYPE_BYTES, flags);

  /**
   * CueAssetFile:facts:
   *
   * What is known about it.
   */
  properties[PROP_FACTS] = g_param_spec_object ("facts", NULL, NULL, CUE_TYPE_ASSET_FACTS, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_asset_file_init (CueAssetFile *self)
{
  self->retry_delay = CUE_ASSET_FIRST_RETRY;
}

/* For the loader. */
CueAssetFile *
cue_asset_file_new (CueAssetLoader *loader, const char *url, gboolean video)
{
  CueAssetFile *self = g_object_new (CUE_TYPE_ASSET_FILE, NULL);

  self->loader = g_object_ref (loader);
  self->url = g_strdup (url);
  self->video = video;
  return self;
}

/**
 * cue_asset_file_get_url:
 * @self: a file
 *
 * Returns: its address, which may hold a signature: redact it before it is shown
 */
const char *
cue_asset_file_get_url (CueAssetFile *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FILE (self), NULL);

  return self->url;
}

/**
 * cue_asset_file_get_video:
 * @self: a file
 *
 * Returns: whether it stands where a video is expected
 */
gboolean
cue_asset_file_get_video (CueAssetFile *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FILE (self), FALSE);

  return self->video;
}

/**
 * cue_asset_file_get_loading:
 * @self: a file
 *
 * Returns: whether it is on its way, or waits for its turn
 */
gboolean
cue_asset_file_get_loading (CueAssetFile *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FILE (self), FALSE);

  return self->loading;
}

/**
 * cue_asset_file_get_content:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): the last content that came whole; %NULL before, and while
 *   nobody holds the file
 */
GBytes *
cue_asset_file_get_content (CueAssetFile *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FILE (self), NULL);

  return self->content;
}

/**
 * cue_asset_file_get_facts:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): what is known about it; %NULL before the first answer
 */
CueAssetFacts *
cue_asset_file_get_facts (CueAssetFile *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FILE (self), NULL);

  return self->facts;
}

/**
 * cue_asset_file_get_held:
 * @self: a file
 *
 * Returns: whether somebody holds it
 */
gboolean
cue_asset_file_get_held (CueAssetFile *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FILE (self), FALSE);

  return self->n_holds > 0;
}

/**
 * cue_asset_file_set_urgency:
 * @self: a file
 * @urgency: how soon it has to be looked at; %CUE_ASSET_URGENCY_LATER unless set
 *
 * A file that waits for its turn may get it at once; one that is on its way is not stopped.
 */
void
cue_asset_file_set_urgency (CueAssetFile *self, CueAssetUrgency urgency)
{
  g_return_if_fail (CUE_IS_ASSET_FILE (self));

  if (self->urgency == urgency)
    return;
  self->urgency = urgency;
  if (self->queued)
    cue_asset_loader_go_on (self->loader);
}

/**
 * cue_asset_file_hold:
 * @self: a file
 *
 * Wants the file: it is fetched unless it is here, and kept up to date until as many
 * [method@AssetFile.release] came. The holder needs a reference too.
 */
void
cue_asset_file_hold (CueAssetFile *self)
{
  g_return_if_fail (CUE_IS_ASSET_FILE (self));

  if (self->n_holds++ == 0)
    consider (self);
}

/**
 * cue_asset_file_release:
 * @self: a file that is held
 *
 * Ends one [method@AssetFile.hold]. With the last one a download is cancelled, and a content that
 * can be read from the disk again leaves the memory.
 */
void
cue_asset_file_release (CueAssetFile *self)
{
  g_return_if_fail (CUE_IS_ASSET_FILE (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds > 0)
    return;
  g_object_ref (self);
  stop (self);
  set_loading (self, FALSE);
  if (self->n_holds == 0 && self->kept) {
    self->looked = FALSE;
    cue_asset_file_set_content (self, NULL);
  }
  g_object_unref (self);
}

/**
 * cue_asset_file_check:
 * @self: a file
 *
 * Asks the server at once whether it is still the same, or as soon as somebody holds it.
 */
void
cue_asset_file_check (CueAssetFile *self)
{
  g_return_if_fail (CUE_IS_ASSET_FILE (self));

  self->due = 0;
  self->retry_delay = CUE_ASSET_FIRST_RETRY;
  consider (self);
}

/**
 * cue_asset_file_set_picture:
 * @self: a file
 * @sha256: which content was decoded
 * @picture: (nullable): what is in it
 * @fault: (nullable): why it cannot be decoded
 *
 * Adds to the facts what decoding found, unless the content is another by now.
 */
void
cue_asset_file_set_picture (CueAssetFile    *self,
                            const char      *sha256,
                            CuePictureFacts *picture,
                            const GError    *fault)
{
  g_autoptr (CueAssetFacts) with = NULL;

  g_return_if_fail (CUE_IS_ASSET_FILE (self));

  if (self->facts == NULL || sha256 == NULL ||
      g_strcmp0 (cue_asset_facts_get_sha256 (self->facts), sha256) != 0)
    return;
  with = cue_asset_facts_with_picture (self->facts, picture, fault);
  cue_asset_file_set_facts (self, with);
}
