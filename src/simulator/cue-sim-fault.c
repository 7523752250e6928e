// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-fault.h"

#include "cue-error.h"
#include "cue-sim-members.h"

#include <glib/gi18n-lib.h>

#define MAX_SECONDS 86400.0
// What is compressed, or sent in one piece, is made at once, while nobody else is answered.
#define MAX_BYTES 256e6
#define MAX_TIMES 1e6
#define MAX_RATE  1e5

static const CueSimFaultInfo *const tables[] = {
  cue_sim_faults_engine,         cue_sim_faults_http,     cue_sim_faults_json,
  cue_sim_faults_wire,           cue_sim_faults_stream,   cue_sim_faults_hub,
  cue_sim_faults_access,         cue_sim_faults_exchange, cue_sim_faults_exchange_json,
  cue_sim_faults_exchange_files, cue_sim_faults_duke,     cue_sim_faults_duke_page,
  cue_sim_faults_duke_event
};

static const struct {
  const char *name;
  guint       targets;
} target_names[] = {
  { "state-url", CUE_SIM_TARGET_STATE_URL },
  { "backend", CUE_SIM_TARGET_BACKEND },
  { "state", CUE_SIM_TARGET_STATE },
  { "playlist", CUE_SIM_TARGET_PLAYLIST },
  { "segment", CUE_SIM_TARGET_SEGMENT },
  { "asset", CUE_SIM_TARGET_ASSET },
  { "entries", CUE_SIM_TARGET_ENTRIES },
  { "incidents", CUE_SIM_TARGET_INCIDENTS },
  { "identity", CUE_SIM_TARGET_IDENTITY },
  { "publish", CUE_SIM_TARGET_PUBLISH },
  { "register", CUE_SIM_TARGET_REGISTER },
  { "event-types", CUE_SIM_TARGET_EVENT_TYPES },
  { "subscribed", CUE_SIM_TARGET_SUBSCRIBED },
  { "producer", CUE_SIM_TARGET_PRODUCER },
  { "consumer", CUE_SIM_TARGET_CONSUMER },
  { "publisher-attributes", CUE_SIM_TARGET_PUBLISHER_ATTRIBUTES },
  { "subscriber-attributes", CUE_SIM_TARGET_SUBSCRIBER_ATTRIBUTES },
  { "delete-event-type", CUE_SIM_TARGET_DELETE_EVENT_TYPE },
  { "event-files", CUE_SIM_TARGET_EVENT_FILES },
  { "event-file", CUE_SIM_TARGET_EVENT_FILE },
  { "delete-event-file", CUE_SIM_TARGET_DELETE_EVENT_FILE },
  { "browser-key", CUE_SIM_TARGET_BROWSER_KEY },
  { "notification", CUE_SIM_TARGET_NOTIFICATION },
  { "delete-notification", CUE_SIM_TARGET_DELETE_NOTIFICATION },
  { "feed", CUE_SIM_TARGET_FEED },
  { "object-feed", CUE_SIM_TARGET_OBJECT_FEED },
  { "put", CUE_SIM_TARGET_PUT },
  { "tenduke", CUE_SIM_TARGET_TENDUKE },
  { "acoustic", CUE_SIM_TARGET_ACOUSTIC },
  { "hub", CUE_SIM_TARGET_HUB },
  { "stream", CUE_SIM_TARGET_STREAM },
  { "api", CUE_SIM_TARGET_API },
  { "all",
    CUE_SIM_TARGET_API | CUE_SIM_TARGET_STREAM | CUE_SIM_TARGET_ASSET | CUE_SIM_TARGET_HUB |
      CUE_SIM_TARGET_IDENTITY | CUE_SIM_TARGET_ACOUSTIC | CUE_SIM_TARGET_TENDUKE },
};

/**
 * cue_sim_fault_get_nth:
 *
 * Returns: (transfer none) (nullable): the rows of the whole table, in order
 */
const CueSimFaultInfo *
cue_sim_fault_get_nth (guint n)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++) {
    for (const CueSimFaultInfo *info = tables[t]; info->id != NULL; info++) {
      if (n-- == 0)
        return info;
    }
  }
  return NULL;
}

/**
 * cue_sim_fault_find:
 *
 * Returns: (transfer none) (nullable)
 */
const CueSimFaultInfo *
cue_sim_fault_find (const char *id)
{
  const CueSimFaultInfo *info;

  for (guint n = 0; (info = cue_sim_fault_get_nth (n)) != NULL; n++) {
    if (g_str_equal (info->id, id))
      return info;
  }
  return NULL;
}

static gboolean
read_variant (CueSimFault *self, JsonObject *params, const char *where, GError **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  if (self->info->variants == NULL) {
    g_ptr_array_add (choices, NULL);
  } else {
    for (guint i = 0; self->info->variants[i] != NULL; i++)
      g_ptr_array_add (choices, (char *) self->info->variants[i]);
    g_ptr_array_add (choices, (char *) "all");
    g_ptr_array_add (choices, NULL);
    self->variant = self->info->variants[0];
  }
  return cue_sim_members_get_choice (params,
                                     where,
                                     "variant",
                                     (const char *const *) choices->pdata,
                                     &self->variant,
                                     error);
}

static gboolean
read_target (CueSimFault *self, JsonObject *params, const char *where, GError **error)
{
  const char *choices[G_N_ELEMENTS (target_names) + 1] = { NULL };
  const char *target = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (target_names); i++)
    choices[i] = target_names[i].name;
  if (!cue_sim_members_get_choice (params, where, "target", choices, &target, error))
    return FALSE;
  for (guint i = 0; target != NULL && i < G_N_ELEMENTS (target_names); i++) {
    if (g_str_equal (target_names[i].name, target))
      self->targets = target_names[i].targets;
  }
  return TRUE;
}

/**
 * cue_sim_fault_new:
 * @id: of the table
 * @params: (nullable): `variant`, `target`, `seconds`, `bytes`, `rate`, `after`, `times`, `always`
 *
 * Returns: (transfer full): or %NULL with INVALID_INPUT and a sentence that names what is wrong
 */
CueSimFault *
cue_sim_fault_new (const char *id, JsonObject *params, GError **error)
{
  static const char *const known[] = { "variant", "target", "seconds", "bytes", "rate",
                                       "times",   "always", "after",   NULL };
  const CueSimFaultInfo   *info = cue_sim_fault_find (id);
  g_autoptr (CueSimFault) self = NULL;
  g_autoptr (JsonObject) none = json_object_new ();
  g_autofree char *where = NULL;
  double           times = 0;
  double           after = 0;

  if (info == NULL) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_INVALID_INPUT,
                 _ ("There is no fault of that id. `cuelightctl simulate --control URL faults` "
                    "lists them."));
    return NULL;
  }
  if (params == NULL)
    params = none;
  self = g_new0 (CueSimFault, 1);
  self->info = info;
  self->targets = info->targets;
  self->seconds = info->seconds;
  self->bytes = info->bytes;
  self->rate = info->rate;
  where = g_strconcat (info->id, ".params", NULL);
  if (!cue_sim_members_check (params, where, known, error) ||
      !read_variant (self, params, where, error) || !read_target (self, params, where, error) ||
      !cue_sim_members_get_number (params,
                                   where,
                                   "seconds",
                                   -MAX_SECONDS,
                                   MAX_SECONDS,
                                   &self->seconds,
                                   error) ||
      !cue_sim_members_get_number (params, where, "bytes", 1, MAX_BYTES, &self->bytes, error) ||
      !cue_sim_members_get_number (params, where, "rate", 1, MAX_RATE, &self->rate, error) ||
      !cue_sim_members_get_number (params, where, "times", 1, MAX_TIMES, &times, error) ||
      !cue_sim_members_get_number (params, where, "after", 0, MAX_TIMES, &after, error) ||
      !cue_sim_members_get_bool (params, where, "always", &self->always, error))
    return NULL;
  self->times = (guint) times;
  self->after = (guint) after;
  return g_steal_pointer (&self);
}

/**
 * cue_sim_fault_new_from_header:
 * @value: `ID` or `ID; name=value; …` with the names of cue_sim_fault_new()'s @params
 *
 * Reads the header X-Sim-Fault, which bends the answer to one request.
 */
CueSimFault *
cue_sim_fault_new_from_header (const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", 16);
  g_autoptr (JsonObject) params = json_object_new ();
  CueSimFault *self;

  for (guint i = 0; parts[i] != NULL; i++) {
    char  *name = g_strstrip (parts[i]);
    char  *equals = strchr (name, '=');
    char  *end;
    double number;

    if (i == 0 || equals == NULL)
      continue;
    *equals = '\0';
    number = g_ascii_strtod (equals + 1, &end);
    if (g_str_equal (name, "always"))
      json_object_set_boolean_member (params, name, g_str_equal (equals + 1, "true"));
    else if (equals[1] != '\0' && *end == '\0' && !g_str_equal (name, "variant"))
      json_object_set_double_member (params, name, number);
    else
      json_object_set_string_member (params, name, equals + 1);
  }
  self = cue_sim_fault_new (parts[0] != NULL ? parts[0] : "", params, error);
  if (self != NULL)
    self->is_single = TRUE;
  return self;
}

/**
 * cue_sim_fault_free:
 * @self: (transfer full): a fault
 */
void
cue_sim_fault_free (CueSimFault *self)
{
  g_free (self->memory);
  g_free (self);
}

/**
 * cue_sim_fault_bend:
 *
 * Bends an answer if the fault acts on what was asked for.
 *
 * Returns: %TRUE when the fault has acted as often as it was meant to
 */
gboolean
cue_sim_fault_bend (CueSimFault *self, CueSimReply *reply)
{
  const char *variant = self->variant;

  if (self->info->bend == NULL || reply->script != NULL)
    return FALSE;
  if (!self->is_single && (self->targets & reply->target) == 0)
    return FALSE;
  if (self->passed < self->after) {
    self->passed++;
    return FALSE;
  }
  if (g_strcmp0 (variant, "all") == 0)
    variant = self->info->variants[self->hits % g_strv_length ((char **) self->info->variants)];
  self->hits++;
  self->info->bend (reply, self, variant);
  return self->times > 0 && self->hits >= self->times;
}

/**
 * cue_sim_fault_push:
 *
 * Bends what the hub is about to say if the fault acts on it.
 *
 * Returns: %TRUE when the fault has acted as often as it was meant to
 */
gboolean
cue_sim_fault_push (CueSimFault *self, CueSimPush *push)
{
  const char *variant = self->variant;
  guint       target = push->stream == CUE_SIM_STREAM_ENTRIES ? CUE_SIM_TARGET_ENTRIES
                                                              : CUE_SIM_TARGET_INCIDENTS;

  if (self->info->push == NULL || (!self->is_single && (self->targets & target) == 0))
    return FALSE;
  if (self->times > 0 && self->hits >= self->times)
    return TRUE;
  if (g_strcmp0 (variant, "all") == 0)
    variant = self->info->variants[self->hits % g_strv_length ((char **) self->info->variants)];
  if (self->info->push (push, self, variant))
    self->hits++;
  return self->times > 0 && self->hits >= self->times;
}

static JsonArray *
describe_targets (guint targets)
{
  JsonArray *names = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (target_names); i++) {
    guint bits = target_names[i].targets;

    /* Single ones only; "api" and the like are short forms. */
    if ((bits & (bits - 1)) == 0 && (targets & bits) != 0)
      json_array_add_string_element (names, target_names[i].name);
  }
  return names;
}

/**
 * cue_sim_fault_info_describe:
 *
 * Returns: (transfer full): the row as `GET /control/faults` shows it
 */
JsonObject *
cue_sim_fault_info_describe (const CueSimFaultInfo *info)
{
  JsonObject *object = json_object_new ();
  JsonArray  *variants = json_array_new ();

  json_object_set_string_member (object, "id", info->id);
  json_object_set_string_member (object, "words", info->words);
  json_object_set_string_member (object, "how", info->how);
  json_object_set_array_member (object, "targets", describe_targets (info->targets));
  for (guint i = 0; info->variants != NULL && info->variants[i] != NULL; i++)
    json_array_add_string_element (variants, info->variants[i]);
  json_object_set_array_member (object, "variants", variants);
  if (info->seconds != 0)
    json_object_set_double_member (object, "seconds", info->seconds);
  if (info->bytes != 0)
    json_object_set_double_member (object, "bytes", info->bytes);
  if (info->rate != 0)
    json_object_set_double_member (object, "rate", info->rate);
  return object;
}

/**
 * cue_sim_fault_describe:
 *
 * Returns: (transfer full): the fault that is on as `GET /control/` shows it
 */
JsonObject *
cue_sim_fault_describe (CueSimFault *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->info->id);
  json_object_set_string_member (object, "words", self->info->words);
  if (self->variant != NULL)
    json_object_set_string_member (object, "variant", self->variant);
  json_object_set_array_member (object, "targets", describe_targets (self->targets));
  if (self->seconds != 0)
    json_object_set_double_member (object, "seconds", self->seconds);
  if (self->bytes != 0)
    json_object_set_double_member (object, "bytes", self->bytes);
  if (self->rate != 0)
    json_object_set_double_member (object, "rate", self->rate);
  if (self->after != 0)
    json_object_set_int_member (object, "after", self->after);
  if (self->times != 0)
    json_object_set_int_member (object, "times", self->times);
  json_object_set_int_member (object, "hits", self->hits);
  return object;
}
