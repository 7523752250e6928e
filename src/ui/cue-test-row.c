// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-test-row.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"
#include "cue-text.h"

#define MAX_DETAIL 6000

/**
 * CueTestRow:
 *
 * One step of the test of a profile: how it went, and what came back when it is unfolded. Main
 * thread only.
 */
struct _CueTestRow {
  AdwExpanderRow parent_instance;

  CueTestStep *step; /* owned */

  GtkStack   *stack;
  GtkImage   *icon;
  GtkSpinner *spinner;
  GtkLabel   *detail;
};

G_DEFINE_FINAL_TYPE (CueTestRow, cue_test_row, ADW_TYPE_EXPANDER_ROW)

static CueHealth
get_health (CueTestState state)
{
  switch (state) {
  case CUE_TEST_STATE_PASSED:
    return CUE_HEALTH_OK;
  case CUE_TEST_STATE_WARNING:
    return CUE_HEALTH_WARNING;
  case CUE_TEST_STATE_FAILED:
    return CUE_HEALTH_ERROR;
  case CUE_TEST_STATE_PENDING:
  case CUE_TEST_STATE_RUNNING:
  case CUE_TEST_STATE_SKIPPED:
  default:
    return CUE_HEALTH_IDLE;
  }
}

/**
 * cue_test_row_describe_state:
 * @state: where a step stands
 *
 * Returns: (transfer none): its translated name
 */
const char *
cue_test_row_describe_state (CueTestState state)
{
  switch (state) {
  case CUE_TEST_STATE_PASSED:
    return _ ("Passed");
  case CUE_TEST_STATE_WARNING:
    return _ ("Passed with a warning");
  case CUE_TEST_STATE_FAILED:
    return _ ("Failed");
  case CUE_TEST_STATE_RUNNING:
    return _ ("Running");
  case CUE_TEST_STATE_SKIPPED:
    return _ ("Skipped");
  case CUE_TEST_STATE_PENDING:
  default:
    return _ ("Waiting");
  }
}

/**
 * cue_test_row_to_text:
 * @steps: a list of [class@TestStep]
 *
 * Returns: (transfer full): the whole test as plain text, for a message to somebody who can help
 */
char *
cue_test_row_to_text (GListModel *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++) {
    g_autoptr (CueTestStep) step = g_list_model_get_item (steps, i);
    const char *words = cue_test_step_get_words (step);
    const char *detail = cue_test_step_get_detail (step);

    g_string_append_printf (text,
                            "%s: %s\n",
                            cue_test_step_get_title (step),
                            cue_test_row_describe_state (cue_test_step_get_state (step)));

    if (words != NULL && words[0] != '\0')
      g_string_append_printf (text, "%s\n", words);

    if (detail != NULL && detail[0] != '\0')
      g_string_append_printf (text, "%s\n", detail);

    g_string_append_c (text, '\n');
  }

  return g_string_free (text, FALSE);
}

static void
update (CueTestRow *self)
{
  CueTestState     state = cue_test_step_get_state (self->step);
  gboolean         running = state == CUE_TEST_STATE_RUNNING;
  const char      *words = cue_test_step_get_words (self->step);
  const char      *detail = cue_test_step_get_detail (self->step);
  g_autofree char *visible = cue_text_make_visible (detail != NULL ? detail : "", -1, MAX_DETAIL);

  if (words == NULL || words[0] == '\0')
    words = cue_test_row_describe_state (state);

  gtk_stack_set_visible_child (self->stack,
                               running ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (get_health (state)));
  cue_health_style_apply (GTK_WIDGET (self->icon), get_health (state));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), visible[0] != '\0');
  gtk_label_set_label (self->detail, visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cue_test_row_describe_state (state),
                                  -1);
}

static void
cue_test_row_dispose (GObject *object)
{
  g_clear_object (&CUE_TEST_ROW (object)->step);

  G_OBJECT_CLASS (cue_test_row_parent_class)->dispose (object);
}

static void
cue_test_row_class_init (CueTestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_test_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/cuelight/Cuelight/ui/cue-test-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CueTestRow, stack);
  gtk_widget_class_bind_template_child (widget_class, CueTestRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CueTestRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CueTestRow, detail);
}

static void
cue_test_row_init (CueTestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cue_test_row_new:
 * @step: what to show
 *
 * Returns: (transfer floating): a row that follows @step
 */
GtkWidget *
cue_test_row_new (CueTestStep *step)
{
  CueTestRow *self;

  g_return_val_if_fail (CUE_IS_TEST_STEP (step), NULL);

  self = g_object_new (CUE_TYPE_TEST_ROW, "title", cue_test_step_get_title (step), NULL);
  self->step = g_object_ref (step);
  g_signal_connect_object (step, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
