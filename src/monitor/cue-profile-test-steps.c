// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-engine-poller.h"
#include "cue-hls-loader.h"
#include "cue-limits.h"
#include "cue-profile-source.h"
#include "cue-profile-test-private.h"
#include "cue-time.h"

// The steps of a test, in their order. Each ends with cue_profile_test_done() or
// cue_profile_test_give_up().

#define CLOCK_NOTICE (10 * (gint64) G_USEC_PER_SEC)

static char *
describe_since (CueProfileTest *self)
{
  gint64 us = cue_clock_get_monotonic (self->clock) - self->began;

  // Translators: milliseconds
  return g_strdup_printf (_ ("%d ms"), (int) (us / 1000));
}

static char *
join_findings (GPtrArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; found != NULL && i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    g_string_append_printf (text,
                            "%s%s: %s",
                            i > 0 ? "\n" : "",
                            cue_diagnostic_get_where (diagnostic),
                            cue_diagnostic_get_message (diagnostic));
  }
  return g_string_free (text, FALSE);
}

void
cue_profile_test_try_fields (CueProfileTest *self)
{
  g_autoptr (GPtrArray) found = cue_profile_validate (self->profile);
  g_autofree char *detail = join_findings (found);

  switch (cue_diagnostics_get_worst (found)) {
  case CUE_SEVERITY_ERROR:
    for (guint i = 0; i < found->len; i++) {
      const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

      if (cue_diagnostic_get_severity (diagnostic) == CUE_SEVERITY_ERROR) {
        cue_profile_test_give_up (self, cue_diagnostic_get_message (diagnostic), detail);
        return;
      }
    }
    break;
  case CUE_SEVERITY_WARNING:
    cue_profile_test_done (self,
                           CUE_TEST_STATE_WARNING,
                           cue_diagnostic_get_message (g_ptr_array_index (found, 0)),
                           detail);
    return;
  case CUE_SEVERITY_INFO:
    break;
  }
  cue_profile_test_done (self, CUE_TEST_STATE_PASSED, _ ("All fields may be used."), detail);
}

static void
take_secret (CueProfileTest *self)
{
  g_autoptr (GPtrArray) found = cue_profile_validate_secret (self->profile, self->secret);
  g_autofree char *words = NULL;

  cue_redactor_add_bytes (self->redactor, self->secret);
  if (cue_diagnostics_get_worst (found) == CUE_SEVERITY_ERROR) {
    cue_profile_test_give_up (self,
                              cue_diagnostic_get_message (g_ptr_array_index (found, 0)),
                              NULL);
    return;
  }
  if (found->len > 0) {
    cue_profile_test_done (self,
                           CUE_TEST_STATE_WARNING,
                           cue_diagnostic_get_message (g_ptr_array_index (found, 0)),
                           NULL);
    return;
  }
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "The secret has %u byte.",
                                        "The secret has %u bytes.",
                                        g_bytes_get_size (self->secret)),
                           (guint) g_bytes_get_size (self->secret));
  cue_profile_test_done (self, CUE_TEST_STATE_PASSED, words, NULL);
}

static void
on_secret_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  CueProfileTest *self;
  GBytes         *secret;

  secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PROFILE_TEST (user_data);
  self->secret = secret;
  if (secret == NULL)
    cue_profile_test_give_up (self,
                              error != NULL ? error->message
                                            : _ ("No secret is stored for this event. Enter it."),
                              NULL);
  else
    take_secret (self);
}

void
cue_profile_test_try_secret (CueProfileTest *self)
{
  if (!cue_profile_needs_secret (self->profile))
    cue_profile_test_done (self, CUE_TEST_STATE_SKIPPED, _ ("None is needed."), NULL);
  else if (self->secret != NULL)
    take_secret (self);
  else
    cue_secret_store_lookup_async (self->secrets,
                                   cue_profile_get_id (self->profile),
                                   CUE_SECRET_KIND_ENGINE,
                                   self->cancellable,
                                   on_secret_found,
                                   self);
}

static void
on_limits_changed (CueStateUrlSource *source, CueProfileTest *self)
{
  cue_limits_writer_save (self->limits,
                          cue_clock_get_wall (self->clock),
                          cue_state_url_source_save_limits (source));
}

void
cue_profile_test_try_token (CueProfileTest *self)
{
  g_autofree char *token = NULL;
  g_autofree char *detail = NULL;
  g_autoptr (GError) error = NULL;

  self->source = cue_profile_make_source (self->profile, self->client, self->clock);
  if (!cue_profile_needs_secret (self->profile)) {
    cue_profile_test_done (self, CUE_TEST_STATE_SKIPPED, _ ("None is needed."), NULL);
    return;
  }
  cue_state_url_source_set_secret (self->source,
                                   self->secret,
                                   cue_profile_get_secret_is_base64 (self->profile));
  token = cue_state_url_source_make_token (self->source, &error);
  if (token == NULL) {
    cue_profile_test_give_up (self, error->message, NULL);
    return;
  }
  detail = cue_profile_test_describe_token (token);
  cue_profile_test_done (self, CUE_TEST_STATE_PASSED, _ ("A token was signed with HS512."), detail);
}

static void
on_state_url_received (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *took = NULL;
  g_autofree char *words = NULL;
  g_autofree char *exchange = NULL;
  CueProfileTest  *self;

  url = cue_state_url_source_get_finish (CUE_STATE_URL_SOURCE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PROFILE_TEST (user_data);
  exchange = cue_profile_test_describe_exchange (self->trace);
  if (url == NULL) {
    cue_profile_test_give_up (self, error->message, exchange);
    return;
  }
  self->state_url = g_steal_pointer (&url);
  if (!cue_state_url_source_can_renew (self->source)) {
    cue_profile_test_done (self,
                           CUE_TEST_STATE_PASSED,
                           _ ("The pasted address may be used. It cannot be renewed when it stops "
                              "working, usually "
                              "after an hour."),
                           self->state_url);
    return;
  }
  took = describe_since (self);
  words = g_strdup_printf (_ ("A state URL came after %s."), took);
  cue_profile_test_done (self, CUE_TEST_STATE_PASSED, words, exchange);
}

void
cue_profile_test_try_state_url (CueProfileTest *self)
{
  g_autofree char *path = cue_limits_get_default_path ();
  g_autofree char *key = cue_limits_get_key (self->profile);
  g_autoptr (GVariant) limits = cue_limits_load (path, key);
  g_autofree char *wait_text = NULL;
  g_autofree char *words = NULL;
  gint64           wait;

  self->limits = cue_limits_writer_new (path, key);
  if (limits != NULL)
    cue_state_url_source_load_limits (self->source, limits);
  g_signal_connect_object (self->source, "limits-changed", G_CALLBACK (on_limits_changed), self, 0);
  wait = cue_state_url_source_can_renew (self->source)
           ? cue_state_url_source_get_wait (self->source)
           : 0;
  if (wait > G_USEC_PER_SEC) {
    wait_text = cue_time_format_duration (wait, CUE_DURATION_WORDS);
    words = g_strdup_printf (_ ("Waiting %s, since getStateURL may be called four times a minute."),
                             wait_text);
    cue_profile_test_show (self, CUE_TEST_STATE_RUNNING, words, NULL);
  }
  self->began = cue_clock_get_monotonic (self->clock) + wait;
  cue_state_url_source_get_async (self->source, self->cancellable, on_state_url_received, self);
}

static void
take_state (CueProfileTest *self, CueEngineState *state)
{
  g_autofree char *took = describe_since (self);
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *findings = NULL;
  GPtrArray       *found;

  self->state = g_object_ref (state);
  found = cue_engine_state_get_diagnostics (self->state);
  findings = join_findings (found);
  detail = g_strconcat (findings,
                        *findings != '\0' ? "\n\n" : "",
                        cue_engine_state_get_raw (self->state),
                        NULL);
  words =
    g_strdup_printf (_ ("The event is in %s; the answer came after %s."),
                     cue_player_state_to_words (cue_engine_state_get_player_state (self->state)),
                     took);
  cue_profile_test_done (self,
                         cue_diagnostics_get_worst (found) == CUE_SEVERITY_INFO
                           ? CUE_TEST_STATE_PASSED
                           : CUE_TEST_STATE_WARNING,
                         words,
                         detail);
}

static void
on_state_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueEngineState) state = cue_engine_state_read_finish (result, NULL, &error);
  g_autofree char *exchange = NULL;
  CueProfileTest  *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PROFILE_TEST (user_data);
  if (state != NULL) {
    take_state (self, state);
    return;
  }
  exchange = cue_profile_test_describe_exchange (self->trace);
  cue_profile_test_give_up (self, error->message, exchange);
}

static void
on_state_received (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *exchange = NULL;
  CueProfileTest  *self;

  response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PROFILE_TEST (user_data);
  if (response != NULL) {
    self->skew = cue_http_response_get_date_difference_us (response);
    g_set_object (&self->response, response);
    cue_engine_state_read_async (response, self->cancellable, on_state_read, self);
    return;
  }
  exchange = cue_profile_test_describe_exchange (self->trace);
  cue_profile_test_give_up (self, error->message, exchange);
}

void
cue_profile_test_try_state (CueProfileTest *self)
{
  g_autoptr (CueHttpRequest) request = cue_http_request_new ("GET", self->state_url);

  cue_http_request_set_header (request, "Accept", "application/json");
  cue_http_request_set_purpose (request, _ ("Testing an event: its state"));
  cue_http_request_set_lane (request, "engine");
  cue_http_request_set_max_bytes (request, CUE_ENGINE_MAX_STATE_BYTES);
  self->began = cue_clock_get_monotonic (self->clock);
  cue_http_client_send_async (self->client, request, self->cancellable, on_state_received, self);
}

/**
 * cue_profile_test_describe_clock:
 * @skew: this computer minus the server, µs
 * @agrees: (out): whether that is little enough
 *
 * Returns: (transfer full): how the clock of this computer is
 */
char *
cue_profile_test_describe_clock (gint64 skew, gboolean *agrees)
{
  g_autofree char *amount = NULL;

  *agrees = ABS (skew) < CLOCK_NOTICE;
  if (*agrees)
    return g_strdup (_ ("It agrees with the server's clock."));
  amount = cue_time_format_duration (ABS (skew), CUE_DURATION_WORDS);
  return g_strdup_printf (skew > 0 ? _ ("It is about %s fast. Switch on automatic date and time.")
                                   : _ ("It is about %s slow. Switch on automatic date and time."),
                          amount);
}

void
cue_profile_test_try_clock (CueProfileTest *self)
{
  g_autofree char *words = NULL;
  gboolean         agrees;

  if (self->skew == CUE_TIME_INVALID) {
    cue_profile_test_done (self,
                           CUE_TEST_STATE_SKIPPED,
                           _ ("The answer does not say the server's time."),
                           NULL);
    return;
  }
  words = cue_profile_test_describe_clock (self->skew, &agrees);
  cue_profile_test_done (self,
                         agrees ? CUE_TEST_STATE_PASSED : CUE_TEST_STATE_WARNING,
                         words,
                         NULL);
}

static void
on_manifest_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHlsPlaylist) playlist = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;
  CueProfileTest  *self;
  CuePlayerState   state;

  playlist = cue_hls_loader_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PROFILE_TEST (user_data);
  state = cue_engine_state_get_player_state (self->state);
  if (playlist == NULL) {
    // Before the doors open an encoder is often not yet running.
    cue_profile_test_done (self,
                           state == CUE_PLAYER_STATE_LIVE || state == CUE_PLAYER_STATE_REPLAY
                             ? CUE_TEST_STATE_FAILED
                             : CUE_TEST_STATE_WARNING,
                           error->message,
                           cue_engine_state_get_manifest (self->state));
    return;
  }
  words = cue_profile_test_describe_playlist (playlist, &detail);
  cue_profile_test_done (self, CUE_TEST_STATE_PASSED, words, detail);
}

void
cue_profile_test_try_manifest (CueProfileTest *self)
{
  const char *manifest = cue_engine_state_get_manifest (self->state);

  if (manifest == NULL) {
    if (cue_engine_state_get_player_state (self->state) == CUE_PLAYER_STATE_LIVE)
      cue_profile_test_done (self,
                             CUE_TEST_STATE_FAILED,
                             _ ("The event is in Live, but the state names no stream."),
                             NULL);
    else
      cue_profile_test_done (self, CUE_TEST_STATE_SKIPPED, _ ("The state names no stream."), NULL);
    return;
  }
  cue_hls_loader_load_async (self->client,
                             manifest,
                             _ ("Testing an event: its stream"),
                             self->cancellable,
                             on_manifest_loaded,
                             self);
}

static void ask_asset (CueProfileTest *self);

static void
on_asset_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CueHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  CueProfileTest *self;

  response = cue_http_client_send_finish (CUE_HTTP_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = CUE_PROFILE_TEST (user_data);
  cue_test_asset_take_answer (g_ptr_array_index (self->assets, self->next_asset), response, error);
  self->next_asset++;
  ask_asset (self);
}

static void
ask_asset (CueProfileTest *self)
{
  g_autoptr (CueHttpRequest) request = NULL;
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;
  CueTestAsset    *asset;
  CueTestState     state;

  if (self->next_asset == self->assets->len) {
    words = cue_test_assets_describe (self->assets, &state, &detail);
    cue_profile_test_done (self, state, words, detail);
    return;
  }
  asset = g_ptr_array_index (self->assets, self->next_asset);
  // Only whether it is there: a video may be large.
  request = cue_http_request_new ("HEAD", asset->url);
  cue_http_request_set_purpose (request, _ ("Testing an event: is this asset there?"));
  cue_http_request_set_lane (request, "engine");
  cue_http_client_send_async (self->client, request, self->cancellable, on_asset_answered, self);
}

void
cue_profile_test_try_assets (CueProfileTest *self)
{
  self->assets = cue_test_assets_collect (self->state);
  if (self->assets->len == 0) {
    cue_profile_test_done (self,
                           CUE_TEST_STATE_SKIPPED,
                           _ ("The state names no images and no videos."),
                           NULL);
    return;
  }
  ask_asset (self);
}
