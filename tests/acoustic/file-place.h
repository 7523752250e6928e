// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "acoustic-world.h"
#include "cue-event-file-queue.h"

G_BEGIN_DECLS

/* A service with files of events, each whole or broken in its own way, a folder, and a queue. */

typedef enum {
  FILE_WHOLE,
  FILE_CUT,         // shorter than its Content-Length
  FILE_CHUNKED,     // whole, but nothing says how long it is
  FILE_CHUNKED_CUT, // ends between two pieces
  FILE_HTML,
  FILE_GONE,
  FILE_PARTIAL, // 206
  FILE_EVIL,    // with a Content-Disposition
} FileKind;

typedef struct {
  const char *name;
  const char *content;
  FileKind    kind;
  gboolean    stays; // when it is deleted
  gboolean    deleted;
  guint       n_fetched;
  guint       n_deleted;
} ServedFile;

typedef struct {
  ServedFile *files;
  guint       n_files;
  guint       delete_status; // 0: 200
  GMutex      lock;
} Service;

typedef struct {
  AcousticWorld      world;
  Service            service;
  char              *path;
  GFile             *folder;
  CueEventFileQueue *queue;
} Place;

void          place_init (Place *place, ServedFile *files, guint n_files);
void          place_clear (Place *place);
guint         place_count (Place *place);
void          place_assert_saved (Place *place, const char *name, const char *content);
void          place_refresh (Place *place);
CueEventFile *place_get_file (Place *place, guint index);
gboolean      place_download (Place *place, CueEventFile *file, guint64 max_bytes, GError **error);
gboolean      place_delete (Place *place, CueEventFile *file, gboolean confirmed, GError **error);

G_END_DECLS
