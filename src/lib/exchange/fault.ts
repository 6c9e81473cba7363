import { Refused } from '../errors.ts';

/** Something in a file that keeps it from being taken in. */
export type Fault = {
	file: string;
	/** Line on which the row begins, from 1; undefined where the fault is not of one line. */
	line?: number | undefined;
	/** Column by its name, or path in a JSON file: `recommendations[3].kind`. */
	column?: string | undefined;
	message: string;
	/** What stands in the cell, cut. */
	given?: string | undefined;
	/** What follows could not be read: there may be more rows, good and bad. */
	isEnd?: boolean | undefined;
	/** The row says nothing wrong, but something else than what is here. */
	isDifference?: boolean | undefined;
};

/** How many faults are told; the rest are counted. */
export const mostToldFaults = 50;

/** Gathers faults: the first fifty, or as many as wanted, in full, all of them in number. */
export class Faults {
	readonly told: Fault[] = [];
	count = 0;
	/** Lines on which something is wrong. */
	readonly lines = new Set<number>();
	/** Whether one of them is of the file as a whole, so that no row of it can be relied on. */
	isOfFile = false;
	readonly most: number;

	constructor(most = mostToldFaults) {
		this.most = most;
	}

	add(fault: Fault): void {
		this.count++;
		if (this.told.length < this.most) this.told.push(fault);
		if (fault.line === undefined || fault.isEnd) this.isOfFile = true;
		if (fault.line !== undefined) this.lines.add(fault.line);
	}

	/** Counts `count` more than were handed over one by one. */
	addUntold(count: number): void {
		this.count += Math.max(0, count);
	}

	/** @throws FilesRefused when there are any. */
	throwIfAny(): void {
		if (this.count > 0) throw new FilesRefused(this.told, this.count);
	}
}

/** Where rows go that are here with other content, and how to have them changed; undefined where they are to be changed. */
export type Differences = { faults: Faults; howTo: string } | undefined;

/** 422: files with faults. Nothing of them was taken in. */
export class FilesRefused extends Refused {
	readonly faults: readonly Fault[];
	/** Of all faults, told or not. */
	readonly count: number;
	constructor(faults: readonly Fault[], count: number) {
		super(`${count === 1 ? 'One fault' : `${count} faults`}; nothing was taken in.`);
		this.faults = [...faults].sort(byPlace);
		this.count = count;
	}
}

const byPlace = (a: Fault, b: Fault) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0);

/** `developments.csv, line 12, occurred_on: There is no such date.` */
export function describeFault({ file, line, column, message }: Fault): string {
	const place = [file, line === undefined ? '' : `line ${line}`, column ?? ''].filter((part) => part !== '');
	return `${place.join(', ')}: ${message}`;
}
