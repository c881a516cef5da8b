// libcurl's types and constants, and calls through the functions of a loaded library.
//
// The library itself is loaded with dlopen at the first remote connection: its 33 shared objects
// would otherwise cost more than the rest of the start-up. Nothing here refers to a symbol of
// libcurl, so nothing has to be linked.
#ifndef WSMANSH_CCURL_SHIM_H
#define WSMANSH_CCURL_SHIM_H

#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>
#include <stddef.h>
#ifdef __linux__
// Not part of Swift's module of the C library.
#include <sys/epoll.h>
#endif

// The functions of the library that this program uses. The variadic ones are called through the
// wrappers below only: on arm64 a variadic argument travels in another place than a named one.
typedef struct CurlFunctions {
  CURLcode (*_Nonnull global_init)(long flags);
  curl_version_info_data *_Nullable (*_Nonnull version_info)(CURLversion age);
  CURL *_Nullable (*_Nonnull easy_init)(void);
  void (*_Nonnull easy_cleanup)(CURL *_Nonnull easy);
  const char *_Nullable (*_Nonnull easy_strerror)(CURLcode code);
  CURLM *_Nullable (*_Nonnull multi_init)(void);
  CURLMcode (*_Nonnull multi_cleanup)(CURLM *_Nonnull multi);
  CURLMcode (*_Nonnull multi_add_handle)(CURLM *_Nonnull multi, CURL *_Nonnull easy);
  CURLMcode (*_Nonnull multi_remove_handle)(CURLM *_Nonnull multi, CURL *_Nonnull easy);
  CURLMcode (*_Nonnull multi_socket_action)(
    CURLM *_Nonnull multi, curl_socket_t socket, int events, int *_Nonnull running);
  CURLMsg *_Nullable (*_Nonnull multi_info_read)(CURLM *_Nonnull multi, int *_Nonnull remaining);
  struct curl_slist *_Nullable (*_Nonnull slist_append)(
    struct curl_slist *_Nullable list, const char *_Nonnull text);
  void (*_Nonnull slist_free_all)(struct curl_slist *_Nullable list);
  CURLU *_Nullable (*_Nonnull url)(void);
  CURLUcode (*_Nonnull url_set)(
    CURLU *_Nonnull url, CURLUPart part, const char *_Nullable text, unsigned int flags);
  void (*_Nonnull url_cleanup)(CURLU *_Nullable url);
  CURLcode (*_Nonnull easy_setopt)(CURL *_Nonnull easy, CURLoption option, ...);
  CURLcode (*_Nonnull easy_getinfo)(CURL *_Nonnull easy, CURLINFO info, ...);
  CURLMcode (*_Nonnull multi_setopt)(CURLM *_Nonnull multi, CURLMoption option, ...);
} CurlFunctions;

// Looks up every function. Returns NULL, or the name of the first symbol that is missing.
static inline const char *_Nullable curl_functions_bind(
  CurlFunctions *_Nonnull functions, void *_Nonnull library) {
#define WSMANSH_CURL_BIND(field)                            \
  *(void **)(&functions->field) = dlsym(library, "curl_" #field); \
  if (*(void **)(&functions->field) == NULL) return "curl_" #field;
  WSMANSH_CURL_BIND(global_init)
  WSMANSH_CURL_BIND(version_info)
  WSMANSH_CURL_BIND(easy_init)
  WSMANSH_CURL_BIND(easy_cleanup)
  WSMANSH_CURL_BIND(easy_strerror)
  WSMANSH_CURL_BIND(multi_init)
  WSMANSH_CURL_BIND(multi_cleanup)
  WSMANSH_CURL_BIND(multi_add_handle)
  WSMANSH_CURL_BIND(multi_remove_handle)
  WSMANSH_CURL_BIND(multi_socket_action)
  WSMANSH_CURL_BIND(multi_info_read)
  WSMANSH_CURL_BIND(slist_append)
  WSMANSH_CURL_BIND(slist_free_all)
  WSMANSH_CURL_BIND(url)
  WSMANSH_CURL_BIND(url_set)
  WSMANSH_CURL_BIND(url_cleanup)
  WSMANSH_CURL_BIND(easy_setopt)
  WSMANSH_CURL_BIND(easy_getinfo)
  WSMANSH_CURL_BIND(multi_setopt)
#undef WSMANSH_CURL_BIND
  return NULL;
}

typedef size_t (*CurlDataCallback)(
  char *_Nonnull bytes, size_t size, size_t count, void *_Nonnull context);
typedef int (*CurlSocketCallback)(
  CURL *_Nonnull easy, curl_socket_t socket, int what, void *_Nonnull context,
  void *_Nullable socketContext);
typedef int (*CurlTimerCallback)(CURLM *_Nonnull multi, long milliseconds, void *_Nonnull context);
typedef curl_socket_t (*CurlOpenSocketCallback)(
  void *_Nonnull context, curlsocktype purpose, struct curl_sockaddr *_Nonnull address);
typedef int (*CurlCloseSocketCallback)(void *_Nonnull context, curl_socket_t socket);
typedef int (*CurlRequestCallback)(
  void *_Nonnull context, char *_Nonnull primaryAddress, char *_Nonnull localAddress,
  int primaryPort, int localPort);

static inline CURLcode curl_set_long(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLoption option, long value) {
  return functions->easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_size(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLoption option,
  curl_off_t value) {
  return functions->easy_setopt(easy, option, value);
}

// For strings, which libcurl copies, and for lists and contexts, which it does not.
static inline CURLcode curl_set_pointer(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLoption option,
  const void *_Nullable value) {
  return functions->easy_setopt(easy, option, value);
}

// For certificates and keys, which libcurl copies.
static inline CURLcode curl_set_blob(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLoption option,
  const char *_Nonnull bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return functions->easy_setopt(easy, option, &blob);
}

typedef CURLcode (*CurlTLSCallback)(
  CURL *_Nonnull easy, void *_Nullable tlsContext, void *_Nullable context);

// The callback that sees the context of a TLS connection before the handshake.
static inline CURLcode curl_set_tls_callback(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy,
  CurlTLSCallback _Nonnull callback) {
  return functions->easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, callback);
}

// The callbacks of a transfer, all with the same context.
static inline CURLcode curl_set_callbacks(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CurlDataCallback _Nonnull body,
  CurlDataCallback _Nonnull header, CurlOpenSocketCallback _Nonnull openSocket,
  CurlCloseSocketCallback _Nonnull closeSocket, CurlRequestCallback _Nonnull request,
  void *_Nonnull context) {
#define WSMANSH_CURL_SET(option, value)                                     \
  {                                                                         \
    CURLcode code = functions->easy_setopt(easy, option, value);            \
    if (code != CURLE_OK) return code;                                      \
  }
  WSMANSH_CURL_SET(CURLOPT_WRITEFUNCTION, body)
  WSMANSH_CURL_SET(CURLOPT_WRITEDATA, context)
  WSMANSH_CURL_SET(CURLOPT_HEADERFUNCTION, header)
  WSMANSH_CURL_SET(CURLOPT_HEADERDATA, context)
  WSMANSH_CURL_SET(CURLOPT_OPENSOCKETFUNCTION, openSocket)
  WSMANSH_CURL_SET(CURLOPT_OPENSOCKETDATA, context)
  WSMANSH_CURL_SET(CURLOPT_CLOSESOCKETFUNCTION, closeSocket)
  WSMANSH_CURL_SET(CURLOPT_CLOSESOCKETDATA, context)
  WSMANSH_CURL_SET(CURLOPT_PREREQFUNCTION, request)
  WSMANSH_CURL_SET(CURLOPT_PREREQDATA, context)
#undef WSMANSH_CURL_SET
  return CURLE_OK;
}

static inline CURLcode curl_get_long(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLINFO info,
  long *_Nonnull value) {
  return functions->easy_getinfo(easy, info, value);
}

// A text that stays with the handle until the next call; NULL when there is none.
static inline const char *_Nullable curl_get_text(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLINFO info) {
  char *text = NULL;
  return functions->easy_getinfo(easy, info, &text) == CURLE_OK ? text : NULL;
}

static inline CURLcode curl_get_size(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy, CURLINFO info,
  curl_off_t *_Nonnull value) {
  return functions->easy_getinfo(easy, info, value);
}

// The certificate that the server showed, in PEM, which libcurl keeps until the next transfer; NULL
// when it was not asked to, or made no connection.
static inline const char *_Nullable curl_get_server_certificate(
  const CurlFunctions *_Nonnull functions, CURL *_Nonnull easy) {
  struct curl_certinfo *chain = NULL;
  if (functions->easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK) return NULL;
  if (chain == NULL || chain->num_of_certs < 1) return NULL;
  for (struct curl_slist *item = chain->certinfo[0]; item != NULL; item = item->next) {
    if (item->data != NULL && strncmp(item->data, "Cert:", 5) == 0) return item->data + 5;
  }
  return NULL;
}

// The callbacks of a multi handle, both with the same context.
static inline CURLMcode curl_multi_set_callbacks(
  const CurlFunctions *_Nonnull functions, CURLM *_Nonnull multi,
  CurlSocketCallback _Nonnull socket, CurlTimerCallback _Nonnull timer, void *_Nonnull context) {
  CURLMcode code = functions->multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
  if (code == CURLM_OK) code = functions->multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  if (code == CURLM_OK) code = functions->multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
  if (code == CURLM_OK) code = functions->multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return code;
}

static inline CURLMcode curl_multi_set_long(
  const CurlFunctions *_Nonnull functions, CURLM *_Nonnull multi, CURLMoption option,
  long value) {
  return functions->multi_setopt(multi, option, value);
}

// The result of a finished transfer, which libcurl keeps in a union.
static inline CURLcode curl_message_result(const CURLMsg *_Nonnull message) {
  return message->data.result;
}

#endif
