// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sim-fixture.h"

#define SALTO_HANDSHAKE "{\"protocol\":\"json\",\"version\":1}\x1e"

/* A WebSocket client that shows the very frames: what came is written into one text, the head of
 * the HTTP answer first, then each frame as "[text]", "[binary]", "[close 1000]" and so on with its
 * payload behind; "+" after the word: more of that message follows. */
typedef struct {
  SimRaw  *raw;
  GString *seen;
  gsize    parsed;  // bytes of raw
  guint    frames;  // data frames, the answer to the handshake included
  guint64  payload; // bytes in them
  gboolean upgraded;
} SaltoClient;

const char  *salto_word (SimFixture *fixture, const char *name);
const char  *salto_site (SimFixture *fixture, guint n);
SaltoClient *salto_open (SimFixture *fixture, const char *path, const char *headers);
SaltoClient *salto_connect (SimFixture *fixture, const char *stream, guint site, const char *fault);
void         salto_send (SaltoClient *client, const char *text);
void         salto_send_frame (SaltoClient *client, guint opcode, const void *data, gsize size);
SimRawEnd    salto_read (SaltoClient *client, guint quiet_ms);
void         salto_wait_frames (SaltoClient *client, guint frames);
void         salto_wait_for (SaltoClient *client, const char *text);
gboolean     salto_saw (SaltoClient *client, const char *text);
void         salto_order (SimFixture *fixture, const char *doors);
void         salto_next_event (SimFixture *fixture, SaltoClient *client);
void         salto_close (SaltoClient *client);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaltoClient, salto_close)
