// Drawing a shadow map with what the last frame left: only what moves is drawn while the light stays.
#pragma once
#include "scene.hpp"

namespace FS_NS {

static bool casts(const Renderer& r, size_t k, bool lamp) {
    const FsDrawable& d = r.drawables[k];
    if (!r.frame->visible[k] || !(d.flags & FS_SHADOW) || (d.flags & (FS_WATER | FS_UNLIT)) || d.opacity < .7f) return false;
    return !lamp || d.emission <= 0.f;  // a lamp's own glowing shade or flame must not put it out
}

static bool still_there(const Renderer& r, const Settled& s, bool lamp) {
    for (size_t k = 0; k < r.drawables.size; k++)
        if (s.inside[k] && (!casts(r, k, lamp) || memcmp(&s.places[12 * k], r.frame->matrices + 12 * k, sizeof(float) * 12))) return false;
    return true;
}

FS_INLINE void clear_map(float* map, size_t size, float empty) {
    for (size_t i = 0; i < size; i += 8) store(map + i, splat(empty));
}

static void extend(Patch& p, int x0, int y0, int x1, int y1) {
    p = {low(p.x0, x0), low(p.y0, y0), high(p.x1, x1), high(p.y1, y1)};
}

/// Fills `map`, of `faces` squares of side `size`. `view` tells all that the map depends on beside the drawables;
/// draw(k, map, touched) draws one drawable and extends the patches by what it may have changed.
template <class Draw>
static bool draw_settled(Renderer& r, Settled& s, Buffer<float>& map, int size, int faces, float empty, const float* view, bool lamp, Draw draw) {
    const size_t area = (size_t)size * size, total = area * faces, count = r.drawables.size;
    if (!map.resize(total + 64) || !s.inside.resize(count) || !s.places.resize(12 * count)) return false;
    if (s.built && !memcmp(s.view, view, sizeof s.view) && still_there(r, s, lamp)) {
        for (int f = 0; f < faces; f++) {
            const Patch& p = s.touched[f];
            for (int y = p.y0; p.x0 <= p.x1 && y <= p.y1; y++) {
                const size_t at = (size_t)f * area + (size_t)y * size + p.x0;
                memcpy(map.data + at, s.map.data + at, sizeof(float) * (size_t)(p.x1 - p.x0 + 1));
            }
        }
    } else {
        memcpy(s.view, view, sizeof s.view);
        if (!s.map.resize(total + 64)) return false;
        clear_map(s.map.data, total, empty);
        for (size_t k = 0; k < count; k++) {
            const float* m = r.frame->matrices + 12 * k;
            s.inside[k] = casts(r, k, lamp) && !(r.drawables[k].flags & FS_SKINNED) && !memcmp(m, r.frame->previous + 12 * k, sizeof(float) * 12);
            if (!s.inside[k]) continue;
            memcpy(&s.places[12 * k], m, sizeof(float) * 12);
            draw(k, s.map.data, s.touched);
        }
        memcpy(map.data, s.map.data, sizeof(float) * total);
        s.built = true;
    }
    for (Patch& p : s.touched) p = {size, size, -1, -1};
    for (size_t k = 0; k < count; k++)
        if (!s.inside[k] && casts(r, k, lamp)) draw(k, map.data, s.touched);
    return true;
}

}  // namespace FS_NS
