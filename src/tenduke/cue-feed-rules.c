// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-rules.h"

#include "cue-feed-host.h"
#include "cue-read-token-rules.h"

#include <glib/gi18n-lib.h>

/* What is looked at before a feed is asked for (services reference 3.6). */

/**
 * cue_feed_check_host:
 * @findings: (nullable) (element-type CueFinding): gets what is wrong with it
 * @host: (nullable): as it was typed
 *
 * See [func@feed_host_make_base_url].
 */
void
cue_feed_check_host (GPtrArray *findings, const char *host)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = cue_feed_host_make_base_url (host != NULL ? host : "", &error);

  if (url == NULL)
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_FEED_FIELD_HOST,
                      "S2:44",
                      "%s",
                      error->message);
}

/**
 * cue_feed_check_source:
 * @findings: (nullable) (element-type CueFinding): gets what is wrong with it
 * @source: (nullable): the id of a feed
 *
 * What [func@read_token_check_feed] says, and that an address can name it.
 */
void
cue_feed_check_source (GPtrArray *findings, const char *source)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  cue_read_token_check_feed (source, FALSE, found);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *one = g_ptr_array_index (found, i);

    cue_findings_add (findings,
                      cue_diagnostic_get_severity (one) == CUE_SEVERITY_ERROR ? CUE_FINDING_BLOCK
                                                                              : CUE_FINDING_WARN,
                      CUE_FEED_FIELD_SOURCE,
                      "S2:53",
                      "%s",
                      cue_diagnostic_get_message (one));
  }
  if (g_strcmp0 (source, ".") == 0 || g_strcmp0 (source, "..") == 0)
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_FEED_FIELD_SOURCE,
                      "S2:45",
                      _ ("No address can name a feed of this id."));
}

/**
 * cue_feed_check_max_events:
 * @findings: (nullable) (element-type CueFinding): gets what is wrong with it
 * @max_events: how many events one page may have
 */
void
cue_feed_check_max_events (GPtrArray *findings, gint64 max_events)
{
  if (max_events < 1)
    cue_findings_add (findings,
                      CUE_FINDING_BLOCK,
                      CUE_FEED_FIELD_MAX_EVENTS,
                      "S2:73",
                      _ ("A page has one event or more."));
  else if (max_events > CUE_FEED_MAX_EVENTS)
    cue_findings_add (findings,
                      CUE_FINDING_WARN,
                      CUE_FEED_FIELD_MAX_EVENTS,
                      "ASSUME-23",
                      _ ("The service may give fewer: %u in one page is what is believed to be its "
                         "limit."),
                      CUE_FEED_MAX_EVENTS);
}
