// Shading entry points shared by the passes.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// What eight points send to the eye. light = gain · texture + rest, exactly.
struct Seen {
    V3 light, gain, rest;
    f8 mirror;  // how much of the light is a clean reflection that a later pass may replace by what the picture shows
    i8 own;     // what varies from pixel to pixel, so that none may be inferred from its neighbours
    i8 rough;   // what may vary within four pixels
    i8 fine;    // where the texture may change from pixel to pixel
};

/// Light towards the eye at sample positions (fx, fy) whose triangles are `ids`; −1 is sky. `open` is the share of the
/// sky that near things leave free.
void shade_samples(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, const f8& open, Seen& out);

/// The texture's colour there, white where the thing has none; for the sky its stars.
V3 texture_at(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, const i8& wanted);

/// A see-through surface: new light = add + keep · light behind.
void shade_clear(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, V3& add, V3& keep);

/// The water's surface; reads the finished opaque picture in r.copy and r.depth.
void shade_water(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, V3& out);

}  // namespace FS_NS
