// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feeds-page.h"

/**
 * CueFeedsPage:
 *
 * The 10Duke feeds of an event, one section for each thing that can be done with them. It arranges
 * the sections and hands them what they show. Main thread only.
 */
struct _CueFeedsPage {
  AdwBin parent_instance;

  GtkWidget *switcher;
  GtkStack  *sections;
  GtkStack  *events_stack;
};

G_DEFINE_FINAL_TYPE (CueFeedsPage, cue_feeds_page, ADW_TYPE_BIN)

static void
cue_feeds_page_class_init (CueFeedsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-feeds-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, events_stack);
}

static void
cue_feeds_page_init (CueFeedsPage *self)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* A choice of one is none. */
  pages = gtk_stack_get_pages (self->sections);
  gtk_widget_set_visible (self->switcher, g_list_model_get_n_items (G_LIST_MODEL (pages)) > 1);
}

/**
 * cue_feeds_page_show_section:
 * @self: the page
 * @name: “events”
 *
 * Brings a section to the front.
 */
void
cue_feeds_page_show_section (CueFeedsPage *self, const char *name)
{
  g_return_if_fail (CUE_IS_FEEDS_PAGE (self));

  gtk_stack_set_visible_child_name (self->sections, name);
}
