// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-keys-view.h"

#include "cue-feed-key-row.h"

/**
 * CueFeedKeysView:
 *
 * The signing keys of an event, one row for each connection to feeds. Main thread only.
 */
struct _CueFeedKeysView {
  AdwBin parent_instance;

  CueMonitor     *monitor; /* owned; may be NULL */
  CueSecretStore *secrets; /* owned; may be NULL */

  GtkListBox *keys;
};

G_DEFINE_FINAL_TYPE (CueFeedKeysView, cue_feed_keys_view, ADW_TYPE_BIN)

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  CueFeedKeysView *self = data;

  return cue_feed_key_row_new (cue_monitor_get_feeds (self->monitor),
                               item,
                               self->secrets,
                               cue_profile_get_id (cue_monitor_get_profile (self->monitor)));
}

static void
cue_feed_keys_view_dispose (GObject *object)
{
  CueFeedKeysView *self = CUE_FEED_KEYS_VIEW (object);

  if (self->keys != NULL)
    gtk_list_box_bind_model (self->keys, NULL, NULL, NULL, NULL);

  self->keys = NULL;
  g_clear_object (&self->monitor);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (cue_feed_keys_view_parent_class)->dispose (object);
}

static void
cue_feed_keys_view_class_init (CueFeedKeysViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_keys_view_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-keys-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedKeysView, keys);
}

static void
cue_feed_keys_view_init (CueFeedKeysView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_feed_keys_view_set_event:
 * @self: a view
 * @monitor: (nullable): of the open event
 * @secrets: (nullable): has its keys
 *
 * Chooses whose keys are shown.
 */
void
cue_feed_keys_view_set_event (CueFeedKeysView *self, CueMonitor *monitor, CueSecretStore *secrets)
{
  gboolean changed;

  g_return_if_fail (CUE_IS_FEED_KEYS_VIEW (self));

  changed = g_set_object (&self->monitor, monitor);
  changed = g_set_object (&self->secrets, secrets) || changed;

  if (!changed)
    return;

  gtk_list_box_bind_model (self->keys,
                           monitor != NULL && secrets != NULL
                             ? G_LIST_MODEL (cue_monitor_get_feeds (monitor))
                             : NULL,
                           make_row,
                           self,
                           NULL);
}

/**
 * cue_feed_keys_view_expand:
 * @self: a view
 * @position: of a connection
 *
 * Opens the row of a key.
 */
void
cue_feed_keys_view_expand (CueFeedKeysView *self, guint position)
{
  GtkListBoxRow *row;

  g_return_if_fail (CUE_IS_FEED_KEYS_VIEW (self));

  row = gtk_list_box_get_row_at_index (self->keys, (int) position);

  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}
