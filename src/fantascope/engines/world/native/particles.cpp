// Particles: soft puffs, rain streaks, sparks, flakes and beads, drawn over the picture from far to near.
//
// Each is a small screen shape with a soft test against depth, so that none cuts a hard line into the ground. Fast ones
// are stretched along their own motion over the shutter.
#include "lamps.hpp"
#include "scene.hpp"
#include "sky.hpp"

namespace FS_NS {

enum { PUFF, STREAK, SPARK, FLAKE, BEAD };

struct Spot {
    float x, y, px, py, depth, radius;  // now and at the shutter's opening, in pixels
    int index;
};

static bool project(const Renderer& r, const float* p, const FsCamera& c, float& x, float& y, float& w) {
    const float d[3] = {p[0] - c.eye[0], p[1] - c.eye[1], p[2] - c.eye[2]};
    w = d[0] * c.forward[0] + d[1] * c.forward[1] + d[2] * c.forward[2];
    if (!(w > c.near_m)) return false;
    const float tan_y = c.tan_half, tan_x = tan_y * (float)r.W / (float)r.H;
    x = .5f * (float)r.W * (1.f + (d[0] * c.right[0] + d[1] * c.right[1] + d[2] * c.right[2]) / (w * tan_x));
    y = .5f * (float)r.H * (1.f - (d[0] * c.up[0] + d[1] * c.up[1] + d[2] * c.up[2]) / (w * tan_y));
    return true;
}

static void sort_far_first(Spot* s, size_t n) {  // heap sort: no memory, no recursion
    auto sift = [&](size_t at, size_t end) {
        for (size_t child; (child = 2 * at + 1) < end; at = child) {
            if (child + 1 < end && s[child + 1].depth < s[child].depth) child++;
            if (!(s[child].depth < s[at].depth)) return;
            Spot t = s[at];
            s[at] = s[child];
            s[child] = t;
        }
    };
    for (size_t k = n / 2; k-- > 0;) sift(k, n);
    for (size_t end = n; end-- > 1;) {
        Spot t = s[0];
        s[0] = s[end];
        s[end] = t;
        sift(0, end);
    }
}

/// Light on a particle: the dome from all sides, sun, lamps. Same in all lanes.
static V3 light_on(const Renderer& r, const float* p, int kind) {
    const FsSky& s = r.frame->sky;
    V3 c = ambient_on(r, splat3(0, 0, .5f)) + splat3(s.sun_colour) * (.3183f * (kind == STREAK ? .35f : .6f));
    add_lamps(r, splat3(p), splat3(0, 0, 0), splat(-1), [&](V3, V3 colour, f8 share, f8) __attribute__((always_inline)) {
        c = c + colour * (share * (kind == STREAK ? 1.2f : .7f));
    });
    return c;
}

static void draw_spot(Renderer& r, const Spot& s, const float* rgba, int kind, V3 light, float radius_m, float fog) {
    const size_t plane = (size_t)r.W * r.H;
    float dx = s.x - s.px, dy = s.y - s.py;
    float length = sqrtf(dx * dx + dy * dy);
    const float ux = length > 1e-3f ? dx / length : 0.f, uy = length > 1e-3f ? dy / length : 1.f;
    length = low(length, .25f * (float)r.H);
    float across = s.radius, along = s.radius + .5f * length, strength = rgba[3];
    if (kind == STREAK) across = s.radius * .5f, along = .5f * high(length, s.radius * 8.f);
    // thinner than a pixel: keep a pixel's width, lose strength
    const float least = kind == PUFF ? .9f : .62f;
    if (across < least) strength *= high(across / least, kind == SPARK ? .35f : .18f), across = least;
    if (kind == PUFF || kind == BEAD || kind == FLAKE) strength *= s.radius > .05f ? across / along * .6f + .4f : 1.f;
    along = high(along, across);
    float cx = s.x - .5f * dx, cy = s.y - .5f * dy;
    float turn_x = ux, turn_y = uy, squash = 1.f;
    if (kind == FLAKE) {  // a spinning rectangle: its turn and tilt follow from its index and the time
        const float spin = (float)s.index * 2.4f + (float)r.frame->time_s * (3.f + (float)(s.index % 5));
        turn_x = cosf(spin), turn_y = sinf(spin);
        squash = .25f + .75f * fabsf(cosf(spin * 1.3f + (float)s.index));
        along = across * 1.25f, across = across * squash * .8f + .3f;
        cx = s.x, cy = s.y;
    }
    const float glow = kind == SPARK ? 2.6f : 1.15f;
    const float reach_x = (fabsf(turn_x) * along + fabsf(turn_y) * across) * glow + 1.f, reach_y = (fabsf(turn_y) * along + fabsf(turn_x) * across) * glow + 1.f;
    const int x0 = high(0, (int)(cx - reach_x)), x1 = low(r.W - 1, (int)(cx + reach_x)), y0 = high(0, (int)(cy - reach_y)), y1 = low(r.H - 1, (int)(cy + reach_y));
    if (x0 > x1 || y0 > y1) return;
    V3 colour = kind == SPARK ? splat3(rgba) : splat3(rgba) * light;
    if (fog > 0) colour = kind == SPARK ? colour * (1.f - fog) : blend(colour, splat3(r.frame->fog_colour), splat(fog));
    if (kind == FLAKE) colour = colour * (.55f + .6f * squash);
    const float ia = 1.f / along, ic = 1.f / across, soft = 1.f / high(radius_m * (kind == PUFF ? 1.f : .3f), .02f);
    for (int y = y0; y <= y1; y++)
        for (int x = x0; x <= x1; x += 8) {
            const size_t at = (size_t)y * r.W + x;
            f8 qx = LANE + ((float)x + .5f - cx);
            const float qy = (float)y + .5f - cy;
            f8 a = (qx * turn_x + qy * turn_y) * ia, b = (qy * turn_x - qx * turn_y) * ic;
            f8 shape;
            if (kind == FLAKE) shape = unit((1.f - magnitude(a)) * along + .5f) * unit((1.f - magnitude(b)) * across + .5f);
            else if (kind == BEAD) shape = unit((1.f - root(a * a + b * b)) * across + .5f);
            else if (kind == STREAK) shape = unit(1.f - magnitude(b)) * unit(1.2f - a * a * 1.2f);
            else if (kind == SPARK) {
                f8 d2 = a * a + b * b;
                shape = exps(d2 * -3.5f) + exps(d2 * -.8f) * .14f;
            } else {
                f8 d2 = unit(1.f - (a * a + b * b));
                shape = d2 * d2;
            }
            f8 cover = shape * strength * unit((load(r.depth.data + at) - s.depth) * soft + .5f);
            if (x + 8 > x1 + 1) cover = pick((i8)(LANE_I + x <= splat(x1)), cover, splat(0.f));
            if (!any((i8)(cover > .002f))) continue;
            float* o = r.light.data + at;
            if (kind == SPARK) {
                store(o, load(o) + colour.x * cover), store(o + plane, load(o + plane) + colour.y * cover);
                store(o + 2 * plane, load(o + 2 * plane) + colour.z * cover);
            } else {
                cover = unit(cover);
                store(o, blend(load(o), colour.x, cover)), store(o + plane, blend(load(o + plane), colour.y, cover));
                store(o + 2 * plane, blend(load(o + 2 * plane), colour.z, cover));
            }
        }
}

void draw_particles(Renderer& r) {
    const FsParticles& p = r.frame->particles;
    if (p.count <= 0) return;
    Buffer<Spot> spots;
    if (!spots.resize((size_t)p.count)) {
        r.ok = false;
        return;
    }
    size_t n = 0;
    const float scale = .5f * (float)r.H / r.tan_y;
    for (int k = 0; k < p.count; k++) {
        Spot s;
        s.index = k;
        if (!(p.radii[k] > 0.f) || !(p.colours[4 * k + 3] > 0.f)) continue;
        if (!project(r, p.positions + 3 * k, r.camera, s.x, s.y, s.depth)) continue;
        float w;
        if (!project(r, p.previous + 3 * k, r.frame->previous_camera, s.px, s.py, w)) s.px = s.x, s.py = s.y;
        s.radius = p.radii[k] * scale / s.depth;
        const float margin = s.radius * 3.f + fabsf(s.x - s.px) + fabsf(s.y - s.py);
        if (!(s.x > -margin && s.x < (float)r.W + margin && s.y > -margin && s.y < (float)r.H + margin)) continue;
        spots[n++] = s;
    }
    sort_far_first(spots.data, n);
    const FsFrame& f = *r.frame;
    for (size_t i = 0; i < n; i++) {
        const int k = spots[i].index, kind = within(p.kinds[k], 0, 4);
        const float fog = f.fog_density > 0 ? 1.f - expf(-f.fog_density * high(spots[i].depth - f.fog_start_m, 0.f)) : 0.f;
        draw_spot(r, spots[i], p.colours + 4 * (size_t)k, kind, kind == SPARK ? splat3(1, 1, 1) : light_on(r, p.positions + 3 * (size_t)k, kind), p.radii[k], fog);
    }
}

}  // namespace FS_NS
