// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-draft.h"

#include "cue-error.h"
#include "cue-feed-draft-private.h"
#include "cue-json.h"
#include "cue-signal.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueFeedDraft:
 *
 * What is to be sent to an Event Data Service: a list model of [class@FeedDraftEvent], sent as one
 * JSON object or as an array of them (S2:40). It makes the exact bytes that are signed.
 *
 * [signal@FeedDraft::changed] tells of every change. Main thread.
 */
struct _CueFeedDraft {
  GObject parent_instance;

  GPtrArray *events; /* owned, of CueFeedDraftEvent */
  gboolean   as_list;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueFeedDraft,
                               cue_feed_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint signal_changed;

const CueFeedMember cue_feed_members[CUE_FEED_N_MEMBERS] = {
  { "eventType", "event-type" },        { "eventId", "event-id" },
  { "eventSourceId", "source" },        { "eventObjectId", "object-id" },
  { "eventObjectType", "object-type" }, { "version", "version" },
};

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_FEED_DRAFT_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_FEED_DRAFT (model)->events->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueFeedDraft *self = CUE_FEED_DRAFT (model);

  if (position >= self->events->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->events, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_feed_draft_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_FEED_DRAFT (object)->events);
  G_OBJECT_CLASS (cue_feed_draft_parent_class)->finalize (object);
}

static void
cue_feed_draft_class_init (CueFeedDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_draft_finalize;

  /**
   * CueFeedDraft::changed:
   *
   * An event came, went or has another field, or it is sent in another form.
   */
  signal_changed = cue_signal_new_plain (CUE_TYPE_FEED_DRAFT, "changed");
}

static void
cue_feed_draft_init (CueFeedDraft *self)
{
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * cue_feed_draft_new:
 *
 * Returns: (transfer full): a draft without events
 */
CueFeedDraft *
cue_feed_draft_new (void)
{
  return g_object_new (CUE_TYPE_FEED_DRAFT, NULL);
}

static void
on_event_changed (CueFeedDraftEvent *event, GParamSpec *pspec, CueFeedDraft *self)
{
  g_signal_emit (self, signal_changed, 0);
}

static void
watch (CueFeedDraft *self, CueFeedDraftEvent *event)
{
  g_signal_connect_object (event, "notify", G_CALLBACK (on_event_changed), self, 0);
}

/**
 * cue_feed_draft_copy:
 *
 * For a worker: nothing that is done to @self later changes the copy.
 *
 * Returns: (transfer full): a draft of the same events, which nobody else knows
 */
CueFeedDraft *
cue_feed_draft_copy (CueFeedDraft *self)
{
  CueFeedDraft *copy;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), NULL);

  copy = cue_feed_draft_new ();
  copy->as_list = self->as_list;
  for (guint i = 0; i < self->events->len; i++)
    g_ptr_array_add (copy->events, cue_feed_draft_event_copy (g_ptr_array_index (self->events, i)));
  return copy;
}

/**
 * cue_feed_draft_add:
 * @event_type: what happened; see [func@FeedDraft.get_known_types]
 * @now_us: now, in µs since 1970 UTC, for the time of the event
 *
 * Adds an event at the end, with an id, sample data of its type, and the feed of the event before.
 *
 * Returns: (transfer none) (nullable): the event, or %NULL when there are as many as may be
 */
CueFeedDraftEvent *
cue_feed_draft_add (CueFeedDraft *self, const char *event_type, gint64 now_us)
{
  CueFeedDraftEvent *event;
  CueFeedDraftEvent *before;
  g_autofree char   *data = NULL;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), NULL);
  g_return_val_if_fail (event_type != NULL, NULL);

  if (self->events->len >= CUE_FEED_DRAFT_MAX_EVENTS)
    return NULL;
  data = cue_feed_draft_make_sample (event_type, now_us);
  event = cue_feed_draft_event_new ();
  cue_feed_draft_event_make_id (event);
  g_object_set (event, "event-type", event_type, "data", data, NULL);
  if (self->events->len > 0) {
    before = g_ptr_array_index (self->events, self->events->len - 1);
    g_object_set (event, "source", cue_feed_draft_event_get_source (before), NULL);
  }
  watch (self, event);
  g_ptr_array_add (self->events, event);
  g_list_model_items_changed (G_LIST_MODEL (self), self->events->len - 1, 0, 1);
  g_signal_emit (self, signal_changed, 0);
  return event;
}

/**
 * cue_feed_draft_remove:
 * @position: of an event
 *
 * Removes an event.
 */
void
cue_feed_draft_remove (CueFeedDraft *self, guint position)
{
  g_return_if_fail (CUE_IS_FEED_DRAFT (self));

  if (position >= self->events->len)
    return;
  g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->events, position), self);
  g_ptr_array_remove_index (self->events, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_signal_emit (self, signal_changed, 0);
}

/* Takes over @events. */
static void
replace_all (CueFeedDraft *self, GPtrArray *events)
{
  GPtrArray *old = self->events;

  for (guint i = 0; i < old->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (old, i), self);
  self->events = events;
  for (guint i = 0; i < events->len; i++)
    watch (self, g_ptr_array_index (events, i));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, events->len);
  g_ptr_array_unref (old);
  g_signal_emit (self, signal_changed, 0);
}

/**
 * cue_feed_draft_clear:
 *
 * Removes all events.
 */
void
cue_feed_draft_clear (CueFeedDraft *self)
{
  g_return_if_fail (CUE_IS_FEED_DRAFT (self));

  replace_all (self, g_ptr_array_new_with_free_func (g_object_unref));
}

/**
 * cue_feed_draft_get_size:
 *
 * Returns: about how many bytes the payload has, without making it
 */
gsize
cue_feed_draft_get_size (CueFeedDraft *self)
{
  gsize size = 0;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), 0);

  for (guint i = 0; i < self->events->len; i++)
    size += cue_feed_draft_event_get_size (g_ptr_array_index (self->events, i));
  return size;
}

/**
 * cue_feed_draft_get_as_list:
 *
 * Returns: whether it is sent as an array, which it always is but for one event
 */
gboolean
cue_feed_draft_get_as_list (CueFeedDraft *self)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), FALSE);

  return self->as_list || self->events->len != 1;
}

/**
 * cue_feed_draft_set_as_list:
 * @as_list: whether one event goes in an array too
 */
void
cue_feed_draft_set_as_list (CueFeedDraft *self, gboolean as_list)
{
  g_return_if_fail (CUE_IS_FEED_DRAFT (self));

  if (self->as_list == as_list)
    return;
  self->as_list = as_list;
  g_signal_emit (self, signal_changed, 0);
}

/**
 * cue_feed_draft_make_path:
 * @position: of an event
 * @field: (nullable): a member of it, such as `eventType` or `data/eventTime`
 *
 * Returns: (transfer full): how findings name the field: `eventType`, or `2/eventType` in an array
 */
char *
cue_feed_draft_make_path (CueFeedDraft *self, guint position, const char *field)
{
  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), NULL);

  if (!cue_feed_draft_get_as_list (self))
    return g_strdup (field != NULL ? field : "");
  if (field == NULL)
    return g_strdup_printf ("%u", position);
  return g_strdup_printf ("%u/%s", position, field);
}

/* ---- reading -------------------------------------------------------------------------------- */

/**
 * cue_feed_draft_parse_text:
 * @text: JSON
 *
 * For the files of the draft.
 *
 * Returns: (transfer full) (nullable): what it says
 */
JsonNode *
cue_feed_draft_parse_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return cue_json_parse (bytes, error);
}

static const char *
find_property (const char *member, JsonNode *node)
{
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (cue_feed_members); i++) {
    if (g_str_equal (cue_feed_members[i].member, member))
      return cue_feed_members[i].property;
  }
  return NULL;
}

static CueFeedDraftEvent *
read_event (JsonObject *object)
{
  CueFeedDraftEvent *event = g_object_new (CUE_TYPE_FEED_DRAFT_EVENT, "version", "", NULL);
  g_autoptr (JsonNode) extra = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *member;

  json_object_unref (json_node_get_object (extra));
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    const char *property = find_property (name, member);

    if (property != NULL) {
      g_object_set (event, property, json_node_get_string (member), NULL);
    } else if (g_str_equal (name, "data")) {
      g_autofree char *text = cue_json_to_text (member, TRUE);

      g_object_set (event, "data", text, NULL);
    } else {
      json_object_set_member (json_node_get_object (extra), name, json_node_copy (member));
    }
  }
  if (json_object_get_size (json_node_get_object (extra)) > 0) {
    g_autofree char *text = cue_json_to_text (extra, TRUE);

    g_object_set (event, "extra", text, NULL);
  }
  return event;
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT, words);
  return FALSE;
}

/**
 * cue_feed_draft_read:
 * @text: JSON: one event, or a list of them
 *
 * Takes what was pasted or read from a file in place of all events. It keeps the form, and members
 * that it does not know. The layout of the text is not kept.
 *
 * Errors: %CUE_ERROR_PROTOCOL when it is no JSON, with the place; %CUE_ERROR_INVALID_INPUT when it
 * is something else than events. Then the draft stays as it is.
 *
 * Returns: whether it could be read
 */
gboolean
cue_feed_draft_read (CueFeedDraft *self, const char *text, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) events = NULL;
  gboolean as_list;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  root = cue_feed_draft_parse_text (text, error);
  if (root == NULL)
    return FALSE;
  events = g_ptr_array_new_with_free_func (g_object_unref);
  as_list = JSON_NODE_HOLDS_ARRAY (root);
  if (as_list) {
    JsonArray *array = json_node_get_array (root);

    if (json_array_get_length (array) > CUE_FEED_DRAFT_MAX_EVENTS)
      return refuse (error, _ ("These are too many events for one request."));
    for (guint i = 0; i < json_array_get_length (array); i++) {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return refuse (error, _ ("Each event in the list has to be an object in braces."));
      g_ptr_array_add (events, read_event (json_node_get_object (item)));
    }
  } else if (JSON_NODE_HOLDS_OBJECT (root)) {
    g_ptr_array_add (events, read_event (json_node_get_object (root)));
  } else {
    return refuse (error, _ ("This is neither an event in braces nor a list of events."));
  }
  self->as_list = as_list;
  replace_all (self, g_steal_pointer (&events));
  return TRUE;
}

/* ---- the bytes ------------------------------------------------------------------------------ */

static void
append_member (GString *text, gsize start, const char *name, const char *json)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), name);
  g_autofree char *quoted = cue_json_to_text (node, FALSE);

  g_string_append_printf (text, "%s%s:%s", text->len > start + 1 ? "," : "", quoted, json);
}

static void
append_extra (GString *text, gsize start, JsonObject *extra)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *member;

  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    g_autofree char *json = cue_json_to_text (member, FALSE);

    append_member (text, start, name, json);
  }
}

static gboolean
append_event (GString *text, CueFeedDraftEvent *event, GError **error)
{
  const char      *data = cue_feed_draft_event_get_data (event);
  const char      *more = cue_feed_draft_event_get_extra (event);
  gsize            start = text->len;
  g_autofree char *trimmed = g_strstrip (g_strdup (data));
  g_autoptr (JsonNode) extra = NULL;
  g_autoptr (JsonNode) checked = NULL;

  if (!cue_text_is_blank (more)) {
    extra = cue_feed_draft_parse_text (more, error);
    if (extra == NULL)
      return FALSE;
    if (!JSON_NODE_HOLDS_OBJECT (extra))
      return refuse (error, _ ("The other members have to be an object in braces."));
  }
  if (*trimmed != '\0') {
    checked = cue_feed_draft_parse_text (trimmed, error);
    if (checked == NULL)
      return FALSE;
  }
  g_string_append_c (text, '{');
  for (gsize i = 0; i < G_N_ELEMENTS (cue_feed_members); i++) {
    g_autofree char *value = NULL;

    g_object_get (event, cue_feed_members[i].property, &value, NULL);
    if (*value != '\0') {
      g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
      g_autofree char *quoted = cue_json_to_text (node, FALSE);

      append_member (text, start, cue_feed_members[i].member, quoted);
    }
  }
  if (extra != NULL)
    append_extra (text, start, json_node_get_object (extra));
  // As it was written: nothing of a number or of its layout is lost.
  if (*trimmed != '\0')
    append_member (text, start, "data", trimmed);
  g_string_append_c (text, '}');
  return TRUE;
}

/**
 * cue_feed_draft_make_payload:
 *
 * The bytes that are signed and sent: one object or an array, what is empty left out, the data as
 * it was written.
 *
 * Errors: %CUE_ERROR_PROTOCOL and %CUE_ERROR_INVALID_INPUT when there is no event, or a text is no
 * JSON.
 *
 * Returns: (transfer full) (nullable): the payload
 */
GBytes *
cue_feed_draft_make_payload (CueFeedDraft *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean as_list;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (self), NULL);

  if (self->events->len == 0) {
    refuse (error, _ ("There is no event to send."));
    return NULL;
  }
  as_list = cue_feed_draft_get_as_list (self);
  if (as_list)
    g_string_append_c (text, '[');
  for (guint i = 0; i < self->events->len; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    if (!append_event (text, g_ptr_array_index (self->events, i), error))
      return NULL;
  }
  if (as_list)
    g_string_append_c (text, ']');
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
