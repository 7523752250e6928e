// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz.h"

#include "cue-json.h"
#include "cue-sim-exchange-call.h"
#include "cue-sim-exchange-notifier.h"
#include "cue-sim-exchange-publication.h"

#include <string.h>

static CueSimEventType *
make_type (const char *code)
{
  CueSimEventType *type = g_new0 (CueSimEventType, 1);

  type->code = g_strdup (code);
  type->name = g_strdup (code);
  type->attributes = cue_sim_attributes_new ();
  return type;
}

static guint
count (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* What is taken must be something that a subscriber can read: JSON, and a line of seven cells. */
static void
publish (JsonNode *root, const CueSimSwitches *switches)
{
  g_autoptr (GPtrArray)
    types = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_sim_event_type_free);
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *problem = NULL;

  g_ptr_array_add (types, make_type ("emailOpen"));
  g_ptr_array_add (types, make_type ("ibmcartAbandonment"));
  events = cue_sim_publication_read (root, types, "fuzz", switches, 0, &problem);
  g_assert ((events == NULL) == (problem != NULL));
  for (guint i = 0; events != NULL && i < events->len; i++) {
    const CueSimDelivery *event = g_ptr_array_index (events, i);
    g_autoptr (GBytes) bytes = g_bytes_new_static (event->json, strlen (event->json));
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) again = cue_json_parse (bytes, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (count (event->tsv, '\t'), ==, 6);
    g_assert_cmpuint (count (event->tsv, '\n'), ==, 0);
  }
}

static void
register_type (JsonNode *root, const CueSimSwitches *switches)
{
  g_autoptr (CueSimEventType) type = NULL;
  g_autoptr (CueSimDoc) doc = cue_sim_doc_new ();
  g_autofree char *problem = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GError) error = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return;
  type = cue_sim_event_type_new_from_json (json_node_get_object (root), switches, &problem);
  g_assert ((type == NULL) == (problem != NULL));
  if (type == NULL)
    return;
  cue_sim_event_type_write (type, doc);
  text = cue_sim_doc_to_text (doc);
  bytes = g_bytes_new_static (text, strlen (text));
  again = cue_json_parse (bytes, &error);
  g_assert_no_error (error);
}

/* The bytes as a path, as a body of each call that has one. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (JsonNode) root = cue_json_parse (bytes, NULL);
  g_autofree char     *path = g_strndup ((const char *) data, size);
  const CueSimSwitches switches = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autofree char      *argument = NULL;
    g_autofree char      *allow = NULL;
    const CueSimCallInfo *info = cue_sim_call_find (methods[i], path, &argument, &allow);

    g_assert (info == NULL || allow == NULL);
    g_assert (argument == NULL || (info != NULL && *argument != '\0'));
  }
  if (root != NULL) {
    g_autofree char *problem = NULL;
    g_autofree char *other = NULL;
    g_autoptr (CueSimNotification)
      notification = cue_sim_notification_new_from_json (root, &problem);
    g_autoptr (GPtrArray)
      attributes = cue_sim_attributes_new_from_json (root, "attributes", &switches, &other);

    g_assert ((notification == NULL) == (problem != NULL));
    g_assert ((attributes == NULL) == (other != NULL));
    publish (root, &switches);
    register_type (root, &switches);
  }
  return 0;
}
