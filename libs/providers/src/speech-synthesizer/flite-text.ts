/** What flite reads instead of it. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"'],
  [/\s*[\u2014\u2015]\s*|\s+[\u2013-]\s+/g, ', '],
  [/[\u2010-\u2013\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/\u20ac\s*([\d.,]*\d)/g, '$1 euros'],
  [/\u00a3\s*([\d.,]*\d)/g, '$1 pounds'],
  [/\u00b0/g, ' degrees'],
  [/\u00df/g, 'ss'],
  [/[\u00e6\u00c6]/g, 'ae'],
  [/[\u0153\u0152]/g, 'oe'],
  [/[\u00f8\u00d8]/g, 'o'],
  [/[\u0142\u0141]/g, 'l'],
];

/** flite reads ASCII only: letters without their marks, and what stands for other signs. */
export const fliteText = (text: string): string =>
  replacements
    .reduce((plain, [sign, instead]) => plain.replace(sign, instead), text)
    .normalize('NFKD')
    .replace(/[^\n\x20-\x7e]/g, '');
