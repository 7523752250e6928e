// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-test-resolver.h"

struct _CueTestResolver {
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (CueTestResolver, cue_test_resolver, G_TYPE_RESOLVER)

static GList *
look_up (const char *name, GResolverNameLookupFlags flags, GError **error)
{
  GList *addresses = NULL;

  if (g_str_equal (name, "later.example.invalid")) {
    g_set_error_literal (error,
                         G_RESOLVER_ERROR,
                         G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                         "try again later");
    return NULL;
  }
  if (g_str_equal (name, "blackhole.example.invalid")) {
    if (flags != G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
      addresses = g_list_prepend (addresses, g_inet_address_new_from_string ("127.0.0.1"));
    /* 2001:db8::/32 is for examples and routed nowhere */
    if (flags != G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY)
      addresses = g_list_prepend (addresses, g_inet_address_new_from_string ("2001:db8::1"));
    return addresses;
  }
  if ((g_str_equal (name, "localhost") || g_str_equal (name, "public.example.invalid")) &&
      flags != G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    return g_list_prepend (NULL, g_inet_address_new_from_string ("127.0.0.1"));
  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name");
  return NULL;
}

static void
free_addresses (gpointer data)
{
  g_resolver_free_addresses (data);
}

static void
cue_test_resolver_lookup_with_flags_async (GResolver               *resolver,
                                           const char              *name,
                                           GResolverNameLookupFlags flags,
                                           GCancellable            *cancellable,
                                           GAsyncReadyCallback      callback,
                                           gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GError *error = NULL;
  GList  *addresses = look_up (name, flags, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_error (task, error);
}

static void
cue_test_resolver_lookup_async (GResolver          *resolver,
                                const char         *name,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  cue_test_resolver_lookup_with_flags_async (resolver,
                                             name,
                                             G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT,
                                             cancellable,
                                             callback,
                                             user_data);
}

static GList *
cue_test_resolver_lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cue_test_resolver_class_init (CueTestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = cue_test_resolver_lookup_async;
  resolver_class->lookup_by_name_finish = cue_test_resolver_lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = cue_test_resolver_lookup_with_flags_async;
  resolver_class->lookup_by_name_with_flags_finish = cue_test_resolver_lookup_finish;
}

static void
cue_test_resolver_init (CueTestResolver *self)
{
}

void
cue_test_resolver_install (void)
{
  g_autoptr (GResolver) resolver = g_object_new (CUE_TYPE_TEST_RESOLVER, NULL);

  g_resolver_set_default (resolver);
}
