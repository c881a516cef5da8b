// The bare libcurl loop that `make bench` compares with: posts one envelope again and again over one
// kept connection, and does nothing with the answers but count their bytes.
//
//   post URL USER:PASSWORD ENVELOPE COUNT      prints seconds, and seconds of processor time
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t count(char *bytes, size_t size, size_t number, void *total) {
  (void)bytes;
  *(size_t *)total += size * number;
  return size * number;
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argumentCount, char **arguments) {
  if (argumentCount != 5) return 64;
  static char envelope[1 << 20];
  FILE *file = fopen(arguments[3], "rb");
  if (file == NULL) return 1;
  size_t length = fread(envelope, 1, sizeof envelope, file);
  fclose(file);

  CURL *easy = curl_easy_init();
  struct curl_slist *headers =
    curl_slist_append(NULL, "Content-Type: application/soap+xml;charset=UTF-8");
  headers = curl_slist_append(headers, "Expect:");
  size_t received = 0;
  curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
  curl_easy_setopt(easy, CURLOPT_USERPWD, arguments[2]);
  curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, envelope);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)length);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &received);
  curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);

  double wall = 0, processor = 0;
  for (long round = -1; round < atol(arguments[4]); round++) {
    if (round == 0) {  // The first exchange connects and is not counted.
      wall = seconds(CLOCK_MONOTONIC);
      processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    }
    CURLcode code = curl_easy_perform(easy);
    if (code != CURLE_OK) {
      fprintf(stderr, "post: %s\n", curl_easy_strerror(code));
      return 1;
    }
  }
  printf("%f %f\n", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
  curl_easy_cleanup(easy);
  curl_slist_free_all(headers);
  return received > 0 ? 0 : 1;
}
