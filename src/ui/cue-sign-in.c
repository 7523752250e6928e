// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sign-in.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-signal.h"

/**
 * CueSignIn:
 *
 * A sign-in with the user's browser, as a window shows it: what is waited for, the link for those
 * whose browser does not open, and why it came to nothing. It can be given up at any time and begun
 * again; what the browser then still brings is for nobody.
 *
 * “changed” is emitted when any of it is another, “signed-in” when there is a token. Main thread
 * only.
 */
struct _CueSignIn {
  GObject parent_instance;

  GCancellable  *cancellable; /* owned; of the attempt that runs; NULL while none does */
  CueSignInState state;
  char          *link;  /* owned; NULL unless it waits */
  char          *words; /* owned; NULL while it is idle */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueSignIn, cue_sign_in, G_TYPE_OBJECT)

static void
cue_sign_in_dispose (GObject *object)
{
  CueSignIn *self = CUE_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (cue_sign_in_parent_class)->dispose (object);
}

static void
cue_sign_in_class_init (CueSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_sign_in_dispose;

  /**
   * CueSignIn::changed:
   *
   * Its state or its words are other ones now.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "changed");
  /**
   * CueSignIn::signed-in:
   * @tokens: what it was begun with; they have the token now
   */
  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            CUE_TYPE_DOORS_TOKENS);
}

static void
cue_sign_in_init (CueSignIn *self)
{
}

/**
 * cue_sign_in_new:
 *
 * Returns: (transfer full): a sign-in that nobody was asked for
 */
CueSignIn *
cue_sign_in_new (void)
{
  return g_object_new (CUE_TYPE_SIGN_IN, NULL);
}

/* Takes over @words. */
static void
change (CueSignIn *self, CueSignInState state, char *words)
{
  self->state = state;
  g_free (self->words);
  self->words = words;

  if (state != CUE_SIGN_IN_WAITING) {
    g_clear_pointer (&self->link, g_free);
    g_clear_object (&self->cancellable);
  }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CueSignIn *self;

  /* A page that was given up says so, whatever came of it. */
  if (cue_compat_open_uri_finish (result, &error) ||
      g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  self = CUE_SIGN_IN (data);

  if (self->state == CUE_SIGN_IN_WAITING)
    /* Translators: %s is what the system says about it */
    change (self,
            CUE_SIGN_IN_WAITING,
            g_strdup_printf (_ ("No browser could be opened (%s). Copy the link and open it in a "
                                "browser on this computer."),
                             error->message));
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CueSignIn) self = NULL;
  gboolean done = cue_doors_tokens_sign_in_finish (CUE_DOORS_TOKENS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (CUE_SIGN_IN (data));
  change (self,
          done ? CUE_SIGN_IN_IDLE : CUE_SIGN_IN_FAILED,
          done ? NULL : g_strdup (error->message));

  if (done)
    g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, source);
}

/**
 * cue_sign_in_begin:
 * @self: a sign-in; one that waits is given up
 * @tokens: open tokens, with an Identity Server; they take what comes of it
 * @parent: the window that asks
 *
 * Opens the sign-in in the user's browser and waits for it.
 */
void
cue_sign_in_begin (CueSignIn *self, CueDoorsTokens *tokens, GtkWindow *parent)
{
  const char *link;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CUE_IS_SIGN_IN (self));
  g_return_if_fail (CUE_IS_DOORS_TOKENS (tokens));

  cue_sign_in_cancel (self);
  link = cue_doors_tokens_begin_sign_in (tokens, &error);

  if (link == NULL) {
    change (self, CUE_SIGN_IN_FAILED, g_strdup (error->message));
    return;
  }

  self->cancellable = g_cancellable_new ();
  self->link = g_strdup (link);
  change (self, CUE_SIGN_IN_WAITING, g_strdup (_ ("Waiting for you to sign in, in the browser…")));
  cue_doors_tokens_sign_in_async (tokens, self->cancellable, on_ended, self);
  cue_compat_open_uri_async (parent, self->link, self->cancellable, on_opened, self);
}

/**
 * cue_sign_in_cancel:
 * @self: a sign-in
 *
 * Gives it up, or puts away why it failed.
 */
void
cue_sign_in_cancel (CueSignIn *self)
{
  g_return_if_fail (CUE_IS_SIGN_IN (self));

  if (self->state == CUE_SIGN_IN_IDLE)
    return;

  g_cancellable_cancel (self->cancellable);
  change (self, CUE_SIGN_IN_IDLE, NULL);
}

/**
 * cue_sign_in_get_state:
 * @self: a sign-in
 *
 * Returns: how far it is
 */
CueSignInState
cue_sign_in_get_state (CueSignIn *self)
{
  g_return_val_if_fail (CUE_IS_SIGN_IN (self), CUE_SIGN_IN_IDLE);

  return self->state;
}

/**
 * cue_sign_in_get_words:
 * @self: a sign-in
 *
 * Returns: (transfer none) (nullable): what is waited for, or why it failed; may hold what a server
 *   said
 */
const char *
cue_sign_in_get_words (CueSignIn *self)
{
  g_return_val_if_fail (CUE_IS_SIGN_IN (self), NULL);

  return self->words;
}

/**
 * cue_sign_in_get_link:
 * @self: a sign-in
 *
 * Returns: (transfer none) (nullable): the page to sign in at, while it waits. It is good for this
 *   sign-in and on this computer only
 */
const char *
cue_sign_in_get_link (CueSignIn *self)
{
  g_return_val_if_fail (CUE_IS_SIGN_IN (self), NULL);

  return self->link;
}
