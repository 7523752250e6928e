// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-filter.h"

#include "cue-error.h"
#include "cue-feed-path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueFeedFilter:
 *
 * Which events of a feed to show. An event is shown when it passes all that is set: the values of
 * columns, a text that is in one of its values, a field with a value, a failure, a range of time.
 * Any number of lists may follow one filter.
 *
 * Main thread.
 */

typedef enum {
  SIGNAL_CHANGED,
} CueFeedFilterSignal;

static guint signals[SIGNAL_CHANGED + 1];

struct _CueFeedFilter {
  GObject parent_instance;

  char    *values[CUE_FEED_N_FACETS]; /* owned, nullable: any */
  char    *text;                      /* owned, nullable */
  char    *path;                      /* owned, nullable */
  char    *field_value;               /* owned, nullable: any */
  gboolean only_failed;
  gint64   from_ns;
  gint64   to_ns;
};

G_DEFINE_FINAL_TYPE (CueFeedFilter, cue_feed_filter, G_TYPE_OBJECT)

static void
cue_feed_filter_finalize (GObject *object)
{
  CueFeedFilter *self = CUE_FEED_FILTER (object);

  for (guint i = 0; i < CUE_FEED_N_FACETS; i++)
    g_free (self->values[i]);
  g_free (self->text);
  g_free (self->path);
  g_free (self->field_value);

  G_OBJECT_CLASS (cue_feed_filter_parent_class)->finalize (object);
}

static void
cue_feed_filter_class_init (CueFeedFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_filter_finalize;

  /**
   * CueFeedFilter::changed:
   * @only_range: whether nothing but the range of time changed
   *
   * Other events pass now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_FEED_FILTER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_BOOLEAN);
}

static void
cue_feed_filter_init (CueFeedFilter *self)
{
  self->from_ns = G_MININT64;
  self->to_ns = G_MAXINT64;
}

/**
 * cue_feed_filter_new:
 *
 * Returns: (transfer full): a filter that everything passes
 */
CueFeedFilter *
cue_feed_filter_new (void)
{
  return g_object_new (CUE_TYPE_FEED_FILTER, NULL);
}

static void
emit_changed (CueFeedFilter *self, gboolean only_range)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, only_range);
}

static gboolean
assign (char **field, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

/**
 * cue_feed_filter_get_value:
 * @self: a filter
 * @facet: a column
 *
 * Returns: (transfer none) (nullable): the value that events must have there; %NULL: any
 */
const char *
cue_feed_filter_get_value (CueFeedFilter *self, CueFeedFacet facet)
{
  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), NULL);
  g_return_val_if_fail ((guint) facet < CUE_FEED_N_FACETS, NULL);

  return self->values[facet];
}

/**
 * cue_feed_filter_set_value:
 * @self: a filter
 * @facet: a column
 * @value: (nullable): as cue_feed_event_dup_facet() gives it; %NULL or nothing: any
 */
void
cue_feed_filter_set_value (CueFeedFilter *self, CueFeedFacet facet, const char *value)
{
  g_return_if_fail (CUE_IS_FEED_FILTER (self));
  g_return_if_fail ((guint) facet < CUE_FEED_N_FACETS);

  if (assign (&self->values[facet], value))
    emit_changed (self, FALSE);
}

/**
 * cue_feed_filter_get_text:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): what must be in one of the values; %NULL: anything
 */
const char *
cue_feed_filter_get_text (CueFeedFilter *self)
{
  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), NULL);

  return self->text;
}

/**
 * cue_feed_filter_set_text:
 * @self: a filter
 * @text: (nullable): what to look for in all values, without regard to case and accents; the names
 *   of fields are not looked in
 */
void
cue_feed_filter_set_text (CueFeedFilter *self, const char *text)
{
  g_return_if_fail (CUE_IS_FEED_FILTER (self));

  if (assign (&self->text, text))
    emit_changed (self, FALSE);
}

/**
 * cue_feed_filter_get_field_path:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): the field that events must have
 */
const char *
cue_feed_filter_get_field_path (CueFeedFilter *self)
{
  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), NULL);

  return self->path;
}

/**
 * cue_feed_filter_get_field_value:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): the value of that field; %NULL: any but null
 */
const char *
cue_feed_filter_get_field_value (CueFeedFilter *self)
{
  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), NULL);

  return self->field_value;
}

/**
 * cue_feed_filter_set_field:
 * @self: a filter
 * @path: (nullable): for example `data.licenseAnchors[].licenseAnchorType`; %NULL: no such rule.
 * One that is no path lets nothing pass
 * @value: (nullable): the value, in whatever case; %NULL: any but null
 */
void
cue_feed_filter_set_field (CueFeedFilter *self, const char *path, const char *value)
{
  gboolean changed;

  g_return_if_fail (CUE_IS_FEED_FILTER (self));

  changed = assign (&self->path, path);
  changed = assign (&self->field_value, self->path != NULL ? value : NULL) || changed;
  if (changed)
    emit_changed (self, FALSE);
}

/**
 * cue_feed_filter_set_field_from_text:
 * @self: a filter
 * @text: `path=value`, or a path alone; nothing: no such rule
 * @error: %CUE_ERROR_INVALID_INPUT when it is no path; the filter stays as it was
 *
 * Returns: whether it was set
 */
gboolean
cue_feed_filter_set_field_from_text (CueFeedFilter *self, const char *text, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *value = NULL;
  const char      *equals;
  g_autoptr (CueFeedPath) compiled = NULL;

  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  equals = strchr (text, '=');
  path = g_strstrip (equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text));
  if (equals != NULL)
    value = g_strstrip (g_strdup (equals + 1));
  if (*path != '\0' || equals != NULL) {
    compiled = cue_feed_path_new (path, error);
    if (compiled == NULL)
      return FALSE;
  }
  cue_feed_filter_set_field (self, path, value);
  return TRUE;
}

/**
 * cue_feed_filter_get_only_failed:
 * @self: a filter
 *
 * Returns: whether only events pass that report a failure
 */
gboolean
cue_feed_filter_get_only_failed (CueFeedFilter *self)
{
  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), FALSE);

  return self->only_failed;
}

/**
 * cue_feed_filter_set_only_failed:
 * @self: a filter
 * @only_failed: whether only events pass that report a failure
 */
void
cue_feed_filter_set_only_failed (CueFeedFilter *self, gboolean only_failed)
{
  g_return_if_fail (CUE_IS_FEED_FILTER (self));

  if (self->only_failed == !!only_failed)
    return;
  self->only_failed = !!only_failed;
  emit_changed (self, FALSE);
}

/**
 * cue_feed_filter_get_range:
 * @self: a filter
 * @from_ns: (out): from when on, nanoseconds since 1970 UTC; %G_MININT64: ever
 * @to_ns: (out): until when, not included; %G_MAXINT64: ever
 */
void
cue_feed_filter_get_range (CueFeedFilter *self, gint64 *from_ns, gint64 *to_ns)
{
  g_return_if_fail (CUE_IS_FEED_FILTER (self));

  *from_ns = self->from_ns;
  *to_ns = self->to_ns;
}

/**
 * cue_feed_filter_set_range:
 * @self: a filter
 * @from_ns: from when on, by the time of reception; %G_MININT64: ever
 * @to_ns: until when, not included; %G_MAXINT64: ever
 */
void
cue_feed_filter_set_range (CueFeedFilter *self, gint64 from_ns, gint64 to_ns)
{
  g_return_if_fail (CUE_IS_FEED_FILTER (self));

  if (self->from_ns == from_ns && self->to_ns == to_ns)
    return;
  self->from_ns = from_ns;
  self->to_ns = to_ns;
  emit_changed (self, TRUE);
}

/**
 * cue_feed_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether everything passes
 */
gboolean
cue_feed_filter_is_empty (CueFeedFilter *self)
{
  g_return_val_if_fail (CUE_IS_FEED_FILTER (self), TRUE);

  for (guint i = 0; i < CUE_FEED_N_FACETS; i++) {
    if (self->values[i] != NULL)
      return FALSE;
  }
  return self->text == NULL && self->path == NULL && !self->only_failed &&
         self->from_ns == G_MININT64 && self->to_ns == G_MAXINT64;
}

/**
 * cue_feed_filter_reset:
 * @self: a filter
 *
 * Lets everything pass.
 */
void
cue_feed_filter_reset (CueFeedFilter *self)
{
  g_return_if_fail (CUE_IS_FEED_FILTER (self));

  if (cue_feed_filter_is_empty (self))
    return;
  for (guint i = 0; i < CUE_FEED_N_FACETS; i++)
    g_clear_pointer (&self->values[i], g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->field_value, g_free);
  self->only_failed = FALSE;
  self->from_ns = G_MININT64;
  self->to_ns = G_MAXINT64;
  emit_changed (self, FALSE);
}
