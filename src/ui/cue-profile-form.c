// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-profile-form.h"

#include <glib/gi18n-lib.h>

#include "cue-form-fields.h"
#include "cue-secret-store.h"

typedef enum {
  FIELD_NAME,
  FIELD_ENDPOINT,
  FIELD_ISS,
  FIELD_AUD,
  FIELD_SECRET,
  FIELD_TTL,
  FIELD_BACKEND_URL,
  FIELD_STATE_URL,
  FIELD_POLL_INTERVAL,
  N_FIELDS,
} Field;

/* As the findings of a profile name them, and as the properties of a profile are called. */
static const char *const field_names[N_FIELDS] = {
  [FIELD_NAME] = "name",
  [FIELD_ENDPOINT] = "endpoint",
  [FIELD_ISS] = "iss",
  [FIELD_AUD] = "aud",
  [FIELD_SECRET] = "secret",
  [FIELD_TTL] = "ttl",
  [FIELD_BACKEND_URL] = "backend-url",
  [FIELD_STATE_URL] = "state-url",
  [FIELD_POLL_INTERVAL] = "poll-interval",
};

/**
 * CueProfileForm:
 *
 * The fields of one profile. What is typed goes into the profile at once and is checked at once; a
 * finding stands under its field. A field that was not touched yet is left alone until
 * [method@ProfileForm.check], so that an empty form does not begin with reproaches.
 *
 * The rules belong to the profile, none of them is here. Main thread only.
 */
struct _CueProfileForm {
  AdwBin parent_instance;

  CueProfile *profile; /* owned; may be NULL */
  gboolean    has_saved_secret;
  gboolean    filling;

  CueFormField        fields[N_FIELDS];
  AdwComboRow        *source_kind;
  GtkSwitch          *secret_is_base64;
  GtkWidget          *api_key_group;
  GtkWidget          *backend_group;
  GtkWidget          *state_url_group;
  CueDoorsForm       *doors;
  CueConnectionsForm *acoustic;
  CueConnectionsForm *tenduke;
};

G_DEFINE_FINAL_TYPE (CueProfileForm, cue_profile_form, ADW_TYPE_BIN)

typedef enum {
  PROP_COMPLETE = 1,
} CueProfileFormProperty;

static GParamSpec *properties[PROP_COMPLETE + 1];

static GPtrArray *
find_faults (CueProfileForm *self)
{
  g_autoptr (GPtrArray) faults = cue_profile_validate (self->profile);
  g_autoptr (GBytes) secret = cue_profile_form_get_secret (self);

  if (secret != NULL || !self->has_saved_secret) {
    g_autoptr (GPtrArray) about_secret = cue_profile_validate_secret (self->profile, secret);

    g_ptr_array_extend_and_steal (faults, g_steal_pointer (&about_secret));
  }

  return g_steal_pointer (&faults);
}

static void
update_messages (CueProfileForm *self)
{
  g_autoptr (GPtrArray) faults = NULL;

  if (self->profile == NULL)
    return;

  faults = find_faults (self);
  cue_form_fields_update (self->fields, field_names, N_FIELDS, faults);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
update_groups (CueProfileForm *self)
{
  CueProfileSource kind = cue_profile_get_source_kind (self->profile);

  gtk_widget_set_visible (self->api_key_group, kind == CUE_PROFILE_SOURCE_API_KEY);
  gtk_widget_set_visible (self->backend_group, kind == CUE_PROFILE_SOURCE_BACKEND);
  gtk_widget_set_visible (self->state_url_group, kind == CUE_PROFILE_SOURCE_STATE_URL);
}

static void
on_field_changed (CueProfileForm *self, GParamSpec *pspec, GtkWidget *row)
{
  if (self->filling || self->profile == NULL)
    return;

  for (Field field = 0; field < N_FIELDS; field++) {
    if (self->fields[field].row != row)
      continue;

    self->fields[field].touched = TRUE;

    if (GTK_IS_SPIN_BUTTON (row))
      g_object_set (self->profile,
                    field_names[field],
                    (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (row)),
                    NULL);
    else if (field != FIELD_SECRET)
      g_object_set (self->profile,
                    field_names[field],
                    gtk_editable_get_text (GTK_EDITABLE (row)),
                    NULL);
  }

  update_messages (self);
}

static void
on_kind_changed (CueProfileForm *self)
{
  if (self->filling || self->profile == NULL)
    return;

  cue_profile_set_source_kind (self->profile,
                               (CueProfileSource) adw_combo_row_get_selected (self->source_kind));
  update_groups (self);
  update_messages (self);
}

static void
on_base64_changed (CueProfileForm *self)
{
  if (self->filling || self->profile == NULL)
    return;

  cue_profile_set_secret_is_base64 (self->profile, gtk_switch_get_active (self->secret_is_base64));
  update_messages (self);
}

static void
cue_profile_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueProfileForm *self = CUE_PROFILE_FORM (object);

  switch ((CueProfileFormProperty) id) {
  case PROP_COMPLETE: {
    g_autoptr (GPtrArray) faults = self->profile != NULL ? find_faults (self) : NULL;

    g_value_set_boolean (value,
                         faults != NULL &&
                           cue_diagnostics_get_worst (faults) != CUE_SEVERITY_ERROR &&
                           cue_doors_form_check (self->doors, FALSE) &&
                           cue_connections_form_check (self->acoustic, FALSE) &&
                           cue_connections_form_check (self->tenduke, FALSE));
    break;
  }
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_profile_form_dispose (GObject *object)
{
  g_clear_object (&CUE_PROFILE_FORM (object)->profile);

  G_OBJECT_CLASS (cue_profile_form_parent_class)->dispose (object);
}

static void
cue_profile_form_class_init (CueProfileFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_profile_form_get_property;
  object_class->dispose = cue_profile_form_dispose;

  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CUE_TYPE_CONNECTIONS_FORM);
  g_type_ensure (CUE_TYPE_DOORS_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-profile-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, source_kind);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, secret_is_base64);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, api_key_group);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, backend_group);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, state_url_group);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, doors);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, acoustic);
  gtk_widget_class_bind_template_child (widget_class, CueProfileForm, tenduke);

  cue_form_fields_bind (widget_class,
                        field_names,
                        N_FIELDS,
                        G_STRUCT_OFFSET (CueProfileForm, fields));
}

static void
cue_profile_form_init (CueProfileForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (Field field = 0; field < N_FIELDS; field++) {
    /* As the other rows do; a spin button of the floor has no property for it. */
    if (GTK_IS_SPIN_BUTTON (self->fields[field].row))
      gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (
                                        GTK_EDITABLE (self->fields[field].row))),
                                      TRUE);

    g_signal_connect_swapped (self->fields[field].row,
                              GTK_IS_SPIN_BUTTON (self->fields[field].row) ? "notify::value"
                                                                           : "notify::text",
                              G_CALLBACK (on_field_changed),
                              self);
  }

  g_signal_connect_swapped (self->source_kind,
                            "notify::selected",
                            G_CALLBACK (on_kind_changed),
                            self);
  g_signal_connect_swapped (self->secret_is_base64,
                            "notify::active",
                            G_CALLBACK (on_base64_changed),
                            self);
}

/**
 * cue_profile_form_set_profile:
 * @self: a form
 * @profile: what to edit; the form writes into it
 *
 * Fills the form.
 */
void
cue_profile_form_set_profile (CueProfileForm *self, CueProfile *profile)
{
  g_return_if_fail (CUE_IS_PROFILE_FORM (self));
  g_return_if_fail (CUE_IS_PROFILE (profile));

  g_set_object (&self->profile, profile);
  self->filling = TRUE;

  for (Field field = 0; field < N_FIELDS; field++) {
    self->fields[field].touched = FALSE;

    if (field == FIELD_SECRET)
      gtk_editable_set_text (GTK_EDITABLE (self->fields[field].row), "");
    else if (GTK_IS_SPIN_BUTTON (self->fields[field].row)) {
      guint value;

      g_object_get (profile, field_names[field], &value, NULL);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->fields[field].row), value);
    } else {
      g_autofree char *text = NULL;

      g_object_get (profile, field_names[field], &text, NULL);
      gtk_editable_set_text (GTK_EDITABLE (self->fields[field].row), text != NULL ? text : "");
    }
  }

  adw_combo_row_set_selected (self->source_kind, cue_profile_get_source_kind (profile));
  gtk_switch_set_active (self->secret_is_base64, cue_profile_get_secret_is_base64 (profile));
  self->filling = FALSE;
  cue_doors_form_set_doors (self->doors, cue_profile_get_doors (profile));
  cue_connections_form_set_profile (self->acoustic, cue_profile_get_acoustic (profile));
  cue_connections_form_set_profile (self->tenduke, cue_profile_get_tenduke (profile));
  update_groups (self);
  update_messages (self);
}

/**
 * cue_profile_form_focus:
 * @self: a form
 *
 * Moves the focus to the first field, for typing to begin there.
 */
void
cue_profile_form_focus (CueProfileForm *self)
{
  g_return_if_fail (CUE_IS_PROFILE_FORM (self));

  gtk_widget_grab_focus (self->fields[FIELD_NAME].row);
}

/**
 * cue_profile_form_set_has_saved_secret:
 * @self: a form
 * @has: whether the keyring has a secret for the profile
 *
 * Says that the field of the secret may stay empty.
 */
void
cue_profile_form_set_has_saved_secret (CueProfileForm *self, gboolean has)
{
  g_return_if_fail (CUE_IS_PROFILE_FORM (self));

  self->has_saved_secret = has;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fields[FIELD_SECRET].row),
                                 has ? _ ("Sec_ret (kept; type to replace it)") : _ ("Sec_ret"));

  if (self->profile != NULL)
    update_messages (self);
}

/**
 * cue_profile_form_check:
 * @self: a form
 *
 * Shows every finding and moves the focus to the first field that must be corrected.
 *
 * Returns: whether the profile can be used
 */
gboolean
cue_profile_form_check (CueProfileForm *self)
{
  g_autoptr (GPtrArray) faults = NULL;

  g_return_val_if_fail (CUE_IS_PROFILE_FORM (self), FALSE);
  g_return_val_if_fail (self->profile != NULL, FALSE);

  faults = find_faults (self);
  return cue_form_fields_check (self->fields, field_names, N_FIELDS, faults) &&
         cue_doors_form_check (self->doors, TRUE) &&
         cue_connections_form_check (self->acoustic, TRUE) &&
         cue_connections_form_check (self->tenduke, TRUE);
}

/**
 * cue_profile_form_get_doors:
 * @self: a form
 *
 * Returns: (transfer none): the part of the form that is about doors
 */
CueDoorsForm *
cue_profile_form_get_doors (CueProfileForm *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_FORM (self), NULL);

  return self->doors;
}

/**
 * cue_profile_form_get_acoustic:
 * @self: a form
 *
 * Returns: (transfer none): the part of the form that is about the Acoustic Exchange
 */
CueConnectionsForm *
cue_profile_form_get_acoustic (CueProfileForm *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_FORM (self), NULL);

  return self->acoustic;
}

/**
 * cue_profile_form_get_tenduke:
 * @self: a form
 *
 * Returns: (transfer none): the part of the form that is about the feeds of 10Duke
 */
CueConnectionsForm *
cue_profile_form_get_tenduke (CueProfileForm *self)
{
  g_return_val_if_fail (CUE_IS_PROFILE_FORM (self), NULL);

  return self->tenduke;
}

/**
 * cue_profile_form_get_secret:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): the secret exactly as it was typed, or %NULL when the field
 *   is empty
 */
GBytes *
cue_profile_form_get_secret (CueProfileForm *self)
{
  const char *text;

  g_return_val_if_fail (CUE_IS_PROFILE_FORM (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->fields[FIELD_SECRET].row));
  return text[0] != '\0' ? cue_secret_bytes_new (text, strlen (text)) : NULL;
}
