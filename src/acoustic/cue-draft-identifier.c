// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-identifier.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-private.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/**
 * CueDraftIdentifier:
 *
 * One thing that tells whose event it is: a name and a value (S4:216-219).
 *
 * The vendor's second sample of a compound batch puts a channel and a provider beside them
 * (S4:143-146); they are sent only when they are given, and do not count for the level of the
 * channel.
 */
struct _CueDraftIdentifier {
  CueDraft parent_instance;

  char *name;     /* owned */
  char *value;    /* owned */
  char *channel;  /* owned */
  char *provider; /* owned */
};

G_DEFINE_FINAL_TYPE (CueDraftIdentifier, cue_draft_identifier, CUE_TYPE_DRAFT)

typedef enum {
  PROP_NAME = 1,
  PROP_VALUE,
  PROP_CHANNEL,
  PROP_PROVIDER,
} CueDraftIdentifierProperty;

static GParamSpec *properties[PROP_PROVIDER + 1];

static const CueDraftText texts[] = {
  CUE_DRAFT_TEXT (CueDraftIdentifier, name, "name", ""),
  CUE_DRAFT_TEXT (CueDraftIdentifier, value, "value", ""),
  CUE_DRAFT_TEXT (CueDraftIdentifier, channel, "channel", ""),
  CUE_DRAFT_TEXT (CueDraftIdentifier, provider, "provider", ""),
  { NULL },
};

static void
cue_draft_identifier_init (CueDraftIdentifier *self)
{
  cue_draft_init_texts (CUE_DRAFT (self));
}

static void
cue_draft_identifier_finalize (GObject *object)
{
  cue_draft_free_texts (CUE_DRAFT (object));
  G_OBJECT_CLASS (cue_draft_identifier_parent_class)->finalize (object);
}

static JsonNode *
cue_draft_identifier_to_json (CueDraft *draft)
{
  CueDraftIdentifier *self = CUE_DRAFT_IDENTIFIER (draft);
  JsonObject         *object = json_object_new ();
  JsonNode           *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "value", self->value);
  if (!cue_text_is_blank (self->channel))
    json_object_set_string_member (object, "channel", self->channel);
  if (!cue_text_is_blank (self->provider))
    json_object_set_string_member (object, "provider", self->provider);
  cue_draft_add_extras (draft, object);
  json_node_take_object (node, object);
  return node;
}

static gboolean
cue_draft_identifier_read_json (CueDraft              *draft,
                                JsonNode              *node,
                                const CueAcousticPath *path,
                                GPtrArray             *findings,
                                GError               **error)
{
  static const char *const known[] = { "name", "value", "channel", "provider", NULL };
  CueDraftIdentifier      *self = CUE_DRAFT_IDENTIFIER (draft);
  JsonObject              *object = cue_draft_read_object (node, path, findings, error);
  g_autofree char         *name = NULL;
  g_autofree char         *value = NULL;
  g_autofree char         *channel = NULL;
  g_autofree char         *provider = NULL;

  if (object == NULL || !cue_draft_read_text (object, "name", path, &name, findings, error) ||
      !cue_draft_read_text (object, "value", path, &value, findings, error) ||
      !cue_draft_read_text (object, "channel", path, &channel, findings, error) ||
      !cue_draft_read_text (object, "provider", path, &provider, findings, error))
    return FALSE;
  cue_draft_identifier_set_name (self, name);
  cue_draft_identifier_set_value (self, value);
  cue_draft_identifier_set_channel (self, channel);
  cue_draft_identifier_set_provider (self, provider);
  cue_draft_keep_extras (draft, object, known);
  return TRUE;
}

static void
cue_draft_identifier_check (CueDraft              *draft,
                            const CueAcousticPath *path,
                            CueAcousticContext    *context,
                            GPtrArray             *findings)
{
  CueDraftIdentifier *self = CUE_DRAFT_IDENTIFIER (draft);

  if (cue_text_is_blank (self->name))
    cue_acoustic_path_add (CUE_PATH_AT (path, "name"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:218",
                           _ ("The identifier has no name."));
  if (cue_text_is_blank (self->value))
    cue_acoustic_path_add (CUE_PATH_AT (path, "value"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:219",
                           _ ("The identifier has no value."));
}

static void
cue_draft_identifier_class_init (CueDraftIdentifierClass *klass)
{
  GObjectClass  *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_draft_identifier_finalize;
  draft_class->to_json = cue_draft_identifier_to_json;
  draft_class->read_json = cue_draft_identifier_read_json;
  draft_class->check = cue_draft_identifier_check;

  cue_draft_class_install_texts (draft_class, texts, properties);
}

/**
 * cue_draft_identifier_new:
 *
 * Returns: (transfer full): an empty identifier
 */
CueDraftIdentifier *
cue_draft_identifier_new (void)
{
  return g_object_new (CUE_TYPE_DRAFT_IDENTIFIER, NULL);
}

/**
 * cue_draft_identifier_get_name:
 * @self: an identifier
 *
 * Returns: its name, as registered with Exchange, perhaps empty
 */
const char *
cue_draft_identifier_get_name (CueDraftIdentifier *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_IDENTIFIER (self), NULL);

  return self->name;
}

/**
 * cue_draft_identifier_set_name:
 * @self: an identifier
 * @name: (nullable): its name, as registered with Exchange
 */
void
cue_draft_identifier_set_name (CueDraftIdentifier *self, const char *name)
{
  g_return_if_fail (CUE_IS_DRAFT_IDENTIFIER (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->name, name, properties[PROP_NAME]);
}

/**
 * cue_draft_identifier_get_value:
 * @self: an identifier
 *
 * Returns: its value, perhaps empty
 */
const char *
cue_draft_identifier_get_value (CueDraftIdentifier *self)
{
  g_return_val_if_fail (CUE_IS_DRAFT_IDENTIFIER (self), NULL);

  return self->value;
}

/**
 * cue_draft_identifier_set_value:
 * @self: an identifier
 * @value: (nullable): its value
 */
void
cue_draft_identifier_set_value (CueDraftIdentifier *self, const char *value)
{
  g_return_if_fail (CUE_IS_DRAFT_IDENTIFIER (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->value, value, properties[PROP_VALUE]);
}

/**
 * cue_draft_identifier_set_channel:
 * @self: an identifier
 * @channel: (nullable): the channel beside it, which the vendor shows in a sample only
 */
void
cue_draft_identifier_set_channel (CueDraftIdentifier *self, const char *channel)
{
  g_return_if_fail (CUE_IS_DRAFT_IDENTIFIER (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->channel, channel, properties[PROP_CHANNEL]);
}

/**
 * cue_draft_identifier_set_provider:
 * @self: an identifier
 * @provider: (nullable): the provider beside it, which the vendor shows in a sample only
 */
void
cue_draft_identifier_set_provider (CueDraftIdentifier *self, const char *provider)
{
  g_return_if_fail (CUE_IS_DRAFT_IDENTIFIER (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->provider, provider, properties[PROP_PROVIDER]);
}
