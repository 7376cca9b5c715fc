/** `#rrggbb`. */
export type Colour = string;

type Triple = readonly [number, number, number];

/** In OKLab, where halfway between two colours looks like halfway. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const [first, second] = [toLab(from), toLab(to)];
  const at = (index: 0 | 1 | 2) => first[index] + (second[index] - first[index]) * share;
  return fromLab([at(0), at(1), at(2)]);
}

export const lighter = (colour: Colour, share: number) => mix(colour, '#ffffff', share);
export const darker = (colour: Colour, share: number) => mix(colour, '#05060f', share);

/** Stronger where `times` is above 1, greyer below. */
export function saturated(colour: Colour, times: number): Colour {
  const [light, a, b] = toLab(colour);
  return fromLab([light, a * times, b * times]);
}

/** Turned around the circle of hues. */
export function turned(colour: Colour, degrees: number): Colour {
  const [light, a, b] = toLab(colour);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return fromLab([light, a * cos - b * sin, a * sin + b * cos]);
}

export const lightnessOf = (colour: Colour) => toLab(colour)[0];

/** Of that lightness, without a hue of its own. */
export const toned = (colour: Colour, tone: Colour, strength: number): Colour => {
  const [, a, b] = toLab(tone);
  return fromLab([toLab(colour)[0], a * strength, b * strength]);
};

function toLab(colour: Colour): Triple {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([light, a, b]: Triple): Colour {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${rgb.map((part) => byteOf(part).toString(16).padStart(2, '0')).join('')}`;
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

function byteOf(part: number) {
  const clamped = Math.min(1, Math.max(0, part));
  const curved = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
  return Math.round(curved * 255);
}
