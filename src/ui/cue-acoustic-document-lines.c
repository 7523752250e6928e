// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-document-lines.h"

#include <glib/gi18n-lib.h>

#include "cue-event-type-call.h"
#include "cue-finding-board.h"
#include "cue-state-style.h"

/* The lines of the lists about event types as a file: what is different, what became of each call,
 * and what the rules say about the file. Each has a shape, a word and a colour. */

/* More than anybody reads one after the other. */
#define MAX_FINDINGS 100

typedef struct {
  const char *icon;
  CueHealth   health;
} Look;

static const Look kinds[] = {
  [CUE_EVENT_TYPE_CHANGE_SAME] = { "emblem-ok-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_TYPE_CHANGE_ADD] = { "list-add-symbolic", CUE_HEALTH_OK },
  [CUE_EVENT_TYPE_CHANGE_REPLACE] = { "document-edit-symbolic", CUE_HEALTH_WARNING },
  [CUE_EVENT_TYPE_CHANGE_REMOVE] = { "list-remove-symbolic", CUE_HEALTH_ERROR },
};

static const Look states[] = {
  [CUE_EVENT_TYPE_CALL_PENDING] = { "content-loading-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_TYPE_CALL_SENDING] = { "send-to-symbolic", CUE_HEALTH_IDLE },
  [CUE_EVENT_TYPE_CALL_DONE] = { "emblem-ok-symbolic", CUE_HEALTH_OK },
  [CUE_EVENT_TYPE_CALL_FAILED] = { "dialog-error-symbolic", CUE_HEALTH_ERROR },
  [CUE_EVENT_TYPE_CALL_UNKNOWN] = { "dialog-question-symbolic", CUE_HEALTH_ERROR },
  [CUE_EVENT_TYPE_CALL_LEFT] = { "media-playback-pause-symbolic", CUE_HEALTH_WARNING },
};

static void
apply (GtkWidget *icon, const Look *look)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), look->icon);
  cue_health_style_apply (icon, look->health);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* A picture, a word in a column of its own, and beside them a title over what is to be said. */
static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *word = make_label ("caption-heading");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words = make_label ("dim-label");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_set_valign (word, GTK_ALIGN_START);
  gtk_widget_set_margin_top (word, 3);
  gtk_label_set_width_chars (GTK_LABEL (word), 10);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_label ("event-name"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), word);
  gtk_box_append (GTK_BOX (line), box);
  gtk_widget_add_css_class (line, "document-line");
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, line);
}

static void
fill (GtkListItem *item, const Look *look, const char *word, const char *title, const char *words)
{
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_next_sibling (label));
  GtkWidget *rest = gtk_widget_get_next_sibling (name);

  apply (icon, look);
  gtk_label_set_label (GTK_LABEL (label), word);
  gtk_label_set_label (GTK_LABEL (name), title);
  gtk_label_set_label (GTK_LABEL (rest), words);
  gtk_widget_set_visible (rest, words[0] != '\0');
}

static void
on_bind_change (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  CueEventTypeChange    *change = gtk_list_item_get_item (item);
  CueEventTypeChangeKind kind = cue_event_type_change_get_kind (change);
  g_autofree char       *details =
    g_strjoinv ("\n", (char **) cue_event_type_change_get_details (change));
  g_autofree char *words = NULL;

  /* What holds for all of its kind is said once, above the list. */
  if (cue_event_type_change_is_ambiguous (change))
    words = g_strjoin (details[0] != '\0' ? "\n" : "",
                       details,
                       cue_event_type_change_get_warning (change),
                       NULL);

  fill (item,
        &kinds[kind],
        cue_event_type_change_kind_get_title (kind),
        cue_event_type_change_get_code (change),
        words != NULL ? words : details);
}

static void
show_call (GtkListItem *item)
{
  CueEventTypeCall     *call = gtk_list_item_get_item (item);
  CueEventTypeCallState state = cue_event_type_call_get_state (call);
  g_autofree char      *title = cue_event_type_call_make_title (call);

  fill (item,
        &states[state],
        cue_event_type_call_state_get_title (state),
        title,
        state == CUE_EVENT_TYPE_CALL_DONE ? "" : cue_event_type_call_get_words (call));
}

static void
on_bind_call (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item),
                            "notify::state",
                            G_CALLBACK (show_call),
                            item);
  show_call (item);
}

static void
on_unbind_call (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

static void
set_lines (GtkListView *list, GListModel *model, GCallback bind, GCallback unbind)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (gtk_list_view_get_factory (list) == NULL) {
    g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

    g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
    g_signal_connect (factory, "bind", bind, NULL);

    if (unbind != NULL)
      g_signal_connect (factory, "unbind", unbind, NULL);

    gtk_list_view_set_factory (list, factory);
  }

  if (model != NULL)
    rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (model)));

  gtk_list_view_set_model (list, rows);
}

/**
 * cue_acoustic_document_lines_set_changes:
 * @list: where they are shown
 * @changes: (nullable): of #CueEventTypeChange
 *
 * Shows how a file and the server differ.
 */
void
cue_acoustic_document_lines_set_changes (GtkListView *list, GListModel *changes)
{
  set_lines (list, changes, G_CALLBACK (on_bind_change), NULL);
}

/**
 * cue_acoustic_document_lines_set_calls:
 * @list: where they are shown
 * @calls: (nullable): of #CueEventTypeCall
 *
 * Shows what becomes of each call that applies a difference.
 */
void
cue_acoustic_document_lines_set_calls (GtkListView *list, GListModel *calls)
{
  set_lines (list, calls, G_CALLBACK (on_bind_call), G_CALLBACK (on_unbind_call));
}

static void
add_finding (GtkListBox *list, const CueFinding *finding)
{
  GtkWidget       *label = cue_finding_label_new ();
  g_autofree char *words =
    g_strdup_printf ("%s: %s", cue_finding_get_path (finding), cue_finding_get_words (finding));

  cue_finding_label_show (CUE_FINDING_LABEL (label),
                          cue_finding_board_get_severity (finding),
                          words,
                          cue_finding_get_source (finding));
  gtk_widget_add_css_class (label, "finding-row");
  gtk_list_box_append (list, label);
}

/**
 * cue_acoustic_document_lines_set_findings:
 * @list: where they are shown
 * @findings: (element-type CueFinding): what the rules say about a file
 *
 * Shows each with its place in the file; of very many the first ones.
 */
void
cue_acoustic_document_lines_set_findings (GtkListBox *list, GPtrArray *findings)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);

  for (guint i = 0; i < MIN (findings->len, MAX_FINDINGS); i++)
    add_finding (list, g_ptr_array_index (findings, i));

  if (findings->len > MAX_FINDINGS) {
    guint            n = findings->len - MAX_FINDINGS;
    g_autofree char *words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "And %u more", "And %u more", n), n);
    GtkWidget *label = make_label ("dim-label");

    gtk_label_set_label (GTK_LABEL (label), words);
    gtk_widget_add_css_class (label, "finding-row");
    gtk_list_box_append (list, label);
  }
}
