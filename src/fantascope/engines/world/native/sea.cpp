// The water drawn over the finished opaque picture: shaded at every second pixel of every second row; a pixel between
// takes the mean of its neighbours where all show nothing but water in a like light, else it is shaded itself.
#include "layers.hpp"
#include "shade.hpp"

namespace FS_NS {

/// A row of the grid: planes of light, and where a pixel is wholly water (−1) or not (0).
struct SeaRow {
    float* light[3];
    int* whole;
};

/// Pixels that wait to be shaded themselves.
struct SeaQueue {
    int count = 0;
    int x[24], y[24];
};

/// Words 0 and 1 of each four.
FS_INLINE void two_of_four(const int* p, i8& first, i8& second) {
    i8 a = load(p), b = load(p + 8), c = load(p + 16), d = load(p + 24);
    first = evens(evens(a, b), evens(c, d)), second = evens(odds(a, b), odds(c, d));
}

static void blend_in(Renderer& r, i8 x, i8 y, const Covered& c, int n) {
    const size_t plane = (size_t)r.W * r.H;
    V3 light;
    shade_water(r, to_float(x) * 2.f + 1.f, to_float(y) * 2.f + 1.f, c.id, light);
    for (int k = 0; k < n; k++) {
        float* o = r.light.data + (size_t)y[k] * r.W + x[k];
        const float share = c.share[k];
        o[0] = blend(o[0], light.x[k], share), o[plane] = blend(o[plane], light.y[k], share), o[2 * plane] = blend(o[2 * plane], light.z[k], share);
    }
}

static void shade_waiting(Renderer& r, SeaQueue& q, int n) {
    i8 x, y;
    for (int k = 0; k < 8; k++) {
        const int i = q.count - 1 - low(k, n - 1);
        x[k] = q.x[i], y[k] = q.y[i];
    }
    blend_in(r, x, y, covered_at(r, x, y), n);
    q.count -= n;
}

/// Shades a row of the grid and puts it into the picture.
static void shade_row(Renderer& r, int gy, const SeaRow& g) {
    const int w = r.W / 2;
    const size_t plane = (size_t)r.W * r.H;
    for (int x = 0; x < w; x += 8) {
        i8 xi = low(LANE_I + x, splat(w - 1)) * 2;
        const int *top = r.layer_ids.data + (size_t)(4 * gy) * r.pitch + 4 * x, *bottom = top + r.pitch;
        i8 a, b, c, d;
        two_of_four(top, a, b), two_of_four(bottom, c, d);
        Covered o = covered(a, b, c, d);
        i8 inside = (i8)(LANE_I + x < splat(w));
        i8 touched = o.touched & inside;
        store(g.whole + x, o.whole & inside);
        if (!any(touched)) continue;
        V3 light;
        shade_water(r, to_float(xi) * 2.f + 1.f, splat((float)(4 * gy + 1)), pick(touched, o.id, splat(-1)), light);
        store(g.light[0] + x, light.x), store(g.light[1] + x, light.y), store(g.light[2] + x, light.z);
        for (int left = bits(touched); left; left &= left - 1) {
            const int k = __builtin_ctz((unsigned)left);
            float* p = r.light.data + (size_t)(2 * gy) * r.W + 2 * (size_t)(x + k);
            const float share = o.share[k];
            p[0] = blend(p[0], light.x[k], share), p[plane] = blend(p[plane], light.y[k], share), p[2 * plane] = blend(p[2 * plane], light.z[k], share);
        }
    }
    for (int k = 0; k < 3; k++) g.light[k][w] = g.light[k][w - 1];
    g.whole[w] = g.whole[w - 1];
}

/// Mean of N neighbours on the grid, and where they are alike and all water.
template <int N>
FS_INLINE i8 between(const SeaRow* const* rows, const int* at, V3& mean) {
    i8 alike = splat(-1);
    f8 light[3];
    for (int j = 0; j < N; j++) alike &= load(rows[j]->whole + at[j]);
    for (int k = 0; k < 3; k++) {
        f8 sum = load(rows[0]->light[k] + at[0]), least = sum, most = sum;
        for (int j = 1; j < N; j++) {
            f8 p = load(rows[j]->light[k] + at[j]);
            sum += p, least = low(least, p), most = high(most, p);
        }
        alike &= (i8)(most - least <= .006f + .14f * most);
        light[k] = sum * (1.f / N);
    }
    mean = {light[0], light[1], light[2]};
    return alike;
}

/// Pixels of a row in every second column from `first` on.
template <int N>
static void fill_row(Renderer& r, int first, int y, const SeaRow* const* rows, const int* shift, SeaQueue& q) {
    const size_t plane = (size_t)r.W * r.H;
    for (int x = first; x < r.W; x += 16) {
        const int *top = r.layer_ids.data + (size_t)(2 * y) * r.pitch + 2 * x, *bottom = top + r.pitch;
        i8 a, b, c, d;
        two_of_four(top, a, b), two_of_four(bottom, c, d);
        i8 inside = (i8)(LANE_I * 2 + x < splat(r.W)), touched = (i8)(high(high(a, b), high(c, d)) >= 0) & inside;
        if (!any(touched)) continue;
        const int at[4] = {x / 2 + shift[0], x / 2 + shift[1], x / 2 + shift[2], x / 2 + shift[3]};
        V3 mean;
        i8 easy = touched & ~((a | b | c | d) >> 31) & between<N>(rows, at, mean);
        float* o = r.light.data + (size_t)y * r.W + x;
        for (int left = bits(easy); left; left &= left - 1) {
            const int k = __builtin_ctz((unsigned)left);
            o[2 * k] = mean.x[k], o[2 * k + plane] = mean.y[k], o[2 * k + 2 * plane] = mean.z[k];
        }
        for (int left = bits(touched & ~easy); left; left &= left - 1) q.x[q.count] = x + 2 * __builtin_ctz((unsigned)left), q.y[q.count++] = y;
        while (q.count >= 8) shade_waiting(r, q, 8);
    }
}

static void shade_sea(Renderer& r) {
    const size_t room = (size_t)(r.W / 2 + 8 + 15) / 8 * 8;
    if (!r.grid.resize(8 * room)) {
        r.ok = false;
        return;
    }
    SeaRow grid[2];
    for (int j = 0; j < 2; j++) {
        float* p = r.grid.data + (size_t)j * 4 * room;
        grid[j] = {{p, p + room, p + 2 * room}, reinterpret_cast<int*>(p + 3 * room)};
    }
    SeaQueue q;
    static const int beside[4] = {0, 1, 0, 1}, straight[4] = {0, 0, 0, 0};
    for (int gy = 0; gy <= r.H / 2; gy++) {
        const SeaRow &now = grid[gy & 1], &before = grid[(gy & 1) ^ 1];
        if (gy < r.H / 2) shade_row(r, gy, now);
        if (gy) {
            const SeaRow& after = gy < r.H / 2 ? now : before;
            const SeaRow *column[2] = {&before, &after}, *four[4] = {&before, &before, &after, &after};
            fill_row<2>(r, 0, 2 * gy - 1, column, straight, q);
            fill_row<4>(r, 1, 2 * gy - 1, four, beside, q);
        }
        if (gy < r.H / 2) {
            const SeaRow* pair[2] = {&now, &now};
            fill_row<2>(r, 1, 2 * gy, pair, beside, q);
        }
    }
    if (q.count) shade_waiting(r, q, q.count);
}

void draw_water(Renderer& r) {
    if (!r.frame->water.present) return;
    bool some = false;
    const Window w = {0, 0, r.SW, r.SH};
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
    shade_sea(r);
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

}  // namespace FS_NS
