import { screen } from '@testing-library/react';
import { FakeGateway } from '../testing/fake-gateway.js';
import { aMail } from '../testing/message-examples.js';
import { goodKey, openApp } from '../testing/open-app.js';
import { mailDocument } from './mail-document.js';

function openMails(mails: FakeGateway['messages']['mails']) {
  const gateway = new FakeGateway(goodKey);
  gateway.role = 'operator';
  gateway.messages.mails = mails;
  openApp({ gateway, at: '/operations/mails' });
}

describe('mails', () => {
  it('are shown in a frame in which nothing runs', async () => {
    openMails([aMail()]);

    const frame = await screen.findByTitle<HTMLIFrameElement>('The mail “Your film is ready”');
    expect(frame.getAttribute('sandbox')).not.toContain('allow-scripts');
    expect(frame.srcdoc).toContain('<b>ready</b>');
  });

  it('that go to a real server are not missed here', async () => {
    openMails(undefined);

    expect(await screen.findByText('Mails go to a real mail server')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('are explained while there are none', async () => {
    openMails([]);

    expect(await screen.findByText('No mail has been written yet')).toBeTruthy();
  });
});

describe('the document of a mail', () => {
  it('fetches nothing and runs nothing', () => {
    const hostile =
      '<base href="https://evil.example"><link rel="stylesheet" href="https://evil.example/a.css">' +
      '<meta http-equiv="refresh" content="0;url=https://evil.example"><script>alert(1)</script>' +
      '<img src="https://evil.example/pixel" onerror="alert(1)"><img src="data:image/gif;base64,R0lG" alt="kept">' +
      '<a href="javascript:alert(1)">a</a><a href="https://polyspool.test/jobs/1">b</a><form action="/x"></form>';
    const made = mailDocument(hostile);

    expect(made).not.toMatch(/evil|alert|<form|<base|onerror/);
    expect(made).toContain('data:image/gif');
    expect(made).toContain('href="https://polyspool.test/jobs/1" target="_blank"');
    expect(made).toContain("default-src 'none'");
  });

  it('keeps its styles where the policy of the page does not see them', () => {
    const made = mailDocument('<style type="text/css">p > b { color: red }</style><p style="margin: 0">x</p>');

    expect(made).toContain('data-mail-style="margin: 0"');
    expect(made).toContain('data-mail-sheet="p > b { color: red }"');
    expect(made).not.toMatch(/<style| style=/);
  });
});
