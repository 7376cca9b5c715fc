import type { DetectedLanguage } from '@polyspool/contracts/corpus';

/** How many texts are in which language. */
export class Tally {
  private failed = 0;
  private undetermined = 0;
  private readonly languages = new Map<string, number>();

  add({ language, error }: DetectedLanguage) {
    if (error) this.failed += 1;
    else if (language === undefined) this.undetermined += 1;
    else this.languages.set(language, (this.languages.get(language) ?? 0) + 1);
  }

  get counts() {
    return { counts: Object.fromEntries(this.languages), undetermined: this.undetermined, failed: this.failed };
  }
}
