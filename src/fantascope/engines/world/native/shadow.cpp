// Shadow maps: two orthographic cascades for the sun, and maps for up to two lamps.
//
// A cascade covers the bounding sphere of a slice of the view, and a little more: it moves in steps of many texels, so
// that shadows do not swim and the map of a slowly moving camera can be kept.
#include "raster.hpp"
#include "scene.hpp"
#include "settled.hpp"
#include "texture.hpp"

namespace FS_NS {

static void basis_of(const float* toward, float* right, float* up) {
    const bool steep = fabsf(toward[2]) > .95f;
    const float helper[3] = {0, steep ? 1.f : 0.f, steep ? 0.f : 1.f};
    right[0] = helper[1] * toward[2] - helper[2] * toward[1];
    right[1] = helper[2] * toward[0] - helper[0] * toward[2];
    right[2] = helper[0] * toward[1] - helper[1] * toward[0];
    const float n = 1.f / sqrtf(right[0] * right[0] + right[1] * right[1] + right[2] * right[2] + 1e-20f);
    for (int i = 0; i < 3; i++) right[i] *= n;
    up[0] = toward[1] * right[2] - toward[2] * right[1];
    up[1] = toward[2] * right[0] - toward[0] * right[2];
    up[2] = toward[0] * right[1] - toward[1] * right[0];
}

static float dot3(const float* a, const float* b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

static const int STEP = 32;  // texels

/// Centres the cascade on the slice [from, to] of the view. The radius is rounded up to steps of an eighth octave.
static void fit(const Renderer& r, Cascade& c, float from, float to, int size) {
    const FsCamera& cam = r.camera;
    const float k2 = r.tan_x * r.tan_x + r.tan_y * r.tan_y;
    const float middle = low(to, .5f * (from + to) * (1.f + k2));
    float radius = sqrtf((to - middle) * (to - middle) + to * to * k2);
    radius = exp2f(ceilf(log2f(radius) * 8.f) / 8.f);
    const float* sun = r.frame->sky.sun_direction;
    float right[3], up[3];
    basis_of(sun, right, up);
    c.size = size;
    c.texel_m = 2.f * radius / (float)(size - STEP);
    float centre[3];
    for (int i = 0; i < 3; i++) centre[i] = cam.eye[i] + cam.forward[i] * middle;
    const float inverse = 1.f / c.texel_m;
    for (int i = 0; i < 3; i++) c.right[i] = right[i] * inverse, c.up[i] = up[i] * inverse, c.toward[i] = sun[i];
    c.offset[0] = .5f * (float)size - roundf(dot3(c.right, centre) * (1.f / STEP)) * STEP;
    c.offset[1] = .5f * (float)size - roundf(dot3(c.up, centre) * (1.f / STEP)) * STEP;
}

struct ShadowCutout {
    const Texture& texture;
    float u[3], v[3];  // planes of u and v over the map
    FS_INLINE_MEMBER i8 operator()(i8 m, int x, int y, float, float) const {
        f8 fx = LANE + ((float)x + .5f);
        f8 a = fx * u[0] + ((float)y * u[1] + u[2]), b = fx * v[0] + ((float)y * v[1] + v[2]);
        return m & (i8)(alpha_at(texture, a, b) > .5f);
    }
};

/// Affine planes over the map from three screen points; false when it covers no cell.
static bool affine(const float x[3], const float y[3], int size, Fill& f) {
    // cells whose middles lie inside
    f.x0 = high(0, (int)ceilf(low(x[0], low(x[1], x[2])) - .502f)), f.x1 = low(size - 1, (int)floorf(high(x[0], high(x[1], x[2])) - .498f));
    f.y0 = high(0, (int)ceilf(low(y[0], low(y[1], y[2])) - .502f)), f.y1 = low(size - 1, (int)floorf(high(y[0], high(y[1], y[2])) - .498f));
    if (f.x0 > f.x1 || f.y0 > f.y1) return false;
    const double ax = x[1] - (double)x[0], ay = y[1] - (double)y[0], bx = x[2] - (double)x[0], by = y[2] - (double)y[0];
    const double area = ax * by - bx * ay;
    if (!(fabs(area) > 1e-12)) return false;
    const double n = 1.0 / area;
    const double p1[2] = {by * n, -bx * n}, p2[2] = {-ay * n, ax * n};
    for (int i = 0; i < 2; i++) {
        f.plane[1][i] = (float)p1[i], f.plane[2][i] = (float)p2[i];
        f.plane[0][i] = (float)(-p1[i] - p2[i]);
    }
    f.plane[1][2] = (float)(-(p1[0] * x[0] + p1[1] * y[0]));
    f.plane[2][2] = (float)(-(p2[0] * x[0] + p2[1] * y[0]));
    f.plane[0][2] = 1.f - f.plane[1][2] - f.plane[2][2];
    return true;
}

static void plane_of(const Fill& f, float a, float b, float c, float* out) {
    for (int i = 0; i < 3; i++) out[i] = f.plane[0][i] * a + f.plane[1][i] * b + f.plane[2][i] * c;
}

static void draw_caster(Renderer& r, const Cascade& c, size_t k, float* map, Patch& touched) {
    const int n = c.size;
    const FsDrawable& d = r.drawables[k];
    const Box& b = r.boxes[k];
    float reach[2][2];  // the box over the map
    for (int a = 0; a < 2; a++) {
        const float* axis = a ? c.up : c.right;
        reach[a][0] = reach[a][1] = c.offset[a];
        for (int i = 0; i < 3; i++) {
            reach[a][0] += axis[i] * (axis[i] > 0 ? b.low[i] : b.high[i]);
            reach[a][1] += axis[i] * (axis[i] > 0 ? b.high[i] : b.low[i]);
        }
    }
    const float last = (float)(n - 1);
    if (!(reach[0][1] > 0 && reach[0][0] < last && reach[1][1] > 0 && reach[1][0] < last)) return;
    extend(touched, (int)high(reach[0][0], 0.f), (int)high(reach[1][0], 0.f), (int)low(reach[0][1] + 1.f, last), (int)low(reach[1][1] + 1.f, last));
    if (!r.corners.resize(4 * (size_t)d.vertices)) {
        r.ok = false;
        return;
    }
    for (int v = 0; v < d.vertices; v++) {
        const float* p = r.world.data + 4 * ((size_t)d.first_vertex + v);
        float* o = r.corners.data + 4 * (size_t)v;
        o[0] = dot3(c.right, p) + c.offset[0], o[1] = dot3(c.up, p) + c.offset[1], o[2] = dot3(c.toward, p);
    }
    const bool cut = (d.flags & FS_CUTOUT) && d.texture >= 0;
    const int* index = r.faces.data + 3 * (size_t)d.first_face;
    for (int j = 0; j < d.faces; j++) {
        float x[3], y[3], z[3];
        for (int i = 0; i < 3; i++) {
            const float* p = r.corners.data + 4 * (size_t)index[3 * j + i];
            x[i] = p[0], y[i] = p[1], z[i] = p[2];
        }
        Fill f;
        if (!affine(x, y, n, f)) continue;
        plane_of(f, z[0], z[1], z[2], f.near);
        f.near_low = low(z[0], low(z[1], z[2])), f.near_high = high(z[0], high(z[1], z[2]));
        if (cut) {
            ShadowCutout s{r.textures[d.texture], {}, {}};
            const float* a[3];
            for (int i = 0; i < 3; i++) a[i] = r.vertex.data + VERTEX_WORDS * ((size_t)d.first_vertex + index[3 * j + i]);
            plane_of(f, a[0][0] * d.uv_scale, a[1][0] * d.uv_scale, a[2][0] * d.uv_scale, s.u);
            plane_of(f, a[0][1] * d.uv_scale, a[1][1] * d.uv_scale, a[2][1] * d.uv_scale, s.v);
            fill<false, false>(map, nullptr, n, f, 0, s);
        } else {
            fill<false, false>(map, nullptr, n, f, 0, Always());
        }
    }
}

static void draw_sun(Renderer& r, Cascade& c) {
    float view[16] = {(float)c.size, c.texel_m, c.offset[0], c.offset[1]};
    for (int i = 0; i < 3; i++) view[4 + i] = c.right[i], view[7 + i] = c.up[i], view[10 + i] = c.toward[i];
    auto draw = [&](size_t k, float* map, Patch* touched) { draw_caster(r, c, k, map, touched[0]); };
    if (!draw_settled(r, c.settled, c.map, c.size, 1, -1e30f, view, false, draw)) r.ok = false;
}

void draw_shadows(Renderer& r) {
    const float* sun = r.frame->sky.sun_colour;
    for (Cascade& c : r.cascades) c.size = 0;
    if (r.shadow_size >= 64 && sun[0] + sun[1] + sun[2] > 1e-4f) {
        const float near_end = within(1.7f * r.camera.focus_m + 2.f, 5.f, 60.f);
        const int size = r.shadow_size / 8 * 8;
        fit(r, r.cascades[0], r.camera.near_m, near_end, size);
        fit(r, r.cascades[1], near_end * .8f, near_end * 5.f, size * 2 / 3 / 8 * 8);
        for (Cascade& c : r.cascades) draw_sun(r, c);
    }
}

}  // namespace FS_NS
