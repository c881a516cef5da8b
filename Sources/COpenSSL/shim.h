// OpenSSL's types, and calls through the functions of a loaded library.
//
// libcrypto is loaded with dlopen when the first password is checked: linking it would cost every
// start of the program a millisecond. Nothing here refers to a symbol of it.
#ifndef WSMANSH_COPENSSL_SHIM_H
#define WSMANSH_COPENSSL_SHIM_H

#include <dlfcn.h>
#include <openssl/evp.h>

// The functions that this program uses, by their own names.
#define WSMANSH_OPENSSL_FUNCTIONS(USE) USE(EVP_Digest) USE(EVP_sha256) USE(PKCS5_PBKDF2_HMAC)

typedef struct OpenSSLFunctions {
#define WSMANSH_FIELD(name) __typeof__(&name) _Nonnull name;
  WSMANSH_OPENSSL_FUNCTIONS(WSMANSH_FIELD)
#undef WSMANSH_FIELD
} OpenSSLFunctions;

// Looks up every function. Returns NULL, or the name of the first one that is missing.
static inline const char *_Nullable openssl_functions_bind(
  OpenSSLFunctions *_Nonnull functions, void *_Nonnull library) {
#define WSMANSH_BIND(name)                                 \
  *(void **)(&functions->name) = dlsym(library, #name);    \
  if (*(void **)(&functions->name) == NULL) return #name;
  WSMANSH_OPENSSL_FUNCTIONS(WSMANSH_BIND)
#undef WSMANSH_BIND
  return NULL;
}

#endif
