// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-roster.h"

#include <glib/gi18n-lib.h>

#include "cue-demo-acoustic.h"
#include "cue-demo-doors.h"
#include "cue-demo-feeds.h"
#include "cue-error.h"
#include "cue-json-reader.h"
#include "cue-system-clock.h"
#include "cue-url.h"

/**
 * CueRoster:
 *
 * All events at once: a list model of [class@Monitor] in the order of the profile store.
 *
 * The roster makes a monitor for every profile and starts it, drops it when the profile goes, and
 * replaces it when the way to the event changes (an address, an id, the secret): at the same place
 * in the list stands then another monitor with the same profile. A new name or colour does not
 * disturb a running monitor. When a profile is deleted, so is its secret.
 *
 * Main thread only.
 */
struct _CueRoster {
  GObject parent_instance;

  CueClock        *clock;    // owned
  CueProfileStore *store;    // owned
  CueSecretStore  *secrets;  // owned
  GPtrArray       *monitors; // owned, of CueMonitor, in the order of the store
  GHashTable      *dirty;    // owned, ids of profiles whose monitor is to be replaced
  guint            replace_source;
  gboolean         started;
  gboolean         held; // monitors are made but not started yet
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueRoster,
                               cue_roster,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_MONITOR;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_ROSTER (model)->monitors->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueRoster *self = CUE_ROSTER (model);

  if (position >= self->monitors->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->monitors, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void on_profile_changed (CueProfile *profile, GParamSpec *pspec, CueRoster *self);

static void
cue_roster_init (CueRoster *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

// A monitor may be held by a window a little longer, but it must not go on working.
static void
retire (CueRoster *self, CueMonitor *monitor)
{
  g_signal_handlers_disconnect_by_func (cue_monitor_get_profile (monitor),
                                        on_profile_changed,
                                        self);
  cue_monitor_stop (monitor);
}

static void
cue_roster_dispose (GObject *object)
{
  CueRoster *self = CUE_ROSTER (object);

  g_clear_handle_id (&self->replace_source, g_source_remove);
  for (guint i = 0; i < self->monitors->len; i++)
    retire (self, g_ptr_array_index (self->monitors, i));
  g_ptr_array_set_size (self->monitors, 0);
  G_OBJECT_CLASS (cue_roster_parent_class)->dispose (object);
}

static void
cue_roster_finalize (GObject *object)
{
  CueRoster *self = CUE_ROSTER (object);

  g_ptr_array_unref (self->monitors);
  g_hash_table_unref (self->dirty);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cue_roster_parent_class)->finalize (object);
}

static void
cue_roster_class_init (CueRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_roster_dispose;
  object_class->finalize = cue_roster_finalize;
}

static CueMonitor *
make_monitor (CueRoster *self, CueProfile *profile)
{
  CueMonitor *monitor = cue_monitor_new (profile, self->clock, self->secrets);

  g_signal_connect_object (profile, "notify", G_CALLBACK (on_profile_changed), self, 0);
  return monitor;
}

static gboolean
on_replace_due (gpointer user_data)
{
  CueRoster *self = user_data;

  self->replace_source = 0;
  for (guint i = 0; i < self->monitors->len; i++) {
    g_autoptr (CueMonitor) old = g_object_ref (g_ptr_array_index (self->monitors, i));
    CueProfile *profile = cue_monitor_get_profile (old);
    CueMonitor *monitor;

    if (!g_hash_table_remove (self->dirty, cue_profile_get_id (profile)))
      continue;
    retire (self, old);
    monitor = make_monitor (self, profile);
    cue_monitor_inherit (monitor, old);
    g_object_unref (g_ptr_array_index (self->monitors, i));
    g_ptr_array_index (self->monitors, i) = monitor;
    g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 1);
    if (self->started && !self->held)
      cue_monitor_start (monitor);
  }
  g_hash_table_remove_all (self->dirty);
  return G_SOURCE_REMOVE;
}

// A form changes several fields and then the secret; together they make one new monitor.
static void
replace_soon (CueRoster *self, const char *profile_id)
{
  g_hash_table_add (self->dirty, g_strdup (profile_id));
  if (self->replace_source == 0)
    self->replace_source = g_idle_add (on_replace_due, self);
}

static void
on_profile_changed (CueProfile *profile, GParamSpec *pspec, CueRoster *self)
{
  static const char *const harmless[] = { "name",      "colour",   "poll-interval",
                                          "transient", "acoustic", "tenduke",
                                          NULL };

  if (!g_strv_contains (harmless, pspec->name))
    replace_soon (self, cue_profile_get_id (profile));
}

static gboolean
uses_secret (CueMonitor *monitor, const char *kind)
{
  CueProfile      *profile = cue_monitor_get_profile (monitor);
  CueDoorsProfile *doors = cue_profile_get_doors (profile);

  if (g_str_equal (kind, CUE_SECRET_KIND_ENGINE))
    return cue_profile_needs_secret (profile);
  // A refresh token that the service replaced is in use already.
  if (cue_doors_tokens_is_keeping (cue_doors_watch_get_tokens (cue_monitor_get_doors (monitor))))
    return FALSE;
  return cue_doors_profile_get_enabled (doors) && cue_doors_profile_uses_secret (doors, kind);
}

static void
on_secret_changed (CueSecretStore *secrets,
                   const char     *profile_id,
                   const char     *kind,
                   CueRoster      *self)
{
  CueMonitor *monitor = cue_roster_find (self, profile_id);

  if (monitor != NULL && uses_secret (monitor, kind))
    replace_soon (self, profile_id);
}

static void
on_secret_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cue_secret_store_clear_finish (CUE_SECRET_STORE (source), result, &error))
    g_warning ("%s", error->message);
}

static void
forget_secret (CueRoster *self, CueProfile *profile, const char *kind)
{
  // Nothing of the demo ever went to the keyring, which may not even work.
  if (cue_profile_get_transient (profile))
    cue_secret_store_keep (self->secrets, cue_profile_get_id (profile), kind, NULL);
  else
    cue_secret_store_clear_async (self->secrets,
                                  cue_profile_get_id (profile),
                                  kind,
                                  NULL,
                                  on_secret_cleared,
                                  NULL);
}

static void
forget_secrets_of (CueRoster *self, CueProfile *profile, CueConnectionList *connections)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (connections)); i++) {
    g_autoptr (CueConnection) connection = g_list_model_get_item (G_LIST_MODEL (connections), i);
    g_autofree char *kind = cue_connection_make_secret_kind (connection);

    forget_secret (self, profile, kind);
  }
}

static void
on_profile_removed (CueProfileStore *store, CueProfile *profile, CueRoster *self)
{
  static const char *const kinds[] = { CUE_SECRET_KIND_ENGINE,
                                       CUE_SECRET_KIND_DOORS_TOKEN,
                                       CUE_SECRET_KIND_DOORS_REFRESH,
                                       CUE_SECRET_KIND_DOORS_CLIENT };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    forget_secret (self, profile, kinds[i]);
  forget_secrets_of (self, profile, cue_profile_get_acoustic (profile));
  forget_secrets_of (self, profile, cue_profile_get_tenduke (profile));
  if (!cue_profile_get_transient (profile)) {
    cue_acoustic_records_forget (cue_profile_get_id (profile));
    cue_feed_positions_forget_profile (cue_profile_get_id (profile));
    cue_asset_watch_forget (cue_profile_get_id (profile));
  }
}

static void
on_profiles_changed (GListModel *store, guint position, guint removed, guint added, CueRoster *self)
{
  g_autoptr (GHashTable)
    kept = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_object_unref);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       monitor;

  // A moved profile is removed and added; its monitor must not notice.
  for (guint i = 0; i < removed; i++) {
    CueMonitor *old = g_ptr_array_steal_index (self->monitors, position);

    g_hash_table_insert (kept, cue_monitor_get_profile (old), old);
  }
  for (guint i = 0; i < added; i++) {
    g_autoptr (CueProfile) profile = g_list_model_get_item (store, position + i);
    CueMonitor *next = g_hash_table_lookup (kept, profile);

    if (next != NULL) {
      g_hash_table_steal (kept, profile);
    } else {
      next = make_monitor (self, profile);
      g_ptr_array_add (fresh, next);
    }
    g_ptr_array_insert (self->monitors, position + i, next);
  }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);

  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, NULL, &monitor))
    retire (self, monitor);
  for (guint i = 0; self->started && !self->held && i < fresh->len; i++)
    cue_monitor_start (g_ptr_array_index (fresh, i));
}

/**
 * cue_roster_new:
 * @clock: (nullable): gives all times, or %NULL for the system's
 * @store: (nullable): the events, or %NULL for the user's
 * @secrets: (nullable): their secrets, or %NULL for the user's keyring
 *
 * Returns: (transfer full): a roster of what is in @store already; [method@Roster.load] reads the
 *   file and starts the monitors
 */
CueRoster *
cue_roster_new (CueClock *clock, CueProfileStore *store, CueSecretStore *secrets)
{
  CueRoster *self = g_object_new (CUE_TYPE_ROSTER, NULL);
  guint      n;

  self->clock = g_object_ref (clock != NULL ? clock : cue_system_clock_get_default ());
  self->store = store != NULL ? g_object_ref (store) : cue_profile_store_new (NULL);
  self->secrets = secrets != NULL ? g_object_ref (secrets) : cue_secret_store_new ();
  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (on_profiles_changed), self, 0);
  g_signal_connect_object (self->store, "removed", G_CALLBACK (on_profile_removed), self, 0);
  g_signal_connect_object (self->secrets,
                           "secret-changed",
                           G_CALLBACK (on_secret_changed),
                           self,
                           0);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  if (n > 0)
    on_profiles_changed (G_LIST_MODEL (self->store), 0, 0, n, self);
  return self;
}

/**
 * cue_roster_load:
 *
 * Reads the user's events and begins to watch them. After an error it watches what could be read;
 * see [method@ProfileStore.load].
 *
 * Returns: %FALSE with a sentence for the user when the file could not be used as it is
 */
gboolean
cue_roster_load (CueRoster *self, GError **error)
{
  gboolean loaded;

  g_return_val_if_fail (CUE_IS_ROSTER (self), FALSE);
  g_return_val_if_fail (!self->started, FALSE);

  self->started = TRUE;
  for (guint i = 0; !self->held && i < self->monitors->len; i++)
    cue_monitor_start (g_ptr_array_index (self->monitors, i));
  loaded = cue_profile_store_load (self->store, error);
  return loaded;
}

static CueProfile *
read_demo (JsonObject *description, GBytes **secret, GError **error)
{
  g_autoptr (CueJsonReader) reader = cue_json_reader_new (description, "$", NULL);
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autofree char *endpoint = NULL;
  g_autofree char *iss = NULL;
  g_autofree char *aud = NULL;
  g_autofree char *key = NULL;

  if (!cue_json_reader_get_string (reader, "stateUrlEndpoint", &endpoint) ||
      !cue_json_reader_get_string (reader, "iss", &iss) ||
      !cue_json_reader_get_string (reader, "aud", &aud) ||
      !cue_json_reader_get_string (reader, "secret", &key) || !cue_url_is_loopback (endpoint)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The simulator did not say where it is. Check that cuelight and cuelightctl "
                    "are of the same version."));
    return NULL;
  }
  // Translators: the name of the event that the simulator plays
  cue_profile_set_name (profile, _ ("Demo"));
  cue_profile_set_endpoint (profile, endpoint);
  cue_profile_set_iss (profile, iss);
  cue_profile_set_aud (profile, aud);
  cue_profile_set_transient (profile, TRUE);
  *secret = cue_secret_bytes_new (key, strlen (key));
  return g_steal_pointer (&profile);
}

/**
 * cue_roster_add_demo:
 * @description: what the simulator says about itself
 *
 * Adds an event for the simulator. It is never saved, and its secret never reaches the keyring.
 *
 * Returns: (transfer none) (nullable): its monitor
 */
CueMonitor *
cue_roster_add_demo (CueRoster *self, JsonObject *description, GError **error)
{
  g_autoptr (CueProfile) profile = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GBytes) doors_secret = NULL;

  g_return_val_if_fail (CUE_IS_ROSTER (self), NULL);
  g_return_val_if_fail (description != NULL, NULL);

  profile = read_demo (description, &secret, error);
  if (profile == NULL)
    return NULL;
  cue_secret_store_keep (self->secrets,
                         cue_profile_get_id (profile),
                         CUE_SECRET_KIND_ENGINE,
                         secret);
  doors_secret = cue_demo_doors_read (cue_profile_get_doors (profile), description);
  if (doors_secret != NULL)
    cue_secret_store_keep (self->secrets,
                           cue_profile_get_id (profile),
                           CUE_SECRET_KIND_DOORS_CLIENT,
                           doors_secret);
  cue_demo_acoustic_read (cue_profile_get_acoustic (profile),
                          description,
                          self->secrets,
                          cue_profile_get_id (profile));
  cue_demo_feeds_read (cue_profile_get_tenduke (profile),
                       description,
                       self->secrets,
                       cue_profile_get_id (profile));
  cue_profile_store_add (self->store, profile);
  return cue_roster_find (self, cue_profile_get_id (profile));
}

/**
 * cue_roster_remove_demo:
 *
 * Removes the events that are not saved.
 */
void
cue_roster_remove_demo (CueRoster *self)
{
  g_return_if_fail (CUE_IS_ROSTER (self));

  for (guint i = self->monitors->len; i > 0; i--) {
    CueProfile *profile = cue_monitor_get_profile (g_ptr_array_index (self->monitors, i - 1));

    if (cue_profile_get_transient (profile))
      cue_profile_store_remove (self->store, profile);
  }
}

/**
 * cue_roster_hold:
 *
 * Lets the monitors that come from now on wait for [method@Roster.release] before they begin: the
 * first request costs as much as a third of a window, and a window should not wait for it.
 */
void
cue_roster_hold (CueRoster *self)
{
  g_return_if_fail (CUE_IS_ROSTER (self));

  self->held = TRUE;
}

/**
 * cue_roster_release:
 *
 * Starts the monitors that were held back. Does nothing when none were.
 */
void
cue_roster_release (CueRoster *self)
{
  g_return_if_fail (CUE_IS_ROSTER (self));

  if (!self->held)
    return;
  self->held = FALSE;
  for (guint i = 0; self->started && i < self->monitors->len; i++)
    cue_monitor_start (g_ptr_array_index (self->monitors, i));
}

/**
 * cue_roster_stop:
 *
 * Stops all monitors and writes what is not yet saved. For the end of the program.
 */
void
cue_roster_stop (CueRoster *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CUE_IS_ROSTER (self));

  self->started = FALSE;
  for (guint i = 0; i < self->monitors->len; i++)
    cue_monitor_stop (g_ptr_array_index (self->monitors, i));
  if (!cue_profile_store_flush (self->store, &error))
    g_warning ("%s", error->message);
}

/**
 * cue_roster_get_clock:
 *
 * Returns: (transfer none): the clock of all monitors
 */
CueClock *
cue_roster_get_clock (CueRoster *self)
{
  g_return_val_if_fail (CUE_IS_ROSTER (self), NULL);
  return self->clock;
}

/**
 * cue_roster_get_store:
 *
 * Returns: (transfer none): the profiles
 */
CueProfileStore *
cue_roster_get_store (CueRoster *self)
{
  g_return_val_if_fail (CUE_IS_ROSTER (self), NULL);
  return self->store;
}

/**
 * cue_roster_get_secrets:
 *
 * Returns: (transfer none): where the secrets of all events are kept
 */
CueSecretStore *
cue_roster_get_secrets (CueRoster *self)
{
  g_return_val_if_fail (CUE_IS_ROSTER (self), NULL);
  return self->secrets;
}

/**
 * cue_roster_find:
 *
 * Returns: (transfer none) (nullable): the monitor of the profile with that id
 */
CueMonitor *
cue_roster_find (CueRoster *self, const char *profile_id)
{
  g_return_val_if_fail (CUE_IS_ROSTER (self), NULL);

  for (guint i = 0; i < self->monitors->len; i++) {
    CueMonitor *monitor = g_ptr_array_index (self->monitors, i);

    if (g_strcmp0 (cue_profile_get_id (cue_monitor_get_profile (monitor)), profile_id) == 0)
      return monitor;
  }
  return NULL;
}
