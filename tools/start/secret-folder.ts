import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newEncryptionKey, newProvenanceKey, publicKeysOf, randomSecret } from './secrets.ts';

/** A file for each secret. One that is there is kept: what came to the list since is made, and nothing else changes. */
export class SecretFolder {
  readonly made: string[] = [];
  private readonly folder: string;
  private readonly mode: number;

  /** `mode` of the files: nobody else gets as far as the folder. */
  constructor(folder: string, mode = 0o600) {
    this.folder = folder;
    this.mode = mode;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** `of` is the secret that it follows from: with that one it is made anew. */
  keep(name: string, make: () => string, of = ''): string {
    if (!existsSync(join(this.folder, name)) || this.made.includes(of)) {
      this.write(name, make());
      this.made.push(name);
    }
    return readFileSync(join(this.folder, name), 'utf8').trim();
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    writeFileSync(path, `${text.trimEnd()}\n`, { mode: this.mode });
    chmodSync(path, this.mode); // whatever the umask, and whatever it was
  }
}

const common = {
  link_secret: randomSecret,
  metrics_key: randomSecret,
  encryption_keys: newEncryptionKey,
  backup_key: newEncryptionKey,
  user_key: newKey,
  operator_key: newKey,
  admin_key: newKey,
};

/** What every installation has beside its stores; `called` says what the file of each is called there. */
export function keepCommonSecrets(folder: SecretFolder, called = (name: string) => name): void {
  for (const [name, make] of Object.entries(common)) folder.keep(called(name), make);
  const provenance = folder.keep(called('provenance_key'), newProvenanceKey);
  folder.keep(called('provenance_public_keys'), () => publicKeysOf(provenance), called('provenance_key'));
  const storage = folder.keep(called('storage_credentials'), storageCredentials);
  folder.keep(called('storage_identities'), () => storageIdentities(storage), called('storage_credentials'));
}

function newKey() {
  return `psk_${randomSecret()}`;
}

/** As the AWS SDK reads it. */
function storageCredentials() {
  return `[default]\naws_access_key_id = ${randomSecret().slice(0, 20)}\naws_secret_access_key = ${randomSecret()}`;
}

/** The same for the server's side, SeaweedFS. */
function storageIdentities(credentials: string) {
  const valueOf = (name: string) => new RegExp(`^${name} *= *(\\S+)$`, 'm').exec(credentials)?.[1];
  const pair = { accessKey: valueOf('aws_access_key_id'), secretKey: valueOf('aws_secret_access_key') };
  return JSON.stringify({ identities: [{ name: 'polyspool', credentials: [pair], actions: ['Admin'] }] });
}
