import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, path, placed, polygon } from './drawing.js';
import type { Ink } from './stage.js';
import type { Folk } from './thing-words.js';

const coats = ['#b8483c', '#2f6f8f', '#d99a3a', '#5b6f4a', '#7a4a72', '#c4c0b4', '#38485f', '#8c5a3c'] as const;
const skins = ['#f0c9a8', '#d9a47c', '#a8714d', '#7a4e35', '#e5b893'] as const;
const hairs = ['#2a2220', '#4b3325', '#7a5530', '#b58a4a', '#8f8f92'] as const;

const heights: Readonly<Record<Folk, number>> = { man: 1, woman: 0.95, child: 0.66, person: 0.97, crowd: 0.97 };

/** Somebody who stands at 0, 0 and is about 100 high, seen without a face. `coat` makes the main character known again. */
export function figure(ink: Ink, folk: Folk, dice: Dice, coat?: string): string {
  const wearsDress = folk === 'woman' ? dice.chance(0.65) : folk === 'child' && dice.chance(0.4);
  const looks = {
    coat: ink.lit(coat ?? dice.pick(coats)),
    skin: ink.lit(dice.pick(skins)),
    hair: ink.lit(dice.pick(hairs)),
    trousers: ink.lit(dice.pick(['#2f3542', '#4a4038', '#37424f'])),
  };
  const isWalking = dice.chance(0.45);
  const body = [
    shadow(ink),
    legs(looks, isWalking),
    wearsDress ? dress(ink, looks) : jacket(ink, looks, dice),
    head(ink, looks, { folk, hasLongHair: wearsDress || folk === 'woman', hasHat: dice.chance(0.25) }),
  ].join('');
  return placed(body, [0, 0], heights[folk]);
}

interface Looks {
  readonly coat: string;
  readonly skin: string;
  readonly hair: string;
  readonly trousers: string;
}

/** It falls away from the light. */
export function shadow({ light, sunSide, isDark }: Ink, width = 15): string {
  const opacity = isDark ? 0.28 : 0.3;
  return ellipse([-sunSide * width * 0.7, 0], [width * 1.5, width * 0.17], darker(light.ambient, 0.6), { opacity });
}

function legs({ trousers }: Looks, isWalking: boolean) {
  const dark = darker(trousers, 0.2);
  if (!isWalking)
    return path('M-8 -46L-7.4 -2L-10 0L-2.4 0L-0.6 -46Z', dark) + path('M8 -46L7.4 -2L10.4 0L2.4 0L0.6 -46Z', trousers);
  return (
    path('M-7 -46L-12 -20L-15 -2L-18 -1L-11 1L-5.6 -20L0 -44Z', dark) +
    path('M7 -46L8 -22L12.6 -2L17 0L9 0L2.6 -22L-1 -44Z', trousers)
  );
}

function jacket({ light, sunSide }: Ink, { coat, skin }: Looks, dice: Dice) {
  const hem = dice.pick([-34, -40, -26]);
  const edge = mix(lighter(coat, 0.12), light.sun, 0.3);
  const [shade, side] = [darker(coat, 0.24), sunSide];
  return (
    path(
      `M${-side * 10} -80C${-side * 17} -74 ${-side * 17} -56 ${-side * 14} -42L${-side * 10.4} -42L${-side * 8} -66Z`,
      shade,
    ) +
    circle([-side * 12.4, -41], 2.5, darker(skin, 0.1)) +
    path(`M-7 -83C-13 -82 -12 -70 -11.4 ${hem}Q0 ${hem + 4} 11.4 ${hem}C12 -70 13 -82 7 -83Q0 -80 -7 -83Z`, coat) +
    path(
      `M${-side * 7} -83C${-side * 13} -82 ${-side * 12} -70 ${-side * 11.4} ${hem}L${-side * 3} ${hem + 2}C${-side * 5} -60 ${-side * 4} -74 ${-side * 7} -83Z`,
      shade,
      { opacity: 0.55 },
    ) +
    path(
      `M${side * 8} -81C${side * 17} -78 ${side * 17} -58 ${side * 14.6} -43L${side * 11} -43L${side * 9} -66Z`,
      coat,
    ) +
    path(
      `M${side * 12} -79C${side * 16.4} -74 ${side * 16.4} -58 ${side * 14.6} -43L${side * 13.4} -43C${side * 15} -58 ${side * 15} -72 ${side * 12} -79Z`,
      edge,
    ) +
    circle([side * 12.8, -42], 2.5, skin)
  );
}

function dress({ light, sunSide: side }: Ink, { coat, skin }: Looks) {
  const shade = darker(coat, 0.22);
  const edge = mix(lighter(coat, 0.14), light.sun, 0.3);
  return (
    path(
      `M${-side * 7} -80C${-side * 14} -72 ${-side * 14} -58 ${-side * 12} -44L${-side * 9.4} -44L${-side * 7} -64Z`,
      darker(skin, 0.14),
    ) +
    path(
      'M-6 -83C-10 -80 -8.6 -68 -7 -60C-10 -46 -15 -30 -17 -20Q0 -15 17 -20C15 -30 10 -46 7 -60C8.6 -68 10 -80 6 -83Q0 -79 -6 -83Z',
      coat,
    ) +
    path(
      `M${-side * 6} -83C${-side * 10} -80 ${-side * 8.6} -68 ${-side * 7} -60C${-side * 10} -46 ${-side * 15} -30 ${-side * 17} -20Q${-side * 10} -17.6 ${-side * 4} -17.4C${-side * 7} -40 ${-side * 2} -60 ${-side * 6} -83Z`,
      shade,
      { opacity: 0.6 },
    ) +
    path(
      `M${side * 7} -80C${side * 15} -72 ${side * 14} -58 ${side * 12.4} -44L${side * 9.6} -44L${side * 7.4} -64Z`,
      skin,
    ) +
    path(
      `M${side * 7} -60C${side * 10} -46 ${side * 15} -30 ${side * 17} -20L${side * 14.6} -19C${side * 13} -30 ${side * 9} -46 ${side * 7} -60Z`,
      edge,
    )
  );
}

interface HeadLooks {
  readonly folk: Folk;
  readonly hasLongHair: boolean;
  readonly hasHat: boolean;
}

function head({ light, sunSide: side }: Ink, { skin, hair, coat }: Looks, { folk, hasLongHair, hasHat }: HeadLooks) {
  const size = folk === 'child' ? 1.28 : 1;
  const rim = mix(lighter(hair, 0.15), light.sun, 0.45);
  const face =
    ellipse([0, -9], [5.8, 7], skin) + ellipse([-side * 2, -9], [3.8, 6.6], darker(skin, 0.16), { opacity: 0.5 });
  const long = hasLongHair ? path('M-7 -12C-9 0 -8 6 -6.4 8L-3 1L-4 -10ZM7 -12C9 0 8 6 6.4 8L3 1L4 -10Z', hair) : '';
  const top = path('M-6.8 -8C-8 -19 8 -19 6.8 -8C5 -12.6 1 -13.4 -1 -12.6C-3.6 -12.4 -6 -11 -6.8 -8Z', hair);
  const shine = path(
    `M${side * 6.9} -9C${side * 7.4} -14 ${side * 4.6} -16.4 ${side * 2} -16.6C${side * 4} -15 ${side * 6} -13 ${side * 6.9} -9Z`,
    rim,
  );
  const hat = hasHat
    ? ellipse([0, -13], [11, 2.2], darker(coat, 0.35)) + path('M-6.6 -13C-6.6 -21 6.6 -21 6.6 -13Z', darker(coat, 0.25))
    : '';
  const neck = polygon('-2.4 -4L2.4 -4L2.8 2L-2.8 2', darker(skin, 0.18));
  return placed(neck + long + face + top + shine + hat, [0, -82.5], size);
}

/** Small and without details, for those who are only there. */
export function passer(ink: Ink, dice: Dice): string {
  const coat = darker(ink.lit(dice.pick(coats)), 0.25);
  return (
    shadow(ink, 9) +
    path('M-8 -80Q0 -86 8 -80L9 -36L6 0L1 0L0 -36L-1 0L-6 0L-9 -36Z', coat) +
    circle([0, -90], 7, darker(ink.lit('#6a5040'), 0.2))
  );
}
