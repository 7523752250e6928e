// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-scan.h"

#include <string.h>

/*
 * A strict scan of one JSON text (RFC 8259) that notes where its values stand, without recursion
 * and without memory of its own. The general reader of the house costs more for one entry than the
 * official client needs for the whole message, network included.
 */

/* ---- structure ----------------------------------------------------------------------------- */

typedef struct {
  CueAccessScan *scan;
  const char    *text;
  const char    *end;
  const char    *at;
  guint          depth;
  guint64        is_object;                   /* bit n: what is open at depth n + 1 */
  guint32        open[CUE_ACCESS_SCAN_DEPTH]; /* its node, or G_MAXUINT32 past the limit */
  guint32        key_offset;
  guint32        key_length;
} Walk;

static inline void
skip_blanks (Walk *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static guint32
note_node (Walk *self, const char *begin, const char *end, CueJsonKind type)
{
  CueAccessNode *node;

  if (self->scan->n_nodes == CUE_ACCESS_SCAN_NODES) {
    self->scan->more = TRUE;
    return G_MAXUINT32;
  }
  node = &self->scan->nodes[self->scan->n_nodes];
  node->offset = (guint32) (begin - self->text);
  node->length = (guint32) (end - begin);
  node->key_offset = self->key_offset;
  node->key_length = self->key_length;
  node->parent = self->depth > 0 ? self->open[self->depth - 1] : 0;
  node->type = type;
  self->key_offset = self->key_length = 0;
  return self->scan->n_nodes++;
}

static gboolean
take_key (Walk *self)
{
  CueJsonKind type;
  const char *begin;

  skip_blanks (self);
  if (self->at >= self->end || *self->at != '"')
    return FALSE;
  begin = self->at + 1;
  self->at = cue_json_token_take (self->at, self->end, &type);
  if (self->at == NULL)
    return FALSE;
  self->key_offset = (guint32) (begin - self->text);
  self->key_length = (guint32) (self->at - 1 - begin);
  skip_blanks (self);
  return self->at < self->end && *self->at++ == ':';
}

static gboolean
take_open (Walk *self, gboolean is_object)
{
  guint32 node;

  if (self->depth == CUE_ACCESS_SCAN_DEPTH)
    return FALSE;
  node = note_node (self, self->at, self->at, is_object ? CUE_JSON_OBJECT : CUE_JSON_ARRAY);
  if (is_object)
    self->is_object |= G_GUINT64_CONSTANT (1) << self->depth;
  else
    self->is_object &= ~(G_GUINT64_CONSTANT (1) << self->depth);
  self->open[self->depth++] = node;
  self->at++;
  return TRUE;
}

static void
take_close (Walk *self)
{
  guint32 node = self->open[--self->depth];

  self->at++;
  if (node != G_MAXUINT32)
    self->scan->nodes[node].length =
      (guint32) (self->at - self->text) - self->scan->nodes[node].offset;
}

/* After a value: closes what ends here. Sets whether another value must follow. */
static gboolean
take_after (Walk *self, gboolean *again)
{
  for (;;) {
    gboolean object;

    skip_blanks (self);
    if (self->depth == 0) {
      *again = FALSE;
      return self->at == self->end;
    }
    object = (self->is_object >> (self->depth - 1) & 1) != 0;
    if (self->at >= self->end)
      return FALSE;
    if (*self->at == ',') {
      self->at++;
      *again = TRUE;
      return !object || take_key (self);
    }
    if (*self->at != (object ? '}' : ']'))
      return FALSE;
    take_close (self);
  }
}

/* At a container that was just opened: whether a value must follow, or it is empty. */
static gboolean
take_first (Walk *self, gboolean *empty)
{
  gboolean object = (self->is_object >> (self->depth - 1) & 1) != 0;

  skip_blanks (self);
  if (self->at >= self->end)
    return FALSE;
  *empty = *self->at == (object ? '}' : ']');
  if (*empty) {
    take_close (self);
    return TRUE;
  }
  return !object || take_key (self);
}

/**
 * cue_access_scan:
 * @self: (out caller-allocates): where the values stand
 * @text: (array length=length): what came
 * @length: its bytes
 *
 * Checks that @text is one JSON text: UTF-8, at most 64 levels deep. Halves of surrogate pairs and
 * NUL characters written as escapes are let through; [func@json_token_decode] shows them as such.
 *
 * Returns: whether it is
 */
gboolean
cue_access_scan (CueAccessScan *self, const char *text, gsize length)
{
  Walk     walk;
  gboolean again = TRUE;

  self->n_nodes = 0;
  self->more = FALSE;
  if (length >= G_MAXUINT32)
    return FALSE;
  walk.scan = self;
  walk.text = walk.at = text;
  walk.end = text + length;
  walk.depth = 0;
  walk.is_object = 0;
  walk.key_offset = walk.key_length = 0;
  while (again) {
    CueJsonKind type;
    const char *begin;

    skip_blanks (&walk);
    if (walk.at >= walk.end)
      return FALSE;
    if (*walk.at == '{' || *walk.at == '[') {
      gboolean empty;

      if (!take_open (&walk, *walk.at == '{') || !take_first (&walk, &empty))
        return FALSE;
      if (!empty)
        continue;
    } else {
      begin = walk.at;
      walk.at = cue_json_token_take (begin, walk.end, &type);
      if (walk.at == NULL)
        return FALSE;
      note_node (&walk, begin, walk.at, type);
    }
    if (!take_after (&walk, &again))
      return FALSE;
  }
  return TRUE;
}

static char *
decode_key (const char *text, const CueAccessNode *node)
{
  return cue_json_token_decode (text + node->key_offset - 1,
                                node->key_length + 2,
                                CUE_JSON_ESCAPED);
}

/**
 * cue_access_scan_get_field:
 * @self: a scan
 * @text: what was scanned
 * @node: a value of it
 *
 * Returns: the field the value stands for: of the outermost object, or of `lock` and `iq` in it
 */
CueAccessField
cue_access_scan_get_field (const CueAccessScan *self, const char *text, guint node)
{
  const CueAccessNode *value = &self->nodes[node];
  const CueAccessNode *parent;
  g_autofree char     *key = NULL;
  g_autofree char     *parent_key = NULL;

  if (value->key_offset == 0 || value->parent == G_MAXUINT32)
    return CUE_ACCESS_FIELD_NONE;
  parent = &self->nodes[value->parent];
  if (parent->key_offset != 0 && parent->parent != 0)
    return CUE_ACCESS_FIELD_NONE;
  if (value->parent != 0 && parent->key_offset == 0)
    return CUE_ACCESS_FIELD_NONE;
  key = decode_key (text, value);
  if (value->parent != 0)
    parent_key = decode_key (text, parent);
  return cue_access_field_find (parent_key, key);
}
