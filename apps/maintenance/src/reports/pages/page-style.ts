/** A4 upright, in points. */
export const page = { width: 595, height: 842, margin: 46, top: 96, bottom: 60 } as const;

export const inner = { x: page.margin, width: page.width - 2 * page.margin } as const;

export const colours = {
  ink: '#1b2536',
  soft: '#5b6678',
  faint: '#8b95a5',
  line: '#dfe4eb',
  band: '#f5f7fa',
  plain: '#3867b7',
  good: '#2f8f6b',
  bad: '#c8503c',
  accent: '#e0a03c',
} as const;

/** Pango goes on to the fonts of other scripts where one has no letters for a text. */
export const fontFamily = 'Noto Sans';
