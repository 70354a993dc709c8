// Wet ground, ice and polished floors: where they mirror the dome, the picture's own content replaces it. Rays are
// followed from every second pixel.
#include "ripples.hpp"
#include "sky.hpp"
#include "trace.hpp"

namespace FS_NS {

/// What the picture adds to the light of a clean mirror: known by pairs of pixels of a row, with eight more on each side.
struct Mirrored {
    float *light[3], *known;  // known: 1 where it was looked for, else all is 0
};

/// Looks for what eight pairs mirror, each from its pixel that mirrors more.
static void look_for(Renderer& r, int cx, int y, const Mirrored& m) {
    const size_t at = (size_t)y * r.W + 2 * (size_t)cx, to = (size_t)8 + cx;
    const float *p = r.mirror.data + at, *z = r.depth.data + at;
    f8 first = evens(load(p), load(p + 8)), second = odds(load(p), load(p + 8)), share = high(first, second);
    i8 right = (i8)(second > first);
    f8 depth = pick(right, odds(load(z), load(z + 8)), evens(load(z), load(z + 8))), dx = pick(right, splat(1.f), splat(0.f));
    i8 wanted = (i8)(share > .004f) & (i8)(depth < 1e8f) & (i8)(LANE_I + cx < splat(r.W / 2));
    V3 add = splat3(0, 0, 0);
    if (any(wanted)) {
        const FsCamera& cam = r.camera;
        f8 sx = (LANE * 2.f + dx + (2.f * (float)cx + .125f)) * (2.f / (float)r.W) - 1.f, sy = splat(1.f - ((float)y + .625f) * (2.f / (float)r.H));
        V3 ray = splat3(cam.forward) + splat3(cam.right) * (sx * r.tan_x) + splat3(cam.up) * (sy * r.tan_y);
        V3 p = splat3(cam.eye) + ray * depth, d = normal(ray), n = splat3(0, 0, 1);
        if (r.frame->wetness > 0) {
            f8 nx = splat(0.f), ny = splat(0.f);
            add_ripples(r, p.x, p.y, wanted, nx, ny);
            const float t = (float)r.frame->time_s;
            f8 fade = inverse(1.f + depth * .15f);
            nx += (noise_at(r, p.x * .9f + t * .11f, p.y * .9f) - .5f) * (.05f * fade);
            ny += (noise_at(r, p.x * .9f, p.y * .9f + t * .13f) - .5f) * (.05f * fade);
            n = normal(V3{-nx, -ny, splat(1.f)});
        }
        V3 bounce = d - n * (2.f * dot(d, n));
        V3 light;
        f8 sure = pick(wanted, trace(r, p + n * .01f, bounce, wanted, .04f, light), splat(0.f));
        if (any((i8)(sure > 0.f))) {
            V3 sky = sky_mirrored(r, bounce, splat(.1f)) * r.frame->sky.ambient;
            add = V3{low(light.x, splat(6.f)) - sky.x, low(light.y, splat(6.f)) - sky.y, low(light.z, splat(6.f)) - sky.z} * sure;
        }
    }
    const int n = r.W / 2 - cx;
    put(m.light[0] + to, add.x, n), put(m.light[1] + to, add.y, n), put(m.light[2] + to, add.z, n);
    put(m.known + to, pick(wanted, splat(1.f), splat(0.f)), n);
}

/// Adds it to eight pixels, blended between the pairs that know it.
static void add_mirrored(Renderer& r, int x, int y, const Mirrored& m) {
    const size_t at = (size_t)y * r.W + x, plane = (size_t)r.W * r.H;
    f8 share = load(r.mirror.data + at);
    if (!any((i8)(share > .004f) & (i8)(LANE_I + x < splat(r.W)))) return;
    const i8 own = {1, 1, 2, 2, 3, 3, 4, 4}, beside = {0, 2, 1, 3, 2, 4, 3, 5};
    auto read = [&](const float* p) __attribute__((always_inline)) {
        f8 line = load(p + 7 + x / 2);
        return permute(line, own) * .75f + permute(line, beside) * .25f;
    };
    f8 gain = pick((i8)(share > .004f), share, splat(0.f)) * inverse(high(read(m.known), splat(1e-3f)));
    for (int k = 0; k < 3; k++) {
        float* o = r.light.data + k * plane + at;
        put(o, high(load(o) + read(m.light[k]) * gain, splat(0.f)), r.W - x);
    }
}

void draw_mirrors(Renderer& r) {
    if (!r.mirrors) return;
    const int w = r.W / 2;
    const size_t plane = (size_t)r.W * r.H, part = (size_t)w + 24;
    if (!r.copy.resize(3 * plane + 64) || !r.half.resize(4 * part + 64)) {
        r.ok = false;
        return;
    }
    memcpy(r.copy.data, r.light.data, sizeof(float) * 3 * plane);
    memset(r.half.data, 0, sizeof(float) * 4 * part);
    const Mirrored m = {{r.half.data, r.half.data + part, r.half.data + 2 * part}, r.half.data + 3 * part};
    for (int y = 0; y < r.H; y++) {
        for (int x = 0; x < w; x += 8) look_for(r, x, y, m);
        for (int x = 0; x < r.W; x += 8) add_mirrored(r, x, y, m);
    }
}

}  // namespace FS_NS
