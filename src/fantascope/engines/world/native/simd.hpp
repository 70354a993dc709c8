// Eight floats at a time. One small layer over the compilers' vector extensions; intrinsics only where AVX2 has
// something the extensions cannot say (blend, gather, reciprocal estimates). Knows nothing of pictures.
//
// Every translation unit that includes this is compiled once per instruction set, each time inside its own namespace
// FS_NS, so that no inline function of one set can be linked into the other.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#ifdef __linux__
#include <sys/mman.h>
#endif
#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>
#define FS_AVX2 1
#endif

#ifndef FS_NS
#define FS_NS fs_base
#endif
#define FS_INLINE static inline __attribute__((always_inline))
#define FS_INLINE_MEMBER inline __attribute__((always_inline))

namespace FS_NS {

typedef float f8 __attribute__((vector_size(32)));
typedef int i8 __attribute__((vector_size(32)));
typedef float f8u __attribute__((vector_size(32), aligned(4)));
typedef int i8u __attribute__((vector_size(32), aligned(4)));
// four at a time, where eight would be wasted
typedef float f4 __attribute__((vector_size(16)));
typedef int i4 __attribute__((vector_size(16)));
typedef float f4u __attribute__((vector_size(16), aligned(4)));

FS_INLINE float low(float a, float b) { return a < b ? a : b; }
FS_INLINE float high(float a, float b) { return a > b ? a : b; }
FS_INLINE int low(int a, int b) { return a < b ? a : b; }
FS_INLINE int high(int a, int b) { return a > b ? a : b; }
FS_INLINE float within(float x, float a, float b) { return high(a, low(b, x)); }
FS_INLINE int within(int x, int a, int b) { return high(a, low(b, x)); }

FS_INLINE f8 splat(float x) { return f8{x, x, x, x, x, x, x, x}; }
FS_INLINE i8 splat(int x) { return i8{x, x, x, x, x, x, x, x}; }
static const f8 LANE = {0, 1, 2, 3, 4, 5, 6, 7};
static const i8 LANE_I = {0, 1, 2, 3, 4, 5, 6, 7};

FS_INLINE f8 load(const float* p) { return *reinterpret_cast<const f8u*>(p); }
FS_INLINE i8 load(const int* p) { return *reinterpret_cast<const i8u*>(p); }
FS_INLINE void store(float* p, f8 v) { *reinterpret_cast<f8u*>(p) = v; }
FS_INLINE void store(int* p, i8 v) { *reinterpret_cast<i8u*>(p) = v; }

#ifdef FS_AVX2
FS_INLINE f8 low(f8 a, f8 b) { return (f8)_mm256_min_ps((__m256)a, (__m256)b); }
FS_INLINE f8 high(f8 a, f8 b) { return (f8)_mm256_max_ps((__m256)a, (__m256)b); }
FS_INLINE f8 pick(i8 m, f8 a, f8 b) { return (f8)_mm256_blendv_ps((__m256)b, (__m256)a, (__m256)m); }
FS_INLINE i8 pick(i8 m, i8 a, i8 b) { return (i8)_mm256_blendv_epi8((__m256i)b, (__m256i)a, (__m256i)m); }
FS_INLINE bool any(i8 m) { return _mm256_movemask_ps((__m256)m) != 0; }
FS_INLINE bool all(i8 m) { return _mm256_movemask_ps((__m256)m) == 255; }
/// Eight loads: faster than the gather instruction on most processors, and never slower by much.
FS_INLINE f8 gather(const float* p, i8 i) {
    const __m128i a = _mm256_castsi256_si128((__m256i)i), b = _mm256_extracti128_si256((__m256i)i, 1);
    const int64_t a0 = _mm_cvtsi128_si64(a), a1 = _mm_extract_epi64(a, 1), b0 = _mm_cvtsi128_si64(b), b1 = _mm_extract_epi64(b, 1);
    __m128 x = _mm_load_ss(p + (int)a0), y = _mm_load_ss(p + (int)b0);
    x = _mm_insert_ps(x, _mm_load_ss(p + (a0 >> 32)), 0x10), y = _mm_insert_ps(y, _mm_load_ss(p + (b0 >> 32)), 0x10);
    x = _mm_insert_ps(x, _mm_load_ss(p + (int)a1), 0x20), y = _mm_insert_ps(y, _mm_load_ss(p + (int)b1), 0x20);
    x = _mm_insert_ps(x, _mm_load_ss(p + (a1 >> 32)), 0x30), y = _mm_insert_ps(y, _mm_load_ss(p + (b1 >> 32)), 0x30);
    return (f8)_mm256_insertf128_ps(_mm256_castps128_ps256(x), y, 1);
}
FS_INLINE i8 gather(const int* p, i8 i) { return (i8)gather(reinterpret_cast<const float*>(p), i); }
FS_INLINE f8 root(f8 x) { return (f8)_mm256_sqrt_ps((__m256)high(x, splat(0.f))); }
FS_INLINE f8 floors(f8 x) { return (f8)_mm256_floor_ps((__m256)x); }
FS_INLINE f8 inverse(f8 x) {
    f8 y = (f8)_mm256_rcp_ps((__m256)x);
    return y * (2.f - x * y);
}
FS_INLINE f8 inverse_root(f8 x) {
    f8 y = (f8)_mm256_rsqrt_ps((__m256)x);
    return y * (1.5f - 0.5f * x * y * y);
}
FS_INLINE i8 to_int(f8 x) { return (i8)_mm256_cvttps_epi32((__m256)x); }
FS_INLINE f8 to_float(i8 x) { return (f8)_mm256_cvtepi32_ps((__m256i)x); }
#else
FS_INLINE f8 pick(i8 m, f8 a, f8 b) { return (f8)(((i8)a & m) | ((i8)b & ~m)); }
FS_INLINE i8 pick(i8 m, i8 a, i8 b) { return (a & m) | (b & ~m); }
FS_INLINE f8 low(f8 a, f8 b) { return pick((i8)(a < b), a, b); }
FS_INLINE f8 high(f8 a, f8 b) { return pick((i8)(a > b), a, b); }
FS_INLINE bool any(i8 m) {
    int r = 0;
    for (int k = 0; k < 8; k++) r |= m[k];
    return r != 0;
}
FS_INLINE bool all(i8 m) {
    int r = -1;
    for (int k = 0; k < 8; k++) r &= m[k];
    return r != 0;
}
FS_INLINE f8 gather(const float* p, i8 i) {
    return f8{p[i[0]], p[i[1]], p[i[2]], p[i[3]], p[i[4]], p[i[5]], p[i[6]], p[i[7]]};
}
FS_INLINE i8 gather(const int* p, i8 i) {
    return i8{p[i[0]], p[i[1]], p[i[2]], p[i[3]], p[i[4]], p[i[5]], p[i[6]], p[i[7]]};
}
FS_INLINE i8 to_int(f8 x) { return __builtin_convertvector(x, i8); }
FS_INLINE f8 to_float(i8 x) { return __builtin_convertvector(x, f8); }
FS_INLINE f8 root(f8 x) {
    f8 r = high(x, splat(0.f));
    for (int k = 0; k < 8; k++) r[k] = __builtin_sqrtf(r[k]);
    return r;
}
FS_INLINE f8 floors(f8 x) {
    f8 t = to_float(to_int(x));
    return t - pick((i8)(t > x), splat(1.f), splat(0.f));
}
FS_INLINE f8 inverse(f8 x) { return 1.f / x; }
FS_INLINE f8 inverse_root(f8 x) { return 1.f / root(x); }
#endif

/// Every second lane of sixteen in a row: the even ones, or the odd ones.
#ifdef FS_AVX2
FS_INLINE f8 evens(f8 a, f8 b) { return (f8)_mm256_permute4x64_pd((__m256d)_mm256_shuffle_ps((__m256)a, (__m256)b, 0x88), 0xd8); }
FS_INLINE f8 odds(f8 a, f8 b) { return (f8)_mm256_permute4x64_pd((__m256d)_mm256_shuffle_ps((__m256)a, (__m256)b, 0xdd), 0xd8); }
/// Lanes of v by index.
FS_INLINE f8 permute(f8 v, i8 i) { return (f8)_mm256_permutevar8x32_ps((__m256)v, (__m256i)i); }
#else
FS_INLINE f8 evens(f8 a, f8 b) { return f8{a[0], a[2], a[4], a[6], b[0], b[2], b[4], b[6]}; }
FS_INLINE f8 odds(f8 a, f8 b) { return f8{a[1], a[3], a[5], a[7], b[1], b[3], b[5], b[7]}; }
/// Lanes of v by index.
FS_INLINE f8 permute(f8 v, i8 i) { return f8{v[i[0]], v[i[1]], v[i[2]], v[i[3]], v[i[4]], v[i[5]], v[i[6]], v[i[7]]}; }
#endif
/// The lanes of two in turn: a0 b0 a1 b1 …
FS_INLINE void weave(f8 a, f8 b, f8& first, f8& second) {
#ifdef FS_AVX2
    const __m256 l = _mm256_unpacklo_ps((__m256)a, (__m256)b), h = _mm256_unpackhi_ps((__m256)a, (__m256)b);
    first = (f8)_mm256_permute2f128_ps(l, h, 0x20), second = (f8)_mm256_permute2f128_ps(l, h, 0x31);
#else
    first = f8{a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]}, second = f8{a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]};
#endif
}
FS_INLINE i8 evens(i8 a, i8 b) { return (i8)evens((f8)a, (f8)b); }
FS_INLINE i8 odds(i8 a, i8 b) { return (i8)odds((f8)a, (f8)b); }
FS_INLINE float sum(f8 v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }
FS_INLINE float greatest(f8 v) { return high(high(high(v[0], v[4]), high(v[2], v[6])), high(high(v[1], v[5]), high(v[3], v[7]))); }
/// One bit by lane.
FS_INLINE int bits(i8 m) {
#ifdef FS_AVX2
    return _mm256_movemask_ps((__m256)m);
#else
    int b = 0;
    for (int k = 0; k < 8; k++) b |= (m[k] & 1) << k;
    return b;
#endif
}

/// Four neighbouring words from each of eight places, turned so that o[k] holds word k of each.
#ifdef FS_AVX2
FS_INLINE void quads(const float* p, i8 i, f8* o) {
    auto pair = [&](int a, int b) __attribute__((always_inline)) {
        return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(p + a)), _mm_loadu_ps(p + b), 1);
    };
    const __m256 r0 = pair(i[0], i[4]), r1 = pair(i[1], i[5]), r2 = pair(i[2], i[6]), r3 = pair(i[3], i[7]);
    const __m256 a = _mm256_unpacklo_ps(r0, r1), b = _mm256_unpackhi_ps(r0, r1), c = _mm256_unpacklo_ps(r2, r3), d = _mm256_unpackhi_ps(r2, r3);
    o[0] = (f8)_mm256_shuffle_ps(a, c, 0x44), o[1] = (f8)_mm256_shuffle_ps(a, c, 0xee);
    o[2] = (f8)_mm256_shuffle_ps(b, d, 0x44), o[3] = (f8)_mm256_shuffle_ps(b, d, 0xee);
}
#else
FS_INLINE void quads(const float* p, i8 i, f8* o) {
    for (int k = 0; k < 4; k++) o[k] = gather(p + k, i);
}
#endif

FS_INLINE i8 low(i8 a, i8 b) { return pick((i8)(a < b), a, b); }
FS_INLINE i8 high(i8 a, i8 b) { return pick((i8)(a > b), a, b); }
FS_INLINE f8 within(f8 x, float a, float b) { return low(high(x, splat(a)), splat(b)); }
FS_INLINE i8 within(i8 x, int a, int b) { return low(high(x, splat(a)), splat(b)); }
FS_INLINE f8 unit(f8 x) { return within(x, 0.f, 1.f); }
FS_INLINE f8 magnitude(f8 x) { return (f8)((i8)x & splat(0x7fffffff)); }
FS_INLINE f8 fraction(f8 x) { return x - floors(x); }
FS_INLINE f8 blend(f8 a, f8 b, f8 t) { return a + (b - a) * t; }
FS_INLINE float blend(float a, float b, float t) { return a + (b - a) * t; }
/// Hermite step from 0 at a to 1 at b.
FS_INLINE f8 ramp(float a, float b, f8 x) {
    f8 t = unit((x - a) * (1.f / (b - a)));
    return t * t * (3.f - 2.f * t);
}
/// 2^x to 2e-4 relative.
FS_INLINE f8 exp2s(f8 x) {
    x = within(x, -120.f, 120.f);
    f8 f = floors(x), r = x - f;
    f8 p = 1.f + r * (.6951f + r * (.2262f + r * .0787f));
    return (f8)((i8)p + (to_int(f) << 23));
}
FS_INLINE f8 exps(f8 x) { return exp2s(x * 1.442695f); }
FS_INLINE f8 log2s(f8 x) {
    i8 i = (i8)x;
    f8 e = to_float((i >> 23) - 127);
    f8 m = (f8)((i & splat(0x7fffff)) | splat(0x3f800000));
    return e + (-2.2134f + m * (3.0676f + m * (-1.0316f + m * .1778f)));
}
FS_INLINE f8 power(f8 x, float p) { return exp2s(log2s(high(x, splat(1e-7f))) * p); }
/// sin(2πx) to 1e-3.
FS_INLINE f8 sin_turns(f8 x) {
    f8 t = x - floors(x + .5f);
    f8 y = t * (8.f - 16.f * magnitude(t));
    return y * (.775f + .225f * magnitude(y));
}
/// Light of a stored sRGB value in [0, 1], polynomial.
FS_INLINE f8 to_linear(f8 c) { return c * (c * (c * .305306011f + .682171111f) + .012522878f); }
/// sRGB of light in [0, 1].
FS_INLINE f8 to_display(f8 x) {
    f8 a = root(x), b = root(a), c = root(b);
    return high(.662002687f * a + .684122060f * b - .323583601f * c - .0225411470f * x, splat(0.f));
}
/// The same with estimates of the roots: to about a twentieth of a step of eight bits.
FS_INLINE f8 to_display_fast(f8 x) {
#ifdef FS_AVX2
    auto root_of = [](f8 v) __attribute__((always_inline)) { return v * (f8)_mm256_rsqrt_ps((__m256)(v + 1e-16f)); };
    f8 a = root_of(x), b = root_of(a), c = root_of(b);
    return high(.662002687f * a + .684122060f * b - .323583601f * c - .0225411470f * x, splat(0.f));
#else
    return to_display(x);
#endif
}
/// A hash of lanes, 24 bits each.
FS_INLINE i8 scramble(i8 n) {
    n = (n ^ 61) ^ ((n >> 16) & 0xffff);
    n = n * 9;
    n = n ^ ((n >> 4) & 0x0fffffff);
    n = n * 0x27d4eb2d;
    n = n ^ ((n >> 15) & 0x1ffff);
    return n & 0xffffff;
}
/// A hash of lanes in [0, 1).
FS_INLINE f8 hashes(i8 n) { return to_float(scramble(n)) * (1.f / 16777216.f); }

/// Writes the first n lanes.
FS_INLINE void put(float* o, f8 v, int n) {
    if (n >= 8) {
        store(o, v);
        return;
    }
    for (int k = 0; k < n; k++) o[k] = v[k];
}

/// Writes the first n lanes, of 0…255, as bytes.
FS_INLINE void put_bytes(uint8_t* o, i8 v, int n) {
    uint8_t b[8];
#ifdef FS_AVX2
    const __m256i words = _mm256_packus_epi32((__m256i)v, (__m256i)v), bytes = _mm256_packus_epi16(words, words);
    const int first = _mm256_extract_epi32(bytes, 0), second = _mm256_extract_epi32(bytes, 4);
    memcpy(b, &first, 4), memcpy(b + 4, &second, 4);
#else
    for (int k = 0; k < 8; k++) b[k] = (uint8_t)v[k];
#endif
    if (n >= 8) memcpy(o, b, 8);
    else memcpy(o, b, (size_t)n);
}

/// Two neighbouring words from each of eight places.
#ifdef FS_AVX2
FS_INLINE void pairs(const int* p, i8 i, i8& first, i8& second) {
    auto two = [&](int a, int b) __attribute__((always_inline)) {
        return _mm_loadh_pi(_mm_castpd_ps(_mm_load_sd(reinterpret_cast<const double*>(p + a))), reinterpret_cast<const __m64*>(p + b));
    };
    const __m256 l = _mm256_insertf128_ps(_mm256_castps128_ps256(two(i[0], i[1])), two(i[4], i[5]), 1);
    const __m256 h = _mm256_insertf128_ps(_mm256_castps128_ps256(two(i[2], i[3])), two(i[6], i[7]), 1);
    first = (i8)_mm256_shuffle_ps(l, h, 0x88), second = (i8)_mm256_shuffle_ps(l, h, 0xdd);
}
#else
FS_INLINE void pairs(const int* p, i8 i, i8& first, i8& second) { first = gather(p, i), second = gather(p + 1, i); }
#endif

struct V3 {
    f8 x, y, z;
};
FS_INLINE V3 splat3(float x, float y, float z) { return {splat(x), splat(y), splat(z)}; }
FS_INLINE V3 splat3(const float* p) { return splat3(p[0], p[1], p[2]); }
FS_INLINE V3 operator+(V3 a, V3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
FS_INLINE V3 operator-(V3 a, V3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
FS_INLINE V3 operator*(V3 a, V3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
FS_INLINE V3 operator*(V3 a, f8 b) { return {a.x * b, a.y * b, a.z * b}; }
FS_INLINE V3 operator*(V3 a, float b) { return {a.x * b, a.y * b, a.z * b}; }
FS_INLINE f8 dot(V3 a, V3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
FS_INLINE V3 cross(V3 a, V3 b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
FS_INLINE V3 normal(V3 a) { return a * inverse_root(dot(a, a) + 1e-20f); }
FS_INLINE V3 blend(V3 a, V3 b, f8 t) { return a + (b - a) * t; }
FS_INLINE V3 pick(i8 m, V3 a, V3 b) { return {pick(m, a.x, b.x), pick(m, a.y, b.y), pick(m, a.z, b.z)}; }
FS_INLINE f8 luma(V3 c) { return c.x * .2126f + c.y * .7152f + c.z * .0722f; }

/// Large memory asks for large pages: a frame strides over tens of megabytes.
FS_INLINE void* fresh_memory(size_t bytes) {
    const size_t large = (size_t)2 << 20;
    void* p = aligned_alloc(bytes >= large ? large : 64, bytes >= large ? (bytes + large - 1) / large * large : bytes);
#ifdef __linux__
    if (p && bytes >= large) madvise(p, bytes, MADV_HUGEPAGE);
#endif
    return p;
}

/// Growing memory aligned for vectors, zeroed when it grows, with eight elements of slack so that a vector may be read
/// or rewritten past the end. Elements are plain data.
template <class T>
struct Buffer {
    T* data = nullptr;
    size_t size = 0, room = 0;
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { free(data); }
    /// False when there is no memory. Content is kept.
    bool resize(size_t n) {
        if (n > room) {
            size_t bytes = ((n + n / 8 + 64) * sizeof(T) + 4095) / 4096 * 4096;
            T* fresh = static_cast<T*>(fresh_memory(bytes));
            if (!fresh) return false;
            if (size) memcpy(static_cast<void*>(fresh), data, size * sizeof(T));
            memset(static_cast<void*>(fresh + size), 0, bytes - size * sizeof(T));
            free(data);
            data = fresh;
            room = n + n / 8;
        }
        size = n;
        return true;
    }
    bool reserve(size_t n) {
        const size_t had = size;
        if (n > room && !resize(n)) return false;
        size = had;
        return true;
    }
    void exchange(Buffer& other) {
        T* const d = data;
        const size_t s = size, n = room;
        data = other.data, size = other.size, room = other.room;
        other.data = d, other.size = s, other.room = n;
    }
    T& operator[](size_t i) { return data[i]; }
    const T& operator[](size_t i) const { return data[i]; }
};

}  // namespace FS_NS
