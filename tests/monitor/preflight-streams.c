// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight-streams.h"

#include "media-assets.h"

static gboolean
has_ended (gpointer data)
{
  return !cue_preflight_get_running (data);
}

void
streams_wait (CuePreflight *preflight)
{
  fake_engine_wait (has_ended, preflight);
}

/* Runs a check to its end, with certificates that doors showed before. */
CuePreflight *
streams_run_beside (CueProfile *profile, CueClock *clock, GTlsDatabase *database, CueTrace *doors)
{
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();
  CuePreflight    *preflight = cue_preflight_new (profile, clock, secrets);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  cue_preflight_set_tls_database (preflight, database);
  cue_preflight_set_doors (preflight, NULL, doors);
  cue_preflight_start (preflight);
  streams_wait (preflight);
  text = cue_preflight_report_to_text (cue_preflight_get_report (preflight));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_test_message ("%s", lines[i]);
  return preflight;
}

CuePreflight *
streams_run (CueProfile *profile, CueClock *clock, GTlsDatabase *database)
{
  return streams_run_beside (profile, clock, database, NULL);
}

void
streams_assert_found (CuePreflight *preflight, const char *code, const char *status)
{
  CuePreflightFinding *finding =
    cue_preflight_report_find (cue_preflight_get_report (preflight), code);

  g_assert_nonnull (finding);
  g_assert_cmpstr (cue_preflight_severity_get_id (cue_preflight_finding_get_severity (finding)),
                   ==,
                   status);
}

void
streams_assert_not_found (CuePreflight *preflight, const char *code)
{
  g_assert_null (cue_preflight_report_find (cue_preflight_get_report (preflight), code));
}

/* Each is encoded once in a program: with sanitizers that takes seconds. */
static GBytes *
make_once (const char *pipeline)
{
  static GHashTable *made = NULL;
  GBytes            *bytes;

  if (made == NULL)
    made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  bytes = g_hash_table_lookup (made, pipeline);
  if (bytes == NULL) {
    bytes = media_make_file (pipeline);
    g_hash_table_insert (made, g_strdup (pipeline), bytes);
  }
  return bytes;
}

/* Two seconds of sound as it is, as a packed segment. */
void
streams_put_sound (FakeEngine *engine, const char *path, const char *wave)
{
  g_autofree char *pipeline =
    g_strdup_printf ("audiotestsrc num-buffers=32 samplesperbuffer=1024 wave=%s ! "
                     "audio/x-raw,rate=16000,channels=1 ! audioconvert ! avenc_aac ! aacparse ! "
                     "audio/mpeg,stream-format=adts",
                     wave);

  fake_engine_set_bytes (engine, path, "audio/aac", make_once (pipeline));
}

/* Two seconds of pictures in MPEG-TS. */
void
streams_put_segment (FakeEngine *engine, const char *path, const char *pattern, const char *wave)
{
  g_autofree char *sound =
    wave == NULL
      ? g_strdup ("")
      : g_strdup_printf ("audiotestsrc num-buffers=32 samplesperbuffer=1024 wave=%s ! "
                         "audio/x-raw,rate=16000,channels=1 ! audioconvert ! avenc_aac ! "
                         "aacparse ! mux. ",
                         wave);
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=20 pattern=%s ! "
                     "video/x-raw,width=160,height=96,framerate=10/1 ! %s ! mux. %s"
                     "mpegtsmux name=mux",
                     pattern,
                     media_get_video_encoder (),
                     sound);

  fake_engine_set_bytes (engine, path, "video/mp2t", make_once (pipeline));
}

void
streams_put_playlist (FakeEngine *engine, const char *path, const char *text)
{
  fake_engine_set (engine, path, 200, "application/vnd.apple.mpegurl", text);
}
