import { minutesAhead, timeOfDay } from './feed-clock.ts';

/** Beginnings of the months' names, language by language: feeds do not keep to English. */
const monthNames = [
	'jan feb mar apr may jun jul aug sep oct nov dec',
	'янв фев мар апр мая июн июл авг сен окт ноя дек',
	'янв фев мар апр май июн июл авг сен окт ноя дек',
	'січ лют бер кві тра чер лип сер вер жов лис гру',
	'jän feb mär apr mai jun jul aug sep okt nov dez',
	'janv fév mars avr mai juin juil aoû sep oct nov déc',
	'gen feb mar apr mag giu lug ago set ott nov dic',
	'ene feb mar abr may jun jul ago sep oct nov dic',
	'jan fev mar abr mai jun jul ago set out nov dez',
	'jan feb mrt apr mei jun jul aug sep okt nov dec',
	'sty lut mar kwi maj cze lip sie wrz paź lis gru',
	'jan febr márc ápr máj jún júl aug szept okt nov dec',
	'ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ'
].map((names) => names.split(' '));

/** Days of the week that begin as a month does: mardi, martes, середа, серед. */
const weekdays = /^(mard|marte|серед)/;

const day = 24 * 60 * 60 * 1000;

/**
 * The moment that a feed means, in whichever form it writes it: RFC 822 and its misuses, ISO 8601, months named in other
 * languages. Without a zone it is taken for UTC, in Korean for Korea's; without a time for the day's
 * beginning.
 * @param now tells which end of `14-02-25` is the year
 * @returns undefined for what is no date, and for 1970 and before: no feed means it
 */
export function readDate(text: string | undefined, now = new Date()): Date | undefined {
	if (text === undefined || text.length > 200) return undefined;
	const isKorean = /[년월일].*:|오[전후]/.test(text) && !/[+-]\d\d:?\d\d\b|[a-z]/i.test(text);
	const plain = `${text}${isKorean ? ' KST' : ''}`
		.replace(/<[^>]*>|\([^)]*\)|\[[^\]]*\]/g, ' ')
		.replace(/\u2212/g, '-')
		.replace(/(\d)\s*[년年월月]\s*(?=\d)/g, '$1-')
		.replace(/(\d)\s*[일日]/g, '$1 ')
		.replace(/[\s\u00A0\u2000-\u200B\u202F]+/g, ' ')
		.trim();
	const date = readIso(plain) ?? readShort(plain, now) ?? readNumbers(plain) ?? readNamed(plain);
	return date && date.getTime() > 365 * day ? date : undefined;
}

/** Whether a date lies further ahead than clocks and zones differ. */
export const isAhead = (date: Date, now: Date): boolean => date.getTime() > now.getTime() + day;

const iso =
	/^(\d{4})(?:-?(\d\d)-?(\d\d)|-(0?\d{1,2})-(\d{1,2})|-(\d\d)|-?(\d{3})|-?w(\d\d)(?:-?([1-7]))?)?(?:(?:t|,? |,)(.*)|(?=z$).)?$/i;

/** 2003-12-31T10:14:55Z, 20031231, 2003-365, 2003-W01-5, 2003-12, 2003, 2003-12-31 10:14:55 +0100 */
function readIso(text: string): Date | undefined {
	const found = iso.exec(text);
	if (!found) return undefined;
	const [, year, month, on, shortMonth, shortOn, onlyMonth, ordinal, week, weekday, time = ''] = found;
	if (week) return at(weekOf(Number(year), Number(week), Number(weekday ?? 1)), time);
	if (ordinal) return at(ordinalOf(Number(year), Number(ordinal)), time);
	return at(
		dayOf(Number(year), Number(month ?? shortMonth ?? onlyMonth ?? 1), Number(on ?? shortOn ?? 1)),
		time
	);
}

/** 03-12-31, 031231, 03335, -03-12, -0312: ISO 8601 with the century left out. */
function readShort(text: string, now: Date): Date | undefined {
	const [, year, month, on] = /^-(\d\d)-?(\d\d)$|^(\d\d)(\d\d)(\d\d)$/.exec(text)?.filter(Boolean) ?? [];
	if (year) return at(dayOf(fullYear(year), Number(month), Number(on ?? 1)), '');
	const [, ordinalYear, ordinal] = /^(\d\d)-?(\d{3})$/.exec(text) ?? [];
	if (ordinalYear) return at(ordinalOf(fullYear(ordinalYear), Number(ordinal)), '');
	const [, first, middle, last, time = ''] = /^(\d\d)-(\d\d)-(\d\d)(?:[t ](.*))?$/i.exec(text) ?? [];
	if (!first || !last) return undefined;
	// The year may stand at either end: news is of late, and not of years to come.
	const ends = [
		dayOf(fullYear(last), Number(middle), Number(first)),
		dayOf(fullYear(first), Number(middle), Number(last))
	];
	const past = ends.filter((one) => one !== undefined && one < now.getTime() + day) as number[];
	return at(past.length > 0 ? Math.max(...past) : undefined, time);
}

const numbers =
	/^(?:\p{L}+\.?,? )?(\d{1,4})([./-])(\d{1,2})[./-](\d{2,4})\.?(?:[ ,]+(?:at )?(.*)|t(\d.*))?$/iu;

/** 31.12.2003 10:14, 31/12/2003, 12/31/2003 11:59 PM, Fri, 2003/12/31 */
function readNumbers(text: string): Date | undefined {
	const [, first, sign, second, third, after, afterT] = numbers.exec(text) ?? [];
	if (first === undefined || third === undefined) return undefined;
	const time = after ?? afterT ?? '';
	if (first.length === 4) return at(dayOf(Number(first), Number(second), Number(third)), time);
	const year = fullYear(third);
	const [a, b] = [Number(first), Number(second)];
	// A slash with a twelve-hour clock is how Americans write; else the day stands first, unless it cannot.
	const isMonthFirst = b > 12 || (a <= 12 && sign === '/' && /\d ?[ap]\.?m/i.test(time));
	return at(isMonthFirst ? dayOf(year, a, b) : dayOf(year, b, a), time);
}

/** Thu, 01 Jan 2004 19:48:21 GMT; Jan 1, 2004 7:48 PM; Thu Jan 1 19:48:21 EST 2004; 01-Jan-04; 1 января 2004 г. */
function readNamed(text: string): Date | undefined {
	const words = text
		.toLowerCase()
		.replace(/(\d)t(?=\d)/g, '$1 ')
		.replace(/(\d)(?:st|nd|rd|th|er)\b/g, '$1')
		.replace(/(\d)[-/. ]*(\p{L}{3,})[-/.]+(?=\d)/u, (all, before: string, word: string) =>
			monthOf(word) === undefined ? all : `${before} ${word} `
		)
		.replace(/^(\p{L}{3,})[-/.](?=\d)/u, '$1 ')
		.replace(/(?<=\p{L})\.|(?<=\d)\.(?=[ \p{L}])/gu, ' ')
		.split(/[ ,]+/);
	const month = words.findLastIndex((word) => monthOf(word) !== undefined);
	if (month < 0) return undefined;
	let on: number | undefined;
	let year: number | undefined;
	const rest: string[] = [];
	for (const [place, word] of words.entries()) {
		if (place === month) continue;
		if (!/^\d{1,4}$/.test(word)) rest.push(word);
		else if (year === undefined && word.length === 4) year = Number(word);
		else if (on === undefined && word.length <= 2) on = Number(word);
		else if (year === undefined && word.length === 2 && place > month) year = fullYear(word);
		else rest.push(word);
	}
	if (year === undefined) return undefined;
	return at(dayOf(year, monthOf(words[month]!)!, on ?? 1), rest.join(' '));
}

/** A month by how its name begins, from 1; undefined for another word. */
function monthOf(word: string): number | undefined {
	if (!/^\p{L}{3,}$/u.test(word) || weekdays.test(word)) return undefined;
	for (const names of monthNames) {
		const found = names.findIndex((name) => word.startsWith(name));
		if (found >= 0) return found + 1;
	}
	return undefined;
}

const at = (start: number | undefined, time: string) =>
	start === undefined
		? undefined
		: new Date(start + timeOfDay(time) - (time ? minutesAhead(time) * 60_000 : 0));

const fullYear = (text: string) => {
	const year = Number(text);
	return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
};

/** Midnight of a day; a 31st that its month does not have is its last. */
function dayOf(year: number, month: number, on: number): number | undefined {
	if (year < 1000 || month < 1 || month > 12 || on < 1 || on > 31) return undefined;
	const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
	return Date.UTC(year, month - 1, Math.min(on, last));
}

function weekOf(year: number, week: number, weekday: number): number {
	const fourth = Date.UTC(year, 0, 4);
	const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day;
	return monday + ((week - 1) * 7 + weekday - 1) * day;
}

const ordinalOf = (year: number, ordinal: number) =>
	ordinal >= 1 && ordinal <= 366 ? Date.UTC(year, 0, ordinal) : undefined;
