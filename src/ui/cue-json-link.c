// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-link.h"

#include "cue-finding-board.h"
#include "cue-signal.h"

/**
 * CueJsonLink:
 *
 * Between a form and the JSON text beside it: what changes in the draft of the form is written into
 * the text, and what somebody writes in the text goes into the draft, as far as it can be
 * understood. What is sent is the text. Owned by the form, which owns the editor too. Main thread
 * only.
 */
struct _CueJsonLink {
  GObject parent_instance;

  CueJsonEditor *editor;    /* owned */
  CueDraft      *draft;     /* owned; may be NULL */
  gboolean       from_text; /* the draft is following the text */
  gboolean       followed;  /* it could follow it */
  gboolean       edited;    /* somebody changed something since the draft was set */
};

G_DEFINE_FINAL_TYPE (CueJsonLink, cue_json_link, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
write_text (CueJsonLink *self)
{
  g_autoptr (GBytes) bytes = cue_draft_to_bytes (self->draft);

  cue_json_editor_set_bytes (self->editor, bytes);
  self->followed = TRUE;
}

static void
on_draft_changed (CueJsonLink *self)
{
  if (self->from_text)
    return;

  self->edited = TRUE;
  write_text (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_text (CueJsonLink *self)
{
  g_autoptr (GBytes) bytes = cue_json_editor_dup_bytes (self->editor);
  g_autoptr (GPtrArray) found = cue_findings_new ();
  g_autoptr (GError) error = NULL;
  CueFinding *worst;

  self->from_text = TRUE;
  self->followed = cue_draft_from_bytes (self->draft, bytes, found, &error);
  self->from_text = FALSE;
  worst = cue_findings_worst (found);

  if (!self->followed)
    cue_json_editor_say (self->editor, CUE_SEVERITY_ERROR, error->message);
  else if (worst != NULL)
    cue_json_editor_say (self->editor,
                         cue_finding_board_get_severity (worst),
                         cue_finding_get_words (worst));
}

static void
on_text_edited (CueJsonLink *self)
{
  if (self->draft == NULL)
    return;

  self->edited = TRUE;

  /* Somebody is in the middle of it. The editor says so itself. */
  if (cue_json_editor_is_valid (self->editor))
    read_text (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cue_json_link_dispose (GObject *object)
{
  CueJsonLink *self = CUE_JSON_LINK (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_clear_object (&self->draft);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (cue_json_link_parent_class)->dispose (object);
}

static void
cue_json_link_class_init (CueJsonLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_json_link_dispose;

  /**
   * CueJsonLink::changed:
   *
   * What would be sent is another.
   */
  signals[CHANGED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "changed");
}

static void
cue_json_link_init (CueJsonLink *self)
{
  self->followed = TRUE;
}

/**
 * cue_json_link_new:
 * @editor: the text
 *
 * Returns: (transfer full): a link without a draft
 */
CueJsonLink *
cue_json_link_new (CueJsonEditor *editor)
{
  CueJsonLink *self;

  g_return_val_if_fail (CUE_IS_JSON_EDITOR (editor), NULL);

  self = g_object_new (CUE_TYPE_JSON_LINK, NULL);
  self->editor = g_object_ref (editor);
  g_signal_connect_swapped (editor, "edited", G_CALLBACK (on_text_edited), self);
  return self;
}

/**
 * cue_json_link_set_draft:
 * @self: a link
 * @draft: what the form edits
 *
 * Begins anew with @draft, which counts as not edited yet. “changed” is emitted.
 */
void
cue_json_link_set_draft (CueJsonLink *self, CueDraft *draft)
{
  g_return_if_fail (CUE_IS_JSON_LINK (self));
  g_return_if_fail (CUE_IS_DRAFT (draft));

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);

  g_set_object (&self->draft, draft);
  g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  write_text (self);
  self->edited = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * cue_json_link_is_good:
 * @self: a link
 *
 * Returns: whether the text is JSON, and says what the form shows
 */
gboolean
cue_json_link_is_good (CueJsonLink *self)
{
  g_return_val_if_fail (CUE_IS_JSON_LINK (self), FALSE);

  return self->followed && cue_json_editor_is_valid (self->editor);
}

/**
 * cue_json_link_is_edited:
 * @self: a link
 *
 * Returns: whether somebody changed something since the draft was set
 */
gboolean
cue_json_link_is_edited (CueJsonLink *self)
{
  g_return_val_if_fail (CUE_IS_JSON_LINK (self), FALSE);

  return self->edited;
}

/**
 * cue_json_link_settle:
 * @self: a link
 *
 * Before it is sent: writes the text anew where it says something else than the draft that the
 * rules looked at, for example a number where the service wants a text. So what is shown is what is
 * sent, and what is sent keeps the rules. A text that is no JSON, or that the form cannot follow,
 * stays.
 */
void
cue_json_link_settle (CueJsonLink *self)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (CUE_IS_JSON_LINK (self));

  if (self->draft == NULL || !cue_json_link_is_good (self))
    return;

  bytes = cue_json_editor_dup_bytes (self->editor);

  if (!cue_draft_matches (self->draft, bytes))
    write_text (self);
}
