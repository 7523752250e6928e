// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-records-popover.h"

#include <glib/gi18n-lib.h>

#include "cue-format.h"

/**
 * CueAcousticRecordsPopover:
 *
 * What was sent, or templates of what can be sent, each to be used again; templates can be saved
 * and deleted here. Main thread only.
 */
struct _CueAcousticRecordsPopover {
  GtkPopover parent_instance;

  CueAcousticRecords *records;  /* owned; may be NULL */
  GListModel         *filtered; /* owned; those of ‘kind’; may be NULL */
  char               *kind;     /* owned */
  gboolean            templates;

  GtkListBox *list;
  GtkLabel   *placeholder;
  GtkWidget  *save_box;
  GtkEntry   *name;
  GtkWidget  *save;
};

G_DEFINE_FINAL_TYPE (CueAcousticRecordsPopover, cue_acoustic_records_popover, GTK_TYPE_POPOVER)

enum {
  USED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_kind (gpointer item, gpointer data)
{
  /* What was too long to be kept cannot be used again. */
  return g_str_equal (cue_acoustic_record_get_kind (item),
                      CUE_ACOUSTIC_RECORDS_POPOVER (data)->kind);
}

static void
on_delete_clicked (GtkWidget *button, CueAcousticRecordsPopover *self)
{
  cue_acoustic_records_remove (self->records, g_object_get_data (G_OBJECT (button), "id"));
}

static void
on_row_activated (CueAcousticRecordsPopover *self, GtkListBoxRow *row)
{
  g_autoptr (CueAcousticRecord)
    record = g_list_model_get_item (self->filtered, (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (GTK_POPOVER (self));

  if (record != NULL)
    g_signal_emit (self, signals[USED], 0, record);
}

static char *
describe_history (CueAcousticRecord *record)
{
  g_autofree char *age =
    cue_format_age (g_get_real_time () - cue_acoustic_record_get_time (record));
  const char *words = cue_acoustic_record_get_words (record);

  if (words[0] == '\0')
    words = cue_acoustic_record_get_outcome (record);

  return g_strdup_printf ("%s · %s · %s", age, cue_acoustic_record_get_connection (record), words);
}

static GtkWidget *
make_delete_button (CueAcousticRecordsPopover *self, CueAcousticRecord *record)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = NULL;

  /* Translators: %s is the name of a template */
  label = g_strdup_printf (_ ("Delete the template “%s”"), cue_acoustic_record_get_name (record));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button),
                          "id",
                          g_strdup (cue_acoustic_record_get_id (record)),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_delete_clicked), self);
  return button;
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  CueAcousticRecordsPopover *self = data;
  GtkWidget                 *row = adw_action_row_new ();
  const char                *body = cue_acoustic_record_get_body (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cue_acoustic_record_get_name (item));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), body[0] != '\0');

  if (self->templates)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_delete_button (self, item));
  else {
    g_autofree char *words = describe_history (item);

    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  }

  return row;
}

static void
on_name_changed (CueAcousticRecordsPopover *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  gtk_widget_set_sensitive (self->save, name[0] != '\0' && self->records != NULL);
}

static void
on_save (CueAcousticRecordsPopover *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  if (name[0] == '\0' || self->records == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  g_signal_emit (self, signals[SAVED], 0, name);
}

static void
cue_acoustic_records_popover_dispose (GObject *object)
{
  CueAcousticRecordsPopover *self = CUE_ACOUSTIC_RECORDS_POPOVER (object);

  g_clear_object (&self->filtered);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (cue_acoustic_records_popover_parent_class)->dispose (object);
}

static void
cue_acoustic_records_popover_finalize (GObject *object)
{
  g_free (CUE_ACOUSTIC_RECORDS_POPOVER (object)->kind);

  G_OBJECT_CLASS (cue_acoustic_records_popover_parent_class)->finalize (object);
}

static void
cue_acoustic_records_popover_class_init (CueAcousticRecordsPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_records_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = cue_acoustic_records_popover_finalize;

  /**
   * CueAcousticRecordsPopover::used:
   * @record: a #CueAcousticRecord with a body
   *
   * Somebody wants to begin with this.
   */
  signals[USED] = g_signal_new ("used",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                CUE_TYPE_ACOUSTIC_RECORD);
  /**
   * CueAcousticRecordsPopover::saved:
   * @name: how it shall be called
   *
   * Somebody wants what is written as a template.
   */
  signals[SAVED] = g_signal_new ("saved",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-records-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRecordsPopover, list);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRecordsPopover, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRecordsPopover, save_box);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRecordsPopover, name);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRecordsPopover, save);
}

static void
cue_acoustic_records_popover_init (CueAcousticRecordsPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (on_name_changed), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
}

/**
 * cue_acoustic_records_popover_new:
 * @kind: which records are shown
 * @templates: whether they are templates, which can be saved and deleted, and not what was sent
 *
 * Returns: (transfer floating): a popover without records
 */
GtkWidget *
cue_acoustic_records_popover_new (const char *kind, gboolean templates)
{
  CueAcousticRecordsPopover *self = g_object_new (CUE_TYPE_ACOUSTIC_RECORDS_POPOVER, NULL);

  self->kind = g_strdup (kind);
  self->templates = templates;
  gtk_widget_set_visible (self->save_box, templates);
  gtk_label_set_label (self->placeholder,
                       templates ? _ ("No templates yet") : _ ("Nothing was published yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  templates ? _ ("Templates") : _ ("What was published"),
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * cue_acoustic_records_popover_set_records:
 * @self: a popover
 * @records: (nullable): what is shown
 *
 * Chooses what is shown, the newest first.
 */
void
cue_acoustic_records_popover_set_records (CueAcousticRecordsPopover *self,
                                          CueAcousticRecords        *records)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_RECORDS_POPOVER (self));

  if (!g_set_object (&self->records, records))
    return;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->filtered);

  if (records != NULL) {
    self->filtered = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (records)),
                                 GTK_FILTER (gtk_custom_filter_new (has_kind, self, NULL))));
    gtk_list_box_bind_model (self->list, self->filtered, make_row, self, NULL);
  }

  on_name_changed (self);
}
