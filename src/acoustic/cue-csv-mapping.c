// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-csv-mapping.h"

#include "cue-acoustic-rules.h"
#include "cue-csv-mapping-private.h"
#include "cue-property.h"
#include "cue-text.h"

#include <string.h>

/**
 * CueCsvMapping:
 *
 * How the rows of a CSV file become events: one event a row. Columns become the parts of an event;
 * what a file does not have is given here for all rows. A request holds one event, or so many, each
 * with its own channel and identifiers.
 *
 * Every row passes the same rules as an event that is typed. Main thread only.
 */
struct _CueCsvMapping {
  GObject parent_instance;

  CueCsvTable    *table;     /* owned */
  GListStore     *columns;   /* owned, of CueCsvColumn */
  char           *code;      /* owned */
  char           *timestamp; /* owned */
  char           *channel;   /* owned */
  char           *zone;      /* owned */
  gboolean        send_empty;
  guint           events_per_request;
  CuePublication *scratch; /* owned: rows are checked in it one after another */
};

G_DEFINE_FINAL_TYPE (CueCsvMapping, cue_csv_mapping, G_TYPE_OBJECT)

typedef enum {
  PROP_CODE = 1,
  PROP_TIMESTAMP,
  PROP_CHANNEL,
  PROP_ZONE,
  PROP_SEND_EMPTY,
  PROP_EVENTS_PER_REQUEST,
} CueCsvMappingProperty;

static GParamSpec *properties[PROP_EVENTS_PER_REQUEST + 1];

static void
cue_csv_mapping_init (CueCsvMapping *self)
{
  self->columns = g_list_store_new (CUE_TYPE_CSV_COLUMN);
  self->code = g_strdup ("");
  self->timestamp = g_strdup ("");
  self->channel = g_strdup ("");
  self->zone = g_strdup ("");
  self->events_per_request = 1;
  self->scratch = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);
}

static void
cue_csv_mapping_finalize (GObject *object)
{
  CueCsvMapping *self = CUE_CSV_MAPPING (object);

  g_clear_object (&self->table);
  g_object_unref (self->columns);
  g_object_unref (self->scratch);
  g_free (self->code);
  g_free (self->timestamp);
  g_free (self->channel);
  g_free (self->zone);
  G_OBJECT_CLASS (cue_csv_mapping_parent_class)->finalize (object);
}

static void
cue_csv_mapping_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueCsvMapping *self = CUE_CSV_MAPPING (object);

  switch ((CueCsvMappingProperty) property_id) {
  case PROP_CODE:
    g_value_set_string (value, self->code);
    break;
  case PROP_TIMESTAMP:
    g_value_set_string (value, self->timestamp);
    break;
  case PROP_CHANNEL:
    g_value_set_string (value, self->channel);
    break;
  case PROP_ZONE:
    g_value_set_string (value, self->zone);
    break;
  case PROP_SEND_EMPTY:
    g_value_set_boolean (value, self->send_empty);
    break;
  case PROP_EVENTS_PER_REQUEST:
    g_value_set_uint (value, self->events_per_request);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_csv_mapping_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CueCsvMapping *self = CUE_CSV_MAPPING (object);

  switch ((CueCsvMappingProperty) property_id) {
  case PROP_CODE:
    cue_csv_mapping_set_code (self, g_value_get_string (value));
    break;
  case PROP_TIMESTAMP:
    cue_csv_mapping_set_timestamp (self, g_value_get_string (value));
    break;
  case PROP_CHANNEL:
    cue_csv_mapping_set_channel (self, g_value_get_string (value));
    break;
  case PROP_ZONE:
    cue_csv_mapping_set_zone (self, g_value_get_string (value));
    break;
  case PROP_SEND_EMPTY:
    cue_csv_mapping_set_send_empty (self, g_value_get_boolean (value));
    break;
  case PROP_EVENTS_PER_REQUEST:
    cue_csv_mapping_set_events_per_request (self, g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
cue_csv_mapping_class_init (CueCsvMappingClass *klass)
{
  static const char *const names[] = { NULL, "code", "timestamp", "channel", "zone" };
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_csv_mapping_finalize;
  object_class->get_property = cue_csv_mapping_get_property;
  object_class->set_property = cue_csv_mapping_set_property;

  for (guint i = PROP_CODE; i <= PROP_ZONE; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  properties[PROP_SEND_EMPTY] = g_param_spec_boolean ("send-empty", NULL, NULL, FALSE, flags);
  properties[PROP_EVENTS_PER_REQUEST] = g_param_spec_uint ("events-per-request",
                                                           NULL,
                                                           NULL,
                                                           1,
                                                           CUE_CSV_MAX_EVENTS_PER_REQUEST,
                                                           1,
                                                           flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* ---- rows to events ------------------------------------------------------------------------ */

/* A local time as spreadsheets write it gets the zone that the user gave. */
static char *
complete_time (CueCsvMapping *self, const char *text)
{
  g_autofree char *complete = NULL;
  gsize            length = strlen (text);

  if (self->zone[0] == '\0' || length < 16 || cue_acoustic_parse_timestamp (text, NULL))
    return g_strdup (text);
  /* `2026-11-20 08:15` is a time without seconds. */
  complete = g_strconcat (text, length == 16 ? ":00" : "", self->zone, NULL);
  if (complete[10] == ' ')
    complete[10] = 'T';
  return cue_acoustic_parse_timestamp (complete, NULL) ? g_steal_pointer (&complete)
                                                       : g_strdup (text);
}

static CueDraftIdentifier *
take_identifier (CueDraftList *list, guint position)
{
  if (position >= cue_draft_list_get_n_items (list))
    return cue_draft_list_append (list);
  return cue_draft_list_get (list, position);
}

static CueDraftAttribute *
take_attribute (CueDraftList *list, guint position)
{
  if (position >= cue_draft_list_get_n_items (list))
    return cue_draft_list_append (list);
  return cue_draft_list_get (list, position);
}

/* What a column has in a row: NULL when there is nothing to send. */
static const char *
get_value (CueCsvMapping *self, guint row, guint column)
{
  const char *value = cue_csv_table_get (self->table, row, column);

  return value != NULL && (value[0] != '\0' || self->send_empty) ? value : NULL;
}

static void
fill_event (CueCsvMapping *self,
            guint          row,
            CueDraftEvent *event,
            CueDraftList  *identifiers,
            const char   **channel)
{
  CueDraftList    *attributes = cue_draft_event_get_attributes (event);
  guint            n_identifiers = 0, n_attributes = 0;
  const char      *code = self->code;
  const char      *timestamp = self->timestamp;
  g_autofree char *complete = NULL;

  *channel = self->channel;
  for (guint i = 0; i < cue_csv_table_get_n_columns (self->table); i++) {
    g_autoptr (CueCsvColumn) column = g_list_model_get_item (G_LIST_MODEL (self->columns), i);
    CueCsvTarget target = cue_csv_column_get_target (column);
    const char  *value = get_value (self, row, i);

    if (target == CUE_CSV_TARGET_NOTHING || value == NULL)
      continue;
    if (target == CUE_CSV_TARGET_IDENTIFIER) {
      CueDraftIdentifier *identifier = take_identifier (identifiers, n_identifiers++);

      cue_draft_identifier_set_name (identifier, cue_csv_column_get_name (column));
      cue_draft_identifier_set_value (identifier, value);
    } else if (target == CUE_CSV_TARGET_ATTRIBUTE) {
      CueDraftAttribute *attribute = take_attribute (attributes, n_attributes++);

      cue_draft_attribute_set_name (attribute, cue_csv_column_get_name (column));
      cue_draft_attribute_set_value (attribute, value);
      cue_draft_attribute_set_attribute_type (attribute,
                                              cue_csv_column_get_attribute_type (column));
    } else if (target == CUE_CSV_TARGET_CODE && !cue_text_is_blank (value)) {
      code = value;
    } else if (target == CUE_CSV_TARGET_TIMESTAMP && !cue_text_is_blank (value)) {
      timestamp = value;
    } else if (target == CUE_CSV_TARGET_CHANNEL && !cue_text_is_blank (value)) {
      *channel = value;
    }
  }
  complete = complete_time (self, timestamp);
  cue_draft_list_resize (identifiers, n_identifiers);
  cue_draft_list_resize (attributes, n_attributes);
  cue_draft_event_set_code (event, code);
  cue_draft_event_set_timestamp (event, complete);
}

/**
 * cue_csv_mapping_fill:
 * @self: a mapping
 * @first_row: the first row, from 0
 * @n_rows: how many rows; beyond the end there are none
 * @publication: what to fill; it can be the same for one request after another
 *
 * Makes one request of so many rows: individual events for one, otherwise a simple batch with
 * channel and identifiers at the events.
 */
void
cue_csv_mapping_fill (CueCsvMapping  *self,
                      guint           first_row,
                      guint           n_rows,
                      CuePublication *publication)
{
  CueDraftGroup *group;
  CueDraftList  *events;
  guint          rows;

  g_return_if_fail (CUE_IS_CSV_MAPPING (self) && CUE_IS_PUBLICATION (publication));

  rows = cue_csv_table_get_n_rows (self->table);
  n_rows = first_row < rows ? MIN (n_rows, rows - first_row) : 0;
  cue_draft_begin (CUE_DRAFT (publication));
  cue_publication_set_shape (publication,
                             n_rows > 1 ? CUE_PUBLICATION_SIMPLE_BATCH
                                        : CUE_PUBLICATION_INDIVIDUAL);
  group = cue_publication_get_first_group (publication);
  events = cue_draft_group_get_events (group);
  cue_draft_list_resize (events, n_rows);
  for (guint i = 0; i < n_rows; i++) {
    CueDraftEvent *event = cue_draft_list_get (events, i);
    const char    *channel;

    if (n_rows > 1) {
      fill_event (self, first_row + i, event, cue_draft_event_get_identifiers (event), &channel);
      cue_draft_event_set_channel (event, channel);
    } else {
      fill_event (self, first_row + i, event, cue_draft_group_get_identifiers (group), &channel);
      cue_publication_set_channel (publication, channel);
    }
  }
  cue_draft_end (CUE_DRAFT (publication));
}

/**
 * cue_csv_mapping_map:
 * @self: a mapping
 * @first_row: the first row, from 0
 * @n_rows: how many rows
 *
 * Returns: (transfer full): one request of so many rows, see [method@CsvMapping.fill]
 */
CuePublication *
cue_csv_mapping_map (CueCsvMapping *self, guint first_row, guint n_rows)
{
  CuePublication *publication = cue_publication_new (CUE_PUBLICATION_INDIVIDUAL);

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), publication);

  cue_csv_mapping_fill (self, first_row, n_rows, publication);
  return publication;
}

/**
 * cue_csv_mapping_get_scratch:
 * @self: a mapping
 *
 * Returns: (transfer none): a publication that checks may fill as they like
 */
CuePublication *
cue_csv_mapping_get_scratch (CueCsvMapping *self)
{
  return self->scratch;
}

/* ---- the public side ----------------------------------------------------------------------- */

/**
 * cue_csv_mapping_new:
 * @table: a CSV file
 *
 * Returns: (transfer full): a mapping that guesses what the columns are, by their titles and values
 */
CueCsvMapping *
cue_csv_mapping_new (CueCsvTable *table)
{
  CueCsvMapping *self = g_object_new (CUE_TYPE_CSV_MAPPING, NULL);

  g_return_val_if_fail (CUE_IS_CSV_TABLE (table), self);

  self->table = g_object_ref (table);
  for (guint i = 0; i < cue_csv_table_get_n_columns (table); i++) {
    g_autoptr (CueCsvColumn) column = cue_csv_column_new (cue_csv_table_get_title (table, i));

    g_list_store_append (self->columns, column);
  }
  cue_csv_mapping_guess (self);
  return self;
}

/**
 * cue_csv_mapping_get_table:
 * @self: a mapping
 *
 * Returns: (transfer none): the file
 */
CueCsvTable *
cue_csv_mapping_get_table (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  return self->table;
}

/**
 * cue_csv_mapping_get_columns:
 * @self: a mapping
 *
 * Returns: (transfer none): what becomes of each column, of [class@CsvColumn]
 */
GListModel *
cue_csv_mapping_get_columns (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  return G_LIST_MODEL (self->columns);
}

/**
 * cue_csv_mapping_get_column:
 * @self: a mapping
 * @position: which column
 *
 * Returns: (transfer none) (nullable): what becomes of it
 */
CueCsvColumn *
cue_csv_mapping_get_column (CueCsvMapping *self, guint position)
{
  g_autoptr (CueCsvColumn) column = NULL;

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  /* The list keeps it. */
  column = g_list_model_get_item (G_LIST_MODEL (self->columns), position);
  return column;
}

/**
 * cue_csv_mapping_get_code:
 * @self: a mapping
 *
 * Returns: the code of rows that have none of their own
 */
const char *
cue_csv_mapping_get_code (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  return self->code;
}

/**
 * cue_csv_mapping_set_code:
 * @self: a mapping
 * @code: (nullable): the code of rows that have none of their own
 */
void
cue_csv_mapping_set_code (CueCsvMapping *self, const char *code)
{
  g_return_if_fail (CUE_IS_CSV_MAPPING (self));

  cue_property_set_text (self, &self->code, code, properties[PROP_CODE]);
}

/**
 * cue_csv_mapping_get_timestamp:
 * @self: a mapping
 *
 * Returns: the time of rows that have none of their own
 */
const char *
cue_csv_mapping_get_timestamp (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  return self->timestamp;
}

/**
 * cue_csv_mapping_set_timestamp:
 * @self: a mapping
 * @timestamp: (nullable): the time of rows that have none of their own
 */
void
cue_csv_mapping_set_timestamp (CueCsvMapping *self, const char *timestamp)
{
  g_return_if_fail (CUE_IS_CSV_MAPPING (self));

  cue_property_set_text (self, &self->timestamp, timestamp, properties[PROP_TIMESTAMP]);
}

/**
 * cue_csv_mapping_get_channel:
 * @self: a mapping
 *
 * Returns: the channel of rows that have none of their own
 */
const char *
cue_csv_mapping_get_channel (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  return self->channel;
}

/**
 * cue_csv_mapping_set_channel:
 * @self: a mapping
 * @channel: (nullable): the channel of rows that have none of their own
 */
void
cue_csv_mapping_set_channel (CueCsvMapping *self, const char *channel)
{
  g_return_if_fail (CUE_IS_CSV_MAPPING (self));

  cue_property_set_text (self, &self->channel, channel, properties[PROP_CHANNEL]);
}

/**
 * cue_csv_mapping_get_zone:
 * @self: a mapping
 *
 * Returns: what is put behind times without a zone, `Z` or an offset like `+01:00`; empty: nothing
 */
const char *
cue_csv_mapping_get_zone (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), NULL);

  return self->zone;
}

/**
 * cue_csv_mapping_set_zone:
 * @self: a mapping
 * @zone: (nullable): what is put behind times without a zone, `Z` or an offset like `+01:00`;
 * empty: nothing
 */
void
cue_csv_mapping_set_zone (CueCsvMapping *self, const char *zone)
{
  g_return_if_fail (CUE_IS_CSV_MAPPING (self));

  cue_property_set_text (self, &self->zone, zone, properties[PROP_ZONE]);
}

/**
 * cue_csv_mapping_get_send_empty:
 * @self: a mapping
 *
 * Returns: whether an empty field is sent as an empty text; otherwise it is left out
 */
gboolean
cue_csv_mapping_get_send_empty (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), FALSE);

  return self->send_empty;
}

/**
 * cue_csv_mapping_set_send_empty:
 * @self: a mapping
 * @send_empty: whether an empty field is sent as an empty text
 */
void
cue_csv_mapping_set_send_empty (CueCsvMapping *self, gboolean send_empty)
{
  g_return_if_fail (CUE_IS_CSV_MAPPING (self));

  send_empty = send_empty != FALSE;
  if (self->send_empty == send_empty)
    return;
  self->send_empty = send_empty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEND_EMPTY]);
}

/**
 * cue_csv_mapping_get_events_per_request:
 * @self: a mapping
 *
 * Returns: how many rows go into one request
 */
guint
cue_csv_mapping_get_events_per_request (CueCsvMapping *self)
{
  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), 1);

  return self->events_per_request;
}

/**
 * cue_csv_mapping_set_events_per_request:
 * @self: a mapping
 * @events: how many rows go into one request, from 1 to %CUE_CSV_MAX_EVENTS_PER_REQUEST
 */
void
cue_csv_mapping_set_events_per_request (CueCsvMapping *self, guint events)
{
  g_return_if_fail (CUE_IS_CSV_MAPPING (self));

  events = CLAMP (events, 1, CUE_CSV_MAX_EVENTS_PER_REQUEST);
  if (self->events_per_request == events)
    return;
  self->events_per_request = events;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENTS_PER_REQUEST]);
}

/**
 * cue_csv_mapping_count_requests:
 * @self: a mapping
 *
 * Returns: how many requests the whole file takes
 */
guint
cue_csv_mapping_count_requests (CueCsvMapping *self)
{
  guint rows;

  g_return_val_if_fail (CUE_IS_CSV_MAPPING (self), 0);

  rows = cue_csv_table_get_n_rows (self->table);
  return rows / self->events_per_request + (rows % self->events_per_request != 0);
}
