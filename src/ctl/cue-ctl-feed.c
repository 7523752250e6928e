// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-feed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl-feed-private.h"
#include "cue-ctl-tenduke.h"
#include "cue-error.h"
#include "cue-feed-rules.h"
#include "cue-system-clock.h"

// “cuelightctl feed”: event feeds of 10Duke from the command line.

#define TRACE_ITEMS 500
#define TRACE_BYTES (8 * 1024 * 1024)
// A secret store of its own holds the key; nothing of it is anybody else's.
#define PROFILE_ID "cuelightctl"
// The command line does not say how long a token lives.
#define CUE_CTL_FEED_NO_LIFE G_MININT

// The key that a connection of an event has in the keyring.
static GBytes *
find_key (CueProfile *profile, gpointer connection, GError **error)
{
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new ();
  g_autoptr (GError) failed = NULL;
  GBytes *pem = cue_ctl_tenduke_look_up (secrets, profile, connection, &failed);

  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (pem == NULL)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_AUTH,
                 _ ("No key is stored for the connection “%s”. Edit the event and enter it."),
                 cue_connection_get_label (connection));
  return pem;
}

// What the command line says goes before what the event says.
static gboolean
read_profile (CueCtlFeed *self, gboolean with_key, GBytes **pem, GError **error)
{
  g_autoptr (CueProfileStore) profiles = NULL;
  gpointer    connection = NULL;
  CueProfile *profile =
    cue_ctl_tenduke_find (self->profile, self->label, &profiles, &connection, error);

  if (profile == NULL)
    return FALSE;
  self->host = g_strdup (cue_feed_connection_get_host (connection));
  self->title = cue_connection_make_title (connection);
  self->production = cue_connection_get_production (connection);
  self->wildcard = self->wildcard || cue_feed_connection_get_wildcard (connection);
  if (self->token_life == CUE_CTL_FEED_NO_LIFE)
    self->token_life = (int) cue_feed_connection_get_token_life (connection);
  if (!with_key || self->key_file != NULL)
    return TRUE;
  *pem = find_key (profile, connection, error);
  return *pem != NULL;
}

// Everything goes through what the window uses too, so that both do the same.
static gboolean
connect_service (CueCtlFeed *self, GBytes *pem, GError **error)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (CueSecretStore) secrets = cue_secret_store_new_private ();
  g_autoptr (CueFeedConnection) settings = NULL;
  g_autofree char *kind = NULL;

  settings = g_object_new (CUE_TYPE_FEED_CONNECTION,
                           "label",
                           self->title,
                           "host",
                           self->host,
                           "token-life",
                           (guint) self->token_life,
                           "wildcard",
                           self->wildcard,
                           NULL);
  if (pem != NULL) {
    // Read here, so that what is wrong with it is said at once.
    self->key = cue_signing_key_new_from_pem (pem, error);
    if (self->key == NULL)
      return FALSE;
    kind = cue_connection_make_secret_kind (settings);
    cue_secret_store_keep (secrets, PROFILE_ID, kind, pem);
  }
  self->trace_list = cue_trace_new_bounded (TRACE_ITEMS, TRACE_BYTES);
  self->http = cue_http_client_new (cue_system_clock_get_default (), self->trace_list, redactor);
  self->connection = cue_feed_desk_connection_new (settings, self->http, secrets, PROFILE_ID, NULL);
  return TRUE;
}

static gboolean
check_options (CueCtlFeed *self)
{
  if ((self->profile == NULL) == (self->host == NULL)) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --profile, or --host and --key-file."));
    return FALSE;
  }
  if (self->host != NULL && self->key_file == NULL) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give --key-file with --host."));
    return FALSE;
  }
  if (self->all && self->follow) {
    cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give either --all or --follow."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_values (CueCtlFeed *self)
{
  g_autoptr (GPtrArray) findings = cue_findings_new ();
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

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
  g_autoptr (GBytes) pem = NULL;
  gboolean get = argc == 3 && g_str_equal (argv[1], "get");
  gboolean put = argc == 3 && g_str_equal (argv[1], "put");

  if (!get && !put)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Say “feed get SOURCE” or “feed put FILE”. “cuelightctl feed --help” "
                            "lists the options."));
  if (!check_options (self))
    return CUE_CTL_UNKNOWN;
  // To show what would be asked for, nobody has to unlock a keyring.
  if (self->profile != NULL && !read_profile (self, put || !self->dry_run, &pem, &error))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (self->token_life == CUE_CTL_FEED_NO_LIFE)
    self->token_life = CUE_READ_TOKEN_DEFAULT_LIFE_S;
  if (self->title == NULL)
    self->title = g_strdup (self->host);
  if (!check_values (self))
    return CUE_CTL_UNKNOWN;
  if (put && self->production && !self->yes && !self->dry_run)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("“%s” is marked as production, and nothing was sent. Add --yes to "
                            "write through it, or --dry-run to see what would be sent."),
                         self->title);
  if (self->key_file != NULL)
    pem = cue_ctl_read_secret (self->key_file, &error);
  if (error != NULL || !connect_service (self, pem, &error))
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  return get ? cue_ctl_feed_get (self, argv[2]) : cue_ctl_feed_put (self, argv[2]);
}

static void
clear (CueCtlFeed *self)
{
  g_free (self->profile);
  g_free (self->label);
  g_free (self->title);
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
  CueCtlFeed self = { .max = CUE_FEED_DEFAULT_MAX_EVENTS, .token_life = CUE_CTL_FEED_NO_LIFE };
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
    TEXT ("profile", profile, N_ ("The event whose connection is used"), N_ ("NAME")),
    TEXT ("connection", label, N_ ("Which of its connections"), N_ ("LABEL")),
    TEXT ("host", host, N_ ("The tenant, host name or address of the service"), N_ ("HOST-OR-URL")),
    TEXT ("key-file",
          key_file,
          N_ ("File with the private key (PEM, PKCS#8), - for standard input"),
          N_ ("FILE")),
    TEXT ("after", after, N_ ("Only events received after that"), N_ ("TIME")),
    TEXT ("before", before, N_ ("Only events received before that"), N_ ("TIME")),
    NUMBER ("max", max, N_ ("How many events to ask for at once; 100 by default")),
    FLAG ("all", all, N_ ("Read page after page, to the end of the range")),
    FLAG ("large", large, N_ ("Take in pages above 16 MiB, up to 256 MiB")),
    FLAG ("follow", follow, N_ ("Go on with what comes, until told to end")),
    NUMBER ("token-life", token_life, N_ ("How many seconds a read token lives; 60 by default")),
    FLAG ("wildcard", wildcard, N_ ("Read with tokens for every feed (*)")),
    FLAG ("dry-run", dry_run, N_ ("Show the exact request and send nothing")),
    FLAG ("yes", yes, N_ ("Send through a connection that is marked as production")),
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
