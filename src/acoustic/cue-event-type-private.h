// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-event-type.h"

G_BEGIN_DECLS

/* For the reader, which fills a new one before anybody else sees it. */
struct _CueEventType {
  GObject parent_instance;

  char *code;                       /* owned */
  char *name;                       /* owned, nullable */
  char *description;                /* owned, nullable */
  char *namespace;                  /* owned, nullable */
  char               *version_text; /* owned, nullable */
  gint64              version;
  CueRegistrationType registration_type;
  char               *registration_text; /* owned, nullable */
  GListStore         *attributes;        /* owned, of CueEventTypeAttribute */
  char               *publisher;         /* owned, nullable */
  char               *provider;          /* owned, nullable */
  GStrv               subscribers;       /* owned */
  char               *raw;               /* owned, nullable */
  GPtrArray          *diagnostics;       /* owned, of CueDiagnostic */
  CueEventTypeOrigin  origin;
};

G_END_DECLS
