// The parts of libxml2 that Swift cannot reach directly.
#ifndef WSMANSH_CLIBXML2_SHIM_H
#define WSMANSH_CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#endif
