// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-bar.h"

#include <glib/gi18n-lib.h>

#include "cue-answer-status.h"

/**
 * CueAcousticBar:
 *
 * By which connection Exchange is reached, what kind it is, and how it is: whether it is production
 * by a word, a shape and a colour, whose key it has, and what the last answer said. Main thread
 * only.
 */
struct _CueAcousticBar {
  AdwBin parent_instance;

  CueAcousticDesk           *desk;       /* owned; may be NULL */
  CueAcousticDeskConnection *connection; /* owned; may be NULL */

  GtkWidget       *box;
  GtkDropDown     *chooser;
  GtkWidget       *badge;
  GtkImage        *badge_icon;
  GtkLabel        *badge_words;
  GtkLabel        *role;
  CueAnswerStatus *status;
};

G_DEFINE_FINAL_TYPE (CueAcousticBar, cue_acoustic_bar, ADW_TYPE_BIN)

typedef enum {
  PROP_CONNECTION = 1,
} CueAcousticBarProperty;

static GParamSpec *properties[PROP_CONNECTION + 1];

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  CueAcousticDeskConnection *connection = gtk_list_item_get_item (item);
  GtkWidget                 *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget                 *label = gtk_widget_get_next_sibling (icon);
  gboolean                   production = cue_desk_connection_get_production (connection);
  const char                *title = cue_desk_connection_get_title (connection);
  g_autofree char           *words = NULL;

  /* Translators: a connection that is marked as production; %s is its name */
  words = production ? g_strdup_printf (_ ("%s (production)"), title) : g_strdup (title);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                production ? "cue-severity-warning-symbolic"
                                           : "cue-acoustic-symbolic");
  gtk_label_set_label (GTK_LABEL (label), words);
}

static void
update_status (CueAcousticBar *self)
{
  CueHealth     health = CUE_HEALTH_IDLE;
  const char   *words = cue_desk_connection_get_words (self->connection);
  const GError *error = cue_acoustic_desk_connection_get_types_error (self->connection);
  gboolean      busy = cue_desk_connection_get_busy (self->connection);
  gint64        answered = cue_desk_connection_get_answered (self->connection);
  CueKeyState   key = cue_desk_connection_get_key_state (self->connection);
  const char   *key_words = cue_answer_status_describe_key (key);

  if (key_words != NULL) {
    health = CUE_HEALTH_ERROR;
    words = key_words;
  } else if (key == CUE_KEY_REFUSED)
    health = CUE_HEALTH_ERROR;
  else if (error != NULL) {
    health = CUE_HEALTH_WARNING;
    words = error->message;
  } else if (answered != 0)
    health = cue_acoustic_desk_connection_get_done (self->connection) ? CUE_HEALTH_OK
                                                                      : CUE_HEALTH_WARNING;

  if (busy)
    cue_answer_status_show (self->status, health, _ ("Asking…"), 0, TRUE);
  else
    cue_answer_status_show (self->status, health, words, answered, FALSE);
}

static void
update (CueAcousticBar *self)
{
  gboolean        production;
  CueAcousticRole role;

  if (self->connection == NULL)
    return;

  production = cue_desk_connection_get_production (self->connection);
  role = cue_acoustic_connection_get_role (cue_desk_connection_get_settings (self->connection));
  gtk_image_set_from_icon_name (self->badge_icon,
                                production ? "cue-severity-warning-symbolic"
                                           : "cue-severity-info-symbolic");
  /* Translators: a kind of connection: what real systems use, or not */
  gtk_label_set_label (self->badge_words, production ? _ ("Production") : _ ("Test"));
  gtk_label_set_label (self->role, cue_acoustic_role_get_title (role));

  if (production) {
    gtk_widget_add_css_class (self->box, "production");
    gtk_widget_add_css_class (self->badge, "production");
  } else {
    gtk_widget_remove_css_class (self->box, "production");
    gtk_widget_remove_css_class (self->badge, "production");
  }

  update_status (self);
}

static void
on_chosen (CueAcousticBar *self)
{
  CueAcousticDeskConnection *connection = gtk_drop_down_get_selected_item (self->chooser);

  if (self->connection == connection)
    return;

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_set_object (&self->connection, connection);

  if (connection != NULL)
    g_signal_connect_swapped (connection, "notify", G_CALLBACK (update), self);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

static void
cue_acoustic_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CueAcousticBarProperty) id) {
  case PROP_CONNECTION:
    g_value_set_object (value, CUE_ACOUSTIC_BAR (object)->connection);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_acoustic_bar_dispose (GObject *object)
{
  CueAcousticBar *self = CUE_ACOUSTIC_BAR (object);

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);

  g_clear_object (&self->connection);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (cue_acoustic_bar_parent_class)->dispose (object);
}

static void
cue_acoustic_bar_class_init (CueAcousticBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_acoustic_bar_get_property;
  object_class->dispose = cue_acoustic_bar_dispose;

  /**
   * CueAcousticBar:connection:
   *
   * The connection that was chosen.
   */
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection",
                         NULL,
                         NULL,
                         CUE_TYPE_ACOUSTIC_DESK_CONNECTION,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CUE_TYPE_ANSWER_STATUS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, box);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, chooser);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, badge);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, badge_icon);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, badge_words);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, role);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticBar, status);
}

static void
cue_acoustic_bar_init (CueAcousticBar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_drop_down_set_factory (self->chooser, factory);
  g_signal_connect_swapped (self->chooser, "notify::selected-item", G_CALLBACK (on_chosen), self);
}

/**
 * cue_acoustic_bar_set_desk:
 * @self: a bar
 * @desk: (nullable): the connections of an event
 *
 * Offers the connections of an event; the first one is chosen.
 */
void
cue_acoustic_bar_set_desk (CueAcousticBar *self, CueAcousticDesk *desk)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_BAR (self));

  if (!g_set_object (&self->desk, desk))
    return;

  gtk_drop_down_set_model (self->chooser, desk != NULL ? G_LIST_MODEL (desk) : NULL);
  on_chosen (self);
}

/**
 * cue_acoustic_bar_get_connection:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): the connection that was chosen
 */
CueAcousticDeskConnection *
cue_acoustic_bar_get_connection (CueAcousticBar *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_BAR (self), NULL);

  return self->connection;
}

/**
 * cue_acoustic_bar_choose:
 * @self: a bar
 * @id: the id of a connection
 *
 * Chooses a connection, if the event has it.
 */
void
cue_acoustic_bar_choose (CueAcousticBar *self, const char *id)
{
  GListModel *model;

  g_return_if_fail (CUE_IS_ACOUSTIC_BAR (self));

  model = gtk_drop_down_get_model (self->chooser);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CueAcousticDeskConnection) connection = g_list_model_get_item (model, i);

    if (g_strcmp0 (cue_desk_connection_get_id (connection), id) == 0)
      gtk_drop_down_set_selected (self->chooser, i);
  }
}
