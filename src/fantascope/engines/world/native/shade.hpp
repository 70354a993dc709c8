// Shading entry points shared by the passes.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Light towards the eye at sample positions (fx, fy) whose triangles are `ids`; −1 is sky. `open` is the share of the
/// sky that near things leave free. `mirror` is how much of the light is a clean reflection that a later pass may replace by what the picture itself shows.
bool shade_samples(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, const f8& open, V3& out, f8& mirror);

/// A see-through surface: new light = add + keep · light behind.
void shade_clear(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, V3& add, V3& keep);

/// The water's surface; reads the finished opaque picture in r.copy and r.depth.
void shade_water(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, V3& out);

/// Whether the light of the rows above and below the eight pixels at `o` is nearly the same.
FS_INLINE bool between_rows(const Renderer& r, const float* o) {
    const size_t plane = (size_t)r.W * r.H;
    i8 near = splat(-1);
    for (int k = 0; k < 3; k++) {
        f8 a = load(o + k * plane - r.W), b = load(o + k * plane + r.W);
        near &= (i8)(magnitude(a - b) <= .004f + .08f * high(a, b));
    }
    return all(near);
}

}  // namespace FS_NS
