// The inner loops of provenance: what a region bears, putting a pattern into a plane of luma, decoding, and looking
// fingerprints up.
// Plain C interface (docs/adr/0001); no state, no allocation that outlives a call, same input same output.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

#ifndef FS_STAMP
#define FS_STAMP "fs-stamp:none"
#endif

namespace {

constexpr int STATES = 256, ALPHA = 3;
constexpr int GENERATORS[ALPHA] = {0557, 0663, 0711};

inline float clamped(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }

/// Mean absolute second difference of a cell, across and down: zero on any even gradient.
struct Cells {
    int across, down;
    std::vector<float> roughness, level;
};

Cells measured(const uint8_t* y, int width, int height, int cell) {
    Cells out{(width + cell - 1) / cell, (height + cell - 1) / cell, {}, {}};
    out.roughness.assign(size_t(out.across) * out.down, 0.f);
    out.level.assign(size_t(out.across) * out.down, 0.f);
    const int half = cell / 2 > 1 ? cell / 2 : 1;           // pixels averaged into one sample: a canonical pixel pair
    const int wide = width / half, high = height / half;
    if (wide < 3 || high < 3) return out;
    std::vector<uint16_t> rows[3];
    for (auto& row : rows) row.assign(wide, 0);
    std::vector<int> sum(out.across), count(out.across), light(out.across);
    auto fill = [&](int r) {
        uint16_t* to = rows[r % 3].data();
        const uint8_t* from = y + size_t(r) * half * width;
        std::vector<uint16_t> column(width, 0);
        for (int k = 0; k < half; ++k)
            for (int x = 0; x < width; ++x) column[x] = uint16_t(column[x] + from[size_t(k) * width + x]);
        if (half == 2) {
            for (int x = 0; x < wide; ++x) to[x] = uint16_t(column[2 * x] + column[2 * x + 1]);
        } else if (half == 4) {
            for (int x = 0; x < wide; ++x)
                to[x] = uint16_t(column[4 * x] + column[4 * x + 1] + column[4 * x + 2] + column[4 * x + 3]);
        } else {
            for (int x = 0; x < wide; ++x) {
                int s = 0;
                for (int k = 0; k < half; ++k) s += column[x * half + k];
                to[x] = uint16_t(s);
            }
        }
    };
    fill(0), fill(1);
    std::vector<int> bend(wide);
    int cell_row = -1;
    auto flush = [&](int j) {
        if (j < 0) return;
        for (int i = 0; i < out.across; ++i) {
            if (!count[i]) continue;
            const float n = float(count[i]) * half * half;
            out.roughness[size_t(j) * out.across + i] = sum[i] / (2.f * n);
            out.level[size_t(j) * out.across + i] = light[i] / n;
        }
    };
    for (int r = 1; r + 1 < high; ++r) {
        fill(r + 1);
        const uint16_t *up = rows[(r - 1) % 3].data(), *at = rows[r % 3].data(), *dn = rows[(r + 1) % 3].data();
        const int j = r * half / cell;
        if (j != cell_row) {
            flush(cell_row);
            std::fill(sum.begin(), sum.end(), 0), std::fill(count.begin(), count.end(), 0);
            std::fill(light.begin(), light.end(), 0);
            cell_row = j;
        }
        for (int x = 1; x + 1 < wide; ++x) {
            const int a = 2 * at[x] - at[x - 1] - at[x + 1], b = 2 * at[x] - up[x] - dn[x];
            bend[x] = (a < 0 ? -a : a) + (b < 0 ? -b : b);
        }
        for (int x = 1; x + 1 < wide; ++x) {
            const int i = x * half / cell;
            sum[i] += bend[x], light[i] += at[x], ++count[i];
        }
    }
    flush(cell_row);
    for (int i = 0; i < out.across; ++i)                     // a last row of cells too thin to measure is as its neighbour
        for (int j = cell_row + 1; j < out.down; ++j) {
            out.roughness[size_t(j) * out.across + i] = out.roughness[size_t(cell_row) * out.across + i];
            out.level[size_t(j) * out.across + i] = out.level[size_t(cell_row) * out.across + i];
        }
    for (int j = 0; j < out.down; ++j)                      // likewise the last column
        if (out.across > 1 && (width - (out.across - 1) * cell) < 3 * half) {
            out.roughness[size_t(j) * out.across + out.across - 1] = out.roughness[size_t(j) * out.across + out.across - 2];
            out.level[size_t(j) * out.across + out.across - 1] = out.level[size_t(j) * out.across + out.across - 2];
        }
    return out;
}

}  // namespace

EXPORT const char* fm_stamp() { return FS_STAMP; }

/// What each cell bears before a change of unit strength shows, in levels: `flat` where nothing hides it, more in
/// texture (the least of a cell and its eight neighbours, so that a lone edge hides nothing), up to `most`.
EXPORT void fm_bearing(const uint8_t* y, int width, int height, int cell, float flat, float slope, float most,
                       float* out) {
    const Cells cells = measured(y, width, height, cell);
    const int w = cells.across, h = cells.down;
    std::vector<float> least(size_t(w) * h);
    for (int j = 0; j < h; ++j)
        for (int i = 0; i < w; ++i) {
            float a = 1e9f;
            for (int dj = -1; dj <= 1; ++dj)
                for (int di = -1; di <= 1; ++di) {
                    const int jj = j + dj < 0 ? 0 : j + dj >= h ? h - 1 : j + dj;
                    const int ii = i + di < 0 ? 0 : i + di >= w ? w - 1 : i + di;
                    const float v = cells.roughness[size_t(jj) * w + ii];
                    a = v < a ? v : a;
                }
            const float level = cells.level[size_t(j) * w + i];
            const float light = clamped(0.75f + level / 512.f, 0.75f, 1.2f);  // Weber: brighter bears more
            least[size_t(j) * w + i] = clamped(flat + slope * a, flat, most) * light;
        }
    for (int j = 0; j < h; ++j)
        for (int i = 0; i < w; ++i) {
            float s = 0.f;
            for (int dj = -1; dj <= 1; ++dj)
                for (int di = -1; di <= 1; ++di) {
                    const int jj = j + dj < 0 ? 0 : j + dj >= h ? h - 1 : j + dj;
                    const int ii = i + di < 0 ? 0 : i + di >= w ? w - 1 : i + di;
                    s += least[size_t(jj) * w + ii] * ((di ? 1.f : 2.f) * (dj ? 1.f : 2.f));
                }
            out[size_t(j) * w + i] = s / 16.f;
        }
}

/// out = y + pattern × strength, rounded by a fixed dither (Jimenez's interleaved gradient noise, 2014), so that a weak
/// pattern leaves no contours. `pattern` is in 1/32 of its deviation; `strength` per cell, in levels, interpolated.
EXPORT void fm_apply(const uint8_t* y, int width, int height, int cell, const int8_t* pattern, const float* strength,
                     uint8_t* out) {
    const int across = (width + cell - 1) / cell, down = (height + cell - 1) / cell;
    std::vector<float> row(across + 2), wide(width), noise(width), share(width);
    std::vector<int> left(width);
    for (int c = 0; c < width; ++c) {
        const float at = (c + 0.5f) / cell + 0.5f;          // row[0] lies half a cell before the plane
        left[c] = int(at), share[c] = at - left[c];
    }
    for (int r = 0; r < height; ++r) {
        const float at = (r + 0.5f) / cell - 0.5f;
        const int j = int(std::floor(at));
        const float f = at - j;
        const int j0 = j < 0 ? 0 : j, j1 = j + 1 >= down ? down - 1 : j + 1;
        const float *a = strength + size_t(j0) * across, *b = strength + size_t(j1) * across;
        for (int i = 0; i < across; ++i) row[i + 1] = (a[i] + (b[i] - a[i]) * f) * (1.f / 32.f);
        row[0] = row[1], row[across + 1] = row[across];
        for (int c = 0; c < width; ++c) wide[c] = row[left[c]] + (row[left[c] + 1] - row[left[c]]) * share[c];
        const float phase = 0.00583715f * r;
        for (int c = 0; c < width; ++c) {
            float v = 0.06711056f * c + phase;
            v = 52.9829189f * (v - float(int(v)));
            noise[c] = v - float(int(v));
        }
        const uint8_t* in = y + size_t(r) * width;
        const int8_t* p = pattern + size_t(r) * width;
        uint8_t* to = out + size_t(r) * width;
        for (int c = 0; c < width; ++c) {
            const float v = in[c] + p[c] * wide[c] + noise[c];
            to[c] = uint8_t(int(v < 0.f ? 0.f : v > 255.f ? 255.f : v));
        }
    }
}

/// Tail-biting Viterbi (three rounds of the circle) of a convolutional code of memory 8 and rate 1/3.
/// `soft`: 3·length values, positive for a 0; `bits`: length decoded bits. Returns 1 if the path closes on itself.
EXPORT int fm_decode(const float* soft, int length, uint8_t* bits) {
    static const auto signs = [] {
        std::vector<float> s(size_t(STATES) * 2 * ALPHA);
        for (int state = 0; state < STATES; ++state)
            for (int b = 0; b < 2; ++b)
                for (int g = 0; g < ALPHA; ++g)
                    s[(size_t(state) * 2 + b) * ALPHA + g] =
                        __builtin_parity(unsigned(((b << 8) | state) & GENERATORS[g])) ? -1.f : 1.f;
        return s;
    }();
    std::vector<float> metric(STATES, 0.f), next(STATES);
    std::vector<uint8_t> chosen(size_t(length) * STATES);
    for (int round = 0; round < 3; ++round)
        for (int t = 0; t < length; ++t) {
            const float* l = soft + size_t(t) * ALPHA;
            uint8_t* mine = chosen.data() + size_t(t) * STATES;
            for (int to = 0; to < STATES; ++to) {           // the newest bit is the highest of the state
                const int b = to >> 7;
                float best = 0.f;
                for (int low = 0; low < 2; ++low) {
                    const int from = ((to << 1) & 255) | low;
                    const float* s = signs.data() + (size_t(from) * 2 + b) * ALPHA;
                    const float m = metric[from] + s[0] * l[0] + s[1] * l[1] + s[2] * l[2];
                    if (low == 0 || m > best) best = m, mine[to] = uint8_t(low);
                }
                next[to] = best;
            }
            float top = next[0];
            for (float m : next) top = m > top ? m : top;
            for (int s = 0; s < STATES; ++s) metric[s] = next[s] - top;
        }
    int state = 0;
    for (int s = 1; s < STATES; ++s)
        if (metric[s] > metric[state]) state = s;
    const int end = state;
    for (int t = length - 1; t >= 0; --t) {
        bits[t] = uint8_t(state >> 7);
        state = ((state << 1) & 255) | chosen[size_t(t) * STATES + state];
    }
    return state == end ? 1 : 0;
}

namespace {

/// Pairs (row, question) whose 256 bits differ in at most `limit`; returns their number, of which `most` are written.
template <typename Count>
int64_t near_pairs(const uint64_t* rows, int64_t count, const uint64_t* asked, int questions, int limit, int64_t most,
                   int64_t* out, Count bits) {
    int64_t found = 0;
    for (int64_t r = 0; r < count; ++r) {
        const uint64_t* a = rows + 4 * r;
        for (int q = 0; q < questions; ++q) {
            const uint64_t* b = asked + 4 * q;
            int distance = bits(a[0] ^ b[0]) + bits(a[1] ^ b[1]) + bits(a[2] ^ b[2]);
            if (distance > limit) continue;
            distance += bits(a[3] ^ b[3]);
            if (distance > limit) continue;
            if (found < most) out[3 * found] = r, out[3 * found + 1] = q, out[3 * found + 2] = distance;
            ++found;
        }
    }
    return found;
}

#if defined(__x86_64__)
__attribute__((target("popcnt"))) int64_t near_pairs_quick(const uint64_t* rows, int64_t count, const uint64_t* asked,
                                                           int questions, int limit, int64_t most, int64_t* out) {
    int64_t found = 0;
    for (int64_t r = 0; r < count; ++r) {
        const uint64_t* a = rows + 4 * r;
        for (int q = 0; q < questions; ++q) {
            const uint64_t* b = asked + 4 * q;
            int distance = __builtin_popcountll(a[0] ^ b[0]) + __builtin_popcountll(a[1] ^ b[1]) +
                           __builtin_popcountll(a[2] ^ b[2]);
            if (distance > limit) continue;
            distance += __builtin_popcountll(a[3] ^ b[3]);
            if (distance > limit) continue;
            if (found < most) out[3 * found] = r, out[3 * found + 1] = q, out[3 * found + 2] = distance;
            ++found;
        }
    }
    return found;
}
#endif

}  // namespace

EXPORT int64_t fm_near(const uint64_t* rows, int64_t count, const uint64_t* asked, int questions, int limit,
                       int64_t most, int64_t* out) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("popcnt")) return near_pairs_quick(rows, count, asked, questions, limit, most, out);
#endif
    return near_pairs(rows, count, asked, questions, limit, most, out,
                      [](uint64_t v) { return __builtin_popcountll(v); });
}
