// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-preflight-private.h"
#include "cue-time.h"

// The doors: those that are watched already, and for how long anybody may watch them.

/**
 * cue_preflight_add_lines:
 * @text: a line for each connection
 *
 * Adds how it is with each of them.
 */
void
cue_preflight_add_lines (CuePreflight *self, CuePreflightFinding *finding, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] != '\0')
      cue_preflight_add_fact (self, finding, _ ("Connection"), lines[i]);
  }
}

/**
 * cue_preflight_judge_doors_token:
 * @title: what it is called
 * @source: (nullable): where it came from
 *
 * Says how long the token lives. One that can be renewed lives for as long as it has to; one that
 * was pasted has to outlive the show.
 */
void
cue_preflight_judge_doors_token (CuePreflight *self, const char *title, CueTokenSource *source)
{
  CuePreflightSeverity severity = CUE_PREFLIGHT_OK;
  g_autofree char     *life = NULL;
  g_autofree char     *words = NULL;
  gint64               end;
  gint64               left;

  if (source == NULL || cue_token_source_get_inspection (source) == NULL)
    return;
  life = cue_token_source_describe (source);
  if (cue_token_source_get_kind (source) != CUE_TOKEN_SOURCE_PASTED) {
    cue_preflight_note (self, CUE_PREFLIGHT_DOORS, "doors.token", severity, title, life, NULL);
    return;
  }
  end = cue_token_source_get_expiry_us (source);
  left = end != CUE_TIME_INVALID ? end - cue_clock_get_wall (self->clock) : 0;
  if (end == CUE_TIME_INVALID || left < CUE_SECONDS (CUE_PREFLIGHT_TOKEN_WARNING_HOURS * 3600))
    severity = CUE_PREFLIGHT_WARNING;
  if (end != CUE_TIME_INVALID && left < CUE_SECONDS (CUE_PREFLIGHT_TOKEN_CRITICAL_HOURS * 3600))
    severity = CUE_PREFLIGHT_CRITICAL;
  // Translators: how long a token lives
  words = g_strdup_printf (_ ("%s. It was pasted and cannot be renewed."), life);
  cue_preflight_note (self,
                      CUE_PREFLIGHT_DOORS,
                      "doors.token",
                      severity,
                      title,
                      words,
                      severity != CUE_PREFLIGHT_OK
                        ? _ ("Edit the event and sign in to the doors, or enter a new token "
                             "shortly before the show.")
                        : NULL);
}

static void
judge_watched_token (CuePreflight *self)
{
  CueDoorsTokens *tokens = cue_doors_watch_get_tokens (self->doors);

  cue_preflight_judge_doors_token (self,
                                   _ ("Token of the doors"),
                                   cue_doors_tokens_get_source (tokens));
}

/**
 * cue_preflight_judge_doors:
 *
 * Says how the connections are that are watched already.
 */
void
cue_preflight_judge_doors (CuePreflight *self)
{
  GListModel      *hubs = cue_doors_watch_get_hubs (self->doors);
  const GError    *error = cue_doors_watch_get_error (self->doors);
  guint            n = g_list_model_get_n_items (hubs);
  guint            n_connected = 0;
  g_autofree char *words = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  CuePreflightFinding *finding;

  if (!cue_doors_watch_get_enabled (self->doors))
    return;
  judge_watched_token (self);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);
    g_autofree char *title = cue_salto_hub_get_title (hub);
    gboolean         connected = cue_salto_hub_get_state (hub) == CUE_SIGNALR_CONNECTED;

    n_connected += connected;
    if (!connected && error == NULL)
      error = cue_salto_hub_get_error (hub);
    g_string_append_printf (lines,
                            "%s: %s\n",
                            title,
                            connected ? _ ("Connected") : _ ("Not connected"));
  }
  if (n > 0 && n_connected == n)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "Connected to %u stream",
                                          "Connected to %u streams",
                                          n),
                             n);
  else
    words = g_strdup (error != NULL ? error->message : _ ("They are not connected."));
  finding =
    cue_preflight_make (self,
                        CUE_PREFLIGHT_DOORS,
                        "doors.streams",
                        n > 0 && n_connected == n ? CUE_PREFLIGHT_OK : CUE_PREFLIGHT_CRITICAL,
                        _ ("Doors"),
                        words,
                        n > 0 && n_connected == n
                          ? NULL
                          : _ ("Look at the Access page: it shows each connection with its last "
                               "answer."));
  cue_preflight_add_lines (self, finding, lines->str);
  cue_preflight_take (self, finding);
}
