// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-publish-row.h"

#include <glib/gi18n-lib.h>

/**
 * CuePublishRow:
 *
 * What became of one row of a [class@PublishRun] at the moment it was asked for. Immutable.
 */
struct _CuePublishRow {
  GObject parent_instance;

  guint              number;
  CuePublishRowState state;
  guint              status;
  char              *words; // owned, may be empty
};

G_DEFINE_FINAL_TYPE (CuePublishRow, cue_publish_row, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CuePublishRowState,
                    cue_publish_row_state,
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_LEFT, "left"),
                    G_DEFINE_ENUM_VALUE (CUE_PUBLISH_ROW_LEFT_OUT, "left-out"))

typedef enum {
  PROP_NUMBER = 1,
  PROP_STATE,
  PROP_STATUS,
  PROP_WORDS,
} CuePublishRowProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static void
cue_publish_row_init (CuePublishRow *self)
{
}

static void
cue_publish_row_finalize (GObject *object)
{
  g_free (CUE_PUBLISH_ROW (object)->words);
  G_OBJECT_CLASS (cue_publish_row_parent_class)->finalize (object);
}

static void
cue_publish_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CuePublishRow *self = CUE_PUBLISH_ROW (object);

  switch ((CuePublishRowProperty) property_id) {
  case PROP_NUMBER:
    g_value_set_uint (value, self->number);
    break;
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_STATUS:
    g_value_set_uint (value, self->status);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_publish_row_class_init (CuePublishRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_publish_row_finalize;
  object_class->get_property = cue_publish_row_get_property;

  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_PUBLISH_ROW_STATE,
                                              CUE_PUBLISH_ROW_PENDING,
                                              flags);
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_publish_row_state_to_words:
 * @state: what became of a row
 *
 * Returns: (transfer none): the same for people
 */
const char *
cue_publish_row_state_to_words (CuePublishRowState state)
{
  switch (state) {
  case CUE_PUBLISH_ROW_PENDING:
    // Translators: of a row of a table that is published
    return _ ("Not sent yet");
  case CUE_PUBLISH_ROW_SENDING:
    return _ ("On its way");
  case CUE_PUBLISH_ROW_DONE:
    return _ ("Published");
  case CUE_PUBLISH_ROW_REFUSED:
    return _ ("Refused");
  case CUE_PUBLISH_ROW_UNKNOWN:
    return _ ("Sent, outcome unknown");
  case CUE_PUBLISH_ROW_LEFT:
    return _ ("Sent once, outcome unknown, not sent again");
  case CUE_PUBLISH_ROW_LEFT_OUT:
    break;
  }
  return _ ("Left out");
}

/**
 * cue_publish_row_state_get_nick:
 * @state: what became of a row
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
cue_publish_row_state_get_nick (CuePublishRowState state)
{
  static const char *const nicks[CUE_PUBLISH_ROW_N_STATES] = {
    [CUE_PUBLISH_ROW_PENDING] = "pending",   [CUE_PUBLISH_ROW_SENDING] = "sending",
    [CUE_PUBLISH_ROW_DONE] = "done",         [CUE_PUBLISH_ROW_REFUSED] = "refused",
    [CUE_PUBLISH_ROW_UNKNOWN] = "unknown",   [CUE_PUBLISH_ROW_LEFT] = "left",
    [CUE_PUBLISH_ROW_LEFT_OUT] = "left-out",
  };

  return nicks[state];
}

/**
 * cue_publish_row_new:
 * @number: the row as people count it
 * @state: what became of it
 * @status: the HTTP status, 0 without an answer
 * @words: (nullable): more about it
 *
 * Returns: (transfer full): a row
 */
CuePublishRow *
cue_publish_row_new (guint number, CuePublishRowState state, guint status, const char *words)
{
  CuePublishRow *self = g_object_new (CUE_TYPE_PUBLISH_ROW, NULL);

  self->number = number;
  self->state = state;
  self->status = status;
  self->words = g_strdup (words != NULL ? words : "");
  return self;
}

/**
 * cue_publish_row_get_number:
 *
 * Returns: the row as people count it
 */
guint
cue_publish_row_get_number (CuePublishRow *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_ROW (self), 0);
  return self->number;
}

/**
 * cue_publish_row_get_state:
 *
 * Returns: what became of it
 */
CuePublishRowState
cue_publish_row_get_state (CuePublishRow *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_ROW (self), CUE_PUBLISH_ROW_PENDING);
  return self->state;
}

/**
 * cue_publish_row_get_status:
 *
 * Returns: the HTTP status, 0 without an answer
 */
guint
cue_publish_row_get_status (CuePublishRow *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_ROW (self), 0);
  return self->status;
}

/**
 * cue_publish_row_get_words:
 *
 * Returns: (transfer none): more about it; may be empty
 */
const char *
cue_publish_row_get_words (CuePublishRow *self)
{
  g_return_val_if_fail (CUE_IS_PUBLISH_ROW (self), NULL);
  return self->words;
}

/**
 * cue_publish_row_state_from_mark:
 * @mark: what a journal says about a request
 *
 * Returns: what became of its rows
 */
CuePublishRowState
cue_publish_row_state_from_mark (CueRunMark mark)
{
  switch (mark) {
  case CUE_RUN_MARK_NONE:
    return CUE_PUBLISH_ROW_PENDING;
  case CUE_RUN_MARK_DONE:
    return CUE_PUBLISH_ROW_DONE;
  case CUE_RUN_MARK_REFUSED:
    return CUE_PUBLISH_ROW_REFUSED;
  case CUE_RUN_MARK_LEFT:
    return CUE_PUBLISH_ROW_LEFT;
  case CUE_RUN_MARK_BEGUN: // the program ended while it was on its way
  case CUE_RUN_MARK_UNKNOWN:
    break;
  }
  return CUE_PUBLISH_ROW_UNKNOWN;
}

static const char *
get_count_format (CuePublishRowState state, guint n)
{
  switch (state) {
  case CUE_PUBLISH_ROW_DONE:
    return g_dngettext (GETTEXT_PACKAGE, "%u row published", "%u rows published", n);
  case CUE_PUBLISH_ROW_REFUSED:
    return g_dngettext (GETTEXT_PACKAGE, "%u row refused", "%u rows refused", n);
  case CUE_PUBLISH_ROW_UNKNOWN:
    return g_dngettext (GETTEXT_PACKAGE,
                        "%u row of unknown outcome",
                        "%u rows of unknown outcome",
                        n);
  case CUE_PUBLISH_ROW_LEFT:
    return g_dngettext (GETTEXT_PACKAGE,
                        "%u row of unknown outcome, not sent again",
                        "%u rows of unknown outcome, not sent again",
                        n);
  case CUE_PUBLISH_ROW_LEFT_OUT:
    return g_dngettext (GETTEXT_PACKAGE, "%u row left out", "%u rows left out", n);
  case CUE_PUBLISH_ROW_SENDING:
    return g_dngettext (GETTEXT_PACKAGE, "%u row on its way", "%u rows on their way", n);
  case CUE_PUBLISH_ROW_PENDING:
    break;
  }
  return g_dngettext (GETTEXT_PACKAGE, "%u row not sent yet", "%u rows not sent yet", n);
}

/**
 * cue_publish_row_describe_counts:
 * @counts: (array fixed-size=7): how many rows there are of each state
 *
 * Returns: (transfer full): how many rows are how, in one line
 */
char *
cue_publish_row_describe_counts (const guint *counts)
{
  static const CuePublishRowState order[] = {
    CUE_PUBLISH_ROW_DONE,    CUE_PUBLISH_ROW_REFUSED,  CUE_PUBLISH_ROW_UNKNOWN,
    CUE_PUBLISH_ROW_LEFT,    CUE_PUBLISH_ROW_LEFT_OUT, CUE_PUBLISH_ROW_SENDING,
    CUE_PUBLISH_ROW_PENDING,
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++) {
    guint n = counts[order[i]];

    if (n == 0)
      continue;
    if (text->len > 0)
      g_string_append (text, " · ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    g_string_append_printf (text, get_count_format (order[i], n), n);
#pragma GCC diagnostic pop
  }
  return g_string_free (text, FALSE);
}
