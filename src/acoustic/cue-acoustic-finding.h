// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueAcousticLevel:
 * @CUE_ACOUSTIC_LEVEL_HINT: worth knowing
 * @CUE_ACOUSTIC_LEVEL_WARN: may be sent, but is probably not what was meant
 * @CUE_ACOUSTIC_LEVEL_BLOCK: is not sent
 *
 * What a finding means for sending. Ordered: the worst of several is the greatest.
 */
typedef enum {
  CUE_ACOUSTIC_LEVEL_HINT,
  CUE_ACOUSTIC_LEVEL_WARN,
  CUE_ACOUSTIC_LEVEL_BLOCK,
} CueAcousticLevel;

#define CUE_TYPE_ACOUSTIC_LEVEL (cue_acoustic_level_get_type ())
GType       cue_acoustic_level_get_type (void) G_GNUC_CONST;
const char *cue_acoustic_level_get_name (CueAcousticLevel level);

#define CUE_TYPE_ACOUSTIC_FINDING (cue_acoustic_finding_get_type ())
typedef struct _CueAcousticFinding CueAcousticFinding;

GType               cue_acoustic_finding_get_type (void) G_GNUC_CONST;
CueAcousticFinding *cue_acoustic_finding_new (CueAcousticLevel level,
                                              const char      *path,
                                              const char      *source,
                                              const char      *format,
                                              ...) G_GNUC_PRINTF (4, 5);
CueAcousticFinding *cue_acoustic_finding_ref (CueAcousticFinding *self);
void                cue_acoustic_finding_unref (CueAcousticFinding *self);
CueAcousticLevel    cue_acoustic_finding_get_level (const CueAcousticFinding *self);
const char         *cue_acoustic_finding_get_path (const CueAcousticFinding *self);
const char         *cue_acoustic_finding_get_source (const CueAcousticFinding *self);
const char         *cue_acoustic_finding_get_words (const CueAcousticFinding *self);

GPtrArray          *cue_acoustic_findings_new (void);
void                cue_acoustic_findings_add (GPtrArray       *findings,
                                               CueAcousticLevel level,
                                               const char      *path,
                                               const char      *source,
                                               const char      *format,
                                               ...) G_GNUC_PRINTF (5, 6);
gboolean            cue_acoustic_findings_block (GPtrArray *findings);
CueAcousticFinding *cue_acoustic_findings_worst (GPtrArray *findings);
CueAcousticFinding *cue_acoustic_findings_worst_at (GPtrArray *findings, const char *path);
guint               cue_acoustic_findings_count (GPtrArray *findings, CueAcousticLevel level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueAcousticFinding, cue_acoustic_finding_unref)

G_END_DECLS
