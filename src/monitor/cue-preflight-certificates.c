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

static void
collect (CuePreflight *self, GArray *certificates)
{
  GListModel *trace = G_LIST_MODEL (cue_profile_test_get_trace (self->test));

  for (guint i = 0; i < g_list_model_get_n_items (trace); i++) {
    g_autoptr (CueExchange) exchange = g_list_model_get_item (trace, i);
    Certificate certificate = { cue_exchange_get_certificate_host (exchange),
                                cue_exchange_get_certificate_end (exchange) };
    gboolean    is_known = FALSE;

    if (certificate.host == NULL || certificate.end == CUE_TIME_INVALID)
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
  if (n_fine == 0 && certificates->len > 0)
    return;
  if (n_fine > 0) {
    amount = cue_time_format_duration (first_end - now, CUE_DURATION_WORDS);
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u host, valid for %s more.",
                                          "%u hosts, the first valid for %s more.",
                                          n_fine),
                             n_fine,
                             amount);
  }
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_CERTIFICATES,
                                "certificates.life",
                                CUE_PREFLIGHT_OK,
                                _ ("Certificates"),
                                words != NULL ? words : _ ("No host was reached through TLS."),
                                NULL);
  for (guint i = 0; i < certificates->len; i++) {
    const Certificate *certificate = &g_array_index (certificates, Certificate, i);
    g_autofree char   *day = format_day (certificate->end);

    cue_preflight_add_fact (self, finding, certificate->host, day);
  }
  cue_preflight_take (self, finding);
}
