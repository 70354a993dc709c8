// The light leaving eight points of surfaces towards the eye: textures, relief, weather, sun, dome, lamps, fog.
#include "lamps.hpp"
#include "point.hpp"
#include "ripples.hpp"
#include "shadow.hpp"
#include "sky.hpp"
#include "texture.hpp"
#include "shade.hpp"

namespace FS_NS {

/// Tilts the normal by the slope of a height over (u, v): Mikkelsen, "Bump Mapping Unparametrized Surfaces" (2010).
static void tilt(const Renderer& r, Point& p, f8 hx, f8 hy) {
    const FsCamera& cam = r.camera;
    f8 w = p.depth;
    // position is eye + direction·w; its screen gradients, by sample
    f8 wx = p.slope_x * w * w * -1.f, wy = p.slope_y * w * w * -1.f;
    V3 px = splat3(cam.right) * (w * (2.f * r.tan_x / (float)r.SW)) + p.direction * wx;
    V3 py = splat3(cam.up) * (w * (-2.f * r.tan_y / (float)r.SH)) + p.direction * wy;
    V3 a = cross(py, p.normal), b = cross(p.normal, px);
    f8 det = dot(px, a);
    f8 sign = pick((i8)(det < 0.f), splat(-1.f), splat(1.f));
    V3 slope = (a * hx + b * hy) * sign;
    f8 size = magnitude(det) + 1e-12f;
    // no steeper than about 55°, lest grazing relief sparkle
    f8 steep = inverse_root(dot(slope, slope) + 1e-24f) * size * 1.4f;
    p.normal = normal(p.normal * size - slope * low(steep, splat(1.f)));
}

static void textured(const Renderer& r, Point& p, const f8 (*uv)[2]) {
    const int* si = reinterpret_cast<const int*>(r.surfaces.data);
    const float* sf = reinterpret_cast<const float*>(r.surfaces.data);
    i8 which = take(si + 10, p.drawable, p.same_drawable);
    p.varied = p.fine = p.rough = p.steep = splat(0);
    p.texture = splat3(1, 1, 1);
    if (!any((i8)(which >= 0) & p.hit)) return;
    f8 ux = splat(0.f), uy = ux, vx = ux, vy = ux;
    p.u = p.v = splat(0.f);
    f8 scale = take(sf + 7, p.drawable, p.same_drawable);
    for (int k = 0; k < 3; k++) {
        f8 u = uv[k][0] * scale, v = uv[k][1] * scale;
        p.u += u * p.b[k], p.v += v * p.b[k];
        ux += u * p.gx[k], uy += u * p.gy[k], vx += v * p.gx[k], vy += v * p.gy[k];
    }
    f8 height = take(sf + 8, p.drawable, p.same_drawable);
    // one texture at a time: lanes rarely differ
    i8 left = p.hit & (i8)(which >= 0);
    while (any(left)) {
        const int id = which[__builtin_ctz((unsigned)bits(left))];
        i8 mine = left & (i8)(which == splat(id));
        left &= ~mine;
        const Texture& t = r.textures[id];
        f8 detail = detail_of(t, ux, uy, vx, vy, mine);
        p.varied |= mine & (i8)(detail > -.8f);
        p.fine |= mine & (i8)(detail > .2f);
        p.texture = pick(mine, colour_at(t, p.u, p.v, detail), p.texture);
        i8 raised = mine & (i8)(height > 0.f);
        if (any(raised)) {
            f8 hu, hv;
            relief_at(t, p.u, p.v, within(to_int(detail + .8f), 0, t.levels - 1), hu, hv);
            V3 before = p.normal;
            tilt(r, p, (hu * ux + hv * vx) * height, (hu * uy + hv * vy) * height);
            p.normal = pick(raised, p.normal, before);
            i8 close = raised & (i8)(detail > -1.f);
            f8 turn = dot(before, p.normal);
            const bool wet = r.frame->wetness > 0;  // wet relief glitters
            p.steep |= close & (i8)(turn < (wet ? .90f : .87f));
            p.rough |= close & (i8)(turn < (wet ? .995f : .965f));
        }
    }
    p.albedo = p.albedo * p.texture;
}

static void describe(const Renderer& r, Point& p) {
    const float* sf = reinterpret_cast<const float*>(r.surfaces.data);
    V3 n = splat3(0, 0, 0), tint = n;
    f8 uv[3][2];
    for (int k = 0; k < 3; k++) {
        f8 nn[4], va[4];
        take4(r.normals.data, p.corner[k] * 4, p.same_triangle, nn);
        take4(r.vertex.data, p.corner[k] * VERTEX_WORDS, p.same_triangle, va);
        n = n + V3{nn[0], nn[1], nn[2]} * p.b[k];
        tint = tint + V3{va[2], va[3], nn[3]} * p.b[k];
        uv[k][0] = va[0], uv[k][1] = va[1];
    }
    p.normal = normal(n);
    const bool same = p.same_drawable;
    i8 d = p.drawable;
    f8 s[4], s4[4];
    take4(sf, d, same, s), take4(sf + 4, d, same, s4);
    p.flags = take(reinterpret_cast<const int*>(sf) + 11, d, same);
    i8 sided = (i8)((p.flags & (int)FS_DOUBLE) != 0);
    if (any(sided)) {  // the normal of the side that is seen
        i8 flip = sided & (i8)(dot(p.facing, p.normal) < 0.f);
        p.normal = pick(flip, p.normal * -1.f, p.normal);
    }
    p.albedo = V3{s[0], s[1], s[2]} * tint;
    p.roughness = within(s[3], .06f, 1.f);
    p.metallic = s4[0];
    p.emission = s4[1];
    p.sheen = take(sf + 9, d, same);
    p.base = p.albedo;
    textured(r, p, uv);
}

/// Rain makes upward surfaces dark and glossy and fills hollows with puddles; snow lies where they face the sky.
static void weather(const Renderer& r, Point& p) {
    const FsFrame& f = *r.frame;
    if (f.wetness <= 0 && f.snow <= 0) return;
    const int* si = reinterpret_cast<const int*>(r.surfaces.data);
    i8 open_air = p.hit & (i8)((p.flags & (int)FS_DRY) == 0);
    if (!any(open_air)) return;
    f8 exposed = pick(open_air, splat(1.f), splat(0.f));
    if (f.wetness > 0) {
        f8 up = ramp(.2f, .8f, p.normal.z) * exposed * f.wetness;
        f8 level = ramp(.90f, .985f, p.normal.z);
        f8 hollow = noise_at(r, p.position.x * .021f, p.position.y * .021f) * .75f + noise_at(r, p.position.x * .13f, p.position.y * .13f) * .25f;
        level *= to_float(take(si + 15, p.drawable, p.same_drawable)) * exposed;
        f8 puddle = ramp(.0f, .05f, hollow - blend(.80f, .47f, f.wetness)) * level * low(f.wetness * 2.f, 1.f);
        f8 soaked = up * .8f;
        f8 dark = 1.f - .42f * soaked - .25f * puddle;
        p.albedo = p.albedo * dark, p.base = p.base * dark;
        p.roughness = blend(p.roughness, low(p.roughness, splat(.30f)), soaked);
        p.roughness = blend(p.roughness, splat(.06f), puddle);
        if (any((i8)(puddle > .02f))) {
            f8 sx = splat(0.f), sy = splat(0.f);
            add_ripples(r, p.position.x, p.position.y, p.hit, sx, sy);
            const float t = (float)f.time_s;
            f8 fade = inverse(1.f + p.depth * .15f);
            sx += (noise_at(r, p.position.x * .9f + t * .11f, p.position.y * .9f) - .5f) * (.05f * fade);
            sy += (noise_at(r, p.position.x * .9f, p.position.y * .9f + t * .13f) - .5f) * (.05f * fade);
            p.normal = normal(blend(p.normal, normal(V3{-sx, -sy, splat(1.f)}), puddle));
        }
    }
    if (f.snow > 0) {
        f8 patch = (noise_at(r, p.position.x * .35f, p.position.y * .35f) - .5f) * .35f;
        const float edge = blend(1.02f, .28f, f.snow);
        f8 lies = ramp(-.09f, .09f, p.normal.z + patch - edge) * low(1.f, f.snow * 3.f) * exposed;
        p.albedo = blend(p.albedo, splat3(.86f, .89f, .94f), lies);
        p.base = p.base * (1.f - lies);
        p.roughness = blend(p.roughness, splat(.75f), lies);
        p.metallic *= 1.f - lies;
        p.sheen = blend(p.sheen, splat(.35f), lies);
    }
}

/// Modelling clay: matte, a little pale, with the prints of fingers, which stick to the rest shape.
static void knead(const Renderer& r, Point& p) {
    V3 rest = splat3(0, 0, 0);
    for (int k = 0; k < 3; k++) {
        f8 v[4];
        take4(r.vertex.data + 4, p.corner[k] * VERTEX_WORDS, p.same_triangle, v);
        rest = rest + V3{v[1], v[2], v[3]} * p.b[k];
    }
    f8 grey = luma(p.albedo);
    p.albedo = blend(p.albedo, V3{grey, grey, grey}, splat(.10f)) * .95f + splat3(.02f, .016f, .012f);
    p.roughness = high(p.roughness, splat(.62f));
    p.metallic *= .25f;
    p.sheen = high(p.sheen, splat(.35f));
    // dents by hand, and whorls of fine ridges within patches
    f8 a = rest.x * .23f + rest.z * .11f, b = rest.y * .23f + rest.z * .19f;
    f8 du, dv, fu, fv;
    noise_slope(r, a, b, du, dv);
    noise_slope(r, a * 5.3f + .37f, b * 5.3f + .11f, fu, fv);
    f8 swirl = noise_at(r, a * 1.7f + .5f, b * 1.7f) * 34.f;
    f8 ridge = sin_turns(swirl) * ramp(.52f, .64f, noise_at(r, a * 2.9f, b * 2.9f + .4f)) * .07f;
    const FsCamera& cam = r.camera;
    f8 fade = inverse(1.f + p.depth * .035f);
    V3 push = splat3(cam.right) * (du * 1.1f + fu * .6f + ridge) + splat3(0, 0, 1) * (dv * 1.1f + fv * .6f + ridge);
    p.normal = normal(p.normal + push * fade);
}

/// Cut paper: flat colour in few steps, the sun's shadows as darker card, no gloss.
static V3 cut_paper(const Renderer& r, const Point& p, f8 open) {  // by albedo
    const FsSky& s = r.frame->sky;
    V3 sun = splat3(s.sun_direction);
    f8 slope = dot(p.normal, sun);
    f8 share = splat(0.f);
    const bool day = s.sun_colour[0] + s.sun_colour[1] + s.sun_colour[2] > 1e-4f;
    if (day) share = sun_at(r, p.position, p.normal, unit(slope), p.hit) * (floors(ramp(-.25f, .75f, slope) * 2.99f) * .25f + .5f);
    V3 lamp = splat3(0, 0, 0);
    add_lamps(r, p.position, p.normal, p.hit, [&](V3 l, V3 colour, f8 part, f8) __attribute__((always_inline)) {
        f8 tone = floors(ramp(-.2f, .7f, dot(p.normal, l)) * 2.99f) * .33f + .2f;
        lamp = lamp + colour * (part * tone);
    });
    V3 light = ambient_on(r, splat3(0, 0, .6f)) * (.8f + .2f * ramp(.2f, .6f, open)) + splat3(s.sun_colour) * (share * .27f) + lamp;
    return light + V3{p.emission, p.emission, p.emission};
}

struct Light {
    V3 diffuse, shine;
};

/// Adds a light of irradiance/π `colour` from unit direction l.
FS_INLINE void add_light(Light& o, const Point& p, V3 l, V3 colour, f8 share, V3 f0, bool cel) {
    f8 raw = dot(p.normal, l);
    f8 nl = unit((raw + .12f) * (1.f / 1.12f));  // light bleeds a little past the terminator, as in soft vinyl
    f8 nv = high(dot(p.normal, p.view), splat(.02f));
    V3 h = normal(p.view + l);
    f8 nh = unit(dot(p.normal, h)), vh = unit(dot(p.view, h));
    f8 x = 1.f - vh, x2 = x * x, x5 = x2 * x2 * x;
    V3 fresnel = f0 + (splat3(1, 1, 1) - f0) * x5;
    f8 s = gloss(p.roughness, unit(raw), nv, nh) * 3.14159f;
    if (cel) {
        nl = ramp(.28f, .34f, nl * share) * .62f + ramp(.02f, .06f, nl * share) * .38f;
        s = ramp(.35f, .5f, s) * .5f;
        share = splat(1.f);
    }
    o.diffuse = o.diffuse + colour * (nl * nl * .25f + nl * .75f) * share;
    o.shine = o.shine + fresnel * colour * (low(s, splat(24.f)) * share);
}

struct Shaded {
    V3 lit, body, shine;  // lit: the part of body that grows with albedo, by it
    f8 mirror;
};

static Shaded lit(const Renderer& r, Point& p, f8 open) {
    const FsFrame& f = *r.frame;
    const FsSky& sky = f.sky;
    const bool cel = r.look == FS_ANIME;
    V3 f0 = blend(splat3(.04f, .04f, .04f), p.albedo, p.metallic);
    Light o = {splat3(0, 0, 0), splat3(0, 0, 0)};
    V3 sun = splat3(sky.sun_direction);
    f8 slope = dot(p.normal, sun);
    i8 faces = p.hit & (i8)(slope > -.12f);
    const bool lit_by_sun = sky.sun_colour[0] + sky.sun_colour[1] + sky.sun_colour[2] > 1e-4f;
    if (lit_by_sun && any(faces)) {
        f8 share = sun_at(r, p.position, p.normal, unit(slope), faces);
        share = pick(faces, share, splat(0.f));
        add_light(o, p, sun, splat3(sky.sun_colour) * .3183f, share, f0, cel);
    }
    V3 bounce = splat3(0, 0, 0);  // what a lamp's pool sends back, from everywhere
    add_lamps(r, p.position, p.normal, p.hit, [&](V3 l, V3 colour, f8 share, f8 reach) __attribute__((always_inline)) {
        add_light(o, p, l, colour, share, f0, cel);
        bounce = bounce + colour * (reach * .085f);
    });
    f8 nv = unit(dot(p.normal, p.view));
    f8 g = 1.f - nv, g2 = g * g, g5 = g2 * g2 * g;
    V3 around = ambient_on(r, p.normal) + bounce;
    V3 mirrored = p.normal * (2.f * dot(p.normal, p.view)) - p.view;
    V3 env = sky_mirrored(r, mirrored, p.roughness) * sky.ambient;
    f8 smooth = 1.f - p.roughness;
    V3 grazing = {high(smooth, f0.x), high(smooth, f0.y), high(smooth, f0.z)};
    V3 fe = f0 + (grazing - f0) * g5;
    // deep openings keep some of the colour that bounces inside them (Jimenez 2016, fitted)
    V3 multi = {blend(open, open * open, 1.f - p.albedo.x), blend(open, open * open, 1.f - p.albedo.y), blend(open, open * open, 1.f - p.albedo.z)};
    V3 rim = (around + o.diffuse * .5f) * (p.sheen * g2 * g * 1.6f * open);
    V3 per = (o.diffuse + around * multi + rim * .6f) * (1.f - p.metallic) + splat3(1, 1, 1) * p.emission;
    f8 kept = unit(open * open + .15f) * (1.f - .45f * p.roughness);
    Shaded out = {per, p.albedo * per + rim * .08f, o.shine + fe * env * kept, splat(0.f)};
    // smooth, upward surfaces mirror the scene: the pass after this one replaces the dome's light where it can
    out.mirror = luma(fe) * kept * unit((.34f - p.roughness) * 5.f) * ramp(.985f, .998f, p.normal.z) * (1.f - p.metallic);
    return out;
}

/// Unit direction of sight.
FS_INLINE V3 direction_of(const Renderer& r, f8 fx, f8 fy) {
    const FsCamera& cam = r.camera;
    f8 sx = fx * (2.f / (float)r.SW) - 1.f, sy = 1.f - fy * (2.f / (float)r.SH);
    return normal(splat3(cam.forward) + splat3(cam.right) * (sx * r.tan_x) + splat3(cam.up) * (sy * r.tan_y));
}

/// Share of the fog in what is seen at a distance.
FS_INLINE f8 fog_at(const Renderer& r, f8 distance) {
    const FsFrame& f = *r.frame;
    return 1.f - exps(high(distance - f.fog_start_m, splat(0.f)) * -f.fog_density);
}

void shade_samples(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, const f8& open, Seen& out) {
    const V3 none = splat3(0, 0, 0);
    out.mirror = splat(0.f);
    out.gain = none;
    out.own = out.rough = splat(0);
    out.fine = splat(-1);
    i8 hit = (i8)(ids >= 0);
    V3 back = none, stars = none, passing = none;
    if (!all(hit)) {
        V3 d = direction_of(r, fx, fy);
        f8 through;
        back = sky_at(r, d, 2.f * r.tan_y / (float)r.H, through);
        if (r.frame->sky.stars > 0) {
            stars = stars_at(r, d), passing = V3{through, through, through};
            back = back + stars * through;
        }
        if (!any(hit)) {
            out.light = back, out.gain = passing;
            out.rest = back - passing * stars;
            return;
        }
    }
    Point p;
    locate(r, fx, fy, ids, p);
    describe(r, p);
    out.own = p.steep, out.rough = p.rough, out.fine = p.fine | ~hit;
    weather(r, p);
    if (r.look == FS_CLAY) knead(r, p), out.own = splat(-1);
    V3 c, per = splat3(1, 1, 1) * (1.f + p.emission);
    i8 plain = (i8)((p.flags & (int)FS_UNLIT) != 0);
    if (all(plain | ~hit)) {
        c = p.albedo * per;
    } else {
        Shaded s;
        if (r.look == FS_PAPER) {
            V3 paper = cut_paper(r, p, open);
            s = {paper, p.albedo * paper, none, splat(0.f)};
        } else {
            s = lit(r, p, open);
        }
        out.mirror = pick(hit & ~plain, s.mirror, out.mirror);
        c = pick(plain, p.albedo * per, s.body + s.shine);
        per = pick(plain, per, s.lit);
    }
    V3 gain = p.base * per;
    if (r.frame->fog_density > 0) {
        f8 t = fog_at(r, p.depth * root(dot(p.direction, p.direction)));
        c = blend(c, splat3(r.frame->fog_colour), t);
        gain = gain * (1.f - t);
    }
    out.light = pick(hit, c, back);
    out.gain = pick(hit, pick(p.varied, gain, none), passing);
    out.rest = out.light - out.gain * pick(hit, p.texture, stars);
}

V3 texture_at(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, const i8& wanted) {
    const float *tf = reinterpret_cast<const float*>(r.triangles.data), *sf = reinterpret_cast<const float*>(r.surfaces.data);
    const int* si = reinterpret_cast<const int*>(r.surfaces.data);
    i8 hit = wanted & (i8)(ids >= 0);
    V3 out = splat3(1, 1, 1);
    if (any(wanted & ~hit)) {
        out = pick(hit, out, stars_at(r, direction_of(r, fx, fy)));
        if (!any(hit)) return out;
    }
    const int some = ids[__builtin_ctz((unsigned)bits(hit))];
    i8 id = pick(hit, ids, splat(some));
    const bool same = all((i8)(id == splat(some)));
    f8 t[16], uv[3][4];
    for (int k = 0; k < 4; k++) take4(tf + 4 * k, id * TRIANGLE_WORDS, same, t + 4 * k);
    for (int k = 0; k < 3; k++) take4(r.vertex.data, (i8)t[9 + k] * VERTEX_WORDS, same, uv[k]);
    i8 drawable = (i8)t[12];
    const bool one = same || alike(drawable);
    drawable *= SURFACE_WORDS;
    // u / w, v / w and 1 / w are planes over the screen
    f8 plane[3][3];
    for (int i = 0; i < 3; i++) {
        plane[0][i] = t[i] * uv[0][0] + t[3 + i] * uv[1][0] + t[6 + i] * uv[2][0];
        plane[1][i] = t[i] * uv[0][1] + t[3 + i] * uv[1][1] + t[6 + i] * uv[2][1];
        plane[2][i] = t[i] + t[3 + i] + t[6 + i];
    }
    auto over = [&](int k) __attribute__((always_inline)) { return plane[k][0] * fx + plane[k][1] * fy + plane[k][2]; };
    f8 w = inverse(high(over(2), splat(1e-9f))), u = over(0) * w, v = over(1) * w;
    f8 scale = take(sf + 7, drawable, one), by_pixel = w * scale;
    f8 ux = (plane[0][0] - u * plane[2][0]) * by_pixel, uy = (plane[0][1] - u * plane[2][1]) * by_pixel;
    f8 vx = (plane[1][0] - v * plane[2][0]) * by_pixel, vy = (plane[1][1] - v * plane[2][1]) * by_pixel;
    u *= scale, v *= scale;
    i8 which = take(si + 10, drawable, one);
    for (i8 left = hit & (i8)(which >= 0); any(left);) {
        const Texture& texture = r.textures[which[__builtin_ctz((unsigned)bits(left))]];
        i8 mine = left & (i8)(which == splat(which[__builtin_ctz((unsigned)bits(left))]));
        left &= ~mine;
        out = pick(mine, colour_at(texture, u, v, detail_of(texture, ux, uy, vx, vy, mine)), out);
    }
    return out;
}

void shade_clear(const Renderer& r, const f8& fx, const f8& fy, const i8& ids, V3& add, V3& keep) {
    const float* sf = reinterpret_cast<const float*>(r.surfaces.data);
    Point p;
    locate(r, fx, fy, ids, p);
    describe(r, p);
    // the side that is seen
    p.normal = pick((i8)(dot(p.normal, p.view) < 0.f), p.normal * -1.f, p.normal);
    Shaded s = lit(r, p, splat(1.f));
    f8 opacity = unit(take(sf + 6, p.drawable, p.same_drawable));
    f8 g = 1.f - unit(dot(p.normal, p.view)), g2 = g * g, rim = g2 * g2 * g;
    f8 cover = opacity + (1.f - opacity) * rim * .6f;
    add = s.body * cover + s.shine;
    V3 tint = blend(splat3(1, 1, 1), p.albedo, splat(.35f));
    keep = tint * (1.f - cover);
    f8 t = splat(0.f);
    if (r.frame->fog_density > 0) {
        t = fog_at(r, p.depth * root(dot(p.direction, p.direction)));
    }
    add = blend(add, splat3(r.frame->fog_colour) * cover, t);
    add = pick(p.hit, add, splat3(0, 0, 0));
    keep = pick(p.hit, keep, splat3(1, 1, 1));
}

}  // namespace FS_NS
