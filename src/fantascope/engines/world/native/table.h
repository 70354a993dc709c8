// What each instruction set's build offers to the boundary.
#pragma once
#include "abi.h"

struct FsTable {
    void* (*create)(const FsStock*);
    void (*destroy)(void*);
    int (*render)(void*, const FsFrame*, const FsPicture*);
    void (*timings)(void*, double*);
};
