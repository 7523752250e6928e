// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-access-view.h"

/* What the user says about rows of a view. */

/**
 * cue_access_view_has_notes:
 * @self: a view
 *
 * Returns: whether the user said anything about any row
 */
gboolean
cue_access_view_has_notes (CueAccessView *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), FALSE);

  return cue_access_view_get_notes (self) != NULL &&
         cue_access_notes_get_n_notes (cue_access_view_get_notes (self)) > 0;
}

/**
 * cue_access_view_can_annotate:
 * @self: a view
 * @event: what a row shows
 *
 * Returns: whether what the user says about it can be kept: it needs an id to be found again
 */
gboolean
cue_access_view_can_annotate (CueAccessView *self, const CueAccessEvent *event)
{
  const char *id;

  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), FALSE);

  id = cue_access_event_get_text (event, CUE_ACCESS_FIELD_ID);
  return cue_access_view_get_notes (self) != NULL &&
         !cue_access_notes_get_read_only (cue_access_view_get_notes (self)) && id != NULL &&
         id[0] != '\0';
}

/**
 * cue_access_view_get_note:
 * @self: a view
 * @event: what a row shows
 *
 * Returns: (transfer none) (nullable): what the user said about it
 */
const CueAccessNote *
cue_access_view_get_note (CueAccessView *self, const CueAccessEvent *event)
{
  const char *id;

  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  id = cue_access_event_get_text (event, CUE_ACCESS_FIELD_ID);
  return cue_access_view_get_notes (self) != NULL && id != NULL
           ? cue_access_notes_lookup (cue_access_view_get_notes (self), id)
           : NULL;
}

/**
 * cue_access_view_describe_note:
 * @self: a view
 * @event: what a row shows
 *
 * Returns: (transfer full) (nullable): what the user said about it, short enough for a row
 */
char *
cue_access_view_describe_note (CueAccessView *self, const CueAccessEvent *event)
{
  const CueAccessNote *note;

  g_return_val_if_fail (CUE_IS_ACCESS_VIEW (self), NULL);

  note = cue_access_view_get_note (self, event);

  if (note == NULL)
    return NULL;

  if (note->text == NULL || note->text[0] == '\0')
    return note->acknowledged_wall_us != 0 ? g_strdup (_ ("acknowledged")) : NULL;

  if (note->acknowledged_wall_us == 0)
    /* Translators: %s is what the user wrote about a row */
    return g_strdup_printf (_ ("note: %s"), note->text);

  /* Translators: %s is what the user wrote about a row */
  return g_strdup_printf (_ ("acknowledged: %s"), note->text);
}

/**
 * cue_access_view_annotate:
 * @self: a view
 * @event: what a row shows
 * @acknowledged: whether somebody takes care of it
 * @text: (nullable): what there is to say
 *
 * Keeps what the user says about a row. Only what has an id can be found again, so nothing is kept
 * for the rest.
 */
void
cue_access_view_annotate (CueAccessView        *self,
                          const CueAccessEvent *event,
                          gboolean              acknowledged,
                          const char           *text)
{
  g_return_if_fail (CUE_IS_ACCESS_VIEW (self));

  if (!cue_access_view_can_annotate (self, event))
    return;

  if (cue_access_notes_set (cue_access_view_get_notes (self),
                            cue_access_event_get_text (event, CUE_ACCESS_FIELD_ID),
                            acknowledged,
                            text,
                            cue_clock_get_wall (cue_access_view_get_clock (self))))
    g_signal_emit_by_name (self, "noted");
}
