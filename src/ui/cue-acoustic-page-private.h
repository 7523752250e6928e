// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cue-acoustic-attributes-form.h"
#include "cue-acoustic-bar.h"
#include "cue-acoustic-document-view.h"
#include "cue-acoustic-files-view.h"
#include "cue-acoustic-import-view.h"
#include "cue-acoustic-key-form.h"
#include "cue-acoustic-notification-form.h"
#include "cue-acoustic-page.h"
#include "cue-acoustic-publish-form.h"
#include "cue-acoustic-types-view.h"

G_BEGIN_DECLS

/* What the parts of the page share: `cue-acoustic-page.c` arranges the sections,
 * `cue-acoustic-page-types.c` has the commands about one event type, and
 * `cue-acoustic-page-documents.c` those about all of them as a file. */
struct _CueAcousticPage {
  AdwBin parent_instance;

  CueAcousticDesk           *desk;       /* owned; may be NULL */
  CueAcousticDeskConnection *connection; /* owned; the chosen one; may be NULL */
  CueAcousticDeskConnection
               *drafted;     /* owned; for which the register form was begun; may be NULL */
  GCancellable *cancellable; /* owned; cancelled when the connection changes */

  GtkStack                    *stack;
  CueAcousticBar              *bar;
  GtkStack                    *sections;
  GtkStack                    *types_pages;
  CueAcousticTypesView        *types;
  CueAcousticRegisterForm     *register_form;
  CueAcousticDocumentView     *document;
  CueAcousticAttributesForm   *attributes;
  GtkStack                    *publish_pages;
  CueAcousticPublishForm      *publish;
  CueAcousticImportView       *import;
  CueAcousticFilesView        *files;
  CueAcousticNotificationForm *notification;
  CueAcousticKeyForm          *key;
};

void cue_acoustic_page_install_types (GtkWidgetClass *widget_class);
void cue_acoustic_page_update_note (CueAcousticPage *self);
void cue_acoustic_page_connect_register (CueAcousticPage *self);
void cue_acoustic_page_install_documents (GtkWidgetClass *widget_class);

G_END_DECLS
