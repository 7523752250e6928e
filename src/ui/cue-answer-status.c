// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-answer-status.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"

/**
 * CueAnswerStatus:
 *
 * How it is with a connection: a shape in a colour and what its last answer said, and when. Main
 * thread only.
 */
struct _CueAnswerStatus {
  GtkBox parent_instance;

  GtkSpinner *spinner;
  GtkImage   *icon;
  GtkLabel   *words;
};

G_DEFINE_FINAL_TYPE (CueAnswerStatus, cue_answer_status, GTK_TYPE_BOX)

static void
cue_answer_status_class_init (CueAnswerStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-answer-status.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAnswerStatus, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerStatus, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerStatus, words);
}

static void
cue_answer_status_init (CueAnswerStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_answer_status_show:
 * @self: a status
 * @health: how the connection is doing; nothing is drawn for %CUE_HEALTH_IDLE
 * @words: (nullable): what is said of it
 * @answered: when that was answered, in microseconds since 1970 UTC, or 0
 * @busy: whether an answer is waited for
 *
 * Shows how it is with a connection.
 */
void
cue_answer_status_show (CueAnswerStatus *self,
                        CueHealth        health,
                        const char      *words,
                        gint64           answered,
                        gboolean         busy)
{
  g_autofree char *dated = NULL;

  g_return_if_fail (CUE_IS_ANSWER_STATUS (self));

  if (words != NULL && words[0] != '\0' && answered != 0) {
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (answered / G_USEC_PER_SEC);
    g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");

    dated = g_strdup_printf ("%s · %s", clock, words);
    words = dated;
  }

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !busy && health != CUE_HEALTH_IDLE);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (health));
  cue_health_style_apply (GTK_WIDGET (self->icon), health);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
}

/**
 * cue_answer_status_describe_key:
 * @state: how it is with the key of a connection
 *
 * Returns: (transfer none) (nullable): what is to be said of a key that is not there
 */
const char *
cue_answer_status_describe_key (CueKeyState state)
{
  switch (state) {
  case CUE_KEY_MISSING:
    return _ ("The key of this connection is missing: edit the event.");
  case CUE_KEY_LOCKED:
    return _ ("The keyring does not give the key of this connection.");
  case CUE_KEY_REFUSED:
  case CUE_KEY_UNKNOWN:
  case CUE_KEY_LOOKING:
  case CUE_KEY_THERE:
  default:
    return NULL;
  }
}
