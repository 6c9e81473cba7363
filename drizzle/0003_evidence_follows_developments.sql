-- A development's date and visibility decide over its evidence: moved or hidden, its evidence is retired; wherever a
-- visible development has an adopted coding without evidence, the evidence is made again from it.
CREATE FUNCTION move_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE evidence AS e SET retired_at = greatest(now(), e.adopted_at)
	FROM after_rows a
	WHERE e.development_id = a.id AND e.retired_at IS NULL AND (a.hidden_at IS NOT NULL OR e.occurred_on <> a.occurred_on);
	INSERT INTO evidence (development_id, recommendation_id, coding_id, effect, occurred_on, adopted_by)
	SELECT c.development_id, c.recommendation_id, c.id, c.effect, a.occurred_on,
		coalesce((SELECT e.adopted_by FROM evidence e WHERE e.coding_id = c.id ORDER BY e.id DESC LIMIT 1), c.coder_id)
	FROM after_rows a
	JOIN before_rows b USING (id)
	JOIN codings c ON c.development_id = a.id AND c.state = 'adopted' AND c.retired_at IS NULL
	WHERE a.hidden_at IS NULL AND (b.hidden_at IS NOT NULL OR b.occurred_on <> a.occurred_on)
		AND NOT EXISTS (
			SELECT FROM evidence e
			WHERE e.development_id = c.development_id AND e.recommendation_id = c.recommendation_id AND e.retired_at IS NULL
		);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER developments_evidence_moved AFTER UPDATE ON developments
	REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION move_evidence();
