/** Of how documents are read and set: what another one has kept of its steps is not used. */
export const pdfVersion = '5';
