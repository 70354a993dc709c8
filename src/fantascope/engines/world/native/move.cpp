// Vertices into the world and onto the screen: rigid and skinned meshes, water waves, bounds by drawable.
#include "scene.hpp"

namespace FS_NS {

static void apply(const float* m, const float* p, float* out) {
    for (int i = 0; i < 3; i++) out[i] = m[4 * i] * p[0] + m[4 * i + 1] * p[1] + m[4 * i + 2] * p[2] + m[4 * i + 3];
}

static void mix_matrices(const float* palette, int bones, const int* joints, const float* weights, float* m) {
    for (int i = 0; i < 12; i++) m[i] = 0;
    for (int k = 0; k < 4; k++) {
        if (weights[k] == 0) continue;
        const float* b = palette + 12 * within(joints[k], 0, bones - 1);
        for (int i = 0; i < 12; i++) m[i] += weights[k] * b[i];
    }
}

/// Normals go by the cofactors, so that squash and stretch keep them right; a mirroring matrix keeps them outward.
static void turn_normal(const float* m, const float* n, float* out) {
    float c[9] = {m[5] * m[10] - m[6] * m[9], m[6] * m[8] - m[4] * m[10], m[4] * m[9] - m[5] * m[8],
                  m[9] * m[2] - m[10] * m[1], m[10] * m[0] - m[8] * m[2], m[8] * m[1] - m[9] * m[0],
                  m[1] * m[6] - m[2] * m[5], m[2] * m[4] - m[0] * m[6], m[0] * m[5] - m[1] * m[4]};
    float s = m[0] * c[0] + m[1] * c[1] + m[2] * c[2] < 0 ? -1.f : 1.f;
    float v[3];
    for (int i = 0; i < 3; i++) v[i] = s * (c[3 * i] * n[0] + c[3 * i + 1] * n[1] + c[3 * i + 2] * n[2]);
    float length = sqrtf(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (!(length > 1e-20f)) {
        v[0] = v[1] = 0;
        v[2] = length = 1;
    }
    for (int i = 0; i < 3; i++) out[i] = v[i] / length;
}

/// Raises vertices (x, y, z, −) from their base heights in z by the waves. To a thousandth of the amplitude.
static void add_waves(const Renderer& r, float* world, int count) {
    for (int v = 0; v < count; v += 8) {
        i8 at = low(LANE_I + v, splat(count - 1)) * 4;
        f8 x = gather(world, at), y = gather(world + 1, at), z = gather(world + 2, at);
        for (size_t k = 0; k < r.swells.size; k++) {
            const Swell& w = r.swells[k];
            z += sin_turns(x * w.along[0] + y * w.along[1] + w.phase) * w.rise;
        }
        for (int k = 0; k < low(8, count - v); k++) world[4 * (size_t)(v + k) + 2] = z[k];
    }
}

/// A flat sheet is put on the water's level; anything else marked as water (a fall, a wake) keeps its own height.
static void displace(const Renderer& r, const FsDrawable& d, float* world) {
    const FsWater& water = r.frame->water;
    const float* rest = r.rest.data + 3 * (size_t)d.first_vertex;
    float lowest = 1e30f, highest = -1e30f;
    for (int v = 0; v < d.vertices; v++) {
        lowest = low(lowest, rest[3 * v + 2]);
        highest = high(highest, rest[3 * v + 2]);
    }
    if (highest - lowest < 1e-3f)
        for (int v = 0; v < d.vertices; v++) world[4 * (size_t)v + 2] = water.level_m;
    if (d.vertices) add_waves(r, world, d.vertices);
}

static void place(Renderer& r, int k) {
    const FsFrame& f = *r.frame;
    const FsDrawable& d = r.drawables[k];
    const float* rest = r.rest.data + 3 * (size_t)d.first_vertex;
    const float* rest_n = r.rest_normals.data + 3 * (size_t)d.first_vertex;
    float* world = r.world.data + 4 * (size_t)d.first_vertex;
    float* normals = r.normals.data + 4 * (size_t)d.first_vertex;
    float* previous = r.previous.data + 4 * (size_t)d.first_vertex;
    Surface& s = r.surfaces[k];
    const bool skinned = (d.flags & FS_SKINNED) && d.palette >= 0 && d.palette < f.palette_count;
    if (skinned) {
        const int start = f.palette_starts[d.palette], bones = f.palette_starts[d.palette + 1] - start;
        const float* now = f.palettes + 12 * (size_t)start;
        const float* before = f.previous_palettes + 12 * (size_t)start;
        s.moving = memcmp(now, before, sizeof(float) * 12 * bones) != 0;
        for (int v = 0; v < d.vertices; v++) {
            const int* joints = r.joints.data + 4 * ((size_t)d.first_skin + v);
            const float* weights = r.weights.data + 4 * ((size_t)d.first_skin + v);
            float m[12];
            mix_matrices(now, bones, joints, weights, m);
            apply(m, rest + 3 * v, world + 4 * v);
            turn_normal(m, rest_n + 3 * v, normals + 4 * v);
            if (s.moving) {
                mix_matrices(before, bones, joints, weights, m);
                apply(m, rest + 3 * v, previous + 4 * v);
            }
        }
    } else {
        const float* now = f.matrices + 12 * (size_t)k;
        const float* before = f.previous + 12 * (size_t)k;
        s.moving = memcmp(now, before, sizeof(float) * 12) != 0;
        for (int v = 0; v < d.vertices; v++) {
            apply(now, rest + 3 * v, world + 4 * v);
            turn_normal(now, rest_n + 3 * v, normals + 4 * v);
            if (s.moving) apply(before, rest + 3 * v, previous + 4 * v);
        }
    }
    if ((d.flags & FS_WATER) && f.water.present) displace(r, d, world);
}

static void place_rings(Renderer& r) {
    const FsFrame& f = *r.frame;
    const size_t n = (size_t)high(f.ripple_count, 0), padded = (n + 7) / 8 * 8;
    if (!r.rings.resize(n) || !r.ring_x.resize(padded) || !r.ring_y.resize(padded) || !r.ring_reach.resize(padded)) {
        r.ok = false;
        return;
    }
    for (size_t k = 0; k < padded; k++) {
        if (k >= n) {
            r.ring_x[k] = r.ring_y[k] = 1e18f, r.ring_reach[k] = 0;
            continue;
        }
        const float *ring = f.ripples + 4 * k, age = ring[2];
        r.rings[k] = {.03f + .55f * age, .035f + .06f * age, .45f * ring[3] * expf(-1.6f * age)};
        r.ring_x[k] = ring[0], r.ring_y[k] = ring[1];
        r.ring_reach[k] = r.rings[k].front + 2.5f * r.rings[k].width;
    }
}

static void place_swells(Renderer& r) {
    const FsWater& w = r.frame->water;
    const size_t n = w.present ? (size_t)high(w.wave_count, 0) : 0;
    if (!r.swells.resize(n)) {
        r.ok = false;
        return;
    }
    float most = 0;
    for (size_t k = 0; k < n; k++) {
        const float *v = w.waves + 5 * k, length = sqrtf(v[1] * v[1] + v[2] * v[2]) + 1e-9f;
        const double turns = (-(double)v[3] * r.frame->time_s + (double)v[4]) / 6.283185307179586;
        r.swells[k] = {v[0], {v[1] * .159154943f, v[2] * .159154943f}, (float)(turns - floor(turns)), {v[1], v[2]}, length, length < 2.5f ? length : 2.5f * 2.5f / length};
        if (v[0] > most) most = v[0], r.swell_axis[0] = v[1] / length, r.swell_axis[1] = v[2] / length, r.swell_speed = v[3] / length;
    }
}

void move_vertices(Renderer& r) {
    place_rings(r);
    place_swells(r);
    const FsFrame& f = *r.frame;
    const FsCamera& c = r.camera;
    const size_t count = (size_t)r.drawables.size;
    for (size_t k = 0; k < count; k++) {
        const FsDrawable& d = r.drawables[k];
        Surface& s = r.surfaces[k];
        for (int i = 0; i < 3; i++) s.colour[i] = d.colour[i];
        s.roughness = d.roughness, s.metallic = d.metallic, s.emission = d.emission, s.opacity = d.opacity;
        s.uv_scale = d.uv_scale, s.bump = d.bump, s.sheen = d.sheen;
        s.texture = d.texture, s.flags = d.flags, s.thing = d.thing, s.moving = 0;
        Box& b = r.boxes[k];
        for (int i = 0; i < 3; i++) b.low[i] = 1e30f, b.high[i] = -1e30f;
        if (!f.visible[k]) continue;
        place(r, (int)k);
        for (int v = d.first_vertex; v < d.first_vertex + d.vertices; v++) {
            const float* p = r.world.data + 4 * (size_t)v;
            float* q = r.clip.data + 4 * (size_t)v;
            const float x = p[0] - c.eye[0], y = p[1] - c.eye[1], z = p[2] - c.eye[2];
            const float w = x * c.forward[0] + y * c.forward[1] + z * c.forward[2];
            const float cx = (x * c.right[0] + y * c.right[1] + z * c.right[2]) / r.tan_x;
            const float cy = (x * c.up[0] + y * c.up[1] + z * c.up[2]) / r.tan_y;
            q[0] = .5f * (w + cx) * (float)r.SW;
            q[1] = .5f * (w - cy) * (float)r.SH;
            q[2] = w, q[3] = 1.f / w;
            for (int i = 0; i < 3; i++) {
                b.low[i] = low(b.low[i], p[i]);
                b.high[i] = high(b.high[i], p[i]);
            }
        }
        s.broad = high(b.high[0] - b.low[0], b.high[1] - b.low[1]) > 6.f;
    }
}

}  // namespace FS_NS
