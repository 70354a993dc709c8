// See-through things, drawn over the finished picture from far to near. Edge pixels are shaded once and blended by the
// share of their four samples that the thing covers.
#include "layers.hpp"
#include "shade.hpp"

namespace FS_NS {

static Window window_of(const Renderer& r, const FsDrawable& d) {
    float x0 = 1e30f, y0 = 1e30f, x1 = -1e30f, y1 = -1e30f;
    for (int v = d.first_vertex; v < d.first_vertex + d.vertices; v++) {
        const float* q = r.clip.data + 4 * (size_t)v;
        if (q[2] < r.camera.near_m) return {0, 0, r.SW, r.SH};
        x0 = low(x0, q[0] / q[2]), x1 = high(x1, q[0] / q[2]);
        y0 = low(y0, q[1] / q[2]), y1 = high(y1, q[1] / q[2]);
    }
    const float W = (float)r.SW, H = (float)r.SH;
    return {(int)within(x0 - 2.f, 0.f, W) & ~15, (int)within(y0 - 2.f, 0.f, H) & ~1, low(((int)within(x1 + 3.f, 0.f, W) + 15) & ~15, r.SW),
            low(((int)within(y1 + 3.f, 0.f, H) + 1) & ~1, r.SH)};
}

/// Calls blend_in(pixel offset, fx, fy, ids, cover, count) for each group of eight pixels that the layer touches.
template <class BlendIn>
static void each_group(Renderer& r, const Window& w, BlendIn blend_in) {
    for (int y = w.y0 / 2; y < w.y1 / 2; y++)
        for (int x = w.x0 / 2; x < w.x1 / 2; x += 8) {
            const int *top = r.layer_ids.data + (size_t)(2 * y) * r.pitch + 2 * x, *bottom = top + r.pitch;
            i8 p = load(top), q = load(top + 8), s = load(bottom), t = load(bottom + 8);
            if (!any((i8)(high(high(p, q), high(s, t)) >= 0))) continue;
            Covered c = covered(evens(p, q), odds(p, q), evens(s, t), odds(s, t));
            i8 touched = c.touched & (i8)(LANE_I + x < splat(r.W));
            if (!any(touched)) continue;
            i8 xi = low(LANE_I + x, splat(r.W - 1));
            blend_in((size_t)y * r.W + x, to_float(xi) * 2.f + 1.f, splat((float)(2 * y + 1)), pick(touched, c.id, splat(-1)), pick(touched, c.share, splat(0.f)), low(8, r.W - x));
        }
}

void draw_clear(Renderer& r) {
    struct Item {
        float distance;
        int drawable;
    };
    Buffer<Item> items;
    for (size_t k = 0; k < r.drawables.size; k++) {
        const FsDrawable& d = r.drawables[k];
        if (!r.frame->visible[k] || d.opacity >= 1.f || d.opacity <= 0.f || !d.faces || ((d.flags & FS_WATER) && r.frame->water.present)) continue;
        float distance = 0;
        for (int i = 0; i < 3; i++)
            distance += (.5f * (r.boxes[k].low[i] + r.boxes[k].high[i]) - r.camera.eye[i]) * r.camera.forward[i];
        if (!items.reserve(items.size + 1)) {
            r.ok = false;
            return;
        }
        size_t at = items.size++;
        for (; at > 0 && items[at - 1].distance < distance; at--) items[at] = items[at - 1];
        items[at] = {distance, (int)k};
    }
    const size_t plane = (size_t)r.W * r.H;
    for (size_t i = 0; i < items.size; i++) {
        const int k = items[i].drawable;
        const FsDrawable& d = r.drawables[k];
        const Window w = window_of(r, d);
        if (w.x0 >= w.x1 || w.y0 >= w.y1) continue;
        for (int side = (d.flags & FS_DOUBLE) ? 2 : 1; side >= 1; side--) {  // backs, then fronts
            if (!open_layer(r, w)) return;
            draw_drawable(r, k, r.layer_iw.data, r.layer_ids.data, side);
            each_group(r, w, [&](size_t at, f8 fx, f8 fy, i8 ids, f8 cover, int n) {
                V3 add, keep;
                shade_clear(r, fx, fy, ids, add, keep);
                float* o = r.light.data + at;
                put(o, load(o) * (1.f + (keep.x - 1.f) * cover) + add.x * cover, n);
                put(o + plane, load(o + plane) * (1.f + (keep.y - 1.f) * cover) + add.y * cover, n);
                put(o + 2 * plane, load(o + 2 * plane) * (1.f + (keep.z - 1.f) * cover) + add.z * cover, n);
            });
        }
    }
}

}  // namespace FS_NS
