// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-row-private.h"

/**
 * CueAccessRow:
 *
 * One row of a [class@AccessLog], as an object, for as long as somebody holds it. As long as that
 * is so the log gives the same object for the same id. It is changed in place when more becomes
 * known: that it came again, that the alarm ended. It stays valid when the log lets its row go.
 *
 * Main thread.
 */
struct _CueAccessRow {
  GObject parent_instance;

  CueAccessLog     *log; /* owned */
  guint64           id;
  CueAccessEvent   *event;     /* owned, nullable until somebody looks */
  char             *site_id;   /* owned */
  char             *site_name; /* owned, nullable */
  CueAccessRowFacts facts;
};

typedef enum {
  PROP_ID = 1,
  PROP_EVENT,
  PROP_MARKS,
  PROP_REPEATS,
  PROP_PAIR_ID,
  PROP_DURATION_US,
} CueAccessRowProperty;

static GParamSpec *properties[PROP_DURATION_US + 1];

G_DEFINE_FINAL_TYPE (CueAccessRow, cue_access_row, G_TYPE_OBJECT)

static void
cue_access_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueAccessRow *self = CUE_ACCESS_ROW (object);

  switch ((CueAccessRowProperty) id) {
  case PROP_ID:
    g_value_set_uint64 (value, self->id);
    break;
  case PROP_EVENT:
    g_value_set_boxed (value, cue_access_row_get_event (self));
    break;
  case PROP_MARKS:
    g_value_set_uint (value, self->facts.marks);
    break;
  case PROP_REPEATS:
    g_value_set_uint (value, self->facts.repeats);
    break;
  case PROP_PAIR_ID:
    g_value_set_uint64 (value, self->facts.pair_id);
    break;
  case PROP_DURATION_US:
    g_value_set_int64 (value, self->facts.duration_us);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_access_row_dispose (GObject *object)
{
  CueAccessRow *self = CUE_ACCESS_ROW (object);

  if (self->log != NULL)
    cue_access_log_forget_row (self->log, self->id);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cue_access_row_parent_class)->dispose (object);
}

static void
cue_access_row_finalize (GObject *object)
{
  CueAccessRow *self = CUE_ACCESS_ROW (object);

  g_clear_pointer (&self->event, cue_access_event_unref);
  g_free (self->site_id);
  g_free (self->site_name);

  G_OBJECT_CLASS (cue_access_row_parent_class)->finalize (object);
}

static void
cue_access_row_class_init (CueAccessRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_access_row_get_property;
  object_class->dispose = cue_access_row_dispose;
  object_class->finalize = cue_access_row_finalize;

  /**
   * CueAccessRow:id:
   *
   * Its number in the log. It never changes and never comes again; later messages have greater
   * ones.
   */
  properties[PROP_ID] = g_param_spec_uint64 ("id", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueAccessRow:event:
   *
   * What it is.
   */
  properties[PROP_EVENT] = g_param_spec_boxed ("event", NULL, NULL, CUE_TYPE_ACCESS_EVENT, flags);
  /**
   * CueAccessRow:marks:
   *
   * A set of [flags@AccessMarks].
   */
  properties[PROP_MARKS] = g_param_spec_uint ("marks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * CueAccessRow:repeats:
   *
   * How often it came again.
   */
  properties[PROP_REPEATS] = g_param_spec_uint ("repeats", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * CueAccessRow:pair-id:
   *
   * The row of the end of this alarm, or of the beginning of it; zero when there is none.
   */
  properties[PROP_PAIR_ID] = g_param_spec_uint64 ("pair-id", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueAccessRow:duration-us:
   *
   * From the beginning of the alarm to its end; −1 when it is not known.
   */
  properties[PROP_DURATION_US] =
    g_param_spec_int64 ("duration-us", NULL, NULL, -1, G_MAXINT64, -1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_access_row_init (CueAccessRow *self)
{
}

/* For the log alone. */
CueAccessRow *
cue_access_row_new (CueAccessLog            *log,
                    guint64                  id,
                    const char              *site_id,
                    const char              *site_name,
                    const CueAccessRowFacts *facts)
{
  CueAccessRow *self = g_object_new (CUE_TYPE_ACCESS_ROW, NULL);

  self->log = g_object_ref (log);
  self->id = id;
  self->site_id = g_strdup (site_id);
  self->site_name = g_strdup (site_name);
  self->facts = *facts;
  return self;
}

/* For the log alone. */
void
cue_access_row_set_facts (CueAccessRow *self, const CueAccessRowFacts *facts)
{
  CueAccessRowFacts old = self->facts;

  g_object_freeze_notify (G_OBJECT (self));
  self->facts = *facts;
  if (old.marks != facts->marks)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
  if (old.repeats != facts->repeats)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPEATS]);
  if (old.pair_id != facts->pair_id)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAIR_ID]);
  if (old.duration_us != facts->duration_us)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_US]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_access_row_get_id:
 *
 * Returns: its number in the log, above zero
 */
guint64
cue_access_row_get_id (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), 0);

  return self->id;
}

/**
 * cue_access_row_get_event:
 *
 * Returns: (transfer none): what it is; decoded at the first call
 */
CueAccessEvent *
cue_access_row_get_event (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), NULL);

  if (self->event == NULL)
    self->event = cue_access_log_get_event (self->log, self->id);
  return self->event;
}

/**
 * cue_access_row_get_marks:
 * @self: a row
 *
 * Returns: what is to be said about it besides its fields; it changes, as when an alarm ends
 */
CueAccessMarks
cue_access_row_get_marks (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), 0);

  return self->facts.marks;
}

/**
 * cue_access_row_get_repeats:
 * @self: a row
 *
 * Returns: how often the same message came again
 */
guint
cue_access_row_get_repeats (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), 0);

  return self->facts.repeats;
}

/**
 * cue_access_row_get_site_id:
 *
 * Returns: the site that was asked for
 */
const char *
cue_access_row_get_site_id (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), NULL);

  return self->site_id;
}

/**
 * cue_access_row_get_site_name:
 *
 * Returns: (nullable): the name of the site that was asked for
 */
const char *
cue_access_row_get_site_name (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), NULL);

  return self->site_name;
}

/**
 * cue_access_row_get_pair_id:
 *
 * Returns: the row of the end of this alarm, or of the beginning of it; zero: none
 */
guint64
cue_access_row_get_pair_id (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), 0);

  return self->facts.pair_id;
}

/**
 * cue_access_row_get_duration_us:
 *
 * Returns: from the beginning of the alarm to its end, or −1
 */
gint64
cue_access_row_get_duration_us (CueAccessRow *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_ROW (self), -1);

  return self->facts.duration_us;
}
