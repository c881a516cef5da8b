// libcurl's types and constants. The library itself is loaded with dlopen at the first remote
// connection: its 33 shared objects would otherwise cost more than the rest of the start-up.
#ifndef WSMANSH_CCURL_SHIM_H
#define WSMANSH_CCURL_SHIM_H

#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

#endif
