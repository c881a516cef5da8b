// The variadic functions of libedit, typed.
#ifndef WSMANSH_CEDITLINE_SHIM_H
#define WSMANSH_CEDITLINE_SHIM_H

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

typedef char *(*wsmansh_prompt_function)(EditLine *);
typedef unsigned char (*wsmansh_edit_function)(EditLine *, int);
typedef int (*wsmansh_read_function)(EditLine *, wchar_t *);

static inline int wsmansh_el_prompt(EditLine *el, wsmansh_prompt_function f, char delimiter) {
  return el_set(el, EL_PROMPT_ESC, f, (int)delimiter);
}
static inline int wsmansh_el_editor(EditLine *el, const char *mode) {
  return el_set(el, EL_EDITOR, mode);
}
/// Whether the user's settings have chosen the keys of vi.
static inline int wsmansh_el_is_vi(EditLine *el) {
  const char *mode = NULL;
  return el_get(el, EL_EDITOR, &mode) == 0 && mode && mode[0] == 'v';
}
static inline int wsmansh_el_bind(EditLine *el, const char *key, const char *function) {
  return el_set(el, EL_BIND, key, function, NULL);
}
static inline int wsmansh_el_add_function(
    EditLine *el, const char *name, const char *help, wsmansh_edit_function f) {
  return el_set(el, EL_ADDFN, name, help, f);
}
static inline int wsmansh_el_client_data(EditLine *el, void *data) {
  return el_set(el, EL_CLIENTDATA, data);
}
static inline void *wsmansh_el_get_client_data(EditLine *el) {
  void *data = NULL;
  (void)el_get(el, EL_CLIENTDATA, &data);
  return data;
}
static inline int wsmansh_el_reader(EditLine *el, wsmansh_read_function f) {
  return el_set(el, EL_GETCFN, f);
}
static inline int wsmansh_el_history(EditLine *el, History *h) {
  return el_set(el, EL_HIST, history, h);
}
/// Draws prompt and line again from where the cursor is.
static inline int wsmansh_el_refresh(EditLine *el) {
  return el_set(el, EL_REFRESH);
}
static inline int wsmansh_el_raw_mode(EditLine *el) {
  return el_set(el, EL_PREP_TERM, 1);
}
static inline int wsmansh_el_flow_control_off(EditLine *el) {
  return el_set(el, EL_SETTY, "-d", "-ixon", NULL);
}

static inline int wsmansh_history_size(History *h, int size) {
  HistEvent event;
  return history(h, &event, H_SETSIZE, size);
}
static inline int wsmansh_history_unique(History *h) {
  HistEvent event;
  return history(h, &event, H_SETUNIQUE, 1);
}
static inline int wsmansh_history_enter(History *h, const char *line) {
  HistEvent event;
  return history(h, &event, H_ENTER, line);
}
static inline int wsmansh_history_load(History *h, const char *path) {
  HistEvent event;
  return history(h, &event, H_LOAD, path);
}
/// The newest entry; NULL when there is none.
static inline const char *wsmansh_history_newest(History *h) {
  HistEvent event;
  return history(h, &event, H_FIRST) < 0 ? NULL : event.str;
}

#endif
