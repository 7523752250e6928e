// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-claim.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-json.h"
#include "cue-text.h"

#define MAX_CLAIMS      200
#define MAX_NAME_CHARS  100
#define MAX_VALUE_CHARS 400

/**
 * CueTokenClaim:
 *
 * One line of what a token says, with what it means.
 *
 * Immutable and reference counted; any thread.
 */
struct _CueTokenClaim {
  char       *name;    // owned
  char       *value;   // owned
  char       *meaning; // owned, nullable
  CueSeverity severity;
};

G_DEFINE_BOXED_TYPE (CueTokenClaim, cue_token_claim, cue_token_claim_ref, cue_token_claim_unref)

typedef struct {
  const char *name;
  const char *meaning;
} Known;

static const Known known_names[] = {
  { "iss", N_ ("Who made it") },
  { "sub", N_ ("Whom it is about") },
  { "aud", N_ ("Whom it is for") },
  { "jti", N_ ("A number of its own") },
  { "scope", N_ ("What it allows") },
  { "scopes", N_ ("What it allows") },
  { "scp", N_ ("What it allows") },
  { "client_id", N_ ("The application it was given to") },
  { "azp", N_ ("The application it was given to") },
};

/**
 * cue_token_claim_ref:
 * @self: a claim
 *
 * Returns: (transfer full): @self
 */
CueTokenClaim *
cue_token_claim_ref (CueTokenClaim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_claim (gpointer data)
{
  CueTokenClaim *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self->meaning);
}

/**
 * cue_token_claim_unref:
 * @self: (transfer full): a claim
 */
void
cue_token_claim_unref (CueTokenClaim *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_claim);
}

/**
 * cue_token_claim_get_name:
 * @self: a claim
 *
 * Returns: its name in the token, fit to be shown
 */
const char *
cue_token_claim_get_name (const CueTokenClaim *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

/**
 * cue_token_claim_get_value:
 * @self: a claim
 *
 * Returns: its value, as JSON on one line
 */
const char *
cue_token_claim_get_value (const CueTokenClaim *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->value;
}

/**
 * cue_token_claim_get_meaning:
 * @self: a claim
 *
 * Returns: (nullable): what it means, in words; dates in the local zone, with how long it is to
 * them
 */
const char *
cue_token_claim_get_meaning (const CueTokenClaim *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->meaning;
}

/**
 * cue_token_claim_get_severity:
 * @self: a claim
 *
 * Returns: how bad it is: an error when the token is of no use for it
 */
CueSeverity
cue_token_claim_get_severity (const CueTokenClaim *self)
{
  g_return_val_if_fail (self != NULL, CUE_SEVERITY_INFO);
  return self->severity;
}

static char *
describe_distance (gint64 us, gint64 now)
{
  g_autofree char *duration = cue_time_format_duration (ABS (us - now), CUE_DURATION_WORDS);

  // Translators: %s is a duration such as “42 min 10 s”
  return us > now ? g_strdup_printf (_ ("in %s"), duration)
                  : g_strdup_printf (_ ("%s ago"), duration);
}

static char *
describe_date (gint64 us, gint64 now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *date = NULL;
  g_autofree char *distance = describe_distance (us, now);

  if (local != NULL)
    date = g_date_time_format (local, "%A %-d %B %Y, %H:%M:%S %Z");
  // Translators: a date and how long it is to it: “Sunday 1 March 2026, 12:00:00 UTC, in 42 s”
  return g_strdup_printf (_ ("%s, %s"), date != NULL ? date : "—", distance);
}

// Seconds are meant; who writes such a token often has another unit at hand.
static void
explain_odd_date (CueTokenClaim *claim, JsonNode *node)
{
  CueEpochUnit unit = CUE_EPOCH_SECONDS;

  claim->severity = CUE_SEVERITY_ERROR;
  if (json_node_get_value_type (node) == G_TYPE_INT64 &&
      cue_time_from_epoch (json_node_get_int (node), &unit) != CUE_TIME_INVALID &&
      unit != CUE_EPOCH_SECONDS)
    claim->meaning =
      g_strdup (_ ("No point in time: it has too many digits for seconds since 1970"));
  else
    claim->meaning = g_strdup (_ ("No point in time: a number of seconds since 1970 is expected"));
}

static char *
say_date (const char *name, const char *date)
{
  if (g_str_equal (name, "exp"))
    return g_strdup_printf (_ ("Valid until %s"), date);
  if (g_str_equal (name, "nbf"))
    return g_strdup_printf (_ ("Valid from %s"), date);
  if (g_str_equal (name, "iat"))
    return g_strdup_printf (_ ("Made on %s"), date);
  return g_strdup_printf (_ ("Signed in on %s"), date);
}

static void
explain_date (CueTokenClaim *claim, JsonObject *claims, const char *name, gint64 now)
{
  gint64           us = cue_jws_read_date (claims, name);
  g_autofree char *date = NULL;

  if (us == CUE_TIME_INVALID) {
    explain_odd_date (claim, json_object_get_member (claims, name));
    return;
  }
  date = describe_date (us, now);
  claim->meaning = say_date (name, date);
  if ((g_str_equal (name, "exp") && us <= now) || (g_str_equal (name, "nbf") && us > now))
    claim->severity = CUE_SEVERITY_ERROR;
  else if (g_str_equal (name, "iat") && us > now)
    claim->severity = CUE_SEVERITY_WARNING;
}

static void
explain_grant (CueTokenClaim *claim, const char *name, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_BOOLEAN && json_node_get_boolean (node)) {
    claim->meaning = g_str_equal (name, "*")
                       ? g_strdup (_ ("Opens every feed of the tenant"))
                       : g_strdup_printf (_ ("Opens the feed “%s”"), claim->name);
    if (g_str_equal (name, "*"))
      claim->severity = CUE_SEVERITY_WARNING;
  } else if (type == G_TYPE_BOOLEAN ||
             (type == G_TYPE_STRING && g_str_equal (json_node_get_string (node), "true"))) {
    claim->meaning = g_strdup (_ ("Opens nothing: only the value true does, without quotes"));
    claim->severity = CUE_SEVERITY_WARNING;
  }
}

static CueTokenClaim *
explain (const CueTokenInspection *inspection, JsonObject *claims, const char *name, gint64 now)
{
  static const char *const dates[] = { "exp", "nbf", "iat", "auth_time", NULL };
  CueTokenClaim           *claim = g_atomic_rc_box_new0 (CueTokenClaim);
  JsonNode                *node = json_object_get_member (claims, name);
  g_autofree char         *json = cue_json_to_text (node, FALSE);

  claim->name = cue_text_make_line (name, -1, MAX_NAME_CHARS);
  claim->value = cue_text_make_line (json, -1, MAX_VALUE_CHARS);
  if (g_strv_contains (dates, name)) {
    explain_date (claim, claims, name, now);
    return claim;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (known_names); i++) {
    if (g_str_equal (name, known_names[i].name)) {
      claim->meaning = g_strdup (_ (known_names[i].meaning));
      return claim;
    }
  }
  if (cue_token_inspection_get_kind (inspection) == CUE_TOKEN_KIND_FEED)
    explain_grant (claim, name, node);
  return claim;
}

/**
 * cue_token_inspection_list_claims:
 * @self: an inspection
 * @now_wall_us: the time, for how long it is to the dates
 *
 * Returns: (transfer full) (element-type CueTokenClaim): what the token says, in its own order; the
 *   first 200
 */
GPtrArray *
cue_token_inspection_list_claims (const CueTokenInspection *self, gint64 now_wall_us)
{
  GPtrArray  *list = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_token_claim_unref);
  JsonObject *claims;
  g_autoptr (GList) names = NULL;

  g_return_val_if_fail (self != NULL, list);

  claims = cue_jws_get_claims (cue_token_inspection_get_jws (self));
  // Events are an object too, and say nothing about themselves.
  if (claims == NULL || cue_token_inspection_get_kind (self) == CUE_TOKEN_KIND_EVENTS)
    return list;
  names = json_object_get_members (claims);
  for (GList *name = names; name != NULL && list->len < MAX_CLAIMS; name = name->next)
    g_ptr_array_add (list, explain (self, claims, name->data, now_wall_us));
  return list;
}
