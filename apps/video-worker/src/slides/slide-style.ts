import type { SlideTemplate } from '@polyspool/contracts/slides';

/** Colours as RRGGBB. */
export interface SlideStyle {
  /** From the top left to the bottom right. */
  readonly background: readonly [string, string];
  /** A sheet on the background, which holds all. */
  readonly sheet?: string;
  readonly title: string;
  readonly expression: string;
  readonly pronunciation: string;
  readonly translation: string;
  readonly example: string;
  readonly exampleTranslation: string;
  readonly notes: string;
  readonly label: string;
  readonly value: string;
  /** Behind the example. */
  readonly panel: string;
  readonly accent: string;
  readonly align: 'start' | 'center';
  readonly size: Size;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const landscape = { width: 1920, height: 1080 };
const portrait = { width: 1080, height: 1920 };

export const slideStyles: Readonly<Record<SlideTemplate, SlideStyle>> = {
  card: {
    background: ['e9e4d8', 'd9dfea'],
    sheet: 'ffffff',
    title: 'b4532a',
    expression: '16213a',
    pronunciation: '6b7280',
    translation: '1d4ed8',
    example: '1f2937',
    exampleTranslation: '566072',
    notes: '566072',
    label: '8a6a4f',
    value: '374151',
    panel: 'f4f1ea',
    accent: 'd9733f',
    align: 'start',
    size: landscape,
  },
  dark: {
    background: ['0b1220', '1b2a4a'],
    title: '7dd3fc',
    expression: 'ffffff',
    pronunciation: '9fb0cb',
    translation: 'fbbf24',
    example: 'e8eefb',
    exampleTranslation: 'a9b8d3',
    notes: 'a9b8d3',
    label: '7dd3fc',
    value: 'dbe4f5',
    panel: '22304d',
    accent: '38bdf8',
    align: 'start',
    size: landscape,
  },
  story: {
    background: ['3b1d8f', 'b8336a'],
    title: 'ffd9a8',
    expression: 'ffffff',
    pronunciation: 'e6d3f5',
    translation: 'ffe08a',
    example: 'ffffff',
    exampleTranslation: 'f0dbea',
    notes: 'f0dbea',
    label: 'ffd9a8',
    value: 'ffffff',
    panel: '55267d',
    accent: 'ffb35c',
    align: 'center',
    size: portrait,
  },
};
