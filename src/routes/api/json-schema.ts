import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Json } from './path-parameters.ts';

const convert = (schema: v.GenericSchema, typeMode: 'input' | 'output'): Json => {
	// What valibot checks by code, JSON Schema cannot say; it is said in the descriptions.
	const converted = toJsonSchema(schema, { target: 'draft-2020-12', typeMode, errorMode: 'ignore' });
	const { $schema: _, ...rest } = converted as Json;
	return rest;
};

/** Of what is sent. */
export const inputSchema = (schema: v.GenericSchema) => convert(schema, 'input');

/** Of what is answered. */
export const answerSchema = (schema: v.GenericSchema) => convert(schema, 'output');
