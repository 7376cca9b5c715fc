import { AppError } from '@polyspool/contracts/errors';
import { isIP } from 'node:net';
import type { Networks } from './networks.js';

export interface WebhookTarget {
  readonly url: URL;
  /** A name, or an address without brackets, in one form: what was octal, decimal or shortened no longer is. */
  readonly host: string;
}

/**
 * What can be told of an address before anybody is asked for it. A name is looked at again whenever it is called. Throws
 * `webhook.urlRefused`.
 */
export function webhookTarget(text: string, networks: Networks): WebhookTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw refused('It is no address of http or https');
  if (url.username || url.password) throw refused('It holds credentials');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) && !networks.permit(host)) throw refused(`${host} is not public`);
  return { url, host };
}

const refused = (detail: string) =>
  new AppError('webhook.urlRefused', detail, { pointers: [{ pointer: '/url', detail }] });
