import type { Fetch } from '../api/call-gateway.js';
import { sendFileByXhr, type SendFile } from '../api/send-file.js';
import type { LiveFeed } from '../live/live-feed.js';
import { SocketFeed } from '../live/socket-feed.js';
import { KeyVault } from './key-vault.js';

/** Everything the page needs from outside itself. */
export interface Ports {
  readonly fetch: Fetch;
  readonly sendFile: SendFile;
  readonly openFeed: (key: string) => LiveFeed;
  /** What the browser remembers of how somebody likes the page. */
  readonly settings: Pick<Storage, 'getItem' | 'setItem'>;
  /** Puts a text where it can be pasted from. Rejects where the browser does not let it. */
  readonly copy: (text: string) => Promise<void>;
  readonly vault: Pick<KeyVault, 'open' | 'keep' | 'forget'>;
}

export const browserPorts: Ports = {
  fetch: (url, init) => window.fetch(url, init),
  sendFile: sendFileByXhr,
  openFeed: (key) => new SocketFeed(key),
  settings: window.localStorage,
  copy: async (text) => navigator.clipboard.writeText(text),
  vault: new KeyVault(window),
};
