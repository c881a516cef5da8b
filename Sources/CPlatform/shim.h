// What the C library has but Swift 6 refuses or does not see: mutable globals, and a function that
// glibc declares only for GNU sources.
#ifndef WSMANSH_CPLATFORM_SHIM_H
#define WSMANSH_CPLATFORM_SHIM_H

#include <locale.h>
#include <spawn.h>
#include <stdio.h>

static inline FILE *wsmansh_stdin(void) { return stdin; }
static inline FILE *wsmansh_stdout(void) { return stdout; }
static inline FILE *wsmansh_stderr(void) { return stderr; }

extern char **environ;
static inline char **wsmansh_environment(void) { return environ; }

// Makes these entries the environment of the process. Other threads may read the one before at this
// moment, so that it must never be freed.
static inline void wsmansh_replace_environment(char **entries) {
  __atomic_store_n(&environ, entries, __ATOMIC_RELEASE);
}

static inline void wsmansh_use_locale(void) { (void)setlocale(LC_CTYPE, ""); }

extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
static inline int wsmansh_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

#endif
