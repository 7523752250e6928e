// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-change-row.h"

#include "cue-assets-picture.h"
#include "cue-moment.h"
#include "cue-text.h"

#define MAX_WORDS 300

/**
 * CueAssetsChangeRow:
 *
 * A change of an asset: when, which, what, and a small picture of before and after. Main thread
 * only.
 */
struct _CueAssetsChangeRow {
  AdwBin parent_instance;

  GCancellable    *cancellable; /* owned; NULL while there is nothing to show */
  CueAssetHistory *history;     /* owned; NULL while there is nothing to show */
  CueAssetChange  *change;      /* owned; NULL while there is nothing to show */

  GtkLabel   *time;
  GtkLabel   *where;
  GtkLabel   *words;
  GtkPicture *before;
  GtkImage   *arrow;
  GtkPicture *after;
};

G_DEFINE_FINAL_TYPE (CueAssetsChangeRow, cue_assets_change_row, ADW_TYPE_BIN)

static void
stop (CueAssetsChangeRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_object (&self->history);
  g_clear_object (&self->change);
}

static void
cue_assets_change_row_dispose (GObject *object)
{
  stop (CUE_ASSETS_CHANGE_ROW (object));

  G_OBJECT_CLASS (cue_assets_change_row_parent_class)->dispose (object);
}

static void
cue_assets_change_row_class_init (CueAssetsChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_assets_change_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsChangeRow, time);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsChangeRow, where);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsChangeRow, words);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsChangeRow, before);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsChangeRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsChangeRow, after);
}

static void
cue_assets_change_row_init (CueAssetsChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_assets_change_row_new:
 *
 * Returns: (transfer floating): a row that says nothing yet
 */
GtkWidget *
cue_assets_change_row_new (void)
{
  return g_object_new (CUE_TYPE_ASSETS_CHANGE_ROW, NULL);
}

static void
set_label (GtkLabel *label, const char *text)
{
  g_autofree char *line = cue_text_make_line (text != NULL ? text : "", -1, MAX_WORDS);

  gtk_label_set_label (label, line);
  gtk_widget_set_visible (GTK_WIDGET (label), line[0] != '\0');
}

static void
set_picture (GtkPicture *picture, GdkPaintable *paintable)
{
  gtk_picture_set_paintable (picture, paintable);
}

typedef struct {
  CueAssetsChangeRow *self;    /* owned */
  GtkPicture         *picture; /* not owned: a part of the row */
} Place;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Place *place = data;
  g_autoptr (CueAssetsChangeRow) self = place->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = cue_assets_picture_load_finish (result, &error);

  /* Where there is no picture any more, the room for it stays empty. */
  if (texture != NULL)
    set_picture (place->picture, GDK_PAINTABLE (texture));
}

static void
load (CueAssetsChangeRow *self, CueAssetHistory *history, GtkPicture *picture, const char *sha256)
{
  Place *place;

  set_picture (picture, NULL);
  gtk_widget_set_visible (GTK_WIDGET (picture), sha256 != NULL);

  if (sha256 == NULL)
    return;

  place = g_new (Place, 1);
  place->self = g_object_ref (self);
  place->picture = picture;
  cue_assets_picture_load_async (history, NULL, sha256, self->cancellable, on_loaded, place);
}

/* A change is told of before its file was looked into. */
static void
on_thumbnail_added (CueAssetHistory *history, const char *sha256, CueAssetsChangeRow *self)
{
  if (g_strcmp0 (sha256, cue_asset_change_get_sha256_before (self->change)) == 0 &&
      gtk_picture_get_paintable (self->before) == NULL)
    load (self, history, self->before, sha256);
  if (g_strcmp0 (sha256, cue_asset_change_get_sha256_after (self->change)) == 0 &&
      gtk_picture_get_paintable (self->after) == NULL)
    load (self, history, self->after, sha256);
}

/**
 * cue_assets_change_row_set_change:
 * @self: a row
 * @history: has small pictures of what was there
 * @change: (nullable): what to show; %NULL lets go of all pictures
 */
void
cue_assets_change_row_set_change (CueAssetsChangeRow *self,
                                  CueAssetHistory    *history,
                                  CueAssetChange     *change)
{
  const char      *before, *after;
  g_autofree char *time = NULL;
  g_autofree char *where = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (CUE_IS_ASSETS_CHANGE_ROW (self));

  stop (self);

  if (change == NULL) {
    set_picture (self->before, NULL);
    set_picture (self->after, NULL);
    return;
  }

  g_return_if_fail (CUE_IS_ASSET_HISTORY (history));

  before = cue_asset_change_get_sha256_before (change);
  after = cue_asset_change_get_sha256_after (change);
  time = cue_moment_format (cue_asset_change_get_wall (change) * 1000,
                            CUE_MOMENT_LOCAL,
                            CUE_MOMENT_SHORT);
  where = cue_asset_slot_index_to_words (cue_asset_change_get_slot (change));
  words = cue_asset_change_to_words (change);
  gtk_label_set_label (self->time, time);
  set_label (self->where, where);
  set_label (self->words, words);
  self->cancellable = g_cancellable_new ();
  self->history = g_object_ref (history);
  self->change = g_object_ref (change);
  g_signal_connect (history, "thumbnail-added", G_CALLBACK (on_thumbnail_added), self);
  load (self, history, self->before, before);
  load (self, history, self->after, after);
  /* What came after it may not be known; what was before must not look like it. */
  if (before != NULL && cue_asset_change_get_url_after (change) != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->after), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow),
                          before != NULL && gtk_widget_get_visible (GTK_WIDGET (self->after)));
}

static gboolean
has_picture (GtkPicture *picture, const char *sha256)
{
  return sha256 == NULL || gtk_picture_get_paintable (picture) != NULL;
}

/**
 * cue_assets_change_row_is_complete:
 * @self: a row
 *
 * Returns: whether it shows a picture of each content that is known
 */
gboolean
cue_assets_change_row_is_complete (CueAssetsChangeRow *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_CHANGE_ROW (self), FALSE);

  return self->change != NULL &&
         has_picture (self->before, cue_asset_change_get_sha256_before (self->change)) &&
         has_picture (self->after, cue_asset_change_get_sha256_after (self->change));
}

/**
 * cue_assets_change_row_to_text:
 * @self: a row
 *
 * Returns: (transfer full): all that the row says: when, which asset, and what happened
 */
char *
cue_assets_change_row_to_text (CueAssetsChangeRow *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_CHANGE_ROW (self), NULL);

  return g_strdup_printf ("%s\n%s\n%s",
                          gtk_label_get_label (self->time),
                          gtk_label_get_label (self->where),
                          gtk_label_get_label (self->words));
}
