// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-asset-loader.h"
#include "cue-hls-playlist.h"
#include "cue-hls-variant.h"
#include "cue-preflight.h"
#include "cue-profile-test.h"

G_BEGIN_DECLS

// What the files of CuePreflight share; nobody else includes this.

typedef struct _CuePreflightBlame CuePreflightBlame;

struct _CuePreflight {
  GObject parent_instance;

  CueProfile         *profile;     // owned, a copy
  CueClock           *clock;       // owned
  CueSecretStore     *secrets;     // owned
  GBytes             *secret;      // owned, nullable, given
  CueDoorsWatch      *doors;       // owned, nullable: they are watched already
  CueTrace           *doors_trace; // owned, nullable: what was sent for them
  GTlsDatabase       *database;    // owned, nullable
  CueProfileTest     *test;        // owned, nullable until started
  CuePreflightReport *report;      // owned
  GCancellable       *cancellable; // owned
  char               *activity;    // owned
  guint               n_under_way; // parts of the check
  guint               n_done;      // for the progress
  guint               n_all;
  gboolean            media_begun;
  guint               limit; // timeout of the clock, or 0
  gboolean            running;
  gboolean            started;

  // The stream, one variant after the other, then one rendition after the other.
  GPtrArray      *variants;         // owned, of CuePreflightVariant
  guint           variant;          // index of the one that is looked at
  guint           n_variants_named; // by the master playlist; not all of many are looked at
  guint           n_renditions_named;
  GPtrArray      *blames;   // owned, of CuePreflightBlame
  CueHlsPlaylist *playlist; // owned, nullable, of that variant
  GBytes         *map;      // owned, nullable, its initialisation section
  gboolean        stream_is_awaited;
  gboolean        notes_encryption;
  gboolean        notes_plain;

  CueAssetLoader *loader;  // owned, nullable
  GPtrArray      *assets;  // owned, nullable, of what cue-preflight-assets.c keeps of a file
  GCancellable   *probing; // owned, of the assets; cancelled in dispose
  gboolean        lacks_helper;
};

typedef enum {
  CUE_PREFLIGHT_PART_VARIANT,
  CUE_PREFLIGHT_PART_SOUND,
  CUE_PREFLIGHT_PART_PICTURE,
  CUE_PREFLIGHT_PART_TEXT,
} CuePreflightPart;

// A playlist of segments: of a variant, or of a rendition that variants share.
typedef struct {
  CuePreflightPart part;
  char            *uri;              // owned
  char            *title;            // owned
  char            *fact;             // owned, nullable: how its segment came
  gboolean         sound_only;       // it says so
  gboolean         promises_sound;   // it says that there is sound in it
  gboolean         silent_by_intent; // its sound is elsewhere
  gboolean         is_packed_sound;  // by its bytes
  gboolean         is_decoded;
  gboolean         is_fine;
  gboolean         is_black;
  gboolean         is_silent;
} CuePreflightVariant;

CuePreflightFinding *cue_preflight_make (CuePreflight        *self,
                                         CuePreflightArea     area,
                                         const char          *code,
                                         CuePreflightSeverity severity,
                                         const char          *title,
                                         const char          *words,
                                         const char          *next_step);
void                 cue_preflight_add_fact (CuePreflight        *self,
                                             CuePreflightFinding *finding,
                                             const char          *name,
                                             const char          *value);
void                 cue_preflight_take (CuePreflight *self, CuePreflightFinding *finding);
void                 cue_preflight_note (CuePreflight        *self,
                                         CuePreflightArea     area,
                                         const char          *code,
                                         CuePreflightSeverity severity,
                                         const char          *title,
                                         const char          *words,
                                         const char          *next_step);
void                 cue_preflight_say (CuePreflight *self, const char *activity);
void                 cue_preflight_count_done (CuePreflight *self);
void                 cue_preflight_end_part (CuePreflight *self);
void                 cue_preflight_begin_media (CuePreflight *self);

void     cue_preflight_take_step (CuePreflight *self, CueTestStep *step);
void     cue_preflight_take_awaited (CuePreflight *self);
void     cue_preflight_judge_state (CuePreflight *self);
gboolean cue_preflight_is_on_air (CuePreflight *self);
void     cue_preflight_judge_doors (CuePreflight *self);
void
cue_preflight_judge_doors_token (CuePreflight *self, const char *title, CueTokenSource *source);
void  cue_preflight_add_lines (CuePreflight *self, CuePreflightFinding *finding, const char *text);
void  cue_preflight_note_no_media (CuePreflight *self);
void  cue_preflight_try_stream (CuePreflight *self);
guint cue_preflight_try_assets (CuePreflight *self);
void  cue_preflight_stop_assets (CuePreflight *self);
void  cue_preflight_note_helper (CuePreflight *self, const GError *error);
void  cue_preflight_judge_certificates (CuePreflight *self);

CuePreflightSeverity cue_preflight_get_stream_failure (CuePreflight *self);
const char          *cue_preflight_get_stream_hint (CuePreflight *self);
CuePreflightVariant *cue_preflight_peek_variant (CuePreflight *self);
void                 cue_preflight_look_at_variant (CuePreflight *self);
void                 cue_preflight_look_at_picture (CuePreflight *self, GBytes *segment);
void                 cue_preflight_end_variant (CuePreflight *self);
void                 cue_preflight_stop_stream (CuePreflight *self);

void     cue_preflight_add_renditions (CuePreflight *self, CueHlsPlaylist *playlist);
void     cue_preflight_conclude_renditions (CuePreflight *self);
gboolean cue_preflight_has_sound_elsewhere (CueHlsPlaylist *playlist, CueHlsVariant *variant);
void     cue_preflight_blame (CuePreflight        *self,
                              const char          *code,
                              CuePreflightSeverity severity,
                              const char          *words,
                              const char          *next,
                              const char          *url);
void     cue_preflight_blame_playlist (CuePreflight *self, CueHlsPlaylist *playlist);
void     cue_preflight_take_blames (CuePreflight *self);
void     cue_preflight_blame_free (CuePreflightBlame *self);

gboolean             cue_preflight_is_media (GBytes *body);
gboolean             cue_preflight_is_text (GBytes *body);
gboolean             cue_preflight_names_sound (CueHlsVariant *variant);
gboolean             cue_preflight_is_packed_audio (GBytes *body);
const CueHlsSegment *cue_preflight_pick_segment (CueHlsPlaylist *playlist);
GBytes              *cue_preflight_join (GBytes *map, GBytes *segment);
void                 cue_preflight_judge_scheme (CuePreflight *self, const char *url);
gboolean             cue_preflight_is_sound_only (CueHlsVariant *variant);

G_END_DECLS
