/** Nothing is fetched, nothing runs, whatever the mail says. */
const policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'";

const unwanted = 'script, iframe, frame, object, embed, form, link, meta, base, noscript, template, style';

/** Where a style waits until `dressMail` puts it on, and where those of the whole mail do. */
const waiting = 'data-mail-style';
const sheetWaiting = 'data-mail-sheet';

/** An element of text alone that no mail of today has: the parser leaves it as it is. */
const sheetElement = 'xmp';

/**
 * A mail's HTML to be shown in a frame without scripts. The page's policy, which the frame inherits, takes no styles that
 * are written into HTML, and complains of them while they are read: they wait as attributes.
 */
export function mailDocument(html: string): string {
  const mail = new DOMParser().parseFromString(withStylesWaiting(html), 'text/html');
  const sheets = [...mail.querySelectorAll(sheetElement)];
  if (sheets.length > 0) mail.body.setAttribute(sheetWaiting, sheets.map(({ textContent }) => textContent).join('\n'));
  for (const element of mail.querySelectorAll(`${unwanted}, ${sheetElement}`)) element.remove();
  for (const element of mail.querySelectorAll('*')) quiet(element);
  const guard = mail.createElement('meta');
  guard.httpEquiv = 'Content-Security-Policy';
  guard.content = policy;
  mail.head.prepend(guard);
  return `<!doctype html>${mail.documentElement.outerHTML}`;
}

/** By the object model, which the policy leaves alone. */
export function dressMail({ contentDocument: mail, contentWindow: view }: HTMLIFrameElement) {
  if (!mail?.body || !view) return;
  for (const element of mail.querySelectorAll<HTMLElement>(`[${waiting}]`)) {
    element.style.cssText = element.getAttribute(waiting) ?? '';
  }
  const css = mail.body.getAttribute(sheetWaiting);
  if (!css) return;
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  mail.adoptedStyleSheets = [sheet];
}

const withStylesWaiting = (html: string) =>
  html
    .replace(/<style\b/gi, `<${sheetElement}`)
    .replace(/<\/style\b/gi, `</${sheetElement}`)
    .replace(/(<[a-z][^<>]*?\s)style(?=\s*=)/gi, `$1${waiting}`);

function quiet(element: Element) {
  if (element instanceof HTMLAnchorElement) lead(element);
  for (const { name, value } of [...element.attributes]) {
    const isRemote = (name === 'src' || name === 'background' || name === 'srcset') && !value.startsWith('data:');
    if (name.startsWith('on') || name === 'style' || isRemote) element.removeAttribute(name);
  }
}

/** Out of the frame, and only to pages. */
function lead(link: HTMLAnchorElement) {
  if (!/^https?:/i.test(link.getAttribute('href') ?? '')) return link.removeAttribute('href');
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}
