// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-session-list.h"

/**
 * CueSessionList:
 *
 * The [class@EventSession] of each monitor of a roster, in the roster's order, as a
 * [iface@Gio.ListModel].
 *
 * A session lives as long as its monitor is in the roster, also when the order changes, so a
 * running picture survives a reordering. Main thread only.
 */
struct _CueSessionList {
  GObject parent_instance;

  CueRoster      *roster;   /* owned */
  GSettings      *settings; /* owned */
  GPtrArray      *sessions; /* owned, of owned CueEventSession */
  CueAccessNotes *notes;    /* owned; of all events that are kept */
};

static void cue_session_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueSessionList,
                               cue_session_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_session_list_model_init))

static GType
cue_session_list_get_item_type (GListModel *model)
{
  return CUE_TYPE_EVENT_SESSION;
}

static guint
cue_session_list_get_n_items (GListModel *model)
{
  return CUE_SESSION_LIST (model)->sessions->len;
}

static gpointer
cue_session_list_get_item (GListModel *model, guint position)
{
  CueSessionList *self = CUE_SESSION_LIST (model);

  return position < self->sessions->len ? g_object_ref (self->sessions->pdata[position]) : NULL;
}

static void
cue_session_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_session_list_get_item_type;
  iface->get_n_items = cue_session_list_get_n_items;
  iface->get_item = cue_session_list_get_item;
}

static CueEventSession *
find_session (GPtrArray *sessions, CueMonitor *monitor)
{
  for (guint i = 0; i < sessions->len; i++) {
    CueEventSession *session = sessions->pdata[i];

    if (cue_event_session_get_monitor (session) == monitor)
      return session;
  }

  return NULL;
}

/* What is said about the doors of the demo ends with it, as the demo does. */
static CueAccessNotes *
dup_notes (CueSessionList *self, CueMonitor *monitor)
{
  return cue_profile_get_transient (cue_monitor_get_profile (monitor)) ? cue_access_notes_new (NULL)
                                                                       : g_object_ref (self->notes);
}

static void
on_roster_changed (GListModel     *roster,
                   guint           position,
                   guint           removed,
                   guint           added,
                   CueSessionList *self)
{
  g_autoptr (GPtrArray) before = self->sessions;

  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (roster); i++) {
    g_autoptr (CueMonitor) monitor = g_list_model_get_item (roster, i);
    g_autoptr (CueAccessNotes) notes = dup_notes (self, monitor);
    CueEventSession *session = find_session (before, monitor);

    g_ptr_array_add (self->sessions,
                     session != NULL ? g_object_ref (session)
                                     : cue_event_session_new (monitor, self->settings, notes));
  }

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
cue_session_list_dispose (GObject *object)
{
  CueSessionList *self = CUE_SESSION_LIST (object);

  if (self->roster != NULL)
    g_signal_handlers_disconnect_by_func (self->roster, on_roster_changed, self);

  g_ptr_array_set_size (self->sessions, 0);
  if (self->notes != NULL)
    cue_access_notes_flush (self->notes, NULL);

  g_clear_object (&self->notes);
  g_clear_object (&self->roster);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cue_session_list_parent_class)->dispose (object);
}

static void
cue_session_list_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_SESSION_LIST (object)->sessions);

  G_OBJECT_CLASS (cue_session_list_parent_class)->finalize (object);
}

static void
cue_session_list_class_init (CueSessionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_session_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = cue_session_list_finalize;
}

static void
cue_session_list_init (CueSessionList *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * cue_session_list_new:
 * @roster: all monitors
 * @settings: the preferences
 *
 * Returns: (transfer full): a list that follows @roster
 */
CueSessionList *
cue_session_list_new (CueRoster *roster, GSettings *settings)
{
  CueSessionList *self;
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (CUE_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CUE_TYPE_SESSION_LIST, NULL);
  self->roster = g_object_ref (roster);
  self->settings = g_object_ref (settings);
  folder = g_file_get_parent (cue_profile_store_get_file (cue_roster_get_store (roster)));
  self->notes = cue_access_notes_new (g_file_peek_path (folder));
  cue_access_notes_load_async (self->notes, NULL, NULL, NULL);
  g_signal_connect_object (roster, "items-changed", G_CALLBACK (on_roster_changed), self, 0);
  on_roster_changed (G_LIST_MODEL (roster),
                     0,
                     0,
                     g_list_model_get_n_items (G_LIST_MODEL (roster)),
                     self);
  return self;
}

/**
 * cue_session_list_get_roster:
 * @self: a list
 *
 * Returns: (transfer none): the roster it follows
 */
CueRoster *
cue_session_list_get_roster (CueSessionList *self)
{
  g_return_val_if_fail (CUE_IS_SESSION_LIST (self), NULL);

  return self->roster;
}

/**
 * cue_session_list_find:
 * @self: a list
 * @id: the id of a profile
 * @position: (out) (optional): where it stands
 *
 * Returns: (transfer none) (nullable): the session of that event
 */
CueEventSession *
cue_session_list_find (CueSessionList *self, const char *id, guint *position)
{
  g_return_val_if_fail (CUE_IS_SESSION_LIST (self), NULL);

  for (guint i = 0; i < self->sessions->len; i++) {
    CueEventSession *session = self->sessions->pdata[i];

    if (g_strcmp0 (cue_event_session_get_id (session), id) == 0) {
      if (position != NULL)
        *position = i;

      return session;
    }
  }

  return NULL;
}
