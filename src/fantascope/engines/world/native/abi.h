/* The plain C boundary: what Python hands in. Layouts are mirrored in picture/native.py and checked by fs_sizes. */
#pragma once
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

enum { FS_CUTOUT = 1, FS_DOUBLE = 2, FS_WATER = 4, FS_UNLIT = 8, FS_SHADOW = 16, FS_SKINNED = 32, FS_DRY = 256 };
enum { FS_TOY, FS_CLAY, FS_PAPER, FS_NOIR, FS_ANIME, FS_WATERCOLOUR, FS_PIXEL, FS_SEPIA };

typedef struct {
    int32_t first_vertex, vertices, first_face, faces, first_skin, palette, thing, texture, flags;
    float colour[3], roughness, metallic, emission, opacity, uv_scale, bump, sheen;
} FsDrawable;

typedef struct {
    const uint8_t* pixels; /* (height, width, 4) sRGB + alpha */
    int32_t width, height;
} FsTexture;

typedef struct {
    const FsDrawable* drawables;
    const FsTexture* textures;
    const float *positions, *normals, *uvs, *colours; /* per vertex; colours linear */
    const int32_t* faces;                             /* relative to the drawable's first vertex */
    const int32_t* joints;                            /* per skinned vertex */
    const float* weights;
    int32_t drawable_count, texture_count, vertex_count, face_count, skin_count;
    int32_t width, height, look, samples, shadow_size;
    int32_t occlusion, depth_of_field, motion_blur, bloom;
    float grain;
} FsStock;

typedef struct {
    float eye[3], right[3], up[3], forward[3], tan_half, near_m, far_m, focus_m, aperture;
} FsCamera;

typedef struct {
    float sun_direction[3], sun_colour[3], zenith[3], horizon[3], ground[3], cloud_colour[3], planet[3];
    float ambient, sun_disc, clouds, stars;
    int32_t is_moon, has_planet;
} FsSky;

typedef struct {
    float position[3], colour[3], direction[3], range_m, cone_rad; /* cone < 0: point light */
    int32_t casts_shadow;
} FsLamp;

typedef struct {
    float shallow[3], deep[3], clarity_m, foam, ripple, level_m;
    const float* waves; /* (n, 5) */
    int32_t wave_count, present;
} FsWater;

typedef struct {
    const float *positions, *previous, *radii, *colours;
    const int32_t* kinds;
    int32_t count;
} FsParticles;

typedef struct {
    double time_s;
    FsCamera camera, previous_camera;
    FsSky sky;
    FsWater water;
    FsParticles particles;
    const float *matrices, *previous; /* (k, 12) */
    const uint8_t* visible;
    const float *palettes, *previous_palettes; /* concatenated (b, 12) */
    const int32_t* palette_starts;
    const FsLamp* lamps;
    const float* ripples; /* (r, 4) */
    int32_t palette_count, lamp_count, ripple_count;
    float fog_colour[3], fog_density, fog_start_m;
    float wetness, snow, wind[2], exposure;
    int32_t seed;
} FsFrame;

typedef struct {
    uint8_t *y, *u, *v, *rgb; /* rgb may be null */
    float* depth;             /* may be null */
    int32_t* things;          /* may be null */
} FsPicture;

#ifdef __cplusplus
}
#endif
