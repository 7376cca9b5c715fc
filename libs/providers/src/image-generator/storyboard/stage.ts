import type { PictureSize } from '@polyspool/contracts/film';
import type { Colour } from './colour.js';
import type { Dice } from './dice.js';
import type { Drawing, Point } from './drawing.js';
import { lit, type Light } from './light.js';
import type { Setting } from './read-setting.js';

/** What all that draw a picture have in common. */
export class Stage {
  /** A hundredth of the shorter side. */
  readonly unit: number;
  readonly horizonY: number;
  /** Where sun or moon stand. */
  readonly sunAt: Point;
  /** 1 where the light comes from the right, else -1. */
  readonly sunSide: number;

  constructor(
    readonly size: PictureSize,
    readonly setting: Setting,
    readonly light: Light,
    readonly dice: Dice,
  ) {
    const { width, height } = size;
    this.unit = Math.min(width, height) / 100;
    const composing = dice.for('composition');
    this.horizonY = height * composing.between(0.58, 0.65);
    this.sunSide = composing.chance(0.5) ? 1 : -1;
    const sunX = width * (0.5 + this.sunSide * composing.between(0.12, 0.3));
    const isLow = setting.time === 'dusk' || setting.time === 'dawn';
    const sunY = isLow ? this.horizonY - this.unit * composing.between(5, 13) : height * composing.between(0.13, 0.24);
    this.sunAt = [sunX, sunY];
  }

  get width() {
    return this.size.width;
  }

  get height() {
    return this.size.height;
  }

  /** On level ground: 0 is the horizon, 1 the lower edge. */
  groundY(nearness: number): number {
    return this.horizonY + (this.height - this.horizonY) * nearness;
  }

  /** How large a thing is drawn there that is 100 high where people are 100 high. */
  scaleAt(nearness: number): number {
    const upright = this.height > this.width * 1.2 ? 1.18 : 1;
    return (this.unit * (4 + 41 * nearness) * upright) / 100;
  }

  /** What is mirrored afterwards has its light on the other side until then. */
  ink(drawing: Drawing, distance: number, isMirrored = false): Ink {
    const { light } = this;
    const sunSide = isMirrored ? -this.sunSide : this.sunSide;
    return { drawing, light, sunSide, isDark: light.isDark, lit: (material) => lit(light, material, distance) };
  }
}

/** To draw one thing with, at its distance. */
export interface Ink {
  readonly drawing: Drawing;
  readonly light: Light;
  readonly sunSide: number;
  readonly isDark: boolean;
  readonly lit: (material: Colour) => Colour;
}
