// What one renderer holds: the stock it was given, and the working memory of a frame. Plain data, no behaviour.
//
// Conventions of a frame: sample space is twice the picture in each direction; sample (c, r) lies at
// x = c + (r even ? .75 : .25), y = r + (c even ? .25 : .75), so the four samples of a pixel form a rotated grid.
// `iw` is 1 / view depth, which is linear on the screen: greater is nearer, 0 is the sky.
#pragma once
#include <stddef.h>

#include "abi.h"
#include "raster.hpp"
#include "simd.hpp"

namespace FS_NS {

/// A triangle as it is rasterised and shaded: b_k / w = plane[k]·(x, y, 1) in sample space, for its three corners.
struct Triangle {
    float plane[3][3];
    int corner[3];
    int drawable;
    float facing[3];  // geometric normal in the world, unit
};
const int TRIANGLE_WORDS = sizeof(Triangle) / 4;

/// Surface constants by drawable, laid out for lane-wise fetching.
struct Surface {
    float colour[3], roughness, metallic, emission, opacity, uv_scale, bump, sheen;
    int texture, flags, thing, moving;
    int spare, broad;  // broad: wide enough to hold puddles
};
const int SURFACE_WORDS = sizeof(Surface) / 4;

/// Vertex constants: uv, colour, rest position. (The colour's blue is with the normals as well.)
const int VERTEX_WORDS = 8;

struct Texture {
    Buffer<uint32_t> texels;  // all levels, one after another
    int width = 0, height = 0, levels = 0;
    int start[16] = {};
};

struct Box {
    float low[3], high[3];
};

/// A rectangle of cells, inclusive; empty when x0 > x1.
struct Patch {
    int x0, y0, x1, y1;
};

/// What a shadow map keeps from frame to frame while its light stays: the shadows of things that lie still, over which
/// those that move are drawn anew. The map comes out the same, to the bit, as when all is drawn.
struct Settled {
    Buffer<float> map;
    Buffer<uint8_t> inside;  // by drawable
    Buffer<float> places;    // their matrices
    float view[16] = {};     // what the map was drawn for
    bool built = false;
    Patch touched[6];        // by face, where moving things were drawn over it
};

/// One orthographic map of the sun: nearness to the sun by texel.
struct Cascade {
    Buffer<float> map;
    Settled settled;
    int size = 0;
    float right[3], up[3], toward[3];  // world → texels, texels, metres
    float offset[2];
    float texel_m = 0;
};

/// The shadow of a lamp: one perspective map for a spot, six for a point.
struct LampShadow {
    Buffer<float> map;
    Settled settled;
    int size = 0, faces = 0, lamp = -1;
    float focal = 1, basis[6][9];
};

enum Stage { MOVE, SHADOWS, VISIBILITY, OCCLUSION, MIRRORS, SHADE, EDGES, WATER_STAGE, CLEAR_STAGE, PARTICLES, FOCUS, MOTION, BLOOM, FINISH, STAGES };

/// A ring on water as it stands in this frame.
struct Ring {
    float front, width, gain;
};

/// A wave as it stands in this frame; `along` in turns by metre.
struct Swell {
    float rise, along[2], phase, slope[2], length, sharpness;  // length: of the wave vector
};

struct Renderer {
    // stock
    Buffer<FsDrawable> drawables;
    Texture* textures = nullptr;
    int texture_count = 0;
    Buffer<float> rest, rest_normals, vertex, weights;
    Buffer<int> faces, joints;
    int W = 0, H = 0, SW = 0, SH = 0, pitch = 0, look = 0, samples = 4, shadow_size = 1536;
    bool occlusion = true, focus = true, motion = true, bloom = true;
    float grain = 0;
    Buffer<int> noise;   // 256×256 tiling fractal noise in 1/65535; a word holds a texel and the next of its row
    Buffer<int> slopes;  // of a smoother noise in 1/32767; a word holds both directions

    // frame
    const FsFrame* frame = nullptr;
    FsCamera camera;
    float tan_x = 1, tan_y = 1;
    float around[3][3];                            // the dome's light on a surface that faces up, aside, down
    Buffer<Ring> rings;
    Buffer<Swell> swells;
    float swell_axis[2] = {1, 0}, swell_speed = 0;  // of the greatest
    Buffer<float> ring_x, ring_y, ring_reach;      // padded to eights with rings that reach nothing
    Buffer<float> cones;                           // by lamp: cosine of its rim, and 1 / width of its soft edge
    Buffer<float> world, normals, clip, previous;  // vertices: (x, y, z, -), unit normal and blue of the colour, (X, Y, w, 1/w), previous (x, y, z)
    Buffer<Surface> surfaces;
    Buffer<Box> boxes;
    Buffer<Triangle> triangles;
    Buffer<Fill> fills;                               // of the triangles
    Buffer<int> bands, banded;                       // triangles by band of rows
    Buffer<uint8_t> mixed;                           // a bit for each pixel whose samples show different triangles
    Buffer<float> iw, layer_iw;
    Buffer<int> ids, layer_ids;
    Cascade cascades[2];
    LampShadow lamp_shadows[2];
    Patch shown;                                     // at half size: beyond it there is only sky
    Buffer<float> open_half, open_depth, open_temp;  // ambient openness, view depth, at half size
    Buffer<float> light, copy;                       // three planes of W×H linear light
    Buffer<float> depth;                             // view depth by pixel, infinite sky = 1e9
    Buffer<float> mirror;                            // how far each pixel is a clean reflection, if `mirrors`
    bool mirrors = false;
    Buffer<float> velocity;                          // two planes, pixels over the shutter
    Buffer<float> half, half2;                       // planes at half size, for the lens
    Buffer<float> small, small2;
    Buffer<float> corners;                           // vertices of one drawable over a shadow map
    Buffer<int> edges;
    Buffer<float> grid;                              // two rows of the grid on which light is known
    Buffer<float> rows;
    double seconds[STAGES] = {};
    int edge_count = 0;
    bool ok = true;
};

void make_noise(Renderer& r);
void make_mips(Texture& t, const FsTexture& source);
void move_vertices(Renderer& r);
void draw_shadows(Renderer& r);
void draw_lamp_shadows(Renderer& r);
void draw_visible(Renderer& r);
/// View depth by pixel, from one of its samples: at (x + .125, y + .625).
void pixel_depth(Renderer& r);
/// Rasterises one drawable into a visibility buffer; triangles seen are appended to r.triangles.
/// `faces`: 0 those the material shows, 1 only those facing the camera, 2 only those facing away.
void draw_drawable(Renderer& r, int k, float* iw, int* ids, int faces);
void draw_occlusion(Renderer& r);
void shade_picture(Renderer& r);
void shade_edges(Renderer& r);
void draw_mirrors(Renderer& r);
void draw_water(Renderer& r);
void draw_clear(Renderer& r);
void draw_particles(Renderer& r);
void focus_lens(Renderer& r);
void blur_motion(Renderer& r);
void draw_bloom(Renderer& r);
void draw_look(Renderer& r);
void finish_picture(Renderer& r, const FsPicture& out);

}  // namespace FS_NS
