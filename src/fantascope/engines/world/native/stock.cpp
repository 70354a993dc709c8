// Made once: mip-maps of the textures and the tile of noise that clouds, puddles, foam and paper share.
#include "scene.hpp"

namespace FS_NS {

static float light_of(int c) {
    float x = (float)c / 255.f;
    return x * (x * (x * .305306011f + .682171111f) + .012522878f);
}
struct Lights {
    float of[256];  // by stored value
    Lights() {
        for (int c = 0; c < 256; c++) of[c] = light_of(c);
    }
};
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
        total += (size_t)(w + 1) * h;
        if (w == 1 && h == 1) break;
    }
    if (!t.texels.resize(total)) return;
    for (int y = 0; y < t.height; y++)
        for (int x = 0; x < t.width; x++) {
            int sx = (int)((long)x * source.width / t.width), sy = (int)((long)y * source.height / t.height);
            memcpy(&t.texels[(size_t)y * (t.width + 1) + x], source.pixels + 4 * ((size_t)sy * source.width + sx), 4);
        }
    auto close = [](uint32_t* level, int w, int h) {  // a row ends with its first texel once more
        for (int y = 0; y < h; y++) level[(size_t)y * (w + 1) + w] = level[(size_t)y * (w + 1)];
    };
    close(t.texels.data, t.width, t.height);
    const Lights light;
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
                    uint32_t c = from[(size_t)low(2 * y + (j >> 1), ph - 1) * (pw + 1) + low(2 * x + (j & 1), pw - 1)];
                    for (int k = 0; k < 3; k++) sum[k] += light.of[(c >> (8 * k)) & 255];
                    alpha += (int)(c >> 24);
                }
                uint32_t out = (uint32_t)((alpha + 2) / 4) << 24;
                for (int k = 0; k < 3; k++) out |= (uint32_t)stored(sum[k] * .25f) << (8 * k);
                to[(size_t)y * (w + 1) + x] = out;
            }
        close(to, w, h);
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

const int NOISE = 256, OCTAVES = 5;

/// Gradients of the noise's lattice, by octave.
struct Lattice {
    Buffer<float> slopes;  // pairs
    int start[OCTAVES];
    bool ready() {
        int total = 0;
        for (int o = 0; o < OCTAVES; o++) start[o] = total, total += (8 << o) * (8 << o);
        if (!slopes.resize(2 * (size_t)total)) return false;
        for (int o = 0; o < OCTAVES; o++)
            for (int y = 0; y < 8 << o; y++)
                for (int x = 0; x < 8 << o; x++) {
                    const float angle = (float)(hash((uint32_t)x, (uint32_t)y, (uint32_t)o) & 0xffff) * (6.2831853f / 65536.f);
                    float* p = slopes.data + 2 * (size_t)(start[o] + (y << (3 + o)) + x);
                    p[0] = cosf(angle), p[1] = sinf(angle);
                }
        return true;
    }
};

/// Gradient noise (Perlin 2002) from 8 cells a tile, each octave finer and `fade` as strong.
static float fractal(const Lattice& lattice, int x, int y, int octaves, float fade) {
    float sum = 0, gain = 1;
    for (int o = 0; o < octaves; o++, gain *= fade) {
        const int cells = 8 << o;
        const float px = ((float)x + .5f) * (float)cells / (float)NOISE, py = ((float)y + .5f) * (float)cells / (float)NOISE;
        const int ix = (int)px, iy = (int)py;
        const float fx = px - (float)ix, fy = py - (float)iy;
        float corner[4];
        for (int j = 0; j < 4; j++) {
            const float* slope = lattice.slopes.data + 2 * (size_t)(lattice.start[o] + (iy + (j >> 1)) % cells * cells + (ix + (j & 1)) % cells);
            corner[j] = slope[0] * (fx - (float)(j & 1)) + slope[1] * (fy - (float)(j >> 1));
        }
        const float tx = fx * fx * fx * (fx * (fx * 6 - 15) + 10), ty = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
        sum += gain * blend(blend(corner[0], corner[1], tx), blend(corner[2], corner[3], tx), ty);
    }
    return sum;
}

void make_noise(Renderer& r) {
    const int N = NOISE;
    const size_t area = (size_t)N * N;
    Buffer<float> plain, smooth;
    Lattice lattice;
    if (!lattice.ready() || !plain.resize(area) || !smooth.resize(area) || !r.slopes.resize(area) || !r.noise.resize(area)) return;
    float lowest = 1e9f, highest = -1e9f;
    auto packed = [](float a, float b) { return (int)((uint32_t)(int)(a * 32767.f) << 16 | ((uint32_t)(int)(b * 32767.f) & 0xffff)); };
    for (int y = 0; y < N; y++)
        for (int x = 0; x < N; x++) {
            const float n = plain[(size_t)y * N + x] = fractal(lattice, x, y, OCTAVES, .52f);
            smooth[(size_t)y * N + x] = fractal(lattice, x, y, 3, .6f);
            lowest = low(lowest, n), highest = high(highest, n);
        }
    auto at = [](int x, int y) { return (size_t)((y + N) % N) * N + (size_t)((x + N) % N); };
    for (int y = 0; y < N; y++)
        for (int x = 0; x < N; x++)
            r.slopes[at(x, y)] = packed(smooth[at(x, y + 1)] - smooth[at(x, y - 1)], smooth[at(x + 1, y)] - smooth[at(x - 1, y)]);
    auto whole = [&](int x, int y) { return (uint32_t)((plain[at(x, y)] - lowest) / (highest - lowest) * 65535.f + .5f); };
    for (int y = 0; y < N; y++)
        for (int x = 0; x < N; x++) r.noise[at(x, y)] = (int)(whole(x, y) | whole(x + 1, y) << 16);
}

}  // namespace FS_NS
