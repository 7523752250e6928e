// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-acoustic-read.h"
#include "cue-attributes-draft.h"
#include "cue-ctl-acoustic-private.h"
#include "cue-event-type-draft.h"
#include "cue-notification-draft.h"

// Event types, attributes, notification and browser key: one call each.

static void
print_type (CueCtlAcoustic *self, CueEventType *type)
{
  g_autoptr (JsonNode) raw = NULL;
  g_autofree char *code = cue_ctl_clean (cue_event_type_get_code (type));
  g_autofree char *name = cue_ctl_clean (cue_event_type_get_name (type));
  g_autofree char *version = cue_ctl_clean (cue_event_type_get_version_text (type));
  g_autofree char *registration = cue_ctl_clean (cue_event_type_get_registration_text (type));
  g_autofree char *line = NULL;

  if (self->json) {
    // As it came, with whatever else the service says.
    raw = json_from_string (cue_event_type_get_raw (type), NULL);
    if (raw != NULL)
      cue_ctl_print_json (raw);
    return;
  }
  line = g_strdup_printf ("%s\t%s\t%s\t%s\t%u",
                          code,
                          version,
                          registration,
                          name,
                          g_list_model_get_n_items (cue_event_type_get_attributes (type)));
  cue_ctl_print (line);
}

static void
note_diagnostics (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++) {
    const CueDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

    cue_ctl_note ("%s: %s",
                  cue_diagnostic_get_where (diagnostic),
                  cue_diagnostic_get_message (diagnostic));
  }
}

// Takes over @request.
static int
list_types (CueCtlAcoustic *self, CueAcousticRequest *request, CueEventTypeOrigin origin)
{
  g_autoptr (CueAcousticRequest) owned = request;
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GPtrArray) types = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  g_autoptr (CueAcousticReply) reply = cue_ctl_acoustic_call (self, request, &status);

  if (reply == NULL)
    return status;
  types = cue_acoustic_read_event_types (reply, origin, diagnostics, &error);
  if (types == NULL)
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  note_diagnostics (diagnostics);
  if (types->len == 0)
    cue_ctl_note (_ ("There are no event types in this list."));
  for (guint i = 0; i < types->len; i++)
    print_type (self, g_ptr_array_index (types, i));
  return CUE_CTL_FINE;
}

/**
 * cue_ctl_acoustic_list_types:
 *
 * `eventtype list`: what this endpoint registered.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_list_types (CueCtlAcoustic *self, char **arguments)
{
  return list_types (self,
                     cue_acoustic_request_new_list_types (
                       cue_acoustic_client_get_base_url (self->client)),
                     CUE_EVENT_TYPE_ORIGIN_REGISTERED);
}

/**
 * cue_ctl_acoustic_list_subscribed:
 *
 * `eventtype producer`: what others subscribe to, with descriptions.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_list_subscribed (CueCtlAcoustic *self, char **arguments)
{
  return list_types (self,
                     cue_acoustic_request_new_list_subscribed_types (
                       cue_acoustic_client_get_base_url (self->client)),
                     CUE_EVENT_TYPE_ORIGIN_SUBSCRIBED_BY_OTHERS);
}

/**
 * cue_ctl_acoustic_list_consumed:
 *
 * `eventtype consumer`: what this endpoint subscribes to.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_list_consumed (CueCtlAcoustic *self, char **arguments)
{
  return list_types (self,
                     cue_acoustic_request_new_list_consumed_types (
                       cue_acoustic_client_get_base_url (self->client), TRUE),
                     CUE_EVENT_TYPE_ORIGIN_CONSUMED);
}

/**
 * cue_ctl_acoustic_list_codes:
 *
 * `eventtype subscribed`: the codes that others subscribe to.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_list_codes (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueAcousticRequest) request = cue_acoustic_request_new_list_subscribed_codes (
    cue_acoustic_client_get_base_url (self->client));
  g_autoptr (GPtrArray) diagnostics = cue_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) codes = NULL;
  int status;
  g_autoptr (CueAcousticReply) reply = cue_ctl_acoustic_call (self, request, &status);

  if (reply == NULL)
    return status;
  codes = cue_acoustic_read_codes (reply, diagnostics, &error);
  if (codes == NULL)
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  note_diagnostics (diagnostics);
  if (codes[0] == NULL)
    cue_ctl_note (_ ("There are no event types in this list."));
  for (guint i = 0; codes[i] != NULL; i++) {
    g_autofree char *clean = cue_ctl_clean (codes[i]);

    if (self->json) {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (JsonNode) root = NULL;

      json_builder_begin_object (builder);
      cue_ctl_add_text (builder, "code", codes[i]);
      json_builder_end_object (builder);
      root = json_builder_get_root (builder);
      cue_ctl_print_json (root);
    } else {
      cue_ctl_print (clean);
    }
  }
  return CUE_CTL_FINE;
}

/**
 * cue_ctl_acoustic_register_type:
 *
 * `eventtype register FILE`
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_register_type (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueEventTypeDraft) draft = cue_event_type_draft_new ();
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = cue_ctl_read_file (arguments[1], &error);
  int status;

  if (body == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (!cue_ctl_acoustic_check_draft (self, CUE_DRAFT (draft), body, &status))
    return status;
  request =
    cue_acoustic_request_new_register_type (cue_acoustic_client_get_base_url (self->client), body);
  return cue_ctl_acoustic_write (self, request);
}

/**
 * cue_ctl_acoustic_delete_type:
 *
 * `eventtype delete CODE`
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_delete_type (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueAcousticRequest) request = NULL;

  if (*arguments[1] == '\0')
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give the code of the event type."));
  request = cue_acoustic_request_new_delete_type (cue_acoustic_client_get_base_url (self->client),
                                                  arguments[1]);
  return cue_ctl_acoustic_write (self, request);
}

/**
 * cue_ctl_acoustic_replace_attributes:
 *
 * `attributes publisher|subscriber ID FILE`
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_replace_attributes (CueCtlAcoustic *self, char **arguments)
{
  CueAcousticRole role = g_str_equal (arguments[0], "publisher") ? CUE_ACOUSTIC_ROLE_PUBLISHER
                                                                 : CUE_ACOUSTIC_ROLE_SUBSCRIBER;
  g_autoptr (CueAttributesDraft) draft = cue_attributes_draft_new (role);
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = cue_ctl_read_file (arguments[2], &error);
  int status;

  if (body == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  cue_attributes_draft_set_endpoint_id (draft, arguments[1]);
  // An empty list removes all attributes, which has to be said.
  cue_attributes_draft_set_remove_all (draft, self->yes);
  if (!cue_ctl_acoustic_check_draft (self, CUE_DRAFT (draft), body, &status))
    return status;
  request =
    cue_acoustic_request_new_replace_attributes (cue_acoustic_client_get_base_url (self->client),
                                                 role,
                                                 arguments[1],
                                                 body);
  return cue_ctl_acoustic_write (self, request);
}

/**
 * cue_ctl_acoustic_put_notification:
 *
 * `notification put FILE`
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_put_notification (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueNotificationDraft) draft = cue_notification_draft_new ();
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = cue_ctl_read_file (arguments[1], &error);
  int status;

  if (body == NULL)
    return cue_ctl_fail (CUE_CTL_UNKNOWN, "%s", error->message);
  if (!cue_ctl_acoustic_check_draft (self, CUE_DRAFT (draft), body, &status))
    return status;
  request =
    cue_acoustic_request_new_set_notification (cue_acoustic_client_get_base_url (self->client),
                                               body);
  return cue_ctl_acoustic_write (self, request);
}

/**
 * cue_ctl_acoustic_delete_notification:
 *
 * `notification delete`
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_delete_notification (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueAcousticRequest) request =
    cue_acoustic_request_new_delete_notification (cue_acoustic_client_get_base_url (self->client));

  return cue_ctl_acoustic_write (self, request);
}

/**
 * cue_ctl_acoustic_get_browser_key:
 *
 * `eventinfo ID`: the key with which web pages send events, masked unless asked for.
 *
 * Returns: how to end
 */
int
cue_ctl_acoustic_get_browser_key (CueCtlAcoustic *self, char **arguments)
{
  g_autoptr (CueAcousticRequest) request = NULL;
  g_autoptr (CueAcousticReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;
  const char      *shown;
  int              status;

  if (*arguments[1] == '\0')
    return cue_ctl_fail (CUE_CTL_UNKNOWN, _ ("Give the ID of the endpoint."));
  request =
    cue_acoustic_request_new_get_browser_key (cue_acoustic_client_get_base_url (self->client),
                                              arguments[1]);
  reply = cue_ctl_acoustic_call (self, request, &status);
  if (reply == NULL)
    return status;
  if (!cue_acoustic_read_browser_key (reply, &id, &key, &error))
    return cue_ctl_fail (CUE_CTL_CRITICAL, "%s", error->message);
  shown = self->reveal ? key : CUE_REDACTED;
  if (self->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    cue_ctl_add_text (builder, "endpointId", id);
    cue_ctl_add_text (builder, "eventAuthKey", shown);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    cue_ctl_print_json (root);
    return CUE_CTL_FINE;
  }
  line = g_strdup_printf ("%s\t%s", id != NULL ? id : "", shown);
  cue_ctl_print (line);
  return CUE_CTL_FINE;
}
