// Triangle set-up under perspective, for the picture and for the maps of lamps.
//
// Homogeneous (Olano and Greer, "Triangle Scan Conversion using 2D Homogeneous Coordinates", 1997): the planes of b/w
// come from the inverse of the corners' (X, Y, w), so triangles that cross the eye plane need no clipping.
#pragma once
#include "raster.hpp"

namespace FS_NS {

enum { FRONTS = 1, BACKS = 2 };

/// Whether a 3×4 matrix turns shapes inside out.
FS_INLINE bool mirrors(const float* m) {
    return m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8]) + m[2] * (m[4] * m[9] - m[5] * m[8]) < 0;
}

/// Planes and bounds of the triangle with corners v[k] = (X·w, Y·w, w, 1/w) over a map of width × height cells. False when
/// nothing of it can be seen. `front` tells whether it faces the eye. A cell's samples lie from `first` to `last` in it,
/// in both directions. `sides` are those wanted.
static bool set_up(const float* const* v, int width, int height, float near_w, float first, float last, int sides, Fill& f, bool& front) {
    const float W = (float)width, H = (float)height;
    int behind = 0;
    for (int k = 0; k < 3; k++) behind += v[k][2] < near_w;
    if (behind == 3) return false;
    float x0 = 0, x1 = W, y0 = 0, y1 = H;
    double origin[2] = {0, 0};
    double p[3][3];
    if (behind == 0) {
        x0 = y0 = 1e30f, x1 = y1 = -1e30f;
        float x[3], y[3];
        for (int k = 0; k < 3; k++) {
            x[k] = v[k][0] * v[k][3], y[k] = v[k][1] * v[k][3];
            x0 = low(x0, x[k]), x1 = high(x1, x[k]), y0 = low(y0, y[k]), y1 = high(y1, y[k]);
        }
        if (x1 < 0 || y1 < 0 || x0 > W || y0 > H) return false;
        // many a small triangle lies between samples
        f.x0 = high(0, (int)ceilf(x0 - last - .002f)), f.x1 = low(width - 1, (int)floorf(x1 - first + .002f));
        f.y0 = high(0, (int)ceilf(y0 - last - .002f)), f.y1 = low(height - 1, (int)floorf(y1 - first + .002f));
        if (f.x0 > f.x1 || f.y0 > f.y1) return false;
        if (!(((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]) < 0 ? FRONTS : BACKS) & sides)) return false;
        // move the origin to a corner: far from the origin small triangles lose their digits
        origin[0] = x[0], origin[1] = y[0];
    } else {
        bool left = true, right = true, above = true, below = true;
        for (int k = 0; k < 3; k++) {
            left &= v[k][0] < 0, right &= v[k][0] > v[k][2] * W;
            above &= v[k][1] < 0, below &= v[k][1] > v[k][2] * H;
        }
        if (left || right || above || below) return false;
        f.x0 = f.y0 = 0, f.x1 = width - 1, f.y1 = height - 1;
    }
    for (int k = 0; k < 3; k++) {
        p[k][2] = v[k][2];
        p[k][0] = v[k][0] - origin[0] * p[k][2];
        p[k][1] = v[k][1] - origin[1] * p[k][2];
    }
    double det = 0, plane[3][3];
    for (int k = 0; k < 3; k++) {
        const double *a = p[(k + 1) % 3], *b = p[(k + 2) % 3];
        plane[k][0] = a[1] * b[2] - a[2] * b[1];
        plane[k][1] = a[2] * b[0] - a[0] * b[2];
        plane[k][2] = a[0] * b[1] - a[1] * b[0];
    }
    for (int i = 0; i < 3; i++) det += p[0][i] * plane[0][i];
    if (!(fabs(det) > 1e-30)) return false;
    front = det < 0;
    if (!((front ? FRONTS : BACKS) & sides)) return false;
    const double inverse_det = 1.0 / det;
    f.near[0] = f.near[1] = f.near[2] = 0;
    for (int k = 0; k < 3; k++) {
        plane[k][2] -= plane[k][0] * origin[0] + plane[k][1] * origin[1];
        for (int i = 0; i < 3; i++) {
            f.plane[k][i] = (float)(plane[k][i] * inverse_det);
            f.near[i] += f.plane[k][i];
        }
    }
    f.clipped = behind > 0;
    f.near_low = 1e-9f, f.near_high = 1.f / near_w;
    if (behind == 0) {
        f.near_low = low(v[0][3], low(v[1][3], v[2][3]));
        f.near_high = high(v[0][3], high(v[1][3], v[2][3]));
    }
    return true;
}

}  // namespace FS_NS
