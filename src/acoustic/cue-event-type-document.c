// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-type-document.h"

#include "cue-acoustic-read.h"
#include "cue-draft-json.h"
#include "cue-draft-private.h"
#include "cue-error.h"
#include "cue-event-type-change-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueEventTypeDocument:
 *
 * Event types as one JSON document: `{"eventTypes": [{"code": …}, …]}`, each as it would be
 * registered. A bare array, as the service answers AC-3, is read as well.
 *
 * It can be kept in a repository, compared with what is registered, and applied. Main thread only.
 */
struct _CueEventTypeDocument {
  GObject parent_instance;

  GListStore *drafts; /* owned, of CueEventTypeDraft */
};

G_DEFINE_FINAL_TYPE (CueEventTypeDocument, cue_event_type_document, G_TYPE_OBJECT)

static void
cue_event_type_document_init (CueEventTypeDocument *self)
{
  self->drafts = g_list_store_new (CUE_TYPE_EVENT_TYPE_DRAFT);
}

static void
cue_event_type_document_finalize (GObject *object)
{
  g_object_unref (CUE_EVENT_TYPE_DOCUMENT (object)->drafts);
  G_OBJECT_CLASS (cue_event_type_document_parent_class)->finalize (object);
}

static void
cue_event_type_document_class_init (CueEventTypeDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_event_type_document_finalize;
}

/**
 * cue_event_type_document_new:
 *
 * Returns: (transfer full): an empty document
 */
CueEventTypeDocument *
cue_event_type_document_new (void)
{
  return g_object_new (CUE_TYPE_EVENT_TYPE_DOCUMENT, NULL);
}

/**
 * cue_event_type_document_new_from_list:
 * @event_types: of [class@EventType], as they are registered (AC-3)
 *
 * Returns: (transfer full): a document of them, in their order
 */
CueEventTypeDocument *
cue_event_type_document_new_from_list (GListModel *event_types)
{
  CueEventTypeDocument *self = cue_event_type_document_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (event_types), self);

  for (guint i = 0; i < g_list_model_get_n_items (event_types); i++) {
    g_autoptr (CueEventType) type = g_list_model_get_item (event_types, i);
    g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new_from_event_type (type);

    g_list_store_append (self->drafts, draft);
  }
  return self;
}

/**
 * cue_event_type_document_new_from_reply:
 * @reply: to %CUE_ACOUSTIC_CALL_LIST_TYPES
 * @diagnostics: (element-type CueDiagnostic): for what was odd about it
 * @error: why it does not say what is registered
 *
 * Returns: (transfer full) (nullable): what is registered, as a document
 */
CueEventTypeDocument *
cue_event_type_document_new_from_reply (CueAcousticReply *reply,
                                        GPtrArray        *diagnostics,
                                        GError          **error)
{
  g_autoptr (GListStore) list = NULL;
  g_autoptr (GPtrArray) types = NULL;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_REPLY (reply), NULL);

  if (!cue_acoustic_reply_check (reply, error))
    return NULL;
  types =
    cue_acoustic_read_event_types (reply, CUE_EVENT_TYPE_ORIGIN_REGISTERED, diagnostics, error);
  if (types == NULL)
    return NULL;
  list = g_list_store_new (CUE_TYPE_EVENT_TYPE);
  g_list_store_splice (list, 0, 0, types->pdata, types->len);
  return cue_event_type_document_new_from_list (G_LIST_MODEL (list));
}

/* The array of event types in a document, and where it stands. */
static JsonNode *
find_array (JsonNode *root, const CueAcousticPath **path, GPtrArray *findings, GError **error)
{
  static const CueAcousticPath inner = { .name = "eventTypes" };
  JsonNode                    *node;

  if (JSON_NODE_HOLDS_ARRAY (root))
    return root;
  node = JSON_NODE_HOLDS_OBJECT (root)
           ? json_object_get_member (json_node_get_object (root), "eventTypes")
           : NULL;
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)) {
    *path = &inner;
    return node;
  }
  cue_acoustic_path_fail (NULL,
                          findings,
                          error,
                          NULL,
                          _ (
                            "This is no document of event types: it must hold a list with the name "
                            "“eventTypes”."));
  return NULL;
}

/**
 * cue_event_type_document_new_from_bytes:
 * @bytes: a document
 * @findings: (nullable) (element-type CueFinding): for what was found on the way
 * @error: %CUE_ERROR_INVALID_INPUT, %CUE_ERROR_PROTOCOL or %CUE_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): the document; %NULL with @error set
 */
CueEventTypeDocument *
cue_event_type_document_new_from_bytes (GBytes *bytes, GPtrArray *findings, GError **error)
{
  g_autoptr (CueEventTypeDocument) self = NULL;
  g_autoptr (JsonNode) root = NULL;
  const CueAcousticPath *path = NULL;
  JsonNode              *node;
  guint                  length;

  g_return_val_if_fail (bytes != NULL, NULL);

  root = cue_draft_json_parse (bytes, findings, error);
  if (root == NULL)
    return NULL;
  node = find_array (root, &path, findings, error);
  if (node == NULL)
    return NULL;
  length = json_array_get_length (json_node_get_array (node));
  if (length > CUE_EVENT_TYPE_DOCUMENT_MAX) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_TOO_LARGE,
                 _ ("The document has %u event types; at most %d are read."),
                 length,
                 CUE_EVENT_TYPE_DOCUMENT_MAX);
    return NULL;
  }
  self = cue_event_type_document_new ();
  for (guint i = 0; i < length; i++) {
    g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();

    if (!cue_draft_read_json (CUE_DRAFT (draft),
                              json_array_get_element (json_node_get_array (node), i),
                              CUE_PATH_NTH (path, i),
                              findings,
                              error))
      return NULL;
    g_list_store_append (self->drafts, draft);
  }
  return g_steal_pointer (&self);
}

/**
 * cue_event_type_document_add:
 * @self: a document
 * @draft: one more event type
 */
void
cue_event_type_document_add (CueEventTypeDocument *self, CueEventTypeDraft *draft)
{
  g_return_if_fail (CUE_IS_EVENT_TYPE_DOCUMENT (self) && CUE_IS_EVENT_TYPE_DRAFT (draft));

  g_list_store_append (self->drafts, draft);
}

/**
 * cue_event_type_document_get_drafts:
 * @self: a document
 *
 * Returns: (transfer none): its event types, of [class@EventTypeDraft]
 */
GListModel *
cue_event_type_document_get_drafts (CueEventTypeDocument *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DOCUMENT (self), NULL);

  return G_LIST_MODEL (self->drafts);
}

/**
 * cue_event_type_document_to_bytes:
 * @self: a document
 *
 * Returns: (transfer full): the document as a file, with a line break at its end; the same content
 *   gives the same bytes
 */
GBytes *
cue_event_type_document_to_bytes (CueEventTypeDocument *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *object = json_object_new ();
  JsonArray       *array = json_array_new ();
  g_autofree char *text = NULL;
  char            *file;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DOCUMENT (self), NULL);

  json_node_take_object (root, object);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++) {
    g_autoptr (CueDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);

    json_array_add_element (array, cue_draft_to_json (draft));
  }
  json_object_set_array_member (object, "eventTypes", array);
  text = cue_draft_json_print (root);
  file = g_strconcat (text, "\n", NULL);
  return g_bytes_new_take (file, strlen (file));
}

/* What tells event types apart. A line break is in neither. */
static char *
make_identity (CueEventTypeDraft *draft)
{
  return g_strconcat (cue_event_type_draft_get_code (draft),
                      "\n",
                      cue_event_type_draft_get_namespace (draft),
                      NULL);
}

/* How often each event type stands in a document. */
static GHashTable *
count_identities (CueEventTypeDocument *self)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
    char *identity = make_identity (draft);
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, identity));

    g_hash_table_replace (counts, identity, GUINT_TO_POINTER (count + 1));
  }
  return counts;
}

static GHashTable *
index_drafts (CueEventTypeDocument *self)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++) {
    CueEventTypeDraft *draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);

    g_hash_table_replace (index, make_identity (draft), draft);
  }
  return index;
}

static gboolean
is_registered_so (CueEventTypeDraft *draft, GHashTable *index)
{
  g_autofree char   *identity = make_identity (draft);
  CueEventTypeDraft *present = g_hash_table_lookup (index, identity);
  g_autoptr (CueEventTypeChange) change = NULL;

  if (present == NULL)
    return FALSE;
  change = cue_event_type_change_new (draft, present);
  return cue_event_type_change_get_kind (change) == CUE_EVENT_TYPE_CHANGE_SAME;
}

/**
 * cue_event_type_document_check_against:
 * @self: a document
 * @server: (nullable): what is registered. An event type that is registered as the document says
 *   would not be sent, so it may break rules: the service has types of its own (AB-19)
 * @context: (nullable): what the rules must know besides
 *
 * Returns: (transfer full) (element-type CueFinding): what the rules say about every event
 *   type, with paths like `eventTypes/0/code`, and about types that stand there twice
 */
GPtrArray *
cue_event_type_document_check_against (CueEventTypeDocument *self,
                                       CueEventTypeDocument *server,
                                       CueAcousticContext   *context)
{
  static const CueAcousticPath list = { .name = "eventTypes" };
  GPtrArray                   *findings = cue_findings_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) registered = NULL;
  g_autoptr (GHashTable) present = NULL;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DOCUMENT (self), findings);

  if (server != NULL) {
    registered = count_identities (server);
    present = index_drafts (server);
  }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
    const CueAcousticPath *path = CUE_PATH_NTH (&list, i);
    char                  *identity = make_identity (draft);
    guint                  count = GPOINTER_TO_UINT (g_hash_table_lookup (seen, identity)) + 1;
    guint                  allowed = 1;

    if (registered != NULL)
      allowed = MAX (1, GPOINTER_TO_UINT (g_hash_table_lookup (registered, identity)));
    if (server == NULL || !is_registered_so (draft, present))
      cue_draft_add_checks (CUE_DRAFT (draft), path, context, findings);
    if (count > allowed)
      cue_acoustic_path_add (CUE_PATH_AT (path, "code"),
                             findings,
                             CUE_FINDING_BLOCK,
                             "S4:244",
                             _ ("“%s” stands in the document twice."),
                             cue_event_type_draft_get_code (draft));
    g_hash_table_replace (seen, identity, GUINT_TO_POINTER (count));
  }
  return findings;
}

/**
 * cue_event_type_document_check:
 * @self: a document
 * @context: (nullable): what the rules must know besides
 *
 * [method@EventTypeDocument.check_against] nothing: as if all of it were to be registered.
 *
 * Returns: (transfer full) (element-type CueFinding): what the rules say
 */
GPtrArray *
cue_event_type_document_check (CueEventTypeDocument *self, CueAcousticContext *context)
{
  return cue_event_type_document_check_against (self, NULL, context);
}

/* ---- comparing ----------------------------------------------------------------------------- */

static GHashTable *
count_codes (CueEventTypeDocument *self)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
    const char *code = cue_event_type_draft_get_code (draft);
    guint       count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, code));

    g_hash_table_replace (counts, g_strdup (code), GUINT_TO_POINTER (count + 1));
  }
  return counts;
}

static void
append_change (GListStore        *changes,
               CueEventTypeDraft *wanted,
               CueEventTypeDraft *present,
               GHashTable        *codes)
{
  g_autoptr (CueEventTypeChange) change = cue_event_type_change_new (wanted, present);
  const char *code = cue_event_type_change_get_code (change);

  if (GPOINTER_TO_UINT (g_hash_table_lookup (codes, code)) > 1)
    cue_event_type_change_set_ambiguous (change);
  g_list_store_append (changes, change);
}

/**
 * cue_event_type_document_compare:
 * @self: a document: how it shall be
 * @server: what is registered, see [ctor@EventTypeDocument.new_from_list]
 *
 * Returns: (transfer full): a change for each event type, of [class@EventTypeChange]: those of the
 *   document in their order, then those that only the server has. An event type that stands in the
 *   document twice counts once, with what it says last.
 */
GListModel *
cue_event_type_document_compare (CueEventTypeDocument *self, CueEventTypeDocument *server)
{
  GListStore *changes = g_list_store_new (CUE_TYPE_EVENT_TYPE_CHANGE);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) present = NULL;
  g_autoptr (GHashTable) codes = NULL;

  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DOCUMENT (self), G_LIST_MODEL (changes));
  g_return_val_if_fail (CUE_IS_EVENT_TYPE_DOCUMENT (server), G_LIST_MODEL (changes));

  wanted = index_drafts (self);
  present = index_drafts (server);
  codes = count_codes (server);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->drafts)); i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
    g_autofree char *identity = make_identity (draft);

    if (g_hash_table_lookup (wanted, identity) == draft)
      append_change (changes, draft, g_hash_table_lookup (present, identity), codes);
  }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (server->drafts)); i++) {
    g_autoptr (CueEventTypeDraft) draft = g_list_model_get_item (G_LIST_MODEL (server->drafts), i);
    g_autofree char *identity = make_identity (draft);

    if (!g_hash_table_contains (wanted, identity))
      append_change (changes, NULL, draft, codes);
  }
  return G_LIST_MODEL (changes);
}
