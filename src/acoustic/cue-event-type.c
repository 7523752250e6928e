// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-private.h"

#include "cue-diagnostic.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

#define MAX_LINE_CHARS 500
#define MAX_TEXT_CHARS 4000

/**
 * CueEventType:
 *
 * An event type as the service describes it (AC-3, AC-5, AC-6). Everything but the code is
 * optional, of any JSON type, and kept: what could not be understood is in the diagnostics, and all
 * of it in the raw JSON. The properties are for display, with invisible characters made visible;
 * the functions give the exact texts.
 *
 * Immutable but for its origin, which is set by whoever merges the lists; main thread once it is in
 * a model.
 */

G_DEFINE_FINAL_TYPE (CueEventType, cue_event_type, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (CueEventTypeOrigin,
                     cue_event_type_origin,
                     G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_ORIGIN_REGISTERED, "registered"),
                     G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS,
                                          "subscribed-by-others"),
                     G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_ORIGIN_CONSUMED, "consumed"))

G_DEFINE_ENUM_TYPE (CueRegistrationType,
                    cue_registration_type,
                    G_DEFINE_ENUM_VALUE (CUE_REGISTRATION_TYPE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CUE_REGISTRATION_TYPE_PUBLISH, "publish"),
                    G_DEFINE_ENUM_VALUE (CUE_REGISTRATION_TYPE_SUBSCRIBE, "subscribe"))

typedef enum {
  PROP_DISPLAY_CODE = 1,
  PROP_DISPLAY_NAME,
  PROP_DISPLAY_DESCRIPTION,
  PROP_DISPLAY_NAMESPACE,
  PROP_DISPLAY_VERSION,
  PROP_DISPLAY_PUBLISHER,
  PROP_DISPLAY_PROVIDER,
  PROP_REGISTRATION_TYPE,
  PROP_ORIGIN,
  PROP_ATTRIBUTES,
} CueEventTypeProperty;

static GParamSpec *properties[PROP_ATTRIBUTES + 1];

static void
cue_event_type_finalize (GObject *object)
{
  CueEventType *self = CUE_EVENT_TYPE (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->description);
  g_free (self->namespace);
  g_free (self->version_text);
  g_free (self->registration_text);
  g_clear_object (&self->attributes);
  g_free (self->publisher);
  g_free (self->provider);
  g_strfreev (self->subscribers);
  g_free (self->raw);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_event_type_parent_class)->finalize (object);
}

static void
take_line (GValue *value, const char *text)
{
  g_value_take_string (value, cue_text_make_line (text != NULL ? text : "", -1, MAX_LINE_CHARS));
}

static void
cue_event_type_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueEventType *self = CUE_EVENT_TYPE (object);

  switch ((CueEventTypeProperty) property_id) {
  case PROP_DISPLAY_CODE:
    take_line (value, self->code);
    break;
  case PROP_DISPLAY_NAME:
    take_line (value, self->name);
    break;
  case PROP_DISPLAY_DESCRIPTION:
    g_value_take_string (value,
                         cue_text_make_visible (self->description != NULL ? self->description : "",
                                                -1,
                                                MAX_TEXT_CHARS));
    break;
  case PROP_DISPLAY_NAMESPACE:
    take_line (value, self->namespace);
    break;
  case PROP_DISPLAY_VERSION:
    take_line (value, self->version_text);
    break;
  case PROP_DISPLAY_PUBLISHER:
    take_line (value, self->publisher);
    break;
  case PROP_DISPLAY_PROVIDER:
    take_line (value, self->provider);
    break;
  case PROP_REGISTRATION_TYPE:
    g_value_set_enum (value, (gint) self->registration_type);
    break;
  case PROP_ORIGIN:
    g_value_set_flags (value, self->origin);
    break;
  case PROP_ATTRIBUTES:
    g_value_set_object (value, self->attributes);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_type_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CueEventType *self = CUE_EVENT_TYPE (object);

  switch ((CueEventTypeProperty) property_id) {
  case PROP_ORIGIN:
    cue_event_type_set_origin (self, g_value_get_flags (value));
    break;
  case PROP_DISPLAY_CODE:
  case PROP_DISPLAY_NAME:
  case PROP_DISPLAY_DESCRIPTION:
  case PROP_DISPLAY_NAMESPACE:
  case PROP_DISPLAY_VERSION:
  case PROP_DISPLAY_PUBLISHER:
  case PROP_DISPLAY_PROVIDER:
  case PROP_REGISTRATION_TYPE:
  case PROP_ATTRIBUTES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_type_class_init (CueEventTypeClass *klass)
{
  static const char *const texts[] = {
    [PROP_DISPLAY_CODE] = "display-code",
    [PROP_DISPLAY_NAME] = "display-name",
    [PROP_DISPLAY_DESCRIPTION] = "display-description",
    [PROP_DISPLAY_NAMESPACE] = "display-namespace",
    [PROP_DISPLAY_VERSION] = "display-version",
    [PROP_DISPLAY_PUBLISHER] = "display-publisher",
    [PROP_DISPLAY_PROVIDER] = "display-provider",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_event_type_finalize;
  object_class->get_property = cue_event_type_get_property;
  object_class->set_property = cue_event_type_set_property;

  for (guint i = PROP_DISPLAY_CODE; i < G_N_ELEMENTS (texts); i++)
    properties[i] = g_param_spec_string (texts[i], NULL, NULL, "", flags);
  properties[PROP_REGISTRATION_TYPE] = g_param_spec_enum ("registration-type",
                                                          NULL,
                                                          NULL,
                                                          CUE_TYPE_REGISTRATION_TYPE,
                                                          CUE_REGISTRATION_TYPE_UNKNOWN,
                                                          flags);
  /**
   * CueEventType:origin:
   *
   * Which lists name it.
   */
  properties[PROP_ORIGIN] = g_param_spec_flags ("origin",
                                                NULL,
                                                NULL,
                                                CUE_TYPE_EVENT_TYPE_ORIGIN,
                                                CUE_EVENT_TYPE_ORIGIN_NONE,
                                                flags | G_PARAM_WRITABLE);
  properties[PROP_ATTRIBUTES] =
    g_param_spec_object ("attributes", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_event_type_init (CueEventType *self)
{
  self->code = g_strdup ("");
  self->version = -1;
  self->attributes = g_list_store_new (CUE_TYPE_EVENT_TYPE_ATTRIBUTE);
  self->subscribers = g_new0 (char *, 1);
  self->diagnostics = cue_diagnostics_new ();
}

/**
 * cue_event_type_new_for_code:
 * @code: an event code
 *
 * For AC-4, which tells codes alone.
 *
 * Returns: (transfer full): an event type of which nothing else is known
 */
CueEventType *
cue_event_type_new_for_code (const char *code)
{
  CueEventType *self;

  g_return_val_if_fail (code != NULL, NULL);

  self = g_object_new (CUE_TYPE_EVENT_TYPE, NULL);
  g_free (self->code);
  self->code = g_strdup (code);
  return self;
}

/**
 * cue_event_type_get_code:
 *
 * Returns: (transfer none): the code, exactly; empty when none came
 */
const char *
cue_event_type_get_code (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->code;
}

/**
 * cue_event_type_get_name:
 *
 * Returns: (transfer none) (nullable): the name for people
 */
const char *
cue_event_type_get_name (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->name;
}

/**
 * cue_event_type_get_description:
 *
 * Returns: (transfer none) (nullable): the description
 */
const char *
cue_event_type_get_description (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->description;
}

/**
 * cue_event_type_get_namespace:
 *
 * Returns: (transfer none) (nullable): the namespace
 */
const char *
cue_event_type_get_namespace (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->namespace;
}

/**
 * cue_event_type_get_version_text:
 *
 * Returns: (transfer none) (nullable): the version as it came: `1`, `1.0` or a text
 */
const char *
cue_event_type_get_version_text (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->version_text;
}

/**
 * cue_event_type_get_version:
 *
 * Returns: the version as a number, or −1 when it is none or was not given
 */
gint64
cue_event_type_get_version (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), -1);

  return self->version;
}

/**
 * cue_event_type_get_registration_type:
 *
 * Returns: what it was registered for; letter case does not matter
 */
CueRegistrationType
cue_event_type_get_registration_type (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), CUE_REGISTRATION_TYPE_UNKNOWN);

  return self->registration_type;
}

/**
 * cue_event_type_get_registration_text:
 *
 * Returns: (transfer none) (nullable): the word that came for it
 */
const char *
cue_event_type_get_registration_text (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->registration_text;
}

/**
 * cue_event_type_get_attributes:
 *
 * Returns: (transfer none): its attributes, of [class@EventTypeAttribute], in their order
 */
GListModel *
cue_event_type_get_attributes (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return G_LIST_MODEL (self->attributes);
}

/**
 * cue_event_type_get_publisher:
 *
 * Returns: (transfer none) (nullable): the endpoint that publishes it, told by AC-6 when asked
 */
const char *
cue_event_type_get_publisher (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->publisher;
}

/**
 * cue_event_type_get_provider:
 *
 * Returns: (transfer none) (nullable): the application behind the publisher, as above
 */
const char *
cue_event_type_get_provider (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->provider;
}

/**
 * cue_event_type_get_subscribers:
 *
 * Returns: (transfer none): the endpoints that subscribe to it, where AC-5 names them; often empty
 */
const char *const *
cue_event_type_get_subscribers (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return (const char *const *) self->subscribers;
}

/**
 * cue_event_type_get_raw:
 *
 * Returns: (transfer none) (nullable): the JSON as it came, laid out; unknown fields included
 */
const char *
cue_event_type_get_raw (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->raw;
}

/**
 * cue_event_type_get_diagnostics:
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what was not as documented
 */
GPtrArray *
cue_event_type_get_diagnostics (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), NULL);

  return self->diagnostics;
}

/**
 * cue_event_type_get_origin:
 *
 * Returns: which lists name it
 */
CueEventTypeOrigin
cue_event_type_get_origin (CueEventType *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self), CUE_EVENT_TYPE_ORIGIN_NONE);

  return self->origin;
}

/**
 * cue_event_type_set_origin:
 * @origin: which lists name it
 */
void
cue_event_type_set_origin (CueEventType *self, CueEventTypeOrigin origin)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE (self));

  if (self->origin == origin)
    return;
  self->origin = origin;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORIGIN]);
}

static gboolean
texts_equal (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/**
 * cue_event_type_is_same:
 * @other: another
 *
 * Returns: whether both are the same type: of one code and namespace; none and an empty one are
 *   the same
 */
gboolean
cue_event_type_is_same (CueEventType *self, CueEventType *other)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE (self) && CUE_IS_EVENT_TYPE (other), FALSE);

  return g_str_equal (self->code, other->code) && texts_equal (self->namespace, other->namespace);
}

static gboolean
attributes_equal (GListModel *a, GListModel *b)
{
  guint n = g_list_model_get_n_items (a);

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueEventTypeAttribute) one = g_list_model_get_item (a, i);
    g_autoptr (CueEventTypeAttribute) two = g_list_model_get_item (b, i);

    if (!g_str_equal (cue_event_type_attribute_get_name (one),
                      cue_event_type_attribute_get_name (two)) ||
        !texts_equal (cue_event_type_attribute_get_type_name (one),
                      cue_event_type_attribute_get_type_name (two)))
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_event_type_equal:
 * @other: another
 *
 * Returns: whether both say the same in everything but their origin; a list need not be touched
 *   for such a one
 */
gboolean
cue_event_type_equal (CueEventType *self, CueEventType *other)
{
  return cue_event_type_is_same (self, other) && texts_equal (self->name, other->name) &&
         texts_equal (self->description, other->description) &&
         texts_equal (self->version_text, other->version_text) &&
         texts_equal (self->registration_text, other->registration_text) &&
         texts_equal (self->publisher, other->publisher) &&
         texts_equal (self->provider, other->provider) &&
         g_strv_equal ((const char *const *) self->subscribers,
                       (const char *const *) other->subscribers) &&
         texts_equal (self->raw, other->raw) &&
         attributes_equal (G_LIST_MODEL (self->attributes), G_LIST_MODEL (other->attributes));
}
