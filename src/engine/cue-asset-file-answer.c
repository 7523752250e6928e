// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-asset-facts-private.h"
#include "cue-asset-file-private.h"
#include "cue-error.h"
#include "cue-signed-url.h"
#include "cue-time.h"

/* One request of a CueAssetFile, and what its answer makes of the facts. */

#define LAST_RETRY CUE_SECONDS (10 * 60)

/* An answer is used for so long, whatever the server says. */
#define MIN_FRESH     CUE_SECONDS (30)
#define MAX_FRESH     CUE_SECONDS (10 * 60)
#define DEFAULT_FRESH CUE_SECONDS (60)

#define IMAGE_TIMEOUT_MS (60 * 1000)
#define VIDEO_TIMEOUT_MS (120 * 1000)

/* ---- facts -----------------------------------------------------------------------------------*/

static void
fill_from_record (CueAssetFactsFields *fields, const CueAssetRecord *record)
{
  fields->declared_type = record->declared_type;
  fields->found_type = record->found_type;
  fields->found = record->found;
  fields->bytes = record->bytes;
  fields->first_byte_us = record->first_byte_us;
  fields->load_us = record->load_us;
  fields->redirect_us = record->redirect_us;
  fields->cache_control = record->cache_control;
  fields->etag = record->etag;
  fields->last_modified = record->last_modified;
  fields->age_s = record->age_s;
  fields->expires = record->expires;
  fields->sha256 = record->sha256;
  fields->previous_sha256 = record->previous_sha256;
  fields->first_seen_us = record->first_seen_us;
  fields->checked_us = record->checked_us;
  fields->changed_us = record->changed_us;
}

/* New facts from the record and from how the last request went. */
void
cue_asset_file_publish (CueAssetFile *self,
                        guint         status,
                        const char   *final_url,
                        const GError *error)
{
  CueAssetFactsFields fields = CUE_ASSET_FACTS_FIELDS_INIT;
  g_autoptr (CueAssetFacts) facts = NULL;
  GPtrArray *redirects = self->request != NULL ? cue_http_request_get_redirects (self->request)
                                               : NULL;
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  if (self->record != NULL)
    fill_from_record (&fields, self->record);
  fields.url = self->url;
  fields.status = status;
  if (self->request != NULL)
    fields.redirect_fault = cue_http_request_get_redirect_fault (self->request);
  if (error != NULL) {
    fields.checked_us = cue_clock_get_wall (cue_asset_loader_get_clock (self->loader));
    fields.error_code = error->domain == CUE_ERROR ? error->code : (int) CUE_ERROR_NETWORK;
    fields.error = error->message;
  }
  for (guint i = 0; redirects != NULL && i < redirects->len; i++)
    g_ptr_array_add (chain, g_ptr_array_index (redirects, i));
  g_ptr_array_add (chain, NULL);
  fields.redirects = (const char *const *) chain->pdata;
  fields.final_url = chain->len > 1 ? final_url : NULL;
  fields.signature_expires_us = cue_signed_url_read_expiry (self->url, &fields.signature);

  facts = cue_asset_facts_new (&fields);
  if (self->facts != NULL && fields.sha256 != NULL &&
      g_strcmp0 (cue_asset_facts_get_sha256 (self->facts), fields.sha256) == 0) {
    CueAssetFacts *with = cue_asset_facts_with_picture_of (facts, self->facts);

    g_object_unref (facts);
    facts = with;
  }
  cue_asset_file_set_facts (self, facts);
}

/* ---- the end of a request --------------------------------------------------------------------*/

static void
fail (CueAssetFile *self, CueHttpResponse *response, const GError *error)
{
  gint64 pause = self->retry_delay;

  g_object_ref (self);
  if (response != NULL)
    pause = MAX (pause,
                 cue_http_response_get_retry_after_us (response,
                                                       cue_asset_loader_get_clock (self->loader)));
  self->retry_delay = MIN (self->retry_delay * 2, LAST_RETRY);
  cue_asset_file_publish (self,
                          response != NULL ? cue_http_response_get_status (response) : 0,
                          response != NULL ? cue_http_response_get_url (response) : NULL,
                          error);
  cue_asset_file_end (self, pause);
  g_object_unref (self);
}

/* Where asking costs next to nothing, nobody waits ten minutes to see that a picture on air was
 * replaced: a phone that opens the page sees it at once. */
static gint64
get_fresh_us (CueAssetFile *self, CueHttpResponse *response)
{
  gboolean asks_cheaply = self->record->etag != NULL || self->record->last_modified != NULL;
  gint64   max_age = cue_http_response_get_max_age (response);
  gint64   age = cue_http_response_get_age (response);

  if (max_age < 0)
    return DEFAULT_FRESH;
  return CLAMP (CUE_SECONDS (max_age - MAX (age, 0)),
                MIN_FRESH,
                asks_cheaply ? DEFAULT_FRESH : MAX_FRESH);
}

static void
succeed (CueAssetFile *self, CueHttpResponse *response)
{
  g_object_ref (self);
  self->retry_delay = CUE_ASSET_FIRST_RETRY;
  cue_asset_file_publish (self, 200, cue_http_response_get_url (response), NULL);
  cue_asset_file_end (self, get_fresh_us (self, response));
  g_object_unref (self);
}

/* ---- an answer -------------------------------------------------------------------------------*/

static void
set_header (char **field, CueHttpResponse *response, const char *name)
{
  const char *value = cue_http_response_get_header (response, name);

  g_free (*field);
  /* What is no UTF-8 can neither be shown nor sent back. */
  *field = value != NULL && g_utf8_validate (value, -1, NULL) ? g_strdup (value) : NULL;
}

static void
fill_headers (CueAssetRecord *record, CueHttpResponse *response)
{
  set_header (&record->cache_control, response, "Cache-Control");
  set_header (&record->etag, response, "ETag");
  set_header (&record->last_modified, response, "Last-Modified");
  set_header (&record->expires, response, "Expires");
  record->age_s = cue_http_response_get_age (response);
  record->checked_us = cue_http_response_get_received_wall_us (response);
}

/* What a phone waits, from the first address on. */
static void
fill_times (CueAssetRecord *record, CueHttpResponse *response)
{
  gint64 begun = cue_http_response_get_begun_monotonic_us (response);
  gint64 redirect = cue_http_response_get_redirect_us (response);

  record->redirect_us = redirect;
  record->first_byte_us =
    redirect + cue_http_response_get_first_byte_monotonic_us (response) - begun;
  record->load_us = redirect + cue_http_response_get_received_monotonic_us (response) - begun;
}

typedef struct {
  CueAssetSettling *settling; /* owned */
  CueHttpResponse  *response; /* owned */
} Settled;

static void
settled_free (gpointer data)
{
  Settled *settled = data;

  cue_asset_settling_free (settled->settling);
  g_object_unref (settled->response);
  g_free (settled);
}

static void
settle_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Settled *settled = data;

  cue_asset_settling_run (settled->settling);
  g_task_return_boolean (task, TRUE);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  CueAssetFile     *self;
  Settled          *settled = g_task_get_task_data (G_TASK (result));
  CueAssetSettling *settling = settled->settling;
  gboolean          same;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  self = CUE_ASSET_FILE (data);
  g_object_ref (self);
  same = self->content != NULL && self->record != NULL &&
         g_strcmp0 (self->record->sha256, settling->record->sha256) == 0;
  g_clear_pointer (&self->record, cue_asset_record_free);
  self->record = g_steal_pointer (&settling->record);
  self->kept = settling->kept;
  cue_asset_loader_set_fault (self->loader, settling->fault);
  self->retry_delay = CUE_ASSET_FIRST_RETRY;
  /* Whoever is told of the one finds the other that belongs to it. */
  g_object_freeze_notify (G_OBJECT (self));
  cue_asset_file_publish (self, 200, cue_http_response_get_url (settled->response), NULL);
  if (!same)
    cue_asset_file_set_content (self, settling->content);
  g_object_thaw_notify (G_OBJECT (self));
  if (self->cancellable != NULL)
    cue_asset_file_end (self, get_fresh_us (self, settled->response));
  g_object_unref (self);
}

static void
settle (CueAssetFile *self, CueHttpResponse *response, GBytes *body)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_settled, self);
  Settled          *settled = g_new0 (Settled, 1);
  CueAssetSettling *settling = g_new0 (CueAssetSettling, 1);
  CueAssetCache    *cache = cue_asset_loader_get_cache (self->loader);
  CueAssetRecord   *record = cue_asset_record_new ();

  fill_headers (record, response);
  record->declared_type = g_strdup (cue_http_response_get_content_type (response));
  fill_times (record, response);
  settling->cache = cache != NULL ? cue_asset_cache_ref (cache) : NULL;
  settling->url = g_strdup (self->url);
  settling->record = record;
  settling->before = self->record != NULL ? cue_asset_record_copy (self->record) : NULL;
  settling->content = g_bytes_ref (body);
  settled->settling = settling;
  settled->response = g_object_ref (response);
  g_task_set_source_tag (task, settle);
  g_task_set_task_data (task, settled, settled_free);
  g_task_run_in_thread (task, settle_in_thread);
}

/* What is remembered on the disk is of now; the content is there already, unless there was no room.
 */
static void
write_record_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CueAssetSettling *settling = data;

  settling->kept = cue_asset_cache_write (settling->cache,
                                          settling->url,
                                          settling->record,
                                          settling->content,
                                          &settling->fault);
  g_task_return_boolean (task, TRUE);
}

static void
on_record_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAssetFile) self = data;
  CueAssetSettling *settling = g_task_get_task_data (G_TASK (result));

  if (self->loader == NULL)
    return;
  cue_asset_loader_set_fault (self->loader, settling->fault);
  if (settling->kept && settling->content != NULL && settling->content == self->content)
    self->kept = TRUE;
}

static void
confirm (CueAssetFile *self, CueHttpResponse *response)
{
  CueAssetCache *cache = cue_asset_loader_get_cache (self->loader);
  gint64         redirect = cue_http_response_get_redirect_us (response);

  /* The content was not loaded again, but its redirects are those of now. */
  if (self->record->load_us >= 0) {
    self->record->first_byte_us += redirect - self->record->redirect_us;
    self->record->load_us += redirect - self->record->redirect_us;
  }
  self->record->redirect_us = redirect;
  set_header (&self->record->cache_control, response, "Cache-Control");
  set_header (&self->record->expires, response, "Expires");
  self->record->age_s = cue_http_response_get_age (response);
  self->record->checked_us = cue_http_response_get_received_wall_us (response);
  if (cache != NULL) {
    g_autoptr (GTask) task = g_task_new (NULL, NULL, on_record_written, g_object_ref (self));
    CueAssetSettling *settling = g_new0 (CueAssetSettling, 1);

    settling->cache = cue_asset_cache_ref (cache);
    settling->content = self->kept ? NULL : g_bytes_ref (self->content);
    settling->url = g_strdup (self->url);
    settling->record = cue_asset_record_copy (self->record);
    g_task_set_task_data (task, settling, cue_asset_settling_free);
    g_task_run_in_thread (task, write_record_in_thread);
  }
  succeed (self, response);
}

static void
take_answer (CueAssetFile *self, CueHttpResponse *response)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = cue_http_response_get_body (response);
  guint   status = cue_http_response_get_status (response);

  if (status == 304 && self->content != NULL)
    confirm (self, response);
  else if (!cue_http_response_check_status (response, &error))
    fail (self, response, error);
  else if (g_bytes_get_size (body) == 0) {
    g_set_error_literal (&error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The server sent an empty file."));
    fail (self, response, error);
  } else
    settle (self, response, body);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueHttpResponse)
    response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (response != NULL)
    take_answer (CUE_ASSET_FILE (data), response);
  else
    fail (CUE_ASSET_FILE (data), NULL, error);
}

/* The loader says that it is this file's turn. */
void
cue_asset_file_start (CueAssetFile *self)
{
  CueHttpRequest *request = cue_http_request_new ("GET", self->url);

  cue_http_request_set_lane (request, "assets");
  cue_http_request_set_purpose (request, _ ("Look at what phones show"));
  cue_http_request_set_max_bytes (request,
                                  self->video ? CUE_ASSET_MAX_VIDEO_BYTES
                                              : CUE_ASSET_MAX_IMAGE_BYTES);
  cue_http_request_set_roaming (request, TRUE);
  cue_http_request_set_timeout (request, self->video ? VIDEO_TIMEOUT_MS : IMAGE_TIMEOUT_MS);
  if (self->content != NULL) {
    if (self->record->etag != NULL)
      cue_http_request_set_header (request, "If-None-Match", self->record->etag);
    if (self->record->last_modified != NULL)
      cue_http_request_set_header (request, "If-Modified-Since", self->record->last_modified);
  }
  self->request = request;
  cue_http_client_send_async (cue_asset_loader_get_client (self->loader),
                              request,
                              self->cancellable,
                              on_answered,
                              self);
}
