// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-change-row.h"

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

  GtkLabel   *time;
  GtkLabel   *where;
  GtkLabel   *words;
  GtkPicture *before;
  GtkImage   *arrow;
  GtkPicture *after;
};

G_DEFINE_FINAL_TYPE (CueAssetsChangeRow, cue_assets_change_row, ADW_TYPE_BIN)

static void
cue_assets_change_row_class_init (CueAssetsChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  gtk_widget_set_visible (GTK_WIDGET (picture), paintable != NULL);
}

/**
 * cue_assets_change_row_show:
 * @self: a row
 * @wall_us: when the change was seen, microseconds since 1970 UTC
 * @where: which asset
 * @words: what changed; may hold text from outside
 * @before: (nullable): a small picture of what was there
 * @after: (nullable): a small picture of what is there since
 */
void
cue_assets_change_row_show (CueAssetsChangeRow *self,
                            gint64              wall_us,
                            const char         *where,
                            const char         *words,
                            GdkPaintable       *before,
                            GdkPaintable       *after)
{
  g_autofree char *time = cue_moment_format (wall_us * 1000, CUE_MOMENT_LOCAL, CUE_MOMENT_SHORT);

  g_return_if_fail (CUE_IS_ASSETS_CHANGE_ROW (self));

  gtk_label_set_label (self->time, time);
  set_label (self->where, where);
  set_label (self->words, words);
  set_picture (self->before, before);
  set_picture (self->after, after);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), before != NULL && after != NULL);
}
