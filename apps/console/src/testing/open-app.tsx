import type { Upload } from '@polyspool/contracts/files';
import { configure, render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import type { SendFile } from '../api/send-file.js';
import { App } from '../app.js';
import type { Ports } from '../session/browser-ports.js';
import { anUpload, ids } from './examples.js';
import { FakeFeed } from './fake-feed.js';
import { FakeGateway } from './fake-gateway.js';

// A busy machine is slow; what never comes is missed all the same.
configure({ asyncUtilTimeout: 5_000 });

interface OpenApp {
  readonly at?: string;
  /** The key that the browser remembers. */
  readonly key?: string | undefined;
  readonly gateway?: FakeGateway;
  readonly sendFile?: SendFile;
  /** What its jobs are over, and what is there when a file was sent. */
  readonly upload?: Upload;
}

export const goodKey = 'good-key';

/** The whole page on fakes. */
export function openApp({ at = '/', key = goodKey, gateway = new FakeGateway(goodKey), ...files }: OpenApp = {}) {
  const { upload = anUpload(), sendFile = () => Promise.resolve(upload) } = files;
  const feed = new FakeFeed();
  const kept = { key: key as string | undefined };
  const copied: string[] = [];
  gateway.uploads.set(ids.upload, upload);
  const ports: Ports = {
    fetch: gateway.fetch,
    sendFile,
    openFeed: () => feed,
    settings: settingsOf(new Map()),
    copy: (text) => Promise.resolve(void copied.push(text)),
    vault: {
      open: () => kept.key,
      keep: (given) => void (kept.key = given),
      forget: () => void (kept.key = undefined),
    },
  };
  render(
    <MemoryRouter initialEntries={[at]}>
      <App ports={ports} />
    </MemoryRouter>,
  );
  return { feed, gateway, kept, copied };
}

/** Forgotten with the test. */
const settingsOf = (values: Map<string, string>): Ports['settings'] => ({
  getItem: (name) => values.get(name) ?? null,
  setItem: (name, value) => void values.set(name, value),
});
