import { hindiOrMarathi } from './hindi-or-marathi.js';

describe('hindiOrMarathi', () => {
  it.each([
    ['hi', 'वह बुरे स्वभाव का युवक नहीं था'],
    ['hi', 'आज बाजार में बहुत भीड़ है, इसलिए हम कल जाएंगे।'],
    ['mr', 'तो वाईट स्वभावाचा तरुण नव्हता'],
    ['mr', 'आज बाजारात खूप गर्दी आहे, म्हणून आपण उद्या जाऊ.'],
    [undefined, 'मुंबई'],
    [undefined, ''],
  ])('says %s of %s', (language, text) => {
    expect(hindiOrMarathi(text)).toBe(language);
  });
});
