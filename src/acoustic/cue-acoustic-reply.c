// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-reply-private.h"

#include "cue-text.h"

/**
 * CueAcousticReply:
 *
 * What became of one call: an outcome, words for people that say what happened and what to do
 * next, and everything that came. There is a reply also when no answer came; only a call that was
 * cancelled has none.
 *
 * Immutable; main thread.
 */

G_DEFINE_FINAL_TYPE (CueAcousticReply, cue_acoustic_reply, G_TYPE_OBJECT)

static void
cue_acoustic_reply_finalize (GObject *object)
{
  CueAcousticReply *self = CUE_ACOUSTIC_REPLY (object);

  g_clear_object (&self->request);
  g_free (self->title);
  g_free (self->message);
  g_free (self->server_text);
  g_free (self->field);
  g_clear_error (&self->error);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->redactor, cue_redactor_unref);

  G_OBJECT_CLASS (cue_acoustic_reply_parent_class)->finalize (object);
}

static void
cue_acoustic_reply_class_init (CueAcousticReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_acoustic_reply_finalize;
}

static void
cue_acoustic_reply_init (CueAcousticReply *self)
{
  self->retry_after_us = -1;
  self->n_tries = 1;
}

/**
 * cue_acoustic_reply_get_request:
 *
 * Returns: (transfer none): what was asked
 */
CueAcousticRequest *
cue_acoustic_reply_get_request (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->request;
}

/**
 * cue_acoustic_reply_get_call:
 *
 * Returns: which call it was
 */
CueAcousticCall
cue_acoustic_reply_get_call (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), CUE_ACOUSTIC_CALL_PUBLISH);

  return cue_acoustic_request_get_call (self->request);
}

/**
 * cue_acoustic_reply_get_outcome:
 *
 * Returns: what became of it
 */
CueOutcome
cue_acoustic_reply_get_outcome (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), CUE_OUTCOME_UNKNOWN);

  return self->outcome;
}

/**
 * cue_acoustic_reply_is_done:
 *
 * Returns: whether the outcome is %CUE_OUTCOME_DONE
 */
gboolean
cue_acoustic_reply_is_done (CueAcousticReply *self)
{
  return cue_acoustic_reply_get_outcome (self) == CUE_OUTCOME_DONE;
}

/**
 * cue_acoustic_reply_get_status:
 *
 * Returns: the HTTP status, or 0 when no answer came
 */
guint
cue_acoustic_reply_get_status (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), 0);

  return self->status;
}

/**
 * cue_acoustic_reply_get_title:
 *
 * Returns: (transfer none): the outcome in a few words, without a full stop
 */
const char *
cue_acoustic_reply_get_title (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->title;
}

/**
 * cue_acoustic_reply_get_message:
 *
 * Returns: (transfer none): whole sentences: what happened, what the service says about it, what to
 *   do next; fit to be shown
 */
const char *
cue_acoustic_reply_get_message (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->message;
}

/**
 * cue_acoustic_reply_get_server_text:
 *
 * Returns: (transfer none) (nullable): what the service says, one line of at most 500 characters,
 *   without secrets, fit to be shown
 */
const char *
cue_acoustic_reply_get_server_text (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->server_text;
}

/**
 * cue_acoustic_reply_get_field:
 *
 * Returns: (transfer none) (nullable): the field the service names as the cause, where it names one
 *   in a member of its own; what can be guessed from its sentence is another's to say
 */
const char *
cue_acoustic_reply_get_field (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->field;
}

/**
 * cue_acoustic_reply_get_error:
 *
 * Returns: (transfer none) (nullable): the category of what went wrong, with the same message;
 *   %NULL when it was done
 */
const GError *
cue_acoustic_reply_get_error (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->error;
}

/**
 * cue_acoustic_reply_check:
 *
 * Errors: that of [method@AcousticReply.get_error].
 *
 * Returns: whether it was done
 */
gboolean
cue_acoustic_reply_check (CueAcousticReply *self, GError **error)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), FALSE);

  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/**
 * cue_acoustic_reply_get_retry_after_us:
 *
 * Returns: for how many microseconds the service wants to be left alone, within 1 s and 15 min, or
 *   −1 when it does not say
 */
gint64
cue_acoustic_reply_get_retry_after_us (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), -1);

  return self->retry_after_us;
}

/**
 * cue_acoustic_reply_get_body:
 *
 * Returns: (transfer none) (nullable): the body of the answer, exactly; it may hold secrets
 */
GBytes *
cue_acoustic_reply_get_body (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->body;
}

/**
 * cue_acoustic_reply_dup_body_text:
 *
 * Returns: (transfer full): the body fit to be shown: visible, without secrets; empty without one
 */
char *
cue_acoustic_reply_dup_body_text (CueAcousticReply *self)
{
  g_autofree char *visible = NULL;
  gsize            length = 0;
  const char      *data = NULL;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  if (self->body != NULL)
    data = g_bytes_get_data (self->body, &length);
  if (length == 0)
    return g_strdup ("");
  visible = cue_text_make_visible (data, (gssize) length, 0);
  return cue_redactor_apply (self->redactor, visible);
}

/**
 * cue_acoustic_reply_get_json:
 *
 * Returns: (transfer none) (nullable): what a reading call answered, once it was found to be JSON;
 *   an empty list where the service answered 204 to a call for a list
 */
JsonNode *
cue_acoustic_reply_get_json (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), NULL);

  return self->json;
}

/**
 * cue_acoustic_reply_get_received_wall_us:
 *
 * Returns: when the answer had come, or the failure was known
 */
gint64
cue_acoustic_reply_get_received_wall_us (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), 0);

  return self->received_wall_us;
}

/**
 * cue_acoustic_reply_get_n_tries:
 *
 * Returns: how often it was sent; more than once only for reading calls
 */
guint
cue_acoustic_reply_get_n_tries (CueAcousticReply *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (self), 0);

  return self->n_tries;
}
