import { Language } from '@polyspool/contracts/languages';
import { ProcessingState } from '@polyspool/contracts/processing-state';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSettled } from '../document/use-settled.js';

/** What is looked for among recordings; empty where all are meant. */
export interface RecordSearch {
  readonly q: string;
  readonly language: string;
  readonly category: string;
  readonly contributor: string;
  readonly state: ProcessingState | '';
}

export const searchForAll: RecordSearch = { q: '', language: '', category: '', contributor: '', state: '' };
const names = Object.keys(searchForAll) as (keyof RecordSearch)[];

/** Who types wants the answer to the last letter only. */
const restMs = 250;

/** What is looked for stands in the address, so that it can be kept, sent and gone back to. */
export function useRecordSearch() {
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState(() => searchOfAddress(params));
  const settled = useSettled(addressOf(search), restMs);
  useEffect(() => {
    setParams(settled, { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- it is another one with every address
  }, [settled]);
  const set = (change: Partial<RecordSearch>) => setSearch((before) => ({ ...before, ...change }));
  return { search, set, settled, isForAll: addressOf(search) === '' };
}

export const addressOf = (search: Partial<RecordSearch>) =>
  new URLSearchParams(names.flatMap((name) => (search[name]?.trim() ? [[name, search[name].trim()]] : []))).toString();

/** An address may be written by hand. */
function searchOfAddress(params: URLSearchParams): RecordSearch {
  const of = (name: keyof RecordSearch) => params.get(name) ?? '';
  return {
    q: of('q'),
    language: Language.safeParse(of('language')).data ?? '',
    category: of('category'),
    contributor: of('contributor'),
    state: ProcessingState.safeParse(of('state')).data ?? '',
  };
}
