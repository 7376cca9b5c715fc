import type { SubtitleTrack } from '@polyspool/subtitles/subtitle-tracks';

/** What players show to choose by, each language by its own name: `English`, or `English + español` for two. */
export function trackTitle({ language, targetLanguage }: Pick<SubtitleTrack, 'language' | 'targetLanguage'>) {
  const languages = targetLanguage === undefined ? [language] : [language, targetLanguage];
  return languages.map(ownName).join(' + ');
}

function ownName(language: string) {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch (error) {
    if (error instanceof RangeError) return language; // a tag that means nothing
    throw error;
  }
}
