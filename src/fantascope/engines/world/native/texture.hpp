// Reading textures eight at a time: repeat, bilinear, between two mip levels.
#pragma once
#include "scene.hpp"

namespace FS_NS {

FS_INLINE i8 texel(const Texture& t, int level, i8 x, i8 y) {
    const int w = high(1, t.width >> level), h = high(1, t.height >> level);
    return gather(reinterpret_cast<const int*>(t.texels.data) + t.start[level], (y & (h - 1)) * w + (x & (w - 1)));
}

/// Opacity or height in [0, 1], bilinear. v is up.
FS_INLINE f8 alpha_at(const Texture& t, f8 u, f8 v, int level) {
    const int w = high(1, t.width >> level), h = high(1, t.height >> level);
    f8 x = fraction(u) * (float)w - .5f, y = (1.f - fraction(v)) * (float)h - .5f;
    f8 fx = floors(x), fy = floors(y);
    i8 ix = to_int(fx), iy = to_int(fy);
    f8 tx = x - fx, ty = y - fy;
    auto a = [&](i8 c) __attribute__((always_inline)) { return to_float((c >> 24) & 255); };
    f8 top = blend(a(texel(t, level, ix, iy)), a(texel(t, level, ix + 1, iy)), tx);
    f8 bottom = blend(a(texel(t, level, ix, iy + 1)), a(texel(t, level, ix + 1, iy + 1)), tx);
    return blend(top, bottom, ty) * (1.f / 255.f);
}

/// Slope of the alpha relief over u and v at one level: differences over a texel, each bilinear.
FS_INLINE void relief_at(const Texture& t, f8 u, f8 v, int level, f8& hu, f8& hv) {
    const int w = high(1, t.width >> level), h = high(1, t.height >> level);
    f8 x = fraction(u) * (float)w - .5f, y = (1.f - fraction(v)) * (float)h - .5f;
    f8 fx = floors(x), fy = floors(y);
    f8 tx = x - fx, ty = y - fy;
    const int* base = reinterpret_cast<const int*>(t.texels.data) + t.start[level];
    i8 ix = to_int(fx), iy = to_int(fy);
    i8 x0 = ix & (w - 1), x1 = (ix + 1) & (w - 1), x2 = (ix + 2) & (w - 1);
    i8 y0 = (iy & (h - 1)) * w, y1 = ((iy + 1) & (h - 1)) * w, up = ((iy - 1) & (h - 1)) * w;
    auto a = [&](i8 at) __attribute__((always_inline)) { return to_float((gather(base, at) >> 24) & 255); };
    f8 a00 = a(y0 + x0), a10 = a(y0 + x1), a20 = a(y0 + x2), a01 = a(y1 + x0), a11 = a(y1 + x1), a21 = a(y1 + x2);
    f8 high0 = a(up + x0), high1 = a(up + x1);
    hu = blend(blend(a10 - a00, a20 - a10, tx), blend(a11 - a01, a21 - a11, tx), ty) * ((float)w / 255.f);
    hv = blend(blend(high0 - a00, high1 - a10, tx), blend(a00 - a01, a10 - a11, tx), ty) * ((float)h / 255.f);
}

/// Stored (sRGB) colour in 0…255, bilinear in one level.
FS_INLINE V3 stored_at(const Texture& t, f8 u, f8 v, int level) {
    const int w = high(1, t.width >> level), h = high(1, t.height >> level);
    f8 x = fraction(u) * (float)w - .5f, y = (1.f - fraction(v)) * (float)h - .5f;
    f8 fx = floors(x), fy = floors(y);
    i8 ix = to_int(fx), iy = to_int(fy);
    f8 tx = x - fx, ty = y - fy;
    const int* base = reinterpret_cast<const int*>(t.texels.data) + t.start[level];
    i8 x0 = ix & (w - 1), x1 = (ix + 1) & (w - 1), y0 = (iy & (h - 1)) * w, y1 = ((iy + 1) & (h - 1)) * w;
    i8 c[4] = {gather(base, y0 + x0), gather(base, y0 + x1), gather(base, y1 + x0), gather(base, y1 + x1)};
    f8 part[3];
    for (int k = 0; k < 3; k++) {
        f8 top = blend(to_float((c[0] >> (8 * k)) & 255), to_float((c[1] >> (8 * k)) & 255), tx);
        f8 bottom = blend(to_float((c[2] >> (8 * k)) & 255), to_float((c[3] >> (8 * k)) & 255), tx);
        part[k] = blend(top, bottom, ty);
    }
    return {part[0], part[1], part[2]};
}

/// Linear colour at a level of detail; the level is the group's, its fraction is blended.
FS_INLINE V3 colour_at(const Texture& t, f8 u, f8 v, float detail) {
    detail = within(detail, 0.f, (float)(t.levels - 1));
    const int level = (int)detail;
    const float part = detail - (float)level;
    V3 c = stored_at(t, u, v, level);
    if (part > .04f && level + 1 < t.levels) c = blend(c, stored_at(t, u, v, level + 1), splat(part));
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
