import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				// Rules in memory, beside what they test, and the picture of who imports whom.
				test: {
					name: 'unit',
					include: ['src/lib/**/*.test.ts', 'tests/*.test.ts'],
					exclude: ['**/*.room.test.ts'],
					// Some set citations, draw and write files, on machines that may be busy.
					testTimeout: 30_000
				}
			},
			{
				// Commands and queries against a real PostgreSQL: one server, one database for each file.
				test: {
					name: 'rooms',
					include: ['tests/rooms/**/*.test.ts', 'src/lib/**/*.room.test.ts'],
					globalSetup: ['tests/template-database.ts'],
					// They start servers and databases, on machines that may be busy.
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
