import type { Movement } from '@polyspool/contracts/film';
import type { Warning } from '@polyspool/contracts/warning';
import { movementFor } from '@polyspool/media/camera-path';

export interface MovementWish {
  readonly movement?: Movement | undefined;
  readonly seed: number;
  readonly layers: number;
}

/** What was asked for; else it follows from the seed. */
export function movementOf({ movement, seed, layers }: MovementWish): { movement: Movement; warnings: Warning[] } {
  if (movement === undefined) return { movement: movementFor(seed, layers), warnings: [] };
  if (movement !== 'parallax' || layers > 1) return { movement, warnings: [] };
  const detail = 'A picture in one piece has no depth to move through: the camera comes nearer instead';
  return { movement: 'zoomIn', warnings: [{ code: 'film.noLayers', detail }] };
}
