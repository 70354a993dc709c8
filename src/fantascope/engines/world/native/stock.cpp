// Made once: mip-maps of the textures and the tile of noise that clouds, puddles, foam and paper share.
#include "scene.hpp"

namespace FS_NS {

static float light_of(int c) {
    float x = (float)c / 255.f;
    return x * (x * (x * .305306011f + .682171111f) + .012522878f);
}
static int stored(float light) {
    float a = sqrtf(light), b = sqrtf(a), c = sqrtf(b);
    float x = .662002687f * a + .684122060f * b - .323583601f * c - .0225411470f * light;
    return within((int)(x * 255.f + .5f), 0, 255);
}

/// Sides are brought to powers of two by repeating the nearest texel; each level halves, averaged in linear light.
void make_mips(Texture& t, const FsTexture& source) {
    t.width = t.height = 1;
    while (t.width < source.width && t.width < 2048) t.width *= 2;
    while (t.height < source.height && t.height < 2048) t.height *= 2;
    size_t total = 0;
    t.levels = 0;
    for (int w = t.width, h = t.height;; w = high(1, w / 2), h = high(1, h / 2)) {
        t.start[t.levels++] = (int)total;
        total += (size_t)w * h;
        if (w == 1 && h == 1) break;
    }
    if (!t.texels.resize(total)) return;
    for (int y = 0; y < t.height; y++)
        for (int x = 0; x < t.width; x++) {
            int sx = (int)((long)x * source.width / t.width), sy = (int)((long)y * source.height / t.height);
            memcpy(&t.texels[(size_t)y * t.width + x], source.pixels + 4 * ((size_t)sy * source.width + sx), 4);
        }
    for (int l = 1; l < t.levels; l++) {
        const int pw = high(1, t.width >> (l - 1)), ph = high(1, t.height >> (l - 1));
        const int w = high(1, t.width >> l), h = high(1, t.height >> l);
        const uint32_t* from = t.texels.data + t.start[l - 1];
        uint32_t* to = t.texels.data + t.start[l];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                float sum[3] = {0, 0, 0};
                int alpha = 0;
                for (int j = 0; j < 4; j++) {
                    uint32_t c = from[(size_t)low(2 * y + (j >> 1), ph - 1) * pw + low(2 * x + (j & 1), pw - 1)];
                    for (int k = 0; k < 3; k++) sum[k] += light_of((int)((c >> (8 * k)) & 255));
                    alpha += (int)(c >> 24);
                }
                uint32_t out = (uint32_t)((alpha + 2) / 4) << 24;
                for (int k = 0; k < 3; k++) out |= (uint32_t)stored(sum[k] * .25f) << (8 * k);
                to[(size_t)y * w + x] = out;
            }
    }
}

static uint32_t hash(uint32_t x, uint32_t y, uint32_t z) {
    uint32_t h = x * 0x9E3779B1u ^ y * 0x85EBCA77u ^ z * 0xC2B2AE3Du;
    h ^= h >> 15;
    h *= 0x2C1B3C6Du;
    h ^= h >> 12;
    h *= 0x297A2D39u;
    return h ^ (h >> 15);
}

/// Gradient noise (Perlin 2002) from 8 cells a tile, each octave finer and `fade` as strong.
static float fractal(int x, int y, int N, int octaves, float fade) {
    float sum = 0, gain = 1;
    for (int o = 0; o < octaves; o++, gain *= fade) {
        const int cells = 8 << o;
        const float px = ((float)x + .5f) * (float)cells / (float)N, py = ((float)y + .5f) * (float)cells / (float)N;
        const int ix = (int)px, iy = (int)py;
        const float fx = px - (float)ix, fy = py - (float)iy;
        float corner[4];
        for (int j = 0; j < 4; j++) {
            uint32_t h = hash((uint32_t)((ix + (j & 1)) % cells), (uint32_t)((iy + (j >> 1)) % cells), (uint32_t)o);
            float angle = (float)(h & 0xffff) * (6.2831853f / 65536.f);
            corner[j] = cosf(angle) * (fx - (float)(j & 1)) + sinf(angle) * (fy - (float)(j >> 1));
        }
        const float tx = fx * fx * fx * (fx * (fx * 6 - 15) + 10), ty = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
        sum += gain * blend(blend(corner[0], corner[1], tx), blend(corner[2], corner[3], tx), ty);
    }
    return sum;
}

void make_noise(Renderer& r) {
    const int N = 256;
    Buffer<float> plain;
    if (!plain.resize((size_t)N * N) || !r.slopes.resize((size_t)N * N) || !r.noise.resize((size_t)N * N)) return;
    float lowest = 1e9f, highest = -1e9f;
    auto packed = [](float a, float b) { return (int)((uint32_t)(int)(a * 32767.f) << 16 | ((uint32_t)(int)(b * 32767.f) & 0xffff)); };
    for (int y = 0; y < N; y++)
        for (int x = 0; x < N; x++) {
            const float n = plain[(size_t)y * N + x] = fractal(x, y, N, 5, .52f);
            lowest = low(lowest, n), highest = high(highest, n);
            const float across = fractal((x + 1) % N, y, N, 3, .6f) - fractal((x + N - 1) % N, y, N, 3, .6f);
            const float along = fractal(x, (y + 1) % N, N, 3, .6f) - fractal(x, (y + N - 1) % N, N, 3, .6f);
            r.slopes[(size_t)y * N + x] = packed(along, across);
        }
    auto whole = [&](int x, int y) { return (uint32_t)((plain[(size_t)y * N + x] - lowest) / (highest - lowest) * 65535.f + .5f); };
    for (int y = 0; y < N; y++)
        for (int x = 0; x < N; x++) r.noise[(size_t)y * N + x] = (int)(whole(x, y) | whole((x + 1) % N, y) << 16);
}

}  // namespace FS_NS
