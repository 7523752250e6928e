// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-type-columns.h"

#include <glib/gi18n-lib.h>

/* The columns of the list of event types, and the words in them. */

typedef enum {
  COLUMN_CODE,
  COLUMN_NAME,
  COLUMN_ORIGIN,
  COLUMN_VERSION,
  COLUMN_ATTRIBUTES,
  N_COLUMNS,
} Column;

/* In pixels; -1 for what shares the rest. */
static const int widths[N_COLUMNS] = { -1, -1, -1, 84, 100 };

/**
 * cue_acoustic_origin_to_words:
 * @origin: which lists of the service name an event type
 *
 * Returns: (transfer full): the same for people
 */
char *
cue_acoustic_origin_to_words (CueEventTypeOrigin origin)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (origin & CUE_EVENT_TYPE_ORIGIN_REGISTERED)
    g_strv_builder_add (words, _ ("Registered"));

  if (origin & CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS)
    g_strv_builder_add (words, _ ("Subscribed by others"));

  if (origin & CUE_EVENT_TYPE_ORIGIN_CONSUMED)
    g_strv_builder_add (words, _ ("Consumed by us"));

  all = g_strv_builder_end (words);
  return g_strjoinv (" · ", all);
}

/**
 * cue_acoustic_version_to_words:
 * @type: an event type
 *
 * Returns: (transfer full): its version as it was received, or a dash
 */
char *
cue_acoustic_version_to_words (CueEventType *type)
{
  const char *text = cue_event_type_get_version_text (type);

  return g_strdup (text != NULL && text[0] != '\0' ? text : "–");
}

static gboolean
holds (const char *text, const char *needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;

  folded = g_utf8_casefold (text, -1);
  return strstr (folded, needle) != NULL;
}

/**
 * cue_acoustic_type_contains:
 * @type: an event type
 * @needle: what is searched, case-folded
 *
 * Returns: whether its code, its names or those of its attributes hold @needle
 */
gboolean
cue_acoustic_type_contains (CueEventType *type, const char *needle)
{
  GListModel *attributes = cue_event_type_get_attributes (type);

  if (holds (cue_event_type_get_code (type), needle) ||
      holds (cue_event_type_get_name (type), needle) ||
      holds (cue_event_type_get_description (type), needle) ||
      holds (cue_event_type_get_namespace (type), needle) ||
      holds (cue_event_type_get_publisher (type), needle) ||
      holds (cue_event_type_get_provider (type), needle))
    return TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++) {
    g_autoptr (CueEventTypeAttribute) attribute = g_list_model_get_item (attributes, i);

    if (holds (cue_event_type_attribute_get_name (attribute), needle))
      return TRUE;
  }

  return FALSE;
}

static char *
dup_text (CueEventType *type, Column column)
{
  switch (column) {
  case COLUMN_CODE:
    return g_strdup (cue_event_type_get_code (type));
  case COLUMN_NAME:
    return g_strdup (cue_event_type_get_name (type));
  case COLUMN_ORIGIN:
    return cue_acoustic_origin_to_words (cue_event_type_get_origin (type));
  case COLUMN_VERSION:
    return cue_acoustic_version_to_words (type);
  case COLUMN_ATTRIBUTES:
    return g_strdup_printf ("%u", g_list_model_get_n_items (cue_event_type_get_attributes (type)));
  case N_COLUMNS:
  default:
    return NULL;
  }
}

static gboolean
is_number (Column column)
{
  return column == COLUMN_VERSION || column == COLUMN_ATTRIBUTES;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column     column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  /* Below its heading, which the toolkit puts at the beginning of the column. */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  if (column == COLUMN_CODE)
    gtk_widget_add_css_class (label, "event-name");

  if (is_number (column))
    gtk_widget_add_css_class (label, "numeric");

  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget       *label = gtk_list_item_get_child (item);
  g_autofree char *text = dup_text (gtk_list_item_get_item (item), GPOINTER_TO_UINT (data));

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Column           column = GPOINTER_TO_UINT (data);
  CueEventType    *one = (CueEventType *) a;
  CueEventType    *other = (CueEventType *) b;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gint64           difference = 0;

  if (column == COLUMN_ATTRIBUTES)
    difference = (gint64) g_list_model_get_n_items (cue_event_type_get_attributes (one)) -
                 g_list_model_get_n_items (cue_event_type_get_attributes (other));
  else if (column == COLUMN_VERSION)
    difference = cue_event_type_get_version (one) - cue_event_type_get_version (other);

  if (is_number (column))
    return difference < 0 ? -1 : difference > 0;

  first = dup_text (one, column);
  second = dup_text (other, column);
  return g_utf8_collate (first != NULL ? first : "", second != NULL ? second : "");
}

/**
 * cue_acoustic_type_columns_add:
 * @view: a list without columns
 *
 * Adds the columns, each of which sorts the list.
 */
void
cue_acoustic_type_columns_add (GtkColumnView *view)
{
  static const struct {
    const char *title;
    gboolean    expand;
  } columns[N_COLUMNS] = {
    [COLUMN_CODE] = { N_ ("Code"), TRUE },
    [COLUMN_NAME] = { N_ ("Name"), TRUE },
    [COLUMN_ORIGIN] = { N_ ("Origin"), TRUE },
    [COLUMN_VERSION] = { N_ ("Version"), FALSE },
    [COLUMN_ATTRIBUTES] = { N_ ("Attributes"), FALSE },
  };

  for (Column column = COLUMN_CODE; column < N_COLUMNS; column++) {
    gpointer            data = GUINT_TO_POINTER (column);
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, data, NULL));
    g_autoptr (GtkColumnViewColumn) made = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (on_setup), data);
    g_signal_connect (factory, "bind", G_CALLBACK (on_bind), data);
    made = gtk_column_view_column_new (_ (columns[column].title), factory);
    gtk_column_view_column_set_expand (made, columns[column].expand);
    gtk_column_view_column_set_fixed_width (made, widths[column]);
    gtk_column_view_column_set_resizable (made, TRUE);
    gtk_column_view_column_set_sorter (made, sorter);
    gtk_column_view_append_column (view, made);
  }
}

/**
 * cue_acoustic_type_columns_set_narrow:
 * @view: a list with these columns
 * @narrow: whether there is room for words alone
 *
 * Shows or hides the columns of numbers, which stand in the details too.
 */
void
cue_acoustic_type_columns_set_narrow (GtkColumnView *view, gboolean narrow)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (Column column = COLUMN_CODE; column < g_list_model_get_n_items (columns); column++) {
    g_autoptr (GtkColumnViewColumn) made = g_list_model_get_item (columns, column);

    if (!is_number (column))
      continue;

    /* Up to GTK 4.8 a fixed width is set aside for a column that is not shown, too. */
    gtk_column_view_column_set_visible (made, !narrow);
    gtk_column_view_column_set_fixed_width (made, narrow ? 0 : widths[column]);
  }
}
