// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-records-popover.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-label.h"
#include "cue-format.h"

/**
 * CueAcousticRecordsPopover:
 *
 * What was sent, or templates of what can be sent, each to be used again; templates can be saved
 * and deleted here. Publishing of a file that was stopped is offered to go on. Main thread only.
 */
struct _CueAcousticRecordsPopover {
  GtkPopover parent_instance;

  CueAcousticRecords *records;  /* owned; may be NULL */
  GListModel         *filtered; /* owned; those of ‘kind’; may be NULL */
  char               *kind;     /* owned */
  gboolean            templates;
  char              **resumable; /* owned; titles of runs that can go on; may be NULL */

  CueFindingLabel *fault;
  GtkListBox      *list;
  GtkLabel        *placeholder;
  GtkWidget       *save_box;
  GtkEntry        *name;
  GtkWidget       *save;
};

G_DEFINE_FINAL_TYPE (CueAcousticRecordsPopover, cue_acoustic_records_popover, GTK_TYPE_POPOVER)

enum {
  USED,
  SAVED,
  WENT_ON,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A run is offered while there is something that can go on under its name: what is written down
 * about it alone may be older than that. */
static gboolean
can_go_on (CueAcousticRecordsPopover *self, CueAcousticRecord *record)
{
  return self->resumable != NULL && g_str_equal (cue_acoustic_record_get_kind (record), "run") &&
         g_str_equal (cue_acoustic_record_get_outcome (record), "stopped") &&
         g_strv_contains ((const char *const *) self->resumable,
                          cue_acoustic_record_get_name (record));
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  CueAcousticRecordsPopover *self = data;

  return g_str_equal (cue_acoustic_record_get_kind (item), self->kind) || can_go_on (self, item);
}

/* A list that was put aside, or that cannot be written, is no empty list. */
static void
show_fault (CueAcousticRecordsPopover *self)
{
  const GError *error = NULL;

  if (self->records != NULL)
    error = cue_acoustic_records_get_error (self->records);

  if (error != NULL)
    cue_finding_label_show (self->fault, CUE_SEVERITY_WARNING, error->message, NULL);
  else
    cue_finding_label_clear (self->fault);
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

  if (record == NULL)
    return;

  if (can_go_on (self, record))
    g_signal_emit (self, signals[WENT_ON], 0, record);
  else
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
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    body[0] != '\0' || can_go_on (self, item));

  if (self->templates)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_delete_button (self, item));
  else {
    g_autofree char *words = describe_history (item);

    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  }

  if (can_go_on (self, item))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("Go on…")));

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

  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);

  g_clear_object (&self->filtered);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (cue_acoustic_records_popover_parent_class)->dispose (object);
}

static void
cue_acoustic_records_popover_finalize (GObject *object)
{
  CueAcousticRecordsPopover *self = CUE_ACOUSTIC_RECORDS_POPOVER (object);

  g_free (self->kind);
  g_strfreev (self->resumable);

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
  /**
   * CueAcousticRecordsPopover::went-on:
   * @record: a #CueAcousticRecord of a run that was stopped
   *
   * Somebody wants to go on with this.
   */
  signals[WENT_ON] = g_signal_new ("went-on",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   CUE_TYPE_ACOUSTIC_RECORD);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-records-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRecordsPopover, fault);
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

static void
bind_list (CueAcousticRecordsPopover *self)
{
  GtkFilter *filter;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->filtered);

  if (self->records == NULL)
    return;

  filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->filtered =
    G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->records)), filter));
  gtk_list_box_bind_model (self->list, self->filtered, make_row, self, NULL);
}

/**
 * cue_acoustic_records_popover_set_resumable:
 * @self: a popover of what was sent
 * @titles: (nullable) (array zero-terminated=1): the titles of runs that can go on
 *
 * Chooses which runs that were stopped are offered to go on.
 */
void
cue_acoustic_records_popover_set_resumable (CueAcousticRecordsPopover *self,
                                            const char *const         *titles)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_RECORDS_POPOVER (self));

  g_strfreev (self->resumable);
  self->resumable = g_strdupv ((char **) titles);
  bind_list (self);
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

  if (self->records == records)
    return;

  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);

  g_set_object (&self->records, records);
  bind_list (self);

  if (records != NULL)
    g_signal_connect_swapped (records, "notify::error", G_CALLBACK (show_fault), self);

  show_fault (self);
  on_name_changed (self);
}
