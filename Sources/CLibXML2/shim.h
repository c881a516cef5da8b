// libxml2's types, and calls through the functions of a loaded library.
//
// The library is loaded with dlopen when the first document is read: on Debian it brings ICU, and
// linking it would cost every start of the program more than a millisecond. Nothing here refers to a
// symbol of it.
#ifndef WSMANSH_CLIBXML2_SHIM_H
#define WSMANSH_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, and its headers then bring ICU's, which clash with those inside
// Foundation when a module sees both. Only the layout of encoding handlers, which nobody here
// touches, depends on this.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <dlfcn.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// The library with the structures of these headers.
#ifdef __APPLE__
#define WSMANSH_XML_LIBRARY "libxml2.2.dylib"
#elif LIBXML_VERSION >= 21400
#define WSMANSH_XML_LIBRARY "libxml2.so.16"
#else
#define WSMANSH_XML_LIBRARY "libxml2.so.2"
#endif

// The functions that this program uses, by their own names.
#define WSMANSH_XML_FUNCTIONS(USE)                                                                \
  USE(xmlAddChild) USE(xmlCtxtReadMemory) USE(xmlFreeDoc) USE(xmlFreeParserCtxt)                  \
  USE(xmlFreeTextReader) USE(xmlInitParser) USE(xmlNewDoc) USE(xmlNewDocComment)                  \
  USE(xmlNewDocNode) USE(xmlNewDocPI) USE(xmlNewDocText) USE(xmlNewNs) USE(xmlNewNsProp)          \
  USE(xmlNewParserCtxt) USE(xmlReaderForMemory) USE(xmlSearchNs) USE(xmlSearchNsByHref)           \
  USE(xmlSetNs) USE(xmlStopParser) USE(xmlTextReaderConstLocalName)                               \
  USE(xmlTextReaderConstNamespaceUri) USE(xmlTextReaderConstPrefix) USE(xmlTextReaderConstValue)  \
  USE(xmlTextReaderCurrentNode) USE(xmlTextReaderGetParserLineNumber)                             \
  USE(xmlTextReaderIsEmptyElement) USE(xmlTextReaderNodeType) USE(xmlTextReaderRead)              \
  USE(xmlTextReaderSetStructuredErrorHandler) USE(xmlXPathEvalExpression)                         \
  USE(xmlXPathFreeContext) USE(xmlXPathFreeObject) USE(xmlXPathNewContext)                        \
  USE(xmlXPathNodeSetSort) USE(xmlXPathRegisterNs)

typedef struct XMLFunctions {
#define WSMANSH_FIELD(name) __typeof__(&name) _Nonnull name;
  WSMANSH_XML_FUNCTIONS(WSMANSH_FIELD)
#undef WSMANSH_FIELD
} XMLFunctions;

// Looks up every function. Returns NULL, or the name of the first symbol that is missing.
static inline const char *_Nullable xml_functions_bind(
  XMLFunctions *_Nonnull functions, void *_Nonnull library) {
#define WSMANSH_BIND(name)                                 \
  *(void **)(&functions->name) = dlsym(library, #name);    \
  if (*(void **)(&functions->name) == NULL) return #name;
  WSMANSH_XML_FUNCTIONS(WSMANSH_BIND)
#undef WSMANSH_BIND
  return NULL;
}

static inline const char *_Nonnull xml_library_name(void) { return WSMANSH_XML_LIBRARY; }

#endif
