// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-screenshot-acoustic.h"

#include "cue-write-guard.h"

/* The page of Acoustic Exchange with the account of the demo: what it lists, a form that is wrong
 * in many places, one that would change something, and the question before production. */

static CueAcousticPage *
get_page (CueWalk *walk)
{
  return cue_window_pages_get_acoustic (cue_window_get_pages (walk->window));
}

static CueAcousticDesk *
get_desk (CueWalk *walk)
{
  return cue_monitor_get_acoustic (cue_screenshot_scenes_get_monitor (walk));
}

static void
choose (CueWalk *walk, gboolean production)
{
  GListModel *desk = G_LIST_MODEL (get_desk (walk));

  for (guint i = 0; i < g_list_model_get_n_items (desk); i++) {
    g_autoptr (CueAcousticDeskConnection) connection = g_list_model_get_item (desk, i);

    if (cue_desk_connection_get_production (connection) == production) {
      cue_acoustic_page_choose (get_page (walk), cue_desk_connection_get_id (connection));
      return;
    }
  }
}

void
cue_screenshot_acoustic_prepare_empty (CueWalk *walk)
{
  cue_acoustic_page_set_desk (get_page (walk), NULL);
  cue_window_show_page (walk->window, "acoustic");
}

gboolean
cue_screenshot_acoustic_is_empty (CueWalk *walk)
{
  return cue_acoustic_page_get_connection (get_page (walk)) == NULL;
}

void
cue_screenshot_acoustic_prepare_types (CueWalk *walk)
{
  cue_acoustic_page_set_desk (get_page (walk), get_desk (walk));
  choose (walk, FALSE);
  cue_window_show_page (walk->window, "acoustic");
  cue_acoustic_page_show_section (get_page (walk), "types");
}

gboolean
cue_screenshot_acoustic_is_ready (CueWalk *walk)
{
  CueAcousticDeskConnection *connection = cue_acoustic_page_get_connection (get_page (walk));

  return connection != NULL && !cue_desk_connection_get_busy (connection) &&
         cue_acoustic_desk_connection_get_types_time (connection) != 0;
}

/* The first one that this endpoint registered itself. */
static CueEventType *
dup_registered (CueWalk *walk)
{
  CueAcousticDeskConnection *connection = cue_acoustic_page_get_connection (get_page (walk));
  GListModel                *types = cue_acoustic_desk_connection_get_types (connection);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++) {
    CueEventType *type = g_list_model_get_item (types, i);

    if (cue_event_type_get_origin (type) & CUE_EVENT_TYPE_ORIGIN_REGISTERED)
      return type;

    g_object_unref (type);
  }

  return NULL;
}

void
cue_screenshot_acoustic_prepare_details (CueWalk *walk)
{
  g_autoptr (CueEventType) type = dup_registered (walk);

  if (type != NULL)
    cue_acoustic_page_select_type (get_page (walk), cue_event_type_get_code (type));
}

static void
show_form (CueWalk *walk, CueEventTypeDraft *draft)
{
  CueAcousticRegisterForm *form = cue_acoustic_page_get_register_form (get_page (walk));

  cue_acoustic_register_form_set_draft (form, draft);
  gtk_widget_activate_action (GTK_WIDGET (get_page (walk)), "acoustic.register", NULL);
  cue_acoustic_register_form_is_ready (form);
}

void
cue_screenshot_acoustic_prepare_errors (CueWalk *walk)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();

  cue_event_type_draft_set_code (draft, "houseFull");
  cue_event_type_draft_set_version (draft, "one");
  cue_event_type_draft_set_description (draft,
                                        "The last seat of the house was taken, and from now on "
                                        "everybody else watches the stream from at home");
  cue_event_type_draft_add_attribute (draft, "seatCount", "integer");
  cue_event_type_draft_add_attribute (draft, "", "string");
  cue_event_type_draft_add_attribute (draft, "vip", "boolean");
  show_form (walk, draft);
}

void
cue_screenshot_acoustic_prepare_difference (CueWalk *walk)
{
  g_autoptr (CueEventType) type = dup_registered (walk);
  g_autoptr (CueEventTypeDraft) draft = NULL;

  if (type == NULL)
    return;

  draft = cue_event_type_draft_new_from_event_type (type);
  cue_event_type_draft_set_description (draft, "A visitor took a seat");
  cue_draft_list_remove (cue_event_type_draft_get_attributes (draft), 0);
  cue_event_type_draft_add_attribute (draft, "row", "string");
  show_form (walk, draft);
}

void
cue_screenshot_acoustic_prepare_guard (CueWalk *walk)
{
  choose (walk, TRUE);
}

/* The question comes up when the connection is there, as it does for a user. */
gboolean
cue_screenshot_acoustic_is_asked (CueWalk *walk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  if (!cue_screenshot_acoustic_is_ready (walk))
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (cue_acoustic_page_get_register_form (get_page (walk))),
                              "register.send",
                              NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (CUE_IS_WRITE_GUARD (window)) {
      cue_write_guard_set_dry_run (CUE_WRITE_GUARD (window), TRUE);
      walk->dialog = window;
      return TRUE;
    }
  }

  return FALSE;
}

void
cue_screenshot_acoustic_prepare_attributes (CueWalk *walk)
{
  choose (walk, FALSE);
  cue_acoustic_page_show_section (get_page (walk), "attributes");
}
