export { adjudicate, decisionOf, type Decision } from './adjudication.server.ts';
export { closeCoding, stopWaiting } from './blind.server.ts';
export { codeEvidence, type Coded, type NewCoding } from './coding.server.ts';
export { discardDraft, saveDraft, submitDraft } from './coding-draft.server.ts';
export { adoptCoding, rejectCoding, withdrawCoding } from './review.server.ts';
