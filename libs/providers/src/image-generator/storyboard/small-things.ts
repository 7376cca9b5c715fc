import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, line, path, polygon, rect, round } from './drawing.js';
import { shadow } from './folk.js';
import type { Ink } from './stage.js';

/** All stand at 0, 0; a person beside them is 100 high. */
export function tent(ink: Ink, dice: Dice): string {
  const cloth = ink.lit(dice.pick(['#d9803a', '#4f7f8f', '#8a9a4a']));
  const glow = ink.isDark
    ? ellipse(
        [0, -30],
        [130, 80],
        ink.drawing.radial([
          [0, '#ffc66b', 0.4],
          [1, '#ffc66b', 0],
        ]),
      )
    : '';
  return (
    glow +
    polygon('-80 0L0 -96L80 0', ink.isDark ? mix(cloth, '#ffb85c', 0.45) : cloth) +
    polygon('80 0L0 -96L120 -8', darker(cloth, 0.3)) +
    polygon('-22 0L0 -96L24 0', darker(cloth, 0.55)) +
    polygon('-22 0L0 -96L-34 0', lighter(cloth, 0.2))
  );
}

export function campfire(ink: Ink, dice: Dice): string {
  const sparks = Array.from({ length: 9 }, () =>
    circle([dice.between(-26, 26), -dice.between(50, 130)], dice.between(0.8, 2), '#ffc861', { opacity: 0.8 }),
  );
  return [
    ellipse(
      [0, -20],
      [230, 130],
      ink.drawing.radial([
        [0, '#ff9a3c', ink.isDark ? 0.6 : 0.25],
        [0.4, '#ff8a3c', 0.2],
        [1, '#ff7a30', 0],
      ]),
    ),
    line('-26 0L22 -12', ink.lit('#5a3d2a'), 8),
    line('26 0L-22 -12', ink.lit('#6b4a33'), 8),
    path('M-22 -8C-30 -30 -12 -40 -8 -66C4 -52 8 -46 8 -36C14 -40 14 -48 14 -50C28 -30 26 -18 20 -8Z', '#f2742c'),
    path('M-13 -8C-18 -24 -6 -32 -3 -48C6 -36 14 -24 11 -8Z', '#ffc14a'),
    path('M-6 -8C-8 -18 0 -22 1 -30C6 -20 8 -14 5 -8Z', '#fff3c0'),
    ...sparks,
  ].join('');
}

export function bench(ink: Ink): string {
  const [wood, iron] = [ink.lit('#8a6242'), ink.lit('#33363c')];
  return [
    shadow(ink, 40),
    ...[-38, 38].map((x) => line(`${x} 0L${x} -60`, iron, 4) + line(`${x} -26L${x + 9} 0`, iron, 3)),
    rect([-52, -32, 104, 6], wood, 2),
    rect([-52, -46, 104, 6], wood, 2),
    rect([-52, -58, 104, 6], lighter(wood, 0.1), 2),
  ].join('');
}

export function streetLamp(ink: Ink): string {
  const iron = ink.lit('#2c3038');
  const glow = ink.isDark
    ? circle(
        [0, -190],
        150,
        ink.drawing.radial([
          [0, '#ffdf9a', 0.75],
          [0.2, '#ffd284', 0.35],
          [1, '#ffd284', 0],
        ]),
      ) +
      ellipse(
        [0, 0],
        [120, 16],
        ink.drawing.radial([
          [0, '#ffd284', 0.5],
          [1, '#ffd284', 0],
        ]),
      )
    : '';
  return [
    rect([-2.6, -172, 5.2, 172], iron),
    rect([-8, -14, 16, 14], iron, 2),
    polygon('-9 -172L9 -172L14 -202L-14 -202', ink.isDark ? '#ffe9b5' : ink.lit('#cfd8da')),
    polygon('-17 -202L17 -202L0 -220', iron),
    glow,
  ].join('');
}

export function rocks(ink: Ink, dice: Dice): string {
  const stone = ink.lit(dice.pick(['#7d7a78', '#86807a', '#6f737a']));
  return Array.from({ length: 3 }, (_, index) => {
    const [x, size] = [-40 + index * 36 + dice.between(-6, 6), dice.between(18, 38)];
    const shape = [
      [-1, 0],
      [-0.85, -0.5],
      [-0.3, -0.95],
      [0.35, -0.85],
      [0.9, -0.4],
      [1, 0],
    ].map(([dx = 0, dy = 0]) => [x + dx * size, dy * size] as const);
    const bright = [
      [0, 0],
      [-0.3 * ink.sunSide, -0.95],
      [0.35 * ink.sunSide, -0.85],
      [0.9 * ink.sunSide, -0.4],
      [ink.sunSide, 0],
    ].map(([dx = 0, dy = 0]) => [x + dx * size, dy * size] as const);
    return polygon(shape, darker(stone, 0.2)) + polygon(bright, mix(stone, ink.light.sun, 0.14));
  }).join('');
}

export function fence(ink: Ink): string {
  const wood = ink.lit('#b59a78');
  const posts = Array.from({ length: 9 }, (_, index) =>
    polygon(
      `${-200 + index * 50 - 5} 0L${-200 + index * 50 + 5} 0L${-200 + index * 50 + 5} -46L${-200 + index * 50} -53L${-200 + index * 50 - 5} -46`,
      wood,
    ),
  );
  return rect([-215, -40, 430, 6], darker(wood, 0.16)) + rect([-215, -20, 430, 6], darker(wood, 0.16)) + posts.join('');
}

export function robot(ink: Ink): string {
  const metal = ink.lit('#aab4bd');
  const dark = darker(metal, 0.5);
  const side = ink.sunSide;
  return [
    shadow(ink, 20),
    rect([-15, -34, 10, 34], dark, 3),
    rect([5, -34, 10, 34], darker(metal, 0.35), 3),
    rect([-30, -74, 10, 42], dark, 5),
    rect([20, -74, 10, 42], darker(metal, 0.2), 5),
    rect([-20, -80, 40, 48], metal, 8),
    rect([side > 0 ? -20 : 0, -80, 20, 48], darker(metal, 0.16), 8),
    rect([-10, -66, 20, 14], darker(metal, 0.6), 3),
    circle([-4, -59], 2.6, '#7fe3d0'),
    circle([5, -59], 2.6, ink.light.accent),
    rect([-16, -112, 32, 27], lighter(metal, 0.14), 9),
    rect([-11, -104, 22, 11], '#16202b', 5),
    circle([-5, -98.6], 3, '#7fe3d0'),
    circle([5, -98.6], 3, '#7fe3d0'),
    line('0 -112L0 -122', dark, 2),
    circle([0, -124], 3.4, ink.light.accent),
  ].join('');
}

export function snowman(ink: Ink): string {
  const snow = ink.lit('#f4f7fb');
  const ball = (y: number, radius: number) =>
    circle([0, y], radius, darker(snow, 0.14)) +
    circle([ink.sunSide * radius * 0.12, y - radius * 0.08], radius * 0.88, snow);
  const coal = ink.lit('#24242a');
  return [
    shadow(ink, 26),
    line('-18 -60L-46 -78', ink.lit('#5a4433'), 3),
    line('18 -60L46 -76', ink.lit('#5a4433'), 3),
    ball(-24, 27),
    ball(-60, 20),
    ball(-90, 14),
    rect([-16, -104, 32, 4], coal, 2),
    rect([-10, -122, 20, 19], coal, 2),
    circle([-4, -93], 1.6, coal),
    circle([5, -93], 1.6, coal),
    polygon('1 -90L18 -87L1 -86', '#e8853a'),
    path('M-15 -79Q0 -70 15 -79L14 -73Q0 -64 -14 -73Z', ink.light.accent),
  ].join('');
}

export function kite(ink: Ink, dice: Dice): string {
  const cloth = ink.light.accent;
  const bows = [1, 2, 3].map((index) =>
    polygon(
      `${index * -7 - 4} ${44 + index * 15}L${index * -7 + 4} ${50 + index * 15}L${index * -7 + 4} ${43 + index * 15}L${index * -7 - 4} ${51 + index * 15}`,
      lighter(cloth, 0.3),
    ),
  );
  return (
    line(`0 34L${dice.between(-50, -80)} 260`, lighter(ink.light.ambient, 0.6), 0.8, 0.7) +
    polygon('0 -44L28 -8L0 40L-28 -8', cloth) +
    polygon('0 -44L28 -8L0 40', lighter(cloth, 0.25)) +
    line('0 40L-10 64L-26 96', cloth, 1.6) +
    bows.join('')
  );
}

/** A board on a post that has room for a text: its inner box, and the drawing. */
export const signBox = { x: -150, y: -250, width: 300, height: 130 } as const;

export function signBoard(ink: Ink): string {
  const wood = ink.lit('#8a6242');
  const { x, y, width, height } = signBox;
  const grain = [0.25, 0.5, 0.75].map((share) =>
    line(`${x} ${y + height * share}L${x + width} ${y + height * share}`, darker(wood, 0.2), 1.5),
  );
  return [
    shadow(ink, 40),
    rect([-90, y + 20, 14, -y - 20], darker(wood, 0.35)),
    rect([76, y + 20, 14, -y - 20], darker(wood, 0.35)),
    rect([x - 14, y - 12, width + 28, height + 24], darker(wood, 0.28), 8),
    rect([x - 8, y - 6, width + 16, height + 12], lighter(wood, 0.28), 5),
    ...grain,
  ].join('');
}

export const spark = (radius: number, colour: string) =>
  path(
    `M0 ${-radius}L${round(radius * 0.2)} ${round(-radius * 0.2)}L${radius} 0L${round(radius * 0.2)} ${round(radius * 0.2)}L0 ${radius}L${round(-radius * 0.2)} ${round(radius * 0.2)}L${-radius} 0L${round(-radius * 0.2)} ${round(-radius * 0.2)}Z`,
    colour,
  );
