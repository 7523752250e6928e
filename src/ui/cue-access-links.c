// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-links.h"

#include <glib/gi18n-lib.h>

#include "cue-access-link.h"
#include "cue-error.h"
#include "cue-time.h"

#define FAILURES_ARE_AN_ERROR 3 /* a connection that is lost now and then is no failure */

/**
 * CueAccessLinks:
 *
 * The connections of the doors of one event as the page shows them: one [class@AccessLink] for each
 * hub that the monitor watches, or one that says why there is none. What changes with each message
 * is only read when it is asked for with [method@AccessLinks.refresh]. Main thread only.
 */
struct _CueAccessLinks {
  GObject parent_instance;

  CueDoorsWatch *watch;   /* owned */
  GPtrArray     *links;   /* owned; of CueAccessLink */
  CueSignIn     *sign_in; /* owned */
};

static void cue_access_links_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueAccessLinks,
                               cue_access_links,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cue_access_links_list_init))

static GType
cue_access_links_get_item_type (GListModel *model)
{
  return CUE_TYPE_ACCESS_LINK;
}

static guint
cue_access_links_get_n_items (GListModel *model)
{
  return CUE_ACCESS_LINKS (model)->links->len;
}

static gpointer
cue_access_links_get_item (GListModel *model, guint position)
{
  CueAccessLinks *self = CUE_ACCESS_LINKS (model);

  return position < self->links->len ? g_object_ref (self->links->pdata[position]) : NULL;
}

static void
cue_access_links_list_init (GListModelInterface *iface)
{
  iface->get_item_type = cue_access_links_get_item_type;
  iface->get_n_items = cue_access_links_get_n_items;
  iface->get_item = cue_access_links_get_item;
}

static CueHealth
judge (CueSaltoHub *hub)
{
  if (cue_salto_hub_get_state (hub) == CUE_SIGNALR_CONNECTED)
    return CUE_HEALTH_OK;

  if (cue_salto_hub_get_blocked (hub) ||
      cue_salto_hub_get_n_failures (hub) >= FAILURES_ARE_AN_ERROR)
    return CUE_HEALTH_ERROR;

  return cue_salto_hub_get_reason (hub) == CUE_SIGNALR_REASON_NONE ||
             cue_salto_hub_get_reason (hub) == CUE_SIGNALR_REASON_STOPPED
           ? CUE_HEALTH_IDLE
           : CUE_HEALTH_WARNING;
}

static gint64
get_token_expiry (CueAccessLinks *self)
{
  CueTokenSource *source = cue_doors_tokens_get_source (cue_doors_watch_get_tokens (self->watch));
  gint64          expiry = source != NULL ? cue_token_source_get_expiry_us (source) : 0;

  return expiry == CUE_TIME_INVALID ? 0 : expiry;
}

static void
read_hub (CueAccessLinks *self, CueSaltoHub *hub, gboolean needs_edit, CueAccessLink *link)
{
  CueSignalrConnection *connection = cue_salto_hub_get_connection (hub);
  g_autofree char      *name = cue_salto_hub_get_title (hub);
  g_autofree char      *words = cue_salto_hub_describe (hub);
  g_autofree char      *advice = cue_salto_hub_explain (hub);
  CueAccessLinkFacts    facts = {
       .name = name,
       .site_id = cue_salto_hub_get_site_id (hub),
       .health = judge (hub),
       .words = words,
       .advice = advice,
       .token_expiry_wall_us = get_token_expiry (self),
       .can_retry = judge (hub) >= CUE_HEALTH_WARNING,
       .needs_edit = needs_edit,
  };

  if (connection != NULL) {
    facts.last_message_wall_us = cue_signalr_connection_get_last_message_wall_us (connection);
    facts.last_ping_wall_us = cue_signalr_connection_get_last_ping_wall_us (connection);
    facts.reconnects = cue_signalr_connection_get_counters (connection)->reconnects;
  }

  cue_access_link_set_facts (link, &facts);
}

/* Without a hub there is nothing but the reason why. */
static void
read_watch (CueAccessLinks *self, gboolean needs_edit, CueAccessLink *link)
{
  const GError      *error = cue_doors_watch_get_error (self->watch);
  CueAccessLinkFacts facts = {
    .name = _ ("Doors"),
    .health = error != NULL ? CUE_HEALTH_ERROR : CUE_HEALTH_IDLE,
    .words = error != NULL ? _ ("The doors are not set up") : _ ("Not connected"),
    .advice = error != NULL ? error->message : NULL,
    .token_expiry_wall_us = get_token_expiry (self),
    .can_retry = error != NULL && !needs_edit && cue_doors_watch_get_running (self->watch),
    .needs_edit = needs_edit,
  };

  cue_access_link_set_facts (link, &facts);
}

static void
on_hubs_changed (CueAccessLinks *self)
{
  guint before = self->links->len;
  guint n_hubs = g_list_model_get_n_items (cue_doors_watch_get_hubs (self->watch));

  g_ptr_array_set_size (self->links, 0);

  for (guint i = 0; i < MAX (n_hubs, 1); i++)
    g_ptr_array_add (self->links, cue_access_link_new ());

  cue_access_links_refresh (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->links->len);
}

static void
cue_access_links_dispose (GObject *object)
{
  CueAccessLinks *self = CUE_ACCESS_LINKS (object);

  if (self->watch != NULL) {
    g_signal_handlers_disconnect_by_data (cue_doors_watch_get_hubs (self->watch), self);
    g_signal_handlers_disconnect_by_data (self->watch, self);
  }

  if (self->sign_in != NULL)
    cue_sign_in_cancel (self->sign_in);

  g_clear_object (&self->sign_in);
  g_clear_object (&self->watch);
  g_ptr_array_set_size (self->links, 0);

  G_OBJECT_CLASS (cue_access_links_parent_class)->dispose (object);
}

static void
cue_access_links_finalize (GObject *object)
{
  g_ptr_array_unref (CUE_ACCESS_LINKS (object)->links);

  G_OBJECT_CLASS (cue_access_links_parent_class)->finalize (object);
}

static void
cue_access_links_class_init (CueAccessLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cue_access_links_dispose;
  G_OBJECT_CLASS (klass)->finalize = cue_access_links_finalize;
}

static void
cue_access_links_init (CueAccessLinks *self)
{
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->sign_in = cue_sign_in_new ();
}

/**
 * cue_access_links_new:
 * @watch: of the doors of an event
 *
 * Returns: (transfer full): its connections
 */
CueAccessLinks *
cue_access_links_new (CueDoorsWatch *watch)
{
  CueAccessLinks *self;

  g_return_val_if_fail (CUE_IS_DOORS_WATCH (watch), NULL);

  self = g_object_new (CUE_TYPE_ACCESS_LINKS, NULL);
  self->watch = g_object_ref (watch);
  g_signal_connect_swapped (cue_doors_watch_get_hubs (watch),
                            "items-changed",
                            G_CALLBACK (on_hubs_changed),
                            self);
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (cue_access_links_refresh), self);
  on_hubs_changed (self);
  return self;
}

/**
 * cue_access_links_refresh:
 * @self: connections
 *
 * Reads how each connection is doing. Links whose facts are the same tell nobody.
 */
void
cue_access_links_refresh (CueAccessLinks *self)
{
  GListModel *hubs;
  guint       n_hubs;
  gboolean    needs_edit;

  g_return_if_fail (CUE_IS_ACCESS_LINKS (self));

  hubs = cue_doors_watch_get_hubs (self->watch);
  n_hubs = g_list_model_get_n_items (hubs);
  needs_edit = cue_access_links_needs_edit (self);

  if (n_hubs == 0 && self->links->len > 0)
    read_watch (self, needs_edit, self->links->pdata[0]);

  for (guint i = 0; i < MIN (n_hubs, self->links->len); i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);

    read_hub (self, hub, needs_edit, self->links->pdata[i]);
  }
}

/**
 * cue_access_links_needs_sign_in:
 * @self: connections
 *
 * Returns: whether only a sign-in in the browser brings a token
 */
gboolean
cue_access_links_needs_sign_in (CueAccessLinks *self)
{
  CueTokenSource *source;

  g_return_val_if_fail (CUE_IS_ACCESS_LINKS (self), FALSE);

  source = cue_doors_tokens_get_source (cue_doors_watch_get_tokens (self->watch));
  return source != NULL && cue_token_source_get_kind (source) == CUE_TOKEN_SOURCE_SIGN_IN &&
         cue_token_source_needs_user (source) &&
         cue_sign_in_get_state (self->sign_in) != CUE_SIGN_IN_WAITING;
}

/**
 * cue_access_links_get_sign_in:
 * @self: connections
 *
 * Returns: (transfer none): how far the sign-in is
 */
CueSignIn *
cue_access_links_get_sign_in (CueAccessLinks *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LINKS (self), NULL);

  return self->sign_in;
}

/**
 * cue_access_links_sign_in:
 * @self: connections that need a sign-in
 * @parent: the window that asks
 *
 * Opens the sign-in in the user's browser and takes what comes of it.
 */
void
cue_access_links_sign_in (CueAccessLinks *self, GtkWindow *parent)
{
  g_return_if_fail (CUE_IS_ACCESS_LINKS (self));

  cue_sign_in_begin (self->sign_in, cue_doors_watch_get_tokens (self->watch), parent);
}

/**
 * cue_access_links_needs_edit:
 * @self: connections
 *
 * Returns: whether nothing can be connected before the event is edited
 */
gboolean
cue_access_links_needs_edit (CueAccessLinks *self)
{
  CueTokenSource *source;
  const GError   *error;
  GListModel     *hubs;

  g_return_val_if_fail (CUE_IS_ACCESS_LINKS (self), FALSE);

  error = cue_doors_watch_get_error (self->watch);

  if (g_error_matches (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT) ||
      g_error_matches (error, CUE_ERROR, CUE_ERROR_AUTH))
    return TRUE;

  /* A token that was pasted is not renewed by anything but another one. */
  source = cue_doors_tokens_get_source (cue_doors_watch_get_tokens (self->watch));
  hubs = cue_doors_watch_get_hubs (self->watch);

  for (guint i = 0;
       source != NULL && cue_token_source_get_kind (source) == CUE_TOKEN_SOURCE_PASTED &&
       i < g_list_model_get_n_items (hubs);
       i++) {
    g_autoptr (CueSaltoHub) hub = g_list_model_get_item (hubs, i);

    if (cue_salto_hub_get_blocked (hub))
      return TRUE;
  }

  return FALSE;
}

static gboolean
has_hubs (CueAccessLinks *self)
{
  return g_list_model_get_n_items (cue_doors_watch_get_hubs (self->watch)) > 0;
}

/**
 * cue_access_links_can_retry:
 * @self: connections
 *
 * Returns: whether one of them gave up, or waits to try again, or the keyring did not give what
 * they need
 */
gboolean
cue_access_links_can_retry (CueAccessLinks *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LINKS (self), FALSE);

  for (guint i = 0; i < self->links->len; i++) {
    if (cue_access_link_get_facts (self->links->pdata[i])->can_retry)
      return TRUE;
  }

  return FALSE;
}

/**
 * cue_access_links_retry:
 * @self: connections
 *
 * Connects at once what is not connected. Where the secrets were missing they are looked for again,
 * which may ask the user to unlock the keyring.
 */
void
cue_access_links_retry (CueAccessLinks *self)
{
  g_return_if_fail (CUE_IS_ACCESS_LINKS (self));

  if (has_hubs (self)) {
    cue_doors_watch_retry (self->watch);
  } else if (cue_access_links_can_retry (self)) {
    cue_doors_watch_stop (self->watch);
    cue_doors_watch_start (self->watch);
  }
}
