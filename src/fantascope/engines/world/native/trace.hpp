// Reflections found in the picture itself: a ray is marched over the depth of what has been drawn.
#pragma once
#include "scene.hpp"

namespace FS_NS {

/// Follows rays from `p` along unit `d`. Returns confidence in [0, 1] and the light of r.copy where they hit.
FS_INLINE f8 trace(const Renderer& r, V3 p, V3 d, i8 wanted, float first_m, V3& light) {
    const FsCamera& c = r.camera;
    V3 o = p - splat3(c.eye);
    f8 ow = dot(o, splat3(c.forward)), ox = dot(o, splat3(c.right)) * (1.f / r.tan_x), oy = dot(o, splat3(c.up)) * (1.f / r.tan_y);
    f8 dw = dot(d, splat3(c.forward)), dx = dot(d, splat3(c.right)) * (1.f / r.tan_x), dy = dot(d, splat3(c.up)) * (1.f / r.tan_y);
    f8 step = high(splat(first_m), ow * .02f), t = step;
    f8 found = splat(0.f), hx = splat(0.f), hy = splat(0.f);
    const float hw = .5f * (float)r.W, hh = .5f * (float)r.H;
    light = splat3(0, 0, 0);
    const int half = r.W / 2;  // the march reads half-size depth: it stays in the cache
    // on the screen a ray runs straight: beyond the rectangle of what is shown, and going away from it, it meets nothing
    const float left = 2.f * (float)r.shown.x0, right = 2.f * (float)(r.shown.x1 + 1), top = 2.f * (float)r.shown.y0, bottom = 2.f * (float)(r.shown.y1 + 1);
    f8 across = dx * ow - ox * dw, upward = dy * ow - oy * dw;
    i8 leftward = (i8)(across < 0.f), rising = (i8)(upward > 0.f);
    // the half-line may miss the rectangle altogether: where it crosses its columns it is above or below it
    const f8 sx = (hw + hw * ox * inverse(ow)), sy = (hh - hh * oy * inverse(ow));
    f8 run = across * hw, fall = upward * -hh;
    f8 by_column = inverse(run + pick(leftward, splat(-1e-9f), splat(1e-9f))), by_row = inverse(fall + pick(rising, splat(-1e-9f), splat(1e-9f)));
    f8 a0 = (left - sx) * by_column, a1 = (right - sx) * by_column, b0 = (top - sy) * by_row, b1 = (bottom - sy) * by_row;
    f8 enter = high(low(a0, a1), low(b0, b1)), leave = low(high(a0, a1), high(b0, b1));
    i8 live = wanted & (i8)(leave >= 0.f) & (i8)(enter <= leave * 1.001f + 1e-3f);
    for (int k = 0; k < 15 && any(live); k++) {
        f8 w = ow + dw * t, inv = inverse(high(w, splat(1e-3f)));
        f8 x = hw + hw * (ox + dx * t) * inv, y = hh - hh * (oy + dy * t) * inv;
        i8 inside = live & (i8)(w > c.near_m) & (i8)(x >= 0.f) & (i8)(x < (float)r.W) & (i8)(y >= 0.f) & (i8)(y < (float)r.H);
        i8 at = pick(inside, to_int(y * .5f) * half + to_int(x * .5f), splat(0));
        f8 gap = w - gather(r.open_depth.data, at);
        i8 hit = inside & (i8)(gap > 0.f) & (i8)(gap < step * 1.3f * (magnitude(dw) + .25f) + .15f);
        if (any(hit)) {  // refine between the last two steps
            f8 a = t - step, b = t;
            for (int j = 0; j < 3; j++) {
                f8 m = (a + b) * .5f, mw = ow + dw * m, mi = inverse(high(mw, splat(1e-3f)));
                f8 mx = within(hw + hw * (ox + dx * m) * mi, 0.f, (float)(r.W - 1)), my = within(hh - hh * (oy + dy * m) * mi, 0.f, (float)(r.H - 1));
                i8 in = (i8)(mw > gather(r.open_depth.data, to_int(my * .5f) * half + to_int(mx * .5f)));
                b = pick(in, m, b), a = pick(in, a, m);
                x = pick(hit, mx, x), y = pick(hit, my, y);
            }
            hx = pick(hit, x, hx), hy = pick(hit, y, hy);
            found = pick(hit, splat(1.f), found);
        }
        i8 away = pick(leftward, (i8)(x < left), (i8)(x >= right)) | pick(rising, (i8)(y < top), (i8)(y >= bottom));
        live &= ~hit & inside & ~away;
        step *= 1.42f;
        t += step;
    }
    if (!any((i8)(found > 0.f))) return found;
    const size_t plane = (size_t)r.W * r.H;
    i8 at = within(to_int(hy), 0, r.H - 1) * r.W + within(to_int(hx), 0, r.W - 1);
    light = {gather(r.copy.data, at), gather(r.copy.data + plane, at), gather(r.copy.data + 2 * plane, at)};
    f8 rim = low(low(hx, (float)r.W - hx) * (1.f / (.08f * (float)r.W)), low(hy, (float)r.H - hy) * (1.f / (.06f * (float)r.H)));
    return found * unit(rim);
}

}  // namespace FS_NS
