import { keyFromFragment } from './key-from-fragment.js';

const storageName = 'polyspool.key';

type Page = Pick<Window, 'localStorage' | 'location' | 'history'>;

/** Where the browser keeps the key between visits. */
export class KeyVault {
  constructor(private readonly page: Page) {}

  /** A key in the address wins, is kept, and leaves the address bar and the history at once. */
  open(): string | undefined {
    const given = keyFromFragment(this.page.location.hash);
    if (!given) return this.page.localStorage.getItem(storageName) ?? undefined;
    const { pathname, search } = this.page.location;
    this.page.history.replaceState(this.page.history.state, '', pathname + search);
    this.keep(given);
    return given;
  }

  keep(key: string) {
    this.page.localStorage.setItem(storageName, key);
  }

  forget() {
    this.page.localStorage.removeItem(storageName);
  }
}
