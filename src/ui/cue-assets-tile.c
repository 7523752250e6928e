// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-tile.h"

#include <glib/gi18n-lib.h>

#include "cue-phone-screen.h"
#include "cue-state-style.h"
#include "cue-title-layout.h"

/**
 * CueAssetsTile:
 *
 * What a phone shows in one state, beside that of the others: the name of the state, whether it is
 * on air or may come next, the composition, and what was found about it. It is a button that
 * activates `assets.open` with the id of the state. Main thread only.
 */
struct _CueAssetsTile {
  GtkButton parent_instance;

  CuePlayerState state;

  GtkImage       *state_icon;
  GtkLabel       *title;
  CueAssetsBadge *mark;
  CuePhoneScreen *phone;
  GtkWidget      *verdict;
  GtkImage       *verdict_icon;
  GtkLabel       *verdict_words;
};

G_DEFINE_FINAL_TYPE (CueAssetsTile, cue_assets_tile, GTK_TYPE_BUTTON)

static void
update_spoken (CueAssetsTile *self)
{
  const char *verdict = gtk_label_get_label (self->verdict_words);
  GString    *spoken = g_string_new (gtk_label_get_label (self->title));

  if (cue_assets_badge_get_mark (self->mark) != CUE_ASSETS_MARK_NONE)
    g_string_append_printf (spoken, ", %s", cue_assets_badge_get_words (self->mark));

  if (verdict[0] != '\0')
    g_string_append_printf (spoken, ", %s", verdict);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->str,
                                  -1);
  g_string_free (spoken, TRUE);
}

static void
cue_assets_tile_class_init (CueAssetsTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CUE_TYPE_ASSETS_BADGE);
  g_type_ensure (CUE_TYPE_PHONE_SCREEN);
  g_type_ensure (CUE_TYPE_TITLE_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, title);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, mark);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, phone);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, verdict);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsTile, verdict_words);
}

static void
cue_assets_tile_init (CueAssetsTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_assets_tile_new:
 * @state: a state that may have assets
 *
 * Returns: (transfer floating): a tile that shows nothing yet
 */
GtkWidget *
cue_assets_tile_new (CuePlayerState state)
{
  CueAssetsTile *self = g_object_new (CUE_TYPE_ASSETS_TILE, NULL);

  self->state = state;
  gtk_image_set_from_icon_name (self->state_icon, cue_state_style_get_icon (state));
  cue_state_style_apply (GTK_WIDGET (self->state_icon), state);
  gtk_label_set_label (self->title, cue_player_state_to_words (state));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", cue_player_state_to_id (state));
  cue_assets_tile_set_verdict (self, CUE_HEALTH_IDLE, _ ("Not checked yet"));
  return GTK_WIDGET (self);
}

/**
 * cue_assets_tile_get_state:
 * @self: a tile
 *
 * Returns: the state whose composition it shows
 */
CuePlayerState
cue_assets_tile_get_state (CueAssetsTile *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_TILE (self), CUE_PLAYER_STATE_UNKNOWN);

  return self->state;
}

/**
 * cue_assets_tile_set_scene:
 * @self: a tile
 * @scene: (nullable): the composition
 */
void
cue_assets_tile_set_scene (CueAssetsTile *self, CuePhoneScene *scene)
{
  g_return_if_fail (CUE_IS_ASSETS_TILE (self));

  cue_phone_screen_set_scene (self->phone, scene);
}

/**
 * cue_assets_tile_set_mark:
 * @self: a tile
 * @mark: what the composition is to the audience now
 *
 * Says it by a word, a shape and a colour.
 */
void
cue_assets_tile_set_mark (CueAssetsTile *self, CueAssetsMark mark)
{
  g_return_if_fail (CUE_IS_ASSETS_TILE (self));

  if (cue_assets_badge_get_mark (self->mark) == mark)
    return;

  cue_assets_badge_set_mark (self->mark, mark);

  if (mark == CUE_ASSETS_MARK_ON_AIR)
    gtk_widget_add_css_class (GTK_WIDGET (self), "on-air-now");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "on-air-now");

  update_spoken (self);
}

/**
 * cue_assets_tile_set_verdict:
 * @self: a tile
 * @health: how the assets of the state are
 * @words: the same in words
 */
void
cue_assets_tile_set_verdict (CueAssetsTile *self, CueHealth health, const char *words)
{
  g_return_if_fail (CUE_IS_ASSETS_TILE (self));
  g_return_if_fail (words != NULL);

  gtk_image_set_from_icon_name (self->verdict_icon, cue_health_style_get_icon (health));
  cue_health_style_apply (self->verdict, health);
  gtk_label_set_label (self->verdict_words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->verdict_words), words);
  update_spoken (self);
}
