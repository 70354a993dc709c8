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
        for (int x = 0; x < w[0]; x++) {
            float sum[3] = {0, 0, 0}, weight = 0;
            for (int j = 0; j < 4; j += 1)
                for (int i = (j & 1); i < 4; i += 2) {
                    const size_t at = (size_t)low(4 * y + j, r.H - 1) * r.W + low(4 * x + i, r.W - 1);
                    const float c[3] = {r.light[at], r.light[plane + at], r.light[2 * plane + at]};
                    const float peak = high(c[0], high(c[1], c[2])) * inv_exposure;
                    // a soft knee; single glints count less, so that bloom does not flicker
                    const float over = peak > 1.f ? (peak - 1.f) / peak : 0.f;
                    const float gain = over + .035f, wgt = 1.f / (1.f + .25f * peak);
                    for (int k = 0; k < 3; k++) sum[k] += low(c[k], 40.f) * gain * wgt;
                    weight += wgt;
                }
            for (int k = 0; k < 3; k++) r.small[(size_t)k * total + (size_t)y * w[0] + x] = sum[k] / weight;
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
