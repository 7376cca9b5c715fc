import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, line, path, placed, polygon } from './drawing.js';
import { shadow } from './folk.js';
import type { Ink } from './stage.js';
import type { Animal } from './thing-words.js';

/** It stands at 0, 0 and looks to the right; a person beside it is 100 high. */
export function creature(ink: Ink, animal: Animal, dice: Dice): string {
  return drawers[animal](ink, dice);
}

type Drawer = (ink: Ink, dice: Dice) => string;

const drawers: Readonly<Record<Animal, Drawer>> = {
  dog: (ink, dice) => placed(canine(ink, dice.pick(['#8a5a34', '#3a3230', '#c9a06a', '#b9b2a6'])), [0, 0], 0.8),
  wolf: (ink, dice) => placed(canine(ink, dice.pick(['#b5622f', '#6b6e75'])), [0, 0], 0.95),
  cat,
  horse: (ink, dice) => equine(ink, dice.pick(['#6b4630', '#3b2f2a', '#a58a68', '#8d8a86'])),
  deer: (ink) => placed(equine(ink, '#9a6a3f'), [0, 0], 0.85) + placed(antlers(ink), [37, -93], 0.85),
  cow: (ink) => cow(ink),
  sheep: (ink) => sheep(ink),
  fish: (ink) => fish(ink),
};

function canine(ink: Ink, coat: string) {
  const fur = ink.lit(coat);
  const dark = darker(fur, 0.2);
  return (
    shadow(ink, 18) +
    path('M-14 -22L-16 0L-12.5 0L-9 -18ZM11 -22L13 0L16.4 0L16 -20Z', dark) +
    path('M-20 -34C-30 -42 -30 -50 -27 -52C-26 -44 -22 -40 -16 -38Z', fur) +
    path('M-19 -36C-10 -42 8 -40 15 -46C20 -44 20 -30 17 -24C10 -18 -8 -20 -18 -22C-22 -26 -22 -32 -19 -36Z', fur) +
    path('M-17 -24L-20 0L-16.4 0L-11 -20ZM13 -26L9.6 0L13 0L17.4 -22Z', fur) +
    path('M12 -44C13 -56 22 -58 25 -54L36 -49C37 -45 34 -43 29 -43L22 -38Z', fur) +
    path('M15 -52L12 -61L21 -56Z', dark) +
    circle([35.4, -47.6], 1.6, darker(fur, 0.6)) +
    circle([25, -50.6], 1.1, darker(fur, 0.8)) +
    line('-17 -37L0 -40.4L14 -45', mix(lighter(fur, 0.2), ink.light.sun, 0.35), 1.2)
  );
}

function cat(ink: Ink, dice: Dice) {
  const fur = ink.lit(dice.pick(['#3a3436', '#c9823f', '#a9a39b', '#e5dccb']));
  const dark = darker(fur, 0.25);
  return (
    shadow(ink, 10) +
    path('M-8 0C-22 -2 -20 -16 -14 -18C-17 -10 -12 -6 -6 -6Z', dark) +
    path('M-9 0C-12 -14 -6 -26 2 -27C9 -24 10 -8 9 0Z', fur) +
    circle([5, -29], 7, fur) +
    polygon('-1 -32L0 -41L5 -35', fur) +
    polygon('6 -35L10.6 -41L11.6 -32', fur) +
    circle([7.6, -29.6], 0.9, dark) +
    path('M3 0L4 -14L6 0Z', dark)
  );
}

function equine(ink: Ink, coat: string) {
  const fur = ink.lit(coat);
  const dark = darker(fur, 0.3);
  return (
    shadow(ink, 34) +
    path('M-27 -45L-31 -20L-28 0L-23.6 0L-25 -20L-17 -42ZM17 -45L21 -20L19 0L23.4 0L26 -21L25 -44Z', dark) +
    path('M-34 -66C-46 -60 -44 -40 -41 -32C-38 -42 -38 -52 -32 -58Z', dark) +
    path('M-34 -66C-24 -74 0 -66 16 -72C26 -76 30 -58 26 -46C16 -38 -8 -42 -24 -40C-36 -44 -38 -58 -34 -66Z', fur) +
    path('M-32 -52L-36 -22L-34 0L-29.4 0L-29 -22L-21 -43ZM14 -48L12 -22L9.6 0L14 0L18 -22L24 -46Z', fur) +
    path(
      'M12 -70C20 -84 26 -98 34 -102C40 -100 50 -88 51 -82C49 -78 45 -78 42 -81C38 -84 36 -84 34 -80C32 -70 30 -60 25 -54Z',
      fur,
    ) +
    path('M33 -102L34 -110L38 -102Z', fur) +
    path('M32 -102C22 -98 14 -84 8 -72C16 -74 24 -88 33 -99Z', dark) +
    circle([39.6, -93], 1.3, darker(fur, 0.8)) +
    line('-32 -67L-12 -69.6L10 -71', mix(lighter(fur, 0.2), ink.light.sun, 0.35), 1.5)
  );
}

const antlers = ({ lit }: Ink) =>
  [
    [
      [0, 0],
      [-6, -16],
      [-2, -30],
    ],
    [
      [-5, -13],
      [-14, -20],
      [-13, -28],
    ],
    [
      [3, 0],
      [10, -15],
      [8, -30],
    ],
    [
      [9, -13],
      [17, -20],
      [17, -28],
    ],
  ]
    .map((points) => line(points as [number, number][], lit('#6b4c30'), 2))
    .join('');

function cow(ink: Ink) {
  const [fur, patch] = [ink.lit('#ece6da'), ink.lit('#3b3230')];
  return (
    shadow(ink, 34) +
    path('M-32 -40L-33 0L-27 0L-24 -36ZM18 -40L20 0L26 0L28 -40Z', darker(fur, 0.3)) +
    path('M-40 -70C-20 -75 16 -75 30 -72C36 -60 34 -42 26 -36C6 -30 -20 -32 -36 -36C-43 -46 -44 -62 -40 -70Z', fur) +
    path(
      'M-24 -72C-8 -74 -2 -60 -10 -50C-20 -46 -30 -56 -24 -72ZM10 -73C24 -74 30 -60 22 -52C14 -50 6 -60 10 -73Z',
      patch,
    ) +
    path('M-26 -40L-27 0L-21 0L-18 -36ZM12 -40L13 0L19 0L22 -38Z', fur) +
    path('M26 -74C30 -84 42 -84 46 -78L52 -64C50 -58 42 -58 38 -62L28 -58Z', patch) +
    path('M42 -64L52 -66C54 -58 44 -56 42 -64Z', ink.lit('#d9a79a')) +
    line('32 -82L30 -90', ink.lit('#cfc6b0'), 2)
  );
}

function sheep(ink: Ink) {
  const wool = ink.lit('#f0ebe0');
  const blobs = [
    [-14, -28],
    [-6, -33],
    [4, -33],
    [12, -28],
    [-10, -22],
    [0, -21],
    [9, -22],
  ] as const;
  return (
    shadow(ink, 18) +
    path('M-11 -18L-11 0L-8 0L-7 -18ZM7 -18L8 0L11 0L11 -18Z', ink.lit('#3d3733')) +
    blobs.map(([x, y]) => circle([x, y], 8.4, darker(wool, 0.1))).join('') +
    blobs.map(([x, y]) => circle([x + ink.sunSide * 1.4, y - 2], 6.8, wool)).join('') +
    path('M14 -36C20 -38 26 -32 26 -26C22 -23 16 -26 14 -30Z', ink.lit('#3d3733'))
  );
}

/** A whale's or dolphin's back above the water. */
function fish(ink: Ink) {
  const skin = ink.lit('#3f5a70');
  return (
    path('M-46 0C-30 -34 20 -38 48 0Z', skin) +
    path('M-4 -28L-14 -46L10 -28Z', darker(skin, 0.15)) +
    path('M60 0C62 -14 58 -24 50 -32C62 -30 66 -26 68 -22C72 -28 78 -32 88 -32C78 -22 72 -14 72 0Z', skin) +
    path('M-34 -12C-20 -26 4 -30 24 -24C4 -24 -18 -18 -34 -12Z', mix(lighter(skin, 0.2), ink.light.sun, 0.25)) +
    ellipse([4, 0], [66, 3], lighter(skin, 0.45), { opacity: 0.5 })
  );
}

export function bird(colour: string, dice: Dice): string {
  const lift = dice.between(3, 7);
  return path(
    `M-10 ${-lift}Q-4 ${-lift - 2} 0 0Q4 ${-lift - 2} 10 ${-lift}Q4 ${-lift + 1} 0 2.2Q-4 ${-lift + 1} -10 ${-lift}Z`,
    colour,
  );
}

export function butterfly({ lit }: Ink, dice: Dice): string {
  const wing = lit(dice.pick(['#e8923a', '#5a8fd0', '#e6c84a', '#d9708f']));
  return (
    path('M0 0C-9 -12 -14 -4 -8 0C-13 3 -8 9 0 1Z', wing) +
    path('M0 0C9 -12 14 -4 8 0C13 3 8 9 0 1Z', lighter(wing, 0.15)) +
    line('0 -3L0 4', darker(wing, 0.6), 1)
  );
}
