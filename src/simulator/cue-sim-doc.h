// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CueSimDoc:
 *
 * A JSON object or array that is going to be sent, kept as an ordered list of names (none in an
 * array) and raw JSON texts.
 *
 * The simulator must be able to say things no JSON library would write: numbers out of range, the
 * same name twice, text that is not UTF-8. So it writes its own JSON, which also keeps a fault of
 * the library that reads it on the other side from hiding itself.
 */
typedef struct _CueSimDoc CueSimDoc;

CueSimDoc  *cue_sim_doc_new (void);
CueSimDoc  *cue_sim_doc_new_list (void);
void        cue_sim_doc_free (CueSimDoc *self);
void        cue_sim_doc_set_raw (CueSimDoc *self, const char *name, const char *raw);
void        cue_sim_doc_set_string (CueSimDoc *self, const char *name, const char *text);
void        cue_sim_doc_set_int (CueSimDoc *self, const char *name, gint64 number);
void        cue_sim_doc_set_bool (CueSimDoc *self, const char *name, gboolean value);
void        cue_sim_doc_set_strv (CueSimDoc *self, const char *name, const char *const *lines);
void        cue_sim_doc_append_raw (CueSimDoc *self, const char *name, const char *raw);
CueSimDoc  *cue_sim_doc_add_child (CueSimDoc *self, const char *name);
CueSimDoc  *cue_sim_doc_add_list (CueSimDoc *self, const char *name);
gboolean    cue_sim_doc_is_list (CueSimDoc *self);
guint       cue_sim_doc_get_length (CueSimDoc *self);
CueSimDoc  *cue_sim_doc_get_nth_child (CueSimDoc *self, guint n);
char       *cue_sim_doc_get_nth_raw (CueSimDoc *self, guint n);
void        cue_sim_doc_insert_raw (CueSimDoc *self, guint n, const char *raw);
void        cue_sim_doc_remove_nth (CueSimDoc *self, guint n);
void        cue_sim_doc_reverse (CueSimDoc *self);
void        cue_sim_doc_reverse_part (CueSimDoc *self, guint first, guint length);
CueSimDoc  *cue_sim_doc_get_child (CueSimDoc *self, const char *name);
const char *cue_sim_doc_get_raw (CueSimDoc *self, const char *name);
void        cue_sim_doc_remove (CueSimDoc *self, const char *name);
void        cue_sim_doc_replace_suffix (CueSimDoc *self, const char *suffix, const char *raw);
void        cue_sim_doc_rename_to_camel_case (CueSimDoc *self);
char       *cue_sim_doc_to_text (CueSimDoc *self);
char       *cue_sim_json_quote (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSimDoc, cue_sim_doc_free)

G_END_DECLS
