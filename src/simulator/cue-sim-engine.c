// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-engine.h"

#include "cue-sim-limits.h"
#include "cue-sim-urls.h"

struct _CueSimEngine {
  char              *issuer;
  char              *audience;
  GBytes            *secret;
  CueSimEvent       *event;
  CueSimUrls        *urls;
  CueSimLimits      *limits;
  CueSimSwitches     switches;
  CueSimTokenVerdict last_verdict;
  gboolean           token_seen;
};

/**
 * cue_sim_engine_new:
 * @secret: the key; its bytes are those of the text (ASSUME-33)
 */
CueSimEngine *
cue_sim_engine_new (const char *issuer, const char *audience, const char *secret)
{
  CueSimEngine *self = g_new0 (CueSimEngine, 1);

  self->issuer = g_strdup (issuer);
  self->audience = g_strdup (audience);
  self->secret = g_bytes_new (secret, strlen (secret));
  self->event = cue_sim_event_new ();
  self->urls = cue_sim_urls_new ();
  self->limits = cue_sim_limits_new ();
  return self;
}

/**
 * cue_sim_engine_free:
 * @self: (transfer full): an engine
 */
void
cue_sim_engine_free (CueSimEngine *self)
{
  g_free (self->issuer);
  g_free (self->audience);
  g_bytes_unref (self->secret);
  cue_sim_event_free (self->event);
  cue_sim_urls_free (self->urls);
  cue_sim_limits_free (self->limits);
  g_free (self);
}

static void
set_error (CueSimEngine *self, CueSimReply *reply, guint status)
{
  cue_sim_reply_set_error (reply,
                           status,
                           cue_sim_switches_get (&self->switches, CUE_SIM_SWITCH_ERROR_BODY));
}

static void
set_state_url (CueSimEngine *self, CueSimReply *reply)
{
  g_autofree char *url = cue_sim_engine_get_state_url (self, reply->base_url, reply->wall_us);

  reply->status = 200;
  reply->doc = cue_sim_doc_new ();
  cue_sim_doc_set_string (reply->doc, "stateUrl", url);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
}

/* getStateURL. The limits come first: a caller with a wrong token is held back as well. */
static void
answer_state_url (CueSimEngine *self, CueSimReply *reply, gint64 monotonic_us)
{
  gint64 wait_us = cue_sim_limits_hit (self->limits, monotonic_us);

  cue_sim_reply_set_header (reply, "Cache-Control", "no-cache");
  if (wait_us > 0) {
    if (cue_sim_switches_is (&self->switches, CUE_SIM_SWITCH_RATE_ANSWER, "400")) {
      set_error (self, reply, 400);
    } else {
      g_autofree char *after =
        g_strdup_printf ("%d", (int) ((wait_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));

      set_error (self, reply, 429);
      cue_sim_reply_set_header (reply, "Retry-After", after);
    }
    return;
  }
  self->last_verdict = cue_sim_token_verify (reply->authorization,
                                             self->secret,
                                             self->issuer,
                                             self->audience,
                                             reply->wall_us);
  self->token_seen = TRUE;
  if (self->last_verdict != CUE_SIM_TOKEN_FINE) {
    set_error (self, reply, cue_sim_token_verdict_to_status (self->last_verdict));
    if (reply->status == 401)
      cue_sim_reply_set_header (reply, "WWW-Authenticate", "Bearer");
    return;
  }
  set_state_url (self, reply);
}

static void
answer_state (CueSimEngine *self, CueSimReply *reply)
{
  const char   *id = reply->path + strlen (CUE_SIM_STATE_PATH);
  CueSimUrlLife life = cue_sim_urls_check (self->urls, id, reply->wall_us);

  if (life == CUE_SIM_URL_UNKNOWN) {
    set_error (self, reply, 404);
    return;
  }
  if (life == CUE_SIM_URL_DEAD) {
    gboolean bad_request = cue_sim_switches_is (&self->switches, CUE_SIM_SWITCH_URL_LIFE, "400");

    reply->url_is_dead = TRUE;
    set_error (self, reply, bad_request ? 400 : 401);
    return;
  }
  reply->status = 200;
  reply->doc =
    cue_sim_event_to_doc (self->event, reply->media_url, reply->wall_us, &self->switches);
  cue_sim_reply_set_header (reply, "Content-Type", "application/json");
  cue_sim_reply_set_header (reply, "Cache-Control", "max-age=5");
}

/**
 * cue_sim_engine_answer:
 * @reply: with path, authorization, times and URLs filled in; gets the answer
 * @monotonic_us: for the rate limits
 *
 * Answers getStateURL, getState and the stand-in for the user's own backend.
 */
void
cue_sim_engine_answer (CueSimEngine *self, CueSimReply *reply, gint64 monotonic_us)
{
  reply->time_unit_us =
    cue_sim_switches_is (&self->switches, CUE_SIM_SWITCH_TIME_UNIT, "ms") ? 1000 : G_USEC_PER_SEC;
  switch (reply->target) {
  case CUE_SIM_TARGET_STATE_URL:
    answer_state_url (self, reply, monotonic_us);
    break;
  case CUE_SIM_TARGET_BACKEND:
    set_state_url (self, reply);
    break;
  case CUE_SIM_TARGET_STATE:
    answer_state (self, reply);
    break;
  case CUE_SIM_TARGET_PLAYLIST:
  case CUE_SIM_TARGET_SEGMENT:
  case CUE_SIM_TARGET_ASSET:
  default:
    set_error (self, reply, 404);
    break;
  }
}

/**
 * cue_sim_engine_get_state_url:
 * @self: an engine
 * @base_url: where the simulator listens
 * @wall_us: now, µs since 1970
 *
 * Returns: (transfer full): the state URL that getStateURL would give now
 */
char *
cue_sim_engine_get_state_url (CueSimEngine *self, const char *base_url, gint64 wall_us)
{
  return g_strconcat (base_url,
                      CUE_SIM_STATE_PATH,
                      cue_sim_urls_get_current (self->urls, wall_us),
                      NULL);
}

/**
 * cue_sim_engine_get_secret_text:
 *
 * Returns: (transfer full): the secret as the service would hand it out: the text, or base64 of the
 *   key
 */
char *
cue_sim_engine_get_secret_text (CueSimEngine *self)
{
  gsize         size;
  const guchar *data = g_bytes_get_data (self->secret, &size);

  if (cue_sim_switches_is (&self->switches, CUE_SIM_SWITCH_SECRET, "base64"))
    return g_base64_encode (data, size);
  return g_strndup ((const char *) data, size);
}

/**
 * cue_sim_engine_kill_urls:
 * @self: an engine
 *
 * Makes all state URLs that were given until now answer as dead ones.
 */
void
cue_sim_engine_kill_urls (CueSimEngine *self)
{
  cue_sim_urls_kill_all (self->urls);
}

/**
 * cue_sim_engine_forget_limits:
 * @self: an engine
 *
 * Begins to count requests anew, as if a minute had passed.
 */
void
cue_sim_engine_forget_limits (CueSimEngine *self)
{
  cue_sim_limits_forget (self->limits);
}

/**
 * cue_sim_engine_set_url_period:
 * @self: an engine
 * @period_us: after how long getStateURL gives another state URL, µs
 */
void
cue_sim_engine_set_url_period (CueSimEngine *self, gint64 period_us)
{
  cue_sim_urls_set_period (self->urls, period_us);
}

/**
 * cue_sim_engine_set_switch:
 * @self: an engine
 * @name: of a switch, see `CueSimSwitch`
 * @choice: one of its choices
 * @error: %CUE_ERROR_INVALID_INPUT when there is no such switch or choice
 *
 * Returns: whether it is set
 */
gboolean
cue_sim_engine_set_switch (CueSimEngine *self, const char *name, const char *choice, GError **error)
{
  if (!cue_sim_switches_set (&self->switches, name, choice, error))
    return FALSE;
  cue_sim_urls_set_immortal (self->urls,
                             cue_sim_switches_is (&self->switches,
                                                  CUE_SIM_SWITCH_URL_LIFE,
                                                  "never"));
  return TRUE;
}

/**
 * cue_sim_engine_get_event:
 * @self: an engine
 *
 * Returns: (transfer none): the event, to be changed as a person in the back office would
 */
CueSimEvent *
cue_sim_engine_get_event (CueSimEngine *self)
{
  return self->event;
}

/**
 * cue_sim_engine_get_switches:
 * @self: an engine
 *
 * Returns: (transfer none): how the simulator is set
 */
const CueSimSwitches *
cue_sim_engine_get_switches (CueSimEngine *self)
{
  return &self->switches;
}

/**
 * cue_sim_engine_get_last_token_words:
 *
 * Returns: what became of the last token, for the control interface
 */
const char *
cue_sim_engine_get_last_token_words (CueSimEngine *self)
{
  return self->token_seen ? cue_sim_token_verdict_to_words (self->last_verdict) : "none seen";
}
