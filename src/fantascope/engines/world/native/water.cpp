// The water's surface: waves, ripples, Fresnel mirror of sky and scene, tinted depth, foam, glitter.
#include "lamps.hpp"
#include "point.hpp"
#include "ripples.hpp"
#include "shade.hpp"
#include "shadow.hpp"
#include "sky.hpp"
#include "trace.hpp"

namespace FS_NS {

struct Sea {
    f8 height, sx, sy;   // above the level, and slopes
    f8 fold;             // how pointed the crest is: amplitude × wave number, positive at crests
    float swing;         // sum of amplitudes
};

/// Waves whose length nears a pixel's footprint fade out, so that distant water is calm rather than noisy.
static Sea waves_at(const Renderer& r, f8 x, f8 y, f8 footprint) {
    Sea s = {splat(0.f), splat(0.f), splat(0.f), splat(0.f), 1e-4f};
    for (size_t k = 0; k < r.swells.size; k++) {
        const Swell& w = r.swells[k];
        s.swing += fabsf(w.rise);
        f8 keep = unit(2.f - footprint * (w.length * .6f)) * w.rise;
        if (!any((i8)(keep != 0.f))) continue;
        f8 a = x * w.along[0] + y * w.along[1] + w.phase;
        f8 rise = sin_turns(a) * keep, c = sin_turns(a + .25f) * keep;
        s.height += rise;
        s.fold += rise * w.sharpness;
        s.sx += c * w.slope[0];
        s.sy += c * w.slope[1];
    }
    return s;
}

/// Foam where waves break: caps with a lacy edge on the sharpest crests, and thin drifting veins behind them.
static f8 breakers(const Renderer& r, const Sea& s, f8 x, f8 y) {
    const FsWater& w = r.frame->water;
    const float strength = within((w.foam - .06f) * 5.f, 0.f, 1.f);
    f8 zero = splat(0.f);
    if (strength <= 0 || !any((i8)(s.fold > .12f))) return zero;
    // along and across the longest wave, which carries the foam a little
    const float ax = r.swell_axis[0], ay = r.swell_axis[1];
    const float t = (float)r.frame->time_s;
    f8 across = x * ax + y * ay - t * r.swell_speed * .25f, along = y * ax - x * ay;
    f8 wide = noise_at(r, along * .045f, across * .11f + t * .004f), fine = noise_at(r, along * .31f + t * .01f, across * .47f + wide * .35f);
    f8 vein = 1.f - magnitude(wide * .55f + fine * .45f - .5f) * 9.f;
    f8 cap = ramp(.0f, .34f, s.fold - .62f + (fine - .5f) * 1.25f + (wide - .5f) * .6f);
    f8 trail = unit(vein) * ramp(.12f, .75f, s.fold) * .42f;
    f8 lace = .30f + .70f * ramp(.34f, .60f, fine);
    return unit(high(cap * lace, trail)) * strength;
}

/// Small ripples: the slope inside a cell of the noise, so one reading gives both directions.
static void add_chop(const Renderer& r, f8 x, f8 y, f8 footprint, Sea& s) {
    const FsWater& w = r.frame->water;
    const float t = (float)r.frame->time_s;
    for (int k = 0; k < 2; k++) {
        const float scale = k ? .23f : .062f, gain = w.ripple * (k ? .30f : .55f);
        f8 u = x * scale + t * (k ? .023f : .011f), v = y * scale * 1.25f + t * (k ? -.015f : .008f);
        f8 keep = unit(1.5f - footprint * (scale * 38.f)) * gain;
        if (!any((i8)(keep > 0.f))) continue;
        f8 gx, gy;
        noise_slope(r, u, v, gx, gy);
        s.sx += gx * keep;
        s.sy += gy * keep;
    }
}

static f8 depth_behind(const Renderer& r, f8 px, f8 py) {
    return gather(r.depth.data, within(to_int(py), 0, r.H - 1) * r.W + within(to_int(px), 0, r.W - 1));
}

void shade_water(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, V3& out) {
    const FsFrame& f = *r.frame;
    const FsWater& w = f.water;
    const FsSky& sky = f.sky;
    const FsCamera& cam = r.camera;
    Point p;
    locate(r, fx, fy, ids, p);
    f8 reach = root(dot(p.direction, p.direction));
    f8 pixel = p.depth * (2.f * r.tan_y / (float)r.H);
    f8 footprint = pixel * inverse(high(magnitude(p.view.z), splat(.06f)));
    Sea s = waves_at(r, p.position.x, p.position.y, footprint);
    add_chop(r, p.position.x, p.position.y, footprint, s);
    add_ripples(r, p.position.x, p.position.y, p.hit, s.sx, s.sy);
    V3 n = normal(V3{-s.sx, -s.sy, splat(1.f)});
    // a wave's back that the eye cannot see would mirror the deep: tip it to the edge of sight
    f8 seen = dot(n, p.view);
    n = normal(n + p.view * high(.04f - seen, splat(0.f)));
    f8 nv = unit(dot(n, p.view));

    // what lies beneath, bent a little
    f8 px = fx * .5f, py = fy * .5f;
    f8 straight = depth_behind(r, px, py);
    f8 bend = low((straight - p.depth) * .25f, splat(1.f)) * (.09f * (float)r.H) * inverse(p.depth + .5f);
    f8 bx = px - dot(n, splat3(cam.right)) * bend, by = py + dot(n, splat3(cam.up)) * bend - bend * .3f * cam.up[2];
    f8 bent = depth_behind(r, bx, by);
    i8 front = (i8)(bent < p.depth + .02f);
    bx = pick(front, px, bx), by = pick(front, py, by), bent = pick(front, straight, bent);
    i8 at = within(to_int(by), 0, r.H - 1) * r.W + within(to_int(bx), 0, r.W - 1);
    f8 path = high((bent - p.depth) * reach, splat(0.f));
    f8 hidden = 1.f - exps(path * (-1.1f / high(w.clarity_m, .01f)));
    f8 deep = 1.f - exps(path * (-.55f / high(w.clarity_m, .01f)));

    V3 sun = splat3(sky.sun_direction);
    f8 share = sun_at(r, p.position + splat3(0, 0, .02f), splat3(0, 0, 1), splat(1.f), p.hit);
    V3 sunlight = splat3(sky.sun_colour) * (share * .3183f);
    f8 down = high(dot(n, sun), splat(0.f));
    V3 around = ambient_on(r, n);
    V3 lamp = splat3(0, 0, 0), glint = splat3(0, 0, 0);
    const float rough = .10f + .10f * w.ripple;
    f8 roughness = within(rough + footprint * .8f, .05f, .45f);
    add_lamps(r, p.position, n, p.hit, [&](V3 l, V3 colour, f8 part, f8) __attribute__((always_inline)) {
        f8 nl = unit(dot(n, l));
        lamp = lamp + colour * (part * nl);
        V3 h = normal(p.view + l);
        glint = glint + colour * (low(gloss(roughness, nl, high(nv, splat(.05f)), unit(dot(n, h))) * 3.14159f, splat(30.f)) * part * .08f);
    });
    V3 in = around + sunlight * (high(sun.z, splat(0.f)) * .85f + .15f) + lamp;
    V3 body = blend(splat3(w.shallow), splat3(w.deep), deep);
    // light comes through the thin tops of waves, green, most of all against the sun; troughs are dark
    f8 crest = unit(s.height * (1.f / s.swing) * .5f + .5f);
    f8 against = unit(dot(p.view, sun) * -.5f + .5f);
    const float rough_sea = within((s.swing - .25f) * 1.5f, 0.f, 1.f);
    f8 thin = ramp(.0f, .9f, s.fold * .7f + crest - .62f) * (.35f + .65f * (1.f - nv));
    body = body * (1.f - rough_sea * (.55f - .5f * crest)) + splat3(w.shallow) * splat3(.75f, 1.15f, .85f) * (thin * (.35f + .75f * against) * deep * rough_sea);
    V3 c = body * in;
    if (any(p.hit & (i8)(hidden < .998f))) {
        const size_t plane = (size_t)r.W * r.H;
        V3 beneath = {gather(r.copy.data, at), gather(r.copy.data + plane, at), gather(r.copy.data + 2 * plane, at)};
        V3 clear = {exps(path * (-.35f / w.clarity_m) * 1.6f), exps(path * (-.35f / w.clarity_m) * .5f), exps(path * (-.35f / w.clarity_m) * .4f)};
        c = blend(beneath * clear, c, hidden);
    }

    V3 bounce = n * (2.f * dot(n, p.view)) - p.view;
    bounce.z = magnitude(bounce.z) + .01f;
    bounce = normal(bounce);
    V3 mirror = sky_mirrored(r, bounce, unit(roughness * .6f)) * low(1.f, sky.ambient + .1f);
    V3 scene;
    f8 g = 1.f - blend(nv, unit(p.view.z), splat(.35f)), g2 = g * g;  // calmed: the ripples below a pixel average out
    f8 fresnel = .02f + .98f * g2 * g2 * g * inverse(1.f + 3.f * roughness);
    f8 sure = trace(r, p.position + splat3(0, 0, .02f), bounce, p.hit & (i8)(fresnel > .05f) & (i8)(p.depth < 70.f), .25f, scene);
    mirror = blend(mirror, scene, sure);
    c = blend(c, mirror, fresnel);
    V3 h = normal(p.view + sun);
    f8 sparkle = low(gloss(roughness, high(down, splat(.0f)), high(nv, splat(.05f)), unit(dot(n, h))) * 3.14159f, splat(30.f));
    f8 vh = 1.f - unit(dot(p.view, h)), vh2 = vh * vh;
    c = c + sunlight * (sparkle * (.02f + .98f * vh2 * vh2 * vh)) + glint;

    // foam: on the shore and round hulls, and where waves stand steep
    const float t = (float)f.time_s;
    f8 lace = noise_at(r, p.position.x * .16f + t * .006f, p.position.y * .16f) * .6f + noise_at(r, p.position.x * .53f - t * .01f, p.position.y * .53f + t * .008f) * .4f;
    f8 lap = sin_turns(lace * 1.5f + t * .16f) * .35f + .65f;
    f8 depth_under = path * magnitude(p.view.z);
    f8 near_shore = unit(1.f - depth_under * (1.f / (.10f + .30f * w.foam))) * pick((i8)(straight < 1e8f), splat(1.f), splat(0.f));
    f8 shore = ramp(.40f, .75f, near_shore * lap + (lace - .5f) * .5f) * low(w.foam * 2.5f, 1.f);
    f8 tops = breakers(r, s, p.position.x, p.position.y);
    f8 foam = unit(high(shore, tops)) * unit(1.5f - footprint * .8f);
    V3 white = (around * 1.05f + sunlight * (.25f + .75f * down) + lamp) * .86f;
    c = blend(c, white, foam * .92f);
    f8 fog = splat(0.f);
    if (f.fog_density > 0) fog = 1.f - exps(high(p.depth * reach - f.fog_start_m, splat(0.f)) * -f.fog_density);
    out = blend(c, splat3(f.fog_colour), fog);
}

}  // namespace FS_NS
