// The stub that clients are compared with: answers each request with bytes that were written before, in one
// write, so that next to nothing of what is measured is its own.
//
//   answer GET IDENTITY      prints its port and answers until it is ended
//
// GET and IDENTITY are files with whole HTTP answers. Every answer to a Get repeats the id of its request; all
// clients write ids that have the same length.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most = 1 << 16 };

struct answer {
  char bytes[most];
  size_t length;
};

static struct answer get, identity;

static int read_file(const char *path, struct answer *answer) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return 0;
  answer->length = fread(answer->bytes, 1, most - 1, file);
  fclose(file);
  return answer->length > 0;
}

// The length of the request that stands at the beginning of a text; 0 when it is not there as a whole.
static size_t request_length(const char *text, size_t received) {
  const char *end = strstr(text, "\r\n\r\n");
  if (end == NULL) return 0;
  const char *line = text;
  while (line < end && strncasecmp(line, "content-length:", 15) != 0) line = strstr(line, "\r\n") + 2;
  size_t length = (size_t)(end + 4 - text) + (line < end ? strtoul(line + 15, NULL, 10) : 0);
  return received >= length ? length : 0;
}

static int repeat_id(struct answer *answer, const char *request) {
  const char *id = strstr(request, "MessageID");
  char *place = strstr(answer->bytes, "<a:RelatesTo>");
  if (id == NULL || place == NULL || (id = strchr(id, '>')) == NULL) return 0;
  place += strlen("<a:RelatesTo>");
  memcpy(place, id + 1, strcspn(place, "<"));
  return 1;
}

static void *serve(void *argument) {
  int client = (int)(long)argument, on = 1;
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  static __thread char text[most];
  static __thread struct answer mine;
  mine = get;
  size_t received = 0;
  for (;;) {
    text[received] = 0;
    size_t length = request_length(text, received);
    if (length == 0) {
      ssize_t count = received < most - 1 ? recv(client, text + received, most - 1 - received, 0) : 0;
      if (count <= 0) break;
      received += (size_t)count;
      continue;
    }
    const struct answer *answer = strstr(text, "Identify") == NULL ? &mine : &identity;
    if (answer == &mine && !repeat_id(&mine, text)) break;
    if (send(client, answer->bytes, answer->length, MSG_NOSIGNAL) != (ssize_t)answer->length) break;
    received -= length;
    memmove(text, text + length, received);
  }
  close(client);
  return NULL;
}

int main(int argumentCount, char **arguments) {
  if (argumentCount != 3) return 64;
  if (!read_file(arguments[1], &get) || !read_file(arguments[2], &identity)) return 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 16) != 0) return 1;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int client = accept(listener, NULL, NULL);
    pthread_t thread;
    if (client >= 0 && pthread_create(&thread, NULL, serve, (void *)(long)client) == 0) {
      pthread_detach(thread);
    }
  }
}
