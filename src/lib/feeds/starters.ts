import type { SourceKind } from '../developments/development.ts';

/** A feed that is shipped, off until somebody turns it on. */
export type Starter = {
	/** Stable: it says which row is which, whatever becomes of title and address. */
	key: string;
	title: string;
	url: string;
	siteUrl: string;
	source: {
		name: string;
		kind: SourceKind;
		owner: string;
		/** A body that reports its own doings. */
		speaksAboutItself: boolean;
	};
};

const starter = (
	key: string,
	title: string,
	url: string,
	siteUrl: string,
	source: string,
	owner: string,
	kind: SourceKind = 'official'
): Starter => ({
	key,
	title,
	url,
	siteUrl,
	source: { name: source, kind, owner, speaksAboutItself: kind === 'official' }
});

const un = 'United Nations';
const eu = 'European Union';
const russia = 'Government of Russia';
const ukraine = 'Government of Ukraine';

/**
 * Institutions that the first paper is about, and a few who watch them. Addresses are as the institutions and those who read
 * them have published them; they change, and some sites turn machines away: the page of the feed says what came of it.
 */
export const starters: readonly Starter[] = [
	starter(
		'osce-news',
		'OSCE: news',
		'https://www.osce.org/feeds/news',
		'https://www.osce.org/',
		'OSCE',
		'Participating States of the OSCE'
	),
	starter('unece', 'UNECE: news', 'https://unece.org/rss.xml', 'https://unece.org/', 'UNECE', un),
	starter(
		'un-news-peace',
		'UN News: peace and security',
		'https://news.un.org/feed/subscribe/en/news/topic/peace-and-security/feed/rss.xml',
		'https://news.un.org/en/',
		'UN News',
		un
	),
	starter(
		'un-news',
		'UN News: all',
		'https://news.un.org/feed/subscribe/en/news/all/rss.xml',
		'https://news.un.org/en/',
		'UN News',
		un
	),
	starter(
		'un-press',
		'UN: meetings coverage and press releases',
		'https://press.un.org/en/rss.xml',
		'https://press.un.org/en',
		'UN Press',
		un
	),
	starter(
		'ohchr',
		'OHCHR: news',
		'https://www.ohchr.org/en/rss.xml',
		'https://www.ohchr.org/en',
		'OHCHR',
		un
	),
	starter(
		'iaea',
		'IAEA: top news',
		'https://www.iaea.org/feeds/topnews',
		'https://www.iaea.org/',
		'IAEA',
		'Member States of the IAEA'
	),
	starter(
		'icj',
		'International Court of Justice',
		'https://www.icj-cij.org/rss.xml',
		'https://www.icj-cij.org/',
		'International Court of Justice',
		un
	),
	starter(
		'council-eu',
		'Council of the EU: press releases',
		'https://www.consilium.europa.eu/en/rss/pressreleases.ashx',
		'https://www.consilium.europa.eu/en/press/press-releases/',
		'Council of the European Union',
		eu
	),
	starter(
		'eeas',
		'EEAS: press material',
		'https://www.eeas.europa.eu/rss.xml',
		'https://www.eeas.europa.eu/',
		'European External Action Service',
		eu
	),
	starter(
		'european-parliament',
		'European Parliament: press releases',
		'https://www.europarl.europa.eu/rss/doc/press-releases/en.xml',
		'https://www.europarl.europa.eu/news/en/press-room',
		'European Parliament',
		eu
	),
	starter(
		'european-commission',
		'European Commission: press corner',
		'https://ec.europa.eu/commission/presscorner/api/rss?language=en',
		'https://ec.europa.eu/commission/presscorner/home/en',
		'European Commission',
		eu
	),
	starter(
		'coe',
		'Council of Europe: news',
		'https://www.coe.int/en/web/portal/rss',
		'https://www.coe.int/en/web/portal',
		'Council of Europe',
		'Member States of the Council of Europe'
	),
	starter(
		'nato',
		'NATO: news',
		'https://www.nato.int/rss/news.xml',
		'https://www.nato.int/',
		'NATO',
		'Member States of NATO'
	),
	starter(
		'uk-fcdo',
		'UK: Foreign, Commonwealth & Development Office',
		'https://www.gov.uk/government/organisations/foreign-commonwealth-development-office.atom',
		'https://www.gov.uk/government/organisations/foreign-commonwealth-development-office',
		'UK Foreign, Commonwealth & Development Office',
		'Government of the United Kingdom'
	),
	starter(
		'kremlin-en',
		'President of Russia: events (English)',
		'http://en.kremlin.ru/events/all/feed',
		'http://en.kremlin.ru/',
		'President of Russia',
		russia
	),
	starter(
		'kremlin-ru',
		'Президент России: события',
		'http://kremlin.ru/events/all/feed',
		'http://kremlin.ru/',
		'President of Russia',
		russia
	),
	starter(
		'mid-en',
		'MFA of Russia: news (English)',
		'https://mid.ru/en/rss/',
		'https://mid.ru/en/',
		'Ministry of Foreign Affairs of Russia',
		russia
	),
	starter(
		'mid-ru',
		'МИД России: новости',
		'https://www.mid.ru/ru/rss/',
		'https://mid.ru/ru/',
		'Ministry of Foreign Affairs of Russia',
		russia
	),
	starter(
		'government-ru',
		'Правительство России: новости',
		'http://government.ru/all/rss/',
		'http://government.ru/',
		'Government of Russia',
		russia
	),
	starter(
		'tass-en',
		'TASS: English service',
		'https://tass.com/rss/v2.xml',
		'https://tass.com/',
		'TASS',
		russia,
		'state_controlled'
	),
	starter(
		'president-ua',
		'President of Ukraine: news',
		'https://www.president.gov.ua/en/rss/news/all.rss',
		'https://www.president.gov.ua/en',
		'President of Ukraine',
		ukraine
	),
	starter(
		'mfa-ua',
		'MFA of Ukraine: news',
		'https://mfa.gov.ua/en/rss',
		'https://mfa.gov.ua/en',
		'Ministry of Foreign Affairs of Ukraine',
		ukraine
	),
	starter(
		'crisis-group',
		'International Crisis Group',
		'https://www.crisisgroup.org/rss.xml',
		'https://www.crisisgroup.org/',
		'International Crisis Group',
		'',
		'research'
	),
	starter(
		'sipri',
		'SIPRI',
		'https://www.sipri.org/rss.xml',
		'https://www.sipri.org/',
		'SIPRI',
		'',
		'research'
	)
];
