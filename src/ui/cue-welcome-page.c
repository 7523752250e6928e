// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-welcome-page.h"

/**
 * CueWelcomePage:
 *
 * What is shown while there is no event: two ways on. Main thread only.
 */
struct _CueWelcomePage {
  AdwBin parent_instance;

  GtkSpinner *spinner;
  GtkWidget  *demo;
};

G_DEFINE_FINAL_TYPE (CueWelcomePage, cue_welcome_page, ADW_TYPE_BIN)

static void
cue_welcome_page_class_init (CueWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueWelcomePage, demo);
}

static void
cue_welcome_page_init (CueWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_welcome_page_set_busy:
 * @self: the page
 * @busy: whether the demo is on its way
 *
 * Shows that the demo is starting.
 */
void
cue_welcome_page_set_busy (CueWelcomePage *self, gboolean busy)
{
  g_return_if_fail (CUE_IS_WELCOME_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}
