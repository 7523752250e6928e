// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-run-journal-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cue-error.h"
#include "cue-json.h"

// The file of a journal: its lines, its lock, and that they are on the disk. Any thread.

#define FORMAT       "cuelight-publish-run"
#define VERSION      1
#define MAX_REQUESTS 1000000
#define MAX_BYTES    (256 * 1024 * 1024)
// The first line has the titles of all columns.
#define MAX_LINE     (4 * 1024 * 1024)
#define LAST_LINE    128
#define CHUNK        (256 * 1024)
#define LOCK_TRIES   20
#define LOCK_WAIT_US (50 * 1000)

static const char *const mark_nicks[] = {
  [CUE_RUN_MARK_NONE] = "not-sent",   [CUE_RUN_MARK_BEGUN] = "begun",
  [CUE_RUN_MARK_DONE] = "done",       [CUE_RUN_MARK_REFUSED] = "refused",
  [CUE_RUN_MARK_UNKNOWN] = "unknown", [CUE_RUN_MARK_LEFT] = "left",
};

/**
 * cue_run_mark_get_nick:
 * @mark: a mark
 *
 * Returns: (transfer none): its word in the file
 */
const char *
cue_run_mark_get_nick (CueRunMark mark)
{
  return mark_nicks[mark];
}

static void
clear_mark (gpointer data)
{
  g_free (((CueRunMarkEntry *) data)->words);
}

/**
 * cue_run_marks_new:
 * @n: how many requests there are
 *
 * Returns: (transfer full) (element-type CueRunMarkEntry): nothing is known of any
 */
GArray *
cue_run_marks_new (guint n)
{
  GArray *marks = g_array_sized_new (FALSE, TRUE, sizeof (CueRunMarkEntry), n);

  g_array_set_clear_func (marks, clear_mark);
  g_array_set_size (marks, n);
  return marks;
}

/**
 * cue_run_journal_opening_free:
 * @data: what a worker opened; a file that nobody took over is closed
 */
void
cue_run_journal_opening_free (gpointer data)
{
  CueRunJournalOpening *opening = data;

  if (opening->fd >= 0)
    close (opening->fd);
  g_free (opening->path);
  g_free (opening->header);
  g_clear_pointer (&opening->root, json_node_unref);
  g_clear_pointer (&opening->marks, g_array_unref);
  g_free (opening);
}

static void
set_error (GError **error, const char *path, int code)
{
  if (code == EWOULDBLOCK)
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("These rows are being published by another Cuelight at this moment."));
  else
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_STORAGE,
                 _ ("The journal of what was sent cannot be kept in “%s” (%s). Nothing more is "
                    "sent without it."),
                 path,
                 g_strerror (code));
}

static gboolean
write_all (int fd, const char *text, gsize size)
{
  while (size > 0) {
    ssize_t n = write (fd, text, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    text += n;
    size -= (gsize) n;
  }
  return fdatasync (fd) == 0;
}

// The name of a new file is only on the disk when its folder is.
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = g_open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);

  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }
}

/**
 * cue_run_journal_fill_header:
 * @object: the first line
 * @n_requests: how many requests there are
 *
 * Adds what makes the line the first of a journal.
 */
void
cue_run_journal_fill_header (JsonObject *object, guint n_requests)
{
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_int_member (object, "requests", n_requests);
}

static gint64
get_int (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : -1;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gboolean
read_header (CueRunJournalOpening *opening, JsonNode *root)
{
  JsonObject *object;
  gint64      n;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  n = get_int (object, "requests");
  if (g_strcmp0 (get_text (object, "format"), FORMAT) != 0 ||
      get_int (object, "version") != VERSION || n < 0 || n > MAX_REQUESTS)
    return FALSE;
  opening->root = json_node_ref (root);
  opening->marks = cue_run_marks_new ((guint) n);
  return TRUE;
}

static void
read_mark (CueRunJournalOpening *opening, JsonNode *root)
{
  GArray     *marks = opening->marks;
  JsonObject *object;
  const char *nick;
  gint64      request;
  gint64      status;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  if (get_text (object, "over") != NULL)
    opening->over = TRUE;
  request = get_int (object, "request");
  status = get_int (object, "status");
  nick = get_text (object, "mark");
  if (request < 0 || request >= (gint64) marks->len || nick == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (mark_nicks); i++) {
    CueRunMarkEntry *mark = &g_array_index (marks, CueRunMarkEntry, request);

    if (!g_str_equal (mark_nicks[i], nick))
      continue;
    mark->mark = (CueRunMark) i;
    mark->status = status > 0 && status < 1000 ? (guint) status : 0;
    g_free (mark->words);
    mark->words = g_strdup (get_text (object, "words"));
    opening->over = FALSE;
  }
}

static JsonNode *
parse_line (const char *line, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, size);

  return cue_json_parse (bytes, NULL);
}

static gboolean
set_foreign (CueRunJournalOpening *opening, GError **error)
{
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_STORAGE,
               _ ("“%s” is no journal of ours, or is damaged at its beginning."),
               opening->path);
  return FALSE;
}

// Takes the whole lines that are at the beginning of @text, and says how much that was.
static gboolean
read_lines (CueRunJournalOpening *opening, const GString *text, gsize *taken, GError **error)
{
  const char *end;

  *taken = 0;
  while ((end = memchr (text->str + *taken, '\n', text->len - *taken)) != NULL) {
    g_autoptr (JsonNode) root = parse_line (text->str + *taken, (gsize) (end - text->str) - *taken);

    if (opening->root != NULL)
      read_mark (opening, root);
    else if (!read_header (opening, root))
      return set_foreign (opening, error);
    *taken = (gsize) (end - text->str) + 1;
  }
  return text->len - *taken <= MAX_LINE || set_foreign (opening, error);
}

// Reads it, and says where its whole lines end.
static gboolean
read_journal (CueRunJournalOpening *opening,
              gboolean              only_header,
              GCancellable         *cancellable,
              off_t                *whole,
              GError              **error)
{
  g_autoptr (GString) text = g_string_sized_new (CHUNK);
  g_autofree char *chunk = g_malloc (CHUNK);
  gsize            taken;

  *whole = 0;
  for (;;) {
    ssize_t n;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    n = pread (opening->fd, chunk, CHUNK, *whole + (off_t) text->len);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      set_error (error, opening->path, errno);
      return FALSE;
    }
    if (n == 0)
      break;
    g_string_append_len (text, chunk, n);
    if (!read_lines (opening, text, &taken, error))
      return FALSE;
    g_string_erase (text, 0, (gssize) taken);
    *whole += (off_t) taken;
    if (only_header && opening->root != NULL)
      break;
  }
  return TRUE;
}

// A run that was just let go may still write its last marks, which is a matter of milliseconds.
static gboolean
take_lock (int fd, int how, guint tries)
{
  for (guint i = 0; i < tries; i++) {
    if (i > 0)
      g_usleep (LOCK_WAIT_US);
    if (flock (fd, how | LOCK_NB) == 0)
      return TRUE;
    if (errno != EWOULDBLOCK && errno != EINTR)
      return FALSE;
  }
  errno = EWOULDBLOCK;
  return FALSE;
}

// What is no file, or one that somebody is about to delete, has errno set.
static gboolean
is_usable (int fd)
{
  struct stat facts;

  if (fstat (fd, &facts) != 0)
    return FALSE;
  errno = !S_ISREG (facts.st_mode) ? EINVAL : facts.st_size > MAX_BYTES ? EFBIG : ENOENT;
  return errno == ENOENT && facts.st_nlink > 0;
}

static int
open_file (const char *path, int flags)
{
  // What is no file must not be waited for.
  return g_open (path, flags | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static gboolean
take_file (CueRunJournalOpening *opening, int flags, GError **error)
{
  opening->fd = open_file (opening->path, flags);
  if (opening->fd >= 0 && take_lock (opening->fd, LOCK_EX, LOCK_TRIES) && is_usable (opening->fd))
    return TRUE;
  set_error (error, opening->path, errno);
  return FALSE;
}

// Whether it is empty, or begins as a first line of ours does. Nothing else may be written over.
static gboolean
is_cut_header (int fd)
{
  static const char beginning[] = "{\"time\":\"";
  char              text[sizeof beginning - 1];
  ssize_t           n = pread (fd, text, sizeof text, 0);

  return n >= 0 && memcmp (text, beginning, (gsize) n) == 0;
}

/**
 * cue_run_journal_opening_read:
 * @opening: with a path
 *
 * Opens, locks and reads a journal. %G_IO_ERROR_NOT_FOUND says that it has no beginning: its
 * program ended before anything was sent.
 *
 * Returns: whether it is one; the rest is in @opening
 */
gboolean
cue_run_journal_opening_read (CueRunJournalOpening *opening, GError **error)
{
  off_t whole;

  if (!take_file (opening, O_RDWR | O_APPEND, error) ||
      !read_journal (opening, FALSE, NULL, &whole, error))
    return FALSE;
  if (opening->root == NULL && !is_cut_header (opening->fd))
    return set_foreign (opening, error);
  if (opening->root == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 _ ("“%s” is no journal of ours, or is damaged at its beginning."),
                 opening->path);
    return FALSE;
  }
  // What was cut off is taken away, so that the next line begins at its own beginning.
  if (lseek (opening->fd, 0, SEEK_END) > whole && ftruncate (opening->fd, whole) != 0) {
    set_error (error, opening->path, errno);
    return FALSE;
  }
  return TRUE;
}

// Whether the last line says that nothing is left to do, so that the others need not be read.
static gboolean
ends_over (int fd)
{
  char    text[LAST_LINE + 1];
  off_t   size = lseek (fd, 0, SEEK_END);
  ssize_t n = pread (fd, text, LAST_LINE, MAX (0, size - LAST_LINE));
  char   *line;

  if (n <= 1 || text[n - 1] != '\n')
    return FALSE;
  text[n - 1] = '\0';
  line = strrchr (text, '\n');
  return g_str_has_prefix (line != NULL ? line + 1 : text, "{\"over\":\"");
}

/**
 * cue_run_journal_opening_look:
 * @opening: with a path
 * @cancellable: (nullable): to end it early
 *
 * Reads a journal that no program has open, and changes nothing. Of one that is over, only the
 * first line is read. Whoever wants to open it meanwhile need not wait.
 *
 * Returns: whether it is one; the rest is in @opening
 */
gboolean
cue_run_journal_opening_look (CueRunJournalOpening *opening,
                              GCancellable         *cancellable,
                              GError              **error)
{
  off_t whole;

  opening->fd = open_file (opening->path, O_RDONLY);
  if (opening->fd < 0 || !take_lock (opening->fd, LOCK_SH, 1) || !is_usable (opening->fd)) {
    opening->locked = opening->fd >= 0 && errno == EWOULDBLOCK;
    set_error (error, opening->path, errno);
    return FALSE;
  }
  flock (opening->fd, LOCK_UN);
  opening->over = ends_over (opening->fd);
  if (!read_journal (opening, opening->over, cancellable, &whole, error))
    return FALSE;
  return opening->root != NULL || set_foreign (opening, error);
}

/**
 * cue_run_journal_file_make_over:
 * @why: a word for whoever reads it
 *
 * Returns: (transfer full): the line that says that nobody wants to go on with a journal. One that
 *   a request is marked in after it is not over
 */
char *
cue_run_journal_file_make_over (const char *why)
{
  return g_strdup_printf ("{\"over\":\"%s\"}\n", why);
}

/**
 * cue_run_journal_file_discard:
 * @path: of a journal
 *
 * Writes into a journal that nobody wants to go on with it. What it says stays, so that the same
 * rows are not sent twice by mistake. Blocks.
 *
 * Returns: whether it could
 */
gboolean
cue_run_journal_file_discard (const char *path, GError **error)
{
  CueRunJournalOpening *opening = g_new0 (CueRunJournalOpening, 1);
  g_autofree char      *line = cue_run_journal_file_make_over ("discarded");
  gboolean              done;

  opening->path = g_strdup (path);
  opening->fd = -1;
  done = cue_run_journal_opening_read (opening, error) &&
         cue_run_journal_file_write (opening->fd, path, line, error);
  cue_run_journal_opening_free (opening);
  return done;
}

/**
 * cue_run_journal_file_delete:
 * @path: of a journal
 *
 * Deletes a journal that no program has open. Blocks.
 *
 * Returns: whether it is gone
 */
gboolean
cue_run_journal_file_delete (const char *path)
{
  int      fd = open_file (path, O_RDWR);
  gboolean gone = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 && g_unlink (path) == 0;

  if (fd >= 0)
    close (fd);
  return gone;
}

/**
 * cue_run_journal_opening_create:
 * @opening: with a path and the first line
 *
 * Makes, locks and begins a journal.
 *
 * Returns: whether it could
 */
gboolean
cue_run_journal_opening_create (CueRunJournalOpening *opening, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (opening->path);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    set_error (error, opening->path, errno);
    return FALSE;
  }
  if (!take_file (opening, O_RDWR | O_APPEND | O_CREAT, error))
    return FALSE;
  // Whoever begins anew has decided so; the lock is held already.
  if (ftruncate (opening->fd, 0) != 0 ||
      !write_all (opening->fd, opening->header, strlen (opening->header))) {
    set_error (error, opening->path, errno);
    return FALSE;
  }
  sync_folder (opening->path);
  return TRUE;
}

/**
 * cue_run_journal_file_write:
 * @fd: of an open journal; −1 is an error
 * @path: its name
 * @lines: whole lines
 *
 * Appends to a journal, and returns when it is on the disk.
 *
 * Returns: whether it could
 */
gboolean
cue_run_journal_file_write (int fd, const char *path, const char *lines, GError **error)
{
  off_t before = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  int   code;

  if (before >= 0 && write_all (fd, lines, strlen (lines)))
    return TRUE;
  code = fd >= 0 ? errno : EBADF;
  // Half a line would spoil the one that is written after it, if somebody makes room.
  if (before >= 0)
    (void) !ftruncate (fd, before);
  set_error (error, path, code);
  return FALSE;
}
