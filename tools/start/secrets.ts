import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  readonly userKey: string;
  readonly adminKey: string;
  readonly linkSecret: string;
  /** As ENCRYPTION_KEYS: an id and 32 bytes. */
  readonly encryptionKeys: string;
  /** As BACKUP_KEY, of the same form. */
  readonly backupKey: string;
  /** As PROVENANCE_KEY: a private Ed25519 key as JWK. */
  readonly provenanceKey: string;
  readonly databasePassword: string;
  readonly redisPassword: string;
}

export const randomSecret = () => randomBytes(32).toString('base64url');

export const newEncryptionKey = () => `local:${randomBytes(32).toString('base64')}`;

export function newProvenanceKey() {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return JSON.stringify({ ...jwk, kid: `local-${randomBytes(4).toString('hex')}` });
}

/** As PROVENANCE_PUBLIC_KEYS, a JWKS: what verifies, and can sign nothing. */
export function publicKeysOf(provenanceKey: string) {
  const { d: _secret, ...key } = JSON.parse(provenanceKey) as Record<string, unknown>;
  return JSON.stringify({ keys: [key] });
}

/** Made once per checkout and kept: keys that people wrote down stay good. */
export function readSecrets(stateFolder: string): Secrets {
  const path = join(stateFolder, 'secrets.json');
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = {
    userKey: `psk_${randomSecret()}`,
    adminKey: `psk_${randomSecret()}`,
    linkSecret: randomSecret(),
    encryptionKeys: newEncryptionKey(),
    backupKey: newEncryptionKey(),
    provenanceKey: newProvenanceKey(),
    databasePassword: randomSecret(),
    redisPassword: randomSecret(),
    ...kept,
  };
  mkdirSync(stateFolder, { recursive: true });
  writePrivately(path, `${JSON.stringify(secrets, undefined, 2)}\n`);
  return secrets;
}

/** Nobody else on this machine may read it. */
export function writePrivately(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600); // the mode above counts for new files only
}
