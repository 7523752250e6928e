// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-attributes-draft.h"
#include "cue-event-type-draft.h"
#include "cue-notification-draft.h"
#include "cue-publication.h"
#include "cue-time.h"

#include <string.h>

/*
 * Every rule of services reference 2.5 that stands in a body, each with a row of its own: a body
 * that keeps it and one that breaks it. The rules of single values are in test-acoustic-values.
 *
 * In the bodies ' stands for ", and $CH, $ID, $T, $EVENTS for a channel, identifiers, a time and
 * events that are fine.
 */

#define NOW CUE_SECONDS (1795161600) /* 2026-11-20T08:00:00Z */

typedef enum {
  PUBLICATION,
  EVENT_TYPE,
  ATTRIBUTES,
  NOTIFICATION,
} Kind;

typedef struct {
  const char     *rule;
  Kind            kind;
  const char     *right;
  const char     *wrong;
  const char     *path;
  CueFindingLevel level;
  const char     *source;
} Row;

#define HINT  CUE_FINDING_HINT
#define WARN  CUE_FINDING_WARN
#define BLOCK CUE_FINDING_BLOCK

#define GOOD             "{$CH, $ID, $EVENTS}"
#define ONE(event)       "{$CH, $ID, 'events': [{" event "}]}"
#define WITH(attributes) ONE ("'code': 'emailOpen', $T, 'attributes': [" attributes "]")
#define AT_TIME(time)    ONE ("'code': 'emailOpen', 'timestamp': '" time "'")
#define WITH_ID(id)      "{$CH, 'identifiers': [" id "], $EVENTS}"
#define GROUP(group)     "{$CH, 'eventbatch': [{" group "}]}"
#define GOOD_GROUP       GROUP ("$ID, $EVENTS")
#define TYPE(more)       "{'code': 'emailOpen', 'name': 'Open', 'namespace': 'demo'" more "}"
#define NOTE(more)       "{" more "'notificationKey': 'k', 'notificationURL': 'https://h.example/x'}"
#define AUTH(more)       NOTE ("'authentication': {'authType': " more "}, ")
#define OAUTH(url, id, secret, token)                                                   \
  AUTH ("'OAuth', 'authURL': '" url "', 'clientID': '" id "', 'clientSecret': '" secret \
        "', 'refreshToken': '" token "'")
#define ONLY(url, key, token)                                                 \
  AUTH ("'OAuthRefreshTokenOnly', 'authURL': '" url "', 'supplierKey': '" key \
        "', 'refreshToken': '" token "'")
#define URL        "https://a.example/t"
#define GOOD_OAUTH OAUTH (URL, "i", "s", "t")
#define GOOD_ONLY  ONLY (URL, "k", "t")
#define A_NAME     "{'name': 'eventName', 'value': 'x', 'type': 'string'}"
#define A_TYPED(value, type) \
  WITH ("{'name': 'eventName', 'value': '" value "', 'type': '" type "'}")

/* clang-format off */
static const Row rows[] = {
  /* POST v1/event */
  { "shape: events and eventbatch never together", PUBLICATION,
    GOOD, "{$CH, $EVENTS, 'eventbatch': [{$ID, $EVENTS}]}", "events", BLOCK, "S4:10" },
  { "shape: identifiers of a compound batch stand in its groups", PUBLICATION,
    GOOD_GROUP, "{$CH, $ID, 'eventbatch': [{$EVENTS}]}", "identifiers", BLOCK, "S4:116" },
  { "channel: not blank", PUBLICATION,
    GOOD, "{'channel': ' ', $ID, $EVENTS}", "channel", BLOCK, "S4:233" },
  { "channel: there at all", PUBLICATION,
    GOOD, "{$ID, $EVENTS}", "channel", BLOCK, "S4:233" },
  { "channel: not at two levels", PUBLICATION,
    GOOD, ONE ("'code': 'a', $T, $CH"), "channel", BLOCK, "S4:234" },
  { "channel at the events: on every event", PUBLICATION,
    "{'events': [{'code': 'a', $T, $CH, $ID}]}",
    "{'events': [{'code': 'a', $T, $CH, $ID}, {'code': 'a', $T, $ID}]}",
    "events/1/channel", BLOCK, "S4:233" },
  { "channel of a compound batch: not at two levels", PUBLICATION,
    GOOD_GROUP, GROUP ("$ID, 'events': [{'code': 'a', $T, $CH}]"), "channel", BLOCK, "S4:234" },
  { "channel of an identifier does not count", PUBLICATION,
    GROUP ("'identifiers': [{'name': 'a', 'value': 'b', $CH}], $EVENTS"),
    "{'eventbatch': [{'identifiers': [{'name': 'a', 'value': 'b', $CH}], $EVENTS}]}",
    "channel", BLOCK, "S4:233" },
  { "identifiers: at least one", PUBLICATION,
    GOOD, "{$CH, 'identifiers': [], $EVENTS}", "identifiers", BLOCK, "S4:231" },
  { "identifiers: not at two levels", PUBLICATION,
    GOOD, ONE ("'code': 'a', $T, $ID"), "identifiers", BLOCK, "S4:232" },
  { "identifiers of a compound batch: not at two levels", PUBLICATION,
    GOOD_GROUP, GROUP ("$ID, 'events': [{'code': 'a', $T, $ID}]"), "identifiers", BLOCK, "S4:232" },
  { "identifiers at the events: at every event", PUBLICATION,
    "{'events': [{'code': 'a', $T, $CH, $ID}]}",
    "{'events': [{'code': 'a', $T, $CH, $ID}, {'code': 'a', $T, $CH}]}",
    "events/1/identifiers", BLOCK, "S4:231" },
  { "identifier: name not blank", PUBLICATION,
    GOOD, WITH_ID ("{'name': '', 'value': 'x'}"), "identifiers/0/name", BLOCK, "S4:218" },
  { "identifier: value not blank", PUBLICATION,
    GOOD, WITH_ID ("{'name': 'email', 'value': ' '}"), "identifiers/0/value", BLOCK, "S4:219" },
  { "identifiers with one name: combine them", PUBLICATION,
    WITH_ID ("{'name': 'a', 'value': 'x:y'}, {'name': 'b', 'value': 'z'}"),
    WITH_ID ("{'name': 'a', 'value': 'x'}, {'name': 'a', 'value': 'y'}"),
    "identifiers/1/name", HINT, "S4:215" },
  { "events: at least one", PUBLICATION,
    GOOD, "{$CH, $ID, 'events': []}", "events", BLOCK, "S4:47" },
  { "events of a group: at least one", PUBLICATION,
    GOOD_GROUP, GROUP ("$ID, 'events': []"), "eventbatch/0/events", BLOCK, "S4:47" },
  { "eventbatch: at least one group", PUBLICATION,
    GOOD_GROUP, "{$CH, 'eventbatch': []}", "eventbatch", BLOCK, "S4:47" },
  { "code: not blank", PUBLICATION,
    GOOD, ONE ("'code': '', $T"), "events/0/code", BLOCK, "S4:224" },
  { "code: registered", PUBLICATION,
    GOOD, ONE ("'code': 'stranger', $T"), "events/0/code", WARN, "S4:7" },
  { "time: given", PUBLICATION,
    GOOD, AT_TIME (""), "events/0/timestamp", BLOCK, "S4:225" },
  { "time: with a zone", PUBLICATION,
    AT_TIME ("2026-11-20T09:00:00+01:00"), AT_TIME ("2026-11-20T08:00:00"),
    "events/0/timestamp", BLOCK, "S4:225" },
  { "time: a real date", PUBLICATION,
    AT_TIME ("2024-02-29T00:00:00.123Z"), AT_TIME ("2023-02-29T00:00:00Z"),
    "events/0/timestamp", BLOCK, "S4:225" },
  { "time: T and not a space", PUBLICATION,
    AT_TIME ("2026-11-20T08:00:00Z"), AT_TIME ("2026-11-20 08:00:00Z"),
    "events/0/timestamp", BLOCK, "S4:225" },
  { "time: with seconds", PUBLICATION,
    AT_TIME ("2026-11-20T08:00:00Z"), AT_TIME ("2026-11-20T08:00Z"),
    "events/0/timestamp", BLOCK, "S4:225" },
  { "time: not a day ahead", PUBLICATION,
    AT_TIME ("2026-11-21T07:59:59Z"), AT_TIME ("2026-11-21T08:00:01Z"),
    "events/0/timestamp", WARN, "ASSUME-17" },
  { "time: not before 2000", PUBLICATION,
    AT_TIME ("2000-01-01T00:00:00Z"), AT_TIME ("1999-12-31T23:59:59Z"),
    "events/0/timestamp", WARN, "ASSUME-17" },
  { "attribute: name not blank", PUBLICATION,
    WITH (A_NAME), WITH ("{'name': '', 'value': 'x', 'type': 'string'}"),
    "events/0/attributes/0/name", BLOCK, "S4:226" },
  { "attribute: name unique", PUBLICATION,
    WITH (A_NAME ", {'name': 'subjectLine', 'value': 'x', 'type': 'string'}"),
    WITH (A_NAME ", " A_NAME), "events/0/attributes/1/name", WARN, "S4:226" },
  { "attribute: registered", PUBLICATION,
    WITH (A_NAME), WITH ("{'name': 'stranger', 'value': 'x', 'type': 'string'}"),
    "events/0/attributes/0/name", WARN, "S4:7" },
  { "attribute: value there", PUBLICATION,
    A_TYPED ("", "string"), WITH ("{'name': 'eventName', 'type': 'string'}"),
    "events/0/attributes/0/value", BLOCK, "S4:227" },
  { "attribute: a number fits", PUBLICATION,
    A_TYPED ("-12.5e3", "number"), A_TYPED ("12,5", "number"),
    "events/0/attributes/0/value", WARN, "S4:227" },
  { "attribute: a boolean fits", PUBLICATION,
    A_TYPED ("true", "boolean"), A_TYPED ("True", "boolean"),
    "events/0/attributes/0/value", WARN, "S4:227" },
  { "attribute: a date fits", PUBLICATION,
    A_TYPED ("2026-11-20", "date"), A_TYPED ("20.11.2026", "date"),
    "events/0/attributes/0/value", WARN, "S4:228" },
  { "attribute: value sent as a text", PUBLICATION,
    A_TYPED ("42", "number"), WITH ("{'name': 'eventName', 'value': 42, 'type': 'number'}"),
    "events/0/attributes/0/value", HINT, "S4:227" },
  { "attribute: type there", PUBLICATION,
    WITH (A_NAME), WITH ("{'name': 'eventName', 'value': 'x'}"),
    "events/0/attributes/0/type", BLOCK, "S4:228" },
  { "attribute: type one of four", PUBLICATION,
    A_TYPED ("true", "boolean"), A_TYPED ("1", "integer"),
    "events/0/attributes/0/type", BLOCK, "S4:228" },
  { "attribute: type in small letters", PUBLICATION,
    A_TYPED ("1", "number"), A_TYPED ("1", "Number"),
    "events/0/attributes/0/type", BLOCK, "S4:228" },
  { "a member that is not described", PUBLICATION,
    GOOD, "{$CH, $ID, $EVENTS, 'x1Id': 1}", "x1Id", WARN, NULL },
  { "a member of an event that is not described", PUBLICATION,
    GOOD, ONE ("'code': 'a', $T, 'source': 'x'"), "events/0/source", WARN, NULL },
  { "a member of a group that is not described", PUBLICATION,
    GOOD_GROUP, GROUP ("$ID, $EVENTS, 'x': 1"), "eventbatch/0/x", WARN, NULL },

  /* POST v1/eventtype */
  { "event type: code", EVENT_TYPE,
    TYPE (""), "{'code': '', 'name': 'Open'}", "code", BLOCK, "S4:277" },
  { "event type: name", EVENT_TYPE,
    TYPE (""), "{'code': 'emailOpen', 'name': ' '}", "name", BLOCK, "S4:278" },
  { "event type: version a whole number", EVENT_TYPE,
    TYPE (", 'version': 1"), TYPE (", 'version': 1.5"), "version", BLOCK, "S4:281" },
  { "event type: version 1", EVENT_TYPE,
    TYPE (", 'version': 1"), TYPE (", 'version': 2"), "version", WARN, "S4:281" },
  { "event type: version as a number", EVENT_TYPE,
    TYPE (", 'version': 1"), TYPE (", 'version': '1'"), "version", HINT, "S4:281" },
  { "event type: registration type", EVENT_TYPE,
    TYPE (", 'registrationType': 'SUBSCRIBE'"), TYPE (", 'registrationType': 'publish'"),
    "registrationType", BLOCK, "S4:282" },
  { "event type: attribute with a name", EVENT_TYPE,
    TYPE (", 'attributes': [{'name': 'eventName', 'type': 'string'}]"),
    TYPE (", 'attributes': [{'type': 'string'}]"), "attributes/0/name", BLOCK, "S4:288" },
  { "event type: attribute with a type", EVENT_TYPE,
    TYPE (", 'attributes': [{'name': 'eventName', 'type': 'date'}]"),
    TYPE (", 'attributes': [{'name': 'eventName'}]"), "attributes/0/type", BLOCK, "S4:289" },
  { "event type: no value in an attribute", EVENT_TYPE,
    TYPE (", 'attributes': [{'name': 'eventName', 'type': 'date'}]"),
    TYPE (", 'attributes': [{'name': 'eventName', 'type': 'date', 'value': 'x'}]"),
    "attributes/0/value", WARN, NULL },
  { "event type: attributes with names of their own", EVENT_TYPE,
    TYPE (", 'attributes': [{'name': 'eventName', 'type': 'date'}]"),
    TYPE (", 'attributes': [{'name': 'eventName', 'type': 'date'}, "
          "{'name': 'eventName', 'type': 'date'}]"), "attributes/1/name", WARN, "S4:288" },
  { "event type: a code of one's own", EVENT_TYPE,
    TYPE (""), "{'code': 'mySeat', 'name': 'Seat'}", "code", WARN, "S4:241" },
  { "event type: an attribute of one's own", EVENT_TYPE,
    TYPE (", 'attributes': [{'name': 'messageId', 'type': 'number'}]"),
    TYPE (", 'attributes': [{'name': 'mine', 'type': 'number'}]"),
    "attributes/0/name", HINT, "S4:241" },
  { "event type: a code of Acoustic without a namespace", EVENT_TYPE,
    TYPE (""), "{'code': 'emailOpen', 'name': 'Open'}", "namespace", HINT, "S4:280" },
  { "event type: a code that is registered already", EVENT_TYPE,
    TYPE (""), "{'code': 'appCrashed', 'name': 'Crash', 'namespace': 'demo'}",
    "code", WARN, "S4:244" },

  /* PUT v1/eventtype/attributes */
  { "attributes: at least one", ATTRIBUTES,
    "[{'name': 'a', 'type': 'string'}]", "[]", "", BLOCK, "S4:530" },
  { "attributes: name", ATTRIBUTES,
    "[{'name': 'a', 'type': 'string'}]", "[{'name': ' ', 'type': 'string'}]",
    "0/name", BLOCK, "S4:288" },
  { "attributes: type", ATTRIBUTES,
    "[{'name': 'a', 'type': 'string'}]", "[{'name': 'a', 'type': 'text'}]",
    "0/type", BLOCK, "S4:289" },
  { "attributes: unique", ATTRIBUTES,
    "[{'name': 'a', 'type': 'string'}]",
    "[{'name': 'a', 'type': 'string'}, {'name': 'a', 'type': 'date'}]", "1/name", WARN, "S4:551" },
  { "attributes: a list without a code", ATTRIBUTES,
    "[{'name': 'a', 'type': 'string'}]", "{'code': 'x', 'attributes': []}", "", BLOCK, "S4:546" },

  /* PUT v1/subscription/notification */
  { "notification: address", NOTIFICATION,
    NOTE (""), "{'notificationKey': 'k'}", "notificationURL", BLOCK, "S4:686" },
  { "notification: absolute address", NOTIFICATION,
    NOTE (""), "{'notificationKey': 'k', 'notificationURL': 'h/x'}",
    "notificationURL", BLOCK, "S4:686" },
  { "notification: https", NOTIFICATION,
    NOTE (""), "{'notificationKey': 'k', 'notificationURL': 'http://h.example/x'}",
    "notificationURL", WARN, "S4:686" },
  { "notification: key", NOTIFICATION,
    NOTE (""), "{'notificationURL': 'https://h.example/x'}", "notificationKey", WARN, "S4:672" },
  { "notification: kind in exact letters", NOTIFICATION,
    AUTH ("'APIKey', 'APIKey': 'x'"), AUTH ("'apikey', 'APIKey': 'x'"),
    "authentication/authType", BLOCK, "S4:699" },
  { "notification: kind given", NOTIFICATION,
    NOTE (""), NOTE ("'authentication': {'APIKey': 'x'}, "),
    "authentication/authType", BLOCK, "S4:699" },
  { "notification: API key", NOTIFICATION,
    AUTH ("'APIKey', 'APIKey': 'x'"), AUTH ("'APIKey'"), "authentication/APIKey", BLOCK, "S4:700" },
  { "notification: Basic user", NOTIFICATION,
    AUTH ("'Basic', 'userId': 'u', 'password': 'p'"), AUTH ("'Basic', 'password': 'p'"),
    "authentication/userId", BLOCK, "S4:716" },
  { "notification: Basic password", NOTIFICATION,
    AUTH ("'Basic', 'userId': 'u', 'password': 'p'"),
    AUTH ("'Basic', 'userId': 'u', 'password': ' '"), "authentication/password", BLOCK, "S4:717" },
  { "notification: OAuth address", NOTIFICATION,
    GOOD_OAUTH, OAUTH ("", "i", "s", "t"), "authentication/authURL", BLOCK, "S4:735" },
  { "notification: OAuth address with https", NOTIFICATION,
    GOOD_OAUTH, OAUTH ("http://a.example/t", "i", "s", "t"),
    "authentication/authURL", BLOCK, "S4:735" },
  { "notification: OAuth client", NOTIFICATION,
    GOOD_OAUTH, OAUTH (URL, "", "s", "t"), "authentication/clientID", BLOCK, "S4:736" },
  { "notification: OAuth secret", NOTIFICATION,
    GOOD_OAUTH, OAUTH (URL, "i", "", "t"), "authentication/clientSecret", BLOCK, "S4:737" },
  { "notification: OAuth token", NOTIFICATION,
    GOOD_OAUTH, OAUTH (URL, "i", "s", ""), "authentication/refreshToken", BLOCK, "S4:738" },
  { "notification: token only, address", NOTIFICATION,
    GOOD_ONLY, ONLY ("x", "k", "t"), "authentication/authURL", BLOCK, "S4:756" },
  { "notification: token only, key", NOTIFICATION,
    GOOD_ONLY, ONLY (URL, " ", "t"), "authentication/supplierKey", BLOCK, "S4:757" },
  { "notification: token only, token", NOTIFICATION,
    GOOD_ONLY, ONLY (URL, "k", ""), "authentication/refreshToken", BLOCK, "S4:758" },
  { "notification: nothing of another kind", NOTIFICATION,
    AUTH ("'APIKey', 'APIKey': 'x'"), AUTH ("'APIKey', 'APIKey': 'x', 'password': 'p'"),
    "authentication/password", WARN, "S4:698" },

  /* JSON as it is edited */
  { "JSON: it parses", EVENT_TYPE, TYPE (""), "{'code': ", "", BLOCK, NULL },
  { "JSON: no key twice", EVENT_TYPE, TYPE (""), "{'code': 'a', 'code': 'b'}", "", BLOCK, NULL },
  { "JSON: no typographic quotation marks", EVENT_TYPE,
    "{'code': 'emailOpen', 'name': '“Open”', 'namespace': 'demo'}", "{“code”: “emailOpen”}",
    "", BLOCK, "S4:25" },
};
/* clang-format on */

static char *
expand (const char *body)
{
  GString *text = g_string_new (body);

  g_string_replace (text, "$CH", "'channel': 'web'", 0);
  g_string_replace (text, "$ID", "'identifiers': [{'name': 'email', 'value': 'a@b.example'}]", 0);
  g_string_replace (text, "$EVENTS", "'events': [{'code': 'emailOpen', $T}]", 0);
  g_string_replace (text, "$T", "'timestamp': '2026-11-20T08:00:00Z'", 0);
  g_string_replace (text, "'", "\"", 0);
  return g_string_free (text, FALSE);
}

static CueDraft *
make_draft (Kind kind)
{
  CueAttributesDraft *attributes;

  switch (kind) {
  case EVENT_TYPE:
    return CUE_DRAFT (cue_event_type_draft_new ());
  case ATTRIBUTES:
    attributes = cue_attributes_draft_new (CUE_ACOUSTIC_ROLE_PUBLISHER);
    cue_attributes_draft_set_endpoint_id (attributes, "60001");
    return CUE_DRAFT (attributes);
  case NOTIFICATION:
    return CUE_DRAFT (cue_notification_draft_new ());
  case PUBLICATION:
  default:
    return CUE_DRAFT (cue_publication_new (CUE_PUBLICATION_INDIVIDUAL));
  }
}

static CueAcousticContext *
make_context (Kind kind)
{
  static const char *const names[] = { "eventName", "subjectLine", NULL };
  CueAcousticContext      *context = cue_acoustic_context_new (CUE_ACOUSTIC_ROLE_PUBLISHER, NOW);

  cue_acoustic_context_add_registered (context, "a", NULL);
  cue_acoustic_context_add_registered (context, "appCrashed", NULL);
  if (kind == PUBLICATION)
    cue_acoustic_context_add_registered (context, "emailOpen", names);
  return context;
}

/* What reading and the rules say together, as beside the fields of a form. */
static GPtrArray *
find_all (Kind kind, const char *body)
{
  g_autoptr (CueDraft) draft = make_draft (kind);
  g_autoptr (CueAcousticContext) context = make_context (kind);
  g_autofree char *json = expand (body);
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = cue_findings_new ();

  if (cue_draft_from_json (draft, json, findings, &error)) {
    GPtrArray *checked = cue_draft_check (draft, context);

    g_ptr_array_extend_and_steal (findings, checked);
  } else {
    g_assert_nonnull (error);
    g_assert_true (cue_findings_block (findings));
  }
  return findings;
}

static CueFinding *
find_row (GPtrArray *findings, const Row *row)
{
  for (guint i = 0; i < findings->len; i++) {
    CueFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (cue_finding_get_path (finding), row->path) &&
        cue_finding_get_level (finding) == row->level &&
        g_strcmp0 (cue_finding_get_source (finding), row->source) == 0)
      return finding;
  }
  return NULL;
}

static void
print_findings (const char *which, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    CueFinding *finding = g_ptr_array_index (findings, i);

    g_test_message ("%s: “%s”, level %d, %s: %s",
                    which,
                    cue_finding_get_path (finding),
                    cue_finding_get_level (finding),
                    cue_finding_get_source (finding),
                    cue_finding_get_words (finding));
  }
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GPtrArray) right = find_all (row->kind, row->right);
  g_autoptr (GPtrArray) wrong = find_all (row->kind, row->wrong);
  CueFinding *finding = find_row (wrong, row);

  print_findings ("right", right);
  print_findings ("wrong", wrong);
  g_assert_nonnull (finding);
  g_assert_cmpuint (strlen (cue_finding_get_words (finding)), >, 10);
  /* The right one has nothing to mend, and nothing of this rule. */
  g_assert_null (find_row (right, row));
  g_assert_false (cue_findings_block (right));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_strdelimit (g_strdup (rows[i].rule), " /:,'", '-');
    g_autofree char *path = g_strdup_printf ("/acoustic/rules/%s", name);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  return g_test_run ();
}
