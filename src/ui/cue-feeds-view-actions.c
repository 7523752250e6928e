// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-feed-export.h"
#include "cue-feeds-view-private.h"

/* The commands “feeds.verb” of the section of events. */

static void
toast (CueFeedsView *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.toast", "s", words);
}

static void
load_newest (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_load_newest (self->source);
}

static void
load_older (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_load_older (self->source);
}

static void
load_newer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_load_newer (self->source);
}

static void
load_more (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_load_more (self->source);
}

static void
load_large (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_load_large (self->source);
}

static void
resume (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_resume (self->source);
}

static void
stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_stop (self->source);
}

static void
clear (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_clear (self->source);
}

static void
toggle_follow (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->source != NULL)
    cue_feed_source_set_following (self->source, !cue_feed_source_get_following (self->source));
}

static void
show_newest (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_feed_list_show_newest (CUE_FEEDS_VIEW (widget)->list);
}

static void
show_details (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_flap_set_reveal_flap (CUE_FEEDS_VIEW (widget)->flap, TRUE);
}

static void
unselect (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->view != NULL)
    cue_id_rows_set_selected_id (cue_feed_view_get_rows (self->view), 0);
}

static void
select_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->view == NULL)
    return;

  cue_id_rows_set_selected_id (cue_feed_view_get_rows (self->view),
                               g_variant_get_uint64 (parameter));
  cue_feed_list_show_selected (self->list);
}

static void
clear_filter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->view != NULL)
    cue_feed_filter_reset (cue_feed_view_get_filter (self->view));
}

static void
filter_facet (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);
  const char   *value;
  int           facet;

  g_variant_get (parameter, "(i&s)", &facet, &value);

  if (self->view != NULL && facet >= 0 && facet < CUE_FEED_N_FACETS)
    cue_feed_filter_set_value (cue_feed_view_get_filter (self->view), (CueFeedFacet) facet, value);
}

static void
filter_field (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);
  const char   *path, *value;

  g_variant_get (parameter, "(&s&s)", &path, &value);

  if (self->view != NULL)
    cue_feed_filter_set_field (cue_feed_view_get_filter (self->view), path, value);
}

static void
add_column (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView *self = CUE_FEEDS_VIEW (widget);

  if (self->view != NULL &&
      !cue_feed_view_add_column (self->view, g_variant_get_string (parameter, NULL)))
    toast (self, _ ("There are as many columns as fit. Remove one first."));
}

static void
copy_raw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView    *self = CUE_FEEDS_VIEW (widget);
  g_autofree char *raw = cue_feed_details_dup_raw (self->details);

  if (raw == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), raw);
  toast (self, _ ("Event copied as JSON"));
}

static void
show_part (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_feeds_view_show_part (CUE_FEEDS_VIEW (widget), g_variant_get_string (parameter, NULL));
}

typedef struct {
  CueFeedsView       *self; /* owned */
  CueFeedView        *view; /* owned; what was shown when it was asked */
  CueFeedExportFormat format;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->self);
  g_object_unref (export->view);
  g_free (export);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;
  guint            n = cue_feed_export_finish (result, &error);
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (export->self));
  g_autofree char *words = NULL;

  g_clear_object (&export->self->cancellable);

  if (error == NULL) {
    words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event exported", "%u events exported", n),
                       n);
    toast (export->self, words);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && GTK_IS_WINDOW (root)) {
    cue_compat_tell (GTK_WINDOW (root), _ ("Nothing Was Exported"), error->message);
  }

  export_free (export);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  /* One at a time; who closed the question wants none. */
  if (file == NULL || export->self->cancellable != NULL) {
    export_free (export);
    return;
  }

  export->self->cancellable = g_cancellable_new ();
  cue_feed_export_async (cue_feed_view_get_filtered (export->view),
                         file,
                         export->format,
                         cue_feed_view_get_columns (export->view),
                         export->self->cancellable,
                         NULL,
                         NULL,
                         on_exported,
                         export);
}

static void
export_events (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedsView    *self = CUE_FEEDS_VIEW (widget);
  gboolean         csv = g_str_equal (g_variant_get_string (parameter, NULL), "csv");
  GtkRoot         *root = gtk_widget_get_root (widget);
  g_autofree char *file = NULL;
  Export *export;

  if (self->view == NULL || !GTK_IS_WINDOW (root))
    return;

  export = g_new0 (Export, 1);
  export->self = g_object_ref (self);
  export->view = g_object_ref (self->view);
  export->format = csv ? CUE_FEED_EXPORT_CSV : CUE_FEED_EXPORT_JSON_LINES;
  file = g_strdup_printf ("%s.%s", cue_feed_source_get_id (self->source), csv ? "csv" : "jsonl");
  /* The name of a feed comes from outside. */
  g_strdelimit (file, "/\\:", '-');
  cue_compat_save_file_async (GTK_WINDOW (root),
                              _ ("Export the Events That Are Shown"),
                              file,
                              on_file_chosen,
                              export);
}

/**
 * cue_feeds_view_install_actions:
 * @widget_class: the class of the section
 *
 * Adds the commands. For the files of the section.
 */
void
cue_feeds_view_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char                 *name;
    const char                 *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "feeds.newest", NULL, load_newest },
    { "feeds.older", NULL, load_older },
    { "feeds.newer", NULL, load_newer },
    { "feeds.load-more", NULL, load_more },
    { "feeds.load-large", NULL, load_large },
    { "feeds.resume", NULL, resume },
    { "feeds.stop", NULL, stop },
    { "feeds.clear", NULL, clear },
    { "feeds.follow", NULL, toggle_follow },
    { "feeds.show-newest", NULL, show_newest },
    { "feeds.show-details", NULL, show_details },
    { "feeds.unselect", NULL, unselect },
    { "feeds.select", "t", select_event },
    { "feeds.clear-filter", NULL, clear_filter },
    { "feeds.filter-facet", "(is)", filter_facet },
    { "feeds.filter-field", "(ss)", filter_field },
    { "feeds.add-column", "s", add_column },
    { "feeds.copy-raw", NULL, copy_raw },
    { "feeds.show-part", "s", show_part },
    { "feeds.export", "s", export_events },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class,
                                     actions[i].name,
                                     actions[i].type,
                                     actions[i].activate);

  gtk_widget_class_install_property_action (widget_class, "feeds.zone", "zone");
  gtk_widget_class_install_property_action (widget_class, "feeds.page-size", "page-size");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "feeds.unselect", NULL);
}

/**
 * cue_feeds_view_update_actions:
 * @self: the section
 *
 * Enables the commands that have something to do. For the files of the section.
 */
void
cue_feeds_view_update_actions (CueFeedsView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   any = self->source != NULL;
  gboolean   busy = any && cue_feed_source_get_busy (self->source);
  gboolean   filled =
    any && g_list_model_get_n_items (G_LIST_MODEL (cue_feed_source_get_log (self->source))) > 0;

  gtk_widget_action_set_enabled (widget, "feeds.newest", any);
  gtk_widget_action_set_enabled (widget,
                                 "feeds.older",
                                 any && cue_feed_source_get_has_older (self->source));
  /* The service may have more than it said: asking again is how one finds out. */
  gtk_widget_action_set_enabled (widget, "feeds.newer", filled);
  gtk_widget_action_set_enabled (widget,
                                 "feeds.resume",
                                 any && cue_feed_source_get_resume_ns (self->source) > 0);
  gtk_widget_action_set_enabled (widget, "feeds.stop", busy);
  gtk_widget_action_set_enabled (widget, "feeds.clear", filled);
  gtk_widget_action_set_enabled (widget, "feeds.export", filled);
  gtk_widget_action_set_enabled (widget,
                                 "feeds.load-large",
                                 any && cue_feed_source_get_too_large (self->source));
  gtk_widget_action_set_enabled (widget,
                                 "feeds.load-more",
                                 any && cue_feed_source_get_capped (self->source));
}
