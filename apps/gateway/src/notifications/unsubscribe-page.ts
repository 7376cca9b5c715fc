import type { Language } from '@polyspool/contracts/languages';
import { phrasesIn } from '@polyspool/messengers/templates/phrases';

/** Nothing in it comes from outside of this code. */
export function unsubscribePage(language: Language, state: 'question' | 'done') {
  const { language: shown, unsubscribePage: phrases } = phrasesIn(language);
  const form = `<form method="post"><button>${phrases.confirm}</button></form>`;
  return `<!doctype html>
<html lang="${shown}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Polyspool</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #eef0f3; color: #1f2933; font: 17px/1.6 system-ui, 'Noto Sans', 'Noto Sans Telugu', sans-serif; }
main { max-width: 26rem; margin: 1rem; padding: 2rem; background: #fff; border-radius: 10px; border-top: 5px solid #3d5a80; }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; line-height: 1.3; }
button { margin-top: .5rem; padding: .7rem 1.3rem; border: 0; border-radius: 8px; background: #3d5a80; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid #98c1d9; outline-offset: 2px; }
</style>
</head>
<body><main><h1>${phrases.title}</h1><p>${state === 'done' ? phrases.done : phrases.question}</p>${state === 'done' ? '' : form}</main></body>
</html>
`;
}
