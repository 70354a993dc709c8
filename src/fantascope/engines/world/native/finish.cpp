// From light to a picture: bloom added, exposure, film curve, vignette, grain, dither; then 8-bit YUV 4:2:0 (BT.709,
// limited range) and, on request, RGB.
#include "scene.hpp"

namespace FS_NS {

/// Fitted film curve (Narkowicz 2015), scaled so that a sunlit white wall (1.0) is a clean near-white.
FS_INLINE f8 film(f8 x) {
    x = x * .80f;
    return unit(x * (2.51f * x + .05f) * inverse(x * (2.43f * x + .59f) + .14f));
}

struct BloomRows {
    float* line;  // three lines of quarter-size bloom, blended vertically for one row
    int w, h;
};

static void bloom_line(const Renderer& r, const BloomRows& b, int y) {
    const float sy = within(((float)y + .5f) * .25f - .5f, 0.f, (float)(b.h - 1));
    const int y0 = (int)sy, y1 = low(y0 + 1, b.h - 1);
    const f8 t = splat(sy - (float)y0);
    for (int k = 0; k < 3; k++) {
        const float* p = r.small.data + (size_t)k * b.w * b.h;
        float* o = b.line + (size_t)k * (b.w + 16) + 1;
        for (int x = 0; x < b.w; x += 8) store(o + x, blend(load(p + (size_t)y0 * b.w + x), load(p + (size_t)y1 * b.w + x), t));
        o[-1] = o[0];
        for (int i = 0; i < 4; i++) o[b.w + i] = o[b.w - 1];
    }
}

/// One row of display values in 0…255, three lines of `width` at out.
static void tone_row(const Renderer& r, const BloomRows& b, int y, float* out, int pitch) {
    const size_t plane = (size_t)r.W * r.H;
    if (r.bloom) bloom_line(r, b, y);
    const float aspect = (float)r.W / (float)r.H;
    const float vy = ((float)y + .5f) / (float)r.H - .5f;
    for (int x = 0; x < r.W; x += 8) {
        const size_t at = (size_t)y * r.W + x;
        f8 c[3];
        for (int k = 0; k < 3; k++) c[k] = load(r.light.data + k * plane + at);
        if (r.bloom) {
            const i8 cell = {0, 0, 1, 1, 1, 1, 2, 2};
            const f8 share = {.625f, .875f, .125f, .375f, .625f, .875f, .125f, .375f};
            for (int k = 0; k < 3; k++) {
                f8 line = load(b.line + (size_t)k * (b.w + 16) + x / 4);
                c[k] += blend(permute(line, cell), permute(line, cell + 1), share) * .22f;
            }
        }
        f8 vx = (LANE + ((float)x + .5f)) * (1.f / (float)r.W) - .5f;
        f8 v2 = vx * vx * (aspect * .6f) + vy * vy;
        f8 gain = r.frame->exposure * (1.f - v2 * (.34f + .2f * v2));
        // the film curve pales colours a little: give that back; but the very bright burn out to white
        f8 grey = c[0] * .25f + c[1] * .6f + c[2] * .15f;
        f8 peak = high(c[0], high(c[1], c[2])) * gain;
        f8 vivid = 1.10f - .55f * unit((peak - .9f) * .2f);
        for (int k = 0; k < 3; k++)
            store(out + (size_t)k * pitch + x, to_display_fast(film(high(grey + (c[k] - grey) * vivid, splat(0.f)) * gain)) * 255.f);
    }
}

static void grain_row(const Renderer& r, int y, float* row, int pitch) {
    const int seed = r.frame->seed * 7919 + y * 374761393;
    const float amount = r.look == FS_PIXEL || r.look == FS_ANIME ? 0.f : r.grain * (r.look == FS_NOIR || r.look == FS_SEPIA ? 26.f : 7.f);
    const float dither = r.look == FS_PIXEL ? 0.f : .8f;
    for (int x = 0; x < r.W; x += 8) {
        i8 n = LANE_I + x + splat(seed);
        i8 random = scramble(n * 668265263);
        f8 a = to_float(random & 4095) * (1.f / 4096.f), b = to_float(random >> 12) * (1.f / 4096.f);
        f8 g = a + b - 1.f;
        f8 l = load(row + pitch + x) * (1.f / 255.f);
        f8 grain = g * (amount * 1.f) * (.35f + 2.2f * l * (1.f - l)) + (b - .5f) * dither;
        for (int k = 0; k < 3; k++) {
            float* p = row + (size_t)k * pitch + x;
            store(p, within(load(p) + grain, 0.f, 255.f));
        }
    }
}

static void write_rgb(const float* row, int pitch, int w, uint8_t* out) {
    for (int x = 0; x < w; x++)
        for (int k = 0; k < 3; k++) out[3 * x + k] = (uint8_t)(row[(size_t)k * pitch + x] + .5f);
}

static void write_luma(const float* row, int pitch, int w, uint8_t* out) {
    for (int x = 0; x < w; x += 8) {
        f8 y = 16.5f + load(row + x) * .18259f + load(row + pitch + x) * .61423f + load(row + 2 * pitch + x) * .06201f;
        put_bytes(out + x, to_int(y), w - x);
    }
}

static void write_chroma(const float* a, const float* b, int pitch, int w, uint8_t* u, uint8_t* v) {
    for (int x = 0; x < w / 2; x += 8) {
        f8 c[3];
        for (int k = 0; k < 3; k++) {
            const float *p = a + (size_t)k * pitch + 2 * x, *q = b + (size_t)k * pitch + 2 * x;
            f8 first = load(p) + load(q), second = load(p + 8) + load(q + 8);
            c[k] = .25f * (evens(first, second) + odds(first, second));
        }
        put_bytes(u + x, to_int(128.5f - .10064f * c[0] - .33857f * c[1] + .43922f * c[2]), w / 2 - x);
        put_bytes(v + x, to_int(128.5f + .43922f * c[0] - .39894f * c[1] - .04027f * c[2]), w / 2 - x);
    }
}

/// Looks that need neighbours work on the developed picture, which then takes the place of the light.
static bool develops(int look) { return look != FS_TOY && look != FS_CLAY; }

void finish_picture(Renderer& r, const FsPicture& out) {
    const int pitch = r.W + 16;
    const size_t plane = (size_t)r.W * r.H;
    BloomRows b = {nullptr, high(1, r.W >> 2), high(1, r.H >> 2)};
    auto ready = [&] {
        if (!r.rows.resize((size_t)6 * pitch + 3 * (size_t)(b.w + 32))) return r.ok = false;
        b.line = r.rows.data + (size_t)6 * pitch;
        return true;
    };
    if (!ready()) return;
    const bool developed = develops(r.look);
    if (developed) {
        for (int y = 0; y < r.H; y++) {
            tone_row(r, b, y, r.rows.data, pitch);
            for (int k = 0; k < 3; k++)
                memcpy(r.light.data + k * plane + (size_t)y * r.W, r.rows.data + (size_t)k * pitch, sizeof(float) * r.W);
        }
        draw_look(r);
        if (!r.ok || !ready()) return;
    }
    for (int y = 0; y < r.H; y += 2) {
        float* row[2] = {r.rows.data, r.rows.data + (size_t)3 * pitch};
        for (int k = 0; k < 2; k++) {
            if (developed)
                for (int j = 0; j < 3; j++)
                    memcpy(row[k] + (size_t)j * pitch, r.light.data + j * plane + (size_t)(y + k) * r.W, sizeof(float) * r.W);
            else
                tone_row(r, b, y + k, row[k], pitch);
            grain_row(r, y + k, row[k], pitch);
            if (out.rgb) write_rgb(row[k], pitch, r.W, out.rgb + (size_t)3 * (y + k) * r.W);
            write_luma(row[k], pitch, r.W, out.y + (size_t)(y + k) * r.W);
        }
        write_chroma(row[0], row[1], pitch, r.W, out.u + (size_t)(y / 2) * (r.W / 2), out.v + (size_t)(y / 2) * (r.W / 2));
    }
}

}  // namespace FS_NS
