// The lamps' light on points, with the shadow maps of up to two of them.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Share of the lamp's light that reaches points; 4×4 smooth kernel in the face of the map they
/// fall on.
FS_INLINE f8 lamp_at(const Renderer& r, const LampShadow& s, V3 p, V3 n, i8 wanted) {
    const FsLamp& lamp = r.frame->lamps[s.lamp];
    V3 v = p - splat3(lamp.position);
    f8 distance = root(dot(v, v));
    const float texel = 2.f / (s.focal * (float)s.size);  // slope of a texel
    v = v + n * (distance * texel * 2.2f + .01f);
    const size_t area = (size_t)s.size * s.size;
    f8 lit = splat(1.f);
    for (int k = 0; k < s.faces; k++) {
        const float* b = s.basis[k];
        f8 w = dot(v, splat3(b + 6)), x = dot(v, splat3(b)), y = dot(v, splat3(b + 3));
        const float rim = 1.001f / s.focal;
        if (!any(wanted & (i8)(high(magnitude(x), magnitude(y)) <= w * rim))) continue;
        f8 inv = inverse(high(w, splat(1e-4f))) * (.5f * s.focal * (float)s.size);
        f8 sx = .5f * (float)s.size + x * inv, sy = .5f * (float)s.size - y * inv;
        i8 here = wanted & (i8)(w > 1e-3f) & (i8)(sx >= 0.f) & (i8)(sx < (float)s.size) & (i8)(sy >= 0.f) & (i8)(sy < (float)s.size);
        if (!any(here)) continue;
        sx -= .5f, sy -= .5f;
        f8 x0 = floors(sx), y0 = floors(sy), fx = sx - x0, fy = sy - y0;
        i8 ix = to_int(x0), iy = to_int(y0);
        f8 limit = inverse(high(w, splat(1e-4f))) * 1.012f;
        // corners and middle of the kernel speak for all where they agree
        const float* map = s.map.data + (size_t)k * area;
        i8 cx = within(ix, 1, s.size - 3), cy = within(iy, 1, s.size - 3), at = cy * s.size + cx;
        i8 a = (i8)(gather(map, at) <= limit), c = (i8)(gather(map - s.size - 1, at) <= limit), d = (i8)(gather(map - s.size + 2, at) <= limit),
           e = (i8)(gather(map + 2 * s.size - 1, at) <= limit), g = (i8)(gather(map + 2 * s.size + 2, at) <= limit);
        lit = pick(here, pick(a, splat(1.f), splat(0.f)), lit);
        i8 mixed = here & (a | c | d | e | g) & ~(a & c & d & e & g);
        for (int left = bits(mixed); left; left &= left - 1) {  // one point at a time: a line of the kernel is one load
            const int l = __builtin_ctz((unsigned)left);
            const float *line = map + at[l] - s.size - 1, tx = fx[l], ty = fy[l];
            const f4 ex = f4{tx + 1.f, tx, tx - 1.f, tx - 2.f}, ey = f4{ty + 1.f, ty, ty - 1.f, ty - 2.f};
            const f4 bound = {limit[l], limit[l], limit[l], limit[l]};
            const f4 wx = 1.f - ex * ex * .25f, wy = 1.f - ey * ey * .25f;
            f4 sum = {0, 0, 0, 0}, total = {0, 0, 0, 0};
            for (int j = 0; j < 4; j++) {
                const float weight = high(wy[j], 0.f);
                const f4 kernel = (f4)((i4)wx & (i4)(wx > 0.f)) * weight;
                total += kernel;
                sum += (f4)((i4)kernel & (i4)(*reinterpret_cast<const f4u*>(line + j * s.size) <= bound));
            }
            lit[l] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) / ((total[0] + total[1]) + (total[2] + total[3]));
        }
    }
    return lit;
}

/// Calls add(direction, radiance on white, share reaching, the same without shadow) for each lamp that reaches a lane. `n` is the surface's
/// normal, zero for things without one (smoke, rain).
template <class Add>
FS_INLINE void add_lamps(const Renderer& r, V3 position, V3 n, i8 hit, Add add) {
    const FsFrame& f = *r.frame;
    for (int k = 0; k < f.lamp_count; k++) {
        const FsLamp& lamp = f.lamps[k];
        V3 to = splat3(lamp.position) - position;
        f8 d2 = dot(to, to);
        i8 reached = hit & (i8)(d2 < lamp.range_m * lamp.range_m);
        if (!any(reached)) continue;
        V3 l = to * inverse_root(d2 + 1e-8f);
        f8 q = d2 * (1.f / (lamp.range_m * lamp.range_m));
        f8 window = high(1.f - q * q, splat(0.f));
        f8 share = window * window * inverse(high(d2, splat(.02f)));
        if (lamp.cone_rad >= 0) {
            f8 t = unit((-dot(l, splat3(lamp.direction)) - r.cones[2 * k]) * r.cones[2 * k + 1]);
            share *= t * t * (3.f - 2.f * t);
        }
        share = pick(reached, share, splat(0.f));
        const float peak = high(lamp.colour[0], high(lamp.colour[1], lamp.colour[2]));
        if (!any((i8)(share * (peak * f.exposure) > 6e-4f))) continue;  // less than a step of the darkest grey
        const f8 reach = share;
        if (r.look != FS_PAPER) reached &= (i8)(dot(n, l) > -.13f);  // what faces away gets no light to be shaded
        for (const LampShadow& s : r.lamp_shadows)
            if (s.lamp == k) share *= lamp_at(r, s, position, n, reached);
        add(l, splat3(lamp.colour), share, reach);
    }
}

}  // namespace FS_NS
