import { v5, v7 } from 'uuid';

export const newJobId = () => v7();

/** The same parent, call and place make the same child on every entry. */
export const childJobId = (parentId: string, call: string, index: number) => v5(`${call}/${index}`, parentId);

/** `<job id>_<dispatch>`: BullMQ ignores an id that it still holds, and refuses `:` and integers. */
export const bullIdOf = (jobId: string, dispatch: number) => `${jobId}_${dispatch}`;

/** False for what anybody else may have put into the queue. */
export const isBullId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_\d{1,9}$/.test(text);

export function parseBullId(bullId: string) {
  const at = bullId.lastIndexOf('_');
  return { jobId: bullId.slice(0, at), dispatch: Number(bullId.slice(at + 1)) };
}
