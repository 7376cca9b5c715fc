/** Of a script that comes as a file. */
const maxBytes = 2 * 1024 * 1024;

export const scriptExtensions = '.txt,.md,.markdown,.fountain,.json';

/** As far as its name tells. */
export const isScript = ({ name }: File) => /\.(txt|md|markdown|fountain|json)$/i.test(name);

/** Why a script need not even be sent. */
export function scriptFault(file: File): string | undefined {
  if (!isScript(file)) return `“${file.name}” is not a script. Choose a .txt, .md, .fountain or .json file.`;
  if (file.size === 0) return `“${file.name}” is empty.`;
  return file.size > maxBytes ? `“${file.name}” is too large. A script may have 2 MB.` : undefined;
}

const musicExtensions = /\.(aac|aiff?|flac|m4a|mka|mp3|og[ag]|opus|wav|wma)$/i;

/** Why music need not even be sent; the server looks closer. */
export function musicFault(file: File): string | undefined {
  if (file.size === 0) return `“${file.name}” is empty.`;
  const isSound = /^(audio|video)\//.test(file.type) || musicExtensions.test(file.name);
  return isSound ? undefined : `“${file.name}” is not a recording.`;
}
