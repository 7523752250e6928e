// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-tokens.h"

#include "cue-secret-text.h"
#include "cue-signing-key.h"

/* What is sent to the tenant of the demo, and tokens on the bench: a good one, one whose content
 * was changed, and one that expired. */

static CueFeedsPage *
get_page (CueWalk *walk)
{
  return cue_window_pages_get_feeds (cue_window_get_pages (walk->window));
}

static CueFeedDesk *
get_desk (CueWalk *walk)
{
  return cue_monitor_get_feeds (cue_screenshot_scenes_get_monitor (walk));
}

/* Of the demo, and with a key, since the feeds were looked at before. */
static CueFeedDeskConnection *
get_connection (CueWalk *walk)
{
  g_autoptr (CueFeedDeskConnection)
    connection = g_list_model_get_item (G_LIST_MODEL (get_desk (walk)), 0);

  return connection;
}

void
cue_screenshot_tokens_prepare_send (CueWalk *walk)
{
  CueFeedSendForm *form = cue_feeds_page_get_send_form (get_page (walk));
  g_autoptr (CueFeedDraftEvent) event = NULL;

  cue_feeds_page_choose (get_page (walk),
                         cue_desk_connection_get_id (get_connection (walk)),
                         "my-app-events");
  cue_feeds_page_show_section (get_page (walk), "send");
  cue_window_show_page (walk->window, "feeds");
  event = g_list_model_get_item (G_LIST_MODEL (cue_feed_send_form_get_draft (form)), 0);
  g_object_set (event,
                "source",
                "my-app-events",
                "object-type",
                "user",
                "object-id",
                "7b1f6e9a-0000-4000-8000-000000000001",
                NULL);
  gtk_widget_activate_action (GTK_WIDGET (form), "send.sign", NULL);
}

gboolean
cue_screenshot_tokens_is_composed (CueWalk *walk)
{
  return cue_feed_send_form_get_signed (cue_feeds_page_get_send_form (get_page (walk)));
}

void
cue_screenshot_tokens_prepare_sent (CueWalk *walk)
{
  gtk_widget_activate_action (GTK_WIDGET (cue_feeds_page_get_send_form (get_page (walk))),
                              "send.send",
                              NULL);
}

gboolean
cue_screenshot_tokens_is_seen (CueWalk *walk)
{
  g_autoptr (CueFeedRoundTrip)
    trip = g_list_model_get_item (cue_feed_desk_get_trips (get_desk (walk)), 0);

  return trip != NULL && cue_feed_round_trip_get_state (trip) == CUE_FEED_TRIP_SEEN;
}

/* A read token as it would come from somebody else. */
static void
show_token (CueWalk *walk, gint64 expires_in_s, gboolean changed)
{
  CueTokenBench   *bench = cue_feeds_page_get_bench (get_page (walk));
  CueSigningKey   *key = cue_feed_desk_connection_get_key (get_connection (walk));
  gint64           now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *claims = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT
                                             ",\"exp\":%" G_GINT64_FORMAT
                                             ",\"my-app-events\":true}",
                                             now_s - 3600,
                                             now_s + expires_in_s);
  g_autoptr (GBytes) payload = g_bytes_new (claims, strlen (claims));
  g_autoptr (CueSecretText) token = NULL;

  cue_feeds_page_show_section (get_page (walk), "tokens");
  cue_token_bench_choose_key (bench, cue_desk_connection_get_id (get_connection (walk)));

  if (key == NULL)
    return;

  token = cue_signing_key_sign (key, "JWT", payload, NULL);

  if (token == NULL)
    return;

  /* Another letter in the middle of what it says. */
  if (changed) {
    char *letter = strchr (token, '.') + 12;

    *letter = *letter == 'A' ? 'B' : 'A';
  }

  cue_token_bench_set_token (bench, token);
}

void
cue_screenshot_tokens_prepare_verified (CueWalk *walk)
{
  show_token (walk, 42 * 60, FALSE);
}

gboolean
cue_screenshot_tokens_is_verified (CueWalk *walk)
{
  return cue_token_bench_get_state (cue_feeds_page_get_bench (get_page (walk))) ==
         CUE_TOKEN_VERIFIED;
}

void
cue_screenshot_tokens_prepare_failed (CueWalk *walk)
{
  show_token (walk, 42 * 60, TRUE);
}

gboolean
cue_screenshot_tokens_is_failed (CueWalk *walk)
{
  return cue_token_bench_get_state (cue_feeds_page_get_bench (get_page (walk))) == CUE_TOKEN_FAILED;
}

void
cue_screenshot_tokens_prepare_expired (CueWalk *walk)
{
  show_token (walk, -95, FALSE);
}

void
cue_screenshot_tokens_prepare_keys (CueWalk *walk)
{
  cue_feeds_page_show_section (get_page (walk), "keys");
  cue_feed_keys_view_expand (cue_feeds_page_get_keys (get_page (walk)), 0);
}

gboolean
cue_screenshot_tokens_is_there (CueWalk *walk)
{
  return cue_feed_desk_connection_get_key (get_connection (walk)) != NULL;
}
