// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What cuelightctl says in another language, with the catalogue of the build folder. The default
// text domain is left alone: nothing may rely on it.

#include "cue-config.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cue-ctl-doors-output.h"
#include "cue-ctl-state-output.h"
#include "monitor-fixture.h"

// A C library may take C.UTF-8 for a locale without translations.
static gboolean
has_french (void)
{
  if (strcmp (g_dgettext (GETTEXT_PACKAGE, "Countdown"), "Countdown") != 0)
    return TRUE;
  g_test_skip ("nothing is translated in this locale");
  return FALSE;
}

static void
test_plural (MonitorFixture *f, gconstpointer data)
{
  if (!has_french ())
    return;
  if (g_test_subprocess ()) {
    cue_ctl_doors_print_gap (FALSE, 0, CUE_SECONDS (1), 1);
    cue_ctl_doors_print_gap (FALSE, 0, CUE_SECONDS (1), 2);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*Trop rapide\u00a0: 1 message a été abandonné\n*"
                             "*Trop rapide\u00a0: 2 messages ont été abandonnés\n*");
}

// All values begin below each other, however many bytes the letters of the labels have.
static void
test_columns (MonitorFixture *f, gconstpointer data)
{
  static const char *const labels[] = { "Événement", "État", "Compte à rebours", "Problèmes" };
  g_autofree char         *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_found = 0;

  if (!has_french ())
    return;
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  fake_engine_set_state (f->engine, "{\"playerState\":\"live\"}");
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  text = cue_ctl_state_to_text (f->monitor);
  g_test_message ("%s", text);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    glong column = g_utf8_strlen ("Compte à rebours ", -1);

    g_assert_cmpint (g_utf8_strlen (lines[i], -1), >, column);
    g_assert_cmpint (g_utf8_offset_to_pointer (lines[i], column - 1)[0], ==, ' ');
    g_assert_cmpint (g_utf8_offset_to_pointer (lines[i], column)[0], !=, ' ');
    for (guint j = 0; j < G_N_ELEMENTS (labels); j++)
      n_found += g_str_has_prefix (lines[i], labels[j]);
  }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (labels));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "fr", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CUELIGHT_PO"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)           \
  g_test_add ("/ctl/words/" path,     \
              MonitorFixture,         \
              NULL,                   \
              monitor_fixture_set_up, \
              function,               \
              monitor_fixture_tear_down)
  ADD ("plural", test_plural);
  ADD ("columns", test_columns);
  return g_test_run ();
}
