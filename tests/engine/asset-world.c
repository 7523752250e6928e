// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asset-world.h"
#include "folder.h"

#include <string.h>

#define PATIENCE_US (60 * SECOND)

typedef struct {
  World          *world;
  CueAssetFile   *file;
  CueAssetLoader *loader;
  gpointer       *weak;
  guint           n;
} Condition;

static void
wait_for (gboolean (*done) (Condition *condition), Condition *condition)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!done (condition)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  }
}

void
asset_world_serve (World *world, const char *path, const char *headers, const char *body)
{
  script_server_answer (world->server, path, 200, headers, body);
}

char *
asset_world_hash (const char *body)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
}

/* Returns: (transfer full): a held file; nothing was waited for. */
CueAssetFile *
asset_world_hold (World *world, CueAssetLoader *loader, const char *path)
{
  g_autofree char *url = script_server_get_url (world->server, path);
  CueAssetFile    *file = cue_asset_loader_ref_file (loader, url, FALSE);

  cue_asset_file_hold (file);
  return file;
}

void
asset_world_drop (CueAssetFile *file)
{
  cue_asset_file_release (file);
  g_object_unref (file);
}

static gboolean
has_facts (Condition *condition)
{
  return cue_asset_file_get_facts (condition->file) != NULL &&
         !cue_asset_file_get_loading (condition->file);
}

/* Waits until it is known what came of it, and nothing is on its way. */
void
asset_world_wait (CueAssetFile *file)
{
  wait_for (has_facts, &(Condition){ .file = file });
}

static gboolean
has_requests (Condition *condition)
{
  return script_server_get_total (condition->world->server) >= condition->n;
}

void
asset_world_wait_requests (World *world, guint n)
{
  wait_for (has_requests, &(Condition){ .world = world, .n = n });
}

static gboolean
runs (Condition *condition)
{
  return cue_asset_loader_get_n_running (condition->loader) == condition->n;
}

void
asset_world_wait_running (CueAssetLoader *loader, guint n)
{
  wait_for (runs, &(Condition){ .loader = loader, .n = n });
}

static gboolean
is_gone (Condition *condition)
{
  return *condition->weak == NULL;
}

void
asset_world_wait_gone (gpointer *weak)
{
  wait_for (is_gone, &(Condition){ .weak = weak });
}

static gboolean
has_content (Condition *condition)
{
  return cue_asset_file_get_content (condition->file) != NULL;
}

/* Waits until the content is in the memory. */
void
asset_world_wait_content (CueAssetFile *file)
{
  wait_for (has_content, &(Condition){ .file = file });
}

/* Lets time pass, and what becomes due by that come to its end. */
void
asset_world_pass (World *world, CueAssetFile *file, gint64 us)
{
  cue_fake_clock_advance (CUE_FAKE_CLOCK (world->clock), us);
  asset_world_wait (file);
}

char *
asset_world_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("cuelight-assets-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
asset_world_delete_folder (char *folder)
{
  folder_remove (folder);
  g_free (folder);
}
