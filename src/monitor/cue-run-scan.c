// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-run-scan.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "cue-run-journal-file.h"

// The folder of journals: which of them nobody finished, and which are so old that they can go.
// What is no journal of ours is neither offered nor touched.

#define SUFFIX     ".jsonl"
#define NAME_CHARS 64
// More names than this are not even read; more journals than that are looked at another time.
#define MAX_NAMES  50000
#define MAX_LOOKED 1000

typedef struct {
  char  *path;
  gint64 changed; // wall µs
} Entry;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->path);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Entry *) a)->changed;
  gint64 other = ((const Entry *) b)->changed;

  return (one < other) - (one > other);
}

static gboolean
is_our_name (const char *name)
{
  for (gsize i = 0; i < NAME_CHARS; i++) {
    if (!g_ascii_isdigit (name[i]) && (name[i] < 'a' || name[i] > 'f'))
      return FALSE;
  }
  return g_str_equal (name + NAME_CHARS, SUFFIX);
}

static GArray *
list_entries (const char *folder)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (entries, clear_entry);
  while (dir != NULL && entries->len < MAX_NAMES && (name = g_dir_read_name (dir)) != NULL) {
    Entry    entry;
    GStatBuf facts;

    if (!is_our_name (name))
      continue;
    entry.path = g_build_filename (folder, name, NULL);
    if (g_lstat (entry.path, &facts) == 0 && S_ISREG (facts.st_mode)) {
      entry.changed = (gint64) facts.st_mtim.tv_sec * G_USEC_PER_SEC + facts.st_mtim.tv_nsec / 1000;
      g_array_append_val (entries, entry);
    } else {
      g_free (entry.path);
    }
  }
  g_array_sort (entries, compare_newest_first);
  return entries;
}

// A journal that was copied to another name would be gone on with twice.
static gboolean
is_in_its_place (CueInterruptedRun *run)
{
  g_autofree char *wanted = cue_run_journal_make_path (cue_interrupted_run_get_fingerprint (run),
                                                       cue_interrupted_run_get_account (run));
  g_autofree char *name = g_path_get_basename (wanted);

  return g_str_has_suffix (cue_interrupted_run_get_path (run), name);
}

static CueInterruptedRun *
look_at (const Entry *entry, gboolean *over, guint *n_locked, GCancellable *cancellable)
{
  CueRunJournalOpening *opening = g_new0 (CueRunJournalOpening, 1);
  g_autoptr (CueInterruptedRun) run = NULL;

  opening->path = g_strdup (entry->path);
  opening->fd = -1;
  *over = FALSE;
  if (cue_run_journal_opening_look (opening, cancellable, NULL)) {
    g_autofree guint *marks = g_new (guint, MAX (opening->marks->len, 1));

    for (guint i = 0; i < opening->marks->len; i++)
      marks[i] = g_array_index (opening->marks, CueRunMarkEntry, i).mark;
    run = cue_interrupted_run_new (entry->path,
                                   opening->root,
                                   marks,
                                   opening->marks->len,
                                   entry->changed);
    *over = opening->over || (run != NULL && cue_interrupted_run_is_finished (run));
  }
  *n_locked += opening->locked;
  cue_run_journal_opening_free (opening);
  return run != NULL && is_in_its_place (run) ? g_steal_pointer (&run) : NULL;
}

/**
 * cue_run_scan:
 * @folder: of journals; it need not exist
 * @now_us: wall clock
 * @n_locked: (out): how many another program, or a run of this one, has open
 * @cancellable: (nullable): to end it early
 *
 * Finds the runs that nobody finished and nobody discarded, and that no program works on. Of those
 * that are over, the newest %CUE_RUN_SCAN_KEEP_N of the last %CUE_RUN_SCAN_KEEP_DAYS days stay and
 * the others are deleted. Blocks: for a worker.
 *
 * Returns: (transfer full) (element-type CueInterruptedRun) (nullable): the newest first; %NULL
 *   when it was cancelled
 */
GPtrArray *
cue_run_scan (const char   *folder,
              gint64        now_us,
              guint        *n_locked,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) entries = list_entries (folder);
  gint64 oldest = now_us - CUE_RUN_SCAN_KEEP_DAYS * G_TIME_SPAN_DAY;
  guint  n_over = 0;

  *n_locked = 0;
  for (guint i = 0; i < MIN (entries->len, MAX_LOOKED); i++) {
    const Entry *entry = &g_array_index (entries, Entry, i);
    gboolean     over;
    g_autoptr (CueInterruptedRun) run = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    run = look_at (entry, &over, n_locked, cancellable);
    if (run == NULL)
      continue;
    if (!over)
      g_ptr_array_add (found, g_steal_pointer (&run));
    else if (++n_over > CUE_RUN_SCAN_KEEP_N || entry->changed < oldest)
      cue_run_journal_file_delete (entry->path);
  }
  // What was read in part is no answer.
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL
                                                                   : g_steal_pointer (&found);
}
