// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-interrupted-run.h"

#include <glib/gi18n-lib.h>

#include "cue-run-header.h"
#include "cue-text.h"
#include "cue-time.h"

#define MAX_TITLE_CHARS 200

/**
 * CueInterruptedRun:
 *
 * What the journal of a [class@PublishRun] says that no program works on any more: what was
 * published, how far it came, and how it can go on. Immutable; its path tells it from any other.
 * Made in a worker.
 */
struct _CueInterruptedRun {
  GObject parent_instance;

  char    *path;        // owned, of the journal
  char    *title;       // owned: fit to be shown
  char    *account;     // owned: id of a connection, or an address
  char    *fingerprint; // owned
  char    *file;        // owned, nullable: what was published
  char    *mapping;     // owned, nullable: what its columns become
  gint64   began;       // wall µs
  gint64   changed;     // wall µs
  guint    n_requests;
  gboolean in_rows;
  guint    counts[CUE_PUBLISH_ROW_N_STATES];
};

G_DEFINE_FINAL_TYPE (CueInterruptedRun, cue_interrupted_run, G_TYPE_OBJECT)

typedef enum {
  PROP_PATH = 1,
  PROP_TITLE,
  PROP_BEGAN,
  PROP_CHANGED,
} CueInterruptedRunProperty;

static GParamSpec *properties[PROP_CHANGED + 1];

static void
cue_interrupted_run_init (CueInterruptedRun *self)
{
}

static void
cue_interrupted_run_finalize (GObject *object)
{
  CueInterruptedRun *self = CUE_INTERRUPTED_RUN (object);

  g_free (self->path);
  g_free (self->title);
  g_free (self->account);
  g_free (self->fingerprint);
  g_free (self->file);
  g_free (self->mapping);
  G_OBJECT_CLASS (cue_interrupted_run_parent_class)->finalize (object);
}

static void
cue_interrupted_run_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CueInterruptedRun *self = CUE_INTERRUPTED_RUN (object);

  switch ((CueInterruptedRunProperty) property_id) {
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_BEGAN:
    g_value_set_int64 (value, self->began);
    break;
  case PROP_CHANGED:
    g_value_set_int64 (value, self->changed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_interrupted_run_class_init (CueInterruptedRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_interrupted_run_finalize;
  object_class->get_property = cue_interrupted_run_get_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * CueInterruptedRun:began:
   *
   * When it was begun, µs since 1970 UTC; 0 when that is not known.
   */
  properties[PROP_BEGAN] = g_param_spec_int64 ("began", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * CueInterruptedRun:changed:
   *
   * When its journal was written last, µs since 1970 UTC.
   */
  properties[PROP_CHANGED] = g_param_spec_int64 ("changed", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static JsonObject *
get_source (JsonObject *header)
{
  JsonNode *node = json_object_get_member (header, "source");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      g_strcmp0 (get_text (json_node_get_object (node), "kind"), "csv") != 0)
    return NULL;
  return json_node_get_object (node);
}

static char *
make_title (CueInterruptedRun *self, const char *title)
{
  g_autofree char *name = NULL;

  if (title != NULL && *title != '\0')
    return cue_text_make_line (title, -1, MAX_TITLE_CHARS);
  if (self->file == NULL)
    // Translators: in place of the name of a file
    return g_strdup (_ ("A file whose name is not known"));
  name = g_path_get_basename (self->file);
  return cue_text_make_line (name, -1, MAX_TITLE_CHARS);
}

/**
 * cue_interrupted_run_new:
 * @path: of the journal
 * @header: its first line; not trusted
 * @marks: (array length=n_requests): a [enum@RunMark] for each request
 * @n_requests: how many requests it is about
 * @changed_us: when it was written last, wall µs
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): what it says; %NULL when the header does not say what it is
 *   the journal of
 */
CueInterruptedRun *
cue_interrupted_run_new (const char  *path,
                         JsonNode    *header,
                         const guint *marks,
                         guint        n_requests,
                         gint64       changed_us)
{
  JsonObject        *object = json_node_get_object (header);
  JsonObject        *source = get_source (object);
  const char        *fingerprint = get_text (object, "fingerprint");
  const char        *account = get_text (object, "connection");
  const char        *file = get_text (source, "path");
  const char        *time = get_text (object, "time");
  g_autofree guint  *rows = NULL;
  guint              n_left_out;
  CueInterruptedRun *self;

  if (account == NULL)
    account = get_text (object, "account");
  if (fingerprint == NULL || account == NULL)
    return NULL;
  self = g_object_new (CUE_TYPE_INTERRUPTED_RUN, NULL);
  self->path = g_strdup (path);
  self->account = g_strdup (account);
  self->fingerprint = g_strdup (fingerprint);
  self->mapping = g_strdup (get_text (source, "mapping"));
  self->file = file != NULL && g_path_is_absolute (file) ? g_strdup (file) : NULL;
  self->title = make_title (self, get_text (object, "title"));
  if (time == NULL || !cue_time_parse_iso8601 (time, &self->began, NULL) || self->began < 0)
    self->began = 0;
  self->changed = MAX (0, changed_us);
  self->n_requests = n_requests;
  rows = cue_run_header_read_rows (object, n_requests, &n_left_out);
  self->in_rows = rows != NULL;
  self->counts[CUE_PUBLISH_ROW_LEFT_OUT] = n_left_out;
  for (guint i = 0; i < n_requests; i++)
    self->counts[cue_publish_row_state_from_mark ((CueRunMark) marks[i])] += rows != NULL ? rows[i]
                                                                                          : 1;
  return self;
}

/**
 * cue_interrupted_run_get_path:
 *
 * Returns: (transfer none): the journal
 */
const char *
cue_interrupted_run_get_path (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);
  return self->path;
}

/**
 * cue_interrupted_run_get_title:
 *
 * Returns: (transfer none): the name of the file that was published, fit to be shown
 */
const char *
cue_interrupted_run_get_title (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);
  return self->title;
}

/**
 * cue_interrupted_run_get_account:
 *
 * Returns: (transfer none): the id of the connection that it was sent through, or an address
 */
const char *
cue_interrupted_run_get_account (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);
  return self->account;
}

/**
 * cue_interrupted_run_get_fingerprint:
 *
 * Returns: (transfer none): of the plan that was carried out
 */
const char *
cue_interrupted_run_get_fingerprint (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);
  return self->fingerprint;
}

/**
 * cue_interrupted_run_get_file:
 *
 * Returns: (transfer none) (nullable) (type filename): where the file was; %NULL when somebody has
 *   to choose it to go on
 */
const char *
cue_interrupted_run_get_file (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);
  return self->file;
}

/**
 * cue_interrupted_run_get_mapping:
 *
 * Returns: (transfer none) (nullable): what its columns become, for
 *   cue_csv_mapping_apply_text(); without it nobody can go on
 */
const char *
cue_interrupted_run_get_mapping (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);
  return self->mapping;
}

/**
 * cue_interrupted_run_get_began:
 *
 * Returns: when it was begun, µs since 1970 UTC; 0 when that is not known
 */
gint64
cue_interrupted_run_get_began (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), 0);
  return self->began;
}

/**
 * cue_interrupted_run_get_changed:
 *
 * Returns: when its journal was written last, µs since 1970 UTC
 */
gint64
cue_interrupted_run_get_changed (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), 0);
  return self->changed;
}

/**
 * cue_interrupted_run_get_in_rows:
 *
 * Returns: whether [method@InterruptedRun.count] counts rows; else it counts requests, since the
 *   journal does not say how many rows are in one
 */
gboolean
cue_interrupted_run_get_in_rows (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), FALSE);
  return self->in_rows;
}

/**
 * cue_interrupted_run_count:
 * @state: what became of a row
 *
 * Returns: of how many that is true
 */
guint
cue_interrupted_run_count (CueInterruptedRun *self, CuePublishRowState state)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), 0);
  return self->counts[state];
}

/**
 * cue_interrupted_run_is_finished:
 *
 * Returns: whether nothing is left to send or to decide
 */
gboolean
cue_interrupted_run_is_finished (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), FALSE);
  return self->counts[CUE_PUBLISH_ROW_PENDING] == 0 && self->counts[CUE_PUBLISH_ROW_UNKNOWN] == 0;
}

/**
 * cue_interrupted_run_equal:
 * @other: another one
 *
 * Returns: whether both say the same of the same journal
 */
gboolean
cue_interrupted_run_equal (CueInterruptedRun *self, CueInterruptedRun *other)
{
  if (self == other)
    return TRUE;
  for (guint i = 0; i < CUE_PUBLISH_ROW_N_STATES; i++) {
    if (self->counts[i] != other->counts[i])
      return FALSE;
  }
  return g_str_equal (self->path, other->path) && self->changed == other->changed &&
         g_str_equal (self->fingerprint, other->fingerprint) &&
         g_str_equal (self->account, other->account) && g_str_equal (self->title, other->title);
}

/**
 * cue_interrupted_run_describe:
 *
 * Returns: (transfer full): how far it came, in one line
 */
char *
cue_interrupted_run_describe (CueInterruptedRun *self)
{
  g_return_val_if_fail (CUE_IS_INTERRUPTED_RUN (self), NULL);

  if (self->in_rows)
    return cue_publish_row_describe_counts (self->counts);
  // Translators: three numbers of requests
  return g_strdup_printf (_ ("%u of %u requests published, %u of unknown outcome"),
                          self->counts[CUE_PUBLISH_ROW_DONE],
                          self->n_requests,
                          self->counts[CUE_PUBLISH_ROW_UNKNOWN]);
}
