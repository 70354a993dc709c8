// Rings that drops and wading feet leave on water and puddles.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Adds the slope of the frame's rings at (x, y).
FS_INLINE void add_ripples(const Renderer& r, f8 x, f8 y, i8 wanted, f8& sx, f8& sy) {
    const FsFrame& f = *r.frame;
    for (int k = 0; k < f.ripple_count; k++) {
        const float* ring = f.ripples + 4 * k;
        const float age = ring[2];
        const float front = .03f + .55f * age, width = .035f + .06f * age;
        f8 dx = x - ring[0], dy = y - ring[1];
        f8 d2 = dx * dx + dy * dy;
        const float reach = front + 2.5f * width;
        if (!any(wanted & (i8)(d2 < reach * reach))) continue;
        f8 inv = inverse_root(d2 + 1e-6f), d = d2 * inv;
        f8 q = (d - front) * (1.f / width);
        f8 slope = sin_turns(q * .45f) * exps(q * q * -.6f) * (.45f * ring[3] * expf(-1.6f * age));
        sx += slope * dx * inv;
        sy += slope * dy * inv;
    }
}

}  // namespace FS_NS
