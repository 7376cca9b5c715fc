import { darker, lighter, mix } from './colour.js';
import { circle, ellipse, path, rect } from './drawing.js';
import { shadow } from './folk.js';
import type { Ink } from './stage.js';

/** Somebody in a space suit, who stands at 0, 0 and is about 100 high. */
export function astronaut(ink: Ink): string {
  const { sunSide: side, light } = ink;
  const suit = ink.lit('#eceff2');
  const shade = darker(suit, 0.22);
  return [
    shadow(ink),
    rect([-17, -82, 34, 42], darker(suit, 0.4), 6),
    path('M-12 -46L-12 -4L-15 0L-2.6 0L-0.6 -44Z', shade),
    path('M12 -46L12 -4L15 0L2.6 0L0.6 -44Z', suit),
    path(
      `M${-side * 11} -80C${-side * 22} -74 ${-side * 22} -56 ${-side * 18} -40L${-side * 11} -40L${-side * 9} -64Z`,
      shade,
    ),
    path('M-9 -84C-16 -80 -15 -56 -13 -42Q0 -38 13 -42C15 -56 16 -80 9 -84Z', suit),
    path(
      `M${side * 11} -80C${side * 22} -74 ${side * 22} -56 ${side * 18} -40L${side * 11} -40L${side * 9} -64Z`,
      suit,
    ),
    rect([-7, -68, 14, 10], darker(suit, 0.35), 2),
    circle([-3, -63], 1.8, light.accent),
    circle([3, -63], 1.8, '#7fe3d0'),
    circle([0, -92], 12.5, suit),
    ellipse([0, -92], [9.6, 8.4], '#1b2740'),
    path(
      `M${side * 2} -98C${side * 7} -98 ${side * 9} -94 ${side * 8} -89C${side * 6} -92 ${side * 4} -95 ${side * 2} -98Z`,
      mix(lighter('#1b2740', 0.4), light.sun, 0.5),
    ),
    rect([-13.4, -52, 26.8, 3], light.accent),
  ].join('');
}
