import { cleanDocument } from './clean-document.js';
import { openDocument } from './open-document.js';
import { probeDocument } from './probe-document.js';
import { testingPdf } from './testing-pdf.js';

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

const lively = () =>
  testingPdf({
    pages: [
      {
        links: [{ box: [0, 0, 9, 9], uri: 'https://example.org' }],
        fields: [{ name: 'Name', box: [0, 20, 90, 30] }],
        entries: `/AA << /O ${script} >>`,
      },
    ],
    outline: [{ title: 'Start', page: 1 }],
    objects: (file) => {
      const launch = file.add('<< /S /GoTo /D [0 /Fit] /Next [<< /S /Launch /F (calc.exe) >>] >>');
      return {
        catalog: `/OpenAction ${launch} 0 R /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >>`,
      };
    },
  });

async function cleaned(bytes: Uint8Array) {
  const open = await openDocument(bytes);
  const notices = cleanDocument(open);
  const saved = await open.pdf.save();
  await open.close();
  return { notices, saved, text: Buffer.from(saved).toString('latin1') };
}

describe('cleanDocument', () => {
  it('takes out what acts by itself, and says so', async () => {
    const { notices, text } = await cleaned(lively());

    expect(notices).toEqual([
      'Scripts have been removed',
      'Actions that start programs have been removed',
      'Actions that start by themselves have been removed',
    ]);
    expect(text).not.toMatch(/JavaScript|Launch|\/AA|OpenAction/);
  });

  it('leaves links, fields and bookmarks', async () => {
    const { saved } = await cleaned(lively());

    const open = await openDocument(saved);
    expect(probeDocument(open).probe).toMatchObject({ fields: 1, hasScripts: false });
    expect(Buffer.from(saved).toString('latin1')).toMatch(/https:\/\/example\.org/);
    expect(open.pdf.getCatalog().has('Outlines')).toBe(true);
    await open.close();
  });

  it('keeps where a document opens', async () => {
    const { notices, text } = await cleaned(testingPdf({ pages: [{}], catalog: '/OpenAction [0 /Fit]' }));

    expect(notices).toEqual([]);
    expect(text).toMatch(/OpenAction/);
  });

  it('takes signatures out of their fields: they are valid for the original only', async () => {
    const signed = testingPdf({
      pages: [{}],
      catalog: '/AcroForm << /SigFlags 3 /Fields [<< /FT /Sig /T (s) /V << /Type /Sig /Contents <00> >> >>] >>',
    });
    const open = await openDocument(signed);
    expect(probeDocument(open)).toMatchObject({
      probe: { isSigned: true, fields: 1 },
      notices: ['Signatures are valid for the original only'],
    });

    expect(cleanDocument(open)).toEqual(['Signatures have been removed: they are valid for the original only']);

    expect(probeDocument(open).probe).toMatchObject({ isSigned: false, fields: 1 });
    await open.close();
  });
});
