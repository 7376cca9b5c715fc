const mediaExtensions =
  /\.(3gp|aac|aiff?|avi|flac|flv|m2ts|m4[abv]|mka|mkv|mov|mp[234]|mpe?g|mts|og[agv]|opus|ts|wav|weba|webm|wma|wmv)$/i;

/** Why a file need not even be sent; the server looks closer. */
export function faultOf(file: File): string | undefined {
  if (file.size === 0) return `“${file.name}” is empty.`;
  const isMedia = /^(video|audio)\//.test(file.type) || mediaExtensions.test(file.name);
  // Browsers know no type for some containers: then the server decides.
  if (isMedia || isPdf(file) || file.type === '') return undefined;
  return `“${file.name}” is not a video, a recording, a PDF or a script.`;
}

/** As far as its name tells. */
export const isPdf = ({ name, type }: File) => type === 'application/pdf' || /\.pdf$/i.test(name);
