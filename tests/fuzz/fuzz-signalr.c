// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json.h"
#include "cue-signalr-codec.h"
#include "cue-signalr-inbox.h"

#include "fuzz.h"

#include <string.h>

/*
 * Bytes as they come over a WebSocket, cut where the first byte says. What the scanner of envelopes
 * takes, the strict reader of the rest of the program must take too, and the other way round; and
 * an argument must be decoded to the same text.
 */

static void
compare_text (const CueSignalrMessage *message)
{
  g_autoptr (GBytes) bytes = g_bytes_new (message->arguments, message->arguments_length);
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);

  if (node == NULL) /* larger, or with odder text, than that reader takes */
    return;
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, message->n_arguments);
  if (message->fit == CUE_SIGNALR_FIT_TEXT && strlen (message->text) == message->text_length)
    g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0),
                     ==,
                     message->text);
}

static void
read_piece (CueSignalrCodec *codec, const CueSignalrPiece *piece)
{
  g_autoptr (GBytes) bytes = g_bytes_new (piece->bytes, piece->length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cue_json_parse (bytes, NULL);
  g_autofree char *refusal = NULL;
  g_autofree char *kind = NULL;
  CueSignalrRecord record;
  gboolean         keepalive;

  if (cue_signalr_codec_read (codec, piece->bytes, piece->length, &record, &error)) {
    if (record.type == CUE_SIGNALR_INVOCATION) {
      g_assert_true (g_utf8_validate (record.message.target, -1, NULL));
      compare_text (&record.message);
    }
  } else {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
  g_clear_error (&error);
  if (!cue_signalr_codec_read_handshake (codec, piece->bytes, piece->length, &refusal, &error) &&
      refusal == NULL) {
    g_assert_nonnull (error);
    /* It was refused for its JSON or for its type; an object without a type is a handshake. */
    if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
      g_assert_true (json_object_has_member (json_node_get_object (node), "type"));
  }
  kind = cue_signalr_codec_describe (bytes, FALSE, &keepalive);
  g_assert_true (g_utf8_validate (kind, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (CueSignalrInbox) inbox = cue_signalr_inbox_new (4096);
  g_autoptr (CueSignalrCodec) codec = cue_signalr_codec_new ("ReceiveMessage");
  CueSignalrPiece piece;
  gsize           step = size > 0 ? (gsize) data[0] + 1 : 1;

  for (gsize at = 1; at < size; at += step) {
    g_autoptr (GBytes) frame = g_bytes_new (data + at, MIN (step, size - at));

    cue_signalr_inbox_push (inbox, frame, 0, 0);
    while (cue_signalr_inbox_next (inbox, &piece))
      read_piece (codec, &piece);
  }
  return 0;
}
