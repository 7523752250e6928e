// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-moment.h"

G_BEGIN_DECLS

/**
 * CueJsonItemKind:
 * @CUE_JSON_ITEM_OBJECT: an object
 * @CUE_JSON_ITEM_ARRAY: an array
 * @CUE_JSON_ITEM_TEXT: a text
 * @CUE_JSON_ITEM_NUMBER: a number
 * @CUE_JSON_ITEM_WORD: true, false or null
 * @CUE_JSON_ITEM_REST: what is not listed of a very long array or object
 *
 * What a value of a JSON text is.
 */
typedef enum {
  CUE_JSON_ITEM_OBJECT,
  CUE_JSON_ITEM_ARRAY,
  CUE_JSON_ITEM_TEXT,
  CUE_JSON_ITEM_NUMBER,
  CUE_JSON_ITEM_WORD,
  CUE_JSON_ITEM_REST,
} CueJsonItemKind;

#define CUE_JSON_ITEM_MAX_CHILDREN 2000 /* that are listed */

#define CUE_TYPE_JSON_ITEM (cue_json_item_get_type ())

G_DECLARE_FINAL_TYPE (CueJsonItem, cue_json_item, CUE, JSON_ITEM, GObject)

CueJsonItem *cue_json_item_new (GBytes *text);

CueJsonItemKind cue_json_item_get_kind (CueJsonItem *self);
const char     *cue_json_item_get_name (CueJsonItem *self);
const char     *cue_json_item_get_path (CueJsonItem *self);
guint           cue_json_item_count_children (CueJsonItem *self);
GListModel     *cue_json_item_create_children (CueJsonItem *self);
char           *cue_json_item_dup_value (CueJsonItem *self, gsize max_chars);
char           *cue_json_item_dup_source (CueJsonItem *self);
char           *cue_json_item_describe_time (CueJsonItem *self, CueMomentZone zone);

G_END_DECLS
