// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-feed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl-feed-private.h"
#include "cue-feed-rules.h"
#include "cue-system-clock.h"

// “cuelightctl feed”: event feeds of 10Duke from the command line.

#define TRACE_ITEMS 500
#define TRACE_BYTES (8 * 1024 * 1024)
// A secret store of its own holds the key; nothing of it is anybody else's.
#define PROFILE_ID "cuelightctl"

// Everything goes through what the window uses too, so that both do the same.
static gboolean
connect_service (CueCtlFeed *self, GError **error)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();
  g_autoptr (CueFeedConnection) settings = NULL;
  g_autoptr (GBytes) pem = cue_ctl_read_secret (self->key_file, error);
  g_autofree char *kind = NULL;

  if (pem == NULL)
    return FALSE;
  // Read here, so that what is wrong with it is said at once.
  self->key = cue_signing_key_new_from_pem (pem, error);
  if (self->key == NULL)
    return FALSE;
  settings = g_object_new (CUE_TYPE_FEED_CONNECTION,
                           "label",
                           self->host,
                           "host",
                           self->host,
                           "token-life",
                           (guint) self->token_life,
                           "wildcard",
                           self->wildcard,
                           NULL);
  kind = cue_connection_make_secret_kind (settings);
  cue_secret_store_keep (secrets, PROFILE_ID, kind, pem);
  self->trace_list = cue_trace_new_bounded (TRACE_ITEMS, TRACE_BYTES);
  self->http = cue_http_client_new (cue_system_clock_get_default (), self->trace_list, redactor);
  self->connection = cue_feed_desk_connection_new (settings, self->http, secrets, PROFILE_ID, NULL);
  return TRUE;
}

static gboolean
check_options (CueCtlFeed *self, int *status)
{
  g_autoptr (GPtrArray) findings = cue_findings_new ();
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  *status = CUE_CTL_UNKNOWN;
  if (self->host == NULL || self->key_file == NULL) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give --host and --key-file."));
    return FALSE;
  }
  if (self->all && self->follow) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --all or --follow."));
    return FALSE;
  }
  cue_feed_check_host (findings, self->host);
  cue_feed_check_max_events (findings, self->max);
  cue_read_token_check_life (self->token_life < 0 ? 0 : (guint) self->token_life, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *one = g_ptr_array_index (found, i);

    cue_findings_add (findings,
                      cue_diagnostic_get_severity (one) == CUE_SEVERITY_ERROR ? CUE_FINDING_BLOCK
                                                                              : CUE_FINDING_WARN,
                      "token-life",
                      "S2:50",
                      "%s",
                      cue_diagnostic_get_message (one));
  }
  return !cue_ctl_note_findings (findings);
}

static int
run_command (CueCtlFeed *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean get = argc == 3 && g_str_equal (argv[1], "get");
  gboolean put = argc == 3 && g_str_equal (argv[1], "put");
  int      status;

  if (!get && !put)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Say “feed get SOURCE” or “feed put FILE”. “cuelightctl feed --help” "
                            "lists the options."));
  if (!check_options (self, &status))
    return status;
  if (!connect_service (self, &error))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  return get ? cue_ctl_feed_get (self, argv[2]) : cue_ctl_feed_put (self, argv[2]);
}

static void
clear (CueCtlFeed *self)
{
  g_free (self->host);
  g_free (self->key_file);
  g_free (self->after);
  g_free (self->before);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->key, cue_signing_key_unref);
  g_clear_object (&self->http);
  g_clear_object (&self->trace_list);
}

/**
 * cue_ctl_feed:
 *
 * `cuelightctl feed`: reads, follows and sends events of 10Duke.
 *
 * Returns: a `CueCtlStatus`: critical when the service did not do it
 */
int
cue_ctl_feed (int argc, char **argv)
{
  CueCtlFeed self = { .max = CUE_FEED_DEFAULT_MAX_EVENTS,
                      .token_life = CUE_READ_TOKEN_DEFAULT_LIFE_S };
  int        status;

#define TEXT(option, field, help, word)                        \
  {                                                            \
    option, 0, 0, G_OPTION_ARG_STRING, &self.field, help, word \
  }
#define FLAG(option, field, help)                            \
  {                                                          \
    option, 0, 0, G_OPTION_ARG_NONE, &self.field, help, NULL \
  }
#define NUMBER(option, field, help)                             \
  {                                                             \
    option, 0, 0, G_OPTION_ARG_INT, &self.field, help, N_ ("N") \
  }
  const GOptionEntry entries[] = {
    TEXT ("host", host, N_ ("The tenant, host name or address of the service"), N_ ("HOST-OR-URL")),
    TEXT ("key-file",
          key_file,
          N_ ("File with the private key (PEM, PKCS#8), - for standard input"),
          N_ ("FILE")),
    TEXT ("after", after, N_ ("Only events received after that"), N_ ("TIME")),
    TEXT ("before", before, N_ ("Only events received before that"), N_ ("TIME")),
    NUMBER ("max", max, N_ ("How many events to ask for at once; 100 by default")),
    FLAG ("all", all, N_ ("Read page after page, to the end of the range")),
    FLAG ("follow", follow, N_ ("Go on with what comes, until told to end")),
    NUMBER ("token-life", token_life, N_ ("How many seconds a read token lives; 60 by default")),
    FLAG ("wildcard", wildcard, N_ ("Read with tokens for every feed (*)")),
    FLAG ("dry-run", dry_run, N_ ("Show the exact request and send nothing")),
    FLAG ("wait", wait, N_ ("Wait until the events that were sent are in the feed")),
    FLAG ("json", json, N_ ("Print one JSON object a line")),
    FLAG ("trace", trace, N_ ("Print every exchange as well, redacted")),
    { 0 },
  };
#undef TEXT
#undef FLAG
#undef NUMBER

  if (cue_ctl_parse ("feed",
                     _ ("get SOURCE | put FILE"),
                     _ ("Reads the events of a feed of 10Duke, or signs and sends those in FILE. A "
                        "TIME is\nnanoseconds since 1970, or a date such as “2026-11-22 10:30:15”, "
                        "in local time or\nwith a zone."),
                     entries,
                     &argc,
                     &argv,
                     &status))
    status = run_command (&self, argc, argv);
  if (self.trace && self.trace_list != NULL)
    cue_ctl_print_trace (self.trace_list, self.json);
  clear (&self);
  return status;
}
