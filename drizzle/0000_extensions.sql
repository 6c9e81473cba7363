CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
-- Lower case without accents, for search. unaccent() itself is only stable, since its dictionary could be
-- changed; naming the dictionary makes this one safe to index. The schema is found at migration time, since a
-- managed Postgres may keep extensions in one of its own.
DO $$
DECLARE
	home text;
BEGIN
	SELECT n.nspname INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'unaccent';
	EXECUTE format(
		'CREATE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS %L',
		format('SELECT lower(%I.unaccent(%L::regdictionary, words))', home, format('%I.unaccent', home))
	);
END
$$;
