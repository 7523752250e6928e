// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-fixture.h"

#include <string.h>

#include "cue-observation.h"

static guint32
count_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320u : crc >> 1;
  }
  return ~crc;
}

static void
append_number (GByteArray *file, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (file, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *file, const char *type, const guint8 *data, gsize size)
{
  guint begin;

  append_number (file, (guint32) size);
  begin = file->len;
  g_byte_array_append (file, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (file, data, (guint) size);
  append_number (file, count_crc (file->data + begin, file->len - begin));
}

static GBytes *
compress (const guint8 *data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream)
    stream = g_converter_output_stream_new (packed, G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, data, size, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

// A picture of one colour.
GBytes *
asset_fixture_make_png (guint width, guint height, guint32 rgb)
{
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autofree guint8  *rows = g_malloc0 ((gsize) height * (1 + 3 * (gsize) width));
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;
  GByteArray   *file = g_byte_array_new ();
  const guint8  format[] = { 8, 2, 0, 0, 0 };
  gconstpointer data;
  gsize         size;

  for (guint y = 0; y < height; y++) {
    guint8 *row = rows + y * (1 + 3 * (gsize) width) + 1;

    for (guint x = 0; x < width; x++) {
      row[3 * x] = (rgb >> 16) & 0xff;
      row[3 * x + 1] = (rgb >> 8) & 0xff;
      row[3 * x + 2] = rgb & 0xff;
    }
  }
  packed = compress (rows, (gsize) height * (1 + 3 * (gsize) width));
  data = g_bytes_get_data (packed, &size);
  append_number (head, width);
  append_number (head, height);
  g_byte_array_append (head, format, sizeof format);
  g_byte_array_append (file, magic, sizeof magic);
  append_chunk (file, "IHDR", head->data, head->len);
  append_chunk (file, "IDAT", data, size);
  append_chunk (file, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (file);
}

void
asset_fixture_put (MonitorFixture *f, const char *path, guint32 rgb)
{
  g_autoptr (GBytes) png = asset_fixture_make_png (1080, 1920, rgb);

  fake_engine_set_bytes (f->engine, path, "image/png", png);
}

// @rest: members of the answer, in which each %s is the address of the server. Where it names a
// background, the states without one get one too, so that none is missing.
void
asset_fixture_set_state (MonitorFixture *f, const char *state, const char *rest)
{
  static const char *const backgrounds[] = {
    "customBgImg916", "preliveBgImg916", "postliveBgImg916", "interruptionBgImg916"
  };
  g_autoptr (GString) whole = g_string_new (rest);
  g_auto (GStrv) parts = NULL;
  g_autofree char *members = NULL;

  for (gsize i = 0; strstr (rest, "BgImg916") != NULL && i < G_N_ELEMENTS (backgrounds); i++) {
    if (strstr (rest, backgrounds[i]) == NULL)
      g_string_append_printf (whole, ",\"%s\":\"%%s/other.png\"", backgrounds[i]);
  }
  parts = g_strsplit (whole->str, "%s", -1);
  members = g_strjoinv (fake_engine_get_base (f->engine), parts);
  fake_engine_set_state (f->engine,
                         "{\"playerState\":\"%s\"%s%s}",
                         state,
                         *members != '\0' ? "," : "",
                         members);
}

static gboolean
is_settled (gpointer data)
{
  return cue_asset_watch_is_settled (cue_monitor_get_assets (data));
}

void
asset_fixture_wait (MonitorFixture *f)
{
  fake_engine_wait (is_settled, f->monitor);
}

void
asset_fixture_start (MonitorFixture *f, const char *state, const char *rest)
{
  monitor_fixture_make (f, CUE_PROFILE_SOURCE_STATE_URL);
  asset_fixture_put (f, "/other.png", 0x302010);
  asset_fixture_set_state (f, state, rest);
  cue_monitor_start (f->monitor);
  fake_engine_wait_polls (f->monitor, 1);
  asset_fixture_wait (f);
}

void
asset_fixture_poll (MonitorFixture *f)
{
  monitor_fixture_poll_again (f);
  asset_fixture_wait (f);
}

CueAssetItem *
asset_fixture_get (MonitorFixture *f, const char *field)
{
  CueAssetWatch *assets = cue_monitor_get_assets (f->monitor);

  for (guint i = 0; i < CUE_N_ASSET_SLOTS; i++) {
    CueAssetItem *item = cue_asset_watch_get_item (assets, i);

    if (g_str_equal (cue_asset_item_get_field (item), field))
      return item;
  }
  g_assert_not_reached ();
}

gboolean
asset_fixture_has_finding (MonitorFixture *f, const char *field, const char *code)
{
  GListModel *findings = cue_asset_item_get_findings (asset_fixture_get (f, field));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (CueAssetFinding) finding = g_list_model_get_item (findings, i);

    if (g_str_equal (cue_asset_finding_get_code (finding), code))
      return TRUE;
  }
  return FALSE;
}

gboolean
asset_fixture_observed (MonitorFixture *f, const char *kind)
{
  GListModel *observations = G_LIST_MODEL (cue_monitor_get_observations (f->monitor));

  for (guint i = 0; i < g_list_model_get_n_items (observations); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (observations, i);

    if (g_str_equal (cue_observation_get_lane (observation), CUE_LANE_ASSETS) &&
        g_str_equal (cue_observation_get_kind (observation), kind))
      return TRUE;
  }
  return FALSE;
}
