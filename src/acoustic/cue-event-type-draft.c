// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-draft.h"

#include "cue-acoustic-rules.h"
#include "cue-event-type-draft-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueEventTypeDraft:
 *
 * An event type as it is registered (AC-2, S4:268-289). The version is kept as it was typed and
 * sent as a number. Description, namespace and version are left out when they are empty.
 */
G_DEFINE_FINAL_TYPE (CueEventTypeDraft, cue_event_type_draft, CUE_TYPE_DRAFT)

typedef enum {
  PROP_CODE = 1,
  PROP_NAME,
  PROP_DESCRIPTION,
  PROP_NAMESPACE,
  PROP_VERSION,
  PROP_REGISTRATION_TYPE,
} CueEventTypeDraftProperty;

static GParamSpec *properties[PROP_REGISTRATION_TYPE + 1];

static const CueDraftText texts[] = {
  CUE_DRAFT_TEXT (CueEventTypeDraft, code, "code", ""),
  CUE_DRAFT_TEXT (CueEventTypeDraft, name, "name", ""),
  CUE_DRAFT_TEXT (CueEventTypeDraft, description, "description", ""),
  CUE_DRAFT_TEXT (CueEventTypeDraft, name_space, "namespace", ""),
  CUE_DRAFT_TEXT (CueEventTypeDraft, version, "version", "1"),
  CUE_DRAFT_TEXT (CueEventTypeDraft, registration_type, "registration-type", "PUBLISH"),
  { NULL },
};

static CueDraft *
make_attribute (void)
{
  return CUE_DRAFT (cue_draft_attribute_new ());
}

static void
cue_event_type_draft_init (CueEventTypeDraft *self)
{
  cue_draft_init_texts (CUE_DRAFT (self));
  self->attributes = cue_draft_list_new (CUE_TYPE_DRAFT_ATTRIBUTE, make_attribute);
  cue_draft_set_parent (CUE_DRAFT (self->attributes), CUE_DRAFT (self));
}

static void
cue_event_type_draft_finalize (GObject *object)
{
  CueEventTypeDraft *self = CUE_EVENT_TYPE_DRAFT (object);

  cue_draft_set_parent (CUE_DRAFT (self->attributes), NULL);
  g_object_unref (self->attributes);
  cue_draft_free_texts (CUE_DRAFT (object));
  G_OBJECT_CLASS (cue_event_type_draft_parent_class)->finalize (object);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static JsonNode *
cue_event_type_draft_to_json (CueDraft *draft)
{
  CueEventTypeDraft *self = CUE_EVENT_TYPE_DRAFT (draft);
  JsonObject        *object = json_object_new ();
  JsonNode          *node = json_node_new (JSON_NODE_OBJECT);
  gint64             version;

  json_object_set_string_member (object, "code", self->code);
  json_object_set_string_member (object, "name", self->name);
  if (self->description[0] != '\0')
    json_object_set_string_member (object, "description", self->description);
  if (self->name_space[0] != '\0')
    json_object_set_string_member (object, "namespace", self->name_space);
  if (cue_event_type_draft_read_version (self->version, &version))
    json_object_set_int_member (object, "version", version);
  else if (self->version[0] != '\0')
    json_object_set_string_member (object, "version", self->version);
  if (self->registration_type[0] != '\0')
    json_object_set_string_member (object, "registrationType", self->registration_type);
  if (cue_draft_list_get_n_items (self->attributes) > 0)
    json_object_set_member (object, "attributes", cue_draft_to_json (CUE_DRAFT (self->attributes)));
  cue_draft_add_extras (draft, object);
  json_node_take_object (node, object);
  return node;
}

/* A number here is what the service wants, so it is not remarked upon. */
static gboolean
read_version_member (JsonObject            *object,
                     const CueAcousticPath *path,
                     char                 **out,
                     GPtrArray             *findings,
                     GError               **error)
{
  JsonNode *node = json_object_get_member (object, "version");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    cue_acoustic_path_add (CUE_PATH_AT (path, "version"),
                           findings,
                           CUE_FINDING_HINT,
                           "S4:281",
                           _ ("The version is sent as a number, not as a text."));
  return cue_draft_read_text (object, "version", path, out, NULL, error);
}

static gboolean
cue_event_type_draft_read_json (CueDraft              *draft,
                                JsonNode              *node,
                                const CueAcousticPath *path,
                                GPtrArray             *findings,
                                GError               **error)
{
  static const char *const known[] = { "code",       "name",    "description",
                                       "namespace",  "version", "registrationType",
                                       "attributes", NULL };
  CueEventTypeDraft       *self = CUE_EVENT_TYPE_DRAFT (draft);
  JsonObject              *object = cue_draft_read_object (node, path, findings, error);
  g_autofree char         *code = NULL;
  g_autofree char         *name = NULL;
  g_autofree char         *description = NULL;
  g_autofree char         *name_space = NULL;
  g_autofree char         *version = NULL;
  g_autofree char         *type = NULL;

  if (object == NULL || !cue_draft_read_text (object, "code", path, &code, findings, error) ||
      !cue_draft_read_text (object, "name", path, &name, findings, error) ||
      !cue_draft_read_text (object, "description", path, &description, findings, error) ||
      !cue_draft_read_text (object, "namespace", path, &name_space, findings, error) ||
      !read_version_member (object, path, &version, findings, error) ||
      !cue_draft_read_text (object, "registrationType", path, &type, findings, error) ||
      !cue_draft_read_json (CUE_DRAFT (self->attributes),
                            json_object_get_member (object, "attributes"),
                            CUE_PATH_AT (path, "attributes"),
                            findings,
                            error))
    return FALSE;
  cue_event_type_draft_set_code (self, code);
  cue_event_type_draft_set_name (self, name);
  cue_event_type_draft_set_description (self, description);
  cue_event_type_draft_set_namespace (self, name_space);
  cue_event_type_draft_set_version (self, version);
  cue_event_type_draft_set_registration_type (self, type);
  cue_draft_keep_extras (draft, object, known);
  return TRUE;
}

static void
cue_event_type_draft_class_init (CueEventTypeDraftClass *klass)
{
  GObjectClass  *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_event_type_draft_finalize;
  draft_class->to_json = cue_event_type_draft_to_json;
  draft_class->read_json = cue_event_type_draft_read_json;
  draft_class->check = cue_event_type_draft_check;
  draft_class->find_path = cue_event_type_draft_find_path;

  cue_draft_class_install_texts (draft_class, texts, properties);
}

/* ---- the public side ----------------------------------------------------------------------- */

/**
 * cue_event_type_draft_new:
 *
 * Returns: (transfer full): an empty event type of version 1 that is published
 */
CueEventTypeDraft *
cue_event_type_draft_new (void)
{
  return g_object_new (CUE_TYPE_EVENT_TYPE_DRAFT, NULL);
}

/**
 * cue_event_type_draft_new_from_event_type:
 * @type: an event type as the service lists it (AC-3, AC-5, AC-6)
 *
 * Makes a draft of what the service answered, for a duplicate, an export or a comparison: whatever
 * cannot be registered (subscribers, publisher, provider, members of a later version) is left out.
 *
 * Returns: (transfer full): the draft
 */
CueEventTypeDraft *
cue_event_type_draft_new_from_event_type (CueEventType *type)
{
  CueEventTypeDraft *self = cue_event_type_draft_new ();
  GListModel        *attributes;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE (type), self);

  cue_event_type_draft_set_code (self, cue_event_type_get_code (type));
  cue_event_type_draft_set_name (self, cue_event_type_get_name (type));
  cue_event_type_draft_set_description (self, cue_event_type_get_description (type));
  cue_event_type_draft_set_namespace (self, cue_event_type_get_namespace (type));
  if (cue_event_type_get_version (type) >= 0) {
    g_autofree char *version =
      g_strdup_printf ("%" G_GINT64_FORMAT, cue_event_type_get_version (type));

    cue_event_type_draft_set_version (self, version);
  } else if (cue_event_type_get_version_text (type) != NULL) {
    cue_event_type_draft_set_version (self, cue_event_type_get_version_text (type));
  }
  if (cue_event_type_get_registration_type (type) == CUE_REGISTRATION_TYPE_SUBSCRIBE)
    cue_event_type_draft_set_registration_type (self, "SUBSCRIBE");
  attributes = cue_event_type_get_attributes (type);
  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (attributes, i);
    const char      *type_name = cue_event_type_attribute_get_type_name (attribute);
    g_autofree char *lower = g_ascii_strdown (type_name != NULL ? type_name : "", -1);

    /* The service writes “Number” where it takes “number”; other words are kept. */
    cue_event_type_draft_add_attribute (self,
                                        cue_event_type_attribute_get_name (attribute),
                                        cue_acoustic_type_is_known (lower) ? lower : type_name);
  }
  return self;
}

/**
 * cue_event_type_draft_copy:
 * @self: an event type
 *
 * Returns: (transfer full): another with the same content
 */
CueEventTypeDraft *
cue_event_type_draft_copy (CueEventTypeDraft *self)
{
  CueEventTypeDraft *copy = cue_event_type_draft_new ();
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), copy);

  node = cue_draft_to_json (CUE_DRAFT (self));
  cue_draft_read_json (CUE_DRAFT (copy), node, NULL, NULL, NULL);
  return copy;
}

/**
 * cue_event_type_draft_get_code:
 * @self: an event type
 *
 * Returns: its code, perhaps empty
 */
const char *
cue_event_type_draft_get_code (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->code;
}

/**
 * cue_event_type_draft_set_code:
 * @self: an event type
 * @code: (nullable): its code
 */
void
cue_event_type_draft_set_code (CueEventTypeDraft *self, const char *code)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->code, code, properties[PROP_CODE]);
}

/**
 * cue_event_type_draft_get_name:
 * @self: an event type
 *
 * Returns: what the user interface of Exchange calls it, perhaps empty
 */
const char *
cue_event_type_draft_get_name (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->name;
}

/**
 * cue_event_type_draft_set_name:
 * @self: an event type
 * @name: (nullable): what the user interface of Exchange calls it
 */
void
cue_event_type_draft_set_name (CueEventTypeDraft *self, const char *name)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->name, name, properties[PROP_NAME]);
}

/**
 * cue_event_type_draft_get_description:
 * @self: an event type
 *
 * Returns: its description, perhaps empty
 */
const char *
cue_event_type_draft_get_description (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->description;
}

/**
 * cue_event_type_draft_set_description:
 * @self: an event type
 * @description: (nullable): its description
 */
void
cue_event_type_draft_set_description (CueEventTypeDraft *self, const char *description)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self),
                      &self->description,
                      description,
                      properties[PROP_DESCRIPTION]);
}

/**
 * cue_event_type_draft_get_namespace:
 * @self: an event type
 *
 * Returns: its namespace, perhaps empty
 */
const char *
cue_event_type_draft_get_namespace (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->name_space;
}

/**
 * cue_event_type_draft_set_namespace:
 * @self: an event type
 * @name_space: (nullable): its namespace
 */
void
cue_event_type_draft_set_namespace (CueEventTypeDraft *self, const char *name_space)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->name_space, name_space, properties[PROP_NAMESPACE]);
}

/**
 * cue_event_type_draft_get_version:
 * @self: an event type
 *
 * Returns: the version of the catalogue, as typed, perhaps empty
 */
const char *
cue_event_type_draft_get_version (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->version;
}

/**
 * cue_event_type_draft_set_version:
 * @self: an event type
 * @version: (nullable): the version of the catalogue, as typed
 */
void
cue_event_type_draft_set_version (CueEventTypeDraft *self, const char *version)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self), &self->version, version, properties[PROP_VERSION]);
}

/**
 * cue_event_type_draft_get_registration_type:
 * @self: an event type
 *
 * Returns: `PUBLISH` or `SUBSCRIBE`, perhaps empty
 */
const char *
cue_event_type_draft_get_registration_type (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->registration_type;
}

/**
 * cue_event_type_draft_set_registration_type:
 * @self: an event type
 * @type: (nullable): `PUBLISH` or `SUBSCRIBE`
 */
void
cue_event_type_draft_set_registration_type (CueEventTypeDraft *self, const char *type)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self),
                      &self->registration_type,
                      type,
                      properties[PROP_REGISTRATION_TYPE]);
}

/**
 * cue_event_type_draft_get_attributes:
 * @self: an event type
 *
 * Returns: (transfer none): its attributes, of [class@DraftAttribute]
 */
CueDraftList *
cue_event_type_draft_get_attributes (CueEventTypeDraft *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return self->attributes;
}

/**
 * cue_event_type_draft_add_attribute:
 * @self: an event type
 * @name: (nullable): the name
 * @type: (nullable): the type
 *
 * Returns: (transfer none): a new attribute at the end
 */
CueDraftAttribute *
cue_event_type_draft_add_attribute (CueEventTypeDraft *self, const char *name, const char *type)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DRAFT (self), NULL);

  return cue_draft_attributes_add (self->attributes, name, type);
}
