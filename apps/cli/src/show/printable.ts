/** All but colours, tabs and ends of lines. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const controls = /\u001b(?!\[[\d;]*m)|[\0-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

/** Names of files and words of jobs come from others: to a terminal they are text, and no command. */
export const printable = (text: string) => text.replaceAll(controls, '');
