// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-details.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-feed-columns.h"
#include "cue-feed-names.h"
#include "cue-field-row.h"
#include "cue-json-tree.h"
#include "cue-text.h"

#define MAX_RAW     20000 /* characters that are shown; all are copied */
#define MAX_TYPE    200
#define MAX_RELATED 30 /* events of a kind that are listed */
#define MAX_COUNTED 1000
#define REST_MS     120 /* that an event is selected before others are looked for */

/**
 * CueFeedDetails:
 *
 * All of the selected event: what it says in words, with times by every clock, the events that have
 * to do with it, its JSON as a tree, and as it came. Main thread only.
 */
struct _CueFeedDetails {
  AdwBin parent_instance;

  CueFeedView    *view;       /* owned; may be NULL */
  CueFeedEvent   *event;      /* owned; may be NULL */
  guint           related_id; /* looks for related events; 0 when that is not due */
  CueFeedRelation relation;   /* that is looked for next */

  GtkImage    *icon;
  GtkLabel    *type;
  GtkLabel    *result;
  GtkLabel    *hidden_remark;
  GtkStack    *parts;
  GtkListBox  *fields;
  GtkBox      *related;
  CueJsonTree *tree;
  GtkLabel    *raw;
};

G_DEFINE_FINAL_TYPE (CueFeedDetails, cue_feed_details, ADW_TYPE_BIN)

static void
add_field (CueFeedDetails *self, const char *name, const char *value, int facet)
{
  if (value == NULL || value[0] == '\0')
    return;

  gtk_list_box_append (self->fields,
                       facet >= 0 ? cue_field_row_new (name,
                                                       value,
                                                       "feeds.filter-facet",
                                                       g_variant_new ("(is)", facet, value))
                                  : cue_field_row_new (name, value, NULL, NULL));
}

/* Each clock in a line of its own. */
static void
add_times (CueFeedDetails *self, const char *name, gboolean received)
{
  g_autofree char *words = cue_feed_columns_describe_time (self->event, received);
  g_auto (GStrv) lines = words != NULL ? g_strsplit (words, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++) {
    /* Where the clock here shows UTC, once is enough. */
    if (i == 0 && lines[1] != NULL && strncmp (lines[0], lines[1], strcspn (lines[1], ".")) == 0)
      add_field (self, name, lines[++i], -1);
    else
      add_field (self, i == 0 ? name : i == 1 ? "UTC" : _ ("As it came"), lines[i], -1);
  }
}

static void
fill_fields (CueFeedDetails *self)
{
  static const struct {
    const char *name;
    CueFeedText field;
  } others[] = {
    { N_ ("Licence"), CUE_FEED_TEXT_LICENCE_ID },
    { N_ ("Licensed item"), CUE_FEED_TEXT_ITEM_ID },
    { N_ ("Lease"), CUE_FEED_TEXT_LEASE },
    { N_ ("Request"), CUE_FEED_TEXT_REQUEST },
    { N_ ("Id of the event"), CUE_FEED_TEXT_ID },
    { N_ ("Feed"), CUE_FEED_TEXT_SOURCE },
    { N_ ("Encrypted with"), CUE_FEED_TEXT_KEY_ID },
    { N_ ("Version"), CUE_FEED_TEXT_VERSION },
  };
  g_autofree char *subject = cue_feed_event_dup_subject (self->event);
  const char      *licence = cue_feed_event_get_licence (self->event);
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_list_box_remove (self->fields, child);

  add_field (self,
             _ ("Error"),
             cue_feed_event_get_text (self->event, CUE_FEED_TEXT_ERROR),
             CUE_FEED_FACET_RESULT);
  add_field (self,
             _ ("What the service says"),
             cue_feed_event_get_text (self->event, CUE_FEED_TEXT_ERROR_DESCRIPTION),
             -1);
  add_field (self,
             _ ("More about the error"),
             cue_feed_event_get_text (self->event, CUE_FEED_TEXT_ERROR_URI),
             -1);
  add_times (self, _ ("Happened"), FALSE);
  add_times (self, _ ("Received"), TRUE);
  add_field (self, _ ("Subject"), subject, CUE_FEED_FACET_SUBJECT);
  add_field (self, _ ("Who"), cue_feed_event_get_user (self->event), CUE_FEED_FACET_USER);
  add_field (self,
             _ ("Kind of user"),
             cue_feed_event_get_text (self->event, CUE_FEED_TEXT_USER_TYPE),
             -1);
  add_field (self, _ ("Licensed"), licence, CUE_FEED_FACET_LICENCE);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    const char *value = cue_feed_event_get_text (self->event, others[i].field);

    if (g_strcmp0 (value, licence) != 0)
      add_field (self, _ (others[i].name), value, -1);
  }
}

static void
clear_related (CueFeedDetails *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->related))) != NULL)
    gtk_box_remove (self->related, child);
}

static GtkWidget *
make_related_row (CueFeedDetails *self, CueFeedEvent *event)
{
  gint64           ns = cue_feed_event_get_time_ns (event);
  const char      *type = cue_feed_event_get_text (event, CUE_FEED_TEXT_TYPE);
  gboolean         failed = (cue_feed_event_get_marks (event) & CUE_FEED_MARK_FAILED) != 0;
  g_autofree char *line = cue_text_make_line (type != NULL ? type : "–", -1, MAX_TYPE);
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;

  if (ns == CUE_FEED_NO_TIME)
    ns = cue_feed_event_get_received_ns (event);

  time = ns != CUE_FEED_NO_TIME
           ? cue_moment_format (ns, cue_feed_view_get_zone (self->view), CUE_MOMENT_ROW)
           : g_strdup ("–");
  /* Translators: when an event happened, which reports a failure */
  name = failed ? g_strdup_printf (_ ("%s · failed"), time) : g_strdup (time);

  return cue_field_row_new_with_hint (name,
                                      line,
                                      "feeds.select",
                                      g_variant_new_uint64 (cue_feed_event_get_id (event)),
                                      "go-next-symbolic",
                                      _ ("Go to this event"));
}

static void
add_related (CueFeedDetails *self, CueFeedRelation relation)
{
  CueFeedLog *log = cue_feed_view_get_log (self->view);
  g_autoptr (GArray) ids =
    cue_feed_log_find_related (log, cue_feed_event_get_id (self->event), relation, MAX_COUNTED);
  GtkWidget       *heading, *list;
  guint            n = 0, n_others = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    n_others += g_array_index (ids, guint64, i) != cue_feed_event_get_id (self->event);

  if (n_others == 0)
    return;

  /* Translators: a heading, and how many events stand below it */
  words = g_strdup_printf (n_others < MAX_COUNTED - 1 ? _ ("%s (%u)") : _ ("%s (%u or more)"),
                           cue_feed_names_get_relation (relation),
                           n_others);
  heading = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (self->related, heading);
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "fields");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (self->related, list);

  for (guint i = 0; i < ids->len && n < MAX_RELATED; i++) {
    guint64 id = g_array_index (ids, guint64, i);
    g_autoptr (CueFeedEvent) event = NULL;

    if (id == cue_feed_event_get_id (self->event))
      continue;

    event = cue_feed_log_get_event (log, id);

    if (event == NULL)
      continue;

    gtk_list_box_append (GTK_LIST_BOX (list), make_related_row (self, event));
    n++;
  }
}

/* Not while somebody goes through the rows with the arrows: that has to move at once. One relation
 * at a time: each is looked for in all events. */
static gboolean
on_related_due (gpointer data)
{
  CueFeedDetails *self = data;

  add_related (self, self->relation++);

  if (self->relation < CUE_FEED_N_RELATIONS) {
    self->related_id = g_timeout_add_full (G_PRIORITY_LOW, 1, on_related_due, self, NULL);
    return G_SOURCE_REMOVE;
  }

  self->related_id = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_raw (CueFeedDetails *self)
{
  g_autofree char *raw = cue_feed_details_dup_raw (self);
  g_autofree char *shown = raw != NULL ? cue_text_make_visible (raw, -1, MAX_RAW) : NULL;
  GBytes          *json = cue_feed_event_get_json (self->event);

  gtk_label_set_label (self->raw, shown != NULL ? shown : "");
  cue_json_tree_set_text (self->tree, json);
}

static void
update_hidden_remark (CueFeedDetails *self)
{
  guint position;

  if (self->event != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->hidden_remark),
                            !cue_id_rows_find (cue_feed_view_get_rows (self->view),
                                               cue_feed_event_get_id (self->event),
                                               &position));
}

static void
update_event (CueFeedDetails *self)
{
  const char      *type;
  CueLineLook      look;
  gboolean         failed;
  g_autofree char *line = NULL;
  g_autofree char *words = NULL;

  g_clear_handle_id (&self->related_id, g_source_remove);
  clear_related (self);

  if (self->event == NULL) {
    cue_json_tree_set_text (self->tree, NULL);
    return;
  }

  type = cue_feed_event_get_text (self->event, CUE_FEED_TEXT_TYPE);
  failed = (cue_feed_event_get_marks (self->event) & CUE_FEED_MARK_FAILED) != 0;
  line = cue_text_make_line (type != NULL && type[0] != '\0' ? type : _ ("Event without a type"),
                             -1,
                             MAX_TYPE);
  words = cue_feed_columns_describe_result (self->event);
  cue_feed_columns_look (self->event, &look);
  gtk_label_set_label (self->type, line);
  gtk_label_set_label (self->result, words);
  gtk_widget_set_visible (GTK_WIDGET (self->result), words[0] != '\0');
  gtk_image_set_from_icon_name (self->icon, look.icon != NULL ? look.icon : "cue-feeds-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon),
                              (const char *[]){ failed                ? "health-error"
                                                : look.colour != NULL ? "health-warning"
                                                                      : "health-idle",
                                                NULL });
  update_hidden_remark (self);
  fill_fields (self);
  fill_raw (self);
  self->relation = 0;
  self->related_id = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, on_related_due, self, NULL);
}

static void
on_selected_changed (CueFeedDetails *self)
{
  g_clear_object (&self->event);
  self->event = cue_feed_view_dup_selected (self->view);
  update_event (self);
}

static void
on_zone_changed (CueFeedDetails *self)
{
  cue_json_tree_set_zone (self->tree, cue_feed_view_get_zone (self->view));
  update_event (self);
}

static void
cue_feed_details_dispose (GObject *object)
{
  cue_feed_details_set_view (CUE_FEED_DETAILS (object), NULL);

  G_OBJECT_CLASS (cue_feed_details_parent_class)->dispose (object);
}

static void
cue_feed_details_class_init (CueFeedDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_details_dispose;

  g_type_ensure (CUE_TYPE_JSON_TREE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, type);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, result);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, hidden_remark);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, parts);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, fields);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, related);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, tree);
  gtk_widget_class_bind_template_child (widget_class, CueFeedDetails, raw);
}

static void
cue_feed_details_init (CueFeedDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_json_tree_set_actions (self->tree, "feeds.add-column", "feeds.filter-field");
}

/**
 * cue_feed_details_set_view:
 * @self: a pane
 * @view: (nullable): whose selected event is shown
 *
 * Chooses whose selected event is shown.
 */
void
cue_feed_details_set_view (CueFeedDetails *self, CueFeedView *view)
{
  g_return_if_fail (CUE_IS_FEED_DETAILS (self));

  if (self->view == view)
    return;

  if (self->view != NULL) {
    g_signal_handlers_disconnect_by_data (cue_feed_view_get_rows (self->view), self);
    g_signal_handlers_disconnect_by_data (self->view, self);
  }

  g_clear_handle_id (&self->related_id, g_source_remove);
  g_clear_object (&self->event);
  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  g_signal_connect_swapped (cue_feed_view_get_rows (view),
                            "notify::selected-id",
                            G_CALLBACK (on_selected_changed),
                            self);
  g_signal_connect_swapped (cue_feed_view_get_rows (view),
                            "items-changed",
                            G_CALLBACK (update_hidden_remark),
                            self);
  g_signal_connect_swapped (view, "notify::zone", G_CALLBACK (on_zone_changed), self);
  cue_json_tree_set_zone (self->tree, cue_feed_view_get_zone (view));
  on_selected_changed (self);
}

/**
 * cue_feed_details_dup_raw:
 * @self: a pane
 *
 * Returns: (transfer full) (nullable): the selected event as it came
 */
char *
cue_feed_details_dup_raw (CueFeedDetails *self)
{
  GBytes       *json;
  gconstpointer data;
  gsize         size;

  g_return_val_if_fail (CUE_IS_FEED_DETAILS (self), NULL);

  json = self->event != NULL ? cue_feed_event_get_json (self->event) : NULL;

  if (json == NULL)
    return NULL;

  data = g_bytes_get_data (json, &size);
  return g_utf8_make_valid (data, (gssize) size);
}

/**
 * cue_feed_details_show:
 * @self: a pane
 * @part: “facts”, “tree” or “raw”
 *
 * Chooses what is shown of the event.
 */
void
cue_feed_details_show (CueFeedDetails *self, const char *part)
{
  g_return_if_fail (CUE_IS_FEED_DETAILS (self));

  gtk_stack_set_visible_child_name (self->parts, part);
}
