// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-simulator-private.h"
#include "cue-simulator-resources.h"

#include "cue-signal.h"
#include "cue-sim-asset-maker.h"
#include "cue-sim-control.h"
#include "cue-system-clock.h"

#define FAULT_HEADER      "X-Sim-Fault"
#define CERTIFICATES_PATH "/io/github/cuelight/Cuelight/simulator/certificates/"
#define LEAST_SPEED       0.01
#define MOST_SPEED        1000.0

/**
 * CueSimulator:
 *
 * The services of one event on loopback, for the demo, for rehearsals and for tests.
 *
 * Belongs to the thread that starts it and answers from its main context, so nothing in that thread
 * may wait for an answer without running the context.
 */
typedef enum {
  PROP_READY = 1,
} CueSimulatorProperty;

enum {
  SIGNAL_READY,
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_READY + 1];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueSimulator, cue_simulator, G_TYPE_OBJECT)

static void
cue_simulator_dispose (GObject *object)
{
  CueSimulator *self = CUE_SIMULATOR (object);

  cue_simulator_stop (self);
  g_clear_pointer (&self->faults, cue_sim_fault_set_free);
  g_clear_pointer (&self->scenario, cue_sim_scenario_free);
  g_clear_pointer (&self->identity, cue_sim_identity_free);
  g_clear_pointer (&self->exchange, cue_sim_exchange_free);
  g_clear_pointer (&self->duke, cue_sim_duke_free);
  g_clear_pointer (&self->engine, cue_sim_engine_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cue_simulator_parent_class)->dispose (object);
}

static void
cue_simulator_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueSimulator *self = CUE_SIMULATOR (object);

  switch ((CueSimulatorProperty) id) {
  case PROP_READY:
    g_value_set_boolean (value, self->ready);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_simulator_class_init (CueSimulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cue_simulator_dispose;
  object_class->get_property = cue_simulator_get_property;

  /**
   * CueSimulator:ready:
   *
   * Whether everything the description names can be fetched. Stream and assets take a few seconds
   * after the start; without media it is ready at once.
   */
  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_READY] = cue_signal_new_plain (CUE_TYPE_SIMULATOR, "ready");

  /**
   * CueSimulator::failed:
   * @error: why there is no stream
   *
   * The encoder broke down for good. The API goes on.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         CUE_TYPE_SIMULATOR,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);
}

static void
cue_simulator_init (CueSimulator *self)
{
  self->clock = g_object_ref (cue_system_clock_get_default ());
  self->media = TRUE;
  self->clip_frames = CUE_SIM_ASSET_CLIP_FRAMES;
  self->speed = 1.0;
  self->engine = cue_sim_engine_new (CUE_SIMULATOR_ISS, CUE_SIMULATOR_AUD, CUE_SIMULATOR_SECRET);
}

/**
 * cue_simulator_new:
 *
 * Returns: (transfer full): a simulator that is not started: any free port, with media, the
 *   scenario `show`, the real clock
 */
CueSimulator *
cue_simulator_new (void)
{
  return g_object_new (CUE_TYPE_SIMULATOR, NULL);
}

/**
 * cue_simulator_set_clock:
 * @clock: rules everything but the encoder: tokens, limits, rotation, scenario, pauses
 *
 * Before the start, and before any fault.
 */
void
cue_simulator_set_clock (CueSimulator *self, CueClock *clock)
{
  g_set_object (&self->clock, clock);
}

/**
 * cue_simulator_set_port:
 * @self: a simulator that has not started
 * @port: where to listen on loopback; 0, the default, for any free port
 */
void
cue_simulator_set_port (CueSimulator *self, guint16 port)
{
  self->port = port;
}

/**
 * cue_simulator_set_media:
 * @media: %FALSE: no stream, nothing is encoded, and no assets, unless cue_simulator_set_assets()
 *   says so; their URLs answer 404
 */
void
cue_simulator_set_media (CueSimulator *self, gboolean media)
{
  self->media = media;
}

/**
 * cue_simulator_set_assets:
 * @self: a simulator that has not started
 * @assets: %TRUE: assets without media, too
 *
 * They are made when they are asked for, so a simulator with them starts as quickly as one without.
 */
void
cue_simulator_set_assets (CueSimulator *self, gboolean assets)
{
  self->with_assets = assets;
}

/**
 * cue_simulator_set_clip_frames:
 * @self: a simulator that has not started
 * @n_frames: at least 1
 *
 * How many pictures the videos among the assets have. They are encoded when they are asked for, a
 * second for each; where nobody watches them a few pictures do.
 */
void
cue_simulator_set_clip_frames (CueSimulator *self, guint n_frames)
{
  g_return_if_fail (n_frames > 0);

  self->clip_frames = n_frames;
}

/**
 * cue_simulator_set_speed:
 * @speed: how many times faster than written the scenario runs, countdowns included
 */
void
cue_simulator_set_speed (CueSimulator *self, double speed)
{
  self->speed = CLAMP (speed, LEAST_SPEED, MOST_SPEED);
}

/**
 * cue_simulator_set_url_period:
 * @period_us: how long one state URL is handed out (30 minutes unless set); it lives twice as long
 */
void
cue_simulator_set_url_period (CueSimulator *self, gint64 period_us)
{
  cue_sim_engine_set_url_period (self->engine, period_us);
}

static void
start_tls (CueSimulator *self, const char *name)
{
  g_autofree char *path = g_strconcat (CERTIFICATES_PATH, name, ".pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cue_simulator_get_resource (),
                                                     path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     &error);

  if (bytes != NULL)
    certificate = g_tls_certificate_new_from_pem (g_bytes_get_data (bytes, NULL),
                                                  (gssize) g_bytes_get_size (bytes),
                                                  &error);
  if (certificate == NULL || !cue_sim_front_start_tls (self->front, certificate, &error))
    g_warning ("The fault C-10 cannot be raised: %s", error->message);
}

/* TB-18 has variants that are about something else. */
static gboolean
is_certificate (const char *variant)
{
  static const char *const names[] = { "all", "self-signed", "expired", "wrong-name", NULL };

  return g_strv_contains (names, variant);
}

static void
on_fault_effect (CueSimFault *fault, gboolean on, gpointer user_data)
{
  CueSimulator *self = CUE_SIMULATOR (user_data);

  switch (fault->info->effect) {
  case CUE_SIM_EFFECT_KILL_URLS:
    if (on)
      cue_sim_engine_kill_urls (self->engine);
    break;
  case CUE_SIM_EFFECT_REFUSE:
    if (self->front != NULL && g_strcmp0 (fault->variant, "proxy-407") != 0)
      cue_sim_front_set_refusing (self->front, fault->targets, on);
    break;
  case CUE_SIM_EFFECT_STALL:
    if (self->hls != NULL)
      cue_sim_hls_set_stalled (self->hls, on);
    break;
  case CUE_SIM_EFFECT_RESTART:
    if (self->hls != NULL && on)
      cue_sim_hls_restart_encoder (self->hls);
    break;
  case CUE_SIM_EFFECT_CODEC:
    if (self->hls != NULL)
      cue_sim_hls_set_codec (self->hls,
                             !on ? CUE_SIM_HLS_CODEC_NORMAL
                             : g_str_equal (fault->variant, "small")
                               ? CUE_SIM_HLS_CODEC_SMALL
                               : CUE_SIM_HLS_CODEC_HIGH_PROFILE);
    break;
  case CUE_SIM_EFFECT_TLS:
    if (self->front != NULL && on && !is_certificate (fault->variant))
      break;
    if (self->front != NULL && on)
      start_tls (self, g_strcmp0 (fault->variant, "all") == 0 ? "self-signed" : fault->variant);
    else if (self->front != NULL)
      cue_sim_front_stop_tls (self->front);
    break;
  case CUE_SIM_EFFECT_HUB_SHAKE:
  case CUE_SIM_EFFECT_HUB_EXPIRE:
  case CUE_SIM_EFFECT_HUB_BURST:
    if (self->hub != NULL)
      cue_sim_hub_on_fault (self->hub, fault, on);
    break;
  case CUE_SIM_EFFECT_NONE:
  default:
    break;
  }
}

CueSimFaultSet *
cue_simulator_get_faults (CueSimulator *self)
{
  if (self->faults == NULL)
    self->faults = cue_sim_fault_set_new (self->clock, on_fault_effect, self);
  return self->faults;
}

static void
answer_media (CueSimulator *self, CueSimReply *reply, SoupServerMessage *message)
{
  const char *type = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (reply->target == CUE_SIM_TARGET_ASSET && self->assets != NULL) {
    cue_sim_assets_answer (self->assets, reply, message);
    return;
  }
  if (self->hls != NULL)
    bytes = cue_sim_hls_lookup (self->hls, reply->path, &type);
  if (bytes == NULL) {
    cue_sim_reply_set_error (reply, 404, "text");
    return;
  }
  cue_sim_reply_set_body (reply, bytes);
  if (type != NULL)
    cue_sim_reply_set_header (reply, "Content-Type", type);
  cue_sim_reply_set_header (reply,
                            "Cache-Control",
                            reply->target == CUE_SIM_TARGET_PLAYLIST ? "max-age=1" : "max-age=60");
}

static void
on_answer (CueSimReply *reply, SoupServerMessage *message, gpointer user_data)
{
  CueSimulator    *self = CUE_SIMULATOR (user_data);
  g_autofree char *secret = cue_sim_engine_get_secret_text (self->engine);
  const char      *header =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), FAULT_HEADER);
  g_autoptr (CueSimFault) fault = NULL;

  reply->secret = secret;
  /* What a request to Exchange or 10Duke must not see again is its key or its token. */
  if ((reply->target & (CUE_SIM_TARGET_ACOUSTIC | CUE_SIM_TARGET_TENDUKE)) != 0 &&
      reply->authorization != NULL && strchr (reply->authorization, ' ') != NULL)
    reply->secret = strchr (reply->authorization, ' ') + 1;
  if ((reply->target & CUE_SIM_TARGET_ACOUSTIC) != 0)
    cue_sim_exchange_answer (self->exchange, reply, message);
  else if ((reply->target & CUE_SIM_TARGET_TENDUKE) != 0)
    cue_sim_duke_answer (self->duke, reply, message);
  else if ((reply->target & CUE_SIM_TARGET_API) != 0)
    cue_sim_engine_answer (self->engine, reply, cue_clock_get_monotonic (self->clock));
  else if ((reply->target & CUE_SIM_TARGET_HUB) != 0)
    cue_sim_hub_answer (self->hub, reply, message);
  else if ((reply->target & CUE_SIM_TARGET_IDENTITY) != 0)
    cue_sim_identity_answer (self->identity, reply, message);
  else
    answer_media (self, reply, message);

  if (header != NULL) {
    g_autoptr (GError) error = NULL;

    fault = cue_sim_fault_new_from_header (header, &error);
    if (fault == NULL) {
      cue_sim_reply_set_empty (reply, 400);
      cue_sim_reply_set_text (reply, "text/plain; charset=utf-8", error->message);
      return;
    }
    cue_sim_fault_bend (fault, reply);
    cue_sim_reply_settle (reply);
    if (fault->info->push != NULL)
      cue_sim_hub_give_fault (reply, g_steal_pointer (&fault));
    return;
  }
  cue_sim_fault_set_bend (cue_simulator_get_faults (self), reply);
  cue_sim_reply_settle (reply);
}

static gboolean
on_prepare (const char *path, GSourceOnceFunc ready, gpointer ready_data, gpointer user_data)
{
  CueSimulator *self = CUE_SIMULATOR (user_data);

  return self->assets == NULL || cue_sim_assets_prepare (self->assets, path, ready, ready_data);
}

static void
on_control (SoupServerMessage *message, const char *path, gpointer user_data)
{
  cue_sim_control_answer (CUE_SIMULATOR (user_data), message, path);
}

static void
on_step (JsonObject *step, guint n, gpointer user_data)
{
  CueSimulator    *self = CUE_SIMULATOR (user_data);
  g_autofree char *where = g_strdup_printf ("steps[%u]", n);
  g_autoptr (GError) error = NULL;
  CueSimFaultOrder order;

  /* A repeating scenario begins anew with everything well. */
  if (step == NULL) {
    cue_simulator_clear_faults (self);
    return;
  }
  if (json_object_has_member (step, "note")) {
    g_free (self->note);
    self->note = g_strdup (json_object_get_string_member (step, "note"));
  }
  /* Read once before when the scenario was loaded, so neither can fail on what is written there. */
  if (!cue_sim_event_apply (cue_sim_engine_get_event (self->engine),
                            step,
                            where,
                            cue_clock_get_wall (self->clock),
                            self->speed,
                            &error) ||
      (json_object_has_member (step, "fault") &&
       (!cue_sim_fault_order_read (json_object_get_object_member (step, "fault"),
                                   where,
                                   &order,
                                   &error) ||
        !cue_simulator_order_fault (self, &order, self->speed, &error))) ||
      (json_object_has_member (step, "doors") &&
       !cue_sim_hub_order (self->hub,
                           json_object_get_object_member (step, "doors"),
                           self->speed,
                           &error)) ||
      (json_object_has_member (step, "acoustic") &&
       !cue_sim_exchange_order (self->exchange,
                                json_object_get_object_member (step, "acoustic"),
                                &error)) ||
      (json_object_has_member (step, "tenduke") &&
       !cue_sim_duke_order (self->duke,
                            json_object_get_object_member (step, "tenduke"),
                            self->speed,
                            &error)))
    g_warning ("%s", error->message);
}

/**
 * cue_simulator_begin_scenario: (skip)
 * @scenario: (transfer full): takes the place of one that runs
 *
 * Runs a scenario from its begin. Before the stream is there nobody could see what happens, so only
 * what is to be at second 0 is done until then.
 */
void
cue_simulator_begin_scenario (CueSimulator *self, CueSimScenario *scenario)
{
  cue_sim_runner_start (self->runner, scenario);
  if (self->hls != NULL && !self->ready)
    cue_sim_runner_hold (self->runner);
}

static void
become_ready (CueSimulator *self)
{
  if (self->ready)
    return;
  self->ready = TRUE;
  if (self->hls != NULL)
    cue_sim_runner_restart (self->runner);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
on_media_ready (CueSimHls *hls, gpointer user_data)
{
  become_ready (CUE_SIMULATOR (user_data));
}

static void
on_media_failed (CueSimHls *hls, GError *error, gpointer user_data)
{
  CueSimulator *self = CUE_SIMULATOR (user_data);

  /* There will be no stream to wait for. */
  if (!self->ready)
    cue_sim_runner_restart (self->runner);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static gboolean
start_media (CueSimulator *self, GError **error)
{
  self->hls = cue_sim_hls_new ();
  g_signal_connect (self->hls, "ready", G_CALLBACK (on_media_ready), self);
  g_signal_connect (self->hls, "failed", G_CALLBACK (on_media_failed), self);
  return cue_sim_hls_start (self->hls, error);
}

/**
 * cue_simulator_start:
 *
 * Opens the ports, starts encoding and runs the scenario. The API answers when this returns;
 * #CueSimulator::ready follows when the stream is there too.
 */
gboolean
cue_simulator_start (CueSimulator *self, GError **error)
{
  g_return_val_if_fail (self->front == NULL, FALSE);

  if (self->scenario == NULL && self->runner == NULL) {
    self->scenario = cue_sim_scenario_load ("show", error);
    if (self->scenario == NULL)
      return FALSE;
  }
  if (self->media || self->with_assets)
    self->assets =
      cue_sim_assets_new (cue_sim_event_get_assets (cue_sim_engine_get_event (self->engine)),
                          self->clip_frames,
                          cue_clock_get_wall (self->clock));
  self->front = cue_sim_front_new (self->clock, on_answer, on_control, self);
  cue_sim_front_set_prepare (self->front, on_prepare);
  if (!cue_sim_front_start (self->front, self->port, error) ||
      (self->media && !start_media (self, error))) {
    cue_simulator_stop (self);
    return FALSE;
  }
  self->identity = cue_sim_identity_new (self->clock, cue_sim_engine_get_switches (self->engine));
  cue_sim_identity_set_url (self->identity,
                            cue_sim_front_get_url (self->front, CUE_SIM_PORT_IDENTITY));
  self->hub = cue_sim_hub_new (self->clock,
                               cue_sim_engine_get_switches (self->engine),
                               self->identity,
                               cue_simulator_get_faults (self));
  cue_sim_hub_start (self->hub);
  self->exchange = cue_sim_exchange_new (self->clock, cue_sim_engine_get_switches (self->engine));
  self->duke = cue_sim_duke_new (self->clock, cue_sim_engine_get_switches (self->engine));
  self->runner = cue_sim_runner_new (self->clock, self->speed, on_step, self);
  cue_simulator_begin_scenario (self, g_steal_pointer (&self->scenario));
  if (self->hls == NULL)
    become_ready (self);
  return TRUE;
}

/**
 * cue_simulator_stop:
 *
 * Cuts all connections, ends the encoders and removes their files. It cannot be started again.
 */
void
cue_simulator_stop (CueSimulator *self)
{
  g_clear_pointer (&self->runner, cue_sim_runner_free);
  g_clear_pointer (&self->hub, cue_sim_hub_free);
  g_clear_pointer (&self->assets, cue_sim_assets_free);
  g_clear_pointer (&self->front, cue_sim_front_free);
  if (self->hls != NULL) {
    g_signal_handlers_disconnect_by_data (self->hls, self);
    cue_sim_hls_stop (self->hls);
    g_clear_object (&self->hls);
  }
  self->ready = FALSE;
}

/**
 * cue_simulator_is_ready:
 * @self: a simulator
 *
 * Returns: whether it has started and its stream, if it has one, can be played
 */
gboolean
cue_simulator_is_ready (CueSimulator *self)
{
  return self->ready;
}
