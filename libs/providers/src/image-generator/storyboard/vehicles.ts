import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, line, path, polygon, rect, round } from './drawing.js';
import { shadow } from './folk.js';
import type { Ink } from './stage.js';

/** All stand at 0, 0 and go to the right; a person beside them is 100 high. */
export function sailboat(ink: Ink, dice: Dice): string {
  const hull = ink.lit(dice.pick(['#8f3f36', '#2f5570', '#e8e2d2', '#5a4436']));
  const sail = mix(ink.lit('#f6f1e4'), ink.light.sun, 0.15);
  return (
    ellipse([0, 6], [92, 6], darker(hull, 0.5), { opacity: 0.35 }) +
    path('M-84 -22L84 -26C78 -6 66 4 54 6L-58 6C-72 2 -80 -8 -84 -22Z', hull) +
    path('M-84 -22L84 -26L82 -19L-82 -15Z', lighter(hull, 0.35)) +
    line('4 -22L4 -218', ink.lit('#5a4436'), 4) +
    path('M-2 -210C-26 -150 -62 -80 -78 -38Q-40 -32 -2 -40Z', sail) +
    path('M-2 -210C-10 -150 -14 -80 -14 -39L-2 -40Z', darker(sail, 0.12)) +
    path('M10 -200C36 -140 62 -80 78 -42Q40 -36 10 -42Z', darker(sail, 0.06)) +
    path('M4 -218l26 7l-26 8Z', ink.light.accent)
  );
}

export function ship(ink: Ink, dice: Dice): string {
  const hull = ink.lit(dice.pick(['#27384d', '#6e2f2c', '#37424a']));
  const white = ink.lit('#f1ede3');
  const windows = Array.from({ length: 11 }, (_, index) =>
    circle([-120 + index * 22, -74], 4, ink.isDark ? '#ffd98a' : darker(white, 0.6)),
  );
  return [
    ellipse([0, 6], [260, 9], darker(hull, 0.4), { opacity: 0.35 }),
    rect([-160, -92, 270, 44], white),
    rect([-120, -130, 180, 40], darker(white, 0.08)),
    rect([-60, -190, 34, 62], ink.light.accent),
    rect([10, -184, 34, 56], ink.light.accent),
    rect([-60, -178, 34, 12], white),
    rect([10, -172, 34, 12], white),
    ...windows,
    path('M-250 -62L262 -72C246 -30 226 0 208 6L-214 6C-236 -10 -246 -40 -250 -62Z', hull),
    path('M-236 -12L220 -12C216 -4 212 2 208 6L-214 6C-224 0 -230 -6 -236 -12Z', ink.lit('#8f3a34')),
    line('120 -70L120 -170', ink.lit('#4a4440'), 4),
  ].join('');
}

export function car(ink: Ink, dice: Dice): string {
  const paint = ink.lit(dice.pick(['#c8483c', '#2f6f9a', '#e0b23c', '#4f7a5c', '#dfe3e6']));
  const glass = mix(ink.lit('#7f9fb5'), ink.light.skyLow, 0.35);
  const wheel = (x: number) => circle([x, -17], 18, ink.lit('#22242a')) + circle([x, -17], 9, ink.lit('#9aa0a6'));
  const beam = ink.isDark
    ? polygon(
        '114 -42L330 -70L330 4',
        ink.drawing.linear(
          [
            [0, '#ffe9ae', 0.65],
            [1, '#ffe9ae', 0],
          ],
          [0, 0, 1, 0],
        ),
      )
    : '';
  return [
    shadow(ink, 84),
    beam,
    path(
      'M-112 -20C-116 -50 -104 -56 -84 -58C-66 -88 -50 -92 -10 -92C30 -92 44 -84 62 -60C92 -56 112 -52 114 -34L114 -18Z',
      paint,
    ),
    path('M-72 -58C-60 -80 -50 -84 -18 -84L-18 -58ZM-10 -58L-10 -84C26 -84 36 -78 50 -58Z', glass),
    path('M-112 -34L114 -34L114 -18L-112 -20Z', darker(paint, 0.22)),
    path('M-60 -86C-40 -91 20 -92 40 -78C20 -86 -30 -88 -60 -86Z', mix(lighter(paint, 0.3), ink.light.sun, 0.3)),
    ellipse([111, -42], [4, 6], ink.isDark ? '#fff3c8' : ink.lit('#f5ecd0')),
    rect([-114, -48, 5, 12], ink.lit('#d0342c'), 2),
    wheel(-64),
    wheel(66),
  ].join('');
}

export function train(ink: Ink, dice: Dice): string {
  const paint = ink.lit(dice.pick(['#8f2f2f', '#2a5a4a', '#2d4c78']));
  const wagon = (x: number) => {
    const windows = [0, 1, 2, 3].map((index) =>
      rect([x + 16 + index * 44, -98, 30, 30], ink.isDark ? '#ffd98a' : ink.lit('#9fb8c6'), 3),
    );
    const wheels = [30, 70, 126, 166].map((by) => circle([x + by, -12], 12, ink.lit('#2a2a2e')));
    return (
      rect([x, -120, 196, 104], paint, 8) +
      rect([x, -56, 196, 8], ink.lit('#e3cf9a')) +
      rect([x - 4, -126, 204, 10], darker(paint, 0.4), 4) +
      windows.join('') +
      wheels.join('')
    );
  };
  const puffs = [0, 1, 2, 3, 4, 5].map((index) =>
    circle([262 - index * 44, -182 - index * 13], 20 + index * 7, ink.light.haze, { opacity: 0.75 - index * 0.1 }),
  );
  return [
    rect([-420, -3, 780, 6], ink.lit('#6b625a')),
    ...puffs,
    wagon(-400),
    wagon(-192),
    rect([12, -16, 300, 10], ink.lit('#2a2a2e')),
    rect([14, -130, 84, 116], paint, 6),
    rect([6, -140, 100, 12], darker(paint, 0.4), 4),
    rect([30, -112, 50, 36], ink.isDark ? '#ffd98a' : ink.lit('#9fb8c6'), 3),
    rect([98, -96, 190, 66], darker(paint, 0.2), 26),
    rect([98, -92, 180, 14], lighter(paint, 0.22), 7),
    polygon('250 -96L274 -96L280 -152L244 -152', ink.lit('#2a2a2e')),
    ...[130, 186, 242].map((x) => circle([x, -20], 22, ink.lit('#2a2a2e')) + circle([x, -20], 13, ink.lit('#a13c34'))),
    circle([294, -66], 9, '#ffeeb8'),
    polygon('288 -16L330 -2L288 -2', ink.lit('#a13c34')),
  ].join('');
}

export function bicycle(ink: Ink): string {
  const [frame, dark] = [ink.light.accent, ink.lit('#2a2a2e')];
  const wheel = (x: number) => circle([x, -22], 21, 'none', { stroke: dark, width: 3 }) + circle([x, -22], 3, dark);
  return [
    shadow(ink, 30),
    wheel(-32),
    wheel(34),
    line('-32 -22L-12 -52L22 -52L34 -22', frame, 4),
    line('-32 -22L2 -22L22 -52', frame, 4),
    line('2 -22L-14 -60', frame, 4),
    line('22 -52L19 -68L30 -70', dark, 3),
    rect([-23, -64, 18, 5], dark, 2),
  ].join('');
}

export function rocket(ink: Ink, isFlying: boolean): string {
  const white = ink.lit('#eeece6');
  const flame = isFlying
    ? path('M-20 -8C-26 60 -8 90 0 150C8 90 26 60 20 -8Z', '#ffb347') +
      path('M-11 -8C-13 40 -4 60 0 92C4 60 13 40 11 -8Z', '#fff0b0')
    : '';
  return [
    flame,
    path('M-36 -70C-66 -40 -66 -14 -64 4L-30 -18ZM36 -70C66 -40 66 -14 64 4L30 -18Z', ink.light.accent),
    path('M0 -320C46 -270 50 -120 30 -10L-30 -10C-50 -120 -46 -270 0 -320Z', white),
    path(
      `M0 -320C${ink.sunSide * -46} -270 ${ink.sunSide * -50} -120 ${ink.sunSide * -30} -10L0 -10Z`,
      darker(white, 0.16),
    ),
    path('M0 -320C22 -296 34 -262 40 -232L-40 -232C-34 -262 -22 -296 0 -320Z', ink.light.accent),
    circle([0, -180], 22, ink.lit('#4a5664')) + circle([0, -180], 16, ink.isDark ? '#ffdf9a' : ink.lit('#9cc3d6')),
    rect([-22, -12, 44, 12], ink.lit('#4a5664')),
  ].join('');
}

export function balloon(ink: Ink, dice: Dice): string {
  const colours = [ink.light.accent, ink.lit('#f4e6c4'), ink.lit(dice.pick(['#3f7f9a', '#c85a4a', '#e0a83c']))];
  const stripes = [1, 0.74, 0.46, 0.18].map((share, index) =>
    path(
      `M0 -150C${round(84 * share)} -150 ${round(84 * share)} -60 ${round(14 * share)} 0L${round(-14 * share)} 0C${round(-84 * share)} -60 ${round(-84 * share)} -150 0 -150Z`,
      colours[index % 3] ?? ink.light.accent,
    ),
  );
  return (
    stripes.join('') +
    path(
      `M0 -150C${ink.sunSide * -84} -150 ${ink.sunSide * -84} -60 ${ink.sunSide * -14} 0L0 0C${ink.sunSide * -44} -50 ${ink.sunSide * -44} -130 0 -150Z`,
      ink.lit('#1c2438'),
      { opacity: 0.16 },
    ) +
    line('-13 0L-9 24', ink.lit('#6b4c36'), 1.4) +
    line('13 0L9 24', ink.lit('#6b4c36'), 1.4) +
    rect([-11, 24, 22, 15], ink.lit('#8a5f3c'), 3)
  );
}

export function airplane({ lit, light }: Ink): string {
  const white = lit('#f0eee8');
  return (
    path('M-60 -4L-78 -30L-62 -30L-40 -8Z', light.accent) +
    path('M-62 -8C-20 -16 40 -16 66 -4C70 2 50 8 40 8L-50 4Z', white) +
    path('M8 2L-26 34L-8 34L34 4Z', darker(white, 0.2)) +
    [0, 1, 2, 3, 4, 5].map((index) => circle([-20 + index * 12, -4], 2, lit('#4a6478'))).join('')
  );
}
