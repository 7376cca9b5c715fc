import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, line, path, polygon, rect, round } from './drawing.js';
import { shade, wood } from './furniture-parts.js';
import type { Ink } from './stage.js';

/** All stand or hang above 0, 0; a person beside them is 100 high. */

export function floorLamp(ink: Ink) {
  const glow = ink.drawing.radial([
    [0, '#ffdd9a', ink.isDark ? 0.75 : 0.4],
    [0.3, '#ffd28a', 0.25],
    [1, '#ffd28a', 0],
  ]);
  return [
    shade(16, ink),
    rect([-1.6, -112, 3.2, 112], ink.lit('#4a4038')),
    ellipse([0, -1], [14, 3], ink.lit('#4a4038')),
    circle([0, -118], 130, glow),
    polygon('-22 -104L22 -104L14 -136L-14 -136', '#ffe3a8'),
  ].join('');
}

export function clock(ink: Ink, dice: Dice) {
  const [hour, minute] = [dice.between(0, 360), dice.between(0, 360)];
  const hand = (degrees: number, length: number, width: number) =>
    `<g transform="translate(0 -150) rotate(${round(degrees)})">${line(`0 0L0 ${-length}`, '#2a2a2e', width)}</g>`;
  return (
    circle([0, -150], 22, ink.lit('#6b4a33')) +
    circle([0, -150], 18.5, ink.lit('#f7f2e4')) +
    hand(hour, 9, 2.6) +
    hand(minute, 14, 1.8) +
    circle([0, -150], 2, '#2a2a2e')
  );
}

export function painting(ink: Ink, dice: Dice) {
  const [sky, land] = [
    ink.lit(dice.pick(['#8fb8d0', '#e0a878', '#c8d0c0'])),
    ink.lit(dice.pick(['#4f7a5f', '#7a5a4a', '#3f5f7a'])),
  ];
  return (
    rect([-40, -186, 80, 58], ink.lit('#a8823f')) +
    rect([-35, -181, 70, 48], sky) +
    path('M-35 -146Q-14 -168 4 -150Q20 -162 35 -148L35 -133L-35 -133Z', land) +
    circle([16, -170], 5, ink.lit('#f6e0a0'))
  );
}

export function plant(ink: Ink, dice: Dice) {
  const leaf = ink.lit('#4f8a55');
  const leaves = Array.from(
    { length: 9 },
    (_, index) =>
      `<g transform="translate(0 -36) rotate(${-72 + index * 18 + dice.between(-6, 6)})">${path('M0 0C-9 -20 -7 -42 0 -56C7 -42 9 -20 0 0Z', index % 2 === 0 ? leaf : mix(lighter(leaf, 0.12), ink.light.sun, 0.1))}</g>`,
  );
  return (
    shade(22, ink) +
    leaves.join('') +
    path('M-17 -38L17 -38L12 0L-12 0Z', ink.lit('#c47a4f')) +
    rect([-19, -42, 38, 8], ink.lit('#d08a5c'), 2)
  );
}

export function fireplace(ink: Ink) {
  const stone = ink.lit('#b0a595');
  const glow = ink.drawing.radial([
    [0, '#ff9a45', 0.6],
    [0.4, '#ff8a3c', 0.22],
    [1, '#ff8a3c', 0],
  ]);
  return [
    rect([-44, -330, 88, 220], darker(stone, 0.1)),
    rect([-76, -120, 152, 120], stone),
    rect([-84, -128, 168, 13], ink.lit('#6b4a33'), 3),
    path('M-46 0V-62C-46 -92 46 -92 46 -62V0Z', ink.lit('#231a17')),
    path('M-24 -4C-32 -30 -10 -40 -6 -66C8 -50 30 -34 22 -4Z', '#f2742c'),
    path('M-12 -4C-16 -22 -2 -30 0 -44C10 -30 16 -18 11 -4Z', '#ffc14a'),
    ellipse([0, -26], [200, 130], glow),
  ].join('');
}

export function blackboard(ink: Ink, dice: Dice) {
  const chalk = ink.lit('#e8ece4');
  const lines = Array.from({ length: 4 }, (_, index) =>
    line(`-76 ${-178 + index * 19}L${-76 + dice.between(60, 120)} ${-178 + index * 19}`, chalk, 2.4, 0.75),
  );
  return [
    rect([-96, -206, 192, 106], ink.lit('#8a6242'), 3),
    rect([-90, -200, 180, 94], ink.lit('#2f4a40')),
    ...lines,
    circle([58, -150], 18, 'none', { stroke: chalk, width: 2.4, opacity: 0.75 }),
    rect([-50, -104, 100, 5], ink.lit('#a8845c')),
  ].join('');
}

export function door(ink: Ink) {
  const colour = darker(wood(ink), 0.1);
  return [
    rect([-37, -152, 74, 152], lighter(colour, 0.3)),
    rect([-31, -146, 62, 146], colour),
    ...[-136, -70].map((y) => rect([-23, y, 46, 56], darker(colour, 0.14), 2)),
    circle([23, -72], 3.4, ink.lit('#e0c46a')),
  ].join('');
}
