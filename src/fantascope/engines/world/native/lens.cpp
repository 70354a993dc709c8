// Depth of field: a gather at half size in which far and near blur are kept apart.
//
// Far: a tap counts only if its own blur reaches the pixel, so sharp things never bleed into the blurred background.
// Near: blurred foreground spreads over what is behind it by its own coverage. After Jimenez, "Next Generation Post
// Processing in Call of Duty: Advanced Warfare" (2014), much simplified.
#include "scene.hpp"

namespace FS_NS {

static const int FEW = 8, MANY = 17;  // taps of a small disc, and of a large one

/// Signed blur radius in half-size pixels: positive behind the focus.
FS_INLINE f8 blur_radius(const Renderer& r, f8 depth) {
    const FsCamera& c = r.camera;
    const float scale = .25f * c.aperture * (float)r.H, most = .022f * (float)r.H;
    return within((1.f - c.focus_m * inverse(high(depth, splat(.01f)))) * scale, -most, most);
}

static bool halve(Renderer& r, int w, int h, float* colour, float* radius) {
    const size_t plane = (size_t)r.W * r.H, part = (size_t)w * h;
    bool blurred = false;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x += 8) {
            const size_t row = (size_t)(2 * y) * r.W + 2 * (size_t)x;  // lanes past the end read slack, and are written over
            auto four = [&](const float* p, f8* o) __attribute__((always_inline)) {
                for (int k = 0; k < 2; k++) {
                    f8 a = load(p + row + (size_t)k * r.W), b = load(p + row + (size_t)k * r.W + 8);
                    o[2 * k] = evens(a, b), o[2 * k + 1] = odds(a, b);
                }
            };
            f8 z[4], weight[4], total = splat(1e-6f), sum;
            four(r.depth.data, z);
            f8 nearest = low(low(z[0], z[1]), low(z[2], z[3]));
            f8 c = blur_radius(r, nearest);
            for (int k = 0; k < 4; k++) {  // only what lies near the nearest: no mixing across an edge
                weight[k] = unit(1.5f - (z[k] - nearest) * inverse(nearest * .1f + .05f)) + 1e-3f;
                total += weight[k];
            }
            f8 inv = inverse(total);
            for (int j = 0; j < 3; j++) {
                f8 c4[4];
                four(r.light.data + j * plane, c4);
                sum = c4[0] * weight[0] + c4[1] * weight[1] + c4[2] * weight[2] + c4[3] * weight[3];
                store(colour + j * part + (size_t)y * w + x, low(sum * inv, splat(12.f)));
            }
            store(radius + (size_t)y * w + x, c);
            blurred |= any((i8)(magnitude(c) > .35f));
        }
    return blurred;
}

/// Greatest near radius by 8×8 tile and its neighbours.
static void spread_near(const float* radius, int w, int h, float* tiles, float* scratch, int tw, int th) {
    for (int ty = 0; ty < th; ty++)
        for (int tx = 0; tx < tw; tx++) {
            float m = 0;
            for (int y = 8 * ty; y < low(h, 8 * ty + 8); y++)
                for (int x = 8 * tx; x < low(w, 8 * tx + 8); x++) m = high(m, -radius[(size_t)y * w + x]);
            scratch[(size_t)ty * tw + tx] = m;
        }
    for (int ty = 0; ty < th; ty++)
        for (int tx = 0; tx < tw; tx++) {
            float m = 0;
            for (int y = high(0, ty - 2); y <= low(th - 1, ty + 2); y++)
                for (int x = high(0, tx - 2); x <= low(tw - 1, tx + 2); x++) m = high(m, scratch[(size_t)y * tw + x]);
            tiles[(size_t)ty * tw + tx] = m;
        }
}

void focus_lens(Renderer& r) {
    if (!r.focus || r.camera.aperture <= 0) return;
    const int w = r.W / 2, h = r.H / 2, tw = (w + 7) / 8, th = (h + 7) / 8;
    const size_t part = (size_t)w * h, plane = (size_t)r.W * r.H;
    // colour 3, radius 1 | far 3, near 3, near cover 1
    if (!r.half.resize(4 * part + 64) || !r.half2.resize(7 * part + 64) || !r.small.resize(2 * (size_t)tw * th + 64)) {
        r.ok = false;
        return;
    }
    float *colour = r.half.data, *radius = r.half.data + 3 * part, *tiles = r.small.data;
    if (!halve(r, w, h, colour, radius)) return;
    spread_near(radius, w, h, tiles, tiles + (size_t)tw * th, tw, th);
    float ox[FEW + MANY], oy[FEW + MANY], od[FEW + MANY];
    for (int k = 0; k < FEW + MANY; k++) {
        const int i = k < FEW ? k : k - FEW;
        od[k] = sqrtf(((float)i + .5f) / (float)(k < FEW ? FEW : MANY));
        ox[k] = cosf((float)i * 2.39996f) * od[k], oy[k] = sinf((float)i * 2.39996f) * od[k];
    }
    float* out = r.half2.data;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x += 8) {
            const size_t at = (size_t)y * w + x;
            f8 own = load(radius + at);
            f8 near_most = splat(tiles[(size_t)(y / 8) * tw + x / 8]);
            f8 spread = high(high(own, splat(0.f)), near_most);
            f8 far[3], near[3], far_total = splat(1e-4f), cover = splat(0.f);
            for (int j = 0; j < 3; j++) far[j] = load(colour + j * part + at) * 1e-4f, near[j] = splat(0.f);
            if (any((i8)(spread > .35f))) {
                f8 near_total = splat(0.f);
                const bool small = !any((i8)(spread > 3.f));
                const int first = small ? 0 : FEW, last = small ? FEW : FEW + MANY;
                // where all lanes spread alike they share one offset, and a tap is a plain load
                const float most = greatest(spread), least = -greatest(spread * -1.f);
                const int margin = (int)most + 1;
                const bool even = most < 1.25f * least + .25f && x >= margin && x + 8 + margin <= w;
                if (even) spread = splat(most);
                for (int k = first; k < last; k++) {
                    i8 i = splat(0);
                    const float *tap = colour;
                    if (even) {
                        tap += (size_t)within((int)floorf((float)y + .5f + oy[k] * most), 0, h - 1) * w + x + (int)floorf(ox[k] * most + .5f);
                    } else {
                        f8 qx = LANE + (float)x + ox[k] * spread + .5f, qy = splat((float)y + .5f) + oy[k] * spread;
                        i = within(to_int(qy), 0, h - 1) * w + within(to_int(qx), 0, w - 1);
                    }
                    auto read = [&](int j) __attribute__((always_inline)) { return even ? load(tap + j * part) : gather(tap + j * part, i); };
                    f8 c = read(3), distance = spread * od[k];
                    // for far light the pixel's own radius bounds what may fall on it
                    f8 wf = unit(low(c, high(own, splat(0.f)) + .5f) - distance + 1.f) * pick((i8)(c > 0.f), splat(1.f), splat(0.f));
                    wf = pick((i8)(own > 0.f), wf, splat(0.f));
                    f8 reach = -c;
                    f8 wn = unit(reach - distance + 1.f) * unit(reach * 1.5f - .3f) * inverse(high(reach * reach, splat(1.f)));
                    f8 a = read(0), b = read(1), d = read(2);
                    far[0] += a * wf, far[1] += b * wf, far[2] += d * wf, far_total += wf;
                    near[0] += a * wn, near[1] += b * wn, near[2] += d * wn, near_total += wn;
                }
                // share of the disc that near things fill
                cover = unit(near_total * spread * spread * (1.25f / (float)(last - first)));
                f8 inv = inverse(high(near_total, splat(1e-6f)));
                for (int j = 0; j < 3; j++) near[j] *= inv;
            }
            f8 inv = inverse(far_total);
            for (int j = 0; j < 3; j++) {
                store(out + j * part + at, far[j] * inv);
                store(out + (3 + j) * part + at, near[j] * cover);
            }
            store(out + 6 * part + at, cover);
        }
    for (int y = 0; y < r.H; y++) {
        const float fy = within(((float)y + .5f) * .5f - .5f, 0.f, (float)(h - 1));
        const int y0 = (int)fy, y1 = low(y0 + 1, h - 1);
        const float ty = fy - (float)y0;
        for (int x = 0; x < r.W; x += 8) {
            const size_t at = (size_t)y * r.W + x;
            f8 fx = within((LANE + ((float)x + .5f)) * .5f - .5f, 0.f, (float)(w - 1));
            i8 x0 = to_int(fx), x1 = low(x0 + 1, splat(w - 1));
            f8 tx = fx - to_float(x0);
            const int base = within(x / 2 - 1, 0, high(w - 8, 0));  // eight cells that hold all that the row needs
            const bool narrow = w < 8;
            x0 -= base, x1 -= base;
            auto sample = [&](int j) __attribute__((always_inline)) {
                const float *p = out + j * part + (size_t)y0 * w + base, *q = out + j * part + (size_t)y1 * w + base;
                if (narrow) return blend(blend(gather(p, x0), gather(p, x1), tx), blend(gather(q, x0), gather(q, x1), tx), splat(ty));
                f8 line = blend(load(p), load(q), splat(ty));
                return blend(permute(line, x0), permute(line, x1), tx);
            };
            f8 c = blur_radius(r, load(r.depth.data + at)) * 2.f;  // full-size pixels
            auto farness = [](f8 radius) __attribute__((always_inline)) { return unit((radius - .5f) * .8f); };
            f8 far = farness(c), cover = sample(6);
            const size_t up = y > 0 ? at - (size_t)r.W : at, down = y + 1 < r.H ? at + (size_t)r.W : at;
            const float* d = r.depth.data;
            f8 z = load(d + at), apart = magnitude(load(d + (at ? at - 1 : 0)) - z) + magnitude(load(d + at + 1) - z) + magnitude(load(d + up) - z) + magnitude(load(d + down) - z);
            if (any((i8)(apart > z * .1f))) {  // on an outline the share of samples that are far keeps it smooth
                far = splat(0.f);
                for (int k = 0; k < 4; k++) {
                    const float* p = r.iw.data + (size_t)(2 * y + (k >> 1)) * r.pitch + 2 * x;
                    f8 iw = k & 1 ? odds(load(p), load(p + 8)) : evens(load(p), load(p + 8));
                    far += farness(blur_radius(r, inverse(high(iw, splat(1e-9f)))) * 2.f) * .25f;
                }
            }
            const bool use_far = any((i8)(far > 0.f)), use_near = any((i8)(cover > .004f));
            if (!use_far && !use_near) continue;
            for (int j = 0; j < 3; j++) {
                float* o = r.light.data + j * plane + at;
                f8 v = load(o);
                if (use_far) v = blend(v, sample(j), far);
                if (use_near) v = v * (1.f - cover) + sample(3 + j);
                put(o, v, r.W - x);
            }
        }
    }
}

}  // namespace FS_NS
