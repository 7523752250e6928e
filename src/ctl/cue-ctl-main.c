// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cue-ctl-acoustic.h"
#include "cue-ctl-check.h"
#include "cue-ctl-doors.h"
#include "cue-ctl-feed.h"
#include "cue-ctl-keys.h"
#include "cue-ctl-profiles.h"
#include "cue-ctl-simulate.h"
#include "cue-ctl-state-url.h"
#include "cue-ctl-state.h"
#include "cue-ctl-token.h"
#include "cue-ctl.h"

typedef struct {
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv); // gets the subcommand as argv[0]
} Command;

static const Command commands[] = {
  { "state", N_ ("Show the state of an event"), cue_ctl_state },
  { "state-url", N_ ("Get the state URL of an event"), cue_ctl_state_url },
  { "check", N_ ("Check an event before the show"), cue_ctl_check },
  { "token", N_ ("Sign a token, or look at one"), cue_ctl_token },
  { "keys", N_ ("Generate and show the keys of 10Duke"), cue_ctl_keys },
  { "entries", N_ ("Follow the entries of a site"), cue_ctl_entries },
  { "incidents", N_ ("Follow the incidents of a site"), cue_ctl_incidents },
  { "feed", N_ ("Read, follow and send events of 10Duke"), cue_ctl_feed },
  { "acoustic", N_ ("Publish events and manage event types"), cue_ctl_acoustic },
  { "profiles", N_ ("List, export and import the events"), cue_ctl_profiles },
  { "simulate", N_ ("Play an event and a live stream on this computer"), cue_ctl_simulate },
};

static void
print_help (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n", _ ("Usage: cuelightctl COMMAND [OPTION…]"));
  g_string_append_printf (text,
                          "%s\n\n",
                          _ ("Watches live digital events without a window. Ends with 0 when all "
                             "is fine, 1 for a\nwarning, 2 when something fails and 3 when it "
                             "could not be tried."));
  g_string_append_printf (text, "%s\n", _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  g_string_append_printf (text, "\n%s", _ ("“cuelightctl COMMAND --help” says more about each."));
  cue_ctl_print (text->str);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CUE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2) {
    print_help ();
    return CUE_CTL_UNKNOWN;
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
      g_str_equal (argv[1], "help")) {
    print_help ();
    return CUE_CTL_FINE;
  }
  if (g_str_equal (argv[1], "--version")) {
    cue_ctl_print ("cuelightctl " CUE_VERSION);
    return CUE_CTL_FINE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (argv[1], commands[i].name)) {
      g_autofree char *program = g_strdup_printf ("cuelightctl %s", commands[i].name);

      // For the help of each.
      g_set_prgname (program);
      return cue_ctl_check_output (commands[i].run (argc - 1, argv + 1));
    }
  }
  return cue_ctl_fail (CUE_CTL_UNKNOWN,
                       _ ("There is no command “%s”. Try “cuelightctl --help”."),
                       argv[1]);
}
