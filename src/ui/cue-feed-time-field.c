// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-time-field.h"

#include <glib/gi18n-lib.h>

#include "cue-moment.h"
#include "cue-signal.h"
#include "cue-time-popover.h"

#define NS_PER_US 1000

/**
 * CueFeedTimeField:
 *
 * A point in time as a feed is asked for it: typed as a local time, a time in UTC or nanoseconds,
 * or chosen from a calendar. It says what is sent, and offers the number that was meant where it
 * looks like seconds, milliseconds or microseconds. Empty is no limit. Main thread only.
 */
struct _CueFeedTimeField {
  AdwBin parent_instance;

  CueFeedTimeForm form;
  gint64          suggested; /* nanoseconds; 0 for none */

  GtkEntry       *entry;
  CueTimePopover *popover;
  GtkLabel       *message;
  GtkButton      *suggestion;
};

G_DEFINE_FINAL_TYPE (CueFeedTimeField, cue_feed_time_field, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_ACTIVATE,
  N_SIGNALS,
} CueFeedTimeFieldSignal;

static guint signals[N_SIGNALS];

static void
say (CueFeedTimeField *self, const char *words, gboolean fault)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);

  gtk_label_set_label (self->message, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), words != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               fault ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "",
                                  -1);

  if (fault) {
    gtk_widget_add_css_class (entry, "error");
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "secondary");
  } else {
    gtk_widget_remove_css_class (entry, "error");
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "secondary");
  }
}

static char *
dup_text (CueFeedTimeField *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* In groups of three, else nobody can count the digits. */
static char *
format_ns (gint64 ns)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ns);
  gsize            n = strlen (digits);
  GString         *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0)
      g_string_append (text, "\u00a0");

    g_string_append_c (text, digits[i]);
  }

  return g_string_free (g_string_append (text, "\u00a0ns"), FALSE);
}

/* Says the time as the user did not write it: who writes a date sees the number, and the reverse.
 */
static void
say_time (CueFeedTimeField *self, gint64 ns)
{
  g_autofree char *other = self->form == CUE_FEED_TIME_RAW
                             ? cue_moment_format (ns, CUE_MOMENT_LOCAL, CUE_MOMENT_FULL)
                             : format_ns (ns);
  /* Translators: %s is a time, or a number of nanoseconds with its unit */
  g_autofree char *words = g_strdup_printf (_ ("Is %s"), other);

  say (self, words, FALSE);
}

static void
update (CueFeedTimeField *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (GError) error = NULL;
  gint64 ns;

  self->suggested = cue_feed_time_suggest (text);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestion), self->suggested != 0);

  if (text[0] == '\0') {
    say (self, NULL, FALSE);
  } else if (self->suggested != 0) {
    g_autofree char *time = cue_moment_format (self->suggested, CUE_MOMENT_LOCAL, CUE_MOMENT_SHORT);
    /* Translators: a button that corrects a number; %s is a time */
    g_autofree char *label = g_strdup_printf (_ ("Use %s"), time);

    gtk_button_set_label (self->suggestion, label);
    say (self, _ ("A feed counts nanoseconds, 19 digits. Did you mean the time below?"), TRUE);
  } else if (cue_feed_time_parse (text, self->form, &ns, &error)) {
    say_time (self, ns);
  } else {
    say (self, error->message, TRUE);
  }
}

static void
on_suggestion_clicked (CueFeedTimeField *self)
{
  cue_feed_time_field_set_ns (self, self->suggested);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_opened (CueFeedTimeField *self)
{
  gint64 ns;

  cue_time_popover_set_time (self->popover,
                             cue_feed_time_field_read (self, &ns) && ns != 0 ? ns / NS_PER_US
                                                                             : g_get_real_time ());
}

static void
on_chosen (CueFeedTimeField *self, gint64 wall_us)
{
  cue_feed_time_field_set_ns (self, wall_us * NS_PER_US);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_activated (CueFeedTimeField *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static gboolean
cue_feed_time_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CUE_FEED_TIME_FIELD (widget)->entry));
}

static void
cue_feed_time_field_class_init (CueFeedTimeFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = cue_feed_time_field_grab_focus;

  /**
   * CueFeedTimeField::activate:
   *
   * Return was pressed in it.
   */
  signals[SIGNAL_ACTIVATE] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "activate");

  g_type_ensure (CUE_TYPE_TIME_POPOVER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-time-field.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedTimeField, entry);
  gtk_widget_class_bind_template_child (widget_class, CueFeedTimeField, popover);
  gtk_widget_class_bind_template_child (widget_class, CueFeedTimeField, message);
  gtk_widget_class_bind_template_child (widget_class, CueFeedTimeField, suggestion);
}

static void
cue_feed_time_field_init (CueFeedTimeField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->suggestion, "clicked", G_CALLBACK (on_suggestion_clicked), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_opened), self);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (on_chosen), self);
  cue_feed_time_field_set_form (self, CUE_FEED_TIME_LOCAL);
}

/**
 * cue_feed_time_field_set_form:
 * @self: a field
 * @form: how a time is written in it
 *
 * Writes what is there in another form, if it is a time.
 */
void
cue_feed_time_field_set_form (CueFeedTimeField *self, CueFeedTimeForm form)
{
  static const char *const examples[] = { [CUE_FEED_TIME_LOCAL] = "2026-11-20 20:15",
                                          [CUE_FEED_TIME_UTC] = "2026-11-20 19:15",
                                          [CUE_FEED_TIME_RAW] = "1795202100000000000" };
  gint64                   ns;
  gboolean                 any;

  g_return_if_fail (CUE_IS_FEED_TIME_FIELD (self));

  any = cue_feed_time_field_read (self, &ns) && ns != 0;
  self->form = form;
  gtk_entry_set_placeholder_text (self->entry, examples[form]);

  if (any)
    cue_feed_time_field_set_ns (self, ns);
  else
    update (self);
}

/**
 * cue_feed_time_field_set_ns:
 * @self: a field
 * @ns: nanoseconds since 1970 UTC, or 0 for no limit
 *
 * Writes a time.
 */
void
cue_feed_time_field_set_ns (CueFeedTimeField *self, gint64 ns)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CUE_IS_FEED_TIME_FIELD (self));

  text = ns != 0 ? cue_feed_time_format (ns, self->form) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/**
 * cue_feed_time_field_read:
 * @self: a field
 * @ns: (out): nanoseconds since 1970 UTC, or 0 for no limit
 *
 * Returns: whether what is written is a time, or nothing
 */
gboolean
cue_feed_time_field_read (CueFeedTimeField *self, gint64 *ns)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (CUE_IS_FEED_TIME_FIELD (self), FALSE);

  text = dup_text (self);
  *ns = 0;

  return text[0] == '\0' ||
         (cue_feed_time_suggest (text) == 0 && cue_feed_time_parse (text, self->form, ns, NULL));
}

/**
 * cue_feed_time_field_complain:
 * @self: a field
 * @words: what is wrong with what is written, in a sentence
 *
 * Says it below the field, and brings the cursor there.
 */
void
cue_feed_time_field_complain (CueFeedTimeField *self, const char *words)
{
  g_return_if_fail (CUE_IS_FEED_TIME_FIELD (self));

  say (self, words, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * cue_feed_time_field_get_entry:
 * @self: a field
 *
 * Returns: (transfer none): where it is typed
 */
GtkWidget *
cue_feed_time_field_get_entry (CueFeedTimeField *self)
{
  g_return_val_if_fail (CUE_IS_FEED_TIME_FIELD (self), NULL);

  return GTK_WIDGET (self->entry);
}
