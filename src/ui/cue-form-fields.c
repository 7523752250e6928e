// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-form-fields.h"

#include "cue-field-message.h"

/* What all forms do with their fields: each has a row and, below it, a message. A field is called
 * as the property it edits is, and as the findings name it; one whose name ends with “*” takes all
 * findings that begin so. */

static char *
make_child_name (const char *name)
{
  gsize length = strcspn (name, "*");

  /* “backend-url” in a profile is “backend_url” in a template. */
  return g_strdelimit (g_strndup (name, length), "-", '_');
}

/**
 * cue_form_fields_bind:
 * @widget_class: the class of the form, which has a template
 * @names: (array length=n_fields): the names of the fields
 * @n_fields: their number
 * @offset: of an array of as many #CueFormField in the form
 *
 * Binds the rows and messages of a form: the children “hub_url” and “hub_url_message” for the field
 * “hub-url”.
 */
void
cue_form_fields_bind (GtkWidgetClass    *widget_class,
                      const char *const *names,
                      guint              n_fields,
                      gsize              offset)
{
  g_type_ensure (CUE_TYPE_FIELD_MESSAGE);

  for (guint i = 0; i < n_fields; i++) {
    gssize           place = (gssize) (offset + i * sizeof (CueFormField));
    g_autofree char *row = make_child_name (names[i]);
    g_autofree char *message = g_strconcat (row, "_message", NULL);

    gtk_widget_class_bind_template_child_full (widget_class,
                                               row,
                                               FALSE,
                                               place +
                                                 (gssize) G_STRUCT_OFFSET (CueFormField, row));
    gtk_widget_class_bind_template_child_full (widget_class,
                                               message,
                                               FALSE,
                                               place +
                                                 (gssize) G_STRUCT_OFFSET (CueFormField, message));
  }
}

static gboolean
is_about (const CueDiagnostic *fault, const char *name)
{
  const char *where = cue_diagnostic_get_where (fault);
  gsize       length = strcspn (name, "*");

  if (name[length] == '\0')
    return g_strcmp0 (where, name) == 0;

  return where != NULL && strncmp (where, name, length) == 0;
}

/* The worst of those that are about it, or NULL. */
static CueDiagnostic *
find_fault (GPtrArray *faults, const char *name)
{
  CueDiagnostic *worst = NULL;

  for (guint i = 0; i < faults->len; i++) {
    CueDiagnostic *fault = faults->pdata[i];

    if (is_about (fault, name) && (worst == NULL || cue_diagnostic_get_severity (fault) >
                                                      cue_diagnostic_get_severity (worst)))
      worst = fault;
  }

  return worst;
}

/**
 * cue_form_fields_update:
 * @fields: (array length=n_fields): the fields
 * @names: (array length=n_fields): their names
 * @n_fields: their number
 * @faults: (element-type CueDiagnostic): what is wrong with the form
 *
 * Shows what is wrong below each field that was touched.
 */
void
cue_form_fields_update (CueFormField      *fields,
                        const char *const *names,
                        guint              n_fields,
                        GPtrArray         *faults)
{
  for (guint i = 0; i < n_fields; i++)
    cue_field_message_update (CUE_FIELD_MESSAGE (fields[i].message),
                              fields[i].row,
                              fields[i].touched ? find_fault (faults, names[i]) : NULL);
}

/**
 * cue_form_fields_check:
 * @fields: (array length=n_fields): the fields
 * @names: (array length=n_fields): their names
 * @n_fields: their number
 * @faults: (element-type CueDiagnostic): what is wrong with the form
 *
 * Shows everything that is wrong, and moves the focus to the first field that must be corrected.
 *
 * Returns: whether none must
 */
gboolean
cue_form_fields_check (CueFormField      *fields,
                       const char *const *names,
                       guint              n_fields,
                       GPtrArray         *faults)
{
  for (guint i = 0; i < n_fields; i++)
    fields[i].touched = TRUE;

  cue_form_fields_update (fields, names, n_fields, faults);

  for (guint i = 0; i < n_fields; i++) {
    CueDiagnostic *fault = find_fault (faults, names[i]);

    if (fault != NULL && cue_diagnostic_get_severity (fault) == CUE_SEVERITY_ERROR) {
      gtk_widget_grab_focus (fields[i].row);
      return FALSE;
    }
  }

  return TRUE;
}
