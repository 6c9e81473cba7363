/**
 * Stocktake cannot start, for a reason that the person at the keyboard can do something about. The message is shown
 * as it is, without a stack: it says what is wrong and what to do.
 */
export class CannotStart extends Error {
	override name = 'CannotStart';
}
