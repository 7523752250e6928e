// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-preflight-report.h"

#include <glib/gi18n-lib.h>

#include "cue-text.h"
#include "cue-time.h"

/**
 * CuePreflightReport:
 *
 * What a check before the show found: a list model of [class@PreflightFinding], the worst first,
 * that grows while the check runs.
 *
 * Main thread only. Nothing in it is secret.
 */
struct _CuePreflightReport {
  GObject parent_instance;

  char       *event;    // owned
  GListStore *findings; // owned, sorted
  gint64      began;    // wall µs
  gint64      ended;    // wall µs, CUE_TIME_INVALID while the check runs
  gboolean    complete;
  guint       counts[CUE_N_PREFLIGHT_SEVERITIES];
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CuePreflightReport,
                               cue_preflight_report,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

#define MAX_NAME_CHARS 120

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_PREFLIGHT_FINDING;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CUE_PREFLIGHT_REPORT (model)->findings));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CUE_PREFLIGHT_REPORT (model)->findings), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
on_items_changed (GListModel         *findings,
                  guint               position,
                  guint               removed,
                  guint               added,
                  CuePreflightReport *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
cue_preflight_report_init (CuePreflightReport *self)
{
  self->findings = g_list_store_new (CUE_TYPE_PREFLIGHT_FINDING);
  self->began = CUE_TIME_INVALID;
  self->ended = CUE_TIME_INVALID;
  g_signal_connect (self->findings, "items-changed", G_CALLBACK (on_items_changed), self);
}

static void
cue_preflight_report_finalize (GObject *object)
{
  CuePreflightReport *self = CUE_PREFLIGHT_REPORT (object);

  g_signal_handlers_disconnect_by_data (self->findings, self);
  g_object_unref (self->findings);
  g_free (self->event);
  G_OBJECT_CLASS (cue_preflight_report_parent_class)->finalize (object);
}

static void
cue_preflight_report_class_init (CuePreflightReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_preflight_report_finalize;
}

/**
 * cue_preflight_report_new:
 * @event: the name of the event
 *
 * Returns: (transfer full): an empty report
 */
CuePreflightReport *
cue_preflight_report_new (const char *event)
{
  CuePreflightReport *self = g_object_new (CUE_TYPE_PREFLIGHT_REPORT, NULL);

  self->event = cue_text_make_line (event, -1, MAX_NAME_CHARS);
  return self;
}

// The worst first; within that by area, then as they were found.
static int
compare (gconstpointer one, gconstpointer other, gpointer user_data)
{
  CuePreflightFinding *a = (gpointer) one;
  CuePreflightFinding *b = (gpointer) other;
  int                  difference =
    (int) cue_preflight_finding_get_severity (b) - (int) cue_preflight_finding_get_severity (a);

  if (difference != 0)
    return difference;
  return (int) cue_preflight_finding_get_area (a) - (int) cue_preflight_finding_get_area (b);
}

/**
 * cue_preflight_report_add:
 * @finding: what was found; it does not change any more
 */
void
cue_preflight_report_add (CuePreflightReport *self, CuePreflightFinding *finding)
{
  g_return_if_fail (CUE_IS_PREFLIGHT_REPORT (self));
  g_return_if_fail (CUE_IS_PREFLIGHT_FINDING (finding));

  self->counts[cue_preflight_finding_get_severity (finding)]++;
  g_list_store_insert_sorted (self->findings, finding, compare, NULL);
}

/**
 * cue_preflight_report_begin:
 * @wall_us: now, µs since 1970 UTC
 */
void
cue_preflight_report_begin (CuePreflightReport *self, gint64 wall_us)
{
  g_return_if_fail (CUE_IS_PREFLIGHT_REPORT (self));
  self->began = wall_us;
}

/**
 * cue_preflight_report_end:
 * @wall_us: now, µs since 1970 UTC
 * @complete: whether everything was tried; not when somebody cancelled
 */
void
cue_preflight_report_end (CuePreflightReport *self, gint64 wall_us, gboolean complete)
{
  g_return_if_fail (CUE_IS_PREFLIGHT_REPORT (self));
  self->ended = wall_us;
  self->complete = complete;
}

/**
 * cue_preflight_report_get_event:
 *
 * Returns: (transfer none): the name of the event
 */
const char *
cue_preflight_report_get_event (CuePreflightReport *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), NULL);
  return self->event;
}

/**
 * cue_preflight_report_get_began:
 *
 * Returns: when the check began, µs since 1970 UTC, or %CUE_TIME_INVALID
 */
gint64
cue_preflight_report_get_began (CuePreflightReport *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), CUE_TIME_INVALID);
  return self->began;
}

/**
 * cue_preflight_report_get_ended:
 *
 * Returns: when the check ended, µs since 1970 UTC, or %CUE_TIME_INVALID
 */
gint64
cue_preflight_report_get_ended (CuePreflightReport *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), CUE_TIME_INVALID);
  return self->ended;
}

/**
 * cue_preflight_report_get_complete:
 *
 * Returns: whether the check is over and everything was tried
 */
gboolean
cue_preflight_report_get_complete (CuePreflightReport *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), FALSE);
  return self->complete;
}

/**
 * cue_preflight_report_count:
 *
 * Returns: how many findings are exactly as bad
 */
guint
cue_preflight_report_count (CuePreflightReport *self, CuePreflightSeverity severity)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), 0);
  return self->counts[severity];
}

/**
 * cue_preflight_report_get_worst:
 *
 * What does not apply says nothing about the rest. A check that was not carried through is never
 * fine, nor is one in which nothing was seen to be fine.
 *
 * Returns: how bad the worst finding is
 */
CuePreflightSeverity
cue_preflight_report_get_worst (CuePreflightReport *self)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), CUE_PREFLIGHT_UNKNOWN);

  for (int i = CUE_N_PREFLIGHT_SEVERITIES - 1; i > CUE_PREFLIGHT_OK; i--) {
    if (self->counts[i] > 0)
      return (CuePreflightSeverity) i;
  }
  return self->complete && self->counts[CUE_PREFLIGHT_OK] > 0 ? CUE_PREFLIGHT_OK
                                                              : CUE_PREFLIGHT_UNKNOWN;
}

/**
 * cue_preflight_report_find:
 * @code: what a finding is, for machines
 *
 * Returns: (transfer none) (nullable): the first finding of this code
 */
CuePreflightFinding *
cue_preflight_report_find (CuePreflightReport *self, const char *code)
{
  g_return_val_if_fail (CUE_IS_PREFLIGHT_REPORT (self), NULL);

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (CuePreflightFinding) finding = get_item (G_LIST_MODEL (self), i);

    if (g_str_equal (cue_preflight_finding_get_code (finding), code))
      return finding;
  }
  return NULL;
}
