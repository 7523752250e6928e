// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-log-private.h"

#include "cue-access-time.h"
#include "cue-json.h"
#include "cue-time.h"

#include <string.h>

/* How a message becomes a row. */

typedef struct {
  CueAccessLog          *log;
  guint                  source_index;
  CueAccessSource       *source;
  CueAccessForm          form;
  const char            *text; /* unowned: as it came */
  gsize                  length;
  gint64                 received;
  const CueAccessPacked *fields;
  CueAccessRecord        record;
} Arrival;

static gboolean
is_text (const CueAccessSlot *slot)
{
  return slot->at != NULL && slot->length > 2 &&
         (slot->type == CUE_JSON_TEXT || slot->type == CUE_JSON_ESCAPED);
}

/* ---- what is known of it ------------------------------------------------------------------- */

static void
find_time (Arrival *self)
{
  const CueAccessSlot *slot = &self->fields->slots[CUE_ACCESS_FIELD_UTC_DATE_TIME];
  gint64               time = CUE_TIME_INVALID;

  self->record.time = self->received;
  if (slot->at != NULL && slot->type != CUE_JSON_NULL) {
    time = cue_access_time_read (slot->at, slot->length, slot->type);
    if (time == CUE_TIME_INVALID)
      self->record.marks |= CUE_ACCESS_MARK_ODD;
  }
  if (time == CUE_TIME_INVALID)
    return;
  if (time > self->received + CUE_ACCESS_FUTURE_US) {
    self->record.marks |= CUE_ACCESS_MARK_FUTURE;
    return;
  }
  self->record.time = time;
  if (time < self->source->newest)
    self->record.marks |= CUE_ACCESS_MARK_LATE;
  else
    self->source->newest = time;
}

static void
find_marks (Arrival *self)
{
  const CueAccessSlot *site = &self->fields->slots[CUE_ACCESS_FIELD_SITE_ID];
  const CueAccessSlot *category = &self->fields->slots[CUE_ACCESS_FIELD_EVENT_CATEGORY];
  gsize                site_length = strlen (self->source->site_id);

  if (self->fields->has_odd)
    self->record.marks |= CUE_ACCESS_MARK_ODD;
  if (is_text (site) &&
      (site->length != site_length + 2 ||
       g_ascii_strncasecmp (site->at + 1, self->source->site_id, site_length) != 0))
    self->record.marks |= CUE_ACCESS_MARK_OTHER_SITE;
  if (category->at != NULL && category->token == self->log->refused)
    self->record.marks |= CUE_ACCESS_MARK_REFUSED;
}

static gboolean
fill_values (Arrival *self, guint32 *values, const CueAccessField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++) {
    const CueAccessSlot *slot = &self->fields->slots[fields[i]];

    if (slot->at == NULL)
      values[i] = CUE_ACCESS_NO_FIELD;
    else if (slot->token != CUE_DICTIONARY_NONE)
      values[i] = slot->token;
    else
      return FALSE;
  }
  return TRUE;
}

static void
find_tuples (Arrival *self)
{
  static const CueAccessField door_fields[CUE_ACCESS_DOOR_WIDTH] = {
    CUE_ACCESS_FIELD_LOCK_ID,
    CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE,
    CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS,
    CUE_ACCESS_FIELD_IQ_ID,
    CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE,
  };
  static const CueAccessField person_fields[CUE_ACCESS_PERSON_WIDTH] = {
    CUE_ACCESS_FIELD_USER_ID,    CUE_ACCESS_FIELD_USER_FIRST_NAME, CUE_ACCESS_FIELD_USER_LAST_NAME,
    CUE_ACCESS_FIELD_USER_ALIAS, CUE_ACCESS_FIELD_ACCESS_DETAIL,
  };
  static const CueAccessField code_fields[] = {
    CUE_ACCESS_FIELD_EVENT_CATEGORY,
    CUE_ACCESS_FIELD_EVENT_DETAIL,
    CUE_ACCESS_FIELD_ACCESS_BY,
    CUE_ACCESS_FIELD_SITE_ID,
  };
  CueAccessTuples *tables = self->log->store.tables;
  guint32         *tuples = self->record.tuples;
  guint32          values[CUE_ACCESS_CODE_WIDTH];

  for (guint i = 0; i < CUE_ACCESS_N_TABLES; i++)
    tuples[i] = CUE_ACCESS_NO_TUPLE;
  if (fill_values (self, values, door_fields, CUE_ACCESS_DOOR_WIDTH))
    tuples[CUE_ACCESS_TABLE_DOOR] =
      cue_access_tuples_intern (&tables[CUE_ACCESS_TABLE_DOOR], values);
  if (fill_values (self, values, person_fields, CUE_ACCESS_PERSON_WIDTH))
    tuples[CUE_ACCESS_TABLE_PERSON] =
      cue_access_tuples_intern (&tables[CUE_ACCESS_TABLE_PERSON], values);
  values[CUE_ACCESS_CODE_SOURCE] = self->source_index;
  values[CUE_ACCESS_CODE_KIND] = self->source->kind;
  values[CUE_ACCESS_CODE_FORM] = self->record.form;
  if (self->record.form == CUE_ACCESS_FORM_GAP)
    values[CUE_ACCESS_CODE_KIND] = CUE_ACCESS_GAP;
  if (fill_values (self,
                   values + CUE_ACCESS_CODE_CATEGORY,
                   code_fields,
                   G_N_ELEMENTS (code_fields)))
    tuples[CUE_ACCESS_TABLE_CODE] =
      cue_access_tuples_intern (&tables[CUE_ACCESS_TABLE_CODE], values);
}

/* ---- the same again ------------------------------------------------------------------------ */

static gboolean
is_same (Arrival *self, guint64 id)
{
  GString *scratch = self->log->scratch;

  g_string_truncate (scratch, 0);
  cue_access_store_unpack (&self->log->store, id, scratch);
  return scratch->len == self->length && memcmp (scratch->str, self->text, self->length) == 0;
}

static gboolean
has_same_id (Arrival *self, guint64 id)
{
  const CueAccessSlot *slot = &self->fields->slots[CUE_ACCESS_FIELD_ID];
  g_autofree char     *text = cue_json_token_decode (slot->at, slot->length, slot->type);
  g_autoptr (CueAccessEvent) event = cue_access_log_get_event (self->log, id);

  return cue_access_log_get_source (self->log, id)->kind == self->source->kind &&
         g_strcmp0 (cue_access_event_get_text (event, CUE_ACCESS_FIELD_ID), text) == 0;
}

/* Returns the row of the same message, or zero. Only the first of an id is found by it, so that one
 * id sent again and again with other contents does not cost more each time. */
static guint64
find_same (Arrival *self)
{
  const CueAccessSlot *slot = &self->fields->slots[CUE_ACCESS_FIELD_ID];
  guint64              id;

  if (!is_text (slot))
    return 0;
  self->record.id_hash = (guint32) (cue_dictionary_hash (slot->at,
                                                         slot->length,
                                                         self->log->id_seed + self->source->kind) >>
                                    16) |
                         1;
  id = self->log->store.next_id;
  while ((id = cue_access_store_find_hash (&self->log->store, self->record.id_hash, id)) != 0) {
    if (is_same (self, id))
      return id;
    if (has_same_id (self, id)) {
      self->record.marks |= CUE_ACCESS_MARK_CONFLICT;
      self->record.id_hash = 0;
      return 0;
    }
  }
  return 0;
}

/* ---- adding -------------------------------------------------------------------------------- */

static void
pair_alarm (Arrival *self, guint64 id)
{
  g_autoptr (CueAccessEvent) event = NULL;

  if (self->source->kind != CUE_ACCESS_INCIDENT ||
      self->fields->slots[CUE_ACCESS_FIELD_EVENT_CATEGORY].at == NULL)
    return;
  event = cue_access_log_get_event (self->log, id);
  cue_access_pairing_add (self->log->pairing, id, event, self->source->site_id);
}

static guint64
add_row (Arrival *self)
{
  CueAccessLog *log = self->log;
  guint64       id;

  self->record.received = self->received;
  self->record.source = (guint16) self->source_index;
  if (self->record.form > CUE_ACCESS_FORM_OBJECT && self->record.form != CUE_ACCESS_FORM_GAP) {
    self->record.marks |= CUE_ACCESS_MARK_UNDECODED;
    log->undecoded++;
  } else if (self->record.form == CUE_ACCESS_FORM_OBJECT) {
    self->record.marks |= CUE_ACCESS_MARK_FORM;
  }
  find_tuples (self);
  id = cue_access_store_add (&log->store, &self->record);
  pair_alarm (self, id);
  cue_access_log_schedule_flush (log);
  return id;
}

/* How much of a text may be kept, without half a character at its end. */
static gsize
measure_kept (const char *text, gsize length)
{
  if (length <= CUE_ACCESS_LOG_MAX_RAW)
    return length;
  for (length = CUE_ACCESS_LOG_MAX_RAW; length > 0 && (text[length] & 0xc0) == 0x80; length--)
    ;
  return length;
}

static gboolean
begin_arrival (Arrival      *self,
               CueAccessLog *log,
               guint         source,
               const char   *text,
               gsize         length,
               gint64        received)
{
  memset (self, 0, sizeof *self);
  self->log = log;
  self->source_index = source;
  self->source = g_ptr_array_index (log->sources, source);
  self->text = text;
  self->length = measure_kept (text, length);
  self->received = received;
  if (self->length == length)
    return TRUE;
  self->record.marks |= CUE_ACCESS_MARK_CUT;
  return FALSE;
}

/**
 * cue_access_log_append:
 * @source: the stream it came on
 * @text: (array length=length): the one text of the message, any bytes
 * @length: its bytes; of more than %CUE_ACCESS_LOG_MAX_RAW only the beginning is kept, undecoded
 * @received_wall_us: when it came
 * @outcome: (out) (optional): whether there is a new row
 *
 * Takes a message. It is there by its id at once, and in the list in the next turn of the main
 * loop.
 *
 * Returns: the id of its row, or of the row of the same message before
 */
guint64
cue_access_log_append (CueAccessLog     *self,
                       guint             source,
                       const char       *text,
                       gsize             length,
                       gint64            received_wall_us,
                       CueAccessOutcome *outcome)
{
  CueAccessPacked packed;
  Arrival         arrival;
  guint64         id;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);
  g_return_val_if_fail (source < self->sources->len, 0);
  g_return_val_if_fail (text != NULL || length == 0, 0);

  if (outcome != NULL)
    *outcome = CUE_ACCESS_ADDED;
  if (begin_arrival (&arrival, self, source, text, length, received_wall_us))
    cue_access_packer_pack (self->store.packer, text, length, &arrival.source->hint, &packed);
  else
    cue_access_packer_pack_raw (self->store.packer, text, arrival.length, &packed);
  arrival.fields = &packed;
  arrival.record.bytes = packed.bytes;
  arrival.record.n_bytes = packed.n_bytes;
  arrival.record.form = packed.is_object ? CUE_ACCESS_FORM_TEXT
                        : packed.is_json ? CUE_ACCESS_FORM_NOT_OBJECT
                                         : CUE_ACCESS_FORM_NOT_JSON;
  if (!packed.is_object)
    memset (packed.slots, 0, sizeof packed.slots);
  id = find_same (&arrival);
  if (id != 0) {
    self->repeated++;
    cue_access_log_note_repeat (self, id);
    cue_access_log_schedule_flush (self);
    if (outcome != NULL)
      *outcome = CUE_ACCESS_REPEATED;
    return id;
  }
  find_time (&arrival);
  find_marks (&arrival);
  id = add_row (&arrival);
  cue_access_log_keep_limits (self);
  return id;
}

/* The form of arguments that are not one text, and the object in them, if there is one. */
static CueAccessForm
judge_arguments (const char  *arguments,
                 gsize        length,
                 guint        n_arguments,
                 const char **object,
                 gsize       *object_length)
{
  g_autofree CueAccessScan *scan = g_new (CueAccessScan, 1);

  *object = NULL;
  if (n_arguments != 1)
    return CUE_ACCESS_FORM_ARGUMENTS;
  if (!cue_access_scan (scan, arguments, length) || scan->n_nodes < 2)
    return CUE_ACCESS_FORM_NOT_JSON;
  switch (scan->nodes[1].type) {
  case CUE_JSON_OBJECT:
    *object = arguments + scan->nodes[1].offset;
    *object_length = scan->nodes[1].length;
    return CUE_ACCESS_FORM_OBJECT;
  case CUE_JSON_TEXT:
  case CUE_JSON_ESCAPED:
    return CUE_ACCESS_FORM_NOT_JSON;
  default:
    return CUE_ACCESS_FORM_NOT_OBJECT;
  }
}

/**
 * cue_access_log_append_arguments:
 * @source: the stream it came on
 * @arguments: (array length=length): the JSON array of the arguments, as it came
 * @length: its bytes
 * @n_arguments: how many there are
 * @received_wall_us: when it came
 *
 * Takes a message that is not one text: no argument, several, `null`, a number, an object. An
 * object is decoded as if it were the text; all others can only be shown raw.
 *
 * Returns: the id of its row
 */
guint64
cue_access_log_append_arguments (CueAccessLog *self,
                                 guint         source,
                                 const char   *arguments,
                                 gsize         length,
                                 guint         n_arguments,
                                 gint64        received_wall_us)
{
  CueAccessPacked packed;
  CueAccessPacked raw;
  Arrival         arrival;
  const char     *object = NULL;
  gsize           object_length;
  guint64         id;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);
  g_return_val_if_fail (source < self->sources->len, 0);
  g_return_val_if_fail (arguments != NULL || length == 0, 0);

  memset (&packed, 0, sizeof packed);
  if (begin_arrival (&arrival, self, source, arguments, length, received_wall_us))
    arrival.record.form =
      (guint8) judge_arguments (arguments, length, n_arguments, &object, &object_length);
  else
    arrival.record.form = CUE_ACCESS_FORM_ARGUMENTS;
  if (object != NULL) {
    guint32 hint = 0;

    cue_access_packer_pack (self->store.packer, object, object_length, &hint, &packed);
  }
  arrival.fields = &packed;
  cue_access_packer_pack_raw (self->store.packer, arguments, arrival.length, &raw);
  arrival.record.bytes = raw.bytes;
  arrival.record.n_bytes = raw.n_bytes;
  id = find_same (&arrival);
  if (id != 0) {
    self->repeated++;
    cue_access_log_note_repeat (self, id);
    cue_access_log_schedule_flush (self);
    return id;
  }
  find_time (&arrival);
  find_marks (&arrival);
  id = add_row (&arrival);
  cue_access_log_keep_limits (self);
  return id;
}

/* Takes what can only be shown raw, in whatever form. */
static guint64
append_raw (Arrival *arrival, guint8 form)
{
  CueAccessLog   *log = arrival->log;
  CueAccessPacked packed;
  guint64         id;

  cue_access_packer_pack_raw (log->store.packer, arrival->text, arrival->length, &packed);
  arrival->fields = &packed;
  arrival->record.bytes = packed.bytes;
  arrival->record.n_bytes = packed.n_bytes;
  arrival->record.form = form;
  id = add_row (arrival);
  cue_access_log_keep_limits (log);
  return id;
}

/**
 * cue_access_log_append_call:
 * @source: the stream it came on
 * @target: the method that the hub called
 * @arguments: (array length=length): the JSON array of the arguments, as it came
 * @length: its bytes
 * @received_wall_us: when it came
 *
 * Takes a call of a method that is not the one for messages. Nobody knows what it means, so it is
 * shown raw.
 *
 * Returns: the id of its row
 */
guint64
cue_access_log_append_call (CueAccessLog *self,
                            guint         source,
                            const char   *target,
                            const char   *arguments,
                            gsize         length,
                            gint64        received_wall_us)
{
  g_autoptr (JsonNode) name = NULL;
  g_autofree char *quoted = NULL;
  g_autoptr (GString) raw = NULL;
  Arrival arrival;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);
  g_return_val_if_fail (source < self->sources->len, 0);
  g_return_val_if_fail (target != NULL && arguments != NULL, 0);

  name = json_node_init_string (json_node_alloc (), target);
  quoted = cue_json_to_text (name, FALSE);
  raw = g_string_new (NULL);
  g_string_append_printf (raw, "{\"target\":%s,\"arguments\":", quoted);
  g_string_append_len (raw, arguments, (gssize) length);
  g_string_append_c (raw, '}');
  begin_arrival (&arrival, self, source, raw->str, raw->len, received_wall_us);
  arrival.record.time = received_wall_us;
  return append_raw (&arrival, CUE_ACCESS_FORM_TARGET);
}

/**
 * cue_access_log_append_gap:
 * @source: the stream that was not connected
 * @from_wall_us: when the last sign of life came
 * @to_wall_us: when it was connected again
 *
 * Takes a gap. It stands where it began: what came before, and what had happened before, is above.
 *
 * Returns: the id of its row
 */
guint64
cue_access_log_append_gap (CueAccessLog *self, guint source, gint64 from_wall_us, gint64 to_wall_us)
{
  gint64  times[2] = { from_wall_us, to_wall_us };
  Arrival arrival;

  g_return_val_if_fail (CUE_IS_ACCESS_LOG (self), 0);
  g_return_val_if_fail (source < self->sources->len, 0);

  begin_arrival (&arrival, self, source, (const char *) times, sizeof times, to_wall_us);
  arrival.record.time = from_wall_us;
  return append_raw (&arrival, CUE_ACCESS_FORM_GAP);
}
