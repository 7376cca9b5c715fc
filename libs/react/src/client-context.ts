import { Polyspool } from '@polyspool/sdk';
import { createContext, useContext } from 'react';

export interface Surroundings {
  readonly client: Polyspool;
  /** Hears of each poll. */
  readonly log?: ((message: string, fields: Readonly<Record<string, unknown>>) => void) | undefined;
}

export const ClientContext = createContext<Surroundings | undefined>(undefined);

let ofThePage: Surroundings | undefined;

/** Without a provider: the server that the page came from, which knows the visitor by itself. */
export function useSurroundings(): Surroundings {
  const given = useContext(ClientContext);
  return given ?? (ofThePage ??= { client: new Polyspool(isInPage ? {} : { url: unusedUrl }) });
}

/** On a server pages are only drawn; nothing is asked. */
const isInPage = typeof location !== 'undefined';
const unusedUrl = 'http://localhost';
