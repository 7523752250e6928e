// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueFindingLevel:
 * @CUE_FINDING_HINT: worth knowing
 * @CUE_FINDING_WARN: may be sent, but is probably not what was meant
 * @CUE_FINDING_BLOCK: is not sent
 *
 * What a finding means for sending. Ordered: the worst of several is the greatest.
 */
typedef enum {
  CUE_FINDING_HINT,
  CUE_FINDING_WARN,
  CUE_FINDING_BLOCK,
} CueFindingLevel;

#define CUE_TYPE_FINDING_LEVEL (cue_finding_level_get_type ())
GType       cue_finding_level_get_type (void) G_GNUC_CONST;
const char *cue_finding_level_get_name (CueFindingLevel level);

#define CUE_TYPE_FINDING (cue_finding_get_type ())
typedef struct _CueFinding CueFinding;

GType           cue_finding_get_type (void) G_GNUC_CONST;
CueFinding     *cue_finding_ref (CueFinding *self);
void            cue_finding_unref (CueFinding *self);
CueFindingLevel cue_finding_get_level (const CueFinding *self);
const char     *cue_finding_get_path (const CueFinding *self);
const char     *cue_finding_get_source (const CueFinding *self);
const char     *cue_finding_get_words (const CueFinding *self);

GPtrArray  *cue_findings_new (void);
void        cue_findings_add (GPtrArray      *findings,
                              CueFindingLevel level,
                              const char     *path,
                              const char     *source,
                              const char     *format,
                              ...) G_GNUC_PRINTF (5, 6);
gboolean    cue_findings_block (GPtrArray *findings);
CueFinding *cue_findings_worst (GPtrArray *findings);
CueFinding *cue_findings_worst_at (GPtrArray *findings, const char *path);
guint       cue_findings_count (GPtrArray *findings, CueFindingLevel level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueFinding, cue_finding_unref)

G_END_DECLS
