import { packageFile } from '../package-file.js';

/** Its package holds the network as a file; nothing of it is run. */
export const sileroPackage = '@ricky0123/vad-web';

/** Throws `engine.missing`. */
export const sileroModelPath = () => packageFile(`${sileroPackage}/dist/silero_vad_v5.onnx`);
