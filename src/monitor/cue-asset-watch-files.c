// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <string.h>

#include "cue-asset-watch-private.h"
#include "cue-time.h"

// Which files belong to the slots of an answer, and which of them are held and looked into.

// An address that is signed anew with each answer is the same file: it is fetched again after this
// time at the earliest.
#define QUERY_PAUSE CUE_SECONDS (60)

static gboolean
is_same_slot (CueAssetSlot *one, CueAssetSlot *other)
{
  return g_strcmp0 (cue_asset_slot_get_url (one), cue_asset_slot_get_url (other)) == 0 &&
         g_strcmp0 (cue_asset_slot_get_given (one), cue_asset_slot_get_given (other)) == 0 &&
         cue_asset_slot_get_flagged (one) == cue_asset_slot_get_flagged (other) &&
         cue_asset_slot_get_shown (one) == cue_asset_slot_get_shown (other);
}

/**
 * cue_asset_watch_take_slots:
 *
 * Puts what the answer says into the items.
 */
void
cue_asset_watch_take_slots (CueAssetWatch *self)
{
  g_autoptr (GPtrArray) slots = cue_asset_slots_new (self->state);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetItem  *item = self->items[i];
    CueAssetSlot  *slot = g_ptr_array_index (slots, i);
    CueAssetSlot  *before = cue_asset_item_get_slot (item);
    CuePlayerState state = cue_asset_item_get_state (item);

    if (before == NULL || !is_same_slot (before, slot))
      cue_asset_item_set_slot (item, slot);
    cue_asset_item_set_place (item, state == self->on_air, state == self->next);
  }
}

/**
 * cue_asset_watch_is_same_path:
 * @one: (nullable): an address
 * @other: (nullable): another one
 *
 * Returns: whether they are the same but for what follows the path
 */
gboolean
cue_asset_watch_is_same_path (const char *one, const char *other)
{
  gsize length;

  if (one == NULL || other == NULL)
    return one == other;
  length = strcspn (one, "?#");
  return length == strcspn (other, "?#") && strncmp (one, other, length) == 0;
}

static gboolean
is_file_right (CueAssetWatch *self, guint index, gint64 now)
{
  CueAssetFile *file = cue_asset_item_get_file (self->items[index]);
  const char   *url = cue_asset_item_get_url (self->items[index]);
  const char   *file_url = file != NULL ? cue_asset_file_get_url (file) : NULL;

  if (g_strcmp0 (url, file_url) == 0)
    return TRUE;
  return self->switched_us[index] != G_MININT64 && now < self->switched_us[index] + QUERY_PAUSE &&
         cue_asset_watch_is_same_path (url, file_url);
}

static void
switch_file (CueAssetWatch *self, guint index, gint64 now)
{
  CueAssetItem *item = self->items[index];
  CueAssetFile *old = cue_asset_item_get_file (item);
  const char   *url = cue_asset_item_get_url (item);
  g_autoptr (CueAssetFile) file = NULL;

  if (url != NULL)
    file = cue_asset_loader_ref_file (cue_asset_watch_get_loader (self),
                                      url,
                                      cue_asset_item_get_kind (item) == CUE_ASSET_BG_VIDEO);
  if (old != NULL)
    self->switched_us[index] = now;
  cue_asset_item_set_file (item, file);
}

/* A file may stand in several places: the most urgent one counts. */
static CueAssetUrgency
get_urgency (CueAssetWatch *self, CueAssetFile *file)
{
  CueAssetUrgency urgency = CUE_ASSET_URGENCY_LATER;

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (cue_asset_item_get_file (self->items[i]) != file)
      continue;
    if (cue_asset_item_get_on_air (self->items[i]))
      return CUE_ASSET_URGENCY_ON_AIR;
    if (cue_asset_item_get_next (self->items[i]))
      urgency = CUE_ASSET_URGENCY_NEXT;
  }
  return urgency;
}

/**
 * cue_asset_watch_update_files:
 *
 * Gives each item the file of its address, and holds those that are on air, or all of them while
 * somebody looks. What is on air is fetched first.
 */
void
cue_asset_watch_update_files (CueAssetWatch *self)
{
  gint64 now = cue_clock_get_monotonic (self->clock);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (!is_file_right (self, i, now))
      switch_file (self, i, now);
  }
  /* What is held first is fetched first. */
  for (int urgency = CUE_ASSET_URGENCY_ON_AIR; urgency >= CUE_ASSET_URGENCY_LATER; urgency--) {
    for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
      CueAssetItem *item = self->items[i];
      CueAssetFile *file = cue_asset_item_get_file (item);

      if (file == NULL || (int) get_urgency (self, file) != urgency)
        continue;
      cue_asset_file_set_urgency (file, urgency);
      cue_asset_item_set_held (item,
                               self->running &&
                                 (self->n_holds > 0 || cue_asset_item_get_on_air (item)));
    }
  }
}

/**
 * cue_asset_watch_update_probes:
 *
 * Has new content looked into, as long as it is held.
 */
void
cue_asset_watch_update_probes (CueAssetWatch *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    if (cue_asset_item_get_held (self->items[i]))
      g_ptr_array_add (files, g_object_ref (cue_asset_item_get_file (self->items[i])));
  }
  for (guint i = 0; i < files->len; i++)
    cue_asset_prober_want (self->prober, g_ptr_array_index (files, i));
  cue_asset_prober_keep (self->prober, files);
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetFile *file = cue_asset_item_get_file (self->items[i]);

    cue_asset_item_set_probing (self->items[i],
                                file != NULL && cue_asset_prober_is_wanted (self->prober, file));
  }
}

/**
 * cue_asset_watch_uses_assets:
 *
 * Returns: whether the last answer names any asset at all; the documentation calls them an example,
 *   and an event may do without
 */
gboolean
cue_asset_watch_uses_assets (CueAssetWatch *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), FALSE);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetSlot *slot = cue_asset_item_get_slot (self->items[i]);

    if (slot != NULL &&
        (cue_asset_slot_get_given (slot) != NULL || cue_asset_slot_get_flagged (slot)))
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_asset_watch_get_loader:
 *
 * Returns: (transfer none): what fetches the assets of the event, for whoever checks them too
 */
CueAssetLoader *
cue_asset_watch_get_loader (CueAssetWatch *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (CUE_IS_ASSET_WATCH (self), NULL);

  if (self->loader == NULL) {
    folder = self->profile_id != NULL ? cue_asset_loader_get_default_folder () : NULL;
    self->loader = cue_asset_loader_new (self->client, self->clock, folder);
    g_signal_connect_object (self->loader,
                             "notify::fault",
                             G_CALLBACK (cue_asset_watch_emit_changed),
                             self,
                             G_CONNECT_SWAPPED);
  }
  return self->loader;
}
