// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-preflight-private.h"

// What is wrong with variants and renditions, gathered: an encoder that stands still is one
// trouble, not one for each of its ten variants.

// So many are named, the others counted.
#define MAX_NAMED 3
#define MAX_FACTS 16

struct _CuePreflightBlame {
  char                *code;
  CuePreflightSeverity severity;
  char                *words;
  char                *next;
  GPtrArray           *titles;
  GPtrArray           *urls; // one for each title, "" for none
};

void
cue_preflight_blame_free (CuePreflightBlame *self)
{
  g_free (self->code);
  g_free (self->words);
  g_free (self->next);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->urls);
  g_free (self);
}

static CuePreflightBlame *
find (CuePreflight        *self,
      const char          *code,
      CuePreflightSeverity severity,
      const char          *words,
      const char          *next)
{
  for (guint i = 0; i < self->blames->len; i++) {
    CuePreflightBlame *blame = g_ptr_array_index (self->blames, i);

    if (blame->severity == severity && g_str_equal (blame->code, code) &&
        g_str_equal (blame->words, words) && g_str_equal (blame->next, next))
      return blame;
  }
  return NULL;
}

/**
 * cue_preflight_blame:
 * @next: what to do about it
 * @url: (nullable): what was asked for
 *
 * Something is wrong with the variant or rendition that is looked at. It is said together with all
 * of which the same is said.
 */
void
cue_preflight_blame (CuePreflight        *self,
                     const char          *code,
                     CuePreflightSeverity severity,
                     const char          *words,
                     const char          *next,
                     const char          *url)
{
  CuePreflightBlame *blame = find (self, code, severity, words, next);

  if (blame == NULL) {
    blame = g_new0 (CuePreflightBlame, 1);
    blame->code = g_strdup (code);
    blame->severity = severity;
    blame->words = g_strdup (words);
    blame->next = g_strdup (next);
    blame->titles = g_ptr_array_new_with_free_func (g_free);
    blame->urls = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (self->blames, blame);
  }
  g_ptr_array_add (blame->titles,
                   g_strdup (self->variant < self->variants->len
                               ? cue_preflight_peek_variant (self)->title
                               : _ ("Playlist of the stream")));
  g_ptr_array_add (blame->urls, g_strdup (url != NULL ? url : ""));
}

/**
 * cue_preflight_blame_playlist:
 * @playlist: of the variant or rendition that is looked at, or the one that names them all
 *
 * Says what is wrong with a playlist that can be read all the same: other players may be stricter.
 */
void
cue_preflight_blame_playlist (CuePreflight *self, CueHlsPlaylist *playlist)
{
  GPtrArray           *found = cue_hls_playlist_get_diagnostics (playlist);
  const CueDiagnostic *worst = NULL;
  g_autofree char     *words = NULL;
  guint                n = 0;

  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (found, i);

    if (cue_diagnostic_get_severity (diagnostic) == CUE_SEVERITY_INFO)
      continue;
    n++;
    if (worst == NULL ||
        cue_diagnostic_get_severity (diagnostic) > cue_diagnostic_get_severity (worst))
      worst = diagnostic;
  }
  if (worst == NULL)
    return;
  if (n == 1)
    // Translators: a place in a playlist such as “line 3”, then what is wrong there
    words = g_strdup_printf (_ ("In its playlist, %s: %s"),
                             cue_diagnostic_get_where (worst),
                             cue_diagnostic_get_message (worst));
  else
    words = g_strdup_printf (_ ("Of %u things that are wrong in its playlist, the worst is in %s: "
                                "%s"),
                             n,
                             cue_diagnostic_get_where (worst),
                             cue_diagnostic_get_message (worst));
  cue_preflight_blame (self,
                       "stream.playlist",
                       CUE_PREFLIGHT_WARNING,
                       words,
                       _ ("This program can read it, but other players may not: look at the "
                          "settings of the packager."),
                       cue_hls_playlist_get_url (playlist));
}

static char *
make_title (CuePreflightBlame *blame)
{
  g_autoptr (GString) title = g_string_new (NULL);
  guint n = blame->titles->len;
  guint n_named = n <= MAX_NAMED + 1 ? n : MAX_NAMED;

  for (guint i = 0; i < n_named; i++)
    g_string_append_printf (title,
                            "%s%s",
                            i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (blame->titles, i));
  if (n > n_named)
    // Translators: behind a list of some of them
    g_string_append_printf (title, _ (" and %u more"), n - n_named);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

/**
 * cue_preflight_take_blames:
 *
 * Writes down what was gathered.
 */
void
cue_preflight_take_blames (CuePreflight *self)
{
  for (guint i = 0; i < self->blames->len; i++) {
    CuePreflightBlame   *blame = g_ptr_array_index (self->blames, i);
    g_autofree char     *title = make_title (blame);
    CuePreflightFinding *finding = cue_preflight_make (self,
                                                       CUE_PREFLIGHT_STREAM,
                                                       blame->code,
                                                       blame->severity,
                                                       title,
                                                       blame->words,
                                                       blame->next);

    for (guint j = 0; j < MIN (blame->urls->len, MAX_FACTS); j++) {
      const char *url = g_ptr_array_index (blame->urls, j);

      if (*url != '\0')
        cue_preflight_add_fact (self,
                                finding,
                                blame->urls->len > 1 ? g_ptr_array_index (blame->titles, j)
                                                     : _ ("Address"),
                                url);
    }
    cue_preflight_take (self, finding);
  }
  g_ptr_array_set_size (self->blames, 0);
}
