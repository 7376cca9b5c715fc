import type { Caller } from '../calls/caller.js';
import { allOf, type Page, type PageQuery } from '../calls/pages.js';
import type { CallOptions, CreateOptions } from '../options.js';

/** What is kept under an address of its own: listed, read, made, changed, removed. */
export class Collection<Item, Listed = Item, Filter extends PageQuery = PageQuery> {
  constructor(
    protected readonly caller: Caller,
    protected readonly path: string,
  ) {}

  /** One page. */
  list(filter?: Filter, options: CallOptions = {}): Promise<Page<Listed>> {
    return this.caller.json('GET', this.path, { ...options, query: filter });
  }

  /** All of them, page after page. */
  all(filter?: Filter, options: CallOptions = {}): AsyncGenerator<Listed, void, undefined> {
    return allOf(this.caller, this.path, filter, options);
  }

  get(id: string, options: CallOptions = {}): Promise<Item> {
    return this.caller.json('GET', this.at(id), options);
  }

  protected at(id: string, rest = '') {
    return `${this.path}/${encodeURIComponent(id)}${rest}`;
  }
}

/** One that its owner may change. */
export class EditableCollection<Item, New, Change, Listed = Item, Made = Item> extends Collection<Item, Listed> {
  create(asked: New, options?: CreateOptions): Promise<Made> {
    return this.caller.create(this.path, asked, options);
  }

  update(id: string, change: Change, options: CallOptions = {}): Promise<Item> {
    return this.caller.json('PATCH', this.at(id), { ...options, body: change, repeatable: true });
  }

  remove(id: string, options: CallOptions = {}): Promise<void> {
    return this.caller.json('DELETE', this.at(id), options);
  }
}
