// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-event-private.h"

#include "cue-access-scan.h"
#include "cue-time.h"

/**
 * CueAccessEvent:
 *
 * One entry or incident as it came, or a gap in which none could come.
 *
 * Nothing is lost: every known field has its text and how it was there, unknown fields are kept
 * beside them, and the message itself is there byte by byte. What is not what we expect is a
 * diagnostic, never a refusal. Texts are valid UTF-8 but otherwise as they came: they may be long
 * and have markup or characters that hide others, so what shows them goes through the functions of
 * cue-access-words.h.
 *
 * Immutable and reference counted; any thread. It holds names of persons.
 */

G_DEFINE_BOXED_TYPE (CueAccessEvent, cue_access_event, cue_access_event_ref, cue_access_event_unref)

/* ---- the value ----------------------------------------------------------------------------- */

static CueAccessEvent *
make_event (CueAccessKind kind, CueAccessForm form, gint64 received)
{
  CueAccessEvent *self = g_atomic_rc_box_new0 (CueAccessEvent);

  self->kind = kind;
  self->form = form;
  self->extras = g_ptr_array_new_with_free_func (g_free);
  self->diagnostics = cue_diagnostics_new ();
  self->time = CUE_TIME_INVALID;
  self->expiration = CUE_TIME_INVALID;
  self->received = received;
  self->ttl = -1;
  return self;
}

/**
 * cue_access_event_new:
 * @kind: of which stream it is
 * @form: %CUE_ACCESS_FORM_TEXT with the text, or what came in its place with the arguments as they
 *   came; found out anew where the text turns out not to be what it should
 * @raw: (array length=raw_length): what came
 * @raw_length: its bytes
 * @received_wall_us: when it came, microseconds since 1970 UTC
 *
 * Decodes a message. It never fails: what cannot be decoded has its raw text.
 *
 * Returns: (transfer full): the value
 */
CueAccessEvent *
cue_access_event_new (CueAccessKind kind,
                      CueAccessForm form,
                      const char   *raw,
                      gsize         raw_length,
                      gint64        received_wall_us)
{
  CueAccessEvent *self;

  g_return_val_if_fail (raw != NULL || raw_length == 0, NULL);

  self = make_event (kind, form, received_wall_us);
  self->raw = g_bytes_new (raw, raw_length);
  if (form == CUE_ACCESS_FORM_TEXT)
    cue_access_event_read_object (self, raw, raw_length);
  else if (form == CUE_ACCESS_FORM_OBJECT)
    cue_access_event_read_arguments (self, raw, raw_length);
  if (self->time == CUE_TIME_INVALID)
    self->time = received_wall_us;
  return self;
}

/**
 * cue_access_event_new_gap:
 * @from_wall_us: when the last sign of life came
 * @to_wall_us: when the stream was connected again
 *
 * Returns: (transfer full): a gap: what happened in it never comes
 */
CueAccessEvent *
cue_access_event_new_gap (gint64 from_wall_us, gint64 to_wall_us)
{
  CueAccessEvent *self = make_event (CUE_ACCESS_GAP, CUE_ACCESS_FORM_TEXT, to_wall_us);

  self->time = from_wall_us;
  self->gap_end = to_wall_us;
  return self;
}

/**
 * cue_access_event_ref:
 * @self: an event
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
CueAccessEvent *
cue_access_event_ref (CueAccessEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_event (gpointer data)
{
  CueAccessEvent *self = data;

  for (guint i = 0; i < CUE_ACCESS_N_FIELDS; i++)
    g_free (self->texts[i]);
  g_ptr_array_unref (self->extras);
  g_ptr_array_unref (self->diagnostics);
  g_clear_pointer (&self->raw, g_bytes_unref);
}

/**
 * cue_access_event_unref:
 * @self: (transfer full): an event
 *
 * Any thread.
 */
void
cue_access_event_unref (CueAccessEvent *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_event);
}

/**
 * cue_access_event_get_kind:
 * @self: an event
 *
 * Returns: an entry, an incident, or a gap in a stream; told by the stream, not by the content
 */
CueAccessKind
cue_access_event_get_kind (const CueAccessEvent *self)
{
  return self->kind;
}

/**
 * cue_access_event_get_form:
 * @self: an event
 *
 * Returns: the form in which it came
 */
CueAccessForm
cue_access_event_get_form (const CueAccessEvent *self)
{
  return self->form;
}

/**
 * cue_access_event_is_decoded:
 * @self: an event
 *
 * Returns: whether its fields could be read; if not, there is only the raw text
 */
gboolean
cue_access_event_is_decoded (const CueAccessEvent *self)
{
  return self->form == CUE_ACCESS_FORM_TEXT || self->form == CUE_ACCESS_FORM_OBJECT;
}

/**
 * cue_access_event_get_text:
 * @self: an event
 * @field: a field
 *
 * Returns: (nullable): its text, perhaps empty; the JSON of a value that is no text; %NULL when it
 *   is absent or `null`
 */
const char *
cue_access_event_get_text (const CueAccessEvent *self, CueAccessField field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field < CUE_ACCESS_N_FIELDS, NULL);

  return self->texts[field];
}

/**
 * cue_access_event_get_presence:
 * @self: an event
 * @field: a field of services reference 1.3
 *
 * Returns: whether it is there, and how; an absent field and one that is `null` are not the same
 */
CueAccessPresence
cue_access_event_get_presence (const CueAccessEvent *self, CueAccessField field)
{
  g_return_val_if_fail (field < CUE_ACCESS_N_FIELDS, CUE_ACCESS_ABSENT);

  return self->presence[field];
}

/**
 * cue_access_event_get_n_extras:
 * @self: an event
 *
 * Returns: how many fields it has that we do not know
 */
guint
cue_access_event_get_n_extras (const CueAccessEvent *self)
{
  return self->extras->len / 2;
}

/**
 * cue_access_event_get_extra_name:
 * @self: an event
 * @index: below [method@AccessEvent.get_n_extras]
 *
 * Returns: (transfer none): the name as it came; inside a group such as `lock`, with the group and
 *   a point before it
 */
const char *
cue_access_event_get_extra_name (const CueAccessEvent *self, guint index)
{
  g_return_val_if_fail (index < self->extras->len / 2, NULL);

  return g_ptr_array_index (self->extras, index * 2);
}

/**
 * cue_access_event_get_extra_value:
 * @self: an event
 * @index: below [method@AccessEvent.get_n_extras]
 *
 * Returns: (transfer none): its text, or the JSON of what is no text
 */
const char *
cue_access_event_get_extra_value (const CueAccessEvent *self, guint index)
{
  g_return_val_if_fail (index < self->extras->len / 2, NULL);

  return g_ptr_array_index (self->extras, index * 2 + 1);
}

/**
 * cue_access_event_get_time_us:
 * @self: an event
 *
 * Returns: when it happened, microseconds since 1970 UTC; when it came, if it does not say a time
 *   that can be read; the beginning of a gap
 */
gint64
cue_access_event_get_time_us (const CueAccessEvent *self)
{
  return self->time;
}

/**
 * cue_access_event_get_received_wall_us:
 * @self: an event
 *
 * Returns: when it came, by the clock of this computer, µs since 1970; the end of a gap
 */
gint64
cue_access_event_get_received_wall_us (const CueAccessEvent *self)
{
  return self->received;
}

/**
 * cue_access_event_get_gap_end_us:
 * @self: an event
 *
 * Returns: when the stream was connected again, µs since 1970; zero for what is no gap
 */
gint64
cue_access_event_get_gap_end_us (const CueAccessEvent *self)
{
  return self->gap_end;
}

/**
 * cue_access_event_get_expiration_us:
 * @self: an event
 *
 * Returns: when the vendor forgets it, µs since 1970, or %CUE_TIME_INVALID
 */
gint64
cue_access_event_get_expiration_us (const CueAccessEvent *self)
{
  return self->expiration;
}

/**
 * cue_access_event_get_ttl_seconds:
 * @self: an event
 *
 * Returns: how long the vendor keeps it, in seconds; −1 when that is not there or no number
 */
gint64
cue_access_event_get_ttl_seconds (const CueAccessEvent *self)
{
  return self->ttl;
}

/**
 * cue_access_event_get_exit_requested:
 * @self: an event
 *
 * Only JSON `true` and `false` are ever one of them (services reference SB-12).
 *
 * Returns: whether somebody asked to leave
 */
CueAccessTruth
cue_access_event_get_exit_requested (const CueAccessEvent *self)
{
  return self->exit_requested;
}

/**
 * cue_access_event_get_raw:
 * @self: an event
 *
 * Returns: (transfer none) (nullable): the text exactly as it came, perhaps not even UTF-8; the
 *   arguments as they came in the place of a text; %NULL for a gap
 */
GBytes *
cue_access_event_get_raw (const CueAccessEvent *self)
{
  return self->raw;
}

/**
 * cue_access_event_get_diagnostics:
 * @self: an event
 *
 * Returns: (transfer none) (element-type CueDiagnostic): what is not as it should be
 */
GPtrArray *
cue_access_event_get_diagnostics (const CueAccessEvent *self)
{
  return self->diagnostics;
}

/* ---- hidden names -------------------------------------------------------------------------- */

/* Whether a value may stay readable: known, and not personal. What we do not know may be a name. */
static gboolean
may_show (const CueAccessScan *scan, const char *text, guint index)
{
  CueAccessField field = cue_access_scan_get_field (scan, text, index);

  if (scan->nodes[index].type >= CUE_JSON_TRUE)
    return TRUE;
  return field != CUE_ACCESS_FIELD_NONE && !cue_access_field_is_personal (field);
}

/**
 * cue_access_event_dup_raw_hidden:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the raw text with dots for everything that is or may be
 *   about a person, or %NULL when it could not be decoded and so nobody knows what that is
 */
char *
cue_access_event_dup_raw_hidden (const CueAccessEvent *self)
{
  g_autofree CueAccessScan *scan = g_new (CueAccessScan, 1);
  GString                  *hidden;
  const char               *text;
  gsize                     length;
  gsize                     at = 0;

  if (self->raw == NULL || !cue_access_event_is_decoded (self))
    return NULL;
  text = g_bytes_get_data (self->raw, &length);
  if (self->form == CUE_ACCESS_FORM_OBJECT) {
    /* Its only element is what the fields are in. */
    cue_access_scan (scan, text, length);
    length = scan->nodes[1].length;
    text += scan->nodes[1].offset;
  }
  if (!cue_access_scan (scan, text, length) || scan->more)
    return NULL;
  hidden = g_string_sized_new (length);
  for (guint i = 0; i < scan->n_nodes; i++) {
    const CueAccessNode *node = &scan->nodes[i];

    if (node->type >= CUE_JSON_OBJECT || may_show (scan, text, i))
      continue;
    g_string_append_len (hidden, text + at, (gssize) (node->offset - at));
    g_string_append (hidden, "\"•••\"");
    at = node->offset + node->length;
  }
  g_string_append_len (hidden, text + at, (gssize) (length - at));
  return g_string_free (hidden, FALSE);
}
