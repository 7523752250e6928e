// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-doors-watch.h"

#include <glib/gi18n-lib.h>

#include "cue-error.h"

/**
 * CueDoorsWatch:
 *
 * The doors of one event: a [class@SaltoHub] for each stream of each site, one
 * [class@TokenSource] for all of them, and the [class@AccessLog] that their messages go to. It
 * finds the secrets, and puts a refresh token that the server replaced back into the secret store.
 *
 * Owned by a monitor, and made for one profile as that is; the log may be handed on to the next.
 * Main thread.
 */

struct _CueDoorsWatch {
  GObject parent_instance;

  CueDoorsProfile *doors;       // owned
  CueHttpClient   *client;      // owned
  CueDoorsTokens  *tokens;      // owned
  CueAccessLog    *log;         // owned
  GListStore      *hubs;        // owned, of CueSaltoHub
  GCancellable    *cancellable; // owned, nullable: of the look-up of the secrets
  GError          *error;       // owned, nullable: why nothing was started
  gboolean         running;
};

G_DEFINE_FINAL_TYPE (CueDoorsWatch, cue_doors_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_RECEIVED,
  SIGNAL_UNEXPECTED,
  SIGNAL_GAP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cue_doors_watch_init (CueDoorsWatch *self)
{
  self->hubs = g_list_store_new (CUE_TYPE_SALTO_HUB);
}

static void
cue_doors_watch_dispose (GObject *object)
{
  CueDoorsWatch *self = CUE_DOORS_WATCH (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hubs);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (cue_doors_watch_parent_class)->dispose (object);
}

static void
cue_doors_watch_finalize (GObject *object)
{
  CueDoorsWatch *self = CUE_DOORS_WATCH (object);

  g_clear_object (&self->doors);
  g_clear_object (&self->client);
  g_clear_object (&self->log);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (cue_doors_watch_parent_class)->finalize (object);
}

static void
cue_doors_watch_class_init (CueDoorsWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_doors_watch_dispose;
  object_class->finalize = cue_doors_watch_finalize;

#define ADD(name, n, ...)             \
  g_signal_new (name,                 \
                CUE_TYPE_DOORS_WATCH, \
                G_SIGNAL_RUN_LAST,    \
                0,                    \
                NULL,                 \
                NULL,                 \
                NULL,                 \
                G_TYPE_NONE,          \
                n,                    \
                __VA_ARGS__)
  /**
   * CueDoorsWatch::changed:
   * @hub: (nullable): whose state changed; %NULL when it is about the tokens or all of it
   */
  signals[SIGNAL_CHANGED] = ADD ("changed", 1, CUE_TYPE_SALTO_HUB);
  /**
   * CueDoorsWatch::received:
   * @hub: the stream it came on
   * @id: its row in the log
   * @repeated: whether the same message was there before
   */
  signals[SIGNAL_RECEIVED] = ADD ("received", 3, CUE_TYPE_SALTO_HUB, G_TYPE_UINT64, G_TYPE_BOOLEAN);
  /**
   * CueDoorsWatch::unexpected:
   * @hub: the stream it came on
   * @target: the method that the hub invoked in place of the one that is expected
   */
  signals[SIGNAL_UNEXPECTED] = ADD ("unexpected", 2, CUE_TYPE_SALTO_HUB, G_TYPE_STRING);
  /**
   * CueDoorsWatch::gap:
   * @hub: the stream
   * @from_wall_us: when it was heard before
   * @until_wall_us: when it went on
   * @n_dropped: how many messages were let go; 0 when nobody knows
   */
  signals[SIGNAL_GAP] =
    ADD ("gap", 4, CUE_TYPE_SALTO_HUB, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_UINT64);
#undef ADD
}

static void
notify (CueDoorsWatch *self, CueSaltoHub *hub)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, hub);
}

// Whether another token may help a hub that gave up. One that was refused waits for a token that
// somebody wanted for another reason than that a hub refused the last: otherwise two hubs that
// refuse everything would have tokens renewed for each other without end.
static gboolean
waits_for_token (CueSaltoHub *hub, gboolean is_forced)
{
  if (!cue_salto_hub_get_blocked (hub))
    return FALSE;
  switch (cue_salto_hub_get_reason (hub)) {
  case CUE_SIGNALR_REASON_TOKEN:
    return TRUE;
  case CUE_SIGNALR_REASON_HTTP_401:
  case CUE_SIGNALR_REASON_HTTP_403:
    return !is_forced;
  default:
    return FALSE;
  }
}

static void
on_tokens_changed (CueDoorsTokens *tokens, CueDoorsWatch *self)
{
  CueTokenSource *source = cue_doors_tokens_get_source (tokens);
  guint           n = g_list_model_get_n_items (G_LIST_MODEL (self->hubs));

  // A new token is what those wait for that gave up for want of one.
  for (guint i = 0; i < n && source != NULL && cue_token_source_get_error (source) == NULL; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (G_LIST_MODEL (self->hubs), i);

    if (self->running && waits_for_token (hub, cue_token_source_is_forced (source)))
      cue_salto_hub_retry (hub);
  }
  notify (self, NULL);
}

/**
 * cue_doors_watch_new:
 * @doors: what to watch
 * @profile_id: under which the secrets are kept
 * @client: sends everything; says the time
 * @secrets: has the secrets
 *
 * Returns: (transfer full): a watch that does nothing until [method@DoorsWatch.start]
 */
CueDoorsWatch *
cue_doors_watch_new (CueDoorsProfile *doors,
                     const char      *profile_id,
                     CueHttpClient   *client,
                     CueSecretStore  *secrets)
{
  CueDoorsWatch *self = g_object_new (CUE_TYPE_DOORS_WATCH, NULL);

  self->doors = g_object_ref (doors);
  self->client = g_object_ref (client);
  self->tokens = cue_doors_tokens_new (doors, profile_id, client, secrets);
  self->log = cue_access_log_new (CUE_ACCESS_LOG_DEFAULT_ROWS, CUE_ACCESS_LOG_DEFAULT_BYTES);
  g_signal_connect_object (self->tokens, "changed", G_CALLBACK (on_tokens_changed), self, 0);
  return self;
}

/**
 * cue_doors_watch_set_log:
 * @self: a watch that is not started
 * @log: where messages go from now on: that of the watch before, so that nothing is lost when a
 *   profile changes
 */
void
cue_doors_watch_set_log (CueDoorsWatch *self, CueAccessLog *log)
{
  g_return_if_fail (CUE_IS_DOORS_WATCH (self));
  g_return_if_fail (!self->running);

  g_set_object (&self->log, log);
}

static guint
get_source (CueDoorsWatch *self, CueSaltoHub *hub)
{
  return cue_access_log_add_source (self->log,
                                    cue_salto_hub_get_stream (hub) == CUE_SALTO_ENTRIES
                                      ? CUE_ACCESS_ENTRY
                                      : CUE_ACCESS_INCIDENT,
                                    cue_salto_hub_get_site_id (hub),
                                    cue_salto_hub_get_site_name (hub));
}

static void
on_message (CueSaltoHub *hub, const CueSignalrMessage *message, gpointer user_data)
{
  CueDoorsWatch *self = user_data;
  guint64        last = cue_access_log_get_last_id (self->log);
  guint64        id;

  if (message->fit == CUE_SIGNALR_FIT_TARGET) {
    cue_access_log_append_call (self->log,
                                get_source (self, hub),
                                message->target,
                                message->arguments,
                                message->arguments_length,
                                message->received_wall_us);
    g_signal_emit (self, signals[SIGNAL_UNEXPECTED], 0, hub, message->target);
    return;
  }
  if (message->fit == CUE_SIGNALR_FIT_TEXT)
    id = cue_access_log_append (self->log,
                                get_source (self, hub),
                                message->text,
                                message->text_length,
                                message->received_wall_us,
                                NULL);
  else
    id = cue_access_log_append_arguments (self->log,
                                          get_source (self, hub),
                                          message->arguments,
                                          message->arguments_length,
                                          message->n_arguments,
                                          message->received_wall_us);
  g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, hub, id, id <= last);
}

static void
on_gap (CueSaltoHub *hub, gint64 from_us, gint64 until_us, guint64 n_dropped, CueDoorsWatch *self)
{
  cue_access_log_append_gap (self->log, get_source (self, hub), from_us, until_us);
  g_signal_emit (self, signals[SIGNAL_GAP], 0, hub, from_us, until_us, n_dropped);
}

static void
on_hub_changed (CueSaltoHub *hub, CueDoorsWatch *self)
{
  notify (self, hub);
}

static void
add_hub (CueDoorsWatch *self, const CueDoorsSite *site, CueSaltoStream stream)
{
  g_autoptr (CueSaltoHub) hub = cue_salto_hub_new (self->client,
                                                   cue_doors_profile_find_hub_url (self->doors),
                                                   stream,
                                                   site->id,
                                                   site->name,
                                                   cue_doors_profile_get_user_id (self->doors));

  cue_salto_hub_set_tokens (hub,
                            CUE_TOKEN_PROVIDER (cue_doors_tokens_get_source (self->tokens)),
                            cue_doors_profile_get_token_in_query (self->doors)
                              ? CUE_SIGNALR_TOKEN_IN_QUERY
                              : CUE_SIGNALR_TOKEN_IN_HEADER,
                            cue_doors_profile_get_overrides (self->doors));
  cue_salto_hub_set_handler (hub, on_message, self);
  cue_salto_hub_set_heard_us (hub, cue_access_log_get_heard (self->log, get_source (self, hub)));
  g_signal_connect_object (hub, "changed", G_CALLBACK (on_hub_changed), self, 0);
  g_signal_connect_object (hub, "gap", G_CALLBACK (on_gap), self, 0);
  g_list_store_append (self->hubs, hub);
}

static void
make_hubs (CueDoorsWatch *self)
{
  g_autoptr (GPtrArray) sites = cue_doors_profile_list_sites (self->doors);

  for (guint i = 0; i < sites->len; i++) {
    const CueDoorsSite *site = g_ptr_array_index (sites, i);

    if (cue_doors_profile_get_entries (self->doors))
      add_hub (self, site, CUE_SALTO_ENTRIES);
    if (cue_doors_profile_get_incidents (self->doors))
      add_hub (self, site, CUE_SALTO_INCIDENTS);
  }
}

static void
give_up (CueDoorsWatch *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  notify (self, NULL);
}

static void
on_tokens_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueDoorsWatch) self = NULL;
  guint n;

  cue_doors_tokens_open_finish (CUE_DOORS_TOKENS (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  // Whoever hears of what follows may let the watch go, or stop it.
  self = g_object_ref (user_data);
  if (error != NULL) {
    give_up (self, g_steal_pointer (&error));
    return;
  }
  make_hubs (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->hubs));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (G_LIST_MODEL (self->hubs), i);

    if (hub == NULL)
      return;
    cue_salto_hub_start (hub);
  }
  notify (self, NULL);
}

/**
 * cue_doors_watch_start:
 * @self: a watch
 *
 * Looks for the secrets and connects all hubs; nothing when doors are not watched.
 */
void
cue_doors_watch_start (CueDoorsWatch *self)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_if_fail (CUE_IS_DOORS_WATCH (self));

  if (self->running || !cue_doors_profile_get_enabled (self->doors))
    return;
  self->running = TRUE;
  g_clear_error (&self->error);
  found = cue_diagnostics_new ();
  cue_doors_profile_validate (self->doors, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR) {
      give_up (self,
               g_error_new_literal (CUE_ERROR,
                                    CUE_ERROR_INVALID_INPUT,
                                    cue_diagnostic_get_message (finding)));
      return;
    }
  }
  self->cancellable = g_cancellable_new ();
  cue_doors_tokens_open_async (self->tokens, self->cancellable, on_tokens_opened, self);
  notify (self, NULL);
}

/**
 * cue_doors_watch_stop:
 * @self: a watch
 *
 * Ends all connections in good order. The log stays.
 */
void
cue_doors_watch_stop (CueDoorsWatch *self)
{
  guint n;

  g_return_if_fail (CUE_IS_DOORS_WATCH (self));

  if (!self->running)
    return;
  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->hubs));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (G_LIST_MODEL (self->hubs), i);

    g_signal_handlers_disconnect_by_data (hub, self);
    cue_salto_hub_set_handler (hub, NULL, NULL);
    cue_salto_hub_stop (hub);
    cue_access_log_set_heard (self->log, get_source (self, hub), cue_salto_hub_get_heard_us (hub));
  }
  g_list_store_remove_all (self->hubs);
  cue_doors_tokens_close (self->tokens);
  g_clear_error (&self->error);
  notify (self, NULL);
}

/**
 * cue_doors_watch_retry:
 * @self: a watch
 *
 * Tries every hub that is not connected again, now.
 */
void
cue_doors_watch_retry (CueDoorsWatch *self)
{
  guint n;

  g_return_if_fail (CUE_IS_DOORS_WATCH (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->hubs));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (G_LIST_MODEL (self->hubs), i);

    if (cue_salto_hub_get_state (hub) != CUE_SIGNALR_CONNECTED)
      cue_salto_hub_retry (hub);
  }
}

/**
 * cue_doors_watch_get_enabled:
 *
 * Returns: whether the profile wants doors to be watched
 */
gboolean
cue_doors_watch_get_enabled (CueDoorsWatch *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), FALSE);
  return cue_doors_profile_get_enabled (self->doors);
}

/**
 * cue_doors_watch_get_running:
 *
 * Returns: whether they are watched now
 */
gboolean
cue_doors_watch_get_running (CueDoorsWatch *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), FALSE);
  return self->running;
}

/**
 * cue_doors_watch_get_log:
 * @self: a watch
 *
 * Returns: (transfer none): everything that came, of all sites and streams
 */
CueAccessLog *
cue_doors_watch_get_log (CueDoorsWatch *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), NULL);
  return self->log;
}

/**
 * cue_doors_watch_get_hubs:
 * @self: a watch
 *
 * Returns: (transfer none): a list model of [class@SaltoHub], empty until the secrets are there
 */
GListModel *
cue_doors_watch_get_hubs (CueDoorsWatch *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), NULL);
  return G_LIST_MODEL (self->hubs);
}

/**
 * cue_doors_watch_get_tokens:
 * @self: a watch
 *
 * Returns: (transfer none): where the tokens come from, and how to sign in
 */
CueDoorsTokens *
cue_doors_watch_get_tokens (CueDoorsWatch *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), NULL);
  return self->tokens;
}

/**
 * cue_doors_watch_get_error:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): why no hub could even be tried
 */
const GError *
cue_doors_watch_get_error (CueDoorsWatch *self)
{
  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), NULL);
  return self->error;
}

/**
 * cue_doors_watch_get_last_heard_us:
 * @self: a watch
 *
 * Returns: when any hub was last heard, wall time; 0 for never
 */
gint64
cue_doors_watch_get_last_heard_us (CueDoorsWatch *self)
{
  gint64 last = 0;
  guint  n;

  g_return_val_if_fail (CUE_IS_DOORS_WATCH (self), 0);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->hubs));
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (G_LIST_MODEL (self->hubs), i);

    last =
      MAX (last,
           cue_signalr_connection_get_last_received_wall_us (cue_salto_hub_get_connection (hub)));
  }
  return last;
}
