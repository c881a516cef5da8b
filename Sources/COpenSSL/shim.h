// OpenSSL's types, and calls through the functions of loaded libraries.
//
// libcrypto is loaded with dlopen when the first password is checked or the first certificate read,
// libssl with the first TLS connection: linking them would cost every start of the program
// milliseconds. Nothing here refers to a symbol of them.
#ifndef WSMANSH_COPENSSL_SHIM_H
#define WSMANSH_COPENSSL_SHIM_H

#include <dlfcn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>

// The functions of libcrypto that this program uses, by their own names.
#define WSMANSH_OPENSSL_FUNCTIONS(USE)                                                           \
  USE(ASN1_INTEGER_to_BN) USE(ASN1_STRING_get0_data) USE(ASN1_STRING_length)                     \
  USE(ASN1_STRING_to_UTF8) USE(ASN1_TIME_set) USE(ASN1_TIME_to_tm) USE(BASIC_CONSTRAINTS_free)   \
  USE(BIO_ctrl) USE(BIO_ctrl_pending) USE(BIO_free) USE(BIO_new) USE(BIO_new_mem_buf)            \
  USE(BIO_read) USE(BIO_s_mem) USE(BIO_write) USE(BN_bin2bn) USE(BN_free)                        \
  USE(BN_to_ASN1_INTEGER) USE(CRYPTO_free) USE(ERR_clear_error) USE(ERR_peek_error)              \
  USE(ERR_reason_error_string) USE(EVP_Digest) USE(EVP_PKEY_Q_keygen) USE(EVP_PKEY_free)         \
  USE(EVP_PKEY_get_base_id) USE(EVP_PKEY_get_bits) USE(EVP_md5) USE(EVP_sha1) USE(EVP_sha256)                 \
  USE(EVP_sha384) USE(EVP_sha512) USE(EXTENDED_KEY_USAGE_free) USE(GENERAL_NAMES_free)           \
  USE(GENERAL_NAME_get0_value) USE(OBJ_find_sigid_algs) USE(OBJ_nid2ln) USE(OBJ_nid2sn)          \
  USE(OBJ_obj2nid) USE(OBJ_obj2txt) USE(OBJ_txt2nid) USE(OPENSSL_sk_free) USE(OPENSSL_sk_num)    \
  USE(OPENSSL_sk_pop_free) USE(OPENSSL_sk_value) USE(PEM_read_bio_PrivateKey)                    \
  USE(PEM_read_bio_X509) USE(PKCS12_create) USE(PKCS12_free) USE(PKCS12_parse)                   \
  USE(PKCS5_PBKDF2_HMAC) USE(X509V3_EXT_conf_nid) USE(X509V3_set_ctx) USE(X509_EXTENSION_free)   \
  USE(X509_NAME_ENTRY_get_data) USE(X509_NAME_ENTRY_get_object)                                  \
  USE(X509_NAME_add_entry_by_NID) USE(X509_NAME_entry_count) USE(X509_NAME_free)                 \
  USE(X509_NAME_get_entry) USE(X509_NAME_new) USE(X509_STORE_add_cert) USE(X509_add_ext)         \
  USE(X509_STORE_CTX_get_error) USE(X509_STORE_CTX_set_error)                                    \
  USE(X509_check_ca) USE(X509_check_private_key) USE(X509_digest) USE(X509_free)                 \
  USE(X509_get0_notAfter) USE(X509_get0_notBefore) USE(X509_get0_pubkey)                         \
  USE(X509_get_ext_d2i) USE(X509_get_issuer_name) USE(X509_get_serialNumber)                     \
  USE(X509_get_signature_nid) USE(X509_get_subject_name) USE(X509_get_version)                   \
  USE(X509_getm_notAfter) USE(X509_getm_notBefore) USE(X509_new) USE(X509_set_issuer_name)       \
  USE(X509_set_pubkey) USE(X509_set_serialNumber) USE(X509_set_subject_name)                     \
  USE(X509_set_version) USE(X509_sign) USE(X509_verify) USE(X509_VERIFY_PARAM_set1_ip_asc) USE(X509_verify_cert_error_string) USE(ASN1_INTEGER_free) \
  USE(d2i_AutoPrivateKey) USE(d2i_PKCS12) USE(d2i_X509) USE(i2d_PKCS12_bio)                      \
  USE(i2d_PKCS8PrivateKey_bio) USE(i2d_PUBKEY) USE(i2d_X509)

// Arithmetic of libcrypto, looked up when a key is derived from a seed.
#define WSMANSH_NUMBER_FUNCTIONS(USE)                                                            \
  USE(BN_CTX_free) USE(BN_CTX_new) USE(BN_add) USE(BN_add_word) USE(BN_bn2bin)                   \
  USE(BN_check_prime) USE(BN_copy) USE(BN_div) USE(BN_mod_inverse) USE(BN_mod_word) USE(BN_mul)  \
  USE(BN_new) USE(BN_num_bits) USE(BN_sub_word) USE(BN_ucmp)

// The functions of libssl.
#define WSMANSH_TLS_FUNCTIONS(USE)                                                          \
  USE(SSL_CTX_check_private_key) USE(SSL_CTX_ctrl) USE(SSL_CTX_free)                        \
  USE(SSL_CTX_get_cert_store) USE(SSL_CTX_new) USE(SSL_CTX_set_alpn_select_cb)              \
  USE(SSL_CTX_set_cipher_list) USE(SSL_CTX_set_options) USE(SSL_CTX_set_verify)             \
  USE(SSL_CIPHER_is_aead) USE(SSL_CTX_use_PrivateKey) USE(SSL_CTX_use_certificate) USE(SSL_ctrl) \
  USE(SSL_get_current_cipher)                                                               \
  USE(SSL_do_handshake) USE(SSL_free) USE(SSL_get0_param) USE(SSL_get1_peer_certificate) USE(SSL_get_error) \
  USE(SSL_get_peer_cert_chain) USE(SSL_get_verify_result) USE(SSL_get_version) USE(SSL_new) \
  USE(SSL_read_ex) USE(SSL_set1_host) USE(SSL_set_accept_state)  \
  USE(SSL_set_bio) USE(SSL_set_connect_state) USE(SSL_shutdown) USE(SSL_write_ex)           \
  USE(TLS_client_method) USE(TLS_server_method)

#define WSMANSH_FIELD(name) __typeof__(&name) _Nonnull name;
typedef struct OpenSSLFunctions {
  WSMANSH_OPENSSL_FUNCTIONS(WSMANSH_FIELD)
} OpenSSLFunctions;
typedef struct NumberFunctions {
  WSMANSH_NUMBER_FUNCTIONS(WSMANSH_FIELD)
} NumberFunctions;
typedef struct TLSFunctions {
  WSMANSH_TLS_FUNCTIONS(WSMANSH_FIELD)
} TLSFunctions;
#undef WSMANSH_FIELD

#define WSMANSH_BIND(name)                                 \
  *(void **)(&functions->name) = dlsym(library, #name);    \
  if (*(void **)(&functions->name) == NULL) return #name;

// Looks up every function. Returns NULL, or the name of the first one that is missing.
static inline const char *_Nullable openssl_functions_bind(
  OpenSSLFunctions *_Nonnull functions, void *_Nonnull library) {
  WSMANSH_OPENSSL_FUNCTIONS(WSMANSH_BIND)
  return NULL;
}

static inline const char *_Nullable number_functions_bind(
  NumberFunctions *_Nonnull functions, void *_Nonnull library) {
  WSMANSH_NUMBER_FUNCTIONS(WSMANSH_BIND)
  return NULL;
}

static inline const char *_Nullable tls_functions_bind(
  TLSFunctions *_Nonnull functions, void *_Nonnull library) {
  WSMANSH_TLS_FUNCTIONS(WSMANSH_BIND)
  return NULL;
}
#undef WSMANSH_BIND

// Answers OpenSSL's question for a pass phrase with the text behind `phrase`, and with a failure
// where there is none: OpenSSL itself would ask on the terminal.
static inline int openssl_pass_phrase(
  char *_Nullable buffer, int size, int isWriting, void *_Nullable phrase) {
  (void)isWriting;
  size_t length = phrase == NULL ? 0 : strlen((const char *)phrase);
  if (buffer == NULL || phrase == NULL || length > (size_t)size) return -1;
  memcpy(buffer, phrase, length);
  return (int)length;
}

// New keys; the function of the library is variadic.
static inline EVP_PKEY *_Nullable openssl_new_rsa_key(
  const OpenSSLFunctions *_Nonnull functions, size_t bits) {
  return functions->EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
}

static inline EVP_PKEY *_Nullable openssl_new_curve_key(
  const OpenSSLFunctions *_Nonnull functions, const char *_Nonnull curve) {
  return functions->EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve);
}

// Frees a list of certificates with what is in it.
static inline void openssl_free_certificates(
  const OpenSSLFunctions *_Nonnull functions, STACK_OF(X509) *_Nullable list) {
  functions->OPENSSL_sk_pop_free(
    (OPENSSL_STACK *)list, (OPENSSL_sk_freefunc)functions->X509_free);
}

// The sizes of the fields of a list of alternative names are those of a union.
static inline int openssl_general_name_kind(
  const OpenSSLFunctions *_Nonnull functions, const void *_Nonnull name,
  ASN1_STRING *_Nullable *_Nonnull text) {
  int kind = 0;
  *text = (ASN1_STRING *)functions->GENERAL_NAME_get0_value((const GENERAL_NAME *)name, &kind);
  return kind;
}

// An empty memory buffer reports that more may come, instead of its end.
static inline BIO *_Nullable openssl_new_buffer(const OpenSSLFunctions *_Nonnull functions) {
  BIO *buffer = functions->BIO_new(functions->BIO_s_mem());
  if (buffer != NULL) functions->BIO_ctrl(buffer, BIO_C_SET_BUF_MEM_EOF_RETURN, -1, NULL);
  return buffer;
}

// What a context of TLS always is set to: TLS 1.2 or later, no renegotiation, no compression, no
// resumption, in which a client would not show its certificate again.
static inline int tls_context_configure(
  const TLSFunctions *_Nonnull functions, SSL_CTX *_Nonnull context) {
  functions->SSL_CTX_set_options(
    context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
               SSL_OP_CIPHER_SERVER_PREFERENCE);
  functions->SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, SSL_SESS_CACHE_OFF, NULL);
  functions->SSL_CTX_ctrl(
    context, SSL_CTRL_MODE,
    SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS,
    NULL);
  functions->SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_CERT_LIST, 64 * 1024, NULL);
  if (functions->SSL_CTX_set_cipher_list(context, "HIGH:!aNULL:!PSK:!SRP:!kRSA") != 1) return 0;
  return (int)functions->SSL_CTX_ctrl(
    context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION, NULL);
}

// No version after TLS 1.2.
static inline int tls_context_stay_at_12(
  const TLSFunctions *_Nonnull functions, SSL_CTX *_Nonnull context) {
  return (int)functions->SSL_CTX_ctrl(
    context, SSL_CTRL_SET_MAX_PROTO_VERSION, TLS1_2_VERSION, NULL);
}

// Takes any certificate of a peer: who looks at it decides later what it is worth.
static inline int tls_accept_any(int isValid, X509_STORE_CTX *_Nullable store) {
  (void)isValid;
  (void)store;
  return 1;
}

static inline void tls_context_ask_for_certificate(
  const TLSFunctions *_Nonnull functions, SSL_CTX *_Nonnull context) {
  functions->SSL_CTX_set_verify(context, SSL_VERIFY_PEER, tls_accept_any);
}

// Picks HTTP/1.1 when a client names it among its protocols, else none; never another one.
static inline int tls_select_protocol(
  SSL *_Nullable connection, const unsigned char *_Nullable *_Nonnull chosen,
  unsigned char *_Nonnull length, const unsigned char *_Nonnull offered, unsigned int count,
  void *_Nullable context) {
  (void)connection;
  (void)context;
  static const unsigned char name[] = {'h', 't', 't', 'p', '/', '1', '.', '1'};
  for (unsigned int place = 0; place < count; place += 1u + offered[place]) {
    if (offered[place] != sizeof name || place + 1u + sizeof name > count) continue;
    if (memcmp(offered + place + 1, name, sizeof name) != 0) continue;
    *chosen = offered + place + 1;
    *length = sizeof name;
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_NOACK;
}

static inline void tls_context_select_http(
  const TLSFunctions *_Nonnull functions, SSL_CTX *_Nonnull context) {
  functions->SSL_CTX_set_alpn_select_cb(context, tls_select_protocol, NULL);
}

// The name of the host for the extension of the same name.
static inline void tls_set_server_name(
  const TLSFunctions *_Nonnull functions, SSL *_Nonnull connection, const char *_Nonnull name) {
  functions->SSL_ctrl(
    connection, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, (void *)name);
}

#endif
