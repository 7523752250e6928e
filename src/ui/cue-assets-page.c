// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-page.h"

#include <glib/gi18n-lib.h>

#include "cue-assets-change-row.h"
#include "cue-assets-finding-row.h"
#include "cue-assets-layout.h"
#include "cue-assets-panel.h"
#include "cue-assets-tile.h"
#include "cue-state-style.h"

/* In the usual order of a show; live and replay show the stream and have no assets. */
static const CuePlayerState states[] = {
  CUE_PLAYER_STATE_CUSTOM,
  CUE_PLAYER_STATE_PRELIVE,
  CUE_PLAYER_STATE_INTERRUPTION,
  CUE_PLAYER_STATE_POSTLIVE,
};

#define N_STATES G_N_ELEMENTS (states)

/**
 * CueAssetsPage:
 *
 * What the phone shows in every state, side by side, what was found about it, and what changed.
 * Nothing is held for it while nobody looks at it. Main thread only.
 */
struct _CueAssetsPage {
  AdwBin parent_instance;

  CueEventSession *session;          /* owned; may be NULL */
  CuePhoneScene   *scenes[N_STATES]; /* owned; NULL while nobody looks */
  CueAssetsTile   *phones[N_STATES];

  GtkStack       *stack;
  GtkWidget      *now;
  GtkImage       *now_icon;
  GtkLabel       *now_words;
  GtkBox         *tiles;
  CueAssetsPanel *findings;
  CueAssetsPanel *changes;
};

G_DEFINE_FINAL_TYPE (CueAssetsPage, cue_assets_page, ADW_TYPE_BIN)

static CueEngineState *
get_state (CueAssetsPage *self)
{
  return self->session != NULL
           ? cue_monitor_get_state (cue_event_session_get_monitor (self->session))
           : NULL;
}

static gboolean
names_assets (CueEngineState *state)
{
  if (cue_engine_state_get_logo (state) != NULL)
    return TRUE;

  for (guint i = 0; i < N_STATES; i++) {
    for (CueAssetKind kind = 0; kind < CUE_N_ASSET_KINDS; kind++) {
      if (cue_engine_state_get_asset (state, states[i], kind) != NULL)
        return TRUE;
    }
  }

  return FALSE;
}

static void
update_now (CueAssetsPage *self, CuePlayerState state)
{
  const char      *name = cue_player_state_to_words (state);
  g_autofree char *words = NULL;

  switch (state) {
  case CUE_PLAYER_STATE_LIVE:
  case CUE_PLAYER_STATE_REPLAY:
    /* Translators: %s is “Live” or “Replay” */
    words = g_strdup_printf (_ ("On air now: %s. The audience sees the stream."), name);
    break;
  case CUE_PLAYER_STATE_UNKNOWN:
    words = g_strdup (_ ("On air now: a state that is not known"));
    break;
  case CUE_PLAYER_STATE_CUSTOM:
  case CUE_PLAYER_STATE_PRELIVE:
  case CUE_PLAYER_STATE_POSTLIVE:
  case CUE_PLAYER_STATE_INTERRUPTION:
  default:
    /* Translators: %s is the name of a state, such as “Prelive” */
    words = g_strdup_printf (_ ("On air now: %s"), name);
  }

  gtk_label_set_label (self->now_words, words);
  gtk_image_set_from_icon_name (self->now_icon, cue_state_style_get_icon (state));
  cue_state_style_apply (GTK_WIDGET (self->now_icon), state);
}

static void
update (CueAssetsPage *self)
{
  CueEngineState *state = get_state (self);
  CuePlayerState  current = CUE_PLAYER_STATE_UNKNOWN;

  if (state != NULL)
    current = cue_engine_state_get_player_state (state);

  update_now (self, current);

  for (guint i = 0; i < N_STATES; i++)
    cue_assets_tile_set_mark (self->phones[i],
                              states[i] == current ? CUE_ASSETS_MARK_ON_AIR : CUE_ASSETS_MARK_NONE);

  gtk_stack_set_visible_child_name (self->stack,
                                    state == NULL          ? "waiting"
                                    : names_assets (state) ? "overview"
                                                           : "none");
}

static void
cue_assets_page_dispose (GObject *object)
{
  CueAssetsPage *self = CUE_ASSETS_PAGE (object);

  cue_assets_page_set_session (self, NULL);

  G_OBJECT_CLASS (cue_assets_page_parent_class)->dispose (object);
}

static void
cue_assets_page_class_init (CueAssetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_assets_page_dispose;

  g_type_ensure (CUE_TYPE_ASSETS_LAYOUT);
  g_type_ensure (CUE_TYPE_ASSETS_PANEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, now);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, now_icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, now_words);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, findings);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsPage, changes);
}

static void
cue_assets_page_init (CueAssetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_STATES; i++) {
    self->phones[i] = CUE_ASSETS_TILE (cue_assets_tile_new (states[i]));
    gtk_box_append (self->tiles, GTK_WIDGET (self->phones[i]));
  }

  cue_assets_panel_set_empty (self->findings, "cue-severity-idle-symbolic", _ ("Not checked yet"));
  cue_assets_panel_set_empty (self->changes,
                              "cue-change-symbolic",
                              _ ("No asset has changed since the event is watched"));
  update (self);
}

/**
 * cue_assets_page_set_session:
 * @self: the page
 * @session: (nullable): the open event
 *
 * Chooses what the page shows.
 */
void
cue_assets_page_set_session (CueAssetsPage *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_ASSETS_PAGE (self));

  if (self->session == session)
    return;

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (cue_event_session_get_monitor (self->session), self);

  g_set_object (&self->session, session);

  if (session != NULL)
    g_signal_connect_object (cue_event_session_get_monitor (session),
                             "notify::state",
                             G_CALLBACK (update),
                             self,
                             G_CONNECT_SWAPPED);

  if (self->stack != NULL)
    update (self);
}
