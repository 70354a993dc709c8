// Ambient openness, known at half size, read for the points that are shaded.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Openness from half size, anywhere on the screen: bilinear among what lies at a like depth.
FS_INLINE f8 openness_at(const Renderer& r, f8 fx, f8 fy, f8 depth) {
    const int w = r.W / 2, h = r.H / 2;
    f8 x = fx * .25f - .5f, y = fy * .25f - .5f;
    f8 x0 = floors(x), y0 = floors(y);
    f8 tx = x - x0, ty = y - y0;
    f8 inv = inverse(depth * .05f + .02f), sum = splat(0.f), total = splat(1e-5f);
    for (int k = 0; k < 4; k++) {
        i8 ix = within(to_int(x0) + (k & 1), 0, w - 1), iy = within(to_int(y0) + (k >> 1), 0, h - 1);
        i8 at = iy * w + ix;
        f8 near = unit(1.2f - magnitude(gather(r.open_depth.data, at) - depth) * inv) + 1e-4f;
        f8 weight = ((k & 1) ? tx : 1.f - tx) * ((k >> 1) ? ty : 1.f - ty) * near + 1e-6f;
        sum += gather(r.open_half.data, at) * weight;
        total += weight;
    }
    return sum * inverse(total);
}

/// The same for eight pixels in every fourth column of an even row, the first in column 2·gx: loads instead of gathers.
FS_INLINE f8 openness_grid(const Renderer& r, int gx, int gy, f8 depth) {
    const int w = r.W / 2, h = r.H / 2;
    if (gx == 0 || gx + 16 > w) {
        i8 xi = low(LANE_I * 2 + gx, splat(w - 1));
        return openness_at(r, to_float(xi) * 4.f + 1.f, splat((float)(4 * gy + 1)), depth);
    }
    f8 inv = inverse(depth * .05f + .02f), sum = splat(0.f), total = splat(1e-5f);
    for (int k = 0; k < 4; k++) {
        const size_t at = (size_t)within(gy - (k >> 1), 0, h - 1) * w + (size_t)(gx - (k & 1));
        f8 near = unit(1.2f - magnitude(evens(load(r.open_depth.data + at), load(r.open_depth.data + at + 8)) - depth) * inv) + 1e-4f;
        f8 weight = near * (((k & 1) ? .25f : .75f) * ((k >> 1) ? .25f : .75f)) + 1e-6f;
        sum += evens(load(r.open_half.data + at), load(r.open_half.data + at + 8)) * weight;
        total += weight;
    }
    return sum * inverse(total);
}

}  // namespace FS_NS
