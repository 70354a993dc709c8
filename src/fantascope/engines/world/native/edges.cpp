// Pixels whose samples disagree: each surface that they see counts by its samples. Its light is that of a pixel beside
// this one that shows it, or is shaded anew.
#include "openness.hpp"
#include "shade.hpp"

namespace FS_NS {

static const int ENTRY = 3;  // words of r.edges: the pixel; sample, weight, and the weight of what is there; the lender

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

/// The nearest pixel beside (x, y), on the side of its sample `place`, whose own light is that of the surface seen there;
/// −1 if there is none. At a step of a pixel the light of one surface hardly changes.
static int lender(const Renderer& r, int x, int y, int place, int id, float iw) {
    if (id < 0) return -1;
    const int side[2][2] = {{x + ((place & 1) ? 1 : -1), y}, {x, y + ((place & 2) ? 1 : -1)}};
    for (const int* p : side) {
        if (p[0] < 0 || p[0] >= r.W || p[1] < 0 || p[1] >= r.H) continue;
        const size_t at = (size_t)(2 * p[1] + 1) * r.pitch + 2 * (size_t)p[0];
        const int theirs = r.ids[at];
        if (agree(r, id, theirs, iw, r.iw[at]) && sound(r, theirs, r.iw[at], (float)(2 * p[0] + 1), (float)(2 * p[1] + 1))) return p[1] * r.W + p[0];
    }
    return -1;
}

/// Shades the samples of up to eight entries of r.edges and puts their light with the others'.
static void shade_entries(Renderer& r, const int* entries, int n, size_t stride) {
    i8 x, y;
    for (int k = 0; k < 8; k++) {
        const int *entry = r.edges.data + ENTRY * (size_t)entries[low(k, n - 1)], row = entry[0] / r.W;
        x[k] = 2 * (entry[0] - row * r.W) + (entry[1] & 1), y[k] = 2 * row + (entry[1] >> 1 & 1);
    }
    f8 fx = to_float(x) + pick((i8)((y & 1) == 0), splat(.75f), splat(.25f));
    f8 fy = to_float(y) + pick((i8)((x & 1) == 0), splat(.25f), splat(.75f));
    i8 at = y * r.pitch + x;
    f8 depth = inverse(high(gather(r.iw.data, at), splat(1e-9f)));
    Seen s;
    shade_samples(r, fx, fy, gather(r.ids.data, at), openness_at(r, fx, fy, depth), s);
    for (int k = 0; k < n; k++) {
        float* o = r.rows.data + entries[k];
        o[0] = s.light.x[k], o[stride] = s.light.y[k], o[2 * stride] = s.light.z[k];
    }
}

/// Pixels whose four samples see different surfaces: each surface is shaded once, and counts by its samples. The one
/// at the pixel's middle has its light already.
void shade_edges(Renderer& r) {
    r.edges.size = 0;
    r.edge_count = 0;
    for (int y = 0; y < r.H; y++) {
        const int *i0 = r.ids.data + (size_t)(2 * y) * r.pitch, *i1 = i0 + r.pitch;
        const float *z0 = r.iw.data + (size_t)(2 * y) * r.pitch, *z1 = z0 + r.pitch;
        if (!r.edges.reserve(r.edges.size + 4 * ENTRY * (size_t)r.W + 8)) {
            r.ok = false;
            return;
        }
        for (int x8 = 0; x8 < r.W; x8 += 8) {
            int mixed = r.mixed[(size_t)y * ((r.W + 7) / 8) + x8 / 8];
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
                const bool keep = sound(r, id[0], iw[0], (float)(2 * x + 1), (float)(2 * y + 1));
                int* o = r.edges.data + r.edges.size;
                int n = 0;
                for (int k = keep ? 1 : 0; k < 4; k++)
                    if (count[k]) o[n++] = y * r.W + x, o[n++] = place[k] | count[k] << 2 | (keep ? count[0] << 5 : 0), o[n++] = lender(r, x, y, place[k], id[k], iw[k]);
                r.edges.size += (size_t)n;
            }
        }
    }
    const int jobs = (int)r.edges.size / ENTRY;
    if (!r.rows.resize(3 * (size_t)jobs + 64)) {
        r.ok = false;
        return;
    }
    const size_t plane = (size_t)r.W * r.H, stride = (size_t)jobs + 8;
    int alone[8], n = 0;
    for (int i = 0; i < jobs; i++) {
        const int from = r.edges[ENTRY * (size_t)i + 2];
        if (from >= 0) {
            for (int k = 0; k < 3; k++) r.rows[i + k * stride] = r.light[(size_t)from + k * plane];
            continue;
        }
        alone[n++] = i;
        if (n == 8) shade_entries(r, alone, n, stride), n = 0;
    }
    if (n) shade_entries(r, alone, n, stride);
    // averaged as the eye will see it: a bright sample must not swallow its pixel
    for (int i = 0; i < jobs;) {
        const int at = r.edges[ENTRY * (size_t)i], had = r.edges[ENTRY * (size_t)i + 1] >> 5;
        float total = 0, sum[3] = {0, 0, 0};
        auto add = [&](float a, float b, float c, int count) {
            const float weight = (float)count / (1.f + high(a, high(b, c)));
            total += weight, sum[0] += a * weight, sum[1] += b * weight, sum[2] += c * weight;
        };
        float* o = r.light.data + at;
        if (had) add(o[0], o[plane], o[2 * plane], had);
        for (; i < jobs && r.edges[ENTRY * (size_t)i] == at; i++) {
            const float* c = r.rows.data + i;
            add(c[0], c[stride], c[2 * stride], r.edges[ENTRY * (size_t)i + 1] >> 2 & 7);
        }
        for (int k = 0; k < 3; k++) o[k * plane] = sum[k] / total;
    }
}

}  // namespace FS_NS
