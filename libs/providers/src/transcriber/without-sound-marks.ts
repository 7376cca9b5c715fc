/** Takes out what engines write for sounds that are no words: `[BLANK_AUDIO]`, `[MUSIC PLAYING]`, `♪`. */
export const withoutSoundMarks = (text: string) =>
  text
    .replace(/\[[A-Z_ ]{3,40}\]|[♩♪♫♬]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
