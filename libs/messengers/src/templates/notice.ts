/** What a person is told, in their language; the same on every channel. */
export interface Notice {
  readonly subject: string;
  readonly tone: 'good' | 'bad' | 'warning' | 'plain';
  readonly paragraphs: readonly string[];
  /** What was made. */
  readonly files?: readonly { readonly name: string; readonly detail: string; readonly url?: string | undefined }[];
  /** Why they get it, where it is not for the topic. */
  readonly why?: string | undefined;
  readonly button?: { readonly label: string; readonly url: string } | undefined;
}
