// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-page-private.h"

/**
 * CueAcousticPage:
 *
 * Acoustic Exchange as forms: which connection is used, and below it one section for each thing
 * that can be done with it. It arranges the sections, hands them the connection, and has the
 * commands “acoustic.verb” about event types. Nothing is asked of the service before somebody looks
 * at the page. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueAcousticPage, cue_acoustic_page, ADW_TYPE_BIN)

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
update_types (CueAcousticPage *self)
{
  const GError         *error;
  gint64                time;
  CueAcousticTypesState state = CUE_ACOUSTIC_TYPES_READY;

  if (self->connection == NULL)
    return;

  error = cue_acoustic_desk_connection_get_types_error (self->connection);
  time = cue_acoustic_desk_connection_get_types_time (self->connection);

  if (error != NULL)
    state = CUE_ACOUSTIC_TYPES_FAILED;
  else if (time == 0)
    state = CUE_ACOUSTIC_TYPES_ASKING;

  cue_acoustic_types_view_set_state (self->types, state, error != NULL ? error->message : NULL);
  cue_acoustic_types_view_set_odd (self->types,
                                   cue_acoustic_desk_connection_get_diagnostics (self->connection));
  cue_acoustic_register_form_set_endpoint (self->register_form,
                                           cue_acoustic_connection_get_role (
                                             cue_desk_connection_get_settings (self->connection)),
                                           cue_acoustic_desk_connection_get_types (
                                             self->connection),
                                           time != 0);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticPage) self = data;
  g_autoptr (GError) error = NULL;

  /* What failed is said by the connection, to all who show it. */
  cue_acoustic_desk_connection_refresh_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                               result,
                                               &error);

  if (!is_cancelled (error) && self->connection == CUE_ACOUSTIC_DESK_CONNECTION (source))
    update_types (self);
}

static void
refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);

  if (self->connection != NULL)
    cue_acoustic_desk_connection_refresh_async (self->connection,
                                                self->cancellable,
                                                on_refreshed,
                                                g_object_ref (self));
}

/* Somebody looks: now the service is asked, once. */
static void
ask_once (CueAcousticPage *self)
{
  if (self->connection != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      cue_acoustic_desk_connection_get_types_time (self->connection) == 0 &&
      cue_acoustic_desk_connection_get_types_error (self->connection) == NULL &&
      !cue_desk_connection_get_busy (self->connection))
    refresh (GTK_WIDGET (self), NULL, NULL);
}

static void
on_connection_chosen (CueAcousticPage *self)
{
  CueAcousticDeskConnection *connection = cue_acoustic_bar_get_connection (self->bar);

  if (self->connection == connection)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_set_object (&self->connection, connection);
  cue_acoustic_register_form_set_busy (self->register_form, FALSE);
  cue_acoustic_page_update_note (self);
  cue_acoustic_types_view_set_types (self->types,
                                     connection != NULL
                                       ? cue_acoustic_desk_connection_get_types (connection)
                                       : NULL);
  cue_acoustic_attributes_form_set_connection (self->attributes, connection);
  cue_acoustic_publish_form_set_connection (self->publish, self->desk, connection);
  cue_acoustic_import_view_set_connection (self->import, self->desk, connection);
  cue_acoustic_files_view_set_connection (self->files, connection);
  cue_acoustic_notification_form_set_connection (self->notification, connection);
  cue_acoustic_key_form_set_connection (self->key, connection);
  gtk_stack_set_visible_child_name (self->stack, connection != NULL ? "connections" : "none");

  if (connection == NULL) {
    cue_acoustic_document_view_set_connection (self->document, NULL);
    return;
  }

  g_signal_connect_swapped (connection, "notify::types-time", G_CALLBACK (update_types), self);
  g_signal_connect_swapped (connection, "notify::settings", G_CALLBACK (update_types), self);
  update_types (self);
  ask_once (self);
  /* Only now: it asks for something itself, and the list is not asked for while that is so. */
  cue_acoustic_document_view_set_connection (self->document, connection);
}

static void
back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->sections), "publish") == 0) {
    gtk_stack_set_visible_child_name (self->publish_pages, "form");
    gtk_widget_child_focus (GTK_WIDGET (self->publish), GTK_DIR_TAB_FORWARD);
    return;
  }

  gtk_stack_set_visible_child_name (self->types_pages, "list");
  cue_acoustic_types_view_search (self->types);
}

static void
show_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);

  gtk_stack_set_visible_child_name (self->publish_pages, "import");
  gtk_widget_child_focus (GTK_WIDGET (self->import), GTK_DIR_TAB_FORWARD);
}

static void
cue_acoustic_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cue_acoustic_page_parent_class)->map (widget);

  ask_once (CUE_ACOUSTIC_PAGE (widget));
}

static void
cue_acoustic_page_dispose (GObject *object)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->drafted);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (cue_acoustic_page_parent_class)->dispose (object);
}

static void
cue_acoustic_page_class_init (CueAcousticPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_page_dispose;
  widget_class->map = cue_acoustic_page_map;

  g_type_ensure (CUE_TYPE_ACOUSTIC_ATTRIBUTES_FORM);
  g_type_ensure (CUE_TYPE_ACOUSTIC_BAR);
  g_type_ensure (CUE_TYPE_ACOUSTIC_DOCUMENT_VIEW);
  g_type_ensure (CUE_TYPE_ACOUSTIC_FILES_VIEW);
  g_type_ensure (CUE_TYPE_ACOUSTIC_IMPORT_VIEW);
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
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, document);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, attributes);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, publish_pages);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, publish);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, import);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, files);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, notification);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticPage, key);

  gtk_widget_class_install_action (widget_class, "acoustic.refresh", NULL, refresh);
  gtk_widget_class_install_action (widget_class, "acoustic.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "acoustic.import", NULL, show_import);
  cue_acoustic_page_install_types (widget_class);
  cue_acoustic_page_install_documents (widget_class);
}

static void
cue_acoustic_page_init (CueAcousticPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->bar,
                            "notify::connection",
                            G_CALLBACK (on_connection_chosen),
                            self);
  cue_acoustic_page_connect_register (self);
}

/**
 * cue_acoustic_page_set_desk:
 * @self: the page
 * @desk: (nullable): the connections of an event
 *
 * Chooses what the page shows.
 */
void
cue_acoustic_page_set_desk (CueAcousticPage *self, CueAcousticDesk *desk)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));

  if (!g_set_object (&self->desk, desk))
    return;

  cue_acoustic_bar_set_desk (self->bar, desk);
  on_connection_chosen (self);
}

/**
 * cue_acoustic_page_get_connection:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the chosen connection
 */
CueAcousticDeskConnection *
cue_acoustic_page_get_connection (CueAcousticPage *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PAGE (self), NULL);

  return self->connection;
}

/**
 * cue_acoustic_page_get_register_form:
 * @self: the page
 *
 * Returns: (transfer none): the form with which an event type is registered
 */
CueAcousticRegisterForm *
cue_acoustic_page_get_register_form (CueAcousticPage *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PAGE (self), NULL);

  return self->register_form;
}

/**
 * cue_acoustic_page_choose:
 * @self: the page
 * @id: the id of a connection
 *
 * Chooses a connection, if the event has it.
 */
void
cue_acoustic_page_choose (CueAcousticPage *self, const char *id)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));

  cue_acoustic_bar_choose (self->bar, id);
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
 * cue_acoustic_page_select_type:
 * @self: the page
 * @code: the code of an event type
 *
 * Shows all of an event type.
 */
void
cue_acoustic_page_select_type (CueAcousticPage *self, const char *code)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));

  cue_acoustic_page_show_section (self, "types");
  gtk_stack_set_visible_child_name (self->types_pages, "list");
  cue_acoustic_types_view_select (self->types, code);
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
  cue_acoustic_types_view_search (self->types);
}
