// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-source.h"

#include <glib/gi18n-lib.h>

#include "cue-feed-rules.h"
#include "cue-feed-source-private.h"

/**
 * CueFeedSource:
 *
 * One feed that is looked at: the log of what was read, where its ends are, and what is being
 * done. It loads a page or a range when it is told to, and looks for what is new while it is
 * followed; it does one of these at a time. What was read stays when something fails.
 *
 * Owned by a [class@FeedDeskConnection]; without effect once that is gone. Main thread.
 */

G_DEFINE_FINAL_TYPE (CueFeedSource, cue_feed_source, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueFeedSourceState,
                    cue_feed_source_state,
                    G_DEFINE_ENUM_VALUE (CUE_FEED_SOURCE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_SOURCE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_SOURCE_LISTENING, "listening"),
                    G_DEFINE_ENUM_VALUE (CUE_FEED_SOURCE_TROUBLED, "troubled"))

typedef enum {
  PROP_ID = 1,
  PROP_LOG,
  PROP_STATE,
  PROP_BUSY,
  PROP_WORDS,
  PROP_FAILED,
  PROP_HAS_OLDER,
  PROP_HAS_NEWER,
  PROP_FOLLOWING,
  PROP_PAGE_SIZE,
  PROP_MAX_PAGES,
  PROP_PAGES_READ,
  PROP_EVENTS_READ,
  PROP_FRACTION,
  PROP_CAPPED,
  PROP_TOO_LARGE,
} CueFeedSourceProperty;

static GParamSpec *properties[PROP_TOO_LARGE + 1];

static void
cue_feed_source_init (CueFeedSource *self)
{
  self->words = g_strdup ("");
  self->log = cue_feed_log_new (CUE_FEED_LOG_DEFAULT_ROWS, CUE_FEED_LOG_DEFAULT_BYTES);
  self->page_size = CUE_FEED_DEFAULT_MAX_EVENTS;
  self->max_pages = CUE_FEED_SOURCE_DEFAULT_MAX_PAGES;
  self->fraction = -1;
}

static void
cue_feed_source_dispose (GObject *object)
{
  CueFeedSource *self = CUE_FEED_SOURCE (object);

  cue_feed_source_detach (self);
  G_OBJECT_CLASS (cue_feed_source_parent_class)->dispose (object);
}

static void
cue_feed_source_finalize (GObject *object)
{
  CueFeedSource *self = CUE_FEED_SOURCE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->log);
  g_clear_object (&self->last_reply);
  g_clear_object (&self->request);
  g_clear_object (&self->refused);
  g_clear_object (&self->page);
  cue_feed_end_clear (&self->older);
  cue_feed_end_clear (&self->newer);
  g_free (self->id);
  g_free (self->words);
  G_OBJECT_CLASS (cue_feed_source_parent_class)->finalize (object);
}

static void
cue_feed_source_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueFeedSource *self = CUE_FEED_SOURCE (object);

  switch ((CueFeedSourceProperty) property_id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_LOG:
    g_value_set_object (value, self->log);
    break;
  case PROP_STATE:
    g_value_set_enum (value, cue_feed_source_get_state (self));
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, cue_feed_source_get_busy (self));
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_FAILED:
    g_value_set_boolean (value, self->failed);
    break;
  case PROP_HAS_OLDER:
    g_value_set_boolean (value, self->older.more);
    break;
  case PROP_HAS_NEWER:
    g_value_set_boolean (value, self->newer.more);
    break;
  case PROP_FOLLOWING:
    g_value_set_boolean (value, self->following);
    break;
  case PROP_PAGE_SIZE:
    g_value_set_uint (value, self->page_size);
    break;
  case PROP_MAX_PAGES:
    g_value_set_uint (value, self->max_pages);
    break;
  case PROP_PAGES_READ:
    g_value_set_uint (value, self->pages_read);
    break;
  case PROP_EVENTS_READ:
    g_value_set_uint (value, self->events_read);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, self->fraction);
    break;
  case PROP_CAPPED:
    g_value_set_boolean (value, self->capped);
    break;
  case PROP_TOO_LARGE:
    g_value_set_boolean (value, cue_feed_source_get_too_large (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_feed_source_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CueFeedSource *self = CUE_FEED_SOURCE (object);

  switch (property_id) {
  case PROP_FOLLOWING:
    cue_feed_source_set_following (self, g_value_get_boolean (value));
    break;
  case PROP_PAGE_SIZE:
    cue_feed_source_set_page_size (self, g_value_get_uint (value));
    break;
  case PROP_MAX_PAGES:
    cue_feed_source_set_max_pages (self, g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_feed_source_class_init (CueFeedSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags   write = flags | G_PARAM_WRITABLE;

  object_class->dispose = cue_feed_source_dispose;
  object_class->finalize = cue_feed_source_finalize;
  object_class->get_property = cue_feed_source_get_property;
  object_class->set_property = cue_feed_source_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, CUE_TYPE_FEED_LOG, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_FEED_SOURCE_STATE,
                                              CUE_FEED_SOURCE_IDLE,
                                              flags);
  /**
   * CueFeedSource:busy:
   *
   * Whether a page is on its way, asked for by somebody or by following.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  /**
   * CueFeedSource:words:
   *
   * What the last answer said, or why nothing was asked; empty before the first.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  /**
   * CueFeedSource:has-older:
   *
   * Whether there may be events before what was read.
   */
  properties[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, flags);
  /**
   * CueFeedSource:has-newer:
   *
   * Whether the service said that there are events behind what was read. New ones can come at any
   * time all the same.
   */
  properties[PROP_HAS_NEWER] = g_param_spec_boolean ("has-newer", NULL, NULL, FALSE, flags);
  properties[PROP_FOLLOWING] = g_param_spec_boolean ("following", NULL, NULL, FALSE, write);
  /**
   * CueFeedSource:page-size:
   *
   * How many events are asked for at once.
   */
  properties[PROP_PAGE_SIZE] =
    g_param_spec_uint ("page-size", NULL, NULL, 1, G_MAXUINT, CUE_FEED_DEFAULT_MAX_EVENTS, write);
  /**
   * CueFeedSource:max-pages:
   *
   * After how many pages a range stops until somebody asks for more (TB-15).
   */
  properties[PROP_MAX_PAGES] = g_param_spec_uint ("max-pages",
                                                  NULL,
                                                  NULL,
                                                  1,
                                                  G_MAXUINT,
                                                  CUE_FEED_SOURCE_DEFAULT_MAX_PAGES,
                                                  write);
  properties[PROP_PAGES_READ] =
    g_param_spec_uint ("pages-read", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_EVENTS_READ] =
    g_param_spec_uint ("events-read", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * CueFeedSource:fraction:
   *
   * How much of a range is read by its times, 0 to 1, or −1 where that is not known.
   */
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  /**
   * CueFeedSource:capped:
   *
   * Whether the last range stopped at [property@FeedSource:max-pages].
   */
  properties[PROP_CAPPED] = g_param_spec_boolean ("capped", NULL, NULL, FALSE, flags);
  /**
   * CueFeedSource:too-large:
   *
   * Whether the last page was larger than %CUE_FEED_LARGE_BYTES, so that somebody has to say
   * whether it is taken in.
   */
  properties[PROP_TOO_LARGE] = g_param_spec_boolean ("too-large", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * cue_feed_source_new:
 * @connection: what asks
 * @id: the id of the feed
 *
 * For the files of the feeds.
 *
 * Returns: (transfer full): a feed of which nothing was read
 */
CueFeedSource *
cue_feed_source_new (CueFeedDeskConnection *connection, const char *id)
{
  CueFeedSource *self = g_object_new (CUE_TYPE_FEED_SOURCE, NULL);

  self->connection = connection;
  self->id = g_strdup (id);
  return self;
}

/**
 * cue_feed_source_tell:
 *
 * Says that what is done or known is another. For the files of the source.
 */
void
cue_feed_source_tell (CueFeedSource *self)
{
  static const CueFeedSourceProperty changing[] = {
    PROP_STATE,       PROP_BUSY,     PROP_HAS_OLDER, PROP_HAS_NEWER, PROP_PAGES_READ,
    PROP_EVENTS_READ, PROP_FRACTION, PROP_CAPPED,    PROP_TOO_LARGE
  };

  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (changing); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[changing[i]]);
  g_object_thaw_notify (G_OBJECT (self));
  if (self->connection != NULL)
    cue_feed_desk_connection_tell_source (self->connection, self);
}

/**
 * cue_feed_source_say:
 * @words: what happened
 * @failed: whether that is a failure
 *
 * For the files of the source.
 */
void
cue_feed_source_say (CueFeedSource *self, const char *words, gboolean failed)
{
  if (self->failed != failed) {
    self->failed = failed;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
  }
  if (g_str_equal (self->words, words))
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

/**
 * cue_feed_source_get_state:
 *
 * Returns: what it is doing
 */
CueFeedSourceState
cue_feed_source_get_state (CueFeedSource *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SOURCE (self), CUE_FEED_SOURCE_IDLE);

  if (self->run != CUE_FEED_RUN_NONE && self->run != CUE_FEED_RUN_LOOK)
    return CUE_FEED_SOURCE_LOADING;
  if (!self->following)
    return CUE_FEED_SOURCE_IDLE;
  return self->n_failures > 0 ? CUE_FEED_SOURCE_TROUBLED : CUE_FEED_SOURCE_LISTENING;
}

/**
 * cue_feed_source_set_page_size:
 * @page_size: how many events to ask for at once, 1 and more
 *
 * For the next page that is asked for without an instruction.
 */
void
cue_feed_source_set_page_size (CueFeedSource *self, guint page_size)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (page_size == 0 || page_size == self->page_size)
    return;
  self->page_size = page_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_SIZE]);
}

/**
 * cue_feed_source_set_max_pages:
 * @max_pages: after how many pages a range stops, 1 and more
 */
void
cue_feed_source_set_max_pages (CueFeedSource *self, guint max_pages)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (max_pages == 0 || max_pages == self->max_pages)
    return;
  self->max_pages = max_pages;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_PAGES]);
}

/**
 * cue_feed_source_set_large:
 * @large: whether pages above %CUE_FEED_LARGE_BYTES are taken in without being asked about
 */
void
cue_feed_source_set_large (CueFeedSource *self, gboolean large)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  self->large = large;
}

/**
 * cue_feed_source_set_following:
 * @following: whether to look for what is new from now on
 *
 * Follows the feed: looks at once, then every two seconds while events come, and up to every thirty
 * while none do. It goes on after a failure, later and later, but not when the service refuses the
 * key or the feed. [signal@FeedDeskConnection::arrived] tells of each page.
 */
void
cue_feed_source_set_following (CueFeedSource *self, gboolean following)
{
  g_return_if_fail (CUE_IS_FEED_SOURCE (self));

  if (self->following == following || (following && self->connection == NULL))
    return;
  self->following = following;
  self->n_failures = 0;
  self->interval = 0;
  if (following)
    cue_feed_source_schedule_look (self, 0);
  else if (self->run == CUE_FEED_RUN_LOOK)
    cue_feed_source_stop (self);
  if (!following && self->connection != NULL)
    cue_clock_clear_timeout (cue_desk_connection_get_clock (self->connection), &self->look_source);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWING]);
  cue_feed_source_tell (self);
}

/**
 * cue_feed_source_detach:
 *
 * The feed or its connection is gone. For the files of the feeds.
 */
void
cue_feed_source_detach (CueFeedSource *self)
{
  if (self->connection == NULL)
    return;
  cue_feed_source_set_following (self, FALSE);
  cue_feed_source_stop (self);
  self->connection = NULL;
}
