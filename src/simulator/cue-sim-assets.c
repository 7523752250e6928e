// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-assets.h"

#include "cue-sim-asset-maker.h"

#define AGE_US \
  (G_GINT64_CONSTANT (26) * 3600 * G_USEC_PER_SEC) // of a file, when the simulator starts
#define CACHE_CONTROL "public, max-age=60"

/* A file that was made. */
typedef struct {
  GBytes *bytes;
  char   *etag;
} Made;

/* One file on its way. The thread looks at the first part only, the list of the others belongs to
 * the thread that asked. */
typedef struct {
  gint                      ref_count; // atomic
  const CueSimAssetSlot    *slot;
  const CueSimAssetVariant *variant;
  guint                     n_frames;
  GCancellable             *cancellable; // owned
  GMainContext             *context;     // owned

  CueSimAssets *self;  // NULL: gone
  GArray       *waits; // of Wait, owned
} Job;

typedef struct {
  GSourceOnceFunc ready;
  gpointer        user_data;
} Wait;

struct _CueSimAssets {
  const CueSimAssetOrder *orders;     // not owned
  gint64                  started_us; // wall
  guint                   n_frames;   // of a clip
  GThreadPool            *pool;       // NULL until the first file
  GCancellable           *cancellable;
  GMainContext           *context; // owned
  GPtrArray              *jobs;    // of Job
  GHashTable             *hits;    // path → answers, of those that change
};

static GMutex      made_lock;
static GHashTable *made; // name of a content → Made; guarded by made_lock

static void
free_made (Made *file)
{
  g_bytes_unref (file->bytes);
  g_free (file->etag);
  g_free (file);
}

/* What tells one content from another: many variants have the usual one. */
static char *
name_content (const CueSimAssetSlot    *slot,
              const CueSimAssetVariant *variant,
              guint                     turn,
              guint                     n_frames)
{
  return g_strdup_printf ("%u %d %d %u %d %d %d %" G_GSIZE_FORMAT " %p",
                          n_frames,
                          slot->kind,
                          slot->card,
                          turn,
                          variant->form,
                          variant->width,
                          variant->height,
                          variant->bytes,
                          variant->form == CUE_SIM_ASSET_FORM_TEXT ? variant->text : NULL);
}

static guint
count_turns (const CueSimAssetVariant *variant)
{
  return variant->answer == NULL && variant->number > 0 ? variant->number : 1;
}

/* Any thread. */
static GBytes *
look_up (const CueSimAssetSlot    *slot,
         const CueSimAssetVariant *variant,
         guint                     turn,
         guint                     n_frames,
         char                    **etag)
{
  g_autofree char *name = name_content (slot, variant, turn, n_frames);
  Made            *file;
  GBytes          *bytes = NULL;

  g_mutex_lock (&made_lock);
  file = made != NULL ? g_hash_table_lookup (made, name) : NULL;
  if (file != NULL) {
    bytes = g_bytes_ref (file->bytes);
    if (etag != NULL)
      *etag = g_strdup (file->etag);
  }
  g_mutex_unlock (&made_lock);
  return bytes;
}

static gboolean
is_made (const CueSimAssetSlot *slot, const CueSimAssetVariant *variant, guint n_frames)
{
  for (guint turn = 0; turn < count_turns (variant); turn++) {
    g_autoptr (GBytes) bytes = look_up (slot, variant, turn, n_frames, NULL);

    if (bytes == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
unref_job (Job *job)
{
  if (!g_atomic_int_dec_and_test (&job->ref_count))
    return;
  g_object_unref (job->cancellable);
  g_main_context_unref (job->context);
  g_array_unref (job->waits);
  g_free (job);
}

static gboolean
on_job_done (gpointer user_data)
{
  Job          *job = user_data;
  CueSimAssets *self = job->self;
  g_autoptr (GArray) waits = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  waits = g_array_ref (job->waits);
  /* The one of the source is left. */
  g_ptr_array_remove_fast (self->jobs, job);
  for (guint i = 0; i < waits->len; i++) {
    Wait *wait = &g_array_index (waits, Wait, i);

    wait->ready (wait->user_data);
  }
  return G_SOURCE_REMOVE;
}

/* In the thread of the pool. */
static void
on_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GError) error = NULL;

  for (guint turn = 0; turn < count_turns (job->variant) && error == NULL; turn++) {
    g_autoptr (GBytes) there = look_up (job->slot, job->variant, turn, job->n_frames, NULL);
    GBytes *bytes;
    Made   *file;

    if (there != NULL)
      continue;
    bytes =
      cue_sim_asset_make (job->slot, job->variant, turn, job->n_frames, job->cancellable, &error);
    if (bytes == NULL)
      break;
    file = g_new0 (Made, 1);
    file->bytes = bytes;
    file->etag = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    file->etag[16] = '\0';
    g_mutex_lock (&made_lock);
    if (made == NULL)
      made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_made);
    g_hash_table_insert (made, name_content (job->slot, job->variant, turn, job->n_frames), file);
    g_mutex_unlock (&made_lock);
  }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("%s: %s", job->slot->file, error->message);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_job_done, job, (GDestroyNotify) unref_job);
  g_source_attach (source, job->context);
}

/**
 * cue_sim_assets_new:
 * @orders: (array fixed-size=13): what is ordered at any moment; outlives the assets
 * @n_frames: how long a clip is
 * @wall_us: the time now; the files are a day older
 *
 * Returns: (transfer full): assets, of which none is made yet
 */
CueSimAssets *
cue_sim_assets_new (const CueSimAssetOrder *orders, guint n_frames, gint64 wall_us)
{
  CueSimAssets *self = g_new0 (CueSimAssets, 1);

  self->orders = orders;
  self->started_us = wall_us;
  self->n_frames = n_frames;
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) unref_job);
  self->hits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * cue_sim_assets_free:
 * @self: (transfer full): assets; who waits for one is not told
 */
void
cue_sim_assets_free (CueSimAssets *self)
{
  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < self->jobs->len; i++)
    ((Job *) g_ptr_array_index (self->jobs, i))->self = NULL;
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, TRUE, TRUE);
  g_ptr_array_unref (self->jobs);
  g_hash_table_unref (self->hits);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_free (self);
}

static gboolean
find (CueSimAssets              *self,
      const char                *path,
      const CueSimAssetSlot    **slot,
      const CueSimAssetVariant **variant)
{
  const CueSimAssetOrder *order;

  if (!cue_sim_asset_find_path (path, slot, variant))
    return FALSE;
  order = &self->orders[*slot - cue_sim_asset_slots];
  if (*variant == cue_sim_asset_variants && order->variant->address == CUE_SIM_ASSET_ADDRESS_KEPT)
    *variant = order->variant;
  return TRUE;
}

static Job *
find_job (CueSimAssets *self, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  for (guint i = 0; i < self->jobs->len; i++) {
    Job *job = g_ptr_array_index (self->jobs, i);

    if (job->slot == slot && job->variant == variant)
      return job;
  }
  return NULL;
}

static Job *
start_job (CueSimAssets *self, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  Job *job = g_new0 (Job, 1);

  job->ref_count = 2; // of the list, and of the thread and then the source
  job->slot = slot;
  job->variant = variant;
  job->n_frames = self->n_frames;
  job->cancellable = g_object_ref (self->cancellable);
  job->context = g_main_context_ref (self->context);
  job->self = self;
  job->waits = g_array_new (FALSE, TRUE, sizeof (Wait));
  g_ptr_array_add (self->jobs, job);
  if (self->pool == NULL)
    self->pool = g_thread_pool_new_full (on_job, NULL, (GDestroyNotify) unref_job, 1, FALSE, NULL);
  g_thread_pool_push (self->pool, job, NULL);
  return job;
}

/**
 * cue_sim_assets_prepare:
 * @self: assets
 * @path: of a request
 * @ready: called when it can be answered, unless that is now already
 * @user_data: for @ready
 *
 * Returns: %TRUE when cue_sim_assets_answer() has all it needs; @ready is not called then
 */
gboolean
cue_sim_assets_prepare (CueSimAssets   *self,
                        const char     *path,
                        GSourceOnceFunc ready,
                        gpointer        user_data)
{
  const Wait                wait = { ready, user_data };
  const CueSimAssetSlot    *slot;
  const CueSimAssetVariant *variant;
  Job                      *job;

  if (!find (self, path, &slot, &variant) || variant->form == CUE_SIM_ASSET_FORM_NONE ||
      is_made (slot, variant, self->n_frames))
    return TRUE;
  job = find_job (self, slot, variant);
  if (job == NULL)
    job = start_job (self, slot, variant);
  g_array_append_val (job->waits, wait);
  return FALSE;
}

static guint
take_turn (CueSimAssets *self, const char *path, const CueSimAssetVariant *variant)
{
  guint turns = count_turns (variant);
  guint hits;

  if (turns == 1)
    return 0;
  hits = GPOINTER_TO_UINT (g_hash_table_lookup (self->hits, path));
  g_hash_table_insert (self->hits, g_strdup (path), GUINT_TO_POINTER (hits + 1));
  return hits % turns;
}

static char *
format_date (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  return soup_date_time_to_string (time, SOUP_DATE_HTTP);
}

static void
set_validators (CueSimAssets             *self,
                CueSimReply              *reply,
                const CueSimAssetSlot    *slot,
                const CueSimAssetVariant *variant,
                const char               *etag)
{
  gboolean         kept = variant->address == CUE_SIM_ASSET_ADDRESS_KEPT;
  gint64           since_us = count_turns (variant) > 1 ? reply->wall_us
                              : kept ? self->orders[slot - cue_sim_asset_slots].since_us
                                     : self->started_us - AGE_US;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", etag);
  g_autofree char *date = format_date (since_us);

  cue_sim_reply_set_header (reply, "ETag", quoted);
  cue_sim_reply_set_header (reply, "Last-Modified", date);
  cue_sim_reply_set_header (reply, "Cache-Control", CACHE_CONTROL);
}

/* RFC 9110, 13.2.2: the date counts only where no tag is given. */
static gboolean
is_known_to_client (CueSimReply *reply, SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  const char         *etag = soup_message_headers_get_one (reply->headers, "ETag");
  const char         *date = soup_message_headers_get_one (reply->headers, "Last-Modified");
  const char         *tags = soup_message_headers_get_list (asked, "If-None-Match");
  const char         *since = soup_message_headers_get_one (asked, "If-Modified-Since");

  if (reply->status != 200 || reply->script != NULL)
    return FALSE;
  if (tags != NULL)
    return etag != NULL && strstr (tags, etag) != NULL;
  return since != NULL && g_strcmp0 (since, date) == 0;
}

/**
 * cue_sim_assets_answer:
 * @self: assets
 * @reply: becomes the answer
 * @message: the request
 *
 * 404 for what is no asset, 500 for what could not be made.
 */
void
cue_sim_assets_answer (CueSimAssets *self, CueSimReply *reply, SoupServerMessage *message)
{
  const CueSimAssetSlot    *slot;
  const CueSimAssetVariant *variant;
  g_autofree char          *etag = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!find (self, reply->path, &slot, &variant)) {
    cue_sim_reply_set_error (reply, 404, "text");
    return;
  }
  if (variant->form != CUE_SIM_ASSET_FORM_NONE) {
    bytes = look_up (slot, variant, take_turn (self, reply->path, variant), self->n_frames, &etag);
    if (bytes == NULL) {
      cue_sim_reply_set_error (reply, 500, "text");
      return;
    }
    cue_sim_reply_set_header (reply, "Content-Type", cue_sim_asset_get_type (bytes, slot));
    cue_sim_reply_set_body (reply, bytes);
    set_validators (self, reply, slot, variant, etag);
  }
  if (variant->answer != NULL)
    variant->answer (reply, slot, variant);
  if (is_known_to_client (reply, message))
    cue_sim_reply_set_empty (reply, 304);
}
