// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-preflight-report.h"
#include "cue-time.h"

// A report as one page of HTML that needs nothing beside it: no script, no address, pictures
// inside. Everything in it is escaped, since event names and addresses come from outside; should
// that ever fail, the policy in its head still lets nothing run and nothing be fetched.

#define MAX_PICTURE_BYTES (128 * 1024)
// Beside what is said of several.
#define MAX_PICTURES 4

static const char style[] =
  "@page{size:A4;margin:11mm}"
  "*{box-sizing:border-box}"
  "body{font:13px/1.4 system-ui,'Cantarell','DejaVu Sans',sans-serif;color:#1d1d20;"
  "background:#fff;max-width:62em;margin:1.5em auto;padding:0 1.2em;overflow-wrap:anywhere}"
  "header{display:flex;gap:1em;align-items:center;border-bottom:2px solid #1d1d20;"
  "padding-bottom:.6em;margin-bottom:.8em}"
  "h1{font-size:1.55em;line-height:1.15;margin:0}"
  "h2{font-size:1.05em;margin:1em 0 .4em}"
  "header p{margin:.15em 0 0;color:#55555c}"
  ".verdict{margin-left:auto;font-size:1.25em;font-weight:700;padding:.3em .7em;"
  "border:2px solid;border-radius:.4em;white-space:nowrap}"
  ".critical{--c:#b3001b;--b:#fdecee}.warning{--c:#8a5300;--b:#fff5e0}"
  ".unknown,.not-applicable{--c:#4a4a55;--b:#f0f0f3}.ok{--c:#14692f;--b:#eaf7ee}"
  ".verdict,.mark{color:var(--c);background:var(--b)}"
  "article{border-left:4px solid var(--c);background:var(--b);padding:.45em .8em;"
  "margin:.4em 0;break-inside:avoid;display:flex;gap:.9em}"
  "article div{flex:1}article h3{font-size:1em;margin:0;color:var(--c)}"
  "article h3 small{font-weight:400}"
  "article p{margin:.15em 0}article img{height:6.5em;border-radius:.2em}"
  "dl{margin:.2em 0 0;font-size:.88em;color:#44444b;display:flex;flex-wrap:wrap;gap:.1em 1.2em}"
  "dl div{flex:none;max-width:100%}dt,dd{display:inline;margin:0}dt::after{content:' '}"
  ".fine{columns:2;column-gap:1.6em;margin:0;padding:0;list-style:none;font-size:.92em}"
  ".fine li{break-inside:avoid;padding:.12em 0}.fine b{font-weight:600}"
  ".mark{background:none}"
  ".strip{display:flex;flex-wrap:wrap;gap:.6em 1em;font-size:.78em}"
  "figure{margin:0;width:8.6em;break-inside:avoid}"
  "figure img{height:9em;max-width:100%;object-fit:contain;display:block;border-radius:.2em}"
  // What is transparent is white as a rule, and would not be seen on a light page.
  "img{background:repeating-conic-gradient(#77777f 0 25%,#93939b 0 50%) 0 0/12px 12px}"
  "footer{margin-top:1em;border-top:1px solid #bbb;padding-top:.4em;font-size:.85em;"
  "color:#55555c}"
  "@media print{body{font-size:10px;margin:0;padding:0;max-width:none}"
  "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
  "figure{width:7.4em}figure img{height:7.6em}}"
  "@media screen and (prefers-color-scheme:dark){body{background:#1e1e22;color:#f0f0f2}"
  "header{border-color:#f0f0f2}header p,footer,dl{color:#b9b9c2}"
  ".critical{--c:#ff8f9a;--b:#3b2226}.warning{--c:#f5c46b;--b:#382f1f}"
  ".unknown,.not-applicable{--c:#c6c6d0;--b:#2e2e34}.ok{--c:#84d9a0;--b:#1f3326}}";

// Shape, word and colour.
static const char *
get_mark (CuePreflightSeverity severity)
{
  static const char *const marks[CUE_N_PREFLIGHT_SEVERITIES] = {
    [CUE_PREFLIGHT_NOT_APPLICABLE] = "–", [CUE_PREFLIGHT_OK] = "✔",
    [CUE_PREFLIGHT_UNKNOWN] = "?",        [CUE_PREFLIGHT_WARNING] = "▲",
    [CUE_PREFLIGHT_CRITICAL] = "✖",
  };

  return marks[severity];
}

static void
append_escaped (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (html, escaped);
}

static void
append_element (GString *html, const char *tag, const char *text)
{
  g_string_append_printf (html, "<%s>", tag);
  append_escaped (html, text);
  g_string_append_printf (html, "</%s>", tag);
}

// Only what the helper made: the bytes say so, whatever they were called.
static const char *
find_type (GBytes *picture)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (picture, &size);

  if (size < 8 || size > MAX_PICTURE_BYTES)
    return NULL;
  if (memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  return NULL;
}

static gboolean
append_picture (GString *html, CuePreflightFinding *finding)
{
  GBytes          *picture = cue_preflight_finding_get_picture (finding);
  const char      *type = picture != NULL ? find_type (picture) : NULL;
  g_autofree char *encoded = NULL;

  if (type == NULL)
    return FALSE;
  encoded = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_string_append_printf (html, "<img src=\"data:%s;base64,%s\" alt=\"", type, encoded);
  append_escaped (html, cue_preflight_finding_get_title (finding));
  g_string_append (html, "\">");
  return TRUE;
}

// Whether one article is enough for both, so that the page stays one when all goes wrong at once.
static gboolean
is_same (CuePreflightFinding *a, CuePreflightFinding *b)
{
  return cue_preflight_finding_get_severity (a) == cue_preflight_finding_get_severity (b) &&
         cue_preflight_finding_get_area (a) == cue_preflight_finding_get_area (b) &&
         g_str_equal (cue_preflight_finding_get_words (a), cue_preflight_finding_get_words (b)) &&
         g_strcmp0 (cue_preflight_finding_get_next_step (a),
                    cue_preflight_finding_get_next_step (b)) == 0;
}

// All of which the same is said; nothing when the first of them was written before.
static GPtrArray *
collect_same (CuePreflightReport *self, guint index)
{
  GPtrArray *same = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (G_LIST_MODEL (self), index);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CuePreflightFinding) other = g_list_model_get_item (G_LIST_MODEL (self), i);

    if (!is_same (finding, other))
      continue;
    if (i < index)
      break;
    g_ptr_array_add (same, g_steal_pointer (&other));
  }
  return same;
}

static void
append_facts (GString *html, CuePreflightFinding *finding, gboolean with_title)
{
  guint n_facts = cue_preflight_finding_get_n_facts (finding);

  if (n_facts == 0)
    return;
  g_string_append (html, "<dl>");
  if (with_title) {
    g_string_append (html, "<div>");
    append_element (html, "b", cue_preflight_finding_get_title (finding));
    g_string_append (html, "</div>");
  }
  for (guint i = 0; i < n_facts; i++) {
    // Translators: the name of a figure, in front of it: “Limit:”
    g_autofree char *name =
      g_strdup_printf (_ ("%s:"), cue_preflight_finding_get_fact_name (finding, i));

    g_string_append (html, "<div>");
    append_element (html, "dt", name);
    append_element (html, "dd", cue_preflight_finding_get_fact_value (finding, i));
    g_string_append (html, "</div>");
  }
  g_string_append (html, "</dl>");
}

static void
append_problem (GString *html, CuePreflightReport *self, guint index)
{
  g_autoptr (GPtrArray) same = collect_same (self, index);
  CuePreflightFinding *finding = same->len > 0 ? g_ptr_array_index (same, 0) : NULL;
  CuePreflightSeverity severity;
  const char          *next;

  if (finding == NULL)
    return;
  severity = cue_preflight_finding_get_severity (finding);
  next = cue_preflight_finding_get_next_step (finding);
  g_string_append_printf (html,
                          "<article class=\"%s\"><div><h3>%s ",
                          cue_preflight_severity_get_id (severity),
                          get_mark (severity));
  append_escaped (html, cue_preflight_severity_get_name (severity));
  for (guint i = 0; i < same->len; i++) {
    g_string_append (html, i == 0 ? " · " : ", ");
    append_escaped (html, cue_preflight_finding_get_title (g_ptr_array_index (same, i)));
  }
  g_string_append (html, " <small>(");
  append_escaped (html, cue_preflight_area_get_name (cue_preflight_finding_get_area (finding)));
  g_string_append (html, ")</small></h3>");
  append_element (html, "p", cue_preflight_finding_get_words (finding));
  if (next != NULL) {
    g_string_append (html, "<p>");
    append_element (html, "b", _ ("What to do:"));
    g_string_append_c (html, ' ');
    append_escaped (html, next);
    g_string_append (html, "</p>");
  }
  for (guint i = 0; i < same->len; i++)
    append_facts (html, g_ptr_array_index (same, i), same->len > 1);
  g_string_append (html, "</div>");
  for (guint i = 0; i < MIN (same->len, MAX_PICTURES); i++)
    append_picture (html, g_ptr_array_index (same, i));
  g_string_append (html, "</article>\n");
}

static void
append_fine (GString *html, CuePreflightReport *self, guint index)
{
  g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (G_LIST_MODEL (self), index);
  CuePreflightSeverity severity = cue_preflight_finding_get_severity (finding);

  g_string_append_printf (html,
                          "<li><span class=\"mark %s\">%s</span> <b>",
                          cue_preflight_severity_get_id (severity),
                          get_mark (severity));
  append_escaped (html, cue_preflight_finding_get_title (finding));
  g_string_append (html, "</b> ");
  if (severity == CUE_PREFLIGHT_NOT_APPLICABLE ||
      cue_preflight_finding_get_next_step (finding) != NULL) {
    g_autofree char *name =
      g_strdup_printf (_ ("%s:"), cue_preflight_finding_get_verdict (finding));

    append_escaped (html, name);
    g_string_append_c (html, ' ');
  }
  append_escaped (html, cue_preflight_finding_get_words (finding));
  g_string_append (html, "</li>\n");
}

static void
append_figure (GString *html, CuePreflightReport *self, guint index)
{
  g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (G_LIST_MODEL (self), index);

  g_string_append (html, "<figure>");
  append_picture (html, finding);
  g_string_append (html, "<figcaption><span class=\"mark ok\">✔</span> ");
  append_escaped (html, cue_preflight_finding_get_title (finding));
  g_string_append (html, "</figcaption></figure>\n");
}

typedef enum {
  PART_PROBLEMS,
  PART_FINE,
  PART_PICTURES,
} Part;

static Part
get_part (CuePreflightFinding *finding)
{
  GBytes *picture = cue_preflight_finding_get_picture (finding);

  if (cue_preflight_finding_get_severity (finding) > CUE_PREFLIGHT_OK)
    return PART_PROBLEMS;
  return picture != NULL && find_type (picture) != NULL ? PART_PICTURES : PART_FINE;
}

// Nothing when there is nothing of that kind.
static void
append_part (GString            *html,
             CuePreflightReport *self,
             Part                part,
             const char         *title,
             const char         *open,
             const char         *close)
{
  void (*append[]) (GString *, CuePreflightReport *, guint) = {
    [PART_PROBLEMS] = append_problem,
    [PART_FINE] = append_fine,
    [PART_PICTURES] = append_figure,
  };
  gboolean is_open = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CuePreflightFinding) finding = g_list_model_get_item (G_LIST_MODEL (self), i);

    if (get_part (finding) != part)
      continue;
    if (!is_open) {
      append_element (html, "h2", title);
      g_string_append (html, open);
    }
    is_open = TRUE;
    append[part](html, self, i);
  }
  if (is_open)
    g_string_append (html, close);
}

static char *
format_moment (gint64 wall_us)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  // Translators: the date and time of day of a report, for g_date_time_format()
  return moment != NULL ? g_date_time_format (moment, _ ("%e %B %Y, %H:%M:%S %Z")) : g_strdup ("");
}

static void
append_header (GString *html, CuePreflightReport *self)
{
  CuePreflightSeverity worst = cue_preflight_report_get_worst (self);
  g_autofree char     *counts = cue_preflight_report_to_counts (self);
  g_autofree char     *moment = NULL;

  g_string_append (html, "<header><div>");
  append_element (html, "h1", cue_preflight_report_get_event (self));
  g_string_append (html, "<p>");
  append_escaped (html, _ ("Check before the show"));
  if (cue_preflight_report_get_began (self) != CUE_TIME_INVALID) {
    moment = format_moment (cue_preflight_report_get_began (self));
    g_string_append (html, " · ");
    append_escaped (html, moment);
  }
  g_string_append (html, "</p><p>");
  append_escaped (html, counts);
  if (!cue_preflight_report_get_complete (self)) {
    g_string_append (html, " · ");
    append_escaped (html, _ ("The check was not carried through."));
  }
  g_string_append_printf (html,
                          "</p></div><div class=\"verdict %s\">%s ",
                          cue_preflight_severity_get_id (worst),
                          get_mark (worst));
  append_escaped (html, cue_preflight_severity_get_name (worst));
  g_string_append (html, "</div></header>\n");
}

// The language of the words, for those who listen to the page.
static char *
find_language (void)
{
  const char *name = g_get_language_names ()[0];
  gsize       length = strspn (name, "abcdefghijklmnopqrstuvwxyz");

  return length >= 2 && length <= 3 ? g_strndup (name, length) : g_strdup ("en");
}

/**
 * cue_preflight_report_to_html:
 *
 * Returns: (transfer full): the report as a page that can be read, sent and printed by itself
 */
char *
cue_preflight_report_to_html (CuePreflightReport *self)
{
  g_autofree char *language = NULL;
  GString         *html;

  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), NULL);

  language = find_language ();
  html = g_string_new ("<!DOCTYPE html>\n");
  g_string_append_printf (html,
                          "<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                          "'none'; img-src data:; style-src 'unsafe-inline'\">"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                          language);
  append_escaped (html, cue_preflight_report_get_event (self));
  g_string_append (html, " · ");
  append_escaped (html, _ ("Check before the show"));
  g_string_append_printf (html, "</title>\n<style>%s</style></head><body>\n", style);
  append_header (html, self);
  append_part (html, self, PART_PROBLEMS, _ ("To look at"), "", "");
  append_part (html, self, PART_FINE, _ ("Fine"), "<ul class=\"fine\">", "</ul>\n");
  append_part (html,
               self,
               PART_PICTURES,
               _ ("What the phone shows"),
               "<div class=\"strip\">",
               "</div>\n");
  g_string_append (html, "<footer>");
  append_escaped (html, "Cuelight " CUE_VERSION);
  g_string_append (html, "</footer></body></html>\n");
  return g_string_free (html, FALSE);
}
