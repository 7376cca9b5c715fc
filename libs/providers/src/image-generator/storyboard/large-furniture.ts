import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, line, path, rect } from './drawing.js';
import { shade, wood } from './furniture-parts.js';
import type { Ink } from './stage.js';

/** All stand at 0, 0; a person beside them is 100 high. */

export function table(ink: Ink, dice: Dice) {
  const top = wood(ink);
  const cup =
    rect([12, -63, 9, 9], ink.lit('#f2ece0'), 2) +
    circle([22, -59], 3, 'none', { stroke: ink.lit('#f2ece0'), width: 1.6 });
  const bowl =
    path('M-34 -64C-34 -50 -8 -50 -8 -64Z', ink.lit('#3f7f8f')) +
    [
      [-27, -66],
      [-20, -68],
      [-14, -66],
    ]
      .map(([x = 0, y = 0]) => circle([x, y], 4.6, ink.lit(dice.pick(['#d9483a', '#e0a23a', '#7fa84a']))))
      .join('');
  return [
    shade(66, ink),
    ...[-54, 46].map((x) => rect([x, -48, 8, 48], darker(top, 0.35))),
    rect([-66, -54, 132, 9], top, 3),
    rect([-66, -54, 132, 3], mix(lighter(top, 0.25), ink.light.sun, 0.25), 2),
    bowl,
    cup,
  ].join('');
}

export function chair(ink: Ink) {
  const colour = darker(wood(ink), 0.1);
  return [
    shade(22, ink),
    ...[-17, 13].map((x) => rect([x, -30, 4, 30], darker(colour, 0.3))),
    rect([-20, -34, 40, 6], colour, 2),
    rect([-20, -78, 5, 46], colour),
    rect([15, -78, 5, 46], colour),
    rect([-20, -78, 40, 9], lighter(colour, 0.1), 3),
    rect([-20, -60, 40, 6], colour),
  ].join('');
}

export function armchair(ink: Ink, dice: Dice) {
  const cloth = ink.lit(dice.pick(['#b5574a', '#3f6f7f', '#6f7f4a', '#c99a4a']));
  return [
    shade(62, ink),
    rect([-52, -74, 104, 60], darker(cloth, 0.15), 14),
    rect([-44, -40, 88, 22], lighter(cloth, 0.08), 8),
    rect([-62, -50, 22, 44], cloth, 10),
    rect([40, -50, 22, 44], cloth, 10),
    rect([-40, -20, 80, 14], darker(cloth, 0.25), 4),
    rect([-34, -62, 26, 26], ink.light.accent, 5),
    ...[-50, 42].map((x) => rect([x, -8, 8, 8], ink.lit('#3b2c22'))),
  ].join('');
}

export function bed(ink: Ink, dice: Dice) {
  const [frame, cover] = [wood(ink), ink.lit(dice.pick(['#4f6f9a', '#9a5560', '#6f8a6a', '#c9a86a']))];
  return [
    shade(106, ink),
    rect([-104, -92, 12, 92], frame, 4),
    rect([92, -56, 12, 56], frame, 4),
    rect([-98, -30, 196, 16], darker(frame, 0.2)),
    rect([-94, -50, 190, 24], ink.lit('#efe9dd'), 8),
    path('M-34 -52C0 -62 60 -60 96 -52L96 -22L-34 -22Z', cover),
    path('M-34 -52C-20 -58 -10 -58 -6 -58L-6 -22L-34 -22Z', lighter(cover, 0.25)),
    rect([-90, -64, 46, 20], ink.lit('#fbf7ee'), 9),
  ].join('');
}

export function bookshelf(ink: Ink, dice: Dice) {
  const frame = darker(wood(ink), 0.15);
  const shelves = [0, 1, 2, 3, 4].map((row) => {
    const books: string[] = [];
    let x = -52;
    while (x < 44) {
      const [wide, tall] = [dice.between(4, 9), dice.between(20, 31)];
      const colour = ink.lit(dice.pick(['#a8483c', '#3f6f8a', '#d0a24a', '#5a7a4f', '#6a4a6f', '#d8ccb4', '#2f3f55']));
      if (dice.chance(0.9)) books.push(rect([x, -10 - row * 37 - tall, wide - 0.8, tall], colour));
      x += wide;
    }
    return `${books.join('')}${rect([-56, -10 - row * 37, 112, 4], frame)}`;
  });
  return [
    shade(60, ink),
    rect([-60, -196, 120, 196], darker(frame, 0.45)),
    ...shelves,
    rect([-60, -196, 6, 196], frame),
    rect([54, -196, 6, 196], frame),
    rect([-63, -200, 126, 8], lighter(frame, 0.1)),
  ].join('');
}

export function desk(ink: Ink) {
  const top = wood(ink);
  return [
    shade(70, ink),
    rect([-66, -46, 8, 46], darker(top, 0.35)),
    rect([18, -46, 48, 46], darker(top, 0.25)),
    ...[-40, -26, -12].map(
      (y) => rect([22, y, 40, 10], darker(top, 0.12), 2) + circle([42, y + 5], 1.5, ink.lit('#e0c080')),
    ),
    rect([-70, -53, 140, 8], top, 2),
    rect([-30, -98, 58, 38], ink.lit('#23262d'), 3),
    rect([-27, -95, 52, 32], mix('#7fc4d8', ink.light.skyMiddle, 0.25), 1),
    line('-20 -86L4 -86', '#eaf6fa', 2),
    line('-20 -78L14 -78', '#eaf6fa', 2),
    rect([-4, -62, 8, 10], ink.lit('#23262d')),
    rect([40, -72, 10, 19], ink.light.accent, 2),
    line('43 -72L41 -84', ink.lit('#e0c080'), 1.6),
    line('47 -72L50 -83', ink.lit('#d0d8dc'), 1.6),
  ].join('');
}

export function piano(ink: Ink) {
  const body = ink.lit('#2c2a30');
  const keys = Array.from({ length: 15 }, (_, index) => rect([-54 + index * 7.2, -60, 6.4, 7], ink.lit('#f4f0e6')));
  return [
    shade(66, ink),
    rect([-64, -108, 128, 108], body, 4),
    rect([-64, -108, 128, 6], mix(lighter(body, 0.3), ink.light.sun, 0.3), 3),
    rect([-60, -62, 120, 12], lighter(body, 0.12)),
    ...keys,
    rect([-22, -98, 44, 30], ink.lit('#f6f0e0')),
    line('-16 -90L16 -90', '#8a8478', 1),
    line('-16 -83L16 -83', '#8a8478', 1),
  ].join('');
}

export function stove(ink: Ink) {
  const [front, metal] = [ink.lit('#e4ddce'), ink.lit('#3a3e45')];
  return [
    shade(86, ink),
    rect([-84, -66, 168, 66], front),
    rect([-88, -72, 176, 8], ink.lit('#7a5a44')),
    rect([-26, -58, 56, 50], metal, 4),
    rect([-20, -46, 44, 26], ink.lit('#f0a04a'), 3),
    ...[-14, 2, 18].map((x) => circle([x, -53], 2.6, ink.lit('#d8d8d8'))),
    rect([-78, -58, 44, 52], darker(front, 0.08), 2),
    rect([38, -58, 40, 52], darker(front, 0.08), 2),
    path('M-22 -74V-92H26V-74Z', ink.light.accent),
    rect([-26, -95, 56, 5], darker(ink.light.accent, 0.3), 2),
    circle([2, -97], 3, metal),
    rect([-84, -152, 60, 44], darker(front, 0.06), 2),
    rect([30, -152, 54, 44], darker(front, 0.06), 2),
    path('M-10 -156H14L30 -120H-26Z', darker(metal, 0.05)),
    path('M-4 -100Q-12 -116 -2 -128M10 -100Q2 -114 12 -130', 'none', { stroke: '#ffffff', width: 2, opacity: 0.4 }),
  ].join('');
}
