/** Nothing is fetched, nothing runs, whatever the mail says. */
const policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'";

const unwanted = 'script, iframe, frame, object, embed, form, link, meta, base, noscript, template';

/** Where a style waits until `dressMail` puts it on. */
const waiting = 'data-mail-style';

/**
 * A mail's HTML to be shown in a frame without scripts. The page's policy, which the frame inherits, takes no styles that
 * are written into HTML: those wait as attributes.
 */
export function mailDocument(html: string): string {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  for (const element of mail.querySelectorAll(unwanted)) element.remove();
  for (const element of mail.querySelectorAll('*')) quiet(element);
  for (const sheet of mail.querySelectorAll('style')) {
    mail.body.setAttribute(
      `${waiting}-sheet`,
      `${mail.body.getAttribute(`${waiting}-sheet`) ?? ''}${sheet.textContent}`,
    );
    sheet.remove();
  }
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
  const css = mail.body.getAttribute(`${waiting}-sheet`);
  if (!css) return;
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  mail.adoptedStyleSheets = [sheet];
}

function quiet(element: Element) {
  if (element instanceof HTMLAnchorElement) lead(element);
  for (const { name, value } of [...element.attributes]) {
    const isRemote = (name === 'src' || name === 'background' || name === 'srcset') && !value.startsWith('data:');
    if (name.startsWith('on') || isRemote) element.removeAttribute(name);
  }
  const style = element.getAttribute('style');
  if (style === null) return;
  element.removeAttribute('style');
  element.setAttribute(waiting, style);
}

/** Out of the frame, and only to pages. */
function lead(link: HTMLAnchorElement) {
  if (!/^https?:/i.test(link.getAttribute('href') ?? '')) return link.removeAttribute('href');
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}
