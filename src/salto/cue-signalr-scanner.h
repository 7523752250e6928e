// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The depth of .NET's reader, which is the other end of the wire. */
#define CUE_SIGNALR_MAX_DEPTH 64

/**
 * CueSignalrKind:
 * @CUE_SIGNALR_ABSENT: the member is not there
 *
 * What a member of an envelope is.
 */
typedef enum {
  CUE_SIGNALR_ABSENT,
  CUE_SIGNALR_NULL,
  CUE_SIGNALR_BOOLEAN,
  CUE_SIGNALR_NUMBER,
  CUE_SIGNALR_STRING,
  CUE_SIGNALR_ARRAY,
  CUE_SIGNALR_OBJECT,
} CueSignalrKind;

/**
 * CueSignalrValue:
 * @raw: the JSON text, quotes and all; not ended by a NUL
 * @length: its bytes
 * @kind: what it is
 * @escaped: for a string: whether any escape stands in it
 * @broken: for a string: whether half of a surrogate pair stands in it, which no UTF-8 can say
 */
typedef struct {
  const char    *raw;
  gsize          length;
  CueSignalrKind kind;
  gboolean       escaped;
  gboolean       broken;
} CueSignalrValue;

/**
 * CueSignalrEnvelope:
 * @text: where the first argument is decoded to, if it is a string; the caller's, with room for
 *   all bytes of the record and %CUE_SIGNALR_TEXT_MARGIN more
 * @text_length: bytes in @text, without the NUL after them
 * @n_arguments: elements of @arguments, if that is an array
 * @first: the first of them
 *
 * The members of one message that mean anything, as they came. Of a member that stands twice the
 * last one counts.
 */
typedef struct {
  CueSignalrValue type;
  CueSignalrValue target;
  CueSignalrValue arguments;
  CueSignalrValue invocation_id;
  CueSignalrValue error;
  CueSignalrValue result;
  CueSignalrValue item;
  CueSignalrValue allow_reconnect;
  CueSignalrValue first;
  guint           n_arguments;
  char           *text;
  gsize           text_length;
} CueSignalrEnvelope;

#define CUE_SIGNALR_TEXT_MARGIN 32

/**
 * CueSignalrFault:
 * @words: what is wrong, not yet translated
 * @at: bytes from the beginning of the record
 */
typedef struct {
  const char *words;
  gsize       at;
} CueSignalrFault;

gboolean cue_signalr_scan (const char         *bytes,
                           gsize               length,
                           CueSignalrEnvelope *envelope,
                           CueSignalrFault    *fault);
gsize    cue_signalr_decode (const CueSignalrValue *string, char *out);

G_END_DECLS
