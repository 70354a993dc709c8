// Reading textures eight at a time: repeat, bilinear, between two mip levels.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Four texels round points, each of its own level, repeated beyond its sides; v is up. A row holds its first texel once
/// more at its end, so that two neighbours are always one load.
struct Cell {
    i8 x0, y0, y1;  // column; starts of rows
    f8 tx, ty;
    i8 w, h, top;   // top: in the first row
};

FS_INLINE Cell cell_at(const Texture& t, f8 u, f8 v, i8 level) {
    Cell c;
    i8 start;
    if (all((i8)(level == splat(level[0])))) {
        c.w = splat(high(1, t.width >> level[0])), c.h = splat(high(1, t.height >> level[0])), start = splat(t.start[level[0]]);
    } else {
        c.w = high(splat(t.width) >> level, splat(1)), c.h = high(splat(t.height) >> level, splat(1)), start = gather(t.start, level);
    }
    f8 x = fraction(u) * to_float(c.w) - .5f, y = (1.f - fraction(v)) * to_float(c.h) - .5f;
    f8 fx = floors(x), fy = floors(y);
    i8 iy = to_int(fy);
    c.tx = x - fx, c.ty = y - fy, c.top = (i8)((iy & (c.h - 1)) == splat(0));
    c.x0 = to_int(fx) & (c.w - 1), c.y0 = (iy & (c.h - 1)) * (c.w + 1) + start, c.y1 = ((iy + 1) & (c.h - 1)) * (c.w + 1) + start;
    return c;
}

FS_INLINE const int* texels_of(const Texture& t) { return reinterpret_cast<const int*>(t.texels.data); }

FS_INLINE f8 high_byte(i8 c) { return to_float((c >> 24) & 255); }

/// Opacity or height in [0, 1], bilinear, in the finest level.
FS_INLINE f8 alpha_at(const Texture& t, f8 u, f8 v) {
    Cell c = cell_at(t, u, v, splat(0));
    i8 a, b, d, e;
    pairs(texels_of(t), c.y0 + c.x0, a, b), pairs(texels_of(t), c.y1 + c.x0, d, e);
    return blend(blend(high_byte(a), high_byte(b), c.tx), blend(high_byte(d), high_byte(e), c.tx), c.ty) * (1.f / 255.f);
}

/// Slope of the alpha relief over u and v: differences over a texel, each bilinear.
FS_INLINE void relief_at(const Texture& t, f8 u, f8 v, i8 level, f8& hu, f8& hv) {
    Cell c = cell_at(t, u, v, level);
    const int* base = texels_of(t);
    i8 x2 = (c.x0 + 2) & (c.w - 1), row = c.w + 1;
    i8 up = pick(c.top, c.y0 + row * (c.h - 1), c.y0 - row);
    i8 p, q;
    pairs(base, c.y0 + c.x0, p, q);
    f8 a00 = high_byte(p), a10 = high_byte(q), a20 = high_byte(gather(base, c.y0 + x2));
    pairs(base, c.y1 + c.x0, p, q);
    f8 a01 = high_byte(p), a11 = high_byte(q), a21 = high_byte(gather(base, c.y1 + x2));
    pairs(base, up + c.x0, p, q);
    f8 high0 = high_byte(p), high1 = high_byte(q);
    hu = blend(blend(a10 - a00, a20 - a10, c.tx), blend(a11 - a01, a21 - a11, c.tx), c.ty) * (to_float(c.w) * (1.f / 255.f));
    hv = blend(blend(high0 - a00, high1 - a10, c.tx), blend(a00 - a01, a10 - a11, c.tx), c.ty) * (to_float(c.h) * (1.f / 255.f));
}

/// Stored (sRGB) colour in 0…255, bilinear in one level.
FS_INLINE V3 stored_at(const Texture& t, f8 u, f8 v, i8 level) {
    Cell at = cell_at(t, u, v, level);
    i8 c[4];
    pairs(texels_of(t), at.y0 + at.x0, c[0], c[1]), pairs(texels_of(t), at.y1 + at.x0, c[2], c[3]);
    f8 part[3];
    for (int k = 0; k < 3; k++) {
        f8 top = blend(to_float((c[0] >> (8 * k)) & 255), to_float((c[1] >> (8 * k)) & 255), at.tx);
        f8 bottom = blend(to_float((c[2] >> (8 * k)) & 255), to_float((c[3] >> (8 * k)) & 255), at.tx);
        part[k] = blend(top, bottom, at.ty);
    }
    return {part[0], part[1], part[2]};
}

/// Level of detail from the gradients of u and v, by sample; in lanes not wanted, that of one that is.
FS_INLINE f8 detail_of(const Texture& t, f8 ux, f8 uy, f8 vx, f8 vy, i8 wanted) {
    // footprint of a pixel (two samples) in texels; the gentler of its axes, a compromise with no anisotropy
    f8 ax = ux * ux * (float)(t.width * t.width) + vx * vx * (float)(t.height * t.height);
    f8 ay = uy * uy * (float)(t.width * t.width) + vy * vy * (float)(t.height * t.height);
    f8 area = root(high(ax, splat(1e-12f)) * high(ay, splat(1e-12f))) * .65f + high(ax, ay) * .35f;
    f8 detail = within(log2s(within(area * 4.f, 1e-6f, 1e12f)) * .5f - .35f, -8.f, (float)(t.levels - 1));
    return pick(wanted, detail, splat(detail[__builtin_ctz((unsigned)bits(wanted))]));
}

/// Linear colour at levels of detail. Two levels are blended only halfway between them.
FS_INLINE V3 colour_at(const Texture& t, f8 u, f8 v, f8 detail) {
    detail = high(detail, splat(0.f));
    f8 level = floors(detail), part = unit((detail - level - .25f) * 2.f);
    i8 first = to_int(level), last = splat(t.levels - 1);
    i8 between = (i8)(part > 0.f) & (i8)(part < 1.f);
    V3 c = stored_at(t, u, v, low(pick((i8)(part >= 1.f), first + 1, first), last));
    if (any(between)) c = blend(c, stored_at(t, u, v, low(first + 1, last)), pick(between, part, splat(0.f)));
    c = c * (1.f / 255.f);
    return {to_linear(c.x), to_linear(c.y), to_linear(c.z)};
}

/// Tiling fractal noise in [0, 1], bilinear; one tile spans [0, 1]². A word of the tile holds a texel and the one after it.
FS_INLINE f8 noise_at(const Renderer& r, f8 u, f8 v) {
    f8 x = u * 256.f, y = v * 256.f;
    f8 fx = floors(x), fy = floors(y);
    i8 ix = to_int(fx) & 255, iy = to_int(fy);
    f8 tx = x - fx, ty = y - fy;
    i8 a = gather(r.noise.data, ((iy & 255) << 8) + ix), b = gather(r.noise.data, (((iy + 1) & 255) << 8) + ix);
    f8 top = blend(to_float(a & 0xffff), to_float((a >> 16) & 0xffff), tx);
    f8 bottom = blend(to_float(b & 0xffff), to_float((b >> 16) & 0xffff), tx);
    return blend(top, bottom, ty) * (1.f / 65535.f);
}

/// Slope of a smoother noise per texel, continuous: each texel's central differences, bilinear. A word holds both.
FS_INLINE void noise_slope(const Renderer& r, f8 u, f8 v, f8& gx, f8& gy) {
    f8 x = u * 256.f, y = v * 256.f;
    f8 fx = floors(x), fy = floors(y);
    i8 ix = to_int(fx), iy = to_int(fy);
    f8 tx = x - fx, ty = y - fy;
    i8 x0 = ix & 255, x1 = (ix + 1) & 255, y0 = (iy & 255) << 8, y1 = ((iy + 1) & 255) << 8;
    const int* s = r.slopes.data;
    i8 a = gather(s, y0 + x0), b = gather(s, y0 + x1), c = gather(s, y1 + x0), d = gather(s, y1 + x1);
    auto first = [](i8 w) __attribute__((always_inline)) { return to_float((w << 16) >> 16); };
    auto second = [](i8 w) __attribute__((always_inline)) { return to_float(w >> 16); };
    gx = blend(blend(first(a), first(b), tx), blend(first(c), first(d), tx), ty) * (1.f / 32767.f);
    gy = blend(blend(second(a), second(b), tx), blend(second(c), second(d), tx), ty) * (1.f / 32767.f);
}

}  // namespace FS_NS
