// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-link.h"

#include "cue-signal.h"

/**
 * CueAccessLink:
 *
 * How one connection to a hub is doing, as the page shows it. Whoever owns the connection keeps the
 * facts up to date; “changed” says that they did. Main thread only.
 */
struct _CueAccessLink {
  GObject parent_instance;

  CueAccessLinkFacts facts; /* its strings are owned */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CueAccessLink, cue_access_link, G_TYPE_OBJECT)

static void
clear_facts (CueAccessLinkFacts *facts)
{
  g_free ((char *) facts->name);
  g_free ((char *) facts->site_id);
  g_free ((char *) facts->words);
  g_free ((char *) facts->advice);
}

static void
cue_access_link_finalize (GObject *object)
{
  clear_facts (&CUE_ACCESS_LINK (object)->facts);

  G_OBJECT_CLASS (cue_access_link_parent_class)->finalize (object);
}

static void
cue_access_link_class_init (CueAccessLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cue_access_link_finalize;

  /**
   * CueAccessLink::changed:
   *
   * The facts are other ones now.
   */
  signals[SIGNAL_CHANGED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "changed");
}

static void
cue_access_link_init (CueAccessLink *self)
{
  self->facts.name = g_strdup ("");
  self->facts.words = g_strdup ("");
}

/**
 * cue_access_link_new:
 *
 * Returns: (transfer full): a connection of which nothing is known
 */
CueAccessLink *
cue_access_link_new (void)
{
  return g_object_new (CUE_TYPE_ACCESS_LINK, NULL);
}

/**
 * cue_access_link_get_facts:
 * @self: a connection
 *
 * Returns: (transfer none): what is known of it; valid until it changes
 */
const CueAccessLinkFacts *
cue_access_link_get_facts (CueAccessLink *self)
{
  g_return_val_if_fail (CUE_IS_ACCESS_LINK (self), NULL);

  return &self->facts;
}

/**
 * cue_access_link_set_facts:
 * @self: a connection
 * @facts: what is known of it; copied
 *
 * Says how the connection is doing. Nothing is told to listeners when nothing changed.
 */
void
cue_access_link_set_facts (CueAccessLink *self, const CueAccessLinkFacts *facts)
{
  CueAccessLinkFacts before;

  g_return_if_fail (CUE_IS_ACCESS_LINK (self));
  g_return_if_fail (facts->name != NULL && facts->words != NULL);

  before = self->facts;

  if (g_strcmp0 (before.name, facts->name) == 0 && before.health == facts->health &&
      g_strcmp0 (before.site_id, facts->site_id) == 0 &&
      g_strcmp0 (before.words, facts->words) == 0 &&
      g_strcmp0 (before.advice, facts->advice) == 0 &&
      before.last_message_wall_us == facts->last_message_wall_us &&
      before.last_ping_wall_us == facts->last_ping_wall_us &&
      before.reconnects == facts->reconnects &&
      before.token_expiry_wall_us == facts->token_expiry_wall_us &&
      before.can_retry == facts->can_retry && before.needs_edit == facts->needs_edit)
    return;

  self->facts = *facts;
  self->facts.name = g_strdup (facts->name);
  self->facts.site_id = g_strdup (facts->site_id);
  self->facts.words = g_strdup (facts->words);
  self->facts.advice = g_strdup (facts->advice);
  clear_facts (&before);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cue_access_link_all_hear:
 * @links: a list of [class@AccessLink]
 *
 * Returns: whether all of them are connected
 */
gboolean
cue_access_link_all_hear (GListModel *links)
{
  guint n_links = g_list_model_get_n_items (links);

  for (guint i = 0; i < n_links; i++) {
    g_autoptr (CueAccessLink) link = g_list_model_get_item (links, i);

    if (link->facts.health != CUE_HEALTH_OK)
      return FALSE;
  }

  return TRUE;
}

/**
 * cue_access_link_any_hears:
 * @links: (nullable): a list of [class@AccessLink]
 * @site_id: a site
 *
 * Says whether the doors of a site can be judged by what they report. Where there is no connection
 * at all, there is nothing that could have been lost.
 *
 * Returns: whether one of the connections that report them is connected
 */
gboolean
cue_access_link_any_hears (GListModel *links, const char *site_id)
{
  guint n_links = links != NULL ? g_list_model_get_n_items (links) : 0;

  for (guint i = 0; i < n_links; i++) {
    g_autoptr (CueAccessLink) link = g_list_model_get_item (links, i);

    if (link->facts.health == CUE_HEALTH_OK &&
        (link->facts.site_id == NULL || g_strcmp0 (link->facts.site_id, site_id) == 0))
      return TRUE;
  }

  return n_links == 0;
}
