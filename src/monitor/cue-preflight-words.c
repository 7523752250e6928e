// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-preflight-report.h"
#include "cue-time.h"

// A report as text for people and as JSON for programs.

/**
 * cue_preflight_report_to_counts:
 *
 * Returns: (transfer full): how many things are how bad, in words
 */
char *
cue_preflight_report_to_counts (CuePreflightReport *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n;

  n = cue_preflight_report_count (self, CUE_PREFLIGHT_CRITICAL);
  if (n > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                   "%u critical",
                                                   "%u critical",
                                                   n),
                                      n));
  n = cue_preflight_report_count (self, CUE_PREFLIGHT_WARNING);
  if (n > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n),
                                      n));
  n = cue_preflight_report_count (self, CUE_PREFLIGHT_UNKNOWN);
  if (n > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                   "%u not known",
                                                   "%u not known",
                                                   n),
                                      n));
  n = cue_preflight_report_count (self, CUE_PREFLIGHT_OK);
  g_ptr_array_add (parts,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u fine", "%u fine", n), n));
  n = cue_preflight_report_count (self, CUE_PREFLIGHT_NOT_APPLICABLE);
  if (n > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                   "%u does not apply",
                                                   "%u do not apply",
                                                   n),
                                      n));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/**
 * cue_preflight_report_to_line:
 *
 * What a monitoring plugin prints: the status, a summary, and figures behind a bar.
 *
 * Returns: (transfer full): one line
 */
char *
cue_preflight_report_to_line (CuePreflightReport *self)
{
  g_autofree char *status =
    g_ascii_strup (cue_preflight_severity_get_id (cue_preflight_report_get_worst (self)), -1);
  g_autofree char *counts = cue_preflight_report_to_counts (self);
  g_autoptr (CuePreflightFinding) first = g_list_model_get_item (G_LIST_MODEL (self), 0);
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 began = cue_preflight_report_get_began (self);
  gint64 ended = cue_preflight_report_get_ended (self);

  g_string_append_printf (line,
                          "CUELIGHT %s - %s: %s",
                          status,
                          cue_preflight_report_get_event (self),
                          counts);
  if (!cue_preflight_report_get_complete (self))
    g_string_append_printf (line, " - %s", _ ("The check was not carried through."));
  if (first != NULL && cue_preflight_finding_get_severity (first) > CUE_PREFLIGHT_OK) {
    g_string_append (line, " - ");
    g_string_append_printf (line,
                            _ ("%s: %s"),
                            cue_preflight_finding_get_title (first),
                            cue_preflight_finding_get_words (first));
  }
  // What stands behind the bar is figures, and there is only one bar.
  g_strdelimit (line->str, "|", '/');
  g_string_append_printf (line,
                          " | critical=%u warning=%u unknown=%u ok=%u",
                          cue_preflight_report_count (self, CUE_PREFLIGHT_CRITICAL),
                          cue_preflight_report_count (self, CUE_PREFLIGHT_WARNING),
                          cue_preflight_report_count (self, CUE_PREFLIGHT_UNKNOWN),
                          cue_preflight_report_count (self, CUE_PREFLIGHT_OK));
  if (began != CUE_TIME_INVALID && ended != CUE_TIME_INVALID) {
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd (seconds,
                     sizeof seconds,
                     "%.1f",
                     (double) MAX (ended - began, 0) / G_USEC_PER_SEC);
    g_string_append_printf (line, " time=%ss", seconds);
  }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
append_finding (GString *text, CuePreflightFinding *finding)
{
  CuePreflightSeverity severity = cue_preflight_finding_get_severity (finding);
  const char          *next = cue_preflight_finding_get_next_step (finding);

  // Translators: how it is, what was tried, how it is in a sentence
  g_string_append_printf (text,
                          _ ("%s: %s: %s"),
                          cue_preflight_finding_get_verdict (finding),
                          cue_preflight_finding_get_title (finding),
                          cue_preflight_finding_get_words (finding));
  g_string_append_c (text, '\n');
  if (severity <= CUE_PREFLIGHT_OK)
    return;
  if (next != NULL)
    g_string_append_printf (text, "    %s %s\n", _ ("What to do:"), next);
  for (guint i = 0; i < cue_preflight_finding_get_n_facts (finding); i++) {
    g_string_append (text, "    ");
    g_string_append_printf (text,
                            _ ("%s: %s"),
                            cue_preflight_finding_get_fact_name (finding, i),
                            cue_preflight_finding_get_fact_value (finding, i));
    g_string_append_c (text, '\n');
  }
}

/**
 * cue_preflight_report_to_text:
 *
 * Returns: (transfer full): the report as text, the line of a plugin first
 */
char *
cue_preflight_report_to_text (CuePreflightReport *self)
{
  g_autofree char *line = cue_preflight_report_to_line (self);
  GString         *text = g_string_new (line);

  g_string_append_c (text, '\n');
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (G_LIST_MODEL (self), i);

    append_finding (text, finding);
  }
  g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_time (JsonBuilder *builder, const char *member, gint64 wall_us)
{
  g_autofree char *text = wall_us != CUE_TIME_INVALID ? cue_time_format_iso8601 (wall_us) : NULL;

  add_text (builder, member, text);
}

static void
add_finding (JsonBuilder *builder, CuePreflightFinding *finding)
{
  json_builder_begin_object (builder);
  add_text (builder, "code", cue_preflight_finding_get_code (finding));
  add_text (builder, "area", cue_preflight_area_get_id (cue_preflight_finding_get_area (finding)));
  add_text (builder,
            "status",
            cue_preflight_severity_get_id (cue_preflight_finding_get_severity (finding)));
  add_text (builder, "title", cue_preflight_finding_get_title (finding));
  add_text (builder, "cause", cue_preflight_finding_get_words (finding));
  add_text (builder, "next", cue_preflight_finding_get_next_step (finding));
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cue_preflight_finding_get_n_facts (finding); i++) {
    json_builder_begin_object (builder);
    add_text (builder, "name", cue_preflight_finding_get_fact_name (finding, i));
    add_text (builder, "value", cue_preflight_finding_get_fact_value (finding, i));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * cue_preflight_report_to_json:
 *
 * Returns: (transfer full): the report as one object
 */
JsonNode *
cue_preflight_report_to_json (CuePreflightReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "type", "check");
  add_text (builder, "event", cue_preflight_report_get_event (self));
  add_text (builder,
            "status",
            cue_preflight_severity_get_id (cue_preflight_report_get_worst (self)));
  json_builder_set_member_name (builder, "complete");
  json_builder_add_boolean_value (builder, cue_preflight_report_get_complete (self));
  add_time (builder, "began", cue_preflight_report_get_began (self));
  add_time (builder, "ended", cue_preflight_report_get_ended (self));
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (int i = CUE_N_PREFLIGHT_SEVERITIES - 1; i >= 0; i--) {
    json_builder_set_member_name (builder,
                                  cue_preflight_severity_get_id ((CuePreflightSeverity) i));
    json_builder_add_int_value (builder,
                                cue_preflight_report_count (self, (CuePreflightSeverity) i));
  }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (G_LIST_MODEL (self), i);

    add_finding (builder, finding);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
