import { corpusJobs } from '@polyspool/contracts/corpus';
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

    expect(output.items.map(({ id, language }) => [id, language])).toEqual([
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
    expect(output.items[0]?.confidence).toBe(1);
    expect(output).toMatchObject({ counts: { te: 2, hi: 1, kn: 1, ta: 1, en: 1 }, undetermined: 3 });
    expect(workloads).toEqual([{ unit: 'texts', amount: 9 }]);
  }, 30_000);
});
