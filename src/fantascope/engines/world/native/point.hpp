// Eight points of surfaces under eight sample positions: where they are, on which triangle, and its barycentrics.
#pragma once
#include "scene.hpp"

namespace FS_NS {

struct Point {
    i8 hit;
    bool same_triangle, same_drawable;
    i8 varied;       // where a texture may change within a few pixels
    i8 fine;         // where it may change from pixel to pixel
    i8 rough;        // where its relief may change the light within a few pixels
    i8 steep;        // where its relief tilts the surface so much that the light changes from pixel to pixel
    V3 texture;      // its colour, else white
    V3 base;         // albedo = base · texture + what lies on it
    i8 drawable;   // word offset
    i8 flags;      // of the drawable
    i8 corner[3];  // vertices
    V3 facing;     // normal of the triangle
    f8 slope_x, slope_y;  // of 1/depth over the screen, by sample
    f8 b[3], depth;
    f8 gx[3], gy[3];  // screen gradients of b, by sample
    V3 position, direction, view, normal, albedo;
    f8 roughness, metallic, emission, sheen;
    f8 u, v;
};

FS_INLINE f8 take(const float* p, i8 i, bool same) { return same ? splat(p[i[0]]) : gather(p, i); }
FS_INLINE i8 take(const int* p, i8 i, bool same) { return same ? splat(p[i[0]]) : gather(p, i); }

/// Four neighbouring words by lane; one load where all lanes read the same place.
FS_INLINE void take4(const float* p, i8 i, bool same, f8* o) {
    if (same) {
        const float* q = p + i[0];
        for (int k = 0; k < 4; k++) o[k] = splat(q[k]);
    } else {
        quads(p, i, o);
    }
}

FS_INLINE bool alike(i8 a) { return all((i8)(a == splat(a[0]))); }

FS_INLINE void locate(const Renderer& r, f8 fx, f8 fy, i8 ids, Point& p) {
    const float* tf = reinterpret_cast<const float*>(r.triangles.data);
    // lanes of sky borrow a lane that hit, so that uniform groups stay uniform
    int some = 0;
    for (int k = 0; k < 8; k++) some = ids[k] >= 0 ? ids[k] : some;
    p.hit = (i8)(ids >= 0);
    i8 id = pick(p.hit, ids, splat(some));
    p.same_triangle = alike(id);
    f8 t[16];
    for (int k = 0; k < 4; k++) take4(tf + 4 * k, id * TRIANGLE_WORDS, p.same_triangle, t + 4 * k);
    for (int k = 0; k < 3; k++) p.corner[k] = (i8)t[9 + k];
    p.facing = {t[13], t[14], t[15]};
    const f8 *a[3] = {t, t + 3, t + 6};
    for (int k = 0; k < 3; k++) p.b[k] = a[k][0] * fx + a[k][1] * fy + a[k][2];
    f8 sum_a = t[0] + t[3] + t[6], sum_b = t[1] + t[4] + t[7], iw = p.b[0] + p.b[1] + p.b[2];
    p.slope_x = sum_a, p.slope_y = sum_b;
    f8 w = inverse(high(iw, splat(1e-9f)));
    for (int k = 0; k < 3; k++) {
        p.b[k] *= w;
        p.gx[k] = (a[k][0] - p.b[k] * sum_a) * w;
        p.gy[k] = (a[k][1] - p.b[k] * sum_b) * w;
    }
    p.depth = w;
    p.drawable = (i8)t[12];
    p.same_drawable = p.same_triangle || alike(p.drawable);
    p.drawable *= SURFACE_WORDS;
    const FsCamera& cam = r.camera;
    f8 sx = fx * (2.f / (float)r.SW) - 1.f, sy = 1.f - fy * (2.f / (float)r.SH);
    p.direction = splat3(cam.forward) + splat3(cam.right) * (sx * r.tan_x) + splat3(cam.up) * (sy * r.tan_y);
    p.position = splat3(cam.eye) + p.direction * w;
    p.view = normal(p.direction) * -1.f;
}

/// Trowbridge–Reitz lobe with Smith visibility (Walter 2007, Karis 2013), Fresnel left out. Includes the cosine.
FS_INLINE f8 gloss(f8 roughness, f8 nl, f8 nv, f8 nh) {
    f8 a = roughness * roughness, a2 = a * a;
    f8 t = nh * nh * (a2 - 1.f) + 1.f;
    f8 k = a * .5f;
    return nl * a2 * inverse(t * t * 3.14159f * 4.f * (nl * (1.f - k) + k) * (nv * (1.f - k) + k) + 1e-6f);
}

}  // namespace FS_NS
