// The lamps' light on points, with the shadow maps of up to two of them.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Share of the lamp's light that reaches points; 4×4 smooth kernel in the face of the map they fall on.
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
        f8 inv = inverse(high(w, splat(1e-4f))) * (.5f * s.focal * (float)s.size);
        f8 sx = .5f * (float)s.size + x * inv, sy = .5f * (float)s.size - y * inv;
        i8 here = wanted & (i8)(w > 1e-3f) & (i8)(sx >= 0.f) & (i8)(sx < (float)s.size) & (i8)(sy >= 0.f) & (i8)(sy < (float)s.size);
        if (!any(here)) continue;
        sx -= .5f, sy -= .5f;
        f8 x0 = floors(sx), y0 = floors(sy), fx = sx - x0, fy = sy - y0;
        i8 ix = to_int(x0), iy = to_int(y0);
        f8 limit = inverse(high(w, splat(1e-4f))) * 1.012f;
        f8 sum = splat(0.f), total = splat(0.f);
        for (int j = -1; j <= 2; j++) {
            f8 dy = fy - (float)j, wy = high(1.f - dy * dy * .25f, splat(0.f));
            i8 row = within(iy + j, 0, s.size - 1) * s.size;
            for (int i = -1; i <= 2; i++) {
                f8 dx = fx - (float)i, wgt = high(1.f - dx * dx * .25f, splat(0.f)) * wy;
                f8 map = gather(s.map.data + (size_t)k * area, row + within(ix + i, 0, s.size - 1));
                sum += pick((i8)(map <= limit), wgt, splat(0.f));
                total += wgt;
            }
        }
        lit = pick(here, sum * inverse(total), lit);
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
            const float outer = cosf(lamp.cone_rad), inner = cosf(lamp.cone_rad * .7f);
            f8 t = unit((-dot(l, splat3(lamp.direction)) - outer) * (1.f / high(inner - outer, 1e-4f)));
            share *= t * t * (3.f - 2.f * t);
        }
        share = pick(reached, share, splat(0.f));
        if (!any((i8)(share > 1e-5f))) continue;
        const f8 reach = share;
        for (const LampShadow& s : r.lamp_shadows)
            if (s.lamp == k) share *= lamp_at(r, s, position, n, reached);
        add(l, splat3(lamp.colour), share, reach);
    }
}

}  // namespace FS_NS
