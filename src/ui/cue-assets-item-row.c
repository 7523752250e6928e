// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-assets-item-row.h"

#include <glib/gi18n-lib.h>

#include "cue-assets-facts.h"
#include "cue-state-style.h"
#include "cue-text.h"

#define MAX_VALUE  2000
#define NAME_CHARS 15

/**
 * CueAssetsItemRow:
 *
 * One asset of a state: which layer, what it is in a line, how it is by a shape and a colour, and,
 * unfolded, all that is known of it. The facts are put into words only while they can be seen.
 * Main thread only.
 */
struct _CueAssetsItemRow {
  AdwExpanderRow parent_instance;

  CueAssetItem *item;  /* owned; NULL after dispose */
  GPtrArray    *rows;  /* of GtkWidget, not owned: those of the facts */
  gboolean      stale; /* the facts have to be put into words anew */

  GtkImage   *icon;
  GtkSpinner *spinner;
  GtkWidget  *copy;
};

G_DEFINE_FINAL_TYPE (CueAssetsItemRow, cue_assets_item_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_title (CueAssetKind kind)
{
  switch (kind) {
  case CUE_ASSET_BG_VIDEO:
    return _ ("Background video");
  case CUE_ASSET_BG_IMAGE:
    return _ ("Background image");
  case CUE_ASSET_FG_IMAGE:
    return _ ("Foreground image");
  case CUE_ASSET_LOGO:
  default:
    return _ ("Logo");
  }
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen in a sum or an address would be taken for a part of it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static GtkWidget *
make_fact (const CueAssetsFact *fact)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *name = make_label (fact->name);
  g_autofree char *line = cue_text_make_line (fact->value, -1, MAX_VALUE);
  GtkWidget       *value = make_label (line);
  g_autofree char *spoken = NULL;

  gtk_label_set_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_widget_add_css_class (name, "secondary");
  gtk_label_set_width_chars (GTK_LABEL (value), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 1);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "asset-fact");
  /* Translators: what a value is, and the value */
  spoken = g_strdup_printf (_ ("%s: %s"), fact->name, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
remove_facts (CueAssetsItemRow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);

  g_ptr_array_set_size (self->rows, 0);
}

static void
update_facts (CueAssetsItemRow *self)
{
  CueAssetFacts *facts;
  g_autoptr (GPtrArray) list = NULL;

  if (!self->stale || self->item == NULL ||
      !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->stale = FALSE;
  remove_facts (self);
  facts = cue_asset_item_get_facts (self->item);

  if (facts == NULL)
    return;

  list = cue_assets_facts_list (facts);

  for (guint i = 0; i < list->len; i++) {
    GtkWidget *row = make_fact (list->pdata[i]);

    adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
    g_ptr_array_add (self->rows, row);
  }

  /* Behind what it copies. */
  g_object_ref (self->copy);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->copy);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->copy);
  g_object_unref (self->copy);
}

static char *
describe (CueAssetsItemRow *self)
{
  CueAssetFacts   *facts = cue_asset_item_get_facts (self->item);
  CueAssetSlot    *slot = cue_asset_item_get_slot (self->item);
  const char      *error;
  g_autofree char *summary = NULL;

  if (slot != NULL && cue_asset_slot_get_refused (slot))
    return g_strdup (cue_asset_slot_get_too_long (slot) ? _ ("Too long an address")
                                                        : _ ("Not a web address"));

  if (cue_asset_item_get_url (self->item) == NULL)
    return g_strdup (_ ("Not named"));

  if (facts == NULL)
    return g_strdup (cue_asset_item_get_busy (self->item) ? _ ("Loading…") : _ ("Not checked yet"));

  error = cue_asset_facts_get_error (facts);

  if (error == NULL)
    error = cue_asset_facts_get_picture_error (facts);

  summary = cue_assets_facts_summarize (facts);

  if (summary[0] == '\0')
    return g_strdup (error != NULL ? error : _ ("Loading…"));

  return g_steal_pointer (&summary);
}

static void
update (CueAssetsItemRow *self)
{
  CueHealth        health = cue_asset_item_get_health (self->item);
  gboolean         busy = cue_asset_item_get_busy (self->item);
  gboolean         any = cue_asset_item_get_facts (self->item) != NULL;
  g_autofree char *words = describe (self);
  g_autofree char *line = cue_text_make_line (words, -1, MAX_VALUE);
  g_autofree char *spoken = NULL;

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), line);
  /* Translators: what a value is, and the value */
  spoken = g_strdup_printf (_ ("%s: %s"), get_title (cue_asset_item_get_kind (self->item)), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (health));
  cue_health_style_apply (GTK_WIDGET (self->icon), health);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !busy);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), any);
}

static void
on_changed (CueAssetsItemRow *self)
{
  self->stale = TRUE;
  update (self);
  update_facts (self);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAssetFacts   *facts = cue_asset_item_get_facts (CUE_ASSETS_ITEM_ROW (widget)->item);
  g_autofree char *text = facts != NULL ? cue_assets_facts_to_text (facts) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
cue_assets_item_row_dispose (GObject *object)
{
  g_clear_object (&CUE_ASSETS_ITEM_ROW (object)->item);

  G_OBJECT_CLASS (cue_assets_item_row_parent_class)->dispose (object);
}

static void
cue_assets_item_row_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_ASSETS_ITEM_ROW (object)->rows);

  G_OBJECT_CLASS (cue_assets_item_row_parent_class)->finalize (object);
}

static void
cue_assets_item_row_class_init (CueAssetsItemRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cue_assets_item_row_dispose;
  object_class->finalize = cue_assets_item_row_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-assets-item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAssetsItemRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsItemRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueAssetsItemRow, copy);
  gtk_widget_class_install_action (widget_class, "asset.copy-facts", NULL, copy);
}

static void
cue_assets_item_row_init (CueAssetsItemRow *self)
{
  self->rows = g_ptr_array_new ();
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (update_facts), NULL);
}

/**
 * cue_assets_item_row_new:
 * @item: an asset
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
cue_assets_item_row_new (CueAssetItem *item)
{
  CueAssetsItemRow *self;

  g_return_val_if_fail (CUE_IS_ASSET_ITEM (item), NULL);

  self = g_object_new (CUE_TYPE_ASSETS_ITEM_ROW, NULL);
  self->item = g_object_ref (item);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 get_title (cue_asset_item_get_kind (item)));
  g_signal_connect_object (item, "notify", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * cue_assets_item_row_get_kind:
 * @self: a row
 *
 * Returns: which layer of the state it is
 */
CueAssetKind
cue_assets_item_row_get_kind (CueAssetsItemRow *self)
{
  g_return_val_if_fail (CUE_IS_ASSETS_ITEM_ROW (self), CUE_ASSET_BG_IMAGE);

  return cue_asset_item_get_kind (self->item);
}
