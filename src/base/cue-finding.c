// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-finding.h"

#include <glib/gi18n-lib.h>

/**
 * CueFinding:
 *
 * One remark of a rule about what is to be sent: how bad, about which field, in words, and which
 * line of the vendor's text says so. Immutable, of any thread.
 *
 * The path names the field as the JSON that is sent does: `events/0/attributes/2/value`; an empty
 * path is the whole. The source is `S4:209` for line 209 of the vendor's text, or `ASSUME-17` for
 * an assumption of ours (services reference 0.1).
 */
struct _CueFinding {
  gatomicrefcount ref_count;
  CueFindingLevel level;
  char           *path;   /* owned */
  char           *source; /* owned, nullable */
  char           *words;  /* owned */
};

G_DEFINE_BOXED_TYPE (CueFinding, cue_finding, cue_finding_ref, cue_finding_unref)

G_DEFINE_ENUM_TYPE (CueFindingLevel,
                    cue_finding_level,
                    G_DEFINE_ENUM_VALUE (CUE_FINDING_HINT, "hint"),
                    G_DEFINE_ENUM_VALUE (CUE_FINDING_WARN, "warn"),
                    G_DEFINE_ENUM_VALUE (CUE_FINDING_BLOCK, "block"))

/**
 * cue_finding_level_get_name:
 * @level: how bad
 *
 * Returns: the translated word for it, so that it is never colour alone
 */
const char *
cue_finding_level_get_name (CueFindingLevel level)
{
  switch (level) {
  case CUE_FINDING_WARN:
    /* Translators: how bad a remark at a field of a form is */
    return _ ("Warning");
  case CUE_FINDING_BLOCK:
    /* Translators: how bad a remark at a field of a form is: it is not sent like this */
    return _ ("Must be mended");
  case CUE_FINDING_HINT:
  default:
    /* Translators: how bad a remark at a field of a form is */
    return _ ("Hint");
  }
}

static CueFinding *
new_finding (CueFindingLevel level,
             const char     *path,
             const char     *source,
             const char     *format,
             va_list         arguments)
{
  CueFinding *self = g_new0 (CueFinding, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->level = level;
  self->path = g_strdup (path != NULL ? path : "");
  self->source = g_strdup (source);
  self->words = g_strdup_vprintf (format, arguments);
  return self;
}

/**
 * cue_finding_ref:
 * @self: a finding
 *
 * Returns: (transfer full): @self
 */
CueFinding *
cue_finding_ref (CueFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cue_finding_unref:
 * @self: (transfer full): a finding
 */
void
cue_finding_unref (CueFinding *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->path);
  g_free (self->source);
  g_free (self->words);
  g_free (self);
}

/**
 * cue_finding_get_level:
 * @self: a finding
 *
 * Returns: what it means for sending
 */
CueFindingLevel
cue_finding_get_level (const CueFinding *self)
{
  g_return_val_if_fail (self != NULL, CUE_FINDING_HINT);

  return self->level;
}

/**
 * cue_finding_get_path:
 * @self: a finding
 *
 * Returns: which field it is about, as in the JSON that is sent; empty for the whole
 */
const char *
cue_finding_get_path (const CueFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * cue_finding_get_source:
 * @self: a finding
 *
 * Returns: (nullable): where the rule comes from, like `S4:209`
 */
const char *
cue_finding_get_source (const CueFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/**
 * cue_finding_get_words:
 * @self: a finding
 *
 * Returns: one translated sentence or two, as plain text: it may hold what the user typed
 */
const char *
cue_finding_get_words (const CueFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->words;
}

/**
 * cue_findings_new:
 *
 * Returns: (transfer full) (element-type CueFinding): an empty list that owns its findings
 */
GPtrArray *
cue_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cue_finding_unref);
}

/**
 * cue_findings_add:
 * @findings: (nullable) (element-type CueFinding): where to add it; %NULL: nobody asks
 * @level: what it means for sending
 * @path: (nullable): which field
 * @source: (nullable): the line of the vendor's text
 * @format: a translated sentence
 * @...: for @format
 */
void
cue_findings_add (GPtrArray      *findings,
                  CueFindingLevel level,
                  const char     *path,
                  const char     *source,
                  const char     *format,
                  ...)
{
  va_list arguments;

  if (findings == NULL)
    return;
  va_start (arguments, format);
  g_ptr_array_add (findings, new_finding (level, path, source, format, arguments));
  va_end (arguments);
}

/**
 * cue_findings_block:
 * @findings: (element-type CueFinding): what the rules found
 *
 * Returns: whether this must not be sent
 */
gboolean
cue_findings_block (GPtrArray *findings)
{
  return cue_findings_count (findings, CUE_FINDING_BLOCK) > 0;
}

/**
 * cue_findings_worst:
 * @findings: (element-type CueFinding): what the rules found
 *
 * Returns: (transfer none) (nullable): the first of the worst ones
 */
CueFinding *
cue_findings_worst (GPtrArray *findings)
{
  CueFinding *worst = NULL;

  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < findings->len; i++) {
    CueFinding *finding = g_ptr_array_index (findings, i);

    if (worst == NULL || finding->level > worst->level)
      worst = finding;
  }
  return worst;
}

/**
 * cue_findings_worst_at:
 * @findings: (element-type CueFinding): what the rules found
 * @path: a field
 *
 * What to show beside one field of a form.
 *
 * Returns: (transfer none) (nullable): the first of the worst ones about exactly this field
 */
CueFinding *
cue_findings_worst_at (GPtrArray *findings, const char *path)
{
  CueFinding *worst = NULL;

  g_return_val_if_fail (findings != NULL && path != NULL, NULL);

  for (guint i = 0; i < findings->len; i++) {
    CueFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (finding->path, path) && (worst == NULL || finding->level > worst->level))
      worst = finding;
  }
  return worst;
}

/**
 * cue_findings_count:
 * @findings: (element-type CueFinding): what the rules found
 * @level: how bad
 *
 * Returns: how many are exactly as bad
 */
guint
cue_findings_count (GPtrArray *findings, CueFindingLevel level)
{
  guint count = 0;

  g_return_val_if_fail (findings != NULL, 0);

  for (guint i = 0; i < findings->len; i++) {
    const CueFinding *finding = g_ptr_array_index (findings, i);

    count += finding->level == level;
  }
  return count;
}
