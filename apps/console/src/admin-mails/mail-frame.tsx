import { useMemo, useState } from 'react';
import { dressMail, mailDocument } from './mail-document.js';

const leastHeight = 240;
/** Of its body, where it has said nothing else, and a line for a sideways scrollbar. */
const margins = 40;

/** No scripts in it; links open beside. It stays of this origin only so that its styles can be put on and its height be measured. */
export function MailFrame({ html, subject }: { html: string; subject: string }) {
  const srcDoc = useMemo(() => mailDocument(html), [html]);
  const [height, setHeight] = useState(leastHeight);
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
        setHeight(Math.max(leastHeight, (currentTarget.contentDocument?.body.offsetHeight ?? 0) + margins));
      }}
    />
  );
}
