// Shades the picture at every fourth pixel of every fourth row, and more closely where it needs to.
//
// What leaves a surface is gain · texture + rest. Both vary slowly on most surfaces, so that a point between two that show
// the same thing in a like light takes their mean, with its own texture. Any other point is shaded itself. This is done
// twice: from every fourth pixel to the grid of every second, within a tight bound; then from the grid to all pixels,
// within what the eye forgives between one pixel and the next but one.
#include "shade.hpp"

#include "openness.hpp"

namespace FS_NS {

/// One row of the grid; planes of `room` floats. `rest` + gain · texture is `light`.
struct GridRow {
    float *light[3], *gain[3], *rest[3], *mirror;
    int *ids, *drawables;  // −1 the sky, −2 where a pixel beside must not take from it
    int *broad;            // the same, for points of the grid
    int *fine;             // where a texture has to be read for each pixel
};
static const int GRID_PLANES = 14;

static GridRow grid_row(Renderer& r, int slot, size_t room) {
    float* p = r.grid.data + (size_t)slot * GRID_PLANES * room;
    GridRow g;
    for (int k = 0; k < 3; k++) g.light[k] = p + k * room, g.gain[k] = p + (3 + k) * room, g.rest[k] = p + (6 + k) * room;
    g.mirror = p + 9 * room;
    g.ids = reinterpret_cast<int*>(p + 10 * room), g.drawables = reinterpret_cast<int*>(p + 11 * room), g.broad = reinterpret_cast<int*>(p + 12 * room), g.fine = reinterpret_cast<int*>(p + 13 * room);
    return g;
}

/// How far two neighbours may differ.
struct Bound {
    float least, share;
};
static const Bound COARSE = {.006f, .10f}, FINE = {.008f, .16f};

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

/// Mean of what N neighbours send to a point, and where they are alike.
template <int N>
FS_INLINE i8 between(const Renderer& r, Bound bound, const int* const* drawables, const GridRow* const* rows, const int* at, i8 ids, f8* gain, f8* rest, f8& mirror) {
    i8 same = splat(-1), alike = splat(-1);
    for (int j = 0; j < N; j++) {
        same &= (i8)(ids == load(rows[j]->ids + at[j]));
        alike &= (i8)(load(drawables[j] + at[j]) != splat(-2));
    }
    if (!all(same)) {
        i8 own = drawables_of(r, ids);
        for (int j = 0; j < N; j++) alike &= (i8)(own == load(drawables[j] + at[j]));
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
        alike &= (i8)((g1 - g0) + (b1 - b0) <= bound.least + bound.share * (g1 + b1));
        gain[k] = g * (1.f / N), rest[k] = b * (1.f / N);
    }
    mirror = load(rows[0]->mirror + at[0]);
    for (int j = 1; j < N; j++) mirror += load(rows[j]->mirror + at[j]);
    mirror *= 1.f / N;
    return alike;
}

/// Eight points of the grid.
struct Points {
    f8 light[3], gain[3], rest[3], mirror;
    i8 ids, drawables, broad, fine;
};

static void shade_points(const Renderer& r, i8 gx, int gy, i8 ids, f8 open, Points& o) {
    Seen s;
    shade_samples(r, to_float(gx) * 4.f + 1.f, splat((float)(4 * gy + 1)), ids, open, s);
    o.light[0] = s.light.x, o.light[1] = s.light.y, o.light[2] = s.light.z;
    o.gain[0] = s.gain.x, o.gain[1] = s.gain.y, o.gain[2] = s.gain.z;
    o.rest[0] = s.rest.x, o.rest[1] = s.rest.y, o.rest[2] = s.rest.z;
    o.mirror = s.mirror, o.ids = ids, o.fine = s.fine;
    i8 d = all((i8)(ids == splat(ids[0]))) && ids[0] >= 0 ? splat(r.triangles[ids[0]].drawable) : drawables_of(r, ids);
    o.drawables = pick(s.own, splat(-2), d), o.broad = pick(s.own | s.rough, splat(-2), d);
}

/// Points from what lies at `at` in two rows. Those that must be shaded themselves are returned, a bit each.
FS_INLINE int infer_points(const Renderer& r, const GridRow* const* rows, const int* at, i8 gx, int gy, i8 inside, Points& o) {
    const int* drawables[2] = {rows[0]->broad, rows[1]->broad};
    o.ids = gather(r.ids.data + (size_t)(4 * gy + 1) * r.pitch, gx * 4);
    for (int k = 0; k < 3; k++) o.gain[k] = o.rest[k] = splat(0.f);
    o.mirror = splat(0.f);
    o.drawables = o.broad = load(drawables[0] + at[0]), o.fine = load(rows[0]->fine + at[0]);
    i8 alike = inside & between<2>(r, COARSE, drawables, rows, at, o.ids, o.gain, o.rest, o.mirror);
    i8 textured = alike & (i8)(o.gain[0] + o.gain[1] + o.gain[2] > 0.f);
    V3 t = splat3(0, 0, 0);
    if (any(textured)) t = texture_at(r, to_float(gx) * 4.f + 1.f, splat((float)(4 * gy + 1)), o.ids, textured);
    o.light[0] = o.gain[0] * t.x + o.rest[0], o.light[1] = o.gain[1] * t.y + o.rest[1], o.light[2] = o.gain[2] * t.z + o.rest[2];
    return bits(inside & ~alike);
}

static void store_points(const GridRow& g, int x, const Points& o) {
    for (int k = 0; k < 3; k++) store(g.light[k] + x, o.light[k]), store(g.gain[k] + x, o.gain[k]), store(g.rest[k] + x, o.rest[k]);
    store(g.mirror + x, o.mirror), store(g.ids + x, o.ids), store(g.drawables + x, o.drawables), store(g.broad + x, o.broad), store(g.fine + x, o.fine);
}

/// Points of a row that wait to be shaded themselves.
struct GridQueue {
    int count = 0, x[16];
};

static void shade_queued(const Renderer& r, int gy, const GridRow& g, GridQueue& q) {
    const int n = low(q.count, 8);
    i8 gx;
    for (int k = 0; k < 8; k++) gx[k] = q.x[q.count - 1 - low(k, n - 1)];
    Points o;
    f8 fx = to_float(gx) * 4.f + 1.f, fy = splat((float)(4 * gy + 1));
    f8 depth = gather(r.depth.data + (size_t)2 * gy * r.W, gx * 2);
    shade_points(r, gx, gy, gather(r.ids.data + (size_t)(4 * gy + 1) * r.pitch, gx * 4), openness_at(r, fx, fy, depth), o);
    for (int i = 0; i < n; i++) {
        const int x = gx[i];
        for (int k = 0; k < 3; k++) g.light[k][x] = o.light[k][i], g.gain[k][x] = o.gain[k][i], g.rest[k][x] = o.rest[k][i];
        g.mirror[x] = o.mirror[i], g.ids[x] = o.ids[i], g.drawables[x] = o.drawables[i], g.broad[x] = o.broad[i], g.fine[x] = o.fine[i];
    }
    q.count -= n;
}

/// The last point stands for the one beyond the row's end.
static void close_row(const GridRow& g, int w) {
    for (int k = 0; k < 3; k++) g.light[k][w] = g.light[k][w - 1], g.gain[k][w] = g.gain[k][w - 1], g.rest[k][w] = g.rest[k][w - 1];
    g.mirror[w] = g.mirror[w - 1], g.ids[w] = g.ids[w - 1], g.drawables[w] = g.drawables[w - 1], g.broad[w] = g.broad[w - 1], g.fine[w] = g.fine[w - 1];
}

static void weave_into(float* to, const float* even, f8 odd) {
    f8 a, b;
    weave(load(even), odd, a, b);
    store(to, a), store(to + 8, b);
}
static void weave_into(int* to, const int* even, i8 odd) { weave_into(reinterpret_cast<float*>(to), reinterpret_cast<const float*>(even), (f8)odd); }

/// A row of the grid of which every second point is shaded, kept in `sparse` as well.
static void shade_row(const Renderer& r, int gy, const GridRow& sparse, const GridRow& g) {
    const int w = r.W / 2, half = (w + 1) / 2;
    for (int x = 0; x < half; x += 8) {
        i8 gx = low((LANE_I + x) * 2, splat((w - 1) & ~1));
        f8 depth = gather(r.depth.data + (size_t)2 * gy * r.W, gx * 2);
        Points o;
        shade_points(r, gx, gy, gather(r.ids.data + (size_t)(4 * gy + 1) * r.pitch, gx * 4), openness_grid(r, 2 * x, gy, depth), o);
        store_points(sparse, x, o);
    }
    close_row(sparse, half);
    GridQueue q;
    const GridRow* rows[2] = {&sparse, &sparse};
    for (int x = 0; x < half; x += 8) {
        const int at[2] = {x, x + 1};
        i8 gx = (LANE_I + x) * 2 + 1;
        Points o;
        int left = infer_points(r, rows, at, low(gx, splat(w - 1)), gy, (i8)(gx < splat(w)), o);
        for (int k = 0; k < 3; k++) {
            weave_into(g.light[k] + 2 * x, sparse.light[k] + x, o.light[k]), weave_into(g.gain[k] + 2 * x, sparse.gain[k] + x, o.gain[k]);
            weave_into(g.rest[k] + 2 * x, sparse.rest[k] + x, o.rest[k]);
        }
        weave_into(g.mirror + 2 * x, sparse.mirror + x, o.mirror), weave_into(g.ids + 2 * x, sparse.ids + x, o.ids);
        weave_into(g.drawables + 2 * x, sparse.drawables + x, o.drawables), weave_into(g.broad + 2 * x, sparse.broad + x, o.broad);
        weave_into(g.fine + 2 * x, sparse.fine + x, o.fine);
        for (; left; left &= left - 1) q.x[q.count++] = 2 * (x + __builtin_ctz((unsigned)left)) + 1;
        if (q.count >= 8) shade_queued(r, gy, g, q);
    }
    if (q.count) shade_queued(r, gy, g, q);
    close_row(g, w);
}

/// A row of the grid from those above and below.
static void infer_row(const Renderer& r, int gy, const GridRow& above, const GridRow& below, const GridRow& g) {
    const int w = r.W / 2;
    GridQueue q;
    const GridRow* rows[2] = {&above, &below};
    for (int x = 0; x < w; x += 8) {
        const int at[2] = {x, x};
        Points o;
        int left = infer_points(r, rows, at, low(LANE_I + x, splat(w - 1)), gy, (i8)(LANE_I + x < splat(w)), o);
        store_points(g, x, o);
        for (; left; left &= left - 1) q.x[q.count++] = x + __builtin_ctz((unsigned)left);
        if (q.count >= 8) shade_queued(r, gy, g, q);
    }
    if (q.count) shade_queued(r, gy, g, q);
    close_row(g, w);
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

struct Half {
    f8 light[3], mirror;
};

/// Light of eight pixels in every second column from x on, from N neighbours on the grid; those that have to wait join the queue.
template <int N>
FS_INLINE int fill_between(const Renderer& r, const GridRow* const* rows, const int* at, int x, int y, i8 ids, i8 inside, Half& o) {
    f8 gain[3], rest[3];
    for (int k = 0; k < 3; k++) gain[k] = rest[k] = splat(0.f);
    o.mirror = splat(0.f);
    const int* drawables[N];
    for (int j = 0; j < N; j++) drawables[j] = rows[j]->drawables;
    i8 alike = inside & between<N>(r, FINE, drawables, rows, at, ids, gain, rest, o.mirror);
    i8 textured = alike & (i8)(gain[0] + gain[1] + gain[2] > 0.f);
    i8 fine = splat(0), broad = textured;
    for (int j = 0; j < N; j++) fine |= load(rows[j]->fine + at[j]);
    textured &= fine, broad &= ~fine;
    V3 t = splat3(1, 1, 1);
    if (any(textured)) t = texture_at(r, to_float(LANE_I * 2 + x) * 2.f + 1.f, splat((float)(2 * y + 1)), ids, textured);
    o.light[0] = gain[0] * t.x + rest[0], o.light[1] = gain[1] * t.y + rest[1], o.light[2] = gain[2] * t.z + rest[2];
    if (any(broad))  // a texture drawn large: its light is taken as it is
        for (int k = 0; k < 3; k++) {
            f8 sum = load(rows[0]->light[k] + at[0]), least = sum, most = sum;
            for (int j = 1; j < N; j++) {
                f8 p = load(rows[j]->light[k] + at[j]);
                sum += p, least = low(least, p), most = high(most, p);
            }
            o.light[k] = pick(broad, sum * (1.f / N), o.light[k]);
            alike &= ~broad | (i8)(most - least <= FINE.least + FINE.share * most);
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
    const size_t plane = (size_t)r.W * r.H, room = (size_t)(r.W / 2 + 16 + 15) / 8 * 8;
    if (r.mirrors || !r.mirror.size) {
        if (!r.mirror.resize(plane + 8)) {
            r.ok = false;
            return;
        }
        memset(r.mirror.data, 0, sizeof(float) * plane);
        r.mirrors = false;
    }
    if (!r.grid.resize(4 * GRID_PLANES * room)) {
        r.ok = false;
        return;
    }
    const GridRow grid[3] = {grid_row(r, 0, room), grid_row(r, 1, room), grid_row(r, 2, room)}, sparse = grid_row(r, 3, room);
    Waiting q;
    auto finish = [&](int gy) {
        const GridRow& now = grid[gy % 3];
        if (gy) finish_row(r, 2 * gy - 1, grid[(gy - 1) % 3], now, q);
        finish_row(r, 2 * gy, now, now, q);
    };
    const int last = r.H / 2 - 1;
    for (int gy = 0; gy <= last; gy = gy == last ? last + 1 : low(gy + 2, last)) {
        shade_row(r, gy, sparse, grid[gy % 3]);
        if (gy && gy % 2 == 0) infer_row(r, gy - 1, grid[(gy - 2) % 3], grid[gy % 3], grid[(gy - 1) % 3]), finish(gy - 1);
        finish(gy);
    }
    finish_row(r, r.H - 1, grid[last % 3], grid[last % 3], q);
    if (q.count) shade_waiting(r, q, q.count);
}

}  // namespace FS_NS
