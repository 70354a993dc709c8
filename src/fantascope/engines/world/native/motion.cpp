// Motion blur: each pixel's path over the shutter, then a gather along the fastest path near it.
//
// After McGuire et al., "A Reconstruction Filter for Plausible Motion Blur" (2012): a tap counts if it is in front and
// its own motion reaches the pixel, or behind where the pixel itself is moving.
#include "scene.hpp"

namespace FS_NS {

static const int TILE = 16;

static bool same_camera(const FsCamera& a, const FsCamera& b) {
    return !memcmp(&a, &b, sizeof(float) * 13);  // place, axes, field of view
}

/// Paths in pixels over the shutter, from the previous place to this one. False when nothing moves.
static bool find_velocity(Renderer& r) {
    const FsCamera &cam = r.camera, &was = r.frame->previous_camera;
    const size_t plane = (size_t)r.W * r.H;
    bool moving = !same_camera(cam, was);
    bool things = false;
    for (size_t k = 0; k < r.surfaces.size; k++) things |= r.surfaces[k].moving && r.frame->visible[k];
    if (!moving && !things) return false;
    if (!r.velocity.resize(2 * plane + 64)) return r.ok = false;
    const float most = .045f * (float)r.W;
    const float was_x = was.tan_half * (float)r.W / (float)r.H, was_y = was.tan_half;
    const int* ti = reinterpret_cast<const int*>(r.triangles.data);
    const float* tf = reinterpret_cast<const float*>(r.triangles.data);
    const int* si = reinterpret_cast<const int*>(r.surfaces.data);
    const int moving_word = (int)(offsetof(Surface, moving) / 4);
    bool any_motion = false;
    for (int y = 0; y < r.H; y += 2)  // one pixel speaks for four
        for (int x = 0; x < r.W; x += 16) {
            const size_t at = (size_t)y * r.W + x;
            const int* cell = r.ids.data + (size_t)(2 * y + 1) * r.pitch + 2 * x;
            i8 id = evens(evens(load(cell), load(cell + 8)), evens(load(cell + 16), load(cell + 24)));
            auto keep_path = [&](f8 vx, f8 vy) __attribute__((always_inline)) {
                for (int k = 0; k < 2; k++) {
                    f8 first, second, v = k ? vy : vx;
                    weave(v, v, first, second);
                    for (int row = 0; row < 2; row++) {
                        float* o = r.velocity.data + k * plane + at + (size_t)row * r.W;
                        put(o, first, r.W - x);
                        if (r.W - x > 8) put(o + 8, second, r.W - x - 8);
                    }
                }
            };
            i8 hit = (i8)(id >= 0);
            i8 t = pick(hit, id, splat(0)) * TRIANGLE_WORDS;
            i8 goes = splat(0);
            if (things && any(hit)) {
                if (all((i8)(id == splat(id[0])))) goes = splat(-(si[moving_word + ti[12 + t[0]] * SURFACE_WORDS] != 0));
                else goes = hit & (i8)(gather(si + moving_word, gather(ti + 12, t) * SURFACE_WORDS) != splat(0));
            }
            if (!moving && !any(goes)) {
                keep_path(splat(0.f), splat(0.f));
                continue;
            }
            f8 px = LANE * 2.f + ((float)x + .5f), py = splat((float)y + .5f);
            f8 depth = low(evens(load(r.depth.data + at), load(r.depth.data + at + 8)), splat(3000.f));
            f8 sx = px * (2.f / (float)r.W) - 1.f, sy = 1.f - py * (2.f / (float)r.H);
            V3 p = splat3(cam.eye) + (splat3(cam.forward) + splat3(cam.right) * (sx * r.tan_x) + splat3(cam.up) * (sy * r.tan_y)) * depth;
            V3 q = p;
            if (any(goes)) {
                f8 b[3], iw = splat(0.f);
                for (int k = 0; k < 3; k++) {
                    b[k] = gather(tf + 3 * k, t) * (px * 2.f) + gather(tf + 3 * k + 1, t) * (py * 2.f) + gather(tf + 3 * k + 2, t);
                    iw += b[k];
                }
                f8 w = inverse(high(iw, splat(1e-9f)));
                V3 old = splat3(0, 0, 0), now = old;
                for (int k = 0; k < 3; k++) {
                    i8 v = gather(ti + 9 + k, t) * 4;
                    f8 g = b[k] * w;
                    old = old + V3{gather(r.previous.data, v), gather(r.previous.data + 1, v), gather(r.previous.data + 2, v)} * g;
                    now = now + V3{gather(r.world.data, v), gather(r.world.data + 1, v), gather(r.world.data + 2, v)} * g;
                }
                q = pick(goes, p + old - now, p);
            }
            V3 d = q - splat3(was.eye);
            f8 w = dot(d, splat3(was.forward)), inv = inverse(high(w, splat(.02f)));
            f8 ox = (dot(d, splat3(was.right)) * inv * (1.f / was_x) + 1.f) * (.5f * (float)r.W);
            f8 oy = (1.f - dot(d, splat3(was.up)) * inv * (1.f / was_y)) * (.5f * (float)r.H);
            f8 vx = px - ox, vy = py - oy;
            f8 length = root(vx * vx + vy * vy), keep = low(splat(1.f), inverse(high(length, splat(1e-3f))) * most);
            keep = pick((i8)(w > .02f), keep, splat(0.f));
            vx *= keep, vy *= keep;
            any_motion |= any((i8)(length * keep > .6f));
            keep_path(vx, vy);
        }
    return any_motion;
}

void blur_motion(Renderer& r) {
    if (!r.motion || !find_velocity(r)) return;
    const size_t plane = (size_t)r.W * r.H;
    const int tw = (r.W + TILE - 1) / TILE, th = (r.H + TILE - 1) / TILE;
    if (!r.copy.resize(3 * plane + 64) || !r.small.resize(6 * (size_t)tw * th + 64)) {
        r.ok = false;
        return;
    }
    r.copy.exchange(r.light);  // from the one into the other
    const float *vx = r.velocity.data, *vy = vx + plane;
    float *own = r.small.data, *most = own + 2 * (size_t)tw * th, *apart = most + 2 * (size_t)tw * th;
    float* calm = apart + (size_t)tw * th;  // tiles in which all moves alike
    for (int ty = 0; ty < th; ty++)
        for (int tx = 0; tx < tw; tx++) {
            f8 best = splat(-1.f), bx = splat(0.f), by = bx, x0 = splat(1e9f), x1 = splat(-1e9f), y0 = x0, y1 = x1;
            const i8 inside = (i8)(LANE_I * 2 + tx * TILE < splat(r.W));
            for (int y = ty * TILE; y < low(r.H, (ty + 1) * TILE); y += 2) {
                const size_t at = (size_t)y * r.W + (size_t)tx * TILE;
                f8 a = evens(load(vx + at), load(vx + at + 8)), b = evens(load(vy + at), load(vy + at + 8)), l = a * a + b * b;
                i8 more = inside & (i8)(l > best);
                best = pick(more, l, best), bx = pick(more, a, bx), by = pick(more, b, by);
                x0 = pick(inside, low(x0, a), x0), x1 = pick(inside, high(x1, a), x1);
                y0 = pick(inside, low(y0, b), y0), y1 = pick(inside, high(y1, b), y1);
            }
            const int fastest = __builtin_ctz((unsigned)bits((i8)(best == splat(greatest(best)))));
            apart[(size_t)ty * tw + tx] = high(greatest(x1) + greatest(x0 * -1.f), greatest(y1) + greatest(y0 * -1.f));
            own[2 * ((size_t)ty * tw + tx)] = bx[fastest], own[2 * ((size_t)ty * tw + tx) + 1] = by[fastest];
        }
    for (int ty = 0; ty < th; ty++)
        for (int tx = 0; tx < tw; tx++) {
            float best = -1, unlike = 0, *o = most + 2 * ((size_t)ty * tw + tx);
            const float* mid = own + 2 * ((size_t)ty * tw + tx);
            for (int y = high(0, ty - 2); y <= low(th - 1, ty + 2); y++)
                for (int x = high(0, tx - 2); x <= low(tw - 1, tx + 2); x++) {
                    const float* v = own + 2 * ((size_t)y * tw + x);
                    const float l = v[0] * v[0] + v[1] * v[1];
                    unlike = high(unlike, high(apart[(size_t)y * tw + x], high(fabsf(v[0] - mid[0]), fabsf(v[1] - mid[1]))));
                    const int far = high(abs(x - tx), abs(y - ty)) - 1;  // whole tiles between: must be crossed
                    if (l > best && .25f * l >= (float)(far * far * TILE * TILE)) best = l, o[0] = v[0], o[1] = v[1];
                }
            calm[(size_t)ty * tw + tx] = unlike < high(1.5f, .25f * sqrtf(high(best, 0.f)));
        }
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x += 8) {
            const float* v = most + 2 * ((size_t)(y / TILE) * tw + x / TILE);
            const float length = sqrtf(v[0] * v[0] + v[1] * v[1]);
            const size_t at = (size_t)y * r.W + x;
            if (length < 1.2f) {
                for (int k = 0; k < 3; k++) put(r.light.data + k * plane + at, load(r.copy.data + k * plane + at), r.W - x);
                continue;
            }
            // the path of the tile is that of all its pixels, so a tap is a plain load
            int dx = 0;
            size_t row = 0;
            bool whole = true;
            auto aim = [&](int i, int taps) __attribute__((always_inline)) {
                const float part = ((float)i + .5f) / (float)taps - .5f;
                dx = (int)floorf(part * v[0] + .5f);
                row = (size_t)within(y + (int)floorf(part * v[1] + .5f), 0, r.H - 1) * r.W;
                whole = x + dx >= 0 && x + dx + 8 <= r.W;
                return part;
            };
            auto read = [&](const float* p) __attribute__((always_inline)) {
                return whole ? load(p + row + x + dx) : gather(p + row, within(LANE_I + (x + dx), 0, r.W - 1));
            };
            if (calm[(size_t)(y / TILE) * tw + x / TILE] > 0) {
                const int taps = within((int)(length * .5f) + 1, 3, 15);
                f8 mean[3] = {splat(0.f), splat(0.f), splat(0.f)};
                for (int i = 0; i < taps; i++) {
                    aim(i, taps);
                    for (int k = 0; k < 3; k++) mean[k] += read(r.copy.data + k * plane);
                }
                for (int k = 0; k < 3; k++) put(r.light.data + k * plane + at, mean[k] * (1.f / (float)taps), r.W - x);
                continue;
            }
            f8 z = load(r.depth.data + at);
            f8 mx = load(vx + at), my = load(vy + at), mine = root(mx * mx + my * my);
            const int taps = within((int)(length * .55f), 4, 14);
            f8 weight = inverse(high(mine, splat(1.f))) * (.12f * (float)taps) + .02f;
            f8 sum[3], total = weight;
            for (int k = 0; k < 3; k++) sum[k] = load(r.copy.data + k * plane + at) * weight;
            for (int i = 0; i < taps; i++) {
                f8 distance = splat(fabsf(aim(i, taps)) * length);
                f8 zt = read(r.depth.data), ax = read(vx), ay = read(vy), theirs = root(ax * ax + ay * ay);
                f8 inv = inverse(z * .03f + .02f);
                f8 front = unit(1.f - (zt - z) * inv), back = unit(1.f - (z - zt) * inv);
                f8 reach_theirs = unit(theirs * .5f - distance + 1.f) * inverse(high(theirs, splat(1.f)));
                f8 reach_mine = unit(mine * .5f - distance + 1.f) * inverse(high(mine, splat(1.f)));
                f8 wgt = front * reach_theirs + back * reach_mine + .5f * low(reach_theirs, reach_mine);
                total += wgt;
                for (int k = 0; k < 3; k++) sum[k] += read(r.copy.data + k * plane) * wgt;
            }
            f8 inv = inverse(total);
            for (int k = 0; k < 3; k++) {
                put(r.light.data + k * plane + at, sum[k] * inv, r.W - x);
            }
        }
}

}  // namespace FS_NS
