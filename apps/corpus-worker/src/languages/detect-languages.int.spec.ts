import { corpusJobs, type DetectedLanguage } from '@polyspool/contracts/corpus';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import { uploadKey } from '@polyspool/contracts/files';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { workbench } from '../testing/workbench.js';

const texts = {
  te: 'అతను చెడ్డ స్వభావం గల యువకుడు కాదు, కొంచెం స్వార్థపరుడు అంతే.',
  teWithEnglish: 'నేను రేపు office కి వెళ్తున్నాను, meeting ఉంది.',
  hi: 'वह बुरे स्वभाव का युवक नहीं था, जब तक कि ठंडे दिल का और स्वार्थी होना बुरा न माना जाए।',
  kn: 'ಅವನು ಕೆಟ್ಟ ಸ್ವಭಾವದ ಯುವಕನಲ್ಲ, ಸ್ವಲ್ಪ ಸ್ವಾರ್ಥಿ ಅಷ್ಟೆ.',
  ta: 'அவன் கெட்ட குணமுள்ள இளைஞன் அல்ல, கொஞ்சம் சுயநலவாதி.',
  en: 'He was not an ill-disposed young man, unless to be rather cold-hearted is to be ill-disposed.',
  number: '42 -- 17',
  empty: '',
  name: 'Bao',
};

describe('DetectLanguages', () => {
  it('says of each text which language it is in, and of none what nothing tells', async () => {
    const { run } = workbench(tmpdir());
    const named = Object.entries(texts).map(([id, text]) => ({ id, text }));

    const { output, workloads } = await run(corpusJobs.detectLanguages, { texts: named });

    expect(output.items?.map(({ id, language }) => [id, language])).toEqual([
      ['te', 'te'],
      ['teWithEnglish', 'te'],
      ['hi', 'hi'],
      ['kn', 'kn'],
      ['ta', 'ta'],
      ['en', 'en'],
      ['number', undefined],
      ['empty', undefined],
      ['name', undefined],
    ]);
    expect(output.items?.[0]?.confidence).toBe(1);
    expect(output).toMatchObject({ counts: { te: 2, hi: 1, kn: 1, ta: 1, en: 1 }, undetermined: 3 });
    expect(workloads).toEqual([{ unit: 'texts', amount: 9 }]);
  }, 30_000);

  describe('of a file', () => {
    const identifier = new FakeLanguageIdentifier((text) => text.split(' ')[0] || undefined);
    const { run, storage } = workbench(tmpdir(), { identifier });
    const detect = async (content: string) => {
      const uploadId = randomUUID();
      await storage.write(uploadKey(uploadId), content);
      return run(corpusJobs.detectLanguages, { uploadId });
    };

    it('takes each line for a text, and names it by its number', async () => {
      const { output } = await detect('\ufeffen one\r\n\n  te two  \nhi three');

      expect(output.items).toMatchObject([
        { id: '1', language: 'en' },
        { id: '3', language: 'te' },
        { id: '4', language: 'hi' },
      ]);
    });

    it('takes JSON Lines by their ids, and says which of them are no texts', async () => {
      const lines = [
        '{"id": "a", "text": "en one"}',
        '{"text": "te two", "speaker": "Lakshmi"}',
        '{"id": "c"}',
        'no JSON',
        `{"id": 5, "text": "${'x'.repeat(5_001)}"}`,
      ];

      const { output } = await detect(lines.join('\n'));

      expect(output.items).toMatchObject([
        { id: 'a', language: 'en' },
        { id: '2', language: 'te' },
        { id: '3', error: { code: 'input.invalid', detail: expect.stringContaining('Line 3: text') } },
        { id: '4', error: { code: 'input.invalid' } },
        { id: '5', error: { code: 'input.invalid' } },
      ]);
      expect(output).toMatchObject({ counts: { en: 1, te: 1 }, undetermined: 0, failed: 3 });
    });

    it('writes what it found in many to a file, in their order', async () => {
      const many = Array.from({ length: 1_203 }, (_, index) => (index % 3 ? `te ${index}` : `en ${'x'.repeat(9_000)}`));

      const { output, artifacts } = await detect(many.join('\n'));

      const found = JSON.parse(artifacts.get('languages.json')!.toString()) as DetectedLanguage[];
      expect(found.map(({ id }) => Number(id))).toEqual(many.map((_, index) => index + 1));
      expect(found.slice(0, 2)).toMatchObject([{ error: { code: 'input.invalid' } }, { language: 'te' }]);
      expect(output).toEqual({ counts: { te: 802 }, undetermined: 0, failed: 401 });
    });

    it.each([
      ['with no text in it', '{"words": "one"}\n{"words": "two"}', 'batch.allFailed'],
      ['of white space', ' \n\n', 'script.empty'],
      ['with more than 50,000 texts', 'a\n'.repeat(50_001), 'input.tooLarge'],
    ])('fails of a file %s', async (_, content, code) => {
      await expect(detect(content)).rejects.toMatchObject({ code });
    });
  });
});
