// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-application-private.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cue-compat.h"
#include "cue-preferences-window.h"
#include "cue-screenshots.h"
#include "cue-session-list.h"
#include "cue-system-clock.h"

#define RELEASE_AFTER_S 3
#define SCRATCH_EVENTS  "cuelight-events.json"

/**
 * CueApplication:
 *
 * The program: one instance per user, which owns the roster of events and one window.
 *
 * “--demo” starts the demo, also in an instance that runs already. “--screenshots DIR” draws every
 * page to files and leaves; it keeps nothing and touches neither settings, profiles nor the keyring
 * of the user. Main thread only.
 */
struct _CueApplication {
  AdwApplication parent_instance;

  GSettingsSchema *schema;   /* owned; NULL before the options are read */
  GSettings       *settings; /* owned; NULL before startup */
  CueRoster       *roster;   /* owned; NULL before startup */
  CueSessionList  *sessions; /* owned; NULL before startup */
  char            *screenshots;
  char            *scenes;  /* owned; may be NULL; which of the screenshots */
  char            *scratch; /* owned; NULL but for screenshots: holds the events of the walk */
  gboolean         wants_demo;
  guint            release_id; /* lets the events begin even when no frame is ever drawn */
  guint            signals[3]; /* sources: to be told to end from outside */
  int              status;
};

G_DEFINE_FINAL_TYPE (CueApplication, cue_application, ADW_TYPE_APPLICATION)

static CueWindow *
get_window (CueApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    if (CUE_IS_WINDOW (l->data))
      return l->data;
  }

  return NULL;
}

static void
begin_watching (CueApplication *self)
{
  g_clear_handle_id (&self->release_id, g_source_remove);
  cue_roster_release (self->roster);
}

static gboolean
on_release_due (gpointer data)
{
  CueApplication *self = data;

  self->release_id = 0;
  begin_watching (self);
  return G_SOURCE_REMOVE;
}

static void
on_first_frame (GdkFrameClock *clock, CueApplication *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);
  begin_watching (self);
}

static void
on_window_mapped (GtkWidget *window, CueApplication *self)
{
  g_signal_handlers_disconnect_by_func (window, on_window_mapped, self);
  g_signal_connect_object (gtk_widget_get_frame_clock (window),
                           "after-paint",
                           G_CALLBACK (on_first_frame),
                           self,
                           0);
}

/**
 * cue_application_ensure_window:
 * @self: the program
 *
 * Brings the window to the front, made when there is none. For the actions.
 *
 * Returns: (transfer none): the window
 */
CueWindow *
cue_application_ensure_window (CueApplication *self)
{
  CueWindow *window = get_window (self);

  if (window == NULL) {
    window = CUE_WINDOW (cue_window_new (GTK_APPLICATION (self), self->sessions, self->settings));
    g_signal_connect_object (window, "map", G_CALLBACK (on_window_mapped), self, 0);
  }

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/**
 * cue_application_get_settings:
 * @self: the program
 *
 * Returns: (transfer none) (nullable): the settings of the user; %NULL before startup
 */
GSettings *
cue_application_get_settings (CueApplication *self)
{
  return self->settings;
}

/**
 * cue_application_end:
 * @self: the program
 *
 * Ends it. The window saves its size as it goes; everything else is saved at shutdown.
 */
void
cue_application_end (CueApplication *self)
{
  CueWindow *window = get_window (self);

  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));

  g_application_quit (G_APPLICATION (self));
}

/* The end of the user's session, a service manager, Ctrl+C: as if “Quit” had been chosen. */
static gboolean
on_told_to_end (gpointer data)
{
  CueApplication *self = data;

  /* Pictures that were not all drawn are no success. */
  if (self->screenshots != NULL)
    self->status = 1;

  cue_application_end (self);
  return G_SOURCE_CONTINUE;
}

static void
say (CueApplication *self, const char *words)
{
  CueWindow *window = get_window (self);

  if (window != NULL)
    cue_compat_tell (GTK_WINDOW (window), _ ("Not Everything Is in Order"), words);
}

static void
on_store_failed (CueApplication *self)
{
  const GError *error = cue_profile_store_get_error (cue_roster_get_store (self->roster));

  if (error != NULL)
    say (self, error->message);
}

static void
on_secrets_changed (CueApplication *self)
{
  CueSecretStore *secrets = cue_roster_get_secrets (self->roster);

  if (cue_secret_store_get_reason (secrets) != CUE_SECRET_REASON_NONE &&
      cue_secret_store_get_reason (secrets) != CUE_SECRET_REASON_PRIVATE)
    say (self, cue_secret_store_describe (secrets));
}

/* What went wrong before there was a window to say it in. */
static void
say_load_findings (CueApplication *self)
{
  GPtrArray *findings = cue_profile_store_get_diagnostics (cue_roster_get_store (self->roster));

  on_store_failed (self);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    say (self, cue_diagnostic_get_message (findings->pdata[i]));
}

/* What a walk for screenshots had to keep is nobody's afterwards. */
static void
remove_scratch (CueApplication *self)
{
  g_autofree char *path = NULL;

  if (self->scratch == NULL)
    return;

  path = g_build_filename (self->scratch, SCRATCH_EVENTS, NULL);
  g_unlink (path);
  g_rmdir (self->scratch);
  g_clear_pointer (&self->scratch, g_free);
}

static void
load_events (CueApplication *self)
{
  CueClock *clock = cue_system_clock_get_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (CueProfileStore) store = NULL;
  g_autoptr (CueSecretStore) secrets = NULL;
  g_autofree char *path = NULL;

  if (self->screenshots != NULL) {
    self->scratch = g_dir_make_tmp ("cuelight-screenshots-XXXXXX", NULL);
    path = g_build_filename (self->scratch != NULL ? self->scratch : g_get_tmp_dir (),
                             SCRATCH_EVENTS,
                             NULL);
    secrets = cue_secret_store_new_private ();
  } else {
    path = g_build_filename (g_get_user_data_dir (), "cuelight", "profiles.json", NULL);
    secrets = cue_secret_store_new ();
  }

  file = g_file_new_for_path (path);
  store = cue_profile_store_new (file);
  self->roster = cue_roster_new (clock, store, secrets);
  self->sessions = cue_session_list_new (self->roster, self->settings);

  /* The window first, then the network. */
  cue_roster_hold (self->roster);
  self->release_id = g_timeout_add_seconds (RELEASE_AFTER_S, on_release_due, self);

  if (!cue_roster_load (self->roster, &error))
    g_message ("%s", error->message);

  g_signal_connect_object (store,
                           "notify::error",
                           G_CALLBACK (on_store_failed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (secrets,
                           "notify::reason",
                           G_CALLBACK (on_secrets_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static gboolean
runs_from_build_tree (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);

  return own != NULL && g_str_has_prefix (own, CUE_BUILDDIR "/");
}

/* GSettings ends the program when a schema is not installed, so it is looked up first. A program
 * that runs from its build tree takes the one that was built with it, as it does with the other
 * programs of ours; an installed one must not read a folder that somebody else may write. */
static gboolean
find_schema (CueApplication *self)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;

  if (installed != NULL)
    self->schema = g_settings_schema_source_lookup (installed, CUE_APPLICATION_ID, TRUE);

  if (self->schema == NULL && runs_from_build_tree ()) {
    built =
      g_settings_schema_source_new_from_directory (CUE_BUILDDIR "/data", installed, TRUE, NULL);

    if (built != NULL)
      self->schema = g_settings_schema_source_lookup (built, CUE_APPLICATION_ID, FALSE);
  }

  return self->schema != NULL;
}

static void
cue_application_startup (GApplication *application)
{
  CueApplication *self = CUE_APPLICATION (application);
  g_autoptr (GSettingsBackend) memory = NULL;

  G_APPLICATION_CLASS (cue_application_parent_class)->startup (application);

  if (self->screenshots != NULL)
    memory = g_memory_settings_backend_new ();

  self->signals[0] = g_unix_signal_add (SIGTERM, on_told_to_end, self);
  self->signals[1] = g_unix_signal_add (SIGINT, on_told_to_end, self);
  self->signals[2] = g_unix_signal_add (SIGHUP, on_told_to_end, self);
  self->settings = g_settings_new_full (self->schema, memory, NULL);
  gtk_window_set_default_icon_name (CUE_APPLICATION_ID);
  cue_application_add_actions (self);
  cue_preferences_apply_colour_scheme (self->settings);
  g_signal_connect_object (self->settings,
                           "changed::color-scheme",
                           G_CALLBACK (cue_preferences_apply_colour_scheme),
                           self->settings,
                           0);
  load_events (self);
}

static void
on_screenshots_done (GObject *source, GAsyncResult *result, gpointer data)
{
  CueApplication *self = CUE_APPLICATION (data);

  self->status = cue_screenshots_finish (result) ? 0 : 1;
  g_application_quit (G_APPLICATION (self));
}

static void
cue_application_activate (GApplication *application)
{
  CueApplication *self = CUE_APPLICATION (application);
  gboolean        first = get_window (self) == NULL;
  CueWindow      *window = cue_application_ensure_window (self);

  if (first)
    say_load_findings (self);

  if (self->screenshots != NULL)
    cue_screenshots_take_async (window,
                                self->settings,
                                self->screenshots,
                                self->scenes,
                                on_screenshots_done,
                                self);
  else if (self->wants_demo)
    cue_window_start_demo (window, NULL);

  self->wants_demo = FALSE;
}

static void
cue_application_shutdown (GApplication *application)
{
  CueApplication *self = CUE_APPLICATION (application);

  g_clear_handle_id (&self->release_id, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);

  if (self->roster != NULL) {
    cue_profile_store_flush (cue_roster_get_store (self->roster), NULL);
    cue_roster_stop (self->roster);
  }

  g_clear_object (&self->sessions);
  g_clear_object (&self->roster);
  g_clear_object (&self->settings);
  remove_scratch (self);
  /* Settings are written one after the other by a service; those that still wait would be lost. */
  g_settings_sync ();

  G_APPLICATION_CLASS (cue_application_parent_class)->shutdown (application);
}

static int
cue_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  CueApplication *self = CUE_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  g_autofree const char **words = NULL;

  if (g_variant_dict_contains (options, "version")) {
    g_print ("cuelight %s\n", CUE_VERSION);
    return 0;
  }

  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &words)) {
    g_printerr (_ ("“%s” is not understood. Usage: cuelight [--demo] [--version] [--help]\n"),
                words[0]);
    return 2;
  }

  if (!find_schema (self)) {
    g_printerr (_ ("The settings of Cuelight are not described on this computer: the schema “%s” "
                   "is missing. Install the program completely, or name the folder of the compiled "
                   "schema in GSETTINGS_SCHEMA_DIR.\n"),
                CUE_APPLICATION_ID);
    return 1;
  }

  if (g_variant_dict_lookup (options, "screenshots", "^ay", &self->screenshots)) {
    g_variant_dict_lookup (options, "scenes", "s", &self->scenes);
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    return -1;
  }

  if (!g_variant_dict_contains (options, "demo"))
    return -1;

  if (!g_application_register (application, NULL, &error)) {
    g_printerr ("%s\n", error->message);
    return 1;
  }

  if (g_application_get_is_remote (application)) {
    g_action_group_activate_action (G_ACTION_GROUP (application), "demo", NULL);
    return 0;
  }

  self->wants_demo = TRUE;
  return -1;
}

static void
cue_application_finalize (GObject *object)
{
  CueApplication *self = CUE_APPLICATION (object);

  g_clear_pointer (&self->schema, g_settings_schema_unref);
  g_clear_pointer (&self->screenshots, g_free);
  g_clear_pointer (&self->scenes, g_free);

  G_OBJECT_CLASS (cue_application_parent_class)->finalize (object);
}

static void
cue_application_class_init (CueApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cue_application_finalize;
  application_class->startup = cue_application_startup;
  application_class->activate = cue_application_activate;
  application_class->shutdown = cue_application_shutdown;
  application_class->handle_local_options = cue_application_handle_local_options;
}

static void
cue_application_init (CueApplication *self)
{
  static const GOptionEntry options[] = {
    { .long_name = "demo",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Start the demo: a made-up event on this computer") },
    { .long_name = "version",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Show the version and leave") },
    { .long_name = "screenshots",
      .flags = G_OPTION_FLAG_HIDDEN,
      .arg = G_OPTION_ARG_FILENAME,
      .description = N_ ("Draw every page of the demo into a folder and leave"),
      .arg_description = N_ ("FOLDER") },
    { .long_name = "scenes", .flags = G_OPTION_FLAG_HIDDEN, .arg = G_OPTION_ARG_STRING },
    { .long_name = G_OPTION_REMAINING, .arg = G_OPTION_ARG_FILENAME_ARRAY },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * cue_application_new:
 *
 * Returns: (transfer full): the program, to be run
 */
CueApplication *
cue_application_new (void)
{
  return g_object_new (CUE_TYPE_APPLICATION,
                       "application-id",
                       CUE_APPLICATION_ID,
                       "resource-base-path",
                       "/io/github/cuelight/Cuelight",
                       NULL);
}

/**
 * cue_application_get_status:
 * @self: the program, after it ran
 *
 * Returns: the exit status of the drawing of screenshots; 0 otherwise
 */
int
cue_application_get_status (CueApplication *self)
{
  g_return_val_if_fail (CUE_IS_APPLICATION (self), 1);

  return self->status;
}
