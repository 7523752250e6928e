// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-sealed.h"

#include <glib/gi18n-lib.h>

/* Laying out a single long line takes time that grows with it, at each key that is pressed. */
#define MAX_SHOWN_BYTES 1200

/* As the client sends it; every event is signed with the same header. */
#define HEADER "{\"alg\":\"RS256\"}"

/**
 * CueFeedSealed:
 *
 * What is sent to a feed, as it is: the header, the payload that is signed, and the JWS once it is
 * signed. Long texts are shown in part and copied whole. Main thread only.
 */
struct _CueFeedSealed {
  AdwBin parent_instance;

  GBytes *payload; /* owned; may be NULL */
  char   *jws;     /* owned; NULL while it is not signed */
  char   *url;     /* owned; where the JWS goes; may be NULL */

  GtkLabel            *header;
  AdwPreferencesGroup *payload_group;
  GtkLabel            *payload_text;
  AdwPreferencesGroup *jws_group;
  GtkLabel            *jws_text;
  GtkStack            *jws_pages;
};

G_DEFINE_FINAL_TYPE (CueFeedSealed, cue_feed_sealed, ADW_TYPE_BIN)

static char *
cut (const char *text, gsize size)
{
  g_autofree char *beginning =
    g_utf8_make_valid (text, (gssize) MIN (size, (gsize) MAX_SHOWN_BYTES));

  return size > MAX_SHOWN_BYTES ? g_strconcat (beginning, "…", NULL) : g_steal_pointer (&beginning);
}

static char *
describe_size (gsize size)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u byte", "%u bytes", size), (guint) size);
}

static void
show_jws (CueFeedSealed *self)
{
  g_autofree char *size = NULL;
  g_autofree char *shown = NULL;

  if (self->jws != NULL) {
    size = describe_size (strlen (self->jws));
    shown = cut (self->jws, strlen (self->jws));
  }

  adw_preferences_group_set_description (self->jws_group, size);
  gtk_label_set_label (self->jws_text, shown != NULL ? shown : "");
  gtk_stack_set_visible_child_name (self->jws_pages, self->jws != NULL ? "signed" : "unsigned");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sealed.copy", self->jws != NULL);
}

static void
show_payload (CueFeedSealed *self, const char *otherwise)
{
  gsize            size = 0;
  const char      *text = self->payload != NULL ? g_bytes_get_data (self->payload, &size) : NULL;
  g_autofree char *amount = text != NULL ? describe_size (size) : NULL;
  g_autofree char *shown = text != NULL ? cut (text, size) : g_strdup (otherwise);

  adw_preferences_group_set_description (self->payload_group, amount);
  gtk_label_set_label (self->payload_text, shown);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedSealed *self = CUE_FEED_SEALED (widget);

  if (self->jws != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->jws);
}

static void
cue_feed_sealed_finalize (GObject *object)
{
  CueFeedSealed *self = CUE_FEED_SEALED (object);

  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->jws);
  g_free (self->url);

  G_OBJECT_CLASS (cue_feed_sealed_parent_class)->finalize (object);
}

static void
cue_feed_sealed_class_init (CueFeedSealedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cue_feed_sealed_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-sealed.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedSealed, header);
  gtk_widget_class_bind_template_child (widget_class, CueFeedSealed, payload_group);
  gtk_widget_class_bind_template_child (widget_class, CueFeedSealed, payload_text);
  gtk_widget_class_bind_template_child (widget_class, CueFeedSealed, jws_group);
  gtk_widget_class_bind_template_child (widget_class, CueFeedSealed, jws_text);
  gtk_widget_class_bind_template_child (widget_class, CueFeedSealed, jws_pages);
  gtk_widget_class_install_action (widget_class, "sealed.copy", NULL, copy);
}

static void
cue_feed_sealed_init (CueFeedSealed *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->header, HEADER);
  show_jws (self);
}

/**
 * cue_feed_sealed_set_payload:
 * @self: a view
 * @payload: (nullable): what would be signed
 * @otherwise: (nullable): where there is none, why
 *
 * Shows what is composed. It is not signed yet.
 */
void
cue_feed_sealed_set_payload (CueFeedSealed *self, GBytes *payload, const char *otherwise)
{
  g_return_if_fail (CUE_IS_FEED_SEALED (self));

  g_clear_pointer (&self->payload, g_bytes_unref);
  self->payload = payload != NULL ? g_bytes_ref (payload) : NULL;
  show_payload (self, otherwise != NULL ? otherwise : "");
  cue_feed_sealed_forget_signature (self);
}

/**
 * cue_feed_sealed_forget_signature:
 * @self: a view
 *
 * What was signed is shown no longer: it is composed anew.
 */
void
cue_feed_sealed_forget_signature (CueFeedSealed *self)
{
  g_return_if_fail (CUE_IS_FEED_SEALED (self));

  g_clear_pointer (&self->jws, g_free);
  gtk_label_set_label (self->header, HEADER);
  show_jws (self);
}

/**
 * cue_feed_sealed_set_envelope:
 * @self: a view
 * @connection: what it would be sent by
 * @envelope: what was signed
 *
 * Shows exactly what leaves.
 */
void
cue_feed_sealed_set_envelope (CueFeedSealed         *self,
                              CueFeedDeskConnection *connection,
                              CueFeedEnvelope       *envelope)
{
  CueFeedClient *client;

  g_return_if_fail (CUE_IS_FEED_SEALED (self));
  g_return_if_fail (CUE_IS_FEED_ENVELOPE (envelope));

  client = cue_feed_desk_connection_get_client (connection);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->jws);
  g_free (self->url);
  self->payload = g_bytes_ref (cue_feed_envelope_get_payload (envelope));
  self->jws = g_strdup (cue_feed_envelope_get_jws (envelope));
  self->url =
    g_strconcat (client != NULL ? cue_feed_client_get_base_url (client) : "", "/put", NULL);
  gtk_label_set_label (self->header, cue_feed_envelope_get_header (envelope));
  show_payload (self, "");
  show_jws (self);
}

/**
 * cue_feed_sealed_make_request:
 * @self: a view of what was signed
 *
 * Returns: (transfer full): the request, to be looked at before it is sent
 */
char *
cue_feed_sealed_make_request (CueFeedSealed *self)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (CUE_IS_FEED_SEALED (self), NULL);

  shown = self->jws != NULL ? cut (self->jws, strlen (self->jws)) : g_strdup ("");
  return g_strdup_printf ("POST %s\nContent-Type: application/jose\n\n%s",
                          self->url != NULL ? self->url : "",
                          shown);
}
