// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-acoustic-catalogue.h"

#include <string.h>

/*
 * What is publicly known of the events that Acoustic recognises (services reference 2.2). The
 * vendor's own list sits behind a sign-in, so this one is not complete: it helps while typing and
 * never forbids anything. Of most attributes no type is published; those that plainly count
 * something are suggested as numbers.
 */

static const CueAcousticCatalogueAttribute cart_attributes[] = {
  { "eventName", "string", TRUE },      { "description", "string", FALSE },
  { "orderID", "string", TRUE },        { "interactionId", "string", TRUE },
  { "quantity", "number", FALSE },      { "currency", "string", FALSE },
  { "orderTotal", "number", FALSE },    { "orderTax", "number", FALSE },
  { "orderDiscount", "number", FALSE }, { "orderPromo", "string", FALSE },
  { "productList", "string", FALSE },   { NULL, NULL, FALSE },
};

static const CueAcousticCatalogueAttribute item_attributes[] = {
  { "subChannel", "string", FALSE },  { "deviceType", "string", FALSE },
  { "vendor", "string", FALSE },      { "model", "string", FALSE },
  { "OS", "string", FALSE },          { "versionOS", "string", FALSE },
  { "browserName", "string", FALSE }, { "browserVersion", "string", FALSE },
  { "eventName", "string", FALSE },   { "interactionId", "string", FALSE },
  { "siteId", "string", FALSE },      { "productID", "string", FALSE },
  { "productName", "string", FALSE }, { "category", "string", FALSE },
  { "quantity", "number", FALSE },    { "basePrice", "number", FALSE },
  { "cartTotal", "number", FALSE },   { "imageURL", "string", FALSE },
  { "productURL", "string", FALSE },  { NULL, NULL, FALSE },
};

static const CueAcousticCatalogueAttribute email_open_attributes[] = {
  { "eventName", "string", TRUE },
  { "messageId", "number", TRUE },
  { "subjectLine", "string", TRUE },
  { "description", "string", FALSE },
  { "eventId", "string", FALSE },
  { "messageName", "string", FALSE },
  { "docType", "string", FALSE },
  { "mailingTemplateId", "string", FALSE },
  { NULL, NULL, FALSE },
};

static const CueAcousticCatalogueAttribute installed_attributes[] = {
  { "eventName", "string", TRUE },
  { "appKey", "string", TRUE },
  { "channelId", "string", TRUE },
  { NULL, NULL, FALSE },
};

static const CueAcousticCatalogueAttribute sent_sms_attributes[] = {
  { "eventName", "string", TRUE },       { "campaignName", "string", FALSE },
  { "carrierNetwork", "string", FALSE }, { "code", "string", FALSE },
  { "deliveryStatus", "string", FALSE }, { NULL, NULL, FALSE },
};

static const CueAcousticCatalogueEntry entries[] = {
  { "Web", "ibmcartAbandonment", cart_attributes, FALSE },
  { "Web", "ibmcartAbandonmentItem", item_attributes, FALSE },
  { "Web", "ibmcartPurchase", cart_attributes, FALSE },
  { "Web", "ibmcartPurchaseItem", item_attributes, FALSE },
  { "Web", "ibmcartConversion", cart_attributes, FALSE },
  { "Web", "ibmcartAbandonedConversion", cart_attributes, FALSE },
  { "Web", "ibmabandonedConversion", NULL, FALSE },
  { "Web", "ibmbrowseAbandonment", NULL, FALSE },
  { "Web", "ibmbrowseAbandonmentItem", item_attributes, FALSE },
  { "Web", "ibmproductView", NULL, FALSE },
  { "Web", "ibmpageView", NULL, FALSE },
  { "Web", "ibmsearchedSite", NULL, FALSE },
  { "Web", "ibmVisitedSite", NULL, FALSE },
  { "Web", "ibmelementFormError", NULL, FALSE },
  { "Web", "ibmelementVideoLaunched", NULL, FALSE },
  { "Web", "ibmelementVideoPlayed", NULL, FALSE },
  { "Web", "ibmelementVideoPaused", NULL, FALSE },
  { "Web", "ibmelementVideoCompleted", NULL, FALSE },
  { "Web", "cartAdd", NULL, FALSE },
  { "Web", "cartRemove", NULL, FALSE },
  { "Web", "wroteReview", NULL, FALSE },
  { "Email", "emailOpen", email_open_attributes, FALSE },
  { "Email", "emailClick", NULL, FALSE },
  { "Email", "emailBounce", NULL, FALSE },
  { "Email", "emailOptOut", NULL, FALSE },
  { "Email", "emailSend", NULL, TRUE },
  { "Mobile", "application/installed", installed_attributes, FALSE },
  { "Mobile", "appInstalled", NULL, FALSE },
  { "Mobile", "appUninstalled", NULL, FALSE },
  { "Mobile", "appSessionOpen", NULL, FALSE },
  { "Mobile", "appSessionClose", NULL, FALSE },
  { "Mobile", "appCrashed", NULL, FALSE },
  { "SMS", "sentSMS", sent_sms_attributes, FALSE },
  { "SMS", "interactedSMS", NULL, FALSE },
  { "Contact Center", "opptyQualified", NULL, FALSE },
};

/**
 * cue_acoustic_catalogue_list:
 * @n_entries: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_entries): all that is known, by class
 */
const CueAcousticCatalogueEntry *
cue_acoustic_catalogue_list (guint *n_entries)
{
  g_return_val_if_fail (n_entries != NULL, NULL);

  *n_entries = G_N_ELEMENTS (entries);
  return entries;
}

/**
 * cue_acoustic_catalogue_find:
 * @code: an event code
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
const CueAcousticCatalogueEntry *
cue_acoustic_catalogue_find (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    if (g_str_equal (entries[i].code, code))
      return &entries[i];
  }
  return NULL;
}

/**
 * cue_acoustic_catalogue_find_attribute:
 * @entry: a recognised event
 * @name: the name of an attribute
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
const CueAcousticCatalogueAttribute *
cue_acoustic_catalogue_find_attribute (const CueAcousticCatalogueEntry *entry, const char *name)
{
  g_return_val_if_fail (entry != NULL && name != NULL, NULL);

  for (guint i = 0; entry->attributes != NULL && entry->attributes[i].name != NULL; i++) {
    if (g_str_equal (entry->attributes[i].name, name))
      return &entry->attributes[i];
  }
  return NULL;
}

/* Where @text stands in @code, without regard to case; -1: nowhere. */
static gssize
find_in (const char *code, const char *text)
{
  g_autofree char *lower_code = g_ascii_strdown (code, -1);
  g_autofree char *lower_text = g_ascii_strdown (text, -1);
  const char      *found = strstr (lower_code, lower_text);

  return found != NULL ? found - lower_code : -1;
}

/**
 * cue_acoustic_catalogue_search:
 * @text: what was typed so far
 *
 * For suggestions while typing.
 *
 * Returns: (transfer container) (element-type CueAcousticCatalogueEntry): entries whose code begins
 *   with @text, with or without `ibm`, then those that hold it anywhere
 */
GPtrArray *
cue_acoustic_catalogue_search (const char *text)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, found);

  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
      gssize   at = find_in (entries[i].code, text);
      gboolean begins = at == 0 || (at == 3 && g_str_has_prefix (entries[i].code, "ibm"));

      if (at >= 0 && begins == (round == 0))
        g_ptr_array_add (found, (gpointer) &entries[i]);
    }
  }
  return found;
}

/**
 * cue_acoustic_catalogue_get_channels:
 *
 * Returns: (transfer none) (array zero-terminated=1): channels to suggest; the field is free text
 *   (S4:212)
 */
const char *const *
cue_acoustic_catalogue_get_channels (void)
{
  static const char *const channels[] = { "web", "email", "mobile", "sms", NULL };

  return channels;
}

/**
 * cue_acoustic_catalogue_get_identifiers:
 *
 * Returns: (transfer none) (array zero-terminated=1): names of identifiers to suggest; they must be
 *   registered with Exchange first (S4:6)
 */
const char *const *
cue_acoustic_catalogue_get_identifiers (void)
{
  static const char *const names[] = { "email", "cookieId", "userId", "mobile_login", NULL };

  return names;
}
