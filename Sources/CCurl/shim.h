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
#include <stddef.h>

// The functions of the library that this program uses. The variadic ones are called through the
// wrappers below only: on arm64 a variadic argument travels in another place than a named one.
typedef struct CurlFunctions {
  CURLcode (*global_init)(long flags);
  curl_version_info_data *(*version_info)(CURLversion age);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *easy);
  const char *(*easy_strerror)(CURLcode code);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *multi);
  CURLMcode (*multi_add_handle)(CURLM *multi, CURL *easy);
  CURLMcode (*multi_remove_handle)(CURLM *multi, CURL *easy);
  CURLMcode (*multi_socket_action)(CURLM *multi, curl_socket_t socket, int events, int *running);
  CURLMsg *(*multi_info_read)(CURLM *multi, int *remaining);
  const char *(*multi_strerror)(CURLMcode code);
  struct curl_slist *(*slist_append)(struct curl_slist *list, const char *text);
  void (*slist_free_all)(struct curl_slist *list);
  CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
  CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
  CURLMcode (*multi_setopt)(CURLM *multi, CURLMoption option, ...);
} CurlFunctions;

// Looks up every function. Returns NULL, or the name of the first symbol that is missing.
static inline const char *curl_functions_bind(CurlFunctions *functions, void *library) {
#define WSMANSH_CURL_BIND(field, symbol)                          \
  *(void **)(&functions->field) = dlsym(library, symbol);         \
  if (functions->field == NULL) return symbol;
  WSMANSH_CURL_BIND(global_init, "curl_global_init")
  WSMANSH_CURL_BIND(version_info, "curl_version_info")
  WSMANSH_CURL_BIND(easy_init, "curl_easy_init")
  WSMANSH_CURL_BIND(easy_cleanup, "curl_easy_cleanup")
  WSMANSH_CURL_BIND(easy_strerror, "curl_easy_strerror")
  WSMANSH_CURL_BIND(multi_init, "curl_multi_init")
  WSMANSH_CURL_BIND(multi_cleanup, "curl_multi_cleanup")
  WSMANSH_CURL_BIND(multi_add_handle, "curl_multi_add_handle")
  WSMANSH_CURL_BIND(multi_remove_handle, "curl_multi_remove_handle")
  WSMANSH_CURL_BIND(multi_socket_action, "curl_multi_socket_action")
  WSMANSH_CURL_BIND(multi_info_read, "curl_multi_info_read")
  WSMANSH_CURL_BIND(multi_strerror, "curl_multi_strerror")
  WSMANSH_CURL_BIND(slist_append, "curl_slist_append")
  WSMANSH_CURL_BIND(slist_free_all, "curl_slist_free_all")
  WSMANSH_CURL_BIND(easy_setopt, "curl_easy_setopt")
  WSMANSH_CURL_BIND(easy_getinfo, "curl_easy_getinfo")
  WSMANSH_CURL_BIND(multi_setopt, "curl_multi_setopt")
#undef WSMANSH_CURL_BIND
  return NULL;
}

typedef size_t (*CurlDataCallback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*CurlSocketCallback)(
  CURL *easy, curl_socket_t socket, int what, void *context, void *socketContext);
typedef int (*CurlTimerCallback)(CURLM *multi, long milliseconds, void *context);

static inline CURLcode curl_set_long(
  const CurlFunctions *functions, CURL *easy, CURLoption option, long value) {
  return functions->easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_size(
  const CurlFunctions *functions, CURL *easy, CURLoption option, curl_off_t value) {
  return functions->easy_setopt(easy, option, value);
}

// For strings and lists; libcurl copies strings, but not lists.
static inline CURLcode curl_set_pointer(
  const CurlFunctions *functions, CURL *easy, CURLoption option, const void *value) {
  return functions->easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_data_callback(
  const CurlFunctions *functions, CURL *easy, CURLoption option, CurlDataCallback callback) {
  return functions->easy_setopt(easy, option, callback);
}

static inline CURLcode curl_get_long(
  const CurlFunctions *functions, CURL *easy, CURLINFO info, long *value) {
  return functions->easy_getinfo(easy, info, value);
}

static inline CURLcode curl_get_size(
  const CurlFunctions *functions, CURL *easy, CURLINFO info, curl_off_t *value) {
  return functions->easy_getinfo(easy, info, value);
}

static inline CURLMcode curl_multi_set_long(
  const CurlFunctions *functions, CURLM *multi, CURLMoption option, long value) {
  return functions->multi_setopt(multi, option, value);
}

static inline CURLMcode curl_multi_set_callbacks(
  const CurlFunctions *functions, CURLM *multi, CurlSocketCallback socket, CurlTimerCallback timer,
  void *context) {
  CURLMcode code = functions->multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
  if (code == CURLM_OK) code = functions->multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  if (code == CURLM_OK) code = functions->multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
  if (code == CURLM_OK) code = functions->multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return code;
}

// The result of a finished transfer, which libcurl keeps in a union.
static inline CURLcode curl_message_result(const CURLMsg *message) {
  return message->data.result;
}

#endif
