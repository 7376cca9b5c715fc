import type { Language } from '@polyspool/contracts/languages';
import type { RecognizedPage } from '@polyspool/contracts/recognized-page';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { AppError } from '@polyspool/contracts/errors';
import { requireFile } from '../require-file.js';
import type { ReadablePicture, RecognizeOptions, TextRecognizer } from './text-recognizer.js';

const a4 = { widthInches: 8.27, heightInches: 11.69 };

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

  async recognize(
    { path, dpi }: ReadablePicture,
    { language, signal }: RecognizeOptions = {},
  ): Promise<RecognizedPage> {
    signal?.throwIfAborted();
    if (language && !this.languages.includes(language))
      throw new AppError('engine.unsupportedLanguage', `The fake does not read ${language}`);
    await requireFile(path, 'The picture');
    this.calls += 1;
    return {
      widthPx: Math.round(a4.widthInches * dpi),
      heightPx: Math.round(a4.heightInches * dpi),
      lines: this.lines.map((line, index) => lineAt(line, (1 + index / 4) * dpi, dpi)),
    };
  }
}

/** A quarter of an inch from line to line, a tenth of an inch for each sign. */
function lineAt(line: string, baselineY: number, dpi: number) {
  const signPx = dpi / 10;
  let x = dpi;
  const words = line.split(' ').map((text) => {
    const box: [number, number, number, number] = [x, baselineY - signPx, x + text.length * signPx, baselineY];
    x = box[2] + signPx;
    return { text, box, confidence: 0.9 };
  });
  return {
    words,
    heightPx: 1.3 * signPx,
    baseline: [[dpi, baselineY] as [number, number], [x - signPx, baselineY] as [number, number]] as [
      [number, number],
      [number, number],
    ],
  };
}
