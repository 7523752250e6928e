// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-hls-variant.h"
#include "cue-profile-test-private.h"

static char *
decode_part (const char *part, gsize length)
{
  g_autofree char *text = g_strndup (part, length);
  g_autofree char *padded = NULL;
  guchar          *bytes;
  gsize            size;

  g_strdelimit (text, "-", '+');
  g_strdelimit (text, "_", '/');
  padded = g_strconcat (text, "====" + (length % 4 == 0 ? 4 : length % 4), NULL);
  bytes = g_base64_decode (padded, &size);
  bytes = g_realloc (bytes, size + 1);
  bytes[size] = '\0';
  return (char *) bytes;
}

/**
 * cue_profile_test_describe_token:
 * @token: a compact JWT
 *
 * Returns: (transfer full): its header and payload, which are no secret, without its signature,
 *   which is one
 */
char *
cue_profile_test_describe_token (const char *token)
{
  const char      *dot = strchr (token, '.');
  const char      *second = dot != NULL ? strchr (dot + 1, '.') : NULL;
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;

  if (second == NULL)
    return g_strdup ("");
  header = decode_part (token, dot - token);
  payload = decode_part (dot + 1, second - dot - 1);
  return g_strdup_printf ("%s\n%s", header, payload);
}

/**
 * cue_profile_test_describe_exchange:
 *
 * Returns: (transfer full): the latest exchange, as it went over the wire, redacted
 */
char *
cue_profile_test_describe_exchange (CueTrace *trace)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (trace));
  g_autoptr (CueExchange) exchange = NULL;

  if (n == 0)
    return g_strdup ("");
  exchange = g_list_model_get_item (G_LIST_MODEL (trace), n - 1);
  return cue_exchange_to_text (exchange);
}

/**
 * cue_profile_test_describe_playlist:
 * @detail: (out): a line for each variant
 *
 * Returns: (transfer full): what the stream offers
 */
char *
cue_profile_test_describe_playlist (CueHlsPlaylist *playlist, char **detail)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  GListModel *variants;
  guint       n;

  if (cue_hls_playlist_get_playlist_type (playlist) == CUE_HLS_PLAYLIST_MEDIA) {
    *detail = g_strdup (cue_hls_playlist_get_url (playlist));
    return g_strdup (_ ("The playlist can be read; it has one variant."));
  }
  variants = cue_hls_playlist_get_variants (playlist);
  n = g_list_model_get_n_items (variants);
  for (guint i = 0; i < n; i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (variants, i);
    g_autofree char *words = cue_hls_variant_to_words (variant);

    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", words);
  }
  *detail = g_strdup (lines->str);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The playlist can be read; it has %u variant.",
                                       "The playlist can be read; it has %u variants.",
                                       n),
                          n);
}

static void
asset_free (gpointer data)
{
  CueTestAsset *asset = data;

  g_free (asset->field);
  g_free (asset->url);
  g_free (asset->answer);
  g_free (asset);
}

static void collect (GPtrArray *assets, const char *url, gboolean is_video, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static void
collect (GPtrArray *assets, const char *url, gboolean is_video, const char *format, ...)
{
  CueTestAsset *asset;
  va_list       args;

  if (url == NULL)
    return;
  // Several states often share one background.
  for (guint i = 0; i < assets->len; i++) {
    if (g_str_equal (((CueTestAsset *) g_ptr_array_index (assets, i))->url, url))
      return;
  }
  asset = g_new0 (CueTestAsset, 1);
  asset->url = g_strdup (url);
  asset->is_video = is_video;
  va_start (args, format);
  asset->field = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (assets, asset);
}

/**
 * cue_test_assets_collect:
 *
 * Returns: (transfer full) (element-type CueTestAsset): every asset that a state names, once
 */
GPtrArray *
cue_test_assets_collect (CueEngineState *state)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func (asset_free);

  collect (assets, cue_engine_state_get_logo (state), FALSE, "logoImg");
  for (int i = 0; i < CUE_N_PLAYER_STATES; i++) {
    const char *id = cue_player_state_to_id (i);

    collect (assets,
             cue_engine_state_get_asset (state, i, CUE_ASSET_BG_VIDEO),
             TRUE,
             "%sBgVideo916",
             id);
    collect (assets,
             cue_engine_state_get_asset (state, i, CUE_ASSET_BG_IMAGE),
             FALSE,
             "%sBgImg916",
             id);
    collect (assets,
             cue_engine_state_get_asset (state, i, CUE_ASSET_FG_IMAGE),
             FALSE,
             "%sFgImg916",
             id);
  }
  return assets;
}

/**
 * cue_test_asset_take_answer:
 * @response: (nullable): what the server said to HEAD
 * @error: (nullable): why it said nothing
 */
void
cue_test_asset_take_answer (CueTestAsset *asset, CueHttpResponse *response, const GError *error)
{
  const char *type;
  guint       status;

  if (response == NULL) {
    asset->answer = g_strdup (error->message);
    return;
  }
  status = cue_http_response_get_status (response);
  type = cue_http_response_get_content_type (response);
  if (status == 405 || status == 501) {
    asset->is_unsure = TRUE;
    asset->answer = g_strdup (_ ("The server does not say whether it is there."));
  } else if (status < 200 || status >= 300) {
    asset->answer = g_strdup_printf (_ ("The server answers with the status %u."), status);
  } else if (type != NULL && !g_str_has_prefix (type, asset->is_video ? "video/" : "image/") &&
             !g_str_has_prefix (type, "application/octet-stream") &&
             !g_str_has_prefix (type, "binary/octet-stream")) {
    asset->answer = g_strdup_printf (asset->is_video
                                       ? _ ("It should be a video, but the server says “%.80s”.")
                                       : _ ("It should be an image, but the server says “%.80s”."),
                                     type);
  } else {
    asset->is_there = TRUE;
    asset->answer = g_strdup (_ ("It is there."));
  }
}

/**
 * cue_test_assets_describe:
 * @assets: (element-type CueTestAsset): all of them, asked for
 * @state: (out): what that means for the step
 * @detail: (out): a line for each asset
 *
 * Returns: (transfer full): how many are there
 */
char *
cue_test_assets_describe (GPtrArray *assets, CueTestState *state, char **detail)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n_missing = 0;
  guint n_unsure = 0;

  for (guint i = 0; i < assets->len; i++) {
    const CueTestAsset *asset = g_ptr_array_index (assets, i);

    g_string_append_printf (lines,
                            "%s%s: %s\n%s",
                            i > 0 ? "\n" : "",
                            asset->field,
                            asset->answer,
                            asset->url);
    n_missing += !asset->is_there && !asset->is_unsure;
    n_unsure += asset->is_unsure;
  }
  *detail = g_strdup (lines->str);
  *state = n_missing > 0 ? CUE_TEST_STATE_WARNING : CUE_TEST_STATE_PASSED;
  if (n_missing > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u of %u is not there.",
                                         "%u of %u are not there.",
                                         n_missing),
                            n_missing,
                            assets->len);
  if (n_unsure > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u of %u could not be checked without fetching it.",
                                         "%u of %u could not be checked without fetching them.",
                                         n_unsure),
                            n_unsure,
                            assets->len);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u is there.",
                                       "All %u are there.",
                                       assets->len),
                          assets->len);
}
