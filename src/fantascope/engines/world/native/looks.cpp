// The looks that are made after the light is developed: filters over display values (three planes, 0…255, in r.light).
// Clay, and the tones of anime and paper, are made while shading (surface.cpp); here are their lines and layers.
#include "scene.hpp"
#include "texture.hpp"

namespace FS_NS {

static float noise_texel(const Renderer& r, size_t at) { return (float)(r.noise[at] & 0xffff) * (1.f / 65535.f); }

/// How much of a pixel is outline: its samples differ in thing, depth or facing from those a pixel to the right or below.
static float outline_at(const Renderer& r, int x, int y) {
    int lines = 0;
    for (int k = 0; k < 4; k++) {
        const int sx = 2 * x + (k & 1), sy = 2 * y + (k >> 1);
        const size_t at = (size_t)sy * r.pitch + sx;
        const int id = r.ids[at];
        bool line = false;
        for (int j = 0; j < 2 && !line; j++) {
            const int ox = low(sx + (j ? 0 : 3), r.SW - 1), oy = low(sy + (j ? 3 : 0), r.SH - 1);
            const size_t other = (size_t)oy * r.pitch + ox;
            const int near = r.ids[other];
            if (near == id) continue;
            if (near < 0 || id < 0) {
                line = true;
                continue;
            }
            const Triangle &a = r.triangles[id], &b = r.triangles[near];
            const float za = r.iw[at], zb = r.iw[other], gap = fabsf(za - zb) / high(za, zb);
            const float turn = a.facing[0] * b.facing[0] + a.facing[1] * b.facing[1] + a.facing[2] * b.facing[2];
            line = (a.drawable != b.drawable && gap > .012f) || gap > .09f || (turn < .35f && a.drawable == b.drawable) ||
                   r.surfaces[a.drawable].thing != r.surfaces[b.drawable].thing;
        }
        lines += line;
    }
    return (float)lines * .25f;
}

static void anime(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x++) {
            const size_t at = (size_t)y * r.W + x;
            const float depth = r.depth[at], ink = outline_at(r, x, y) * within(1.25f - depth * .006f, .25f, 1.f);
            float c[3], grey = 0;
            for (int k = 0; k < 3; k++) grey += (c[k] = r.light[k * plane + at]) * (1.f / 3.f);
            for (int k = 0; k < 3; k++) {
                const float vivid = within(grey + (c[k] - grey) * 1.22f + 6.f, 0.f, 255.f);
                r.light[k * plane + at] = blend(vivid, vivid * .13f + (k == 2 ? 16.f : 8.f), ink * .92f);
            }
        }
}

/// Cut paper: each nearer layer throws a soft shadow down and right, shows its bright cut edge up and left.
static void paper(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    const float unit_px = (float)r.H / 720.f;
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x++) {
            const size_t at = (size_t)y * r.W + x;
            const float z = low(r.depth[at], 400.f);
            float shadow = 0, edge = 0;
            for (int k = 1; k <= 6; k++) {
                const int ox = within(x - (int)(1.6f * (float)k * unit_px + .5f), 0, r.W - 1), oy = within(y - (int)(1.9f * (float)k * unit_px + .5f), 0, r.H - 1);
                const float gap = (z - r.depth[(size_t)oy * r.W + ox]) / (z * .02f + .06f);
                shadow += within(gap - .6f, 0.f, 1.f) * (k < 5 ? 1.f : .5f);
            }
            const int e = (int)(2.f * unit_px + .5f);
            const float up = r.depth[(size_t)high(y - e, 0) * r.W + high(x - e, 0)];
            edge = within((low(up, 400.f) - z) / (z * .02f + .06f) - .6f, 0.f, 1.f);
            const float shade = 1.f - .085f * shadow;
            const int n = ((y * 3) & 255) * 256 + ((x * 3) & 255), fine = ((y * 7 + 31) & 255) * 256 + ((x * 5 + 17) & 255);
            const float grain = 1.f + (noise_texel(r, n) - .5f) * .05f + (noise_texel(r, fine) - .5f) * .055f;
            for (int k = 0; k < 3; k++) {
                float c = r.light[k * plane + at];
                c = blend(c, 255.f, edge * .45f) * shade * grain;
                r.light[k * plane + at] = within(c * .97f + 4.f, 0.f, 255.f);
            }
        }
}

static void noir(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x += 8) {
            const size_t at = (size_t)y * r.W + x;
            f8 g = (load(r.light.data + at) * .42f + load(r.light.data + plane + at) * .46f + load(r.light.data + 2 * plane + at) * .12f) * (1.f / 255.f);
            f8 s = g * g * (3.f - 2.f * g);
            g = unit(blend(g, s * s * (3.f - 2.f * s), splat(.62f)) * 1.06f - .035f);
            const float vy = ((float)y + .5f) / (float)r.H - .5f;
            f8 vx = (LANE + ((float)x + .5f)) * (1.f / (float)r.W) - .5f;
            g *= unit(1.12f - (vx * vx + vy * vy) * 1.25f);
            g *= 255.f;
            for (int k = 0; k < 3; k++) store(r.light.data + k * plane + at, low(g * (k == 2 ? 1.02f : 1.f), splat(255.f)));
        }
}

static uint32_t mixed(uint32_t n) {
    n = (n ^ 61) ^ (n >> 16);
    n *= 9;
    n ^= n >> 4;
    n *= 0x27d4eb2d;
    return n ^ (n >> 15);
}
static float chance(uint32_t n) { return (float)(mixed(n) & 0xffff) / 65536.f; }

/// A worn silent film, sixteen pictures a second: brown tones, flicker, hairs, scratches and dust.
static void sepia(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    const uint32_t step = (uint32_t)(int)floor(r.frame->time_s * 16.0 + 1e-6);
    const float flicker = .95f + .09f * chance(step * 3u + 1u);
    float scratch[3];
    for (uint32_t k = 0; k < 3; k++)
        scratch[k] = chance(step / 5 + k * 977u) < .55f ? (float)r.W * chance(step / 9 + k * 131u) + 3.f * chance(step + k) : -100.f;
    for (int y = 0; y < r.H; y++) {
        const float vy = ((float)y + .5f) / (float)r.H - .5f;
        for (int x = 0; x < r.W; x++) {
            const size_t at = (size_t)y * r.W + x;
            float g = (r.light[at] * .30f + r.light[plane + at] * .55f + r.light[2 * plane + at] * .15f) * (1.f / 255.f);
            const float s = g * g * (3.f - 2.f * g);
            g = blend(g, s, .55f) * .90f + .045f;
            const float vx = ((float)x + .5f) / (float)r.W - .5f, v = vx * vx * 1.35f + vy * vy * 1.1f;
            g *= flicker * within(1.12f - .95f * v - 1.5f * v * v, .05f, 1.2f);
            for (float sx : scratch) {
                const float d = fabsf((float)x - sx - 2.f * (noise_texel(r, (size_t)((y >> 3) & 255) * 256 + (step & 255)) - .5f));
                if (d < 1.3f) g += .16f * (1.3f - d);
            }
            const float tone[3] = {blend(g, powf(high(g, 0.f), .78f), .8f) * 1.02f, blend(g, powf(high(g, 0.f), .96f), .8f) * .93f, g * .76f * (.75f + .25f * g)};
            for (int k = 0; k < 3; k++) r.light[k * plane + at] = within(tone[k] * 255.f, 0.f, 255.f);
        }
    }
    for (uint32_t k = 0; k < 14; k++) {  // dust
        const int cx = (int)(chance(step * 31u + k * 7u) * (float)r.W), cy = (int)(chance(step * 17u + k * 13u + 5u) * (float)r.H);
        const float radius = (.8f + 2.6f * chance(step + k * 71u)) * (float)r.H / 720.f, dark = k % 3 ? 30.f : 225.f;
        for (int y = high(0, cy - 5); y <= low(r.H - 1, cy + 5); y++)
            for (int x = high(0, cx - 5); x <= low(r.W - 1, cx + 5); x++) {
                const float d = sqrtf((float)((x - cx) * (x - cx) + (y - cy) * (y - cy)));
                const float t = within(radius - d + .5f, 0.f, 1.f) * .6f;
                for (int j = 0; j < 3; j++) {
                    float& c = r.light[j * plane + (size_t)y * r.W + x];
                    c = blend(c, dark * (j == 2 ? .8f : 1.f), t);
                }
            }
    }
}

/// Means over squares of 2·n+1 pixels, by running sums along rows, then down columns; `between` is scratch of the same
/// size and `line` of one row.
static void box(const float* from, float* to, float* between, float* line, int w, int h, int n) {
    const float share = 1.f / (float)(2 * n + 1);
    for (int y = 0; y < h; y++) {
        const float* s = from + (size_t)y * w;
        float* o = between + (size_t)y * w;
        float sum = 0;
        for (int x = -n; x <= n; x++) sum += s[within(x, 0, w - 1)];
        for (int x = 0; x < w; x++) {
            o[x] = sum * share;
            sum += s[low(x + n + 1, w - 1)] - s[high(x - n, 0)];
        }
    }
    for (int x = 0; x < w; x++) line[x] = 0;
    for (int y = -n; y <= n; y++)
        for (int x = 0; x < w; x++) line[x] += between[(size_t)within(y, 0, h - 1) * w + x];
    for (int y = 0; y < h; y++) {
        const float *below = between + (size_t)low(y + n + 1, h - 1) * w, *above = between + (size_t)high(y - n, 0) * w;
        float* o = to + (size_t)y * w;
        for (int x = 0; x < w; x++) {
            o[x] = line[x] * share;
            line[x] += below[x] - above[x];
        }
    }
}

/// Kuwahara's filter with square windows: each pixel takes the mean of the calmest of four neighbourhoods.
static void kuwahara(Renderer& r, int n) {
    const size_t plane = (size_t)r.W * r.H;
    float *mean = r.copy.data, *grey = r.half.data, *spread = r.half2.data, *between = r.velocity.data;
    for (int k = 0; k < 3; k++) box(r.light.data + k * plane, mean + k * plane, between, r.rows.data, r.W, r.H, n);
    for (size_t i = 0; i < plane; i += 8) {
        f8 g = load(r.light.data + i) * .3f + load(r.light.data + plane + i) * .59f + load(r.light.data + 2 * plane + i) * .11f;
        store(grey + i, g * g);
    }
    box(grey, spread, between, r.rows.data, r.W, r.H, n);
    for (size_t i = 0; i < plane; i += 8) {
        f8 g = load(mean + i) * .3f + load(mean + plane + i) * .59f + load(mean + 2 * plane + i) * .11f;
        store(spread + i, high(load(spread + i) - g * g, splat(0.f)));
    }
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x++) {
            float best = 1e30f;
            float sum[3] = {0, 0, 0}, total = 0;
            size_t at[4];
            for (int k = 0; k < 4; k++) {
                at[k] = (size_t)within(y + ((k >> 1) ? n : -n), 0, r.H - 1) * r.W + within(x + ((k & 1) ? n : -n), 0, r.W - 1);
                best = low(best, spread[at[k]]);
            }
            for (int k = 0; k < 4; k++) {  // nearly equal ones share: no hard facets
                float weight = (best + 6.f) / (spread[at[k]] + 6.f);
                weight = weight * weight * weight;
                total += weight;
                for (int j = 0; j < 3; j++) sum[j] += weight * mean[j * plane + at[k]];
            }
            for (int j = 0; j < 3; j++) r.light[j * plane + (size_t)y * r.W + x] = sum[j] / total;
        }
}

static bool watercolour(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    const int n = high(2, r.H / 180), fine = high(1, r.H / 360);
    if (!r.copy.resize(3 * plane + 64) || !r.half.resize(plane + 64) || !r.half2.resize(plane + 64) || !r.velocity.resize(2 * plane + 64))
        return false;
    kuwahara(r, n);
    kuwahara(r, fine);
    memcpy(r.copy.data, r.light.data, sizeof(float) * 3 * plane);
    const float scale = 720.f / (float)r.H;
    const int d = high(1, r.H / 400);
    for (int y = 0; y < r.H; y++)
        for (int x = 0; x < r.W; x++) {
            const size_t at = (size_t)y * r.W + x;
            auto grey = [&](int px, int py) {
                const size_t i = (size_t)within(py, 0, r.H - 1) * r.W + within(px, 0, r.W - 1);
                return r.copy[i] * .3f + r.copy[plane + i] * .59f + r.copy[2 * plane + i] * .11f;
            };
            const float gx = grey(x + d, y) - grey(x - d, y), gy = grey(x, y + d) - grey(x, y - d);
            const float rim = within(sqrtf(gx * gx + gy * gy) * .013f - .06f, 0.f, .34f);  // pigment gathers at edges
            const int px = (int)((float)x * scale), py = (int)((float)y * scale);
            const float wash = noise_texel(r, (size_t)((py / 3) & 255) * 256 + ((px / 3) & 255)) - .5f;
            const float tooth = noise_texel(r, (size_t)((py * 5) & 255) * 256 + ((px * 5) & 255)) - .5f;
            const float ex = low((float)x, (float)(r.W - 1 - x)) / (float)r.H, ey = low((float)y, (float)(r.H - 1 - y)) / (float)r.H;
            const float border = within((low(ex, ey) - .012f + wash * .05f) * 26.f, 0.f, 1.f);  // bare paper round the painting
            const float mean = grey(x, y);
            for (int k = 0; k < 3; k++) {
                float c = r.copy[k * plane + at];
                c = mean + (c - mean) * 1.18f;
                c = 255.f - (255.f - c) * (.86f + .34f * wash + .16f * tooth);  // thin and thick washes
                c *= 1.f - rim;
                const float sheet = k == 2 ? 238.f : k == 1 ? 247.f : 251.f;
                c = blend(sheet, c * (sheet / 255.f), border);
                r.light[k * plane + at] = within(c + tooth * 9.f, 0.f, 255.f);
            }
        }
    return true;
}

/// Big pixels in few colours, ordered dither, a dark outline where things end.
static void pixel(Renderer& r) {
    const size_t plane = (size_t)r.W * r.H;
    const int cell = high(2, (r.H + 72) / 144);
    static const int bayer[16] = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};
    for (int cy = 0; cy * cell < r.H; cy++)
        for (int cx = 0; cx * cell < r.W; cx++) {
            const int x0 = cx * cell, y0 = cy * cell, x1 = low(r.W, x0 + cell), y1 = low(r.H, y0 + cell);
            float c[3] = {0, 0, 0}, line = 0;
            for (int y = y0; y < y1; y++)
                for (int x = x0; x < x1; x++) {
                    for (int k = 0; k < 3; k++) c[k] += r.light[k * plane + (size_t)y * r.W + x];
                    if (y == y0 || x == x0) line = high(line, outline_at(r, x, y));
                }
            const float count = (float)((x1 - x0) * (y1 - y0)), grey = (c[0] + c[1] + c[2]) / (3.f * count);
            const float threshold = ((float)bayer[(cy & 3) * 4 + (cx & 3)] + .5f) / 16.f - .5f;
            const float depth = r.depth[(size_t)y0 * r.W + x0], ink = line > .5f ? within(1.f - depth * .012f, 0.f, 1.f) * .55f : 0.f;
            const float steps = 7.f;
            for (int k = 0; k < 3; k++) {
                float v = grey + (c[k] / count - grey) * 1.3f;
                v = v * (1.f - ink) / 255.f;
                v = floorf(within(v, 0.f, 1.f) * steps + threshold * .5f + .5f) / steps;
                v = within(v, 0.f, 1.f) * 255.f;
                for (int y = y0; y < y1; y++)
                    for (int x = x0; x < x1; x++) r.light[k * plane + (size_t)y * r.W + x] = v;
            }
        }
}

void draw_look(Renderer& r) {
    switch (r.look) {
        case FS_ANIME: anime(r); break;
        case FS_PAPER: paper(r); break;
        case FS_NOIR: noir(r); break;
        case FS_SEPIA: sepia(r); break;
        case FS_PIXEL: pixel(r); break;
        case FS_WATERCOLOUR: r.ok = watercolour(r) && r.ok; break;
        default: break;
    }
}

}  // namespace FS_NS
