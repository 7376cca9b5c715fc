import type { Phrases } from '@polyspool/messengers/templates/phrases';
import type { FastifyReply } from 'fastify';

export interface SmallPage {
  readonly language: Phrases['language'];
  readonly title: string;
  readonly text: string;
  /** Sends a form to the same address. */
  readonly button?: string | undefined;
}

/** Its styles are within the page, and all that it does is to send its form here. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Behind a link in a mail. Nothing in it comes from outside of this code, and nobody learns from it where the link was. */
export function answerPage(reply: FastifyReply, { language, title, text, button }: SmallPage) {
  reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store');
  reply.header('content-security-policy', policy).header('referrer-policy', 'no-referrer');
  const form = button === undefined ? '' : `<form method="post"><button>${button}</button></form>`;
  return `<!doctype html>
<html lang="${language}">
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
<body><main><h1>${title}</h1><p>${text}</p>${form}</main></body>
</html>
`;
}
