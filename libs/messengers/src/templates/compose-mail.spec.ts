import { Topic } from '@polyspool/contracts/notifications';
import fc from 'fast-check';
import { composeMail } from './compose-mail.js';
import { composeSms } from './compose-sms.js';
import { english } from './english.js';
import { noticeOfJob } from './notice-of-job.js';
import { phrasesIn } from './phrases.js';

const job = {
  type: 'video.process',
  status: 'succeeded',
  tookMs: 83_000,
  files: [{ name: 'subtitles.es.srt', bytes: 12_345, url: 'https://example.org/a' }],
  url: 'https://example.org/jobs/1',
} as const;
const around = { topic: 'jobSucceeded', language: 'en', unsubscribeUrl: 'https://example.org/u' } as const;

describe('a mail', () => {
  it('says what was made and where it is, as text and as HTML', () => {
    const { subject, text, html } = composeMail(noticeOfJob(job, 'en'), around);

    expect(subject).toBe('Ready: Subtitles');
    for (const said of [
      '1 minute 23 seconds',
      'subtitles.es.srt',
      '12.3 kB',
      'https://example.org/jobs/1',
      'https://example.org/u',
    ]) {
      expect(text).toContain(said);
      expect(html.replaceAll('&#x2F;', '/')).toContain(said);
    }
  });

  it.each(['en', 'es', 'te'])('has all its phrases in %s, of every topic', (language) => {
    const known = phrasesIn(language);

    expect(known.language).toBe(language);
    expect(Object.keys(known.jobs)).toEqual(Object.keys(english.jobs));
    for (const topic of Topic.options) {
      const { text } = composeMail(noticeOfJob(job, language), { ...around, topic, language });
      expect(text).toContain(known.why[topic]);
      expect(text).not.toMatch(/\{\w*\}|undefined/);
    }
  });

  it.each([
    ['en', 'Ready: Recording – వరి కోత', '“Recording – వరి కోత”'],
    ['es', 'Listo: Grabación – వరి కోత', '«Grabación – వరి కోత»'],
    ['te', `సిద్ధం: ${phrasesIn('te').jobs['corpus.processAudio']} – వరి కోత`, '– వరి కోత”'],
  ])('names in %s what the job was about, above and within', (language, subject, said) => {
    const notice = noticeOfJob({ ...job, type: 'corpus.processAudio', about: ' వరి\r\nకోత\u202e ' }, language);
    const mail = composeMail(notice, { ...around, language });

    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(said);
    expect(mail.html).toContain(said);
  });

  it('says only its kind where the name has nothing to be seen', () => {
    expect(noticeOfJob({ ...job, about: ' \u0007\n' }, 'en').subject).toBe('Ready: Subtitles');
  });

  it('is in English where there are no phrases of a language', () => {
    expect(noticeOfJob(job, 'fi').subject).toBe('Ready: Subtitles');
    expect(noticeOfJob(job, 'es-MX').subject).toBe('Listo: Subtítulos');
  });

  it('has nothing in its HTML that somebody put into a subject, a message or a name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', '=', ' ', '{', '}') }),
        (evil) => {
          const tags = (html: string) => (html.match(/<[^>]*>/g) ?? []).length;
          const notice = (said: string) => ({
            subject: said,
            tone: 'plain' as const,
            paragraphs: [said],
            files: [{ name: said, detail: said, url: 'https://example.org' }],
          });
          // An empty one leaves a line of its detail out.
          expect(tags(composeMail(notice(`x${evil}`), around).html)).toBe(tags(composeMail(notice('x'), around).html));
        },
      ),
    );
  });
});

describe('a text message', () => {
  it('is short, and its link is whole', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, unit: 'grapheme' }), (said) => {
        const sms = composeSms({
          subject: 'About',
          tone: 'plain',
          paragraphs: [said],
          button: { label: 'x', url: job.url },
        });

        expect([...sms].length).toBeLessThanOrEqual(400);
        expect(sms.endsWith(`\n${job.url}`)).toBe(true);
      }),
    );
  });
});
