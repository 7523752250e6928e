// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-sim-artist-card.h"
#include "cue-sim-reply.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CUE_SIM_ASSETS_PATH "/assets/"

/* The members of the state that name a picture or a clip: the logo, and three for each of the four
 * states that have assets. */
#define CUE_SIM_N_ASSETS 13

typedef enum {
  CUE_SIM_ASSET_LOGO = 1 << 0,
  CUE_SIM_ASSET_VIDEO = 1 << 1,
  CUE_SIM_ASSET_BACKGROUND = 1 << 2,
  CUE_SIM_ASSET_FOREGROUND = 1 << 3,
} CueSimAssetKind;

#define CUE_SIM_ASSET_PICTURES \
  (CUE_SIM_ASSET_LOGO | CUE_SIM_ASSET_BACKGROUND | CUE_SIM_ASSET_FOREGROUND)
#define CUE_SIM_ASSET_LAYERS \
  (CUE_SIM_ASSET_VIDEO | CUE_SIM_ASSET_BACKGROUND | CUE_SIM_ASSET_FOREGROUND)
#define CUE_SIM_ASSET_ALL (CUE_SIM_ASSET_PICTURES | CUE_SIM_ASSET_VIDEO)

typedef struct {
  const char      *member; // of the state
  const char      *file;   // last part of the path
  CueSimAssetKind  kind;
  CueSimArtistCard card; // means nothing for the logo
} CueSimAssetSlot;

/**
 * CueSimAssetForm:
 *
 * What is in the file, see cue_sim_asset_make().
 */
typedef enum {
  CUE_SIM_ASSET_FORM_USUAL,
  CUE_SIM_ASSET_FORM_OTHER,  // another picture, as good as the usual one
  CUE_SIM_ASSET_FORM_SCALED, // to width × height
  CUE_SIM_ASSET_FORM_PADDED, // to `bytes`, and still a good file
  CUE_SIM_ASSET_FORM_ROTATED,
  CUE_SIM_ASSET_FORM_BLACK,
  CUE_SIM_ASSET_FORM_BRIGHT,
  CUE_SIM_ASSET_FORM_CUT,
  CUE_SIM_ASSET_FORM_NOISE,
  CUE_SIM_ASSET_FORM_GIF,
  CUE_SIM_ASSET_FORM_WEBP,
  CUE_SIM_ASSET_FORM_ANIMATED_WEBP,
  CUE_SIM_ASSET_FORM_PLAIN_PNG, // of width × height, one colour
  CUE_SIM_ASSET_FORM_PNG_BOMB,
  CUE_SIM_ASSET_FORM_GIF_BOMB,
  CUE_SIM_ASSET_FORM_GIF_FRAMES,
  CUE_SIM_ASSET_FORM_WEBP_BOMB,
  CUE_SIM_ASSET_FORM_JPEG_BOMB,
  CUE_SIM_ASSET_FORM_LYING_BOXES,
  CUE_SIM_ASSET_FORM_TEXT, // `text`
  CUE_SIM_ASSET_FORM_NONE, // the answer has none
} CueSimAssetForm;

/**
 * CueSimAssetAddress:
 *
 * What the state gives as the address.
 */
typedef enum {
  CUE_SIM_ASSET_ADDRESS_OWN,  // a path of the variant's own
  CUE_SIM_ASSET_ADDRESS_KEPT, // the usual one: what changes is behind it
  CUE_SIM_ASSET_ADDRESS_NULL, // `null`
  CUE_SIM_ASSET_ADDRESS_TEXT, // `text`, whatever it is
  CUE_SIM_ASSET_ADDRESS_USER, // with a name and a password
  CUE_SIM_ASSET_ADDRESS_SIGNED,
} CueSimAssetAddress;

typedef struct _CueSimAssetVariant CueSimAssetVariant;

/* Bends the answer, which is as it should be for the file. */
typedef void (*CueSimAssetAnswerFunc) (CueSimReply              *reply,
                                       const CueSimAssetSlot    *slot,
                                       const CueSimAssetVariant *variant);

/**
 * CueSimAssetVariant:
 *
 * One way in which an asset can be other than it should be, or other than usual and still right.
 */
struct _CueSimAssetVariant {
  const char           *name;
  const char           *words; // what is different
  guint                 kinds; // of CueSimAssetKind: which assets it can happen to
  CueSimAssetAddress    address;
  CueSimAssetForm       form;
  int                   width; // of a picture; clips have two thirds of that
  int                   height;
  gsize                 bytes;
  guint                 number; // a status, redirects, or how many files take turns
  const char           *text;
  double                seconds; // from the order until a signed address expires
  CueSimAssetAnswerFunc answer;  // nullable
};

extern const CueSimAssetSlot    cue_sim_asset_slots[CUE_SIM_N_ASSETS];
extern const CueSimAssetVariant cue_sim_asset_variants[]; // ended by one without a name

/* What the state says about the assets at the moment. */
typedef struct {
  const CueSimAssetVariant *variant;  // never NULL
  gint64                    since_us; // wall, of the order
} CueSimAssetOrder;

const CueSimAssetSlot    *cue_sim_asset_find_slot (const char *member);
const CueSimAssetVariant *cue_sim_asset_find_variant (const char *name);
void                      cue_sim_asset_orders_init (CueSimAssetOrder *orders);
gboolean                  cue_sim_asset_orders_apply (CueSimAssetOrder *orders,
                                                      JsonObject       *change,
                                                      const char       *where,
                                                      gint64            now_us,
                                                      GError          **error);
char                     *cue_sim_asset_get_url (const CueSimAssetSlot  *slot,
                                                 const CueSimAssetOrder *order,
                                                 const char             *media_url);
gboolean                  cue_sim_asset_find_path (const char                *path,
                                                   const CueSimAssetSlot    **slot,
                                                   const CueSimAssetVariant **variant);
JsonArray                *cue_sim_asset_describe_variants (void);

G_END_DECLS
