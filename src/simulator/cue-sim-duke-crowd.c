// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-duke-crowd.h"

#define SEED       20261122
#define N_USERS    14
#define HOUR_MS    G_GINT64_CONSTANT (3600000)
#define ID(group)  "7b1f6e9a-0000-4000-8000-" group
#define MAX_LEASES 40

/* A licence that somebody has taken and not given back. */
typedef struct {
  guint serial;
  guint user;
  guint product;
} Lease;

struct _CueSimDukeCrowd {
  GRand  *dice;
  GArray *leases; // of Lease, the oldest first
  guint   serial; // of events
  guint   request;
};

static const struct {
  const char *name;
  const char *version;
} products[] = {
  { "Demo Modeller Pro", "4.2" }, { "Lighting Desk", "11.0.3" }, { "Multiview Client", "2.9" },
  { "Caption Writer", "7.1" },    { "Vision Mixer Panel", "3" },
};

static const struct {
  const char *error;
  const char *words;
} failures[] = {
  { "insufficientSeats", "No free seat" },
  { "insufficientSeats", "No free seat" },
  { "licenseExpired", "The licence expired on 2026-10-31" },
  { "userNotEntitled", "The user has no entitlement for this item" },
};

/**
 * cue_sim_duke_crowd_new:
 *
 * Returns: (transfer full): a crowd whose dice are the same in every run
 */
CueSimDukeCrowd *
cue_sim_duke_crowd_new (void)
{
  CueSimDukeCrowd *self = g_new0 (CueSimDukeCrowd, 1);

  self->dice = g_rand_new_with_seed (SEED);
  self->leases = g_array_new (FALSE, FALSE, sizeof (Lease));
  return self;
}

/**
 * cue_sim_duke_crowd_free:
 * @self: (transfer full): a crowd
 */
void
cue_sim_duke_crowd_free (CueSimDukeCrowd *self)
{
  g_rand_free (self->dice);
  g_array_unref (self->leases);
  g_free (self);
}

static guint
roll (CueSimDukeCrowd *self, guint sides)
{
  return (guint) g_rand_int_range (self->dice, 0, (gint32) sides);
}

static void
set_id (JsonObject *object, const char *name, const char *group, guint n)
{
  g_autofree char *id = g_strdup_printf (ID ("%s%010u"), group, n);

  json_object_set_string_member (object, name, id);
}

static void
set_failure (CueSimDukeCrowd *self, JsonObject *data)
{
  JsonObject *info = json_object_new ();
  guint       n = roll (self, G_N_ELEMENTS (failures));

  json_object_set_string_member (info, "error", failures[n].error);
  json_object_set_string_member (info, "errorDescription", failures[n].words);
  json_object_set_null_member (info, "errorUri");
  json_object_set_object_member (data, "errorInfo", info);
}

static void
set_licence (JsonObject *data, guint product)
{
  set_id (data, "licenseOwnerOrganizationId", "aa", 1);
  set_id (data, "entitlementId", "dd", product + 1);
  set_id (data, "licensedItemId", "bb", product + 1);
  json_object_set_string_member (data, "licensedItemName", products[product].name);
  set_id (data, "licenseId", "cc", product + 1);
}

static void
set_consumption (CueSimDukeCrowd *self, JsonObject *data, const Lease *lease, gint64 time_ms)
{
  gboolean    offline = roll (self, 8) == 0;
  JsonArray  *anchors = json_array_new ();
  JsonObject *anchor = json_object_new ();

  set_id (data, "leaseId", "ee", lease->serial);
  json_object_set_string_member (data, "consumptionMode", offline ? "checkout" : "cache");
  json_object_set_string_member (data, "consumedVersion", products[lease->product].version);
  json_object_set_int_member (data, "grantedUntil", time_ms + (offline ? 72 : 4) * HOUR_MS);
  json_object_set_string_member (anchor, "licenseAnchorType", "LicenseAnchorHardware");
  set_id (anchor, "licenseAnchorId", "ff", lease->user);
  json_array_add_object_element (anchors, anchor);
  json_object_set_array_member (data, "licenseAnchors", anchors);
  json_object_set_int_member (data, "consumedUseCount", 1);
}

/* Takes a licence, or is refused. */
static const char *
consume (CueSimDukeCrowd *self, JsonObject *data, guint user, gint64 time_ms)
{
  Lease lease = { self->serial, user, roll (self, G_N_ELEMENTS (products)) };

  set_licence (data, lease.product);
  if (self->leases->len >= MAX_LEASES || roll (self, 12) == 0) {
    set_failure (self, data);
  } else {
    set_consumption (self, data, &lease, time_ms);
    g_array_append_val (self->leases, lease);
  }
  return "LicenseConsumed";
}

/* Gives one of the oldest back, or asks about it. Its user is that of the lease. */
static const char *
release (CueSimDukeCrowd *self, JsonObject *data, guint *user, gboolean keep)
{
  guint n = roll (self, MIN (self->leases->len, 6));
  Lease lease = g_array_index (self->leases, Lease, n);

  *user = lease.user;
  set_licence (data, lease.product);
  set_id (data, "leaseId", "ee", lease.serial);
  json_object_set_string_member (data, "consumedVersion", products[lease.product].version);
  if (keep)
    return "LicenseChecked";
  json_object_set_int_member (data, "consumedUseTime", 600 + (gint64) roll (self, 12000));
  g_array_remove_index (self->leases, n);
  return "LicenseReleased";
}

static const char *
manage (CueSimDukeCrowd *self, JsonObject *data)
{
  static const char *const types[] = { "LicenseConsumptionAllowed",
                                       "LicenseConsumeDenied",
                                       "LicenseReserved",
                                       "LicenseReservationReleased" };

  guint type = roll (self, G_N_ELEMENTS (types));

  set_licence (data, roll (self, G_N_ELEMENTS (products)));
  if (g_str_equal (types[type], "LicenseConsumeDenied"))
    set_failure (self, data);
  return types[type];
}

static const char *
sign_in (CueSimDukeCrowd *self, JsonObject *data)
{
  switch (roll (self, 10)) {
  case 0:
    return "UserLoggedOut";
  case 1:
    return "UserUpdated";
  case 2:
    json_object_set_string_member (data, "grantType", "refresh_token");
    return "TokenIssued";
  case 3:
  case 4:
    json_object_set_string_member (data, "grantType", "authorization_code");
    json_object_set_string_member (data, "scope", "openid profile");
    return "TokenIssued";
  default:
    json_object_set_boolean_member (data, "remember", roll (self, 3) == 0);
    json_object_set_string_member (data, "authenticationMethod", "password");
    if (roll (self, 15) == 0) {
      JsonObject *info = json_object_new ();

      json_object_set_string_member (info, "error", "invalidCredentials");
      json_object_set_string_member (info, "errorDescription", "Wrong e-mail or password");
      json_object_set_null_member (info, "errorUri");
      json_object_set_object_member (data, "errorInfo", info);
    }
    return "UserAuthenticated";
  }
}

/**
 * cue_sim_duke_crowd_next:
 * @self: a crowd
 * @wall_us: when the service gets it, µs since 1970; it happened up to a second before
 *
 * Of a hundred events 65 are about licences: they are consumed, released with the `leaseId` of the
 * consumption, checked, now and then managed; the rest are sign-ins and tokens. One of twelve
 * consumptions fails. Every fifth event belongs to the same request as the one before.
 *
 * Returns: (transfer full): an event, without `eventReceived`
 */
JsonObject *
cue_sim_duke_crowd_next (CueSimDukeCrowd *self, gint64 wall_us)
{
  JsonObject      *object = json_object_new ();
  JsonObject      *data = json_object_new ();
  gint64           time_ms = wall_us / 1000 - 20 - (gint64) roll (self, 900);
  guint            kind = roll (self, 100);
  guint            user = roll (self, N_USERS) + 1;
  gboolean         is_licence = kind < 65;
  const char      *type;
  g_autofree char *request = NULL;

  self->serial++;
  if (self->request == 0 || roll (self, 5) > 0)
    self->request++;
  request = g_strdup_printf ("req-%06u", self->request);
  if (!is_licence)
    type = sign_in (self, data);
  else if (kind < 35 || self->leases->len == 0)
    type = consume (self, data, user, time_ms);
  else if (kind < 60)
    type = release (self, data, &user, kind >= 55);
  else
    type = manage (self, data);
  json_object_set_string_member (object, "eventType", type);
  set_id (object, "eventId", "e1", self->serial);
  json_object_set_string_member (object,
                                 "eventSourceId",
                                 is_licence ? CUE_SIM_DUKE_LICENCES : CUE_SIM_DUKE_AUDIENCE);
  set_id (object, "eventObjectId", "00", user);
  json_object_set_string_member (object, "eventObjectType", "user");
  json_object_set_string_member (object, "version", "1.20.0");
  set_id (data, "userId", "00", user);
  json_object_set_string_member (data, "userType", "user");
  json_object_set_int_member (data, "eventTime", time_ms);
  json_object_set_string_member (data, "requestId", request);
  json_object_set_object_member (object, "data", data);
  return object;
}
