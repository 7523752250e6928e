// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-urls.h"

#define DEFAULT_PERIOD_US (30 * 60 * G_USEC_PER_SEC)
#define MAX_REMEMBERED    256

typedef struct {
  char    *id;
  gint64   period_start_us; // wall
  gint64   dies_us;         // wall
  gboolean killed;
} Issued;

struct _CueSimUrls {
  GQueue   issued; // of Issued, newest first
  gint64   period_us;
  gboolean immortal;
  guint64  seed; // differs from run to run: a URL of yesterday's simulator is unknown
  guint    generation;
};

static void
free_issued (Issued *issued)
{
  g_free (issued->id);
  g_free (issued);
}

/**
 * cue_sim_urls_new:
 *
 * Returns: (transfer full): state URLs, of which none was given yet
 */
CueSimUrls *
cue_sim_urls_new (void)
{
  CueSimUrls *self = g_new0 (CueSimUrls, 1);

  self->period_us = DEFAULT_PERIOD_US;
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

/**
 * cue_sim_urls_free:
 * @self: (transfer full): state URLs
 */
void
cue_sim_urls_free (CueSimUrls *self)
{
  g_queue_clear_full (&self->issued, (GDestroyNotify) free_issued);
  g_free (self);
}

/**
 * cue_sim_urls_set_period:
 * @period_us: how long one URL is handed out, above 0; it lives twice as long
 */
void
cue_sim_urls_set_period (CueSimUrls *self, gint64 period_us)
{
  self->period_us = MAX (period_us, 1);
}

/**
 * cue_sim_urls_set_immortal:
 *
 * Switches the change of the URL off: one URL for the whole run (ASSUME-30, the other reading).
 */
void
cue_sim_urls_set_immortal (CueSimUrls *self, gboolean immortal)
{
  self->immortal = immortal;
}

static Issued *
issue (CueSimUrls *self, gint64 period_start_us)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %u",
                                           self->seed,
                                           period_start_us,
                                           self->generation++);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);
  Issued          *issued = g_new0 (Issued, 1);

  issued->id = g_strndup (hash, 32);
  issued->period_start_us = period_start_us;
  issued->dies_us = period_start_us + 2 * self->period_us;
  g_queue_push_head (&self->issued, issued);
  if (self->issued.length > MAX_REMEMBERED)
    free_issued (g_queue_pop_tail (&self->issued));
  return issued;
}

/**
 * cue_sim_urls_get_current:
 * @now_us: wall clock
 *
 * Returns: (transfer none): the id to hand out now
 */
const char *
cue_sim_urls_get_current (CueSimUrls *self, gint64 now_us)
{
  gint64  start_us = now_us - now_us % self->period_us;
  Issued *newest = g_queue_peek_head (&self->issued);

  if (newest != NULL && !newest->killed && (self->immortal || newest->period_start_us == start_us))
    return newest->id;
  return issue (self, start_us)->id;
}

/**
 * cue_sim_urls_check:
 * @self: state URLs
 * @id: the last part of a path
 * @now_us: now
 *
 * Returns: whether it is alive, has died, or was never given
 */
CueSimUrlLife
cue_sim_urls_check (CueSimUrls *self, const char *id, gint64 now_us)
{
  for (GList *l = self->issued.head; l != NULL; l = l->next) {
    Issued *issued = l->data;

    if (!g_str_equal (issued->id, id))
      continue;
    if (issued->killed || (!self->immortal && now_us >= issued->dies_us))
      return CUE_SIM_URL_DEAD;
    return CUE_SIM_URL_ALIVE;
  }
  return CUE_SIM_URL_UNKNOWN;
}

/**
 * cue_sim_urls_kill_all:
 *
 * Every URL handed out so far answers as if its hour were over; the next one asked for is new.
 */
void
cue_sim_urls_kill_all (CueSimUrls *self)
{
  for (GList *l = self->issued.head; l != NULL; l = l->next)
    ((Issued *) l->data)->killed = TRUE;
}
