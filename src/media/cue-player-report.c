// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-player-private.h"

#include <glib/gi18n-lib.h>

/**
 * cue_player_get_state:
 *
 * Returns: what the player does at the moment
 */
CuePlaybackState
cue_player_get_state (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), CUE_PLAYBACK_STATE_IDLE);

  return self->state;
}

/**
 * cue_player_get_reason:
 *
 * Returns: what went wrong last, until there is a picture again
 */
CuePlaybackReason
cue_player_get_reason (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), CUE_PLAYBACK_REASON_NONE);

  return self->reason;
}

/**
 * cue_player_get_http_status:
 *
 * Returns: the answer of the stream server that explains the reason, or 0
 */
guint
cue_player_get_http_status (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), 0);

  return self->http_status;
}

/**
 * cue_player_get_detail:
 *
 * Returns: (transfer none) (nullable): what the libraries say about it, not translated
 */
const char *
cue_player_get_detail (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), NULL);

  return self->detail;
}

/**
 * cue_player_get_next_attempt:
 *
 * Returns: when it tries again, in monotonic µs of the clock; 0 when no attempt is planned
 */
gint64
cue_player_get_next_attempt (CuePlayer *self)
{
  g_return_val_if_fail (CUE_IS_PLAYER (self), 0);

  return cue_player_relay_get_next_attempt (self->relay);
}

/**
 * cue_player_describe:
 *
 * Says what it is doing and what is in the way, for a status line.
 *
 * Returns: (transfer full): a sentence or two, translated
 */
char *
cue_player_describe (CuePlayer *self)
{
  g_autofree char *reason = NULL;
  const char      *state;

  g_return_val_if_fail (CUE_IS_PLAYER (self), NULL);

  state = cue_playback_state_to_words (self->state);
  if (self->reason == CUE_PLAYBACK_REASON_NONE)
    return g_strdup (state);
  reason = cue_playback_reason_to_words (self->reason, self->http_status);
  if (self->state == CUE_PLAYBACK_STATE_IDLE || self->reason == CUE_PLAYBACK_REASON_AUDIO_DEVICE)
    return g_steal_pointer (&reason);
  if (self->state == CUE_PLAYBACK_STATE_PLAYING)
    return g_strdup_printf (_ ("The earlier stream goes on. The new one does not play: %s"),
                            reason);
  /* Translators: the first is a state ("Will try again"), the second a sentence with the reason. */
  return g_strdup_printf (_ ("%s: %s"), state, reason);
}

/**
 * cue_player_save_picture_async:
 * @file: where it goes, as PNG; replaced if it is there
 *
 * Saves the picture that is on show, at the full size of the stream however small it is drawn.
 */
void
cue_player_save_picture_async (CuePlayer          *self,
                               GFile              *file,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  guint32 request;

  g_return_if_fail (CUE_IS_PLAYER (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cue_player_save_picture_async);
  request = cue_picture_queue_add (self->pictures, task, file);
  if (!cue_player_relay_snapshot (self->relay, request)) /* the last one there was, then */
    cue_picture_queue_take (self->pictures,
                            request,
                            cue_video_paintable_get_texture (self->paintable));
}

/**
 * cue_player_save_picture_finish:
 *
 * Returns: whether it is in the file
 */
gboolean
cue_player_save_picture_finish (CuePlayer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
