// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attribute-paste-window.h"

#include <glib/gi18n-lib.h>

#include "cue-attributes-paste.h"
#include "cue-draft-attribute.h"
#include "cue-early-key.h"
#include "cue-finding-label.h"
#include "cue-json-offer.h"

/**
 * CueAttributePasteWindow:
 *
 * Takes a table of attributes from text that was copied elsewhere, and says while it is pasted how
 * many are in it. What nearly is JSON can be mended. Main thread only.
 */
struct _CueAttributePasteWindow {
  AdwWindow parent_instance;

  CueDraftList *list;   /* owned; where they go */
  char         *mended; /* owned; what “Mend” writes; may be NULL */

  GtkTextView     *text;
  CueFindingLabel *finding;
  GtkRevealer     *offer;
  GtkLabel        *offer_words;
  GtkLabel        *found;
  GtkCheckButton  *replace;
};

G_DEFINE_FINAL_TYPE (CueAttributePasteWindow, cue_attribute_paste_window, ADW_TYPE_WINDOW)

static CueDraft *
make_attribute (void)
{
  return CUE_DRAFT (cue_draft_attribute_new ());
}

static char *
dup_text (CueAttributePasteWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
withdraw_offer (CueAttributePasteWindow *self)
{
  g_clear_pointer (&self->mended, g_free);
  gtk_revealer_set_reveal_child (self->offer, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paste.mend", FALSE);
}

/* Into a list that nobody sees. */
static void
update (CueAttributePasteWindow *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *words = NULL;
  g_autoptr (CueDraftList) list = cue_draft_list_new (CUE_TYPE_DRAFT_ATTRIBUTE, make_attribute);
  g_autoptr (GError) error = NULL;
  gboolean blank = g_strstrip (text)[0] == '\0';
  guint    n = 0;
  gboolean ok = !blank && cue_attributes_paste (list, text, CUE_ATTRIBUTES_PASTE_ADD, &n, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paste.take", ok);
  cue_finding_label_clear (self->finding);
  withdraw_offer (self);

  if (ok)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u attribute found",
                                          "%u attributes found",
                                          n),
                             n);
  else if (!blank)
    cue_finding_label_show (self->finding, CUE_SEVERITY_ERROR, error->message, NULL);

  gtk_label_set_label (self->found, words != NULL ? words : "");
}

static gboolean
has_attributes (const char *text)
{
  g_autoptr (CueDraftList) list = cue_draft_list_new (CUE_TYPE_DRAFT_ATTRIBUTE, make_attribute);

  return cue_attributes_paste (list, text, CUE_ATTRIBUTES_PASTE_ADD, NULL, NULL);
}

/* The vendor’s own samples are full of it. A table is not taken for JSON. */
static void
on_pasted (CueAttributePasteWindow *self)
{
  g_autofree char *text = g_strstrip (dup_text (self));
  g_autofree char *words = NULL;
  g_autoptr (CueJsonRepair) repair = NULL;

  if ((text[0] != '{' && text[0] != '[' && text[0] != '"') || has_attributes (text))
    return;

  repair = cue_json_repair_new (text);

  if (!cue_json_repair_is_needed (repair) || !cue_json_repair_is_good (repair) ||
      !has_attributes (cue_json_repair_get_text (repair)))
    return;

  words = cue_json_offer_describe (repair);
  self->mended = g_strdup (cue_json_repair_get_text (repair));
  gtk_label_set_label (self->offer_words, words);
  gtk_revealer_set_reveal_child (self->offer, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paste.mend", TRUE);
}

static void
mend (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAttributePasteWindow *self = CUE_ATTRIBUTE_PASTE_WINDOW (widget);
  g_autofree char         *text = g_steal_pointer (&self->mended);
  GtkTextBuffer           *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter              start, end;

  if (text == NULL)
    return;

  /* As one step that can be undone. */
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
take (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAttributePasteWindow *self = CUE_ATTRIBUTE_PASTE_WINDOW (widget);
  g_autofree char         *text = dup_text (self);
  gboolean                 all = gtk_check_button_get_active (self->replace);
  gboolean                 ok;

  cue_draft_begin (CUE_DRAFT (self->list));
  ok = cue_attributes_paste (self->list,
                             text,
                             all ? CUE_ATTRIBUTES_PASTE_REPLACE : CUE_ATTRIBUTES_PASTE_ADD,
                             NULL,
                             NULL);
  cue_draft_end (CUE_DRAFT (self->list));

  if (ok)
    gtk_window_close (GTK_WINDOW (self));
}

static void
cue_attribute_paste_window_dispose (GObject *object)
{
  g_clear_object (&CUE_ATTRIBUTE_PASTE_WINDOW (object)->list);

  G_OBJECT_CLASS (cue_attribute_paste_window_parent_class)->dispose (object);
}

static void
cue_attribute_paste_window_finalize (GObject *object)
{
  g_free (CUE_ATTRIBUTE_PASTE_WINDOW (object)->mended);

  G_OBJECT_CLASS (cue_attribute_paste_window_parent_class)->finalize (object);
}

static void
cue_attribute_paste_window_class_init (CueAttributePasteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_attribute_paste_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cue_attribute_paste_window_finalize;

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-attribute-paste-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAttributePasteWindow, text);
  gtk_widget_class_bind_template_child (widget_class, CueAttributePasteWindow, finding);
  gtk_widget_class_bind_template_child (widget_class, CueAttributePasteWindow, offer);
  gtk_widget_class_bind_template_child (widget_class, CueAttributePasteWindow, offer_words);
  gtk_widget_class_bind_template_child (widget_class, CueAttributePasteWindow, found);
  gtk_widget_class_bind_template_child (widget_class, CueAttributePasteWindow, replace);
  gtk_widget_class_install_action (widget_class, "paste.take", NULL, take);
  gtk_widget_class_install_action (widget_class, "paste.mend", NULL, mend);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cue_attribute_paste_window_init (CueAttributePasteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_early_key_add (GTK_WIDGET (self), "<Control>Return", "paste.take");
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text),
                            "changed",
                            G_CALLBACK (update),
                            self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text),
                            "paste-done",
                            G_CALLBACK (on_pasted),
                            self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * cue_attribute_paste_window_new:
 * @parent: the window it belongs to
 * @list: of #CueDraftAttribute: where the attributes go
 *
 * Returns: (transfer none): a dialog, not shown yet
 */
GtkWidget *
cue_attribute_paste_window_new (GtkWindow *parent, CueDraftList *list)
{
  CueAttributePasteWindow *self;

  g_return_val_if_fail (CUE_IS_DRAFT_LIST (list), NULL);

  self = g_object_new (CUE_TYPE_ATTRIBUTE_PASTE_WINDOW, "transient-for", parent, NULL);
  self->list = g_object_ref (list);
  gtk_widget_set_visible (GTK_WIDGET (self->replace), cue_draft_list_get_n_items (list) > 0);
  return GTK_WIDGET (self);
}
