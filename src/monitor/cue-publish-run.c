// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publish-run.h"

#include "cue-publish-run-private.h"
#include "cue-time.h"

/**
 * CuePublishRun:
 *
 * Publishes what a [class@PublishPlan] says, one request at a time and in its order, and knows
 * what became of each row: a list model of [class@PublishRow], one for each row of the plan. A row
 * is another object after it changed.
 *
 * With a [class@RunJournal] a run goes on where another one, or another program, ended: a request
 * is sent only after its mark is on the disk, so none is sent twice. What was sent without an
 * answer stops the run until somebody decides ([method@PublishRun.decide]), since sending it again
 * may publish it twice, and not sending it may lose it (services.md 2.6, AB-12).
 *
 * A refusal concerns its own rows and the run goes on; what would concern all rows (the key, the
 * address, the network, a request that is too large) stops it. A 429 is waited for as the service
 * asks. Main thread. It may be dropped at any moment, in the middle of a request too; what was on
 * its way is then of unknown outcome in the journal.
 */

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CuePublishRun,
                               cue_publish_run,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

G_DEFINE_ENUM_TYPE (CuePublishRunState,
                    cue_publish_run_state,
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_STOPPING, "stopping"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_RUN_FINISHED, "finished"))

typedef enum {
  PROP_STATE = 1,
  PROP_FRACTION,
  PROP_WORDS,
} CuePublishRunProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static guint signal_progress;

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_PUBLISH_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return cue_publish_plan_get_n_rows (CUE_PUBLISH_RUN (model)->plan);
}

static gpointer
get_item (GListModel *model, guint position)
{
  CuePublishRun           *self = CUE_PUBLISH_RUN (model);
  const CuePublishRequest *request;
  guint                    index;

  if (position >= cue_publish_plan_get_n_rows (self->plan))
    return NULL;
  index = cue_publish_plan_get_row_request (self->plan, position);
  if (index == CUE_PUBLISH_LEFT_OUT)
    return cue_publish_row_new (cue_publish_plan_get_row_number (self->plan, position),
                                CUE_PUBLISH_ROW_LEFT_OUT,
                                0,
                                cue_publish_plan_get_row_words (self->plan, position));
  request = &g_array_index (self->requests, CuePublishRequest, index);
  return cue_publish_row_new (cue_publish_plan_get_row_number (self->plan, position),
                              request->state,
                              request->status,
                              request->words);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
clear_request (gpointer data)
{
  g_free (((CuePublishRequest *) data)->words);
}

static void
cue_publish_run_init (CuePublishRun *self)
{
  self->requests = g_array_new (FALSE, TRUE, sizeof (CuePublishRequest));
  g_array_set_clear_func (self->requests, clear_request);
  self->words = g_strdup ("");
}

static void
cue_publish_run_dispose (GObject *object)
{
  CuePublishRun *self = CUE_PUBLISH_RUN (object);

  cue_publish_run_drop_step (self);
  if (self->journal != NULL)
    cue_run_journal_close (self->journal);
  if (self->clock != NULL)
    cue_clock_clear_timeout (self->clock, &self->wait_source);
  G_OBJECT_CLASS (cue_publish_run_parent_class)->dispose (object);
}

static void
cue_publish_run_finalize (GObject *object)
{
  CuePublishRun *self = CUE_PUBLISH_RUN (object);

  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->plan);
  g_clear_object (&self->journal);
  g_array_unref (self->requests);
  g_clear_error (&self->error);
  g_free (self->words);
  G_OBJECT_CLASS (cue_publish_run_parent_class)->finalize (object);
}

static void
cue_publish_run_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CuePublishRun *self = CUE_PUBLISH_RUN (object);

  switch ((CuePublishRunProperty) property_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, cue_publish_run_get_fraction (self));
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_publish_run_class_init (CuePublishRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cue_publish_run_dispose;
  object_class->finalize = cue_publish_run_finalize;
  object_class->get_property = cue_publish_run_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_PUBLISH_RUN_STATE,
                                              CUE_PUBLISH_RUN_READY,
                                              flags);
  /**
   * CuePublishRun:fraction:
   *
   * How much of the rows needs nothing more, from 0 to 1.
   */
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  /**
   * CuePublishRun:words:
   *
   * The last answer, or why the run stopped, for people.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CuePublishRun::progress:
   * @request: index of the request that something is known about
   *
   * After each answer.
   */
  signal_progress = g_signal_new ("progress",
                                  CUE_TYPE_PUBLISH_RUN,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_UINT);
}

/**
 * cue_publish_run_set_words:
 * @words: the last answer, or why it stopped
 *
 * For the files of this class.
 */
void
cue_publish_run_set_words (CuePublishRun *self, const char *words)
{
  if (g_str_equal (self->words, words))
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

/**
 * cue_publish_run_set_state:
 * @state: where it stands now
 *
 * For the files of this class.
 */
void
cue_publish_run_set_state (CuePublishRun *self, CuePublishRunState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * cue_publish_run_tell:
 * @request: index of the request that something is known about
 *
 * For the files of this class.
 */
void
cue_publish_run_tell (CuePublishRun *self, guint request)
{
  g_signal_emit (self, signal_progress, 0, request);
}

/**
 * cue_publish_run_tell_fraction:
 *
 * For the files of this class.
 */
void
cue_publish_run_tell_fraction (CuePublishRun *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/**
 * cue_publish_run_new:
 * @client: sends everything; has the key
 * @plan: what to publish
 * @journal: (nullable): an open journal of this very plan, new or of an earlier run; the run closes
 *   it in the end. Without one nobody can go on after the program ended
 *
 * Returns: (transfer full): a run that does nothing until [method@PublishRun.start]
 */
CuePublishRun *
cue_publish_run_new (CueAcousticClient *client, CuePublishPlan *plan, CueRunJournal *journal)
{
  CuePublishRun *self;
  guint          n;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_CLIENT (client), NULL);
  g_return_val_if_fail (CUE_IS_PUBLISH_PLAN (plan), NULL);

  n = cue_publish_plan_get_n_requests (plan);
  g_return_val_if_fail (journal == NULL || cue_run_journal_get_n_requests (journal) == n, NULL);

  self = g_object_new (CUE_TYPE_PUBLISH_RUN, NULL);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (cue_http_client_get_clock (cue_acoustic_client_get_http (client)));
  self->plan = g_object_ref (plan);
  self->journal = journal != NULL ? g_object_ref (journal) : NULL;
  g_array_set_size (self->requests, n);
  self->counts[CUE_PUBLISH_ROW_LEFT_OUT] = cue_publish_plan_get_n_left_out (plan);
  for (guint i = 0; i < n; i++) {
    CuePublishRequest *request = &g_array_index (self->requests, CuePublishRequest, i);

    if (journal != NULL) {
      request->state = cue_publish_row_state_from_mark (cue_run_journal_get_mark (journal, i));
      request->status = cue_run_journal_get_status (journal, i);
      request->words = g_strdup (cue_run_journal_get_words (journal, i));
    }
    self->counts[request->state] += cue_publish_plan_count_rows (plan, i);
  }
  if (self->counts[CUE_PUBLISH_ROW_UNKNOWN] > 0)
    self->state = CUE_PUBLISH_RUN_ASKING;
  else if (self->counts[CUE_PUBLISH_ROW_PENDING] == 0)
    self->state = CUE_PUBLISH_RUN_FINISHED;
  return self;
}

/**
 * cue_publish_run_get_state:
 *
 * Returns: where it stands
 */
CuePublishRunState
cue_publish_run_get_state (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), CUE_PUBLISH_RUN_READY);
  return self->state;
}

/**
 * cue_publish_run_is_busy:
 *
 * Returns: whether it is sending or waiting to
 */
gboolean
cue_publish_run_is_busy (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), FALSE);
  return self->state == CUE_PUBLISH_RUN_SENDING || self->state == CUE_PUBLISH_RUN_WAITING ||
         self->state == CUE_PUBLISH_RUN_STOPPING;
}

/**
 * cue_publish_run_get_words:
 *
 * Returns: (transfer none): the last answer that was not good, or why it stopped; may be empty
 */
const char *
cue_publish_run_get_words (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), NULL);
  return self->words;
}

/**
 * cue_publish_run_get_error:
 *
 * Returns: (transfer none) (nullable): why it stopped; %NULL when somebody stopped it or all is
 *   sent
 */
const GError *
cue_publish_run_get_error (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), NULL);
  return self->error;
}

/**
 * cue_publish_run_get_plan:
 *
 * Returns: (transfer none): what is published
 */
CuePublishPlan *
cue_publish_run_get_plan (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), NULL);
  return self->plan;
}

/**
 * cue_publish_run_get_journal:
 *
 * Returns: (transfer none) (nullable): where it is written down
 */
CueRunJournal *
cue_publish_run_get_journal (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), NULL);
  return self->journal;
}

/**
 * cue_publish_run_count:
 * @state: what became of a row
 *
 * Returns: of how many rows that is true
 */
guint
cue_publish_run_count (CuePublishRun *self, CuePublishRowState state)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), 0);
  return self->counts[state];
}

/**
 * cue_publish_run_get_fraction:
 *
 * Returns: how much of the rows needs nothing more, from 0 to 1
 */
double
cue_publish_run_get_fraction (CuePublishRun *self)
{
  guint n;
  guint left;

  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), 0);

  n = self->plan != NULL ? cue_publish_plan_get_n_rows (self->plan) : 0;
  left = self->counts[CUE_PUBLISH_ROW_PENDING] + self->counts[CUE_PUBLISH_ROW_SENDING] +
         self->counts[CUE_PUBLISH_ROW_UNKNOWN];
  return n > 0 ? (double) (n - left) / n : 1;
}

/**
 * cue_publish_run_get_time_left:
 *
 * Returns: how long the rest takes at the pace so far, in µs, or %CUE_TIME_INVALID while that is
 *   not known
 */
gint64
cue_publish_run_get_time_left (CuePublishRun *self)
{
  guint  left = 0;
  gint64 spent;

  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), CUE_TIME_INVALID);

  if (!cue_publish_run_is_busy (self) || self->n_answered == 0)
    return CUE_TIME_INVALID;
  for (guint i = self->next; i < self->requests->len; i++)
    left += g_array_index (self->requests, CuePublishRequest, i).state == CUE_PUBLISH_ROW_PENDING;
  spent = cue_clock_get_monotonic (self->clock) - self->started_us;
  return spent / self->n_answered * left;
}

/**
 * cue_publish_run_get_wait_until:
 *
 * Returns: while it waits, when it goes on, in µs of the monotonic clock
 */
gint64
cue_publish_run_get_wait_until (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), 0);
  return self->wait_until;
}

/**
 * cue_publish_run_describe:
 *
 * Returns: (transfer full): how many rows are how, in one line
 */
char *
cue_publish_run_describe (CuePublishRun *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_RUN (self), NULL);
  return cue_publish_row_describe_counts (self->counts);
}
