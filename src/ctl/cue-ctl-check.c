// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-check.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "cue-ctl.h"
#include "cue-preflight.h"
#include "cue-system-clock.h"
#include "cue-text.h"

#define MAX_LINE_CHARS 1000

typedef struct {
  gboolean json;
  char    *report;
  char    *secret_file;
  char    *state_url;
} Options;

typedef struct {
  CuePreflight *preflight; // owned
  GMainLoop    *loop;      // owned
} Run;

static CueCtlStatus
get_status (CuePreflightReport *report)
{
  switch (cue_preflight_report_get_worst (report)) {
  case CUE_PREFLIGHT_OK:
    return CUE_CTL_FINE;
  case CUE_PREFLIGHT_WARNING:
    return CUE_CTL_WARNING;
  case CUE_PREFLIGHT_CRITICAL:
    return CUE_CTL_CRITICAL;
  case CUE_PREFLIGHT_NOT_APPLICABLE:
  case CUE_PREFLIGHT_UNKNOWN:
    break;
  }
  return CUE_CTL_UNKNOWN;
}

static void
on_running_changed (CuePreflight *preflight, GParamSpec *pspec, Run *run)
{
  if (!cue_preflight_get_running (preflight))
    g_main_loop_quit (run->loop);
}

static gboolean
on_signal (gpointer user_data)
{
  Run *run = user_data;

  cue_preflight_cancel (run->preflight);
  return G_SOURCE_CONTINUE;
}

static void
run_to_end (Run *run)
{
  guint signals[2] = { g_unix_signal_add (SIGINT, on_signal, run),
                       g_unix_signal_add (SIGTERM, on_signal, run) };

  run->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (run->preflight, "notify::running", G_CALLBACK (on_running_changed), run);
  cue_preflight_start (run->preflight);
  if (cue_preflight_get_running (run->preflight))
    g_main_loop_run (run->loop);
  g_signal_handlers_disconnect_by_data (run->preflight, run);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (signals[i]);
  g_main_loop_unref (run->loop);
}

// What is no plain file must not be replaced by one: a pipe, a terminal, /dev/stdout.
static gboolean
write_through (const char *path, const char *text, GError **error)
{
  FILE    *file = g_fopen (path, "we");
  gboolean written = file != NULL && fputs (text, file) >= 0;
  int      code = errno;

  if (file != NULL && fclose (file) != 0 && written) {
    written = FALSE;
    code = errno;
  }
  if (!written)
    g_set_error_literal (error,
                         G_FILE_ERROR,
                         (int) g_file_error_from_errno (code),
                         g_strerror (code));
  return written;
}

static gboolean
write_report (CuePreflightReport *report, const char *path, GError **error)
{
  g_autofree char *html = cue_preflight_report_to_html (report);

  // Nor must a link be: what it leads to is meant, as where a shell writes.
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) ||
      (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR)))
    return write_through (path, html, error);
  return g_file_set_contents (path, html, (gssize) strlen (html), error);
}

// A monitor reads the first line of the output and nothing else.
static int
fail (Options *options, const char *words)
{
  g_autofree char *safe = cue_text_make_line (words, -1, MAX_LINE_CHARS);
  g_autofree char *line = g_strconcat ("CUELIGHT UNKNOWN - ", safe, NULL);

  if (options->json)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", words);
  // What stands behind a bar is figures.
  cue_ctl_print (g_strdelimit (line, "|", '/'));
  return CUE_CTL_UNKNOWN;
}

// What does not work is told all the same, and first.
static int
note_unwritten (CuePreflightReport *report, Options *options, const GError *error)
{
  g_autofree char *words =
    g_strdup_printf (_ ("The report could not be written: %s"), error->message);

  if (get_status (report) != CUE_CTL_CRITICAL)
    return fail (options, words);
  cue_ctl_note ("%s", words);
  return CUE_CTL_CRITICAL;
}

static int
answer (CuePreflightReport *report, Options *options)
{
  g_autoptr (GError) error = NULL;
  int status = get_status (report);

  if (options->report != NULL && !write_report (report, options->report, &error))
    status = note_unwritten (report, options, error);
  if (options->json) {
    g_autoptr (JsonNode) node = cue_preflight_report_to_json (report);

    cue_ctl_print_json (node);
  } else {
    g_autofree char *text = cue_preflight_report_to_text (report);

    cue_ctl_print (text);
  }
  return status;
}

// An event that is kept nowhere: what can be known from its state URL alone.
static CueProfile *
make_profile (const char *state_url)
{
  g_autoptr (GUri) uri = g_uri_parse (state_url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  CueProfile *profile = cue_profile_new ();

  // The rest of the address may be all that is needed to read it.
  cue_profile_set_name (profile, host != NULL && *host != '\0' ? host : "cuelightctl");
  cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_STATE_URL);
  cue_profile_set_state_url (profile, state_url);
  return profile;
}

static CueProfile *
find_profile (const char *name, Options *options, GError **error)
{
  g_autoptr (CueProfileStore) store = NULL;
  CueProfile *profile;

  if (options->state_url != NULL)
    return make_profile (options->state_url);
  store = cue_ctl_load_profiles (error);
  profile = store != NULL ? cue_ctl_find_profile (store, name, error) : NULL;
  return profile != NULL ? g_object_ref (profile) : NULL;
}

static int
run_with (const char *name, Options *options)
{
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  g_autoptr (CueProfile) profile = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { 0 };
  int status;

  profile = find_profile (name, options, &error);
  if (profile == NULL)
    return fail (options, error->message);
  if (options->secret_file != NULL) {
    secret = cue_ctl_read_secret (options->secret_file, &error);
    if (secret == NULL)
      return fail (options, error->message);
  }
  run.preflight = cue_preflight_new (profile, cue_system_clock_get_default (), secrets);
  cue_preflight_set_secret (run.preflight, secret);
  run_to_end (&run);
  status = answer (cue_preflight_get_report (run.preflight), options);
  g_object_unref (run.preflight);
  return status;
}

/**
 * cue_ctl_check:
 *
 * `cuelightctl check`: the check before the show, with a report.
 *
 * Returns: a `CueCtlStatus`, the worst finding
 */
int
cue_ctl_check (int argc, char **argv)
{
  Options options = { 0 };
  int     status;

  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
    { "report",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.report,
      N_ ("Write the report to a file as a page to print"),
      N_ ("FILE.html") },
    { "secret-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.secret_file,
      N_ ("Use the secret of the API key in this file; “-” for standard input"),
      N_ ("FILE") },
    { "state-url",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.state_url,
      N_ ("Check what this state URL names, without an event that is kept here"),
      N_ ("URL") },
    { 0 },
  };

  if (cue_ctl_parse ("check",
                     _ ("[EVENT]"),
                     _ ("Walks everything that an event needs for the show and says what is wrong, "
                        "the worst first:\nstate URL, token, clock, countdown, images and videos, "
                        "stream, certificates, doors and connections."),
                     entries,
                     &argc,
                     &argv,
                     &status)) {
    if ((argc == 2) != (options.state_url != NULL) && argc <= 2)
      status = run_with (argc == 2 ? argv[1] : NULL, &options);
    else
      status =
        cue_ctl_fail (CUE_CTL_UNKNOWN,
                      _ ("Give the name or the ID of one event, or --state-url; “cuelightctl "
                         "profiles” lists the events."));
  }
  g_free (options.report);
  g_free (options.secret_file);
  g_free (options.state_url);
  return status;
}
