import type { IncomingMessage } from 'node:http';

/**
 * Sockets and event streams of browsers may bring their key as `?token=`. Behind the gateway it is a header, as all others
 * are: addresses stand in traces.
 */
export function keyOutOfAddress({ url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>) {
  const [path = '/', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const token = parameters.get('token');
  if (token === null) return { url };
  parameters.delete('token');
  const left = parameters.toString();
  const known =
    headers.authorization !== undefined || /(^|,)\s*bearer\s*,/.test(headers['sec-websocket-protocol'] ?? '');
  return {
    url: left ? `${path}?${left}` : path,
    ...(!known && /^[\w.~+/-]+=*$/.test(token) && { authorization: `Bearer ${token}` }),
  };
}
