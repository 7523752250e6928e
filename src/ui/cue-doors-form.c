// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-doors-form.h"

#include <glib/gi18n-lib.h>

#include "cue-form-fields.h"
#include "cue-secret-store.h"
#include "cue-sign-in-bar.h"

/* Those under which a finding can stand, as the properties of the profile are called. The token is
 * none of them, but has findings too. */
typedef enum {
  FIELD_HUB_URL,
  FIELD_SITES,
  FIELD_ENTRIES,
  FIELD_USER_ID,
  FIELD_CLIENT_ID,
  FIELD_IDENTITY_URL,
  FIELD_TOKEN,
  N_FIELDS,
} Field;

static const char *const field_names[N_FIELDS] = {
  [FIELD_HUB_URL] = "hub-url",     [FIELD_SITES] = "sites",
  [FIELD_ENTRIES] = "entries",     [FIELD_USER_ID] = "user-id",
  [FIELD_CLIENT_ID] = "client-id", [FIELD_IDENTITY_URL] = "identity-url",
  [FIELD_TOKEN] = "token*",
};

/**
 * CueDoorsForm:
 *
 * The part of the form of an event that is about doors: which sites, what of them, and where the
 * token comes from. What is typed goes into the profile at once and is checked at once; only what
 * the choices so far ask for is shown. The rules belong to the profile and to the service. Main
 * thread only.
 */
struct _CueDoorsForm {
  AdwPreferencesGroup parent_instance;

  CueDoorsProfile *doors;    /* owned; may be NULL */
  GPtrArray       *bindings; /* owned; of GBinding, between the rows and ‘doors’ */
  gboolean         filling;
  gboolean         saved_token;
  gboolean         saved_refresh;
  gboolean         saved_client;
  gboolean         signed_in;     /* in this form */
  GBytes          *refresh_token; /* owned; of that sign-in; NULL when it brought none */

  CueFormField  fields[N_FIELDS];
  GtkWidget    *enabled;
  GtkWidget    *environment;
  AdwActionRow *sign_in_row;
  GtkWidget    *sign_in_bar_row;
  CueSignInBar *sign_in_bar;
  GtkWidget    *sites_row;
  GtkWidget    *entries_row;
  GtkWidget    *incidents_row;
  GtkWidget    *incidents;
  GtkWidget    *token_source;
  GtkWidget    *client_secret;
  GtkWidget    *token_in_query_row;
  GtkWidget    *token_in_query;
  GtkWidget    *ignore_life_row;
  GtkWidget    *ignore_life;
  GtkWidget    *ignore_scope_row;
  GtkWidget    *ignore_scope;
};

G_DEFINE_FINAL_TYPE (CueDoorsForm, cue_doors_form, ADW_TYPE_PREFERENCES_GROUP)

typedef enum {
  PROP_COMPLETE = 1,
} CueDoorsFormProperty;

static GParamSpec *properties[PROP_COMPLETE + 1];

static gboolean
has_token_row (CueDoorsForm *self)
{
  CueTokenSourceKind kind = cue_doors_profile_get_token_source (self->doors);

  return kind == CUE_TOKEN_SOURCE_PASTED || kind == CUE_TOKEN_SOURCE_REFRESH_TOKEN;
}

static gboolean
has_sign_in (CueDoorsForm *self)
{
  return cue_doors_profile_get_token_source (self->doors) == CUE_TOKEN_SOURCE_SIGN_IN;
}

static gboolean
is_token_saved (CueDoorsForm *self)
{
  return cue_doors_profile_get_token_source (self->doors) == CUE_TOKEN_SOURCE_PASTED
           ? self->saved_token
           : self->saved_refresh;
}

static void
check_token (CueDoorsForm *self, GPtrArray *found)
{
  const char *token = gtk_editable_get_text (GTK_EDITABLE (self->fields[FIELD_TOKEN].row));

  if (!has_token_row (self) || (token[0] == '\0' && is_token_saved (self)))
    return;

  if (token[0] == '\0')
    g_ptr_array_add (found,
                     cue_diagnostic_new (CUE_SEVERITY_ERROR, "token", _ ("Paste the token.")));
  else if (cue_doors_profile_get_token_source (self->doors) == CUE_TOKEN_SOURCE_PASTED) {
    g_autofree char *clean = cue_token_clean (token);

    /* The wall clock, since it is compared with what another computer wrote into the token. */
    cue_salto_check_token (found,
                           clean,
                           g_get_real_time (),
                           cue_doors_profile_get_overrides (self->doors));
  }
}

static GPtrArray *
find_faults (CueDoorsForm *self)
{
  GPtrArray *found = cue_diagnostics_new ();

  if (cue_doors_profile_get_enabled (self->doors)) {
    cue_doors_profile_validate (self->doors, found);
    check_token (self, found);
  }

  return found;
}

static void
update_messages (CueDoorsForm *self)
{
  g_autoptr (GPtrArray) faults = find_faults (self);

  cue_form_fields_update (self->fields, field_names, N_FIELDS, faults);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static const char *
describe_sign_in (CueDoorsForm *self)
{
  if (self->signed_in)
    return self->refresh_token != NULL
             ? _ ("Signed in. It is kept when you save.")
             : _ (
                 "Signed in, but the Identity Server gave no refresh token to keep. Sign in on the "
                 "page Access whenever the token ends.");

  return self->saved_refresh ? _ ("Signed in before. Sign in again to be somebody else.")
                             : _ ("Nobody is signed in.");
}

static void
update_titles (CueDoorsForm *self)
{
  gboolean refresh = cue_doors_profile_get_token_source (self->doors) ==
                     CUE_TOKEN_SOURCE_REFRESH_TOKEN;
  const char *token = refresh ? _ ("Refresh To_ken") : _ ("Access To_ken");

  if (is_token_saved (self))
    token = refresh ? _ ("Refresh To_ken (kept; type to replace it)")
                    : _ ("Access To_ken (kept; type to replace it)");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fields[FIELD_TOKEN].row), token);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->client_secret),
                                 self->saved_client ? _ ("Client Secret (kept; type to replace it)")
                                                    : _ ("Client Secret (if the client has one)"));
  adw_action_row_set_subtitle (self->sign_in_row, describe_sign_in (self));
}

static void
update_sign_in_bar (CueDoorsForm *self)
{
  gtk_widget_set_visible (self->sign_in_bar_row,
                          gtk_widget_get_visible (GTK_WIDGET (self->sign_in_row)) &&
                            gtk_widget_get_visible (GTK_WIDGET (self->sign_in_bar)));
}

static void
update_rows (CueDoorsForm *self)
{
  gboolean on = cue_doors_profile_get_enabled (self->doors);
  gboolean renewed = cue_doors_profile_get_token_source (self->doors) != CUE_TOKEN_SOURCE_PASTED;
  gboolean custom = cue_doors_profile_get_environment (self->doors) == CUE_SALTO_CUSTOM;

  gtk_widget_set_visible (self->environment, on);
  gtk_widget_set_visible (self->fields[FIELD_HUB_URL].row, on && custom);
  gtk_widget_set_visible (self->sites_row, on);
  gtk_widget_set_visible (self->entries_row, on);
  gtk_widget_set_visible (self->incidents_row, on);
  gtk_widget_set_visible (self->fields[FIELD_USER_ID].row, on);
  gtk_widget_set_visible (self->token_source, on);
  gtk_widget_set_visible (GTK_WIDGET (self->sign_in_row), on && has_sign_in (self));
  update_sign_in_bar (self);
  gtk_widget_set_visible (self->fields[FIELD_TOKEN].row, on && has_token_row (self));
  gtk_widget_set_visible (self->fields[FIELD_CLIENT_ID].row, on && renewed);
  gtk_widget_set_visible (self->client_secret, on && renewed);
  gtk_widget_set_visible (self->fields[FIELD_IDENTITY_URL].row, on && renewed);
  gtk_widget_set_visible (self->token_in_query_row, on);
  gtk_widget_set_visible (self->ignore_life_row, on && !renewed);
  gtk_widget_set_visible (self->ignore_scope_row, on && !renewed);
  update_titles (self);
}

static void
on_doors_changed (CueDoorsForm *self, GParamSpec *pspec)
{
  for (Field field = 0; !self->filling && field < N_FIELDS; field++) {
    if (g_str_equal (pspec->name, field_names[field]) ||
        (field == FIELD_ENTRIES && g_str_equal (pspec->name, "incidents")))
      self->fields[field].touched = TRUE;
  }

  update_rows (self);
  update_messages (self);
}

static void
on_token_changed (CueDoorsForm *self)
{
  if (self->filling || self->doors == NULL)
    return;

  self->fields[FIELD_TOKEN].touched = TRUE;
  update_messages (self);
}

static void
cue_doors_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueDoorsForm *self = CUE_DOORS_FORM (object);

  switch ((CueDoorsFormProperty) id) {
  case PROP_COMPLETE:
    g_value_set_boolean (value, self->doors == NULL || cue_doors_form_check (self, FALSE));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_doors_form_dispose (GObject *object)
{
  CueDoorsForm *self = CUE_DOORS_FORM (object);

  if (self->doors != NULL)
    g_signal_handlers_disconnect_by_data (self->doors, self);

  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_clear_pointer (&self->refresh_token, g_bytes_unref);
  g_clear_object (&self->doors);

  G_OBJECT_CLASS (cue_doors_form_parent_class)->dispose (object);
}

static void
cue_doors_form_class_init (CueDoorsFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_doors_form_get_property;
  object_class->dispose = cue_doors_form_dispose;

  /**
   * CueDoorsForm:complete:
   *
   * Whether the doors can be watched with what is typed.
   */
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete",
                          NULL,
                          NULL,
                          TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CUE_TYPE_SIGN_IN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-doors-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, enabled);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, environment);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, sign_in_bar_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, sign_in_bar);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, sites_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, entries_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, incidents_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, incidents);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, token_source);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, client_secret);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, token_in_query_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, token_in_query);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, ignore_life_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, ignore_life);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, ignore_scope_row);
  gtk_widget_class_bind_template_child (widget_class, CueDoorsForm, ignore_scope);

  cue_form_fields_bind (widget_class,
                        field_names,
                        N_FIELDS,
                        G_STRUCT_OFFSET (CueDoorsForm, fields));
}

static void
cue_doors_form_init (CueDoorsForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->fields[FIELD_TOKEN].row,
                            "notify::text",
                            G_CALLBACK (on_token_changed),
                            self);
  g_signal_connect_swapped (self->sign_in_bar,
                            "notify::visible",
                            G_CALLBACK (update_sign_in_bar),
                            self);
}

static gboolean
uint_to_enum (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_enum (to, (int) g_value_get_uint (from));
  return g_value_get_uint (from) != GTK_INVALID_LIST_POSITION;
}

static gboolean
enum_to_uint (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_uint (to, (guint) g_value_get_enum (from));
  return TRUE;
}

static void
bind (CueDoorsForm *self, const char *name, gpointer row, const char *property)
{
  gboolean choice = g_str_equal (property, "selected");

  g_ptr_array_add (self->bindings,
                   g_object_ref (
                     g_object_bind_property_full (self->doors,
                                                  name,
                                                  row,
                                                  property,
                                                  G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE,
                                                  choice ? enum_to_uint : NULL,
                                                  choice ? uint_to_enum : NULL,
                                                  NULL,
                                                  NULL)));
}

static void
unbind (gpointer binding)
{
  g_binding_unbind (G_BINDING (binding));
  g_object_unref (binding);
}

/**
 * cue_doors_form_set_doors:
 * @self: a form
 * @doors: what to edit; the form writes into it
 *
 * Fills the form.
 */
void
cue_doors_form_set_doors (CueDoorsForm *self, CueDoorsProfile *doors)
{
  g_return_if_fail (CUE_IS_DOORS_FORM (self));
  g_return_if_fail (CUE_IS_DOORS_PROFILE (doors));

  if (self->doors != NULL)
    g_signal_handlers_disconnect_by_data (self->doors, self);

  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_set_object (&self->doors, doors);
  self->bindings = g_ptr_array_new_with_free_func (unbind);
  self->filling = TRUE;
  bind (self, "enabled", self->enabled, "active");
  bind (self, "environment", self->environment, "selected");
  bind (self, "hub-url", self->fields[FIELD_HUB_URL].row, "text");
  bind (self,
        "sites",
        gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->fields[FIELD_SITES].row)),
        "text");
  bind (self, "entries", self->fields[FIELD_ENTRIES].row, "active");
  bind (self, "incidents", self->incidents, "active");
  bind (self, "user-id", self->fields[FIELD_USER_ID].row, "text");
  bind (self, "token-source", self->token_source, "selected");
  bind (self, "client-id", self->fields[FIELD_CLIENT_ID].row, "text");
  bind (self, "identity-url", self->fields[FIELD_IDENTITY_URL].row, "text");
  bind (self, "token-in-query", self->token_in_query, "active");
  bind (self, "ignore-life", self->ignore_life, "active");
  bind (self, "ignore-scope", self->ignore_scope, "active");
  gtk_editable_set_text (GTK_EDITABLE (self->fields[FIELD_TOKEN].row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->client_secret), "");
  self->filling = FALSE;
  g_signal_connect_swapped (doors, "notify", G_CALLBACK (on_doors_changed), self);
  update_rows (self);
  update_messages (self);
}

/**
 * cue_doors_form_set_saved:
 * @self: a form
 * @kind: `CUE_SECRET_KIND_DOORS_…`
 * @saved: whether the keyring has a secret of that kind for the event
 *
 * Says that a field of a secret may stay empty.
 */
void
cue_doors_form_set_saved (CueDoorsForm *self, const char *kind, gboolean saved)
{
  g_return_if_fail (CUE_IS_DOORS_FORM (self));

  if (g_str_equal (kind, CUE_SECRET_KIND_DOORS_TOKEN))
    self->saved_token = saved;
  else if (g_str_equal (kind, CUE_SECRET_KIND_DOORS_REFRESH))
    self->saved_refresh = saved;
  else
    self->saved_client = saved;

  if (self->doors != NULL) {
    update_titles (self);
    update_messages (self);
  }
}

/**
 * cue_doors_form_check:
 * @self: a form
 * @focus: whether every finding is shown, and the first field to correct gets the focus
 *
 * Returns: whether the doors can be watched with what is typed
 */
gboolean
cue_doors_form_check (CueDoorsForm *self, gboolean focus)
{
  g_autoptr (GPtrArray) faults = NULL;

  g_return_val_if_fail (CUE_IS_DOORS_FORM (self), FALSE);
  g_return_val_if_fail (self->doors != NULL, FALSE);

  faults = find_faults (self);

  if (!focus)
    return cue_diagnostics_get_worst (faults) != CUE_SEVERITY_ERROR;

  return cue_form_fields_check (self->fields, field_names, N_FIELDS, faults);
}

/**
 * cue_doors_form_get_secret:
 * @self: a form
 * @kind: `CUE_SECRET_KIND_DOORS_…`
 *
 * Returns: (transfer full) (nullable): the secret that was typed, or %NULL when there is none of
 *   that kind
 */
GBytes *
cue_doors_form_get_secret (CueDoorsForm *self, const char *kind)
{
  const char      *text;
  g_autofree char *clean = NULL;
  GBytes          *secret;

  g_return_val_if_fail (CUE_IS_DOORS_FORM (self), NULL);
  g_return_val_if_fail (self->doors != NULL, NULL);

  if (!cue_doors_profile_get_enabled (self->doors) ||
      !cue_doors_profile_uses_secret (self->doors, kind))
    return NULL;

  if (g_str_equal (kind, CUE_SECRET_KIND_DOORS_CLIENT)) {
    text = gtk_editable_get_text (GTK_EDITABLE (self->client_secret));
    return text[0] != '\0' ? cue_secret_bytes_new (text, strlen (text)) : NULL;
  }

  if (has_sign_in (self))
    return self->refresh_token != NULL ? g_bytes_ref (self->refresh_token) : NULL;

  text = gtk_editable_get_text (GTK_EDITABLE (self->fields[FIELD_TOKEN].row));

  if (!has_token_row (self) || text[0] == '\0')
    return NULL;

  clean = cue_token_clean (text);
  secret = cue_secret_bytes_new (clean, strlen (clean));
  memset (clean, 0, strlen (clean));
  return secret;
}

/**
 * cue_doors_form_set_sign_in:
 * @self: a form
 * @sign_in: what the action “profile.sign-in” begins
 *
 * Shows how far the sign-in is.
 */
void
cue_doors_form_set_sign_in (CueDoorsForm *self, CueSignIn *sign_in)
{
  g_return_if_fail (CUE_IS_DOORS_FORM (self));

  cue_sign_in_bar_set_sign_in (self->sign_in_bar, sign_in);
}

/**
 * cue_doors_form_take_refresh_token:
 * @self: a form
 * @token: (nullable): what a sign-in brought, or what the Identity Server put in the place of the
 *   one that was typed; %NULL when a sign-in brought none
 *
 * Takes a refresh token, to be kept when the event is saved.
 */
void
cue_doors_form_take_refresh_token (CueDoorsForm *self, GBytes *token)
{
  g_return_if_fail (CUE_IS_DOORS_FORM (self));
  g_return_if_fail (self->doors != NULL);

  if (has_sign_in (self)) {
    self->signed_in = TRUE;
    g_clear_pointer (&self->refresh_token, g_bytes_unref);
    self->refresh_token = token != NULL ? g_bytes_ref (token) : NULL;
    update_titles (self);
  } else if (token != NULL &&
             cue_doors_profile_get_token_source (self->doors) == CUE_TOKEN_SOURCE_REFRESH_TOKEN) {
    g_autofree char *text = g_strndup (g_bytes_get_data (token, NULL), g_bytes_get_size (token));

    gtk_editable_set_text (GTK_EDITABLE (self->fields[FIELD_TOKEN].row), text);
    memset (text, 0, strlen (text));
  }
}
