// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-companion.h"
#include "cue-error.h"
#include "cue-observation.h"
#include "cue-property.h"
#include "cue-ring.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static CueObservation *
observe (const char *subject)
{
  return cue_observation_new (10, 20, "engine", "poll", subject, NULL, CUE_SEVERITY_WARNING);
}

static void
test_observation (void)
{
  g_autoptr (CueObservation) one = observe ("one");
  g_autoptr (CueObservation) two = observe ("two");
  g_autofree char *subject = NULL;
  g_autofree char *detail = NULL;
  CueSeverity      severity;
  gint64           wall;

  g_assert_cmpuint (cue_observation_get_id (one), <, cue_observation_get_id (two));
  g_object_get (one,
                "subject",
                &subject,
                "detail",
                &detail,
                "severity",
                &severity,
                "wall-us",
                &wall,
                NULL);
  g_assert_cmpstr (subject, ==, "one");
  g_assert_cmpstr (detail, ==, "");
  g_assert_cmpint (severity, ==, CUE_SEVERITY_WARNING);
  g_assert_cmpint (wall, ==, 10);
  g_assert_true (cue_observation_get_lane (one) == cue_observation_get_lane (two));
}

/* What would be said twice, and what only looks like it. */
static void
test_addition (void)
{
  static const struct {
    const char *subject;
    const char *detail;
    const char *addition;
  } rows[] = {
    { "countdown.end", "countdown.end: 1 → 2", "1 → 2" },
    { "countdown", "countdown.end: 1 → 2", "countdown.end: 1 → 2" },
    { "Live → Unknown", "playerState: live → x", "playerState: live → x" },
    { "", ": 1", ": 1" },
    { "same", "same", "same" },
    { "one", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CueObservation) item = cue_observation_new (10,
                                                           20,
                                                           "engine",
                                                           "field",
                                                           rows[i].subject,
                                                           rows[i].detail,
                                                           CUE_SEVERITY_INFO);

    g_assert_cmpstr (cue_observation_get_addition (item), ==, rows[i].addition);
  }
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  g_string_append_printf (data, "%u-%u+%u ", position, removed, added);
}

static void
test_ring (void)
{
  g_autoptr (CueRing) ring = cue_ring_new (CUE_TYPE_OBSERVATION, 3);
  g_autoptr (GString) log = g_string_new (NULL);
  gpointer first = NULL;

  g_signal_connect (ring, "items-changed", G_CALLBACK (on_items_changed), log);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *name = g_strdup_printf ("%u", i);
    g_autoptr (CueObservation) item = observe (name);

    if (i == 0) {
      first = item;
      g_object_add_weak_pointer (G_OBJECT (item), &first);
    }
    cue_ring_append (ring, item);
  }
  g_assert_cmpstr (log->str, ==, "0-0+1 1-0+1 2-0+1 0-1+0 2-0+1 0-1+0 2-0+1 ");
  g_assert_null (first);
  g_assert_cmpuint (cue_ring_get_dropped (ring), ==, 2);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (CueObservation) item = g_list_model_get_item (G_LIST_MODEL (ring), i);
    g_autofree char *name = g_strdup_printf ("%u", i + 2);

    g_assert_cmpstr (cue_observation_get_subject (item), ==, name);
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (ring), 3));
  g_assert_cmpstr (cue_observation_get_subject (cue_ring_peek_last (ring)), ==, "4");
  g_string_truncate (log, 0);
  cue_ring_clear (ring);
  cue_ring_clear (ring);
  g_assert_cmpstr (log->str, ==, "0-3+0 ");
  g_assert_null (cue_ring_peek_last (ring));
  g_assert_cmpuint (cue_ring_get_dropped (ring), ==, 2);
}

static void
test_diagnostic (void)
{
  g_autoptr (CueDiagnostic)
    diagnostic = cue_diagnostic_new (CUE_SEVERITY_ERROR, "$.a", "%d of %s", 2, "them");
  g_autoptr (CueDiagnostic) same = cue_diagnostic_ref (diagnostic);
  g_autoptr (CueDiagnostic) nowhere = cue_diagnostic_new (CUE_SEVERITY_INFO, NULL, "all");

  g_assert_true (same == diagnostic);
  g_assert_cmpstr (cue_diagnostic_get_message (same), ==, "2 of them");
  g_assert_cmpstr (cue_diagnostic_get_where (same), ==, "$.a");
  g_assert_cmpstr (cue_diagnostic_get_where (nowhere), ==, "");
  g_assert_cmpint (cue_diagnostics_get_worst (NULL), ==, CUE_SEVERITY_INFO);
}

static void
test_error_titles (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) foreign = g_error_new (G_MARKUP_ERROR, 0, "x");

  for (guint code = CUE_ERROR_NETWORK; code <= CUE_ERROR_INVALID_INPUT; code++) {
    g_autoptr (GError) error = g_error_new (CUE_ERROR, (gint) code, "x");

    g_assert_true (g_hash_table_add (titles, g_strdup (cue_error_get_title (error))));
  }
  g_assert_cmpstr (cue_error_get_title (cancelled), ==, "Cancelled");
  g_assert_cmpstr (cue_error_get_title (foreign), ==, "Something went wrong");
}

static void
test_companion (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *name = g_path_get_basename (own);
  g_autofree char *beside = cue_companion_find (name);
  g_autofree char *nowhere = cue_companion_find ("cuelight-no-such-program");
  g_autofree char *overridden = NULL;
  g_autofree char *wrong = NULL;

  g_assert_cmpstr (beside, ==, own);
  g_assert_null (nowhere);
  g_setenv ("CUELIGHT_MEDIA", own, TRUE);
  overridden = cue_companion_find ("cuelight-media");
  g_assert_cmpstr (overridden, ==, own);
  /* an override that does not hold is an error to be seen, not a reason to take another */
  g_setenv ("CUELIGHT_MEDIA", "/nonexistent/program", TRUE);
  wrong = cue_companion_find ("cuelight-media");
  g_assert_null (wrong);
  g_unsetenv ("CUELIGHT_MEDIA");
}

static void
on_notify (GObject *object, GParamSpec *property, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_property (void)
{
  g_autoptr (CueObservation) owner = observe ("one");
  GParamSpec      *property = g_object_class_find_property (G_OBJECT_GET_CLASS (owner), "subject");
  g_autofree char *text = g_strdup ("");
  guint            n_notified = 0;

  g_signal_connect (owner, "notify::subject", G_CALLBACK (on_notify), &n_notified);
  g_assert_false (cue_property_set_text (owner, &text, NULL, property));
  g_assert_false (cue_property_set_text (owner, &text, "", property));
  g_assert_cmpuint (n_notified, ==, 0);
  g_assert_true (cue_property_set_text (owner, &text, "words", property));
  g_assert_false (cue_property_set_text (owner, &text, text, property));
  g_assert_cmpstr (text, ==, "words");
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (cue_property_set_text (owner, &text, text + 1, property));
  g_assert_cmpstr (text, ==, "ords");
  g_assert_cmpuint (n_notified, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/values/observation", test_observation);
  g_test_add_func ("/base/values/observation-addition", test_addition);
  g_test_add_func ("/base/values/property", test_property);
  g_test_add_func ("/base/values/ring", test_ring);
  g_test_add_func ("/base/values/diagnostic", test_diagnostic);
  g_test_add_func ("/base/values/error-titles", test_error_titles);
  g_test_add_func ("/base/values/companion", test_companion);
  return g_test_run ();
}
