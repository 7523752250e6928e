// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-duke-store.h"

#define MAX_EVENTS 100000
#define DAY_US     (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define NS_PER_US  G_GINT64_CONSTANT (1000)

struct _CueSimDukeStore {
  const CueSimSwitches *switches; // not owned
  GPtrArray            *events;   // of CueSimDukeEvent, received_ns rising
  guint64               serial;
};

/**
 * cue_sim_duke_store_new:
 * @switches: (transfer none): as they are at each request; must outlive it
 *
 * Returns: (transfer full): a store without events
 */
CueSimDukeStore *
cue_sim_duke_store_new (const CueSimSwitches *switches)
{
  CueSimDukeStore *self = g_new0 (CueSimDukeStore, 1);

  self->switches = switches;
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_sim_duke_event_free);
  return self;
}

/**
 * cue_sim_duke_store_free:
 * @self: (transfer full): a store
 */
void
cue_sim_duke_store_free (CueSimDukeStore *self)
{
  g_ptr_array_unref (self->events);
  g_free (self);
}

static CueSimDukeEvent *
get_nth (CueSimDukeStore *self, guint n)
{
  return g_ptr_array_index (self->events, n);
}

/**
 * cue_sim_duke_store_add:
 * @self: a store
 * @event: (transfer full): an event
 * @wall_us: now, µs since 1970
 *
 * Receives an event. Its stamp lies above that of every event before it, also when the clock is set
 * back; with more than 100,000 events the oldest goes.
 */
void
cue_sim_duke_store_add (CueSimDukeStore *self, CueSimDukeEvent *event, gint64 wall_us)
{
  /* Nanoseconds that are not all zeros at the end, and the same in every run. */
  gint64 received_ns = wall_us * NS_PER_US + (gint64) (self->serial++ * 7919 % 1000);

  if (self->events->len > 0)
    received_ns = MAX (received_ns, get_nth (self, self->events->len - 1)->received_ns + 1);
  event->received_ns = received_ns;
  g_ptr_array_add (self->events, event);
  if (self->events->len > MAX_EVENTS)
    g_ptr_array_remove_index (self->events, 0);
}

/**
 * cue_sim_duke_store_expire:
 * @self: a store
 * @wall_us: now, µs since 1970
 *
 * Forgets what is older than `tenduke-retention` allows.
 */
void
cue_sim_duke_store_expire (CueSimDukeStore *self, gint64 wall_us)
{
  const char *days = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_RETENTION);
  gint64      least_ns = (wall_us - g_ascii_strtoll (days, NULL, 10) * DAY_US) * NS_PER_US;
  guint       n = 0;

  if (g_str_equal (days, "none"))
    return;
  while (n < self->events->len && get_nth (self, n)->received_ns < least_ns)
    n++;
  if (n > 0)
    g_ptr_array_remove_range (self->events, 0, n);
}

/**
 * cue_sim_duke_store_count:
 * @self: a store
 * @source: a feed
 *
 * Returns: how many events the feed holds
 */
guint
cue_sim_duke_store_count (CueSimDukeStore *self, const char *source)
{
  guint count = 0;

  for (guint i = 0; i < self->events->len; i++) {
    if (g_strcmp0 (get_nth (self, i)->source, source) == 0)
      count++;
  }
  return count;
}

static gboolean
is_in_feed (const CueSimDukeEvent *event, const CueSimDukeQuery *query)
{
  if (query->source != NULL)
    return g_strcmp0 (event->source, query->source) == 0;
  return g_strcmp0 (event->object_type, query->object_type) == 0 &&
         g_strcmp0 (event->object_id, query->object_id) == 0;
}

/* ASSUME-24 */
static gboolean
is_in_range (CueSimDukeStore *self, const CueSimDukeEvent *event, const CueSimDukeQuery *query)
{
  gint64 more = cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_DUKE_CURSORS, "inclusive") ? 0
                                                                                               : 1;

  return (query->after_ns < 0 || event->received_ns - more >= query->after_ns) &&
         (query->before_ns < 0 || event->received_ns + more <= query->before_ns);
}

/* The oldest of the range when it has a begin, the newest otherwise; oldest first.
 * Returns: (transfer container) */
static GPtrArray *
select_page (CueSimDukeStore *self, const CueSimDukeQuery *query)
{
  GPtrArray *page = g_ptr_array_new ();
  gboolean   forwards = query->after_ns >= 0;

  for (guint i = 0; i < self->events->len && page->len < query->most; i++) {
    CueSimDukeEvent *event = get_nth (self, forwards ? i : self->events->len - 1 - i);

    if (is_in_feed (event, query) && is_in_range (self, event, query))
      g_ptr_array_add (page, event);
  }
  for (guint i = 0; !forwards && i < page->len / 2; i++) {
    gpointer swap = page->pdata[i];

    page->pdata[i] = page->pdata[page->len - 1 - i];
    page->pdata[page->len - 1 - i] = swap;
  }
  return page;
}

static gboolean
has_more (CueSimDukeStore *self, const CueSimDukeQuery *query, gint64 cursor_ns, gboolean older)
{
  for (guint i = 0; i < self->events->len; i++) {
    const CueSimDukeEvent *event = get_nth (self, i);

    if (is_in_feed (event, query) &&
        (older ? event->received_ns < cursor_ns : event->received_ns > cursor_ns))
      return TRUE;
  }
  return FALSE;
}

static char *
make_url (CueSimDukeStore *self, const CueSimDukeQuery *query, const char *name, gint64 cursor_ns)
{
  const char      *form = cue_sim_switches_get (self->switches, CUE_SIM_SWITCH_DUKE_URLS);
  const char      *last = query->source != NULL ? query->source : query->object_id;
  g_autofree char *type =
    query->source == NULL ? g_uri_escape_string (query->object_type, NULL, FALSE) : NULL;
  g_autofree char *segment = g_uri_escape_string (last, NULL, FALSE);
  g_autofree char *limit = g_strdup_printf ("&maxEventCount=%u", query->most);

  return g_strdup_printf ("%s%s%s%s?%s=%" G_GINT64_FORMAT "%s",
                          g_str_equal (form, "relative") ? "" : "/get/",
                          type != NULL && !g_str_equal (form, "relative") ? type : "",
                          type != NULL && !g_str_equal (form, "relative") ? "/" : "",
                          segment,
                          name,
                          cursor_ns,
                          g_str_equal (form, "with-limit") ? limit : "");
}

static void
add_instruction (CueSimDukeStore       *self,
                 CueSimDoc             *objects,
                 const CueSimDukeQuery *query,
                 gboolean               older,
                 gint64                 cursor_ns)
{
  CueSimDoc       *item = cue_sim_doc_add_child (objects, NULL);
  g_autofree char *url = make_url (self, query, older ? "before" : "after", cursor_ns);

  cue_sim_doc_set_string (item, "instruction", older ? "older" : "newer");
  cue_sim_doc_set_string (item, "url", url);
  cue_sim_doc_set_int (item, "count", has_more (self, query, cursor_ns, older) ? -1 : 0);
}

/**
 * cue_sim_duke_store_read:
 * @self: a store
 * @query: which feed, and which page of it
 * @wall_us: now, µs since 1970: the cursor of a feed that has nothing
 *
 * Returns: (transfer full): a page as the vendor's classes describe it: `uri`, `updateUrl`,
 * `count`, and `objects`, where an instruction stands before and behind the events
 */
CueSimDoc *
cue_sim_duke_store_read (CueSimDukeStore *self, const CueSimDukeQuery *query, gint64 wall_us)
{
  CueSimDoc *doc = cue_sim_doc_new ();
  CueSimDoc *objects;
  g_autoptr (GPtrArray) page = select_page (self, query);
  gint64           given_ns = query->after_ns >= 0    ? query->after_ns
                              : query->before_ns >= 0 ? query->before_ns
                                                      : wall_us * NS_PER_US;
  gint64           first_ns = given_ns;
  gint64           last_ns = given_ns;
  g_autofree char *uri = query->source != NULL
                           ? g_strdup (query->source)
                           : g_strdup_printf ("%s/%s", query->object_type, query->object_id);
  g_autofree char *update_url = NULL;

  if (page->len > 0) {
    first_ns = ((CueSimDukeEvent *) page->pdata[0])->received_ns;
    last_ns = ((CueSimDukeEvent *) page->pdata[page->len - 1])->received_ns;
  }
  update_url = make_url (self, query, "after", last_ns);
  cue_sim_doc_set_string (doc, "uri", uri);
  cue_sim_doc_set_string (doc, "updateUrl", update_url);
  cue_sim_doc_set_int (doc, "count", page->len);
  objects = cue_sim_doc_add_list (doc, "objects");
  add_instruction (self, objects, query, TRUE, first_ns);
  for (guint i = 0; i < page->len; i++)
    cue_sim_duke_event_write (page->pdata[i], cue_sim_doc_add_child (objects, NULL));
  add_instruction (self, objects, query, FALSE, last_ns);
  /* ASSUME-21; the instructions stay where they are. */
  if (cue_sim_switches_is (self->switches, CUE_SIM_SWITCH_DUKE_ORDER, "newest"))
    cue_sim_doc_reverse_part (objects, 1, page->len);
  return doc;
}
