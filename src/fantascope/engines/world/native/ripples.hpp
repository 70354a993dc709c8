// Rings that drops and wading feet leave on water and puddles.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Adds the slope of the frame's rings at (x, y).
FS_INLINE void add_ripples(const Renderer& r, f8 x, f8 y, i8 wanted, f8& sx, f8& sy) {
    if (!r.rings.size || !any(wanted)) return;
    // a circle round the points; eight rings at a time are tried against it
    const float x0 = -greatest(pick(wanted, x * -1.f, splat(-1e30f))), x1 = greatest(pick(wanted, x, splat(-1e30f)));
    const float y0 = -greatest(pick(wanted, y * -1.f, splat(-1e30f))), y1 = greatest(pick(wanted, y, splat(-1e30f)));
    const float cx = .5f * (x0 + x1), cy = .5f * (y0 + y1), radius = .5f * ((x1 - x0) + (y1 - y0));
    for (size_t k = 0; k < r.rings.size; k += 8) {
        f8 rx = load(r.ring_x.data + k) - cx, ry = load(r.ring_y.data + k) - cy, reach = load(r.ring_reach.data + k) + radius;
        for (int left = bits((i8)(rx * rx + ry * ry < reach * reach)); left; left &= left - 1) {
            const size_t at = k + (size_t)__builtin_ctz((unsigned)left);
            const Ring& ring = r.rings[at];
            f8 dx = x - r.ring_x[at], dy = y - r.ring_y[at];
            f8 d2 = dx * dx + dy * dy, inv = inverse_root(d2 + 1e-6f);
            f8 q = (d2 * inv - ring.front) * (1.f / ring.width);
            f8 slope = sin_turns(q * .45f) * exps(q * q * -.6f) * ring.gain * inv;
            sx += slope * dx;
            sy += slope * dy;
        }
    }
}

}  // namespace FS_NS
