// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-player-facts.h"

#include <glib/gi18n-lib.h>

#include "cue-format.h"
#include "cue-ticker.h"

/**
 * CuePlayerFacts:
 *
 * Technical figures of the picture: size and rate, position behind live, dropped frames, stalls,
 * time to the first picture, decoder.
 *
 * The figures are read from the player once a second, and only while they can be seen. Main thread
 * only.
 */
struct _CuePlayerFacts {
  AdwBin parent_instance;

  CueEventSession *session; /* owned; may be NULL */

  GtkBox *cells;
};

G_DEFINE_FINAL_TYPE (CuePlayerFacts, cue_player_facts, ADW_TYPE_BIN)

typedef enum {
  FACT_PICTURE,
  FACT_LATENCY,
  FACT_DROPPED,
  FACT_STALLS,
  FACT_FIRST_PICTURE,
  FACT_DECODER,
  N_FACTS,
} Fact;

static const char *
get_title (Fact fact)
{
  switch (fact) {
  case FACT_PICTURE:
    return _ ("Picture");
  case FACT_LATENCY:
    return _ ("Behind live");
  case FACT_DROPPED:
    return _ ("Dropped");
  case FACT_STALLS:
    return _ ("Stalls");
  case FACT_FIRST_PICTURE:
    return _ ("First picture");
  case FACT_DECODER:
    return _ ("Decoder");
  case N_FACTS:
  default:
    return "";
  }
}

static char *
describe_picture (CuePlayerStats *stats)
{
  g_autofree char *size =
    cue_format_frame_size (cue_player_stats_get_width (stats), cue_player_stats_get_height (stats));
  g_autofree char *rate = cue_format_frame_rate (cue_player_stats_get_fps (stats));

  if (cue_player_stats_get_width (stats) == 0)
    return g_steal_pointer (&size);

  return g_strdup_printf ("%s · %s", size, rate);
}

static char *
describe_dropped (CuePlayerStats *stats)
{
  guint64 shown = cue_player_stats_get_frames_shown (stats);
  guint64 dropped = cue_player_stats_get_frames_dropped (stats);

  if (shown == 0 && dropped == 0)
    return g_strdup ("–");

  /* Translators: how many frames were dropped, then how many there were */
  return g_strdup_printf (_ ("%.0f of %.0f"), (double) dropped, (double) (shown + dropped));
}

static char *
describe (CuePlayerFacts *self, Fact fact)
{
  CueMonitor     *monitor = cue_event_session_get_monitor (self->session);
  CuePlayerStats *stats = cue_player_get_stats (cue_event_session_get_player (self->session));
  gint64          latency;

  switch (fact) {
  case FACT_PICTURE:
    return describe_picture (stats);
  case FACT_LATENCY:
    latency = cue_monitor_get_latency (monitor);
    return cue_format_seconds (latency != CUE_MONITOR_LATENCY_UNKNOWN ? MAX (latency, 0) : -1);
  case FACT_DROPPED:
    return describe_dropped (stats);
  case FACT_STALLS:
    return g_strdup_printf ("%u", cue_player_stats_get_stalls (stats));
  case FACT_FIRST_PICTURE: {
    gint64 time = cue_player_stats_get_time_to_first_picture (stats);

    return cue_format_milliseconds (time > 0 ? time : -1);
  }
  case FACT_DECODER: {
    const char *decoder = cue_player_stats_get_decoder (stats);

    return g_strdup (decoder != NULL && decoder[0] != '\0' ? decoder : "–");
  }
  case N_FACTS:
  default:
    return g_strdup ("");
  }
}

static void
update_facts (GtkWidget *widget)
{
  CuePlayerFacts *self = CUE_PLAYER_FACTS (widget);
  GtkWidget      *cell = gtk_widget_get_first_child (GTK_WIDGET (self->cells));

  if (self->session == NULL)
    return;

  for (Fact fact = 0; fact < N_FACTS; fact++, cell = gtk_widget_get_next_sibling (cell)) {
    GtkLabel        *value = GTK_LABEL (gtk_widget_get_first_child (cell));
    g_autofree char *text = describe (self, fact);

    if (g_strcmp0 (gtk_label_get_label (value), text) != 0) {
      g_autofree char *tooltip = g_strdup_printf ("%s: %s", get_title (fact), text);

      gtk_label_set_label (value, text);
      gtk_widget_set_tooltip_text (cell, tooltip);
    }
  }
}

static void
cue_player_facts_dispose (GObject *object)
{
  g_clear_object (&CUE_PLAYER_FACTS (object)->session);

  G_OBJECT_CLASS (cue_player_facts_parent_class)->dispose (object);
}

static void
cue_player_facts_class_init (CuePlayerFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cue_player_facts_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/cuelight/Cuelight/ui/cue-player-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, CuePlayerFacts, cells);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cue_player_facts_init (CuePlayerFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Figures of the picture"),
                                  -1);

  for (Fact fact = 0; fact < N_FACTS; fact++) {
    GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    GtkWidget *value = gtk_label_new ("–");
    GtkWidget *title = gtk_label_new (get_title (fact));

    gtk_label_set_xalign (GTK_LABEL (value), 0);
    gtk_label_set_xalign (GTK_LABEL (title), 0);
    gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
    gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
    gtk_label_set_max_width_chars (GTK_LABEL (value), 22);
    gtk_widget_set_hexpand (cell, TRUE);
    gtk_widget_add_css_class (value, "fact");
    gtk_widget_add_css_class (value, "numeric");
    gtk_widget_add_css_class (title, "caption");
    gtk_widget_add_css_class (title, "secondary");
    gtk_box_append (GTK_BOX (cell), value);
    gtk_box_append (GTK_BOX (cell), title);
    gtk_box_append (self->cells, cell);
  }

  cue_ticker_attach (GTK_WIDGET (self), update_facts);
}

/**
 * cue_player_facts_set_session:
 * @self: the figures
 * @session: (nullable): the event to show
 *
 * Chooses whose player is described.
 */
void
cue_player_facts_set_session (CuePlayerFacts *self, CueEventSession *session)
{
  g_return_if_fail (CUE_IS_PLAYER_FACTS (self));

  if (g_set_object (&self->session, session) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_facts (GTK_WIDGET (self));
}
