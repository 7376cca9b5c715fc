export interface PortionLimits {
  readonly texts: number;
  readonly characters: number;
}

/** In requests no larger than the limits; a text that alone is larger goes alone. */
export function* portionsOf(texts: readonly string[], limits: PortionLimits): Generator<readonly string[]> {
  let portion: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (portion.length > 0 && (portion.length === limits.texts || characters + text.length > limits.characters)) {
      yield portion;
      [portion, characters] = [[], 0];
    }
    portion.push(text);
    characters += text.length;
  }
  if (portion.length > 0) yield portion;
}
