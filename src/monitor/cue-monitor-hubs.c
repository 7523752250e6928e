// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-monitor-private.h"

// Why the hubs of an event are not connected: one problem for each cause, however many streams have
// it. A token that is refused is refused on all of them.

// A connection that is lost now and then is no failure; one that does not come back is.
#define FAILURES_ARE_AN_ERROR 3
// A list of more streams than this is not read.
#define MAX_NAMED 12

// What cannot be told apart from one attempt to the next is one cause: a hub that is gone is lost
// first, then cannot be reached, and does not answer when it comes back.
static CueSignalrReason
find_cause (CueSaltoHub *hub)
{
  CueSignalrReason reason = cue_salto_hub_get_reason (hub);

  switch (reason) {
  case CUE_SIGNALR_REASON_CONNECT_TIMEOUT:
  case CUE_SIGNALR_REASON_HANDSHAKE_TIMEOUT:
  case CUE_SIGNALR_REASON_SERVER_TIMEOUT:
  case CUE_SIGNALR_REASON_CONNECTION_LOST:
    return CUE_SIGNALR_REASON_NETWORK;
  default:
    return reason;
  }
}

/**
 * cue_monitor_is_hub_failing:
 * @hub: a stream
 *
 * Returns: whether it gave up, or failed so often that it is not by accident
 */
gboolean
cue_monitor_is_hub_failing (CueSaltoHub *hub)
{
  return cue_salto_hub_get_blocked (hub) ||
         cue_salto_hub_get_n_failures (hub) >= FAILURES_ARE_AN_ERROR;
}

static char *
get_cause (CueMonitor *self, CueSaltoHub *hub)
{
  const GError *error = cue_salto_hub_get_error (hub);

  return cue_redactor_apply (self->redactor, error != NULL ? error->message : "");
}

// The streams, each with what is different about it, and below them what may be done.
static char *
describe_hubs (CueMonitor *self, GPtrArray *hubs, CueSaltoHub *worst, const char *cause)
{
  g_autofree char *advice = cue_salto_hub_explain (worst);
  GString         *words = g_string_new (NULL);

  for (guint i = 0; hubs->len > 1 && i < MIN (hubs->len, MAX_NAMED); i++) {
    g_autofree char *title = cue_salto_hub_get_title (hubs->pdata[i]);
    g_autofree char *own = get_cause (self, hubs->pdata[i]);

    g_string_append_printf (words,
                            "%s%s%s\n",
                            title,
                            g_str_equal (own, cause) ? "" : ": ",
                            g_str_equal (own, cause) ? "" : own);
  }
  if (hubs->len > MAX_NAMED) {
    g_string_append_printf (words, _ ("and %u more"), hubs->len - MAX_NAMED);
    g_string_append_c (words, '\n');
  }
  if (advice != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", advice);
  else if (words->len > 0)
    g_string_truncate (words, words->len - 1);
  return g_string_free (words, words->len == 0);
}

static void
raise_cause (CueMonitor *self, const char *id, GPtrArray *hubs)
{
  CueSaltoHub     *worst = hubs->pdata[0];
  const char      *reason;
  g_autofree char *cause = NULL;
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  for (guint i = 0; i < hubs->len && !cue_monitor_is_hub_failing (worst); i++) {
    if (cue_monitor_is_hub_failing (hubs->pdata[i]))
      worst = hubs->pdata[i];
  }
  reason = cue_signalr_reason_to_words (cue_salto_hub_get_reason (worst));
  cause = get_cause (self, worst);
  if (hubs->len == 1) {
    g_autofree char *what = cue_salto_hub_get_title (worst);

    // Translators: why a hub is not connected, then its stream and site
    title = g_strdup_printf (_ ("%s (%s)"), reason, what);
  } else {
    // Translators: why hubs are not connected, then on how many streams
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%s (%u stream)",
                                          "%s (%u streams)",
                                          hubs->len),
                             reason,
                             hubs->len);
  }
  detail = describe_hubs (self, hubs, worst, cause);
  cue_problem_list_raise (self->problems,
                          id,
                          CUE_LANE_DOORS,
                          cue_monitor_is_hub_failing (worst) ? CUE_SEVERITY_ERROR
                                                             : CUE_SEVERITY_WARNING,
                          title,
                          cause,
                          detail);
}

/**
 * cue_monitor_update_hubs:
 *
 * Raises a problem for each cause for which hubs are not connected, and clears those of causes that
 * are gone.
 */
void
cue_monitor_update_hubs (CueMonitor *self)
{
  GListModel *hubs = cue_doors_watch_get_hubs (self->doors);

  for (CueSignalrReason reason = CUE_SIGNALR_REASON_NONE + 1;
       reason <= CUE_SIGNALR_REASON_TOO_LARGE;
       reason++) {
    g_autofree char *id = g_strdup_printf ("doors.hub.%s", cue_signalr_reason_to_nick (reason));
    g_autoptr (GPtrArray) having = g_ptr_array_new_with_free_func (g_object_unref);

    for (guint i = 0; i < g_list_model_get_n_items (hubs); i++) {
      g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);

      if (find_cause (hub) == reason)
        g_ptr_array_add (having, g_steal_pointer (&hub));
    }
    if (having->len > 0)
      raise_cause (self, id, having);
    else
      cue_problem_list_clear (self->problems, id);
  }
}
