// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-page.h"

#include "cue-acoustic-attributes-form.h"
#include "cue-acoustic-bar.h"
#include "cue-acoustic-files-view.h"
#include "cue-acoustic-key-form.h"
#include "cue-acoustic-notification-form.h"
#include "cue-acoustic-publish-form.h"
#include "cue-acoustic-register-form.h"
#include "cue-acoustic-types-view.h"

/**
 * CueAcousticPage:
 *
 * Acoustic Exchange as forms: which connection is used, and below it one section for each thing
 * that can be done with it. It arranges the sections and hands them the connection. Main thread
 * only.
 */
struct _CueAcousticPage {
  AdwBin parent_instance;

  GtkStack                *stack;
  CueAcousticBar          *bar;
  GtkStack                *sections;
  GtkStack                *types_pages;
  CueAcousticTypesView    *types;
  CueAcousticRegisterForm *register_form;
};

G_DEFINE_FINAL_TYPE (CueAcousticPage, cue_acoustic_page, ADW_TYPE_BIN)

static void
cue_acoustic_page_class_init (CueAcousticPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CUE_TYPE_ACOUSTIC_ATTRIBUTES_FORM);
  g_type_ensure (CUE_TYPE_ACOUSTIC_BAR);
  g_type_ensure (CUE_TYPE_ACOUSTIC_FILES_VIEW);
  g_type_ensure (CUE_TYPE_ACOUSTIC_KEY_FORM);
  g_type_ensure (CUE_TYPE_ACOUSTIC_NOTIFICATION_FORM);
  g_type_ensure (CUE_TYPE_ACOUSTIC_PUBLISH_FORM);
  g_type_ensure (CUE_TYPE_ACOUSTIC_REGISTER_FORM);
  g_type_ensure (CUE_TYPE_ACOUSTIC_TYPES_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, types_pages);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, types);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, register_form);
}

static void
cue_acoustic_page_init (CueAcousticPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_acoustic_page_show_section:
 * @self: the page
 * @name: “types”, “publish”, “files”, “attributes”, “notification” or “key”
 *
 * Brings a section to the front.
 */
void
cue_acoustic_page_show_section (CueAcousticPage *self, const char *name)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));

  gtk_stack_set_visible_child_name (self->sections, name);
}

/**
 * cue_acoustic_page_search:
 * @self: the page
 *
 * Brings the event types to the front and the cursor to their search.
 */
void
cue_acoustic_page_search (CueAcousticPage *self)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));

  cue_acoustic_page_show_section (self, "types");
  gtk_stack_set_visible_child_name (self->types_pages, "list");
}
