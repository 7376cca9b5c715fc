/** A report as people read it: the same for all kinds, whatever it is written as. */
export interface ReportDocument {
  readonly title: string;
  /** Of whom, of when. */
  readonly subject: string;
  readonly madeAt: Date;
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
  readonly list: FlatList;
}

/** What one wants to know first. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'good' | 'bad';
}

export interface Section {
  readonly title: string;
  readonly note?: string;
  readonly chart?: Chart;
  readonly table?: Table;
}

/** Bars lie one below the other, with names of any length; columns stand side by side, for times. */
export type Chart =
  | { readonly kind: 'bars'; readonly items: readonly Bar[] }
  | { readonly kind: 'columns'; readonly labels: readonly string[]; readonly series: readonly Series[] };

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Stands at its end. */
  readonly text: string;
}

export interface Series {
  readonly name: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly values: readonly number[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export interface Column {
  readonly title: string;
  /** Of the width, relative to the others. */
  readonly share: number;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
}

/** All of its rows in one table, for programs that read tables. */
export interface FlatList {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number | undefined>>[];
}
