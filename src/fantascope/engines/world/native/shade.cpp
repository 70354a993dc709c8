// Shades the picture: every pixel once at its middle, and where its samples disagree, each surface that they see.
#include "shade.hpp"

#include "scene.hpp"

namespace FS_NS {

/// Openness from half size, anywhere on the screen: bilinear among what lies at a like depth.
static f8 openness_at(const Renderer& r, f8 fx, f8 fy, f8 depth) {
    const int w = r.W / 2, h = r.H / 2;
    f8 x = fx * .25f - .5f, y = fy * .25f - .5f;
    f8 x0 = floors(x), y0 = floors(y);
    f8 tx = x - x0, ty = y - y0;
    f8 inv = inverse(depth * .05f + .02f), sum = splat(0.f), total = splat(1e-5f);
    for (int k = 0; k < 4; k++) {
        i8 ix = within(to_int(x0) + (k & 1), 0, w - 1), iy = within(to_int(y0) + (k >> 1), 0, h - 1);
        i8 at = iy * w + ix;
        f8 near = unit(1.2f - magnitude(gather(r.open_depth.data, at) - depth) * inv) + 1e-4f;
        f8 weight = ((k & 1) ? tx : 1.f - tx) * ((k >> 1) ? ty : 1.f - ty) * near + 1e-6f;
        sum += gather(r.open_half.data, at) * weight;
        total += weight;
    }
    return sum * inverse(total);
}

/// The same for the middles of eight pixels in a row, x a multiple of eight: loads instead of gathers.
static f8 openness_row(const Renderer& r, int x, int y) {
    f8 depth = load(r.depth.data + (size_t)y * r.W + x);
    const int w = r.W / 2, h = r.H / 2;
    if (x == 0 || x + 10 > r.W) {
        i8 xi = low(LANE_I + x, splat(r.W - 1));
        return openness_at(r, to_float(xi) * 2.f + 1.f, splat((float)(2 * y + 1)), depth);
    }
    const i8 first = {0, 1, 1, 2, 2, 3, 3, 4};
    const f8 share = {.75f, .25f, .75f, .25f, .75f, .25f, .75f, .25f};
    const int y0 = (y - 1) >> 1;
    const float ty = (y & 1) ? .25f : .75f;
    f8 inv = inverse(depth * .05f + .02f), sum = splat(0.f), total = splat(1e-5f);
    for (int j = 0; j < 2; j++) {
        const size_t at = (size_t)within(y0 + j, 0, h - 1) * w + (size_t)(x / 2 - 1);
        f8 open = load(r.open_half.data + at), deep = load(r.open_depth.data + at);
        for (int i = 0; i < 2; i++) {
            f8 near = unit(1.2f - magnitude(permute(deep, first + i) - depth) * inv) + 1e-4f;
            f8 weight = (i ? share : 1.f - share) * (j ? ty : 1.f - ty) * near + 1e-6f;
            sum += permute(open, first + i) * weight;
            total += weight;
        }
    }
    return sum * inverse(total);
}

/// Whether eight pixels of a row show one thing, the same as those above and below.
static bool alike_between(const Renderer& r, int x, int y) {
    int shown = -3;
    for (int j = -1; j <= 1; j++) {
        const int* row = r.ids.data + (size_t)(2 * (y + j) + 1) * r.pitch + 2 * x;
        i8 ids = evens(load(row), load(row + 8));
        int last = -3;
        for (int k = 0; k < 8; k++) {
            if (ids[k] == last) continue;
            last = ids[k];
            const int drawable = last < 0 ? -1 : r.triangles[last].drawable;
            if (shown != -3 && drawable != shown) return false;
            shown = drawable;
        }
    }
    return true;
}

/// One row. A `spare` one, whose neighbours are done, takes their mean wherever they agree.
static void shade_row(Renderer& r, int y, bool spare) {
    const size_t plane = (size_t)r.W * r.H;
    for (int x = 0; x < r.W; x += 8) {
        float* o = r.light.data + (size_t)y * r.W + x;
        uint8_t* plain = r.plain.data + x / 8;
        const size_t across = (size_t)(r.W + 7) / 8;
        if (spare && x + 8 <= r.W && plain[(y >> 1 & 1) * across] && plain[((y >> 1 & 1) ^ 1) * across] && between_rows(r, o) && alike_between(r, x, y)) {
            for (int k = 0; k < 3; k++) store(o + k * plane, (load(o + k * plane - r.W) + load(o + k * plane + r.W)) * .5f);
            float* m = r.mirror.data + (size_t)y * r.W + x;
            store(m, (load(m - r.W) + load(m + r.W)) * .5f);
            continue;
        }
        i8 xi = low(LANE_I + x, splat(r.W - 1));
        const int* row = r.ids.data + (size_t)(2 * y + 1) * r.pitch + 2 * x;
        V3 c;
        f8 mirror;
        const bool smooth = shade_samples(r, to_float(xi) * 2.f + 1.f, splat((float)(2 * y + 1)), evens(load(row), load(row + 8)), openness_row(r, x, y), c, mirror);
        if (!spare) plain[(y >> 1 & 1) * across] = smooth;
        if (any((i8)(mirror > .004f))) {
            r.mirrors = true;
            put(r.mirror.data + (size_t)y * r.W + x, mirror, r.W - x);
        }
        put(o, c.x, r.W - x), put(o + plane, c.y, r.W - x), put(o + 2 * plane, c.z, r.W - x);
    }
}

void shade_picture(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    if (r.mirrors || !r.mirror.size) {
        if (!r.mirror.resize(plane + 8)) {
            r.ok = false;
            return;
        }
        memset(r.mirror.data, 0, sizeof(float) * plane);
        r.mirrors = false;
    }
    if (!r.plain.resize(2 * (size_t)(r.W + 7) / 8 + 2)) {
        r.ok = false;
        return;
    }
    for (int y = 0; y < r.H; y += 2) {
        shade_row(r, y, false);
        if (y > 1) shade_row(r, y - 1, true);
    }
    shade_row(r, r.H - 1, false);
}

/// Whether two samples of a pixel see the same surface: no other thing, step in depth, or crease between them.
static bool agree(const Renderer& r, int i, int j, float a, float b) {
    if (i == j) return true;
    if (i < 0 || j < 0) return false;
    const Triangle &s = r.triangles[i], &t = r.triangles[j];
    if (s.drawable != t.drawable) return false;
    if (s.facing[0] * t.facing[0] + s.facing[1] * t.facing[1] + s.facing[2] * t.facing[2] < .9f) return false;
    return fabsf(a - b) <= .03f * high(a, b);
}

/// Whether the pixel's middle, where it was shaded, lies well on the plane of the triangle seen at its sample.
static bool sound(const Renderer& r, int id, float iw, float fx, float fy) {
    if (id < 0) return true;
    const float(*p)[3] = r.triangles[id].plane;
    float middle = 0;
    for (int k = 0; k < 3; k++) middle += p[k][0] * fx + p[k][1] * fy + p[k][2];
    return middle > .96f * iw && middle < 1.04f * iw;
}

/// Pixels whose four samples see different surfaces: each surface is shaded once, and counts by its samples. The one
/// at the pixel's middle has its light already.
void shade_edges(Renderer& r) {
    r.edges.size = 0;
    r.edge_count = 0;
    for (int y = 0; y < r.H; y++) {
        const int *i0 = r.ids.data + (size_t)(2 * y) * r.pitch, *i1 = i0 + r.pitch;
        const float *z0 = r.iw.data + (size_t)(2 * y) * r.pitch, *z1 = z0 + r.pitch;
        if (!r.edges.reserve(r.edges.size + 8 * (size_t)r.W + 8)) {
            r.ok = false;
            return;
        }
        for (int x8 = 0; x8 < r.W; x8 += 8) {
            i8 a = load(i0 + 2 * x8), b = load(i0 + 2 * x8 + 8), c = load(i1 + 2 * x8), d = load(i1 + 2 * x8 + 8);
            i8 e = evens(c, d);
            int mixed = bits((i8)(e != odds(c, d)) | (i8)(e != evens(a, b)) | (i8)(e != odds(a, b)));
            for (; mixed; mixed &= mixed - 1) {
                const int x = x8 + __builtin_ctz((unsigned)mixed);
                if (x >= r.W) break;
                const int id[4] = {i1[2 * x], i1[2 * x + 1], i0[2 * x], i0[2 * x + 1]};
                const float iw[4] = {z1[2 * x], z1[2 * x + 1], z0[2 * x], z0[2 * x + 1]};
                static const int place[4] = {2, 3, 0, 1};  // row and column of that sample
                int lead[4], count[4] = {0, 0, 0, 0};
                for (int k = 0; k < 4; k++) {
                    lead[k] = k;
                    for (int j = 0; j < k; j++)
                        if (lead[j] == j && agree(r, id[j], id[k], iw[j], iw[k])) {
                            lead[k] = j;
                            break;
                        }
                    count[lead[k]]++;
                }
                if (count[0] == 4) continue;
                r.edge_count++;
                // an entry: the pixel, then sample, weight, and the weight of what is there already
                const bool keep = sound(r, id[0], iw[0], (float)(2 * x + 1), (float)(2 * y + 1));
                int* o = r.edges.data + r.edges.size;
                int n = 0;
                for (int k = keep ? 1 : 0; k < 4; k++)
                    if (count[k]) o[n++] = y * r.W + x, o[n++] = place[k] | count[k] << 2 | (keep ? count[0] << 5 : 0);
                r.edges.size += (size_t)n;
            }
        }
    }
    const int jobs = (int)r.edges.size / 2;
    if (!r.rows.resize(3 * (size_t)jobs + 64)) {
        r.ok = false;
        return;
    }
    const size_t plane = (size_t)r.W * r.H, stride = (size_t)jobs + 8;
    for (int i = 0; i < jobs; i += 8) {
        i8 x, y;
        for (int k = 0; k < 8; k++) {
            const int *job = r.edges.data + 2 * low(i + k, jobs - 1), row = job[0] / r.W;
            x[k] = 2 * (job[0] - row * r.W) + (job[1] & 1), y[k] = 2 * row + (job[1] >> 1 & 1);
        }
        f8 fx = to_float(x) + pick((i8)((y & 1) == 0), splat(.75f), splat(.25f));
        f8 fy = to_float(y) + pick((i8)((x & 1) == 0), splat(.25f), splat(.75f));
        i8 at = y * r.pitch + x;
        V3 c;
        f8 mirror, depth = inverse(high(gather(r.iw.data, at), splat(1e-9f)));
        shade_samples(r, fx, fy, gather(r.ids.data, at), openness_at(r, fx, fy, depth), c, mirror);
        float* o = r.rows.data + i;
        store(o, c.x), store(o + stride, c.y), store(o + 2 * stride, c.z);
    }
    // averaged as the eye will see it: a bright sample must not swallow its pixel
    for (int i = 0; i < jobs;) {
        const int at = r.edges[2 * (size_t)i], had = r.edges[2 * (size_t)i + 1] >> 5;
        float total = 0, sum[3] = {0, 0, 0};
        auto add = [&](float a, float b, float c, int count) {
            const float weight = (float)count / (1.f + high(a, high(b, c)));
            total += weight, sum[0] += a * weight, sum[1] += b * weight, sum[2] += c * weight;
        };
        float* o = r.light.data + at;
        if (had) add(o[0], o[plane], o[2 * plane], had);
        for (; i < jobs && r.edges[2 * (size_t)i] == at; i++) {
            const float* c = r.rows.data + i;
            add(c[0], c[stride], c[2 * stride], r.edges[2 * (size_t)i + 1] >> 2 & 7);
        }
        for (int k = 0; k < 3; k++) o[k * plane] = sum[k] / total;
    }
}

}  // namespace FS_NS
