// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-columns-popover.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-path.h"

/**
 * CueFeedColumnsPopover:
 *
 * The columns that the user added, and a field in which one more is asked for. Main thread only.
 */
struct _CueFeedColumnsPopover {
  GtkPopover parent_instance;

  CueFeedView *view; /* owned; may be NULL */

  GtkListBox *list;
  GtkEntry   *entry;
  GtkButton  *add;
  GtkLabel   *message;
};

G_DEFINE_FINAL_TYPE (CueFeedColumnsPopover, cue_feed_columns_popover, GTK_TYPE_POPOVER)

static void
say (CueFeedColumnsPopover *self, const char *words)
{
  gtk_label_set_label (self->message, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), words != NULL);
}

static GtkWidget *
make_row (const char *path)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *label = gtk_label_new (path);
  GtkWidget       *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *spoken = NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove the Column"));
  /* Translators: %s is where a value stands in a JSON text */
  spoken = g_strdup_printf (_ ("Remove the column %s"), path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "columns.remove");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
update (CueFeedColumnsPopover *self)
{
  const char *const *paths = cue_feed_view_get_columns (self->view);
  GtkWidget         *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (guint i = 0; paths[i] != NULL; i++)
    gtk_list_box_append (self->list, make_row (paths[i]));

  gtk_widget_set_visible (GTK_WIDGET (self->list), paths[0] != NULL);
}

static void
remove_column (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedColumnsPopover *self = CUE_FEED_COLUMNS_POPOVER (widget);

  if (self->view != NULL)
    cue_feed_view_remove_column (self->view, g_variant_get_string (parameter, NULL));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add (CueFeedColumnsPopover *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (CueFeedPath) path = NULL;
  g_autoptr (GError) error = NULL;

  if (self->view == NULL || g_strstrip (text)[0] == '\0')
    return;

  path = cue_feed_path_new (text, &error);

  if (path == NULL) {
    say (self, error->message);
    return;
  }

  if (!cue_feed_view_add_column (self->view, text)) {
    say (self, _ ("There are as many columns as fit. Remove one first."));
    return;
  }

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_changed (CueFeedColumnsPopover *self)
{
  say (self, NULL);
}

static void
cue_feed_columns_popover_dispose (GObject *object)
{
  cue_feed_columns_popover_set_view (CUE_FEED_COLUMNS_POPOVER (object), NULL);

  G_OBJECT_CLASS (cue_feed_columns_popover_parent_class)->dispose (object);
}

static void
cue_feed_columns_popover_class_init (CueFeedColumnsPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_columns_popover_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-columns-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedColumnsPopover, list);
  gtk_widget_class_bind_template_child (widget_class, CueFeedColumnsPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, CueFeedColumnsPopover, add);
  gtk_widget_class_bind_template_child (widget_class, CueFeedColumnsPopover, message);
  gtk_widget_class_install_action (widget_class, "columns.remove", "s", remove_column);
}

static void
cue_feed_columns_popover_init (CueFeedColumnsPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (add), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add), self);
}

/**
 * cue_feed_columns_popover_set_view:
 * @self: a popover
 * @view: (nullable): whose columns are shown
 *
 * Chooses whose columns are shown.
 */
void
cue_feed_columns_popover_set_view (CueFeedColumnsPopover *self, CueFeedView *view)
{
  g_return_if_fail (CUE_IS_FEED_COLUMNS_POPOVER (self));

  if (self->view == view)
    return;

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);

  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  g_signal_connect_swapped (view, "notify::columns", G_CALLBACK (update), self);
  update (self);
}
