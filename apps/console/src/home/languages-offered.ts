/** What the engines that come with Polyspool can do. */
export const spokenLanguages = [{ tag: 'en', quality: 'draft' }] as const;
export const translationLanguages = ['es'] as const;
