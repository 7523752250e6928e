// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-watch.h"

#include "cue-asset-next.h"
#include "cue-asset-watch-private.h"
#include "cue-field-change.h"
#include "cue-signal.h"
#include "cue-time.h"

/**
 * CueAssetWatch:
 *
 * Knows what a phone would show in each state of an event, and what is wrong with it.
 *
 * ```
 *   state ─→ slots ─→ items ─→ files (loader) ─→ content ─→ prober ─┐
 *                       ↑                                           ↓
 *                    history ←── what changed ←── facts ←── picture facts
 *                                                   └─→ judge ─→ findings ─→ items, "changed"
 * ```
 *
 * It is a list model of [class@AssetItem]: always the same 13, in the order of the slots. The
 * assets of the state on air are fetched and looked into at any time; all others only while
 * somebody holds the watch ([method@AssetWatch.hold]): a page that shows them, a check before the
 * show. What was known stays.
 *
 * Owned by a monitor, which tells it of each answer that differs and calls [method@AssetWatch.tick]
 * after each poll. An answer that changes nothing about assets does nothing here. It may be dropped
 * inside any of its signals. Main thread only.
 */

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAssetWatch,
                               cue_asset_watch,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_ON_AIR = 1,
  PROP_NEXT,
  PROP_HEALTH,
  PROP_STATE,
} CueAssetWatchProperty;

static GParamSpec *properties[PROP_STATE + 1];
static guint       signals[CUE_ASSET_WATCH_N_SIGNALS];

// Signatures end, and what is news becomes old, without that anything is said.
#define JUDGE_AGAIN CUE_SECONDS (60)

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_ASSET_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_N_ASSET_SLOTS;
}

static gpointer
get_item (GListModel *model, guint position)
{
  if (position >= CUE_N_ASSET_SLOTS)
    return NULL;
  return g_object_ref (CUE_ASSET_WATCH (model)->items[position]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_asset_watch_init (CueAssetWatch *self)
{
  self->findings = g_list_store_new (CUE_TYPE_ASSET_FINDING);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    self->items[i] = cue_asset_item_new (i);
    self->switched_us[i] = G_MININT64;
    g_signal_connect_object (self->items[i],
                             "refreshed",
                             G_CALLBACK (cue_asset_watch_schedule),
                             self,
                             G_CONNECT_SWAPPED);
  }
}

static void
cue_asset_watch_dispose (GObject *object)
{
  CueAssetWatch *self = CUE_ASSET_WATCH (object);

  cue_asset_watch_stop (self);
  G_OBJECT_CLASS (cue_asset_watch_parent_class)->dispose (object);
}

static void
cue_asset_watch_finalize (GObject *object)
{
  CueAssetWatch *self = CUE_ASSET_WATCH (object);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    g_clear_object (&self->items[i]);
  cue_asset_watch_clear_told (self);
  g_clear_object (&self->findings);
  g_clear_object (&self->state);
  g_clear_object (&self->prober);
  g_clear_object (&self->history);
  g_clear_object (&self->loader);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_free (self->profile_id);
  G_OBJECT_CLASS (cue_asset_watch_parent_class)->finalize (object);
}

static void
cue_asset_watch_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueAssetWatch *self = CUE_ASSET_WATCH (object);

  switch ((CueAssetWatchProperty) property_id) {
  case PROP_ON_AIR:
    g_value_set_enum (value, self->on_air);
    break;
  case PROP_NEXT:
    g_value_set_enum (value, self->next);
    break;
  case PROP_HEALTH:
    g_value_set_enum (value, self->health);
    break;
  case PROP_STATE:
    g_value_set_object (value, self->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_asset_watch_class_init (CueAssetWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_asset_watch_dispose;
  object_class->finalize = cue_asset_watch_finalize;
  object_class->get_property = cue_asset_watch_get_property;

  /**
   * CueAssetWatch:on-air:
   *
   * What the audience sees now; unknown before the first answer.
   */
  properties[PROP_ON_AIR] = g_param_spec_enum ("on-air",
                                               NULL,
                                               NULL,
                                               CUE_TYPE_PLAYER_STATE,
                                               CUE_PLAYER_STATE_UNKNOWN,
                                               flags);
  /**
   * CueAssetWatch:next:
   *
   * Whose pictures the audience probably sees next, by the usual order of a show: a guess, to be
   * shown as one. Unknown when there is nothing to guess.
   */
  properties[PROP_NEXT] =
    g_param_spec_enum ("next", NULL, NULL, CUE_TYPE_PLAYER_STATE, CUE_PLAYER_STATE_UNKNOWN, flags);
  /**
   * CueAssetWatch:health:
   *
   * The worst that was found about the state on air; idle when that has no assets.
   */
  properties[PROP_HEALTH] =
    g_param_spec_enum ("health", NULL, NULL, CUE_TYPE_HEALTH, CUE_HEALTH_IDLE, flags);
  /**
   * CueAssetWatch:state: (nullable)
   *
   * The answer that the items are of: the last one that differs in more than its times.
   */
  properties[PROP_STATE] = g_param_spec_object ("state", NULL, NULL, CUE_TYPE_ENGINE_STATE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueAssetWatch::changed:
   *
   * What was found changed, or what was found is about another state on air, or whether anything
   * can be looked into here.
   */
  signals[CUE_ASSET_WATCH_CHANGED] = cue_signal_new_plain (CUE_TYPE_ASSET_WATCH, "changed");
  /**
   * CueAssetWatch::happened:
   * @item: the asset
   * @change: what changed
   *
   * An asset became another one, whether somebody looks or not. What was never seen before is no
   * change.
   */
  signals[CUE_ASSET_WATCH_HAPPENED] = g_signal_new ("happened",
                                                    CUE_TYPE_ASSET_WATCH,
                                                    G_SIGNAL_RUN_LAST,
                                                    0,
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    G_TYPE_NONE,
                                                    2,
                                                    CUE_TYPE_ASSET_ITEM,
                                                    CUE_TYPE_ASSET_CHANGE);
}

/**
 * cue_asset_watch_new:
 * @client: fetches the assets
 * @clock: gives all times
 * @profile_id: (nullable): of the event, in whose folder the history is; %NULL: nothing is kept on
 *   the disk, neither history nor content
 *
 * Returns: (transfer full): a watch that does nothing until [method@AssetWatch.start]
 */
CueAssetWatch *
cue_asset_watch_new (CueHttpClient *client, CueClock *clock, const char *profile_id)
{
  CueAssetWatch *self = g_object_new (CUE_TYPE_ASSET_WATCH, NULL);

  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->profile_id = g_strdup (profile_id);
  self->prober = cue_asset_prober_new (clock);
  g_signal_connect_object (self->prober,
                           "changed",
                           G_CALLBACK (cue_asset_watch_schedule),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->prober,
                           "notify::fault",
                           G_CALLBACK (cue_asset_watch_emit_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * cue_asset_watch_emit_changed:
 *
 * Says that what was found changed.
 */
void
cue_asset_watch_emit_changed (CueAssetWatch *self)
{
  g_signal_emit (self, signals[CUE_ASSET_WATCH_CHANGED], 0);
}

/**
 * cue_asset_watch_emit_happened:
 *
 * Says that an asset became another one.
 */
void
cue_asset_watch_emit_happened (CueAssetWatch *self, CueAssetItem *item, CueAssetChange *change)
{
  g_signal_emit (self, signals[CUE_ASSET_WATCH_HAPPENED], 0, item, change);
}

/**
 * cue_asset_watch_set_health:
 *
 * Takes how it is with the state on air.
 */
void
cue_asset_watch_set_health (CueAssetWatch *self, CueHealth health)
{
  if (self->health == health)
    return;
  self->health = health;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEALTH]);
}

static void
update (CueAssetWatch *self)
{
  cue_asset_watch_update_files (self);
  cue_asset_watch_update_probes (self);
  cue_asset_watch_record (self);
  cue_asset_watch_judge (self);
}

static gboolean
on_update (gpointer user_data)
{
  g_autoptr (CueAssetWatch) self = g_object_ref (user_data);

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/**
 * cue_asset_watch_schedule:
 *
 * Has everything looked at again soon, once for all that happens until then.
 */
void
cue_asset_watch_schedule (CueAssetWatch *self)
{
  if (self->running && self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_update, self, NULL);
}

/**
 * cue_asset_watch_start:
 *
 * Begins to fetch what is on air, and what is held.
 */
void
cue_asset_watch_start (CueAssetWatch *self)
{
  g_autoptr (CueAssetWatch) held = NULL;

  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  if (self->running)
    return;
  held = g_object_ref (self);
  self->running = TRUE;
  update (self);
}

/**
 * cue_asset_watch_stop:
 *
 * Lets go of all files; what is known stays.
 */
void
cue_asset_watch_stop (CueAssetWatch *self)
{
  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  self->running = FALSE;
  g_clear_handle_id (&self->update_source, g_source_remove);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (self->items[i] != NULL)
      cue_asset_item_set_held (self->items[i], FALSE);
  }
  if (self->prober != NULL)
    cue_asset_prober_stop (self->prober);
  if (self->history != NULL)
    cue_asset_history_flush (self->history);
}

static gboolean
is_about_assets (CueEngineState *before, CueEngineState *after)
{
  g_autoptr (GPtrArray) changes = cue_engine_state_diff (before, after);

  for (guint i = 0; i < changes->len; i++) {
    const char *field = cue_field_change_get_field (g_ptr_array_index (changes, i));

    if (!g_str_has_prefix (field, "countdown") && !g_str_equal (field, "playerManifest"))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_asset_watch_set_state:
 * @state: (nullable): an answer
 *
 * Takes an answer. One that says the same about assets and the state on air as the one before is
 * let go of at once.
 */
void
cue_asset_watch_set_state (CueAssetWatch *self, CueEngineState *state)
{
  g_autoptr (CueAssetWatch) held = NULL;
  CuePlayerState on_air = CUE_PLAYER_STATE_UNKNOWN;
  CuePlayerState next = CUE_PLAYER_STATE_UNKNOWN;

  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  if (self->state == state ||
      (self->state != NULL && state != NULL && !is_about_assets (self->state, state)))
    return;
  held = g_object_ref (self);
  g_set_object (&self->state, state);
  if (state != NULL) {
    on_air = cue_engine_state_get_player_state (state);
    next = cue_asset_guess_next (state);
  }
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (self->on_air != on_air) {
    self->on_air = on_air;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON_AIR]);
  }
  if (self->next != next) {
    self->next = next;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT]);
  }
  g_object_thaw_notify (G_OBJECT (self));
  cue_asset_watch_take_slots (self);
  update (self);
}

/**
 * cue_asset_watch_set_ahead:
 * @ahead_us: how much the clock of this computer is ahead of that of the event's server, in µs; 0
 *   when that is not known
 *
 * The end of a signed address is judged by the server's clock. Less than a second makes no
 * difference.
 */
void
cue_asset_watch_set_ahead (CueAssetWatch *self, gint64 ahead_us)
{
  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  if (ABS (self->ahead_us - ahead_us) < G_USEC_PER_SEC)
    return;
  self->ahead_us = ahead_us;
  cue_asset_watch_schedule (self);
}

/**
 * cue_asset_watch_tick:
 *
 * To be called now and then: looks at what the time changes.
 */
void
cue_asset_watch_tick (CueAssetWatch *self)
{
  g_autoptr (CueAssetWatch) held = NULL;
  gint64 now;

  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  now = cue_clock_get_monotonic (self->clock);
  if (!self->running || self->state == NULL || now < self->judged_us + JUDGE_AGAIN)
    return;
  held = g_object_ref (self);
  update (self);
}

/**
 * cue_asset_watch_hold:
 *
 * Somebody looks at all assets: they are fetched and kept fresh until
 * [method@AssetWatch.release] was called as often. What failed is tried again.
 */
void
cue_asset_watch_hold (CueAssetWatch *self)
{
  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  if (self->n_holds++ > 0)
    return;
  if (self->loader != NULL)
    cue_asset_loader_check_failed (self->loader);
  cue_asset_watch_schedule (self);
}

/**
 * cue_asset_watch_release:
 *
 * Takes back one [method@AssetWatch.hold].
 */
void
cue_asset_watch_release (CueAssetWatch *self)
{
  g_return_if_fail (CUE_IS_ASSET_WATCH (self));
  g_return_if_fail (self->n_holds > 0);

  // Later: a page that is left for another that shows them too must not cancel anything.
  if (--self->n_holds == 0)
    cue_asset_watch_schedule (self);
}

/**
 * cue_asset_watch_check:
 *
 * Asks for everything that is held again, because the user wants to know.
 */
void
cue_asset_watch_check (CueAssetWatch *self)
{
  g_autoptr (CueAssetWatch) held = NULL;

  g_return_if_fail (CUE_IS_ASSET_WATCH (self));

  held = g_object_ref (self);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetFile *file = cue_asset_item_get_file (self->items[i]);

    if (file != NULL && cue_asset_item_get_held (self->items[i]))
      cue_asset_file_check (file);
  }
}

/**
 * cue_asset_watch_is_settled:
 *
 * Returns: whether everything that is held was fetched and looked into, or could not be, and what
 *   that means was worked out
 */
gboolean
cue_asset_watch_is_settled (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), TRUE);

  if (self->update_source != 0)
    return FALSE;
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetItem *item = self->items[i];

    if (cue_asset_item_get_busy (item) ||
        (cue_asset_item_get_held (item) && cue_asset_item_get_facts (item) == NULL))
      return FALSE;
  }
  return TRUE;
}
