// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-change.h"

#include "cue-event-type-change-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueEventTypeChange:
 *
 * How a document and the server differ about one event type, in words, and the calls that make the
 * server like the document. Immutable but for what is known of other types with the same code.
 *
 * There is no documented call that changes one registered event type: the calls that replace
 * attributes name an endpoint and no code (services reference 2.4, 20). So a change is a removal
 * and a new registration, and says so.
 */
struct _CueEventTypeChange {
  GObject parent_instance;

  CueEventTypeChangeKind kind;
  CueEventTypeDraft     *wanted;  /* owned, nullable */
  CueEventTypeDraft     *present; /* owned, nullable */
  char                 **details; /* owned */
  gboolean               is_ambiguous;
};

G_DEFINE_FINAL_TYPE (CueEventTypeChange, cue_event_type_change, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueEventTypeChangeKind,
                    cue_event_type_change_kind,
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CHANGE_SAME, "same"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CHANGE_ADD, "add"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CHANGE_REPLACE, "replace"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_CHANGE_REMOVE, "remove"))

/**
 * cue_event_type_change_kind_get_title:
 * @kind: how they differ
 *
 * Returns: the translated word for it
 */
const char *
cue_event_type_change_kind_get_title (CueEventTypeChangeKind kind)
{
  switch (kind) {
  case CUE_EVENT_TYPE_CHANGE_ADD:
    /* Translators: an event type that is in a file and not on the server */
    return _ ("Add");
  case CUE_EVENT_TYPE_CHANGE_REPLACE:
    /* Translators: an event type that is different in a file and on the server */
    return _ ("Change");
  case CUE_EVENT_TYPE_CHANGE_REMOVE:
    /* Translators: an event type that is on the server and not in a file */
    return _ ("Remove");
  case CUE_EVENT_TYPE_CHANGE_SAME:
  default:
    /* Translators: an event type that is alike in a file and on the server */
    return _ ("Unchanged");
  }
}

static void
cue_event_type_change_init (CueEventTypeChange *self)
{
}

static void
cue_event_type_change_finalize (GObject *object)
{
  CueEventTypeChange *self = CUE_EVENT_TYPE_CHANGE (object);

  g_clear_object (&self->wanted);
  g_clear_object (&self->present);
  g_strfreev (self->details);
  G_OBJECT_CLASS (cue_event_type_change_parent_class)->finalize (object);
}

static void
cue_event_type_change_class_init (CueEventTypeChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_event_type_change_finalize;
}

/* ---- comparing ----------------------------------------------------------------------------- */

static void
compare_text (GStrvBuilder *details, const char *what, const char *present, const char *wanted)
{
  g_autofree char *line = NULL;

  if (g_str_equal (present, wanted))
    return;
  /* Translators: a field, what it is on the server, what it shall be */
  line = g_strdup_printf (_ ("%s: “%s” becomes “%s”"), what, present, wanted);
  g_strv_builder_add (details, line);
}

static CueDraftAttribute *
find_attribute (CueEventTypeDraft *draft, const char *name)
{
  CueDraftList *attributes = cue_event_type_draft_get_attributes (draft);

  for (guint i = 0; i < cue_draft_list_get_n_items (attributes); i++) {
    CueDraftAttribute *attribute = cue_draft_list_get (attributes, i);

    if (g_str_equal (cue_draft_attribute_get_name (attribute), name))
      return attribute;
  }
  return NULL;
}

static void
add_line (GStrvBuilder *details, char *line)
{
  g_strv_builder_add (details, line);
  g_free (line);
}

/* The order of attributes means nothing; the letters of a type may be any on the server. */
static void
compare_attributes (GStrvBuilder *details, CueEventTypeDraft *present, CueEventTypeDraft *wanted)
{
  CueDraftList *of_wanted = cue_event_type_draft_get_attributes (wanted);
  CueDraftList *of_present = cue_event_type_draft_get_attributes (present);

  for (guint i = 0; i < cue_draft_list_get_n_items (of_wanted); i++) {
    CueDraftAttribute *attribute = cue_draft_list_get (of_wanted, i);
    const char        *type = cue_draft_attribute_get_attribute_type (attribute);
    CueDraftAttribute *before = find_attribute (present, cue_draft_attribute_get_name (attribute));

    /* One that stands there twice is compared once. */
    if (find_attribute (wanted, cue_draft_attribute_get_name (attribute)) != attribute)
      continue;
    if (before == NULL) {
      add_line (details,
                g_strdup_printf (_ ("Attribute “%s” (%s) is added"),
                                 cue_draft_attribute_get_name (attribute),
                                 type));
    } else if (g_ascii_strcasecmp (cue_draft_attribute_get_attribute_type (before), type) != 0) {
      g_autofree char *line = g_strdup_printf (_ ("Attribute “%s”: the type %s becomes %s"),
                                               cue_draft_attribute_get_name (attribute),
                                               cue_draft_attribute_get_attribute_type (before),
                                               type);

      g_strv_builder_add (details, line);
    }
  }
  for (guint i = 0; i < cue_draft_list_get_n_items (of_present); i++) {
    CueDraftAttribute *attribute = cue_draft_list_get (of_present, i);

    if (find_attribute (wanted, cue_draft_attribute_get_name (attribute)) == NULL)
      add_line (details,
                g_strdup_printf (_ ("Attribute “%s” (%s) is removed"),
                                 cue_draft_attribute_get_name (attribute),
                                 cue_draft_attribute_get_attribute_type (attribute)));
  }
}

/* What is left out is what the service takes then (S4:281, 282). */
static const char *
get_version (CueEventTypeDraft *draft)
{
  const char *version = cue_event_type_draft_get_version (draft);

  return version[0] != '\0' ? version : "1";
}

static const char *
get_type (CueEventTypeDraft *draft)
{
  const char *type = cue_event_type_draft_get_registration_type (draft);

  return type[0] != '\0' ? type : "PUBLISH";
}

static char **
compare (CueEventTypeDraft *present, CueEventTypeDraft *wanted)
{
  g_autoptr (GStrvBuilder) details = g_strv_builder_new ();

  compare_text (details,
                _ ("Name"),
                cue_event_type_draft_get_name (present),
                cue_event_type_draft_get_name (wanted));
  compare_text (details,
                _ ("Description"),
                cue_event_type_draft_get_description (present),
                cue_event_type_draft_get_description (wanted));
  compare_text (details, _ ("Version"), get_version (present), get_version (wanted));
  compare_text (details, _ ("Registration type"), get_type (present), get_type (wanted));
  compare_attributes (details, present, wanted);
  return g_strv_builder_end (details);
}

/**
 * cue_event_type_change_new:
 * @wanted: (nullable): the event type as it shall be
 * @present: (nullable): the event type as it is registered
 *
 * Also for one form: the difference to what is registered, before it is sent.
 *
 * Returns: (transfer full): how they differ
 */
CueEventTypeChange *
cue_event_type_change_new (CueEventTypeDraft *wanted, CueEventTypeDraft *present)
{
  CueEventTypeChange *self = g_object_new (CUE_TYPE_EVENT_TYPE_CHANGE, NULL);

  g_return_val_if_fail (wanted != NULL || present != NULL, self);

  g_set_object (&self->wanted, wanted);
  g_set_object (&self->present, present);
  if (wanted != NULL && present != NULL) {
    self->details = compare (present, wanted);
    self->kind = self->details[0] != NULL ? CUE_EVENT_TYPE_CHANGE_REPLACE
                                          : CUE_EVENT_TYPE_CHANGE_SAME;
  } else {
    self->details = g_new0 (char *, 1);
    self->kind = wanted != NULL ? CUE_EVENT_TYPE_CHANGE_ADD : CUE_EVENT_TYPE_CHANGE_REMOVE;
  }
  return self;
}

/**
 * cue_event_type_change_set_ambiguous:
 * @self: a change
 *
 * Says that the code stands on the server in several namespaces.
 */
void
cue_event_type_change_set_ambiguous (CueEventTypeChange *self)
{
  self->is_ambiguous = TRUE;
}

/* ---- the public side ----------------------------------------------------------------------- */

/**
 * cue_event_type_change_get_kind:
 * @self: a change
 *
 * Returns: how they differ
 */
CueEventTypeChangeKind
cue_event_type_change_get_kind (CueEventTypeChange *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self), CUE_EVENT_TYPE_CHANGE_SAME);

  return self->kind;
}

/**
 * cue_event_type_change_get_code:
 * @self: a change
 *
 * Returns: the code of the event type
 */
const char *
cue_event_type_change_get_code (CueEventTypeChange *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self), NULL);

  return cue_event_type_draft_get_code (self->wanted != NULL ? self->wanted : self->present);
}

/**
 * cue_event_type_change_get_wanted:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the event type as it shall be
 */
CueEventTypeDraft *
cue_event_type_change_get_wanted (CueEventTypeChange *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self), NULL);

  return self->wanted;
}

/**
 * cue_event_type_change_get_details:
 * @self: a change
 *
 * Returns: (transfer none) (array zero-terminated=1): what is different, a translated line each
 */
const char *const *
cue_event_type_change_get_details (CueEventTypeChange *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self), NULL);

  return (const char *const *) self->details;
}

/**
 * cue_event_type_change_is_ambiguous:
 * @self: a change
 *
 * Returns: whether the code stands on the server in several namespaces, so that its removal, which
 *   names the code alone, may hit another one
 */
gboolean
cue_event_type_change_is_ambiguous (CueEventTypeChange *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self), FALSE);

  return self->is_ambiguous;
}

/**
 * cue_event_type_change_list_steps:
 * @self: a change
 * @steps: (out caller-allocates) (array fixed-size=2): receives the calls, in their order
 *
 * If the first one fails the second one must not follow.
 *
 * Returns: how many calls there are: 0, 1 or 2
 */
guint
cue_event_type_change_list_steps (CueEventTypeChange *self, CueEventTypeStep steps[2])
{
  guint count = 0;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self) && steps != NULL, 0);

  if (self->kind == CUE_EVENT_TYPE_CHANGE_REPLACE || self->kind == CUE_EVENT_TYPE_CHANGE_REMOVE)
    steps[count++] = CUE_EVENT_TYPE_STEP_DELETE;
  if (self->kind == CUE_EVENT_TYPE_CHANGE_REPLACE || self->kind == CUE_EVENT_TYPE_CHANGE_ADD)
    steps[count++] = CUE_EVENT_TYPE_STEP_REGISTER;
  return count;
}

/**
 * cue_event_type_change_get_warning:
 * @self: a change
 *
 * Returns: (nullable): what the user must know before it is applied, as a translated sentence
 */
const char *
cue_event_type_change_get_warning (CueEventTypeChange *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_CHANGE (self), NULL);

  if (self->is_ambiguous &&
      (self->kind == CUE_EVENT_TYPE_CHANGE_REPLACE || self->kind == CUE_EVENT_TYPE_CHANGE_REMOVE))
    return _ (
      "This code is registered in several namespaces. A removal names the code alone, so it "
      "cannot be told which of them goes.");
  if (self->kind == CUE_EVENT_TYPE_CHANGE_REPLACE)
    return _ (
      "No call changes one event type. It is removed and registered again; between the two it "
      "is not there, and whether its subscribers stay is not documented.");
  if (self->kind == CUE_EVENT_TYPE_CHANGE_REMOVE)
    return _ ("Subscribers of this event type will not get it any more.");
  return NULL;
}
