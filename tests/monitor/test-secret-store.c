// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cue-error.h"
#include "cue-secret-store.h"
#include "folder.h"

#define ID "6f0c2a51-0d1e-4a7c-9b54-5b1f6c1d0001"

typedef struct {
  GAsyncResult *result; // owned
} Waiter;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;

  waiter->result = g_object_ref (result);
}

static gboolean
on_too_late (gpointer user_data)
{
  g_error ("No answer in time");
  return G_SOURCE_REMOVE;
}

static void
wait_for (Waiter *waiter)
{
  guint source = g_timeout_add_seconds (60, on_too_late, NULL);

  while (waiter->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static GBytes *
lookup (CueSecretStore *store, const char *id, GError **error)
{
  Waiter  waiter = { NULL };
  GBytes *secret;

  cue_secret_store_lookup_async (store, id, CUE_SECRET_KIND_ENGINE, NULL, on_ready, &waiter);
  wait_for (&waiter);
  secret = cue_secret_store_lookup_finish (store, waiter.result, error);
  g_object_unref (waiter.result);
  return secret;
}

static gboolean
store_bytes (CueSecretStore *store, const char *id, const void *data, gsize size)
{
  g_autoptr (GBytes) secret = cue_secret_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  Waiter   waiter = { NULL };
  gboolean stored;

  cue_secret_store_store_async (store,
                                id,
                                CUE_SECRET_KIND_ENGINE,
                                "Cuelight test",
                                secret,
                                NULL,
                                on_ready,
                                &waiter);
  wait_for (&waiter);
  stored = cue_secret_store_store_finish (store, waiter.result, &error);
  g_assert_no_error (error);
  g_object_unref (waiter.result);
  return stored;
}

static gboolean
clear (CueSecretStore *store, const char *id, GError **error)
{
  Waiter   waiter = { NULL };
  gboolean cleared;

  cue_secret_store_clear_async (store, id, CUE_SECRET_KIND_ENGINE, NULL, on_ready, &waiter);
  wait_for (&waiter);
  cleared = cue_secret_store_clear_finish (store, waiter.result, error);
  g_object_unref (waiter.result);
  return cleared;
}

// The same steps hold whatever keeps the secret.
static void
check_keeps (CueSecretStore *store)
{
  static const char odd[] = { 'a', '\0', '\n', ' ', '\xff', '\xc3' };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;

  g_assert_null (lookup (store, ID, NULL));
  g_assert_true (store_bytes (store, ID, "sesame\n", 7));
  secret = lookup (store, ID, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), "sesame\n", 7);
  g_clear_pointer (&secret, g_bytes_unref);

  g_assert_true (store_bytes (store, ID, odd, sizeof odd));
  secret = lookup (store, ID, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), odd, sizeof odd);

  g_assert_true (clear (store, ID, &error));
  g_assert_no_error (error);
  g_assert_null (lookup (store, ID, NULL));
  g_assert_true (clear (store, ID, &error));
  g_assert_no_error (error);
}

static void
test_private (void)
{
  g_autoptr (CueSecretStore) store = cue_secret_store_new_private ();

  check_keeps (store);
  g_assert_false (cue_secret_store_get_persistent (store));
  g_assert_nonnull (cue_secret_store_describe (store));
}

static void
run_subprocess (const char *name, const char *const *variables)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  g_subprocess_launcher_unsetenv (launcher, "DBUS_SESSION_BUS_ADDRESS");
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", "/nonexistent", TRUE);
  g_subprocess_launcher_setenv (launcher, "CUE_TEST_SCENE", name, TRUE);
  for (gsize i = 0; variables[i] != NULL; i += 2) {
    if (variables[i + 1] != NULL)
      g_subprocess_launcher_setenv (launcher, variables[i], variables[i + 1], TRUE);
    else
      g_subprocess_launcher_unsetenv (launcher, variables[i]);
  }
  child = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
}

// libsecret chooses its backend once per process, so each kind of keyring gets its own. Its file
// backend (0.20.5) forgets the entity tag of the file at each write; nothing of ours is on the
// stack of that leak, so the leak checker is off for this one process.
static void
test_file_backend (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cuelight-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  g_autofree char *backup = g_strconcat (path, "~", NULL);
  const char      *variables[] = {
         "SECRET_BACKEND",
         "file",
         "SECRET_FILE_TEST_PATH",
         path,
         "SECRET_FILE_TEST_PASSWORD",
         "pw",
         "LSAN_OPTIONS",
         "detect_leaks=0",
         NULL,
  };

  run_subprocess ("keyring", variables);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_unlink (backup);
  g_rmdir (folder);
}

static void
test_no_keyring (void)
{
  const char *variables[] = {
    "SECRET_BACKEND", NULL, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", NULL
  };

  run_subprocess ("missing", variables);
}

static void
test_broken_backend (void)
{
  const char *variables[] = { "SECRET_BACKEND", "file", NULL };

  run_subprocess ("failed", variables);
}

// A real keyring on a bus of its own, where this computer has one.
static void
run_on_own_bus (const char *scene, const char *script)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *run = g_find_program_in_path ("dbus-run-session");
  g_autofree char *keyring = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *home = NULL;

  if (run == NULL || keyring == NULL) {
    g_test_skip ("needs dbus-run-session and gnome-keyring-daemon");
    return;
  }
  home = g_dir_make_tmp ("cuelight-home-XXXXXX", NULL);
  g_subprocess_launcher_unsetenv (launcher, "SECRET_BACKEND");
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "XDG_DATA_HOME");
  g_subprocess_launcher_unsetenv (launcher, "XDG_CACHE_HOME");
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "CUE_TEST_SCENE", scene, TRUE);
  child = g_subprocess_launcher_spawn (launcher,
                                       &error,
                                       run,
                                       "--",
                                       "sh",
                                       "-c",
                                       script,
                                       "sh",
                                       program,
                                       NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  folder_remove (home);
}

static void
test_unlocked_keyring (void)
{
  run_on_own_bus ("keyring",
                  "printf test | gnome-keyring-daemon --unlock --components=secrets; exec \"$1\"");
}

static void
test_locked_keyring (void)
{
  run_on_own_bus ("locked", "exec \"$1\"");
}

static void
run_keyring_scene (void)
{
  g_autoptr (CueSecretStore) store = cue_secret_store_new ();
  g_autoptr (CueSecretStore) other = cue_secret_store_new ();
  g_autoptr (GBytes) secret = NULL;

  check_keeps (store);
  g_assert_cmpint (cue_secret_store_get_reason (store), ==, CUE_SECRET_REASON_NONE);
  g_assert_null (cue_secret_store_describe (store));

  // Another object sees it, so it was not only kept in memory; another profile does not.
  store_bytes (store, ID, "kept", 4);
  secret = lookup (other, ID, NULL);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), "kept", 4);
  g_assert_null (lookup (other, "6f0c2a51-0d1e-4a7c-9b54-5b1f6c1d0002", NULL));
  clear (store, ID, NULL);
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
run_memory_scene (CueSecretReason expected)
{
  g_autoptr (CueSecretStore) store = cue_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;
  guint notified = 0;

  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify), &notified);
  g_assert_null (lookup (store, ID, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_STORAGE);
  g_assert_cmpint (cue_secret_store_get_reason (store), ==, expected);
  g_assert_nonnull (cue_secret_store_describe (store));
  g_assert_cmpuint (notified, ==, 1);

  g_assert_true (store_bytes (store, ID, "sesame", 6));
  g_assert_false (cue_secret_store_get_persistent (store));
  g_clear_error (&error);
  secret = lookup (store, ID, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), "sesame", 6);
  g_assert_cmpuint (notified, ==, 1);
}

// Nothing was stored, which is no error; but storing needs a password that nobody can enter.
static void
run_locked_scene (void)
{
  g_autoptr (CueSecretStore) store = cue_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;

  g_assert_null (lookup (store, ID, &error));
  g_assert_no_error (error);
  g_assert_true (store_bytes (store, ID, "sesame", 6));
  g_assert_cmpint (cue_secret_store_get_reason (store), ==, CUE_SECRET_REASON_LOCKED);
  secret = lookup (store, ID, NULL);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), "sesame", 6);
}

static void
test_cancelled (void)
{
  g_autoptr (CueSecretStore) store = cue_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Waiter waiter = { NULL };

  g_cancellable_cancel (cancellable);
  cue_secret_store_lookup_async (store, ID, CUE_SECRET_KIND_ENGINE, cancellable, on_ready, &waiter);
  wait_for (&waiter);
  g_assert_null (cue_secret_store_lookup_finish (store, waiter.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (waiter.result);
}

int
main (int argc, char **argv)
{
  const char *scene = g_getenv ("CUE_TEST_SCENE");

  setlocale (LC_ALL, "");
  if (g_strcmp0 (scene, "keyring") == 0) {
    run_keyring_scene ();
    return 0;
  }
  if (g_strcmp0 (scene, "locked") == 0) {
    run_locked_scene ();
    return 0;
  }
  if (g_strcmp0 (scene, "missing") == 0) {
    run_memory_scene (CUE_SECRET_REASON_MISSING);
    return 0;
  }
  if (g_strcmp0 (scene, "failed") == 0) {
    run_memory_scene (CUE_SECRET_REASON_FAILED);
    return 0;
  }

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/secret-store/private", test_private);
  g_test_add_func ("/monitor/secret-store/file-backend", test_file_backend);
  g_test_add_func ("/monitor/secret-store/unlocked-keyring", test_unlocked_keyring);
  g_test_add_func ("/monitor/secret-store/locked-keyring", test_locked_keyring);
  g_test_add_func ("/monitor/secret-store/no-keyring", test_no_keyring);
  g_test_add_func ("/monitor/secret-store/broken-backend", test_broken_backend);
  g_test_add_func ("/monitor/secret-store/cancelled", test_cancelled);
  return g_test_run ();
}
