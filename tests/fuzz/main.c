// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "fuzz.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/*
 * Runs a fuzz target as an ordinary test, without clang: every file of its corpus, then some
 * thousand mutations of them from a fixed seed, so that a failure comes back. A target can as well
 * be linked with -fsanitize=fuzzer in place of this file.
 *
 *   fuzz-json CORPUS            what the test does
 *   fuzz-json FILE              one input, for example one that was left behind by a crash
 *   CUE_FUZZ_SECONDS=600 …      for longer, from another seed each time
 *
 * An input that crashes, or is computed upon for more than five seconds, is written to
 * `crash-input` in the working directory.
 */

#define MUTATIONS       4000
#define TIME_LIMIT_US   (3 * G_USEC_PER_SEC)
#define INPUT_LIMIT_S   5
#define MAX_INPUT_BYTES (16 * 1024)

static const guint8 *current_data;
static gsize         current_size;

/* Only what may be called in a signal handler. */
static void
on_crash (int signal_number)
{
  int file = open ("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0600);

  if (file >= 0) {
    ssize_t written = write (file, current_data, current_size);

    (void) written;
    close (file);
  }
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

/* Of the processor: what others do on the machine meanwhile does not count. 0 ends it. */
static void
limit_time (glong seconds)
{
  const struct itimerval limit = { .it_value.tv_sec = seconds };

  setitimer (ITIMER_PROF, &limit, NULL);
}

static void
run_input (const guint8 *data, gsize size)
{
  /* A copy of the exact size, so that a sanitizer sees the first byte too many. */
  g_autofree guint8 *exact = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (exact, data, size);
  current_data = data;
  current_size = size;
  limit_time (INPUT_LIMIT_S);
  LLVMFuzzerTestOneInput (exact, size);
  limit_time (0);
}

static void
mutate_once (GByteArray *input, GPtrArray *corpus, GRand *rand)
{
  static const guint8 telling[] = { 0,   1,   '"', '\'', '\\', '{',  '}',  '[',  ']',  '<', '>',
                                    '&', ';', '=', '%',  '/',  ':',  '@',  '?',  '#',  '0', '9',
                                    '-', '.', 'e', '\n', 0x7f, 0x80, 0xc3, 0xed, 0xf0, 0xff };
  guint  at = input->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint) input->len) : 0;
  guint  left = input->len - at;
  guint8 byte;

  switch (g_rand_int_range (rand, 0, 7)) {
  case 0: /* another byte */
    if (left > 0)
      input->data[at] = telling[g_rand_int_range (rand, 0, G_N_ELEMENTS (telling))];
    break;
  case 1: /* another bit */
    if (left > 0)
      input->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
    break;
  case 2: /* one more byte */
    byte = telling[g_rand_int_range (rand, 0, G_N_ELEMENTS (telling))];
    g_byte_array_append (input, &byte, 1);
    memmove (input->data + at + 1, input->data + at, left);
    input->data[at] = byte;
    break;
  case 3: /* some bytes less */
    if (left > 0)
      g_byte_array_remove_range (input, at, (guint) g_rand_int_range (rand, 1, (gint) left + 1));
    break;
  case 4: /* some bytes again */
    if (left > 0) {
      guint              n = (guint) g_rand_int_range (rand, 1, (gint) MIN (left, 64) + 1);
      g_autofree guint8 *copy = g_memdup2 (input->data + at, n);

      for (gint times = g_rand_int_range (rand, 1, 20); times > 0; times--)
        g_byte_array_append (input, copy, n);
    }
    break;
  case 5: /* the beginning of this and the end of another */
  {
    GBytes       *other = corpus->pdata[g_rand_int_range (rand, 0, (gint) corpus->len)];
    gsize         length;
    const guint8 *data = g_bytes_get_data (other, &length);
    gsize         from = length > 0 ? (gsize) g_rand_int_range (rand, 0, (gint) length) : 0;

    g_byte_array_set_size (input, at);
    if (length > from)
      g_byte_array_append (input, data + from, (guint) (length - from));
  } break;
  default: /* the end is missing */
    g_byte_array_set_size (input, at);
    break;
  }
}

static void
run_mutations (GPtrArray *corpus, GRand *rand, guint count, gint64 limit_us)
{
  gint64 end = g_get_monotonic_time () + limit_us;

  for (guint i = 0; i < count && g_get_monotonic_time () < end; i++) {
    GBytes       *seed = corpus->pdata[g_rand_int_range (rand, 0, (gint) corpus->len)];
    gsize         size;
    const guint8 *data = g_bytes_get_data (seed, &size);
    g_autoptr (GByteArray) input = g_byte_array_new ();

    g_byte_array_append (input, data, (guint) MIN (size, MAX_INPUT_BYTES));
    for (gint n = g_rand_int_range (rand, 1, 6); n > 0; n--)
      mutate_once (input, corpus, rand);
    run_input (input->data, MIN (input->len, MAX_INPUT_BYTES));
  }
}

static void
load_file (GPtrArray *corpus, const char *path)
{
  g_autofree char *text = NULL;
  gsize            length;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  g_ptr_array_add (corpus, g_bytes_new_take (g_steal_pointer (&text), length));
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
load_corpus (const char *path)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL) {
    load_file (corpus, path);
    return corpus;
  }
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  /* The order of a folder is an accident, and a seed is only worth something with the same order.
   */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    load_file (corpus, g_ptr_array_index (names, i));
  return corpus;
}

int
main (int argc, char **argv)
{
  const char *seconds = g_getenv ("CUE_FUZZ_SECONDS");
  g_autoptr (GPtrArray) corpus = NULL;
  g_autoptr (GRand) rand = NULL;

  if (argc != 2) {
    g_printerr ("Usage: %s CORPUS-FOLDER|FILE\n", argv[0]);
    return 2;
  }
  signal (SIGABRT, on_crash);
  signal (SIGSEGV, on_crash);
  signal (SIGBUS, on_crash);
  signal (SIGPROF, on_crash);

  corpus = load_corpus (argv[1]);
  if (corpus->len == 0)
    g_error ("There is nothing in %s", argv[1]);
  for (guint i = 0; i < corpus->len; i++) {
    gsize         size;
    const guint8 *data = g_bytes_get_data (corpus->pdata[i], &size);

    run_input (data, size);
  }
  if (!g_file_test (argv[1], G_FILE_TEST_IS_DIR))
    return 0;
  if (seconds != NULL) {
    rand = g_rand_new ();
    run_mutations (corpus, rand, G_MAXUINT, g_ascii_strtoll (seconds, NULL, 10) * G_USEC_PER_SEC);
  } else {
    rand = g_rand_new_with_seed (20260301);
    run_mutations (corpus, rand, MUTATIONS, TIME_LIMIT_US);
  }
  return 0;
}
