// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-page-private.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-errand.h"
#include "cue-compat.h"

/* What can be done with one event type: register it, begin another one like it, delete it. */

static void
toast (CueAcousticPage *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.toast", "s", words);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/*
 * cue_acoustic_page_update_note:
 * @self: the page
 *
 * What somebody wrote and did not send stays when another connection is chosen: it may be meant for
 * that. It is said, since what was tried with one endpoint need not be meant for the other.
 */
void
cue_acoustic_page_update_note (CueAcousticPage *self)
{
  g_autofree char *words = NULL;

  if (!cue_acoustic_register_form_is_edited (self->register_form))
    g_set_object (&self->drafted, self->connection);

  if (self->drafted != NULL && self->connection != NULL && self->drafted != self->connection)
    /* Translators: both are names of connections */
    words = g_strdup_printf (_ ("You wrote this for “%s”. It would be registered for “%s” now."),
                             cue_desk_connection_get_title (self->drafted),
                             cue_desk_connection_get_title (self->connection));

  cue_acoustic_register_form_set_note (self->register_form, words);
}

static void
begin_form (CueAcousticPage *self, CueEventTypeDraft *draft)
{
  cue_acoustic_register_form_set_draft (self->register_form, draft);
  cue_acoustic_page_update_note (self);
}

static void
show_form (CueAcousticPage *self)
{
  cue_acoustic_page_show_section (self, "types");
  gtk_stack_set_visible_child_name (self->types_pages, "register");
  gtk_widget_grab_focus (GTK_WIDGET (self->register_form));
}

/* What somebody wrote and did not send stays until they say otherwise. */
static void
register_type (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);

  if (self->connection != NULL)
    show_form (self);
}

static void
fill_from_selected (CueAcousticPage *self)
{
  CueEventType *type = cue_acoustic_types_view_get_selected (self->types);
  g_autoptr (CueEventTypeDraft) draft = NULL;

  if (type == NULL)
    return;

  draft = cue_event_type_draft_new_from_event_type (type);
  begin_form (self, draft);
  show_form (self);
}

static void
on_discard_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticPage) self = data;

  if (cue_compat_confirm_finish (result))
    fill_from_selected (self);
}

static void
duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);

  if (!cue_acoustic_register_form_is_edited (self->register_form)) {
    fill_from_selected (self);
    return;
  }

  cue_compat_confirm_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                            _ ("Discard What You Wrote?"),
                            _ ("The form holds an event type that was not sent. The selected one "
                               "would take its place."),
                            _ ("_Discard"),
                            TRUE,
                            on_discard_answered,
                            g_object_ref (self));
}

static const char *
get_base_url (CueAcousticPage *self)
{
  return cue_acoustic_client_get_base_url (
    cue_acoustic_desk_connection_get_client (self->connection));
}

static CueAcousticRequest *
make_register_request (CueAcousticPage *self)
{
  g_autoptr (GBytes) body = cue_acoustic_register_form_dup_body (self->register_form);

  return cue_acoustic_request_new_register_type (get_base_url (self), body);
}

static void
on_registered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticPage) self = CUE_ACOUSTIC_PAGE (g_object_ref (source));
  g_autofree char *code = data;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply) reply = cue_acoustic_errand_run_finish (result, &error);
  g_autoptr (CueEventTypeDraft) fresh = NULL;

  /* The form is about another connection now, or the page is gone. */
  if (!cue_acoustic_errand_is_awaited (result))
    return;

  cue_acoustic_register_form_set_busy (self->register_form, FALSE);

  if (reply == NULL) {
    if (!is_cancelled (error))
      cue_acoustic_register_form_say (self->register_form, error->message);

    return;
  }

  if (!cue_acoustic_reply_is_done (reply)) {
    cue_acoustic_register_form_show_reply (self->register_form, reply);
    return;
  }

  /* Translators: %s is the code of an event type */
  words = g_strdup_printf (_ ("“%s” is registered"), code);
  toast (self, words);
  fresh = cue_event_type_draft_new ();
  begin_form (self, fresh);
  gtk_stack_set_visible_child_name (self->types_pages, "list");
  cue_acoustic_types_view_search (self->types);
  gtk_widget_activate_action (GTK_WIDGET (self), "acoustic.refresh", NULL);
}

static void
on_register_wanted (CueAcousticPage *self)
{
  CueEventTypeDraft *draft = cue_acoustic_register_form_get_draft (self->register_form);
  const char        *code = cue_event_type_draft_get_code (draft);
  g_autoptr (CueAcousticRequest) request = make_register_request (self);
  CueEventTypeChange *change = cue_acoustic_register_form_get_change (self->register_form);
  g_autofree char    *heading = NULL;
  g_autofree char    *body = NULL;
  CueAcousticErrand   errand;

  if (change != NULL) {
    g_autofree char *details =
      g_strjoinv ("\n• ", (char **) cue_event_type_change_get_details (change));

    /* Translators: %s is the code of an event type */
    heading = g_strdup_printf (_ ("Register “%s” Again?"), code);
    body =
      details[0] != '\0'
        ? g_strdup_printf ("%s\n• %s", _ ("It is registered already, but differently:"), details)
        : g_strdup (_ ("It is registered already, exactly so."));
  } else {
    /* Translators: %s is the code of an event type */
    heading = g_strdup_printf (_ ("Register “%s”?"), code);
    body = g_strdup (_ ("Others can subscribe to it from then on."));
  }

  errand = (CueAcousticErrand){
    .connection = self->connection,
    .request = request,
    .heading = heading,
    .body = body,
    .action = _ ("_Register"),
    .destructive = change != NULL,
  };
  cue_acoustic_register_form_set_busy (self->register_form, TRUE);
  cue_acoustic_errand_run_async (GTK_WIDGET (self),
                                 &errand,
                                 self->cancellable,
                                 on_registered,
                                 g_strdup (code));
}

static void
on_register_dry_run (CueAcousticPage *self)
{
  g_autoptr (CueAcousticRequest) request = make_register_request (self);

  cue_acoustic_errand_show_dry_run (GTK_WIDGET (self), self->connection, request);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueAcousticPage) self = CUE_ACOUSTIC_PAGE (g_object_ref (source));
  g_autofree char *code = data;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueAcousticReply) reply = cue_acoustic_errand_run_finish (result, &error);

  if (!cue_acoustic_errand_is_awaited (result) || (reply == NULL && is_cancelled (error)))
    return;

  if (reply != NULL && cue_acoustic_reply_is_done (reply)) {
    /* Translators: %s is the code of an event type */
    words = g_strdup_printf (_ ("The registration of “%s” is removed"), code);
    toast (self, words);
  } else
    cue_compat_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                     _ ("The Event Type Was Not Deleted"),
                     reply != NULL ? cue_acoustic_reply_get_message (reply) : error->message);

  /* Also when it is not known whether it is gone: then this tells. */
  gtk_widget_activate_action (GTK_WIDGET (self), "acoustic.refresh", NULL);
}

static void
delete_type (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticPage *self = CUE_ACOUSTIC_PAGE (widget);
  CueEventType    *type = cue_acoustic_types_view_get_selected (self->types);
  const char      *code = type != NULL ? cue_event_type_get_code (type) : NULL;
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autofree char  *heading = NULL;
  CueAcousticErrand errand;

  if (self->connection == NULL || code == NULL || code[0] == '\0')
    return;

  request = cue_acoustic_request_new_delete_type (get_base_url (self), code);
  /* Translators: %s is the code of an event type */
  heading = g_strdup_printf (_ ("Delete “%s”?"), code);
  errand = (CueAcousticErrand){
    .connection = self->connection,
    .request = request,
    .heading = heading,
    .body = _ ("Its registration is removed for everybody. Who subscribes to it gets such events "
               "no more."),
    .action = _ ("_Delete"),
    .destructive = TRUE,
    .typed = code,
  };
  cue_acoustic_errand_run_async (widget, &errand, self->cancellable, on_deleted, g_strdup (code));
}

/*
 * cue_acoustic_page_install_types:
 * @widget_class: the class of the page
 *
 * Adds the commands about one event type.
 */
void
cue_acoustic_page_install_types (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "acoustic.register", NULL, register_type);
  gtk_widget_class_install_action (widget_class, "acoustic.duplicate", NULL, duplicate);
  gtk_widget_class_install_action (widget_class, "acoustic.delete-type", NULL, delete_type);
}

/*
 * cue_acoustic_page_connect_register:
 * @self: the page
 *
 * Does what the form for an event type asks for.
 */
void
cue_acoustic_page_connect_register (CueAcousticPage *self)
{
  g_signal_connect_swapped (self->register_form, "send", G_CALLBACK (on_register_wanted), self);
  g_signal_connect_swapped (self->register_form, "dry-run", G_CALLBACK (on_register_dry_run), self);
}
