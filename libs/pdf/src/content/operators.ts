/** Operators of content streams, and how many operands they take; fewer: the operator is skipped (ISO 32000-1, annex A). */
export const operandCounts: ReadonlyMap<string, number> = new Map(
  Object.entries({
    // Graphics state
    ...{ w: 1, J: 1, j: 1, M: 1, d: 2, ri: 1, i: 1, gs: 1, q: 0, Q: 0, cm: 6 },
    // Paths and clipping
    ...{
      m: 2,
      l: 2,
      c: 6,
      v: 4,
      y: 4,
      h: 0,
      re: 4,
      S: 0,
      s: 0,
      f: 0,
      F: 0,
      'f*': 0,
      B: 0,
      'B*': 0,
      b: 0,
      'b*': 0,
      n: 0,
    },
    ...{ W: 0, 'W*': 0 },
    // Text
    ...{ BT: 0, ET: 0, Tc: 1, Tw: 1, Tz: 1, TL: 1, Tf: 2, Tr: 1, Ts: 1, Td: 2, TD: 2, Tm: 6, 'T*': 0 },
    ...{ Tj: 1, TJ: 1, "'": 1, '"': 3, d0: 2, d1: 6 },
    // Colour
    ...{ CS: 1, cs: 1, SC: -1, SCN: -1, sc: -1, scn: -1, G: 1, g: 1, RG: 3, rg: 3, K: 4, k: 4 },
    // Shadings, images, XObjects, marked content, compatibility
    ...{ sh: 1, BI: 0, ID: 0, EI: 1, Do: 1, MP: 1, DP: 2, BMC: 1, BDC: 2, EMC: 0, BX: 0, EX: 0 },
  }),
);
