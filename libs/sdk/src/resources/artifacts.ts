import type { Caller } from '../calls/caller.js';
import type { Provenance, SignedLink } from '../generated/contract.js';
import type { CallOptions } from '../options.js';
import { Download } from '../uploads/download.js';
import { linkTo } from '../uploads/uploads.js';

/** Files that jobs have made. */
export class Artifacts {
  constructor(private readonly caller: Caller) {}

  content(id: string, { signal }: CallOptions = {}): Promise<Download> {
    return Download.open(this.caller, this.#at(id, '/content'), signal);
  }

  /** An address that opens the file without a key, for some hours. */
  link(id: string, options: CallOptions = {}): Promise<SignedLink> {
    return linkTo(this.caller, this.#at(id, '/link'), options);
  }

  /** How it was made, and by which engine. */
  provenance(id: string, options?: CallOptions): Promise<Provenance> {
    return this.caller.json('GET', this.#at(id, '/provenance'), options);
  }

  #at = (id: string, rest: string) => `/v1/artifacts/${encodeURIComponent(id)}${rest}`;
}
