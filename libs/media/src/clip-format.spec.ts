import { clipFormatFor } from './clip-format.js';

describe('the format of a reel', () => {
  it.each([
    ['full HD', [1920, 1080, 25], [1920, 1080, 25]],
    ['4K', [3840, 2160, 59.94], [1920, 1080, 30]],
    ['an upright film', [1080, 1920, 30], [1080, 1920, 30]],
    ['a tiny film', [320, 180, 10], [640, 360, 30]],
    ['odd sides', [853, 481, 23.976], [854, 482, 24]],
  ] as const)('of %s', (_, [width, height, framesPerSecond], [toWidth, toHeight, toRate]) => {
    const found = clipFormatFor({ codec: 'h264', width, height, framesPerSecond });

    expect(found).toEqual({ width: toWidth, height: toHeight, framesPerSecond: toRate });
  });
});
