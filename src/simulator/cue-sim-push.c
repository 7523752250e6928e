// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-push.h"

static void
free_frame (CueSimFrame *frame)
{
  g_bytes_unref (frame->bytes);
  g_free (frame);
}

/**
 * cue_sim_push_new:
 * @kind: what it is
 *
 * Returns: (transfer full): what the hub sends a client at one moment, for the faults to change
 */
CueSimPush *
cue_sim_push_new (CueSimPushKind kind)
{
  CueSimPush *self = g_new0 (CueSimPush, 1);

  self->kind = kind;
  if (kind == CUE_SIM_PUSH_HANDSHAKE)
    self->records = g_string_new ("{}" CUE_SIM_SEPARATOR);
  else if (kind == CUE_SIM_PUSH_PING)
    self->records = g_string_new ("{\"type\":6}" CUE_SIM_SEPARATOR);
  return self;
}

/**
 * cue_sim_push_free:
 * @self: (transfer full): a push
 */
void
cue_sim_push_free (CueSimPush *self)
{
  g_clear_pointer (&self->doc, cue_sim_doc_free);
  g_free (self->arguments);
  if (self->records != NULL)
    g_string_free (self->records, TRUE);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_free (self);
}

/**
 * cue_sim_push_take_text:
 *
 * Returns: (transfer full) (nullable): the document as text; %NULL when there is none any more
 */
char *
cue_sim_push_take_text (CueSimPush *self)
{
  char *text;

  if (self->doc == NULL)
    return NULL;
  if (self->camel)
    cue_sim_doc_rename_to_camel_case (self->doc);
  text = cue_sim_doc_to_text (self->doc);
  g_clear_pointer (&self->doc, cue_sim_doc_free);
  return text;
}

/**
 * cue_sim_push_set_argument_text:
 * @text: becomes the one argument, a JSON string
 */
void
cue_sim_push_set_argument_text (CueSimPush *self, const char *text)
{
  g_autofree char *quoted = cue_sim_json_quote (text);

  cue_sim_push_set_arguments (self, quoted);
}

/**
 * cue_sim_push_set_arguments:
 * @raw: JSON values separated by commas, sent as they stand
 */
void
cue_sim_push_set_arguments (CueSimPush *self, const char *raw)
{
  g_clear_pointer (&self->doc, cue_sim_doc_free);
  g_free (self->arguments);
  self->arguments = g_strdup (raw);
}

/**
 * cue_sim_push_get_records:
 *
 * Returns: (transfer none) (nullable): the hub messages with their separators, to be changed at
 *   will; %NULL when there are frames already, or nothing to say
 */
GString *
cue_sim_push_get_records (CueSimPush *self)
{
  if (self->doc != NULL) {
    g_autofree char *text = cue_sim_push_take_text (self);

    cue_sim_push_set_argument_text (self, text);
  }
  if (self->arguments != NULL) {
    self->records = g_string_new (NULL);
    g_string_printf (self->records,
                     "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[%s]"
                     "}" CUE_SIM_SEPARATOR,
                     self->arguments);
    g_clear_pointer (&self->arguments, g_free);
  }
  return self->records;
}

/**
 * cue_sim_push_add_frame:
 *
 * From the first frame on, what is sent is the frames.
 */
void
cue_sim_push_add_frame (CueSimPush  *self,
                        CueSimOpcode opcode,
                        gboolean     fin,
                        const char  *data,
                        gsize        size)
{
  CueSimFrame *frame = g_new (CueSimFrame, 1);

  if (self->frames == NULL)
    self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) free_frame);
  frame->opcode = opcode;
  frame->fin = fin;
  frame->bytes = g_bytes_new (data, size);
  g_ptr_array_add (self->frames, frame);
}

/**
 * cue_sim_push_finish:
 *
 * Writes everything into frames: as it should be, one text frame.
 */
void
cue_sim_push_finish (CueSimPush *self)
{
  GString *records = self->frames == NULL ? cue_sim_push_get_records (self) : NULL;

  if (records != NULL && records->len > 0)
    cue_sim_push_add_frame (self, CUE_SIM_OPCODE_TEXT, TRUE, records->str, records->len);
}
