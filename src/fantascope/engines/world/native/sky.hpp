// The dome: gradient, glow, sun or moon, clouds, stars, planet; and its light on things. Directions are unit, z up.
#pragma once
#include "scene.hpp"
#include "texture.hpp"

namespace FS_NS {

/// The dome's gradient, blurred as a surface of that roughness mirrors it. No seam at the horizon.
FS_INLINE V3 dome(const FsSky& s, V3 d, f8 roughness) {
    f8 soft = roughness * .8f + .03f;
    f8 up = unit(d.z * (1.f - .25f * roughness) + .25f * roughness);
    f8 rise = 1.f - up;
    rise = rise * rise, rise = rise * rise;
    rise = 1.f - rise * (.3f + .7f * rise);
    V3 above = blend(splat3(s.horizon), splat3(s.zenith), rise);
    f8 t = unit((d.z + soft) * inverse(soft * 1.6f));
    t = t * t * (3.f - 2.f * t);
    V3 below = blend(splat3(s.horizon), splat3(s.ground), unit(d.z * -3.f) * .5f + .5f);
    return blend(below, above, t);
}

/// Light from the dome on a surface facing n, per unit of albedo.
FS_INLINE V3 ambient_on(const Renderer& r, V3 n) {
    f8 a = unit(n.z), b = unit(-n.z);
    a = a * (.4f + .6f * a), b = b * (.4f + .6f * b);
    V3 up = splat3(r.around[0]), side = splat3(r.around[1]), down = splat3(r.around[2]);
    return side + (up - side) * a + (down - side) * b;
}

/// Cover and inner light of the cloud sheet in a direction.
FS_INLINE void clouds_at(const Renderer& r, V3 d, f8& cover, f8& lit) {
    const FsFrame& f = *r.frame;
    const float t = (float)f.time_s;
    const float wx = f.wind[0] * .004f + .0011f, wy = f.wind[1] * .004f + .0004f;
    f8 k = inverse(high(d.z, splat(0.f)) + .30f) * .115f;
    f8 u = d.x * k + (.37f - wx * t), v = d.y * k + (.11f - wy * t);
    f8 big = noise_at(r, u, v), fine = noise_at(r, u * 3.7f + (.21f + wx * t), v * 3.7f + .43f);
    const float edge = blend(.70f, .22f, f.sky.clouds);
    f8 n = big * .84f + fine * .16f;
    cover = ramp(0.f, .13f, n - edge) * ramp(.01f, .12f, d.z);
    const float* sun = f.sky.sun_direction;
    f8 toward = noise_at(r, u + sun[0] * .012f, v + sun[1] * .012f) * .84f + fine * .16f;
    lit = unit(.70f + (n - toward) * 4.5f - (n - edge) * .45f);
}

/// What is drawn over the sky multiplies `through` by the share of what lies behind that it leaves.
FS_INLINE V3 with_clouds(const Renderer& r, V3 d, V3 sky, f8& through) {
    const FsSky& s = r.frame->sky;
    f8 cover, lit;
    clouds_at(r, d, cover, lit);
    V3 sun = splat3(s.sun_colour) * .27f;
    V3 shade = (splat3(s.horizon) * .55f + splat3(s.zenith) * .45f);
    V3 cloud = splat3(s.cloud_colour) * (shade * (1.f - .35f * lit) + sun * lit);
    through *= 1.f - cover * .95f;
    return blend(sky, cloud, cover * .95f);
}

/// Glow and disc of the sun or moon. `size` is the slope of a pixel, for a clean rim.
FS_INLINE V3 with_sun(const Renderer& r, V3 d, V3 sky, float size, f8& through) {
    const FsSky& s = r.frame->sky;
    V3 sun = splat3(s.sun_direction), colour = splat3(s.sun_colour);
    f8 c = dot(d, sun);
    V3 off = d - sun;
    f8 angle = root(dot(off, off));
    f8 near = exp2s(angle * -9.f) * .5f + exp2s(angle * -2.6f) * .16f;
    if (!s.is_moon) {
        sky = sky + colour * (near * .55f * s.sun_disc);
        f8 disc = unit((.034f - angle) * (1.f / (2.f * size)) + .5f);
        return sky + colour * (pick((i8)(c > 0.f), disc, splat(0.f)) * (7.f * s.sun_disc));
    }
    sky = sky + colour * (near * .10f * s.sun_disc);
    const float radius = .042f;
    f8 disc = pick((i8)(c > 0.f), unit((radius - angle) * (1.f / (2.f * size)) + .5f), splat(0.f)) * low(s.sun_disc, 1.f);
    if (!any((i8)(disc > 0.f))) return sky;
    V3 right = normal(cross(splat3(0, 0, 1), sun) + splat3(1e-4f, 0, 0)), up = cross(sun, right);
    f8 x = dot(off, right) * (1.f / radius), y = dot(off, up) * (1.f / radius);
    f8 limb = root(1.f - low(x * x + y * y, splat(1.f)));
    f8 maria = ramp(.42f, .62f, noise_at(r, x * .055f + .31f, y * .055f + .72f));
    f8 pits = noise_at(r, x * .25f, y * .25f) - .5f;
    f8 face = (1.f - .38f * maria + .22f * pits) * (.62f + .38f * limb);
    V3 moon = blend(splat3(1.f, .97f, .88f), colour * (1.f / (.01f + high(s.sun_colour[0], high(s.sun_colour[1], s.sun_colour[2])))), splat(.35f));
    through *= 1.f - disc;
    return blend(sky, moon * (face * 1.25f), disc);
}

/// Light of the stars alone.
FS_INLINE V3 stars_at(const Renderer& r, V3 d) {
    const FsSky& s = r.frame->sky;
    V3 sky = splat3(0, 0, 0);
    if (s.stars <= 0 || !any((i8)(d.z > -.1f))) return sky;
    f8 k = inverse(1.f + magnitude(d.z)) * 46.f;
    f8 u = d.x * k, v = d.y * k;
    for (int layer = 0; layer < 2; layer++) {
        const float scale = layer ? 2.3f : 1.f;
        f8 x = u * scale, y = v * scale;
        i8 cell = to_int(floors(x)) * 7919 + to_int(floors(y)) * 104729 + pick((i8)(d.z < 0.f), splat(17), splat(0)) + layer;
        f8 a = hashes(cell), b = hashes(cell + 1013), c = hashes(cell + 2027);
        f8 dx = fraction(x) - (.2f + .6f * a), dy = fraction(y) - (.2f + .6f * b);
        f8 magnitude_ = c * c * c * c * c;
        f8 dot2 = dx * dx + dy * dy;
        f8 twinkle = .75f + .25f * sin_turns(a * 7.f + (float)r.frame->time_s * (.4f + .5f * b));
        f8 glow = unit(1.f - dot2 * (1.f / (layer ? .012f : .005f)));
        f8 shine = glow * glow * magnitude_ * twinkle * (s.stars * (layer ? .8f : 2.6f)) * ramp(-.02f, .2f, d.z);
        sky = sky + blend(splat3(1.f, .85f, .7f), splat3(.75f, .85f, 1.f), b) * shine;
    }
    return sky;
}

/// The Earth hanging in the moon's sky: oceans, land, cloud bands, a lit side and an air rim.
FS_INLINE V3 with_planet(const Renderer& r, V3 d, V3 sky, float size, f8& through) {
    const FsSky& s = r.frame->sky;
    V3 to = splat3(s.planet);
    V3 off = d - to;
    const float radius = .15f;
    f8 angle = root(dot(off, off));
    f8 disc = pick((i8)(dot(d, to) > 0.f), unit((radius - angle) * (1.f / (2.f * size)) + .5f), splat(0.f));
    f8 halo = exp2s(high(angle - radius, splat(0.f)) * -60.f) * pick((i8)(dot(d, to) > 0.f), splat(.22f), splat(0.f));
    sky = sky + splat3(.25f, .5f, 1.f) * halo;
    if (!any((i8)(disc > 0.f))) return sky;
    V3 right = normal(cross(splat3(0, 0, 1), to) + splat3(1e-4f, 0, 0)), up = cross(to, right);
    f8 x = dot(off, right) * (1.f / radius), y = dot(off, up) * (1.f / radius);
    f8 z = root(1.f - low(x * x + y * y, splat(1.f)));
    V3 n = right * x + up * y - to * z;
    f8 day = ramp(-.15f, .55f, dot(n, normal(splat3(s.sun_direction))) * .6f + .35f * (x * .5f + .5f) + .12f);
    const float spin = (float)r.frame->time_s * .0012f;
    f8 mx = x * (1.f + .22f * (1.f - z)) * .085f + (.55f + spin), my = y * (1.f + .22f * (1.f - z)) * .085f + .31f;
    f8 land = ramp(.50f, .56f, noise_at(r, mx, my));
    f8 cloud = ramp(.50f, .72f, noise_at(r, mx * 1.7f + spin, my * 2.8f + .4f) * .7f + noise_at(r, mx * 5.f, my * 7.f) * .3f);
    f8 ice = ramp(.80f, .93f, magnitude(y));
    V3 c = blend(splat3(.02f, .12f, .42f), blend(splat3(.10f, .30f, .07f), splat3(.45f, .36f, .18f), ramp(.55f, .68f, noise_at(r, mx + .3f, my))), land);
    c = blend(c, splat3(.95f, .97f, 1.f), high(cloud * .85f, ice));
    f8 rim = 1.f - z;
    c = blend(c, splat3(.35f, .62f, 1.f), rim * rim * .75f);
    through *= 1.f - disc;
    return blend(sky, c * (day * 1.25f + .015f), disc);
}

/// All of it but the stars, as the camera sees it. `through` is the share of the stars that it leaves.
FS_INLINE V3 sky_at(const Renderer& r, V3 d, float size, f8& through) {
    const FsSky& s = r.frame->sky;
    V3 c = dome(s, d, splat(0.f));
    through = splat(1.f);
    if (s.has_planet) c = with_planet(r, d, c, size, through);
    if (s.sun_disc > 0) c = with_sun(r, d, c, size, through);
    if (s.clouds > 0 && any((i8)(d.z > 0.f))) c = with_clouds(r, d, c, through);
    return c;
}

/// What a mirror of that roughness sees of the dome, clouds only where it is smooth.
FS_INLINE V3 sky_mirrored(const Renderer& r, V3 d, f8 roughness) {
    const FsSky& s = r.frame->sky;
    V3 c = dome(s, d, roughness);
    f8 through = splat(1.f);
    if (s.clouds > .02f && any((i8)(d.z > 0.f) & (i8)(roughness < .2f)))
        c = blend(with_clouds(r, d, c, through), c, unit(roughness * 5.f));
    return c;
}

}  // namespace FS_NS
