// The variadic functions of libedit, typed, and the standard streams that Swift 6 refuses.
#ifndef WSMANSH_CEDITLINE_SHIM_H
#define WSMANSH_CEDITLINE_SHIM_H

#include <histedit.h>
#include <stdio.h>

#endif
