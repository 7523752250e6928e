// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attributes-draft.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-event-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueAttributesDraft:
 *
 * The list of attributes that replaces the one an endpoint registered (AC-7 for publishers, AC-8
 * for subscribers). What is sent is the list alone; the endpoint stands in the address.
 *
 * No event code is given anywhere in this call, so it cannot be told which event type it changes
 * (services reference 2.4, 20): a form shows it as an experiment.
 */
struct _CueAttributesDraft {
  CueDraft parent_instance;

  CueAcousticRole role;
  char           *endpoint_id; /* owned */
  gboolean        remove_all;
  CueDraftList   *attributes; /* owned */
};

G_DEFINE_FINAL_TYPE (CueAttributesDraft, cue_attributes_draft, CUE_TYPE_DRAFT)

typedef enum {
  PROP_ROLE = 1,
  PROP_ENDPOINT_ID,
  PROP_REMOVE_ALL,
  PROP_ATTRIBUTES,
} CueAttributesDraftProperty;

static GParamSpec *properties[PROP_ATTRIBUTES + 1];

static CueDraft *
make_attribute (void)
{
  return CUE_DRAFT (cue_draft_attribute_new ());
}

static void
cue_attributes_draft_init (CueAttributesDraft *self)
{
  self->role = CUE_ACOUSTIC_ROLE_PUBLISHER;
  self->endpoint_id = g_strdup ("");
  self->attributes = cue_draft_list_new (CUE_TYPE_DRAFT_ATTRIBUTE, make_attribute);
  cue_draft_set_parent (CUE_DRAFT (self->attributes), CUE_DRAFT (self));
}

static void
cue_attributes_draft_finalize (GObject *object)
{
  CueAttributesDraft *self = CUE_ATTRIBUTES_DRAFT (object);

  cue_draft_set_parent (CUE_DRAFT (self->attributes), NULL);
  g_object_unref (self->attributes);
  g_free (self->endpoint_id);
  G_OBJECT_CLASS (cue_attributes_draft_parent_class)->finalize (object);
}

static void
cue_attributes_draft_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CueAttributesDraft *self = CUE_ATTRIBUTES_DRAFT (object);

  switch ((CueAttributesDraftProperty) property_id) {
  case PROP_ROLE:
    g_value_set_flags (value, self->role);
    break;
  case PROP_ENDPOINT_ID:
    g_value_set_string (value, self->endpoint_id);
    break;
  case PROP_REMOVE_ALL:
    g_value_set_boolean (value, self->remove_all);
    break;
  case PROP_ATTRIBUTES:
    g_value_set_object (value, self->attributes);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_attributes_draft_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  CueAttributesDraft *self = CUE_ATTRIBUTES_DRAFT (object);

  switch ((CueAttributesDraftProperty) property_id) {
  case PROP_ROLE:
    cue_attributes_draft_set_role (self, g_value_get_flags (value));
    break;
  case PROP_ENDPOINT_ID:
    cue_attributes_draft_set_endpoint_id (self, g_value_get_string (value));
    break;
  case PROP_REMOVE_ALL:
    cue_attributes_draft_set_remove_all (self, g_value_get_boolean (value));
    break;
  case PROP_ATTRIBUTES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static JsonNode *
cue_attributes_draft_to_json (CueDraft *draft)
{
  return cue_draft_to_json (CUE_DRAFT (CUE_ATTRIBUTES_DRAFT (draft)->attributes));
}

static gboolean
cue_attributes_draft_read_json (CueDraft              *draft,
                                JsonNode              *node,
                                const CueAcousticPath *path,
                                GPtrArray             *findings,
                                GError               **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return cue_acoustic_path_fail (path,
                                   findings,
                                   error,
                                   "S4:546",
                                   _ ("The JSON must be a list of attributes […]."));
  return cue_draft_read_json (CUE_DRAFT (CUE_ATTRIBUTES_DRAFT (draft)->attributes),
                              node,
                              path,
                              findings,
                              error);
}

static void
cue_attributes_draft_check (CueDraft              *draft,
                            const CueAcousticPath *path,
                            CueAcousticContext    *context,
                            GPtrArray             *findings)
{
  CueAttributesDraft *self = CUE_ATTRIBUTES_DRAFT (draft);
  gboolean            publishes = self->role == CUE_ACOUSTIC_ROLE_PUBLISHER;

  cue_acoustic_check_role (findings,
                           self->role,
                           cue_acoustic_context_get_role (context),
                           publishes ? "S4:532" : "S4:558");
  cue_acoustic_check_endpoint_id (findings, self->endpoint_id);
  if (cue_draft_list_get_n_items (self->attributes) == 0)
    cue_acoustic_path_add (path,
                           findings,
                           self->remove_all ? CUE_FINDING_WARN : CUE_FINDING_BLOCK,
                           publishes ? "S4:530" : "S4:556",
                           _ ("The list replaces the one that is registered. An empty list removes "
                              "every attribute."));
  cue_draft_add_checks (CUE_DRAFT (self->attributes), path, context, findings);
  cue_draft_attributes_check_unique (self->attributes,
                                     path,
                                     publishes ? "S4:551" : "S4:577",
                                     findings);
}

static void
cue_attributes_draft_class_init (CueAttributesDraftClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  CueDraftClass    *draft_class = CUE_DRAFT_CLASS (klass);

  object_class->finalize = cue_attributes_draft_finalize;
  object_class->get_property = cue_attributes_draft_get_property;
  object_class->set_property = cue_attributes_draft_set_property;
  draft_class->to_json = cue_attributes_draft_to_json;
  draft_class->read_json = cue_attributes_draft_read_json;
  draft_class->check = cue_attributes_draft_check;

  properties[PROP_ROLE] = g_param_spec_flags ("role",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_ACOUSTIC_ROLE,
                                              CUE_ACOUSTIC_ROLE_PUBLISHER,
                                              flags);
  properties[PROP_ENDPOINT_ID] = g_param_spec_string ("endpoint-id", NULL, NULL, "", flags);
  properties[PROP_REMOVE_ALL] = g_param_spec_boolean ("remove-all", NULL, NULL, FALSE, flags);
  properties[PROP_ATTRIBUTES] = g_param_spec_object ("attributes",
                                                     NULL,
                                                     NULL,
                                                     CUE_TYPE_DRAFT_LIST,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_attributes_draft_new:
 * @role: whose list: %CUE_ACOUSTIC_ROLE_PUBLISHER or %CUE_ACOUSTIC_ROLE_SUBSCRIBER
 *
 * Returns: (transfer full): an empty list
 */
CueAttributesDraft *
cue_attributes_draft_new (CueAcousticRole role)
{
  return g_object_new (CUE_TYPE_ATTRIBUTES_DRAFT, "role", role, NULL);
}

/**
 * cue_attributes_draft_get_role:
 * @self: a list
 *
 * Returns: whose list it is: which of the two calls sends it
 */
CueAcousticRole
cue_attributes_draft_get_role (CueAttributesDraft *self)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self), CUE_ACOUSTIC_ROLE_PUBLISHER);

  return self->role;
}

/**
 * cue_attributes_draft_set_role:
 * @self: a list
 * @role: %CUE_ACOUSTIC_ROLE_PUBLISHER or %CUE_ACOUSTIC_ROLE_SUBSCRIBER
 */
void
cue_attributes_draft_set_role (CueAttributesDraft *self, CueAcousticRole role)
{
  g_return_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self));
  g_return_if_fail (role == CUE_ACOUSTIC_ROLE_PUBLISHER || role == CUE_ACOUSTIC_ROLE_SUBSCRIBER);

  if (self->role == role)
    return;
  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_attributes_draft_get_endpoint_id:
 * @self: a list
 *
 * Returns: the id of the endpoint, as typed
 */
const char *
cue_attributes_draft_get_endpoint_id (CueAttributesDraft *self)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self), NULL);

  return self->endpoint_id;
}

/**
 * cue_attributes_draft_set_endpoint_id:
 * @self: a list
 * @endpoint_id: (nullable): the id of the endpoint
 */
void
cue_attributes_draft_set_endpoint_id (CueAttributesDraft *self, const char *endpoint_id)
{
  g_return_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self));

  cue_draft_set_text (CUE_DRAFT (self),
                      &self->endpoint_id,
                      endpoint_id,
                      properties[PROP_ENDPOINT_ID]);
}

/**
 * cue_attributes_draft_set_remove_all:
 * @self: a list
 * @remove_all: whether the user confirmed that an empty list may be sent
 */
void
cue_attributes_draft_set_remove_all (CueAttributesDraft *self, gboolean remove_all)
{
  g_return_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self));

  remove_all = remove_all != FALSE;
  if (self->remove_all == remove_all)
    return;
  self->remove_all = remove_all;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMOVE_ALL]);
  cue_draft_changed (CUE_DRAFT (self));
}

/**
 * cue_attributes_draft_get_attributes:
 * @self: a list
 *
 * Returns: (transfer none): the attributes, of [class@DraftAttribute]
 */
CueDraftList *
cue_attributes_draft_get_attributes (CueAttributesDraft *self)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self), NULL);

  return self->attributes;
}

/**
 * cue_attributes_draft_add_attribute:
 * @self: a list
 * @name: (nullable): the name
 * @type: (nullable): the type
 *
 * Returns: (transfer none): a new attribute at the end
 */
CueDraftAttribute *
cue_attributes_draft_add_attribute (CueAttributesDraft *self, const char *name, const char *type)
{
  g_return_val_if_fail (CUE_IS_ATTRIBUTES_DRAFT (self), NULL);

  return cue_draft_attributes_add (self->attributes, name, type);
}
