// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-finding.h"

/**
 * CueAssetFinding:
 *
 * One thing that is wrong with an asset, or worth knowing: which rule, how bad, in which slot, what
 * was measured against which limit, why it matters, and what to do. Immutable; of any thread.
 */
struct _CueAssetFinding {
  GObject parent_instance;

  const char *code; /* static */
  CueSeverity severity;
  guint       slot;
  gboolean    on_air;
  char       *words;     /* owned */
  char       *cause;     /* owned */
  char       *next_step; /* owned */
  char       *measured;  /* owned, nullable */
  char       *limit;     /* owned, nullable */
};

/* From what viewers cannot see at all to what is worth knowing: the order among equals. */
static const char *const codes[] = {
  CUE_ASSET_FINDING_MISSING,
  CUE_ASSET_FINDING_VIDEO_MISSING,
  CUE_ASSET_FINDING_REFUSED,
  CUE_ASSET_FINDING_EXPIRED,
  CUE_ASSET_FINDING_STATUS,
  CUE_ASSET_FINDING_UNREACHABLE,
  CUE_ASSET_FINDING_TOO_LARGE,
  CUE_ASSET_FINDING_WRONG_KIND,
  CUE_ASSET_FINDING_BROKEN,
  CUE_ASSET_FINDING_INSECURE,
  CUE_ASSET_FINDING_BLACK,
  CUE_ASSET_FINDING_TRANSPARENT,
  CUE_ASSET_FINDING_TEXT_CUT,
  CUE_ASSET_FINDING_CONTRAST,
  CUE_ASSET_FINDING_NOT_916,
  CUE_ASSET_FINDING_EXPIRING,
  CUE_ASSET_FINDING_CONTENT_TYPE,
  CUE_ASSET_FINDING_SLOW,
  CUE_ASSET_FINDING_HEAVY,
  CUE_ASSET_FINDING_SMALL,
  CUE_ASSET_FINDING_NO_STILL,
  CUE_ASSET_FINDING_REDIRECT,
  CUE_ASSET_FINDING_UNCHECKED,
  CUE_ASSET_FINDING_CODEC,
  CUE_ASSET_FINDING_MOVING,
  CUE_ASSET_FINDING_CONTENT_CHANGED,
  CUE_ASSET_FINDING_SAME_CONTENT,
  CUE_ASSET_FINDING_ADDRESS,
  NULL,
};

G_DEFINE_FINAL_TYPE (CueAssetFinding, cue_asset_finding, G_TYPE_OBJECT)

static void
cue_asset_finding_finalize (GObject *object)
{
  CueAssetFinding *self = CUE_ASSET_FINDING (object);

  g_free (self->words);
  g_free (self->cause);
  g_free (self->next_step);
  g_free (self->measured);
  g_free (self->limit);

  G_OBJECT_CLASS (cue_asset_finding_parent_class)->finalize (object);
}

static void
cue_asset_finding_class_init (CueAssetFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_asset_finding_finalize;
}

static void
cue_asset_finding_init (CueAssetFinding *self)
{
}

static guint
get_rank (const char *code)
{
  guint rank = 0;

  while (codes[rank] != NULL && !g_str_equal (codes[rank], code))
    rank++;
  return rank;
}

/**
 * cue_asset_finding_get_codes:
 *
 * Returns: (array zero-terminated=1): every code that there is
 */
const char *const *
cue_asset_finding_get_codes (void)
{
  return codes;
}

/**
 * cue_asset_finding_new:
 * @code: one of the codes of the header
 * @severity: how bad it is
 * @slot: index of the slot it is about
 * @on_air: whether the audience sees the state of that slot now
 * @words: what is the case: a translated sentence that needs no context but the slot
 * @cause: why that matters, or where it comes from: a translated sentence
 * @next_step: what to do: a translated sentence
 * @measured: (nullable): the value that was found, for people
 * @limit: (nullable): what it is held against, for people
 *
 * Returns: (transfer full): a finding
 */
CueAssetFinding *
cue_asset_finding_new (const char *code,
                       CueSeverity severity,
                       guint       slot,
                       gboolean    on_air,
                       const char *words,
                       const char *cause,
                       const char *next_step,
                       const char *measured,
                       const char *limit)
{
  CueAssetFinding *self;
  guint            rank;

  g_return_val_if_fail (code != NULL && slot < CUE_N_ASSET_SLOTS, NULL);

  rank = get_rank (code);
  g_return_val_if_fail (codes[rank] != NULL, NULL);

  self = g_object_new (CUE_TYPE_ASSET_FINDING, NULL);
  self->code = codes[rank];
  self->severity = severity;
  self->slot = slot;
  self->on_air = on_air;
  self->words = g_strdup (words);
  self->cause = g_strdup (cause);
  self->next_step = g_strdup (next_step);
  self->measured = g_strdup (measured);
  self->limit = g_strdup (limit);
  return self;
}

/**
 * cue_asset_finding_get_code:
 * @self: a finding
 *
 * Returns: the stable name of its rule, one of the codes of the header
 */
const char *
cue_asset_finding_get_code (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), NULL);

  return self->code;
}

/**
 * cue_asset_finding_get_severity:
 * @self: a finding
 *
 * Returns: how bad it is
 */
CueSeverity
cue_asset_finding_get_severity (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), CUE_SEVERITY_INFO);

  return self->severity;
}

/**
 * cue_asset_finding_get_slot:
 * @self: a finding
 *
 * Returns: the index of the slot it is about
 */
guint
cue_asset_finding_get_slot (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), 0);

  return self->slot;
}

/**
 * cue_asset_finding_get_words:
 * @self: a finding
 *
 * Returns: what is the case, a translated sentence; it may hold what a server sent, so it is plain
 *   text
 */
const char *
cue_asset_finding_get_words (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), NULL);

  return self->words;
}

/**
 * cue_asset_finding_get_cause:
 * @self: a finding
 *
 * Returns: why it matters or where it comes from, a translated sentence
 */
const char *
cue_asset_finding_get_cause (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), NULL);

  return self->cause;
}

/**
 * cue_asset_finding_get_next_step:
 * @self: a finding
 *
 * Returns: what to do, a translated sentence
 */
const char *
cue_asset_finding_get_next_step (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), NULL);

  return self->next_step;
}

/**
 * cue_asset_finding_get_measured:
 * @self: a finding
 *
 * Returns: (nullable): the value that was found, for people
 */
const char *
cue_asset_finding_get_measured (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), NULL);

  return self->measured;
}

/**
 * cue_asset_finding_get_limit:
 * @self: a finding
 *
 * Returns: (nullable): what it is held against, for people
 */
const char *
cue_asset_finding_get_limit (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), NULL);

  return self->limit;
}

/**
 * cue_asset_finding_get_state:
 * @self: a finding
 *
 * Returns: the player state of its slot
 */
CuePlayerState
cue_asset_finding_get_state (CueAssetFinding *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), CUE_PLAYER_STATE_UNKNOWN);

  return cue_asset_slot_index_to_state (self->slot);
}

/**
 * cue_asset_finding_equal:
 * @self: a finding
 * @other: another
 *
 * Returns: whether a reader would see no difference
 */
gboolean
cue_asset_finding_equal (CueAssetFinding *self, CueAssetFinding *other)
{
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (self), FALSE);
  g_return_val_if_fail (CUE_IS_ASSET_FINDING (other), FALSE);

  return self->code == other->code && self->severity == other->severity &&
         self->slot == other->slot && self->on_air == other->on_air &&
         g_strcmp0 (self->words, other->words) == 0 && g_strcmp0 (self->cause, other->cause) == 0 &&
         g_strcmp0 (self->next_step, other->next_step) == 0 &&
         g_strcmp0 (self->measured, other->measured) == 0 &&
         g_strcmp0 (self->limit, other->limit) == 0;
}

/**
 * cue_asset_finding_compare:
 * @self: a finding
 * @other: another
 *
 * Orders the worst first; of equally bad ones what is on air, then by what viewers notice most,
 * then by their slot.
 *
 * Returns: below zero when @self comes first, above when @other does
 */
int
cue_asset_finding_compare (CueAssetFinding *self, CueAssetFinding *other)
{
  if (self->severity != other->severity)
    return self->severity > other->severity ? -1 : 1;
  if (self->on_air != other->on_air)
    return self->on_air ? -1 : 1;
  if (self->code != other->code)
    return get_rank (self->code) < get_rank (other->code) ? -1 : 1;
  return self->slot < other->slot ? -1 : self->slot > other->slot ? 1 : 0;
}
