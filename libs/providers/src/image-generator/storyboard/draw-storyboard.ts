import type { PictureSize } from '@polyspool/contracts/film';
import { lighter } from './colour.js';
import { Dice } from './dice.js';
import { drawCast, drawFlying } from './cast.js';
import { Drawing, circle, placed } from './drawing.js';
import { drawFarLand } from './far-land.js';
import { drawForeground, drawVignette } from './foreground.js';
import { lightOf } from './light.js';
import { drawNearGround } from './near-ground.js';
import { readSetting } from './read-setting.js';
import { drawFurniture, drawInhabitants } from './room-cast.js';
import { drawFloorLight, drawRoom, roomOf } from './room.js';
import { placeSign, type PlacedText } from './place-sign.js';
import { drawSky } from './sky.js';
import { Stage } from './stage.js';
import { drawLightning } from './weather.js';
import { drawMoonGround, drawReef, drawSpace, drawUnderwater } from './worlds.js';

export interface StoryboardRequest extends PictureSize {
  readonly prompt: string;
  readonly negativePrompt?: string | undefined;
  readonly seed: number;
}

/** One layer as SVG, and a text that is set upon it. */
export interface StoryboardLayer {
  readonly svg: string;
  readonly text?: PlacedText | undefined;
}

/** A picture of what the words say, in layers from the back to the front. Nothing else decides than what is asked for. */
export function drawStoryboard({
  prompt,
  negativePrompt = '',
  seed,
  width,
  height,
}: StoryboardRequest): StoryboardLayer[] {
  const dice = new Dice(`${seed}`);
  const setting = readSetting(prompt, negativePrompt, dice.for('setting'));
  const stage = new Stage({ width, height }, setting, lightOf(setting, dice.for('light')), dice.for('stage'));
  const layers = [new Drawing(), new Drawing(), new Drawing(), new Drawing()] as const;
  if (setting.isIndoors) drawIndoors(stage, layers);
  else drawOutdoors(stage, layers);
  const text = placeSign(stage, layers[2]);
  return layers.map((drawing, index) => ({ svg: drawing.toSvg(width, height), ...(index === 2 && { text }) }));
}

type Layers = readonly [back: Drawing, far: Drawing, middle: Drawing, front: Drawing];

function drawOutdoors(stage: Stage, [back, far, middle, front]: Layers) {
  const { place, weather } = stage.setting;
  if (place === 'underwater') {
    drawUnderwater(stage, back);
    drawReef(stage, far);
  } else if (place === 'space') {
    drawSpace(stage, back);
    drawFlying(stage, far);
    drawMoonGround(stage, middle);
    drawCast(stage, middle);
  } else {
    drawSky(stage, back);
    if (weather === 'storm') drawLightning(stage, back);
    drawFarLand(stage, far);
    drawFlying(stage, far);
    drawNearGround(stage, middle);
    drawCast(stage, middle);
  }
  if (place === 'underwater' || place === 'space') drawVignette(stage, front);
  else drawForeground(stage, front);
}

function drawIndoors(stage: Stage, [back, far, middle, front]: Layers) {
  const { light, unit, width } = stage;
  const room = roomOf(stage);
  drawRoom(stage, back, room);
  drawFloorLight(stage, back, room, stage.dice.for('carpet'));
  drawFurniture(stage, far, room);
  drawInhabitants(stage, middle, room);
  drawVignette(stage, front);
  const dust = stage.dice.for('dust');
  for (let index = 0; index < 26; index += 1)
    front.add(
      placed(
        circle([0, 0], dust.between(0.3, 0.9), lighter(light.sun, 0.3), { opacity: dust.between(0.15, 0.5) }),
        [dust.next() * width, dust.next() * stage.height * 0.8],
        unit * 0.5,
      ),
    );
}
