// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-reply-private.h"

/**
 * CueFeedReply:
 *
 * What became of one call: an outcome, words for people that say what happened and what to do
 * next, and what came. There is a reply also when no answer came; only a call that was cancelled
 * has none.
 *
 * Immutable; main thread.
 */

G_DEFINE_FINAL_TYPE (CueFeedReply, cue_feed_reply, G_TYPE_OBJECT)

static void
cue_feed_reply_finalize (GObject *object)
{
  CueFeedReply *self = CUE_FEED_REPLY (object);

  g_clear_object (&self->request);
  g_free (self->title);
  g_free (self->message);
  g_free (self->server_text);
  g_clear_error (&self->error);
  g_clear_object (&self->page);
  g_free (self->claim);

  G_OBJECT_CLASS (cue_feed_reply_parent_class)->finalize (object);
}

static void
cue_feed_reply_class_init (CueFeedReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_reply_finalize;
}

static void
cue_feed_reply_init (CueFeedReply *self)
{
  self->retry_after_us = -1;
  self->clock_ahead_us = CUE_FEED_CLOCK_UNKNOWN;
  self->n_tries = 1;
}

/**
 * cue_feed_reply_get_request:
 *
 * Returns: (transfer none): what was asked
 */
CueFeedRequest *
cue_feed_reply_get_request (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), NULL);

  return self->request;
}

/**
 * cue_feed_reply_get_outcome:
 *
 * Returns: what became of it
 */
CueOutcome
cue_feed_reply_get_outcome (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), CUE_OUTCOME_NOT_SENT);

  return self->outcome;
}

/**
 * cue_feed_reply_get_status:
 *
 * Returns: the status of HTTP, or 0 when no answer came
 */
guint
cue_feed_reply_get_status (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), 0);

  return self->status;
}

/**
 * cue_feed_reply_get_title:
 *
 * Returns: (transfer none): the outcome in a few words, without a full stop
 */
const char *
cue_feed_reply_get_title (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), NULL);

  return self->title;
}

/**
 * cue_feed_reply_get_message:
 *
 * Returns: (transfer none): what happened and what to do next, whole sentences
 */
const char *
cue_feed_reply_get_message (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), NULL);

  return self->message;
}

/**
 * cue_feed_reply_get_server_text:
 *
 * Returns: (transfer none) (nullable): what the service says, one line of visible text
 */
const char *
cue_feed_reply_get_server_text (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), NULL);

  return self->server_text;
}

/**
 * cue_feed_reply_get_error:
 *
 * Returns: (transfer none) (nullable): the message with its kind, or %NULL when it was done
 */
const GError *
cue_feed_reply_get_error (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), NULL);

  return self->error;
}

/**
 * cue_feed_reply_get_page:
 *
 * Returns: (transfer none) (nullable): the events that came; %NULL for `/put`, and when none could
 * be read
 */
CueFeedPage *
cue_feed_reply_get_page (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), NULL);

  return self->page;
}

/**
 * cue_feed_reply_get_retry_after_us:
 *
 * Returns: for how long the service wants to be left alone, in µs, or −1
 */
gint64
cue_feed_reply_get_retry_after_us (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), -1);

  return self->retry_after_us;
}

/**
 * cue_feed_reply_get_clock_ahead_us:
 *
 * Returns: how far the clock of this computer is ahead of that of the service, in µs, or
 *   %CUE_FEED_CLOCK_UNKNOWN; it has whole seconds only
 */
gint64
cue_feed_reply_get_clock_ahead_us (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), CUE_FEED_CLOCK_UNKNOWN);

  return self->clock_ahead_us;
}

/**
 * cue_feed_reply_get_received_wall_us:
 *
 * Returns: when it came, in µs since 1970 UTC
 */
gint64
cue_feed_reply_get_received_wall_us (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), 0);

  return self->received_wall_us;
}

/**
 * cue_feed_reply_get_n_tries:
 *
 * Returns: how often it was sent
 */
guint
cue_feed_reply_get_n_tries (CueFeedReply *self)
{
  g_return_val_if_fail (CUE_IS_FEED_REPLY (self), 0);

  return self->n_tries;
}

/**
 * cue_feed_reply_is_done:
 *
 * Returns: whether the outcome is %CUE_OUTCOME_DONE
 */
gboolean
cue_feed_reply_is_done (CueFeedReply *self)
{
  return cue_feed_reply_get_outcome (self) == CUE_OUTCOME_DONE;
}
