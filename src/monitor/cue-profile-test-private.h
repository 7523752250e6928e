// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-doors-watch.h"
#include "cue-engine-state.h"
#include "cue-hls-playlist.h"
#include "cue-http-client.h"
#include "cue-limits-writer.h"
#include "cue-profile-test.h"
#include "cue-state-url-source.h"
#include "cue-test-step.h"

G_BEGIN_DECLS

// What the files of CueProfileTest share; nobody else includes this.

typedef enum {
  CUE_PROFILE_TEST_FIELDS,
  CUE_PROFILE_TEST_SECRET,
  CUE_PROFILE_TEST_TOKEN,
  CUE_PROFILE_TEST_STATE_URL,
  CUE_PROFILE_TEST_STATE,
  CUE_PROFILE_TEST_CLOCK,
  CUE_PROFILE_TEST_MANIFEST,
  CUE_PROFILE_TEST_ASSETS,
  CUE_PROFILE_TEST_DOORS_TOKEN, // this and the next only when doors are watched
  CUE_PROFILE_TEST_DOORS,
  CUE_PROFILE_TEST_ACOUSTIC, // only with connections to the Acoustic Exchange
  CUE_PROFILE_TEST_FEEDS,    // only with connections to Event Data Services
  CUE_PROFILE_TEST_N_STEPS,
} CueProfileTestStep;

struct _CueProfileTest {
  GObject parent_instance;

  CueProfile        *profile;            // owned, a copy: the form may change while the test runs
  CueClock          *clock;              // owned
  CueSecretStore    *secrets;            // owned
  GBytes            *secret;             // owned, nullable, what was typed or found
  CueRedactor       *redactor;           // owned
  CueTrace          *trace;              // owned
  CueHttpClient     *client;             // owned
  CueStateUrlSource *source;             // owned, nullable
  GCancellable      *cancellable;        // owned
  CueLimitsWriter   *limits;             // owned, nullable
  GListStore        *steps;              // owned, of CueTestStep
  CueEngineState    *state;              // owned, nullable
  CueHttpResponse   *response;           // owned, nullable, the state came with it
  CueDoorsWatch     *doors;              // owned, nullable
  CueSecretStore    *doors_secrets;      // owned, nullable, what stands in the form
  CueSecretStore    *connection_secrets; // owned, nullable, what stands in the form
  GHashTable        *connection_typed;   // owned, nullable, ids of connections with such a key
  GString           *connection_lines;   // owned, nullable, a line for each connection
  char              *connection_error;   // owned, nullable, the line of the first of the worst
  CueTestState       connection_worst;
  guint              places[CUE_PROFILE_TEST_N_STEPS]; // in the list; G_MAXUINT: not tried
  GPtrArray         *assets;                           // owned, nullable, of CueTestAsset
  guint              next_asset;
  guint              current;   // index of the step that runs
  gint64             began;     // monotonic µs, of the request of the current step
  gint64             skew;      // this computer minus the server, µs, or CUE_TIME_INVALID
  char              *state_url; // owned, nullable
  gboolean           running;
  gboolean           started;
};

typedef struct {
  char    *field;  // owned
  char    *url;    // owned
  char    *answer; // owned, nullable until asked
  gboolean is_video;
  gboolean is_there;
  gboolean is_unsure; // the server does not say without sending all of it
} CueTestAsset;

void cue_profile_test_show (CueProfileTest *self,
                            CueTestState    state,
                            const char     *words,
                            const char     *detail);
void cue_profile_test_done (CueProfileTest *self,
                            CueTestState    state,
                            const char     *words,
                            const char     *detail);
void cue_profile_test_give_up (CueProfileTest *self, const char *words, const char *detail);
void cue_profile_test_try_fields (CueProfileTest *self);
void cue_profile_test_try_secret (CueProfileTest *self);
void cue_profile_test_try_token (CueProfileTest *self);
void cue_profile_test_try_state_url (CueProfileTest *self);
void cue_profile_test_try_state (CueProfileTest *self);
void cue_profile_test_try_clock (CueProfileTest *self);
void cue_profile_test_try_manifest (CueProfileTest *self);
void cue_profile_test_try_assets (CueProfileTest *self);
void cue_profile_test_try_doors_token (CueProfileTest *self);
void cue_profile_test_try_doors (CueProfileTest *self);
void cue_profile_test_try_acoustic (CueProfileTest *self);
void cue_profile_test_try_feeds (CueProfileTest *self);
void cue_profile_test_end_doors (CueProfileTest *self);

gpointer        cue_profile_test_waiting_new (CueProfileTest *self, guint index);
CueProfileTest *cue_profile_test_waiting_end (gpointer waiting, guint *index);
void            cue_profile_test_begin_connections (CueProfileTest *self);
void     cue_profile_test_conclude_connections (CueProfileTest *self, GListModel *connections);
void     cue_profile_test_add_line (CueProfileTest *self,
                                    const char     *title,
                                    const char     *words,
                                    CueTestState    state);
gboolean cue_profile_test_add_fault (CueProfileTest *self, gpointer connection);
CueSecretStore *cue_profile_test_find_secrets (CueProfileTest *self, gpointer connection);

char *cue_profile_test_describe_token (const char *token);
char *cue_profile_test_describe_exchange (CueTrace *trace);
char *cue_profile_test_describe_playlist (CueHlsPlaylist *playlist, char **detail);

GPtrArray *cue_test_assets_collect (CueEngineState *state);
void
cue_test_asset_take_answer (CueTestAsset *asset, CueHttpResponse *response, const GError *error);
char *cue_test_assets_describe (GPtrArray *assets, CueTestState *state, char **detail);

G_END_DECLS
