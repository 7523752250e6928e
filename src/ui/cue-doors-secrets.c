// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-doors-secrets.h"

#include "cue-sign-in.h"

/**
 * CueDoorsSecrets:
 *
 * The secrets of the doors of an event while its form is open: those that are kept, those that were
 * typed, and what a sign-in brings. Nothing goes into the keyring before the event is saved.
 *
 * A test or a sign-in works on a store of its own with the secrets as they are in the form. An
 * Identity Server may put another refresh token in the place of the one it is shown; then the form
 * has that one. Main thread only.
 */
struct _CueDoorsSecrets {
  GObject parent_instance;

  CueDoorsForm   *form;                       /* owned */
  CueProfile     *draft;                      /* owned */
  CueSecretStore *store;                      /* owned */
  CueClock       *clock;                      /* owned */
  GCancellable   *cancellable;                /* owned; cancelled in dispose */
  GBytes         *saved[CUE_DOORS_N_SECRETS]; /* owned; each may be NULL */
  CueSignIn      *sign_in;                    /* owned */
  CueDoorsTokens *tokens;                     /* owned; of the sign-in; NULL before the first */
  CueSecretStore *used;                       /* owned; those of ‘tokens’; NULL with them */
  GtkWindow      *parent;                     /* not owned; while a sign-in is prepared */
};

static const char *kinds[CUE_DOORS_N_SECRETS] = {
  CUE_SECRET_KIND_DOORS_TOKEN,
  CUE_SECRET_KIND_DOORS_REFRESH,
  CUE_SECRET_KIND_DOORS_CLIENT,
};

G_DEFINE_FINAL_TYPE (CueDoorsSecrets, cue_doors_secrets, G_TYPE_OBJECT)

static void
cue_doors_secrets_dispose (GObject *object)
{
  CueDoorsSecrets *self = CUE_DOORS_SECRETS (object);

  g_cancellable_cancel (self->cancellable);

  if (self->sign_in != NULL) {
    g_signal_handlers_disconnect_by_data (self->sign_in, self);
    cue_sign_in_cancel (self->sign_in);
  }

  if (self->tokens != NULL)
    cue_doors_tokens_close (self->tokens);

  for (guint i = 0; i < CUE_DOORS_N_SECRETS; i++)
    g_clear_pointer (&self->saved[i], g_bytes_unref);

  g_clear_object (&self->sign_in);
  g_clear_object (&self->tokens);
  g_clear_object (&self->used);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->draft);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (cue_doors_secrets_parent_class)->dispose (object);
}

static void
cue_doors_secrets_class_init (CueDoorsSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_doors_secrets_dispose;
}

typedef struct {
  CueDoorsSecrets *secrets; /* not owned: the lookup is cancelled with it */
  guint            index;
} Lookup;

static void
look_up (CueDoorsSecrets *self, CueSecretStore *store, guint index, GAsyncReadyCallback callback)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->secrets = self;
  lookup->index = index;
  cue_secret_store_lookup_async (store,
                                 cue_profile_get_id (self->draft),
                                 kinds[index],
                                 self->cancellable,
                                 callback,
                                 lookup);
}

static void
on_saved_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Lookup *lookup = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  cue_doors_form_set_saved (lookup->secrets->form, kinds[lookup->index], secret != NULL);
  lookup->secrets->saved[lookup->index] = g_steal_pointer (&secret);
}

/* What a sign-in or a test left in its store is what counts from now on. */
static void
on_used_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Lookup *lookup = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    secret = cue_secret_store_lookup_finish (CUE_SECRET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  cue_doors_form_take_refresh_token (lookup->secrets->form, secret);
}

static void
on_signed_in (CueDoorsSecrets *self)
{
  look_up (self, self->used, 1, on_used_found);
  /* The token that it got is for nobody here: who watches the doors gets one of its own. */
  cue_doors_tokens_close (self->tokens);
}

static void
cue_doors_secrets_init (CueDoorsSecrets *self)
{
  self->cancellable = g_cancellable_new ();
  self->sign_in = cue_sign_in_new ();
  g_signal_connect_swapped (self->sign_in, "signed-in", G_CALLBACK (on_signed_in), self);
}

/**
 * cue_doors_secrets_new:
 * @form: where they are typed
 * @draft: what is edited; the secrets are kept under its id
 * @store: has those that are kept
 * @clock: tells the time
 * @saved: whether the event was saved before, so that some may be kept
 *
 * Returns: (transfer full): the secrets; those that are kept are looked for
 */
CueDoorsSecrets *
cue_doors_secrets_new (CueDoorsForm   *form,
                       CueProfile     *draft,
                       CueSecretStore *store,
                       CueClock       *clock,
                       gboolean        saved)
{
  CueDoorsSecrets *self;

  g_return_val_if_fail (CUE_IS_DOORS_FORM (form), NULL);
  g_return_val_if_fail (CUE_IS_PROFILE (draft), NULL);
  g_return_val_if_fail (CUE_IS_SECRET_STORE (store), NULL);
  g_return_val_if_fail (CUE_IS_CLOCK (clock), NULL);

  self = g_object_new (CUE_TYPE_DOORS_SECRETS, NULL);
  self->form = g_object_ref (form);
  self->draft = g_object_ref (draft);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  cue_doors_form_set_sign_in (form, self->sign_in);

  for (guint i = 0; saved && i < CUE_DOORS_N_SECRETS; i++)
    look_up (self, store, i, on_saved_found);

  return self;
}

/**
 * cue_doors_secrets_get_new:
 * @self: secrets
 * @index: which, below %CUE_DOORS_N_SECRETS
 * @kind: (out): `CUE_SECRET_KIND_DOORS_…`
 *
 * Returns: (transfer full) (nullable): what is to be kept when the event is saved; %NULL where
 *   nothing was typed
 */
GBytes *
cue_doors_secrets_get_new (CueDoorsSecrets *self, guint index, const char **kind)
{
  g_return_val_if_fail (CUE_IS_DOORS_SECRETS (self), NULL);
  g_return_val_if_fail (index < CUE_DOORS_N_SECRETS, NULL);

  *kind = kinds[index];
  return cue_doors_form_get_secret (self->form, kinds[index]);
}

/* As it is in the form. */
static GBytes *
get_secret (CueDoorsSecrets *self, guint index)
{
  GBytes *secret = cue_doors_form_get_secret (self->form, kinds[index]);

  if (secret != NULL || self->saved[index] == NULL)
    return secret;

  return g_bytes_ref (self->saved[index]);
}

/**
 * cue_doors_secrets_give:
 * @self: secrets
 * @test: a test that was not started
 *
 * Lets a test use what was typed. Where nothing was, it uses what is kept.
 */
void
cue_doors_secrets_give (CueDoorsSecrets *self, CueProfileTest *test)
{
  gboolean any = FALSE;

  g_return_if_fail (CUE_IS_DOORS_SECRETS (self));

  for (guint i = 0; i < CUE_DOORS_N_SECRETS; i++) {
    g_autoptr (GBytes) typed = cue_doors_form_get_secret (self->form, kinds[i]);

    any = any || typed != NULL;
  }

  for (guint i = 0; any && i < CUE_DOORS_N_SECRETS; i++) {
    g_autoptr (GBytes) secret = get_secret (self, i);

    cue_profile_test_set_doors_secret (test, kinds[i], secret);
  }
}

/**
 * cue_doors_secrets_take_back:
 * @self: secrets
 * @test: a test that has ended
 *
 * Takes the refresh token that the test has now, if it was given one.
 */
void
cue_doors_secrets_take_back (CueDoorsSecrets *self, CueProfileTest *test)
{
  CueSecretStore *used;

  g_return_if_fail (CUE_IS_DOORS_SECRETS (self));

  used = cue_profile_test_get_doors_secrets (test);

  if (used != NULL)
    look_up (self, used, 1, on_used_found);
}

static void
on_tokens_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CueDoorsSecrets *self;

  cue_doors_tokens_open_finish (CUE_DOORS_TOKENS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = CUE_DOORS_SECRETS (data);

  /* A store of our own gives what it has; and who begins again has other tokens. */
  if (error == NULL && CUE_DOORS_TOKENS (source) == self->tokens)
    cue_sign_in_begin (self->sign_in, self->tokens, self->parent);
}

/**
 * cue_doors_secrets_sign_in:
 * @self: secrets
 * @parent: the window with the form
 *
 * Signs in with what is in the form, saved or not.
 */
void
cue_doors_secrets_sign_in (CueDoorsSecrets *self, GtkWindow *parent)
{
  g_autoptr (CueHttpClient) client = NULL;

  g_return_if_fail (CUE_IS_DOORS_SECRETS (self));

  cue_sign_in_cancel (self->sign_in);

  if (self->tokens != NULL)
    cue_doors_tokens_close (self->tokens);

  g_clear_object (&self->tokens);
  g_clear_object (&self->used);
  self->parent = parent;
  self->used = cue_secret_store_new_private ();
  client = cue_http_client_new (self->clock, NULL, NULL);

  for (guint i = 0; i < CUE_DOORS_N_SECRETS; i++) {
    g_autoptr (GBytes) secret = get_secret (self, i);

    /* Who signs in is not who was signed in before. */
    if (secret != NULL && !g_str_equal (kinds[i], CUE_SECRET_KIND_DOORS_REFRESH))
      cue_secret_store_keep (self->used, cue_profile_get_id (self->draft), kinds[i], secret);
  }

  self->tokens = cue_doors_tokens_new (cue_profile_get_doors (self->draft),
                                       cue_profile_get_id (self->draft),
                                       client,
                                       self->used);
  cue_doors_tokens_open_async (self->tokens, self->cancellable, on_tokens_opened, self);
}
