// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-publish-form.h"
#include "cue-finding-board.h"
#include "cue-json-link.h"

G_BEGIN_DECLS

/* What the two halves of the form share: `cue-acoustic-publish-form.c` is what one writes on,
 * `cue-acoustic-publish-send.c` sends it. */
struct _CueAcousticPublishForm {
  AdwBin parent_instance;

  CueAcousticDesk           *desk;        /* owned; may be NULL */
  CueAcousticDeskConnection *connection;  /* owned; may be NULL */
  GCancellable              *cancellable; /* owned; ends waiting for an answer */
  CuePublication            *draft;       /* owned */
  CueJsonLink               *link;        /* owned; between ‘draft’ and the JSON text */
  CueFindingBoard           *board;       /* owned */
  GPtrArray                 *findings;    /* owned; what the rules found last */
  GtkWidget                 *templates;   /* not owned: the button’s */
  GtkWidget                 *history;     /* not owned: the button’s */
  gboolean                   wanted;      /* somebody wanted to send it */
  gboolean                   busy;
  GBytes  *sent;    /* owned; the body that was sent last and not refused; may be NULL */
  gboolean unknown; /* nobody knows whether the service took ‘sent’ */

  GtkMenuButton   *templates_button;
  GtkMenuButton   *history_button;
  GtkLabel        *estimate;
  GtkSpinner      *spinner;
  CueFindingLabel *result;
  CueFindingLabel *rest;
  AdwFlap         *flap;
  AdwComboRow     *shape;
  AdwComboRow     *channel_level;
  AdwComboRow     *identifiers_level;
  GtkWidget       *channel;
  CueFindingLabel *channel_finding;
  GtkWidget       *provider;
  CueFindingLabel *provider_finding;
  GtkBox          *groups;
  CueFindingLabel *groups_finding;
  GtkWidget       *add_group;
  CueJsonEditor   *json;
};

gboolean cue_acoustic_publish_form_is_ready (CueAcousticPublishForm *self);
void     cue_acoustic_publish_form_set_busy (CueAcousticPublishForm *self, gboolean busy);
void     cue_acoustic_publish_form_show_fault (CueAcousticPublishForm *self,
                                               const char             *path,
                                               const char             *words);
void     cue_acoustic_publish_form_install_sending (GtkWidgetClass *widget_class);

G_END_DECLS
