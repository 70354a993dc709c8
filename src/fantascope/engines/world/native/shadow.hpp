// Reading the sun's shadow maps: how much of the sun reaches eight points.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Share of the sun in [0, 1] in one cascade. A smooth 5×5 kernel, weighted by distance, so penumbrae have no pattern;
/// where its corners and middle agree, they speak for all.
FS_INLINE f8 sun_in(const Cascade& c, f8 sx, f8 sy, f8 near, i8 wanted) {
    const int n = c.size;
    i8 ix = within(to_int(floors(sx)), 2, n - 3), iy = within(to_int(floors(sy)), 2, n - 3);
    i8 at = iy * n + ix;
    const float* m = c.map.data;
    i8 a = (i8)(near >= gather(m, at)), b = (i8)(near >= gather(m - 2 * n - 2, at)), d = (i8)(near >= gather(m - 2 * n + 2, at)),
       e = (i8)(near >= gather(m + 2 * n - 2, at)), g = (i8)(near >= gather(m + 2 * n + 2, at));
    f8 lit = pick(a, splat(1.f), splat(0.f));
    i8 mixed = wanted & ((a | b | d | e | g) & ~(a & b & d & e & g));
    if (!any(mixed)) return lit;
    f8 fx = sx - floors(sx), fy = sy - floors(sy);
    for (int left = bits(mixed); left; left &= left - 1) {  // one point at a time: a line of the kernel is one load
        const int k = __builtin_ctz((unsigned)left);
        const float *line = m + at[k] - 2 * n - 2, x = fx[k], y = fy[k];
        f8 dx = (LANE - 1.5f) - x, dy = (LANE - 1.5f) - y;
        f8 wx = high(1.f - dx * dx * (1.f / 6.25f), splat(0.f)), wy = high(1.f - dy * dy * (1.f / 6.25f), splat(0.f));
        const i8 five = {-1, -1, -1, -1, -1, 0, 0, 0};
        wx = pick(five, wx * wx, splat(0.f)), wy = pick(five, wy * wy, splat(0.f));
        const f8 limit = splat(near[k]);
        f8 total = splat(0.f);
        for (int j = 0; j < 5; j++) total += pick((i8)(limit >= load(line + j * n)), wx, splat(0.f)) * wy[j];
        lit[k] = sum(total) / (sum(wx) * sum(wy));
    }
    return lit;
}

/// Share of the sun at points `p` whose surface faces `n` (unit); `slope` is the cosine to the sun.
FS_INLINE f8 sun_at(const Renderer& r, V3 p, V3 n, f8 slope, i8 wanted) {
    f8 lit = splat(1.f);
    if (!r.cascades[0].size) return lit;
    f8 done = splat(0.f);  // how far nearer cascades have answered
    for (int k = 0; k < 2; k++) {
        const Cascade& c = r.cascades[k];
        // Step off the surface by the kernel's reach: more where light grazes.
        f8 lift = c.texel_m * (.6f + 1.9f * root(1.f - slope * slope));
        V3 q = p + n * lift;
        f8 sx = dot(q, splat3(c.right)) + c.offset[0], sy = dot(q, splat3(c.up)) + c.offset[1];
        f8 near = dot(q, splat3(c.toward)) + c.texel_m * .35f;
        const float half = .5f * (float)c.size;
        f8 edge = high(magnitude(sx - half), magnitude(sy - half));
        f8 weight = unit((half - 4.f - edge) * (k == 0 ? 1.f / 48.f : 1.f / 24.f)) * (1.f - done);
        i8 here = wanted & (i8)(weight > 0.f);
        if (!any(here)) continue;
        f8 s = sun_in(c, sx, sy, near, here);
        lit -= pick(here, weight * (1.f - s), splat(0.f));
        done += pick(here, weight, splat(0.f));
    }
    return unit(lit);
}

}  // namespace FS_NS
