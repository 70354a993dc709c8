// Shades the picture: every pixel once at its middle, and the pixels where samples disagree at all four.
#include "shade.hpp"

#include "scene.hpp"

namespace FS_NS {

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
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x += 8) {
            i8 xi = low(LANE_I + x, splat(r.W - 1));
            i8 ids = gather(r.ids.data, xi * 2 + (2 * y + 1) * r.pitch);
            V3 c;
            f8 mirror;
            shade_samples(r, to_float(xi) * 2.f + 1.f, splat((float)(2 * y + 1)), ids, c, mirror);
            if (any((i8)(mirror > .004f))) {
                r.mirrors = true;
                for (int k = 0; k < 8 && x + k < r.W; k++)
                    if (mirror[k] > .004f) r.mirror[(size_t)y * r.W + x + k] = mirror[k];
            }
            float* o = r.light.data + (size_t)y * r.W + x;
            if (x + 8 <= r.W) {
                store(o, c.x), store(o + plane, c.y), store(o + 2 * plane, c.z);
            } else {
                for (int k = 0; x + k < r.W; k++) o[k] = c.x[k], o[plane + k] = c.y[k], o[2 * plane + k] = c.z[k];
            }
        }
}

/// Whether the four samples of a pixel may differ visibly: other things, a step in depth, or a crease.
static bool uneven(const Renderer& r, const int* id, const float* iw) {
    if (id[0] == id[1] && id[0] == id[2] && id[0] == id[3]) return false;
    for (int k = 0; k < 4; k++)
        if (id[k] < 0) return true;
    const Triangle& a = r.triangles[id[0]];
    float least = iw[0], most = iw[0];
    for (int k = 1; k < 4; k++) {
        const Triangle& b = r.triangles[id[k]];
        if (a.drawable != b.drawable) return true;
        if (a.facing[0] * b.facing[0] + a.facing[1] * b.facing[1] + a.facing[2] * b.facing[2] < .9f) return true;
        least = low(least, iw[k]), most = high(most, iw[k]);
    }
    return most - least > .03f * most;
}

void shade_edges(Renderer& r) {
    r.edges.size = 0;
    for (int y = 0; y < r.H; y++) {
        const int *i0 = r.ids.data + (size_t)(2 * y) * r.pitch, *i1 = i0 + r.pitch;
        const float *z0 = r.iw.data + (size_t)(2 * y) * r.pitch, *z1 = z0 + r.pitch;
        if (!r.edges.reserve(r.edges.size + r.W + 8)) {
            r.ok = false;
            return;
        }
        for (int x = 0; x < r.W; x++) {
            if (i0[2 * x] == i0[2 * x + 1] && i0[2 * x] == i1[2 * x] && i0[2 * x] == i1[2 * x + 1]) continue;
            const int id[4] = {i0[2 * x], i0[2 * x + 1], i1[2 * x], i1[2 * x + 1]};
            const float iw[4] = {z0[2 * x], z0[2 * x + 1], z1[2 * x], z1[2 * x + 1]};
            if (uneven(r, id, iw)) r.edges[r.edges.size++] = y * r.W + x;
        }
    }
    const int count = r.edge_count = (int)r.edges.size;
    const size_t plane = (size_t)r.W * r.H;
    const i8 column = {0, 1, 0, 1, 0, 1, 0, 1}, row = {0, 0, 1, 1, 0, 0, 1, 1};
    for (int i = 0; i < count; i += 2) {
        const int p[2] = {r.edges[i], r.edges[low(i + 1, count - 1)]};
        i8 x = column, y = row;
        for (int k = 0; k < 8; k++) {
            const int q = p[k >> 2];
            x[k] += 2 * (q % r.W);
            y[k] += 2 * (q / r.W);
        }
        f8 fx = to_float(x) + pick((i8)((y & 1) == 0), splat(.75f), splat(.25f));
        f8 fy = to_float(y) + pick((i8)((x & 1) == 0), splat(.25f), splat(.75f));
        V3 c;
        f8 mirror;
        shade_samples(r, fx, fy, gather(r.ids.data, y * r.pitch + x), c, mirror);
        // averaged as the eye will see it: a bright sample must not swallow its pixel
        f8 weight = inverse(1.f + high(c.x, high(c.y, c.z)));
        c = c * weight;
        for (int h = 0; h < 2; h++) {
            float s = 0, a = 0, b = 0, d = 0;
            for (int k = 4 * h; k < 4 * h + 4; k++) s += weight[k], a += c.x[k], b += c.y[k], d += c.z[k];
            float* o = r.light.data + p[h];
            o[0] = a / s, o[plane] = b / s, o[2 * plane] = d / s;
        }
    }
}

}  // namespace FS_NS
