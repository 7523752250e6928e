// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-acoustic-desk-private.h"

// What a connection of the desk is asked for.

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
