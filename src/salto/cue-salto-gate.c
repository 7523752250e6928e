// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-salto-gate.h"

#include <string.h>

#include "cue-error.h"
#include "cue-secret-text.h"

/**
 * CueSaltoGate:
 *
 * Stands between a hub and its tokens: looks at each token before it is used (life and scope,
 * services reference 1.7), and tells when there is no point in trying again
 * ([signal@SaltoGate::final]): the user must do something, or the refused token is all there is.
 * Main thread.
 */
struct _CueSaltoGate {
  GObject parent_instance;

  CueTokenProvider   *provider; // owned
  CueClock           *clock;    // owned
  CueSaltoOverrides   overrides;
  CueTokenInspection *inspection; // owned, nullable, of the last token
  char               *digest;     // owned, nullable, of the last token
  gboolean            after_rejection;
};

static void provider_init (CueTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueSaltoGate,
                               cue_salto_gate,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CUE_TYPE_TOKEN_PROVIDER, provider_init))

static guint signal_final;

static void
cue_salto_gate_init (CueSaltoGate *self)
{
}

static void
cue_salto_gate_finalize (GObject *object)
{
  CueSaltoGate *self = CUE_SALTO_GATE (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->inspection, cue_token_inspection_unref);
  g_free (self->digest);
  G_OBJECT_CLASS (cue_salto_gate_parent_class)->finalize (object);
}

static void
cue_salto_gate_class_init (CueSaltoGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_salto_gate_finalize;

  /**
   * CueSaltoGate::final:
   * @error: (type GError) (nullable): why; %NULL when the refused token is all there is
   *
   * Another attempt would end as this one.
   */
  signal_final = g_signal_new ("final",
                               CUE_TYPE_SALTO_GATE,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               1,
                               G_TYPE_ERROR);
}

// Only what a token says of its life and scope: a token of another form is the hub's to judge.
static GError *
judge (CueSaltoGate *self, const char *token)
{
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();

  cue_salto_check_token (found, token, cue_clock_get_wall (self->clock), self->overrides);
  for (guint i = 0; i < found->len; i++) {
    const CueDiagnostic *finding = g_ptr_array_index (found, i);

    if (!cue_salto_finding_can_be_overridden (finding))
      continue;
    return g_error_new_literal (CUE_ERROR,
                                g_str_equal (cue_diagnostic_get_where (finding),
                                             CUE_SALTO_FIELD_TOKEN_SCOPE)
                                  ? CUE_ERROR_FORBIDDEN
                                  : CUE_ERROR_AUTH,
                                cue_diagnostic_get_message (finding));
  }
  return NULL;
}

static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, CUE_ERROR, CUE_ERROR_AUTH) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_FORBIDDEN) ||
         g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
}

static void
on_token (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *digest = NULL;
  GError          *error = NULL;
  CueSaltoGate    *self = g_task_get_source_object (task);
  char *token = cue_token_provider_get_finish (CUE_TOKEN_PROVIDER (source), result, &error);

  if (token != NULL) {
    digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
    if (self->after_rejection && g_strcmp0 (digest, self->digest) == 0)
      g_signal_emit (self, signal_final, 0, NULL);
    g_free (self->digest);
    self->digest = g_steal_pointer (&digest);
    g_clear_pointer (&self->inspection, cue_token_inspection_unref);
    self->inspection = cue_token_inspection_new (token);
    error = judge (self, token);
    if (error != NULL)
      g_clear_pointer (&token, cue_secret_text_free);
  }
  if (error != NULL) {
    if (is_final (error))
      g_signal_emit (self, signal_final, 0, error);
    g_task_return_error (task, error);
    return;
  }
  g_task_return_pointer (task, token, cue_secret_text_free);
}

static void
provider_get_async (CueTokenProvider   *provider,
                    gboolean            after_rejection,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  CueSaltoGate *self = CUE_SALTO_GATE (provider);
  GTask        *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, provider_get_async);
  self->after_rejection = after_rejection;
  cue_token_provider_get_async (self->provider, after_rejection, cancellable, on_token, task);
}

static char *
provider_get_finish (CueTokenProvider *provider, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
provider_init (CueTokenProviderInterface *iface)
{
  iface->get_async = provider_get_async;
  iface->get_finish = provider_get_finish;
}

/**
 * cue_salto_gate_new:
 * @provider: gives the tokens
 * @clock: gives the time
 * @overrides: what the user set aside
 *
 * Returns: (transfer full): a provider of the tokens that may be used
 */
CueSaltoGate *
cue_salto_gate_new (CueTokenProvider *provider, CueClock *clock, CueSaltoOverrides overrides)
{
  CueSaltoGate *self;

  g_return_val_if_fail (CUE_IS_TOKEN_PROVIDER (provider), NULL);

  self = g_object_new (CUE_TYPE_SALTO_GATE, NULL);
  self->provider = g_object_ref (provider);
  self->clock = g_object_ref (clock);
  self->overrides = overrides;
  return self;
}

/**
 * cue_salto_gate_get_after_rejection:
 * @self: a gate
 *
 * Returns: whether the last token was asked for because the one before was refused
 */
gboolean
cue_salto_gate_get_after_rejection (CueSaltoGate *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_GATE (self), FALSE);
  return self->after_rejection;
}

/**
 * cue_salto_gate_get_inspection:
 * @self: a gate
 *
 * Returns: (transfer none) (nullable): what the last token says about itself
 */
const CueTokenInspection *
cue_salto_gate_get_inspection (CueSaltoGate *self)
{
  g_return_val_if_fail (CUE_IS_SALTO_GATE (self), NULL);
  return self->inspection;
}
