import { languageOfModel, modelFor, modelsOfScript } from './tesseract-languages.js';

const models = ['ara', 'chi_sim', 'chi_tra', 'deu', 'eng', 'frk', 'nor', 'osd', 'spa_old', 'srp', 'srp_latn', 'tel'];

describe("Tesseract's languages", () => {
  it('are known by the names of its models', () => {
    expect(models.map(languageOfModel)).toEqual([
      'ar',
      'zh-Hans',
      'zh-Hant',
      'de',
      'en',
      undefined,
      'no',
      undefined,
      undefined,
      'sr',
      'sr-Latn',
      'te',
    ]);
  });

  it.each([
    ['en-GB', 'eng'],
    ['te', 'tel'],
    ['zh', 'chi_sim'],
    ['zh-TW', 'chi_tra'],
    ['sr', 'srp'],
    ['sr-Latn', 'srp_latn'],
    ['nb', 'nor'],
    ['es', undefined],
  ])('have a model for %s where one is installed: %s', (language, model) => {
    expect(modelFor(language, models)).toBe(model);
  });

  it('are chosen by script, English first', () => {
    expect(modelsOfScript('Latn', models)).toEqual(['eng', 'deu', 'nor', 'srp_latn']);
    expect(modelsOfScript('Arab', models)).toEqual(['ara']);
    expect(modelsOfScript('Thai', models)).toEqual([]);
  });
});
