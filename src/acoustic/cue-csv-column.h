// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueCsvTarget:
 * @CUE_CSV_TARGET_NOTHING: the column is not sent
 * @CUE_CSV_TARGET_CODE: the code of the event
 * @CUE_CSV_TARGET_TIMESTAMP: when it happened
 * @CUE_CSV_TARGET_CHANNEL: its channel
 * @CUE_CSV_TARGET_IDENTIFIER: an identifier with the name of the column
 * @CUE_CSV_TARGET_ATTRIBUTE: an attribute with the name and type of the column
 *
 * What a column becomes.
 */
typedef enum {
  CUE_CSV_TARGET_NOTHING,
  CUE_CSV_TARGET_CODE,
  CUE_CSV_TARGET_TIMESTAMP,
  CUE_CSV_TARGET_CHANNEL,
  CUE_CSV_TARGET_IDENTIFIER,
  CUE_CSV_TARGET_ATTRIBUTE,
} CueCsvTarget;

#define CUE_TYPE_CSV_TARGET (cue_csv_target_get_type ())
GType       cue_csv_target_get_type (void) G_GNUC_CONST;
const char *cue_csv_target_get_title (CueCsvTarget target);

#define CUE_TYPE_CSV_COLUMN (cue_csv_column_get_type ())
G_DECLARE_FINAL_TYPE (CueCsvColumn, cue_csv_column, CUE, CSV_COLUMN, GObject)

CueCsvColumn *cue_csv_column_new (const char *title);
const char   *cue_csv_column_get_title (CueCsvColumn *self);
CueCsvTarget  cue_csv_column_get_target (CueCsvColumn *self);
void          cue_csv_column_set_target (CueCsvColumn *self, CueCsvTarget target);
const char   *cue_csv_column_get_name (CueCsvColumn *self);
void          cue_csv_column_set_name (CueCsvColumn *self, const char *name);
const char   *cue_csv_column_get_attribute_type (CueCsvColumn *self);
void          cue_csv_column_set_attribute_type (CueCsvColumn *self, const char *type);

G_END_DECLS
