// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-cache.h"
#include "cue-asset-loader.h"

G_BEGIN_DECLS

/* What the loader and its files share; nobody else includes this. */

/* The first pause after a failure; the next ones double. */
#define CUE_ASSET_FIRST_RETRY ((gint64) 15 * G_USEC_PER_SEC)

struct _CueAssetFile {
  GObject parent_instance;

  CueAssetLoader *loader; /* owned */
  char           *url;    /* owned */
  gboolean        video;
  CueAssetUrgency urgency;

  guint           n_holds;
  GCancellable   *cancellable; /* owned; of what is under way; NULL when nothing is */
  gboolean        queued;      /* waiting or running with the loader */
  gboolean        loading;     /* what the property says */
  gboolean        looked;      /* on the disk */
  gboolean        kept;        /* the content can be read from the disk again */
  gint64          due;         /* monotonic: when to ask again */
  gint64          retry_delay; /* µs */
  guint           timer;
  CueHttpRequest *request; /* owned; on its way */
  GBytes         *content; /* owned, nullable */
  CueAssetRecord *record;  /* owned; NULL before the first content */
  CueAssetFacts  *facts;   /* owned; NULL before the first answer */
};

CueAssetFile *cue_asset_file_new (CueAssetLoader *loader, const char *url, gboolean video);
void          cue_asset_file_start (CueAssetFile *self);
void          cue_asset_file_end (CueAssetFile *self, gint64 pause_us);
void          cue_asset_file_set_content (CueAssetFile *self, GBytes *content);
void          cue_asset_file_set_facts (CueAssetFile *self, CueAssetFacts *facts);
void          cue_asset_file_publish (CueAssetFile *self,
                                      guint         status,
                                      const char   *final_url,
                                      const GError *error);

CueHttpClient *cue_asset_loader_get_client (CueAssetLoader *self);
CueClock      *cue_asset_loader_get_clock (CueAssetLoader *self);
CueAssetCache *cue_asset_loader_get_cache (CueAssetLoader *self);
void           cue_asset_loader_set_fault (CueAssetLoader *self, const GError *error);
void           cue_asset_loader_enqueue (CueAssetLoader *self, CueAssetFile *file);
void           cue_asset_loader_go_on (CueAssetLoader *self);
void           cue_asset_loader_leave (CueAssetLoader *self, CueAssetFile *file);
void           cue_asset_loader_forget (CueAssetLoader *self, CueAssetFile *file);

/* What a worker makes of an answer. */
typedef struct {
  CueAssetCache  *cache;   /* owned, nullable */
  char           *url;     /* owned */
  CueAssetRecord *record;  /* owned; hash and type are filled in by the worker */
  CueAssetRecord *before;  /* owned, nullable: what the address had until now */
  GBytes         *content; /* owned */
  gboolean        kept;    /* the content can be read from the disk again */
  GError         *fault;   /* owned, nullable: why not */
} CueAssetSettling;

void cue_asset_settling_free (gpointer data);
void cue_asset_settling_run (CueAssetSettling *self);

G_END_DECLS
