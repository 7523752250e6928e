// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-fields.h"
#include "cue-feed-log-private.h"
#include "cue-feed-path.h"

#include <glib/gi18n-lib.h>

/**
 * CueFeedEvent:
 *
 * One event of a [class@FeedLog], while somebody holds it. What it says comes from its JSON text,
 * which it keeps: it stays what it is when the log lets it go.
 *
 * Its texts are as the service wrote them, which is not fit to be shown in markup, and of any
 * length. They may name persons.
 *
 * Main thread.
 */

typedef enum {
  PROP_ID = 1,
  PROP_MARKS,
} CueFeedEventProperty;

static GParamSpec *properties[PROP_MARKS + 1];

struct _CueFeedEvent {
  GObject parent_instance;

  guint64       id;
  GBytes       *json; /* owned */
  gint64        key_ns;
  CueFeedMarks  marks;
  CueFeedFields fields;                  /* of json */
  char         *texts[CUE_FEED_N_TEXTS]; /* owned, nullable: those that were asked for */
  char         *user;                    /* owned, nullable: likewise */
  char         *licence;                 /* owned, nullable: likewise */
};

G_DEFINE_FINAL_TYPE (CueFeedEvent, cue_feed_event, G_TYPE_OBJECT)

static void
cue_feed_event_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedEvent *self = CUE_FEED_EVENT (object);

  switch ((CueFeedEventProperty) id) {
  case PROP_ID:
    g_value_set_uint64 (value, self->id);
    break;
  case PROP_MARKS:
    g_value_set_uint (value, self->marks);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_event_finalize (GObject *object)
{
  CueFeedEvent *self = CUE_FEED_EVENT (object);

  for (guint i = 0; i < CUE_FEED_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->user);
  g_free (self->licence);
  g_bytes_unref (self->json);

  G_OBJECT_CLASS (cue_feed_event_parent_class)->finalize (object);
}

static void
cue_feed_event_class_init (CueFeedEventClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_feed_event_get_property;
  object_class->finalize = cue_feed_event_finalize;

  /**
   * CueFeedEvent:id:
   *
   * Its number in the log, which stays.
   */
  properties[PROP_ID] = g_param_spec_uint64 ("id", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueFeedEvent:marks:
   *
   * What is to be said about it, of [flags@FeedMarks]. That it is a duplicate may come later.
   */
  properties[PROP_MARKS] = g_param_spec_uint ("marks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_feed_event_init (CueFeedEvent *self)
{
}

/**
 * cue_feed_event_new:
 * @id: its id
 * @json: its text
 * @key_ns: what it is sorted by
 * @marks: what is to be said about it
 *
 * Returns: (transfer full): an event
 */
CueFeedEvent *
cue_feed_event_new (guint64 id, GBytes *json, gint64 key_ns, CueFeedMarks marks)
{
  CueFeedEvent *self = g_object_new (CUE_TYPE_FEED_EVENT, NULL);
  gsize         length;
  const char   *text = g_bytes_get_data (json, &length);

  self->id = id;
  self->json = g_bytes_ref (json);
  self->key_ns = key_ns;
  self->marks = marks;
  cue_feed_fields_read (&self->fields, text, length);
  return self;
}

/**
 * cue_feed_event_set_marks:
 * @self: an event
 * @marks: what is to be said about it now
 */
void
cue_feed_event_set_marks (CueFeedEvent *self, CueFeedMarks marks)
{
  if (self->marks == marks)
    return;
  self->marks = marks;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
}

/**
 * cue_feed_event_get_id:
 * @self: an event
 *
 * Returns: its number in the log, which stays
 */
guint64
cue_feed_event_get_id (CueFeedEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), 0);

  return self->id;
}

/**
 * cue_feed_event_get_marks:
 * @self: an event
 *
 * Returns: what is to be said about it
 */
CueFeedMarks
cue_feed_event_get_marks (CueFeedEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), 0);

  return self->marks;
}

/**
 * cue_feed_event_get_received_ns:
 * @self: an event
 *
 * Returns: when the service received it, nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 */
gint64
cue_feed_event_get_received_ns (CueFeedEvent *self)
{
  gint64 ns;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), CUE_FEED_NO_TIME);

  cue_feed_fields_get_stamp (&self->fields, CUE_FEED_TEXT_RECEIVED, &ns);
  return ns;
}

/**
 * cue_feed_event_get_received_unit:
 * @self: an event
 *
 * Returns: what `eventReceived` counts; its text is %CUE_FEED_TEXT_RECEIVED
 */
CueFeedUnit
cue_feed_event_get_received_unit (CueFeedEvent *self)
{
  gint64 ns;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), CUE_FEED_UNIT_NONE);

  return cue_feed_fields_get_stamp (&self->fields, CUE_FEED_TEXT_RECEIVED, &ns);
}

/**
 * cue_feed_event_get_time_ns:
 * @self: an event
 *
 * Returns: when it happened (`eventTime`), nanoseconds since 1970 UTC, or %CUE_FEED_NO_TIME
 */
gint64
cue_feed_event_get_time_ns (CueFeedEvent *self)
{
  gint64 ns;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), CUE_FEED_NO_TIME);

  cue_feed_fields_get_stamp (&self->fields, CUE_FEED_TEXT_TIME, &ns);
  return ns;
}

/**
 * cue_feed_event_get_time_unit:
 * @self: an event
 *
 * Returns: what `eventTime` counts; its text is %CUE_FEED_TEXT_TIME
 */
CueFeedUnit
cue_feed_event_get_time_unit (CueFeedEvent *self)
{
  gint64 ns;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), CUE_FEED_UNIT_NONE);

  return cue_feed_fields_get_stamp (&self->fields, CUE_FEED_TEXT_TIME, &ns);
}

/**
 * cue_feed_event_get_text:
 * @self: an event
 * @field: which field
 *
 * Returns: (transfer none) (nullable): the field; what is no text as it is written; %NULL when it
 * is missing or null
 */
const char *
cue_feed_event_get_text (CueFeedEvent *self, CueFeedText field)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);
  g_return_val_if_fail ((guint) field < CUE_FEED_N_TEXTS, NULL);

  if (self->texts[field] == NULL)
    self->texts[field] = cue_feed_span_dup_text (&self->fields.texts[field]);
  return self->texts[field];
}

/**
 * cue_feed_event_get_user:
 * @self: an event
 *
 * Personal data.
 *
 * Returns: (transfer none) (nullable): who: `userId`, else the object of the event if that is a
 * user
 */
const char *
cue_feed_event_get_user (CueFeedEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  if (self->user == NULL)
    self->user = cue_feed_span_dup_text (cue_feed_fields_get_user (&self->fields));
  return self->user;
}

/**
 * cue_feed_event_get_licence:
 * @self: an event
 *
 * Returns: (transfer none) (nullable): the name of the licensed item, else its id, else the id of
 *   the licence
 */
const char *
cue_feed_event_get_licence (CueFeedEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  if (self->licence == NULL)
    self->licence = cue_feed_span_dup_text (cue_feed_fields_get_licence (&self->fields));
  return self->licence;
}

/**
 * cue_feed_event_dup_facet:
 * @self: an event
 * @facet: a column
 *
 * Returns: (transfer full) (nullable): its value in that column, as a filter takes it; %NULL when
 *   it has none
 */
char *
cue_feed_event_dup_facet (CueFeedEvent *self, CueFeedFacet facet)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  const char *value;
  gsize       length;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  value = cue_feed_fields_get_value (&self->fields, facet, scratch, &length);
  return value != NULL ? g_strndup (value, length) : NULL;
}

/**
 * cue_feed_event_dup_subject:
 * @self: an event
 *
 * Returns: (transfer full): type and id of its object; empty when it has none
 */
char *
cue_feed_event_dup_subject (CueFeedEvent *self)
{
  char *subject;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  subject = cue_feed_event_dup_facet (self, CUE_FEED_FACET_SUBJECT);
  return subject != NULL ? subject : g_strdup ("");
}

/**
 * cue_feed_event_dup_result:
 * @self: an event
 *
 * Returns: (transfer full): “Failed” and the error in words; empty for an event without a failure
 */
char *
cue_feed_event_dup_result (CueFeedEvent *self)
{
  const char *description;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  if ((self->marks & CUE_FEED_MARK_FAILED) == 0)
    return g_strdup ("");
  description = cue_feed_event_get_text (self, CUE_FEED_TEXT_ERROR_DESCRIPTION);
  if (description == NULL || *description == '\0')
    /* Translators: an error as the service names it */
    return g_strdup_printf (_ ("Failed: %s"), cue_feed_event_get_text (self, CUE_FEED_TEXT_ERROR));
  /* Translators: an error as the service names it, and its description */
  return g_strdup_printf (_ ("Failed: %s (%s)"),
                          cue_feed_event_get_text (self, CUE_FEED_TEXT_ERROR),
                          description);
}

/**
 * cue_feed_event_dup_marks_words:
 * @self: an event
 *
 * Returns: (transfer full): what is to be said about it besides a failure, a sentence each; empty
 *   when there is nothing
 */
char *
cue_feed_event_dup_marks_words (CueFeedEvent *self)
{
  GString *words;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  const struct {
    CueFeedMarks mark;
    const char  *words;
  } table[] = {
    { CUE_FEED_MARK_DUPLICATE, _ ("Another event has the same eventId.") },
    { CUE_FEED_MARK_NO_TIME,
      _ ("When it was received is not said, or cannot be read; it stands where it came.") },
    { CUE_FEED_MARK_FLAT, _ ("Its fields stand beside the envelope and not in “data”.") },
    { CUE_FEED_MARK_ENCRYPTED, _ ("Its data is encrypted and can only be shown as it came.") },
    { CUE_FEED_MARK_ODD, _ ("A field has another type than the service describes.") },
    { CUE_FEED_MARK_NOT_AN_EVENT, _ ("This is no event, and is shown as it came.") },
  };

  words = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    if ((self->marks & table[i].mark) == 0)
      continue;
    if (words->len > 0)
      g_string_append_c (words, ' ');
    g_string_append (words, table[i].words);
  }
  return g_string_free (words, FALSE);
}

/**
 * cue_feed_event_dup_value:
 * @self: an event
 * @path: for example `data.licenseAnchors[0].licenseAnchorId`; `[]` is any element
 *
 * For columns of any field.
 *
 * Returns: (transfer full) (nullable): the value: a text as it reads, anything else as JSON; %NULL
 *   when there is none, it is null, or @path is no path
 */
char *
cue_feed_event_dup_value (CueFeedEvent *self, const char *path)
{
  g_autoptr (CueFeedPath) compiled = NULL;
  CueFeedSpan value;
  gsize       length;
  const char *text;

  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  compiled = cue_feed_path_new (path, NULL);
  text = g_bytes_get_data (self->json, &length);
  if (compiled == NULL || !cue_feed_path_find (compiled, text, length, &value))
    return NULL;
  return cue_feed_span_dup_text (&value);
}

/**
 * cue_feed_event_get_json:
 * @self: an event
 *
 * Returns: (transfer none): the event exactly as it came; cue_json_parse() reads it
 */
GBytes *
cue_feed_event_get_json (CueFeedEvent *self)
{
  g_return_val_if_fail (CUE_IS_FEED_EVENT (self), NULL);

  return self->json;
}
