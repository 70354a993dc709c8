// A layer over the finished opaque picture: its own visibility buffer, tested against the opaque one.
#pragma once
#include "scene.hpp"

namespace FS_NS {

struct Window {
    int x0, y0, x1, y1;  // samples, even start, exclusive end
};

/// Opens the layer's buffers within the window.
static bool open_layer(Renderer& r, const Window& w) {
    if (!r.layer_iw.resize((size_t)r.pitch * r.SH + 64) || !r.layer_ids.resize((size_t)r.pitch * r.SH + 64)) return r.ok = false;
    for (int y = w.y0; y < w.y1; y++) {
        const size_t at = (size_t)y * r.pitch + w.x0, n = (size_t)(w.x1 - w.x0 + 8);
        memcpy(r.layer_iw.data + at, r.iw.data + at, sizeof(float) * n);
        memset(r.layer_ids.data + at, 0xff, sizeof(int) * n);
    }
    return true;
}

/// Eight pixels of a layer: a triangle seen in each, the share of their samples that it covers.
struct Covered {
    i8 id, touched, whole;
    f8 share;
};

/// Of the samples' triangles in each pixel's corners; `c` is the sample that speaks for the pixel where it is covered.
FS_INLINE Covered covered(i8 a, i8 b, i8 c, i8 d) {
    Covered o;
    i8 one = high(high(a, b), high(c, d));
    o.touched = (i8)(one >= 0);
    o.whole = ~((a | b | c | d) >> 31);
    // -1 where a sample is not covered, so the count is 4 + the sum of sign bits
    o.share = to_float(((a >> 31) + (b >> 31)) + ((c >> 31) + (d >> 31)) + 4) * .25f;
    o.id = pick((i8)(c >= 0), c, one);
    return o;
}

/// For pixels anywhere.
FS_INLINE Covered covered_at(const Renderer& r, i8 x, i8 y) {
    i8 at = x * 2 + y * 2 * r.pitch;
    const int* ids = r.layer_ids.data;
    return covered(gather(ids, at), gather(ids + 1, at), gather(ids + r.pitch, at), gather(ids + r.pitch + 1, at));
}

}  // namespace FS_NS
