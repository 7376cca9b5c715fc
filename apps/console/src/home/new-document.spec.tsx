import { fireEvent, screen, waitFor } from '@testing-library/react';
import { aDocument, aJob, aProblem } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const aPdf = new File(['%PDF-1.7'], 'paper.pdf', { type: 'application/pdf' });

const choose = async (file = aPdf) =>
  fireEvent.change(await screen.findByLabelText('Video or recording, or a PDF'), { target: { files: [file] } });

function open(upload = aDocument()) {
  const gateway = new FakeGateway(goodKey);
  gateway.jobs.set(aJob().id, aJob({ type: 'pdf.translate', step: 'extract' }));
  return openApp({ gateway, upload });
}

const openOptions = () => {
  const details = screen.getByText('More options').closest('details')!; // a summary stands in one
  details.open = true;
  fireEvent(details, new Event('toggle'));
};

describe('adding a document', () => {
  it('needs no more than the file: it is translated, and its job is shown', async () => {
    const { gateway } = open();

    await choose();

    expect(await screen.findByRole('heading', { level: 1, name: 'paper.pdf' })).toBeTruthy();
    expect(gateway.translated).toEqual([{ targetLanguage: 'es' }]);
    expect(gateway.processed).toEqual([]);
  });

  it('goes with its options, after a press on start', async () => {
    const { gateway } = open();
    fireEvent.click(await screen.findByRole('radio', { name: 'A document (PDF)' }));
    openOptions();
    fireEvent.change(screen.getByLabelText('Written language'), { target: { value: 'en' } });
    fireEvent.change(screen.getByLabelText('Translate into'), { target: { value: 'te' } });
    fireEvent.change(screen.getByLabelText('Tone'), { target: { value: 'formal' } });
    fireEvent.change(screen.getByLabelText('Which pages'), { target: { value: '1-2' } });
    fireEvent.click(screen.getByLabelText('Both, page after page'));
    fireEvent.click(screen.getByLabelText('Recognise scanned pages'));
    await choose();

    expect(await screen.findByText(/The file is here \(3 pages\)/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));

    await waitFor(() =>
      expect(gateway.translated).toEqual([
        {
          language: 'en',
          targetLanguage: 'te',
          tone: 'formal',
          pages: '1-2',
          layouts: ['inPlace', 'alternating'],
          recognizeText: false,
        },
      ]),
    );
  });

  it('asks for a password only where there is one, and says when it is wrong', async () => {
    const { gateway } = open(aDocument({ probe: { ...aDocument().probe, pages: 0, needsPassword: true } }));
    gateway.refusal = [422, aProblem(422, 'file.wrongPassword', 'The password does not open the file', 'Try again.')];
    await choose();

    fireEvent.change(await screen.findByLabelText('Password of the document'), { target: { value: 'open sesame' } });
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));

    expect((await screen.findByRole('alert')).textContent).toContain('The password does not open the file');
    expect(gateway.translated).toEqual([{ targetLanguage: 'es', password: 'open sesame' }]);
    expect(screen.getByLabelText('Password of the document')).toBeTruthy();
  });

  it('does not start without a language to translate into', async () => {
    const { gateway } = open();
    fireEvent.change(await screen.findByLabelText('Translate into'), { target: { value: '' } });

    await choose();

    expect((await screen.findByRole('alert')).textContent).toContain('Choose the language to translate into.');
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(gateway.translated).toEqual([]);
  });

  it('asks again when the pages turn out not to be there', async () => {
    open();
    fireEvent.click(await screen.findByRole('radio', { name: 'A document (PDF)' }));
    fireEvent.change(screen.getByLabelText('Which pages'), { target: { value: '2-9' } });

    await choose();

    expect((await screen.findByRole('alert')).textContent).toContain('The document has pages 1 to 3.');
    expect(screen.getByLabelText('Which pages').getAttribute('aria-invalid')).toBe('true');
  });

  it('says beforehand what a translation cannot keep', async () => {
    open(aDocument({ probe: { ...aDocument().probe, isSigned: true } }));
    await screen.findByText('More options');
    openOptions();

    await choose();

    expect(await screen.findByText(/Its signature is of the original/)).toBeTruthy();
  });
});
