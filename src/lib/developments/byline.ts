import type { AuthorName } from './author.ts';

/** Words that stand in names of bodies and not of people, in the languages that we read most. */
const bodyWords = new RegExp(
	'(?<!\\p{L})(?:' +
		'academy|administration|agenc(?:y|ies)|agence|agentur|alliance|assembly|associated|association|authority|bank|board|bureau|' +
		'cent(?:er|re)|chancellery|commission(?:er)?|committee|communications?|company|conference|consortium|correspondents?|council|' +
		'court|delegation|department|desk|direction|directorate|division|editors?|editorial|embassy|europe|european|federation|' +
		'foreign|forum|foundation|fund|general|global|government|group|house|inc|initiative|institut[eo]?|international|' +
		'journal|kremlin|limited|ltd|mail|media|minist(?:er|ère|erio|erium|ero|ry)|mission|monitor|movement|museum|national|nations|' +
		'network|new|news|newsroom|observatory|office|online|organi[sz]ation|parliament|party|post|presidency|presidential|press|' +
		'presse|pressestelle|programme|project|publications?|public|radio|red(?:acción|aktion|azione)|rédaction|reporters?|' +
		'representation|research|reuters|review|russia|school|secretariat|secretary|senate|service|servizio|society|staff|state|' +
		'states|studies|team|the|times|today|tribune|trust|union|united|universit(?:y|é|ät|à)|watch|web|world|' +
		'агентство|администрация|ведомости|газета|департамент|известия|институт|комитет|кремль|министерство|мид|новости|' +
		'отдел|правительство|пресс|пресс-служба|редакция|россия|сми|служба|совет|тасс|университет|фонд|центр' +
		')(?!\\p{L})',
	'iu'
);

/** What stands small before a family name and belongs to it. */
const particle =
	/^(?:v[ao]n|vom|zu[mr]?|de[nrls]?|di|da|do[s]?|d[ue]|la|le|ter|ten|af|av|bin|ibn|al|el|y|e|фон|де|ван)$/u;
/** A word of a person's name, or an initial; not an abbreviation. */
const nameWord =
	/^(?:\p{Lu}\.?(?:-?\p{Lu}\.)*|(?:\p{L}['’])?\p{Lu}[\p{Ll}\p{M}]+(?:['’-]?\p{L}[\p{Ll}\p{M}]+)*(?:-\p{Lu}[\p{Ll}\p{M}]+)*)$/u;
const suffix = /^(?:jr|sr|ph\.?d|md|i{1,3}|iv)\.?$/i;

/**
 * The names in a byline, as pages and feeds write it: "By Ann Author and Ben Writer", "Author, Ann". Who is surely a person is
 * parted into family and given name; all else stays as it stands, as the name of a body.
 * @param isPerson where the page itself says what it is
 */
export function namesInByline(byline: string, isPerson?: boolean): AuthorName[] {
	const text = byline
		.replace(/^(?:by|von|par|por|автор:?)\s+/iu, '')
		.replace(/\s+/g, ' ')
		.trim();
	if (isPerson === false) return text ? [{ literal: text }] : [];
	return text
		.split(';')
		.map((part) => part.trim())
		.filter(Boolean)
		.flatMap((part) => namesIn(part, isPerson ?? false));
}

function namesIn(text: string, isPerson: boolean): AuthorName[] {
	const whole: AuthorName[] = [{ literal: text }];
	if (/^\{.*\}$/.test(text)) return [{ literal: text.slice(1, -1).trim() }];
	if (!isPerson && bodyWords.test(text)) return whole;
	const [family = '', given = '', ...more] = text.split(/\s*,\s*/);
	if (given && more.length === 0 && isFamily(family) && areNames(given) && !(hasTwo(family) && hasTwo(given)))
		return [{ family, given }];
	const several = text.split(/\s*,\s*(?:(?:and|und|et|и|y)\s+)?|\s+(?:and|und|et|и|&)\s+/u).filter(Boolean);
	const people = several.map((name) => personIn(name, isPerson && several.length === 1));
	return people.every((person) => person !== undefined) ? people : whole;
}

const hasTwo = (text: string) => text.includes(' ');
const areNames = (text: string) =>
	text.split(' ').every((word) => nameWord.test(word) || particle.test(word));
const isFamily = (text: string) => areNames(text) && text.split(' ').length <= 3;

/** "Jan van der Meer" as `van der Meer, Jan`; undefined where it may be no person. */
function personIn(name: string, isSure: boolean): AuthorName | undefined {
	const words = name.split(' ');
	const end = suffix.test(words.at(-1)!) ? words.splice(-1) : [];
	if (words.length < 2) return isSure ? { literal: name } : undefined;
	if (
		!isSure &&
		(words.length > 4 || !areNames(name.replace(/ \S+$/, (last) => (end.length > 0 ? '' : last))))
	)
		return undefined;
	let from = words.length - 1;
	while (from > 1 && particle.test(words[from - 1]!)) from--;
	const given = [words.slice(0, from).join(' '), ...end].join(', ');
	return { family: words.slice(from).join(' '), given };
}
