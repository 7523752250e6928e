// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-connection-list.h"

#include <glib/gi18n-lib.h>

#include "cue-diagnostic.h"
#include "cue-json-reader.h"
#include "cue-signal.h"

/**
 * CueConnectionList:
 *
 * The part of a [class@Profile] that is about one service with accounts: a list model of
 * [class@Connection], all of one type. It lives as long as its profile. Every change of the list or
 * of a connection is a [signal@ConnectionList::changed] here and a notification of the profile's
 * property there. Main thread only.
 */

struct _CueConnectionList {
  GObject parent_instance;

  GPtrArray *connections; // owned, of CueConnection
  GType      item_type;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueConnectionList,
                               cue_connection_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint signal_changed;

static GType
get_item_type (GListModel *model)
{
  return CUE_CONNECTION_LIST (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return CUE_CONNECTION_LIST (model)->connections->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CueConnectionList *self = CUE_CONNECTION_LIST (model);

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
cue_connection_list_init (CueConnectionList *self)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
cue_connection_list_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_CONNECTION_LIST (object)->connections);
  G_OBJECT_CLASS (cue_connection_list_parent_class)->finalize (object);
}

static void
cue_connection_list_class_init (CueConnectionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_connection_list_finalize;

  /**
   * CueConnectionList::changed:
   *
   * A connection came, went or has another field.
   */
  signal_changed = cue_signal_new_plain (CUE_TYPE_CONNECTION_LIST, "changed");
}

/**
 * cue_connection_list_new:
 * @item_type: a type of [class@Connection]
 *
 * Returns: (transfer full): no connections
 */
CueConnectionList *
cue_connection_list_new (GType item_type)
{
  CueConnectionList *self;

  g_return_val_if_fail (g_type_is_a (item_type, CUE_TYPE_CONNECTION), NULL);

  self = g_object_new (CUE_TYPE_CONNECTION_LIST, NULL);
  self->item_type = item_type;
  return self;
}

static void
on_connection_changed (CueConnection *connection, GParamSpec *pspec, CueConnectionList *self)
{
  g_signal_emit (self, signal_changed, 0);
}

static void
watch (CueConnectionList *self, gpointer connection)
{
  g_signal_connect_object (connection, "notify", G_CALLBACK (on_connection_changed), self, 0);
}

/**
 * cue_connection_list_add:
 * @connection: (type CueConnection): a connection; nothing happens when there is one of its id or
 * there are %CUE_CONNECTION_LIST_MAX already
 *
 * Adds a connection at the end.
 */
void
cue_connection_list_add (CueConnectionList *self, gpointer connection)
{
  g_return_if_fail (CUE_IS_CONNECTION_LIST (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (connection, self->item_type));

  if (self->connections->len >= CUE_CONNECTION_LIST_MAX ||
      cue_connection_list_find (self, cue_connection_get_id (connection)) != NULL)
    return;
  watch (self, connection);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_list_model_items_changed (G_LIST_MODEL (self), self->connections->len - 1, 0, 1);
  g_signal_emit (self, signal_changed, 0);
}

/**
 * cue_connection_list_remove:
 * @id: of a connection
 *
 * Returns: whether there was one
 */
gboolean
cue_connection_list_remove (CueConnectionList *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (self), FALSE);

  for (guint i = 0; i < self->connections->len; i++) {
    gpointer connection = g_ptr_array_index (self->connections, i);

    if (g_strcmp0 (cue_connection_get_id (connection), id) != 0)
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
 * cue_connection_list_find:
 * @id: (nullable): of a connection
 *
 * Returns: (transfer none) (nullable) (type CueConnection): the connection of that id
 */
gpointer
cue_connection_list_find (CueConnectionList *self, const char *id)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (self), NULL);

  for (guint i = 0; i < self->connections->len; i++) {
    gpointer connection = g_ptr_array_index (self->connections, i);

    if (g_strcmp0 (cue_connection_get_id (connection), id) == 0)
      return connection;
  }
  return NULL;
}

/**
 * cue_connection_list_find_by_label:
 * @label: a label or an id
 *
 * Returns: (transfer none) (nullable) (type CueConnection): the first connection of exactly that
 * label or id, or else the only one whose label is the same but for upper and lower case
 */
gpointer
cue_connection_list_find_by_label (CueConnectionList *self, const char *label)
{
  g_autofree char *folded = NULL;
  gpointer         match = NULL;

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  folded = g_utf8_casefold (label, -1);
  for (guint i = 0; i < self->connections->len; i++) {
    gpointer connection = g_ptr_array_index (self->connections, i);

    if (g_str_equal (cue_connection_get_label (connection), label) ||
        g_str_equal (cue_connection_get_id (connection), label))
      return connection;
  }
  for (guint i = 0; i < self->connections->len; i++) {
    gpointer         connection = g_ptr_array_index (self->connections, i);
    g_autofree char *other = g_utf8_casefold (cue_connection_get_label (connection), -1);

    if (!g_str_equal (folded, other))
      continue;
    if (match != NULL)
      return NULL;
    match = connection;
  }
  return match;
}

static gboolean
has_same_ids (CueConnectionList *self, CueConnectionList *other)
{
  if (self->connections->len != other->connections->len)
    return FALSE;
  for (guint i = 0; i < self->connections->len; i++) {
    if (!g_str_equal (cue_connection_get_id (g_ptr_array_index (self->connections, i)),
                      cue_connection_get_id (g_ptr_array_index (other->connections, i))))
      return FALSE;
  }
  return TRUE;
}

// The list as that of another: what stays is the same object as before.
static void
replace (CueConnectionList *self, CueConnectionList *from)
{
  GPtrArray *old = self->connections;

  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < from->connections->len; i++) {
    gpointer theirs = g_ptr_array_index (from->connections, i);
    gpointer mine = NULL;

    for (guint j = 0; j < old->len && mine == NULL; j++) {
      gpointer candidate = g_ptr_array_index (old, j);

      if (g_str_equal (cue_connection_get_id (candidate), cue_connection_get_id (theirs)))
        mine = g_object_ref (candidate);
    }
    if (mine == NULL) {
      mine = cue_connection_copy (theirs);
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
 * cue_connection_list_assign:
 * @from: where the connections come from
 *
 * Takes over the connections: those of the same id are changed in place, others come and go.
 */
void
cue_connection_list_assign (CueConnectionList *self, CueConnectionList *from)
{
  g_return_if_fail (CUE_IS_CONNECTION_LIST (self));
  g_return_if_fail (CUE_IS_CONNECTION_LIST (from));

  if (!has_same_ids (self, from))
    replace (self, from);
  for (guint i = 0; i < self->connections->len; i++)
    cue_connection_assign (g_ptr_array_index (self->connections, i),
                           g_ptr_array_index (from->connections, i));
}

/**
 * cue_connection_list_equal:
 *
 * Returns: whether both have the same connections with the same fields
 */
gboolean
cue_connection_list_equal (CueConnectionList *self, CueConnectionList *other)
{
  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (self), FALSE);
  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (other), FALSE);

  if (!has_same_ids (self, other))
    return FALSE;
  for (guint i = 0; i < self->connections->len; i++) {
    if (!cue_connection_equal (g_ptr_array_index (self->connections, i),
                               g_ptr_array_index (other->connections, i)))
      return FALSE;
  }
  return TRUE;
}

/**
 * cue_connection_list_validate:
 * @found: (element-type CueDiagnostic): gets the findings, each about "connections[i].field"
 *
 * Checks every connection, and that their names differ.
 */
void
cue_connection_list_validate (CueConnectionList *self, GPtrArray *found)
{
  g_return_if_fail (CUE_IS_CONNECTION_LIST (self));

  for (guint i = 0; i < self->connections->len; i++) {
    gpointer    connection = g_ptr_array_index (self->connections, i);
    const char *label = cue_connection_get_label (connection);
    g_autoptr (GPtrArray) own = cue_diagnostics_new ();

    cue_connection_validate (connection, own);
    for (guint j = 0; j < i && *label != '\0'; j++) {
      if (!g_str_equal (cue_connection_get_label (g_ptr_array_index (self->connections, j)), label))
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

/**
 * cue_connection_list_to_json:
 *
 * Returns: (transfer full): the connections as a JSON object, without any key
 */
JsonNode *
cue_connection_list_to_json (CueConnectionList *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (CUE_IS_CONNECTION_LIST (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "connections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->connections->len; i++) {
    json_builder_begin_object (builder);
    cue_connection_write_json (g_ptr_array_index (self->connections, i), builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
read_connection (CueConnectionList *self, CueJsonReader *reader)
{
  g_autoptr (CueConnection) connection = NULL;
  g_autofree char *id = NULL;

  if (cue_json_reader_get_string (reader, "id", &id) &&
      (!g_uuid_string_is_valid (id) || cue_connection_list_find (self, id) != NULL)) {
    cue_json_reader_report (reader,
                            CUE_SEVERITY_WARNING,
                            "id",
                            _ ("This is no UUID of its own; the connection was given a new one."));
    g_clear_pointer (&id, g_free);
  }
  connection = g_object_new (self->item_type, "id", id, NULL);
  cue_connection_read_json (connection, reader);
  cue_connection_list_add (self, connection);
}

/**
 * cue_connection_list_read_json:
 * @self: an empty profile
 * @node: what a file says
 * @path: where it stands in the file, for the findings
 * @diagnostics: (element-type CueDiagnostic): gets a finding for everything that was not used
 *
 * Reads the connections without trusting the file.
 */
void
cue_connection_list_read_json (CueConnectionList *self,
                               JsonNode          *node,
                               const char        *path,
                               GPtrArray         *diagnostics)
{
  JsonNode  *list = NULL;
  JsonArray *array;

  g_return_if_fail (CUE_IS_CONNECTION_LIST (self));

  if (JSON_NODE_HOLDS_OBJECT (node))
    list = json_object_get_member (json_node_get_object (node), "connections");
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list)) {
    g_ptr_array_add (diagnostics,
                     cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                         path,
                                         _ ("Connections stand in an object with a list of them, "
                                            "but here is something else; it was left out.")));
    return;
  }
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode        *item = json_array_get_element (array, i);
    g_autofree char *where = g_strdup_printf ("%s.connections[%u]", path, i);
    g_autoptr (CueJsonReader) reader = NULL;

    if (i == CUE_CONNECTION_LIST_MAX || !JSON_NODE_HOLDS_OBJECT (item)) {
      g_ptr_array_add (diagnostics,
                       cue_diagnostic_new (CUE_SEVERITY_WARNING,
                                           where,
                                           _ ("Some of the connections could not be used and were "
                                              "left out.")));
      if (i == CUE_CONNECTION_LIST_MAX)
        break;
      continue;
    }
    reader = cue_json_reader_new (json_node_get_object (item), where, diagnostics);
    read_connection (self, reader);
  }
}
