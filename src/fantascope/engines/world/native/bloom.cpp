// Bloom: bright light spilled over a pyramid from quarter size down, summed back up. Result in r.small, three planes.
#include "scene.hpp"

namespace FS_NS {

static void blur(float* p, float* t, int w, int h) {
    // [1 4 6 4 1] / 16 in each direction
    for (int y = 0; y < h; y++) {
        const float* s = p + (size_t)y * w;
        float* o = t + (size_t)y * w;
        for (int x = 0; x < w; x++) {
            const int a = high(x - 2, 0), b = high(x - 1, 0), c = low(x + 1, w - 1), d = low(x + 2, w - 1);
            o[x] = (s[a] + s[d]) * .0625f + (s[b] + s[c]) * .25f + s[x] * .375f;
        }
    }
    for (int y = 0; y < h; y++) {
        const float *a = t + (size_t)high(y - 2, 0) * w, *b = t + (size_t)high(y - 1, 0) * w, *c = t + (size_t)y * w,
                    *d = t + (size_t)low(y + 1, h - 1) * w, *e = t + (size_t)low(y + 2, h - 1) * w;
        float* o = p + (size_t)y * w;
        for (int x = 0; x < w; x++) o[x] = (a[x] + e[x]) * .0625f + (b[x] + d[x]) * .25f + c[x] * .375f;
    }
}

static void add_larger(const float* from, int sw, int sh, float* to, int w, int h, float gain) {
    for (int y = 0; y < h; y++) {
        const float sy = within(((float)y + .5f) * .5f - .5f, 0.f, (float)(sh - 1));
        const int y0 = (int)sy, y1 = low(y0 + 1, sh - 1);
        const float ty = sy - (float)y0;
        for (int x = 0; x < w; x++) {
            const float sx = within(((float)x + .5f) * .5f - .5f, 0.f, (float)(sw - 1));
            const int x0 = (int)sx, x1 = low(x0 + 1, sw - 1);
            const float tx = sx - (float)x0;
            const float a = blend(from[(size_t)y0 * sw + x0], from[(size_t)y0 * sw + x1], tx);
            const float b = blend(from[(size_t)y1 * sw + x0], from[(size_t)y1 * sw + x1], tx);
            to[(size_t)y * w + x] += gain * blend(a, b, ty);
        }
    }
}

void draw_bloom(Renderer& r) {
    const int levels = 4;
    int w[levels], h[levels];
    size_t start[levels], total = 0;
    for (int l = 0; l < levels; l++) {
        w[l] = high(1, r.W >> (2 + l)), h[l] = high(1, r.H >> (2 + l));
        start[l] = total;
        total += (size_t)w[l] * h[l];
    }
    if (!r.small.resize(total * 3) || !r.small2.resize((size_t)w[0] * h[0])) {
        r.ok = false;
        return;
    }
    const size_t plane = (size_t)r.W * r.H;
    const float threshold = 1.15f / r.frame->exposure, inv_exposure = 1.f / threshold;
    for (int y = 0; y < h[0]; y++)
        for (int x = 0; x < w[0]; x += 8) {
            f8 sum[3] = {splat(0.f), splat(0.f), splat(0.f)}, weight = splat(0.f);
            const bool whole = 4 * x + 32 <= r.W;
            for (int j = 0; j < 4; j++) {  // half of the sixteen pixels, as on a chessboard
                const size_t row = (size_t)low(4 * y + j, r.H - 1) * r.W;
                f8 c[2][3];
                for (int k = 0; k < 3; k++) {
                    const float* p = r.light.data + k * plane + row;
                    if (whole) {
                        const float* q = p + 4 * x;
                        auto half = [&](int i) __attribute__((always_inline)) { return j & 1 ? odds(load(q + i), load(q + i + 8)) : evens(load(q + i), load(q + i + 8)); };
                        f8 first = half(0), second = half(16);
                        c[0][k] = evens(first, second), c[1][k] = odds(first, second);
                    } else {
                        for (int i = 0; i < 2; i++) c[i][k] = gather(p, low((LANE_I + x) * 4 + (2 * i + (j & 1)), splat(r.W - 1)));
                    }
                }
                for (int i = 0; i < 2; i++) {
                    f8 peak = high(c[i][0], high(c[i][1], c[i][2])) * inv_exposure;
                    // a soft knee; single glints count less, so that bloom does not flicker
                    f8 over = high(1.f - inverse(high(peak, splat(1e-6f))), splat(0.f));
                    f8 wgt = inverse(1.f + .25f * peak), gain = (over + .035f) * wgt;
                    for (int k = 0; k < 3; k++) sum[k] += low(c[i][k], splat(40.f)) * gain;
                    weight += wgt;
                }
            }
            f8 inv = inverse(weight);
            for (int k = 0; k < 3; k++) put(r.small.data + (size_t)k * total + (size_t)y * w[0] + x, sum[k] * inv, w[0] - x);
        }
    for (int k = 0; k < 3; k++) {
        float* p = r.small.data + (size_t)k * total;
        for (int l = 1; l < levels; l++)
            for (int y = 0; y < h[l]; y++)
                for (int x = 0; x < w[l]; x++) {
                    const float* s = p + start[l - 1] + (size_t)(2 * y) * w[l - 1] + 2 * x;
                    p[start[l] + (size_t)y * w[l] + x] = .25f * (s[0] + s[1] + s[w[l - 1]] + s[w[l - 1] + 1]);
                }
        for (int l = 0; l < levels; l++) blur(p + start[l], r.small2.data, w[l], h[l]);
        for (int l = levels - 1; l > 0; l--)
            add_larger(p + start[l], w[l], h[l], p + start[l - 1], w[l - 1], h[l - 1], .9f);
        if (k) memmove(r.small.data + (size_t)k * w[0] * h[0], p, sizeof(float) * (size_t)w[0] * h[0]);
    }
}

}  // namespace FS_NS
