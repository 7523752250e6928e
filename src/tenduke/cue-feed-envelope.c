// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-envelope.h"

#include "cue-base64url.h"
#include "cue-error.h"
#include "cue-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * CueFeedEnvelope:
 *
 * Signed events, exactly as they leave: header, payload, signature. Immutable; any thread.
 */
struct _CueFeedEnvelope {
  GObject parent_instance;

  char   *header;      /* owned */
  GBytes *payload;     /* owned */
  char   *jws;         /* owned */
  char   *fingerprint; /* owned */
  guint   n_events;
  char  **sources;   /* owned, each once */
  char  **event_ids; /* owned */
};

G_DEFINE_FINAL_TYPE (CueFeedEnvelope, cue_feed_envelope, G_TYPE_OBJECT)

static void
cue_feed_envelope_finalize (GObject *object)
{
  CueFeedEnvelope *self = CUE_FEED_ENVELOPE (object);

  g_free (self->header);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->jws);
  g_free (self->fingerprint);
  g_strfreev (self->sources);
  g_strfreev (self->event_ids);

  G_OBJECT_CLASS (cue_feed_envelope_parent_class)->finalize (object);
}

static void
cue_feed_envelope_class_init (CueFeedEnvelopeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_feed_envelope_finalize;
}

static void
cue_feed_envelope_init (CueFeedEnvelope *self)
{
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static void
add_once (GPtrArray *texts, const char *text)
{
  if (text != NULL && *text != '\0' &&
      !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (text));
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error,
                       CUE_ERROR,
                       CUE_ERROR_INVALID_INPUT,
                       _ ("Events are sent as an object in braces, or as a list of such objects "
                          "with one or more of them."));
  return FALSE;
}

static gboolean
survey (CueFeedEnvelope *self, JsonNode *root, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  gboolean   fine = TRUE;

  self->n_events = array != NULL ? json_array_get_length (array) : 1;
  fine = self->n_events > 0;
  for (guint i = 0; i < self->n_events && fine; i++) {
    JsonNode *item = array != NULL ? json_array_get_element (array, i) : root;

    fine = JSON_NODE_HOLDS_OBJECT (item);
    if (fine) {
      add_once (sources, get_text (json_node_get_object (item), "eventSourceId"));
      add_once (ids, get_text (json_node_get_object (item), "eventId"));
    }
  }
  g_ptr_array_add (sources, NULL);
  g_ptr_array_add (ids, NULL);
  self->sources = (char **) g_ptr_array_free (g_steal_pointer (&sources), FALSE);
  self->event_ids = (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
  return fine || refuse (error);
}

/**
 * cue_feed_envelope_new_from_payload:
 * @payload: JSON: one event, or a list of them
 * @key: the private key
 *
 * Signs the bytes as they are. Whether they are good events is not looked at but for their form.
 *
 * Errors: %CUE_ERROR_INVALID_INPUT, %CUE_ERROR_PROTOCOL.
 *
 * Returns: (transfer full) (nullable): the envelope
 */
CueFeedEnvelope *
cue_feed_envelope_new_from_payload (GBytes *payload, CueSigningKey *key, GError **error)
{
  g_autoptr (CueFeedEnvelope) self = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) header = NULL;

  g_return_val_if_fail (payload != NULL && key != NULL, NULL);

  root = cue_json_parse (payload, error);
  if (root == NULL)
    return NULL;
  self = g_object_new (CUE_TYPE_FEED_ENVELOPE, NULL);
  if (!survey (self, root, error))
    return NULL;
  self->jws = cue_signing_key_sign (key, NULL, payload, error);
  if (self->jws == NULL)
    return NULL;
  self->payload = g_bytes_ref (payload);
  self->fingerprint = g_strdup (cue_signing_key_get_fingerprint (key));
  header = cue_base64url_decode (self->jws, strcspn (self->jws, "."), NULL);
  self->header = header != NULL
                   ? g_strndup (g_bytes_get_data (header, NULL), g_bytes_get_size (header))
                   : g_strdup ("");
  return g_steal_pointer (&self);
}

/**
 * cue_feed_envelope_new:
 * @draft: events
 * @key: the private key
 *
 * Errors: as of [ctor@FeedEnvelope.new_from_payload]; also when a finding blocks the draft.
 *
 * Returns: (transfer full) (nullable): the events, signed
 */
CueFeedEnvelope *
cue_feed_envelope_new (CueFeedDraft *draft, CueSigningKey *key, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (CUE_IS_FEED_DRAFT (draft) && key != NULL, NULL);

  findings = cue_feed_draft_check (draft);
  if (cue_findings_block (findings)) {
    g_set_error_literal (error,
                         CUE_ERROR,
                         CUE_ERROR_INVALID_INPUT,
                         cue_finding_get_words (cue_findings_worst (findings)));
    return NULL;
  }
  payload = cue_feed_draft_make_payload (draft, error);
  return payload != NULL ? cue_feed_envelope_new_from_payload (payload, key, error) : NULL;
}

/**
 * cue_feed_envelope_get_header:
 *
 * Returns: (transfer none): the header of the JWS, JSON
 */
const char *
cue_feed_envelope_get_header (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), NULL);

  return self->header;
}

/**
 * cue_feed_envelope_get_payload:
 *
 * Returns: (transfer none): the bytes that are signed
 */
GBytes *
cue_feed_envelope_get_payload (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), NULL);

  return self->payload;
}

/**
 * cue_feed_envelope_get_jws:
 *
 * Returns: (transfer none): what is sent: the JWS in compact form
 */
const char *
cue_feed_envelope_get_jws (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), NULL);

  return self->jws;
}

/**
 * cue_feed_envelope_get_fingerprint:
 *
 * Returns: (transfer none): of the public key that it can be verified with
 */
const char *
cue_feed_envelope_get_fingerprint (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), NULL);

  return self->fingerprint;
}

/**
 * cue_feed_envelope_get_n_events:
 *
 * Returns: how many events there are
 */
guint
cue_feed_envelope_get_n_events (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), 0);

  return self->n_events;
}

/**
 * cue_feed_envelope_get_sources:
 *
 * Returns: (transfer none): the ids of the feeds they go to, each once
 */
const char *const *
cue_feed_envelope_get_sources (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), NULL);

  return (const char *const *) self->sources;
}

/**
 * cue_feed_envelope_get_event_ids:
 *
 * Returns: (transfer none): the ids of those that have one, each once
 */
const char *const *
cue_feed_envelope_get_event_ids (CueFeedEnvelope *self)
{
  g_return_val_if_fail (CUE_IS_FEED_ENVELOPE (self), NULL);

  return (const char *const *) self->event_ids;
}
