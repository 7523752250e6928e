// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-register-form.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-difference.h"
#include "cue-acoustic-errand.h"
#include "cue-acoustic-error-path.h"
#include "cue-attribute-table.h"
#include "cue-choice.h"
#include "cue-early-key.h"
#include "cue-finding-board.h"
#include "cue-json-editor.h"
#include "cue-json-link.h"
#include "cue-known-attributes.h"
#include "cue-registered-types.h"
#include "cue-signal.h"
#include "cue-suggestions.h"

/* Those beside which a finding can stand, as the JSON text calls them. */
typedef enum {
  FIELD_CODE,
  FIELD_NAME,
  FIELD_DESCRIPTION,
  FIELD_NAMESPACE,
  FIELD_VERSION,
  FIELD_REGISTRATION_TYPE,
  N_FIELDS,
} Field;

static const struct {
  const char *path;
  const char *property;
  const char *id;
} fields[N_FIELDS] = {
  [FIELD_CODE] = { "code", "code", "code" },
  [FIELD_NAME] = { "name", "name", "name" },
  [FIELD_DESCRIPTION] = { "description", "description", "description" },
  [FIELD_NAMESPACE] = { "namespace", "namespace", "name_space" },
  [FIELD_VERSION] = { "version", "version", "version" },
  [FIELD_REGISTRATION_TYPE] = { "registrationType", "registration-type", "registration_type" },
};

/* In the order of the choices in the form. */
static const char *const registration_types[] = { "PUBLISH", "SUBSCRIBE", NULL };

/**
 * CueAcousticRegisterForm:
 *
 * The form with which an event type is registered, and beside it the JSON text that is sent,
 * exactly. Each follows the other while one types. Shows what the rules find at the field it is
 * about, and what would change at the service. Main thread only.
 */
struct _CueAcousticRegisterForm {
  AdwBin parent_instance;

  CueEventTypeDraft  *draft;    /* owned */
  GPtrArray          *bindings; /* owned; of GBinding, between the rows and ‘draft’ */
  GPtrArray          *findings; /* owned; what the rules found last */
  CueEventTypeChange *change;   /* owned; against what is registered; NULL when nothing is */
  CueFindingBoard    *board;    /* owned */
  CueJsonLink        *link;     /* owned; between ‘draft’ and the JSON text */
  GListModel         *types;    /* owned; of CueEventType; may be NULL */
  CueKnownAttributes *known;    /* owned */
  CueSuggestions     *codes;    /* not owned: it is the code’s */
  CueAcousticRole     role;
  gboolean            types_known;
  gboolean            wanted; /* somebody wanted to send it */
  gboolean            busy;   /* it is being sent */


  GtkWidget             *rows[N_FIELDS];
  CueFindingLabel       *labels[N_FIELDS];
  CueFindingLabel       *note;
  CueFindingLabel       *result;
  CueFindingLabel       *rest;
  GtkButton             *add_known;
  CueAttributeTable     *attributes;
  GtkWidget             *difference_box;
  CueAcousticDifference *difference;
  AdwFlap               *flap;
  CueJsonEditor         *json;
};

G_DEFINE_FINAL_TYPE (CueAcousticRegisterForm, cue_acoustic_register_form, ADW_TYPE_BIN)

enum {
  SEND,
  DRY_RUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_difference (CueAcousticRegisterForm *self)
{
  g_autoptr (CueEventType) registered =
    cue_registered_types_find (self->types, cue_event_type_draft_get_code (self->draft));
  g_autoptr (CueEventTypeDraft) present = NULL;

  g_clear_object (&self->change);
  gtk_widget_set_visible (self->difference_box, registered != NULL);

  if (registered == NULL)
    return;

  present = cue_event_type_draft_new_from_event_type (registered);
  self->change = cue_event_type_change_new (self->draft, present);
  cue_acoustic_difference_show (self->difference, self->change);
}

/* What Acoustic’s catalogue knows of the event is offered, name by name or all at once. */
static void
update_known (CueAcousticRegisterForm *self)
{
  cue_known_attributes_update (self->known,
                               cue_event_type_draft_get_code (self->draft),
                               NULL,
                               cue_event_type_draft_get_attributes (self->draft));
}

static void
show_findings (CueAcousticRegisterForm *self)
{
  cue_finding_board_show (self->board, self->findings);
  cue_attribute_table_show (self->attributes, self->findings, "attributes", self->wanted);
}

static void
focus_first_wrong (CueAcousticRegisterForm *self)
{
  GtkWidget *wrong = cue_finding_board_get_first_wrong (self->board);

  if (wrong == NULL)
    wrong = cue_attribute_table_get_first_wrong (self->attributes);

  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
}

static void
update_findings (CueAcousticRegisterForm *self)
{
  g_autoptr (CueAcousticContext)
    context = cue_registered_types_make_context (self->types, self->types_known, self->role);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = cue_draft_check (CUE_DRAFT (self->draft), context);
  show_findings (self);
}

static void
on_changed (CueAcousticRegisterForm *self)
{
  cue_finding_label_clear (self->result);
  update_findings (self);
  update_known (self);
  update_difference (self);
}

static void
send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticRegisterForm *self = CUE_ACOUSTIC_REGISTER_FORM (widget);

  if (!self->busy && cue_acoustic_register_form_is_ready (self))
    g_signal_emit (self, signals[SEND], 0);
}

static void
dry_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticRegisterForm *self = CUE_ACOUSTIC_REGISTER_FORM (widget);

  if (cue_acoustic_register_form_is_ready (self))
    g_signal_emit (self, signals[DRY_RUN], 0);
}

static void
show_codes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cue_suggestions_open (CUE_ACOUSTIC_REGISTER_FORM (widget)->codes);
}

static void
add_known (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueAcousticRegisterForm *self = CUE_ACOUSTIC_REGISTER_FORM (widget);

  cue_known_attributes_add (self->known);
  gtk_widget_grab_focus (GTK_WIDGET (self->attributes));
}

static void
forget_draft (CueAcousticRegisterForm *self)
{
  for (guint i = 0; i < self->bindings->len; i++)
    g_binding_unbind (self->bindings->pdata[i]);

  g_ptr_array_set_size (self->bindings, 0);
  g_clear_object (&self->draft);
}

static gboolean
cue_acoustic_register_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUE_ACOUSTIC_REGISTER_FORM (widget)->rows[FIELD_CODE]);
}

static void
cue_acoustic_register_form_dispose (GObject *object)
{
  CueAcousticRegisterForm *self = CUE_ACOUSTIC_REGISTER_FORM (object);

  if (self->types != NULL)
    g_signal_handlers_disconnect_by_data (self->types, self);

  if (self->bindings != NULL)
    forget_draft (self);

  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->types);
  g_clear_object (&self->board);

  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);

  g_clear_object (&self->link);
  g_clear_object (&self->known);
  g_clear_object (&self->change);

  G_OBJECT_CLASS (cue_acoustic_register_form_parent_class)->dispose (object);
}

static void
cue_acoustic_register_form_class_init (CueAcousticRegisterFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_acoustic_register_form_dispose;
  widget_class->grab_focus = cue_acoustic_register_form_grab_focus;

  /**
   * CueAcousticRegisterForm::send:
   *
   * Somebody wants what is written to be sent, and it may be.
   */
  signals[SEND] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "send");
  /**
   * CueAcousticRegisterForm::dry-run:
   *
   * Somebody wants to see the request, and nothing sent.
   */
  signals[DRY_RUN] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "dry-run");

  g_type_ensure (CUE_TYPE_ACOUSTIC_DIFFERENCE);
  g_type_ensure (CUE_TYPE_ATTRIBUTE_TABLE);
  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  g_type_ensure (CUE_TYPE_JSON_EDITOR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-acoustic-register-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, note);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, result);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, rest);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, add_known);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, attributes);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, difference_box);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, difference);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, flap);
  gtk_widget_class_bind_template_child (widget_class, CueAcousticRegisterForm, json);

  for (Field field = 0; field < N_FIELDS; field++) {
    g_autofree char *label = g_strconcat (fields[field].id, "_finding", NULL);

    gtk_widget_class_bind_template_child_full (widget_class,
                                               fields[field].id,
                                               FALSE,
                                               G_STRUCT_OFFSET (CueAcousticRegisterForm,
                                                                rows[field]));
    gtk_widget_class_bind_template_child_full (widget_class,
                                               label,
                                               FALSE,
                                               G_STRUCT_OFFSET (CueAcousticRegisterForm,
                                                                labels[field]));
  }

  gtk_widget_class_install_action (widget_class, "register.send", NULL, send);
  gtk_widget_class_install_action (widget_class, "register.dry-run", NULL, dry_run);
  gtk_widget_class_install_action (widget_class, "register.show-codes", NULL, show_codes);
  gtk_widget_class_install_action (widget_class, "register.add-known", NULL, add_known);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "acoustic.back", NULL);
}

static void
cue_acoustic_register_form_init (CueAcousticRegisterForm *self)
{
  static const char *const elsewhere[] = { "attributes", NULL };
  g_autoptr (GListModel) codes = cue_registered_types_make_suggestions ();
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();

  self->bindings = g_ptr_array_new ();
  self->board = cue_finding_board_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_early_key_add (GTK_WIDGET (self), "<Control>Return", "register.send");
  self->link = cue_json_link_new (self->json);

  for (Field field = 0; field < N_FIELDS; field++)
    cue_finding_board_add (self->board, self->labels[field], fields[field].path);

  cue_finding_board_set_rest (self->board, self->rest, elsewhere);
  self->codes = cue_suggestions_attach (self->rows[FIELD_CODE], codes);
  self->known = cue_known_attributes_new (self->add_known);
  cue_attribute_table_set_suggestions (self->attributes,
                                       cue_known_attributes_get_names (self->known));
  g_signal_connect_swapped (self->link, "changed", G_CALLBACK (on_changed), self);
  cue_acoustic_register_form_set_draft (self, draft);
}

/**
 * cue_acoustic_register_form_set_endpoint:
 * @self: a form
 * @role: what its key may do
 * @types: (nullable): of #CueEventType: those of the endpoint
 * @types_known: whether the service named them
 *
 * Says what the form is judged against and compared with.
 */
void
cue_acoustic_register_form_set_endpoint (CueAcousticRegisterForm *self,
                                         CueAcousticRole          role,
                                         GListModel              *types,
                                         gboolean                 types_known)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self));
  g_return_if_fail (types == NULL || G_IS_LIST_MODEL (types));

  self->role = role;
  self->types_known = types_known;

  if (self->types != types) {
    if (self->types != NULL)
      g_signal_handlers_disconnect_by_data (self->types, self);

    g_set_object (&self->types, types);

    if (types != NULL) {
      g_signal_connect_swapped (types, "items-changed", G_CALLBACK (update_findings), self);
      g_signal_connect_swapped (types, "items-changed", G_CALLBACK (update_difference), self);
    }
  }

  update_findings (self);
  update_difference (self);
}

static void
bind_fields (CueAcousticRegisterForm *self)
{
  GObject *draft = G_OBJECT (self->draft);

  for (Field field = 0; field < N_FIELDS; field++) {
    GBinding *binding;

    if (field == FIELD_REGISTRATION_TYPE)
      binding = cue_choice_bind_text (draft,
                                      fields[field].property,
                                      ADW_COMBO_ROW (self->rows[field]),
                                      registration_types);
    else
      binding = g_object_bind_property (draft,
                                        fields[field].property,
                                        self->rows[field],
                                        "text",
                                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

    g_ptr_array_add (self->bindings, binding);
  }
}

/**
 * cue_acoustic_register_form_set_draft:
 * @self: a form
 * @draft: what is written on
 *
 * Begins anew with @draft, which counts as not edited yet.
 */
void
cue_acoustic_register_form_set_draft (CueAcousticRegisterForm *self, CueEventTypeDraft *draft)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self));
  g_return_if_fail (CUE_IS_EVENT_TYPE_DRAFT (draft));

  g_object_ref (draft);
  forget_draft (self);
  self->draft = draft;
  self->wanted = FALSE;
  bind_fields (self);
  cue_attribute_table_set_list (self->attributes, cue_event_type_draft_get_attributes (draft));
  cue_finding_board_reset (self->board);
  cue_json_link_set_draft (self->link, CUE_DRAFT (draft));
}

/**
 * cue_acoustic_register_form_get_draft:
 * @self: a form
 *
 * Returns: (transfer none): what is written on
 */
CueEventTypeDraft *
cue_acoustic_register_form_get_draft (CueAcousticRegisterForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self), NULL);

  return self->draft;
}

/**
 * cue_acoustic_register_form_is_edited:
 * @self: a form
 *
 * Returns: whether somebody wrote in it since it got its draft
 */
gboolean
cue_acoustic_register_form_is_edited (CueAcousticRegisterForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self), FALSE);

  return cue_json_link_is_edited (self->link);
}

/**
 * cue_acoustic_register_form_is_ready:
 * @self: a form
 *
 * Whether what is written may be sent. If not, everything that is wrong is shown, and the first
 * field to correct gets the focus.
 *
 * Returns: whether it may
 */
gboolean
cue_acoustic_register_form_is_ready (CueAcousticRegisterForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self), FALSE);

  self->wanted = TRUE;
  cue_finding_board_touch_all (self->board);
  update_findings (self);

  cue_json_link_settle (self->link);

  if (!cue_json_link_is_good (self->link)) {
    adw_flap_set_reveal_flap (self->flap, TRUE);
    gtk_widget_grab_focus (GTK_WIDGET (self->json));
    return FALSE;
  }

  if (!cue_findings_block (self->findings))
    return TRUE;

  focus_first_wrong (self);
  return FALSE;
}

/**
 * cue_acoustic_register_form_dup_body:
 * @self: a form
 *
 * Returns: (transfer full): what is sent: the JSON text as it is shown, byte for byte
 */
GBytes *
cue_acoustic_register_form_dup_body (CueAcousticRegisterForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self), NULL);

  return cue_json_editor_dup_bytes (self->json);
}

/**
 * cue_acoustic_register_form_get_change:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): how what is written differs from what is registered under
 *   that code; %NULL when nothing is
 */
CueEventTypeChange *
cue_acoustic_register_form_get_change (CueAcousticRegisterForm *self)
{
  g_return_val_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self), NULL);

  return self->change;
}

/**
 * cue_acoustic_register_form_set_busy:
 * @self: a form
 * @busy: whether it is being sent
 *
 * Keeps the form from being sent twice.
 */
void
cue_acoustic_register_form_set_busy (CueAcousticRegisterForm *self, gboolean busy)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self));

  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.send", !busy);
}

/**
 * cue_acoustic_register_form_say:
 * @self: a form
 * @words: why it was not sent, in a sentence
 *
 * Says what keeps the form from being sent, until it changes.
 */
void
cue_acoustic_register_form_say (CueAcousticRegisterForm *self, const char *words)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self));
  g_return_if_fail (words != NULL);

  cue_finding_label_show (self->result, CUE_SEVERITY_ERROR, words, NULL);
}

/**
 * cue_acoustic_register_form_show_reply:
 * @self: a form
 * @reply: what became of it
 *
 * Says what the service did not like, also at the field it is about.
 */
void
cue_acoustic_register_form_show_reply (CueAcousticRegisterForm *self, CueAcousticReply *reply)
{
  const char      *server;
  g_autofree char *field = NULL;

  g_return_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self));
  g_return_if_fail (CUE_IS_ACOUSTIC_REPLY (reply));

  cue_acoustic_reply_show_at (self->result, reply);
  server = cue_acoustic_reply_get_server_text (reply);
  field = g_strdup (cue_acoustic_reply_get_field (reply));

  if (field == NULL && server != NULL)
    field = cue_acoustic_map_error (server, CUE_DRAFT (self->draft));

  if (field == NULL)
    return;

  cue_findings_add (self->findings,
                    CUE_FINDING_BLOCK,
                    field,
                    NULL,
                    "%s",
                    server != NULL ? server : cue_acoustic_reply_get_message (reply));
  self->wanted = TRUE;
  cue_finding_board_touch_all (self->board);
  show_findings (self);
  focus_first_wrong (self);
}

/**
 * cue_acoustic_register_form_set_note:
 * @self: a form
 * @words: (nullable): what has to be known before it is sent
 *
 * Says something about the whole of it that stays.
 */
void
cue_acoustic_register_form_set_note (CueAcousticRegisterForm *self, const char *words)
{
  g_return_if_fail (CUE_IS_ACOUSTIC_REGISTER_FORM (self));

  if (words != NULL)
    cue_finding_label_show (self->note, CUE_SEVERITY_WARNING, words, NULL);
  else
    cue_finding_label_clear (self->note);
}
