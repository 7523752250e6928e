// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* The table of what an asset can be, and the answers that are not simply the file. */

#include "cue-sim-asset.h"

#include "cue-sim-gzip.h"

#define BLOCK_BYTES     (64 * 1024)
#define HUGE_LENGTH     G_GUINT64_CONSTANT (1000000000000)
#define BEYOND_IMAGE    ((16 * 1024 + 64) * 1024)
#define BEYOND_VIDEO    ((64 * 1024 + 64) * 1024)
#define BOMB_BYTES      (64 * 1024 * 1024)
#define HEAVY_BYTES     (12 * 1024 * 1024)
#define SLOW_BYTES      (64 * 1024) // in each of ten parts a second
#define REDIRECTS       5
#define MINUTES(n)      ((n) *60.0)
#define SIGNED_LIFE     MINUTES (20)
#define SIGNED_LONG     (7 * 24 * 3600.0)
#define SIGNED_FINISHED MINUTES (-10)

static const char entities[] =
  "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [\n<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">\n"
  "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n"
  "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\n"
  "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">\n"
  "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">\n"
  "<!ENTITY f SYSTEM \"file:///etc/passwd\">\n]>\n"
  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1080\" height=\"1920\">"
  "<text>&e;&f;</text></svg>\n";

static const char sign_in_page[] = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
                                   "<body>Your session is over.</body></html>\n";

static void
answer_status (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  /* As the storage of Amazon says it. */
  if (variant->address == CUE_SIM_ASSET_ADDRESS_SIGNED) {
    cue_sim_reply_set_empty (reply, 403);
    cue_sim_reply_set_text (reply,
                            "application/xml",
                            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied"
                            "</Code><Message>Request has expired</Message></Error>");
    return;
  }
  cue_sim_reply_set_error (reply, variant->number, "text");
}

static void
answer_type (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  if (variant->text != NULL)
    cue_sim_reply_set_header (reply, "Content-Type", variant->text);
  else if (g_str_equal (variant->name, "no-type"))
    soup_message_headers_remove (reply->headers, "Content-Type");
  else
    cue_sim_reply_set_header (reply,
                              "Content-Type",
                              slot->kind == CUE_SIM_ASSET_VIDEO ? "video/webm" : "image/gif");
}

static void
answer_without_validators (CueSimReply              *reply,
                           const CueSimAssetSlot    *slot,
                           const CueSimAssetVariant *variant)
{
  soup_message_headers_remove (reply->headers, "ETag");
  soup_message_headers_remove (reply->headers, "Last-Modified");
  soup_message_headers_remove (reply->headers, "Cache-Control");
  if (g_str_equal (variant->name, "no-store"))
    cue_sim_reply_set_header (reply, "Cache-Control", "no-store");
}

static void
answer_not_modified (CueSimReply              *reply,
                     const CueSimAssetSlot    *slot,
                     const CueSimAssetVariant *variant)
{
  cue_sim_reply_set_empty (reply, 304);
}

/* To the usual file, by itself or after more steps; the number of the step stands in the query. */
static void
answer_redirect (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  g_autofree char *location = NULL;
  guint64          step = reply->query != NULL ? g_ascii_strtoull (reply->query, NULL, 10) : 0;

  if (g_str_equal (variant->name, "redirect-loop"))
    location = g_strdup (reply->path);
  else if (g_str_equal (variant->name, "redirect-elsewhere"))
    location = g_strconcat (reply->base_url, CUE_SIM_ASSETS_PATH, slot->file, NULL);
  else if (variant->text != NULL)
    location = g_strdup (variant->text);
  else if (step + 1 < variant->number)
    location = g_strdup_printf ("%s?%" G_GUINT64_FORMAT, reply->path, step + 1);
  else
    location = g_strconcat (CUE_SIM_ASSETS_PATH, slot->file, NULL);
  cue_sim_reply_set_empty (reply, 302);
  if (*location != '\0')
    cue_sim_reply_set_header (reply, "Location", location);
}

static char *
format_length (guint64 length)
{
  return g_strdup_printf ("Content-Length: %" G_GUINT64_FORMAT, length);
}

static GBytes *
make_block (void)
{
  return g_bytes_new_take (g_malloc0 (BLOCK_BYTES), BLOCK_BYTES);
}

/* The file, and then more than anybody should take. */
static void
answer_beyond (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autoptr (GBytes) block = make_block ();
  gsize            size = g_bytes_get_size (body);
  guint64          most = slot->kind == CUE_SIM_ASSET_VIDEO ? BEYOND_VIDEO : BEYOND_IMAGE;
  guint64          blocks = (most - size) / BLOCK_BYTES;
  gboolean         endless = g_str_equal (variant->name, "endless");
  g_autofree char *length = NULL;
  CueSimScript    *script;

  if (g_str_equal (variant->name, "huge-length"))
    length = format_length (HUGE_LENGTH);
  else if (!endless)
    length = format_length (size + blocks * BLOCK_BYTES);
  script = cue_sim_reply_begin_script (reply, length);
  cue_sim_script_write (script, body);
  if (g_str_equal (variant->name, "huge-length"))
    cue_sim_script_set_end (script, CUE_SIM_END_HOLD);
  else
    cue_sim_script_repeat (script, block, endless ? CUE_SIM_FOR_EVER : blocks);
}

static void
answer_slowly (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autofree char *length = format_length (g_bytes_get_size (body));
  CueSimScript    *script = cue_sim_reply_begin_script (reply, length);

  if (g_str_equal (variant->name, "drip"))
    cue_sim_script_drip (script, body, 1, G_USEC_PER_SEC);
  else
    cue_sim_script_drip (script, body, SLOW_BYTES, G_USEC_PER_SEC / 10);
}

static void
answer_nothing (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  reply->script = cue_sim_script_new ();
  cue_sim_script_set_end (reply->script, CUE_SIM_END_HOLD);
}

static void
answer_part (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (reply);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) / 2);
  g_autofree char *length = format_length (g_bytes_get_size (body));

  cue_sim_script_write (cue_sim_reply_begin_script (reply, length), half);
}

static void
answer_bomb (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  g_autoptr (GBytes) packed = cue_sim_gzip_bomb (BOMB_BYTES);

  cue_sim_reply_set_header (reply, "Content-Encoding", "gzip");
  cue_sim_reply_set_body (reply, packed);
}

static void
answer_cookie (CueSimReply *reply, const CueSimAssetSlot *slot, const CueSimAssetVariant *variant)
{
  soup_message_headers_append (reply->headers, "Set-Cookie", "tracker=cue; Path=/; Max-Age=86400");
}

#define ALL      CUE_SIM_ASSET_ALL
#define LAYERS   CUE_SIM_ASSET_LAYERS
#define PICTURES CUE_SIM_ASSET_PICTURES
#define VIDEO    CUE_SIM_ASSET_VIDEO
#define GROUND   CUE_SIM_ASSET_BACKGROUND
#define OWN      CUE_SIM_ASSET_ADDRESS_OWN
#define KEPT     CUE_SIM_ASSET_ADDRESS_KEPT
#define AS_TEXT  CUE_SIM_ASSET_ADDRESS_TEXT
#define SIGNED   CUE_SIM_ASSET_ADDRESS_SIGNED
#define FORM(f)  CUE_SIM_ASSET_FORM_##f

// clang-format off
const CueSimAssetVariant cue_sim_asset_variants[] = {
  { "usual", "as it should be", ALL, OWN, FORM (USUAL) },

  /* What the address is. */
  { "missing", "the address is null", ALL, CUE_SIM_ASSET_ADDRESS_NULL },
  { "empty", "the address is an empty text", ALL, AS_TEXT, .text = "" },
  { "relative", "an address without an origin", ALL, AS_TEXT,
    .text = "../../assets/custom-bg.jpg" },
  { "data", "a picture inside the address", ALL, AS_TEXT,
    .text = "data:image/png;base64,iVBORw0KGgo=" },
  { "file", "a file of this computer", ALL, AS_TEXT, .text = "file:///etc/passwd" },
  { "javascript", "a script as address", ALL, AS_TEXT, .text = "javascript:alert(1)" },
  { "ftp", "another protocol", ALL, AS_TEXT, .text = "ftp://assets.example.invalid/custom-bg.jpg" },
  { "insecure", "plain http, from somewhere that is not this computer", ALL, AS_TEXT,
    .text = "http://assets.example.invalid/custom-bg.jpg" },
  { "user", "a name and a password in the address", ALL, CUE_SIM_ASSET_ADDRESS_USER },
  { "again", "the usual file at a new address", ALL, OWN, FORM (USUAL) },
  { "replaced", "another file at the usual address", ALL, KEPT, FORM (OTHER) },
  { "new-file", "another file at a new address", ALL, OWN, FORM (OTHER) },
  { "signed-long", "a signed address that lasts for a week", ALL, SIGNED, .text = "plain",
    .seconds = SIGNED_LONG },
  { "signed-amazon", "a signed address that ends 20 minutes after the order: X-Amz-Expires", ALL,
    SIGNED, .text = "amazon", .seconds = SIGNED_LIFE },
  { "signed-google", "likewise: X-Goog-Expires", ALL, SIGNED, .text = "google",
    .seconds = SIGNED_LIFE },
  { "signed-cloudfront", "likewise: Expires", ALL, SIGNED, .text = "cloudfront",
    .seconds = SIGNED_LIFE },
  { "signed-azure", "likewise: se", ALL, SIGNED, .text = "azure", .seconds = SIGNED_LIFE },
  { "signed-akamai", "likewise: hdnts=exp", ALL, SIGNED, .text = "akamai",
    .seconds = SIGNED_LIFE },
  { "signed-plain", "likewise: exp", ALL, SIGNED, .text = "plain", .seconds = SIGNED_LIFE },
  { "signed-expired", "a signed address that ended ten minutes before the order; answers 403", ALL,
    SIGNED, .text = "amazon", .seconds = SIGNED_FINISHED, .form = FORM (NONE),
    .answer = answer_status },

  /* What the answer is. */
  { "status-401", "401", ALL, .number = 401, .form = FORM (NONE), .answer = answer_status },
  { "status-403", "403", ALL, .number = 403, .form = FORM (NONE), .answer = answer_status },
  { "status-404", "404", ALL, .number = 404, .form = FORM (NONE), .answer = answer_status },
  { "status-410", "410", ALL, .number = 410, .form = FORM (NONE), .answer = answer_status },
  { "status-429", "429", ALL, .number = 429, .form = FORM (NONE), .answer = answer_status },
  { "status-500", "500", ALL, .number = 500, .form = FORM (NONE), .answer = answer_status },
  { "status-503", "503", ALL, .number = 503, .form = FORM (NONE), .answer = answer_status },
  { "redirect", "one redirect, to the usual address", ALL, .number = 1, .form = FORM (NONE),
    .answer = answer_redirect },
  { "redirect-elsewhere", "a redirect to another origin, where the file is", ALL,
    .form = FORM (NONE), .answer = answer_redirect },
  { "redirect-chain", "five redirects", ALL, .number = REDIRECTS, .form = FORM (NONE),
    .answer = answer_redirect },
  { "redirect-long", "a hundred redirects", ALL, .number = 100,
    .form = FORM (NONE), .answer = answer_redirect },
  { "redirect-loop", "a redirect to itself", ALL, .form = FORM (NONE), .answer = answer_redirect },
  { "redirect-file", "a redirect to a file of this computer", ALL, .text = "file:///etc/passwd",
    .form = FORM (NONE), .answer = answer_redirect },
  { "redirect-nowhere", "a redirect without Location", ALL, .text = "",
    .form = FORM (NONE), .answer = answer_redirect },
  { "wrong-type", "a content type that is another one than the file's", ALL,
    .answer = answer_type },
  { "text-type", "called text/plain", ALL, .text = "text/plain; charset=utf-8",
    .answer = answer_type },
  { "binary-type", "called application/octet-stream", ALL, .text = "application/octet-stream",
    .answer = answer_type },
  { "no-type", "without a content type", ALL, .answer = answer_type },
  { "no-validators", "without ETag, Last-Modified and Cache-Control", ALL,
    .answer = answer_without_validators },
  { "no-store", "Cache-Control: no-store, and no validators", ALL,
    .answer = answer_without_validators },
  { "not-modified", "304 though nobody asked on a condition", ALL,
    .form = FORM (NONE), .answer = answer_not_modified },
  { "cookie", "with a cookie", ALL, .answer = answer_cookie },
  { "slow", "640 kB a second", ALL, .answer = answer_slowly },
  { "drip", "a byte a second", ALL, .answer = answer_slowly },
  { "hang", "no answer, and the connection stays open", ALL, .form = FORM (NONE),
    .answer = answer_nothing },
  { "cut-connection", "the connection ends in the middle of the file", ALL,
    .answer = answer_part },
  { "too-large", "more than 16 MiB of a picture, more than 64 MiB of a clip", ALL,
    .answer = answer_beyond },
  { "endless", "a body without an end", ALL, .answer = answer_beyond },
  { "huge-length", "a Content-Length of a terabyte, and the connection stays open", ALL,
    .answer = answer_beyond },
  { "gzip-bomb", "64 MiB of zeros in a compressed answer", ALL, .form = FORM (NONE),
    .answer = answer_bomb },

  /* What the file is. */
  { "changing", "another file at each request, at the same address", ALL, .number = 2 },
  { "not-916", "4:5", LAYERS, .form = FORM (SCALED), .width = 1536, .height = 1920 },
  { "landscape", "16:9", LAYERS, .form = FORM (SCALED), .width = 1920, .height = 1080 },
  { "too-small", "432 × 768, a clip 288 × 512", LAYERS, .form = FORM (SCALED), .width = 432,
    .height = 768 },
  { "small-logo", "30 × 10", CUE_SIM_ASSET_LOGO, .form = FORM (SCALED), .width = 30,
    .height = 10 },
  { "heavy", "12 MiB", ALL, .form = FORM (PADDED), .bytes = HEAVY_BYTES },
  { "rotated", "lies on its side, and Exif turns it", GROUND, .form = FORM (ROTATED) },
  { "black", "black from corner to corner", VIDEO | GROUND, .form = FORM (BLACK) },
  { "bright", "almost white", VIDEO | GROUND, .form = FORM (BRIGHT) },
  { "gif", "a GIF of two pictures", PICTURES, .form = FORM (GIF), .width = 1080, .height = 1920 },
  { "webp", "a WebP", PICTURES, .form = FORM (WEBP), .width = 1080, .height = 1920 },
  { "animated-webp", "a WebP of two pictures", PICTURES, .form = FORM (ANIMATED_WEBP),
    .width = 1080, .height = 1920 },
  { "truncated", "half of the file, with its own length", ALL, .form = FORM (CUT) },
  { "noise", "noise that begins like a picture or a clip", ALL, .form = FORM (NOISE) },
  { "no-bytes", "nothing, and called a picture or a clip", ALL, .form = FORM (TEXT), .text = "" },
  { "html", "a page in HTML with 200", ALL, .form = FORM (TEXT), .text = sign_in_page },
  { "svg", "an SVG with entities within entities", PICTURES, .form = FORM (TEXT),
    .text = entities },
  { "one-pixel", "1 × 1", PICTURES, .form = FORM (PLAIN_PNG), .width = 1, .height = 1 },
  { "strip", "30,000 × 1", PICTURES, .form = FORM (PLAIN_PNG), .width = 30000, .height = 1 },
  { "png-bomb", "a PNG of 20,000 × 20,000 in 50 kB", PICTURES, .form = FORM (PNG_BOMB),
    .width = 20000, .height = 20000 },
  { "gif-bomb", "a GIF of 20,000 × 20,000", PICTURES, .form = FORM (GIF_BOMB), .width = 20000,
    .height = 20000 },
  { "gif-frames", "a GIF of 20,000 pictures", PICTURES, .form = FORM (GIF_FRAMES), .width = 1080,
    .height = 1920 },
  { "webp-bomb", "a WebP of 16,383 × 16,383 in 40 bytes", PICTURES, .form = FORM (WEBP_BOMB),
    .width = 16383, .height = 16383 },
  { "jpeg-bomb", "a JPEG that says it has 65,500 × 65,500", GROUND, .form = FORM (JPEG_BOMB),
    .width = 65500, .height = 65500 },
  { "lying-boxes", "a clip whose boxes are longer than itself", VIDEO, .form = FORM (LYING_BOXES) },
  { NULL },
};
// clang-format on
