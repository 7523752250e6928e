// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-read-token-source.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cue-error.h"
#include "cue-json.h"
#include "cue-read-token-rules.h"
#include "cue-time.h"

// A request that is sent with the last seconds of a token may come too late (services reference
// 3.5, row 7).
#define SPARE CUE_SECONDS (10)
// As many feeds as one reads at a time, and then some.
#define MAX_KEPT 64

/**
 * CueReadTokenSource:
 *
 * Makes the tokens that feeds of 10Duke are read with: JWTs that the reader signs itself, with
 * `iat`, `exp` and a claim that is named as the feed, or `*`, and true (services reference 3.1 and
 * 3.6). A token is used again until ten seconds before it ends, or made anew for each request.
 *
 * The tokens are kept in memory only and overwritten when they go. Main thread.
 */
struct _CueReadTokenSource {
  GObject parent_instance;

  CueClock      *clock;    // owned
  CueSigningKey *key;      // owned, nullable
  guint          life_s;   // within the limits
  gboolean       wildcard; // whether tokens are for every feed
  gboolean       reuse;
  GHashTable    *kept; // owned: feed or `*` → Kept
};

typedef struct {
  char  *token; // owned, wiped
  gint64 made_us;
  gint64 expiry_us;
} Kept;

enum {
  PROP_CLOCK = 1,
  PROP_KEY,
  PROP_LIFE_S,
  PROP_WILDCARD,
  PROP_REUSE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CueReadTokenSource, cue_read_token_source, G_TYPE_OBJECT)

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  cue_secret_text_free (kept->token);
  g_free (kept);
}

static void
cue_read_token_source_finalize (GObject *object)
{
  CueReadTokenSource *self = CUE_READ_TOKEN_SOURCE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->key, cue_signing_key_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  G_OBJECT_CLASS (cue_read_token_source_parent_class)->finalize (object);
}

static void
cue_read_token_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueReadTokenSource *self = CUE_READ_TOKEN_SOURCE (object);

  switch (id) {
  case PROP_CLOCK:
    g_value_set_object (value, self->clock);
    break;
  case PROP_KEY:
    g_value_set_boxed (value, self->key);
    break;
  case PROP_LIFE_S:
    g_value_set_uint (value, self->life_s);
    break;
  case PROP_WILDCARD:
    g_value_set_boolean (value, self->wildcard);
    break;
  case PROP_REUSE:
    g_value_set_boolean (value, self->reuse);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_read_token_source_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  CueReadTokenSource *self = CUE_READ_TOKEN_SOURCE (object);

  switch (id) {
  case PROP_CLOCK:
    self->clock = g_value_dup_object (value);
    break;
  case PROP_KEY:
    cue_read_token_source_set_key (self, g_value_get_boxed (value));
    break;
  case PROP_LIFE_S:
    cue_read_token_source_set_life_s (self, g_value_get_uint (value));
    break;
  case PROP_WILDCARD:
    cue_read_token_source_set_wildcard (self, g_value_get_boolean (value));
    break;
  case PROP_REUSE:
    cue_read_token_source_set_reuse (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_read_token_source_class_init (CueReadTokenSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_read_token_source_finalize;
  object_class->get_property = cue_read_token_source_get_property;
  object_class->set_property = cue_read_token_source_set_property;

  /**
   * CueReadTokenSource:clock:
   *
   * What time it is.
   */
  properties[PROP_CLOCK] =
    g_param_spec_object ("clock",
                         NULL,
                         NULL,
                         CUE_TYPE_CLOCK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * CueReadTokenSource:key:
   *
   * What tokens are signed with; with another key the tokens that are kept go.
   */
  properties[PROP_KEY] = g_param_spec_boxed ("key", NULL, NULL, CUE_TYPE_SIGNING_KEY, flags);
  /**
   * CueReadTokenSource:life-s:
   *
   * How long a token lives, seconds.
   */
  properties[PROP_LIFE_S] = g_param_spec_uint ("life-s",
                                               NULL,
                                               NULL,
                                               CUE_READ_TOKEN_MIN_LIFE_S,
                                               CUE_READ_TOKEN_MAX_LIFE_S,
                                               CUE_READ_TOKEN_DEFAULT_LIFE_S,
                                               flags);
  /**
   * CueReadTokenSource:wildcard:
   *
   * Whether a token is for every feed, and not for the one that it is made for.
   */
  properties[PROP_WILDCARD] = g_param_spec_boolean ("wildcard", NULL, NULL, FALSE, flags);
  /**
   * CueReadTokenSource:reuse:
   *
   * Whether a token is used again, and not made anew for each request.
   */
  properties[PROP_REUSE] = g_param_spec_boolean ("reuse", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cue_read_token_source_init (CueReadTokenSource *self)
{
  self->life_s = CUE_READ_TOKEN_DEFAULT_LIFE_S;
  self->reuse = TRUE;
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
}

/**
 * cue_read_token_source_new:
 * @clock: what time it is
 * @key: (nullable): what tokens are signed with
 *
 * Returns: (transfer full): a source of tokens for one feed each, which live 60 seconds
 */
CueReadTokenSource *
cue_read_token_source_new (CueClock *clock, CueSigningKey *key)
{
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  return g_object_new (CUE_TYPE_READ_TOKEN_SOURCE, "clock", clock, "key", key, NULL);
}

/**
 * cue_read_token_source_get_key:
 * @self: a source
 *
 * Returns: (nullable) (transfer none): what tokens are signed with
 */
CueSigningKey *
cue_read_token_source_get_key (CueReadTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_READ_TOKEN_SOURCE (self), NULL);
  return self->key;
}

/**
 * cue_read_token_source_set_key:
 * @self: a source
 * @key: (nullable): what tokens are signed with from now on
 */
void
cue_read_token_source_set_key (CueReadTokenSource *self, CueSigningKey *key)
{
  g_return_if_fail (CUE_IS_READ_TOKEN_SOURCE (self));

  if (self->key == key)
    return;
  cue_read_token_source_forget (self);
  g_clear_pointer (&self->key, cue_signing_key_unref);
  if (key != NULL)
    self->key = cue_signing_key_ref (key);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
}

/**
 * cue_read_token_source_get_life_s:
 * @self: a source
 *
 * Returns: how long a token lives, seconds
 */
guint
cue_read_token_source_get_life_s (CueReadTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_READ_TOKEN_SOURCE (self), 0);
  return self->life_s;
}

/**
 * cue_read_token_source_set_life_s:
 * @self: a source
 * @life_s: how long a token lives; held to 30 s … 24 h
 */
void
cue_read_token_source_set_life_s (CueReadTokenSource *self, guint life_s)
{
  g_return_if_fail (CUE_IS_READ_TOKEN_SOURCE (self));

  life_s = CLAMP (life_s, CUE_READ_TOKEN_MIN_LIFE_S, CUE_READ_TOKEN_MAX_LIFE_S);
  if (self->life_s == life_s)
    return;
  self->life_s = life_s;
  cue_read_token_source_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIFE_S]);
}

/**
 * cue_read_token_source_get_wildcard:
 * @self: a source
 *
 * Returns: whether tokens are for every feed
 */
gboolean
cue_read_token_source_get_wildcard (CueReadTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_READ_TOKEN_SOURCE (self), FALSE);
  return self->wildcard;
}

/**
 * cue_read_token_source_set_wildcard:
 * @self: a source
 * @wildcard: whether tokens are for every feed, the widest right there is
 */
void
cue_read_token_source_set_wildcard (CueReadTokenSource *self, gboolean wildcard)
{
  g_return_if_fail (CUE_IS_READ_TOKEN_SOURCE (self));

  wildcard = wildcard != FALSE;
  if (self->wildcard == wildcard)
    return;
  self->wildcard = wildcard;
  cue_read_token_source_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WILDCARD]);
}

/**
 * cue_read_token_source_get_reuse:
 * @self: a source
 *
 * Returns: whether a token is used again
 */
gboolean
cue_read_token_source_get_reuse (CueReadTokenSource *self)
{
  g_return_val_if_fail (CUE_IS_READ_TOKEN_SOURCE (self), FALSE);
  return self->reuse;
}

/**
 * cue_read_token_source_set_reuse:
 * @self: a source
 * @reuse: whether a token is used again until ten seconds before it ends
 */
void
cue_read_token_source_set_reuse (CueReadTokenSource *self, gboolean reuse)
{
  g_return_if_fail (CUE_IS_READ_TOKEN_SOURCE (self));

  reuse = reuse != FALSE;
  if (self->reuse == reuse)
    return;
  self->reuse = reuse;
  if (!reuse)
    cue_read_token_source_forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REUSE]);
}

static GBytes *
write_claims (const char *claim, gint64 issued_s, gint64 expiry_s)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "iat");
  json_builder_add_int_value (builder, issued_s);
  json_builder_set_member_name (builder, "exp");
  json_builder_add_int_value (builder, expiry_s);
  json_builder_set_member_name (builder, claim);
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = cue_json_to_text (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
keep (CueReadTokenSource *self, const char *claim, const char *token, gint64 made, gint64 expiry)
{
  Kept *kept;

  if (!self->reuse)
    return;
  if (g_hash_table_size (self->kept) >= MAX_KEPT)
    cue_read_token_source_forget (self);
  kept = g_new0 (Kept, 1);
  kept->token = g_strdup (token);
  kept->made_us = made;
  kept->expiry_us = expiry;
  g_hash_table_replace (self->kept, g_strdup (claim), kept);
}

static gboolean
check_ready (CueReadTokenSource *self, const char *feed, GError **error)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  if (self->key == NULL) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         _ ("There is no private key; feeds are read with tokens that are signed "
                            "with it. Import or generate one."));
    return FALSE;
  }
  cue_read_token_check_feed (feed, self->wildcard, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (finding) == CUE_SEVERITY_ERROR) {
      g_set_error_literal (error,
                           CUE_ERROR,
                           CUE_ERROR_INVALID_INPUT,
                           cue_diagnostic_get_message (finding));
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * cue_read_token_source_make_token:
 * @self: a source
 * @feed: the feed to read
 * @expiry_us: (out) (optional): until when it is valid by our clock, µs since 1970
 * @error: %CUE_ERROR_INVALID_INPUT when there is no key, or no token can name the feed
 *
 * The token for one request. Signing takes about a millisecond.
 *
 * Returns: (transfer full) (nullable): the token, a secret; free it with [func@secret_text_free]
 */
char *
cue_read_token_source_make_token (CueReadTokenSource *self,
                                  const char         *feed,
                                  gint64             *expiry_us,
                                  GError            **error)
{
  const char *claim;
  const Kept *kept;
  gint64      now;
  gint64      expiry;
  char       *token;
  g_autoptr (GBytes) claims = NULL;

  g_return_val_if_fail (CUE_IS_READ_TOKEN_SOURCE (self), NULL);

  if (!check_ready (self, feed, error))
    return NULL;
  claim = self->wildcard ? "*" : feed;
  now = cue_clock_get_wall (self->clock);
  kept = g_hash_table_lookup (self->kept, claim);
  // A clock that was set back would make a token last too long, and be from the future.
  if (kept != NULL && now >= kept->made_us && now < kept->expiry_us - SPARE) {
    if (expiry_us != NULL)
      *expiry_us = kept->expiry_us;
    return g_strdup (kept->token);
  }
  expiry = (now / G_USEC_PER_SEC + self->life_s) * G_USEC_PER_SEC;
  claims = write_claims (claim, now / G_USEC_PER_SEC, expiry / G_USEC_PER_SEC);
  token = cue_signing_key_sign (self->key, "JWT", claims, error);
  if (token == NULL)
    return NULL;
  keep (self, claim, token, now, expiry);
  if (expiry_us != NULL)
    *expiry_us = expiry;
  return token;
}

/**
 * cue_read_token_source_forget:
 * @self: a source
 *
 * Overwrites the tokens that are kept, so that the next ones are new; for instance after a 401.
 */
void
cue_read_token_source_forget (CueReadTokenSource *self)
{
  g_return_if_fail (CUE_IS_READ_TOKEN_SOURCE (self));

  g_hash_table_remove_all (self->kept);
}
