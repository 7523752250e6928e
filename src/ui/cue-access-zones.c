// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-zones.h"

#include <glib/gi18n-lib.h>

#include "cue-time.h"

#define NEIGHBOURS 32 /* rows on each side that are asked for the zone of a row that has none */
#define MINUTE_US  ((gint64) 60 * G_USEC_PER_SEC)
#define TIME_CHARS 5 /* “22:15” */
#define DATE_CHARS 10

/**
 * CueAccessZones:
 *
 * What the clocks at each site show. The service says no zone; what a clock is ahead of UTC follows
 * from each event that says both of its times. A row that says neither, a gap or a message that
 * cannot be decoded, has the zone of its neighbours of the same site: that of the same days, so
 * that the change to winter time is where it was.
 *
 * It learns from the rows that are drawn, so that a million rows cost nothing. Main thread only.
 */
struct _CueAccessZones {
  GObject parent_instance;

  CueAccessLog *log;     /* owned */
  GHashTable   *sites;   /* owned; site id → what it is ahead, gint64 of ours */
  GHashTable   *offsets; /* owned; every offset that was seen */
};

typedef enum {
  PROP_SEVERAL = 1,
  PROP_SEVERAL_SITES,
} CueAccessZonesProperty;

static GParamSpec *properties[PROP_SEVERAL_SITES + 1];

G_DEFINE_FINAL_TYPE (CueAccessZones, cue_access_zones, G_TYPE_OBJECT)

static void
cue_access_zones_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessZones *self = CUE_ACCESS_ZONES (object);

  switch ((CueAccessZonesProperty) id) {
  case PROP_SEVERAL:
    g_value_set_boolean (value, cue_access_zones_get_several (self));
    break;
  case PROP_SEVERAL_SITES:
    g_value_set_boolean (value, cue_access_zones_get_several_sites (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_zones_finalize (GObject *object)
{
  CueAccessZones *self = CUE_ACCESS_ZONES (object);

  g_hash_table_unref (self->sites);
  g_hash_table_unref (self->offsets);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cue_access_zones_parent_class)->finalize (object);
}

static void
cue_access_zones_class_init (CueAccessZonesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_access_zones_get_property;
  object_class->finalize = cue_access_zones_finalize;

  /**
   * CueAccessZones:several:
   *
   * Whether rows are of more than one zone, so that a time alone does not say when. It changes
   * while rows are drawn.
   */
  properties[PROP_SEVERAL] = g_param_spec_boolean ("several", NULL, NULL, FALSE, flags);
  /**
   * CueAccessZones:several-sites:
   *
   * Whether rows are of more than one site, so that a door alone does not say where. It changes
   * while rows are drawn.
   */
  properties[PROP_SEVERAL_SITES] = g_param_spec_boolean ("several-sites", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_zones_init (CueAccessZones *self)
{
  self->sites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->offsets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * cue_access_zones_new:
 * @log: the rows
 *
 * Returns: (transfer full): zones of which nothing is known yet
 */
CueAccessZones *
cue_access_zones_new (CueAccessLog *log)
{
  CueAccessZones *self;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (log), NULL);

  self = g_object_new (CUE_TYPE_ACCESS_ZONES, NULL);
  self->log = g_object_ref (log);
  return self;
}

/**
 * cue_access_zones_get_several:
 * @self: zones
 *
 * Returns: whether rows of more than one zone were seen
 */
gboolean
cue_access_zones_get_several (CueAccessZones *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), FALSE);

  return g_hash_table_size (self->offsets) > 1;
}

/**
 * cue_access_zones_get_several_sites:
 * @self: zones
 *
 * Returns: whether rows of more than one site were seen
 */
gboolean
cue_access_zones_get_several_sites (CueAccessZones *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), FALSE);

  return g_hash_table_size (self->sites) > 1;
}

static void
learn (CueAccessZones *self, const char *site, gint64 offset_us)
{
  gint64 *known = g_hash_table_lookup (self->sites, site);

  if (known == NULL) {
    g_hash_table_insert (self->sites, g_strdup (site), g_memdup2 (&offset_us, sizeof offset_us));

    if (g_hash_table_size (self->sites) == 2)
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERAL_SITES]);
  } else
    *known = offset_us;

  if (g_hash_table_contains (self->offsets, &offset_us))
    return;

  g_hash_table_add (self->offsets, g_memdup2 (&offset_us, sizeof offset_us));

  if (g_hash_table_size (self->offsets) == 2)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERAL]);
}

/* What a row of the same site says. */
static gboolean
ask (CueAccessZones *self, guint64 id, const char *site, gint64 *offset_us)
{
  g_autoptr (CueAccessRow) row = NULL;

  if ((cue_access_log_get_marks (self->log, id) & CUE_ACCESS_MARK_UNDECODED) != 0)
    return FALSE;

  row = cue_access_log_get_row (self->log, id);
  return row != NULL && g_strcmp0 (cue_access_row_get_site_id (row), site) == 0 &&
         cue_access_words_find_offset (cue_access_row_get_event (row), offset_us);
}

/**
 * cue_access_zones_find:
 * @self: zones
 * @row: a row
 * @offset_us: (out): what the clocks at its site are ahead of UTC, microseconds
 *
 * Returns: whether anything says so
 */
gboolean
cue_access_zones_find (CueAccessZones *self, CueAccessRow *row, gint64 *offset_us)
{
  const char *site = cue_access_row_get_site_id (row);
  guint64     id = cue_access_row_get_id (row);
  gint64     *known;

  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), FALSE);

  if (site == NULL)
    site = "";

  if (cue_access_words_find_offset (cue_access_row_get_event (row), offset_us)) {
    learn (self, site, *offset_us);
    return TRUE;
  }

  for (guint64 i = 1; i <= NEIGHBOURS; i++) {
    if ((id > i && ask (self, id - i, site, offset_us)) || ask (self, id + i, site, offset_us)) {
      learn (self, site, *offset_us);
      return TRUE;
    }
  }

  known = g_hash_table_lookup (self->sites, site);

  if (known != NULL)
    *offset_us = *known;

  return known != NULL;
}

static gboolean
says_site_time (const CueAccessEvent *event)
{
  const char *text = cue_access_event_get_text (event, CUE_ACCESS_FIELD_LOCAL_DATE_TIME);

  return text != NULL && text[0] != '\0';
}

/* A time as a clock shows that is ahead of UTC. */
static char *
format_clock (gint64 wall_us, gint64 offset_us, const char *form)
{
  g_autoptr (GDateTime)
    time = g_date_time_new_from_unix_utc ((wall_us + offset_us) / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, form) : g_strdup ("");
}

/* The sign that typography has for it is as wide as a plus. */
static char *
format_offset (gint64 offset_us)
{
  gint64      minutes = ABS (offset_us) / MINUTE_US;
  const char *sign = offset_us < 0 ? "−" : "+";

  if (minutes % 60 == 0)
    return g_strdup_printf ("%s%d", sign, (int) (minutes / 60));

  return g_strdup_printf ("%s%d:%02d", sign, (int) (minutes / 60), (int) (minutes % 60));
}

static char *
format_site_day (CueAccessRow *row, gboolean known, gint64 offset_us, gint64 now_us)
{
  CueAccessEvent  *event = cue_access_row_get_event (row);
  gint64           time_us = cue_access_event_get_time_us (event);
  g_autofree char *day = NULL;
  g_autofree char *today = NULL;

  if (now_us == 0)
    return NULL;

  if (says_site_time (event))
    return cue_access_words_day (event, CUE_ACCESS_SITE_TIME, now_us);

  if (!known)
    return NULL;

  day = format_clock (time_us, offset_us, "%F");
  today = format_clock (now_us, offset_us, "%F");
  return g_str_equal (day, today) ? NULL : format_clock (time_us, offset_us, _ ("%-d %b"));
}

/**
 * cue_access_zones_format_site:
 * @self: zones
 * @row: a row
 * @now_us: the time now, microseconds since 1970 UTC, or 0: a row of today names no day
 *
 * Says when it was at the site. Where several zones are shown, what that is ahead of UTC stands
 * behind it.
 *
 * Returns: (transfer full): a time of day, or a short day and a time; a dash when nobody knows what
 *   the clocks at the site show
 */
char *
cue_access_zones_format_site (CueAccessZones *self, CueAccessRow *row, gint64 now_us)
{
  CueAccessEvent  *event = cue_access_row_get_event (row);
  gint64           offset_us = 0;
  gboolean         known;
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;
  GString         *words;

  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), NULL);

  known = cue_access_zones_find (self, row, &offset_us);

  if (says_site_time (event))
    time = cue_access_words_time (event, CUE_ACCESS_SITE_TIME);
  else if (known)
    time = format_clock (cue_access_event_get_time_us (event), offset_us, "%H:%M:%S");
  else
    return g_strdup ("–");

  day = format_site_day (row, known, offset_us, now_us);
  words = g_string_new (day);

  /* A row of another day says the day, and leaves the seconds to the tooltip. */
  if (day != NULL)
    g_string_append_printf (words, " %.*s", TIME_CHARS, time);
  else
    g_string_append (words, time);

  if (known && cue_access_zones_get_several (self)) {
    g_autofree char *ahead = format_offset (offset_us);

    g_string_append_printf (words, " %s", ahead);
  }

  return g_string_free (words, FALSE);
}

/**
 * cue_access_zones_format_local:
 * @self: zones
 * @row: a row
 *
 * Says when it was where this computer stands. It stands beside the time at the site, so the
 * seconds, which are the same everywhere, are left out, and the day is only named by how far it is
 * from that one.
 *
 * Returns: (transfer full): hours and minutes, with a small “+1” or “−1” when it was another day
 * than there
 */
char *
cue_access_zones_format_local (CueAccessZones *self, CueAccessRow *row)
{
  CueAccessEvent  *event = cue_access_row_get_event (row);
  g_autofree char *local = cue_access_words_date_time (event, CUE_ACCESS_LOCAL_TIME);
  g_autofree char *site = NULL;
  gint64           offset_us;
  int              order = 0;

  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), NULL);

  if (strlen (local) < DATE_CHARS + 1 + TIME_CHARS)
    return g_steal_pointer (&local);

  if (cue_access_zones_find (self, row, &offset_us)) {
    site = format_clock (cue_access_event_get_time_us (event), offset_us, "%F");
    order = strncmp (local, site, DATE_CHARS);
  }

  return g_strdup_printf ("%.*s%s",
                          TIME_CHARS,
                          local + DATE_CHARS + 1,
                          order == 0  ? ""
                          : order < 0 ? "⁻¹"
                                      : "⁺¹");
}

/**
 * cue_access_zones_describe:
 * @self: zones
 * @row: a row
 * @face: whose clock
 *
 * Returns: (transfer full) (nullable): the day and the time in full, and the zone if it is known;
 *   %NULL when nobody knows what that clock showed
 */
char *
cue_access_zones_describe (CueAccessZones *self, CueAccessRow *row, CueAccessClockFace face)
{
  CueAccessEvent  *event = cue_access_row_get_event (row);
  gint64           offset_us;
  g_autofree char *time = NULL;
  g_autofree char *ahead = NULL;

  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), NULL);

  if (face == CUE_ACCESS_LOCAL_TIME)
    return cue_access_words_date_time (event, face);

  if (!cue_access_zones_find (self, row, &offset_us))
    return says_site_time (event) ? cue_access_words_date_time (event, face) : NULL;

  time = says_site_time (event)
           ? cue_access_words_date_time (event, face)
           : format_clock (cue_access_event_get_time_us (event), offset_us, "%F %H:%M:%S");

  if (offset_us == 0)
    return g_strdup_printf ("%s (UTC)", time);

  ahead = format_offset (offset_us);
  return g_strdup_printf ("%s (UTC%s)", time, ahead);
}

/**
 * cue_access_zones_describe_both:
 * @self: zones
 * @row: a row
 *
 * Returns: (transfer full): when it was at the site and here, one below the other
 */
char *
cue_access_zones_describe_both (CueAccessZones *self, CueAccessRow *row)
{
  const char      *name = cue_access_row_get_site_name (row);
  g_autofree char *site = NULL;
  g_autofree char *local = NULL;

  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), NULL);

  site = cue_access_zones_describe (self, row, CUE_ACCESS_SITE_TIME);
  local = cue_access_zones_describe (self, row, CUE_ACCESS_LOCAL_TIME);

  if (name == NULL || name[0] == '\0')
    name = cue_access_row_get_site_id (row);

  if (site == NULL)
    site = g_strdup ("–");

  /* Translators: when something happened: the first %s is the name of a site, the second the time
   * there, the third the time where this computer stands */
  return g_strdup_printf (_ ("%s: %s\nHere: %s"), name != NULL ? name : "", site, local);
}

/**
 * cue_access_zones_describe_gap:
 * @self: zones
 * @row: a gap
 *
 * Returns: (transfer full): what may be missing, in one sentence, by the clock of the site
 */
char *
cue_access_zones_describe_gap (CueAccessZones *self, CueAccessRow *row)
{
  CueAccessEvent  *event = cue_access_row_get_event (row);
  gint64           from = cue_access_event_get_time_us (event);
  gint64           to = cue_access_event_get_gap_end_us (event);
  gint64           offset_us;
  g_autofree char *end = NULL;
  g_autofree char *duration = cue_time_format_duration (MAX (to - from, 0), CUE_DURATION_WORDS);

  g_return_val_if_fail (CUE_IS_ACCESS_ZONES (self), NULL);

  end = cue_access_zones_find (self, row, &offset_us) ? format_clock (to, offset_us, "%H:%M:%S")
                                                      : cue_time_format_time_of_day (to);
  /* Translators: the first %s is a duration, the second a time of day */
  return g_strdup_printf (_ ("Not connected for %s until %s: messages may be missing"),
                          duration,
                          end);
}
