// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-composition-saving.h"

#include <glib/gi18n-lib.h>

#include "cue-compat.h"
#include "cue-composition-picture.h"
#include "cue-picture.h"

/* What becomes of the picture of a composition: a file, or the clipboard. Success is a toast of the
 * window, failure a dialog. */

typedef struct {
  CueComposition *composition; /* owned */
  GCancellable   *cancellable; /* owned */
  GFile          *file;        /* owned; NULL for the clipboard */
} Errand;

static Errand *
new_errand (CueComposition *composition, GCancellable *cancellable)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->composition = g_object_ref (composition);
  errand->cancellable = g_object_ref (cancellable);
  return errand;
}

static void
free_errand (Errand *errand)
{
  g_clear_object (&errand->file);
  g_object_unref (errand->cancellable);
  g_object_unref (errand->composition);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (errand->composition));

  if (cue_picture_save_finish (result, &error))
    gtk_widget_activate_action (GTK_WIDGET (errand->composition),
                                "window.toast",
                                "s",
                                _ ("Picture saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cue_compat_tell (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                     _ ("The Picture Could Not Be Saved"),
                     error->message);
}

static void
on_picture_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GdkTexture) texture = cue_composition_picture_make_finish (result, NULL);
  GtkWidget *widget = GTK_WIDGET (errand->composition);

  /* Only a view that is gone cancels it. */
  if (texture == NULL)
    return;

  if (errand->file != NULL) {
    GFile        *file = errand->file;
    GCancellable *cancellable = errand->cancellable;

    cue_picture_save_async (texture, file, cancellable, on_saved, g_steal_pointer (&errand));
    return;
  }

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  gtk_widget_activate_action (widget, "window.toast", "s", _ ("Picture copied"));
}

static void
make_picture (Errand *errand)
{
  CueComposition *composition = errand->composition;

  if (cue_composition_get_scene (composition) == NULL ||
      g_cancellable_is_cancelled (errand->cancellable)) {
    free_errand (errand);
    return;
  }

  cue_composition_picture_make_async (cue_composition_get_scene (composition),
                                      cue_composition_get_before (composition),
                                      cue_composition_get_wipe (composition),
                                      gtk_widget_get_pango_context (GTK_WIDGET (composition)),
                                      cue_composition_get_guides (composition),
                                      errand->cancellable,
                                      on_picture_made,
                                      errand);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;

  errand->file = cue_compat_file_finish (result);

  if (errand->file != NULL)
    make_picture (g_steal_pointer (&errand));
}

/**
 * cue_composition_copy_picture:
 * @composition: what to copy
 * @cancellable: cancelled when the view is gone
 *
 * Puts a picture of the scene, in its native size, with its guides and the wipe, on the clipboard.
 */
void
cue_composition_copy_picture (CueComposition *composition, GCancellable *cancellable)
{
  g_return_if_fail (CUE_IS_COMPOSITION (composition));

  make_picture (new_errand (composition, cancellable));
}

/**
 * cue_composition_save_picture:
 * @composition: what to save
 * @title: (nullable): its name, for that of the file
 * @cancellable: cancelled when the view is gone
 *
 * Asks for a file and writes a picture of the scene, in its native size, with its guides and the
 * wipe, as PNG.
 */
void
cue_composition_save_picture (CueComposition *composition,
                              const char     *title,
                              GCancellable   *cancellable)
{
  GtkRoot *root;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = now != NULL ? g_date_time_format (now, "%Y-%m-%d %H.%M.%S") : NULL;
  g_autofree char *file_name = NULL;

  g_return_if_fail (CUE_IS_COMPOSITION (composition));

  root = gtk_widget_get_root (GTK_WIDGET (composition));

  if (!GTK_IS_WINDOW (root))
    return;

  /* Translators: the proposed name of a file; the first %s is the state, the second date and time
   */
  file_name =
    g_strdup_printf (_ ("Phone %s %s.png"), title != NULL ? title : "", time != NULL ? time : "");
  /* The title may come from outside. */
  g_strdelimit (file_name, "/\\:", '-');
  cue_compat_save_file_async (GTK_WINDOW (root),
                              _ ("Save the Picture"),
                              file_name,
                              on_file_chosen,
                              new_errand (composition, cancellable));
}
