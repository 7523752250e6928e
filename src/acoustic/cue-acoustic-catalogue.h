// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueAcousticCatalogueAttribute:
 * @name: its name
 * @type: the type to suggest; the public texts name few
 * @required: whether the public catalogue calls it required
 *
 * One attribute of a recognised event.
 */
typedef struct {
  const char *name;
  const char *type;
  gboolean    required;
} CueAcousticCatalogueAttribute;

/**
 * CueAcousticCatalogueEntry:
 * @event_class: for example `Web`; a name of the vendor, not translated
 * @code: the event code
 * @attributes: (nullable): what is known of its attributes, ended by one without a name
 * @assumed: whether even the code is only assumed
 *
 * One recognised event.
 */
typedef struct {
  const char                          *event_class;
  const char                          *code;
  const CueAcousticCatalogueAttribute *attributes;
  gboolean                             assumed;
} CueAcousticCatalogueEntry;

const CueAcousticCatalogueEntry *cue_acoustic_catalogue_list (guint *n_entries);
const CueAcousticCatalogueEntry *cue_acoustic_catalogue_find (const char *code);
const CueAcousticCatalogueAttribute *
cue_acoustic_catalogue_find_attribute (const CueAcousticCatalogueEntry *entry, const char *name);
GPtrArray         *cue_acoustic_catalogue_search (const char *text);
const char *const *cue_acoustic_catalogue_get_channels (void);
const char *const *cue_acoustic_catalogue_get_identifiers (void);

G_END_DECLS
