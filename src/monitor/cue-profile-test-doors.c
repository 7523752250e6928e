// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-profile-test-private.h"

// The last two steps of a test, for an event whose doors are watched: the token, and a connection
// to each stream of each site, made as a monitor makes them and given up when it stands.

static void check_token (CueProfileTest *self);
static void check_hubs (CueProfileTest *self);

static void
on_changed (CueDoorsWatch *doors, CueSaltoHub *hub, CueProfileTest *self)
{
  if (!self->running)
    return;
  if (self->current == CUE_PROFILE_TEST_DOORS_TOKEN)
    check_token (self);
  else if (self->current == CUE_PROFILE_TEST_DOORS)
    check_hubs (self);
}

// Takes over @words.
static void
end_token (CueProfileTest *self, CueTestState state, char *words)
{
  cue_profile_test_done (self, state, words, NULL);
  g_free (words);
}

static void
check_token (CueProfileTest *self)
{
  CueTokenSource *source = cue_doors_tokens_get_source (cue_doors_watch_get_tokens (self->doors));
  const GError   *error = cue_doors_watch_get_error (self->doors);
  g_autoptr (CueProfileTest) held = g_object_ref (self);

  if (error == NULL && source != NULL)
    error = cue_token_source_get_error (source);
  if (error != NULL) {
    cue_profile_test_give_up (self, error->message, NULL);
    return;
  }
  if (source == NULL)
    return;
  if (cue_token_source_get_inspection (source) != NULL)
    end_token (self, CUE_TEST_STATE_PASSED, cue_token_source_describe (source));
  else if (cue_token_source_needs_user (source))
    cue_profile_test_give_up (self, _ ("Nobody is signed in; sign in first."), NULL);
}

static gboolean
is_settled (CueSaltoHub *hub)
{
  return cue_salto_hub_get_state (hub) == CUE_SIGNALR_CONNECTED ||
         cue_salto_hub_get_blocked (hub) || cue_salto_hub_get_n_failures (hub) > 1 ||
         (cue_salto_hub_get_n_failures (hub) == 1 &&
          cue_salto_hub_get_reason (hub) != CUE_SIGNALR_REASON_HTTP_401);
}

static void
check_hubs (CueProfileTest *self)
{
  GListModel *hubs = cue_doors_watch_get_hubs (self->doors);
  g_autoptr (CueProfileTest) held = g_object_ref (self);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *words = NULL;
  guint            n = g_list_model_get_n_items (hubs);
  guint            n_failed = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);
    g_autofree char *title = cue_salto_hub_get_title (hub);
    const GError    *error = cue_salto_hub_get_error (hub);

    if (!is_settled (hub))
      return;
    g_string_append_printf (lines,
                            "%s%s: %s",
                            i > 0 ? "\n" : "",
                            title,
                            error != NULL ? error->message : _ ("Connected"));
    if (error == NULL)
      continue;
    n_failed++;
    if (words == NULL) {
      g_autofree char *causes = cue_salto_hub_explain (hub);

      words = causes != NULL ? g_strdup_printf ("%s %s", error->message, causes)
                             : g_strdup (error->message);
    }
  }
  cue_profile_test_end_doors (self);
  if (n == 0)
    words = g_strdup (_ ("No site or no kind of event is chosen, so nothing was connected to."));
  else if (n_failed == 0)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "Connected to %u stream",
                                          "Connected to %u streams",
                                          n),
                             n);
  cue_profile_test_done (self,
                         n_failed > 0 || n == 0 ? CUE_TEST_STATE_FAILED : CUE_TEST_STATE_PASSED,
                         words,
                         lines->str);
}

/**
 * cue_profile_test_try_doors_token:
 *
 * Looks for the secrets and gets a token.
 */
void
cue_profile_test_try_doors_token (CueProfileTest *self)
{
  self->doors =
    cue_doors_watch_new (cue_profile_get_doors (self->profile),
                         cue_profile_get_id (self->profile),
                         self->client,
                         self->doors_secrets != NULL ? self->doors_secrets : self->secrets);
  g_signal_connect_object (self->doors, "changed", G_CALLBACK (on_changed), self, 0);
  cue_doors_watch_start (self->doors);
}

/**
 * cue_profile_test_try_doors:
 *
 * Waits until each hub is connected or not.
 */
void
cue_profile_test_try_doors (CueProfileTest *self)
{
  check_hubs (self);
}

/**
 * cue_profile_test_end_doors:
 *
 * Lets go of the connections.
 */
void
cue_profile_test_end_doors (CueProfileTest *self)
{
  if (self->doors == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->doors, self);
  cue_doors_watch_stop (self->doors);
  g_clear_object (&self->doors);
}

/**
 * cue_profile_test_set_doors_secret:
 * @kind: `CUE_SECRET_KIND_DOORS_…`
 * @secret: what stands in the form
 *
 * Uses this secret for the doors in place of what is stored. An Identity Server may put another
 * refresh token in the place of the one that is tried, so afterwards the form takes what
 * [method@ProfileTest.get_doors_secrets] has.
 */
void
cue_profile_test_set_doors_secret (CueProfileTest *self, const char *kind, GBytes *secret)
{
  g_return_if_fail (CUE_IS_PROFILE_TEST (self));
  g_return_if_fail (!self->started);

  if (self->doors_secrets == NULL)
    self->doors_secrets = cue_secret_store_new_private ();
  cue_secret_store_keep (self->doors_secrets, cue_profile_get_id (self->profile), kind, secret);
}

/**
 * cue_profile_test_get_doors_tokens:
 *
 * Returns: (transfer none) (nullable): where the token of the doors comes from, while they are
 * tried
 */
CueTokenSource *
cue_profile_test_get_doors_tokens (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), NULL);
  return self->doors != NULL
           ? cue_doors_tokens_get_source (cue_doors_watch_get_tokens (self->doors))
           : NULL;
}

/**
 * cue_profile_test_get_doors_secrets:
 *
 * Returns: (transfer none) (nullable): the secrets that were set for the doors, as they are now
 */
CueSecretStore *
cue_profile_test_get_doors_secrets (CueProfileTest *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_TEST (self), NULL);
  return self->doors_secrets;
}
