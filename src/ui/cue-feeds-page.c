// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feeds-page.h"

#include "cue-feed-bar.h"

/**
 * CueFeedsPage:
 *
 * The 10Duke feeds of an event: which connection and which feed, and below it one section for each
 * thing that can be done with them. It arranges the sections and hands them what they show. Main
 * thread only.
 */
struct _CueFeedsPage {
  AdwBin parent_instance;

  CueFeedDesk *desk; /* owned; may be NULL */

  CueFeedBar   *bar;
  GtkStack     *sections;
  GtkStack     *events_stack;
  CueFeedsView *events;

  CueFeedSendForm *send;
  CueFeedKeysView *keys;
  CueTokenBench   *bench;
};

G_DEFINE_FINAL_TYPE (CueFeedsPage, cue_feeds_page, ADW_TYPE_BIN)

/* What cannot be done without a connection is not offered. */
static void
show_section_of (CueFeedsPage *self, GtkWidget *section, gboolean shown)
{
  gtk_stack_page_set_visible (gtk_stack_get_page (self->sections, section), shown);
}

static void
update_send (CueFeedsPage *self)
{
  CueFeedSource *source = cue_feed_bar_get_source (self->bar);

  cue_feed_send_form_set_connection (self->send,
                                     self->desk,
                                     cue_feed_bar_get_connection (self->bar),
                                     source != NULL ? cue_feed_source_get_id (source) : NULL);
}

static void
update (CueFeedsPage *self)
{
  gboolean    any = cue_feed_bar_get_connection (self->bar) != NULL;
  const char *page = "none";

  if (any)
    page = cue_feed_bar_get_source (self->bar) != NULL ? "events" : "no-feed";

  gtk_widget_set_visible (GTK_WIDGET (self->bar), any);
  gtk_stack_set_visible_child_name (self->events_stack, page);
  show_section_of (self, GTK_WIDGET (self->send), any);
  show_section_of (self, GTK_WIDGET (self->keys), any);
  update_send (self);
}

static void
on_connection_chosen (CueFeedsPage *self)
{
  update (self);
}

static void
on_source_chosen (CueFeedsPage *self)
{
  update (self);
  cue_feeds_view_set_source (self->events, cue_feed_bar_get_source (self->bar));
}

static void
cue_feeds_page_dispose (GObject *object)
{
  CueFeedsPage *self = CUE_FEEDS_PAGE (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (cue_feeds_page_parent_class)->dispose (object);
}

static void
cue_feeds_page_class_init (CueFeedsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feeds_page_dispose;

  g_type_ensure (CUE_TYPE_FEED_BAR);
  g_type_ensure (CUE_TYPE_FEED_KEYS_VIEW);
  g_type_ensure (CUE_TYPE_FEED_SEND_FORM);
  g_type_ensure (CUE_TYPE_FEEDS_VIEW);
  g_type_ensure (CUE_TYPE_TOKEN_BENCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-feeds-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, events_stack);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, events);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, send);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, keys);
  gtk_widget_class_bind_template_child (widget_class, CueFeedsPage, bench);
}

static void
cue_feeds_page_init (CueFeedsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->bar,
                            "notify::connection",
                            G_CALLBACK (on_connection_chosen),
                            self);
  g_signal_connect_swapped (self->bar, "notify::source", G_CALLBACK (on_source_chosen), self);
  update (self);
}

/**
 * cue_feeds_page_set_desk:
 * @self: the page
 * @desk: (nullable): the connections of an event
 *
 * Chooses what the page shows.
 */
void
cue_feeds_page_set_desk (CueFeedsPage *self, CueFeedDesk *desk)
{
  g_return_if_fail (CUE_IS_FEEDS_PAGE (self));

  if (g_set_object (&self->desk, desk))
    cue_feed_bar_set_desk (self->bar, desk);
}

/**
 * cue_feeds_page_set_event:
 * @self: the page
 * @monitor: (nullable): of the open event
 * @secrets: (nullable): has its keys
 *
 * Chooses what the page shows, with the keys that are at hand for it.
 */
void
cue_feeds_page_set_event (CueFeedsPage *self, CueMonitor *monitor, CueSecretStore *secrets)
{
  g_return_if_fail (CUE_IS_FEEDS_PAGE (self));

  cue_feeds_page_set_desk (self, monitor != NULL ? cue_monitor_get_feeds (monitor) : NULL);
  cue_feed_keys_view_set_event (self->keys, monitor, secrets);
  cue_token_bench_set_event (self->bench, monitor, secrets);
}

/**
 * cue_feeds_page_get_send_form:
 * @self: the page
 *
 * Returns: (transfer none): the section in which events are composed
 */
CueFeedSendForm *
cue_feeds_page_get_send_form (CueFeedsPage *self)
{
  g_return_val_if_fail (CUE_IS_FEEDS_PAGE (self), NULL);

  return self->send;
}

/**
 * cue_feeds_page_get_keys:
 * @self: the page
 *
 * Returns: (transfer none): the section with the keys
 */
CueFeedKeysView *
cue_feeds_page_get_keys (CueFeedsPage *self)
{
  g_return_val_if_fail (CUE_IS_FEEDS_PAGE (self), NULL);

  return self->keys;
}

/**
 * cue_feeds_page_get_bench:
 * @self: the page
 *
 * Returns: (transfer none): the section in which tokens are looked at
 */
CueTokenBench *
cue_feeds_page_get_bench (CueFeedsPage *self)
{
  g_return_val_if_fail (CUE_IS_FEEDS_PAGE (self), NULL);

  return self->bench;
}

/**
 * cue_feeds_page_get_events:
 * @self: the page
 *
 * Returns: (transfer none): the section with the events of a feed
 */
CueFeedsView *
cue_feeds_page_get_events (CueFeedsPage *self)
{
  g_return_val_if_fail (CUE_IS_FEEDS_PAGE (self), NULL);

  return self->events;
}

/**
 * cue_feeds_page_choose:
 * @self: the page
 * @connection: the id of a connection
 * @source: (nullable): the id of one of its feeds
 *
 * Chooses a connection and a feed, if the event has them.
 */
void
cue_feeds_page_choose (CueFeedsPage *self, const char *connection, const char *source)
{
  g_return_if_fail (CUE_IS_FEEDS_PAGE (self));

  cue_feed_bar_choose (self->bar, connection, source);
}

/**
 * cue_feeds_page_show_section:
 * @self: the page
 * @name: “events”, “send”, “keys” or “tokens”
 *
 * Brings a section to the front.
 */
void
cue_feeds_page_show_section (CueFeedsPage *self, const char *name)
{
  g_return_if_fail (CUE_IS_FEEDS_PAGE (self));

  gtk_stack_set_visible_child_name (self->sections, name);
}

/**
 * cue_feeds_page_search:
 * @self: the page
 *
 * Brings the events to the front and the cursor to their search.
 */
void
cue_feeds_page_search (CueFeedsPage *self)
{
  g_return_if_fail (CUE_IS_FEEDS_PAGE (self));

  cue_feeds_page_show_section (self, "events");
  cue_feeds_view_search (self->events);
}
