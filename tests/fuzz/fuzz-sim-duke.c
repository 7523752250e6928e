// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz.h"

#include "cue-error.h"
#include "cue-json.h"
#include "cue-sim-duke-jws.h"
#include "cue-sim-duke-store.h"
#include "cue-sim-duke.h"

#include <string.h>

/* What is taken comes back in a page that is JSON, with an instruction at both ends. */
static void
put (GBytes *payload)
{
  const CueSimSwitches switches = { { 0 } };
  g_autofree char     *problem = NULL;
  g_autoptr (GPtrArray) events = cue_sim_duke_events_read (payload, &problem);
  CueSimDukeStore *store;
  CueSimDukeQuery  query = { .after_ns = -1, .before_ns = -1, .most = 100 };

  g_assert ((events == NULL) == (problem != NULL));
  if (events == NULL)
    return;
  g_assert_cmpuint (events->len, >, 0);
  store = cue_sim_duke_store_new (&switches);
  for (guint i = 0; i < events->len; i++)
    cue_sim_duke_store_add (store, cue_sim_duke_event_new (events->pdata[i]), 1795349400000000);
  query.source = json_object_get_string_member (events->pdata[0], "eventSourceId");
  {
    g_autoptr (CueSimDoc) page = cue_sim_duke_store_read (store, &query, 1795349400000000);
    CueSimDoc       *objects = cue_sim_doc_get_child (page, "objects");
    g_autofree char *text = cue_sim_doc_to_text (page);
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) root = cue_json_parse (bytes, &error);

    /* A member that is 64 levels deep already is deeper still in a page. */
    if (!g_error_matches (error, CUE_ERROR, CUE_ERROR_TOO_LARGE))
      g_assert_no_error (error);
    g_assert_cmpuint (cue_sim_doc_get_length (objects), >=, 3);
    g_assert_cmpuint (cue_sim_doc_get_length (objects), <=, events->len + 2);
  }
  cue_sim_duke_store_free (store);
}

/* The bytes as a JWS, as a token, as a path, and as events whose signature was right. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const claims[] = { "my-app-events", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *authorization = g_strconcat ("Bearer ", text, NULL);
  g_autofree char *inner = cue_sim_duke_jws_unwrap (text);
  g_autofree char *problem = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GBytes) payload = NULL;

  cue_sim_duke_get_target (text);
  payload = cue_sim_duke_jws_open (text, cue_sim_duke_key_get (0), &problem);
  /* Nobody forges a signature by chance. */
  g_assert_null (payload);
  g_assert_nonnull (problem);
  g_assert_cmpint (cue_sim_duke_token_check (authorization,
                                             cue_sim_duke_key_get (0),
                                             claims,
                                             1795349400,
                                             &other),
                   ==,
                   CUE_SIM_DUKE_PASS_REFUSED);
  g_assert_nonnull (other);
  put (bytes);
  return 0;
}
