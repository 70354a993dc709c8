// Shadow maps of lamps: six 90° faces for a point light, one for a spot. At most two lamps, nearest to the focus.
#include "lamps.hpp"

#include "settled.hpp"
#include "setup.hpp"

namespace FS_NS {

static void set_basis(float* b, const float* right, const float* up, const float* forward) {
    for (int i = 0; i < 3; i++) b[i] = right[i], b[3 + i] = up[i], b[6 + i] = forward[i];
}

static void orient(LampShadow& s, const FsLamp& lamp) {
    if (lamp.cone_rad < 0 || lamp.cone_rad > 1.35f) {
        static const float axis[6][9] = {{0, 1, 0, 0, 0, 1, 1, 0, 0},  {0, -1, 0, 0, 0, 1, -1, 0, 0}, {-1, 0, 0, 0, 0, 1, 0, 1, 0},
                                         {1, 0, 0, 0, 0, 1, 0, -1, 0}, {1, 0, 0, 0, 1, 0, 0, 0, 1},   {1, 0, 0, 0, -1, 0, 0, 0, -1}};
        memcpy(s.basis, axis, sizeof axis);
        s.faces = 6, s.focal = 1.f, s.size = 384;
        return;
    }
    const float* d = lamp.direction;
    const bool steep = fabsf(d[2]) > .9f;
    const float h[3] = {steep ? 1.f : 0.f, 0, steep ? 0.f : 1.f};
    float right[3] = {d[1] * h[2] - d[2] * h[1], d[2] * h[0] - d[0] * h[2], d[0] * h[1] - d[1] * h[0]};
    const float n = 1.f / sqrtf(right[0] * right[0] + right[1] * right[1] + right[2] * right[2] + 1e-20f);
    for (float& c : right) c *= n;
    const float up[3] = {right[1] * d[2] - right[2] * d[1], right[2] * d[0] - right[0] * d[2], right[0] * d[1] - right[1] * d[0]};
    set_basis(s.basis[0], right, up, d);
    s.faces = 1, s.focal = 1.f / tanf(lamp.cone_rad + .04f), s.size = 768;
}

static bool reaches(const Box& b, const FsLamp& lamp) {
    float d2 = 0;
    for (int i = 0; i < 3; i++) {
        const float d = high(0.f, high(b.low[i] - lamp.position[i], lamp.position[i] - b.high[i]));
        d2 += d * d;
    }
    return d2 < lamp.range_m * lamp.range_m;
}

/// Whether the box may lie in the pyramid of a face: before the lamp, and not wholly beyond one of its four sides.
static bool in_face(const Box& box, const LampShadow& s, const FsLamp& lamp, const float* b) {
    for (int side = 0; side < 4; side++) {
        const float* axis = b + (side < 2 ? 0 : 3);
        const float sign = side & 1 ? -s.focal : s.focal;
        float most = 0;
        for (int i = 0; i < 3; i++) {
            const float n = b[6 + i] + sign * axis[i];
            most += n * ((n > 0 ? box.high[i] : box.low[i]) - lamp.position[i]);
        }
        if (most < 0) return false;
    }
    return true;
}

static void draw_caster(Renderer& r, const LampShadow& s, const FsLamp& lamp, const float* b, size_t k, float* map, Patch& touched) {
    const float half = .5f * (float)s.size, near_w = .30f;  // nothing within a hand of the lamp, such as its own post, shades it
    const FsDrawable& d = r.drawables[k];
    const int* index = r.faces.data + 3 * (size_t)d.first_face;
    // what turns its back to the lamp lies behind what faces it, unless the lamp is inside, as in the head of its post
    bool inside = true;
    for (int i = 0; i < 3; i++) inside &= lamp.position[i] > r.boxes[k].low[i] && lamp.position[i] < r.boxes[k].high[i];
    bool mirrored = s.faces == 6;  // these maps are seen from behind
    if (!(d.flags & FS_SKINNED)) mirrored ^= mirrors(r.frame->matrices + 12 * k);
    const int sides = inside || (d.flags & FS_DOUBLE) ? FRONTS | BACKS : mirrored ? BACKS : FRONTS;
    if (!r.corners.resize(4 * (size_t)d.vertices)) {
        r.ok = false;
        return;
    }
    for (int v = 0; v < d.vertices; v++) {
        const float* p = r.world.data + 4 * ((size_t)d.first_vertex + v);
        float q[3], *o = r.corners.data + 4 * (size_t)v;
        for (int i = 0; i < 3; i++) q[i] = p[i] - lamp.position[i];
        const float x = b[0] * q[0] + b[1] * q[1] + b[2] * q[2], y = b[3] * q[0] + b[4] * q[1] + b[5] * q[2];
        o[2] = b[6] * q[0] + b[7] * q[1] + b[8] * q[2];
        o[0] = half * (o[2] + s.focal * x), o[1] = half * (o[2] - s.focal * y);
        o[3] = 1.f / o[2];
    }
    for (int j = 0; j < d.faces; j++) {
        const float* v[3];
        for (int i = 0; i < 3; i++) v[i] = r.corners.data + 4 * (size_t)index[3 * j + i];
        Fill f;
        bool front;
        if (!set_up(v, s.size, s.size, near_w, .5f, .5f, sides, f, front)) continue;
        extend(touched, f.x0, f.y0, f.x1, f.y1);
        fill<false, false>(map, nullptr, s.size, f, 0, Always());
    }
}

static bool draw_lamp(Renderer& r, LampShadow& s, const FsLamp& lamp) {
    float view[16] = {(float)s.size, (float)s.faces, s.focal, lamp.range_m};
    for (int i = 0; i < 3; i++) view[4 + i] = lamp.position[i], view[7 + i] = s.basis[0][i], view[10 + i] = s.basis[0][3 + i];
    auto draw = [&](size_t k, float* map, Patch* touched) {
        if (!reaches(r.boxes[k], lamp)) return;
        for (int f = 0; f < s.faces; f++)
            if (in_face(r.boxes[k], s, lamp, s.basis[f])) draw_caster(r, s, lamp, s.basis[f], k, map + (size_t)f * s.size * s.size, touched[f]);
    };
    return draw_settled(r, s.settled, s.map, s.size, s.faces, 0.f, view, true, draw);
}

void draw_lamp_shadows(Renderer& r) {
    const FsFrame& f = *r.frame;
    if (!r.cones.resize(2 * (size_t)high(f.lamp_count, 0))) {
        r.ok = false;
        return;
    }
    for (int k = 0; k < f.lamp_count; k++) {
        const float outer = cosf(f.lamps[k].cone_rad), inner = cosf(f.lamps[k].cone_rad * .7f);
        r.cones[2 * (size_t)k] = outer, r.cones[2 * (size_t)k + 1] = 1.f / high(inner - outer, 1e-4f);
    }
    float focus[3];
    for (int i = 0; i < 3; i++) focus[i] = r.camera.eye[i] + r.camera.forward[i] * r.camera.focus_m;
    for (LampShadow& s : r.lamp_shadows) s.lamp = -1;
    if (r.shadow_size < 64) return;
    for (int n = 0; n < 2; n++) {
        float best = 1e30f;
        int chosen = -1;
        for (int k = 0; k < f.lamp_count; k++) {
            if (!f.lamps[k].casts_shadow || (n == 1 && k == r.lamp_shadows[0].lamp)) continue;
            float d2 = 0;
            for (int i = 0; i < 3; i++) d2 += (f.lamps[k].position[i] - focus[i]) * (f.lamps[k].position[i] - focus[i]);
            if (d2 < best) best = d2, chosen = k;
        }
        if (chosen < 0) return;
        LampShadow& s = r.lamp_shadows[n];
        orient(s, f.lamps[chosen]);
        if (!draw_lamp(r, s, f.lamps[chosen])) {
            r.ok = false;
            return;
        }
        s.lamp = chosen;
    }
}

}  // namespace FS_NS
