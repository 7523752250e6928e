// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-details.h"

#include <glib/gi18n-lib.h>

#include "cue-access-field-row.h"
#include "cue-access-look.h"
#include "cue-access-menu.h"
#include "cue-access-words.h"
#include "cue-json.h"
#include "cue-text.h"
#include "cue-time.h"

#define MAX_RAW 20000 /* characters that are shown; all are copied */

/**
 * CueAccessDetails:
 *
 * All of the selected row: what it says in words, each value with a button that filters by it, what
 * the user said about it, and the message as it came. Main thread only.
 */
struct _CueAccessDetails {
  AdwBin parent_instance;

  CueAccessView *view; /* owned; may be NULL */
  CueAccessRow  *row;  /* owned; may be NULL */
  gboolean       filling;

  GtkStack        *stack;
  GtkImage        *icon;
  GtkLabel        *what;
  GtkLabel        *marks;
  GtkLabel        *hidden_remark;
  GtkWidget       *note_box;
  GtkToggleButton *acknowledge;
  GtkEntry        *note;
  GtkListBox      *fields;
  GtkWidget       *raw_heading;
  GtkLabel        *raw;
};

G_DEFINE_FINAL_TYPE (CueAccessDetails, cue_access_details, ADW_TYPE_BIN)

static CueAccessEvent *
get_event (CueAccessDetails *self)
{
  return cue_access_row_get_event (self->row);
}

static void
add_field (CueAccessDetails *self, const char *name, const char *value, int facet)
{
  if (value != NULL && value[0] != '\0')
    gtk_list_box_append (self->fields, cue_access_field_row_new (name, value, facet));
}

static void
add_times (CueAccessDetails *self)
{
  CueAccessEvent  *event = get_event (self);
  CueAccessZones  *zones = cue_access_view_get_zones (self->view);
  g_autofree char *site = cue_access_zones_describe (zones, self->row, CUE_ACCESS_SITE_TIME);
  g_autofree char *local = cue_access_zones_describe (zones, self->row, CUE_ACCESS_LOCAL_TIME);
  g_autofree char *received =
    cue_time_format_time_of_day (cue_access_event_get_received_wall_us (event));

  add_field (self, _ ("Site time"), site, -1);
  add_field (self, _ ("Local time"), local, -1);

  if (cue_access_event_get_kind (event) != CUE_ACCESS_GAP)
    add_field (self, _ ("Received"), received, -1);
}

/* A known code in words, and the code for those who look for it. */
static char *
describe_field (CueAccessDetails *self, CueAccessField field)
{
  CueAccessEvent *event = get_event (self);
  const char     *code = cue_access_event_get_text (event, field);
  const char     *words = NULL;

  if (field == CUE_ACCESS_FIELD_EXIT_REQUESTED &&
      cue_access_event_get_exit_requested (event) != CUE_ACCESS_UNKNOWN)
    return g_strdup (cue_access_event_get_exit_requested (event) == CUE_ACCESS_TRUE ? _ ("Yes")
                                                                                    : _ ("No"));

  if (code != NULL &&
      (field == CUE_ACCESS_FIELD_EVENT_CATEGORY || field == CUE_ACCESS_FIELD_EVENT_DETAIL ||
       field == CUE_ACCESS_FIELD_ACCESS_BY))
    words = cue_access_words_for_code (field, code);

  if (words != NULL && words != code)
    return g_strdup_printf ("%s (%s)", words, code);

  return cue_access_words_field (event, field, cue_access_view_get_hide_names (self->view));
}

/* What is not as it should be: which value, and what was expected. */
static void
add_findings (CueAccessDetails *self)
{
  GPtrArray *findings = cue_access_event_get_diagnostics (get_event (self));

  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    const CueDiagnostic *finding = findings->pdata[i];
    const char          *where = cue_diagnostic_get_where (finding);
    g_autofree char     *value = NULL;

    if (where == NULL || where[0] == '\0')
      value = g_strdup (cue_diagnostic_get_message (finding));
    else
      /* Translators: the first %s is where in a message something unexpected stands, such as
       * “$.lock_id”; the second is a sentence about it */
      value = g_strdup_printf (_ ("%s – %s"), where, cue_diagnostic_get_message (finding));

    add_field (self, _ ("Unexpected"), value, -1);
  }
}

static void
fill_fields (CueAccessDetails *self)
{
  CueAccessEvent  *event = get_event (self);
  gboolean         hide = cue_access_view_get_hide_names (self->view);
  const char      *site = cue_access_row_get_site_name (self->row);
  CueAccessField   field;
  const char      *name;
  int              facet;
  GtkWidget       *child;
  g_autofree char *door = NULL;
  g_autofree char *person = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_list_box_remove (self->fields, child);

  add_times (self);
  add_field (self,
             _ ("Site"),
             site != NULL && site[0] != '\0' ? site : cue_access_row_get_site_id (self->row),
             CUE_ACCESS_FACET_SITE);

  door = cue_access_menu_describe_value (self->view, CUE_ACCESS_FACET_DOOR, event);
  person = cue_access_menu_describe_value (self->view, CUE_ACCESS_FACET_PERSON, event);
  add_field (self, _ ("Door"), door, CUE_ACCESS_FACET_DOOR);
  add_field (self, _ ("Person"), person, CUE_ACCESS_FACET_PERSON);

  for (guint i = 0;
       (field = cue_access_field_row_get_nth (i, &name, &facet)) != CUE_ACCESS_FIELD_NONE;
       i++) {
    g_autofree char *value = NULL;

    if (cue_access_event_get_presence (event, field) < CUE_ACCESS_VALUE)
      continue;

    value = describe_field (self, field);

    /* The number of a tag, unless it was opened with something else. */
    if (field == CUE_ACCESS_FIELD_ACCESS_DETAIL) {
      g_autofree char *how = cue_access_words_how (event);

      add_field (self, how[0] != '\0' ? how : name, value, facet);
    } else
      add_field (self, name, value, facet);
  }

  add_findings (self);

  for (guint i = 0; i < cue_access_event_get_n_extras (event); i++) {
    g_autofree char *extra =
      cue_text_make_line (cue_access_event_get_extra_name (event, i), -1, 60);
    g_autofree char *value =
      cue_text_make_line (cue_access_event_get_extra_value (event, i), -1, 500);

    /* Nobody knows what a field that nobody knows holds. */
    add_field (self, extra, hide ? _ ("hidden") : value, -1);
  }
}

static void
fill_note (CueAccessDetails *self)
{
  const CueAccessNote *note = cue_access_view_get_note (self->view, get_event (self));
  gboolean             acknowledged = note != NULL && note->acknowledged_wall_us != 0;
  const char          *text = note != NULL && note->text != NULL ? note->text : "";
  g_autofree char     *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note)));

  self->filling = TRUE;
  gtk_widget_set_visible (self->note_box,
                          cue_access_view_can_annotate (self->view, get_event (self)));
  gtk_toggle_button_set_active (self->acknowledge, acknowledged);
  gtk_button_set_label (GTK_BUTTON (self->acknowledge),
                        acknowledged ? _ ("Acknowledged") : _ ("Acknowledge"));

  /* What is kept ends without a blank; who types one goes on after it. */
  if (g_strcmp0 (g_strstrip (typed), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->note), text);

  self->filling = FALSE;
}

static void
fill_raw (CueAccessDetails *self)
{
  g_autofree char *raw = cue_access_details_get_raw (self);
  g_autofree char *shown = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->raw), raw != NULL);
  gtk_widget_set_visible (self->raw_heading, raw != NULL);

  if (raw == NULL)
    return;

  shown = cue_text_make_visible (raw, -1, MAX_RAW);
  gtk_label_set_label (self->raw, shown);
}

static void
update_hidden_remark (CueAccessDetails *self)
{
  guint position;

  if (self->row != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->hidden_remark),
                            !cue_id_rows_find (cue_access_view_get_rows (self->view),
                                               cue_access_row_get_id (self->row),
                                               &position));
}

static void
update_row (CueAccessDetails *self)
{
  CueAccessLook    look;
  g_autofree char *what = NULL;
  g_autofree char *marks = NULL;

  gtk_stack_set_visible_child_name (self->stack, self->row != NULL ? "row" : "none");

  if (self->row == NULL)
    return;

  look = cue_access_look_of_event (get_event (self), cue_access_row_get_marks (self->row));
  what = look == CUE_ACCESS_LOOK_GAP
           ? cue_access_zones_describe_gap (cue_access_view_get_zones (self->view), self->row)
           : cue_access_words_what (get_event (self));
  marks = cue_access_words_marks (self->row);
  gtk_image_set_from_icon_name (self->icon, cue_access_look_get_icon (look));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon),
                              (const char *[]){ cue_access_look_get_css_class (look), NULL });
  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->marks, marks != NULL ? marks : "");
  gtk_widget_set_visible (GTK_WIDGET (self->marks), marks != NULL && marks[0] != '\0');
  update_hidden_remark (self);
  fill_note (self);
  fill_fields (self);
  fill_raw (self);
}

static void
on_selected_changed (CueAccessDetails *self)
{
  CueAccessRow *row = cue_access_view_dup_selected (self->view);

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);

  g_clear_object (&self->row);
  self->row = row;

  if (row != NULL)
    g_signal_connect_swapped (row, "notify", G_CALLBACK (update_row), self);

  update_row (self);
}

static void
on_noted (CueAccessDetails *self)
{
  if (self->row != NULL)
    fill_note (self);
}

static void
on_note_changed (CueAccessDetails *self)
{
  if (!self->filling && self->row != NULL)
    cue_access_view_annotate (self->view,
                              get_event (self),
                              gtk_toggle_button_get_active (self->acknowledge),
                              gtk_editable_get_text (GTK_EDITABLE (self->note)));
}

static void
cue_access_details_dispose (GObject *object)
{
  cue_access_details_set_view (CUE_ACCESS_DETAILS (object), NULL);

  G_OBJECT_CLASS (cue_access_details_parent_class)->dispose (object);
}

static void
cue_access_details_class_init (CueAccessDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_details_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, what);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, marks);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, hidden_remark);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, note_box);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, acknowledge);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, note);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, fields);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, raw_heading);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDetails, raw);
}

static void
cue_access_details_init (CueAccessDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->acknowledge, "toggled", G_CALLBACK (on_note_changed), self);
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (on_note_changed), self);
}

/**
 * cue_access_details_set_view:
 * @self: a pane
 * @view: (nullable): whose selected row is shown
 *
 * Chooses whose selected row is shown.
 */
void
cue_access_details_set_view (CueAccessDetails *self, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_DETAILS (self));

  if (self->view == view)
    return;

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (cue_access_view_get_rows (self->view), self);
    g_signal_handlers_disconnect_by_data (self->view, self);
  }

  g_clear_object (&self->row);
  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  g_signal_connect_swapped (cue_access_view_get_rows (view),
                            "notify::selected-id",
                            G_CALLBACK (on_selected_changed),
                            self);
  g_signal_connect_swapped (cue_access_view_get_rows (view),
                            "items-changed",
                            G_CALLBACK (update_hidden_remark),
                            self);
  g_signal_connect_swapped (view, "notify::hide-names", G_CALLBACK (update_row), self);
  g_signal_connect_swapped (view, "noted", G_CALLBACK (on_noted), self);
  on_selected_changed (self);
}

/**
 * cue_access_details_get_raw:
 * @self: a pane
 *
 * Returns: (transfer full) (nullable): the message of the selected row as it came, without who it
 *   was while names are hidden, or %NULL
 */
char *
cue_access_details_get_raw (CueAccessDetails *self)
{
  GBytes     *bytes;
  gsize       size;
  const char *data;

  g_return_val_if_fail (CUE_IS_ACCESS_DETAILS (self), NULL);

  if (self->row == NULL || cue_access_event_get_kind (get_event (self)) == CUE_ACCESS_GAP)
    return NULL;

  if (cue_access_view_get_hide_names (self->view))
    return cue_access_event_dup_raw_hidden (get_event (self));

  bytes = cue_access_event_get_raw (get_event (self));
  data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  return data != NULL ? g_utf8_make_valid (data, (gssize) size) : NULL;
}

/**
 * cue_access_details_toggle_acknowledged:
 * @self: a pane
 *
 * Says that somebody takes care of the selected row, or takes that back.
 */
void
cue_access_details_toggle_acknowledged (CueAccessDetails *self)
{
  g_return_if_fail (CUE_IS_ACCESS_DETAILS (self));

  if (self->row != NULL)
    gtk_toggle_button_set_active (self->acknowledge,
                                  !gtk_toggle_button_get_active (self->acknowledge));
}
