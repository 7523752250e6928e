// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-document-view-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-document-lines.h"

/**
 * CueAcousticDocumentView:
 *
 * Event types as a file: how the file differs from what is registered, and how far the difference
 * is applied. What is applied belongs to the connection and goes on when nobody looks; a file that
 * was opened is compared with whatever connection is chosen. “acoustic.back” leaves it. Main thread
 * only.
 */
G_DEFINE_FINAL_TYPE (CueAcousticDocumentView, cue_acoustic_document_view, ADW_TYPE_BIN)

/*
 * cue_acoustic_document_view_is_applying:
 * @self: the view
 *
 * Returns: whether what is shown is on its way
 */
gboolean
cue_acoustic_document_view_is_applying (CueAcousticDocumentView *self)
{
  return self->applying != NULL && cue_event_type_applying_is_busy (self->applying);
}

/* ---- what is shown ----------------------------------------------------------------------------
 */

static guint
count (GListModel *changes, CueEventTypeChangeKind kind)
{
  guint n = 0;

  for (guint i = 0; changes != NULL && i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);

    n += cue_event_type_change_get_kind (change) == kind;
  }

  return n;
}

static void
add_count (GString *text, const char *format, guint n)
{
  if (n == 0)
    return;

  if (text->len > 0)
    g_string_append (text, " · ");

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, n);
#pragma GCC diagnostic pop
}

static char *
describe_changes (CueAcousticDocumentView *self)
{
  GString *text = g_string_new (NULL);
  guint    n_added = count (self->differences, CUE_EVENT_TYPE_CHANGE_ADD);
  guint    n_changed = count (self->differences, CUE_EVENT_TYPE_CHANGE_REPLACE);
  guint    n_removed = count (self->differences, CUE_EVENT_TYPE_CHANGE_REMOVE);
  guint    n_same = count (self->differences, CUE_EVENT_TYPE_CHANGE_SAME);

  add_count (text, g_dngettext (GETTEXT_PACKAGE, "%u is added", "%u are added", n_added), n_added);
  add_count (text,
             g_dngettext (GETTEXT_PACKAGE, "%u is changed", "%u are changed", n_changed),
             n_changed);
  add_count (text,
             g_dngettext (GETTEXT_PACKAGE, "%u is removed", "%u are removed", n_removed),
             n_removed);
  add_count (text,
             g_dngettext (GETTEXT_PACKAGE, "%u stays as it is", "%u stay as they are", n_same),
             n_same);
  return g_string_free (text, FALSE);
}

/*
 * cue_acoustic_document_view_make_wanted:
 * @self: the view, which has differences
 *
 * Returns: (transfer full): what is shown and applied: without what is alike, and without what the
 *   file does not have, if somebody says so
 */
GListModel *
cue_acoustic_document_view_make_wanted (CueAcousticDocumentView *self)
{
  GListStore *wanted = g_list_store_new (CUE_TYPE_EVENT_TYPE_CHANGE);
  gboolean    removes = gtk_check_button_get_active (self->removals);

  for (guint i = 0; i < g_list_model_get_n_items (self->differences); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (self->differences, i);
    CueEventTypeChangeKind kind = cue_event_type_change_get_kind (change);

    if (kind != CUE_EVENT_TYPE_CHANGE_SAME && (removes || kind != CUE_EVENT_TYPE_CHANGE_REMOVE))
      g_list_store_append (wanted, change);
  }

  return G_LIST_MODEL (wanted);
}

/* What has to be known about some of them, each sentence once. */
static char *
describe_warnings (GListModel *changes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (CueEventTypeChange) change = g_list_model_get_item (changes, i);
    const char *warning = cue_event_type_change_get_warning (change);

    /* That one stands at its event type. */
    if (warning == NULL || cue_event_type_change_is_ambiguous (change) ||
        !g_hash_table_add (seen, (gpointer) warning))
      continue;

    g_string_append_printf (text,
                            "%s%s: %s",
                            text->len > 0 ? "\n" : "",
                            cue_event_type_change_kind_get_title (
                              cue_event_type_change_get_kind (change)),
                            warning);
  }

  return g_string_free (text, FALSE);
}

/*
 * cue_acoustic_document_view_update_actions:
 * @self: the view
 *
 * Offers what can be done now.
 */
void
cue_acoustic_document_view_update_actions (CueAcousticDocumentView *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  gboolean    differs = g_str_equal (page, "changes") && self->connection != NULL;
  gboolean    busy = cue_acoustic_document_view_is_applying (self);

  gtk_spinner_set_spinning (self->spinner, self->reading != NULL || busy);
  gtk_widget_set_visible (self->again, !busy && self->file != NULL);
  gtk_widget_set_visible (self->dry_run, differs);
  gtk_widget_set_visible (self->apply, differs);
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.compare", self->reading == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "document.stop",
                                 busy && cue_event_type_applying_get_state (self->applying) !=
                                           CUE_EVENT_TYPE_APPLYING_STOPPING);
}

/*
 * cue_acoustic_document_view_show_page:
 * @self: the view
 * @page: of its stack
 * @words: what stands above it
 */
void
cue_acoustic_document_view_show_page (CueAcousticDocumentView *self,
                                      const char              *page,
                                      const char              *words)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->removals),
                          g_str_equal (page, "changes") &&
                            count (self->differences, CUE_EVENT_TYPE_CHANGE_REMOVE) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), g_str_equal (page, "calls"));

  if (!g_str_equal (page, "changes"))
    cue_finding_label_clear (self->warning);

  cue_acoustic_document_view_update_actions (self);
}

/*
 * cue_acoustic_document_view_show_differences:
 * @self: the view, which has differences
 *
 * Shows how the file and the server differ.
 */
void
cue_acoustic_document_view_show_differences (CueAcousticDocumentView *self)
{
  g_autofree char *words = describe_changes (self);
  g_autofree char *warnings = NULL;
  g_autoptr (GListModel) wanted = NULL;
  gboolean any;

  if (count (self->differences, CUE_EVENT_TYPE_CHANGE_SAME) ==
      g_list_model_get_n_items (self->differences)) {
    cue_acoustic_document_view_show_page (self, "same", words);
    return;
  }

  wanted = cue_acoustic_document_view_make_wanted (self);
  any = g_list_model_get_n_items (wanted) > 0;
  cue_acoustic_document_lines_set_changes (self->changes, wanted);
  cue_acoustic_document_view_show_page (self, "changes", words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.dry-run", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.apply", any);
  warnings = describe_warnings (wanted);

  if (warnings[0] != '\0')
    cue_finding_label_show (self->warning, CUE_SEVERITY_WARNING, warnings, NULL);
  else
    cue_finding_label_clear (self->warning);
}

static void
on_removals_toggled (CueAcousticDocumentView *self)
{
  if (self->differences != NULL && !cue_acoustic_document_view_is_applying (self))
    cue_acoustic_document_view_show_differences (self);
}

/* ---- the widget -------------------------------------------------------------------------------
 */

static void
compare_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_acoustic_document_view_compare (CUE_ACOUSTIC_DOCUMENT_VIEW (widget));
}

static void
cue_acoustic_document_view_map (GtkWidget *widget)
{
  CueAcousticDocumentView *self = CUE_ACOUSTIC_DOCUMENT_VIEW (widget);

  GTK_WIDGET_CLASS (cue_acoustic_document_view_parent_class)->map (widget);

  if (self->is_old)
    cue_acoustic_document_view_compare (self);
}

static void
cue_acoustic_document_view_dispose (GObject *object)
{
  CueAcousticDocumentView *self = CUE_ACOUSTIC_DOCUMENT_VIEW (object);

  cue_acoustic_document_view_stop_reading (self);
  cue_acoustic_document_view_drop_applying (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->file);
  g_clear_object (&self->document);
  g_clear_object (&self->differences);
  g_clear_pointer (&self->read, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_acoustic_document_view_parent_class)->dispose (object);
}

static void
cue_acoustic_document_view_class_init (CueAcousticDocumentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_document_view_dispose;
  widget_class->map = cue_acoustic_document_view_map;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, title);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, again);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, dry_run);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, apply);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, stop);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, words);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, findings_button);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, findings);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, removals);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, warning);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, progress);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, faults);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, changes);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticDocumentView, calls);
  gtk_widget_class_install_action (widget_class, "document.compare", NULL, compare_again);
  cue_acoustic_document_view_install_applying (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "acoustic.back", NULL);
}

static void
cue_acoustic_document_view_init (CueAcousticDocumentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->removals, "toggled", G_CALLBACK (on_removals_toggled), self);
  cue_acoustic_document_view_update_actions (self);
}

/**
 * cue_acoustic_document_view_set_connection:
 * @self: a view
 * @connection: (nullable): what the file is compared with
 *
 * Chooses the connection. What is applied by the one before goes on.
 */
void
cue_acoustic_document_view_set_connection (CueAcousticDocumentView   *self,
                                           CueAcousticDeskConnection *connection)
{
  CueEventTypeApplying *applying = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_DOCUMENT_VIEW (self));
  g_return_if_fail (connection == NULL || CUE_IS_ACOUSTIC_DESK_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  cue_acoustic_document_view_stop_reading (self);
  cue_acoustic_document_view_drop_applying (self);
  cue_finding_label_clear (self->result);

  if (connection != NULL)
    applying = cue_acoustic_desk_connection_get_applying (connection);

  if (applying != NULL && cue_event_type_applying_is_busy (applying)) {
    cue_acoustic_document_view_show_applying (self, applying);
    return;
  }

  cue_acoustic_document_view_show_page (self, "asking", "");
  self->is_old = TRUE;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    cue_acoustic_document_view_compare (self);
}

/**
 * cue_acoustic_document_view_open:
 * @self: a view with a connection
 * @file: a document of event types
 *
 * Reads a file and shows how it differs from what is registered. While a difference is applied it
 * goes on being shown.
 */
void
cue_acoustic_document_view_open (CueAcousticDocumentView *self, GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_DOCUMENT_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (cue_acoustic_document_view_is_applying (self))
    return;

  name = g_file_get_basename (file);
  shown = g_filename_display_name (name);
  gtk_label_set_label (self->title, shown);
  gtk_check_button_set_active (self->removals, TRUE);
  g_set_object (&self->file, file);
  cue_acoustic_document_view_compare (self);
}
