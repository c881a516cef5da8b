// The parts of libxml2 that Swift cannot reach directly.
#ifndef WSMANSH_CLIBXML2_SHIM_H
#define WSMANSH_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, and its headers then bring ICU's, which clash with those inside
// Foundation when a module sees both. Only the layout of encoding handlers, which nobody here
// touches, depends on this.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// xmlFree is a mutable global variable, which Swift refuses to read.
static inline void wsmansh_xml_free(void *memory) { xmlFree(memory); }

#endif
