// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-playback.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (CuePlaybackState,
                    cue_playback_state,
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_STATE_BUFFERING, "buffering"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_STATE_PLAYING, "playing"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_STATE_WAITING_RETRY, "waiting-retry"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_STATE_ENDED, "ended"))

G_DEFINE_ENUM_TYPE (CuePlaybackReason,
                    cue_playback_reason,
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_INVALID_ADDRESS, "invalid-address"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_UNAUTHORIZED, "unauthorized"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_FORBIDDEN, "forbidden"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_NOT_FOUND, "not-found"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_UNREACHABLE, "unreachable"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_SILENT, "silent"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_PLAYLIST, "playlist"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_STALLED, "stalled"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_FORMAT, "format"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_MISSING_DECODER, "missing-decoder"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_AUDIO_DEVICE, "audio-device"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_HELPER_MISSING, "helper-missing"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_HELPER_ENDED, "helper-ended"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_HELPER_HUNG, "helper-hung"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_HELPER_MISBEHAVED,
                                         "helper-misbehaved"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD,
                                         "helper-other-build"),
                    G_DEFINE_ENUM_VALUE (CUE_PLAYBACK_REASON_STREAM, "stream"))

/**
 * cue_playback_state_to_words:
 *
 * Returns: (transfer none): a word or two, translated
 */
const char *
cue_playback_state_to_words (CuePlaybackState state)
{
  switch (state) {
  case CUE_PLAYBACK_STATE_IDLE:
    return _ ("Stopped");
  case CUE_PLAYBACK_STATE_CONNECTING:
    return _ ("Connecting");
  case CUE_PLAYBACK_STATE_BUFFERING:
    return _ ("Waiting for data");
  case CUE_PLAYBACK_STATE_PLAYING:
    return _ ("Playing");
  case CUE_PLAYBACK_STATE_WAITING_RETRY:
    return _ ("Will try again");
  case CUE_PLAYBACK_STATE_ENDED:
    return _ ("Ended");
  }
  return "";
}

static const char *
get_sentence (CuePlaybackReason reason)
{
  switch (reason) {
  case CUE_PLAYBACK_REASON_NONE:
    return "";
  case CUE_PLAYBACK_REASON_INVALID_ADDRESS:
    return _ ("The address of the stream does not begin with http:// or https://.");
  case CUE_PLAYBACK_REASON_UNAUTHORIZED:
    return _ ("The stream server asks for credentials.");
  case CUE_PLAYBACK_REASON_FORBIDDEN:
    return _ ("The stream server refuses the stream.");
  case CUE_PLAYBACK_REASON_NOT_FOUND:
    return _ ("The stream is not at its address.");
  case CUE_PLAYBACK_REASON_SERVER:
    return _ ("The stream server answers with an error.");
  case CUE_PLAYBACK_REASON_UNREACHABLE:
    return _ ("The stream server cannot be reached, or it broke the connection.");
  case CUE_PLAYBACK_REASON_SILENT:
    return _ ("The stream server takes the request and sends nothing.");
  case CUE_PLAYBACK_REASON_PLAYLIST:
    return _ ("The playlist of the stream cannot be fetched any more.");
  case CUE_PLAYBACK_REASON_STALLED:
    return _ ("The picture stands still: no new part of the stream arrives.");
  case CUE_PLAYBACK_REASON_FORMAT:
    return _ ("What the address gives is not a video stream that can be decoded.");
  case CUE_PLAYBACK_REASON_MISSING_DECODER:
    return _ ("This computer has no decoder for the stream.");
  case CUE_PLAYBACK_REASON_AUDIO_DEVICE:
    return _ ("The sound device does not work; the picture goes on without sound.");
  case CUE_PLAYBACK_REASON_HELPER_MISSING:
    return _ ("The program that decodes video cannot be started.");
  case CUE_PLAYBACK_REASON_HELPER_ENDED:
    return _ ("The program that decodes video crashed.");
  case CUE_PLAYBACK_REASON_HELPER_HUNG:
    return _ ("The program that decodes video did not answer and was ended.");
  case CUE_PLAYBACK_REASON_HELPER_MISBEHAVED:
    return _ ("The program that decodes video sent what it may not send and was ended.");
  case CUE_PLAYBACK_REASON_HELPER_OTHER_BUILD:
    return _ ("Cuelight was updated while it ran; restart it to see the picture.");
  case CUE_PLAYBACK_REASON_STREAM:
    return _ ("The stream failed.");
  }
  return "";
}

/**
 * cue_playback_reason_to_words:
 * @http_status: the status of the server's answer, or 0
 *
 * Returns: (transfer full): a sentence, translated; empty when nothing is wrong
 */
char *
cue_playback_reason_to_words (CuePlaybackReason reason, guint http_status)
{
  if (http_status > 0)
    /* Translators: the first is a sentence with its full stop, the second an HTTP status. */
    return g_strdup_printf (_ ("%s (HTTP %u)"), get_sentence (reason), http_status);
  return g_strdup (get_sentence (reason));
}
