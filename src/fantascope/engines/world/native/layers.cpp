// Surfaces drawn over the finished opaque picture: water, then see-through things from far to near.
//
// A layer has its own visibility buffer, tested against the opaque one. Its edge pixels are shaded once and blended by
// the share of their four samples that the layer covers.
#include "scene.hpp"
#include "shade.hpp"

namespace FS_NS {

struct Window {
    int x0, y0, x1, y1;  // samples, even start, exclusive end
};

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

static bool open_layer(Renderer& r, const Window& w) {
    if (!r.layer_iw.resize((size_t)r.pitch * r.SH + 64) || !r.layer_ids.resize((size_t)r.pitch * r.SH + 64)) return r.ok = false;
    for (int y = w.y0; y < w.y1; y++) {
        const size_t at = (size_t)y * r.pitch + w.x0, n = (size_t)(w.x1 - w.x0 + 8);
        memcpy(r.layer_iw.data + at, r.iw.data + at, sizeof(float) * n);
        memset(r.layer_ids.data + at, 0xff, sizeof(int) * n);
    }
    return true;
}

/// Calls blend_in(pixel offset, fx, fy, ids, cover) for each group of eight pixels that the layer touches.
template <class BlendIn>
static void each_group(Renderer& r, const Window& w, int y, BlendIn blend_in) {
    for (int x = w.x0 / 2; x < w.x1 / 2; x += 8) {
        i8 xi = low(LANE_I + x, splat(r.W - 1)), at = xi * 2 + 2 * y * r.pitch;
        const int* ids = r.layer_ids.data;
        i8 a = gather(ids, at), b = gather(ids + 1, at), c = gather(ids + r.pitch, at), d = gather(ids + r.pitch + 1, at);
        i8 one = high(high(a, b), high(c, d));
        i8 touched = (i8)(one >= 0) & (i8)(LANE_I + x < splat(r.W));
        if (!any(touched)) continue;
        // -1 where a sample is not covered, so the count is 4 + the sum of sign bits
        f8 cover = to_float(((a >> 31) + (b >> 31)) + ((c >> 31) + (d >> 31)) + 4) * .25f;
        i8 id = pick((i8)(c >= 0), c, one);
        id = pick(touched, id, splat(-1));
        cover = pick(touched, cover, splat(0.f));
        blend_in((size_t)y * r.W + x, to_float(xi) * 2.f + 1.f, splat((float)(2 * y + 1)), id, cover, low(8, r.W - x));
    }
}

template <class BlendIn>
static void each_group(Renderer& r, const Window& w, BlendIn blend_in) {
    for (int y = w.y0 / 2; y < w.y1 / 2; y++) each_group(r, w, y, blend_in);
}

/// Whether eight pixels, and those above and below, show nothing but water.
static bool all_water(const Renderer& r, size_t at) {
    const int y = (int)(at / (size_t)r.W), x = (int)(at - (size_t)y * r.W);
    i8 least = splat(0);
    for (int j = -2; j < 4; j++) {
        const int* row = r.layer_ids.data + (size_t)(2 * y + j) * r.pitch + 2 * x;
        least |= load(row) | load(row + 8);
    }
    return !any((i8)(least < 0));
}

void draw_water(Renderer& r) {
    if (!r.frame->water.present) return;
    bool some = false;
    Window w = {0, 0, r.SW, r.SH};
    for (size_t k = 0; k < r.drawables.size; k++) {
        const FsDrawable& d = r.drawables[k];
        if (!r.frame->visible[k] || !(d.flags & FS_WATER)) continue;
        if (!some && !open_layer(r, w)) return;
        some = true;
        draw_drawable(r, (int)k, r.layer_iw.data, r.layer_ids.data, 0);
    }
    if (!some) return;
    const size_t plane = (size_t)r.W * r.H;
    if (!r.copy.resize(3 * plane + 64)) {
        r.ok = false;
        return;
    }
    memcpy(r.copy.data, r.light.data, sizeof(float) * 3 * plane);
    bool spare = false;  // a row whose neighbours are done takes their mean wherever they agree
    auto shade = [&](size_t at, f8 fx, f8 fy, i8 ids, f8 cover, int n) {
        float* light = r.light.data + at;
        if (spare && n == 8 && all_water(r, at) && between_rows(r, light)) {
            for (int k = 0; k < 3; k++) store(light + k * plane, (load(light + k * plane - r.W) + load(light + k * plane + r.W)) * .5f);
            return;
        }
        V3 c;
        shade_water(r, fx, fy, ids, c);
        float* o = r.light.data + at;
        put(o, blend(load(o), c.x, cover), n);
        put(o + plane, blend(load(o + plane), c.y, cover), n);
        put(o + 2 * plane, blend(load(o + 2 * plane), c.z, cover), n);
    };
    for (int y = 0; y <= r.H; y += 2) {
        spare = false;
        if (y < r.H) each_group(r, w, y, shade);
        spare = y > 1 && y < r.H;
        if (y > 0) each_group(r, w, y - 1, shade);
    }
    // from here on the water belongs to the picture: depth, things, blur
    for (int y = 0; y < r.SH; y++) {
        const size_t at = (size_t)y * r.pitch;
        for (int x = 0; x < r.SW; x += 8) {
            i8 id = load(r.layer_ids.data + at + x);
            i8 m = (i8)(id >= 0);
            if (!any(m)) continue;
            store(r.ids.data + at + x, pick(m, id, load(r.ids.data + at + x)));
            store(r.iw.data + at + x, pick(m, load(r.layer_iw.data + at + x), load(r.iw.data + at + x)));
        }
    }
    pixel_depth(r);
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
