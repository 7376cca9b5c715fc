import { useMemo, useState } from 'react';
import { dressMail, mailDocument } from './mail-document.js';

/** No scripts in it; links open beside. It stays of this origin only so that its styles can be put on and its height be measured. */
export function MailFrame({ html, subject }: { html: string; subject: string }) {
  const srcDoc = useMemo(() => mailDocument(html), [html]);
  const [height, setHeight] = useState(480);
  return (
    <iframe
      className="mail-frame"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      title={`The mail “${subject}”`}
      srcDoc={srcDoc}
      height={height}
      onLoad={({ currentTarget }) => {
        dressMail(currentTarget);
        setHeight(Math.max(240, currentTarget.contentDocument?.documentElement.scrollHeight ?? 0));
      }}
    />
  );
}
