// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-reader.h"

#include "cue-diagnostic.h"
#include "cue-feed-fields.h"
#include "cue-feed-page-private.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * From the bytes of an answer to a page, once over the bytes: each is checked and read in the same
 * step. What is no JSON is refused as a whole, with the place. What is JSON but no feed as the
 * vendor describes it is read as far as it can be, and the page says what is odd.
 */

#define MAX_FINDINGS 100
/* Events of so many bytes are shown, but said to be large. */
#define LARGE_EVENT (1024 * 1024)
/* Rows with more different fields than this are told apart no further. */
#define MAX_SHAPES 4096

typedef struct {
  CueFeedScan  scan;
  CueFeedPage *page; /* owned */
  GString     *scratch;
  GHashTable  *shapes; /* hash of a shape → its index + 1 */
  gint64       last_ns;
  gboolean     has_list;
  guint        n_elements;
  guint        n_instructions;
  gsize        whole_at; /* where the outermost object begins */
} Reader;

/* ---- findings ------------------------------------------------------------------------------ */

static gboolean
has_room (Reader *self)
{
  if (self->page->diagnostics->len < MAX_FINDINGS)
    return TRUE;
  self->page->n_unsaid++;
  return FALSE;
}

static void report (Reader *self, CueSeverity severity, const char *at, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static void
report (Reader *self, CueSeverity severity, const char *at, const char *format, ...)
{
  gsize            byte = (gsize) (at - self->scan.begin);
  g_autofree char *where = NULL;
  g_autofree char *message = NULL;
  va_list          args;

  if (!has_room (self))
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (self->n_elements > 0)
    /* Translators: a place in an answer: which of its elements, and bytes from its beginning */
    where = g_strdup_printf (_ ("objects[%u] (byte %zu)"), self->n_elements - 1, byte);
  else
    where = g_strdup_printf (_ ("byte %zu"), byte);
  g_ptr_array_add (self->page->diagnostics, cue_diagnostic_new (severity, where, "%s", message));
}

/* A value as it is shown in a finding; nothing when there will be none. */
static char *
show (Reader *self, const CueFeedSpan *span)
{
  if (self->page->diagnostics->len >= MAX_FINDINGS)
    return NULL;
  return cue_text_make_line (span->at, (gssize) MIN (span->length, 400), 60);
}

/* ---- one element --------------------------------------------------------------------------- */

/* TB-3: whatever a count is, it is informative only. */
static gint64
read_count (const CueFeedSpan *span)
{
  gint64 count;

  if (span->at == NULL || span->kind != CUE_JSON_NUMBER)
    return CUE_FEED_COUNT_UNKNOWN;
  if (span->length == 2 && memcmp (span->at, "-1", 2) == 0)
    return CUE_FEED_COUNT_AT_LEAST_ONE;
  count = 0;
  for (guint32 i = 0; i < span->length; i++) {
    if (!g_ascii_isdigit (span->at[i]) || count > G_MAXINT64 / 10 - 1)
      return CUE_FEED_COUNT_UNKNOWN;
    count = count * 10 + (span->at[i] - '0');
  }
  return count;
}

static void
take_instruction (Reader *self, const CueFeedFields *fields)
{
  g_autofree char     *url = NULL;
  CueFeedInstruction **place = NULL;
  gboolean             older;
  g_autoptr (CueFeedInstruction) instruction = NULL;

  self->n_instructions++;
  older = cue_feed_span_equals (&fields->instruction, "older", strlen ("older"));
  if (older)
    place = &self->page->older;
  else if (cue_feed_span_equals (&fields->instruction, "newer", strlen ("newer")))
    place = &self->page->newer;
  if (place == NULL) {
    g_autofree char *shown = show (self, &fields->instruction);

    report (self,
            CUE_SEVERITY_WARNING,
            fields->instruction.at,
            _ ("The instruction %s is neither “older” nor “newer”, and is left out."),
            shown);
    return;
  }
  if (cue_feed_span_is_text (&fields->url) && fields->url.length > 2)
    url = cue_feed_span_dup_text (&fields->url);
  if (url == NULL)
    report (self,
            CUE_SEVERITY_WARNING,
            fields->instruction.at,
            older
              ? _ ("The instruction “older” has no address, so no older page can be asked for.")
              : _ ("The instruction “newer” has no address, so no newer page can be asked for."));
  if (*place != NULL) {
    report (self,
            CUE_SEVERITY_WARNING,
            fields->instruction.at,
            older ? _ ("There is a second instruction “older”; the first one is followed.")
                  : _ ("There is a second instruction “newer”; the first one is followed."));
    return;
  }
  instruction =
    cue_feed_instruction_new (older ? "older" : "newer", url, read_count (&fields->count));
  *place = g_steal_pointer (&instruction);
}

static guint32
intern (Reader *self, const CueFeedFields *fields, CueFeedFacet facet)
{
  gsize       length;
  const char *value = cue_feed_fields_get_value (fields, facet, self->scratch, &length);
  guint32     token;

  if (value == NULL)
    return CUE_DICTIONARY_NONE;
  token = cue_dictionary_intern (self->page->dictionary, value, length, TRUE);
  return token != CUE_DICTIONARY_NONE ? token : CUE_FEED_OTHER_VALUE;
}

/* By what it means, however it is written: an id is a text, also when it came as a number. */
static guint64
hash_span (Reader *self, const CueFeedSpan *span)
{
  if (span->at == NULL || span->kind == CUE_JSON_NULL ||
      (cue_feed_span_is_text (span) && span->length == 2))
    return 0;
  if (span->kind == CUE_JSON_TEXT)
    return cue_feed_hash (span->at + 1, span->length - 2);
  g_string_truncate (self->scratch, 0);
  cue_json_token_append (self->scratch, span->at, span->length, span->kind);
  return cue_feed_hash (self->scratch->str, self->scratch->len);
}

static guint32
find_shape (Reader *self, guint64 hash, guint32 type)
{
  GArray  *shapes = self->page->shapes;
  guint32  index;
  gpointer key;

  if (type < CUE_FEED_OTHER_VALUE) {
    gsize       length;
    const char *text = cue_dictionary_get (self->page->dictionary, type, &length);

    hash ^= cue_feed_hash (text, length);
  }
  /* Mostly the one before. */
  if (self->page->records->len > 0) {
    guint32 before = cue_feed_page_get_record (self->page, self->page->records->len - 1)->shape;

    if (before != CUE_FEED_NO_SHAPE &&
        g_array_index (shapes, CueFeedPageShape, before).hash == hash)
      return before;
  }
  key = GSIZE_TO_POINTER ((gsize) hash);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->shapes, key));
  if (index == 0 && shapes->len < MAX_SHAPES) {
    const CueFeedPageShape shape = { hash, self->page->records->len };

    g_array_append_val (shapes, shape);
    index = shapes->len;
    g_hash_table_insert (self->shapes, key, GUINT_TO_POINTER (index));
  }
  return index > 0 ? index - 1 : CUE_FEED_NO_SHAPE;
}

/* Where a row stands that does not say when it was received: where it came. */
static gint64
choose_key (Reader *self, const CueFeedFields *fields, guint16 *marks)
{
  gint64 ns;

  cue_feed_fields_get_stamp (fields, CUE_FEED_TEXT_RECEIVED, &ns);
  if (ns == CUE_FEED_NO_TIME) {
    *marks |= CUE_FEED_MARK_NO_TIME;
    if (self->last_ns != CUE_FEED_NO_TIME)
      return self->last_ns;
    cue_feed_fields_get_stamp (fields, CUE_FEED_TEXT_TIME, &ns);
    return ns;
  }
  self->last_ns = ns;
  return ns;
}

static void
add_event (Reader *self, const CueFeedFields *fields, const CueFeedSpan *value)
{
  const CueFeedSpan *id = &fields->texts[CUE_FEED_TEXT_ID];
  const CueFeedSpan *received = &fields->texts[CUE_FEED_TEXT_RECEIVED];
  CueFeedRecord      record;
  guint64            id_hash;

  memset (&record, 0, sizeof record);
  record.offset = (guint32) (value->at - self->scan.begin);
  record.length = value->length;
  record.marks = (guint16) cue_feed_fields_get_marks (fields);
  record.key_ns = choose_key (self, fields, &record.marks);
  if ((record.marks & CUE_FEED_MARK_NO_TIME) != 0 && received->at != NULL) {
    g_autofree char *shown = show (self, received);

    report (self,
            CUE_SEVERITY_WARNING,
            received->at,
            _ ("“eventReceived” is %s, which is no time in seconds, ms, µs or ns; the event "
               "stands where it came."),
            shown);
  }
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++)
    record.values[i] = intern (self, fields, (CueFeedFacet) i);
  id_hash = hash_span (self, id);
  if (id_hash == 0) {
    id_hash = cue_feed_hash (value->at, value->length);
    record.marks |= CUE_FEED_MARK_NO_ID;
  }
  record.id_hash = (guint32) (id_hash >> 16) | 1;
  record.request = hash_span (self, &fields->texts[CUE_FEED_TEXT_REQUEST]);
  record.lease = hash_span (self, &fields->texts[CUE_FEED_TEXT_LEASE]);
  record.shape = find_shape (self, self->scan.shape, record.values[CUE_FEED_FACET_TYPE]);
  if (record.length > LARGE_EVENT) {
    g_autofree char *size = g_format_size_full (record.length, G_FORMAT_SIZE_IEC_UNITS);

    report (self, CUE_SEVERITY_WARNING, value->at, _ ("The event is very large: %s."), size);
  }
  g_array_append_val (self->page->records, record);
}

static void
add_stranger (Reader *self, const CueFeedSpan *value)
{
  static const CueFeedFields none;
  g_autofree char           *shown = show (self, value);

  report (self,
          CUE_SEVERITY_WARNING,
          value->at,
          _ ("In place of an event there is %s; it is shown as it came."),
          shown);
  add_event (self, &none, value);
  g_array_index (self->page->records, CueFeedRecord, self->page->records->len - 1).marks |=
    CUE_FEED_MARK_NOT_AN_EVENT;
}

static gboolean
take_element (Reader *self, guint depth)
{
  CueFeedFields fields;
  CueFeedSpan   value;

  self->n_elements++;
  self->scan.shape = 0;
  cue_feed_scan_skip_blanks (&self->scan);
  value.at = self->scan.at;
  if (self->scan.at >= self->scan.end || *self->scan.at != '{') {
    if (!cue_feed_scan_take_value (&self->scan, depth, &value))
      return FALSE;
    add_stranger (self, &value);
    return TRUE;
  }
  if (!cue_feed_fields_take (&fields, &self->scan, depth))
    return FALSE;
  value.kind = CUE_JSON_OBJECT;
  value.length = (guint32) (self->scan.at - value.at);
  if (cue_feed_fields_is_instruction (&fields))
    take_instruction (self, &fields);
  else
    add_event (self, &fields, &value);
  return TRUE;
}

static gboolean
take_list (Reader *self, guint depth)
{
  gboolean more;

  self->has_list = TRUE;
  if (!cue_feed_scan_enter (&self->scan, depth, &more))
    return FALSE;
  while (more) {
    if (!take_element (self, depth + 1) || !cue_feed_scan_next (&self->scan, ']', &more))
      return FALSE;
  }
  self->n_elements = 0;
  return TRUE;
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void
take_member (Reader *self, const CueFeedSpan *key, const CueFeedSpan *value)
{
  char **place = NULL;

  if (cue_feed_span_equals (key, "uri", strlen ("uri"))) {
    place = &self->page->uri;
  } else if (cue_feed_span_equals (key, "updateUrl", strlen ("updateUrl"))) {
    place = &self->page->update_url;
  } else if (cue_feed_span_equals (key, "count", strlen ("count"))) {
    self->page->declared_count = read_count (value);
    if (self->page->declared_count == CUE_FEED_COUNT_UNKNOWN && value->kind != CUE_JSON_NULL) {
      g_autofree char *shown = show (self, value);

      report (self,
              CUE_SEVERITY_INFO,
              value->at,
              _ ("“count” is %s, and no number of events."),
              shown);
    }
  } else if (cue_feed_span_equals (key, "objects", strlen ("objects"))) {
    g_autofree char *shown = show (self, value);

    report (self,
            CUE_SEVERITY_WARNING,
            value->at,
            _ ("“objects” is %s, and no list of events."),
            shown);
    self->has_list = TRUE;
  }
  if (place != NULL && cue_feed_span_is_text (value)) {
    g_free (*place);
    *place = cue_feed_span_dup_text (value);
  }
}

static gboolean
take_feed (Reader *self)
{
  gboolean more;

  if (!cue_feed_scan_enter (&self->scan, 0, &more))
    return FALSE;
  while (more) {
    CueFeedSpan key;
    CueFeedSpan value;

    if (!cue_feed_scan_take_key (&self->scan, &key))
      return FALSE;
    cue_feed_scan_skip_blanks (&self->scan);
    if (self->scan.at < self->scan.end && *self->scan.at == '[' &&
        cue_feed_span_equals (&key, "objects", strlen ("objects"))) {
      if (!take_list (self, 1))
        return FALSE;
    } else {
      if (!cue_feed_scan_take_value (&self->scan, 1, &value))
        return FALSE;
      take_member (self, &key, &value);
    }
    if (!cue_feed_scan_next (&self->scan, '}', &more))
      return FALSE;
  }
  return TRUE;
}

/* An object without a list: one event, or nothing of a feed. */
static void
judge_lone_object (Reader *self, const CueFeedSpan *whole)
{
  CueFeedFields fields;

  self->page->shape = CUE_FEED_SHAPE_OTHER;
  if (!cue_feed_fields_read (&fields, whole->at, whole->length) ||
      (fields.texts[CUE_FEED_TEXT_TYPE].at == NULL && fields.texts[CUE_FEED_TEXT_ID].at == NULL &&
       fields.texts[CUE_FEED_TEXT_SOURCE].at == NULL)) {
    report (self,
            CUE_SEVERITY_WARNING,
            whole->at,
            _ ("The answer is an object without “objects”, the list of events."));
    return;
  }
  self->page->shape = CUE_FEED_SHAPE_EVENT;
  report (self,
          CUE_SEVERITY_INFO,
          whole->at,
          _ ("The answer is one event by itself and no feed, so there are no other pages."));
  add_event (self, &fields, whole);
}

static gboolean
read_whole (Reader *self)
{
  CueFeedSpan whole;

  if (!cue_feed_scan_check_begin (&self->scan))
    return FALSE;
  whole.at = self->scan.at;
  if (self->scan.at < self->scan.end && *self->scan.at == '[') {
    self->page->shape = CUE_FEED_SHAPE_LIST;
    return take_list (self, 0) && cue_feed_scan_check_end (&self->scan);
  }
  if (self->scan.at >= self->scan.end || *self->scan.at != '{') {
    CueFeedSpan value;

    /* Words for what is no JSON at all come first. */
    if (!cue_feed_scan_take_value (&self->scan, 0, &value) ||
        !cue_feed_scan_check_end (&self->scan))
      return FALSE;
    g_set_error_literal (self->scan.error,
                         CUE_ERROR,
                         CUE_ERROR_PROTOCOL,
                         _ ("The answer is JSON, but no feed: that is an object or a list."));
    return FALSE;
  }
  self->page->shape = CUE_FEED_SHAPE_FEED;
  if (!take_feed (self))
    return FALSE;
  whole.kind = CUE_JSON_OBJECT;
  whole.length = (guint32) (self->scan.at - whole.at);
  if (!cue_feed_scan_check_end (&self->scan))
    return FALSE;
  if (!self->has_list)
    judge_lone_object (self, &whole);
  return TRUE;
}

/* ---- afterwards ---------------------------------------------------------------------------- */

static void
report_whole (Reader *self, CueSeverity severity, const char *message)
{
  if (has_room (self))
    g_ptr_array_add (self->page->diagnostics,
                     cue_diagnostic_new (severity, _ ("The whole page"), "%s", message));
}

/* TB-1 and TB-3: nothing of this keeps the events from being shown. */
static void
judge (Reader *self)
{
  CueFeedPage *page = self->page;

  if (page->shape == CUE_FEED_SHAPE_LIST && self->n_instructions == 0)
    report_whole (self,
                  CUE_SEVERITY_INFO,
                  _ ("The answer is a bare list of events, so there are no other pages."));
  else if (self->has_list && page->older == NULL && page->newer == NULL)
    report_whole (self,
                  CUE_SEVERITY_WARNING,
                  _ ("The feed has no instructions, so there are no other pages."));
  else if (self->has_list && page->older == NULL)
    report_whole (self, CUE_SEVERITY_INFO, _ ("The feed does not say where older events are."));
  else if (self->has_list && page->newer == NULL)
    report_whole (self, CUE_SEVERITY_INFO, _ ("The feed does not say where newer events are."));
  if (page->order != NULL)
    report_whole (self,
                  CUE_SEVERITY_INFO,
                  _ ("The events are not in the order of their times; they are shown in it."));
  if (page->declared_count >= 0 && page->declared_count != page->records->len) {
    g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, page->declared_count);
    /* Translators: two numbers of events */
    g_autofree char *message = g_strdup_printf (_ ("The feed says it has %s events, and has %u."),
                                                number,
                                                page->records->len);

    report_whole (self, CUE_SEVERITY_INFO, message);
  }
  if (page->n_unsaid > 0)
    g_ptr_array_add (page->diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_INFO,
                                         _ ("The whole page"),
                                         g_dngettext (GETTEXT_PACKAGE,
                                                      "There is %u more finding like these.",
                                                      "There are %u more findings like these.",
                                                      page->n_unsaid),
                                         page->n_unsaid));
}

static gboolean
check_size (GBytes *body, GError **error)
{
  g_autofree char *size = NULL;

  if (g_bytes_get_size (body) <= CUE_FEED_READER_MAX_BYTES)
    return TRUE;
  size = g_format_size_full (CUE_FEED_READER_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_TOO_LARGE,
               _ ("The answer is larger than %s. Ask for fewer events at once."),
               size);
  return FALSE;
}

/**
 * cue_feed_reader_read:
 * @body: an answer of the service, after its status and type were looked at
 * @error: %CUE_ERROR_PROTOCOL when it is not strictly JSON, or neither object nor list;
 *   %CUE_ERROR_TOO_LARGE when it is larger than %CUE_FEED_READER_MAX_BYTES or nested deeper than 64
 *   levels. Both say line, column and byte
 *
 * Reads a page of a feed (services reference 3.3). The page keeps @body. Any thread; a large one is
 * for a worker, see cue_feed_reader_read_async().
 *
 * Returns: (transfer full) (nullable): the page
 */
CueFeedPage *
cue_feed_reader_read (GBytes *body, GError **error)
{
  Reader  self = { 0 };
  GError *local = NULL;
  gsize   length;
  g_autoptr (CueFeedPage) page = NULL;
  const char *text;

  g_return_val_if_fail (body != NULL, NULL);

  if (!check_size (body, error))
    return NULL;
  text = g_bytes_get_data (body, &length);
  page = g_object_new (CUE_TYPE_FEED_PAGE, NULL);
  page->body = g_bytes_ref (body);
  self.page = page;
  self.last_ns = CUE_FEED_NO_TIME;
  self.scratch = g_string_new (NULL);
  self.shapes = g_hash_table_new (NULL, NULL);
  cue_feed_scan_init (&self.scan, text, length, &local);
  if (read_whole (&self)) {
    cue_feed_page_sort (page);
    judge (&self);
  }
  g_string_free (self.scratch, TRUE);
  g_hash_table_unref (self.shapes);
  if (local != NULL) {
    g_propagate_error (error, local);
    return NULL;
  }
  return g_steal_pointer (&page);
}
