// Loaded before a service (`NODE_OPTIONS=--import`): its clock is off by what CLOCK_OFFSET_FILE says, in milliseconds.
// Node asks the wall clock through Date alone; timers and performance.now() run on, as they do when a real clock jumps.
import { readFileSync } from 'node:fs';

const file = process.env.CLOCK_OFFSET_FILE!;
let offsetMs = 0;
setInterval(() => (offsetMs = Number(readFileSync(file, 'utf8'))), 50).unref();

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: unknown[]) {
    super(...((given.length > 0 ? given : [RealDate.now() + offsetMs]) as [number]));
  }

  static override now() {
    return RealDate.now() + offsetMs;
  }
} as DateConstructor;
