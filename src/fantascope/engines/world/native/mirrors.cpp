// Wet ground, ice and polished floors: where they mirror the dome, the picture's own content replaces it.
#include "ripples.hpp"
#include "sky.hpp"
#include "trace.hpp"

namespace FS_NS {

void draw_mirrors(Renderer& r) {
    if (!r.mirrors) return;
    const size_t plane = (size_t)r.W * r.H;
    if (!r.copy.resize(3 * plane + 64)) {
        r.ok = false;
        return;
    }
    memcpy(r.copy.data, r.light.data, sizeof(float) * 3 * plane);
    const FsCamera& cam = r.camera;
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x += 8) {
            const size_t at = (size_t)y * r.W + x;
            f8 share = load(r.mirror.data + at);
            f8 depth = load(r.depth.data + at);
            i8 wanted = (i8)(share > .004f) & (i8)(depth < 1e8f) & (i8)(LANE_I + x < splat(r.W));
            if (!any(wanted)) continue;
            f8 sx = (LANE + ((float)x + .125f)) * (2.f / (float)r.W) - 1.f;
            f8 sy = splat(1.f - ((float)y + .625f) * (2.f / (float)r.H));
            V3 ray = splat3(cam.forward) + splat3(cam.right) * (sx * r.tan_x) + splat3(cam.up) * (sy * r.tan_y);
            V3 p = splat3(cam.eye) + ray * depth, d = normal(ray);
            V3 n = splat3(0, 0, 1);
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
            f8 sure = trace(r, p + n * .01f, bounce, wanted, .04f, light);
            f8 gain = pick(wanted, sure * share, splat(0.f));
            if (!any((i8)(gain > 0.f))) continue;
            V3 sky = sky_mirrored(r, bounce, splat(.1f)) * r.frame->sky.ambient;
            V3 c = {load(r.light.data + at), load(r.light.data + plane + at), load(r.light.data + 2 * plane + at)};
            V3 more = {low(light.x, splat(6.f)) - sky.x, low(light.y, splat(6.f)) - sky.y, low(light.z, splat(6.f)) - sky.z};
            c = c + more * gain;
            V3 zero = splat3(0, 0, 0);
            c = {high(c.x, zero.x), high(c.y, zero.y), high(c.z, zero.z)};
            store(r.light.data + at, c.x), store(r.light.data + plane + at, c.y), store(r.light.data + 2 * plane + at, c.z);
        }
}

}  // namespace FS_NS
