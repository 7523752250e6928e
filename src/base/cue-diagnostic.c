// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-diagnostic.h"

/**
 * CueDiagnostic:
 *
 * One finding about data from outside that did not stop us: where it was (a JSON path such as
 * `$.countdown.end`, a header name, a form field), how bad it is, and a whole sentence. Errors end
 * an operation; diagnostics travel beside its result in a `GPtrArray`.
 *
 * Immutable and reference counted; any thread.
 */
struct _CueDiagnostic {
  CueSeverity severity;
  char       *where;   /* owned */
  char       *message; /* owned */
};

G_DEFINE_ENUM_TYPE (CueSeverity,
                    cue_severity,
                    G_DEFINE_ENUM_VALUE (CUE_SEVERITY_INFO, "info"),
                    G_DEFINE_ENUM_VALUE (CUE_SEVERITY_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (CUE_SEVERITY_ERROR, "error"))

G_DEFINE_BOXED_TYPE (CueDiagnostic, cue_diagnostic, cue_diagnostic_ref, cue_diagnostic_unref)

/**
 * cue_diagnostic_new:
 * @severity: how bad
 * @where: (nullable): a JSON path, header or field name; %NULL for the thing as a whole
 * @format: printf format of a translated sentence
 * @...: its arguments
 *
 * Returns: (transfer full): a new diagnostic
 */
CueDiagnostic *
cue_diagnostic_new (CueSeverity severity, const char *where, const char *format, ...)
{
  CueDiagnostic *self;
  va_list        args;

  g_return_val_if_fail (format != NULL, NULL);

  self = g_atomic_rc_box_new0 (CueDiagnostic);
  self->severity = severity;
  self->where = g_strdup (where != NULL ? where : "");
  va_start (args, format);
  self->message = g_strdup_vprintf (format, args);
  va_end (args);

  return self;
}

/**
 * cue_diagnostic_ref:
 * @self: a diagnostic
 *
 * Returns: (transfer full): @self
 */
CueDiagnostic *
cue_diagnostic_ref (CueDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_diagnostic (gpointer data)
{
  CueDiagnostic *self = data;

  g_free (self->where);
  g_free (self->message);
}

/**
 * cue_diagnostic_unref:
 * @self: (transfer full): a diagnostic
 */
void
cue_diagnostic_unref (CueDiagnostic *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_diagnostic);
}

/**
 * cue_diagnostic_get_severity:
 * @self: a diagnostic
 *
 * Returns: how bad it is
 */
CueSeverity
cue_diagnostic_get_severity (const CueDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, CUE_SEVERITY_INFO);

  return self->severity;
}

/**
 * cue_diagnostic_get_where:
 * @self: a diagnostic
 *
 * Returns: (transfer none): a JSON path, header or field name; empty for the thing as a whole
 */
const char *
cue_diagnostic_get_where (const CueDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->where;
}

/**
 * cue_diagnostic_get_message:
 * @self: a diagnostic
 *
 * Returns: (transfer none): a whole translated sentence
 */
const char *
cue_diagnostic_get_message (const CueDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->message;
}

/**
 * cue_diagnostics_new:
 *
 * Returns: (transfer full) (element-type CueDiagnostic): an empty list
 */
GPtrArray *
cue_diagnostics_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cue_diagnostic_unref);
}

/**
 * cue_diagnostics_get_worst:
 * @diagnostics: (nullable) (element-type CueDiagnostic): a list
 *
 * Returns: the greatest severity; info for an empty list
 */
CueSeverity
cue_diagnostics_get_worst (GPtrArray *diagnostics)
{
  CueSeverity worst = CUE_SEVERITY_INFO;

  for (guint i = 0; diagnostics != NULL && i < diagnostics->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

    worst = MAX (worst, diagnostic->severity);
  }
  return worst;
}
