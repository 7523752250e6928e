// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CueSeverity:
 * @CUE_SEVERITY_INFO: worth knowing
 * @CUE_SEVERITY_WARNING: something is not as it should be, the value could still be used
 * @CUE_SEVERITY_ERROR: the value could not be used
 *
 * How bad a finding is. Ordered: the worst of several is the greatest.
 */
typedef enum {
  CUE_SEVERITY_INFO,
  CUE_SEVERITY_WARNING,
  CUE_SEVERITY_ERROR,
} CueSeverity;

#define CUE_TYPE_SEVERITY (cue_severity_get_type ())

GType cue_severity_get_type (void);

#define CUE_TYPE_DIAGNOSTIC (cue_diagnostic_get_type ())

typedef struct _CueDiagnostic CueDiagnostic;

GType          cue_diagnostic_get_type (void);
CueDiagnostic *cue_diagnostic_new (CueSeverity severity, const char *where, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
CueDiagnostic *cue_diagnostic_ref (CueDiagnostic *self);
void           cue_diagnostic_unref (CueDiagnostic *self);
CueSeverity    cue_diagnostic_get_severity (const CueDiagnostic *self);
const char    *cue_diagnostic_get_where (const CueDiagnostic *self);
const char    *cue_diagnostic_get_message (const CueDiagnostic *self);

GPtrArray  *cue_diagnostics_new (void);
CueSeverity cue_diagnostics_get_worst (GPtrArray *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueDiagnostic, cue_diagnostic_unref)

G_END_DECLS
