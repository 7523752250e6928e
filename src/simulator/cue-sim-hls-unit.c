// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-hls-unit.h"

static void
clear_unit (gpointer data)
{
  CueSimHlsUnit *unit = data;

  g_clear_pointer (&unit->data, g_bytes_unref);
}

/**
 * cue_sim_hls_units_new:
 *
 * Returns: (transfer full): an empty list of #CueSimHlsUnit which owns its bytes
 */
GArray *
cue_sim_hls_units_new (void)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (CueSimHlsUnit));

  g_array_set_clear_func (units, clear_unit);
  return units;
}

static gsize
find_start_code (const guint8 *data, gsize size, gsize from)
{
  for (gsize i = from; i + 3 <= size; i++)
    if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1)
      return i;
  return size;
}

/**
 * cue_sim_hls_unit_next_nal:
 * @data: a picture in byte-stream form (H.264 annex B)
 * @offset: (inout): 0 at first
 * @nal: (out caller-allocates): the next unit
 *
 * Returns: FALSE at the end
 */
gboolean
cue_sim_hls_unit_next_nal (GBytes *data, gsize *offset, CueSimHlsNal *nal)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  gsize         start = find_start_code (bytes, size, *offset);
  gsize         end;

  if (start + 3 >= size)
    return FALSE;

  start += 3;
  end = find_start_code (bytes, size, start);
  *offset = end;
  // The zero byte of a four byte start code belongs to the next unit.
  while (end > start && bytes[end - 1] == 0)
    end--;
  nal->data = bytes + start;
  nal->size = end - start;
  return nal->size > 0;
}

/**
 * cue_sim_hls_nal_get_kind:
 * @nal: a NAL unit of H.264
 *
 * Returns: its `nal_unit_type` (ITU-T H.264, 7.3.1)
 */
guint
cue_sim_hls_nal_get_kind (const CueSimHlsNal *nal)
{
  return nal->data[0] & 0x1f;
}

/**
 * cue_sim_hls_unit_find_nal:
 * @data: an access unit in byte-stream form (ITU-T H.264, annex B)
 * @kind: a `nal_unit_type`
 * @nal: (out): the first one of that kind; it points into @data
 *
 * Returns: whether there is one
 */
gboolean
cue_sim_hls_unit_find_nal (GBytes *data, guint kind, CueSimHlsNal *nal)
{
  gsize offset = 0;

  while (cue_sim_hls_unit_next_nal (data, &offset, nal))
    if (cue_sim_hls_nal_get_kind (nal) == kind)
      return TRUE;
  return FALSE;
}

/**
 * cue_sim_hls_unit_get_codec:
 * @data: a key picture
 *
 * Returns: (transfer full) (nullable): the CODECS word of RFC 6381, such as “avc1.42c01f”, as the
 *   picture itself says it
 */
char *
cue_sim_hls_unit_get_codec (GBytes *data)
{
  CueSimHlsNal sps;

  if (!cue_sim_hls_unit_find_nal (data, CUE_SIM_HLS_NAL_SPS, &sps) || sps.size < 4)
    return NULL;
  return g_strdup_printf ("avc1.%02x%02x%02x", sps.data[1], sps.data[2], sps.data[3]);
}
