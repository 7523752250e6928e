// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-file-table.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Shared by the table, its rows and its reader. */

typedef struct {
  guint column;
  char *text; /* owned, visible */
} CueEventFileCell;

struct _CueEventFileTable {
  GObject parent_instance;

  CueEventFileFormat format;
  GPtrArray         *columns;      /* owned, of char*, NULL-terminated once it is read */
  GHashTable        *column_index; /* owned, name in columns → index + 1 */
  GPtrArray         *rows;         /* owned, of GArray of CueEventFileCell */
  gsize              text_bytes;
  gboolean           truncated;
  gboolean           full;        /* no more rows are taken */
  GPtrArray         *diagnostics; /* owned, of CueDiagnostic */
  char              *words;       /* owned */
};

CueEventFileRow *cue_event_file_row_new (CueEventFileTable *table, guint index);
GArray          *cue_event_file_table_add_row (CueEventFileTable *self);
void             cue_event_file_table_add_cell (CueEventFileTable *self,
                                                GArray            *row,
                                                const char        *column,
                                                const char        *text,
                                                gssize             length);
guint            cue_event_file_table_add_column (CueEventFileTable *self, const char *name);
void cue_event_file_table_report (CueEventFileTable *self, const char *where, const char *message);
void cue_event_file_table_read (CueEventFileTable *self, GBytes *bytes);
void cue_event_file_table_read_json (CueEventFileTable *self, JsonNode *node);

G_END_DECLS
