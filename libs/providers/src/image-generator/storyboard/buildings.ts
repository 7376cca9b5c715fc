import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { circle, ellipse, line, path, polygon, rect, round, type Point } from './drawing.js';
import type { Ink } from './stage.js';

/** Of a window: lamps burn behind some when it is dark. */
export function pane({ lit, isDark, light }: Ink, dice: Dice): string {
  if (isDark) return dice.chance(0.72) ? light.grade('#ffd98a') : lit('#27313f');
  return mix(lit('#5f7f99'), light.skyLow, 0.4);
}

/** All stand at 0, 0; a person before them is 100 high. */
export function house(ink: Ink, dice: Dice): string {
  const wall = ink.lit(dice.pick(['#efe3cb', '#d9b48f', '#c8d0cf', '#e0c6a8', '#b8574a']));
  const roof = ink.lit(dice.pick(['#8f4a3a', '#4d5563', '#6b4a3a', '#7a3f38']));
  const side = ink.sunSide;
  const glow = ink.isDark
    ? ellipse(
        [0, -60],
        [190, 120],
        ink.drawing.radial([
          [0, '#ffc66b', 0.22],
          [1, '#ffc66b', 0],
        ]),
      )
    : '';
  const window = (x: number, y: number) =>
    rect([x - 17, y - 21, 34, 42], darker(wall, 0.4)) +
    rect([x - 15, y - 19, 30, 38], pane(ink, dice)) +
    line(`${x} ${y - 19}L${x} ${y + 19}`, darker(wall, 0.4), 2) +
    line(`${x - 15} ${y}L${x + 15} ${y}`, darker(wall, 0.4), 2);
  const door = rect([-16, -78, 32, 78], darker(roof, 0.1), 3) + circle([9, -38], 2, ink.lit('#e5c46a'));
  return [
    glow,
    rect([58, -268, 26, 70], darker(roof, 0.25)),
    smoke(ink, [71, -272], dice),
    rect([-120, -150, 240, 150], wall),
    rect([side > 0 ? -120 : 0, -150, 120, 150], darker(wall, 0.14)),
    polygon('-140 -146L-84 -238L84 -238L140 -146', roof),
    polygon(
      side > 0
        ? [
            [0, -146],
            [0, -238],
            [84, -238],
            [140, -146],
          ]
        : [
            [-140, -146],
            [-84, -238],
            [0, -238],
            [0, -146],
          ],
      mix(lighter(roof, 0.1), ink.light.sun, 0.12),
    ),
    rect([-120, -146, 240, 7], darker(wall, 0.3)),
    window(-72, -86),
    window(72, -86),
    door,
    rect([-24, -4, 48, 4], darker(wall, 0.3)),
  ].join('');
}

function smoke({ light }: Ink, [x, y]: Point, dice: Dice): string {
  const drift = dice.between(14, 26);
  return Array.from({ length: 6 }, (_, index) =>
    circle([x + drift * index * 0.5, y - index * 20], 8 + index * 5, light.haze, { opacity: 0.24 - index * 0.035 }),
  ).join('');
}

export function lighthouse(ink: Ink): string {
  const [white, red] = [ink.lit('#f2efe6'), ink.lit('#c8453a')];
  const half = (y: number) => 34 + (y / 420) * 14;
  const bands = [0, 1, 2, 3, 4].map((index) => {
    const [bottom, top] = [-index * 84, -(index + 1) * 84];
    return polygon(
      `${-half(bottom)} ${bottom}L${half(bottom)} ${bottom}L${half(top)} ${top}L${-half(top)} ${top}`,
      index % 2 === 0 ? white : red,
    );
  });
  const shade = polygon(`${-ink.sunSide * 34} 0L0 0L0 -420L${-ink.sunSide * 20} -420`, darker(white, 0.6));
  const beam = ink.isDark
    ? [-1, 1]
        .map((side) =>
          polygon(
            `0 -452L${side * 900} -560L${side * 900} -380`,
            ink.drawing.linear(
              [
                [0, '#fff2c0', 0.7],
                [1, '#fff2c0', 0],
              ],
              side > 0 ? [0, 0, 1, 0] : [1, 0, 0, 0],
            ),
          ),
        )
        .join('')
    : '';
  const glow = circle(
    [0, -452],
    ink.isDark ? 80 : 30,
    ink.drawing.radial([
      [0, '#fff0b8', 0.95],
      [1, '#fff0b8', 0],
    ]),
  );
  return [
    beam,
    ...bands,
    `<g opacity="0.22">${shade}</g>`,
    rect([-30, -432, 60, 12], ink.lit('#3b3f48')),
    rect([-17, -474, 34, 42], ink.isDark ? '#fff0b8' : ink.lit('#a9c4d0')),
    glow,
    polygon('-24 -474L24 -474L0 -508', red),
    rect([-9, -34, 18, 34], ink.lit('#3b3f48'), 3),
    rect([-5, -190, 10, 18], ink.lit('#3b3f48')),
  ].join('');
}

export function castle(ink: Ink, dice: Dice): string {
  const stone = ink.lit(dice.pick(['#a39a8c', '#8f8f96', '#b3a184']));
  const roof = ink.lit(dice.pick(['#4f5f80', '#7a3f44', '#3f5f58']));
  const tower = (x: number, width: number, height: number) => {
    const crown = Array.from({ length: 4 }, (_, index) =>
      rect([x - width / 2 - 6 + (index * (width + 12)) / 3.6, -height - 12, (width + 12) / 7, 14], stone),
    );
    return (
      rect([x - width / 2, -height, width, height], stone) +
      rect([ink.sunSide > 0 ? x - width / 2 : x, -height, width / 2, height], darker(stone, 0.14)) +
      rect([x - width / 2 - 6, -height, width + 12, 16], darker(stone, 0.08)) +
      crown.join('') +
      polygon(
        `${x - width / 2 - 8} ${-height - 10}L${x + width / 2 + 8} ${-height - 10}L${x} ${-height - 10 - width * 1.3}`,
        roof,
      ) +
      polygon(
        `${x} ${-height - 10}L${x + ink.sunSide * (width / 2 + 8)} ${-height - 10}L${x} ${-height - 10 - width * 1.3}`,
        mix(lighter(roof, 0.12), ink.light.sun, 0.15),
      ) +
      path(`M${x} ${round(-height - 10 - width * 1.3)}v-28l22 8l-22 8Z`, ink.light.accent) +
      rect([x - 7, -height + 40, 14, 28], pane(ink, dice), 7)
    );
  };
  return [
    rect([-190, -150, 380, 150], darker(stone, 0.1)),
    tower(-90, 70, 320),
    tower(90, 80, 270),
    tower(0, 90, 420),
    tower(-200, 84, 230),
    tower(200, 84, 210),
    path('M-32 0V-60C-32 -98 32 -98 32 -60V0Z', darker(stone, 0.6)),
  ].join('');
}

export function church(ink: Ink, dice: Dice): string {
  const wall = ink.lit('#e6dfcf');
  const roof = ink.lit('#6e4a42');
  const windows = [-50, 0, 50].map((x) => path(`M${x + 60} -40v-50c0 -20 20 -20 20 0v50Z`, pane(ink, dice)));
  return [
    rect([-10, -150, 200, 150], wall),
    polygon('-20 -146L30 -232L160 -232L200 -146', roof),
    rect([-90, -260, 90, 260], wall),
    rect([ink.sunSide > 0 ? -90 : -45, -260, 45, 260], darker(wall, 0.14)),
    polygon('-98 -258L8 -258L-45 -400', roof),
    polygon(`-45 -258L${ink.sunSide > 0 ? 8 : -98} -258L-45 -400`, mix(lighter(roof, 0.1), ink.light.sun, 0.12)),
    line('-45 -400L-45 -436', ink.lit('#3b3f48'), 4),
    line('-57 -422L-33 -422', ink.lit('#3b3f48'), 4),
    circle([-45, -214], 20, ink.lit('#f6f2e6'), { stroke: darker(wall, 0.5), width: 3 }),
    line('-45 -214L-45 -228', darker(wall, 0.7), 3),
    line('-45 -214L-35 -210', darker(wall, 0.7), 3),
    path('M-62 0v-52c0 -26 34 -26 34 0v52Z', darker(roof, 0.2)),
    ...windows,
  ].join('');
}

export function windmill(ink: Ink, dice: Dice): string {
  const wall = ink.lit('#e3d8c2');
  const wood = ink.lit('#6b4c36');
  const angle = dice.between(8, 70);
  const sails = [0, 90, 180, 270].map((turn) => {
    const bars = [40, 65, 90, 115, 140].map((y) => line(`2 ${-y}L24 ${-y}`, wood, 1.6)).join('');
    return `<g transform="translate(0 -262) rotate(${round(angle + turn)})">${line('0 0L0 -158', wood, 4)}${rect([2, -156, 24, 122], lighter(wall, 0.2))}${bars}</g>`;
  });
  return [
    polygon('-62 0L62 0L38 -240L-38 -240', wall),
    polygon(`${-ink.sunSide * 62} 0L0 0L0 -240L${-ink.sunSide * 38} -240`, darker(wall, 0.15)),
    path('M-44 -238C-36 -296 36 -296 44 -238Z', ink.lit('#7a4638')),
    rect([-13, -60, 26, 60], wood, 4),
    rect([-10, -150, 20, 30], pane(ink, dice), 3),
    ...sails,
    circle([0, -262], 7, wood),
  ].join('');
}

export function bridge(ink: Ink): string {
  const stone = ink.lit('#a2968a');
  return (
    path(
      'M-330 0V-74Q0 -150 330 -74V0H270C270 -70 130 -80 120 0H96C96 -110 -96 -110 -96 0H-120C-130 -80 -270 -70 -270 0Z',
      stone,
    ) +
    path('M-330 -74Q0 -150 330 -74V-92Q0 -170 -330 -92Z', lighter(stone, 0.12)) +
    path('M-96 0C-96 -110 96 -110 96 0L86 0C86 -96 -86 -96 -86 0Z', darker(stone, 0.3))
  );
}
