// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* Faults of the stream and of the assets. */

#include "cue-sim-fault.h"

#define VARIANTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define SLOW_PARTS_A_SECOND 10

static void
bend_status (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  /* The id ends with the status: segment-404. */
  const char *dash = strrchr (fault->info->id, '-');

  cue_sim_reply_set_error (reply, (guint) g_ascii_strtoull (dash + 1, NULL, 10), "text");
}

static void
bend_slow (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autofree char *length =
    g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT, g_bytes_get_size (body));
  CueSimScript *script = cue_sim_reply_begin_script (reply, length);

  cue_sim_script_drip (script,
                       body,
                       (gsize) (fault->bytes / SLOW_PARTS_A_SECOND),
                       G_USEC_PER_SEC / SLOW_PARTS_A_SECOND);
}

static void
bend_hang (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  g_clear_pointer (&reply->script, cue_sim_script_free);
  reply->script = cue_sim_script_new ();
  cue_sim_script_set_end (reply->script, CUE_SIM_END_HOLD);
}

static void
bend_playlist (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  const char *type = "application/vnd.apple.mpegurl";

  if (g_str_equal (variant, "html"))
    cue_sim_reply_set_text (reply,
                            "text/html",
                            "<html><head><title>Edge error</title></head></html>");
  else if (g_str_equal (variant, "empty"))
    cue_sim_reply_set_text (reply, type, "");
  else if (g_str_equal (variant, "no-segments"))
    cue_sim_reply_set_text (reply, type, "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:2\n");
  else if (g_str_equal (variant, "binary"))
    cue_sim_reply_set_bytes (reply, type, "#EXTM3U\n\xff\xfe\0\x01#EXTINF:\xc3\x28,\n\n", 26);
  else
    cue_sim_reply_set_text (reply, type, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=\n#EXTINF:x\n");
}

static void
bend_asset (CueSimReply *reply, CueSimFault *fault, const char *variant)
{
  if (g_str_equal (variant, "404")) {
    cue_sim_reply_set_error (reply, 404, "text");
  } else if (g_str_equal (variant, "html")) {
    cue_sim_reply_set_text (reply, "text/html", "<html><title>Not found</title></html>");
  } else if (g_str_equal (variant, "truncated")) {
    g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) / 2);

    cue_sim_reply_set_body (reply, part);
  } else {
    g_autoptr (GRand) rand = g_rand_new_with_seed (916);
    guint8 noise[64 * 1024];

    for (gsize i = 0; i < sizeof noise; i++)
      noise[i] = (guint8) g_rand_int (rand);
    /* The first bytes of a JPEG file, so that a decoder gets going. */
    memcpy (noise, "\xff\xd8\xff\xe0\x00\x10JFIF", 10);
    cue_sim_reply_set_bytes (reply, "image/jpeg", noise, sizeof noise);
  }
}

const CueSimFaultInfo cue_sim_faults_stream[] = {
  { .id = "stall",
    .words = "the encoder produces nothing more",
    .how = "the playlists stop advancing",
    .effect = CUE_SIM_EFFECT_STALL },
  { .id = "restart",
    .words = "the encoder restarts",
    .how = "a discontinuity in every playlist, once, when switched on",
    .effect = CUE_SIM_EFFECT_RESTART },
  { .id = "codec-change",
    .words = "the encoder changes resolution and profile",
    .how = "behind a discontinuity; goes back when switched off",
    .variants = VARIANTS ("high-profile", "small"),
    .effect = CUE_SIM_EFFECT_CODEC },
  { .id = "segment-404",
    .words = "segments are not there",
    .how = "404 for every segment",
    .targets = CUE_SIM_TARGET_SEGMENT,
    .bend = bend_status },
  { .id = "segment-403",
    .words = "segments are forbidden",
    .how = "403 for every segment",
    .targets = CUE_SIM_TARGET_SEGMENT,
    .bend = bend_status },
  { .id = "segment-503",
    .words = "the server of the segments is overloaded",
    .how = "503 for every segment",
    .targets = CUE_SIM_TARGET_SEGMENT,
    .bend = bend_status },
  { .id = "playlist-404",
    .words = "playlists are not there",
    .how = "404 for every playlist",
    .targets = CUE_SIM_TARGET_PLAYLIST,
    .bend = bend_status },
  { .id = "playlist-403",
    .words = "playlists are forbidden",
    .how = "403 for every playlist",
    .targets = CUE_SIM_TARGET_PLAYLIST,
    .bend = bend_status },
  { .id = "playlist-503",
    .words = "the server of the playlists is overloaded",
    .how = "503 for every playlist",
    .targets = CUE_SIM_TARGET_PLAYLIST,
    .bend = bend_status },
  { .id = "playlist-broken",
    .words = "what comes is no playlist",
    .how = "the text is replaced",
    .targets = CUE_SIM_TARGET_PLAYLIST,
    .variants = VARIANTS ("html", "empty", "no-segments", "binary", "attributes"),
    .bend = bend_playlist },
  { .id = "slow",
    .words = "the server is slow",
    .how = "`bytes` a second",
    .targets = CUE_SIM_TARGET_STREAM,
    .bytes = 20000,
    .bend = bend_slow },
  { .id = "hang",
    .words = "the server takes requests and never answers",
    .how = "the connection is held without a byte",
    .targets = CUE_SIM_TARGET_STREAM,
    .bend = bend_hang },
  { .id = "refuse",
    .words = "the server refuses connections",
    .how = "its port is closed and its connections are cut; with `target` api: the port of the API",
    .targets = CUE_SIM_TARGET_STREAM,
    .effect = CUE_SIM_EFFECT_REFUSE },
  { .id = "asset-broken",
    .words = "an asset cannot be shown",
    .how = "404, noise that begins like a JPEG, half of the file, or HTML",
    .targets = CUE_SIM_TARGET_ASSET,
    .variants = VARIANTS ("404", "noise", "truncated", "html"),
    .bend = bend_asset },
  { .id = NULL },
};
