// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-item.h"

#include "cue-asset-item-private.h"
#include "cue-signal.h"

/**
 * CueAssetItem:
 *
 * One asset of an event: where it belongs, its file, what is known of it and what was found.
 *
 * A [class@AssetWatch] has one for each of the 13 places that the Event Engine knows, for its whole
 * life and whether the event uses the place or not; what changes are the properties. What was known
 * last stays when the file is not held any more.
 *
 * Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueAssetItem, cue_asset_item, G_TYPE_OBJECT)

typedef enum {
  PROP_INDEX = 1,
  PROP_WORDS,
  PROP_SLOT,
  PROP_URL,
  PROP_FILE,
  PROP_FACTS,
  PROP_FINDINGS,
  PROP_HEALTH,
  PROP_ON_AIR,
  PROP_NEXT,
  PROP_BUSY,
} CueAssetItemProperty;

static GParamSpec *properties[PROP_BUSY + 1];

enum {
  SIGNAL_REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
notify (CueAssetItem *self, CueAssetItemProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
cue_asset_item_init (CueAssetItem *self)
{
  self->findings = g_list_store_new (CUE_TYPE_ASSET_FINDING);
}

static void
drop_file (CueAssetItem *self)
{
  if (self->file == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->file, self);
  if (self->held)
    cue_asset_file_release (self->file);
  self->held = FALSE;
  g_clear_object (&self->file);
}

static void
cue_asset_item_dispose (GObject *object)
{
  drop_file (CUE_ASSET_ITEM (object));
  G_OBJECT_CLASS (cue_asset_item_parent_class)->dispose (object);
}

static void
cue_asset_item_finalize (GObject *object)
{
  CueAssetItem *self = CUE_ASSET_ITEM (object);

  g_clear_object (&self->slot);
  g_clear_object (&self->facts);
  g_clear_object (&self->before);
  g_clear_object (&self->findings);
  g_free (self->words);
  G_OBJECT_CLASS (cue_asset_item_parent_class)->finalize (object);
}

static void
cue_asset_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueAssetItem *self = CUE_ASSET_ITEM (object);

  switch ((CueAssetItemProperty) property_id) {
  case PROP_INDEX:
    g_value_set_uint (value, self->index);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_SLOT:
    g_value_set_object (value, self->slot);
    break;
  case PROP_URL:
    g_value_set_string (value, cue_asset_item_get_url (self));
    break;
  case PROP_FILE:
    g_value_set_object (value, self->file);
    break;
  case PROP_FACTS:
    g_value_set_object (value, self->facts);
    break;
  case PROP_FINDINGS:
    g_value_set_object (value, self->findings);
    break;
  case PROP_HEALTH:
    g_value_set_enum (value, self->health);
    break;
  case PROP_ON_AIR:
    g_value_set_boolean (value, self->on_air);
    break;
  case PROP_NEXT:
    g_value_set_boolean (value, self->next);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_asset_item_class_init (CueAssetItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_asset_item_dispose;
  object_class->finalize = cue_asset_item_finalize;
  object_class->get_property = cue_asset_item_get_property;

  properties[PROP_INDEX] =
    g_param_spec_uint ("index", NULL, NULL, 0, CUE_N_ASSET_SLOTS - 1, 0, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  /**
   * CueAssetItem:slot: (nullable)
   *
   * What the last answer says about this place; another object whenever that changes.
   */
  properties[PROP_SLOT] = g_param_spec_object ("slot", NULL, NULL, CUE_TYPE_ASSET_SLOT, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  /**
   * CueAssetItem:file: (nullable)
   *
   * The file behind the address. Of an address that is signed anew all the time it is one of the
   * last minute, so that not each signature means a download.
   */
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, CUE_TYPE_ASSET_FILE, flags);
  /**
   * CueAssetItem:facts: (nullable)
   *
   * What is known of the file: another object whenever that changes.
   */
  properties[PROP_FACTS] = g_param_spec_object ("facts", NULL, NULL, CUE_TYPE_ASSET_FACTS, flags);
  properties[PROP_FINDINGS] =
    g_param_spec_object ("findings", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * CueAssetItem:health:
   *
   * The worst finding; fine when it was looked at and nothing was found; idle when the place is
   * not used, or was not looked at yet.
   */
  properties[PROP_HEALTH] =
    g_param_spec_enum ("health", NULL, NULL, CUE_TYPE_HEALTH, CUE_HEALTH_IDLE, flags);
  /**
   * CueAssetItem:on-air:
   *
   * Whether its state is what the audience sees now.
   */
  properties[PROP_ON_AIR] = g_param_spec_boolean ("on-air", NULL, NULL, FALSE, flags);
  /**
   * CueAssetItem:next:
   *
   * Whether its state is probably the next one that the audience sees pictures of. A guess.
   */
  properties[PROP_NEXT] = g_param_spec_boolean ("next", NULL, NULL, FALSE, flags);
  /**
   * CueAssetItem:busy:
   *
   * Whether it is fetched or looked into now.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /*
   * CueAssetItem::refreshed:
   *
   * The file has other facts, or its download began or ended. For the watch, which then has
   * something to do; everybody else follows the properties.
   */
  signals[SIGNAL_REFRESHED] = cue_signal_new_plain (CUE_TYPE_ASSET_ITEM, "refreshed");
}

/**
 * cue_asset_item_new:
 * @index: of the slot
 *
 * Returns: (transfer full): the item of that place, without a file
 */
CueAssetItem *
cue_asset_item_new (guint index)
{
  CueAssetItem *self = g_object_new (CUE_TYPE_ASSET_ITEM, NULL);

  self->index = index;
  self->words = cue_asset_slot_index_to_words (index);
  return self;
}

static void
update_health (CueAssetItem *self)
{
  guint     n = g_list_model_get_n_items (G_LIST_MODEL (self->findings));
  CueHealth health = self->facts != NULL ? CUE_HEALTH_OK : CUE_HEALTH_IDLE;

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (G_LIST_MODEL (self->findings), i);
    CueSeverity severity = cue_asset_finding_get_severity (finding);

    if (severity == CUE_SEVERITY_ERROR)
      health = CUE_HEALTH_ERROR;
    else if (severity == CUE_SEVERITY_WARNING)
      health = MAX (health, CUE_HEALTH_WARNING);
  }
  if (self->health == health)
    return;
  self->health = health;
  notify (self, PROP_HEALTH);
}

static void
update_busy (CueAssetItem *self)
{
  gboolean busy = self->loading || self->probing;

  if (self->busy == busy)
    return;
  self->busy = busy;
  notify (self, PROP_BUSY);
}

static void
read_file (CueAssetItem *self)
{
  CueAssetFacts *facts = self->file != NULL ? cue_asset_file_get_facts (self->file) : NULL;

  self->loading = self->file != NULL && cue_asset_file_get_loading (self->file);
  update_busy (self);
  if (!g_set_object (&self->facts, facts))
    return;
  notify (self, PROP_FACTS);
  update_health (self);
}

static void
on_file_changed (CueAssetFile *file, GParamSpec *pspec, CueAssetItem *self)
{
  g_autoptr (CueAssetItem) held = g_object_ref (self);

  read_file (self);
  if (self->file == file)
    g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

/**
 * cue_asset_item_set_slot:
 * @slot: (nullable): what the answer says
 *
 * Takes what the last answer says about this place.
 */
void
cue_asset_item_set_slot (CueAssetItem *self, CueAssetSlot *slot)
{
  g_autofree char *before = g_strdup (cue_asset_item_get_url (self));

  if (!g_set_object (&self->slot, slot))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_SLOT);
  if (g_strcmp0 (before, cue_asset_item_get_url (self)) != 0)
    notify (self, PROP_URL);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_asset_item_set_file:
 * @file: (nullable): the file to show from now on
 *
 * What was known of the file before is kept as that; a hold is not taken over.
 */
void
cue_asset_item_set_file (CueAssetItem *self, CueAssetFile *file)
{
  if (self->file == file)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->facts != NULL)
    g_set_object (&self->before, self->facts);
  drop_file (self);
  if (file != NULL) {
    self->file = g_object_ref (file);
    g_signal_connect_object (file, "notify", G_CALLBACK (on_file_changed), self, 0);
  }
  notify (self, PROP_FILE);
  read_file (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_asset_item_set_held:
 * @held: whether the file is to be there
 *
 * Holds the file, once, or lets go of it.
 */
void
cue_asset_item_set_held (CueAssetItem *self, gboolean held)
{
  if (self->file == NULL || self->held == held)
    return;
  self->held = held;
  if (held)
    cue_asset_file_hold (self->file);
  else
    cue_asset_file_release (self->file);
}

/**
 * cue_asset_item_get_held:
 *
 * Returns: whether the file is held
 */
gboolean
cue_asset_item_get_held (CueAssetItem *self)
{
  return self->held;
}

/**
 * cue_asset_item_get_before:
 *
 * Returns: (transfer none) (nullable): what was known of the file that was here before
 */
CueAssetFacts *
cue_asset_item_get_before (CueAssetItem *self)
{
  return self->before;
}

/**
 * cue_asset_item_set_place:
 * @on_air: whether the audience sees its state now
 * @next: whether it is probably next
 */
void
cue_asset_item_set_place (CueAssetItem *self, gboolean on_air, gboolean next)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->on_air != on_air) {
    self->on_air = on_air;
    notify (self, PROP_ON_AIR);
  }
  if (self->next != next) {
    self->next = next;
    notify (self, PROP_NEXT);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_asset_item_set_probing:
 * @probing: whether its content is looked into now
 */
void
cue_asset_item_set_probing (CueAssetItem *self, gboolean probing)
{
  self->probing = probing;
  update_busy (self);
}

/**
 * cue_asset_findings_replace:
 * @store: of CueAssetFinding, the worst first
 * @findings: (element-type CueAssetFinding): what is found now, in the same order
 *
 * Makes the list the same as @findings. What is equal stays the same object, and rows that did not
 * change are not touched.
 *
 * Returns: whether anything changed
 */
gboolean
cue_asset_findings_replace (GListStore *store, GPtrArray *findings)
{
  GListModel *model = G_LIST_MODEL (store);
  guint       n = g_list_model_get_n_items (model);
  guint       head = 0;
  guint       tail = 0;

  while (head < n && head < findings->len) {
    g_autoptr (CueAssetFinding) old = g_list_model_get_item (model, head);

    if (!cue_asset_finding_equal (old, g_ptr_array_index (findings, head)))
      break;
    head++;
  }
  while (tail < n - head && tail < findings->len - head) {
    g_autoptr (CueAssetFinding) old = g_list_model_get_item (model, n - 1 - tail);

    if (!cue_asset_finding_equal (old, g_ptr_array_index (findings, findings->len - 1 - tail)))
      break;
    tail++;
  }
  if (head + tail == n && n == findings->len)
    return FALSE;
  g_list_store_splice (store,
                       head,
                       n - head - tail,
                       findings->pdata + head,
                       findings->len - head - tail);
  return TRUE;
}

/**
 * cue_asset_item_set_findings:
 * @findings: (element-type CueAssetFinding): what was found of this asset, the worst first
 */
void
cue_asset_item_set_findings (CueAssetItem *self, GPtrArray *findings)
{
  if (cue_asset_findings_replace (self->findings, findings))
    update_health (self);
}
