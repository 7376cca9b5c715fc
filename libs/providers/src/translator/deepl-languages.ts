import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** Of DeepL's codes the one for a tag: as it is, else for the region or script that most of its speakers have. */
export function deeplCode(tag: Language, codes: readonly string[]): string | undefined {
  const language = tag.startsWith('no') ? 'nb' : primaryLanguage(tag);
  const { script, region } = new Intl.Locale(language).maximize();
  const wanted = [tag, scriptTag(tag), language, `${language}-${region}`, `${language}-${script}`];
  return wanted.flatMap((want) => codes.find((code) => code.toLowerCase() === want.toLowerCase()) ?? [])[0];
}

/** Chinese of Taiwan is written in traditional characters. */
function scriptTag(tag: Language) {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
}
