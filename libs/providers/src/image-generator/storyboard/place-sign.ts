import type { Colour } from './colour.js';
import { placed, rect, type Drawing } from './drawing.js';
import { signBoard, signBox } from './small-things.js';
import type { Stage } from './stage.js';

/** As large as fits into its box. */
export interface PlacedText {
  readonly text: string;
  readonly colour: Colour;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a board stands, so that others do not stand there. */
export function signPlace({ unit, width, dice }: Stage) {
  const scale = (unit * 18) / 100;
  const wide = (signBox.width + 40) * scale;
  const side = dice.for('sign').pick([-1, 1]);
  const x = width / 2 + side * Math.min(width * 0.22, (width - wide) / 2 - unit * 2);
  return { scale, width: wide, x };
}

/** Draws what carries the text that is to be read, and says where it goes. */
export function placeSign(stage: Stage, drawing: Drawing): PlacedText | undefined {
  const { setting, width, height, unit, light } = stage;
  if (!setting.sign) return undefined;
  const { text, isTitle } = setting.sign;
  if (!isTitle) {
    const { scale, x } = signPlace(stage);
    const y = stage.groundY(0.66);
    drawing.add(placed(signBoard(stage.ink(drawing, 0)), [x, y], scale));
    const inner = { x: x + (signBox.x + 14) * scale, y: y + (signBox.y + 14) * scale };
    return {
      text,
      colour: '#33241a',
      ...inner,
      width: (signBox.width - 28) * scale,
      height: (signBox.height - 28) * scale,
    };
  }
  const band = { x: width * 0.12, y: height * 0.3, width: width * 0.76, height: Math.min(height * 0.28, unit * 40) };
  drawing.add(
    rect(
      [0, band.y - unit * 14, width, band.height + unit * 28],
      drawing.linear([
        [0, light.ambient, 0],
        [0.3, '#05060f', 0.5],
        [0.7, '#05060f', 0.5],
        [1, light.ambient, 0],
      ]),
    ),
    rect([width / 2 - unit * 9, band.y - unit * 3.4, unit * 18, unit * 0.35], light.accent),
    rect([width / 2 - unit * 9, band.y + band.height + unit * 3, unit * 18, unit * 0.35], light.accent),
  );
  return { text, colour: '#fdf8ec', ...band };
}
