// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-bar.h"

#include <glib/gi18n-lib.h>

#include "cue-answer-status.h"

/**
 * CueFeedBar:
 *
 * By which connection feeds are read, which feed is looked at, and what its last answer said. Main
 * thread only.
 */
struct _CueFeedBar {
  AdwBin parent_instance;

  CueFeedDesk           *desk;       /* owned; may be NULL */
  CueFeedDeskConnection *connection; /* owned; may be NULL */
  CueFeedSource         *source;     /* owned; may be NULL */
  CueFeedRoundTrip      *trip;       /* owned; what was sent last; may be NULL */

  GtkWidget       *box;
  GtkDropDown     *connections;
  GtkWidget       *badge;
  GtkDropDown     *sources;
  GtkPopover      *popover;
  GtkEntry        *id;
  CueAnswerStatus *status;
};

G_DEFINE_FINAL_TYPE (CueFeedBar, cue_feed_bar, ADW_TYPE_BIN)

typedef enum {
  PROP_CONNECTION = 1,
  PROP_SOURCE,
} CueFeedBarProperty;

static GParamSpec *properties[PROP_SOURCE + 1];

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gpointer         object = gtk_list_item_get_item (item);
  GtkWidget       *label = gtk_list_item_get_child (item);
  g_autofree char *words = NULL;

  if (CUE_IS_FEED_SOURCE (object))
    words = g_strdup (cue_feed_source_get_id (object));
  else if (cue_desk_connection_get_production (object))
    /* Translators: a connection that is marked as production; %s is its name */
    words = g_strdup_printf (_ ("%s (production)"), cue_desk_connection_get_title (object));
  else
    words = g_strdup (cue_desk_connection_get_title (object));

  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, words);
}

/* What is said of an empty feed would puzzle where events are in sight. */
static gboolean
is_nothing_new (CueFeedBar *self)
{
  CueFeedReply *reply = cue_feed_source_get_last_reply (self->source);
  CueFeedPage  *page = reply != NULL ? cue_feed_reply_get_page (reply) : NULL;

  return page != NULL && cue_feed_page_get_n_events (page) == 0 &&
         !cue_feed_source_get_failed (self->source) &&
         g_list_model_get_n_items (G_LIST_MODEL (cue_feed_source_get_log (self->source))) > 0;
}

/* What was sent after the last answer is what there is to say. */
static gboolean
show_trip (CueFeedBar *self)
{
  CueHealth health = CUE_HEALTH_OK;
  gint64    sent;

  if (self->trip == NULL || cue_feed_round_trip_get_connection (self->trip) != self->connection)
    return FALSE;

  sent = cue_feed_round_trip_get_sent_wall (self->trip);

  if (self->source != NULL && (cue_feed_source_get_busy (self->source) ||
                               cue_feed_source_get_answered (self->source) > sent))
    return FALSE;

  switch (cue_feed_round_trip_get_state (self->trip)) {
  case CUE_FEED_TRIP_FAILED:
    health = CUE_HEALTH_ERROR;
    break;
  case CUE_FEED_TRIP_LOST:
  case CUE_FEED_TRIP_UNKNOWN:
    health = CUE_HEALTH_WARNING;
    break;
  case CUE_FEED_TRIP_SENDING:
  case CUE_FEED_TRIP_LOOKING:
  case CUE_FEED_TRIP_SEEN:
  default:
    break;
  }

  cue_answer_status_show (self->status,
                          health,
                          cue_feed_round_trip_get_words (self->trip),
                          sent,
                          !cue_feed_round_trip_get_over (self->trip));
  return TRUE;
}

static void
update_status (CueFeedBar *self)
{
  CueHealth   health = CUE_HEALTH_IDLE;
  const char *words = NULL;
  gint64      answered = 0;
  gboolean    busy = FALSE;

  if (self->connection != NULL)
    words = cue_answer_status_describe_key (cue_desk_connection_get_key_state (self->connection));

  if (words == NULL && show_trip (self))
    return;

  if (words != NULL)
    health = CUE_HEALTH_ERROR;
  else if (self->source != NULL) {
    busy = cue_feed_source_get_busy (self->source);
    words = is_nothing_new (self) ? _ ("No more events there.")
                                  : cue_feed_source_get_words (self->source);
    answered = cue_feed_source_get_answered (self->source);

    if (cue_feed_source_get_failed (self->source))
      health = CUE_HEALTH_ERROR;
    else if (answered != 0)
      health = CUE_HEALTH_OK;
  }

  cue_answer_status_show (self->status, health, words, answered, busy);
}

static void
on_trips_changed (CueFeedBar *self)
{
  g_autoptr (CueFeedRoundTrip) newest =
    self->desk != NULL ? g_list_model_get_item (cue_feed_desk_get_trips (self->desk), 0) : NULL;

  if (self->trip != newest) {
    if (self->trip != NULL)
      g_signal_handlers_disconnect_by_data (self->trip, self);

    g_set_object (&self->trip, newest);

    if (newest != NULL)
      g_signal_connect_swapped (newest, "notify", G_CALLBACK (update_status), self);
  }

  update_status (self);
}

static void
forget_desk (CueFeedBar *self)
{
  if (self->trip != NULL)
    g_signal_handlers_disconnect_by_data (self->trip, self);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (cue_feed_desk_get_trips (self->desk), self);

  g_clear_object (&self->trip);
  g_clear_object (&self->desk);
}

static void
update_badge (CueFeedBar *self)
{
  gboolean production = self->connection != NULL &&
                        cue_desk_connection_get_production (self->connection);

  gtk_widget_set_visible (self->badge, production);

  if (production)
    gtk_widget_add_css_class (self->box, "production");
  else
    gtk_widget_remove_css_class (self->box, "production");
}

static void
on_source_chosen (CueFeedBar *self)
{
  CueFeedSource *source = gtk_drop_down_get_selected_item (self->sources);

  if (self->source == source)
    return;

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);

  g_set_object (&self->source, source);

  if (source != NULL)
    g_signal_connect_swapped (source, "notify", G_CALLBACK (update_status), self);

  update_status (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

static void
on_connection_chosen (CueFeedBar *self)
{
  CueFeedDeskConnection *connection = gtk_drop_down_get_selected_item (self->connections);

  if (self->connection == connection)
    return;

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_set_object (&self->connection, connection);

  if (connection != NULL) {
    g_signal_connect_swapped (connection, "notify", G_CALLBACK (update_status), self);
    g_signal_connect_swapped (connection, "notify", G_CALLBACK (update_badge), self);
  }

  update_badge (self);
  gtk_drop_down_set_model (self->sources,
                           connection != NULL ? cue_feed_desk_connection_get_sources (connection)
                                              : NULL);
  on_source_chosen (self);
  update_status (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

static void
choose_source (CueFeedBar *self, const char *id)
{
  GListModel *model = gtk_drop_down_get_model (self->sources);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CueFeedSource) source = g_list_model_get_item (model, i);

    if (g_strcmp0 (cue_feed_source_get_id (source), id) == 0)
      gtk_drop_down_set_selected (self->sources, i);
  }
}

static void
on_other_activated (CueFeedBar *self)
{
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->id))));

  if (self->connection == NULL || id[0] == '\0')
    return;

  if (cue_feed_desk_connection_add_source (self->connection, id) == NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (self->id), "error");
    return;
  }

  choose_source (self, id);
  gtk_editable_set_text (GTK_EDITABLE (self->id), "");
  gtk_popover_popdown (self->popover);
}

static void
on_other_changed (CueFeedBar *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->id), "error");
}

static void
cue_feed_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFeedBar *self = CUE_FEED_BAR (object);

  switch ((CueFeedBarProperty) id) {
  case PROP_CONNECTION:
    g_value_set_object (value, self->connection);
    break;
  case PROP_SOURCE:
    g_value_set_object (value, self->source);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_feed_bar_dispose (GObject *object)
{
  CueFeedBar *self = CUE_FEED_BAR (object);

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);

  g_clear_object (&self->source);
  g_clear_object (&self->connection);
  forget_desk (self);

  G_OBJECT_CLASS (cue_feed_bar_parent_class)->dispose (object);
}

static void
cue_feed_bar_class_init (CueFeedBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cue_feed_bar_get_property;
  object_class->dispose = cue_feed_bar_dispose;

  /**
   * CueFeedBar:connection:
   *
   * The connection that was chosen.
   */
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, CUE_TYPE_FEED_DESK_CONNECTION, flags);

  /**
   * CueFeedBar:source:
   *
   * The feed that was chosen.
   */
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, CUE_TYPE_FEED_SOURCE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CUE_TYPE_ANSWER_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-feed-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, box);
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, connections);
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, badge);
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, sources);
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, popover);
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, id);
  gtk_widget_class_bind_template_child (widget_class, CueFeedBar, status);
}

static void
cue_feed_bar_init (CueFeedBar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_drop_down_set_factory (self->connections, factory);
  gtk_drop_down_set_factory (self->sources, factory);
  g_signal_connect_swapped (self->connections,
                            "notify::selected-item",
                            G_CALLBACK (on_connection_chosen),
                            self);
  g_signal_connect_swapped (self->sources,
                            "notify::selected-item",
                            G_CALLBACK (on_source_chosen),
                            self);
  g_signal_connect_swapped (self->id, "activate", G_CALLBACK (on_other_activated), self);
  g_signal_connect_swapped (self->id, "changed", G_CALLBACK (on_other_changed), self);
  update_badge (self);
}

/**
 * cue_feed_bar_set_desk:
 * @self: a bar
 * @desk: (nullable): the connections of an event
 *
 * Offers the connections of an event; the first one is chosen.
 */
void
cue_feed_bar_set_desk (CueFeedBar *self, CueFeedDesk *desk)
{
  g_return_if_fail (CUE_IS_FEED_BAR (self));

  if (self->desk == desk)
    return;

  forget_desk (self);
  g_set_object (&self->desk, desk);

  if (desk != NULL)
    g_signal_connect_swapped (cue_feed_desk_get_trips (desk),
                              "items-changed",
                              G_CALLBACK (on_trips_changed),
                              self);

  on_trips_changed (self);
  gtk_drop_down_set_model (self->connections, desk != NULL ? G_LIST_MODEL (desk) : NULL);
  on_connection_chosen (self);
}

/**
 * cue_feed_bar_get_connection:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): the connection that was chosen
 */
CueFeedDeskConnection *
cue_feed_bar_get_connection (CueFeedBar *self)
{
  g_return_val_if_fail (CUE_IS_FEED_BAR (self), NULL);

  return self->connection;
}

/**
 * cue_feed_bar_get_source:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): the feed that was chosen
 */
CueFeedSource *
cue_feed_bar_get_source (CueFeedBar *self)
{
  g_return_val_if_fail (CUE_IS_FEED_BAR (self), NULL);

  return self->source;
}

/**
 * cue_feed_bar_choose:
 * @self: a bar
 * @connection: the id of a connection
 * @source: (nullable): the id of one of its feeds
 *
 * Chooses a connection and a feed, if the event has them.
 */
void
cue_feed_bar_choose (CueFeedBar *self, const char *connection, const char *source)
{
  GListModel *model;

  g_return_if_fail (CUE_IS_FEED_BAR (self));

  model = gtk_drop_down_get_model (self->connections);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CueFeedDeskConnection) each = g_list_model_get_item (model, i);

    if (g_strcmp0 (cue_desk_connection_get_id (each), connection) == 0)
      gtk_drop_down_set_selected (self->connections, i);
  }

  if (source != NULL)
    choose_source (self, source);
}
