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

/// Linear colour, bilinear in one level.
FS_INLINE V3 colour_at(const Texture& t, f8 u, f8 v, int level) {
    const int w = high(1, t.width >> level), h = high(1, t.height >> level);
    f8 x = fraction(u) * (float)w - .5f, y = (1.f - fraction(v)) * (float)h - .5f;
    f8 fx = floors(x), fy = floors(y);
    i8 ix = to_int(fx), iy = to_int(fy);
    f8 tx = x - fx, ty = y - fy;
    i8 c[4] = {texel(t, level, ix, iy), texel(t, level, ix + 1, iy), texel(t, level, ix, iy + 1),
               texel(t, level, ix + 1, iy + 1)};
    f8 part[3];
    for (int k = 0; k < 3; k++) {
        f8 top = blend(to_float((c[0] >> (8 * k)) & 255), to_float((c[1] >> (8 * k)) & 255), tx);
        f8 bottom = blend(to_float((c[2] >> (8 * k)) & 255), to_float((c[3] >> (8 * k)) & 255), tx);
        part[k] = to_linear(blend(top, bottom, ty) * (1.f / 255.f));
    }
    return {part[0], part[1], part[2]};
}

/// Linear colour at a level of detail; the level is the group's, its fraction is blended.
FS_INLINE V3 colour_at(const Texture& t, f8 u, f8 v, float detail) {
    detail = within(detail, 0.f, (float)(t.levels - 1));
    const int level = (int)detail;
    const float part = detail - (float)level;
    V3 fine = colour_at(t, u, v, level);
    if (part < .02f || level + 1 >= t.levels) return fine;
    return blend(fine, colour_at(t, u, v, level + 1), splat(part));
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
