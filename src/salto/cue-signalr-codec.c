// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-signalr-codec.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueSignalrCodec: (skip)
 *
 * From bytes to hub messages and back: which members a message of each type must have, and of what
 * type they must be, is decided here (HubProtocol.md of ASP.NET Core; where its clients differ, as
 * the .NET client does). It keeps the buffers that messages are decoded to, so what
 * [func@SignalrCodec.read] gives is valid until the next call.
 */
struct _CueSignalrCodec {
  char *target;        /* owned: the method we expect to be invoked */
  gsize target_length; /* of it */
  char *text;          /* owned: decoded arguments */
  gsize text_room;
  char *words; /* owned: decoded targets and errors; as large as text */
};

/**
 * cue_signalr_codec_new:
 * @target: the one method that is expected to be invoked; case matters
 *
 * Returns: (transfer full): a codec
 */
CueSignalrCodec *
cue_signalr_codec_new (const char *target)
{
  CueSignalrCodec *self = g_new0 (CueSignalrCodec, 1);

  self->target = g_strdup (target);
  self->target_length = strlen (target);
  return self;
}

/**
 * cue_signalr_codec_free:
 * @self: a codec
 */
void
cue_signalr_codec_free (CueSignalrCodec *self)
{
  g_free (self->target);
  g_free (self->text);
  g_free (self->words);
  g_free (self);
}

/* Room for all of a record, in one piece, so that decoding needs no check of its own. After a giant
 * the buffers shrink again. */
static void
make_room (CueSignalrCodec *self, gsize length)
{
  const gsize usual = 64 * 1024;
  gsize       room = MAX (length + CUE_SIGNALR_TEXT_MARGIN, usual);

  if (room <= self->text_room && (room > usual || self->text_room == usual))
    return;
  g_free (self->text);
  g_free (self->words);
  self->text = g_malloc (room);
  self->words = g_malloc (room);
  self->text_room = room;
}

/* ---- reading ---------------------------------------------------------------------------------*/

static gboolean
refuse (GError **error, const char *words)
{
  /* Translators: what is wrong with a message of the hub */
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("The hub broke the SignalR protocol: %s."),
               words);
  return FALSE;
}

static gboolean
refuse_json (GError **error, const CueSignalrFault *fault)
{
  /* Translators: what is wrong with the JSON text, and where */
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("The hub broke the SignalR protocol: %s, at byte %zu of a message."),
               _ (fault->words),
               fault->at);
  return FALSE;
}

/* A whole number as .NET reads it: no fraction, no exponent, 32 bits. */
static gboolean
read_type (const CueSignalrValue *value, gint64 *out)
{
  gsize  at = 0;
  gint64 number = 0;

  if (value->kind != CUE_SIGNALR_NUMBER || value->length > strlen ("-2147483648"))
    return FALSE;
  if (value->raw[0] == '-')
    at = 1;
  for (; at < value->length; at++) {
    if (!g_ascii_isdigit (value->raw[at]))
      return FALSE;
    number = number * 10 + (value->raw[at] - '0');
  }
  *out = value->raw[0] == '-' ? -number : number;
  return *out >= G_MININT32 && *out <= G_MAXINT32;
}

static gboolean
is_empty (const CueSignalrValue *string)
{
  return string->length == strlen ("\"\"");
}

static gboolean
is_present (const CueSignalrValue *value)
{
  return value->kind != CUE_SIGNALR_ABSENT && value->kind != CUE_SIGNALR_NULL;
}

static gboolean
is_expected (CueSignalrCodec *self, const CueSignalrValue *target)
{
  return target->length == self->target_length + 2 &&
         memcmp (target->raw + 1, self->target, self->target_length) == 0;
}

static gboolean
read_target (CueSignalrCodec *self, const CueSignalrValue *target, const char **out)
{
  gsize length;

  if (!target->escaped && is_expected (self, target)) {
    *out = self->target;
    return TRUE;
  }
  length = cue_signalr_decode (target, self->words);
  if (length == self->target_length && memcmp (self->words, self->target, length) == 0)
    *out = self->target;
  else
    *out = self->words;
  return !target->broken;
}

static gboolean
read_invocation (CueSignalrCodec          *self,
                 const CueSignalrEnvelope *envelope,
                 CueSignalrRecord         *record,
                 GError                  **error)
{
  CueSignalrMessage *message = &record->message;

  if (envelope->target.kind != CUE_SIGNALR_STRING || is_empty (&envelope->target))
    return refuse (error, _ ("an invocation without a target"));
  if (envelope->arguments.kind != CUE_SIGNALR_ARRAY)
    return refuse (error, _ ("an invocation without an array of arguments"));
  if (envelope->invocation_id.kind != CUE_SIGNALR_ABSENT &&
      envelope->invocation_id.kind != CUE_SIGNALR_STRING)
    return refuse (error, _ ("an invocation with an id that is no string"));
  if (!read_target (self, &envelope->target, &message->target))
    return refuse (error, _ ("a target that is no text"));

  if (envelope->invocation_id.kind == CUE_SIGNALR_STRING && !is_empty (&envelope->invocation_id))
    record->answer_id = envelope->invocation_id;
  message->arguments = envelope->arguments.raw;
  message->arguments_length = envelope->arguments.length;
  message->n_arguments = envelope->n_arguments;
  message->text = NULL;
  message->text_length = 0;
  if (message->target != self->target) {
    message->fit = CUE_SIGNALR_FIT_TARGET;
  } else if (envelope->n_arguments == 1 && envelope->first.kind == CUE_SIGNALR_STRING &&
             !envelope->first.broken) {
    message->fit = CUE_SIGNALR_FIT_TEXT;
    message->text = envelope->text;
    message->text_length = envelope->text_length;
  } else if (envelope->n_arguments == 1 && envelope->first.kind == CUE_SIGNALR_NULL) {
    message->fit = CUE_SIGNALR_FIT_NULL;
  } else {
    message->fit = CUE_SIGNALR_FIT_ARGUMENTS;
  }
  return TRUE;
}

static gboolean
check_id (const CueSignalrEnvelope *envelope, GError **error)
{
  if (envelope->invocation_id.kind == CUE_SIGNALR_STRING && !is_empty (&envelope->invocation_id))
    return TRUE;
  return refuse (error, _ ("a message without the id of its invocation"));
}

static gboolean
check_completion (const CueSignalrEnvelope *envelope, GError **error)
{
  if (!check_id (envelope, error))
    return FALSE;
  if (is_present (&envelope->error) && envelope->error.kind != CUE_SIGNALR_STRING)
    return refuse (error, _ ("an error that is no string"));
  if (is_present (&envelope->error) && envelope->result.kind != CUE_SIGNALR_ABSENT)
    return refuse (error, _ ("a completion with both a result and an error"));
  return TRUE;
}

static gboolean
read_close (CueSignalrCodec          *self,
            const CueSignalrEnvelope *envelope,
            CueSignalrRecord         *record,
            GError                  **error)
{
  const CueSignalrValue *allow = &envelope->allow_reconnect;

  if (is_present (&envelope->error) && envelope->error.kind != CUE_SIGNALR_STRING)
    return refuse (error, _ ("an error that is no string"));
  if (is_present (allow) && allow->kind != CUE_SIGNALR_BOOLEAN)
    return refuse (error, _ ("an allowReconnect that is neither true nor false"));
  record->allow_reconnect = allow->kind == CUE_SIGNALR_BOOLEAN && allow->raw[0] == 't';
  if (is_present (&envelope->error) && !is_empty (&envelope->error)) {
    cue_signalr_decode (&envelope->error, self->words);
    record->error = self->words;
  }
  return TRUE;
}

/**
 * cue_signalr_codec_read:
 * @self: a codec
 * @bytes: one message, without the separator
 * @length: its bytes
 * @record: (out caller-allocates): what it says, valid until the next call and as long as @bytes
 * @error: %CUE_ERROR_PROTOCOL
 *
 * Returns: whether it is a hub message; if not, the connection is of no more use
 */
gboolean
cue_signalr_codec_read (CueSignalrCodec  *self,
                        const char       *bytes,
                        gsize             length,
                        CueSignalrRecord *record,
                        GError          **error)
{
  CueSignalrEnvelope envelope;
  CueSignalrFault    fault;
  gint64             type;

  make_room (self, length);
  envelope.text = self->text;
  if (!cue_signalr_scan (bytes, length, &envelope, &fault))
    return refuse_json (error, &fault);
  if (!read_type (&envelope.type, &type))
    return refuse (error, _ ("a message whose type is no whole number"));

  record->type = type >= CUE_SIGNALR_INVOCATION && type <= CUE_SIGNALR_SEQUENCE
                   ? (CueSignalrType) type
                   : CUE_SIGNALR_OTHER;
  record->answer_id.kind = CUE_SIGNALR_ABSENT;
  record->error = NULL;
  record->allow_reconnect = FALSE;
  switch (record->type) {
  case CUE_SIGNALR_INVOCATION:
    return read_invocation (self, &envelope, record, error);
  case CUE_SIGNALR_STREAM_ITEM:
    if (envelope.item.kind == CUE_SIGNALR_ABSENT)
      return refuse (error, _ ("a stream item without an item"));
    return check_id (&envelope, error);
  case CUE_SIGNALR_COMPLETION:
    return check_completion (&envelope, error);
  case CUE_SIGNALR_CLOSE:
    return read_close (self, &envelope, record, error);
  case CUE_SIGNALR_STREAM_INVOCATION:
  case CUE_SIGNALR_CANCEL_INVOCATION:
  case CUE_SIGNALR_PING:
  case CUE_SIGNALR_ACK:
  case CUE_SIGNALR_SEQUENCE:
  case CUE_SIGNALR_OTHER:
  default:
    return TRUE;
  }
}

/**
 * cue_signalr_codec_read_handshake:
 * @self: a codec
 * @bytes: the first message of a connection, without the separator
 * @length: its bytes
 * @refusal: (out) (transfer full): the words of the hub when it refuses; may be empty
 * @error: %CUE_ERROR_PROTOCOL when it is no answer to a handshake
 *
 * Returns: whether the handshake succeeded; if not, either @refusal or @error is set
 */
gboolean
cue_signalr_codec_read_handshake (CueSignalrCodec *self,
                                  const char      *bytes,
                                  gsize            length,
                                  char           **refusal,
                                  GError         **error)
{
  CueSignalrEnvelope envelope;
  CueSignalrFault    fault;

  *refusal = NULL;
  make_room (self, length);
  envelope.text = self->text;
  if (!cue_signalr_scan (bytes, length, &envelope, &fault))
    return refuse_json (error, &fault);
  if (envelope.type.kind != CUE_SIGNALR_ABSENT)
    return refuse (error, _ ("something else in place of an answer to the handshake"));
  if (envelope.error.kind == CUE_SIGNALR_ABSENT)
    return TRUE;
  if (envelope.error.kind == CUE_SIGNALR_STRING) {
    gsize n = cue_signalr_decode (&envelope.error, self->words);

    *refusal = g_strndup (self->words, n);
  } else {
    *refusal = g_strdup ("");
  }
  return FALSE;
}

/* ---- writing ---------------------------------------------------------------------------------*/

/**
 * cue_signalr_codec_get_handshake:
 *
 * Version 1, always: version 2 is for connections that were negotiated, and ours are not.
 *
 * Returns: the request for a handshake, with its separator
 */
const char *
cue_signalr_codec_get_handshake (void)
{
  return "{\"protocol\":\"json\",\"version\":1}\x1e";
}

/**
 * cue_signalr_codec_get_ping:
 *
 * Returns: a ping, with its separator
 */
const char *
cue_signalr_codec_get_ping (void)
{
  return "{\"type\":6}\x1e";
}

/**
 * cue_signalr_codec_get_close:
 *
 * Returns: what a client says before it goes, with its separator
 */
const char *
cue_signalr_codec_get_close (void)
{
  return "{\"type\":7}\x1e";
}

/**
 * cue_signalr_codec_make_error_answer:
 * @id: the id of the invocation; it goes back as it came
 * @words: why there is no result, plain ASCII without quotes
 *
 * Returns: (transfer full): a completion, with its separator
 */
char *
cue_signalr_codec_make_error_answer (const CueSignalrValue *id, const char *words)
{
  return g_strdup_printf ("{\"type\":3,\"invocationId\":%.*s,\"error\":\"%s\"}\x1e",
                          (int) id->length,
                          id->raw,
                          words);
}

/* ---- for people ------------------------------------------------------------------------------*/

static const char *
name_record (CueSignalrCodec *codec, const char *bytes, gsize length, gboolean *is_ping)
{
  CueSignalrRecord record;
  g_autofree char *refusal = NULL;

  if (cue_signalr_codec_read (codec, bytes, length, &record, NULL)) {
    *is_ping = record.type == CUE_SIGNALR_PING;
    switch (record.type) {
    case CUE_SIGNALR_INVOCATION:
      return _ ("invocation");
    case CUE_SIGNALR_STREAM_ITEM:
      return _ ("stream item");
    case CUE_SIGNALR_COMPLETION:
      return _ ("completion");
    case CUE_SIGNALR_STREAM_INVOCATION:
    case CUE_SIGNALR_CANCEL_INVOCATION:
    case CUE_SIGNALR_ACK:
    case CUE_SIGNALR_SEQUENCE:
      return _ ("control message");
    case CUE_SIGNALR_PING:
      return _ ("ping");
    case CUE_SIGNALR_CLOSE:
      return _ ("close");
    case CUE_SIGNALR_OTHER:
    default:
      return _ ("unknown message");
    }
  }
  if (cue_signalr_codec_read_handshake (codec, bytes, length, &refusal, NULL) || refusal != NULL)
    return _ ("handshake");
  return _ ("not SignalR");
}

static void
append_name (GString *out, const char *name, guint n)
{
  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, name);
  if (n > 1)
    g_string_append_printf (out, " × %u", n);
}

/**
 * cue_signalr_codec_describe:
 * @data: a WebSocket message, or its beginning
 * @sent: whether we sent it
 * @keepalive: (out): whether there are only pings in it
 *
 * Says which hub messages are in it, for the trace; a #CueFrameDescriber. Neighbours of the same
 * kind are counted.
 *
 * Returns: (transfer full): such as `handshake, invocation × 49`
 */
char *
cue_signalr_codec_describe (GBytes *data, gboolean sent, gboolean *keepalive)
{
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("");
  g_autoptr (GString) out = g_string_new (NULL);
  const char *last = NULL;
  guint       n_same = 0;
  gsize       left;
  const char *at = g_bytes_get_data (data, &left);

  *keepalive = left > 0;
  while (left > 0) {
    const char *end = memchr (at, CUE_SIGNALR_SEPARATOR, left);
    gboolean    is_ping = FALSE;
    const char *name;

    name = end != NULL ? name_record (codec, at, (gsize) (end - at), &is_ping) : _ ("part");
    *keepalive = *keepalive && is_ping;
    if (last != NULL && strcmp (last, name) != 0) {
      append_name (out, last, n_same);
      n_same = 0;
    }
    last = name;
    n_same++;
    left -= end != NULL ? (gsize) (end - at) + 1 : left;
    at = end != NULL ? end + 1 : at;
  }
  if (last != NULL)
    append_name (out, last, n_same);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
