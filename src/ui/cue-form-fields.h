// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "cue-diagnostic.h"

G_BEGIN_DECLS

/**
 * CueFormField:
 * @row: (unowned): where it is edited; a child of the template of the form
 * @message: (unowned): the [class@FieldMessage] below it; another child
 * @touched: whether something was typed, so that it may be found fault with
 *
 * A field of a form and what is wrong with it.
 */
typedef struct {
  GtkWidget *row;
  GtkWidget *message;
  gboolean   touched;
} CueFormField;

void     cue_form_fields_bind (GtkWidgetClass    *widget_class,
                               const char *const *names,
                               guint              n_fields,
                               gsize              offset);
void     cue_form_fields_update (CueFormField      *fields,
                                 const char *const *names,
                                 guint              n_fields,
                                 GPtrArray         *faults);
gboolean cue_form_fields_check (CueFormField      *fields,
                                const char *const *names,
                                guint              n_fields,
                                GPtrArray         *faults);

G_END_DECLS
