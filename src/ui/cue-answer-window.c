// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-answer-window.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-figure.h"
#include "cue-format.h"
#include "cue-json.h"
#include "cue-text.h"
#include "cue-ticker.h"
#include "cue-time.h"

/* An answer may have megabytes: what is shown of it is what a person reads. “Copy” takes it all. */
#define MAX_SHOWN_CHARS 65536
#define MAX_VALUE_CHARS 2000
#define MAX_NAME_CHARS  200
#define MAX_ROWS        100

/**
 * CueAnswerWindow:
 *
 * The last good answer of an event as it came: fields that are not documented, what could not be
 * used and why, how long the event was in each state, and the whole answer as JSON.
 *
 * It follows the event while it is open, except while text is selected in it. Nothing from outside
 * is markup here, and invisible characters are made visible. Main thread only.
 */
struct _CueAnswerWindow {
  AdwWindow parent_instance;

  CueEventSession *session; /* owned */
  CueEngineState  *state;   /* owned; the one that is shown; may be NULL */
  CueFigure       *times[CUE_N_PLAYER_STATES];
  GtkWidget       *time_rows[CUE_N_PLAYER_STATES];

  AdwToastOverlay *toasts;
  AdwWindowTitle  *title;
  GtkWidget       *copy;
  GtkStack        *stack;
  GtkWidget       *unknown_section;
  GtkListBox      *unknown;
  GtkWidget       *remarks_section;
  GtkListBox      *remarks;
  GtkListBox      *states;
  CueFigure       *received;
  GtkTextView     *raw;
};

G_DEFINE_FINAL_TYPE (CueAnswerWindow, cue_answer_window, ADW_TYPE_WINDOW)

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_row (GtkWidget *child)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_widget_set_margin_top (child, 9);
  gtk_widget_set_margin_bottom (child, 9);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  /* The text in it takes the focus, so that it can be selected with the keyboard. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  return row;
}

static void
append_pair (GtkListBox *list, const char *first, const char *second, const char *second_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), create_label (first, "heading"));

  if (second != NULL)
    gtk_box_append (GTK_BOX (box), create_label (second, second_class));

  gtk_list_box_append (list, create_row (box));
}

static void
append_rest (GtkListBox *list, guint n)
{
  g_autofree char *words = NULL;

  if (n <= MAX_ROWS)
    return;

  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u more, in the whole answer below",
                                        "%u more, in the whole answer below",
                                        n - MAX_ROWS),
                           n - MAX_ROWS);
  gtk_list_box_append (list, create_row (create_label (words, "secondary")));
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
update_unknown (CueAnswerWindow *self)
{
  guint       n = cue_answer_window_count_unknown (self->state);
  JsonObject *unknown = n > 0 ? cue_engine_state_get_unknown (self->state) : NULL;
  g_autoptr (GList) names = n > 0 ? json_object_get_members (unknown) : NULL;
  guint shown = 0;

  clear_list (self->unknown);
  gtk_widget_set_visible (self->unknown_section, n > 0);

  for (GList *l = names; l != NULL && shown < MAX_ROWS; l = l->next, shown++) {
    g_autofree char *json = cue_json_to_text (json_object_get_member (unknown, l->data), TRUE);
    g_autofree char *name = cue_text_make_line (l->data, -1, MAX_NAME_CHARS);
    g_autofree char *value = cue_text_make_visible (json, -1, MAX_VALUE_CHARS);

    append_pair (self->unknown, name, value, "monospace");
  }

  append_rest (self->unknown, n);
}

static void
update_remarks (CueAnswerWindow *self)
{
  GPtrArray *remarks = cue_engine_state_get_diagnostics (self->state);
  guint      n = remarks != NULL ? remarks->len : 0;

  clear_list (self->remarks);
  gtk_widget_set_visible (self->remarks_section, n > 0);

  for (guint i = 0; i < MIN (n, MAX_ROWS); i++) {
    const char      *where = cue_diagnostic_get_where (remarks->pdata[i]);
    g_autofree char *words =
      cue_text_make_visible (cue_diagnostic_get_message (remarks->pdata[i]), -1, MAX_VALUE_CHARS);
    g_autofree char *place =
      where != NULL && where[0] != '\0' ? cue_text_make_line (where, -1, MAX_NAME_CHARS) : NULL;

    append_pair (self->remarks, words, place, "monospace");
  }

  append_rest (self->remarks, n);
}

static void
update_times (GtkWidget *widget)
{
  CueAnswerWindow *self = CUE_ANSWER_WINDOW (widget);
  CueEnginePoller *poller = cue_monitor_get_poller (cue_event_session_get_monitor (self->session));
  CuePlayerState   current = cue_event_session_get_player_state (self->session);

  for (CuePlayerState state = 0; state < CUE_N_PLAYER_STATES; state++) {
    gint64           time = cue_engine_poller_get_time_in_state (poller, state);
    g_autofree char *text = cue_time_format_duration (MAX (time, 0), CUE_DURATION_SHORT);

    gtk_widget_set_visible (self->time_rows[state],
                            time > 0 || (self->state != NULL && state == current));
    cue_figure_set_text (self->times[state], text);
  }
}

static void
update_raw (CueAnswerWindow *self)
{
  g_autofree char *text =
    cue_text_make_visible (cue_engine_state_get_raw (self->state), -1, MAX_SHOWN_CHARS);
  g_autofree char *time =
    cue_time_format_time_of_day (cue_engine_state_get_received_wall (self->state));
  /* Translators: %s is a time of day such as “20:15:03” */
  g_autofree char *received = g_strdup_printf (_ ("Received at %s"), time);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->raw), text, -1);
  cue_figure_set_text (self->received, received);
}

static void
update (CueAnswerWindow *self)
{
  CueEngineState *state = cue_monitor_get_state (cue_event_session_get_monitor (self->session));

  /* What somebody is about to copy is not taken away. */
  if (state == NULL || state == self->state ||
      gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->raw)))
    return;

  g_set_object (&self->state, state);
  gtk_stack_set_visible_child_name (self->stack, "answer");
  gtk_widget_set_sensitive (self->copy, TRUE);
  update_unknown (self);
  update_remarks (self);
  update_raw (self);
  update_times (GTK_WIDGET (self));
}

static void
on_copy_clicked (CueAnswerWindow *self)
{
  g_autofree char *text = cue_text_make_visible (cue_engine_state_get_raw (self->state), -1, 0);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Answer copied")));
}

static void
create_time_rows (CueAnswerWindow *self)
{
  for (CuePlayerState state = 0; state < CUE_N_PLAYER_STATES; state++) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
    GtkWidget *word = create_label (cue_player_state_to_words (state), NULL);

    self->times[state] = g_object_new (CUE_TYPE_FIGURE, NULL);
    gtk_label_set_selectable (GTK_LABEL (word), FALSE);
    gtk_widget_set_hexpand (word, TRUE);
    gtk_box_append (GTK_BOX (box), word);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->times[state]));
    self->time_rows[state] = create_row (box);
    gtk_list_box_append (self->states, self->time_rows[state]);
  }
}

static void
cue_answer_window_dispose (GObject *object)
{
  CueAnswerWindow *self = CUE_ANSWER_WINDOW (object);

  g_clear_object (&self->state);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cue_answer_window_parent_class)->dispose (object);
}

static void
cue_answer_window_class_init (CueAnswerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_answer_window_dispose;

  g_type_ensure (CUE_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-answer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, copy);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, unknown_section);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, unknown);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, remarks_section);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, remarks);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, states);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, received);
  gtk_widget_class_bind_template_child (widget_class, CueAnswerWindow, raw);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cue_answer_window_init (CueAnswerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_time_rows (self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy_clicked), self);
}

/**
 * cue_answer_window_new:
 * @parent: (nullable): the main window
 * @session: whose answer to show
 *
 * Returns: (transfer none): a window, not yet presented
 */
GtkWidget *
cue_answer_window_new (GtkWindow *parent, CueEventSession *session)
{
  CueAnswerWindow *self;
  CueMonitor      *monitor;

  g_return_val_if_fail (CUE_IS_EVENT_SESSION (session), NULL);

  monitor = cue_event_session_get_monitor (session);
  self = g_object_new (CUE_TYPE_ANSWER_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  adw_window_title_set_subtitle (self->title, cue_monitor_get_title (monitor));
  g_signal_connect_object (monitor, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  cue_ticker_attach (GTK_WIDGET (self), update_times);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * cue_answer_window_count_unknown:
 * @state: (nullable): an answer
 *
 * Returns: how many of its fields are not documented
 */
guint
cue_answer_window_count_unknown (CueEngineState *state)
{
  JsonObject *unknown = state != NULL ? cue_engine_state_get_unknown (state) : NULL;

  return unknown != NULL ? json_object_get_size (unknown) : 0;
}
