// Shades the picture at every second pixel of every second row, and the pixels between where they need it.
//
// What leaves a surface is gain · texture + rest. Both vary slowly on most surfaces, so that a pixel whose neighbours on
// the grid show the same thing in a like light takes their mean, with its own texture. Any other pixel is shaded itself.
// A neighbour counts as alike within what the eye forgives between one pixel and the next but one.
#include "shade.hpp"

#include "openness.hpp"

namespace FS_NS {

/// One row of the grid; planes of `room` floats. `rest` + gain · texture is `light`.
struct GridRow {
    float *light[3], *gain[3], *rest[3], *mirror;
    int *ids, *drawables;  // −1 the sky, −2 where a neighbour must not take from it
};
static const int GRID_PLANES = 12;

static GridRow grid_row(Renderer& r, int slot, size_t room) {
    float* p = r.grid.data + (size_t)slot * GRID_PLANES * room;
    GridRow g;
    for (int k = 0; k < 3; k++) g.light[k] = p + k * room, g.gain[k] = p + (3 + k) * room, g.rest[k] = p + (6 + k) * room;
    g.mirror = p + 9 * room;
    g.ids = reinterpret_cast<int*>(p + 10 * room), g.drawables = reinterpret_cast<int*>(p + 11 * room);
    return g;
}

/// Drawables of triangles; −1 for none.
FS_INLINE i8 drawables_of(const Renderer& r, i8 ids) {
    const int* t = reinterpret_cast<const int*>(r.triangles.data);
    i8 hit = (i8)(ids >= 0);
    if (!any(hit)) return splat(-1);
    return pick(hit, gather(t + 12, high(ids, splat(0)) * TRIANGLE_WORDS), splat(-1));
}

/// Triangles at the middles of sixteen pixels from x on, in even and in odd columns.
FS_INLINE void ids_of(const Renderer& r, int x, int y, i8& even, i8& odd) {
    const int* row = r.ids.data + (size_t)(2 * y + 1) * r.pitch + 2 * x;
    i8 a = evens(load(row), load(row + 8)), b = evens(load(row + 16), load(row + 24));
    even = evens(a, b), odd = odds(a, b);
}

static void shade_grid_row(Renderer& r, int gy, const GridRow& g) {
    const int w = r.W / 2;
    for (int x = 0; x < w; x += 8) {
        i8 xi = low(LANE_I + x, splat(w - 1)), ids, odd;
        ids_of(r, 2 * x, 2 * gy, ids, odd);
        if (x + 8 > w) ids = pick((i8)(LANE_I + x < splat(w)), ids, splat(r.ids[(size_t)(4 * gy + 1) * r.pitch + 4 * (w - 1)]));
        const float* z = r.depth.data + (size_t)2 * gy * r.W + 2 * x;
        Seen s;
        shade_samples(r, to_float(xi) * 4.f + 1.f, splat((float)(4 * gy + 1)), ids, openness_grid(r, x, gy, evens(load(z), load(z + 8))), s);
        const f8 light[3] = {s.light.x, s.light.y, s.light.z}, gain[3] = {s.gain.x, s.gain.y, s.gain.z}, rest[3] = {s.rest.x, s.rest.y, s.rest.z};
        for (int k = 0; k < 3; k++) store(g.light[k] + x, light[k]), store(g.gain[k] + x, gain[k]), store(g.rest[k] + x, rest[k]);
        store(g.mirror + x, s.mirror);
        store(g.ids + x, ids);
        i8 d = all((i8)(ids == splat(ids[0]))) && ids[0] >= 0 ? splat(r.triangles[ids[0]].drawable) : drawables_of(r, ids);
        store(g.drawables + x, pick(s.own, splat(-2), d));
    }
    for (int k = 0; k < 3; k++) g.gain[k][w] = g.gain[k][w - 1], g.rest[k][w] = g.rest[k][w - 1];  // one neighbour only
    g.mirror[w] = g.mirror[w - 1], g.ids[w] = g.ids[w - 1], g.drawables[w] = g.drawables[w - 1];
}

/// Pixels that wait to be shaded themselves, eight at a time.
struct Waiting {
    int count = 0;
    int x[24], y[24];
};

static void shade_waiting(Renderer& r, Waiting& q, int n) {
    i8 x, y;
    for (int k = 0; k < 8; k++) {
        const int i = q.count - 1 - low(k, n - 1);
        x[k] = q.x[i], y[k] = q.y[i];
    }
    const size_t plane = (size_t)r.W * r.H;
    i8 at = y * r.W + x;
    f8 fx = to_float(x) * 2.f + 1.f, fy = to_float(y) * 2.f + 1.f;
    Seen s;
    shade_samples(r, fx, fy, gather(r.ids.data, (y * 2 + 1) * r.pitch + x * 2), openness_at(r, fx, fy, gather(r.depth.data, at)), s);
    const bool mirrors = any((i8)(s.mirror > .004f));
    r.mirrors |= mirrors;
    for (int k = 0; k < n; k++) {
        float* o = r.light.data + at[k];
        o[0] = s.light.x[k], o[plane] = s.light.y[k], o[2 * plane] = s.light.z[k];
        if (mirrors) r.mirror[(size_t)at[k]] = s.mirror[k];
    }
    q.count -= n;
}

/// Mean of what `n` neighbours on the grid send to a pixel, and where they are alike.
template <int N>
FS_INLINE i8 between(const Renderer& r, const GridRow* const* rows, const int* at, i8 ids, f8* gain, f8* rest, f8& mirror) {
    i8 same = splat(-1), alike = splat(-1);
    for (int j = 0; j < N; j++) {
        same &= (i8)(ids == load(rows[j]->ids + at[j]));
        alike &= (i8)(load(rows[j]->drawables + at[j]) != splat(-2));
    }
    if (!all(same)) {
        i8 own = drawables_of(r, ids);
        for (int j = 0; j < N; j++) alike &= (i8)(own == load(rows[j]->drawables + at[j]));
    }
    if (!any(alike)) return alike;
    for (int k = 0; k < 3; k++) {
        f8 g = load(rows[0]->gain[k] + at[0]), b = load(rows[0]->rest[k] + at[0]);
        f8 g0 = g, g1 = g, b0 = b, b1 = b;
        for (int j = 1; j < N; j++) {
            f8 p = load(rows[j]->gain[k] + at[j]), q = load(rows[j]->rest[k] + at[j]);
            g += p, b += q;
            g0 = low(g0, p), g1 = high(g1, p), b0 = low(b0, q), b1 = high(b1, q);
        }
        alike &= (i8)((g1 - g0) + (b1 - b0) <= .006f + .12f * (g1 + b1));
        gain[k] = g * (1.f / N), rest[k] = b * (1.f / N);
    }
    mirror = load(rows[0]->mirror + at[0]);
    for (int j = 1; j < N; j++) mirror += load(rows[j]->mirror + at[j]);
    mirror *= 1.f / N;
    return alike;
}

struct Half {
    f8 light[3], mirror;
};

/// Light of eight pixels in every second column from x on, from N neighbours on the grid; those that have to wait join the queue.
template <int N>
FS_INLINE int fill_between(const Renderer& r, const GridRow* const* rows, const int* at, int x, int y, i8 ids, i8 inside, Half& o) {
    f8 gain[3], rest[3];
    for (int k = 0; k < 3; k++) gain[k] = rest[k] = splat(0.f);
    o.mirror = splat(0.f);
    i8 alike = inside & between<N>(r, rows, at, ids, gain, rest, o.mirror);
    i8 textured = alike & (i8)(gain[0] + gain[1] + gain[2] > 0.f);
    if (any(textured)) {
        V3 t = texture_at(r, to_float(LANE_I * 2 + x) * 2.f + 1.f, splat((float)(2 * y + 1)), ids, textured);
        o.light[0] = gain[0] * t.x + rest[0], o.light[1] = gain[1] * t.y + rest[1], o.light[2] = gain[2] * t.z + rest[2];
    } else {
        for (int k = 0; k < 3; k++) o.light[k] = rest[k];
    }
    return bits(inside & ~alike);
}

FS_INLINE void store_woven(float* o, f8 even, f8 odd, int n) {
    f8 a, b;
    weave(even, odd, a, b);
    if (n >= 16) {
        store(o, a), store(o + 8, b);
        return;
    }
    put(o, a, n);
    if (n > 8) put(o + 8, b, n - 8);
}

/// Finishes a row of pixels. `above` and `below` are the rows of the grid round it; the same, where it lies on the grid.
static void finish_row(Renderer& r, int y, const GridRow& above, const GridRow& below, Waiting& q) {
    const size_t plane = (size_t)r.W * r.H;
    const bool on_grid = !(y & 1);
    const GridRow* rows[4] = {&above, &above, &below, &below};
    const GridRow* column[2] = {&above, &below};
    for (int x = 0; x < r.W; x += 16) {
        const int gx = x / 2, n = low(16, r.W - x), at[4] = {gx, gx + 1, gx, gx + 1}, straight[2] = {gx, gx};
        i8 inside = (i8)(LANE_I * 2 + x < splat(r.W)), even, odd;
        ids_of(r, x, y, even, odd);
        Half e, o;
        int left_e = 0, left_o;
        if (on_grid) {
            for (int k = 0; k < 3; k++) e.light[k] = load(above.light[k] + gx);
            e.mirror = load(above.mirror + gx);
            left_o = fill_between<2>(r, rows, at, x + 1, y, odd, inside, o);
        } else {
            left_e = fill_between<2>(r, column, straight, x, y, even, inside, e);
            left_o = fill_between<4>(r, rows, at, x + 1, y, odd, inside, o);
        }
        float* light = r.light.data + (size_t)y * r.W + x;
        for (int k = 0; k < 3; k++) store_woven(light + k * plane, e.light[k], o.light[k], n);
        if (any((i8)(high(e.mirror, o.mirror) > .004f) & inside)) {
            r.mirrors = true;
            store_woven(r.mirror.data + (size_t)y * r.W + x, e.mirror, o.mirror, n);
        }
        for (int side = 0; side < 2; side++)
            for (int left = side ? left_o : left_e; left; left &= left - 1) {
                q.x[q.count] = x + 2 * __builtin_ctz((unsigned)left) + side, q.y[q.count++] = y;
            }
        while (q.count >= 8) shade_waiting(r, q, 8);
    }
}

void shade_picture(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H, room = (size_t)(r.W / 2 + 8 + 15) / 8 * 8;
    if (r.mirrors || !r.mirror.size) {
        if (!r.mirror.resize(plane + 8)) {
            r.ok = false;
            return;
        }
        memset(r.mirror.data, 0, sizeof(float) * plane);
        r.mirrors = false;
    }
    if (!r.grid.resize(2 * GRID_PLANES * room)) {
        r.ok = false;
        return;
    }
    const GridRow grid[2] = {grid_row(r, 0, room), grid_row(r, 1, room)};
    Waiting q;
    for (int gy = 0; gy < r.H / 2; gy++) {
        const GridRow& now = grid[gy & 1];
        shade_grid_row(r, gy, now);
        if (gy) finish_row(r, 2 * gy - 1, grid[(gy & 1) ^ 1], now, q);
        finish_row(r, 2 * gy, now, now, q);
    }
    const GridRow& last = grid[(r.H / 2 - 1) & 1];
    finish_row(r, r.H - 1, last, last, q);
    if (q.count) shade_waiting(r, q, q.count);
}

}  // namespace FS_NS
