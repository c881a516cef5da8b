// The types of GSSAPI, and its functions through a table.
//
// libgssapi_krb5 is loaded with dlopen when Kerberos is used: linking it would cost every start of
// the program milliseconds. Nothing here refers to a symbol of it.
#ifndef WSMANSH_CGSSAPI_SHIM_H
#define WSMANSH_CGSSAPI_SHIM_H

#include <dlfcn.h>
#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>
#include <krb5/krb5.h>

// The functions that this program uses, by their own names.
#define WSMANSH_GSS_FUNCTIONS(USE)                                                        \
  USE(gss_accept_sec_context) USE(gss_acquire_cred) USE(gss_acquire_cred_from)            \
  USE(gss_acquire_cred_with_password) USE(gss_delete_sec_context) USE(gss_display_name)   \
  USE(gss_display_status) USE(gss_get_mic) USE(gss_import_name)                           \
  USE(gss_init_sec_context) USE(gss_inquire_cred) USE(gss_release_buffer)                 \
  USE(gss_release_cred) USE(gss_release_iov_buffer) USE(gss_release_name)                 \
  USE(gss_unwrap_iov) USE(gss_verify_mic) USE(gss_wrap_iov)

#define WSMANSH_FIELD(name) __typeof__(&name) _Nonnull name;
typedef struct GSSFunctions {
  WSMANSH_GSS_FUNCTIONS(WSMANSH_FIELD)
} GSSFunctions;
#undef WSMANSH_FIELD

#define WSMANSH_BIND(name)                              \
  *(void **)(&functions->name) = dlsym(library, #name); \
  if (*(void **)(&functions->name) == NULL) return #name;

// Looks up every function. Returns NULL, or the name of the first one that is missing.
static inline const char *_Nullable gss_functions_bind(
  GSSFunctions *_Nonnull functions, void *_Nonnull library) {
  WSMANSH_GSS_FUNCTIONS(WSMANSH_BIND)
  return NULL;
}
#undef WSMANSH_BIND

// The numbers of mechanism and name kinds. The library has variables for them, which would have to
// be looked up like its functions.
static inline gss_OID _Nonnull gss_kerberos(void) {
  static gss_OID_desc number = {9, (void *)"\x2a\x86\x48\x86\xf7\x12\x01\x02\x02"};
  return &number;
}

static inline gss_OID_set _Nonnull gss_kerberos_only(void) {
  static gss_OID_set_desc set = {1, NULL};
  set.elements = gss_kerberos();
  return &set;
}

// `service@host`.
static inline gss_OID _Nonnull gss_host_based_service(void) {
  static gss_OID_desc number = {10, (void *)"\x2a\x86\x48\x86\xf7\x12\x01\x02\x01\x04"};
  return &number;
}

// `name@REALM`.
static inline gss_OID _Nonnull gss_principal_name(void) {
  static gss_OID_desc number = {10, (void *)"\x2a\x86\x48\x86\xf7\x12\x01\x02\x02\x01"};
  return &number;
}

#endif
