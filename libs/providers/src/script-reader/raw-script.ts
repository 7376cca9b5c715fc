import type { Scene, SpokenLine } from '@polyspool/contracts/film';
import type { Warning } from '@polyspool/contracts/warning';

/** A scene as a script tells it: nothing is decided yet that the script does not say. */
export interface RawScene extends Partial<Omit<Scene, 'heading' | 'action' | 'lines'>> {
  readonly heading: string;
  readonly action: string;
  readonly lines: readonly SpokenLine[];
}

export interface RawScript {
  readonly title?: string | undefined;
  readonly scenes: readonly RawScene[];
  readonly warnings?: readonly Warning[];
}

export const isEmpty = ({ heading, action, lines }: RawScene) => !heading && !action && lines.length === 0;

/** Gathers scenes while a script is read from the top. */
export class SceneGatherer {
  readonly #scenes: RawScene[] = [];
  #heading = '';
  #action: string[] = [];
  #lines: SpokenLine[] = [];

  begin(heading = '') {
    this.#end();
    this.#heading = heading;
  }

  see(action: string) {
    if (action) this.#action.push(action);
  }

  say(text: string, speaker?: string) {
    if (text) this.#lines.push({ text, ...(speaker && { speaker }) });
  }

  get scenes(): readonly RawScene[] {
    this.#end();
    return this.#scenes;
  }

  #end() {
    const scene = { heading: this.#heading, action: this.#action.join('\n'), lines: this.#lines };
    // A heading alone is seen; what was never begun is not.
    if (!isEmpty(scene)) this.#scenes.push(scene);
    this.#heading = '';
    this.#action = [];
    this.#lines = [];
  }
}
