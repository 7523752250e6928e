// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-ctl-acoustic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-ctl-acoustic-private.h"

// “cuelightctl acoustic”: the event API of the Acoustic Exchange from the command line.

#define DEFAULT_FILES 10

typedef struct {
  const char *group;
  const char *verb;        // nullable: the group alone
  guint       n_arguments; // after group and verb
  const char *usage;
  int (*run) (CueCtlAcoustic *self, char **arguments);
  gboolean asks; // also with --dry-run, since it has to know what is there
} Command;

static const Command commands[] = {
  { "eventtype", "list", 0, "", cue_ctl_acoustic_list_types },
  { "eventtype", "register", 1, "FILE", cue_ctl_acoustic_register_type },
  { "eventtype", "delete", 1, "CODE", cue_ctl_acoustic_delete_type },
  { "eventtype", "subscribed", 0, "", cue_ctl_acoustic_list_codes },
  { "eventtype", "producer", 0, "", cue_ctl_acoustic_list_subscribed },
  { "eventtype", "consumer", 0, "", cue_ctl_acoustic_list_consumed },
  { "event", "publish", 1, "FILE", cue_ctl_acoustic_publish },
  { "files", "list", 0, "", cue_ctl_acoustic_list_files },
  { "files", "get", 1, "NAME", cue_ctl_acoustic_get_file },
  { "files", "delete", 1, "NAME", cue_ctl_acoustic_delete_file },
  { "files", "drain", 1, "DIR", cue_ctl_acoustic_drain, TRUE },
  { "attributes", "publisher", 2, "ID FILE", cue_ctl_acoustic_replace_attributes },
  { "attributes", "subscriber", 2, "ID FILE", cue_ctl_acoustic_replace_attributes },
  { "notification", "put", 1, "FILE", cue_ctl_acoustic_put_notification },
  { "notification", "delete", 0, "", cue_ctl_acoustic_delete_notification },
  { "eventinfo", NULL, 1, "ID", cue_ctl_acoustic_get_browser_key },
  { "export", NULL, 0, "", cue_ctl_acoustic_export, TRUE },
  { "diff", NULL, 1, "FILE", cue_ctl_acoustic_diff, TRUE },
  { "apply", NULL, 1, "FILE", cue_ctl_acoustic_apply, TRUE },
};

static char *
make_summary (void)
{
  GString *text = g_string_new (_ ("Registers event types, publishes events and fetches event "
                                   "files with Acoustic Exchange."));

  g_string_append_printf (text, "\n\n%s", _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text,
                            "\n  %s%s%s%s%s",
                            commands[i].group,
                            commands[i].verb != NULL ? " " : "",
                            commands[i].verb != NULL ? commands[i].verb : "",
                            *commands[i].usage != '\0' ? " " : "",
                            commands[i].usage);
  return g_string_free (text, FALSE);
}

static int
run_command (CueCtlAcoustic *self, int argc, char **argv)
{
  gboolean known_group = FALSE;

  if (argc < 2)
    return cue_ctl_fail (CUE_CTL_UNKNOWN,
                         _ ("Say what to do. “cuelightctl acoustic --help” lists what there is."));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    const Command *command = &commands[i];
    guint          n_words = command->verb != NULL ? 2 : 1;
    int            status;

    if (!g_str_equal (command->group, argv[1]))
      continue;
    known_group = TRUE;
    if (command->verb != NULL && (argc < 3 || !g_str_equal (command->verb, argv[2])))
      continue;
    if ((guint) argc != 1 + n_words + command->n_arguments)
      return cue_ctl_fail (CUE_CTL_UNKNOWN,
                           // Translators: the words of a command and what has to follow them
                           _ ("It is used as: %s %s %s"),
                           command->group,
                           command->verb != NULL ? command->verb : "",
                           command->usage);
    if (!cue_ctl_acoustic_connect (self, !self->dry_run || command->asks, &status))
      return status;
    // The verb as well, which says of what kind attributes are.
    return command->run (self, argv + n_words);
  }
  return cue_ctl_fail (CUE_CTL_UNKNOWN,
                       known_group && argc > 2
                         // Translators: two words that somebody typed
                         ? _ ("“%s %s” is no command. “cuelightctl acoustic --help” lists what "
                              "there is.")
                         : _ ("“%s%s” is no command. “cuelightctl acoustic --help” lists what "
                              "there is."),
                       argv[1],
                       known_group && argc > 2 ? argv[2] : "");
}

static void
clear (CueCtlAcoustic *self)
{
  g_free (self->base_url);
  g_free (self->key_file);
  g_free (self->role);
  g_free (self->profile);
  g_free (self->connection);
  g_free (self->folder);
  g_free (self->map_file);
  g_free (self->journal);
  g_free (self->unknown);
  g_free (self->account);
  g_free (self->title);
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  g_clear_object (&self->trace_list);
}

/**
 * cue_ctl_acoustic:
 *
 * `cuelightctl acoustic`: the event API of the Acoustic Exchange.
 *
 * Returns: a `CueCtlStatus`: critical when the service did not do it
 */
int
cue_ctl_acoustic (int argc, char **argv)
{
  CueCtlAcoustic   self = { .n_files = DEFAULT_FILES };
  g_autofree char *summary = make_summary ();
  int              status;

#define TEXT(option, field, help, word)                        \
  {                                                            \
    option, 0, 0, G_OPTION_ARG_STRING, &self.field, help, word \
  }
#define NUMBER(option, field, help)                             \
  {                                                             \
    option, 0, 0, G_OPTION_ARG_INT, &self.field, help, N_ ("N") \
  }
#define FLAG(option, field, help)                            \
  {                                                          \
    option, 0, 0, G_OPTION_ARG_NONE, &self.field, help, NULL \
  }
  const GOptionEntry entries[] = {
    TEXT ("profile", profile, N_ ("The event whose connection is used"), N_ ("NAME")),
    TEXT ("connection", connection, N_ ("Which of its connections"), N_ ("LABEL")),
    TEXT ("base-url", base_url, N_ ("The base address of the account instead"), N_ ("URL")),
    TEXT ("key-file", key_file, N_ ("The file with the key of the endpoint, or “-”"), N_ ("FILE")),
    TEXT ("role", role, N_ ("What that key is for"), N_ ("publisher|subscriber|both")),
    FLAG ("dry-run", dry_run, N_ ("Show the exact requests and send nothing")),
    FLAG ("yes", yes, N_ ("Write through a connection that is marked as production, or apply")),
    TEXT ("map", map_file, N_ ("What the columns of a CSV file become"), N_ ("FILE")),
    NUMBER ("per-request", per_request, N_ ("Rows of a CSV file in one request")),
    TEXT ("journal", journal, N_ ("Where it is kept what was sent"), N_ ("FILE")),
    FLAG ("resume", resume, N_ ("Go on where publishing the same rows ended")),
    FLAG ("again", again, N_ ("Publish the same rows another time")),
    TEXT ("unknown",
          unknown,
          N_ ("What to do about rows of unknown outcome"),
          N_ ("stop|leave|send")),
    NUMBER ("num-files", n_files, N_ ("How many event files to list, 1 to 10")),
    TEXT ("dir", folder, N_ ("Where event files are saved"), N_ ("DIR")),
    FLAG ("reveal", reveal, N_ ("Print the browser key in full")),
    FLAG ("json", json, N_ ("Print one JSON object a line")),
    FLAG ("trace", trace, N_ ("Print every exchange as well, redacted")),
    { 0 },
  };
#undef TEXT
#undef NUMBER
#undef FLAG

  if (cue_ctl_parse ("acoustic", _ ("WHAT…"), summary, entries, &argc, &argv, &status))
    status = run_command (&self, argc, argv);
  if (self.trace && self.trace_list != NULL)
    cue_ctl_print_trace (self.trace_list, self.json);
  clear (&self);
  return status;
}
