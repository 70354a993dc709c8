// The order of a frame, the stock's copy at the start, and the outputs that are no picture (depth, things).
#include <time.h>

#include <new>

#include "scene.hpp"
#include "table.h"

namespace FS_NS {

static double clock_s() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

template <class T>
static bool copy_in(Buffer<T>& to, const void* from, size_t n) {
    if (!to.resize(n)) return false;
    if (n) memcpy(static_cast<void*>(to.data), from, n * sizeof(T));
    return true;
}

static void destroy(void* p) {
    Renderer* r = static_cast<Renderer*>(p);
    if (!r) return;
    for (int k = 0; k < r->texture_count; k++) r->textures[k].~Texture();
    free(r->textures);
    r->~Renderer();
    free(r);
}

static bool load_stock(Renderer& r, const FsStock& s) {
    r.W = s.width, r.H = s.height, r.SW = 2 * s.width, r.SH = 2 * s.height;
    r.pitch = (r.SW + 31) / 16 * 16;
    r.look = s.look, r.samples = s.samples, r.shadow_size = s.shadow_size;
    r.occlusion = s.occlusion, r.focus = s.depth_of_field, r.motion = s.motion_blur, r.bloom = s.bloom;
    r.grain = s.grain;
    const size_t v = (size_t)s.vertex_count, k = (size_t)s.drawable_count;
    bool ok = copy_in(r.drawables, s.drawables, k) && copy_in(r.rest, s.positions, 3 * v) &&
              copy_in(r.rest_normals, s.normals, 3 * v) && copy_in(r.faces, s.faces, 3 * (size_t)s.face_count) &&
              copy_in(r.joints, s.joints, 4 * (size_t)s.skin_count) &&
              copy_in(r.weights, s.weights, 4 * (size_t)s.skin_count) && r.vertex.resize(VERTEX_WORDS * v) &&
              r.world.resize(4 * v) && r.normals.resize(4 * v) && r.clip.resize(4 * v) && r.previous.resize(4 * v) &&
              r.surfaces.resize(k) && r.boxes.resize(k) && r.iw.resize((size_t)r.pitch * r.SH + 64) &&
              r.ids.resize((size_t)r.pitch * r.SH + 64) && r.light.resize(3 * (size_t)r.W * r.H + 64) &&
              r.depth.resize((size_t)r.W * r.H + 64) && r.triangles.reserve(1024);
    if (!ok) return false;
    for (size_t i = 0; i < v; i++) {
        float* o = r.vertex.data + VERTEX_WORDS * i;
        o[0] = s.uvs[2 * i], o[1] = s.uvs[2 * i + 1];
        for (int j = 0; j < 3; j++) o[2 + j] = s.colours[3 * i + j], o[5 + j] = s.positions[3 * i + j];
        r.normals[4 * i + 3] = o[4];
    }
    if (s.texture_count) {
        r.textures = static_cast<Texture*>(calloc((size_t)s.texture_count, sizeof(Texture)));
        if (!r.textures) return false;
        r.texture_count = s.texture_count;
        for (int i = 0; i < s.texture_count; i++) {
            make_mips(r.textures[i], s.textures[i]);
            if (!r.textures[i].texels.data) return false;
        }
    }
    make_noise(r);
    return r.noise.data != nullptr;
}

static void* create(const FsStock* s) {
    void* memory = aligned_alloc(64, (sizeof(Renderer) + 63) / 64 * 64);
    if (!memory) return nullptr;
    Renderer* r = new (memory) Renderer();
    if (!load_stock(*r, *s)) {
        destroy(r);
        return nullptr;
    }
    return r;
}

/// The dome's light by facing, per unit of albedo. Part of the sky's blue is lost to the eye's white balance.
static void light_dome(Renderer& r) {
    const FsSky& s = r.frame->sky;
    static const float share[3][3] = {{.55f, .45f, 0.f}, {.22f, .43f, .35f}, {0.f, .18f, .82f}};  // of zenith, horizon, ground
    for (int k = 0; k < 3; k++) {
        float c[3];
        for (int i = 0; i < 3; i++) c[i] = s.zenith[i] * share[k][0] + s.horizon[i] * share[k][1] + s.ground[i] * share[k][2];
        const float grey = .2126f * c[0] + .7152f * c[1] + .0722f * c[2];
        for (int i = 0; i < 3; i++) r.around[k][i] = blend(c[i], grey, .3f) * s.ambient * .8f;
    }
}

static void write_depth(const Renderer& r, float* out) {
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x++) {
            const int id = r.ids[(size_t)(2 * y + 1) * r.pitch + 2 * x];
            float iw = 0;
            if (id >= 0)
                for (int k = 0; k < 3; k++) {
                    const float* p = r.triangles[id].plane[k];
                    iw += p[0] * (float)(2 * x + 1) + p[1] * (float)(2 * y + 1) + p[2];
                }
            // at a silhouette the plane may run off before the pixel's middle; the sample's own depth stands in
            const float sample = r.iw[(size_t)(2 * y + 1) * r.pitch + 2 * x];
            if (!(iw > .8f * sample && iw < 1.25f * sample)) iw = sample;
            out[(size_t)y * r.W + x] = iw > 0 ? 1.f / iw : INFINITY;
        }
}

static void write_things(const Renderer& r, int* out) {
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x++) {
            const int id = r.ids[(size_t)(2 * y + 1) * r.pitch + 2 * x];
            out[(size_t)y * r.W + x] = id < 0 ? 0 : r.surfaces[r.triangles[id].drawable].thing;
        }
}

static int render(void* p, const FsFrame* f, const FsPicture* out) {
    Renderer& r = *static_cast<Renderer*>(p);
    r.frame = f;
    r.camera = f->camera;
    r.tan_y = f->camera.tan_half;
    r.tan_x = f->camera.tan_half * (float)r.W / (float)r.H;
    r.ok = true;
    for (double& s : r.seconds) s = 0;
    double t = clock_s();
    auto lap = [&](int stage) {
        const double now = clock_s();
        r.seconds[stage] += now - t;
        t = now;
        return r.ok;
    };
    light_dome(r);
    move_vertices(r);
    lap(MOVE);
    draw_shadows(r);
    draw_lamp_shadows(r);
    if (!lap(SHADOWS)) return 1;
    draw_visible(r);
    if (!lap(VISIBILITY)) return 1;
    draw_occlusion(r);
    if (!lap(OCCLUSION)) return 1;
    shade_picture(r);
    lap(SHADE);
    if (r.samples > 1) shade_edges(r);
    if (!lap(EDGES)) return 1;
    draw_mirrors(r);
    if (!lap(MIRRORS)) return 1;
    draw_water(r);
    if (!lap(WATER_STAGE)) return 1;
    if (out->depth) write_depth(r, out->depth);
    if (out->things) write_things(r, out->things);
    lap(FINISH);
    draw_clear(r);
    if (!lap(CLEAR_STAGE)) return 1;
    focus_lens(r);
    if (!lap(FOCUS)) return 1;
    blur_motion(r);
    if (!lap(MOTION)) return 1;
    draw_particles(r);  // these carry their own motion
    if (!lap(PARTICLES)) return 1;
    if (r.bloom) draw_bloom(r);
    if (!lap(BLOOM)) return 1;
    finish_picture(r, *out);
    lap(FINISH);
    return r.ok ? 0 : 1;
}

static void timings(void* p, double* out) {
    const Renderer& r = *static_cast<Renderer*>(p);
    for (int k = 0; k < STAGES; k++) out[k] = r.seconds[k];
    out[STAGES] = (double)r.triangles.size;
    out[STAGES + 1] = (double)r.edge_count;
}

static const FsTable TABLE = {create, destroy, render, timings};

const FsTable* table() { return &TABLE; }

}  // namespace FS_NS
