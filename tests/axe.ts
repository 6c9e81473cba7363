import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules that depend on colours. */
const colours = ['color-contrast', 'link-in-text-block'];

/** Each fault that axe finds, with where it is, so that the failure says what to mend. */
async function faultsFor(page: Page, rules?: string[]): Promise<string[]> {
	// Only what fails is told in full: it is quicker by half.
	const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`)
	);
}

/** The faults of the page as it is. */
export const faultsOf = (page: Page): Promise<string[]> => faultsFor(page);

/** The faults of the page in light colours, and those that dark ones add. */
export async function faultsInBothColours(page: Page): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'light' });
	const light = await faultsFor(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await faultsFor(page, colours);
	return [...light, ...dark.map((fault) => `in dark colours, ${fault}`)];
}
