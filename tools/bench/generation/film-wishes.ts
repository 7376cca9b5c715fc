/** What both sides are told, so that both do the same: nothing else is said, as by somebody who just sends a script. */
export const language = 'en';
export const seed = 1;
/** Of flite. The narrator has its standard one. */
export const voices: Readonly<Record<string, string>> = { ANNA: 'slt', CAPTAIN: 'awb' };

export const filmWishes = { language, seed, voices };
