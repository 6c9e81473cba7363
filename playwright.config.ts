import { defineConfig, devices } from '@playwright/test';
import { findChromium, launchArguments } from './tests/chromium.ts';

const port = process.env.JOURNEY_PORT ?? '4173';
const address = `http://localhost:${port}`;

export default defineConfig({
	testDir: 'tests',
	testMatch: ['journeys/**/*.spec.ts', 'accessibility/**/*.spec.ts'],
	outputDir: 'test-results',
	forbidOnly: Boolean(process.env.CI),
	// The tests share one server and one database, and the machine has few cores.
	workers: 2,
	// For a machine that is much slower than a desk: whatever fails does so at once or not at all.
	timeout: 240_000,
	expect: { timeout: 20_000 },
	use: {
		...devices['Desktop Chrome'],
		baseURL: address,
		locale: 'en-GB',
		timezoneId: 'UTC',
		screenshot: 'only-on-failure',
		launchOptions: { executablePath: findChromium(), args: launchArguments }
	},
	projects: [
		{ name: 'script', testIgnore: '**/*.noscript.spec.ts' },
		{ name: 'no-script', testMatch: '**/*.noscript.spec.ts', use: { javaScriptEnabled: false } }
	],
	webServer: {
		command: 'exec node tests/journey-server.ts',
		env: { JOURNEY_PORT: port },
		url: address,
		timeout: 120_000,
		stdout: 'ignore',
		stderr: 'pipe',
		gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 }
	}
});
