// OpenSSL 3, with its macros as functions.
#ifndef WSMANSH_COPENSSL_SHIM_H
#define WSMANSH_COPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#endif
