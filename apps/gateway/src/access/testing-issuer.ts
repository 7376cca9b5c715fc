import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const audience = 'urn:polyspool:test';

/** A real OpenID Connect provider on this machine, which gives tokens to programs. For tests only. */
export async function openIssuer() {
  let provider: Provider;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    void provider.callback()(request, response);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  let keys: JWK[];
  const signWith = async (...kids: string[]) => {
    keys = await Promise.all(kids.map(privateKey));
    provider = providerOf(issuer, keys);
  };
  await signWith('first');
  return {
    issuer,
    requests,
    /** Its keys from now on; tokens are signed with the first. */
    signWith,
    /** What it would never say, by its own key. */
    sign: async (claims: JWTPayload) => {
      const [key] = keys;
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: key!.kid! }).sign(await importJWK(key!));
    },
    token: (client: string, form: Record<string, string> = {}) => tokenOf(issuer, client, form),
    stop: () => closeServer(server),
    start: () => listen(port),
  };
}

export type TestIssuer = Awaited<ReturnType<typeof openIssuer>>;

/** Each client is somebody: what tokens say of them stands in their id, `<name>-<role>`. */
const clients = ['anna-reader', 'olga-operator', 'ada-admin', 'eve-nothing'];
const scope = 'jobs:read jobs:write account:write admin:write';

const providerOf = (issuer: string, keys: JWK[]) =>
  new Provider(issuer, {
    clients: clients.map((client_id) => ({
      client_id,
      client_secret: 'secret',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256' as const,
    })),
    jwks: { keys },
    ttl: { ClientCredentials: 600 },
    scopes: scope.split(' '),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (_context, resource) => ({
          scope,
          audience: resource,
          accessTokenTTL: 600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (_context, token) => {
      const [name = '', role = ''] = String(token.clientId).split('-');
      return { name: name.toUpperCase(), realm: { roles: [`our-${role}`] } };
    },
  });

async function privateKey(kid: string): Promise<JWK> {
  const { privateKey: key } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(key)), kid, alg: 'ES256', use: 'sig' };
}

async function tokenOf(issuer: string, client: string, form: Record<string, string>) {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:secret`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope, resource: audience, ...form }),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`No token for ${client}: ${JSON.stringify(body)}`);
  return body.access_token;
}

async function closeServer(server: Server) {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
