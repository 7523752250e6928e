// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "cue-preflight-print.h"
#include "cue-preflight-row.h"
#include "cue-ui.h"

/* The report of a check before the show, as rows and on paper. */

static CuePreflightReport *
make_report (guint n_warnings)
{
  CuePreflightReport *report = cue_preflight_report_new ("Keynote <b>");

  cue_preflight_report_begin (report, 1795165200 * (gint64) G_USEC_PER_SEC);
  for (guint i = 0; i < 20 + n_warnings; i++) {
    g_autoptr (CuePreflightFinding)
      finding = cue_preflight_finding_new (CUE_PREFLIGHT_STREAM,
                                           "stream.test",
                                           i < 20 ? CUE_PREFLIGHT_OK : CUE_PREFLIGHT_WARNING,
                                           "Variant <i>1</i>",
                                           "It does not come.",
                                           i < 20 ? NULL : "Ask somebody.");

    cue_preflight_finding_add_fact (finding, "Address", "http://127.0.0.1/");
    cue_preflight_report_add (report, finding);
  }
  cue_preflight_report_end (report, 1795165201 * (gint64) G_USEC_PER_SEC, TRUE);
  return report;
}

static int
print (CuePreflightReport *report)
{
  g_autoptr (GtkPrintOperation) operation = cue_preflight_print_new (report);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "report.pdf", NULL);
  g_autofree char *bytes = NULL;
  int              n_pages;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation,
                                            GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            NULL,
                                            &error),
                   ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, &error));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  return n_pages;
}

static void
test_print (void)
{
  g_autoptr (CuePreflightReport) usual = make_report (4);
  g_autoptr (CuePreflightReport) many = make_report (60);

  g_assert_cmpint (print (usual), ==, 1);
  g_assert_cmpint (print (many), >, 1);
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (has_label (child, text))
      return TRUE;
  }
  return FALSE;
}

static void
test_row (void)
{
  g_autoptr (CuePreflightReport) report = make_report (1);
  g_autoptr (CuePreflightFinding) bad = g_list_model_get_item (G_LIST_MODEL (report), 0);
  g_autoptr (CuePreflightFinding) fine = g_list_model_get_item (G_LIST_MODEL (report), 1);
  g_autoptr (CuePreflightFinding) note = cue_preflight_finding_new (CUE_PREFLIGHT_ASSETS,
                                                                    "asset-redirect",
                                                                    CUE_PREFLIGHT_OK,
                                                                    "Logo",
                                                                    "It redirects.",
                                                                    "Use the other address.");
  g_autoptr (GtkWidget) note_row = g_object_ref_sink (cue_preflight_row_new (note));
  g_autoptr (GtkWidget) bad_row = g_object_ref_sink (cue_preflight_row_new (bad));
  g_autoptr (GtkWidget) fine_row = g_object_ref_sink (cue_preflight_row_new (fine));

  /* Words from outside are text. */
  g_assert_true (has_label (bad_row, "Variant <i>1</i>"));
  g_assert_true (has_label (bad_row, "Warning"));
  g_assert_true (has_label (bad_row, "Ask somebody."));
  g_assert_true (has_label (bad_row, "Address: http://127.0.0.1/"));
  g_assert_true (has_label (fine_row, "Fine"));
  g_assert_true (has_label (note_row, "Note"));
  g_assert_false (has_label (fine_row, "Address: http://127.0.0.1/"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C");
  adw_init ();
  cue_ui_init ();
  g_test_add_func ("/ui/preflight/print", test_print);
  g_test_add_func ("/ui/preflight/row", test_row);
  return g_test_run ();
}
