// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-applying.h"

#include "cue-event-type-call-private.h"

#include <glib/gi18n-lib.h>

/**
 * CueEventTypeApplying:
 *
 * Makes what is registered as a document says: a list model of [class@EventTypeCall], one after the
 * other, that ends at the first one that does not work. It sends nothing itself: whoever has a
 * connection asks for the next request, sends it, and says what became of it.
 *
 * No call is ever sent a second time. What is left after a failure is found by comparing the
 * document with the server once more, which is also how an unknown outcome becomes known. Main
 * thread only.
 */
struct _CueEventTypeApplying {
  GObject parent_instance;

  char                     *base_url; /* owned */
  GPtrArray                *calls;    /* owned, of CueEventTypeCall */
  guint                     next;     /* the call that is on its way, or comes next */
  CueEventTypeApplyingState state;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueEventTypeApplying,
                               cue_event_type_applying,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

G_DEFINE_ENUM_TYPE (CueEventTypeApplyingState,
                    cue_event_type_applying_state,
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_APPLYING_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_APPLYING_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_APPLYING_STOPPING, "stopping"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_APPLYING_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_APPLYING_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_TYPE_APPLYING_FINISHED, "finished"))

typedef enum {
  PROP_STATE = 1,
  PROP_N_DONE,
} CueEventTypeApplyingProperty;

static GParamSpec *properties[PROP_N_DONE + 1];

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_EVENT_TYPE_CALL;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_EVENT_TYPE_APPLYING (model)->calls->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueEventTypeApplying *self = CUE_EVENT_TYPE_APPLYING (model);

  return position < self->calls->len ? g_object_ref (g_ptr_array_index (self->calls, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_event_type_applying_init (CueEventTypeApplying *self)
{
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
cue_event_type_applying_finalize (GObject *object)
{
  CueEventTypeApplying *self = CUE_EVENT_TYPE_APPLYING (object);

  g_free (self->base_url);
  g_ptr_array_unref (self->calls);
  G_OBJECT_CLASS (cue_event_type_applying_parent_class)->finalize (object);
}

static void
cue_event_type_applying_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  CueEventTypeApplying *self = CUE_EVENT_TYPE_APPLYING (object);

  switch ((CueEventTypeApplyingProperty) property_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_N_DONE:
    g_value_set_uint (value, cue_event_type_applying_get_n_done (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_type_applying_class_init (CueEventTypeApplyingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_event_type_applying_finalize;
  object_class->get_property = cue_event_type_applying_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_EVENT_TYPE_APPLYING_STATE,
                                              CUE_EVENT_TYPE_APPLYING_READY,
                                              flags);
  /**
   * CueEventTypeApplying:n-done:
   *
   * How many calls the service did.
   */
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_event_type_applying_new:
 * @base_url: of the service, which stays the same to the end
 * @changes: of [class@EventTypeChange], see [method@EventTypeDocument.compare]; copied
 *
 * Returns: (transfer full): all calls it takes, of which none was sent
 */
CueEventTypeApplying *
cue_event_type_applying_new (const char *base_url, GListModel *changes)
{
  CueEventTypeApplying *self = g_object_new (CUE_TYPE_EVENT_TYPE_APPLYING, NULL);

  g_return_val_if_fail (base_url != NULL && G_IS_LIST_MODEL (changes), self);

  self->base_url = g_strdup (base_url);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);
    CueEventTypeStep steps[2];
    guint            n = cue_event_type_change_list_steps (change, steps);

    for (guint j = 0; j < n; j++)
      g_ptr_array_add (self->calls, cue_event_type_call_new (change, steps[j]));
  }

  return self;
}

static void
set_state (CueEventTypeApplying *self, CueEventTypeApplyingState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static CueEventTypeCall *
get_call (CueEventTypeApplying *self, guint index)
{
  return g_ptr_array_index (self->calls, index);
}

/* The second call of one event type that is changed. */
static gboolean
is_second (CueEventTypeApplying *self, guint index)
{
  return index > 0 && index < self->calls->len &&
         cue_event_type_call_get_change (get_call (self, index - 1)) ==
           cue_event_type_call_get_change (get_call (self, index));
}

static void
leave_rest (CueEventTypeApplying *self, guint first, CueEventTypeApplyingState state)
{
  for (guint i = first; i < self->calls->len; i++)
    cue_event_type_call_set_state (get_call (self, i), CUE_EVENT_TYPE_CALL_LEFT, NULL);

  set_state (self, state);
}

/**
 * cue_event_type_applying_next:
 * @self: what is applied
 *
 * Begins the next call. What becomes of it has to be said with
 * [method@EventTypeApplying.take] before the one after it.
 *
 * Returns: (transfer full) (nullable): what to send; %NULL when it came to its end, which the state
 *   says
 */
CueAcousticRequest *
cue_event_type_applying_next (CueEventTypeApplying *self)
{
  CueEventTypeCall *call;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), NULL);

  if (self->state != CUE_EVENT_TYPE_APPLYING_READY && !cue_event_type_applying_is_busy (self))
    return NULL;

  if (self->next == self->calls->len) {
    set_state (self, CUE_EVENT_TYPE_APPLYING_FINISHED);
    return NULL;
  }

  /* An event type that was removed is registered again first. */
  if (self->state == CUE_EVENT_TYPE_APPLYING_STOPPING && !is_second (self, self->next)) {
    leave_rest (self, self->next, CUE_EVENT_TYPE_APPLYING_STOPPED);
    return NULL;
  }

  call = get_call (self, self->next);
  g_return_val_if_fail (cue_event_type_call_get_state (call) == CUE_EVENT_TYPE_CALL_PENDING, NULL);
  cue_event_type_call_set_state (call, CUE_EVENT_TYPE_CALL_SENDING, NULL);

  if (self->state == CUE_EVENT_TYPE_APPLYING_READY)
    set_state (self, CUE_EVENT_TYPE_APPLYING_SENDING);

  return cue_event_type_call_make_request (call, self->base_url);
}

static CueEventTypeCallState
get_call_state (CueOutcome outcome)
{
  switch (outcome) {
  case CUE_OUTCOME_DONE:
    return CUE_EVENT_TYPE_CALL_DONE;
  case CUE_OUTCOME_UNKNOWN:
    return CUE_EVENT_TYPE_CALL_UNKNOWN;
  case CUE_OUTCOME_NOT_SENT:
    return CUE_EVENT_TYPE_CALL_LEFT;
  case CUE_OUTCOME_NOT_DONE:
  case CUE_OUTCOME_REFUSED:
  default:
    return CUE_EVENT_TYPE_CALL_FAILED;
  }
}

/**
 * cue_event_type_applying_take:
 * @self: what is applied
 * @outcome: what became of the call that was begun last
 * @words: (nullable): what the service said, or why nothing was sent
 *
 * Ends a call. If it was not done, none after it is sent.
 */
void
cue_event_type_applying_take (CueEventTypeApplying *self, CueOutcome outcome, const char *words)
{
  CueEventTypeCall *call;

  g_return_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self));
  g_return_if_fail (self->next < self->calls->len);

  call = get_call (self, self->next);
  g_return_if_fail (cue_event_type_call_get_state (call) == CUE_EVENT_TYPE_CALL_SENDING);

  cue_event_type_call_set_state (call, get_call_state (outcome), words);

  if (outcome != CUE_OUTCOME_DONE) {
    leave_rest (self, self->next + 1, CUE_EVENT_TYPE_APPLYING_FAILED);
    return;
  }

  self->next++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
}

/**
 * cue_event_type_applying_stop:
 * @self: what is applied
 *
 * Ends it after what is on its way. An event type that was removed in order to be changed is
 * registered again before that.
 */
void
cue_event_type_applying_stop (CueEventTypeApplying *self)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self));

  if (self->state == CUE_EVENT_TYPE_APPLYING_SENDING)
    set_state (self, CUE_EVENT_TYPE_APPLYING_STOPPING);
}

/* ---- the public side ----------------------------------------------------------------------- */

/**
 * cue_event_type_applying_get_state:
 * @self: what is applied
 *
 * Returns: where it stands
 */
CueEventTypeApplyingState
cue_event_type_applying_get_state (CueEventTypeApplying *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), CUE_EVENT_TYPE_APPLYING_READY);

  return self->state;
}

/**
 * cue_event_type_applying_is_busy:
 * @self: what is applied
 *
 * Returns: whether it was begun and has not come to its end
 */
gboolean
cue_event_type_applying_is_busy (CueEventTypeApplying *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), FALSE);

  return self->state == CUE_EVENT_TYPE_APPLYING_SENDING ||
         self->state == CUE_EVENT_TYPE_APPLYING_STOPPING;
}

/**
 * cue_event_type_applying_get_base_url:
 * @self: what is applied
 *
 * Returns: of which service
 */
const char *
cue_event_type_applying_get_base_url (CueEventTypeApplying *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), NULL);

  return self->base_url;
}

/**
 * cue_event_type_applying_get_n_done:
 * @self: what is applied
 *
 * Returns: how many calls the service did
 */
guint
cue_event_type_applying_get_n_done (CueEventTypeApplying *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), 0);

  return self->next;
}

/**
 * cue_event_type_applying_removes:
 * @self: what is applied
 *
 * Returns: whether one of the calls removes an event type, be it to register it again
 */
gboolean
cue_event_type_applying_removes (CueEventTypeApplying *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), FALSE);

  for (guint i = 0; i < self->calls->len; i++) {
    if (cue_event_type_call_get_step (get_call (self, i)) == CUE_EVENT_TYPE_STEP_DELETE)
      return TRUE;
  }

  return FALSE;
}

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');

  g_string_append (text, sentence);
  g_free (sentence);
}

static void
describe_failure (CueEventTypeApplying *self, GString *text)
{
  CueEventTypeCall *call = get_call (self, self->next);
  const char       *code = cue_event_type_change_get_code (cue_event_type_call_get_change (call));
  gboolean          registers = cue_event_type_call_get_step (call) == CUE_EVENT_TYPE_STEP_REGISTER;
  gboolean          unknown = cue_event_type_call_get_state (call) == CUE_EVENT_TYPE_CALL_UNKNOWN;

  if (is_second (self, self->next) && unknown)
    add_sentence (text,
                  /* Translators: %s is the code of an event type */
                  g_strdup_printf (_ ("“%s” was removed, and nobody knows whether it was "
                                      "registered again."),
                                   code));
  else if (is_second (self, self->next))
    add_sentence (text,
                  /* Translators: %s is the code of an event type */
                  g_strdup_printf (_ ("“%s” was removed, but not registered again."), code));
  else if (unknown && registers)
    add_sentence (text,
                  /* Translators: %s is the code of an event type */
                  g_strdup_printf (_ ("Nobody knows whether “%s” was registered."), code));
  else if (unknown)
    add_sentence (text,
                  /* Translators: %s is the code of an event type */
                  g_strdup_printf (_ ("Nobody knows whether “%s” was removed."), code));
  else if (registers)
    add_sentence (text,
                  /* Translators: %s is the code of an event type */
                  g_strdup_printf (_ ("“%s” was not registered."), code));
  else
    add_sentence (text,
                  /* Translators: %s is the code of an event type */
                  g_strdup_printf (_ ("“%s” was not removed."), code));
}

/* Event types of which no call was sent. */
static guint
count_untouched (CueEventTypeApplying *self)
{
  guint first = self->next + (self->state == CUE_EVENT_TYPE_APPLYING_FAILED);
  guint n = 0;

  for (guint i = first; i < self->calls->len; i++)
    n += !is_second (self, i);

  return n;
}

/**
 * cue_event_type_applying_describe_left:
 * @self: what is applied
 *
 * Returns: (transfer full) (nullable): how things stand after it ended before its end, in
 *   translated sentences, with what to do next; %NULL otherwise
 */
char *
cue_event_type_applying_describe_left (CueEventTypeApplying *self)
{
  GString *text;
  guint    n;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), NULL);

  if (self->state != CUE_EVENT_TYPE_APPLYING_FAILED &&
      self->state != CUE_EVENT_TYPE_APPLYING_STOPPED)
    return NULL;

  text = g_string_new (NULL);

  if (self->state == CUE_EVENT_TYPE_APPLYING_FAILED)
    describe_failure (self, text);

  n = count_untouched (self);

  if (n > 0)
    add_sentence (text,
                  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                "%u event type after it is as it was.",
                                                "%u event types after it are as they were.",
                                                n),
                                   n));

  add_sentence (text, g_strdup (_ ("Compare once more to see what is left.")));
  return g_string_free (text, FALSE);
}

/**
 * cue_event_type_applying_describe_requests:
 * @self: what is applied
 *
 * Returns: (transfer full): every request as it would go over the wire, in their order, with the
 *   key masked
 */
char *
cue_event_type_applying_describe_requests (CueEventTypeApplying *self)
{
  GString *text;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_APPLYING (self), NULL);

  text = g_string_new (NULL);

  for (guint i = 0; i < self->calls->len; i++) {
    g_autoptr (CueAcousticRequest)
      request = cue_event_type_call_make_request (get_call (self, i), self->base_url);
    g_autofree char *one = cue_acoustic_request_describe (request);

    g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", one);
  }

  return g_string_free (text, FALSE);
}
