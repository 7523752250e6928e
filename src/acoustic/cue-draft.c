// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-draft-json.h"
#include "cue-draft-private.h"
#include "cue-error.h"
#include "cue-property.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueDraft:
 *
 * Something that is being written, to be sent to Acoustic Exchange: a value that a form edits
 * directly. It can be printed as the exact bytes that are sent, can follow JSON that was edited by
 * hand, and says what the rules find.
 *
 * Setters accept anything, since a form must be able to show what is wrong with it; the rules
 * judge. Members that the vendor does not describe are kept when JSON is read and sent again.
 *
 * Drafts stand in each other: an attribute in a list, the list in an event. A change of any of them
 * is a change of all above. Main thread only.
 */
typedef struct {
  CueDraft   *parent; /* unowned, nullable: a parent outlives its parts or lets them go */
  JsonObject *extras; /* owned, nullable: members that no field stands for */
  guint       held;   /* how often cue_draft_begin() */
  gboolean    pending;
} CueDraftPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CueDraft, cue_draft, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CueDraftPrivate *
get_private (CueDraft *self)
{
  return cue_draft_get_instance_private (self);
}

static void
cue_draft_init (CueDraft *self)
{
}

static void
cue_draft_finalize (GObject *object)
{
  g_clear_pointer (&get_private (CUE_DRAFT (object))->extras, json_object_unref);
  G_OBJECT_CLASS (cue_draft_parent_class)->finalize (object);
}

static void
cue_draft_class_init (CueDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_draft_finalize;

  /**
   * CueDraft::changed:
   * @self: a draft
   *
   * What would be sent is another, here or in a part of it. Once for all that happens between
   * [method@Draft.begin] and [method@Draft.end].
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          CUE_TYPE_DRAFT,
                                          G_SIGNAL_RUN_LAST,
                                          G_STRUCT_OFFSET (CueDraftClass, changed),
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

/* ---- changes ------------------------------------------------------------------------------- */

/**
 * cue_draft_changed:
 * @self: a draft
 *
 * Says that what would be sent is another, to those above as well.
 */
void
cue_draft_changed (CueDraft *self)
{
  for (CueDraft *draft = self; draft != NULL; draft = get_private (draft)->parent) {
    if (get_private (draft)->held > 0) {
      get_private (draft)->pending = TRUE;
      return;
    }
    g_signal_emit (draft, signals[SIGNAL_CHANGED], 0);
  }
}

/**
 * cue_draft_set_parent:
 * @self: a draft
 * @parent: (nullable): what it is a part of from now on
 */
void
cue_draft_set_parent (CueDraft *self, CueDraft *parent)
{
  get_private (self)->parent = parent;
}

/**
 * cue_draft_set_text:
 * @self: a draft
 * @field: (inout): where the text is kept
 * @text: (nullable): the new one
 * @property: what to notify
 *
 * Returns: whether it was another
 */
gboolean
cue_draft_set_text (CueDraft *self, char **field, const char *text, GParamSpec *property)
{
  if (!cue_property_set_text (self, field, text, property))
    return FALSE;
  cue_draft_changed (self);
  return TRUE;
}

/**
 * cue_draft_begin:
 * @self: a draft
 *
 * Holds [signal@Draft::changed] back until [method@Draft.end], so that many changes are one.
 */
void
cue_draft_begin (CueDraft *self)
{
  g_return_if_fail (CUE_IS_DRAFT (self));

  get_private (self)->held++;
}

/**
 * cue_draft_end:
 * @self: a draft
 *
 * Ends what [method@Draft.begin] began.
 */
void
cue_draft_end (CueDraft *self)
{
  CueDraftPrivate *private;

  g_return_if_fail (CUE_IS_DRAFT (self));
  private = get_private (self);
  g_return_if_fail (private->held > 0);

  private->held--;
  if (private->held > 0 || !private->pending)
    return;
  private->pending = FALSE;
  cue_draft_changed (self);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

/**
 * cue_draft_to_json:
 * @self: a draft
 *
 * Returns: (transfer full): what is sent
 */
JsonNode *
cue_draft_to_json (CueDraft *self)
{
  return CUE_DRAFT_GET_CLASS (self)->to_json (self);
}

/**
 * cue_draft_read_json:
 * @self: a draft
 * @node: what to take over
 * @path: (nullable): where it stands
 * @findings: (nullable): for remarks
 * @error: %CUE_ERROR_INVALID_INPUT
 *
 * Returns: whether it could be read; otherwise @self may be half changed
 */
gboolean
cue_draft_read_json (CueDraft              *self,
                     JsonNode              *node,
                     const CueAcousticPath *path,
                     GPtrArray             *findings,
                     GError               **error)
{
  return CUE_DRAFT_GET_CLASS (self)->read_json (self, node, path, findings, error);
}

/**
 * cue_draft_to_text:
 * @self: a draft
 *
 * Returns: (transfer full): the JSON that is sent, laid out for reading, without a line break at
 *   its end. Secrets stand in it.
 */
char *
cue_draft_to_text (CueDraft *self)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (CUE_IS_DRAFT (self), NULL);

  node = cue_draft_to_json (self);
  return cue_draft_json_print (node);
}

/**
 * cue_draft_to_bytes:
 * @self: a draft
 *
 * Returns: (transfer full): exactly the body that is sent, the text of [method@Draft.to_text]
 */
GBytes *
cue_draft_to_bytes (CueDraft *self)
{
  char *text = cue_draft_to_text (self);

  g_return_val_if_fail (text != NULL, NULL);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * cue_draft_from_bytes:
 * @self: a draft
 * @bytes: JSON, as edited by hand or from a file
 * @findings: (nullable) (element-type CueFinding): for what was found on the way: members
 *   that the vendor does not describe, numbers that became texts, and what @error says
 * @error: %CUE_ERROR_INVALID_INPUT, %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE
 *
 * Takes over what the JSON says. Parts that were there keep their identity, by their place, so that
 * rows of a form stay what they are. With an error nothing is changed. What the rules say about
 * the new content is for [method@Draft.check].
 *
 * Returns: whether it was taken over
 */
gboolean
cue_draft_from_bytes (CueDraft *self, GBytes *bytes, GPtrArray *findings, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CueDraft) trial = NULL;
  gboolean read;

  g_return_val_if_fail (CUE_IS_DRAFT (self) && bytes != NULL, FALSE);

  if (g_bytes_get_size (bytes) > CUE_DRAFT_MAX_BYTES) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The JSON has %zu bytes; a form takes at most %d."),
                 g_bytes_get_size (bytes),
                 CUE_DRAFT_MAX_BYTES);
    return FALSE;
  }
  node = cue_draft_json_parse (bytes, findings, error);
  if (node == NULL)
    return FALSE;
  trial = g_object_new (G_OBJECT_TYPE (self), NULL);
  if (!cue_draft_read_json (trial, node, NULL, findings, error))
    return FALSE;

  cue_draft_begin (self);
  read = cue_draft_read_json (self, node, NULL, NULL, NULL);
  cue_draft_end (self);
  g_return_val_if_fail (read, FALSE);
  return TRUE;
}

/**
 * cue_draft_from_json:
 * @self: a draft
 * @text: JSON, as edited by hand
 * @findings: (nullable) (element-type CueFinding): for what was found on the way
 * @error: %CUE_ERROR_INVALID_INPUT, %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE
 *
 * As [method@Draft.from_bytes].
 *
 * Returns: whether it was taken over
 */
gboolean
cue_draft_from_json (CueDraft *self, const char *text, GPtrArray *findings, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (CUE_IS_DRAFT (self) && text != NULL, FALSE);

  bytes = g_bytes_new (text, strlen (text));
  return cue_draft_from_bytes (self, bytes, findings, error);
}

/**
 * cue_draft_matches:
 * @self: a draft
 * @bytes: JSON, for example as it was edited by hand
 *
 * Tells whether a text may be sent in place of what the draft prints: after
 * [method@Draft.from_bytes] they can differ where the draft writes a number as text, a time in UTC,
 * or leaves out what does not belong. Spaces and the order of members do not count.
 *
 * Returns: whether both say the same
 */
gboolean
cue_draft_matches (CueDraft *self, GBytes *bytes)
{
  g_autoptr (JsonNode) theirs = NULL;
  g_autoptr (JsonNode) ours = NULL;

  g_return_val_if_fail (CUE_IS_DRAFT (self) && bytes != NULL, FALSE);

  theirs = cue_draft_json_parse (bytes, NULL, NULL);
  if (theirs == NULL)
    return FALSE;
  ours = cue_draft_to_json (self);
  return json_node_equal (theirs, ours);
}

/* ---- members that no field stands for ------------------------------------------------------ */

/**
 * cue_draft_keep_extras:
 * @self: a draft
 * @object: what was read
 * @known: (array zero-terminated=1): the members that are read elsewhere
 *
 * Keeps all other members of @object, and forgets those of before.
 */
void
cue_draft_keep_extras (CueDraft *self, JsonObject *object, const char *const *known)
{
  CueDraftPrivate *private = get_private (self);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;
  JsonObject    *extras = NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    if (g_strv_contains (known, name))
      continue;
    if (extras == NULL)
      extras = json_object_new ();
    json_object_set_member (extras, name, json_node_ref (node));
  }
  if (extras != NULL || private->extras != NULL)
    cue_draft_changed (self);
  g_clear_pointer (&private->extras, json_object_unref);
  private->extras = extras;
}

/**
 * cue_draft_add_extras:
 * @self: a draft
 * @object: what is sent
 *
 * Puts the members that were kept at the end.
 */
void
cue_draft_add_extras (CueDraft *self, JsonObject *object)
{
  CueDraftPrivate *private = get_private (self);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (private->extras == NULL)
    return;
  json_object_iter_init_ordered (&iter, private->extras);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    if (!json_object_has_member (object, name))
      json_object_set_member (object, name, json_node_ref (node));
  }
}

static void
check_extras (CueDraft *self, const CueAcousticPath *path, GPtrArray *findings)
{
  CueDraftPrivate *private = get_private (self);
  JsonObjectIter iter;
  const char    *name;

  if (private->extras == NULL)
    return;
  json_object_iter_init_ordered (&iter, private->extras);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    cue_acoustic_path_add (CUE_PATH_AT (path, name),
                           findings,
                           CUE_FINDING_WARN,
                           NULL,
                           _ ("“%s” is not described for this call. It is sent as it is."),
                           name);
}

/* ---- rules --------------------------------------------------------------------------------- */

/**
 * cue_draft_add_checks:
 * @self: a draft
 * @path: (nullable): where it stands
 * @context: (nullable): what the rules must know besides
 * @findings: receives what they find
 */
void
cue_draft_add_checks (CueDraft              *self,
                      const CueAcousticPath *path,
                      CueAcousticContext    *context,
                      GPtrArray             *findings)
{
  CUE_DRAFT_GET_CLASS (self)->check (self, path, context, findings);
  check_extras (self, path, findings);
}

/**
 * cue_draft_check:
 * @self: a draft
 * @context: (nullable): what the rules must know besides
 *
 * Every rule of services reference 2.5 about what this draft sends. Cheap enough for every key
 * press in a form.
 *
 * Returns: (transfer full) (element-type CueFinding): what they find
 */
GPtrArray *
cue_draft_check (CueDraft *self, CueAcousticContext *context)
{
  GPtrArray *findings;

  g_return_val_if_fail (CUE_IS_DRAFT (self), NULL);

  findings = cue_findings_new ();
  cue_draft_add_checks (self, NULL, context, findings);
  return findings;
}

/**
 * cue_draft_find_path:
 * @self: a draft
 * @name: a field as on the wire, for example `channel`
 *
 * Returns: (transfer full) (nullable): where a form shows it, also when it is not sent yet
 */
char *
cue_draft_find_path (CueDraft *self, const char *name)
{
  CueDraftClass *klass = CUE_DRAFT_GET_CLASS (self);

  return klass->find_path != NULL ? klass->find_path (self, name) : NULL;
}
