import { darker } from './colour.js';
import { ellipse } from './drawing.js';
import type { Ink } from './stage.js';

export const wood = (ink: Ink) => ink.lit('#8a5f3f');
export const shade = (width: number, ink: Ink) =>
  ellipse([0, 1], [width, width * 0.08], darker(ink.light.ambient, 0.7), { opacity: 0.3 });
