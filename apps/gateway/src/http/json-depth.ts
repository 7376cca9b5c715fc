/** Whether JSON has more than so many objects and arrays in one another. Told from the text: nothing has to be built for it. */
export function isDeeperThan(levels: number, json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (inText) {
      if (unit === backslash) at += 1;
      else if (unit === quote) inText = false;
    } else if (unit === quote) inText = true;
    else if (unit === brace || unit === bracket) {
      depth += 1;
      if (depth > levels) return true;
    } else if (unit === braceEnd || unit === bracketEnd) depth -= 1;
  }
  return false;
}

const [quote, backslash] = [0x22, 0x5c];
const [brace, braceEnd] = [0x7b, 0x7d];
const [bracket, bracketEnd] = [0x5b, 0x5d];
