// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-preflight-private.h"
#include "cue-time.h"
#include "cue-url.h"

// How long the certificates live that the hosts of this check showed.

typedef struct {
  const char *host; // owned by an exchange
  gint64      end;  // µs since 1970 UTC
} Certificate;

static gboolean
is_of_doors (CueExchange *exchange)
{
  return g_str_equal (cue_exchange_get_lane (exchange), "doors") ||
         g_str_equal (cue_exchange_get_lane (exchange), "salto");
}

static void
collect (CueTrace *trace, gboolean doors_only, GArray *certificates)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (trace));

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (G_LIST_MODEL (trace), i);
    Certificate certificate = { cue_exchange_get_certificate_host (exchange),
                                cue_exchange_get_certificate_end (exchange) };
    gboolean    is_known = FALSE;

    if (certificate.host == NULL || certificate.end == CUE_TIME_INVALID ||
        (doors_only && !is_of_doors (exchange)))
      continue;
    for (guint j = 0; j < certificates->len && !is_known; j++) {
      Certificate *known = &g_array_index (certificates, Certificate, j);

      is_known = g_str_equal (known->host, certificate.host);
      if (is_known)
        known->end = MIN (known->end, certificate.end);
    }
    if (!is_known)
      g_array_append_val (certificates, certificate);
  }
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

  collect (cue_profile_test_get_trace (self->test), FALSE, certificates);
  // Connections that stand for long made theirs before the check.
  if (self->doors_trace != NULL)
    collect (self->doors_trace, TRUE, certificates);
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
