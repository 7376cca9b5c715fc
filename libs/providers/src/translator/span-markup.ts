import { openSpanTag, spanOfTag, spanTags } from './span-tags.js';

/** Span tags as markup, for engines that know XML or have read much of it. */
export const toMarkup = (text: string) =>
  text.replaceAll(spanTags.pattern, (tag) => (tag === spanTags.close ? '</s>' : `<s i="${spanOfTag(tag)}">`));

export const fromMarkup = (text: string) =>
  text.replaceAll(/<s i="(\d{1,3})">/g, (_, id: string) => openSpanTag(Number(id))).replaceAll('</s>', spanTags.close);

/** A text whose own signs are no markup. */
export const toXml = (text: string) =>
  toMarkup(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));

export const fromXml = (text: string) =>
  fromMarkup(text)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
