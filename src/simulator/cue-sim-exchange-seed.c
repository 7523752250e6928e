// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is in the account before anybody does anything: five endpoints, the event types they have
 * registered, and a few event files that wait. */

#include "cue-sim-exchange-private.h"

#include <string.h>

enum {
  SHOP,     // the publisher of the description
  DESK,     // the subscriber of the description
  SHOW,     // the one that does both
  MAILER,   // publishes
  INSIGHTS, // subscribes
  N_ENDPOINTS
};

static const struct {
  const char *name;
  const char *provider;
  const char *key;
  const char *browser_key;
  guint       id;
  guint       roles;
} endpoints[N_ENDPOINTS] = {
  [SHOP] = { "Demo shop endpoint",
             "Demo shop application",
             CUE_SIM_PUBLISHER_KEY,
             "demo-browser-key-0001",
             CUE_SIM_PUBLISHER_ID,
             CUE_SIM_ENDPOINT_PUBLISHES },
  [DESK] = { "Demo event desk endpoint",
             "Demo event desk",
             CUE_SIM_SUBSCRIBER_KEY,
             "demo-browser-key-0002",
             CUE_SIM_SUBSCRIBER_ID,
             CUE_SIM_ENDPOINT_SUBSCRIBES },
  [SHOW] = { "Demo show control endpoint",
             "Demo show control",
             CUE_SIM_BOTH_KEY,
             "demo-browser-key-0003",
             CUE_SIM_BOTH_ID,
             CUE_SIM_ENDPOINT_ANY },
  [MAILER] = { "Demo mailer endpoint",
               "Demo mail application",
               NULL,
               NULL,
               CUE_SIM_MAILER_ID,
               CUE_SIM_ENDPOINT_PUBLISHES },
  [INSIGHTS] = { "Demo insights endpoint",
                 "Demo insights",
                 NULL,
                 NULL,
                 60005,
                 CUE_SIM_ENDPOINT_SUBSCRIBES },
};

#define OF(endpoint) (1u << (endpoint))

#define CART_ATTRIBUTES                                                                       \
  "eventName:string description:string orderID:string interactionId:string quantity:number "  \
  "currency:string orderTotal:number orderTax:number orderDiscount:number orderPromo:string " \
  "productList:string"
#define ITEM_ATTRIBUTES                                                                        \
  "eventName:string interactionId:string productID:string productName:string category:string " \
  "quantity:number basePrice:number cartTotal:number imageURL:string productURL:string "       \
  "deviceType:string browserName:string"
#define PAGE_ATTRIBUTES                                                                   \
  "eventName:string interactionId:string siteId:string pageURL:string deviceType:string " \
  "browserName:string browserVersion:string"
#define VIDEO_ATTRIBUTES \
  "eventName:string siteId:string videoName:string position:number duration:number live:boolean"
#define APP_ATTRIBUTES "eventName:string appKey:string deviceType:string OS:string versionOS:string"
#define MAIL_ATTRIBUTES                                                                         \
  "eventName:string messageId:number subjectLine:string description:string messageName:string " \
  "mailingTemplateId:string"

/* Codes and attributes as far as they are public; those with a namespace are custom events.
 * emailSend is a guess from its siblings (ASSUME-10). */
static const struct {
  const char *code;
  const char *namespace; // nullable
  const char *name;
  const char *description; // nullable
  const char *attributes;
  guint       publishers;
  guint       subscribers;
} types[] = {
  { "ibmcartAbandonment",
    NULL,
    "Cart abandonment",
    "A visitor left products in the cart",
    CART_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) | OF (INSIGHTS) },
  { "ibmcartAbandonmentItem",
    NULL,
    "Cart abandonment item",
    "One product of an abandoned cart",
    ITEM_ATTRIBUTES,
    OF (SHOP),
    0 },
  { "ibmcartPurchase",
    NULL,
    "Cart purchase",
    "A visitor paid for a cart",
    CART_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) | OF (SHOW) | OF (INSIGHTS) },
  { "ibmcartPurchaseItem",
    NULL,
    "Cart purchase item",
    "One product of a cart that was paid for",
    ITEM_ATTRIBUTES,
    OF (SHOP),
    OF (INSIGHTS) },
  { "ibmcartConversion", NULL, "Cart conversion", NULL, CART_ATTRIBUTES, OF (SHOP), 0 },
  { "ibmbrowseAbandonment",
    NULL,
    "Browse abandonment",
    "A visitor looked at products and left",
    ITEM_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) },
  { "ibmproductView",
    NULL,
    "Product view",
    "A visitor looked at a product",
    ITEM_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) | OF (INSIGHTS) },
  { "ibmpageView",
    NULL,
    "Page view",
    "A visitor opened a page of the event site",
    PAGE_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) | OF (INSIGHTS) },
  { "ibmsearchedSite",
    NULL,
    "Site search",
    "A visitor searched the programme",
    PAGE_ATTRIBUTES " searchTerm:string results:number",
    OF (SHOP),
    0 },
  { "ibmelementVideoLaunched",
    NULL,
    "Video launched",
    "The player was opened",
    VIDEO_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) | OF (SHOW) },
  { "ibmelementVideoPlayed",
    NULL,
    "Video played",
    "The stream runs",
    VIDEO_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) | OF (SHOW) },
  { "ibmelementVideoPaused", NULL, "Video paused", NULL, VIDEO_ATTRIBUTES, OF (SHOP), OF (DESK) },
  { "ibmelementVideoCompleted",
    NULL,
    "Video completed",
    "Watched to the end",
    VIDEO_ATTRIBUTES,
    OF (SHOP),
    OF (DESK) },
  { "cartAdd", NULL, "Added to cart", NULL, ITEM_ATTRIBUTES, OF (SHOP), OF (DESK) },
  { "cartRemove", NULL, "Removed from cart", NULL, ITEM_ATTRIBUTES, OF (SHOP), 0 },
  { "wroteReview",
    NULL,
    "Wrote a review",
    "Somebody rated a session",
    "eventName:string rating:number text:string verified:boolean",
    OF (SHOP),
    OF (DESK) },
  { "emailOpen",
    NULL,
    "Email open",
    "Recipient opened an email",
    MAIL_ATTRIBUTES,
    OF (SHOP) | OF (MAILER),
    OF (DESK) | OF (INSIGHTS) },
  { "emailClick",
    NULL,
    "Email click",
    "Recipient followed a link",
    MAIL_ATTRIBUTES " linkURL:string",
    OF (MAILER),
    OF (DESK) },
  { "emailBounce", NULL, "Email bounce", NULL, MAIL_ATTRIBUTES, OF (MAILER), OF (DESK) },
  { "emailOptOut", NULL, "Email opt-out", NULL, MAIL_ATTRIBUTES, OF (MAILER), OF (DESK) },
  { "emailSend", NULL, "Email sent", NULL, MAIL_ATTRIBUTES, OF (MAILER), OF (DESK) },
  { "application/installed",
    NULL,
    "App installed (mobile push)",
    "The event app is on a phone",
    "eventName:string appKey:string channelId:string",
    OF (SHOP),
    OF (DESK) },
  { "appInstalled", NULL, "App installed", NULL, APP_ATTRIBUTES, OF (SHOP), OF (DESK) },
  { "appUninstalled", NULL, "App uninstalled", NULL, APP_ATTRIBUTES, OF (SHOP), 0 },
  { "appSessionOpen",
    NULL,
    "App opened",
    NULL,
    APP_ATTRIBUTES " sessionId:string",
    OF (SHOP),
    OF (DESK) },
  { "sentSMS",
    NULL,
    "SMS sent",
    "A reminder went out",
    "eventName:string campaignName:string carrierNetwork:string code:string deliveryStatus:string",
    OF (MAILER),
    OF (DESK) },
  { "interactedSMS", NULL, "SMS answered", NULL, "eventName:string code:string", 0, OF (DESK) },
  { "ticketScanned",
    "demo-live",
    "Ticket scanned",
    "A visitor came through an entrance",
    "eventName:string ticketId:string entrance:string scannedAt:date vip:boolean",
    OF (SHOP) | OF (SHOW),
    OF (DESK) | OF (INSIGHTS) },
  { "sessionJoined",
    "demo-live",
    "Session joined",
    "A visitor joined a session on site or online",
    "eventName:string sessionId:string sessionTitle:string online:boolean joinedAt:date",
    OF (SHOW),
    OF (DESK) | OF (INSIGHTS) },
  { "sessionLeft",
    "demo-live",
    "Session left",
    NULL,
    "eventName:string sessionId:string minutes:number",
    OF (SHOW),
    OF (DESK) },
  { "pollAnswered",
    "demo-live",
    "Poll answered",
    "One answer to a question from the stage",
    "eventName:string pollId:string question:string answer:string answeredAt:date",
    OF (SHOP) | OF (SHOW),
    OF (DESK) },
  { "questionAsked",
    "demo-live",
    "Question asked",
    "A question for the speakers",
    "eventName:string sessionId:string text:string anonymous:boolean",
    OF (SHOW),
    OF (DESK) },
  { "showStateChanged",
    "demo-live",
    "Show state changed",
    "The player goes from one state to the next",
    "eventName:string from:string to:string changedAt:date",
    OF (SHOW),
    OF (DESK) | OF (INSIGHTS) },
  { "networkingMatch",
    "demo-live",
    "Networking match",
    NULL,
    "eventName:string matchId:string score:number accepted:boolean",
    OF (SHOP),
    0 },
};

static CueSimEventType *
make_type (guint row, gboolean subscribes)
{
  CueSimEventType *type = g_new0 (CueSimEventType, 1);
  g_auto (GStrv) words = g_strsplit (types[row].attributes, " ", -1);

  type->code = g_strdup (types[row].code);
  type->namespace = g_strdup (types[row].namespace);
  type->name = g_strdup (types[row].name);
  type->description = g_strdup (types[row].description);
  type->version = 1;
  type->subscribes = subscribes;
  type->attributes = cue_sim_attributes_new ();
  for (guint i = 0; words[i] != NULL; i++) {
    char *colon = strchr (words[i], ':');

    *colon = '\0';
    g_ptr_array_add (type->attributes, cue_sim_attribute_new (words[i], colon + 1));
  }
  return type;
}

static CueSimEndpoint *
make_endpoint (guint which)
{
  CueSimEndpoint *endpoint = g_new0 (CueSimEndpoint, 1);

  endpoint->name = endpoints[which].name;
  endpoint->provider = endpoints[which].provider;
  endpoint->key = endpoints[which].key;
  endpoint->browser_key = endpoints[which].browser_key;
  endpoint->id = endpoints[which].id;
  endpoint->roles = endpoints[which].roles;
  endpoint->files = cue_sim_file_queue_new ();
  endpoint->types = g_ptr_array_new_with_free_func ((GDestroyNotify) cue_sim_event_type_free);
  for (guint row = 0; row < G_N_ELEMENTS (types); row++) {
    if ((types[row].publishers & OF (which)) != 0)
      g_ptr_array_add (endpoint->types, make_type (row, FALSE));
    if ((types[row].subscribers & OF (which)) != 0)
      g_ptr_array_add (endpoint->types, make_type (row, TRUE));
  }
  return endpoint;
}

/* The events in the files that wait, as they would have been published. */
static const struct {
  guint       minutes_ago;
  guint       publisher;
  const char *form;
  const char *events; // of POST /v1/event, with %s for the time of each
} waiting[] = {
  { 45,
    SHOP,
    "array",
    "{\"channel\":\"web\",\"identifiers\":[{\"name\":\"email\",\"value\":\"shopper@example.com\"},"
    "{\"name\":\"cookieId\",\"value\":\"c-0001\"}],\"events\":["
    "{\"code\":\"ibmcartAbandonment\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Cart abandoned\",\"type\":\"string\"},"
    "{\"name\":\"orderID\",\"value\":\"O-1001\",\"type\":\"string\"},"
    "{\"name\":\"orderTotal\",\"value\":\"125.53\",\"type\":\"number\"}]},"
    "{\"code\":\"ibmbrowseAbandonment\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Left the shop\",\"type\":\"string\"},"
    "{\"name\":\"productName\",\"value\":\"Day ticket\",\"type\":\"string\"},"
    "{\"name\":\"basePrice\",\"value\":\"89.00\",\"type\":\"number\"}]}]}" },
  { 20,
    SHOW,
    "lines",
    "{\"channel\":\"venue\",\"identifiers\":[{\"name\":\"userId\",\"value\":\"u-17\"}],\"events\":["
    "{\"code\":\"ticketScanned\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Main entrance\",\"type\":\"string\"},"
    "{\"name\":\"ticketId\",\"value\":\"T-4711\",\"type\":\"string\"},"
    "{\"name\":\"vip\",\"value\":\"true\",\"type\":\"boolean\"}]},"
    "{\"code\":\"sessionJoined\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Keynote\",\"type\":\"string\"},"
    "{\"name\":\"sessionId\",\"value\":\"S-01\",\"type\":\"string\"},"
    "{\"name\":\"online\",\"value\":\"false\",\"type\":\"boolean\"}]},"
    "{\"code\":\"pollAnswered\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Opening poll\",\"type\":\"string\"},"
    "{\"name\":\"question\",\"value\":\"Where do you join from?\",\"type\":\"string\"},"
    "{\"name\":\"answer\",\"value\":\"Zürich\",\"type\":\"string\"}]}]}" },
  { 5,
    MAILER,
    "tsv",
    "{\"channel\":\"email\",\"identifiers\":[{\"name\":\"email\",\"value\":\"reader@example.com\"}]"
    ","
    "\"events\":["
    "{\"code\":\"emailOpen\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Opened newsletter\",\"type\":\"string\"},"
    "{\"name\":\"messageId\",\"value\":\"42\",\"type\":\"number\"},"
    "{\"name\":\"subjectLine\",\"value\":\"Tomorrow at ten\",\"type\":\"string\"}]},"
    "{\"code\":\"emailClick\",\"timestamp\":\"%s\",\"attributes\":["
    "{\"name\":\"eventName\",\"value\":\"Clicked\",\"type\":\"string\"},"
    "{\"name\":\"messageId\",\"value\":\"42\",\"type\":\"number\"}]}]}" },
};

/* Each event is a few seconds later than the one before it. */
static char *
fill_in_times (const char *events, gint64 wall_us)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (events, "%s", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autoptr (GDateTime)
      time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC + 7 * (gint64) i);
    g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");

    g_string_append_printf (text, "%s%s", i > 0 ? stamp : "", parts[i]);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_waiting_file (GPtrArray *all, guint n, gint64 now_us)
{
  const CueSimSwitches  switches = { { 0 } };
  gint64                wall_us = now_us - (gint64) waiting[n].minutes_ago * 60 * G_USEC_PER_SEC;
  const CueSimEndpoint *publisher = g_ptr_array_index (all, waiting[n].publisher);
  CueSimEndpoint       *desk = g_ptr_array_index (all, DESK);
  g_autofree char      *text = fill_in_times (waiting[n].events, wall_us);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) events =
    cue_sim_publication_read (root, publisher->types, publisher->name, &switches, now_us, &problem);

  if (events == NULL)
    g_error ("The event file %u that waits from the start: %s", n, problem);
  for (guint i = 0; i < events->len; i++)
    cue_sim_file_queue_deliver (desk->files,
                                g_ptr_array_index (events, i),
                                waiting[n].form,
                                wall_us);
  cue_sim_file_queue_seal (desk->files);
}

/**
 * cue_sim_exchange_seed: (skip)
 *
 * Returns: (transfer full) (element-type CueSimEndpoint): the endpoints of the account
 */
GPtrArray *
cue_sim_exchange_seed (gint64 now_us)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < N_ENDPOINTS; i++)
    g_ptr_array_add (all, make_endpoint (i));
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    add_waiting_file (all, i, now_us);
  return all;
}
