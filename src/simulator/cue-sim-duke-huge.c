// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* A feed of up to a million events, which are not kept but written when they are asked for: the
 * same number always gives the same event. */

#include "cue-sim-duke-huge.h"

#define STEP_NS   G_GINT64_CONSTANT (1234567891) // from event to event
#define NS_PER_MS G_GINT64_CONSTANT (1000000)
#define N_USERS   997
#define ID(group) "7b1f6e9a-0000-4000-8000-" group "%010u"

static gint64
get_stamp (guint64 n, guint64 count, gint64 end_ns)
{
  return end_ns - (gint64) (count - n) * STEP_NS;
}

static void
append_failure (GString *text, guint n)
{
  static const char *const errors[] = {
    "{\"error\":\"insufficientSeats\",\"errorDescription\":\"No free seat\",\"errorUri\":null}",
    "{\"error\":\"licenseExpired\",\"errorDescription\":\"The licence expired\",\"errorUri\":null}",
  };

  g_string_append_printf (text, "\"errorInfo\":%s,", errors[n / 16 % 2]);
}

static void
append_event (GString *text, guint64 number, gint64 stamp_ns)
{
  static const char *const types[] = { "LicenseConsumed",   "LicenseReleased", "LicenseChecked",
                                       "UserAuthenticated", "TokenIssued",     "LicenseConsumed" };
  static const char *const items[] = { "Demo Modeller Pro", "Lighting Desk", "Caption Writer" };
  guint                    n = (guint) number;

  g_string_append_printf (
    text,
    "{\"eventType\":\"%s\",\"eventId\":\"" ID (
      "e2") "\",\"eventSourceId\":\"" CUE_SIM_DUKE_HUGE
            "\",\"eventObjectId\":\"" ID (
              "00") "\",\"eventObjectType\":\"user\",\"eventReceived\":%" G_GINT64_FORMAT
                    ",\"version\":\"1.20.0\",\"data\":{\"licenseId\":\"" ID (
                      "cc") "\",\"licensedItemName\":\"%s\",\"leaseId\":\"" ID ("ee") "\",",
    types[n % G_N_ELEMENTS (types)],
    n,
    n % N_USERS,
    stamp_ns,
    n % 3,
    items[n % 3],
    n / 2);
  if (n % 16 == 0)
    append_failure (text, n);
  g_string_append_printf (text,
                          "\"consumptionMode\":\"cache\",\"consumedVersion\":\"4.%u\","
                          "\"userId\":\"" ID (
                            "00") "\",\"userType\":\"user\",\"eventTime\":%" G_GINT64_FORMAT
                                  ",\"requestId\":\"req-%08u\"}}",
                          n % 7,
                          n % N_USERS,
                          stamp_ns / NS_PER_MS - n % 400,
                          n / 3);
}

/* How many events have a stamp of at most @limit_ns. */
static guint64
count_up_to (gint64 limit_ns, guint64 count, gint64 end_ns)
{
  gint64 first_ns = get_stamp (0, count, end_ns);

  if (count == 0 || limit_ns < first_ns)
    return 0;
  return MIN (count, (guint64) ((limit_ns - first_ns) / STEP_NS) + 1);
}

static void
append_instruction (GString    *text,
                    const char *word,
                    const char *name,
                    gint64      cursor_ns,
                    gboolean    more)
{
  g_string_append_printf (text,
                          "{\"instruction\":\"%s\",\"url\":\"" CUE_SIM_DUKE_HUGE
                          "?%s=%" G_GINT64_FORMAT "\",\"count\":%d}",
                          word,
                          name,
                          cursor_ns,
                          more ? -1 : 0);
}

/**
 * cue_sim_duke_huge_read:
 * @query: which page; its feed is not looked at
 * @count: events in the whole feed
 * @end_ns: a step after the newest
 *
 * Returns: (transfer full): the page as it is sent; about 560 bytes an event
 */
GBytes *
cue_sim_duke_huge_read (const CueSimDukeQuery *query, guint64 count, gint64 end_ns)
{
  guint64  begin = query->after_ns >= 0 ? count_up_to (query->after_ns, count, end_ns) : 0;
  guint64  end = query->before_ns > 0 ? count_up_to (query->before_ns - 1, count, end_ns) : count;
  guint64  most = query->most;
  gint64   given_ns = query->after_ns >= 0    ? query->after_ns
                      : query->before_ns >= 0 ? query->before_ns
                                              : end_ns;
  gint64   first_ns;
  gint64   last_ns;
  GString *text;

  if (query->before_ns == 0 || end < begin)
    end = begin;
  if (end - begin > most && query->after_ns >= 0)
    end = begin + most;
  else if (end - begin > most)
    begin = end - most;
  first_ns = end > begin ? get_stamp (begin, count, end_ns) : given_ns;
  last_ns = end > begin ? get_stamp (end - 1, count, end_ns) : given_ns;
  text = g_string_sized_new ((gsize) (end - begin) * 600 + 512);
  g_string_append_printf (text,
                          "{\"uri\":\"" CUE_SIM_DUKE_HUGE "\",\"updateUrl\":\"" CUE_SIM_DUKE_HUGE
                          "?after=%" G_GINT64_FORMAT "\",\"count\":%" G_GUINT64_FORMAT
                          ",\"objects\":[",
                          last_ns,
                          end - begin);
  append_instruction (text, "older", "before", first_ns, begin > 0);
  for (guint64 n = begin; n < end; n++) {
    g_string_append_c (text, ',');
    append_event (text, n, get_stamp (n, count, end_ns));
  }
  g_string_append_c (text, ',');
  append_instruction (text, "newer", "after", last_ns, end < count);
  g_string_append (text, "]}");
  return g_string_free_to_bytes (text);
}

/**
 * cue_sim_duke_huge_make:
 * @count: how many events
 * @end_ns: a step after the newest
 *
 * Returns: (transfer full): one page with all of them
 */
GBytes *
cue_sim_duke_huge_make (guint64 count, gint64 end_ns)
{
  const CueSimDukeQuery everything = { .after_ns = -1, .before_ns = -1, .most = (guint) count };

  return cue_sim_duke_huge_read (&everything, count, end_ns);
}
