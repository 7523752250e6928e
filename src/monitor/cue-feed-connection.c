// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-diagnostic.h"
#include "cue-feed-host.h"
#include "cue-profile-text.h"
#include "cue-property.h"
#include "cue-read-token-rules.h"
#include "cue-secret-store.h"
#include "cue-text.h"

/**
 * CueFeedConnection:
 *
 * A [class@Connection] to an Event Data Service of 10Duke: where it is, which feeds are looked at,
 * and what the tokens that read them are like. Its secret is the private key, in PEM and PKCS#8.
 */

struct _CueFeedConnection {
  CueConnection parent_instance;

  char    *host;       // owned
  char    *feeds;      // owned, one id a line
  guint    token_life; // seconds
  gboolean wildcard;
};

G_DEFINE_FINAL_TYPE (CueFeedConnection, cue_feed_connection, CUE_TYPE_CONNECTION)

typedef enum {
  PROP_HOST = 1,
  PROP_FEEDS,
  PROP_TOKEN_LIFE,
  PROP_WILDCARD,
} CueFeedConnectionProperty;

static GParamSpec *properties[PROP_WILDCARD + 1];

static void
cue_feed_connection_init (CueFeedConnection *self)
{
  self->host = g_strdup ("");
  self->feeds = g_strdup ("");
  self->token_life = CUE_READ_TOKEN_DEFAULT_LIFE_S;
}

static void
cue_feed_connection_finalize (GObject *object)
{
  CueFeedConnection *self = CUE_FEED_CONNECTION (object);

  g_free (self->host);
  g_free (self->feeds);
  G_OBJECT_CLASS (cue_feed_connection_parent_class)->finalize (object);
}

static void
cue_feed_connection_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueFeedConnection *self = CUE_FEED_CONNECTION (object);

  switch ((CueFeedConnectionProperty) property_id) {
  case PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case PROP_FEEDS:
    g_value_set_string (value, self->feeds);
    break;
  case PROP_TOKEN_LIFE:
    g_value_set_uint (value, self->token_life);
    break;
  case PROP_WILDCARD:
    g_value_set_boolean (value, self->wildcard);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
set_flag (CueFeedConnection *self, gboolean *field, const GValue *value, GParamSpec *pspec)
{
  if (*field == g_value_get_boolean (value))
    return;
  *field = g_value_get_boolean (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
cue_feed_connection_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  CueFeedConnection *self = CUE_FEED_CONNECTION (object);

  switch ((CueFeedConnectionProperty) property_id) {
  case PROP_HOST:
    cue_property_set_text (self, &self->host, g_value_get_string (value), pspec);
    break;
  case PROP_FEEDS:
    cue_property_set_text (self, &self->feeds, g_value_get_string (value), pspec);
    break;
  case PROP_TOKEN_LIFE:
    if (self->token_life != g_value_get_uint (value)) {
      self->token_life = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_WILDCARD:
    set_flag (self, &self->wildcard, value, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

/**
 * cue_feed_connection_get_host:
 *
 * Returns: (transfer none): where it is, as it was entered; may be empty
 */
const char *
cue_feed_connection_get_host (CueFeedConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (self), NULL);
  return self->host;
}

/**
 * cue_feed_connection_get_feeds:
 *
 * Returns: (transfer none): the ids of its feeds, one a line, as they were entered
 */
const char *
cue_feed_connection_get_feeds (CueFeedConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (self), NULL);
  return self->feeds;
}

/**
 * cue_feed_connection_list_feeds:
 *
 * Returns: (transfer full): the ids of its feeds in their order, without blanks around them, each
 *   once, %CUE_FEED_CONNECTION_MAX_FEEDS at most
 */
char **
cue_feed_connection_list_feeds (CueFeedConnection *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (self), NULL);

  lines = g_strsplit (self->feeds, "\n", -1);
  for (guint i = 0; lines[i] != NULL && ids->len < CUE_FEED_CONNECTION_MAX_FEEDS; i++) {
    const char *id = g_strstrip (lines[i]);

    if (*id != '\0' && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
      g_ptr_array_add (ids, g_strdup (id));
  }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/**
 * cue_feed_connection_get_token_life:
 *
 * Returns: for how long a read token is valid, in seconds
 */
guint
cue_feed_connection_get_token_life (CueFeedConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (self), 0);
  return self->token_life;
}

/**
 * cue_feed_connection_get_wildcard:
 *
 * Returns: whether read tokens are for every feed
 */
gboolean
cue_feed_connection_get_wildcard (CueFeedConnection *self)
{
  g_return_val_if_fail (CUE_IS_FEED_CONNECTION (self), FALSE);
  return self->wildcard;
}

// What @own says about something, as remarks about the property it stands in.
static void
take_over (GPtrArray *found, GPtrArray *own, const char *property)
{
  for (guint i = 0; i < own->len; i++) {
    const CueDiagnostic *one = g_ptr_array_index (own, i);

    g_ptr_array_add (found,
                     cue_diagnostic_new (cue_diagnostic_get_severity (one),
                                         property,
                                         "%s",
                                         cue_diagnostic_get_message (one)));
  }
}

// What a call needs; see services.md 3.6.
static void
validate (CueConnection *connection, GPtrArray *found)
{
  CueFeedConnection *self = CUE_FEED_CONNECTION (connection);
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) life = cue_diagnostics_new ();
  g_autofree char *url = cue_feed_host_make_base_url (self->host, &error);

  if (url == NULL)
    g_ptr_array_add (found, cue_diagnostic_new (CUE_SEVERITY_ERROR, "host", "%s", error->message));
  for (guint i = 0; feeds[i] != NULL; i++) {
    g_autoptr (GPtrArray) own = cue_diagnostics_new ();

    cue_read_token_check_feed (feeds[i], FALSE, own);
    take_over (found, own, "feeds");
  }
  if (feeds[0] == NULL)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "feeds",
                                         _ ("No feed is named, so there is nothing to look at; "
                                            "events can be sent.")));
  cue_read_token_check_life (self->token_life, life);
  take_over (found, life, "token-life");
  if (self->wildcard)
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         "wildcard",
                                         _ ("Each token opens every feed of the tenant; one that "
                                            "names the feed gives less away.")));
}

static void
write_json (CueConnection *connection, JsonBuilder *builder)
{
  CueFeedConnection *self = CUE_FEED_CONNECTION (connection);
  g_auto (GStrv) feeds = cue_feed_connection_list_feeds (self);

  json_builder_set_member_name (builder, "host");
  json_builder_add_string_value (builder, self->host);
  json_builder_set_member_name (builder, "feeds");
  json_builder_begin_array (builder);
  for (guint i = 0; feeds[i] != NULL; i++)
    json_builder_add_string_value (builder, feeds[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "tokenLife");
  json_builder_add_int_value (builder, self->token_life);
  json_builder_set_member_name (builder, "wildcard");
  json_builder_add_boolean_value (builder, self->wildcard);
  json_builder_set_member_name (builder, "production");
  json_builder_add_boolean_value (builder, cue_connection_get_production (self));
}

// Ids come from somebody else's file and are shown: nothing invisible in them.
static gboolean
is_presentable (const char *id)
{
  g_autofree char *line = cue_text_make_line (id, -1, CUE_PROFILE_NAME_MAX_CHARS);

  return *id != '\0' && g_str_equal (line, id);
}

static void
read_feeds (CueFeedConnection *self, CueJsonReader *reader)
{
  g_auto (GStrv) feeds = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0;

  if (!cue_json_reader_has (reader, "feeds") ||
      !cue_json_reader_get_strv (reader, "feeds", &feeds) || feeds == NULL)
    return;
  for (guint i = 0; feeds[i] != NULL; i++) {
    if (n == CUE_FEED_CONNECTION_MAX_FEEDS || !is_presentable (feeds[i])) {
      cue_json_reader_report (reader,
                              CUE_SEVERITY_WARNING,
                              "feeds",
                              _ ("Some of the feeds could not be used and were left out."));
      break;
    }
    g_string_append_printf (lines, "%s%s", n++ > 0 ? "\n" : "", feeds[i]);
  }
  g_object_set (self, "feeds", lines->str, NULL);
}

static void
read_json (CueConnection *connection, CueJsonReader *reader)
{
  CueFeedConnection *self = CUE_FEED_CONNECTION (connection);
  gboolean           wildcard;
  gint64             life;

  cue_profile_read_field (self, "host", reader, "host", CUE_PROFILE_TEXT_MAX);
  read_feeds (self, reader);
  if (cue_json_reader_has (reader, "tokenLife") &&
      cue_json_reader_get_int64 (reader, "tokenLife", &life)) {
    if (life >= CUE_READ_TOKEN_MIN_LIFE_S && life <= CUE_READ_TOKEN_MAX_LIFE_S)
      g_object_set (self, "token-life", (guint) life, NULL);
    else
      cue_json_reader_report (reader,
                              CUE_SEVERITY_WARNING,
                              "tokenLife",
                              _ ("This is none of the known values; the usual one is used."));
  }
  if (cue_json_reader_has (reader, "wildcard") &&
      cue_json_reader_get_bool (reader, "wildcard", &wildcard))
    g_object_set (self, "wildcard", wildcard, NULL);
  cue_profile_read_production (self, reader);
}

static void
cue_feed_connection_class_init (CueFeedConnectionClass *klass)
{
  GObjectClass       *object_class = G_OBJECT_CLASS (klass);
  CueConnectionClass *connection_class = CUE_CONNECTION_CLASS (klass);
  GParamFlags         flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_feed_connection_finalize;
  object_class->get_property = cue_feed_connection_get_property;
  object_class->set_property = cue_feed_connection_set_property;
  connection_class->secret_prefix = CUE_SECRET_KIND_TENDUKE_PREFIX;
  connection_class->validate = validate;
  connection_class->write_json = write_json;
  connection_class->read_json = read_json;

  /**
   * CueFeedConnection:host:
   *
   * The name of a tenant, a host name or an https address; see [func@feed_host_make_base_url].
   */
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, "", flags);
  /**
   * CueFeedConnection:feeds:
   *
   * The ids of the feeds that are looked at, one a line; may be empty.
   */
  properties[PROP_FEEDS] = g_param_spec_string ("feeds", NULL, NULL, "", flags);
  /**
   * CueFeedConnection:token-life:
   *
   * For how long a read token is valid, in seconds.
   */
  properties[PROP_TOKEN_LIFE] = g_param_spec_uint ("token-life",
                                                   NULL,
                                                   NULL,
                                                   0,
                                                   G_MAXUINT,
                                                   CUE_READ_TOKEN_DEFAULT_LIFE_S,
                                                   flags);
  /**
   * CueFeedConnection:wildcard:
   *
   * Whether read tokens are for every feed (`*`) in place of the one that is read.
   */
  properties[PROP_WILDCARD] = g_param_spec_boolean ("wildcard", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}
