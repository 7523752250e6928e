// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-feeds.h"

#include "cue-signing-key.h"

static void
on_generated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(CueSigningKey **) data = cue_signing_key_generate_finish (result, &error);
  g_assert_no_error (error);
}

char *
ui_feeds_make_key (void)
{
  g_autoptr (CueSigningKey) key = NULL;
  g_autoptr (GBytes) pem = NULL;

  cue_signing_key_generate_async (CUE_SIGNING_KEY_MIN_BITS, NULL, on_generated, &key);

  while (key == NULL)
    g_main_context_iteration (NULL, TRUE);

  pem = cue_signing_key_make_private_pem (key);
  return g_strndup (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
}
