// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-fields.h"

#include <string.h>

/* Where a field may stand. */
typedef enum {
  LEVEL_EVENT,
  LEVEL_DATA,
  LEVEL_ERROR,
} Level;

typedef enum {
  KEY_DATA = CUE_FEED_N_TEXTS,
  KEY_ERROR_INFO,
  KEY_INSTRUCTION,
  KEY_URL,
  KEY_COUNT,
  KEY_NONE,
} Key;

typedef struct {
  const char *name;
  guint8      length;
  guint8      key;
} Name;

#define NAME(text, key)        \
  {                            \
    text, sizeof text - 1, key \
  }

static const Name event_names[] = {
  NAME ("eventType", CUE_FEED_TEXT_TYPE),
  NAME ("eventId", CUE_FEED_TEXT_ID),
  NAME ("eventSourceId", CUE_FEED_TEXT_SOURCE),
  NAME ("eventObjectId", CUE_FEED_TEXT_OBJECT_ID),
  NAME ("eventObjectType", CUE_FEED_TEXT_OBJECT_TYPE),
  NAME ("eventReceived", CUE_FEED_TEXT_RECEIVED),
  NAME ("eventKeyId", CUE_FEED_TEXT_KEY_ID),
  NAME ("version", CUE_FEED_TEXT_VERSION),
  NAME ("data", KEY_DATA),
  NAME ("instruction", KEY_INSTRUCTION),
  NAME ("url", KEY_URL),
  NAME ("count", KEY_COUNT),
};

static const Name data_names[] = {
  NAME ("eventTime", CUE_FEED_TEXT_TIME),
  NAME ("requestId", CUE_FEED_TEXT_REQUEST),
  NAME ("leaseId", CUE_FEED_TEXT_LEASE),
  NAME ("userId", CUE_FEED_TEXT_USER),
  NAME ("userType", CUE_FEED_TEXT_USER_TYPE),
  NAME ("licenseId", CUE_FEED_TEXT_LICENCE_ID),
  NAME ("licensedItemId", CUE_FEED_TEXT_ITEM_ID),
  NAME ("licensedItemName", CUE_FEED_TEXT_ITEM_NAME),
  NAME ("errorInfo", KEY_ERROR_INFO),
};

static const Name error_names[] = {
  NAME ("error", CUE_FEED_TEXT_ERROR),
  NAME ("errorDescription", CUE_FEED_TEXT_ERROR_DESCRIPTION),
  NAME ("errorUri", CUE_FEED_TEXT_ERROR_URI),
};

static guint
find_in (const Name *names, gsize n, const char *name, gsize length)
{
  for (gsize i = 0; i < n; i++) {
    if (names[i].length == length && names[i].name[length - 1] == name[length - 1] &&
        memcmp (names[i].name, name, length) == 0)
      return names[i].key;
  }
  return KEY_NONE;
}

static guint
find_name (Level level, const char *name, gsize length)
{
  guint key;

  switch (level) {
  case LEVEL_EVENT:
    key = find_in (event_names, G_N_ELEMENTS (event_names), name, length);
    /* Flat events have the fields of data beside those of the envelope. */
    return key != KEY_NONE ? key : find_in (data_names, G_N_ELEMENTS (data_names), name, length);
  case LEVEL_DATA:
    return find_in (data_names, G_N_ELEMENTS (data_names), name, length);
  case LEVEL_ERROR:
  default:
    return find_in (error_names, G_N_ELEMENTS (error_names), name, length);
  }
}

static guint
find_key (Level level, const CueFeedSpan *key)
{
  g_autofree char *decoded = NULL;

  if (key->length <= 2)
    return KEY_NONE;
  if (key->kind == CUE_JSON_TEXT)
    return find_name (level, key->at + 1, key->length - 2);
  decoded = cue_json_token_decode (key->at, key->length, key->kind);
  return *decoded != '\0' ? find_name (level, decoded, strlen (decoded)) : KEY_NONE;
}

static CueFeedSpan *
get_place (CueFeedFields *self, guint key)
{
  if (key < CUE_FEED_N_TEXTS)
    return &self->texts[key];
  switch ((Key) key) {
  case KEY_DATA:
    return &self->data;
  case KEY_ERROR_INFO:
    return &self->error_info;
  case KEY_INSTRUCTION:
    return &self->instruction;
  case KEY_URL:
    return &self->url;
  case KEY_COUNT:
    return &self->count;
  case KEY_NONE:
  default:
    return NULL;
  }
}

static gboolean
is_of_data (guint key)
{
  return (key >= CUE_FEED_TEXT_TIME && key < CUE_FEED_TEXT_ERROR) || key == KEY_ERROR_INFO;
}

/* Three levels at most, so this may call itself. */
static gboolean
take_object (CueFeedFields *self, CueFeedScan *scan, Level level, guint depth)
{
  gboolean more;

  if (!cue_feed_scan_enter (scan, depth, &more))
    return FALSE;
  cue_feed_scan_note (scan, '{');
  while (more) {
    CueFeedSpan  name;
    CueFeedSpan  value;
    CueFeedSpan *place;
    guint        key;

    if (!cue_feed_scan_take_key (scan, &name))
      return FALSE;
    key = find_key (level, &name);
    cue_feed_scan_skip_blanks (scan);
    if ((key == KEY_DATA || key == KEY_ERROR_INFO) && scan->at < scan->end && *scan->at == '{') {
      value.at = scan->at;
      value.kind = CUE_JSON_OBJECT;
      if (!take_object (self, scan, key == KEY_DATA ? LEVEL_DATA : LEVEL_ERROR, depth + 1))
        return FALSE;
      value.length = (guint32) (scan->at - value.at);
    } else if (!cue_feed_scan_take_value (scan, depth + 1, &value)) {
      return FALSE;
    }
    place = get_place (self, key);
    if (place != NULL && level == LEVEL_EVENT && is_of_data (key)) {
      /* What is in data counts more than what is beside it. */
      self->is_flat = TRUE;
      if (place->at == NULL)
        *place = value;
    } else if (place != NULL) {
      *place = value;
    }
    if (!cue_feed_scan_next (scan, '}', &more))
      return FALSE;
  }
  cue_feed_scan_note (scan, '}');
  return TRUE;
}

/**
 * cue_feed_fields_take:
 * @self: (out caller-allocates): the fields
 * @scan: at the opening brace of an event; left after it
 * @depth: how many containers it stands in
 *
 * Returns: whether it is JSON; if not, the scan has the error
 */
gboolean
cue_feed_fields_take (CueFeedFields *self, CueFeedScan *scan, guint depth)
{
  memset (self, 0, sizeof *self);
  return take_object (self, scan, LEVEL_EVENT, depth);
}

/**
 * cue_feed_fields_read:
 * @self: (out caller-allocates): the fields; they point into @json
 * @json: (array length=length): an event as it came
 * @length: its bytes
 *
 * Returns: whether it is an object; if not, it has no fields
 */
gboolean
cue_feed_fields_read (CueFeedFields *self, const char *json, gsize length)
{
  CueFeedScan scan;

  cue_feed_scan_init (&scan, json, length, NULL);
  if (length > 0 && *json == '{' && cue_feed_fields_take (self, &scan, 0))
    return TRUE;
  memset (self, 0, sizeof *self);
  return FALSE;
}

static gboolean
is_there (const CueFeedSpan *span)
{
  return span->at != NULL && span->kind != CUE_JSON_NULL;
}

static gboolean
is_filled (const CueFeedSpan *span)
{
  return is_there (span) && (!cue_feed_span_is_text (span) || span->length > 2);
}

/**
 * cue_feed_fields_is_instruction:
 * @self: the fields of an element of a feed
 *
 * Returns: whether it is an instruction and no event
 */
gboolean
cue_feed_fields_is_instruction (const CueFeedFields *self)
{
  return self->instruction.at != NULL && self->texts[CUE_FEED_TEXT_TYPE].at == NULL &&
         self->texts[CUE_FEED_TEXT_ID].at == NULL && self->data.at == NULL;
}

/* TB-6: only an error that says something makes a failure. */
static gboolean
is_failed (const CueFeedFields *self)
{
  const CueFeedSpan *error = &self->texts[CUE_FEED_TEXT_ERROR];

  return cue_feed_span_is_text (error) && error->length > 2;
}

static gboolean
has_odd_field (const CueFeedFields *self)
{
  if (is_there (&self->data) && self->data.kind != CUE_JSON_OBJECT)
    return TRUE;
  if (is_there (&self->error_info) && self->error_info.kind != CUE_JSON_OBJECT)
    return TRUE;
  for (guint i = 0; i < CUE_FEED_N_TEXTS; i++) {
    const CueFeedSpan *span = &self->texts[i];

    if (!is_there (span))
      continue;
    if (i == CUE_FEED_TEXT_RECEIVED || i == CUE_FEED_TEXT_TIME) {
      if (span->kind != CUE_JSON_NUMBER)
        return TRUE;
    } else if (!cue_feed_span_is_text (span)) {
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * cue_feed_fields_get_marks:
 * @self: the fields of an event
 *
 * Returns: what one event shows by itself
 */
CueFeedMarks
cue_feed_fields_get_marks (const CueFeedFields *self)
{
  CueFeedMarks marks = 0;

  if (is_failed (self))
    marks |= CUE_FEED_MARK_FAILED;
  if (self->is_flat && !is_there (&self->data))
    marks |= CUE_FEED_MARK_FLAT;
  if (is_filled (&self->texts[CUE_FEED_TEXT_KEY_ID]) && self->data.kind != CUE_JSON_OBJECT)
    marks |= CUE_FEED_MARK_ENCRYPTED;
  if (has_odd_field (self))
    marks |= CUE_FEED_MARK_ODD;
  return marks;
}

/**
 * cue_feed_fields_get_user:
 * @self: the fields of an event
 *
 * Returns: (transfer none): `userId`; where there is none the object of the event, if that is a
 *   user; perhaps absent
 */
const CueFeedSpan *
cue_feed_fields_get_user (const CueFeedFields *self)
{
  const CueFeedSpan *user = &self->texts[CUE_FEED_TEXT_USER];

  if (!is_filled (user) &&
      cue_feed_span_equals (&self->texts[CUE_FEED_TEXT_OBJECT_TYPE], "user", strlen ("user")))
    return &self->texts[CUE_FEED_TEXT_OBJECT_ID];
  return user;
}

/**
 * cue_feed_fields_get_licence:
 * @self: the fields of an event
 *
 * Returns: (transfer none): the name of the licensed item, else its id, else the id of the licence;
 *   perhaps absent
 */
const CueFeedSpan *
cue_feed_fields_get_licence (const CueFeedFields *self)
{
  static const CueFeedText places[] = { CUE_FEED_TEXT_ITEM_NAME, CUE_FEED_TEXT_ITEM_ID };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    if (is_filled (&self->texts[places[i]]))
      return &self->texts[places[i]];
  }
  return &self->texts[CUE_FEED_TEXT_LICENCE_ID];
}

/**
 * cue_feed_fields_get_stamp:
 * @self: the fields of an event
 * @field: %CUE_FEED_TEXT_RECEIVED or %CUE_FEED_TEXT_TIME
 * @ns: (out): nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 *
 * Returns: what the stamp counts
 */
CueFeedUnit
cue_feed_fields_get_stamp (const CueFeedFields *self, CueFeedText field, gint64 *ns)
{
  const CueFeedSpan *span = &self->texts[field];

  *ns = CUE_FEED_NO_TIME;
  if (!is_there (span))
    return CUE_FEED_UNIT_NONE;
  if (span->kind == CUE_JSON_TEXT)
    return cue_feed_stamp_read (span->at + 1, span->length - 2, ns);
  if (span->kind == CUE_JSON_NUMBER)
    return cue_feed_stamp_read (span->at, span->length, ns);
  return CUE_FEED_UNIT_UNKNOWN;
}

/**
 * cue_feed_value_measure:
 * @text: (array length=length): a value, UTF-8
 * @length: its bytes
 *
 * Returns: how many bytes of it are filtered and grouped by; whole characters
 */
gsize
cue_feed_value_measure (const char *text, gsize length)
{
  if (length <= CUE_FEED_MAX_VALUE)
    return length;
  length = CUE_FEED_MAX_VALUE;
  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static const CueFeedSpan *
get_span (const CueFeedFields *self, CueFeedFacet facet)
{
  switch (facet) {
  case CUE_FEED_FACET_TYPE:
    return &self->texts[CUE_FEED_TEXT_TYPE];
  case CUE_FEED_FACET_SUBJECT:
    return &self->texts[CUE_FEED_TEXT_OBJECT_ID];
  case CUE_FEED_FACET_USER:
    return cue_feed_fields_get_user (self);
  case CUE_FEED_FACET_LICENCE:
    return cue_feed_fields_get_licence (self);
  case CUE_FEED_FACET_RESULT:
  default:
    return &self->texts[CUE_FEED_TEXT_ERROR];
  }
}

/**
 * cue_feed_fields_get_value:
 * @self: the fields of an event
 * @facet: which
 * @scratch: where to put it together
 * @length: (out): its bytes
 *
 * Returns: (transfer none) (nullable): what the event is filtered and grouped by; %NULL when it has
 *   none. Valid until @scratch changes; not ended by a NUL
 */
const char *
cue_feed_fields_get_value (const CueFeedFields *self,
                           CueFeedFacet         facet,
                           GString             *scratch,
                           gsize               *length)
{
  const CueFeedSpan *span = get_span (self, facet);
  const CueFeedSpan *type = &self->texts[CUE_FEED_TEXT_OBJECT_TYPE];
  gboolean           with_type = facet == CUE_FEED_FACET_SUBJECT && is_filled (type);

  if ((!is_filled (span) && !with_type) || (facet == CUE_FEED_FACET_RESULT && !is_failed (self)))
    return NULL;
  if (!with_type && span->kind == CUE_JSON_TEXT) {
    *length = cue_feed_value_measure (span->at + 1, span->length - 2);
    return span->at + 1;
  }
  g_string_truncate (scratch, 0);
  if (with_type) {
    cue_json_token_append (scratch, type->at, type->length, type->kind);
    if (is_filled (span))
      g_string_append_c (scratch, ' ');
  }
  if (is_filled (span))
    cue_json_token_append (scratch, span->at, span->length, span->kind);
  *length = cue_feed_value_measure (scratch->str, scratch->len);
  return scratch->str;
}
