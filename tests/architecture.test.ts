import { describe, expect, test } from 'vitest';
import { importsOf, readModules, rules, violations } from './architecture.ts';

const modules = readModules('src', 'scripts');

describe('the house', () => {
	test.each(Object.keys(rules))('%s', (rule) => {
		expect(violations(rule, modules).join('\n')).toBe('');
	});

	test('was really read', () => {
		expect(modules.length).toBeGreaterThan(30);
		expect(modules.flatMap(importsOf).length).toBeGreaterThan(modules.length);
	});
});

describe('the checker', () => {
	const check = (rule: string, path: string, text: string) => violations(rule, [{ path, text }]);

	test('reads every form of import', () => {
		const text = `
			import type { A } from './a.ts';
			import b, { c } from "#lib/users/user.ts";
			import '../app.css';
			export * from './d.ts';
			export {
				e
			} from './e.ts';
			const f = await import('chart.js');
			// import g from './g.ts';
			/* import h from './h.ts'; */
			import * as i from 'node:fs';`;
		const found = importsOf({ path: 'src/lib/evidence/x.ts', text });
		expect(found.map(({ target }) => target).sort()).toEqual([
			'chart.js',
			'node:fs',
			'src/lib/app.css',
			'src/lib/evidence/a.ts',
			'src/lib/evidence/d.ts',
			'src/lib/evidence/e.ts',
			'src/lib/users/user.ts'
		]);
		expect(found.filter(({ isType }) => isType).map(({ from }) => from)).toEqual(['./a.ts']);
	});

	const upstream = 'rooms import only upstream';
	test('sees a room that looks downstream, also from a component, and lets it look upstream', () => {
		const line = `import { x } from '#lib/evidence/evidence.ts';`;
		expect(check(upstream, 'src/lib/developments/development.ts', line)).toEqual([
			expect.stringContaining('developments stands before evidence')
		]);
		expect(
			check(upstream, 'src/lib/developments/Card.svelte', `<script>\n\t${line}\n</script>`)
		).toHaveLength(1);
		expect(check(upstream, 'src/lib/assessments/assessment.ts', line)).toEqual([]);
	});

	test.each([
		['every folder of src/lib is a room or plumbing', 'src/lib/reports/report.ts', ''],
		[
			'charts, ui, server and the loose modules of src/lib know no nouns',
			'src/lib/charts/chart.ts',
			`import { level } from '#lib/assessments/assessment.ts';`
		],
		[
			'charts, ui, server and the loose modules of src/lib know no nouns',
			'src/lib/text.ts',
			`import type { User } from './users/user.ts';`
		],
		[
			'only charts/ imports Chart.js and only users/ imports Lucia',
			'src/routes/+page.svelte',
			`const { Chart } = await import('chart.js/auto');`
		],
		[
			'only charts/ imports Chart.js and only users/ imports Lucia',
			'src/hooks.server.ts',
			`import { Lucia } from 'lucia';`
		],
		[
			'rooms and plumbing know neither routes nor SvelteKit',
			'src/lib/users/session.server.ts',
			`import { redirect } from '@sveltejs/kit';`
		],
		[
			'rooms and plumbing know neither routes nor SvelteKit',
			'src/lib/progress/Table.svelte',
			`import Row from '../../routes/Row.svelte';`
		],
		[
			'what runs in the browser imports nothing of the server',
			'src/lib/evidence/evidence.ts',
			`import { evidence } from './table.server.ts';`
		],
		[
			'what runs in the browser imports nothing of the server',
			'src/routes/+page.svelte',
			`import { log } from '#lib/server/log.ts';`
		],
		['routes hold no SQL', 'src/routes/+page.server.ts', `import { sql } from 'drizzle-orm';`],
		[
			'routes hold no SQL',
			'src/routes/+page.server.ts',
			`import { users } from '#lib/users/table.server.ts';`
		],
		['every file of a room is of the furniture', 'src/lib/users/Session.ts', ''],
		['every file of a room is of the furniture', 'src/lib/users/parts/session.ts', ''],
		['names say what is inside', 'src/lib/evidence/helpers.ts', ''],
		['names say what is inside', 'src/lib/evidence/date-utils.server.ts', ''],
		['a module has at most 250 lines', 'src/lib/evidence/evidence.ts', 'x\n'.repeat(251)],
		[
			'imports are #lib/room/file.ts or relative, always with the extension',
			'src/lib/evidence/evidence.ts',
			`import { x } from '$lib/users/user.ts';`
		],
		[
			'imports are #lib/room/file.ts or relative, always with the extension',
			'src/lib/evidence/evidence.ts',
			`import { x } from './coding';`
		],
		['no error is swallowed', 'src/lib/evidence/evidence.ts', 'try { x(); } catch {}'],
		['no error is swallowed', 'src/lib/evidence/evidence.ts', 'try { x(); } catch (error) {\n}'],
		['no error is swallowed', 'src/lib/evidence/evidence.ts', 'void x().catch(() => {});']
	])('"%s" catches %s', (rule, path, text) => {
		expect(check(rule, path, text)).toHaveLength(1);
	});

	test.each([
		[
			'what runs in the browser imports nothing of the server',
			`import type { Row } from './queries.server.ts';`
		],
		['routes hold no SQL', `import { sql } from 'drizzle-orm';`],
		['names say what is inside', ''],
		['no error is swallowed', 'try { x(); } catch (error) { report(error); }'],
		[
			'imports are #lib/room/file.ts or relative, always with the extension',
			`import { x } from './coding.ts';`
		]
	])('"%s" lets the right way through', (rule, text) => {
		expect(check(rule, 'src/lib/evidence/evidence.ts', text)).toEqual([]);
	});
});
