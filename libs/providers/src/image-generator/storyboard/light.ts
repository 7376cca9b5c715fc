import { darker, lighter, mix, saturated, toned, turned, type Colour } from './colour.js';
import type { Dice } from './dice.js';
import type { Setting } from './read-setting.js';
import type { Time, Weather } from './vocabulary.js';

/** The colours of a time of day, in its weather and mood. */
export interface Light {
  readonly skyTop: Colour;
  readonly skyMiddle: Colour;
  readonly skyLow: Colour;
  /** Of sun or moon, and of what they touch. */
  readonly sun: Colour;
  /** What far things fade to. */
  readonly haze: Colour;
  /** How much of it there is, 0 to 1. */
  readonly hazeShare: number;
  /** What shadows have in common. */
  readonly ambient: Colour;
  readonly ambientShare: number;
  /** Lamps are lit. */
  readonly isDark: boolean;
  /** Something that stands out from the rest. */
  readonly accent: Colour;
  /** Of all colours in the end. */
  readonly grade: (colour: Colour) => Colour;
}

interface Sky {
  readonly colours: readonly [top: Colour, middle: Colour, low: Colour];
  readonly sun: Colour;
}

const skies: Readonly<Record<Time, readonly [Sky, ...Sky[]]>> = {
  dawn: [
    { colours: ['#5b6ea6', '#d9a2b0', '#ffe0b5'], sun: '#fff3d6' },
    { colours: ['#6a86b8', '#e8b7a0', '#fff0c9'], sun: '#fff6dd' },
  ],
  day: [
    { colours: ['#3b82c4', '#86bce8', '#e4f2f4'], sun: '#fffbe8' },
    { colours: ['#4a94c9', '#9fd0e3', '#f5efdc'], sun: '#fff8e0' },
  ],
  dusk: [
    { colours: ['#2c2c66', '#b8557c', '#ffb36b'], sun: '#ffe2a8' },
    { colours: ['#3b3470', '#d8696a', '#ffc67f'], sun: '#ffecb8' },
    { colours: ['#27406e', '#c46a86', '#ffa866'], sun: '#ffd9a0' },
  ],
  night: [
    { colours: ['#0b1233', '#1c2f66', '#46619c'], sun: '#f2f0dc' },
    { colours: ['#0c1a35', '#1d4066', '#4a7d95'], sun: '#eef3e6' },
  ],
};

const ambients: Readonly<Record<Time, readonly [Colour, number]>> = {
  dawn: ['#7a6390', 0.3],
  day: ['#8fb0cf', 0.1],
  dusk: ['#4b3566', 0.33],
  night: ['#14234f', 0.55],
};

/** How grey the sky becomes, and how hazy the distance. */
const veils: Readonly<Record<Weather, readonly [grey: number, haze: number]>> = {
  clear: [0, 0.62],
  cloudy: [0.3, 0.68],
  rain: [0.62, 0.8],
  storm: [0.75, 0.7],
  snow: [0.5, 0.84],
  fog: [0.6, 0.96],
};

const greys: Readonly<Record<Time, Sky['colours']>> = {
  dawn: ['#7c8399', '#b3a9b0', '#dcd0c6'],
  day: ['#7f8f9e', '#a9b6bf', '#d3d9da'],
  dusk: ['#3e3f57', '#77647a', '#b98f80'],
  night: ['#0f1626', '#1e2a40', '#3b4a60'],
};

export function lightOf({ time, weather, mood, style, place }: Setting, dice: Dice): Light {
  const { colours, sun } = dice.pick(skies[time]);
  const hue = dice.between(-9, 9) + (mood === 'mysterious' ? 16 : 0);
  const [grey, hazeShare] = veils[weather];
  const darkened = weather === 'storm' ? 0.28 : 0;
  const grade = gradeOf({ mood, style });
  const skyColour = (index: 0 | 1 | 2) =>
    grade(darker(mix(turned(colours[index], hue), greys[time][index], grey), darkened));
  const [skyTop, skyMiddle, skyLow] = [skyColour(0), skyColour(1), skyColour(2)];
  const [ambient, ambientShare] = ambients[time];
  return {
    skyTop,
    skyMiddle,
    skyLow,
    sun: grade(mix(sun, '#e8ecf0', grey * 0.6)),
    haze: mix(skyLow, skyMiddle, 0.35),
    hazeShare: place === 'city' ? hazeShare * 0.9 : hazeShare,
    ambient: grade(ambient),
    ambientShare: Math.min(0.75, ambientShare + grey * 0.12),
    isDark: time === 'night' || time === 'dusk' || weather === 'storm',
    accent: grade(dice.for('accent').pick(['#d8483a', '#e8a13a', '#2f9e8f', '#d96a8a', '#3f6fd0', '#e2c044'])),
    grade,
  };
}

function gradeOf({ mood, style }: Pick<Setting, 'mood' | 'style'>): (colour: Colour) => Colour {
  if (style === 'noir') return (colour) => saturated(colour, 0.06);
  if (style === 'sepia') return (colour) => toned(colour, '#9a7b4f', 0.75);
  const strength = strengths[mood] * (style === 'vivid' ? 1.35 : style === 'pastel' ? 0.8 : 1);
  const pale = style === 'pastel' ? 0.2 : 0;
  const [tint, share] = tints[mood];
  return (colour) => lighter(mix(saturated(colour, strength), tint, share), pale);
}

const strengths = { calm: 1, joyful: 1.18, sad: 0.62, tense: 0.9, mysterious: 0.95, romantic: 1.08 };

const tints: Readonly<Record<Setting['mood'], readonly [Colour, number]>> = {
  calm: ['#8fa9b5', 0],
  joyful: ['#ffd98a', 0.05],
  sad: ['#5f7488', 0.12],
  tense: ['#5a1420', 0.14],
  mysterious: ['#2c3f74', 0.14],
  romantic: ['#e58aa0', 0.08],
};

/** A material as it looks in that light, so far away: 0 is here, 1 at the horizon. */
export function lit(light: Light, material: Colour, distance: number): Colour {
  const shaded = mix(light.grade(material), light.ambient, light.ambientShare);
  const warmed = mix(shaded, light.sun, light.isDark ? 0.03 : 0.05);
  return mix(warmed, light.haze, distance * light.hazeShare);
}
