// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-send-form-private.h"

#include <glib/gi18n-lib.h>

#include "cue-early-key.h"
#include "cue-feed-trip-row.h"
#include "cue-finding-board.h"

/* Larger drafts are judged when somebody pauses, not at each key, and in a worker. */
#define MAX_BYTES_AT_ONCE (64 * 1024)
#define PAUSE_MS          300

/**
 * CueFeedSendForm:
 *
 * Events for a feed: composed one at a time, with what the rules say beside each field; beside them
 * the header, the payload and, once they are signed, the exact bytes that leave; below, what became
 * of those that were sent. Nothing is sent a second time without a question. Main thread only.
 */
G_DEFINE_FINAL_TYPE (CueFeedSendForm, cue_feed_send_form, ADW_TYPE_BIN)

static guint
count (CueFeedSendForm *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->draft));
}

static void
update_actions (CueFeedSendForm *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   ready = self->connection != NULL && !self->busy && count (self) > 0;

  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_action_set_enabled (widget, "send.send", ready);
  gtk_widget_action_set_enabled (widget, "send.sign", ready && self->envelope == NULL);
  gtk_widget_action_set_enabled (widget, "send.previous", self->position > 0);
  gtk_widget_action_set_enabled (widget, "send.next", self->position + 1 < count (self));
  gtk_widget_action_set_enabled (widget, "send.remove", count (self) > 1);
  gtk_widget_action_set_enabled (widget, "send.add", count (self) < CUE_FEED_DRAFT_MAX_EVENTS);
}

static guint
find_position (CueFeedSendForm *self, const CueFinding *finding)
{
  const char *path = cue_finding_get_path (finding);

  if (path == NULL || count (self) == 1 || !g_ascii_isdigit (path[0]))
    return 0;

  return (guint) g_ascii_strtoull (path, NULL, 10);
}

/* Of events that are not looked at, and of all of them together. */
static void
show_rest (CueFeedSendForm *self)
{
  CueFinding      *worst = NULL;
  g_autofree char *words = NULL;
  guint            position = 0;

  for (guint i = 0; i < self->findings->len; i++) {
    CueFinding *finding = self->findings->pdata[i];
    const char *path = cue_finding_get_path (finding);
    gboolean    here = path != NULL && path[0] != '\0' &&
                    find_position (self, finding) == self->position;

    if (!here && (worst == NULL || cue_finding_get_level (finding) > cue_finding_get_level (worst)))
      worst = finding;
  }

  if (worst == NULL || !self->wanted) {
    cue_finding_label_clear (self->rest);
    return;
  }

  position = find_position (self, worst);

  if (position != self->position)
    /* Translators: the number of an event, then a sentence about it */
    words = g_strdup_printf (_ ("Event %u: %s"), position + 1, cue_finding_get_words (worst));

  cue_finding_label_show (self->rest,
                          cue_finding_board_get_severity (worst),
                          words != NULL ? words : cue_finding_get_words (worst),
                          cue_finding_get_source (worst));
}

static void
show_findings (CueFeedSendForm *self)
{
  cue_feed_event_editor_show (self->editor,
                              self->findings,
                              self->draft,
                              self->position,
                              self->wanted);
  show_rest (self);
}

static void
show_event (CueFeedSendForm *self)
{
  g_autoptr (CueFeedDraftEvent)
    event = g_list_model_get_item (G_LIST_MODEL (self->draft), self->position);
  guint            n = count (self);
  g_autofree char *title = NULL;

  /* Translators: the number of an event, and how many there are */
  title = g_strdup_printf (_ ("Event %u of %u"), self->position + 1, n);
  gtk_label_set_label (self->event_title, n > 1 ? title : _ ("Event"));
  cue_feed_event_editor_set_event (self->editor, event);
  update_actions (self);
}

static void
take_findings (CueFeedSendForm *self, GPtrArray *findings, GBytes *payload, const char *no_payload)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  cue_feed_sealed_set_payload (self->sealed, payload, no_payload);
  show_findings (self);
}

static void
on_judged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedSendForm) self = data;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *no_payload = NULL;
  CueFeedSendStep  step;
  GPtrArray       *findings =
    cue_feed_draft_judge_finish (CUE_FEED_DRAFT (source), result, &payload, &no_payload, NULL);

  if (findings == NULL)
    return;

  g_clear_object (&self->judging);
  take_findings (self, findings, payload, no_payload);
  step = g_steal_pointer (&self->step);

  if (step != NULL) {
    cue_feed_send_form_set_busy (self, FALSE);
    step (self);
  }
}

static void
stop_judging (CueFeedSendForm *self)
{
  g_clear_handle_id (&self->judge_id, g_source_remove);
  g_cancellable_cancel (self->judging);
  g_clear_object (&self->judging);
}

static gboolean
is_large (CueFeedSendForm *self)
{
  return cue_feed_draft_get_size (self->draft) > MAX_BYTES_AT_ONCE;
}

/* A large one in a worker: it takes longer than a frame. */
static void
judge (CueFeedSendForm *self)
{
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;

  stop_judging (self);

  if (is_large (self)) {
    self->judging = g_cancellable_new ();
    cue_feed_draft_judge_async (self->draft, self->judging, on_judged, g_object_ref (self));
    return;
  }

  payload = cue_feed_draft_make_payload (self->draft, &error);
  take_findings (self,
                 cue_feed_draft_check (self->draft),
                 payload,
                 error != NULL ? error->message : NULL);
}

static gboolean
on_judge_due (gpointer data)
{
  CueFeedSendForm *self = data;

  self->judge_id = 0;
  judge (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_judged (CueFeedSendForm *self)
{
  return self->judge_id == 0 && self->judging == NULL;
}

/*
 * cue_feed_send_form_settle:
 * @step: what goes on once what was composed is judged
 *
 * Returns: whether it is judged already; else @step is called later
 */
gboolean
cue_feed_send_form_settle (CueFeedSendForm *self, CueFeedSendStep step)
{
  if (is_judged (self))
    return TRUE;

  judge (self);

  if (is_judged (self))
    return TRUE;

  self->step = step;
  cue_feed_send_form_set_busy (self, TRUE);
  return FALSE;
}

/* Somebody wrote on after asking for it to be sent. */
void
cue_feed_send_form_say_changed (CueFeedSendForm *self)
{
  cue_finding_label_show (self->result,
                          CUE_SEVERITY_WARNING,
                          _ ("It was changed in the meantime, so nothing was signed or sent."),
                          NULL);
}

static void
on_draft_changed (CueFeedSendForm *self)
{
  g_clear_object (&self->envelope);
  cue_finding_label_clear (self->result);
  self->version++;

  if (self->position >= count (self))
    self->position = count (self) > 0 ? count (self) - 1 : 0;

  show_event (self);
  stop_judging (self);

  if (g_steal_pointer (&self->step) != NULL) {
    cue_feed_send_form_set_busy (self, FALSE);
    cue_feed_send_form_say_changed (self);
  }

  if (!is_large (self)) {
    judge (self);
    return;
  }

  /* What was signed is not shown a moment longer. */
  cue_feed_sealed_forget_signature (self->sealed);
  self->judge_id = g_timeout_add (PAUSE_MS, on_judge_due, self);
}

static void
go_to (CueFeedSendForm *self, guint position)
{
  self->position = position;
  show_event (self);

  if (!is_judged (self)) {
    /* What was found may be about what another event was. */
    g_ptr_array_unref (self->findings);
    self->findings = cue_findings_new ();
    judge (self);
  }

  show_findings (self);
}

static void
add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedSendForm *self = CUE_FEED_SEND_FORM (widget);

  cue_feed_draft_add (self->draft, "LicenseConsumed", g_get_real_time ());
  go_to (self, count (self) - 1);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
remove_event (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedSendForm *self = CUE_FEED_SEND_FORM (widget);

  if (count (self) > 1)
    cue_feed_draft_remove (self->draft, self->position);
}

static void
previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedSendForm *self = CUE_FEED_SEND_FORM (widget);

  if (self->position > 0)
    go_to (self, self->position - 1);
}

static void
next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueFeedSendForm *self = CUE_FEED_SEND_FORM (widget);

  if (self->position + 1 < count (self))
    go_to (self, self->position + 1);
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueFeedSendForm) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL)
    cue_feed_send_form_paste (self, text);
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 NULL,
                                 on_pasted,
                                 g_object_ref (widget));
}

/* Keeps it from being sent twice. */
void
cue_feed_send_form_set_busy (CueFeedSendForm *self, gboolean busy)
{
  self->busy = busy;
  update_actions (self);
}

/* Whether it may be sent, of what is judged; if not, the first field to correct gets the focus. */
gboolean
cue_feed_send_form_is_ready (CueFeedSendForm *self)
{
  self->wanted = TRUE;

  for (guint i = 0; i < self->findings->len; i++) {
    CueFinding *finding = self->findings->pdata[i];

    if (cue_finding_get_level (finding) != CUE_FINDING_BLOCK)
      continue;

    go_to (self, MIN (find_position (self, finding), count (self) - 1));
    cue_feed_event_editor_lead_to_wrong (self->editor);
    return FALSE;
  }

  show_findings (self);
  return TRUE;
}

/* ---- the widget -------------------------------------------------------------------------------
 */

static GtkWidget *
make_trip (gpointer item, gpointer data)
{
  return cue_feed_trip_row_new (item);
}

static void
update_trips (CueFeedSendForm *self)
{
  GListModel *trips = self->desk != NULL ? cue_feed_desk_get_trips (self->desk) : NULL;

  gtk_widget_set_visible (self->trips_group, trips != NULL && g_list_model_get_n_items (trips) > 0);
}

static void
forget_desk (CueFeedSendForm *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (cue_feed_desk_get_trips (self->desk), self);

  g_clear_object (&self->desk);
}

static void
cue_feed_send_form_dispose (GObject *object)
{
  CueFeedSendForm *self = CUE_FEED_SEND_FORM (object);

  g_cancellable_cancel (self->cancellable);
  stop_judging (self);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);

  forget_desk (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->envelope);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (cue_feed_send_form_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CueFeedSendForm, child)

static void
cue_feed_send_form_class_init (CueFeedSendFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_feed_send_form_dispose;

  g_type_ensure (CUE_TYPE_FEED_EVENT_EDITOR);
  g_type_ensure (CUE_TYPE_FEED_SEALED);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-feed-send-form.ui");
  BIND (result);
  BIND (rest);
  BIND (event_title);
  BIND (editor);
  BIND (as_list);
  BIND (sealed);
  BIND (spinner);
  BIND (trips_group);
  BIND (trips);
  gtk_widget_class_install_action (widget_class, "send.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "send.remove", NULL, remove_event);
  gtk_widget_class_install_action (widget_class, "send.previous", NULL, previous);
  gtk_widget_class_install_action (widget_class, "send.next", NULL, next);
  gtk_widget_class_install_action (widget_class, "send.paste", NULL, paste);
  cue_feed_send_form_install_sending (widget_class);
}

static void
on_as_list_switched (CueFeedSendForm *self)
{
  cue_feed_draft_set_as_list (self->draft, gtk_switch_get_active (self->as_list));
}

static void
cue_feed_send_form_init (CueFeedSendForm *self)
{
  self->draft = cue_feed_draft_new ();
  self->cancellable = g_cancellable_new ();
  cue_feed_draft_add (self->draft, "LicenseConsumed", g_get_real_time ());
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the fields take the key for themselves. */
  cue_early_key_add (GTK_WIDGET (self), "<Control>Return", "send.send");
  g_signal_connect_swapped (self->as_list,
                            "notify::active",
                            G_CALLBACK (on_as_list_switched),
                            self);
  g_signal_connect_swapped (self->draft, "changed", G_CALLBACK (on_draft_changed), self);
  on_draft_changed (self);
}

/**
 * cue_feed_send_form_set_connection:
 * @self: a form
 * @desk: (nullable): what was sent before
 * @connection: (nullable): what sends
 * @feed: (nullable): the feed that is looked at, for events that name none yet
 *
 * Chooses where events go. What was composed stays.
 */
void
cue_feed_send_form_set_connection (CueFeedSendForm       *self,
                                   CueFeedDesk           *desk,
                                   CueFeedDeskConnection *connection,
                                   const char            *feed)
{
  g_autoptr (CueFeedDraftEvent) event = NULL;

  g_return_if_fail (CUE_IS_FEED_SEND_FORM (self));

  if (self->desk != desk) {
    forget_desk (self);
    g_set_object (&self->desk, desk);
    gtk_list_box_bind_model (self->trips,
                             desk != NULL ? cue_feed_desk_get_trips (desk) : NULL,
                             make_trip,
                             NULL,
                             NULL);

    if (desk != NULL)
      g_signal_connect_swapped (cue_feed_desk_get_trips (desk),
                                "items-changed",
                                G_CALLBACK (update_trips),
                                self);

    update_trips (self);
  }

  if (g_set_object (&self->connection, connection)) {
    g_auto (GStrv) feeds = NULL;

    g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
    self->cancellable = g_cancellable_new ();
    self->busy = FALSE;

    if (connection != NULL)
      feeds = cue_feed_connection_list_feeds (cue_desk_connection_get_settings (connection));

    cue_feed_event_editor_set_feeds (self->editor, (const char *const *) feeds);
    /* It was signed with the key of another one. */
    on_draft_changed (self);
  }

  event = g_list_model_get_item (G_LIST_MODEL (self->draft), 0);

  if (event != NULL && feed != NULL && cue_feed_draft_event_get_source (event)[0] == '\0')
    g_object_set (event, "source", feed, NULL);
}

/**
 * cue_feed_send_form_get_draft:
 * @self: a form
 *
 * Returns: (transfer none): what is composed
 */
CueFeedDraft *
cue_feed_send_form_get_draft (CueFeedSendForm *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SEND_FORM (self), NULL);

  return self->draft;
}

/**
 * cue_feed_send_form_paste:
 * @self: a form
 * @text: JSON: one event, or a list of them
 *
 * Takes what was copied elsewhere in place of what was composed, or says why not.
 *
 * Returns: whether it did
 */
gboolean
cue_feed_send_form_paste (CueFeedSendForm *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (CUE_IS_FEED_SEND_FORM (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  self->position = 0;

  if (cue_feed_draft_read (self->draft, text, &error)) {
    gtk_switch_set_active (self->as_list, cue_feed_draft_get_as_list (self->draft));
    self->wanted = TRUE;
    judge (self);
    return TRUE;
  }

  cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, error->message, NULL);
  return FALSE;
}

/**
 * cue_feed_send_form_get_signed:
 * @self: a form
 *
 * Returns: whether the exact bytes that would leave are shown
 */
gboolean
cue_feed_send_form_get_signed (CueFeedSendForm *self)
{
  g_return_val_if_fail (CUE_IS_FEED_SEND_FORM (self), FALSE);

  return self->envelope != NULL;
}
