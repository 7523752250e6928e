// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CUE_TYPE_REDACTOR (cue_redactor_get_type ())

/* What stands in place of a secret. */
#define CUE_REDACTED "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"

typedef struct _CueRedactor CueRedactor;

GType        cue_redactor_get_type (void);
CueRedactor *cue_redactor_new (void);
CueRedactor *cue_redactor_new_child (CueRedactor *parent);
CueRedactor *cue_redactor_ref (CueRedactor *self);
void         cue_redactor_unref (CueRedactor *self);
void         cue_redactor_add (CueRedactor *self, const char *secret);
void         cue_redactor_add_bytes (CueRedactor *self, GBytes *secret);
char        *cue_redactor_apply (CueRedactor *self, const char *text);
char        *cue_redactor_apply_header (CueRedactor *self, const char *name, const char *value);

char *cue_redact_url (const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueRedactor, cue_redactor_unref)

G_END_DECLS
