import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// The picture of who imports whom, and the rules of the house over it. Each broken rule is a sentence that says what to
// do instead. Only text is read: nothing is loaded.

export type Module = {
	/** From the root of the repository, with forward slashes. */
	path: string;
	text: string;
};

type Import = { from: string; isType: boolean; target: string; isPackage: boolean };

/** Rooms in the order of DESIGN: each may import those before it. `exchange` moves whole files in and out of all. */
export const rooms = (
	'users publications forums recommendations developments evidence assessments ' +
	'progress annotations feeds briefings history exchange'
).split(' ');
const plumbing = ['charts', 'ui', 'server'];
/** Puts a whole installation together: the one module of `src/lib` that may know every room. */
const composition = ['src/lib/installation.ts'];
const emptyNames = /(^|[-./])(utils?|helpers?|misc|common|manager|services?|shared|index)(?=[-.])/i;
const longestModule = 250;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every TypeScript module and component below these folders. */
export function readModules(...folders: string[]): Module[] {
	return folders
		.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile() && /\.(ts|mjs|svelte)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

const statement = /(?:^|[\s;])(?:import|export)\s+(type\s+)?(?:[\w$*{][^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/g;
const dynamic = /import\(\s*()['"]([^'"]+)['"]/g;

export function importsOf({ path, text }: Module): Import[] {
	const code = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
	return [...code.matchAll(statement), ...code.matchAll(dynamic)].map(([, type, from = '']) => {
		const isRelative = from.startsWith('.');
		const isOurs = isRelative || from.startsWith('#lib/') || from.startsWith('$lib');
		const target = isRelative ? normalize(join(dirname(path), from)) : from.replace(/^[#$]lib\//, 'src/lib/');
		return {
			from,
			isType: Boolean(type),
			target: isOurs ? target.split(sep).join('/') : from,
			isPackage: !isOurs
		};
	});
}

const roomOf = (path: string) => /^src\/lib\/([^/]+)\//.exec(path)?.[1];
const isTest = (path: string) => path.endsWith('.test.ts');
const isServerOnly = (path: string) => /\.server\.ts$|\+server\.ts$|^src\/lib\/server\//.test(path);
const isPackage = (name: string, from: string) => from === name || from.startsWith(`${name}/`);

type Rule = (module: Module, imports: Import[]) => string[];
const each = (imports: Import[], complain: (one: Import) => string | false | undefined): string[] =>
	imports.map(complain).filter((sentence) => typeof sentence === 'string');

/** The rules by name; the name is how the house puts it. */
export const rules: Record<string, Rule> = {
	'rooms import only upstream': ({ path }, imports) =>
		each(imports, ({ target }) => {
			const [from, to] = [roomOf(path) ?? '', roomOf(target) ?? ''];
			if (isTest(path) || !rooms.includes(from) || !rooms.includes(to)) return;
			return (
				rooms.indexOf(to) > rooms.indexOf(from) &&
				`${path} imports ${target}, but ${from} stands before ${to}. Move what needs both to ${to}, or pass it in.`
			);
		}),

	'every folder of src/lib is a room or plumbing': ({ path }) => {
		const folder = roomOf(path);
		if (!folder || rooms.includes(folder) || plumbing.includes(folder)) return [];
		return [`${path} is in no room of the house. Put it in the room whose noun it is about.`];
	},

	'charts, ui, server and the loose modules of src/lib know no nouns': ({ path }, imports) => {
		const isPlumbing = plumbing.includes(roomOf(path) ?? '') || /^src\/lib\/[^/]+$/.test(path);
		if (!isPlumbing || composition.includes(path) || isTest(path)) return [];
		return each(
			imports,
			({ target }) =>
				rooms.includes(roomOf(target) ?? '') &&
				`${path} imports ${target}, but it must know no nouns. Take what it needs as a parameter, or move it to that room.`
		);
	},

	'only charts/ imports Chart.js and only users/ imports Lucia': ({ path }, imports) =>
		each(imports, ({ from }) => {
			const owner = isPackage('chart.js', from) ? 'charts' : isPackage('lucia', from) ? 'users' : undefined;
			return (
				owner !== undefined &&
				roomOf(path) !== owner &&
				`${path} imports ${from}, which belongs to ${owner}/ alone. Use what ${owner}/ exports, or add it there.`
			);
		}),

	'rooms and plumbing know neither routes nor SvelteKit': ({ path }, imports) => {
		if (!path.startsWith('src/lib/')) return [];
		return each(imports, ({ from, target }) => {
			const isKit =
				isPackage('@sveltejs/kit', from) || (/^\$(app|env)\//.test(from) && !path.endsWith('.svelte'));
			if (!isKit && !target.startsWith('src/routes/')) return;
			return `${path} imports ${from}. Only src/routes translates HTTP: return a value or throw a class of src/lib/errors.ts.`;
		});
	},

	'what runs in the browser imports nothing of the server': ({ path }, imports) => {
		const isClient =
			path.startsWith('src/') && !isServerOnly(path) && !isTest(path) && !composition.includes(path);
		if (!isClient) return [];
		return each(
			imports,
			({ target, isType }) =>
				!isType &&
				isServerOnly(target) &&
				`${path} imports ${target}, which is for the server. Import its types with "import type", or move the rule to the pure file.`
		);
	},

	'routes hold no SQL': ({ path }, imports) => {
		if (!path.startsWith('src/routes/')) return [];
		return each(
			imports,
			({ from, isType }) =>
				!isType &&
				(isPackage('drizzle-orm', from) || isPackage('postgres', from) || from.endsWith('table.server.ts')) &&
				`${path} imports ${from}. A route parses, authorises and calls: put the statement into queries.server.ts or commands.server.ts of its room.`
		);
	},

	'every file of a room is of the furniture': ({ path }) => {
		if (!rooms.includes(roomOf(path) ?? '')) return [];
		const name = path.split('/').slice(3).join('/');
		const isFurniture = /^([a-z][a-z0-9-]*(\.server)?(\.room)?(\.test)?\.ts|[A-Z][A-Za-z]*\.svelte)$/.test(
			name
		);
		if (isFurniture) return [];
		return [
			`${path} is not of the furniture: noun.ts, noun.test.ts, table.server.ts, queries.server.ts, commands.server.ts, ` +
				'noun.server.ts or Component.svelte, flat in the room.'
		];
	},

	'names say what is inside': ({ path }) =>
		emptyNames.test(path.split('/').at(-1) ?? '')
			? [`${path} has a name that says nothing. Name it after the noun it holds, or what it does.`]
			: [],

	'a module has at most 250 lines': ({ path, text }) => {
		const lines = text.trimEnd().split('\n').length;
		return lines > longestModule
			? [`${path} has ${lines} lines. Split it at the seam between two nouns.`]
			: [];
	},

	'imports are #lib/room/file.ts or relative, always with the extension': ({ path }, imports) =>
		each(imports, ({ from, isPackage: isForeign }) => {
			if (from.startsWith('$lib')) return `${path} imports ${from}. Write #lib/room/file.ts.`;
			if (isForeign || from.endsWith('/$types') || /\.[a-z0-9]+(\?\w+)?$/.test(from)) return;
			return `${path} imports ${from} without its extension. Add it: Node needs it.`;
		}),

	'no error is swallowed': ({ path, text }) =>
		/catch\s*(\([^)]*\)\s*)?\{\s*\}|\.catch\(\s*\(\)\s*=>\s*\{\s*\}\s*\)/.test(text)
			? [
					`${path} swallows an error. Handle the one you expect by its code or class, and let the others through.`
				]
			: []
};

/** Every sentence that a rule has to say about these modules. */
export function violations(rule: string, modules: Module[]): string[] {
	return modules.flatMap(
		(module) => rules[rule]?.(module, importsOf(module)) ?? [`There is no rule "${rule}".`]
	);
}
