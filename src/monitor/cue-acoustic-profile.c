// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-profile.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"

/**
 * CueAcousticProfile:
 *
 * The part of a [class@Profile] that is about the Acoustic Exchange: a list model of
 * [class@AcousticConnection]. It lives as long as its profile. Every change of the list or of a
 * connection is a [signal@AcousticProfile::changed] here and a notification of
 * [property@Profile:acoustic] there. Main thread only.
 */

struct _CueAcousticProfile {
  GObject parent_instance;

  GPtrArray *connections; // owned, of CueAcousticConnection
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAcousticProfile,
                               cue_acoustic_profile,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint signal_changed;

static GType
get_item_type (GListModel *model)
{
  return CUE_TYPE_ACOUSTIC_CONNECTION;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_ACOUSTIC_PROFILE (model)->connections->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueAcousticProfile *self = CUE_ACOUSTIC_PROFILE (model);

  if (position >= self->connections->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->connections, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cue_acoustic_profile_init (CueAcousticProfile *self)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
cue_acoustic_profile_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_ACOUSTIC_PROFILE (object)->connections);
  G_OBJECT_CLASS (cue_acoustic_profile_parent_class)->finalize (object);
}

static void
cue_acoustic_profile_class_init (CueAcousticProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_acoustic_profile_finalize;

  /**
   * CueAcousticProfile::changed:
   *
   * A connection came, went or has another field.
   */
  signal_changed = g_signal_new ("changed",
                                 CUE_TYPE_ACOUSTIC_PROFILE,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

/**
 * cue_acoustic_profile_new:
 *
 * Returns: (transfer full): no connections
 */
CueAcousticProfile *
cue_acoustic_profile_new (void)
{
  return g_object_new (CUE_TYPE_ACOUSTIC_PROFILE, NULL);
}

static void
on_connection_changed (CueAcousticConnection *connection,
                       GParamSpec            *pspec,
                       CueAcousticProfile    *self)
{
  g_signal_emit (self, signal_changed, 0);
}

static void
watch (CueAcousticProfile *self, CueAcousticConnection *connection)
{
  g_signal_connect_object (connection, "notify", G_CALLBACK (on_connection_changed), self, 0);
}

/**
 * cue_acoustic_profile_add:
 * @connection: a connection; nothing happens when there is one of its id or there are
 *   %CUE_ACOUSTIC_MAX_CONNECTIONS already
 *
 * Adds a connection at the end.
 */
void
cue_acoustic_profile_add (CueAcousticProfile *self, CueAcousticConnection *connection)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PROFILE (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_CONNECTION (connection));

  if (self->connections->len >= CUE_ACOUSTIC_MAX_CONNECTIONS ||
      cue_acoustic_profile_find (self, cue_acoustic_connection_get_id (connection)) != NULL)
    return;
  watch (self, connection);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_list_model_items_changed (G_LIST_MODEL (self), self->connections->len - 1, 0, 1);
  g_signal_emit (self, signal_changed, 0);
}

/**
 * cue_acoustic_profile_remove:
 * @id: of a connection
 *
 * Returns: whether there was one
 */
gboolean
cue_acoustic_profile_remove (CueAcousticProfile *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PROFILE (self), FALSE);

  for (guint i = 0; i < self->connections->len; i++) {
    CueAcousticConnection *connection = g_ptr_array_index (self->connections, i);

    if (g_strcmp0 (cue_acoustic_connection_get_id (connection), id) != 0)
      continue;
    g_signal_handlers_disconnect_by_data (connection, self);
    g_ptr_array_remove_index (self->connections, i);
    g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
    g_signal_emit (self, signal_changed, 0);
    return TRUE;
  }
  return FALSE;
}

/**
 * cue_acoustic_profile_find:
 * @id: (nullable): of a connection
 *
 * Returns: (transfer none) (nullable): the connection of that id
 */
CueAcousticConnection *
cue_acoustic_profile_find (CueAcousticProfile *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PROFILE (self), NULL);

  for (guint i = 0; i < self->connections->len; i++) {
    CueAcousticConnection *connection = g_ptr_array_index (self->connections, i);

    if (g_strcmp0 (cue_acoustic_connection_get_id (connection), id) == 0)
      return connection;
  }
  return NULL;
}

/**
 * cue_acoustic_profile_find_by_label:
 * @label: a label or an id
 *
 * Returns: (transfer none) (nullable): the first connection of exactly that label or id, or else
 *   the only one whose label is the same but for upper and lower case
 */
CueAcousticConnection *
cue_acoustic_profile_find_by_label (CueAcousticProfile *self, const char *label)
{
  g_autofree char       *folded = NULL;
  CueAcousticConnection *match = NULL;

  g_return_val_if_fail (CUE_IS_ACOUSTIC_PROFILE (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  folded = g_utf8_casefold (label, -1);
  for (guint i = 0; i < self->connections->len; i++) {
    CueAcousticConnection *connection = g_ptr_array_index (self->connections, i);

    if (g_str_equal (cue_acoustic_connection_get_label (connection), label) ||
        g_str_equal (cue_acoustic_connection_get_id (connection), label))
      return connection;
  }
  for (guint i = 0; i < self->connections->len; i++) {
    CueAcousticConnection *connection = g_ptr_array_index (self->connections, i);
    g_autofree char *other = g_utf8_casefold (cue_acoustic_connection_get_label (connection), -1);

    if (!g_str_equal (folded, other))
      continue;
    if (match != NULL)
      return NULL;
    match = connection;
  }
  return match;
}

static gboolean
has_same_ids (CueAcousticProfile *self, CueAcousticProfile *other)
{
  if (self->connections->len != other->connections->len)
    return FALSE;
  for (guint i = 0; i < self->connections->len; i++) {
    if (!g_str_equal (cue_acoustic_connection_get_id (g_ptr_array_index (self->connections, i)),
                      cue_acoustic_connection_get_id (g_ptr_array_index (other->connections, i))))
      return FALSE;
  }
  return TRUE;
}

// The list as that of another: what stays is the same object as before.
static void
replace (CueAcousticProfile *self, CueAcousticProfile *from)
{
  GPtrArray *old = self->connections;

  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < from->connections->len; i++) {
    CueAcousticConnection *theirs = g_ptr_array_index (from->connections, i);
    CueAcousticConnection *mine = NULL;

    for (guint j = 0; j < old->len && mine == NULL; j++) {
      CueAcousticConnection *candidate = g_ptr_array_index (old, j);

      if (g_str_equal (cue_acoustic_connection_get_id (candidate),
                       cue_acoustic_connection_get_id (theirs)))
        mine = g_object_ref (candidate);
    }
    if (mine == NULL) {
      mine = cue_acoustic_connection_copy (theirs);
      watch (self, mine);
    }
    g_ptr_array_add (self->connections, mine);
  }
  for (guint j = 0; j < old->len; j++) {
    if (!g_ptr_array_find (self->connections, g_ptr_array_index (old, j), NULL))
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (old, j), self);
  }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->connections->len);
  g_ptr_array_unref (old);
  g_signal_emit (self, signal_changed, 0);
}

/**
 * cue_acoustic_profile_assign:
 * @from: where the connections come from
 *
 * Takes over the connections: those of the same id are changed in place, others come and go.
 */
void
cue_acoustic_profile_assign (CueAcousticProfile *self, CueAcousticProfile *from)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PROFILE (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_PROFILE (from));

  if (!has_same_ids (self, from))
    replace (self, from);
  for (guint i = 0; i < self->connections->len; i++)
    cue_acoustic_connection_assign (g_ptr_array_index (self->connections, i),
                                    g_ptr_array_index (from->connections, i));
}

/**
 * cue_acoustic_profile_equal:
 *
 * Returns: whether both have the same connections with the same fields
 */
gboolean
cue_acoustic_profile_equal (CueAcousticProfile *self, CueAcousticProfile *other)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PROFILE (self), FALSE);
  g_return_val_if_fail (CUE_IS_ACOUSTIC_PROFILE (other), FALSE);

  if (!has_same_ids (self, other))
    return FALSE;
  for (guint i = 0; i < self->connections->len; i++) {
    if (!cue_acoustic_connection_equal (g_ptr_array_index (self->connections, i),
                                        g_ptr_array_index (other->connections, i)))
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_acoustic_profile_validate:
 * @found: (element-type CueDiagnostic): gets the findings, each about "connections[i].field"
 *
 * Checks every connection, and that their names differ.
 */
void
cue_acoustic_profile_validate (CueAcousticProfile *self, GPtrArray *found)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_PROFILE (self));

  for (guint i = 0; i < self->connections->len; i++) {
    CueAcousticConnection *connection = g_ptr_array_index (self->connections, i);
    const char            *label = cue_acoustic_connection_get_label (connection);
    g_autoptr (GPtrArray) own = cue_diagnostics_new ();

    cue_acoustic_connection_validate (connection, own);
    for (guint j = 0; j < i && *label != '\0'; j++) {
      if (!g_str_equal (cue_acoustic_connection_get_label (
                          g_ptr_array_index (self->connections, j)),
                        label))
        continue;
      g_ptr_array_add (own,
                       cue_diagnostic_new (CUE_SEVERITY_ERROR,
                                           "label",
                                           _ ("There is another connection named “%s”."),
                                           label));
      break;
    }
    for (guint j = 0; j < own->len; j++) {
      const CueDiagnostic *finding = g_ptr_array_index (own, j);
      g_autofree char     *where =
        g_strdup_printf ("connections[%u].%s", i, cue_diagnostic_get_where (finding));

      g_ptr_array_add (found,
                       cue_diagnostic_new (cue_diagnostic_get_severity (finding),
                                           where,
                                           "%s",
                                           cue_diagnostic_get_message (finding)));
    }
  }
}
