// Which triangle is seen at each sample: triangle set-up and the visibility buffer.
#include "raster.hpp"
#include "scene.hpp"
#include "setup.hpp"
#include "texture.hpp"

namespace FS_NS {

static void facing_of(const Renderer& r, const int* corner, bool front, float* n) {
    const float *a = r.world.data + 4 * (size_t)corner[0], *b = r.world.data + 4 * (size_t)corner[1],
                *c = r.world.data + 4 * (size_t)corner[2];
    float u[3], v[3];
    for (int i = 0; i < 3; i++) u[i] = b[i] - a[i], v[i] = c[i] - a[i];
    n[0] = u[1] * v[2] - u[2] * v[1], n[1] = u[2] * v[0] - u[0] * v[2], n[2] = u[0] * v[1] - u[1] * v[0];
    float s = (front ? 1.f : -1.f) / sqrtf(n[0] * n[0] + n[1] * n[1] + n[2] * n[2] + 1e-30f);
    for (int i = 0; i < 3; i++) n[i] *= s;
}

/// Whether a box may show: not wholly beyond one side of the picture, nor behind the eye.
static bool in_view(const Renderer& r, const Box& box) {
    const FsCamera& c = r.camera;
    for (int side = 0; side < 5; side++) {
        const float* axis = side < 2 ? c.right : c.up;
        const float slope = side == 4 ? 0.f : (side & 1 ? -1.f : 1.f) / (side < 2 ? r.tan_x : r.tan_y);
        float most = side == 4 ? -c.near_m : 1e-3f;
        for (int i = 0; i < 3; i++) {
            const float n = c.forward[i] + slope * axis[i];
            most += n * ((n > 0 ? box.high[i] : box.low[i]) - c.eye[i]);
        }
        if (most < 0) return false;
    }
    return true;
}

/// Rejects lanes whose texel is cut away.
struct Cutout {
    const Renderer& r;
    const Triangle& t;
    const Texture& texture;
    float uv[3][2];
    FS_INLINE_MEMBER i8 operator()(i8 m, int x, int, float px, float py) const {
        const f8 odd = {0, 1, 0, 1, 0, 1, 0, 1};
        f8 fx = LANE + ((float)x + px), fy = odd * .5f + py;
        f8 b[3];
        for (int k = 0; k < 3; k++) b[k] = fx * t.plane[k][0] + fy * t.plane[k][1] + t.plane[k][2];
        f8 w = 1.f / (b[0] + b[1] + b[2]);
        f8 u = (b[0] * uv[0][0] + b[1] * uv[1][0] + b[2] * uv[2][0]) * w;
        f8 v = (b[0] * uv[0][1] + b[1] * uv[1][1] + b[2] * uv[2][1]) * w;
        return m & (i8)(alpha_at(texture, u, v) > .5f);
    }
};

/// Calls take(id, fill) for each triangle of a drawable that may be seen, having appended it to r.triangles.
/// `faces`: 0 those the material shows, 1 only those facing the camera, 2 only those facing away.
template <class Take>
static void each_triangle(Renderer& r, int k, int faces, Take take) {
    const FsDrawable& d = r.drawables[k];
    const int* index = r.faces.data + 3 * (size_t)d.first_face;
    const bool mirrored = !(d.flags & FS_SKINNED) && mirrors(r.frame->matrices + 12 * (size_t)k);
    if (!in_view(r, r.boxes[k])) return;
    // the sides of the screen's winding that are wanted
    const int fronts = mirrored ? BACKS : FRONTS, backs = mirrored ? FRONTS : BACKS;
    const int sides = faces == 0 ? ((d.flags & FS_DOUBLE) ? FRONTS | BACKS : fronts) : faces == 1 ? fronts : backs;
    for (int j = 0; j < d.faces; j++) {
        int corner[3];
        for (int i = 0; i < 3; i++) corner[i] = d.first_vertex + index[3 * j + i];
        Triangle t;
        Fill f;
        bool front;
        const float* v[3];
        for (int i = 0; i < 3; i++) v[i] = r.clip.data + 4 * (size_t)corner[i];
        if (!set_up(v, r.SW, r.SH, r.camera.near_m, .25f, .75f, sides, f, front)) continue;
        memcpy(t.plane, f.plane, sizeof t.plane);
        if (r.triangles.size + 1 > r.triangles.room && !r.triangles.reserve(r.triangles.size * 2 + 4096)) {
            r.ok = false;
            return;
        }
        for (int i = 0; i < 3; i++) t.corner[i] = corner[i];
        t.drawable = k;
        facing_of(r, corner, front, t.facing);
        const int id = (int)r.triangles.size++;
        r.triangles[id] = t;
        take(id, f);
    }
}

/// Fills one triangle into a visibility buffer, within the rows of `f`.
static void fill_seen(const Renderer& r, int id, const Fill& f, float* iw, int* ids) {
    const Triangle& t = r.triangles[id];
    const FsDrawable& d = r.drawables[t.drawable];
    if (!(d.flags & FS_CUTOUT) || d.texture < 0) {
        fill<true, true>(iw, ids, r.pitch, f, id, Always());
        return;
    }
    Cutout c{r, t, r.textures[d.texture], {}};
    for (int i = 0; i < 3; i++)
        for (int a = 0; a < 2; a++) c.uv[i][a] = r.vertex[VERTEX_WORDS * (size_t)t.corner[i] + a] * d.uv_scale;
    fill<true, true>(iw, ids, r.pitch, f, id, c);
}

void draw_drawable(Renderer& r, int k, float* iw, int* ids, int faces) {
    each_triangle(r, k, faces, [&](int id, const Fill& f) { fill_seen(r, id, f, iw, ids); });
}

static const int BAND = 16;  // rows of samples, a power of two

/// Lists triangles by the bands they touch, in order: those of band b are r.banded from r.bands[b] to r.bands[b + 1].
static bool sort_into_bands(Renderer& r, int count) {
    const int n = (int)r.triangles.size;
    if (!r.bands.resize((size_t)count + 2)) return false;
    int* starts = r.bands.data;
    memset(starts, 0, sizeof(int) * ((size_t)count + 2));
    for (int i = 0; i < n; i++)
        for (int b = r.fills[i].y0 / BAND; b <= r.fills[i].y1 / BAND; b++) starts[b + 2]++;
    for (int b = 0; b < count; b++) starts[b + 2] += starts[b + 1];
    if (!r.banded.resize((size_t)starts[count + 1])) return false;
    for (int i = 0; i < n; i++)
        for (int b = r.fills[i].y0 / BAND; b <= r.fills[i].y1 / BAND; b++) r.banded[starts[b + 1]++] = i;
    return true;
}

/// Marks pixels whose samples show different triangles: a bit each, eight to a byte.
static void mark_mixed(Renderer& r, int y) {
    const int *i0 = r.ids.data + (size_t)(2 * y) * r.pitch, *i1 = i0 + r.pitch;
    for (int x = 0; x < r.W; x += 8) {
        i8 a = load(i0 + 2 * x), b = load(i0 + 2 * x + 8), c = load(i1 + 2 * x), d = load(i1 + 2 * x + 8);
        i8 e = evens(c, d);
        r.mixed[(size_t)y * ((r.W + 7) / 8) + x / 8] = (uint8_t)bits((i8)(e != odds(c, d)) | (i8)(e != evens(a, b)) | (i8)(e != odds(a, b)));
    }
}

/// View depth by pixel, from one of its samples: at (x + .125, y + .625).
static void depth_rows(Renderer& r, int first, int last) {
    for (int y = first; y < last; y++) {
        const float* row = r.iw.data + (size_t)(2 * y + 1) * r.pitch;
        for (int x = 0; x < r.W; x += 8) {
            f8 iw = evens(load(row + 2 * x), load(row + 2 * x + 8));
            put(r.depth.data + (size_t)y * r.W + x, pick((i8)(iw > 0.f), inverse(high(iw, splat(1e-9f))), splat(1e9f)), r.W - x);
        }
    }
}

void pixel_depth(Renderer& r) { depth_rows(r, 0, r.H); }

/// The triangles are set up in order, then filled band by band of rows, in the order they came: a band stays in the
/// cache from when it is emptied until its depths and outlines are known.
void draw_visible(Renderer& r) {
    const int count = (r.SH + BAND - 1) / BAND;
    r.triangles.size = r.fills.size = 0;
    for (size_t k = 0; k < r.drawables.size; k++) {
        const FsDrawable& d = r.drawables[k];
        if (!r.frame->visible[k] || d.opacity < 1.f || ((d.flags & FS_WATER) && r.frame->water.present)) continue;
        each_triangle(r, (int)k, 0, [&](int, const Fill& f) {
            if (r.fills.size + 1 > r.fills.room && !r.fills.reserve(r.fills.size * 2 + 4096)) r.ok = false;
            else r.fills[r.fills.size++] = f;
        });
    }
    r.ok = r.ok && r.mixed.resize((size_t)((r.W + 7) / 8) * r.H) && sort_into_bands(r, count);
    if (!r.ok) return;
    for (int b = 0; b < count; b++) {
        const int first = b * BAND, last = low(r.SH, first + BAND);
        const size_t at = (size_t)first * r.pitch, n = (size_t)(last - first) * r.pitch;
        memset(r.iw.data + at, 0, sizeof(float) * n);
        memset(r.ids.data + at, 0xff, sizeof(int) * n);
        for (int i = r.bands[b]; i < r.bands[b + 1]; i++) {
            Fill f = r.fills[r.banded[i]];
            f.y0 = high(f.y0, first), f.y1 = low(f.y1, last - 1);
            fill_seen(r, r.banded[i], f, r.iw.data, r.ids.data);
        }
        depth_rows(r, first / 2, last / 2);
        for (int y = first / 2; y < last / 2; y++) mark_mixed(r, y);
    }
}

}  // namespace FS_NS
