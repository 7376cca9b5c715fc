import { corpusLanguages, EldLanguageIdentifier } from './eld-language-identifier.js';
import { itIsALanguageIdentifier } from './language-identifier.conformance.js';

const texts = {
  en: 'he was not an ill disposed young man unless to be rather cold hearted and rather selfish is to be ill disposed',
  de: 'Er war kein böser junger Mann, es sei denn, kaltherzig und eigennützig zu sein hieße böse zu sein.',
  es: 'No era un joven de mala índole, a menos que ser algo frío de corazón y bastante egoísta lo sea.',
  fr: "Ce n'était pas un jeune homme méchant, à moins qu'être froid et égoïste ne soit de la méchanceté.",
  pt: 'Não era um rapaz mal-intencionado, a não ser que ser frio e egoísta seja má intenção.',
  hi: 'वह बुरे स्वभाव का युवक नहीं था, जब तक कि ठंडे दिल का और स्वार्थी होना बुरा न माना जाए।',
  te: 'అతను చెడ్డ స్వభావం గల యువకుడు కాదు, కొంచెం స్వార్థపరుడు అంతే.',
  ko: '그는 성격이 나쁜 청년은 아니었다. 다만 조금 차갑고 이기적이었을 뿐이다.',
  ja: '彼は意地の悪い若者ではなかった。ただ少し冷たくて利己的なだけだった。',
  zh: '他并不是一个坏脾气的年轻人,只是有点冷漠和自私。',
  ar: 'لم يكن شابا سيئ الطبع، إلا إذا كان برود القلب والأنانية من سوء الطبع.',
  ru: 'Он не был злым молодым человеком, если только холодность и эгоизм не считать злом.',
};

describe('EldLanguageIdentifier', () => {
  itIsALanguageIdentifier(() => ({ identifier: new EldLanguageIdentifier(), texts }));

  it('is sure of a sentence, and not of a name', async () => {
    const [sentence, name] = await new EldLanguageIdentifier().identify([texts.en, 'Bao']);

    expect(sentence).toEqual({ language: 'en', isReliable: true, confidence: expect.closeTo(1, 1) });
    expect(name?.isReliable ?? false).toBe(false);
  });

  it('tells the languages of India apart, and is less sure of two that are alike', async () => {
    const read = await new EldLanguageIdentifier(corpusLanguages).identify([
      'అతను చెడ్డ స్వభావం గల యువకుడు కాదు',
      'ಅವನು ಕೆಟ್ಟ ಸ್ವಭಾವದ ಯುವಕನಲ್ಲ',
      'तो वाईट स्वभावाचा तरुण नव्हता',
      'वह बुरे स्वभाव का युवक नहीं था',
    ]);

    expect(read).toMatchObject([
      { language: 'te', isReliable: true, confidence: 1 },
      { language: 'kn', isReliable: true, confidence: 1 },
      { language: 'mr', isReliable: true, confidence: 0.816 },
      { language: 'hi', isReliable: true, confidence: 0.816 },
    ]);
  });

  it('ends its process at once when it is cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('Stopped by its owner');
    const identified = new EldLanguageIdentifier().identify([texts.en], { signal: controller.signal });
    setImmediate(() => controller.abort(reason));

    await expect(identified).rejects.toBe(reason);
  });
});
