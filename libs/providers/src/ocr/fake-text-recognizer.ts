import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { RecognizedLine, RecognizedPage } from '@polyspool/contracts/recognized-page';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { ReadablePicture, RecognizeOptions, TextRecognizer } from './text-recognizer.js';

/** Of A4, in inches. */
const [width, height] = [8.27, 11.69];

/** Reads the lines that it is told, one below the other, in any picture. For tests only. */
export class FakeTextRecognizer implements TextRecognizer {
  calls = 0;

  constructor(
    private readonly lines: readonly string[] = ['What the picture says'],
    private readonly languages: readonly Language[] = ['en'],
  ) {}

  async describe(): Promise<EngineLabel> {
    return { engine: 'fake', version: '1', quality: 'good' };
  }

  async supports(language: Language) {
    return this.languages.includes(language);
  }

  async recognize({ dpi }: ReadablePicture, { language, signal }: RecognizeOptions = {}): Promise<RecognizedPage> {
    signal?.throwIfAborted();
    if (language && !this.languages.includes(language))
      throw new AppError('engine.unsupportedLanguage', `The fake does not read ${language}`);
    this.calls += 1;
    return {
      widthPx: Math.round(width * dpi),
      heightPx: Math.round(height * dpi),
      lines: this.lines.map((line, index) => lineAt(line, (1 + index / 4) * dpi, dpi)),
    };
  }
}

/** From the first inch on, a tenth of an inch for each sign. */
function lineAt(line: string, y: number, dpi: number): RecognizedLine {
  const signPx = dpi / 10;
  let x = dpi;
  const words = line.split(' ').map((text) => {
    const box: [number, number, number, number] = [x, y - 1.2 * signPx, x + text.length * signPx, y];
    x = box[2] + signPx;
    return { text, box, confidence: 0.9 };
  });
  return {
    words,
    heightPx: 1.6 * signPx,
    baseline: [
      [dpi, y],
      [x - signPx, y],
    ],
  };
}
