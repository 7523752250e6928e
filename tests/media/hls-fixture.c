// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hls-fixture.h"

#include "media-assets.h"

#include <libsoup/soup.h>
#include <string.h>

#define SEGMENT_US G_TIME_SPAN_SECOND
#define WINDOW     5
#define N_REQUESTS 4096

struct _HlsServer {
  SoupServer *soup;
  guint       port;
  char       *live;
  HlsCodec    codec;
  HlsFault    fault;
  guint       status;
  gint64      began;
  gint64      frozen;     /* when the encoder stopped; 0 while it runs */
  guint       other_from; /* the first segment of another codec; 0 for none */
  GBytes     *hostile;    /* owned, nullable */
  GPtrArray  *held;       /* of SoupServerMessage, owned: not answered yet */
  GPtrArray  *paths;      /* of char, owned: what was asked for */
};

static GBytes *segments[HLS_N_CODECS][HLS_N_SEGMENTS];
static GBytes *fmp4_init;

static GBytes *
make_ts_segment (HlsCodec codec, guint i)
{
  const char *encoder =
    codec == HLS_CODEC_H264
      ? media_get_video_encoder ()
      : "avenc_mpeg4 gop-size=25 bitrate=800000 ! mpeg4videoparse config-interval=-1";
  g_autofree char *pipeline =
    g_strdup_printf ("mpegtsmux name=mux "
                     "videotestsrc num-buffers=25 pattern=ball timestamp-offset=%" G_GUINT64_FORMAT
                     " ! "
                     "video/x-raw,width=%d,height=%d,framerate=25/1 ! %s ! queue ! mux. "
                     "audiotestsrc num-buffers=48 samplesperbuffer=1000 volume=0.25 "
                     "timestamp-offset=%" G_GUINT64_FORMAT " ! audio/x-raw,rate=48000,channels=2 ! "
                     "avenc_aac ! aacparse ! queue ! mux. mux.",
                     i * (guint64) 1000000000,
                     codec == HLS_CODEC_H264 ? 320 : 160,
                     codec == HLS_CODEC_H264 ? 180 : 120,
                     encoder,
                     i * (guint64) 1000000000);

  return media_make_file (pipeline);
}

/* Cuts a fragmented file into its head and one piece for each second. */
static void
make_fmp4_segments (void)
{
  g_autofree char *pipeline =
    g_strdup_printf ("videotestsrc num-buffers=%d pattern=ball ! "
                     "video/x-raw,width=320,height=180,framerate=25/1 ! %s ! "
                     "mp4mux fragment-duration=1000 streamable=true",
                     HLS_N_SEGMENTS * 25,
                     media_get_video_encoder ());
  g_autoptr (GBytes) bytes = media_make_file (pipeline);
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize         begin = 0;
  guint         n = 0;

  for (gsize at = 0; at + 8 <= size;) {
    guint32 box;

    memcpy (&box, data + at, sizeof box);
    box = GUINT32_FROM_BE (box);

    if (memcmp (data + at + 4, "moof", 4) == 0 && fmp4_init == NULL) {
      fmp4_init = g_bytes_new (data, at);
      begin = at;
    }
    g_assert_cmpuint (box, >=, 8);
    at += box;
    if (memcmp (data + at - box + 4, "mdat", 4) == 0 && n < HLS_N_SEGMENTS) {
      segments[HLS_CODEC_FMP4][n++] = g_bytes_new (data + begin, at - begin);
      begin = at;
    }
  }
  g_assert_cmpuint (n, ==, HLS_N_SEGMENTS);
}

/* Once in the life of the test program; takes a second or two. */
void
hls_make_segments (void)
{
  for (guint i = 0; i < HLS_N_SEGMENTS; i++) {
    segments[HLS_CODEC_H264][i] = make_ts_segment (HLS_CODEC_H264, i);
    segments[HLS_CODEC_MPEG4][i] = make_ts_segment (HLS_CODEC_MPEG4, i);
  }
  make_fmp4_segments ();
}

static void
answer (SoupServerMessage *message, guint status, const char *type, GBytes *body)
{
  SoupMessageBody *to = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         type,
                                         NULL);
  if (body != NULL && g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (to, body);
  soup_message_body_complete (to);
}

static void
answer_text (SoupServerMessage *message, const char *type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  answer (message, 200, type, body);
}

static guint
get_newest_segment (HlsServer *self)
{
  gint64 now = self->frozen > 0 ? self->frozen : g_get_monotonic_time ();

  return (guint) ((now - self->began) / SEGMENT_US);
}

static HlsCodec
get_codec_of (HlsServer *self, guint i)
{
  return self->other_from > 0 && i >= self->other_from ? HLS_CODEC_MPEG4 : self->codec;
}

static void
answer_live_playlist (HlsServer *self, SoupServerMessage *message)
{
  guint newest = get_newest_segment (self);
  guint first = newest - WINDOW;
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n");

  g_string_append_printf (text, "#EXT-X-MEDIA-SEQUENCE:%u\n", first);
  g_string_append_printf (text, "#EXT-X-DISCONTINUITY-SEQUENCE:%u\n", first / HLS_N_SEGMENTS);
  if (self->codec == HLS_CODEC_FMP4)
    g_string_append (text, "#EXT-X-MAP:URI=\"/init.mp4\"\n");
  for (guint i = first; i < newest; i++) {
    if (i % HLS_N_SEGMENTS == 0 || i == self->other_from)
      g_string_append (text, "#EXT-X-DISCONTINUITY\n");
    g_string_append_printf (text, "#EXTINF:1.0,\n/segment/%u\n", i);
  }
  answer_text (message, "application/vnd.apple.mpegurl", text->str);
}

static void
answer_vod_playlist (HlsServer *self, SoupServerMessage *message)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n"
                                           "#EXT-X-PLAYLIST-TYPE:VOD\n");

  if (self->codec == HLS_CODEC_FMP4)
    g_string_append (text, "#EXT-X-MAP:URI=\"/init.mp4\"\n");
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (text, "#EXTINF:1.0,\n/segment/%u\n", i);
  g_string_append (text, "#EXT-X-ENDLIST\n");
  answer_text (message, "application/vnd.apple.mpegurl", text->str);
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  HlsServer *self = user_data;

  if (self->paths->len < N_REQUESTS)
    g_ptr_array_add (self->paths, g_strdup (path));
  if (self->fault == HLS_FAULT_HANG) {
    g_ptr_array_add (self->held, g_object_ref (message));
    soup_server_message_pause (message);
  } else if (g_str_equal (path, "/master.m3u8")) {
    answer_text (message,
                 "application/vnd.apple.mpegurl",
                 "#EXTM3U\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=600000,RESOLUTION=320x180\n/low.m3u8\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=1200000,RESOLUTION=640x360\n/high.m3u8\n");
  } else if (self->fault == HLS_FAULT_PLAYLIST && g_str_has_suffix (path, ".m3u8")) {
    answer (message, self->status, "text/plain", NULL);
  } else if (g_str_equal (path, "/low.m3u8") || g_str_equal (path, "/high.m3u8")) {
    answer_live_playlist (self, message);
  } else if (g_str_equal (path, "/vod.m3u8")) {
    answer_vod_playlist (self, message);
  } else if (self->hostile != NULL && g_str_equal (path, "/hostile.m3u8")) {
    answer (message, 200, "application/vnd.apple.mpegurl", self->hostile);
  } else if (g_str_equal (path, "/init.mp4")) {
    answer (message, 200, "video/mp4", fmp4_init);
  } else if (g_str_has_prefix (path, "/segment/") && self->fault != HLS_FAULT_SEGMENTS) {
    guint i = (guint) g_ascii_strtoull (path + strlen ("/segment/"), NULL, 10);

    answer (message,
            200,
            self->codec == HLS_CODEC_FMP4 ? "video/mp4" : "video/mp2t",
            segments[get_codec_of (self, i)][i % HLS_N_SEGMENTS]);
  } else {
    answer (message, self->fault == HLS_FAULT_SEGMENTS ? self->status : 404, "text/plain", NULL);
  }
}

static void
listen_on_loopback (HlsServer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  soup_server_listen_local (self->soup, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->soup);
  self->port = (guint) g_uri_get_port (uris->data);
}

HlsServer *
hls_server_new (HlsCodec codec)
{
  HlsServer *self = g_new0 (HlsServer, 1);

  self->codec = codec;
  self->began = g_get_monotonic_time () - 2 * WINDOW * SEGMENT_US;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  listen_on_loopback (self);
  self->live = g_strdup_printf ("http://127.0.0.1:%u/master.m3u8", self->port);
  return self;
}

static void
let_go (HlsServer *self)
{
  for (guint i = 0; i < self->held->len; i++) {
    answer (g_ptr_array_index (self->held, i), 503, "text/plain", NULL);
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  }
  g_ptr_array_set_size (self->held, 0);
}

void
hls_server_free (HlsServer *self)
{
  let_go (self);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_clear_pointer (&self->hostile, g_bytes_unref);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->paths);
  g_free (self->live);
  g_free (self);
}

const char *
hls_server_get_live (HlsServer *self)
{
  return self->live;
}

char *
hls_server_get_vod (HlsServer *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/vod.m3u8", self->port);
}

/* Serves something else than a good playlist. Returns where. */
char *
hls_server_set_hostile (HlsServer *self, GBytes *bytes)
{
  g_clear_pointer (&self->hostile, g_bytes_unref);
  self->hostile = g_bytes_ref (bytes);
  return g_strdup_printf ("http://127.0.0.1:%u/hostile.m3u8", self->port);
}

GBytes *
hls_get_segment (HlsCodec codec, guint i)
{
  return segments[codec][i];
}

void
hls_server_set_fault (HlsServer *self, HlsFault fault, guint status)
{
  HlsFault before = self->fault;

  self->fault = fault;
  self->status = status;
  if (before == HLS_FAULT_HANG)
    let_go (self);
  if (before == HLS_FAULT_REFUSE && fault != HLS_FAULT_REFUSE)
    listen_on_loopback (self);
  if (fault == HLS_FAULT_REFUSE)
    soup_server_disconnect (self->soup);
  if (fault == HLS_FAULT_FREEZE) {
    self->frozen = g_get_monotonic_time ();
  } else if (self->frozen > 0) { /* the encoder goes on where it stopped */
    self->began += g_get_monotonic_time () - self->frozen;
    self->frozen = 0;
  }
  if (fault == HLS_FAULT_OTHER_CODEC)
    self->other_from = get_newest_segment (self) + 1;
}

guint
hls_server_get_n_requests (HlsServer *self, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < self->paths->len; i++)
    n += strstr (g_ptr_array_index (self->paths, i), part) != NULL;
  return n;
}
