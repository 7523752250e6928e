// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sign-in-bar.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"

/**
 * CueSignInBar:
 *
 * Says that a sign-in in the browser is waited for, with a way to copy its link and a way out, or
 * why it failed. Hidden while nobody signs in. Main thread only.
 */
struct _CueSignInBar {
  AdwBin parent_instance;

  CueSignIn *sign_in; /* owned; may be NULL */

  GtkSpinner *spinner;
  GtkImage   *icon;
  GtkLabel   *words;
  GtkWidget  *copy;
  GtkButton  *cancel;
};

G_DEFINE_FINAL_TYPE (CueSignInBar, cue_sign_in_bar, ADW_TYPE_BIN)

static void
update (CueSignInBar *self)
{
  CueSignInState state = self->sign_in != NULL ? cue_sign_in_get_state (self->sign_in)
                                               : CUE_SIGN_IN_IDLE;
  gboolean       waiting = state == CUE_SIGN_IN_WAITING;
  const char    *words = self->sign_in != NULL ? cue_sign_in_get_words (self->sign_in) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), state != CUE_SIGN_IN_IDLE);
  gtk_spinner_set_spinning (self->spinner, waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !waiting);
  gtk_widget_set_visible (self->copy, waiting);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_button_set_label (self->cancel, waiting ? _ ("Cancel Sign-In") : _ ("Close"));
}

static void
on_copy (CueSignInBar *self)
{
  const char *link = cue_sign_in_get_link (self->sign_in);

  if (link != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link);
}

static void
on_cancel (CueSignInBar *self)
{
  cue_sign_in_cancel (self->sign_in);
}

static void
cue_sign_in_bar_dispose (GObject *object)
{
  CueSignInBar *self = CUE_SIGN_IN_BAR (object);

  if (self->sign_in != NULL)
    g_signal_handlers_disconnect_by_data (self->sign_in, self);

  g_clear_object (&self->sign_in);

  G_OBJECT_CLASS (cue_sign_in_bar_parent_class)->dispose (object);
}

static void
cue_sign_in_bar_class_init (CueSignInBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_sign_in_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-sign-in-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueSignInBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueSignInBar, icon);
  gtk_widget_class_bind_template_child (widget_class, CueSignInBar, words);
  gtk_widget_class_bind_template_child (widget_class, CueSignInBar, copy);
  gtk_widget_class_bind_template_child (widget_class, CueSignInBar, cancel);
}

static void
cue_sign_in_bar_init (CueSignInBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_health_style_apply (GTK_WIDGET (self->icon), CUE_HEALTH_ERROR);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (CUE_HEALTH_ERROR));
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (on_cancel), self);
}

/**
 * cue_sign_in_bar_set_sign_in:
 * @self: a bar
 * @sign_in: (nullable): what to show
 *
 * Chooses which sign-in is shown.
 */
void
cue_sign_in_bar_set_sign_in (CueSignInBar *self, CueSignIn *sign_in)
{
  g_return_if_fail (CUE_IS_SIGN_IN_BAR (self));

  if (self->sign_in != NULL)
    g_signal_handlers_disconnect_by_data (self->sign_in, self);

  g_set_object (&self->sign_in, sign_in);

  if (sign_in != NULL)
    g_signal_connect_swapped (sign_in, "changed", G_CALLBACK (update), self);

  update (self);
}
