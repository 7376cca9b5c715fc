import { engineVersion } from '@polyspool/providers/engine-version';

/** What another ffmpeg would draw or level otherwise is kept under it. */
export const ffmpegVersion = () => engineVersion({ programs: ['ffmpeg'], data: [] });
