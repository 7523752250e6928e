// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cue-preflight-private.h"
#include "cue-text.h"

// Sound, pictures and subtitles that have playlists of their own (EXT-X-MEDIA): which of them
// players can come to. A master playlist whose sound is in these is silent when they are broken.

// As many as variants.
#define MAX_RENDITIONS 16
// What is named of many.
#define MAX_NAMED 5

// Of what a playlist calls something.
#define MAX_NAME_CHARS 80

static const char *
name_type (CueHlsMediaType type)
{
  switch (type) {
  case CUE_HLS_MEDIA_AUDIO:
    return _ ("Sound");
  case CUE_HLS_MEDIA_VIDEO:
    return _ ("Other camera");
  case CUE_HLS_MEDIA_SUBTITLES:
    return _ ("Subtitles");
  case CUE_HLS_MEDIA_CLOSED_CAPTIONS:
    break;
  }
  return _ ("Captions");
}

static gboolean
is_named (GListModel *variants, const CueHlsRendition *rendition)
{
  for (guint i = 0; i < g_list_model_get_n_items (variants); i++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (variants, i);

    if (g_strcmp0 (cue_hls_variant_get_group (variant, rendition->type), rendition->group) == 0)
      return TRUE;
  }
  return FALSE;
}

static guint
count_group (CueHlsPlaylist *playlist,
             CueHlsMediaType type,
             const char     *group,
             gboolean        with_playlist)
{
  guint n = 0;

  for (guint i = 0; i < cue_hls_playlist_get_n_renditions (playlist); i++) {
    const CueHlsRendition *rendition = cue_hls_playlist_get_rendition (playlist, i);

    n += rendition->type == type && g_str_equal (rendition->group, group) &&
         (!with_playlist || rendition->uri != NULL);
  }
  return n;
}

/**
 * cue_preflight_has_sound_elsewhere:
 *
 * Returns: whether the sound of a variant has playlists of its own
 */
gboolean
cue_preflight_has_sound_elsewhere (CueHlsPlaylist *playlist, CueHlsVariant *variant)
{
  const char *group = cue_hls_variant_get_group (variant, CUE_HLS_MEDIA_AUDIO);

  return group != NULL && count_group (playlist, CUE_HLS_MEDIA_AUDIO, group, TRUE) > 0;
}

// A variant names a group that is not there (RFC 8216 section 4.3.4.2 demands it).
static void
judge_variant (CuePreflight *self, CueHlsPlaylist *playlist, CueHlsVariant *variant)
{
  for (guint i = 0; i < CUE_HLS_N_MEDIA_TYPES; i++) {
    CueHlsMediaType  type = (CueHlsMediaType) i;
    const char      *group = cue_hls_variant_get_group (variant, type);
    g_autofree char *safe = NULL;
    g_autofree char *words = NULL;

    if (group == NULL || count_group (playlist, type, group, FALSE) > 0)
      continue;
    safe = cue_text_make_line (group, -1, MAX_NAME_CHARS);
    // Translators: a kind of rendition such as “Sound”, then the name of a group of them
    words = g_strdup_printf (_ ("%s: it names the group “%s”, which the playlist does not have. "
                                "Players leave it out, or refuse the variant."),
                             name_type (type),
                             safe);
    cue_preflight_blame (self,
                         "stream.group",
                         type == CUE_HLS_MEDIA_AUDIO || type == CUE_HLS_MEDIA_VIDEO
                           ? cue_preflight_get_stream_failure (self)
                           : CUE_PREFLIGHT_WARNING,
                         words,
                         _ ("Compare AUDIO, VIDEO and SUBTITLES of the variants with the GROUP-ID "
                            "of the renditions in the settings of the packager."),
                         NULL);
  }
}

// What stands in no variant is offered to nobody.
static void
note_unnamed (CuePreflight *self, GHashTable *groups)
{
  guint            n = g_hash_table_size (groups);
  guint            n_facts = 0;
  g_autofree char *words = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  GHashTableIter       iter;
  gpointer             group;
  gpointer             type;
  CuePreflightFinding *finding;

  if (n == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "There is %u group of renditions that no variant names, so "
                                        "players never offer what is in it. It was not looked at.",
                                        "There are %u groups of renditions that no variant names, "
                                        "so players never offer what is in them. They were not "
                                        "looked at.",
                                        n),
                           n);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.group-unused",
                                CUE_PREFLIGHT_WARNING,
                                _ ("Renditions of the stream"),
                                words,
                                _ ("Compare AUDIO, VIDEO and SUBTITLES of the variants with the "
                                   "GROUP-ID of the renditions in the settings of the packager."));
  g_hash_table_iter_init (&iter, groups);
  while (n_facts++ < MAX_NAMED && g_hash_table_iter_next (&iter, &group, &type))
    cue_preflight_add_fact (self,
                            finding,
                            name_type ((CueHlsMediaType) GPOINTER_TO_UINT (type)),
                            group);
  cue_preflight_take (self, finding);
}

static char *
make_title (const CueHlsRendition *rendition)
{
  const char      *name = *rendition->name != '\0' ? rendition->name : rendition->group;
  g_autofree char *safe = cue_text_make_line (name, -1, MAX_NAME_CHARS);

  // Translators: a kind of rendition such as “Sound” or “Subtitles”, then its name: “English”
  return g_strdup_printf (_ ("%s “%s”"), name_type (rendition->type), safe);
}

static gboolean
is_known (CuePreflight *self, const char *uri)
{
  for (guint i = 0; i < self->variants->len; i++) {
    CuePreflightVariant *known = g_ptr_array_index (self->variants, i);

    if (g_str_equal (known->uri, uri))
      return TRUE;
  }
  return FALSE;
}

static void
add (CuePreflight *self, const CueHlsRendition *rendition)
{
  CuePreflightVariant *item = g_new0 (CuePreflightVariant, 1);

  item->uri = g_strdup (rendition->uri);
  item->title = make_title (rendition);
  item->part = rendition->type == CUE_HLS_MEDIA_AUDIO   ? CUE_PREFLIGHT_PART_SOUND
               : rendition->type == CUE_HLS_MEDIA_VIDEO ? CUE_PREFLIGHT_PART_PICTURE
                                                        : CUE_PREFLIGHT_PART_TEXT;
  g_ptr_array_add (self->variants, item);
}

static void
note_unusable (CuePreflight *self, const CueHlsRendition *rendition)
{
  g_autofree char *title = make_title (rendition);

  cue_preflight_note (self,
                      CUE_PREFLIGHT_STREAM,
                      "stream.rendition",
                      rendition->type == CUE_HLS_MEDIA_SUBTITLES
                        ? CUE_PREFLIGHT_WARNING
                        : cue_preflight_get_stream_failure (self),
                      title,
                      _ ("The address of its playlist is not a usable http or https address."),
                      cue_preflight_get_stream_hint (self));
}

/**
 * cue_preflight_add_renditions:
 * @playlist: the master playlist, whose variants were added
 *
 * Adds the playlists of sound, pictures and subtitles that players can come to, each address once,
 * and says where groups and variants do not belong together.
 */
void
cue_preflight_add_renditions (CuePreflight *self, CueHlsPlaylist *playlist)
{
  GListModel *variants = cue_hls_playlist_get_variants (playlist);
  guint       n = cue_hls_playlist_get_n_renditions (playlist);
  gboolean    is_whole = n < CUE_HLS_MAX_RENDITIONS;
  g_autoptr (GHashTable) unnamed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  // What stands in none of those that were kept may be in one of the others.
  for (self->variant = 0; is_whole && self->variant < self->variants->len; self->variant++) {
    g_autoptr (CueHlsVariant) variant = g_list_model_get_item (variants, self->variant);

    judge_variant (self, playlist, variant);
  }
  // Sound first: it is missed most. Captions never have an address.
  for (guint i = 0; i < n * CUE_HLS_MEDIA_CLOSED_CAPTIONS; i++) {
    const CueHlsRendition *rendition = cue_hls_playlist_get_rendition (playlist, i % n);

    if (rendition->uri == NULL || rendition->type != (CueHlsMediaType) (i / n))
      continue;
    if (!is_named (variants, rendition)) {
      g_hash_table_insert (unnamed,
                           (gpointer) rendition->group,
                           GUINT_TO_POINTER (rendition->type));
    } else if (!g_hash_table_add (seen, (gpointer) rendition->uri)) {
      continue;
    } else if (*rendition->uri == '\0') {
      note_unusable (self, rendition);
    } else if (!is_known (self, rendition->uri)) {
      if (self->n_renditions_named++ < MAX_RENDITIONS)
        add (self, rendition);
    }
  }
  // One without a type or a group was told of with the playlist.
  if (!is_whole)
    self->n_renditions_named += cue_hls_playlist_get_n_renditions_named (playlist) - n;
  note_unnamed (self, unnamed);
}

// Nobody needs so many, and each takes its time.
static void
note_left_out (CuePreflight *self, guint n_seen)
{
  g_autofree char *words = NULL;
  guint            n = self->n_renditions_named - n_seen;

  if (n == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u rendition after the first %u was not looked at.",
                                        "%u renditions after the first %u were not looked at.",
                                        n),
                           n,
                           n_seen);
  cue_preflight_note (self,
                      CUE_PREFLIGHT_STREAM,
                      "stream.left-out",
                      CUE_PREFLIGHT_UNKNOWN,
                      _ ("Renditions of the stream"),
                      words,
                      _ ("Look whether the packager is meant to make so many."));
}

/**
 * cue_preflight_conclude_renditions:
 *
 * Says how it is with all of them together.
 */
void
cue_preflight_conclude_renditions (CuePreflight *self)
{
  CuePreflightFinding *finding;
  guint                n = 0;
  guint                n_fine = 0;
  g_autofree char     *words = NULL;

  for (guint i = 0; i < self->variants->len; i++) {
    CuePreflightVariant *item = g_ptr_array_index (self->variants, i);

    n += item->part != CUE_PREFLIGHT_PART_VARIANT;
    n_fine += item->part != CUE_PREFLIGHT_PART_VARIANT && item->is_fine;
  }
  note_left_out (self, n);
  if (n == 0 || n_fine < n)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u playlist of sound or subtitles answers, with the "
                                        "segment a player begins with.",
                                        "%u playlists of sound or subtitles answer, each with the "
                                        "segment a player begins with.",
                                        n),
                           n);
  finding = cue_preflight_make (self,
                                CUE_PREFLIGHT_STREAM,
                                "stream.renditions",
                                CUE_PREFLIGHT_OK,
                                _ ("Renditions of the stream"),
                                words,
                                NULL);
  for (guint i = 0; i < self->variants->len; i++) {
    CuePreflightVariant *item = g_ptr_array_index (self->variants, i);

    if (item->part != CUE_PREFLIGHT_PART_VARIANT)
      cue_preflight_add_fact (self, finding, item->title, item->fact != NULL ? item->fact : "");
  }
  cue_preflight_take (self, finding);
}
