// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-badge.h"

#include <glib/gi18n-lib.h>

#include "cue-brief-bin.h"

#define ICON_SIZE 12
#define SPACING   4

/**
 * CueAssetsBadge:
 *
 * Says by a word, a shape and a colour what a composition is to the audience now; where there is
 * no room for the word, it is the tooltip. Hidden while there is nothing to say. Main thread only.
 */
struct _CueAssetsBadge {
  AdwBin parent_instance;

  CueAssetsMark mark;
  GtkImage     *icon;
  GtkLabel     *words;
  GtkImage     *alone; /* the shape without the word */
};

G_DEFINE_FINAL_TYPE (CueAssetsBadge, cue_assets_badge, ADW_TYPE_BIN)

static void
cue_assets_badge_class_init (CueAssetsBadgeClass *klass)
{
}

static void
cue_assets_badge_init (CueAssetsBadge *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "pixel-size",
                                  ICON_SIZE,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *words = gtk_label_new ("");
  GtkWidget *alone = g_object_new (GTK_TYPE_IMAGE, "pixel-size", ICON_SIZE, NULL);

  self->icon = GTK_IMAGE (icon);
  self->words = GTK_LABEL (words);
  self->alone = GTK_IMAGE (alone);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  adw_bin_set_child (ADW_BIN (self), cue_brief_bin_new (box, alone));
  gtk_widget_add_css_class (GTK_WIDGET (self), "badge");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * cue_assets_badge_make_small:
 * @self: a badge
 *
 * Leaves its shape and its colour, where there is no room for words; they are its tooltip then.
 */
void
cue_assets_badge_make_small (CueAssetsBadge *self)
{
  g_return_if_fail (CUE_IS_ASSETS_BADGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->words), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "small");
}

/**
 * cue_assets_badge_set_mark:
 * @self: a badge
 * @mark: what it says
 */
void
cue_assets_badge_set_mark (CueAssetsBadge *self, CueAssetsMark mark)
{
  static const struct {
    const char *words;
    const char *icon;
    const char *css_class;
  } styles[] = {
    [CUE_ASSETS_MARK_NONE] = { NULL, NULL, NULL },
    [CUE_ASSETS_MARK_ON_AIR] = { N_ ("On Air Now"), "cue-state-live-symbolic", "on-air-now" },
    /* Translators: the composition that may come next; it is a guess */
    [CUE_ASSETS_MARK_NEXT] = { N_ ("Next?"), "go-next-symbolic", "maybe-next" },
  };

  const char *words;

  g_return_if_fail (CUE_IS_ASSETS_BADGE (self));
  g_return_if_fail ((guint) mark < G_N_ELEMENTS (styles));

  if (self->mark == mark)
    return;

  if (styles[self->mark].css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), styles[self->mark].css_class);

  if (styles[mark].css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), styles[mark].css_class);

  self->mark = mark;
  words = styles[mark].words != NULL ? _ (styles[mark].words) : "";
  gtk_label_set_label (self->words, words);
  gtk_image_set_from_icon_name (self->icon, styles[mark].icon);
  gtk_image_set_from_icon_name (self->alone, styles[mark].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->alone),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), mark != CUE_ASSETS_MARK_NONE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               mark == CUE_ASSETS_MARK_NEXT
                                 ? _ ("A guess: the next state in the usual order that has assets")
                                 : words);
}

/**
 * cue_assets_badge_get_mark:
 * @self: a badge
 *
 * Returns: what it says
 */
CueAssetsMark
cue_assets_badge_get_mark (CueAssetsBadge *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_BADGE (self), CUE_ASSETS_MARK_NONE);

  return self->mark;
}

/**
 * cue_assets_badge_get_words:
 * @self: a badge
 *
 * Returns: the same in words; empty when there is nothing to say
 */
const char *
cue_assets_badge_get_words (CueAssetsBadge *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_BADGE (self), "");

  return gtk_label_get_label (self->words);
}
