/** What conformance to an archive's rules is said with (ISO 19005-1, 6.7.11), as elements and as attributes. */
const archiveElement = /<pdfaid:(\w+)>[^<]*<\/pdfaid:\1>\s*/g;
const archiveAttribute = /\s+pdfaid:\w+\s*=\s*("[^"]*"|'[^']*')/g;
const languages = /(<dc:language>\s*<rdf:(Bag|Seq)>)[\s\S]*?(<\/rdf:\2>\s*<\/dc:language>)/;

/** The XMP of a document that was changed: it claims no conformance that nobody has examined since. */
export function changeMetadata(xmp: string, language: string | undefined): { text: string; isArchive: boolean } {
  const text = xmp.replace(archiveElement, '').replace(archiveAttribute, '');
  const isArchive = text !== xmp;
  if (language === undefined) return { text, isArchive };
  return { text: text.replace(languages, `$1<rdf:li>${language}</rdf:li>$3`), isArchive };
}
