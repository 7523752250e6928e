// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-token-facts.h"

#include <glib/gi18n-lib.h>

#include "cue-state-style.h"
#include "cue-system-clock.h"
#include "cue-ticker.h"
#include "cue-token-claim.h"

/* More is not read by anybody, and would take long to lay out. */
#define MAX_SHOWN_BYTES (64 * 1024)

/**
 * CueTokenFacts:
 *
 * What is known of a token: whether it is to be believed, why, and what to do next; for how long it
 * lives, what its claims mean, and what it says. The time goes on while it is shown: a token that
 * expires before somebody's eyes fails before their eyes. Main thread only.
 */
struct _CueTokenFacts {
  AdwBin parent_instance;

  CueClock           *clock;      /* owned */
  CueTokenInspection *inspection; /* owned; NULL when there is no token */
  CueVerifyKey       *key;        /* owned; may be NULL */
  CueJwsExpectation   expected;   /* its texts are owned */
  CueTokenState       state;
  GPtrArray          *meanings; /* not owned; of GtkLabel, as the claims */

  GtkStack  *pages;
  GtkImage  *icon;
  GtkLabel  *word;
  GtkLabel  *message;
  GtkLabel  *next_step;
  GtkLabel  *notes;
  GtkLabel  *kind;
  GtkLabel  *life;
  GtkWidget *claims_group;
  GtkGrid   *claims;
  GtkWidget *header_group;
  GtkLabel  *header;
  GtkWidget *payload_group;
  GtkLabel  *payload;
};

G_DEFINE_FINAL_TYPE (CueTokenFacts, cue_token_facts, ADW_TYPE_BIN)

static const CueHealth healths[] = {
  [CUE_TOKEN_NOT_CHECKED] = CUE_HEALTH_WARNING,
  [CUE_TOKEN_VERIFIED] = CUE_HEALTH_OK,
  [CUE_TOKEN_FAILED] = CUE_HEALTH_ERROR,
};

/* Texts are changed only where they differ: somebody may have selected some of one. */
static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text != NULL ? text : "");

  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}

static void
clear_expected (CueTokenFacts *self)
{
  g_free ((char *) self->expected.algorithm);
  g_free ((char *) self->expected.issuer);
  g_free ((char *) self->expected.audience);
  g_free ((char *) self->expected.granted);
  self->expected = (CueJwsExpectation){ 0 };
}

static void
show_verdict (CueTokenFacts *self, gint64 now)
{
  g_autoptr (CueTokenVerdict)
    verdict = cue_token_verdict_new (self->inspection, self->key, &self->expected, now);
  GPtrArray *found = cue_token_verdict_get_notes (verdict);
  g_autoptr (GString) notes = g_string_new (NULL);

  self->state = cue_token_verdict_get_state (verdict);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (notes,
                            "%s%s",
                            i > 0 ? "\n" : "",
                            cue_diagnostic_get_message (found->pdata[i]));

  cue_health_style_apply (GTK_WIDGET (self->icon), healths[self->state]);
  cue_health_style_apply (GTK_WIDGET (self->word), healths[self->state]);
  gtk_image_set_from_icon_name (self->icon, cue_health_style_get_icon (healths[self->state]));
  set_text (self->word, cue_token_verdict_get_title (verdict));
  set_text (self->message, cue_token_verdict_get_message (verdict));
  set_text (self->next_step, cue_token_verdict_get_next_step (verdict));
  set_text (self->notes, notes->str);
}

static void
update_time (CueTokenFacts *self)
{
  gint64 now = cue_clock_get_wall (self->clock);
  g_autoptr (GPtrArray) claims = NULL;
  g_autofree char *life = NULL;

  if (self->inspection == NULL)
    return;

  show_verdict (self, now);
  claims = cue_token_inspection_list_claims (self->inspection, now);

  for (guint i = 0; i < claims->len && i < self->meanings->len; i++)
    set_text (self->meanings->pdata[i], cue_token_claim_get_meaning (claims->pdata[i]));

  if (cue_token_inspection_get_expiry_us (self->inspection) != CUE_TIME_INVALID)
    life = cue_token_inspection_describe_life (self->inspection, now);

  set_text (self->life, life);
}

static GtkWidget *
make_cell (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* What is worth a second look has a shape beside its colour. */
static GtkWidget *
make_meaning (const CueTokenClaim *claim, GtkWidget *label)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  CueSeverity severity = cue_token_claim_get_severity (claim);

  if (severity != CUE_SEVERITY_INFO) {
    GtkWidget *icon = gtk_image_new_from_icon_name (cue_severity_style_get_icon (severity));

    gtk_widget_set_valign (icon, GTK_ALIGN_START);
    cue_health_style_apply (icon, cue_severity_style_to_health (severity));
    gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    cue_severity_style_get_words (severity),
                                    -1);
    gtk_box_append (GTK_BOX (box), icon);
  }

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
show_claims (CueTokenFacts *self, gint64 now)
{
  GtkWidget *child;
  g_autoptr (GPtrArray) claims = cue_token_inspection_list_claims (self->inspection, now);

  g_ptr_array_set_size (self->meanings, 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->claims))) != NULL)
    gtk_grid_remove (self->claims, child);

  for (guint i = 0; i < claims->len; i++) {
    const CueTokenClaim *claim = claims->pdata[i];
    GtkWidget           *meaning = make_cell (cue_token_claim_get_meaning (claim), NULL);
    GtkWidget           *value = make_cell (cue_token_claim_get_value (claim), "monospace");

    g_ptr_array_add (self->meanings, meaning);
    gtk_label_set_max_width_chars (GTK_LABEL (value), 28);
    gtk_grid_attach (self->claims,
                     make_cell (cue_token_claim_get_name (claim), "heading"),
                     0,
                     (int) i,
                     1,
                     1);
    gtk_grid_attach (self->claims, value, 1, (int) i, 1, 1);
    gtk_grid_attach (self->claims, make_meaning (claim, meaning), 2, (int) i, 1, 1);
  }

  gtk_widget_set_visible (self->claims_group, claims->len > 0);
}

static void
show_text (GtkWidget *group, GtkLabel *label, char *text)
{
  g_autofree char *owned = text;

  if (owned != NULL && strlen (owned) > MAX_SHOWN_BYTES) {
    g_autofree char *beginning = g_utf8_make_valid (owned, MAX_SHOWN_BYTES);

    g_free (owned);
    owned = g_strconcat (beginning, "\n…", NULL);
  }

  set_text (label, owned);
  gtk_widget_set_visible (group, owned != NULL);
}

static void
on_second_passed (GtkWidget *widget)
{
  update_time (CUE_TOKEN_FACTS (widget));
}

static void
cue_token_facts_finalize (GObject *object)
{
  CueTokenFacts *self = CUE_TOKEN_FACTS (object);

  clear_expected (self);
  g_ptr_array_unref (self->meanings);
  g_clear_pointer (&self->inspection, cue_token_inspection_unref);
  g_clear_pointer (&self->key, cue_verify_key_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cue_token_facts_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CueTokenFacts, child)

static void
cue_token_facts_class_init (CueTokenFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cue_token_facts_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-token-facts.ui");
  BIND (pages);
  BIND (icon);
  BIND (word);
  BIND (message);
  BIND (next_step);
  BIND (notes);
  BIND (kind);
  BIND (life);
  BIND (claims_group);
  BIND (claims);
  BIND (header_group);
  BIND (header);
  BIND (payload_group);
  BIND (payload);
}

static void
cue_token_facts_init (CueTokenFacts *self)
{
  self->clock = g_object_ref (cue_system_clock_get_default ());
  self->meanings = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cue_ticker_attach (GTK_WIDGET (self), on_second_passed);
}

/**
 * cue_token_facts_set_clock:
 * @self: the facts
 * @clock: (nullable): what says the time; %NULL for that of this computer
 *
 * Sets the clock that the life of a token is held against.
 */
void
cue_token_facts_set_clock (CueTokenFacts *self, CueClock *clock)
{
  g_return_if_fail (CUE_IS_TOKEN_FACTS (self));

  g_clear_object (&self->clock);
  self->clock = clock != NULL ? g_object_ref (clock)
                              : g_object_ref (cue_system_clock_get_default ());
  update_time (self);
}

/**
 * cue_token_facts_show:
 * @self: the facts
 * @token: a token without anything around it; may be empty
 * @key: (nullable): what it should be signed with
 * @expected: what is known of it beforehand; copied
 *
 * Shows another token.
 */
void
cue_token_facts_show (CueTokenFacts           *self,
                      const char              *token,
                      CueVerifyKey            *key,
                      const CueJwsExpectation *expected)
{
  const char *kind;

  g_return_if_fail (CUE_IS_TOKEN_FACTS (self));
  g_return_if_fail (token != NULL && expected != NULL);

  g_clear_pointer (&self->inspection, cue_token_inspection_unref);
  g_clear_pointer (&self->key, cue_verify_key_unref);
  clear_expected (self);
  self->state = CUE_TOKEN_NOT_CHECKED;

  if (token[0] == '\0') {
    gtk_stack_set_visible_child_name (self->pages, "none");
    set_text (self->header, NULL);
    set_text (self->payload, NULL);
    return;
  }

  self->inspection = cue_token_inspection_new_large (token);
  self->key = key != NULL ? cue_verify_key_ref (key) : NULL;
  self->expected = *expected;
  self->expected.algorithm = g_strdup (expected->algorithm);
  self->expected.issuer = g_strdup (expected->issuer);
  self->expected.audience = g_strdup (expected->audience);
  self->expected.granted = g_strdup (expected->granted);
  kind = cue_token_kind_describe (cue_token_inspection_get_kind (self->inspection));
  set_text (self->kind, kind);
  show_text (self->header_group,
             self->header,
             cue_token_inspection_make_header_text (self->inspection));
  show_text (self->payload_group,
             self->payload,
             cue_token_inspection_make_payload_text (self->inspection));
  show_claims (self, cue_clock_get_wall (self->clock));
  update_time (self);
  gtk_stack_set_visible_child_name (self->pages, "token");
}

/**
 * cue_token_facts_get_state:
 * @self: the facts
 *
 * Returns: what became of the check
 */
CueTokenState
cue_token_facts_get_state (CueTokenFacts *self)
{
  g_return_val_if_fail (CUE_IS_TOKEN_FACTS (self), CUE_TOKEN_NOT_CHECKED);

  return self->state;
}
