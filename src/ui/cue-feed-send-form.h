// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-feed-desk.h"

G_BEGIN_DECLS

#define CUE_TYPE_FEED_SEND_FORM (cue_feed_send_form_get_type ())

G_DECLARE_FINAL_TYPE (CueFeedSendForm, cue_feed_send_form, CUE, FEED_SEND_FORM, AdwBin)

void          cue_feed_send_form_set_connection (CueFeedSendForm       *self,
                                                 CueFeedDesk           *desk,
                                                 CueFeedDeskConnection *connection,
                                                 const char            *feed);
CueFeedDraft *cue_feed_send_form_get_draft (CueFeedSendForm *self);
gboolean      cue_feed_send_form_paste (CueFeedSendForm *self, const char *text);
gboolean      cue_feed_send_form_get_signed (CueFeedSendForm *self);

G_END_DECLS
