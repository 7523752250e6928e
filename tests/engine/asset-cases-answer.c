// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-cases.h"

/* What a state names, and what its servers answer. Each event is one step away from one that raises
 * no finding. */

static void
make_missing_on_air (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_set_url (event, PRELIVE_IMAGE, NULL);
  else /* a foreground alone is not needed */
    asset_event_set_url (event, PRELIVE_IMAGE + 1, NULL);
}

static void
make_missing_later (AssetEvent *event, gboolean bad)
{
  json_object_set_string_member (event->json, "playerState", "live");
  if (bad)
    asset_event_set_url (event, PRELIVE_IMAGE, NULL);
}

/* Nothing at all, as the shortest answer of the documentation has it. */
static void
make_missing_everything (AssetEvent *event, gboolean bad)
{
  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++)
    asset_event_set_url (event, i, NULL);
  json_object_set_string_member (event->json, "playerState", bad ? "prelive" : "live");
}

static void
make_video_missing (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  if (!bad)
    asset_event_set_video (event, PRELIVE_VIDEO);
}

static void
make_no_still (AssetEvent *event, gboolean bad)
{
  asset_event_set_flag (event, "preliveUseVideo", TRUE);
  asset_event_set_video (event, PRELIVE_VIDEO);
  if (bad)
    asset_event_set_url (event, PRELIVE_IMAGE, NULL);
}

static void
make_moving (AssetEvent *event, gboolean bad)
{
  event->pictures[PRELIVE_IMAGE]->animated = bad;
}

static void
make_refused_scheme (AssetEvent *event, gboolean bad)
{
  if (bad)
    json_object_set_string_member (event->json, "preliveBgImg916", "data:image/png;base64,AAAA");
}

static void
make_sloppy (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? " https://cdn.example.org/Key visual.png"
                           : "https://cdn.example.org/Key%20visual.png");
}

/* The state shows its image. */
static void
make_refused_spare (AssetEvent *event, gboolean bad)
{
  if (bad)
    json_object_set_string_member (event->json, "preliveBgVideo916", "file:///spare.mp4");
}

static void
make_refused_password (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_INVALID_INPUT, 0);
}

/* Ours is the limit, so it is not said that phones do not get it. */
static void
make_long (AssetEvent *event, gboolean bad)
{
  g_autofree char *tail = g_strnfill (bad ? 5000 : 3000, 'a');
  g_autofree char *url = g_strconcat ("https://cdn.example.org/a.jpg?x=", tail, NULL);

  asset_event_set_url (event, PRELIVE_IMAGE, g_intern_string (url));
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_INVALID_INPUT, 0);
}

static void
make_too_long (AssetEvent *event, gboolean bad)
{
  g_autofree char *tail = g_strnfill (bad ? 9000 : 3000, 'a');
  g_autofree char *url = g_strconcat ("https://cdn.example.org/a.jpg?x=", tail, NULL);

  asset_event_set_url (event, PRELIVE_IMAGE, g_intern_string (url));
}

static void
make_unreachable (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_NETWORK, 0);
}

static void
make_client_error (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_CLIENT, 404);
}

static void
make_server_error (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_SERVER, 503);
}

static void
make_too_large (AssetEvent *event, gboolean bad)
{
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_TOO_LARGE, 0);
}

static void
make_redirect (AssetEvent *event, gboolean bad)
{
  static const char *const chain[] = { "https://cdn.example.org/b.jpg", NULL };

  if (bad)
    event->fields[PRELIVE_IMAGE].redirects = chain;
}

static void
make_redirect_elsewhere (AssetEvent *event, gboolean bad)
{
  static const char *const chain[] = { "https://other.example.org/b.jpg", NULL };

  if (bad) {
    event->fields[PRELIVE_IMAGE].redirects = chain;
    event->fields[PRELIVE_IMAGE].final_url = chain[0];
  }
}

static void
refuse_redirect (AssetEvent *event, CueHttpRedirectFault fault)
{
  asset_event_fail (event,
                    PRELIVE_IMAGE,
                    fault == CUE_HTTP_REDIRECT_NOWHERE ? CUE_ERROR_PROTOCOL : CUE_ERROR_CLIENT,
                    0);
  event->fields[PRELIVE_IMAGE].redirect_fault = fault;
}

static void
make_redirect_to_http (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TO_HTTP);
}

static void
make_redirect_nowhere (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_NOWHERE);
}

static void
make_redirect_file (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_NO_ADDRESS);
}

static void
make_redirect_password (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_PASSWORD);
}

static void
make_redirect_private (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TO_PRIVATE);
}

static void
make_redirect_long (AssetEvent *event, gboolean bad)
{
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TOO_MANY);
}

static void
make_redirect_circle (AssetEvent *event, gboolean bad)
{
  static const char *const chain[] = { "https://cdn.example.org/a.jpg", NULL };

  event->fields[PRELIVE_IMAGE].redirects = bad ? chain : NULL;
  if (bad)
    refuse_redirect (event, CUE_HTTP_REDIRECT_TOO_MANY);
}

static void
make_insecure (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? "http://cdn.example.org/a.jpg" : "http://127.0.0.1:8080/a.jpg");
}

static void
make_expired (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? "https://cdn.example.org/a.jpg?exp=1795163999"
                           : "https://cdn.example.org/a.jpg?exp=1795197600");
  event->fields[PRELIVE_IMAGE].checked_us = NOW - HOUR;
}

static void
make_expired_but_served (AssetEvent *event, gboolean bad)
{
  make_expired (event, bad);
  event->fields[PRELIVE_IMAGE].checked_us = NOW;
}

/* Ten minutes from now by a clock that is an hour slow, or two hours fast. */
static void
make_expired_by_server (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event, PRELIVE_IMAGE, "https://cdn.example.org/a.jpg?exp=1795164600");
  event->fields[PRELIVE_IMAGE].checked_us = NOW - 2 * HOUR;
  event->ahead_us = bad ? -HOUR : 2 * HOUR;
}

/* One fault, said once. */
static void
make_expired_and_refused (AssetEvent *event, gboolean bad)
{
  make_expired (event, bad);
  if (bad)
    asset_event_fail (event, PRELIVE_IMAGE, CUE_ERROR_FORBIDDEN, 403);
}

static void
make_expiring (AssetEvent *event, gboolean bad)
{
  asset_event_set_url (event,
                       PRELIVE_IMAGE,
                       bad ? "https://cdn.example.org/a.jpg?exp=1795164600"
                           : "https://cdn.example.org/a.jpg?exp=1795167601");
}

const AssetCase asset_answer_cases[] = {
  ASSET_CASE (missing_on_air, MISSING, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (missing_later, MISSING, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (missing_everything, MISSING, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (video_missing, VIDEO_MISSING, WARNING, PRELIVE_VIDEO),
  ASSET_CASE (no_still, NO_STILL, WARNING, PRELIVE_VIDEO),
  ASSET_CASE (moving, NO_STILL, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (refused_scheme, REFUSED, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (refused_spare, REFUSED, WARNING, PRELIVE_VIDEO),
  ASSET_CASE (refused_password, REFUSED, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (sloppy, ADDRESS, INFO, PRELIVE_IMAGE),
  ASSET_CASE (long, UNCHECKED, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (too_long, UNCHECKED, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (unreachable, UNREACHABLE, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (client_error, STATUS, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (server_error, STATUS, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (too_large, TOO_LARGE, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (redirect, REDIRECT, INFO, PRELIVE_IMAGE),
  ASSET_CASE (redirect_elsewhere, REDIRECT, INFO, PRELIVE_IMAGE),
  ASSET_CASE (redirect_to_http, REDIRECT, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (redirect_nowhere, REDIRECT, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (redirect_file, REDIRECT, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (redirect_password, REDIRECT, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (redirect_private, REDIRECT, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (redirect_long, REDIRECT, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (redirect_circle, REDIRECT, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (insecure, INSECURE, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (expired, EXPIRED, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (expired_but_served, EXPIRED, WARNING, PRELIVE_IMAGE),
  ASSET_CASE (expired_by_server, EXPIRED, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (expired_and_refused, EXPIRED, ERROR, PRELIVE_IMAGE),
  ASSET_CASE (expiring, EXPIRING, WARNING, PRELIVE_IMAGE),
  { 0 },
};
