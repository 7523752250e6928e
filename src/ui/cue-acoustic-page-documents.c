// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-page-private.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"

/* Event types as a file: all that are registered are written into one, or one is compared with what
 * is registered. */

/* An export on its way from the service to a place that somebody chose. */
typedef struct {
  CueAcousticPage      *self;        /* owned */
  GCancellable         *cancellable; /* owned; of the connection it was begun with */
  GFile                *file;        /* owned; may be NULL until it is chosen */
  CueEventTypeDocument *document;    /* owned; may be NULL until it came */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->self);
  g_object_unref (export->cancellable);
  g_clear_object (&export->file);
  g_clear_object (&export->document);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static GtkWindow *
get_window (CueAcousticPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
tell_fault (CueAcousticPage *self, const char *words)
{
  cue_compat_tell (get_window (self), _ ("The Event Types Were Not Exported"), words);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = g_file_get_parse_name (export->file);
  g_autofree char *words = NULL;
  guint            n;

  /* Somebody chose the place: what became of it is said whatever is shown by now. */
  if (gtk_widget_get_root (GTK_WIDGET (export->self)) == NULL)
    return;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)) {
    tell_fault (export->self, error->message);
    return;
  }

  n = g_list_model_get_n_items (cue_event_type_document_get_drafts (export->document));
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u event type is in “%s”",
                                        "%u event types are in “%s”",
                                        n),
                           n,
                           place);
  gtk_widget_activate_action (GTK_WIDGET (export->self), "window.toast", "s", words);
}

/* Takes over @export, which has a document and a place. */
static void
write_document (Export *export)
{
  g_autoptr (GBytes) bytes = cue_event_type_document_to_bytes (export->document);

  g_file_replace_contents_bytes_async (export->file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_NONE,
                                       NULL,
                                       on_written,
                                       export);
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;

  export->file = cue_compat_file_finish (result);

  if (export->file != NULL)
    write_document (export);
  else
    export_free (export);
}

/* Takes over @export, which has a document. */
static void
choose_place (Export *export)
{
  cue_compat_save_file_async (get_window (export->self),
                              _ ("Export Event Types"),
                              /* Translators: the proposed name of a file */
                              _ ("Event types.json"),
                              on_place_chosen,
                              export);
}

static void
on_document_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;

  export->document =
    cue_acoustic_desk_connection_read_document_finish (CUE_ACOUSTIC_DESK_CONNECTION (source),
                                                       result,
                                                       &error);

  if (g_cancellable_is_cancelled (export->cancellable) || export->document == NULL) {
    if (!g_cancellable_is_cancelled (export->cancellable))
      tell_fault (export->self, error->message);

    export_free (export);
  } else if (export->file != NULL)
    write_document (export);
  else
    choose_place (export);
}

/**
 * cue_acoustic_page_export:
 * @self: the page
 * @file: (nullable): where to; %NULL: somebody chooses it when the event types are there
 *
 * Writes all event types that are registered now into one document.
 */
void
cue_acoustic_page_export (CueAcousticPage *self, GFile *file)
{
  Export *export;

  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));

  if (self->connection == NULL)
    return;

  export = g_new0 (Export, 1);
  export->self = g_object_ref (self);
  export->cancellable = g_object_ref (self->cancellable);
  g_set_object (&export->file, file);
  cue_acoustic_desk_connection_read_document_async (self->connection,
                                                    self->cancellable,
                                                    on_document_read,
                                                    export);
}

/**
 * cue_acoustic_page_compare:
 * @self: the page
 * @file: a document of event types
 *
 * Shows how a file differs from what is registered.
 */
void
cue_acoustic_page_compare (CueAcousticPage *self, GFile *file)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->connection == NULL)
    return;

  cue_acoustic_page_show_section (self, "types");
  gtk_stack_set_visible_child_name (self->types_pages, "document");
  cue_acoustic_document_view_open (self->document, file);
  gtk_widget_child_focus (GTK_WIDGET (self->document), GTK_DIR_TAB_FORWARD);
}

static void
export_types (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_acoustic_page_export (CUE_ACOUSTIC_PAGE (widget), NULL);
}

static void
on_document_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticPage) self = data;
  g_autoptr (GFile) file = cue_compat_file_finish (result);

  if (file != NULL)
    cue_acoustic_page_compare (self, file);
}

static void
compare_types (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);

  if (self->connection != NULL)
    cue_compat_open_file_async (get_window (self),
                                _ ("Choose a Document of Event Types"),
                                _ ("_Compare"),
                                on_document_chosen,
                                g_object_ref (self));
}

/*
 * cue_acoustic_page_install_documents:
 * @widget_class: the class of the page
 *
 * Adds the commands about event types as a file.
 */
void
cue_acoustic_page_install_documents (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "acoustic.export-types", NULL, export_types);
  gtk_widget_class_install_action (widget_class, "acoustic.compare-types", NULL, compare_types);
}
