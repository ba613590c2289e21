/** Saved documents for the faces, which do not reach the store themselves. */
export { documentLimit, parseDocument, readDocument } from '../store/read-document.ts';
