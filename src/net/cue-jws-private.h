// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-jws.h"

G_BEGIN_DECLS

struct _CueJws {
  CueJwsFault fault;        // of its form; NONE when a signature can be looked for
  guint       bad_part;     // 1 to 3 with CUE_JWS_FAULT_BASE64, else 0
  char       *input;        // owned, wiped, nullable: header and payload as they were signed
  GBytes     *header;       // owned, nullable
  GBytes     *payload;      // owned, nullable
  GBytes     *signature;    // owned, wiped, nullable
  JsonNode   *header_json;  // owned, nullable: an object
  JsonNode   *payload_json; // owned, nullable
  char       *duplicate;    // owned, nullable: the name that stands twice in the payload
};

gboolean    cue_verify_key_check (const CueVerifyKey *self,
                                  const char         *input,
                                  gsize               input_size,
                                  GBytes             *signature);
CueJwsFault cue_verify_key_explain (const CueVerifyKey *self, const char *input, GBytes *signature);

G_END_DECLS
