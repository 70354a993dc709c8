// The exported functions. Compiled once, for the oldest machine: picks the build the processor can run.
#include "abi.h"
#include "table.h"

namespace fs_base {
const FsTable* table();
}
#ifdef FS_HAS_AVX2
namespace fs_avx2 {
const FsTable* table();
}
#endif

static bool modern() {
#ifdef FS_HAS_AVX2
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

static const FsTable* chosen(int force_base) {
#ifdef FS_HAS_AVX2
    if (!force_base && modern()) return fs_avx2::table();
#endif
    (void)force_base;
    (void)modern;
    return fs_base::table();
}

#ifndef FS_STAMP
#define FS_STAMP "fs-stamp:none"
#endif
#define FS_EXPORT extern "C" __attribute__((visibility("default")))

/// Sizes of the boundary's structures, for the caller to check its mirror of them.
FS_EXPORT void fs_sizes(int32_t* out) {
    out[0] = sizeof(FsDrawable), out[1] = sizeof(FsTexture), out[2] = sizeof(FsStock), out[3] = sizeof(FsCamera);
    out[4] = sizeof(FsSky), out[5] = sizeof(FsLamp), out[6] = sizeof(FsWater), out[7] = sizeof(FsParticles);
    out[8] = sizeof(FsFrame), out[9] = sizeof(FsPicture);
}
FS_EXPORT int fs_modern() { return modern() ? 1 : 0; }
FS_EXPORT void* fs_create(const FsStock* stock, int force_base) { return chosen(force_base)->create(stock); }
FS_EXPORT void fs_destroy(void* renderer, int force_base) { chosen(force_base)->destroy(renderer); }
FS_EXPORT int fs_render(void* renderer, int force_base, const FsFrame* frame, const FsPicture* picture) {
    return chosen(force_base)->render(renderer, frame, picture);
}
FS_EXPORT void fs_timings(void* renderer, int force_base, double* out) { chosen(force_base)->timings(renderer, out); }
/// Identifies the sources this was built from; the build looks for it in the file.
FS_EXPORT const char* fs_stamp() { return FS_STAMP; }
