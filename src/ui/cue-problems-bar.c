// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-problems-bar.h"

#include <glib/gi18n-lib.h>

#include "cue-problem-words.h"
#include "cue-state-style.h"

/**
 * CueProblemsBar:
 *
 * The worst problem of the open event at the bottom of the window: what, since when, and a button
 * that shows them all. It hides when there is none. Main thread only.
 */
struct _CueProblemsBar {
  AdwBin parent_instance;

  CueEventSession *session;       /* owned; may be NULL */
  CueProblem      *worst;         /* owned; the one that is shown; may be NULL */
  GSignalGroup    *list_signals;  /* owned */
  GSignalGroup    *worst_signals; /* owned */

  GtkRevealer *revealer;
  GtkWidget   *bar;
  GtkImage    *icon;
  GtkLabel    *title;
  GtkLabel    *since;
  GtkLabel    *show;
};

G_DEFINE_FINAL_TYPE (CueProblemsBar, cue_problems_bar, ADW_TYPE_BIN)

static GListModel *
get_problems (CueProblemsBar *self)
{
  return self->session != NULL
           ? G_LIST_MODEL (cue_monitor_get_problems (cue_event_session_get_monitor (self->session)))
           : NULL;
}

static void
update (CueProblemsBar *self)
{
  GListModel *problems = get_problems (self);
  g_autoptr (CueProblem) worst = problems != NULL ? cue_problem_words_find_worst (problems) : NULL;
  guint            n_problems = problems != NULL ? g_list_model_get_n_items (problems) : 0;
  g_autofree char *since = NULL;
  g_autofree char *show = NULL;

  if (g_set_object (&self->worst, worst))
    g_signal_group_set_target (self->worst_signals, worst);

  gtk_revealer_set_reveal_child (self->revealer, worst != NULL);

  /* The words stay while the bar slides away. */
  if (worst == NULL)
    return;

  since = cue_problem_words_describe_since (worst);
  show =
    n_problems > 1
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show All %u", "Show All %u", n_problems),
                         n_problems)
      : g_strdup (_ ("Show"));
  gtk_image_set_from_icon_name (self->icon,
                                cue_severity_style_get_icon (cue_problem_get_severity (worst)));
  cue_health_style_apply (self->bar,
                          cue_severity_style_to_health (cue_problem_get_severity (worst)));
  gtk_label_set_label (self->title, cue_problem_get_title (worst));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), cue_problem_get_cause (worst));
  gtk_label_set_label (self->since, since);
  gtk_label_set_label (self->show, show);
}

static void
cue_problems_bar_dispose (GObject *object)
{
  CueProblemsBar *self = CUE_PROBLEMS_BAR (object);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->worst_signals);
  g_clear_object (&self->worst);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_problems_bar_parent_class)->dispose (object);
}

static void
cue_problems_bar_class_init (CueProblemsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_problems_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-problems-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueProblemsBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsBar, bar);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsBar, icon);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsBar, title);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsBar, since);
  gtk_widget_class_bind_template_child (widget_class, CueProblemsBar, show);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
cue_problems_bar_init (CueProblemsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Problems"),
                                  -1);

  self->list_signals = g_signal_group_new (CUE_TYPE_PROBLEM_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (update), self);
  self->worst_signals = g_signal_group_new (CUE_TYPE_PROBLEM);
  g_signal_group_connect_swapped (self->worst_signals, "notify", G_CALLBACK (update), self);
}

/**
 * cue_problems_bar_set_session:
 * @self: the bar
 * @session: (nullable): the open event
 *
 * Chooses whose problems are named.
 */
void
cue_problems_bar_set_session (CueProblemsBar *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_PROBLEMS_BAR (self));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->list_signals, get_problems (self));
  update (self);
}
