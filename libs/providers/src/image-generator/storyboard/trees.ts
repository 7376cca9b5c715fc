import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, line, path, polygon, smooth, turnedBy, type Point } from './drawing.js';
import type { Ink } from './stage.js';
import type { Season } from './vocabulary.js';

/** All stand at 0, 0 and are about 100 high. */
export function tree(ink: Ink, season: Season, dice: Dice): string {
  if (season === 'winter') return dice.chance(0.55) ? conifer(ink, season, dice) : bareTree(ink, dice);
  return dice.chance(0.3) ? conifer(ink, season, dice) : broadleaf(ink, season, dice);
}

export function conifer({ lit, sunSide, light }: Ink, season: Season, dice: Dice): string {
  const green = lit(dice.pick(['#2f5d46', '#35614a', '#2a5547']));
  const width = dice.between(15, 20);
  const tiers = Array.from({ length: 5 }, (_, index) => {
    const [top, bottom] = [-100 + index * 16, -100 + index * 19 + 26];
    const half = (width * (index + 1.6)) / 6.6;
    const edge: Point[] = [
      [-half, bottom],
      [-half * 0.4, bottom - 3],
      [0, bottom + 1.5],
      [half * 0.4, bottom - 3],
      [half, bottom],
    ];
    const shape = polygon([[0, top], ...edge.toReversed()], darker(green, 0.12 + 0.04 * (4 - index)));
    const bright = polygon(
      [
        [0, top],
        [sunSide * half, bottom],
        [sunSide * half * 0.4, bottom - 3],
        [0, bottom - 5],
      ],
      mix(lighter(green, 0.1), light.sun, 0.12),
    );
    const snow = polygon(
      [
        [0, top],
        [half * 0.62, bottom - 10],
        [half * 0.2, bottom - 13],
        [-half * 0.25, bottom - 9],
        [-half * 0.66, bottom - 11],
      ],
      lit('#f1f6fb'),
    );
    return season === 'winter' ? shape + snow : shape + bright;
  });
  return polygon('-2 0L2 0L1.5 -14L-1.5 -14', lit('#4b3a2f')) + tiers.toReversed().join('');
}

const foliage: Readonly<Record<Season, readonly [string, ...string[]]>> = {
  spring: ['#8fb96a', '#e8a9bd', '#a5c46e', '#f0c4cf'],
  summer: ['#4f8a4a', '#5b9450', '#477f4d'],
  autumn: ['#c96b2c', '#d9922f', '#b5472f', '#cfa23a'],
  winter: ['#7f8a80'],
};

export function broadleaf({ lit, sunSide, light }: Ink, season: Season, dice: Dice): string {
  const leaf = lit(dice.pick(foliage[season]));
  const trunk = lit('#54402f');
  const blobs = Array.from({ length: 9 }, (_, index): { at: Point; radius: number } => {
    const angle = (index / 9) * Math.PI * 2 + dice.between(-0.3, 0.3);
    const away = index === 0 ? 0 : dice.between(10, 19);
    return { at: [Math.cos(angle) * away * 1.1, -66 + Math.sin(angle) * away * 0.85], radius: dice.between(12, 17) };
  });
  const crown = (colour: string, by: Point, share: number) =>
    blobs.map(({ at: [x, y], radius }) => circle([x + by[0], y + by[1]], radius * share, colour)).join('');
  const branches =
    path('M-3.5 0C-2 -14 -2.4 -26 -1.6 -48L1.6 -48C2.4 -26 2 -14 3.5 0Z', trunk) +
    line('0 -34L-10 -52', trunk, 1.8) +
    line('0 -30L11 -50', trunk, 1.8);
  return (
    branches +
    crown(darker(leaf, 0.22), [0, 3], 1) +
    crown(leaf, [sunSide * 1.5, -1], 0.9) +
    crown(mix(lighter(leaf, 0.14), light.sun, 0.2), [sunSide * 5, -6], 0.52)
  );
}

export function bareTree({ lit }: Ink, dice: Dice): string {
  const bark = lit('#4a4038');
  const limbs: string[] = [];
  const grow = ([x, y]: Point, angle: number, length: number, width: number) => {
    const to: Point = [x + Math.sin(angle) * length, y - Math.cos(angle) * length];
    limbs.push(line([[x, y], to], bark, width));
    if (length < 6) return;
    for (const side of [-1, 1])
      grow(to, angle + side * dice.between(0.25, 0.6), length * dice.between(0.62, 0.8), width * 0.62);
  };
  grow([0, 0], dice.between(-0.06, 0.06), 30, 5);
  return limbs.join('');
}

export function palm({ lit, sunSide, light }: Ink, dice: Dice): string {
  const lean = dice.between(8, 16) * dice.pick([-1, 1]);
  const leaf = lit('#3f7f4f');
  const fronds = [-150, -115, -80, -55, -20, 15, 50].map((degrees, index) => {
    const colour = index % 2 === 0 ? leaf : mix(lighter(leaf, 0.1), light.sun, 0.16);
    return `<g transform="translate(${lean} -84) rotate(${degrees + dice.between(-8, 8)})">${path('M0 0Q18 -13 36 4Q19 -4 0 3Z', colour)}</g>`;
  });
  const trunk = path(
    `M-2.6 0Q${lean * 0.1} -45 ${lean - 1.4} -84L${lean + 1.4} -84Q${lean * 0.3 + 4} -42 2.6 0Z`,
    lit('#7d6148'),
  );
  return trunk + fronds.join('') + circle([lean + sunSide, -81], 2.6, lit('#6b4a2f'));
}

export function bush({ lit, sunSide, light }: Ink, season: Season, dice: Dice): string {
  const leaf = lit(season === 'winter' ? '#cfd8de' : dice.pick(foliage[season]));
  return Array.from({ length: 6 }, (_, index) => {
    const at: Point = [-15 + index * 6 + dice.between(-2, 2), -6 - dice.between(0, 6)];
    return circle(at, 8, darker(leaf, 0.18)) + circle([at[0] + sunSide * 2, at[1] - 2], 6, mix(leaf, light.sun, 0.1));
  }).join('');
}

/** A tuft of about 20. */
export function grass(colour: string, dice: Dice): string {
  return Array.from({ length: 7 }, () => {
    const [x, lean, tall] = [dice.between(-7, 7), dice.between(-6, 6), dice.between(9, 20)];
    return path(
      `M${x - 0.8} 0Q${x + lean * 0.3} ${-tall * 0.6} ${x + lean} ${-tall}Q${x + lean * 0.5} ${-tall * 0.5} ${x + 0.8} 0Z`,
      colour,
    );
  }).join('');
}

export function flower({ lit }: Ink, colour: string, dice: Dice): string {
  const tall = dice.between(12, 20);
  const lean = dice.between(-3, 3);
  const petals = [0, 72, 144, 216, 288].map(
    (degrees) =>
      `<g transform="translate(${lean} ${-tall}) rotate(${degrees})">${ellipse([0, -2.4], [1.5, 2.4], lit(colour))}</g>`,
  );
  return (
    line(`0 0L${lean} ${-tall}`, lit('#4d7a3f'), 0.8) + petals.join('') + circle([lean, -tall], 1.3, lit('#f2cf63'))
  );
}

/** A branch with leaves that hangs into the picture from its corner at 0, 0. */
export function branch(colour: string, season: Season, dice: Dice): string {
  const spine: Point[] = [
    [-6, -4],
    [14, 6],
    [30, 9],
    [46, 16],
    [58, 15],
  ];
  const twigs = spine.slice(1).flatMap(([x, y], index) =>
    [-1, 1].map((side) => {
      const leaves =
        season === 'winter'
          ? []
          : Array.from(
              { length: 5 },
              (_, leaf) =>
                `<g transform="translate(${leaf * 3.4} 0)">${turnedBy(ellipse([3, 0], [3.4, 1.3], colour), side * dice.between(15, 60))}</g>`,
            );
      return `<g transform="translate(${x} ${y}) rotate(${side * (28 + index * 6)})">${line('0 0L17 0', colour, 0.7)}${leaves.join('')}</g>`;
    }),
  );
  return path(smooth(spine), 'none', { stroke: colour, width: 1.8 }) + twigs.join('');
}
