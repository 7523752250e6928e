// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-acoustic-desk-private.h"

// What a connection of the desk is asked for.

/**
 * cue_acoustic_desk_connection_get_settings:
 *
 * Returns: (transfer none): what the user set up
 */
CueAcousticConnection *
cue_acoustic_desk_connection_get_settings (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->settings;
}

/**
 * cue_acoustic_desk_connection_get_client:
 *
 * Returns: (transfer none): what sends; another one after the address changed, so ask again for
 *   each request
 */
CueAcousticClient *
cue_acoustic_desk_connection_get_client (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->client;
}

/**
 * cue_acoustic_desk_connection_get_queue:
 *
 * Returns: (transfer none): the event files; [method@AcousticDeskConnection.open_async] comes
 *   first, since the queue looks for no key
 */
CueEventFileQueue *
cue_acoustic_desk_connection_get_queue (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->queue;
}

/**
 * cue_acoustic_desk_connection_get_id:
 *
 * Returns: (transfer none): the id of its settings
 */
const char *
cue_acoustic_desk_connection_get_id (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return cue_connection_get_id (self->settings);
}

/**
 * cue_acoustic_desk_connection_get_title:
 *
 * Returns: (transfer none): its name for people
 */
const char *
cue_acoustic_desk_connection_get_title (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->title;
}

/**
 * cue_acoustic_desk_connection_get_production:
 *
 * Returns: whether real people are behind it
 */
gboolean
cue_acoustic_desk_connection_get_production (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), FALSE);
  return cue_connection_get_production (self->settings);
}

/**
 * cue_acoustic_desk_connection_get_key_state:
 *
 * Returns: how it is with its key
 */
CueKeyState
cue_acoustic_desk_connection_get_key_state (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), CUE_KEY_UNKNOWN);
  return self->key_state;
}

/**
 * cue_acoustic_desk_connection_get_busy:
 *
 * Returns: whether a call is on its way
 */
gboolean
cue_acoustic_desk_connection_get_busy (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), FALSE);
  return self->n_busy > 0;
}

/**
 * cue_acoustic_desk_connection_get_words:
 *
 * Returns: (transfer none): what the last answer said; may be empty
 */
const char *
cue_acoustic_desk_connection_get_words (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return self->words;
}

/**
 * cue_acoustic_desk_connection_get_answered:
 *
 * Returns: when the last answer came, µs since 1970 UTC; 0 before the first
 */
gint64
cue_acoustic_desk_connection_get_answered (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), 0);
  return self->answered;
}

/**
 * cue_acoustic_desk_connection_get_done:
 *
 * Returns: whether what was asked for last was done, as far as is known
 */
gboolean
cue_acoustic_desk_connection_get_done (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), FALSE);
  return self->done;
}

/**
 * cue_acoustic_desk_connection_get_not_before:
 *
 * Returns: until when the service asked to be left alone, of the monotonic clock, or 0
 */
gint64
cue_acoustic_desk_connection_get_not_before (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), 0);
  return cue_acoustic_client_get_not_before (self->client);
}

/**
 * cue_acoustic_desk_connection_get_interrupted:
 *
 * Returns: (transfer none): a list model of [class@InterruptedRun]: what was begun to be published
 *   through it, was not finished, and is not in the desk's list of runs. See
 *   [method@AcousticDesk.resume_run_async] and [method@AcousticDesk.discard_run_async]
 */
GListModel *
cue_acoustic_desk_connection_get_interrupted (CueAcousticDeskConnection *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_DESK_CONNECTION (self), NULL);
  return G_LIST_MODEL (self->interrupted);
}
