// Fills one triangle into a map of nearness (greater wins) and, optionally, of identities. Header-only: the inner loop
// is specialised for each use. Knows nothing of cameras or materials.
#pragma once
#include "simd.hpp"

namespace FS_NS {

/// plane[k]·(x, y, 1) ≥ 0 inside; `near` the plane of nearness, kept within [near_low, near_high].
struct Fill {
    float plane[3][3];
    float near[3], near_low, near_high;
    int x0, x1, y0, y1;  // inclusive bounds, already inside the map
    bool clipped = false;  // reject what lies outside the range of nearness instead of keeping it within
};

/// ROTATED: the picture's sample pattern (see scene.hpp) instead of cell centres. `accept(mask, x, y)` may reject lanes.
template <bool IDENTIFY, bool ROTATED, class Accept>
FS_INLINE void fill(float* nearness, int* ids, int pitch, const Fill& f, int id, Accept accept) {
    if (f.x0 > f.x1 || f.y0 > f.y1) return;
    const float ex[3] = {f.plane[0][0], f.plane[1][0], f.plane[2][0]};
    const float ey[3] = {f.plane[0][1], f.plane[1][1], f.plane[2][1]};
    const f8 odd = {0, 1, 0, 1, 0, 1, 0, 1};
    const f8 dy = ROTATED ? odd * .5f : splat(0.f);
    f8 along[3], step[3];
    float slack[3];
    for (int k = 0; k < 3; k++) {
        along[k] = LANE * ex[k] + dy * ey[k];
        step[k] = splat(8.f * ex[k]);
        // Samples within a thousandth of the edge belong to both neighbours: no cracks between triangles.
        slack[k] = 1e-3f * (fabsf(ex[k]) + fabsf(ey[k]));
    }
    const f8 near_along = LANE * f.near[0] + dy * f.near[1];
    const bool wide = f.x1 - f.x0 > 40;
    for (int y = f.y0; y <= f.y1; y++) {
        const float px = ROTATED ? ((y & 1) ? .25f : .75f) : .5f, py = (float)y + (ROTATED ? .25f : .5f);
        float e[3];
        for (int k = 0; k < 3; k++) e[k] = ey[k] * py + f.plane[k][2] + ex[k] * px + slack[k];
        int xa = f.x0, xb = f.x1;
        if (wide) {  // cut the row to where the edges allow
            float lo = (float)xa, hi = (float)xb;
            for (int k = 0; k < 3; k++) {
                float top = e[k] + (ROTATED ? .5f * fabsf(ey[k]) : 0.f);
                if (ex[k] > 1e-20f) lo = high(lo, -top / ex[k] - 1.f);
                else if (ex[k] < -1e-20f) hi = low(hi, -top / ex[k] + 1.f);
                else if (top < 0) hi = -1.f;
            }
            if (hi < lo) continue;
            xa = high(xa, (int)lo);
            xb = low(xb, (int)hi + 1);
        }
        if (ROTATED) xa &= ~1;
        __builtin_prefetch(nearness + (size_t)(y + 2) * pitch + xa);
        if (IDENTIFY) __builtin_prefetch(ids + (size_t)(y + 2) * pitch + xa);
        const float x = (float)xa;
        f8 e0 = along[0] + (e[0] + ex[0] * x), e1 = along[1] + (e[1] + ex[1] * x), e2 = along[2] + (e[2] + ex[2] * x);
        const float n0 = f.near[1] * py + f.near[2] + f.near[0] * px;
        float* row = nearness + (size_t)y * pitch;
        for (int xx = xa; xx <= xb; xx += 8, e0 += step[0], e1 += step[1], e2 += step[2]) {
            i8 m = ~((i8)e0 | (i8)e1 | (i8)e2) >> 31;  // all three signs clear
            if (!any(m)) continue;
            f8 n = near_along + (n0 + f.near[0] * (float)xx);
            if (f.clipped) m &= (i8)(n > f.near_low) & (i8)(n < f.near_high);  // before the near plane, or behind the eye
            n = within(n, f.near_low, f.near_high);
            f8 old = load(row + xx);
            m &= (i8)(n > old);
            if (xx + 8 > xb + 1) m &= (i8)(LANE_I + xx <= splat(xb));
            if (!any(m)) continue;
            m = accept(m, xx, y, px, py);
            store(row + xx, pick(m, n, old));
            if (IDENTIFY) {
                int* cell = ids + (size_t)y * pitch + xx;
                store(cell, pick(m, splat(id), load(cell)));
            }
        }
    }
}

struct Always {
    FS_INLINE_MEMBER i8 operator()(i8 m, int, int, float, float) const { return m; }
};

}  // namespace FS_NS
