// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-feed-event-editor.h"
#include "cue-feed-sealed.h"
#include "cue-feed-send-form.h"
#include "cue-finding-label.h"

G_BEGIN_DECLS

/* For the files of the form. */

typedef void (*CueFeedSendStep) (CueFeedSendForm *self);

struct _CueFeedSendForm {
  AdwBin parent_instance;

  CueFeedDesk           *desk;        /* owned; may be NULL */
  CueFeedDeskConnection *connection;  /* owned; may be NULL */
  GCancellable          *cancellable; /* owned; cancelled when the connection changes */
  CueFeedDraft          *draft;       /* owned */
  CueFeedEnvelope       *envelope;    /* owned; the draft as it is, signed; may be NULL */
  GPtrArray             *findings;    /* owned */
  guint                  position;    /* of the event that is edited */
  gboolean               wanted;      /* somebody wanted to send it: everything is judged */
  gboolean               busy;
  guint                  judge_id; /* of what judges a large one later; 0 for none */
  GCancellable          *judging;  /* owned; of the worker that judges a large one; may be NULL */
  CueFeedSendStep        step;     /* what goes on once it is judged; may be NULL */
  guint                  version;  /* of the draft */

  CueFindingLabel    *result;
  CueFindingLabel    *rest;
  GtkLabel           *event_title;
  CueFeedEventEditor *editor;
  GtkSwitch          *as_list;
  CueFeedSealed      *sealed;
  GtkSpinner         *spinner;
  GtkWidget          *trips_group;
  GtkListBox         *trips;
};

gboolean cue_feed_send_form_settle (CueFeedSendForm *self, CueFeedSendStep step);
gboolean cue_feed_send_form_is_ready (CueFeedSendForm *self);
void     cue_feed_send_form_say_changed (CueFeedSendForm *self);
void     cue_feed_send_form_set_busy (CueFeedSendForm *self, gboolean busy);
void     cue_feed_send_form_install_sending (GtkWidgetClass *widget_class);

G_END_DECLS
