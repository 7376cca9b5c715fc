import type { Job } from '@polyspool/contracts/job-status';
import { recordingFields } from '@polyspool/contracts/recording';
import { largeMark, sealedMark } from '@polyspool/contracts/packed-fields';

/**
 * What a job was told about its recording, for another job over the same one: what that has done already is reused. Long
 * fields are only mentioned in an input, and cannot be passed on.
 */
export function recordingInput({ input }: Job): Record<string, unknown> {
  const known = Object.entries(input).filter(([name]) => name in recordingFields);
  const passed = Object.fromEntries(known.filter(([, value]) => value !== largeMark && value !== sealedMark));
  // What the first job could do without, this one may need.
  const skip = Array.isArray(passed['skip']) ? passed['skip'].filter((step) => step === 'translate') : [];
  return { ...passed, skip };
}
