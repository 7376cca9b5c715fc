import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const styles: Readonly<Record<string, Style>> = {
  succeeded: 'green',
  failed: 'red',
  cancelled: 'yellow',
  expired: 'yellow',
  running: 'cyan',
  retrying: 'magenta',
};

/** Without colour where the stream is piped, or NO_COLOR is set. */
export const coloured = (stream: NodeJS.WriteStream | undefined, status: string, text = status) =>
  stream ? styleText(styles[status] ?? 'dim', text, { stream, validateStream: true }) : text;
