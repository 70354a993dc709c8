// Ambient openness at half size: how much of the sky near things hide from each point.
//
// After McGuire et al., "Scalable Ambient Obscurance" (2012): the falloff with true distance keeps far backgrounds from
// darkening round thin foregrounds. Normals are the triangles' own planes, so convex meshes never occlude themselves.
#include "scene.hpp"

namespace FS_NS {

static const float REACH_M = .55f;

/// Also finds the rectangle outside of which there is only sky.
static void halve_depth(Renderer& r, int w, int h) {
    Patch& shown = r.shown;
    shown = {w, h, -1, -1};
    for (int y = 0; y < h; y++) {
        const float* from = r.depth.data + (size_t)(2 * y) * r.W;
        float* to = r.open_depth.data + (size_t)y * w;
        int first = w, last = -1;
        for (int x = 0; x < w; x += 8) {
            f8 z = evens(load(from + 2 * x), load(from + 2 * x + 8));
            put(to + x, z, w - x);
            const int solid = bits((i8)(z < 1e8f) & (i8)(LANE_I + x < splat(w)));
            if (!solid) continue;
            first = low(first, x + __builtin_ctz((unsigned)solid));
            last = x + 31 - __builtin_clz((unsigned)solid);
        }
        if (last < 0) continue;
        shown = {low(shown.x0, first), low(shown.y0, y), high(shown.x1, last), y};
    }
}

/// Smooths along one axis without crossing depth edges.
static void smooth(const float* from, float* to, const float* depth, int w, int h, int stride) {
    static const float weight[3] = {.30f, .22f, .13f};
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x += 8) {
            const size_t i = (size_t)y * w + x;
            f8 d = load(depth + i), inv = inverse(d * .04f + .02f), sum = load(from + i) * weight[0], total = splat(weight[0]);
            for (int k = -2; k <= 2; k++) {
                if (!k) continue;
                const int yy = stride == 1 ? y : within(y + k, 0, h - 1), xx = stride == 1 ? x + k : x;
                const size_t j = (size_t)yy * w + (size_t)within(xx, 0, w - 1);
                f8 wgt = high(1.f - magnitude(load(depth + j) - d) * inv, splat(0.f)) * weight[k < 0 ? -k : k];
                sum += load(from + j) * wgt;
                total += wgt;
            }
            store(to + i, sum * inverse(total));
        }
}

void draw_occlusion(Renderer& r) {
    const int w = r.W / 2, h = r.H / 2;
    const size_t count = (size_t)w * h + 64;
    if (!r.open_half.resize(count) || !r.open_depth.resize(count) || !r.open_temp.resize(count)) {
        r.ok = false;
        return;
    }
    halve_depth(r, w, h);
    float* open = r.open_half.data;
    const float* depth = r.open_depth.data;
    if (!r.occlusion) {
        for (size_t i = 0; i < (size_t)w * h; i++) open[i] = 1.f;
        return;
    }
    const int TAPS = 7;
    float dx[16][TAPS], dy[16][TAPS], rad[TAPS];
    for (int k = 0; k < TAPS; k++) rad[k] = ((float)k + .6f) / TAPS;
    static const int order[16] = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};
    for (int j = 0; j < 16; j++)
        for (int k = 0; k < TAPS; k++) {
            const float angle = (float)order[j] * (6.2831853f / 16.f) + (float)k * 6.2831853f * 4.f / TAPS + (float)k * .2f;
            dx[j][k] = cosf(angle) * rad[k];
            dy[j][k] = sinf(angle) * rad[k];
        }
    f8 px[4][TAPS], py[4][TAPS];  // a 4×4 pattern over the picture, by row, lanes repeating every four
    for (int j = 0; j < 4; j++)
        for (int k = 0; k < TAPS; k++)
            for (int l = 0; l < 8; l++) px[j][k][l] = dx[4 * j + (l & 3)][k], py[j][k][l] = dy[4 * j + (l & 3)][k];
    const float ux = 2.f * r.tan_x / (float)w, uy = 2.f * r.tan_y / (float)h;  // view slopes by half-size pixel
    const float scale = .5f * (float)h / r.tan_y;
    const float* planes = reinterpret_cast<const float*>(r.triangles.data);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x += 8) {
            const size_t i = (size_t)y * w + x;
            f8 d = load(depth + i);
            if (!any((i8)(d < 1e8f))) {
                store(open + i, splat(1.f));
                continue;
            }
            f8 fx = LANE + (float)x;
            // the sample under this half-size pixel is column 4x, row 4y + 1
            i8 at = within(to_int(fx) * 4, 0, r.SW - 1) + (4 * y + 1) * r.pitch;
            i8 id = high(gather(r.ids.data, at), splat(0)) * TRIANGLE_WORDS;
            if (!r.triangles.size) id = splat(0);
            f8 a = gather(planes, id) + gather(planes + 3, id) + gather(planes + 6, id);
            f8 b = gather(planes + 1, id) + gather(planes + 4, id) + gather(planes + 7, id);
            f8 c = gather(planes + 2, id) + gather(planes + 5, id) + gather(planes + 8, id);
            // 1/z = aX + bY + c over samples, so in view slopes its gradient is the plane's normal (away from the eye)
            const float sx = .5f * (float)r.SW / r.tan_x, sy = -.5f * (float)r.SH / r.tan_y;
            V3 n = normal(V3{a * sx, b * sy, c + a * (.5f * (float)r.SW) + b * (.5f * (float)r.SH)});
            f8 vx = (fx + .0625f) * ux - r.tan_x, vy = splat(r.tan_y - ((float)y + .3125f) * uy);
            V3 p = {vx * d, vy * d, d};
            f8 radius = within(inverse(d) * (REACH_M * scale), 1.5f, .12f * (float)h);
            f8 reach = radius * d * (1.f / scale);  // metres, after the limit on pixels
            f8 inv2 = inverse(reach * reach);
            f8 sum = splat(0.f);
            for (int k = 0; k < TAPS; k++) {
                i8 qx = within(to_int(fx + px[y & 3][k] * radius + .5f), 0, w - 1);
                i8 qy = within(to_int(splat((float)y + .5f) + py[y & 3][k] * radius), 0, h - 1);
                f8 z = gather(depth, qy * w + qx);
                V3 q = {((to_float(qx) + .0625f) * ux - r.tan_x) * z, (r.tan_y - (to_float(qy) + .3125f) * uy) * z, z};
                V3 v = q - p;
                f8 v2 = dot(v, v);
                f8 lift = -dot(v, n) - d * .002f;
                f8 fall = high(1.f - v2 * inv2, splat(0.f));
                sum += high(lift, splat(0.f)) * inverse_root(v2 + 1e-6f) * fall;
            }
            f8 o = 1.f - low(sum * (2.3f / TAPS), splat(1.f));
            store(open + i, pick((i8)(d < 1e8f), o, splat(1.f)));
        }
    smooth(open, r.open_temp.data, depth, w, h, 1);
    smooth(r.open_temp.data, open, depth, w, h, w);
}

}  // namespace FS_NS
