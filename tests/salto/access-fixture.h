// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-access-log.h"

#define ACCESS_SITE "51e00000-0000-4000-8000-000000000001"

/* 2026-11-20T08:15:30Z, the time of the first entry. */
#define ACCESS_START G_GINT64_CONSTANT (1795162530000000)

/* Messages as the service sends them. The caller frees them. */
char *access_entry (guint number, gint64 seconds, const char *door, const char *person);
char *access_refusal (guint number, gint64 seconds, const char *door);
char *access_incident (guint number, gint64 seconds, const char *category, const char *door);

/* Appends it as if it had come four seconds after it happened. */
guint64 access_append (CueAccessLog *log, guint source, gint64 seconds, const char *text);

/* What a list told its listeners: "0-1+3 " for one row at 0 that became three. It also checks that
 * the list has as many rows as it told. */
typedef struct {
  GString *text;
  guint    n_items;
} AccessChanges;

AccessChanges *access_changes_new (GListModel *model);
void           access_changes_free (AccessChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AccessChanges, access_changes_free)
