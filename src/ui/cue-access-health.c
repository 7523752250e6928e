// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-health.h"

#include <glib/gi18n-lib.h>

#include "cue-access-link.h"
#include "cue-access-links.h"
#include "cue-figure.h"
#include "cue-format.h"
#include "cue-sign-in-bar.h"
#include "cue-state-style.h"
#include "cue-ticker.h"

/**
 * CueAccessHealth:
 *
 * How the connections to the doors are doing: the worst of them in words, what may be its cause,
 * when something last came, and each of them on demand. Main thread only.
 */
struct _CueAccessHealth {
  AdwBin parent_instance;

  CueAccessView *view;  /* owned; may be NULL */
  GListModel    *model; /* owned; may be NULL */

  GtkImage      *icon;
  GtkLabel      *words;
  GtkLabel      *scope;
  GtkLabel      *advice;
  CueFigure     *last_message;
  CueFigure     *last_ping;
  CueFigure     *reconnects;
  CueFigure     *token;
  GtkWidget     *sign_in;
  GtkWidget     *retry;
  GtkWidget     *edit;
  CueSignInBar  *sign_in_bar;
  GtkMenuButton *more;
  GtkListBox    *links;
};

G_DEFINE_FINAL_TYPE (CueAccessHealth, cue_access_health, ADW_TYPE_BIN)

static void
show_age (CueFigure *figure, gint64 wall_us, gint64 now)
{
  gint64           age = wall_us != 0 ? MAX (now - wall_us, 0) : -1;
  g_autofree char *text = cue_format_age (age);
  g_autofree char *spoken = cue_format_age_spoken (age);

  cue_figure_set_text (figure, text);
  cue_figure_set_spoken (figure, spoken);
}

static void
show_token (CueAccessHealth *self, gint64 expiry_us, gint64 now)
{
  g_autofree char *words = NULL;
  CueHealth        health = CUE_HEALTH_IDLE;
  gint64           minutes = (expiry_us - now) / (60 * G_USEC_PER_SEC);

  if (expiry_us == 0) {
    words = g_strdup ("–");
  } else if (expiry_us <= now) {
    words = g_strdup (_ ("ended"));
    health = CUE_HEALTH_ERROR;
  } else if (minutes < 120) {
    /* Translators: from now on; “min” is the unit symbol of the minute */
    words = g_strdup_printf (_ ("in %d min"), (int) minutes);
    health = minutes < 5 ? CUE_HEALTH_WARNING : CUE_HEALTH_IDLE;
  } else
    /* Translators: from now on; “h” is the unit symbol of the hour */
    words = g_strdup_printf (_ ("in %d h"), (int) MIN (minutes / 60, G_MAXINT));

  cue_figure_set_text (self->token, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->token), "health-error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->token), "health-warning");

  if (health != CUE_HEALTH_IDLE)
    gtk_widget_add_css_class (GTK_WIDGET (self->token), cue_health_style_get_css_class (health));
}

static void
update_ways_on (CueAccessHealth *self)
{
  CueAccessLinks *links = CUE_IS_ACCESS_LINKS (self->model) ? CUE_ACCESS_LINKS (self->model) : NULL;
  gboolean        sign_in = links != NULL && cue_access_links_needs_sign_in (links);
  gboolean        can_retry = FALSE, needs_edit = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (self->model); i++) {
    g_autoptr (CueAccessLink) link = g_list_model_get_item (self->model, i);

    can_retry |= cue_access_link_get_facts (link)->can_retry;
    needs_edit |= cue_access_link_get_facts (link)->needs_edit;
  }

  gtk_widget_set_visible (self->sign_in, sign_in);
  /* Without a token there is nothing to connect with. */
  gtk_widget_set_visible (self->retry, can_retry && !sign_in);
  gtk_widget_set_visible (self->edit, needs_edit);
}

static void
update_figures (GtkWidget *widget)
{
  CueAccessHealth *self = CUE_ACCESS_HEALTH (widget);
  gint64           last_message = 0, last_ping = 0, expiry = 0, now;
  guint64          reconnects = 0;
  g_autofree char *count = NULL;

  if (self->view == NULL)
    return;

  if (CUE_IS_ACCESS_LINKS (self->model))
    cue_access_links_refresh (CUE_ACCESS_LINKS (self->model));

  for (guint i = 0; i < g_list_model_get_n_items (self->model); i++) {
    g_autoptr (CueAccessLink) link = g_list_model_get_item (self->model, i);
    const CueAccessLinkFacts *facts = cue_access_link_get_facts (link);

    last_message = MAX (last_message, facts->last_message_wall_us);
    last_ping = MAX (last_ping, facts->last_ping_wall_us);
    reconnects += facts->reconnects;

    /* The token that ends first is the one to look after. */
    if (facts->token_expiry_wall_us != 0 && (expiry == 0 || facts->token_expiry_wall_us < expiry))
      expiry = facts->token_expiry_wall_us;
  }

  now = cue_clock_get_wall (cue_access_view_get_clock (self->view));
  count = g_strdup_printf ("%" G_GUINT64_FORMAT, reconnects);
  show_age (self->last_message, last_message, now);
  show_age (self->last_ping, last_ping, now);
  cue_figure_set_text (self->reconnects, count);
  update_ways_on (self);
  show_token (self, expiry, now);
}

static void
update_health (CueAccessHealth *self)
{
  guint            n_links = g_list_model_get_n_items (self->model);
  guint            n_ok = 0;
  g_autofree char *scope = NULL;
  g_autoptr (CueAccessLink) worst = NULL;
  const CueAccessLinkFacts *facts;

  for (guint i = 0; i < n_links; i++) {
    g_autoptr (CueAccessLink) link = g_list_model_get_item (self->model, i);

    n_ok += cue_access_link_get_facts (link)->health == CUE_HEALTH_OK ? 1 : 0;

    if (worst == NULL ||
        cue_access_link_get_facts (link)->health > cue_access_link_get_facts (worst)->health)
      g_set_object (&worst, link);
  }

  gtk_widget_set_visible (GTK_WIDGET (self), worst != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_links > 1);

  if (worst == NULL)
    return;

  facts = cue_access_link_get_facts (worst);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (facts->health));
  cue_health_style_apply (GTK_WIDGET (self->icon), facts->health);
  gtk_label_set_label (self->words, facts->words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), facts->words);
  gtk_label_set_label (self->advice, facts->advice != NULL ? facts->advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), facts->advice != NULL);

  if (n_links == 1)
    scope = g_strdup (facts->name);
  else if (n_ok == n_links)
    scope = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "All %u connection",
                                          "All %u connections",
                                          n_links),
                             n_links);
  else
    /* Translators: the name of a connection, and how many of all are connected */
    scope = g_strdup_printf (_ ("%s · %u of %u connected"), facts->name, n_ok, n_links);

  gtk_label_set_label (self->scope, scope);
  update_figures (GTK_WIDGET (self));
}

static void
update_link_row (CueAccessLink *link, GtkWidget *row)
{
  const CueAccessLinkFacts *facts = cue_access_link_get_facts (link);
  GtkWidget                *grid = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget                *icon = gtk_grid_get_child_at (GTK_GRID (grid), 0, 0);
  g_autofree char          *spoken = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), cue_health_style_get_icon (facts->health));
  cue_health_style_apply (icon, facts->health);
  gtk_label_set_label (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 1, 0)), facts->name);
  gtk_label_set_label (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 1, 1)), facts->words);
  /* Translators: the name of a connection, how it is doing, and more words about it */
  spoken = g_strdup_printf (_ ("%s: %s. %s"),
                            facts->name,
                            cue_health_to_words (facts->health),
                            facts->words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static GtkWidget *
make_link_row (gpointer item, gpointer data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();

  for (int line = 0; line < 2; line++) {
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 50);

    if (line == 1)
      gtk_widget_add_css_class (label, "caption");

    gtk_grid_attach (GTK_GRID (grid), label, 1, line, 1, 1);
  }

  gtk_grid_attach (GTK_GRID (grid), gtk_image_new (), 0, 0, 1, 1);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_widget_add_css_class (grid, "link");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_signal_connect_object (item, "changed", G_CALLBACK (update_link_row), row, 0);
  update_link_row (CUE_ACCESS_LINK (item), row);
  return row;
}

static void
on_links_changed (GListModel      *model,
                  guint            position,
                  guint            removed,
                  guint            added,
                  CueAccessHealth *self)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (CueAccessLink) link = g_list_model_get_item (model, i);

    g_signal_handlers_disconnect_by_data (link, self);
    g_signal_connect_object (link, "changed", G_CALLBACK (update_health), self, G_CONNECT_SWAPPED);
  }

  update_health (self);
}

static void
cue_access_health_dispose (GObject *object)
{
  cue_access_health_set_view (CUE_ACCESS_HEALTH (object), NULL);

  G_OBJECT_CLASS (cue_access_health_parent_class)->dispose (object);
}

static void
cue_access_health_class_init (CueAccessHealthClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_access_health_dispose;

  g_type_ensure (CUE_TYPE_FIGURE);
  g_type_ensure (CUE_TYPE_SIGN_IN_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-access-health.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, words);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, scope);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, advice);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, last_message);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, last_ping);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, reconnects);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, token);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, sign_in);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, retry);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, edit);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, sign_in_bar);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, more);
  gtk_widget_class_bind_template_child (widget_class, CueAccessHealth, links);
}

static void
cue_access_health_init (CueAccessHealth *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_ticker_attach (GTK_WIDGET (self), update_figures);
}

/**
 * cue_access_health_set_view:
 * @self: a header
 * @view: (nullable): whose connections are shown
 *
 * Chooses whose connections are shown.
 */
void
cue_access_health_set_view (CueAccessHealth *self, CueAccessView *view)
{
  g_return_if_fail (CUE_IS_ACCESS_HEALTH (self));

  if (self->view == view)
    return;

  if (self->model != NULL) {
    g_signal_handlers_disconnect_by_data (self->model, self);

    if (CUE_IS_ACCESS_LINKS (self->model))
      g_signal_handlers_disconnect_by_data (cue_access_links_get_sign_in (
                                              CUE_ACCESS_LINKS (self->model)),
                                            self);

    for (guint i = 0; i < g_list_model_get_n_items (self->model); i++) {
      g_autoptr (CueAccessLink) link = g_list_model_get_item (self->model, i);

      g_signal_handlers_disconnect_by_data (link, self);
    }
  }

  g_clear_object (&self->model);

  /* NULL when the template is being taken down. */
  if (self->links != NULL) {
    gtk_list_box_bind_model (self->links, NULL, NULL, NULL, NULL);
    cue_sign_in_bar_set_sign_in (self->sign_in_bar, NULL);
  }

  g_set_object (&self->view, view);

  if (view == NULL)
    return;

  self->model = g_object_ref (cue_access_view_get_links (view));
  gtk_list_box_bind_model (self->links, self->model, make_link_row, NULL, NULL);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_links_changed), self, 0);

  if (CUE_IS_ACCESS_LINKS (self->model)) {
    CueSignIn *sign_in = cue_access_links_get_sign_in (CUE_ACCESS_LINKS (self->model));

    cue_sign_in_bar_set_sign_in (self->sign_in_bar, sign_in);
    g_signal_connect_object (sign_in,
                             "changed",
                             G_CALLBACK (update_ways_on),
                             self,
                             G_CONNECT_SWAPPED);
  }

  on_links_changed (self->model, 0, 0, g_list_model_get_n_items (self->model), self);
}
