// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-system-clock.h"

#include "vector.h"

/*
 * All cases of vectors/signalr.json, each a test of its own, and a table of what came. A case is
 * mostly waiting, to see that nothing else happens, so a dozen run at a time.
 */

#define AT_A_TIME     12
#define TIME_LIMIT_US (120 * G_USEC_PER_SEC)

static GPtrArray *vectors; /* of Vector */

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
run_batch (guint first)
{
  gint64 until_us = g_get_monotonic_time () + TIME_LIMIT_US;
  guint  tick = g_timeout_add (5, on_tick, NULL);
  guint  n_over;

  do {
    g_main_context_iteration (NULL, TRUE);
    n_over = 0;
    for (guint i = first; i < vectors->len; i++)
      n_over += vector_is_over (vectors->pdata[i]);
  } while (first + n_over < vectors->len && g_get_monotonic_time () < until_us);
  g_source_remove (tick);
  for (guint i = first; i < vectors->len; i++)
    vector_judge (vectors->pdata[i]);
}

static void
test_vector (gconstpointer data)
{
  Vector *vector = (Vector *) data;

  if (*vector_get_faults (vector) != '\0') {
    g_test_message ("%s", vector_get_faults (vector));
    g_test_fail ();
  }
}

static void
run_all (JsonArray *list, CueHttpClient *client)
{
  guint n = json_array_get_length (list);
  guint first = 0;

  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (vectors, vector_start (json_array_get_object_element (list, i), client));
    if (vectors->len - first == AT_A_TIME || i + 1 == n) {
      run_batch (first);
      first = vectors->len;
    }
  }
}

static void
print_table (void)
{
  guint n_passed = 0;

  for (guint i = 0; i < vectors->len; i++) {
    g_autofree char *summary = vector_summarize (vectors->pdata[i]);
    const char      *faults = vector_get_faults (vectors->pdata[i]);

    n_passed += *faults == '\0';
    g_print ("# %s  %s%s%s\n",
             *faults == '\0' ? "as expected" : "OTHERWISE  ",
             summary,
             *faults == '\0' ? "" : ": ",
             faults);
  }
  g_print ("# %u of %u cases as expected\n", n_passed, vectors->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CueClock) clock = g_object_ref (cue_system_clock_get_default ());
  g_autoptr (CueTrace) trace = cue_trace_new ();
  g_autoptr (CueHttpClient) client = cue_http_client_new (clock, trace, NULL);
  int result;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "salto", "vectors", "signalr.json", NULL);
  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  vectors = g_ptr_array_new_with_free_func ((GDestroyNotify) vector_free);
  run_all (json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                         "vectors"),
           client);
  for (guint i = 0; i < vectors->len; i++) {
    g_autofree char *name =
      g_strdup_printf ("/salto/signalr/vectors/%s", vector_get_name (vectors->pdata[i]));

    g_test_add_data_func (name, vectors->pdata[i], test_vector);
  }
  result = g_test_run ();
  print_table ();
  g_clear_pointer (&vectors, g_ptr_array_unref);
  return result;
}
