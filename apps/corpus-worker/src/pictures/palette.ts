/** "Magma" of matplotlib (CC0): even steps look even, in grey and to the colour-blind too. */
const stops = [0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668, 0xfeca8d, 0xfcfdbf];

/** Red, green and blue of 256 steps from quiet to loud. */
export const palette = Uint8Array.from({ length: 256 * 3 }, (_, index) => {
  const [place, shift] = [(Math.floor(index / 3) / 255) * (stops.length - 1), 16 - 8 * (index % 3)];
  const from = Math.min(Math.floor(place), stops.length - 2);
  const channel = (stop: number) => ((stops[stop] ?? 0) >> shift) & 255;
  return Math.round(channel(from) + (channel(from + 1) - channel(from)) * (place - from));
});
