// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-json-editor.h"

#include <glib/gi18n-lib.h>

#include "cue-finding-label.h"
#include "cue-json-offer.h"
#include "cue-json-repair.h"
#include "cue-json-verdict.h"
#include "cue-signal.h"

/* A longer text is checked when somebody pauses, not at each key, and in a worker: it takes longer
 * than a frame. */
#define MAX_CHARS_AT_ONCE (64 * 1024)
#define PAUSE_MS          300

/**
 * CueJsonEditor:
 *
 * A JSON text that is shown as it is, byte for byte, and can be edited. It checks what is typed and
 * says what is wrong below, marks places, and offers a mended text when it was given one. What it
 * holds is what is sent, so a text that is not JSON is not sent. Main thread only.
 */
struct _CueJsonEditor {
  AdwBin parent_instance;

  char         *mended;                       /* owned; what “Mend” writes; may be NULL */
  gboolean      setting;                      /* it is the program that changes the text */
  gboolean      valid;                        /* the text is JSON */
  guint         check_id;                     /* of what checks a long text later; 0 for none */
  GCancellable *checking;                     /* owned; of the worker that does; may be NULL */
  GtkTextTag   *tags[CUE_SEVERITY_ERROR + 1]; /* not owned: they are the buffer’s */

  GtkLabel        *title;
  GtkLabel        *subtitle;
  GtkTextView     *view;
  CueFindingLabel *finding;
  GtkRevealer     *offer;
  GtkLabel        *offer_words;
};

G_DEFINE_FINAL_TYPE (CueJsonEditor, cue_json_editor, ADW_TYPE_BIN)

typedef enum {
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_EDITABLE,
} CueJsonEditorProperty;

static GParamSpec *properties[PROP_EDITABLE + 1];

enum {
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (CueJsonEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
withdraw_offer (CueJsonEditor *self)
{
  g_clear_pointer (&self->mended, g_free);
  gtk_revealer_set_reveal_child (self->offer, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.mend", FALSE);
}

static void
show (CueJsonEditor *self, const CueJsonVerdict *verdict)
{
  self->valid = verdict->refusal == NULL;

  if (verdict->refusal != NULL)
    cue_finding_label_show (self->finding, CUE_SEVERITY_ERROR, verdict->refusal, NULL);
  else if (verdict->found->len > 0) {
    const CueDiagnostic *first = g_ptr_array_index (verdict->found, 0);

    cue_finding_label_show (self->finding,
                            cue_diagnostic_get_severity (first),
                            cue_diagnostic_get_message (first),
                            NULL);
  } else
    cue_finding_label_clear (self->finding);
}

static void
stop_checking (CueJsonEditor *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
check (CueJsonEditor *self)
{
  g_autoptr (GBytes) bytes = cue_json_editor_dup_bytes (self);
  g_autoptr (CueJsonVerdict) verdict = cue_json_verdict_new (bytes);

  stop_checking (self);
  show (self, verdict);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CueJsonEditor) self = data;
  g_autoptr (CueJsonVerdict) verdict = cue_json_verdict_new_finish (result, NULL);

  if (verdict == NULL)
    return;

  g_clear_object (&self->checking);
  show (self, verdict);
}

static gboolean
on_check_due (gpointer data)
{
  CueJsonEditor *self = data;
  g_autoptr (GBytes) bytes = cue_json_editor_dup_bytes (self);

  self->check_id = 0;
  self->checking = g_cancellable_new ();
  cue_json_verdict_new_async (bytes, self->checking, on_checked, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Before something depends on what the check says. */
static void
settle (CueJsonEditor *self)
{
  if (self->check_id != 0 || self->checking != NULL)
    check (self);
}

static void
on_changed (CueJsonEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  cue_json_editor_clear_marks (self);
  withdraw_offer (self);
  stop_checking (self);

  if (!self->setting && gtk_text_buffer_get_char_count (buffer) > MAX_CHARS_AT_ONCE)
    self->check_id = g_timeout_add (PAUSE_MS, on_check_due, self);
  else
    check (self);

  if (!self->setting)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = dup_text (CUE_JSON_EDITOR (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
replace_text (CueJsonEditor *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter    start, end;

  /* As one step that can be undone. */
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
mend (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CueJsonEditor   *self = CUE_JSON_EDITOR (widget);
  g_autofree char *text = g_steal_pointer (&self->mended);

  if (text == NULL)
    return;

  self->setting = TRUE;
  replace_text (self, text);
  self->setting = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_signal_emit (self, signals[EDITED], 0);
}

/* The vendor’s own samples are full of it. What is typed by hand is not corrected: it is not done
 * yet. */
static void
on_pasted (CueJsonEditor *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *words = NULL;
  g_autoptr (CueJsonRepair) repair = NULL;

  if (cue_json_editor_is_valid (self) || !gtk_text_view_get_editable (self->view))
    return;

  repair = cue_json_repair_new (text);

  for (guint i = 0; i < cue_json_repair_get_n_fixes (repair); i++) {
    const CueJsonFix *fix = cue_json_repair_get_fix (repair, i);

    cue_json_editor_mark (self, fix->line, fix->column, CUE_SEVERITY_WARNING);
  }

  if (!cue_json_repair_is_needed (repair) || !cue_json_repair_is_good (repair))
    return;

  words = cue_json_offer_describe (repair);
  cue_json_editor_offer (self, words, cue_json_repair_get_text (repair));
}

static void
set_title (CueJsonEditor *self, const char *title)
{
  g_autofree char *plain = NULL;

  gtk_label_set_label (self->title, title != NULL ? title : "");
  plain = g_strdup (gtk_label_get_text (self->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  plain,
                                  -1);
}

static void
cue_json_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueJsonEditor *self = CUE_JSON_EDITOR (object);

  switch ((CueJsonEditorProperty) id) {
  case PROP_TITLE:
    g_value_set_string (value, gtk_label_get_label (self->title));
    break;
  case PROP_SUBTITLE:
    g_value_set_string (value, gtk_label_get_label (self->subtitle));
    break;
  case PROP_EDITABLE:
    g_value_set_boolean (value, gtk_text_view_get_editable (self->view));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_json_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CueJsonEditor *self = CUE_JSON_EDITOR (object);

  switch ((CueJsonEditorProperty) id) {
  case PROP_TITLE:
    set_title (self, g_value_get_string (value));
    break;
  case PROP_SUBTITLE:
    gtk_label_set_label (self->subtitle, g_value_get_string (value));
    break;
  case PROP_EDITABLE:
    gtk_text_view_set_editable (self->view, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* Else a key that moves the focus goes where grab_focus leads, past what comes before it. */
static gboolean
cue_json_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static gboolean
cue_json_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CUE_JSON_EDITOR (widget)->view));
}

static void
cue_json_editor_dispose (GObject *object)
{
  stop_checking (CUE_JSON_EDITOR (object));

  G_OBJECT_CLASS (cue_json_editor_parent_class)->dispose (object);
}

static void
cue_json_editor_finalize (GObject *object)
{
  g_free (CUE_JSON_EDITOR (object)->mended);

  G_OBJECT_CLASS (cue_json_editor_parent_class)->finalize (object);
}

static void
cue_json_editor_class_init (CueJsonEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cue_json_editor_get_property;
  object_class->set_property = cue_json_editor_set_property;
  object_class->dispose = cue_json_editor_dispose;
  object_class->finalize = cue_json_editor_finalize;
  widget_class->focus = cue_json_editor_focus;
  widget_class->grab_focus = cue_json_editor_grab_focus;

  /**
   * CueJsonEditor:title:
   *
   * What the text is, with a mnemonic.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * CueJsonEditor:subtitle:
   *
   * What becomes of the text.
   */
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * CueJsonEditor:editable:
   *
   * Whether the user may change the text.
   */
  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CueJsonEditor::edited:
   *
   * The user changed the text; what the program sets does not count.
   */
  signals[EDITED] = cue_signal_new_plain (G_TYPE_FROM_CLASS (klass), "edited");

  g_type_ensure (CUE_TYPE_FINDING_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-json-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CueJsonEditor, title);
  gtk_widget_class_bind_template_child (widget_class, CueJsonEditor, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CueJsonEditor, view);
  gtk_widget_class_bind_template_child (widget_class, CueJsonEditor, finding);
  gtk_widget_class_bind_template_child (widget_class, CueJsonEditor, offer);
  gtk_widget_class_bind_template_child (widget_class, CueJsonEditor, offer_words);
  gtk_widget_class_install_action (widget_class, "json.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "json.mend", NULL, mend);
}

static void
cue_json_editor_init (CueJsonEditor *self)
{
  /* The colours are those of the severities; the line below says the same in words. */
  static const char *backgrounds[] = {
    [CUE_SEVERITY_INFO] = "rgba(53,132,228,0.20)",
    [CUE_SEVERITY_WARNING] = "rgba(229,165,10,0.35)",
    [CUE_SEVERITY_ERROR] = "rgba(224,27,36,0.30)",
  };
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);

  for (CueSeverity severity = CUE_SEVERITY_INFO; severity <= CUE_SEVERITY_ERROR; severity++)
    self->tags[severity] = gtk_text_buffer_create_tag (buffer,
                                                       NULL,
                                                       "background",
                                                       backgrounds[severity],
                                                       "underline",
                                                       severity == CUE_SEVERITY_ERROR
                                                         ? PANGO_UNDERLINE_ERROR
                                                         : PANGO_UNDERLINE_SINGLE,
                                                       NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.mend", FALSE);
  cue_finding_label_set_field (self->finding, GTK_WIDGET (self->view));
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (buffer, "paste-done", G_CALLBACK (on_pasted), self);
}

/**
 * cue_json_editor_dup_bytes:
 * @self: an editor
 *
 * Returns: (transfer full): the text, as it is shown
 */
GBytes *
cue_json_editor_dup_bytes (CueJsonEditor *self)
{
  char *text;

  g_return_val_if_fail (CUE_IS_JSON_EDITOR (self), NULL);

  text = dup_text (self);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * cue_json_editor_set_bytes:
 * @self: an editor
 * @bytes: the text, in UTF-8
 *
 * Shows a text. What the user typed before is forgotten, and cannot be got back by “undo”.
 */
void
cue_json_editor_set_bytes (CueJsonEditor *self, GBytes *bytes)
{
  GtkTextBuffer   *buffer;
  g_autofree char *text = NULL;
  gsize            length;
  const char      *data;

  g_return_if_fail (CUE_IS_JSON_EDITOR (self));
  g_return_if_fail (bytes != NULL);

  data = g_bytes_get_data (bytes, &length);
  text = dup_text (self);

  /* The cursor and the selection stay when nothing changes. */
  if (strlen (text) == length && (length == 0 || memcmp (text, data, length) == 0))
    return;

  g_return_if_fail (g_utf8_validate (data, (gssize) length, NULL));

  buffer = gtk_text_view_get_buffer (self->view);
  self->setting = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, data != NULL ? data : "", (int) length);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->setting = FALSE;
}

/**
 * cue_json_editor_is_valid:
 * @self: an editor
 *
 * Checks a long text now, if that was put off while somebody types.
 *
 * Returns: whether the text is JSON
 */
gboolean
cue_json_editor_is_valid (CueJsonEditor *self)
{
  g_return_val_if_fail (CUE_IS_JSON_EDITOR (self), FALSE);

  settle (self);
  return self->valid;
}

/**
 * cue_json_editor_say:
 * @self: an editor
 * @severity: how bad it is
 * @words: a sentence for people
 *
 * Says something about the text, until it changes.
 */
void
cue_json_editor_say (CueJsonEditor *self, CueSeverity severity, const char *words)
{
  g_return_if_fail (CUE_IS_JSON_EDITOR (self));
  g_return_if_fail (words != NULL);

  settle (self);
  cue_finding_label_show (self->finding, severity, words, NULL);
}

/**
 * cue_json_editor_mark:
 * @self: an editor
 * @line: counted from 1
 * @column: in characters, counted from 1
 * @severity: how bad it is
 *
 * Marks a place, until the text changes.
 */
void
cue_json_editor_mark (CueJsonEditor *self, guint line, guint column, CueSeverity severity)
{
  GtkTextBuffer *buffer;
  GtkTextIter    start, end;

  g_return_if_fail (CUE_IS_JSON_EDITOR (self));
  g_return_if_fail (line > 0 && column > 0);
  g_return_if_fail (severity <= CUE_SEVERITY_ERROR);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, (int) line - 1, (int) column - 1);
  end = start;

  /* A place at the end of a line is shown by what stands before it. */
  if (gtk_text_iter_ends_line (&start))
    gtk_text_iter_backward_char (&start);
  else
    gtk_text_iter_forward_char (&end);

  gtk_text_buffer_apply_tag (buffer, self->tags[severity], &start, &end);
}

/**
 * cue_json_editor_clear_marks:
 * @self: an editor
 *
 * Takes all marks away.
 */
void
cue_json_editor_clear_marks (CueJsonEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter    start, end;

  g_return_if_fail (CUE_IS_JSON_EDITOR (self));

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  for (CueSeverity severity = CUE_SEVERITY_INFO; severity <= CUE_SEVERITY_ERROR; severity++)
    gtk_text_buffer_remove_tag (buffer, self->tags[severity], &start, &end);
}

/**
 * cue_json_editor_offer:
 * @self: an editor
 * @words: what would be mended, for people
 * @text: the mended text
 *
 * Offers to write the text anew, until it changes. The user decides.
 */
void
cue_json_editor_offer (CueJsonEditor *self, const char *words, const char *text)
{
  g_return_if_fail (CUE_IS_JSON_EDITOR (self));
  g_return_if_fail (words != NULL && text != NULL);

  g_free (self->mended);
  self->mended = g_strdup (text);
  gtk_label_set_label (self->offer_words, words);
  gtk_revealer_set_reveal_child (self->offer, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.mend", TRUE);
}
