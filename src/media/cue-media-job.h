// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-error.h"
#include "cue-media-process.h"

G_BEGIN_DECLS

typedef struct _CueMediaJobKind CueMediaJobKind;

/**
 * CueMediaJobFrameFunc:
 * @frame: what is said about the picture
 *
 * Returns: (transfer full): the result of the task
 */
typedef gpointer (*CueMediaJobFrameFunc) (GTask *task, const CueMediaFrame *frame, GBytes *pixels);

/**
 * CueMediaJobMessageFunc:
 * @message: TEXT, FACTS, …; not FAULT
 * @attachment: (nullable): the file that came with it
 *
 * Returns: (transfer full) (nullable): the result of the task, or %NULL to go on
 */
typedef gpointer (*CueMediaJobMessageFunc) (GTask                 *task,
                                            const CueMediaMessage *message,
                                            GBytes                *attachment);

/**
 * CueMediaJobFaultFunc:
 * @fault: what the helper says; its words are not for people
 * @code: (inout): the category of the error, PROTOCOL unless it is changed
 *
 * Returns: the words for it, translated
 */
typedef const char *(*CueMediaJobFaultFunc) (GTask               *task,
                                             const CueMediaFault *fault,
                                             CueError            *code);

/**
 * CueMediaJobKind:
 * @max_at_once: how many helpers of this kind run at one time; the others wait
 * @patience_us: how long one may take after its start
 * @on_frame: (nullable): what to do with a picture
 * @on_message: (nullable): what to do with what is said
 * @describe_fault: the words for a fault
 * @too_slow: what is said after @patience_us, not yet translated
 * @failed: what is said when the helper breaks, not yet translated
 * @free_result: for a result that nobody takes any more
 * @waiting: belongs to the jobs
 * @n_running: belongs to the jobs
 *
 * What is asked of a helper that answers once. One of each in the program.
 */
struct _CueMediaJobKind {
  guint                  max_at_once;
  gint64                 patience_us;
  CueMediaJobFrameFunc   on_frame;
  CueMediaJobMessageFunc on_message;
  CueMediaJobFaultFunc   describe_fault;
  const char            *too_slow;
  const char            *failed;
  GDestroyNotify         free_result;

  GQueue waiting;
  guint  n_running;
};

void     cue_media_job_start (GTask              *task,
                              CueMediaJobKind    *kind,
                              const CueMediaOpen *open,
                              GBytes             *bytes,
                              gpointer            data,
                              GDestroyNotify      free_data);
gpointer cue_media_job_get_data (GTask *task);

G_END_DECLS
