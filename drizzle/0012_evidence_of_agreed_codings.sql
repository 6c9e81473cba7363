-- Where several coders agreed, several codings are adopted: a development that moves or comes back has evidence of one of
-- them, the one on which it rested last.
CREATE OR REPLACE FUNCTION move_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE evidence AS e SET retired_at = greatest(now(), e.adopted_at)
	FROM after_rows a
	WHERE e.development_id = a.id AND e.retired_at IS NULL AND (a.hidden_at IS NOT NULL OR e.occurred_on <> a.occurred_on);
	INSERT INTO evidence (development_id, recommendation_id, coding_id, effect, occurred_on, adopted_by)
	SELECT DISTINCT ON (c.development_id, c.recommendation_id)
		c.development_id, c.recommendation_id, c.id, c.effect, a.occurred_on, coalesce(last.adopted_by, c.coder_id)
	FROM after_rows a
	JOIN before_rows b USING (id)
	JOIN codings c ON c.development_id = a.id AND c.state = 'adopted' AND c.retired_at IS NULL
	LEFT JOIN LATERAL (
		SELECT e.id, e.adopted_by FROM evidence e WHERE e.coding_id = c.id ORDER BY e.id DESC LIMIT 1
	) last ON true
	WHERE a.hidden_at IS NULL AND (b.hidden_at IS NOT NULL OR b.occurred_on <> a.occurred_on)
		AND NOT EXISTS (
			SELECT FROM evidence e
			WHERE e.development_id = c.development_id AND e.recommendation_id = c.recommendation_id AND e.retired_at IS NULL
		)
	ORDER BY c.development_id, c.recommendation_id, last.id DESC NULLS LAST, c.id;
	RETURN NULL;
END
$$;
