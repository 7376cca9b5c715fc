/** A picture of a recording: its time from left to right. */
export const plot = { width: 1600, left: 68, right: 92, top: 20, bottom: 40 } as const;

export const plotColumns = plot.width - plot.left - plot.right;

export const ink = {
  paper: '#ffffff',
  grid: '#e3e8ee',
  text: '#5b6775',
  axis: '#9aa6b2',
  envelope: '#8fc1d9',
  body: '#1f6f9c',
  clipped: '#d6336c',
  speech: '#2f9e44',
} as const;

const fonts = "font-family='Noto Sans, DejaVu Sans, sans-serif' font-size='15'";

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

export const label = ({ x, y, text, anchor }: Label) =>
  `<text x='${round(x)}' y='${round(y)}' text-anchor='${anchor}' fill='${ink.text}' ${fonts}>${text}</text>`;

export const svg = (height: number, parts: readonly string[]) =>
  [
    `<svg xmlns='http://www.w3.org/2000/svg' width='${plot.width}' height='${height}'>`,
    `<rect width='100%' height='100%' fill='${ink.paper}'/>`,
    ...parts,
    '</svg>',
  ].join('');

export const round = (value: number) => Math.round(value * 100) / 100;
