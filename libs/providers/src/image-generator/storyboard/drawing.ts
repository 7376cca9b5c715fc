import type { Colour } from './colour.js';

export type Point = readonly [x: number, y: number];

/** Where in the gradient, which colour, how opaque. */
export type Stop = readonly [at: number, colour: Colour, opacity?: number];

/** One layer of a picture, as SVG. */
export class Drawing {
  private readonly defs: string[] = [];
  private readonly parts: string[] = [];

  add(...parts: readonly string[]) {
    this.parts.push(...parts);
  }

  /** To fill with: from the top to the bottom of what is filled, or the other way that `vector` says. */
  linear(stops: readonly Stop[], vector: readonly [number, number, number, number] = [0, 0, 0, 1]): string {
    const [x1, y1, x2, y2] = vector;
    return this.define(
      (id) =>
        `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`,
    );
  }

  radial(stops: readonly Stop[]): string {
    return this.define((id) => `<radialGradient id="${id}">${stopsOf(stops)}</radialGradient>`);
  }

  /** To be given as `clip-path`. */
  clip(shape: string): string {
    return this.define((id) => `<clipPath id="${id}">${shape}</clipPath>`);
  }

  toSvg(width: number, height: number): string {
    const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
    return `${head}<defs>${this.defs.join('')}</defs>${this.parts.join('\n')}</svg>`;
  }

  private define(definition: (id: string) => string): string {
    const id = `d${this.defs.length}`;
    this.defs.push(definition(id));
    return `url(#${id})`;
  }
}

const stopsOf = (stops: readonly Stop[]) =>
  stops
    .map(
      ([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${round(opacity)}"/>`,
    )
    .join('');

export interface Strokes {
  readonly stroke?: string;
  readonly width?: number;
  readonly opacity?: number;
  readonly clip?: string;
}

const strokesOf = ({ stroke, width = 1, opacity, clip }: Strokes) =>
  (stroke ? ` stroke="${stroke}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"` : '') +
  (opacity === undefined ? '' : ` opacity="${round(opacity)}"`) +
  (clip ? ` clip-path="${clip}"` : '');

export const path = (d: string, fill: string, strokes: Strokes = {}) =>
  `<path d="${d}" fill="${fill}"${strokesOf(strokes)}/>`;

/** Points, or as SVG has them, with an L between. */
export type Corners = readonly Point[] | string;

export const polygon = (corners: Corners, fill: string, strokes: Strokes = {}) =>
  path(`M${through(corners)}Z`, fill, strokes);

export const line = (corners: Corners, stroke: string, width: number, opacity = 1) =>
  path(`M${through(corners)}`, 'none', { stroke, width, opacity });

const through = (corners: Corners) => (typeof corners === 'string' ? corners : corners.map(at).join('L'));

export const rect = (box: readonly [x: number, y: number, width: number, height: number], fill: string, radius = 0) => {
  const [x, y, width, height] = box.map(round);
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${radius ? ` rx="${round(radius)}"` : ''}/>`;
};

export const circle = ([x, y]: Point, radius: number, fill: string, strokes: Strokes = {}) =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}"${strokesOf(strokes)}/>`;

export const ellipse = ([x, y]: Point, [rx, ry]: Point, fill: string, strokes: Strokes = {}) =>
  `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"${strokesOf(strokes)}/>`;

/** What is drawn around 0, 0 is put there, in that size. */
export const placed = (svg: string, [x, y]: Point, scale: number, isMirrored = false) =>
  `<g transform="translate(${round(x)} ${round(y)}) scale(${(isMirrored ? -scale : scale).toFixed(4)} ${scale.toFixed(4)})">${svg}</g>`;

export const turnedBy = (svg: string, degrees: number) => `<g transform="rotate(${round(degrees)})">${svg}</g>`;

export const faded = (svg: string, opacity: number) => `<g opacity="${round(opacity)}">${svg}</g>`;

export const at = ([x, y]: Point) => `${round(x)} ${round(y)}`;

/** Through all points, without corners. */
export function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const halves = rest.slice(0, -1).map((point, index): Point => {
    const next = rest[index + 1] ?? point;
    return [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2];
  });
  const curves = halves.map((half, index) => `Q${at(rest[index] ?? half)} ${at(half)}`);
  const last = rest.at(-1);
  return `M${at(first)}${curves.join('')}${last ? `L${at(last)}` : ''}`;
}

export const round = (value: number) => Math.round(value * 100) / 100;
