import { darker, lighter, mix } from './colour.js';
import { circle, ellipse, path, placed, polygon, rect, type Drawing, type Point } from './drawing.js';
import { drawRolling } from './land.js';
import { drawStars } from './sky.js';
import { spark } from './small-things.js';
import type { Stage } from './stage.js';
import { beam } from './weather.js';

/** Stars, mist and planets. */
export function drawSpace(stage: Stage, drawing: Drawing) {
  const { width, height, unit, light, dice } = stage;
  const throwing = dice.for('space');
  const [deep, glow] = [light.grade('#080b1f'), light.grade(throwing.pick(['#5a3f9a', '#2f6f9a', '#8a3f6f']))];
  drawing.add(
    rect(
      [0, 0, width, height],
      drawing.linear([
        [0, deep],
        [0.7, mix(deep, glow, 0.28)],
        [1, mix(deep, glow, 0.5)],
      ]),
    ),
  );
  const mist = drawing.radial([
    [0, lighter(glow, 0.25), 0.4],
    [1, glow, 0],
  ]);
  for (let index = 0; index < 7; index += 1)
    drawing.add(
      ellipse(
        [throwing.next() * width, throwing.next() * height * 0.8],
        [unit * throwing.between(20, 55), unit * throwing.between(8, 22)],
        mist,
      ),
    );
  drawStars(stage, drawing);
  drawStars(stage, drawing, height);
  for (let index = 0; index < 6; index += 1)
    drawing.add(
      placed(
        spark(5, '#ffffff'),
        [throwing.next() * width, throwing.next() * height * 0.7],
        unit * throwing.between(0.12, 0.32),
      ),
    );
  drawPlanet(stage, drawing, {
    at: [width * (0.5 + stage.sunSide * 0.22), height * 0.3],
    radius: unit * throwing.between(14, 20),
    hasRing: throwing.chance(0.6),
  });
  drawPlanet(stage, drawing, {
    at: [width * (0.5 - stage.sunSide * 0.33), height * 0.16],
    radius: unit * 4.5,
    hasRing: false,
  });
}

interface Planet {
  readonly at: Point;
  readonly radius: number;
  readonly hasRing: boolean;
}

function drawPlanet({ light, dice, sunSide }: Stage, drawing: Drawing, { at: [x, y], radius, hasRing }: Planet) {
  const throwing = dice.for(`planet ${Math.round(radius)}`);
  const base = light.grade(throwing.pick(['#d98a5a', '#5a8fc0', '#c9b27a', '#7aa890', '#b56a7a']));
  const clip = drawing.clip(circle([x, y], radius, '#000000'));
  const bands = Array.from({ length: 8 }, (_, index) =>
    ellipse(
      [x, y - radius + (index + throwing.next()) * radius * 0.25],
      [radius * 1.1, radius * throwing.between(0.04, 0.13)],
      throwing.chance(0.5) ? lighter(base, 0.18) : darker(base, 0.16),
      { opacity: 0.75 },
    ),
  );
  const halo = drawing.radial([
    [0, base, 0.5],
    [0.7, base, 0.18],
    [1, base, 0],
  ]);
  const ring = (clipTo?: string) =>
    ellipse([0, 0], [radius * 1.85, radius * 0.36], 'none', {
      stroke: lighter(base, 0.35),
      width: radius * 0.12,
      opacity: 0.8,
      ...(clipTo && { clip: clipTo }),
    });
  const ringAt = (part: string) =>
    `<g transform="translate(${Math.round(x)} ${Math.round(y)}) rotate(-14)">${part}</g>`;
  const front = drawing.clip(rect([-radius * 2, 0, radius * 4, radius], '#000000'));
  drawing.add(
    circle([x, y], radius * 1.35, halo),
    hasRing ? ringAt(ring()) : '',
    circle([x, y], radius, base),
    `<g clip-path="${clip}">${bands.join('')}${circle([x - sunSide * radius * 0.55, y + radius * 0.3], radius * 1.15, '#04060f', { opacity: 0.55 })}</g>`,
    hasRing ? ringAt(ring(front)) : '',
  );
}

/** Bare ground with craters, to stand on. */
export function drawMoonGround(stage: Stage, drawing: Drawing) {
  const { unit, dice, width } = stage;
  const throwing = dice.for('craters');
  const dust = stage.ink(drawing, 0).light.grade('#8d8a94');
  drawRolling(
    stage,
    drawing,
    { y: stage.groundY(-0.02), swing: unit * 3, colour: darker(dust, 0.35) },
    dice.for('far ground'),
  );
  drawRolling(
    stage,
    drawing,
    { y: stage.groundY(0.2), swing: unit * 2, colour: darker(dust, 0.12) },
    dice.for('ground'),
  );
  for (let index = 0; index < 14; index += 1) {
    const near = throwing.between(0.3, 1);
    const [at, size]: [Point, number] = [
      [throwing.next() * width, stage.groundY(near)],
      unit * throwing.between(2, 7) * near,
    ];
    drawing.add(
      ellipse(at, [size, size * 0.28], darker(dust, 0.45)),
      ellipse(
        [at[0] - stage.sunSide * size * 0.08, at[1] + size * 0.07],
        [size * 0.94, size * 0.22],
        darker(dust, 0.28),
      ),
    );
  }
}

function whale(stage: Stage, drawing: Drawing): string {
  const skin = mix(stage.light.grade('#3f6f95'), stage.light.grade('#0b3a5c'), 0.12);
  const belly = lighter(skin, 0.5);
  return [
    path('M-52 -4C-74 -14 -92 -12 -104 -28C-98 -6 -104 4 -108 14C-92 8 -74 8 -52 6Z', darker(skin, 0.12)),
    path(
      'M-60 0C-30 -32 30 -36 66 -16C80 -8 82 6 72 12C30 30 -24 22 -60 4Z',
      drawing.linear([
        [0, lighter(skin, 0.22)],
        [1, skin],
      ]),
    ),
    path('M-20 17C20 24 56 20 74 6C76 10 76 10 72 12C44 25 6 24 -20 17Z', belly),
    path('M18 14C10 30 -6 38 -18 38C-8 30 -2 22 0 12Z', darker(skin, 0.18)),
    path('M40 10Q58 10 74 3', 'none', { stroke: darker(skin, 0.35), width: 1.4 }),
    circle([54, -2], 2.2, '#0d1a26'),
  ].join('');
}

/** Light from above, and what swims in it. */
export function drawUnderwater(stage: Stage, drawing: Drawing) {
  const { width, height, unit, light, dice } = stage;
  const throwing = dice.for('water');
  const [bright, deep] = [light.grade('#6fd0d8'), light.grade('#0b3a5c')];
  drawing.add(
    rect(
      [0, 0, width, height],
      drawing.linear([
        [0, lighter(bright, 0.35)],
        [0.3, mix(bright, deep, 0.35)],
        [1, deep],
      ]),
    ),
  );
  for (let index = 0; index < 7; index += 1) {
    const x = width * throwing.between(0.1, 0.9);
    const [top, spread] = [unit * throwing.between(2, 7), unit * throwing.between(8, 20)];
    drawing.add(
      beam(
        drawing,
        [
          [x, -5],
          [x + top, -5],
          [x + spread + unit * 14, height * 0.85],
          [x + unit * 8, height * 0.85],
        ],
        '#ffffff',
        0.22,
      ),
    );
  }
  for (let index = 0; index < 40; index += 1)
    drawing.add(
      circle([throwing.next() * width, throwing.next() * height], unit * throwing.between(0.2, 0.9), 'none', {
        stroke: '#ffffff',
        width: unit * 0.12,
        opacity: 0.4,
      }),
    );
}

export function drawReef(stage: Stage, drawing: Drawing) {
  const { width, unit, light, dice } = stage;
  const throwing = dice.for('reef');
  const deep = light.grade('#0b3a5c');
  const at = (colour: string, distance: number) => mix(light.grade(colour), deep, distance);
  drawRolling(
    stage,
    drawing,
    { y: stage.groundY(0.1), swing: unit * 5, colour: at('#3f7f8a', 0.6) },
    dice.for('far bed'),
  );
  drawRolling(stage, drawing, { y: stage.groundY(0.5), swing: unit * 3, colour: at('#d8c08a', 0.4) }, dice.for('bed'));
  for (let index = 0; index < 22; index += 1) {
    const near = throwing.between(0.45, 0.95);
    const colour = at(throwing.pick(['#e8675a', '#f2a65a', '#c45a9a', '#7ac08a', '#f2d06a']), 0.5 - near * 0.42);
    const coral = Array.from(
      { length: 7 },
      (_, arm) =>
        `<g transform="rotate(${-54 + arm * 18})">${path(`M-2.5 0Q-4 -${20 + arm} 0 -${throwing.whole(26, 44)}Q4 -${20 + arm} 2.5 0Z`, colour)}</g>`,
    ).join('');
    drawing.add(placed(coral, [throwing.next() * width, stage.groundY(near)], unit * 0.32 * near));
  }
  for (let index = 0; index < 14; index += 1) {
    const colour = at(throwing.pick(['#ffb84a', '#f2705a', '#f4ead0', '#5ac0d8']), throwing.between(0, 0.4));
    const fish =
      path('M-10 0C-4 -8 8 -7 13 0C8 7 -4 8 -10 0Z', colour) +
      polygon('-8 0L-18 -7L-18 7', colour) +
      circle([8, -1.6], 1.2, '#10202c');
    drawing.add(
      placed(
        fish,
        [throwing.next() * width, stage.height * throwing.between(0.2, 0.75)],
        unit * throwing.between(0.1, 0.28),
        throwing.chance(0.5),
      ),
    );
  }
  if (stage.setting.animals.includes('fish'))
    drawing.add(placed(whale(stage, drawing), [width * 0.46, stage.height * 0.4], unit * 0.42));
}
