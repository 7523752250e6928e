// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-profile-window.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-doors-secrets.h"
#include "cue-profile-form.h"
#include "cue-profile-test.h"
#include "cue-test-row.h"

/**
 * CueProfileWindow:
 *
 * Adds or edits an event. The form works on a copy, so nothing changes until it is saved. “Test”
 * tries what is in the form, saved or not, and shows each step and what came back.
 *
 * The secret is stored before the profile, so that the monitor that starts finds it. Main thread
 * only.
 */
struct _CueProfileWindow {
  AdwWindow parent_instance;

  CueRoster       *roster;            /* owned */
  CueProfile      *edited;            /* owned; NULL when an event is added */
  CueProfile      *draft;             /* owned */
  CueProfileTest  *test;              /* owned; NULL before the first test */
  GCancellable    *cancellable;       /* owned; cancelled in dispose */
  gboolean         looked_for_secret; /* it is known whether the keyring has one */
  guint            n_kept;            /* how many kinds of secret were dealt with when saving */
  CueProfile      *before;            /* owned; the draft as it was when the window opened */
  gboolean         may_close;         /* it was saved, or somebody does not want it */
  CueDoorsSecrets *doors_secrets;     /* owned */

  AdwToastOverlay *toasts;
  AdwLeaflet      *leaflet;
  GtkWidget       *form_page;
  GtkWidget       *test_page;
  AdwWindowTitle  *title;
  AdwWindowTitle  *test_title;
  GtkButton       *save;
  CueProfileForm  *form;
  GtkListBox      *steps;
};

G_DEFINE_FINAL_TYPE (CueProfileWindow, cue_profile_window, ADW_TYPE_WINDOW)

enum {
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toast (CueProfileWindow *self, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
save_profile (CueProfileWindow *self)
{
  CueProfile *saved = self->edited != NULL ? self->edited : self->draft;

  /* The roster begins anew with a changed profile, and with a new secret. */
  if (self->edited != NULL)
    cue_profile_assign (self->edited, self->draft);
  else
    cue_profile_store_add (cue_roster_get_store (self->roster), self->draft);

  self->may_close = TRUE;
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, saved);
  gtk_window_close (GTK_WINDOW (self));
}

static void keep_next_secret (CueProfileWindow *self);

static void
on_secret_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CueProfileWindow *self;

  if (!cue_secret_store_store_finish (CUE_SECRET_STORE (source), result, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_PROFILE_WINDOW (data);

  if (error != NULL) {
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.save", TRUE);
    cue_compat_tell (GTK_WINDOW (self), _ ("The Secret Could Not Be Kept"), error->message);
    return;
  }

  keep_next_secret (self);
}

/* How many secrets the form may hold: that of the engine, those of the doors, and one a connection.
 */
static guint
count_secrets (CueProfileWindow *self)
{
  return 1 + CUE_DOORS_N_SECRETS +
         cue_connections_form_get_n_keys (cue_profile_form_get_acoustic (self->form)) +
         cue_connections_form_get_n_keys (cue_profile_form_get_tenduke (self->form));
}

static GBytes *
find_secret (CueProfileWindow *self, guint number, const char **kind)
{
  CueConnectionsForm *acoustic = cue_profile_form_get_acoustic (self->form);
  CueConnectionsForm *tenduke = cue_profile_form_get_tenduke (self->form);

  if (number == 0) {
    *kind = CUE_SECRET_KIND_ENGINE;
    return cue_profile_needs_secret (self->draft) ? cue_profile_form_get_secret (self->form) : NULL;
  }

  if (number <= CUE_DOORS_N_SECRETS)
    return cue_doors_secrets_get_new (self->doors_secrets, number - 1, kind);

  number -= 1 + CUE_DOORS_N_SECRETS;

  if (number < cue_connections_form_get_n_keys (acoustic))
    return cue_connections_form_get_key (acoustic, number, kind);

  number -= cue_connections_form_get_n_keys (acoustic);
  return cue_connections_form_get_key (tenduke, number, kind);
}

/* One after the other; the event is saved when all of them are kept. */
static void
keep_next_secret (CueProfileWindow *self)
{
  guint n_secrets = count_secrets (self);

  while (self->n_kept < n_secrets) {
    const char *kind;
    g_autoptr (GBytes) secret = find_secret (self, self->n_kept++, &kind);

    if (secret == NULL)
      continue;

    gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.save", FALSE);
    cue_secret_store_store_async (cue_roster_get_secrets (self->roster),
                                  cue_profile_get_id (self->draft),
                                  kind,
                                  cue_profile_get_name (self->draft),
                                  secret,
                                  self->cancellable,
                                  on_secret_stored,
                                  self);
    return;
  }

  save_profile (self);
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueProfileWindow *self = CUE_PROFILE_WINDOW (widget);

  if (!cue_profile_form_check (self->form)) {
    toast (self, _ ("Not saved yet: what is missing or wrong is marked"));
    return;
  }

  self->n_kept = 0;
  keep_next_secret (self);
}

static GtkWidget *
create_row (gpointer step, gpointer data)
{
  return cue_test_row_new (CUE_TEST_STEP (step));
}

static void
update_test_title (CueProfileWindow *self)
{
  if (cue_profile_test_get_running (self->test))
    adw_window_title_set_subtitle (self->test_title, _ ("Running…"));
  else
    adw_window_title_set_subtitle (self->test_title,
                                   cue_test_row_describe_state (
                                     cue_profile_test_get_result (self->test)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "profile.test",
                                 !cue_profile_test_get_running (self->test));
}

static void
on_running_changed (CueProfileWindow *self)
{
  update_test_title (self);

  if (!cue_profile_test_get_running (self->test))
    cue_doors_secrets_take_back (self->doors_secrets, self->test);
}

static void
test (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_profile_window_start_test (CUE_PROFILE_WINDOW (widget));
}

static void
sign_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueProfileWindow *self = CUE_PROFILE_WINDOW (widget);

  /* Everything that is wrong is shown, but what has nothing to do with the doors is no hindrance.
   */
  if (cue_doors_form_check (cue_profile_form_get_doors (self->form), TRUE))
    cue_doors_secrets_sign_in (self->doors_secrets, GTK_WINDOW (self));
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueProfileWindow *self = CUE_PROFILE_WINDOW (widget);

  if (self->test != NULL)
    cue_profile_test_cancel (self->test);

  adw_leaflet_set_visible_child (self->leaflet, self->form_page);
}

static void
copy_test (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueProfileWindow *self = CUE_PROFILE_WINDOW (widget);
  g_autofree char  *text = NULL;

  if (self->test == NULL)
    return;

  text = cue_test_row_to_text (G_LIST_MODEL (self->test));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  toast (self, _ ("Test copied"));
}

static void
on_secret_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);
  CueProfileWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_PROFILE_WINDOW (data);
  self->looked_for_secret = TRUE;
  cue_profile_form_set_has_saved_secret (self->form, secret != NULL);
}

/* Whether something would be lost. */
static gboolean
is_edited (CueProfileWindow *self)
{
  guint n_secrets = count_secrets (self);

  if (!cue_profile_equal (self->draft, self->before))
    return TRUE;

  for (guint i = 0; i < n_secrets; i++) {
    const char *kind;
    g_autoptr (GBytes) secret = find_secret (self, i, &kind);

    if (secret != NULL)
      return TRUE;
  }

  return FALSE;
}

static void
on_discard_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueProfileWindow) self = data;

  if (!cue_compat_confirm_finish (result))
    return;

  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
cue_profile_window_close_request (GtkWindow *window)
{
  CueProfileWindow *self = CUE_PROFILE_WINDOW (window);

  if (self->may_close || !is_edited (self))
    return GTK_WINDOW_CLASS (cue_profile_window_parent_class)->close_request (window);

  cue_compat_confirm_async (window,
                            _ ("Discard What You Wrote?"),
                            self->edited != NULL ? _ ("The event stays as it was.")
                                                 : _ ("The event is not added."),
                            _ ("_Discard"),
                            TRUE,
                            on_discard_answered,
                            g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
cue_profile_window_dispose (GObject *object)
{
  CueProfileWindow *self = CUE_PROFILE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);

  if (self->test != NULL)
    cue_profile_test_cancel (self->test);

  g_clear_object (&self->doors_secrets);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->test);
  g_clear_object (&self->draft);
  g_clear_object (&self->before);
  g_clear_object (&self->edited);
  g_clear_object (&self->roster);

  G_OBJECT_CLASS (cue_profile_window_parent_class)->dispose (object);
}

static void
cue_profile_window_class_init (CueProfileWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_profile_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = cue_profile_window_close_request;

  /**
   * CueProfileWindow::saved:
   * @self: the window
   * @profile: the profile as it is in the store
   *
   * The event was added or changed.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        CUE_TYPE_PROFILE_WINDOW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        CUE_TYPE_PROFILE);

  g_type_ensure (CUE_TYPE_PROFILE_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-profile-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, form_page);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, test_page);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, test_title);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, save);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, form);
  gtk_widget_class_bind_template_child (widget_class, CueProfileWindow, steps);
  gtk_widget_class_install_action (widget_class, "profile.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "profile.test", NULL, test);
  gtk_widget_class_install_action (widget_class, "profile.sign-in", NULL, sign_in);
  gtk_widget_class_install_action (widget_class, "profile.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "profile.copy-test", NULL, copy_test);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cue_profile_window_init (CueProfileWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * cue_profile_window_new:
 * @parent: (nullable): the main window
 * @roster: where the event goes, and its secret
 * @profile: (nullable): what to edit, or %NULL to add an event
 *
 * Returns: (transfer none): a window, not yet presented
 */
GtkWidget *
cue_profile_window_new (GtkWindow *parent, CueRoster *roster, CueProfile *profile)
{
  CueProfileWindow *self;
  const char       *title = profile != NULL ? _ ("Edit Event") : _ ("Add Event");

  g_return_val_if_fail (CUE_IS_ROSTER (roster), NULL);

  self = g_object_new (CUE_TYPE_PROFILE_WINDOW, "transient-for", parent, "title", title, NULL);
  self->roster = g_object_ref (roster);
  adw_window_title_set_title (self->title, title);
  gtk_button_set_label (self->save, profile != NULL ? _ ("_Save") : _ ("_Add"));

  if (profile != NULL) {
    self->edited = g_object_ref (profile);
    self->draft = cue_profile_copy (profile);
    cue_secret_store_lookup_async (cue_roster_get_secrets (roster),
                                   cue_profile_get_id (profile),
                                   CUE_SECRET_KIND_ENGINE,
                                   self->cancellable,
                                   on_secret_found,
                                   self);
  } else
    self->draft = cue_profile_new ();

  cue_profile_form_set_profile (self->form, self->draft);
  self->doors_secrets = cue_doors_secrets_new (cue_profile_form_get_doors (self->form),
                                               self->draft,
                                               cue_roster_get_secrets (roster),
                                               cue_roster_get_clock (roster),
                                               profile != NULL);

  if (profile != NULL) {
    cue_connections_form_look_up_keys (cue_profile_form_get_acoustic (self->form),
                                       cue_roster_get_secrets (roster),
                                       cue_profile_get_id (profile));
    cue_connections_form_look_up_keys (cue_profile_form_get_tenduke (self->form),
                                       cue_roster_get_secrets (roster),
                                       cue_profile_get_id (profile));
  }

  self->before = cue_profile_copy (self->draft);
  cue_profile_form_focus (self->form);
  return GTK_WIDGET (self);
}

/**
 * cue_profile_window_start_test:
 * @self: the window
 *
 * Tries what is in the form and shows the steps, unless the form has faults.
 */
void
cue_profile_window_start_test (CueProfileWindow *self)
{
  g_autoptr (GBytes) secret = NULL;

  g_return_if_fail (CUE_IS_PROFILE_WINDOW (self));

  if (!cue_profile_form_check (self->form)) {
    adw_leaflet_set_visible_child (self->leaflet, self->form_page);
    return;
  }

  if (self->test != NULL) {
    g_signal_handlers_disconnect_by_data (self->test, self);
    cue_profile_test_cancel (self->test);
    g_clear_object (&self->test);
  }

  secret = cue_profile_form_get_secret (self->form);
  self->test = cue_profile_test_new (self->draft,
                                     cue_roster_get_clock (self->roster),
                                     cue_roster_get_secrets (self->roster),
                                     secret);
  cue_doors_secrets_give (self->doors_secrets, self->test);
  cue_connections_form_give_keys (cue_profile_form_get_acoustic (self->form), self->test);
  cue_connections_form_give_keys (cue_profile_form_get_tenduke (self->form), self->test);
  g_signal_connect_object (self->test,
                           "notify::running",
                           G_CALLBACK (on_running_changed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->steps, G_LIST_MODEL (self->test), create_row, NULL, NULL);
  cue_profile_test_start (self->test);
  update_test_title (self);
  adw_leaflet_set_visible_child (self->leaflet, self->test_page);
}

/**
 * cue_profile_window_finish_test:
 * @self: the window
 *
 * Starts the test as soon as what it needs is there.
 *
 * Returns: whether the test ended
 */
gboolean
cue_profile_window_finish_test (CueProfileWindow *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_WINDOW (self), FALSE);

  if (self->test == NULL) {
    if (self->looked_for_secret)
      cue_profile_window_start_test (self);

    return FALSE;
  }

  return !cue_profile_test_get_running (self->test);
}
