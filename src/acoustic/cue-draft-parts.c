// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-rules.h"
#include "cue-draft-event-private.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

/* Rules about lists, which events, groups and event types share. */

/**
 * cue_draft_attributes_check_unique:
 * @attributes: of [class@DraftAttribute]
 * @path: where the list stands
 * @source: the line of the vendor's text
 * @findings: receives a warning for each name that stood before
 */
void
cue_draft_attributes_check_unique (CueDraftList          *attributes,
                                   const CueAcousticPath *path,
                                   const char            *source,
                                   GPtrArray             *findings)
{
  guint count = cue_draft_list_get_n_items (attributes);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count; i++) {
    const char *name = cue_draft_attribute_get_name (cue_draft_list_get (attributes, i));

    if (!cue_text_is_blank (name) && !g_hash_table_add (seen, (gpointer) name))
      cue_acoustic_path_add (CUE_PATH_AT (CUE_PATH_NTH (path, i), "name"),
                             findings,
                             CUE_FINDING_WARN,
                             source,
                             _ ("The attribute “%s” stands here twice."),
                             name);
  }
}

/**
 * cue_draft_identifiers_check:
 * @identifiers: of [class@DraftIdentifier]
 * @path: where the list stands
 * @context: (nullable): what the rules must know besides
 * @findings: receives what they find
 */
void
cue_draft_identifiers_check (CueDraftList          *identifiers,
                             const CueAcousticPath *path,
                             CueAcousticContext    *context,
                             GPtrArray             *findings)
{
  guint count = cue_draft_list_get_n_items (identifiers);
  g_autoptr (GHashTable) seen = NULL;

  if (count == 0)
    cue_acoustic_path_add (path,
                           findings,
                           CUE_FINDING_BLOCK,
                           "S4:231",
                           _ ("Whose event it is must be said with at least one identifier."));
  cue_draft_add_checks (CUE_DRAFT (identifiers), path, context, findings);
  if (count < 2)
    return;
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < count; i++) {
    const char *name = cue_draft_identifier_get_name (cue_draft_list_get (identifiers, i));

    if (!cue_text_is_blank (name) && !g_hash_table_add (seen, (gpointer) name))
      cue_acoustic_path_add (CUE_PATH_AT (CUE_PATH_NTH (path, i), "name"),
                             findings,
                             CUE_FINDING_HINT,
                             "S4:215",
                             _ ("Two identifiers “%s” are two different ones for Exchange. If it "
                                "is one in two parts, combine them as a:b."),
                             name);
  }
}

/**
 * cue_draft_identifiers_add:
 * @identifiers: of [class@DraftIdentifier]
 * @name: the name
 * @value: the value
 *
 * Returns: (transfer none): a new identifier at the end
 */
CueDraftIdentifier *
cue_draft_identifiers_add (CueDraftList *identifiers, const char *name, const char *value)
{
  CueDraftIdentifier *identifier;

  cue_draft_begin (CUE_DRAFT (identifiers));
  identifier = cue_draft_list_append (identifiers);
  cue_draft_identifier_set_name (identifier, name);
  cue_draft_identifier_set_value (identifier, value);
  cue_draft_end (CUE_DRAFT (identifiers));
  return identifier;
}

/**
 * cue_draft_identifiers_copy:
 * @identifiers: an empty list
 * @from: what to copy
 */
void
cue_draft_identifiers_copy (CueDraftList *identifiers, CueDraftList *from)
{
  g_autoptr (JsonNode) node = cue_draft_to_json (CUE_DRAFT (from));

  cue_draft_read_json (CUE_DRAFT (identifiers), node, NULL, NULL, NULL);
}

/**
 * cue_draft_attributes_add:
 * @attributes: of [class@DraftAttribute]
 * @name: (nullable): the name
 * @type: (nullable): the type
 *
 * Returns: (transfer none): a new attribute at the end
 */
CueDraftAttribute *
cue_draft_attributes_add (CueDraftList *attributes, const char *name, const char *type)
{
  CueDraftAttribute *attribute;

  cue_draft_begin (CUE_DRAFT (attributes));
  attribute = cue_draft_list_append (attributes);
  cue_draft_attribute_set_name (attribute, name);
  cue_draft_attribute_set_attribute_type (attribute, type);
  cue_draft_end (CUE_DRAFT (attributes));
  return attribute;
}
