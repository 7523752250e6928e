// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-draft-private.h"

#include "cue-acoustic-catalogue.h"
#include "cue-acoustic-rules.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/* What the rules say about an event type that is to be registered. */

/**
 * cue_event_type_draft_read_version:
 * @text: as typed
 * @out: (out): the number
 *
 * Returns: whether it is a whole number as JSON writes it: no sign, no leading zero, no space
 */
gboolean
cue_event_type_draft_read_version (const char *text, gint64 *out)
{
  if (!g_ascii_isdigit (text[0]) || (text[0] == '0' && text[1] != '\0'))
    return FALSE;
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT, out, NULL);
}

static void
check_code (CueEventTypeDraft     *self,
            const CueAcousticPath *path,
            CueAcousticContext    *context,
            GPtrArray             *findings)
{
  const CueAcousticPath *at = CUE_PATH_AT (path, "code");

  if (cue_text_is_blank (self->code)) {
    cue_acoustic_path_add (at,
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:277",
                           _ ("The event type has no code."));
    return;
  }
  if (cue_acoustic_context_is_registered (context, self->code))
    cue_acoustic_path_add (at,
                           findings,
                           CUE_FINDING_WARN,
                           "S4:244",
                           _ ("“%s” is registered already, and every event type must have a code "
                              "of its own. What registering it again does is not documented."),
                           self->code);
  if (cue_acoustic_catalogue_find (self->code) == NULL)
    cue_acoustic_path_add (at,
                           findings,
                           CUE_FINDING_WARN,
                           "S4:241",
                           _ ("“%s” is none of the codes that are known here. Contact Acoustic "
                              "before you register an event type of your own."),
                           self->code);
  else if (cue_text_is_blank (self->name_space))
    cue_acoustic_path_add (CUE_PATH_AT (path, "namespace"),
                           findings,
                           CUE_FINDING_HINT,
                           "S4:280",
                           _ ("“%s” is a code of Acoustic. If you mean an event of your own, enter "
                              "a namespace."),
                           self->code);
}

static void
check_version (CueEventTypeDraft *self, const CueAcousticPath *path, GPtrArray *findings)
{
  gint64 version;

  if (self->version[0] == '\0')
    return;
  if (!cue_event_type_draft_read_version (self->version, &version))
    cue_acoustic_path_add (CUE_PATH_AT (path, "version"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:281",
                           _ ("The version must be a whole number."));
  else if (version != 1)
    cue_acoustic_path_add (CUE_PATH_AT (path, "version"),
                           findings,
                           CUE_FINDING_WARN,
                           "S4:281",
                           _ ("Version 1 is the only version of the catalogue there is."));
}

static void
check_attributes (CueEventTypeDraft     *self,
                  const CueAcousticPath *path,
                  CueAcousticContext    *context,
                  GPtrArray             *findings)
{
  const CueAcousticPath           *list = CUE_PATH_AT (path, "attributes");
  const CueAcousticCatalogueEntry *entry = cue_acoustic_catalogue_find (self->code);

  cue_draft_add_checks (CUE_DRAFT (self->attributes), list, context, findings);
  cue_draft_attributes_check_unique (self->attributes, list, "S4:288", findings);
  if (entry == NULL || entry->attributes == NULL)
    return;
  for (guint i = 0; i < cue_draft_list_get_n_items (self->attributes); i++) {
    const char *name = cue_draft_attribute_get_name (cue_draft_list_get (self->attributes, i));

    if (!cue_text_is_blank (name) && cue_acoustic_catalogue_find_attribute (entry, name) == NULL)
      cue_acoustic_path_add (CUE_PATH_AT (CUE_PATH_NTH (list, i), "name"),
                             findings,
                             CUE_FINDING_HINT,
                             "S4:241",
                             _ ("“%s” is not known as an attribute of “%s”. With an attribute of "
                                "your own it is a custom event."),
                             name,
                             self->code);
  }
}

/**
 * cue_event_type_draft_check:
 * @draft: an event type
 * @path: (nullable): where it stands
 * @context: (nullable): what the rules must know besides
 * @findings: receives what they find
 */
void
cue_event_type_draft_check (CueDraft              *draft,
                            const CueAcousticPath *path,
                            CueAcousticContext    *context,
                            GPtrArray             *findings)
{
  CueEventTypeDraft *self = CUE_EVENT_TYPE_DRAFT (draft);

  check_code (self, path, context, findings);
  if (cue_text_is_blank (self->name))
    cue_acoustic_path_add (CUE_PATH_AT (path, "name"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:278",
                           _ ("The event type has no name."));
  check_version (self, path, findings);
  if (self->registration_type[0] != '\0' && !g_str_equal (self->registration_type, "PUBLISH") &&
      !g_str_equal (self->registration_type, "SUBSCRIBE"))
    cue_acoustic_path_add (CUE_PATH_AT (path, "registrationType"),
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:282",
                           _ ("The registration type must be PUBLISH or SUBSCRIBE, in capital "
                              "letters."));
  check_attributes (self, path, context, findings);
}

/**
 * cue_event_type_draft_find_path:
 * @draft: an event type
 * @name: a field as on the wire
 *
 * Returns: (transfer full) (nullable): where a form shows it: all of its fields do
 */
char *
cue_event_type_draft_find_path (CueDraft *draft, const char *name)
{
  static const char *const fields[] = { "code",       "name",    "description",
                                        "namespace",  "version", "registrationType",
                                        "attributes", NULL };

  return g_strv_contains (fields, name) ? g_strdup (name) : NULL;
}
