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
  GRand   *dice;
  GArray  *leases; // of Lease, the oldest first
  GString *text;   // of the event that is written
  guint    serial; // of events
  guint    request;
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
  self->text = g_string_new (NULL);
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
  g_string_free (self->text, TRUE);
  g_free (self);
}

static guint
roll (CueSimDukeCrowd *self, guint sides)
{
  return (guint) g_rand_int_range (self->dice, 0, (gint32) sides);
}

/* Members are written with a comma behind each; nothing in them needs to be escaped. */
static void
add_id (CueSimDukeCrowd *self, const char *name, const char *group, guint n)
{
  g_string_append_printf (self->text, "\"%s\":\"" ID ("%s%010u") "\",", name, group, n);
}

static void
add_text (CueSimDukeCrowd *self, const char *name, const char *value)
{
  g_string_append_printf (self->text, "\"%s\":\"%s\",", name, value);
}

static void
add_number (CueSimDukeCrowd *self, const char *name, gint64 value)
{
  g_string_append_printf (self->text, "\"%s\":%" G_GINT64_FORMAT ",", name, value);
}

static void
add_failure (CueSimDukeCrowd *self, const char *error, const char *words)
{
  g_string_append_printf (self->text,
                          "\"errorInfo\":{\"error\":\"%s\",\"errorDescription\":\"%s\","
                          "\"errorUri\":null},",
                          error,
                          words);
}

static void
refuse_licence (CueSimDukeCrowd *self)
{
  guint n = roll (self, G_N_ELEMENTS (failures));

  add_failure (self, failures[n].error, failures[n].words);
}

static void
add_licence (CueSimDukeCrowd *self, guint product)
{
  add_id (self, "licenseOwnerOrganizationId", "aa", 1);
  add_id (self, "entitlementId", "dd", product + 1);
  add_id (self, "licensedItemId", "bb", product + 1);
  add_text (self, "licensedItemName", products[product].name);
  add_id (self, "licenseId", "cc", product + 1);
}

static void
add_consumption (CueSimDukeCrowd *self, const Lease *lease, gint64 time_ms)
{
  gboolean offline = roll (self, 8) == 0;

  add_id (self, "leaseId", "ee", lease->serial);
  add_text (self, "consumptionMode", offline ? "checkout" : "cache");
  add_text (self, "consumedVersion", products[lease->product].version);
  add_number (self, "grantedUntil", time_ms + (offline ? 72 : 4) * HOUR_MS);
  g_string_append (self->text,
                   "\"licenseAnchors\":[{\"licenseAnchorType\":\"LicenseAnchorHardware\",");
  g_string_append_printf (self->text, "\"licenseAnchorId\":\"" ID ("ff%010u") "\"}],", lease->user);
  add_number (self, "consumedUseCount", 1);
}

/* Takes a licence, or is refused. */
static const char *
consume (CueSimDukeCrowd *self, guint user, gint64 time_ms)
{
  Lease lease = { self->serial, user, roll (self, G_N_ELEMENTS (products)) };

  add_licence (self, lease.product);
  if (self->leases->len >= MAX_LEASES || roll (self, 12) == 0) {
    refuse_licence (self);
  } else {
    add_consumption (self, &lease, time_ms);
    g_array_append_val (self->leases, lease);
  }
  return "LicenseConsumed";
}

/* Gives one of the oldest back, or asks about it. Its user is that of the lease. */
static const char *
release (CueSimDukeCrowd *self, guint *user, gboolean keep)
{
  guint n = roll (self, MIN (self->leases->len, 6));
  Lease lease = g_array_index (self->leases, Lease, n);

  *user = lease.user;
  add_licence (self, lease.product);
  add_id (self, "leaseId", "ee", lease.serial);
  add_text (self, "consumedVersion", products[lease.product].version);
  if (keep)
    return "LicenseChecked";
  add_number (self, "consumedUseTime", 600 + (gint64) roll (self, 12000));
  g_array_remove_index (self->leases, n);
  return "LicenseReleased";
}

static const char *
manage (CueSimDukeCrowd *self)
{
  static const char *const types[] = { "LicenseConsumptionAllowed",
                                       "LicenseConsumeDenied",
                                       "LicenseReserved",
                                       "LicenseReservationReleased" };

  guint type = roll (self, G_N_ELEMENTS (types));

  add_licence (self, roll (self, G_N_ELEMENTS (products)));
  if (g_str_equal (types[type], "LicenseConsumeDenied"))
    refuse_licence (self);
  return types[type];
}

static const char *
sign_in (CueSimDukeCrowd *self)
{
  switch (roll (self, 10)) {
  case 0:
    return "UserLoggedOut";
  case 1:
    return "UserUpdated";
  case 2:
    add_text (self, "grantType", "refresh_token");
    return "TokenIssued";
  case 3:
  case 4:
    add_text (self, "grantType", "authorization_code");
    add_text (self, "scope", "openid profile");
    return "TokenIssued";
  default:
    g_string_append_printf (self->text, "\"remember\":%s,", roll (self, 3) == 0 ? "true" : "false");
    add_text (self, "authenticationMethod", "password");
    if (roll (self, 15) == 0)
      add_failure (self, "invalidCredentials", "Wrong e-mail or password");
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
 * Returns: (transfer full): an event for the store
 */
CueSimDukeEvent *
cue_sim_duke_crowd_next (CueSimDukeCrowd *self, gint64 wall_us)
{
  gint64      time_ms = wall_us / 1000 - 20 - (gint64) roll (self, 900);
  guint       kind = roll (self, 100);
  guint       user = roll (self, N_USERS) + 1;
  gboolean    is_licence = kind < 65;
  const char *source = is_licence ? CUE_SIM_DUKE_LICENCES : CUE_SIM_DUKE_AUDIENCE;
  const char *type;
  char        user_id[64];
  char       *text;

  self->serial++;
  if (self->request == 0 || roll (self, 5) > 0)
    self->request++;
  g_string_truncate (self->text, 0);
  if (!is_licence)
    type = sign_in (self);
  else if (kind < 35 || self->leases->len == 0)
    type = consume (self, user, time_ms);
  else if (kind < 60)
    type = release (self, &user, kind >= 55);
  else
    type = manage (self);
  g_snprintf (user_id, sizeof user_id, ID ("00%010u"), user);
  text =
    g_strdup_printf ("{\"eventType\":\"%s\",\"eventId\":\"" ID (
                       "e1%010u") "\",\"eventSourceId\":\"%s\",\"eventObjectId\":\"%s\","
                                  "\"eventObjectType\":\"user\",\"version\":\"1.20.0\",\"data\":{%s"
                                  "\"userId\":\"%s\",\"userType\":\"user\",\"eventTime\":"
                                  "%" G_GINT64_FORMAT ",\"requestId\":\"req-%06u\"}}",
                     type,
                     self->serial,
                     source,
                     user_id,
                     self->text->str,
                     user_id,
                     time_ms,
                     self->request);
  return cue_sim_duke_event_new_text (text, source, "user", user_id);
}
