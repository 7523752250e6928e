// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-door-row.h"

#include <glib/gi18n-lib.h>

#include "cue-access-link.h"
#include "cue-figure.h"
#include "cue-format.h"
#include "cue-state-style.h"
#include "cue-text.h"
#include "cue-ticker.h"
#include "cue-time.h"

#define MAX_NAME 120

/**
 * CueAccessDoorRow:
 *
 * What one door does: how often it is used, how often it refuses, and since when it is quiet. While
 * no connection reports it, all that is known is when it was last used. Main thread only.
 */
struct _CueAccessDoorRow {
  AdwBin parent_instance;

  CueAccessDoor *door;  /* owned; may be NULL */
  GListModel    *links; /* owned; may be NULL: the connections that report it */

  GtkImage  *icon;
  GtkLabel  *name;
  CueFigure *rate;
  GtkLabel  *words;
  GtkLabel  *refused;
};

G_DEFINE_FINAL_TYPE (CueAccessDoorRow, cue_access_door_row, ADW_TYPE_BIN)

static char *
describe_use (CueAccessDoor *door, gboolean heard)
{
  g_autofree char *age = cue_format_age (cue_access_door_get_quiet_us (door));

  if (!heard)
    /* Translators: what a door does is not known, since nothing is connected; %s is an age such as
     * “12 s ago” */
    return g_strdup_printf (_ ("Unknown, last used %s"), age);

  if (cue_access_door_is_quiet (door)) {
    g_autofree char *duration =
      cue_time_format_duration (cue_access_door_get_quiet_us (door), CUE_DURATION_WORDS);

    /* Translators: a door reported nothing for this long; %s is a duration such as “42 min” */
    return g_strdup_printf (_ ("Quiet for %s"), duration);
  }

  /* Translators: when a door was last used; %s is an age such as “12 s ago” */
  return g_strdup_printf (_ ("Last used %s"), age);
}

static void
update_door (GtkWidget *widget)
{
  CueAccessDoorRow *self = CUE_ACCESS_DOOR_ROW (widget);
  gboolean          heard;
  guint             n_refused;
  double            per_minute;
  CueHealth         health;
  g_autofree char  *number = NULL;
  g_autofree char  *words = NULL;
  g_autofree char  *rate = NULL;
  g_autofree char  *refused = NULL;
  g_autofree char  *spoken = NULL;
  GtkWidget        *item = gtk_widget_get_parent (widget);

  if (self->door == NULL)
    return;

  heard = cue_access_link_any_hears (self->links, cue_access_door_get_site_id (self->door));
  n_refused = cue_access_door_get_recent_refused (self->door);
  health = !heard                                  ? CUE_HEALTH_IDLE
           : cue_access_door_is_quiet (self->door) ? CUE_HEALTH_WARNING
                                                   : CUE_HEALTH_OK;
  words = describe_use (self->door, heard);
  per_minute = cue_access_door_get_per_minute (self->door);
  number = g_strdup_printf (per_minute < 99.95 ? "%.1f" : "%.0f", per_minute);
  /* Translators: how often a door is used; “min” is the unit symbol of the minute */
  rate = heard ? g_strdup_printf (_ ("%s/min"), number) : g_strdup ("–");
  refused =
    n_refused > 0
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u refused", "%u refused", n_refused),
                         n_refused)
      : g_strdup ("");
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (health));
  cue_health_style_apply (GTK_WIDGET (self->icon), health);
  cue_figure_set_text (self->rate, rate);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_tooltip_text (widget,
                               heard ? _ ("Show only rows of this door")
                                     : _ ("Show only rows of this door. What it does now is not "
                                          "known: it is not connected."));
  gtk_label_set_label (self->refused, refused);

  if (n_refused > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->refused), "health-error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->refused), "health-error");

  spoken = g_strdup_printf ("%s, %s%s%s%s%s",
                            gtk_label_get_label (self->name),
                            heard ? rate : "",
                            heard ? ", " : "",
                            words,
                            n_refused > 0 ? ", " : "",
                            refused);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken,
                                    -1);
}

static void
cue_access_door_row_dispose (GObject *object)
{
  g_clear_object (&CUE_ACCESS_DOOR_ROW (object)->door);
  g_clear_object (&CUE_ACCESS_DOOR_ROW (object)->links);

  G_OBJECT_CLASS (cue_access_door_row_parent_class)->dispose (object);
}

static void
cue_access_door_row_class_init (CueAccessDoorRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_door_row_dispose;

  g_type_ensure (CUE_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-door-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorRow, name);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorRow, rate);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorRow, words);
  gtk_widget_class_bind_template_child (widget_class, CueAccessDoorRow, refused);
}

static void
cue_access_door_row_init (CueAccessDoorRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Once a second is enough for figures that change with each of five thousand messages. */
  cue_ticker_attach (GTK_WIDGET (self), update_door);
}

/**
 * cue_access_door_row_new:
 *
 * Returns: (transfer floating): a row without a door
 */
GtkWidget *
cue_access_door_row_new (void)
{
  return g_object_new (CUE_TYPE_ACCESS_DOOR_ROW, NULL);
}

/**
 * cue_access_door_row_set_door:
 * @self: a row
 * @door: (nullable): what to show
 * @links: (nullable): a list of [class@AccessLink]: the connections of the event
 *
 * Chooses what the row shows.
 */
void
cue_access_door_row_set_door (CueAccessDoorRow *self, CueAccessDoor *door, GListModel *links)
{
  g_autofree char *name = NULL;

  g_return_if_fail (CUE_IS_ACCESS_DOOR_ROW (self));

  g_set_object (&self->links, links);

  if (!g_set_object (&self->door, door) || door == NULL)
    return;

  name = cue_text_make_line (cue_access_door_get_name (door), -1, MAX_NAME);
  gtk_label_set_label (self->name, name);
  update_door (GTK_WIDGET (self));
}
