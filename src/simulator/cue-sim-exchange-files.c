// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-exchange-files.h"

/* A subscriber that never asks must not fill the memory. */
#define MAX_FILES       64
#define MAX_FILE_EVENTS 500
#define MAX_QUEUE_BYTES (16 * 1024 * 1024)

struct _CueSimFileQueue {
  GPtrArray  *files; // of CueSimEventFile, oldest first
  GString    *open;  // what collects; empty: nothing yet
  const char *form;  // of what collects: "array", "lines" or "tsv"
  guint       open_events;
  gint64      open_us; // wall time of its first event
  guint       serial;
  gsize       bytes; // of all files and of what collects
  guint       dropped;
};

static void
free_file (CueSimEventFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->content);
  g_free (file);
}

/**
 * cue_sim_file_queue_new:
 *
 * Returns: (transfer full): a queue in which nothing waits
 */
CueSimFileQueue *
cue_sim_file_queue_new (void)
{
  CueSimFileQueue *self = g_new0 (CueSimFileQueue, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) free_file);
  self->open = g_string_new (NULL);
  return self;
}

/**
 * cue_sim_file_queue_free:
 *
 * Forgets the files too.
 */
void
cue_sim_file_queue_free (CueSimFileQueue *self)
{
  g_ptr_array_unref (self->files);
  g_string_free (self->open, TRUE);
  g_free (self);
}

static char *
make_name (CueSimFileQueue *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->open_us / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  const char      *suffix = g_str_equal (self->form, "array")   ? "json"
                            : g_str_equal (self->form, "lines") ? "jsonl"
                                                                : "tsv";

  return g_strdup_printf ("events_%s_%04u.%s", stamp, ++self->serial, suffix);
}

/**
 * cue_sim_file_queue_add:
 * @content: (transfer none)
 * @events: how many are in it
 *
 * Puts a whole file at the end of the queue, whatever its size.
 */
void
cue_sim_file_queue_add (CueSimFileQueue *self, const char *name, GBytes *content, guint events)
{
  CueSimEventFile *file = g_new0 (CueSimEventFile, 1);

  file->name = g_strdup (name);
  file->content = g_bytes_ref (content);
  file->events = events;
  self->bytes += g_bytes_get_size (content);
  g_ptr_array_add (self->files, file);
}

/**
 * cue_sim_file_queue_seal:
 *
 * Makes a file of what has collected, if anything has.
 */
void
cue_sim_file_queue_seal (CueSimFileQueue *self)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) content = NULL;
  gsize size = self->open->len;

  if (self->open_events == 0)
    return;
  if (g_str_equal (self->form, "array"))
    g_string_append (self->open, "\n]\n");
  name = make_name (self);
  content = g_string_free_to_bytes (self->open);
  self->open = g_string_new (NULL);
  self->bytes -= size;
  cue_sim_file_queue_add (self, name, content, self->open_events);
  self->open_events = 0;
}

static void
begin (CueSimFileQueue *self, const char *form, gint64 now_us)
{
  self->form = form;
  self->open_us = now_us;
  g_string_assign (self->open, g_str_equal (form, "tsv") ? CUE_SIM_TSV_HEADER : "");
  self->bytes += self->open->len;
}

/**
 * cue_sim_file_queue_deliver:
 * @form: "array", "lines" or "tsv" (ASSUME-12); a literal
 */
void
cue_sim_file_queue_deliver (CueSimFileQueue      *self,
                            const CueSimDelivery *delivery,
                            const char           *form,
                            gint64                now_us)
{
  gsize before;

  if (self->files->len >= MAX_FILES || self->bytes >= MAX_QUEUE_BYTES) {
    self->dropped++;
    return;
  }
  if (self->open_events >= MAX_FILE_EVENTS ||
      (self->open_events > 0 && !g_str_equal (self->form, form)))
    cue_sim_file_queue_seal (self);
  if (self->open_events == 0)
    begin (self, form, now_us);
  before = self->open->len;
  if (g_str_equal (form, "array"))
    g_string_append_printf (self->open,
                            "%s%s",
                            self->open_events > 0 ? ",\n" : "[\n",
                            delivery->json);
  else
    g_string_append_printf (self->open,
                            "%s\n",
                            g_str_equal (form, "tsv") ? delivery->tsv : delivery->json);
  self->bytes += self->open->len - before;
  self->open_events++;
}

/**
 * cue_sim_file_queue_get_nth:
 *
 * Returns: (transfer none) (nullable): oldest first
 */
const CueSimEventFile *
cue_sim_file_queue_get_nth (CueSimFileQueue *self, guint n)
{
  return n < self->files->len ? g_ptr_array_index (self->files, n) : NULL;
}

/**
 * cue_sim_file_queue_find:
 *
 * Returns: (transfer none) (nullable)
 */
const CueSimEventFile *
cue_sim_file_queue_find (CueSimFileQueue *self, const char *name)
{
  for (guint i = 0; i < self->files->len; i++) {
    CueSimEventFile *file = g_ptr_array_index (self->files, i);

    if (g_str_equal (file->name, name))
      return file;
  }
  return NULL;
}

/**
 * cue_sim_file_queue_remove:
 *
 * Returns: %FALSE when there is no such file
 */
gboolean
cue_sim_file_queue_remove (CueSimFileQueue *self, const char *name)
{
  const CueSimEventFile *file = cue_sim_file_queue_find (self, name);

  if (file == NULL)
    return FALSE;
  self->bytes -= g_bytes_get_size (file->content);
  return g_ptr_array_remove (self->files, (gpointer) file);
}

/**
 * cue_sim_file_queue_get_n_dropped:
 *
 * Returns: how many events found the queue full
 */
guint
cue_sim_file_queue_get_n_dropped (CueSimFileQueue *self)
{
  return self->dropped;
}
