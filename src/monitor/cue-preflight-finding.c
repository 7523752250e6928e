// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preflight-finding.h"

#include <glib/gi18n-lib.h>

#include "cue-text.h"

/**
 * CuePreflightFinding:
 *
 * One thing that was tried before the show, and how it is: what it is, what is the matter, what to
 * do next, and what that is based on.
 *
 * All texts are for people, on one line, redacted by whoever makes the finding and made visible
 * here. It does not change once it is in a [class@PreflightReport]. Main thread only.
 */
struct _CuePreflightFinding {
  GObject parent_instance;

  CuePreflightArea     area;
  CuePreflightSeverity severity;
  char                *code;      // owned
  char                *title;     // owned
  char                *words;     // owned
  char                *next_step; // owned, nullable
  GPtrArray           *facts;     // owned, name and value in turn
  GBytes              *picture;   // owned, nullable
};

G_DEFINE_FINAL_TYPE (CuePreflightFinding, cue_preflight_finding, G_TYPE_OBJECT)

#define MAX_TITLE_CHARS 200
#define MAX_WORDS_CHARS 1000
#define MAX_VALUE_CHARS 300

static void
cue_preflight_finding_init (CuePreflightFinding *self)
{
  self->facts = g_ptr_array_new_with_free_func (g_free);
}

static void
cue_preflight_finding_finalize (GObject *object)
{
  CuePreflightFinding *self = CUE_PREFLIGHT_FINDING (object);

  g_free (self->code);
  g_free (self->title);
  g_free (self->words);
  g_free (self->next_step);
  g_ptr_array_unref (self->facts);
  g_clear_pointer (&self->picture, g_bytes_unref);
  G_OBJECT_CLASS (cue_preflight_finding_parent_class)->finalize (object);
}

static void
cue_preflight_finding_class_init (CuePreflightFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_preflight_finding_finalize;
}

/**
 * cue_preflight_severity_get_name:
 *
 * Returns: (transfer none): the word for it, for people
 */
const char *
cue_preflight_severity_get_name (CuePreflightSeverity severity)
{
  switch (severity) {
  case CUE_PREFLIGHT_NOT_APPLICABLE:
    // Translators: how it is with one thing that this event does not have
    return _ ("Does not apply");
  case CUE_PREFLIGHT_OK:
    // Translators: how it is with one thing that an event needs
    return _ ("Fine");
  case CUE_PREFLIGHT_UNKNOWN:
    // Translators: how it is with one thing that an event needs: it could not be tried
    return _ ("Not known");
  case CUE_PREFLIGHT_WARNING:
    // Translators: how it is with one thing that an event needs
    return _ ("Warning");
  case CUE_PREFLIGHT_CRITICAL:
    break;
  }
  // Translators: how it is with one thing that an event needs: it does not work
  return _ ("Critical");
}

/**
 * cue_preflight_severity_get_id:
 *
 * Returns: (transfer none): the word for it, for machines, as monitoring plugins call it; they know
 *   none for what does not apply
 */
const char *
cue_preflight_severity_get_id (CuePreflightSeverity severity)
{
  static const char *const ids[CUE_N_PREFLIGHT_SEVERITIES] = {
    [CUE_PREFLIGHT_NOT_APPLICABLE] = "not-applicable",
    [CUE_PREFLIGHT_OK] = "ok",
    [CUE_PREFLIGHT_UNKNOWN] = "unknown",
    [CUE_PREFLIGHT_WARNING] = "warning",
    [CUE_PREFLIGHT_CRITICAL] = "critical",
  };

  return ids[severity];
}

/**
 * cue_preflight_area_get_name:
 *
 * Returns: (transfer none): what the area is called, for people
 */
const char *
cue_preflight_area_get_name (CuePreflightArea area)
{
  switch (area) {
  case CUE_PREFLIGHT_STATE:
    return _ ("State of the event");
  case CUE_PREFLIGHT_STREAM:
    return _ ("Stream");
  case CUE_PREFLIGHT_ASSETS:
    return _ ("Images and videos");
  case CUE_PREFLIGHT_CERTIFICATES:
    return _ ("Certificates");
  case CUE_PREFLIGHT_DOORS:
    return _ ("Doors");
  case CUE_PREFLIGHT_ACOUSTIC:
    return _ ("Acoustic Exchange");
  case CUE_PREFLIGHT_FEEDS:
    break;
  }
  return _ ("Event feeds");
}

/**
 * cue_preflight_area_get_id:
 *
 * Returns: (transfer none): what the area is called, for machines
 */
const char *
cue_preflight_area_get_id (CuePreflightArea area)
{
  static const char *const ids[CUE_N_PREFLIGHT_AREAS] = {
    [CUE_PREFLIGHT_STATE] = "state",   [CUE_PREFLIGHT_STREAM] = "stream",
    [CUE_PREFLIGHT_ASSETS] = "assets", [CUE_PREFLIGHT_CERTIFICATES] = "certificates",
    [CUE_PREFLIGHT_DOORS] = "doors",   [CUE_PREFLIGHT_ACOUSTIC] = "acoustic",
    [CUE_PREFLIGHT_FEEDS] = "feeds",
  };

  return ids[area];
}

/**
 * cue_preflight_finding_new:
 * @area: where it belongs
 * @code: what it is, for machines: `area.thing`, the same in every run and language
 * @severity: how it is
 * @title: what was tried
 * @words: how it is and why
 * @next_step: (nullable): what to do about it
 *
 * Returns: (transfer full): a finding
 */
CuePreflightFinding *
cue_preflight_finding_new (CuePreflightArea     area,
                           const char          *code,
                           CuePreflightSeverity severity,
                           const char          *title,
                           const char          *words,
                           const char          *next_step)
{
  CuePreflightFinding *self = g_object_new (CUE_TYPE_PREFLIGHT_FINDING, NULL);

  self->area = area;
  self->code = g_strdup (code);
  self->severity = severity;
  self->title = cue_text_make_line (title, -1, MAX_TITLE_CHARS);
  self->words = cue_text_make_line (words, -1, MAX_WORDS_CHARS);
  if (next_step != NULL)
    self->next_step = cue_text_make_line (next_step, -1, MAX_WORDS_CHARS);
  return self;
}

/**
 * cue_preflight_finding_add_fact:
 * @name: what it is
 * @value: what was seen
 *
 * Adds something that the finding is based on.
 */
void
cue_preflight_finding_add_fact (CuePreflightFinding *self, const char *name, const char *value)
{
  g_return_if_fail (CUE_IS_PREFLIGHT_FINDING (self));

  g_ptr_array_add (self->facts, cue_text_make_line (name, -1, MAX_TITLE_CHARS));
  g_ptr_array_add (self->facts, cue_text_make_line (value, -1, MAX_VALUE_CHARS));
}

/**
 * cue_preflight_finding_set_picture:
 * @picture: (nullable): a small JPEG or PNG of our own making
 */
void
cue_preflight_finding_set_picture (CuePreflightFinding *self, GBytes *picture)
{
  g_return_if_fail (CUE_IS_PREFLIGHT_FINDING (self));

  g_clear_pointer (&self->picture, g_bytes_unref);
  if (picture != NULL)
    self->picture = g_bytes_ref (picture);
}

/**
 * cue_preflight_finding_get_area:
 *
 * Returns: where it belongs
 */
CuePreflightArea
cue_preflight_finding_get_area (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), CUE_PREFLIGHT_STATE);
  return self->area;
}

/**
 * cue_preflight_finding_get_code:
 *
 * Returns: (transfer none): what it is, for machines
 */
const char *
cue_preflight_finding_get_code (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), NULL);
  return self->code;
}

/**
 * cue_preflight_finding_get_severity:
 *
 * Returns: how it is
 */
CuePreflightSeverity
cue_preflight_finding_get_severity (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), CUE_PREFLIGHT_UNKNOWN);
  return self->severity;
}

/**
 * cue_preflight_finding_get_title:
 *
 * Returns: (transfer none): what was tried
 */
const char *
cue_preflight_finding_get_title (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), NULL);
  return self->title;
}

/**
 * cue_preflight_finding_get_words:
 *
 * Returns: (transfer none): how it is and why
 */
const char *
cue_preflight_finding_get_words (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), NULL);
  return self->words;
}

/**
 * cue_preflight_finding_get_next_step:
 *
 * Returns: (transfer none) (nullable): what to do about it
 */
const char *
cue_preflight_finding_get_next_step (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), NULL);
  return self->next_step;
}

/**
 * cue_preflight_finding_get_verdict:
 *
 * Returns: (transfer none): the word for how it is, for people: that of its severity, but what
 *   works and still leaves something to do is a note
 */
const char *
cue_preflight_finding_get_verdict (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), NULL);
  return self->severity == CUE_PREFLIGHT_OK && self->next_step != NULL
           ? _ ("Note")
           : cue_preflight_severity_get_name (self->severity);
}

/**
 * cue_preflight_finding_get_n_facts:
 *
 * Returns: how many facts it is based on
 */
guint
cue_preflight_finding_get_n_facts (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), 0);
  return self->facts->len / 2;
}

/**
 * cue_preflight_finding_get_fact_name:
 *
 * Returns: (transfer none): what a fact is about
 */
const char *
cue_preflight_finding_get_fact_name (CuePreflightFinding *self, guint index)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self) && index < self->facts->len / 2, NULL);
  return g_ptr_array_index (self->facts, 2 * index);
}

/**
 * cue_preflight_finding_get_fact_value:
 *
 * Returns: (transfer none): what was seen
 */
const char *
cue_preflight_finding_get_fact_value (CuePreflightFinding *self, guint index)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self) && index < self->facts->len / 2, NULL);
  return g_ptr_array_index (self->facts, 2 * index + 1);
}

/**
 * cue_preflight_finding_get_picture:
 *
 * Returns: (transfer none) (nullable): a small picture of it, JPEG or PNG
 */
GBytes *
cue_preflight_finding_get_picture (CuePreflightFinding *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_FINDING (self), NULL);
  return self->picture;
}
