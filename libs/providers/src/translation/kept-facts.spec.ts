import { factsIn, keepsFacts } from './kept-facts.js';

const facts = (text: string) => factsIn(text).map(({ from, to }) => text.slice(from, to));

describe('factsIn', () => {
  it.each([
    ['See https://example.org/a_(b)?c=1#d.', ['https://example.org/a_(b)?c=1#d']],
    ['www.example.org, or a.b+c@mail.example.org!', ['www.example.org', 'a.b+c@mail.example.org']],
    ['{ann,ben}@example.org', ['{ann,ben}@example.org']],
    ['On 12/10/2024 at 3:30, 1,250.50 of 7 %', ['12/10/2024', '3:30', '1,250.50', '7']],
    ['No fact at all', []],
  ])('of %j are %j', (text: string, found: string[]) => {
    expect(facts(text)).toEqual(found);
  });
});

describe('keepsFacts', () => {
  it.each([
    ['It costs 1,250.50 dollars', 'Es kostet 1.250,50 Dollar', true],
    ['In 1987', 'في ١٩٨٧', true],
    ['On 12/10/2024', 'El 10/12/2024', true],
    ['3 cats and 3 dogs', '3 gatos y perros', false],
    ['It costs 12.5', 'Cuesta 125 de 3', true],
    ['It costs 12.5', 'Cuesta 12', false],
    ['Write to a@example.org', 'Escribe a a@ejemplo.org', false],
    ['See https://example.org/x1', 'Ve https://example.org/x1', true],
    ['Nothing', 'Nada de 5', true],
  ])('of %j in %j: %j', (source: string, translation: string, isKept: boolean) => {
    expect(keepsFacts(source, translation)).toBe(isKept);
  });
});
