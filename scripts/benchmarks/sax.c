// What libxml2's SAX push parser alone needs for a file, fed in pieces of 16 KiB from memory: the reference for
// reading an enumeration.
//
//   sax FILE      prints seconds of processor time and the number of elements
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static size_t elements, bytes;

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {
  (void)context, (void)name, (void)prefix, (void)uri, (void)namespaces;
  (void)declared, (void)attributes, (void)defaulted, (void)values;
  elements++;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)context, (void)name, (void)prefix, (void)uri;
}

static void text(void *context, const xmlChar *characters, int length) {
  (void)context, (void)characters;
  bytes += (size_t)length;
}

int main(int argumentCount, char **arguments) {
  if (argumentCount != 2) return 64;
  FILE *file = fopen(arguments[1], "rb");
  if (file == NULL) return 1;
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  rewind(file);
  char *document = malloc(size);
  if (document == NULL || fread(document, 1, size, file) != size) return 1;
  fclose(file);

  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = text;
  struct timespec before, after;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  const size_t piece = 16384;
  for (size_t place = 0; place < size; place += piece) {
    size_t length = size - place < piece ? size - place : piece;
    if (xmlParseChunk(parser, document + place, (int)length, place + length == size) != 0) return 1;
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
  xmlFreeParserCtxt(parser);
  free(document);
  printf("%f %zu\n", (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9,
         elements);
  return bytes > 0 ? 0 : 1;
}
