// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-signalr-message.h"
#include "cue-signalr-scanner.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CUE_SIGNALR_SEPARATOR 0x1e

/**
 * CueSignalrType:
 * @CUE_SIGNALR_OTHER: a type of a later version, to be ignored
 *
 * The types of hub messages; the numbers are those of the protocol.
 */
typedef enum {
  CUE_SIGNALR_OTHER = 0,
  CUE_SIGNALR_INVOCATION = 1,
  CUE_SIGNALR_STREAM_ITEM = 2,
  CUE_SIGNALR_COMPLETION = 3,
  CUE_SIGNALR_STREAM_INVOCATION = 4,
  CUE_SIGNALR_CANCEL_INVOCATION = 5,
  CUE_SIGNALR_PING = 6,
  CUE_SIGNALR_CLOSE = 7,
  CUE_SIGNALR_ACK = 8,
  CUE_SIGNALR_SEQUENCE = 9,
} CueSignalrType;

/**
 * CueSignalrRecord:
 * @type: what it is
 * @message: an invocation, but for its times; it lives in the codec and in the bytes read
 * @answer_id: for an invocation that waits for a result: its id as JSON text, quotes and all
 * @error: (nullable): the words of a Close; owned by the codec
 * @allow_reconnect: whether a Close allows to come back
 *
 * One hub message, found valid.
 */
typedef struct {
  CueSignalrType    type;
  CueSignalrMessage message;
  CueSignalrValue   answer_id;
  const char       *error;
  gboolean          allow_reconnect;
} CueSignalrRecord;

typedef struct _CueSignalrCodec CueSignalrCodec;

CueSignalrCodec *cue_signalr_codec_new (const char *target);
void             cue_signalr_codec_free (CueSignalrCodec *self);
gboolean         cue_signalr_codec_read (CueSignalrCodec  *self,
                                         const char       *bytes,
                                         gsize             length,
                                         CueSignalrRecord *record,
                                         GError          **error);
gboolean         cue_signalr_codec_read_handshake (CueSignalrCodec *self,
                                                   const char      *bytes,
                                                   gsize            length,
                                                   char           **refusal,
                                                   GError         **error);

const char *cue_signalr_codec_get_handshake (void);
const char *cue_signalr_codec_get_ping (void);
const char *cue_signalr_codec_get_close (void);
char       *cue_signalr_codec_make_error_answer (const CueSignalrValue *id, const char *words);
char       *cue_signalr_codec_describe (GBytes *data, gboolean sent, gboolean *keepalive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CueSignalrCodec, cue_signalr_codec_free)

G_END_DECLS
