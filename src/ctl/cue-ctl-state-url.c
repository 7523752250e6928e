// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-state-url.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "cue-ctl.h"
#include "cue-diagnostic.h"
#include "cue-limits.h"
#include "cue-profile-source.h"
#include "cue-secret-store.h"
#include "cue-system-clock.h"
#include "cue-time.h"

typedef struct {
  char    *profile_name;
  char    *endpoint;
  char    *iss;
  char    *aud;
  char    *secret_file;
  char    *backend;
  int      ttl;
  gboolean is_base64;
  gboolean json;
  gboolean trace;
} Options;

typedef struct {
  Options           *options;
  GMainLoop         *loop;     // owned
  CueProfile        *profile;  // owned
  CueClock          *clock;    // not owned
  CueSecretStore    *secrets;  // owned
  CueRedactor       *redactor; // owned
  CueTrace          *log;      // owned
  CueStateUrlSource *source;   // owned
  int                status;
  guint              signals[2];
} Run;

static void
end (Run *run, int status)
{
  run->status = status;
  g_main_loop_quit (run->loop);
}

static gboolean
on_signal (gpointer user_data)
{
  Run *run = user_data;

  end (run, CUE_CTL_UNKNOWN);
  return G_SOURCE_CONTINUE;
}

static void
print_url (Run *run, const char *url)
{
  g_autofree char *clean = NULL;

  if (run->options->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "stateUrl", url);
    cue_ctl_add_time (builder, "time", cue_clock_get_wall (run->clock));
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
    return;
  }
  clean = cue_ctl_clean (url);
  cue_ctl_print (clean);
}

static void
on_url_received (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  url = cue_state_url_source_get_finish (CUE_STATE_URL_SOURCE (source), result, &error);
  if (run->options->trace)
    cue_ctl_print_trace (run->log, run->options->json);
  if (url == NULL) {
    end (run, cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message));
    return;
  }
  print_url (run, url);
  end (run, CUE_CTL_FINE);
}

static void
on_limits_changed (CueStateUrlSource *source, Run *run)
{
  g_autofree char *path = cue_limits_get_default_path ();
  g_autofree char *key = cue_limits_get_key (run->profile);
  g_autoptr (GError) error = NULL;

  if (!cue_limits_save (path,
                        key,
                        cue_clock_get_wall (run->clock),
                        cue_state_url_source_save_limits (source),
                        &error))
    cue_ctl_note ("%s", error->message);
}

static void
ask (Run *run)
{
  g_autofree char *path = cue_limits_get_default_path ();
  g_autofree char *key = cue_limits_get_key (run->profile);
  g_autoptr (GVariant) limits = cue_limits_load (path, key);
  gint64 wait;

  if (limits != NULL)
    cue_state_url_source_load_limits (run->source, limits);
  g_signal_connect (run->source, "limits-changed", G_CALLBACK (on_limits_changed), run);
  wait = cue_state_url_source_get_wait (run->source);
  if (wait > G_USEC_PER_SEC) {
    g_autofree char *text = cue_time_format_duration (wait, CUE_DURATION_WORDS);

    cue_ctl_note (_ ("Waiting %s, since getStateURL may be called four times a minute."), text);
  }
  cue_state_url_source_get_async (run->source, NULL, on_url_received, run);
}

static void
take_secret (Run *run, GBytes *secret)
{
  cue_redactor_add_bytes (run->redactor, secret);
  cue_state_url_source_set_secret (run->source,
                                   secret,
                                   cue_profile_get_secret_is_base64 (run->profile));
  ask (run);
}

static void
on_secret_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;

  secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  if (secret != NULL)
    take_secret (run, secret);
  else
    end (run,
         cue_ctl_fail (CUE_CTL_UNKNOWN,
                       "%s",
                       error != NULL ? error->message
                                     : _ ("No secret is stored for this event. Enter it in "
                                          "Cuelight, or give --secret-file.")));
}

static CueProfile *
make_profile (Options *options, int *status)
{
  g_autoptr (CueProfileStore) store = NULL;
  g_autoptr (CueProfile) profile = cue_profile_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  CueProfile *named;

  if ((options->profile_name != NULL) + (options->endpoint != NULL) + (options->backend != NULL) !=
      1) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                            _ ("Give exactly one of --profile, --endpoint and --backend."));
    return NULL;
  }
  if (options->profile_name != NULL) {
    store = cue_ctl_load_profiles (&error);
    named = store != NULL ? cue_ctl_find_profile (store, options->profile_name, &error) : NULL;
    if (named == NULL) {
      *status = cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
      return NULL;
    }
    g_set_object (&profile, named);
  } else {
    cue_profile_set_name (profile, "cuelightctl");
    if (options->backend != NULL) {
      cue_profile_set_source_kind (profile, CUE_PROFILE_SOURCE_BACKEND);
      cue_profile_set_backend_url (profile, options->backend);
    } else {
      cue_profile_set_endpoint (profile, options->endpoint);
      cue_profile_set_iss (profile, options->iss);
      cue_profile_set_aud (profile, options->aud);
      cue_profile_set_ttl (profile, MAX (options->ttl, 0));
      cue_profile_set_secret_is_base64 (profile, options->is_base64);
    }
  }

  found = cue_profile_validate (profile);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (diagnostic) == CUE_SEVERITY_ERROR) {
      *status = cue_ctl_fail (CUE_CTL_UNKNOWN,
                              "%s: %s",
                              cue_diagnostic_get_where (diagnostic),
                              cue_diagnostic_get_message (diagnostic));
      return NULL;
    }
  }
  if (options->endpoint != NULL && options->secret_file == NULL) {
    *status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("--endpoint needs --secret-file as well."));
    return NULL;
  }
  return g_steal_pointer (&profile);
}

static int
run_with (Options *options)
{
  g_autoptr (CueHttpClient) client = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { options };

  run.profile = make_profile (options, &run.status);
  if (run.profile == NULL)
    return run.status;
  if (options->secret_file != NULL) {
    secret = cue_ctl_read_secret (options->secret_file, &error);
    if (secret == NULL) {
      g_object_unref (run.profile);
      return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
    }
    cue_ctl_note_secret (secret, cue_profile_get_secret_is_base64 (run.profile));
  }

  run.loop = g_main_loop_new (NULL, FALSE);
  run.clock = cue_system_clock_get_default ();
  run.secrets = cue_secret_store_new ();
  run.redactor = cue_redactor_new ();
  run.log = cue_trace_new ();
  client = cue_http_client_new (run.clock, run.log, run.redactor);
  run.source = cue_profile_make_source (run.profile, client, run.clock);
  run.signals[0] = g_unix_signal_add (SIGINT, on_signal, &run);
  run.signals[1] = g_unix_signal_add (SIGTERM, on_signal, &run);

  if (!cue_profile_needs_secret (run.profile))
    ask (&run);
  else if (secret != NULL)
    take_secret (&run, secret);
  else
    cue_secret_store_lookup_async (run.secrets,
                                   cue_profile_get_id (run.profile),
                                   CUE_SECRET_KIND_ENGINE,
                                   NULL,
                                   on_secret_found,
                                   &run);
  g_main_loop_run (run.loop);

  g_source_remove (run.signals[0]);
  g_source_remove (run.signals[1]);
  g_signal_handlers_disconnect_by_func (run.source, on_limits_changed, &run);
  g_object_unref (run.source);
  g_object_unref (run.log);
  cue_redactor_unref (run.redactor);
  g_object_unref (run.secrets);
  g_object_unref (run.profile);
  g_main_loop_unref (run.loop);
  return run.status;
}

/**
 * cue_ctl_state_url:
 *
 * `cuelightctl state-url`: gets the state URL of an event, as the console does.
 *
 * Returns: a `CueCtlStatus`
 */
int
cue_ctl_state_url (int argc, char **argv)
{
  Options options = { .ttl = CUE_PROFILE_TTL_MAX };
  int     status;

  const GOptionEntry entries[] = {
    { "profile",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.profile_name,
      N_ ("An event, by its name or id"),
      N_ ("NAME") },
    { "endpoint",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.endpoint,
      N_ ("Full address of getStateURL"),
      N_ ("URL") },
    { "iss", 0, 0, G_OPTION_ARG_STRING, &options.iss, N_ ("Client or application ID"), N_ ("ID") },
    { "aud", 0, 0, G_OPTION_ARG_STRING, &options.aud, N_ ("Service ID"), N_ ("ID") },
    { "secret-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.secret_file,
      N_ ("File with the secret, - for standard input"),
      N_ ("FILE") },
    { "base64", 0, 0, G_OPTION_ARG_NONE, &options.is_base64, N_ ("The secret is base64"), NULL },
    { "ttl",
      0,
      0,
      G_OPTION_ARG_INT,
      &options.ttl,
      N_ ("How long the token lives, 30 to 60 seconds"),
      N_ ("SECONDS") },
    { "backend",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.backend,
      N_ ("Address of your backend that answers {\"stateUrl\": …}"),
      N_ ("URL") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print a JSON object"), NULL },
    { "trace",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.trace,
      N_ ("Print every HTTP exchange as well"),
      NULL },
    { 0 },
  };

  if (cue_ctl_parse ("state-url",
                     NULL,
                     _ ("Gets the state URL of an event and prints it.\nKeeps the limits of "
                        "getStateURL, also from one call to the next."),
                     entries,
                     &argc,
                     &argv,
                     &status)) {
    if (argc > 1)
      status = cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("“%s” is not expected here."), argv[1]);
    else
      status = run_with (&options);
  }
  g_free (options.profile_name);
  g_free (options.endpoint);
  g_free (options.iss);
  g_free (options.aud);
  g_free (options.secret_file);
  g_free (options.backend);
  return status;
}
