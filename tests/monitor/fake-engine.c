// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake-engine.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cue-observation.h"

/* Long, for a busy computer and a build with sanitizers; nothing waits so long that goes well. */
#define PATIENCE_S 60

typedef struct {
  guint    status;
  char    *type;
  char    *body;
  char    *cache; // nullable: Cache-Control
  gsize    size;
  gboolean silent;
  guint    hits;
} Answer;

struct _FakeEngine {
  SoupServer *server;
  char       *base;
  GHashTable *answers; // path → Answer
  GPtrArray  *held;    // messages that wait for ever
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->type);
  g_free (answer->body);
  g_free (answer->cache);
  g_free (answer);
}

static Answer *
get_answer (FakeEngine *self, const char *path)
{
  Answer *answer = g_hash_table_lookup (self->answers, path);

  if (answer == NULL) {
    answer = g_new0 (Answer, 1);
    answer->status = 404;
    answer->type = g_strdup ("text/plain");
    answer->body = g_strdup ("nothing here");
    answer->size = strlen (answer->body);
    g_hash_table_insert (self->answers, g_strdup (path), answer);
  }
  return answer;
}

static void
reply (SoupServerMessage *message, Answer *answer)
{
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->cache != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "Cache-Control",
                                  answer->cache);
  soup_server_message_set_response (message,
                                    answer->type,
                                    SOUP_MEMORY_COPY,
                                    answer->body,
                                    answer->size);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  FakeEngine *self = user_data;
  Answer     *answer = get_answer (self, path);

  answer->hits++;
  if (answer->silent) {
    soup_server_message_pause (message);
    g_ptr_array_add (self->held, g_object_ref (message));
    return;
  }
  reply (message, answer);
}

// As soup_server_listen_local(), but with room for hundreds that connect in the same moment; of ten
// that fit into GLib's usual queue the rest would try again seconds later.
static void
listen_widely (SoupServer *server)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (socket, 1024);
  g_socket_bind (socket, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  soup_server_listen_socket (server, socket, 0, &error);
  g_assert_no_error (error);
}

FakeEngine *
fake_engine_new (void)
{
  FakeEngine *self = g_new0 (FakeEngine, 1);
  GSList     *uris;
  char       *text;

  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  listen_widely (self->server);
  uris = soup_server_get_uris (self->server);
  text = g_uri_to_string (uris->data);
  self->base = g_strndup (text, strlen (text) - 1);
  g_free (text);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  text = g_strdup_printf ("{\"stateUrl\":\"%s/state\"}", self->base);
  fake_engine_set (self, "/state-url", 200, "application/json", text);
  g_free (text);
  fake_engine_set_state (self, "{\"playerState\":\"custom\"}");
  return self;
}

void
fake_engine_free (FakeEngine *self)
{
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  soup_server_disconnect (self->server);
  fake_engine_settle ();
  g_ptr_array_unref (self->held);
  g_object_unref (self->server);
  g_hash_table_unref (self->answers);
  g_free (self->base);
  g_free (self);
}

const char *
fake_engine_get_base (FakeEngine *self)
{
  return self->base;
}

void
fake_engine_set (FakeEngine *self,
                 const char *path,
                 guint       status,
                 const char *type,
                 const char *body)
{
  Answer *answer = get_answer (self, path);

  answer->status = status;
  g_free (answer->type);
  answer->type = g_strdup (type);
  g_free (answer->body);
  answer->body = g_strdup (body);
  answer->size = strlen (body);
}

void
fake_engine_set_bytes (FakeEngine *self, const char *path, const char *type, GBytes *bytes)
{
  Answer *answer = get_answer (self, path);

  answer->status = 200;
  g_free (answer->type);
  answer->type = g_strdup (type);
  g_free (answer->body);
  answer->body = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  answer->size = g_bytes_get_size (bytes);
}

void
fake_engine_set_state (FakeEngine *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fake_engine_set (self, "/state", 200, "application/json", text);
}

void
fake_engine_set_silent (FakeEngine *self, const char *path, gboolean silent)
{
  get_answer (self, path)->silent = silent;
}

// What the answer says about how long it may be kept.
void
fake_engine_set_cache (FakeEngine *self, const char *path, const char *cache_control)
{
  Answer *answer = get_answer (self, path);

  g_free (answer->cache);
  answer->cache = g_strdup (cache_control);
}

// Answers all who wait, with what is told at @path, and everybody from here on.
void
fake_engine_release (FakeEngine *self, const char *path)
{
  Answer *answer = get_answer (self, path);

  answer->silent = FALSE;
  for (guint i = 0; i < self->held->len; i++) {
    SoupServerMessage *message = g_ptr_array_index (self->held, i);

    reply (message, answer);
    soup_server_message_unpause (message);
  }
  g_ptr_array_set_size (self->held, 0);
}

guint
fake_engine_get_hits (FakeEngine *self, const char *path)
{
  return get_answer (self, path)->hits;
}

CueProfile *
fake_engine_make_profile (FakeEngine *self, CueProfileSource kind)
{
  CueProfile      *profile = cue_profile_new ();
  g_autofree char *state_url = g_strconcat (self->base, "/state", NULL);
  g_autofree char *endpoint = g_strconcat (self->base, "/state-url", NULL);

  cue_profile_set_name (profile, "Keynote");
  cue_profile_set_source_kind (profile, kind);
  cue_profile_set_state_url (profile, state_url);
  cue_profile_set_endpoint (profile, endpoint);
  cue_profile_set_backend_url (profile, endpoint);
  cue_profile_set_iss (profile, "demo-site");
  cue_profile_set_aud (profile, "demo-service");
  return profile;
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("A wait took more than %d s", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

void
fake_engine_wait (FakeCondition condition, gpointer data)
{
  guint source = g_timeout_add_seconds (PATIENCE_S, on_too_late, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

// Until a weak pointer was cleared.
void
fake_engine_wait_gone (gpointer location)
{
  fake_engine_wait (is_gone, location);
}

static gboolean
on_settled (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

// Lets pass what is ready and what becomes ready by it, for 40 ms.
void
fake_engine_settle (void)
{
  gboolean settled = FALSE;

  g_timeout_add (40, on_settled, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
  // On a busy machine the time can be over before anything had its turn.
  for (guint i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

guint
fake_engine_count_polls (CueMonitor *monitor)
{
  return g_list_model_get_n_items (cue_engine_poller_get_polls (cue_monitor_get_poller (monitor)));
}

typedef struct {
  CueMonitor *monitor;
  guint       n;
} PollWait;

static gboolean
has_polls (gpointer data)
{
  PollWait *wait = data;

  return fake_engine_count_polls (wait->monitor) >= wait->n &&
         cue_monitor_is_settled (wait->monitor);
}

void
fake_engine_wait_polls (CueMonitor *monitor, guint n)
{
  PollWait wait = { monitor, n };

  fake_engine_wait (has_polls, &wait);
}

char *
fake_engine_list_problems (CueMonitor *monitor)
{
  GListModel *problems = G_LIST_MODEL (cue_monitor_get_problems (monitor));
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (CueProblem) problem = g_list_model_get_item (problems, i);

    g_string_append_printf (text, "%s ", cue_problem_get_id (problem));
  }
  return g_string_free (text, FALSE);
}

char *
fake_engine_list_kinds (CueMonitor *monitor)
{
  GListModel *observations = G_LIST_MODEL (cue_monitor_get_observations (monitor));
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (observations); i++) {
    g_autoptr (CueObservation) observation = g_list_model_get_item (observations, i);

    g_string_append_printf (text,
                            "%s/%s ",
                            cue_observation_get_lane (observation),
                            cue_observation_get_kind (observation));
  }
  return g_string_free (text, FALSE);
}
