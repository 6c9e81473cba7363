export { fallback, GET } from '../../../healthz/+server.ts';
