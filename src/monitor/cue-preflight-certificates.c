// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-preflight-private.h"
#include "cue-time.h"
#include "cue-url.h"

// How long the certificates live that the hosts of this check showed.

typedef struct {
  const char *host;     // owned by an exchange
  gint64      end;      // µs since 1970 UTC
  guint64     exchange; // rises with time
} Certificate;

static gboolean
is_of_doors (CueExchange *exchange)
{
  return g_str_equal (cue_exchange_get_lane (exchange), "doors") ||
         g_str_equal (cue_exchange_get_lane (exchange), "salto");
}

static Certificate *
find (GArray *certificates, const char *host)
{
  for (guint i = 0; i < certificates->len; i++) {
    Certificate *known = &g_array_index (certificates, Certificate, i);

    if (g_str_equal (known->host, host))
      return known;
  }
  return NULL;
}

// Behind one name may be several servers, each with its own.
static void
take (GArray *certificates, CueExchange *exchange)
{
  Certificate  certificate = { cue_exchange_get_certificate_host (exchange),
                               cue_exchange_get_certificate_end (exchange),
                               cue_exchange_get_id (exchange) };
  Certificate *known;

  if (certificate.host == NULL || certificate.end == CUE_TIME_INVALID)
    return;
  known = find (certificates, certificate.host);
  if (known == NULL)
    g_array_append_val (certificates, certificate);
  else
    known->end = MIN (known->end, certificate.end);
}

// What was shown before may have been renewed since: the newest counts.
static void
take_newest (GArray *certificates, CueExchange *exchange)
{
  const char  *host = cue_exchange_get_certificate_host (exchange);
  Certificate *known = host != NULL ? find (certificates, host) : NULL;

  if (known == NULL)
    take (certificates, exchange);
  else if (cue_exchange_get_certificate_end (exchange) != CUE_TIME_INVALID &&
           known->exchange < cue_exchange_get_id (exchange))
    *known = (Certificate){ host,
                            cue_exchange_get_certificate_end (exchange),
                            cue_exchange_get_id (exchange) };
}

// Connections that stand for long made theirs before the check, perhaps before all that the trace
// still has.
static void
collect_of_doors (CuePreflight *self, GArray *certificates)
{
  GListModel *hubs = self->doors != NULL ? cue_doors_watch_get_hubs (self->doors) : NULL;
  GListModel *trace = G_LIST_MODEL (self->doors_trace);

  for (guint i = 0; trace != NULL && i < g_list_model_get_n_items (trace); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (trace, i);

    if (is_of_doors (exchange))
      take_newest (certificates, exchange);
  }
  for (guint i = 0; hubs != NULL && i < g_list_model_get_n_items (hubs); i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);
    CueExchange *exchange =
      cue_signalr_connection_get_exchange (cue_salto_hub_get_connection (hub));

    if (exchange != NULL)
      take_newest (certificates, exchange);
  }
}

static void
collect (CuePreflight *self, GArray *certificates)
{
  GListModel *trace = G_LIST_MODEL (cue_profile_test_get_trace (self->test));

  // These first: they belong to this moment, and are newer than all before.
  for (guint i = 0; i < g_list_model_get_n_items (trace); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (trace, i);

    take (certificates, exchange);
  }
  collect_of_doors (self, certificates);
}

static char *
format_day (gint64 wall_us)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  return moment != NULL ? g_date_time_format (moment, "%F") : g_strdup ("");
}

static gboolean
judge (CuePreflight *self, const Certificate *certificate, gint64 now)
{
  gint64               left = certificate->end - now;
  g_autofree char     *title = NULL;
  g_autofree char     *words = NULL;
  g_autofree char     *day = format_day (certificate->end);
  g_autofree char     *amount = cue_time_format_duration (ABS (left), CUE_DURATION_WORDS);
  CuePreflightFinding *finding;

  if (left >= CUE_SECONDS (CUE_PREFLIGHT_CERTIFICATE_WARNING_DAYS * 86400))
    return FALSE;
  // Translators: the name of a host
  title = g_strdup_printf (_ ("Certificate of %s"), certificate->host);
  words = left > 0 ? g_strdup_printf (_ ("It is valid for %s more only."), amount)
                   : g_strdup_printf (_ ("It expired %s ago."), amount);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_CERTIFICATES,
                                "certificates.life",
                                left < CUE_SECONDS (CUE_PREFLIGHT_CERTIFICATE_CRITICAL_DAYS * 86400)
                                  ? CUE_PREFLIGHT_CRITICAL
                                  : CUE_PREFLIGHT_WARNING,
                                title,
                                words,
                                _ ("Ask whoever runs this host to renew it before the show."));
  cue_preflight_add_fact (self, finding, _ ("Valid until"), day);
  cue_preflight_take (self, finding);
  return TRUE;
}

// Nobody showed one. Only where nobody was asked for one is that no gap.
static void
note_none (CuePreflight *self)
{
  GListModel          *trace = G_LIST_MODEL (cue_profile_test_get_trace (self->test));
  guint                n = g_list_model_get_n_items (trace);
  CuePreflightSeverity severity = n > 0 ? CUE_PREFLIGHT_NOT_APPLICABLE : CUE_PREFLIGHT_UNKNOWN;
  gboolean             is_here = TRUE;
  const char          *words;

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (trace, i);
    const char *url = cue_exchange_get_url (exchange);

    if (g_ascii_strncasecmp (url, "https:", 6) == 0 || g_ascii_strncasecmp (url, "wss:", 4) == 0)
      severity = CUE_PREFLIGHT_UNKNOWN;
    is_here = is_here && cue_url_is_loopback (url);
  }
  if (n == 0)
    words = _ ("No host was asked, so no certificate was seen.");
  else if (severity == CUE_PREFLIGHT_UNKNOWN)
    words = _ ("No host could be reached through TLS, so no certificate was seen.");
  else if (is_here)
    words = _ ("Everything runs on this computer without TLS, so there is no certificate.");
  else
    words = _ ("No host is asked through TLS, so there is no certificate.");
  cue_preflight_take (self,
                      cue_preflight_make (self,
                                          CUE_PREFLIGHT_CERTIFICATES,
                                          "certificates.life",
                                          severity,
                                          cue_preflight_area_get_name (CUE_PREFLIGHT_CERTIFICATES),
                                          words,
                                          severity == CUE_PREFLIGHT_UNKNOWN
                                            ? _ ("Mend what is named above, then check again.")
                                            : NULL));
}

/**
 * cue_preflight_judge_certificates:
 *
 * Looks at the certificates of all connections that were made.
 */
void
cue_preflight_judge_certificates (CuePreflight *self)
{
  g_autoptr (GArray) certificates = g_array_new (FALSE, FALSE, sizeof (Certificate));
  gint64               now = cue_clock_get_wall (self->clock);
  gint64               first_end = G_MAXINT64;
  guint                n_fine = 0;
  g_autofree char     *words = NULL;
  g_autofree char     *amount = NULL;
  CuePreflightFinding *finding;

  collect (self, certificates);
  for (guint i = 0; i < certificates->len; i++) {
    const Certificate *certificate = &g_array_index (certificates, Certificate, i);

    if (judge (self, certificate, now))
      continue;
    n_fine++;
    first_end = MIN (first_end, certificate->end);
  }
  if (certificates->len == 0)
    note_none (self);
  if (n_fine == 0)
    return;
  amount = cue_time_format_duration (first_end - now, CUE_DURATION_WORDS);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u host, valid for %s more.",
                                        "%u hosts, the first valid for %s more.",
                                        n_fine),
                           n_fine,
                           amount);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_CERTIFICATES,
                                "certificates.life",
                                CUE_PREFLIGHT_OK,
                                cue_preflight_area_get_name (CUE_PREFLIGHT_CERTIFICATES),
                                words,
                                NULL);
  for (guint i = 0; i < certificates->len; i++) {
    const Certificate *certificate = &g_array_index (certificates, Certificate, i);
    g_autofree char   *day = format_day (certificate->end);

    cue_preflight_add_fact (self, finding, certificate->host, day);
  }
  cue_preflight_take (self, finding);
}
