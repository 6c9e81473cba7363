-- Counts are kept by statement, from what the statement changed, so that a bulk load costs one upsert.
CREATE FUNCTION count_adopted_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO evidence_months AS m
		(recommendation_id, month, strongly_sets_back, sets_back, context, advances, strongly_advances)
	SELECT recommendation_id, date_trunc('month', occurred_on::timestamp)::date,
		count(*) FILTER (WHERE effect = -2), count(*) FILTER (WHERE effect = -1), count(*) FILTER (WHERE effect = 0),
		count(*) FILTER (WHERE effect = 1), count(*) FILTER (WHERE effect = 2)
	FROM added WHERE retired_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (recommendation_id, month) DO UPDATE SET
		strongly_sets_back = m.strongly_sets_back + excluded.strongly_sets_back,
		sets_back = m.sets_back + excluded.sets_back,
		context = m.context + excluded.context,
		advances = m.advances + excluded.advances,
		strongly_advances = m.strongly_advances + excluded.strongly_advances;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER evidence_counted AFTER INSERT ON evidence
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_adopted_evidence();--> statement-breakpoint
CREATE FUNCTION uncount_retired_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE evidence_months AS m SET
		strongly_sets_back = m.strongly_sets_back - gone.strongly_sets_back,
		sets_back = m.sets_back - gone.sets_back,
		context = m.context - gone.context,
		advances = m.advances - gone.advances,
		strongly_advances = m.strongly_advances - gone.strongly_advances
	FROM (
		SELECT a.recommendation_id, date_trunc('month', a.occurred_on::timestamp)::date AS month,
			count(*) FILTER (WHERE a.effect = -2) AS strongly_sets_back, count(*) FILTER (WHERE a.effect = -1) AS sets_back,
			count(*) FILTER (WHERE a.effect = 0) AS context, count(*) FILTER (WHERE a.effect = 1) AS advances,
			count(*) FILTER (WHERE a.effect = 2) AS strongly_advances
		FROM after_rows a JOIN before_rows b USING (id)
		WHERE b.retired_at IS NULL AND a.retired_at IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
	) AS gone
	WHERE m.recommendation_id = gone.recommendation_id AND m.month = gone.month;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER evidence_uncounted AFTER UPDATE ON evidence
	REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION uncount_retired_evidence();--> statement-breakpoint
CREATE FUNCTION count_forum_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO forum_days AS d (forum_id, occurred_on, developments)
	SELECT forum_id, occurred_on, count(*) FROM added WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (forum_id, occurred_on) DO UPDATE SET developments = d.developments + excluded.developments;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE FUNCTION uncount_forum_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE forum_days AS d SET developments = d.developments - gone.developments
	FROM (SELECT forum_id, occurred_on, count(*) AS developments FROM removed WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2) AS gone
	WHERE d.forum_id = gone.forum_id AND d.occurred_on = gone.occurred_on;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER forum_days_added AFTER INSERT ON development_forums
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_forum_days();--> statement-breakpoint
CREATE TRIGGER forum_days_removed AFTER DELETE ON development_forums
	REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_forum_days();--> statement-breakpoint
CREATE TRIGGER forum_days_moved_from AFTER UPDATE ON development_forums
	REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_forum_days();--> statement-breakpoint
CREATE TRIGGER forum_days_moved_to AFTER UPDATE ON development_forums
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_forum_days();--> statement-breakpoint
CREATE FUNCTION count_actor_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO actor_months AS m (actor_id, month, developments)
	SELECT actor_id, date_trunc('month', occurred_on::timestamp)::date, count(*) FROM added WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (actor_id, month) DO UPDATE SET developments = m.developments + excluded.developments;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE FUNCTION uncount_actor_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE actor_months AS m SET developments = m.developments - gone.developments
	FROM (
		SELECT actor_id, date_trunc('month', occurred_on::timestamp)::date AS month, count(*) AS developments
		FROM removed WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	) AS gone
	WHERE m.actor_id = gone.actor_id AND m.month = gone.month;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER actor_months_added AFTER INSERT ON development_actors
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_actor_months();--> statement-breakpoint
CREATE TRIGGER actor_months_removed AFTER DELETE ON development_actors
	REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_actor_months();--> statement-breakpoint
CREATE TRIGGER actor_months_moved_from AFTER UPDATE ON development_actors
	REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_actor_months();--> statement-breakpoint
CREATE TRIGGER actor_months_moved_to AFTER UPDATE ON development_actors
	REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_actor_months();--> statement-breakpoint
-- A development's date and visibility are copied to where they are counted.
CREATE FUNCTION copy_development_date() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE development_forums AS f SET occurred_on = a.occurred_on, is_visible = a.hidden_at IS NULL
	FROM after_rows a WHERE f.development_id = a.id
		AND (f.occurred_on, f.is_visible) IS DISTINCT FROM (a.occurred_on, a.hidden_at IS NULL);
	UPDATE development_actors AS t SET occurred_on = a.occurred_on, is_visible = a.hidden_at IS NULL
	FROM after_rows a WHERE t.development_id = a.id
		AND (t.occurred_on, t.is_visible) IS DISTINCT FROM (a.occurred_on, a.hidden_at IS NULL);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER developments_date_copied AFTER UPDATE ON developments
	REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION copy_development_date();--> statement-breakpoint
-- What is kept for good cannot be changed, by whatever way a statement comes.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER changes_kept BEFORE UPDATE OR DELETE ON changes FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER assessments_kept BEFORE UPDATE OR DELETE ON assessments FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER assessment_evidence_kept BEFORE UPDATE OR DELETE ON assessment_evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER recommendation_versions_kept BEFORE UPDATE OR DELETE ON recommendation_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER evidence_unchanged BEFORE UPDATE ON evidence FOR EACH ROW
	WHEN (OLD.retired_at IS NOT NULL OR NEW.retired_at IS NULL
		OR (OLD.development_id, OLD.recommendation_id, OLD.coding_id, OLD.effect, OLD.occurred_on, OLD.adopted_at)
			IS DISTINCT FROM (NEW.development_id, NEW.recommendation_id, NEW.coding_id, NEW.effect, NEW.occurred_on, NEW.adopted_at))
	EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER codings_kept BEFORE DELETE ON codings FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER codings_unchanged BEFORE UPDATE ON codings FOR EACH ROW
	WHEN ((OLD.development_id, OLD.recommendation_id, OLD.coder_id, OLD.effect, OLD.rationale, OLD.recorded_at)
		IS DISTINCT FROM (NEW.development_id, NEW.recommendation_id, NEW.coder_id, NEW.effect, NEW.rationale, NEW.recorded_at))
	EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE changes ADD CONSTRAINT changes_actor_id_users_id_fk FOREIGN KEY (actor_id) REFERENCES users (id);--> statement-breakpoint
INSERT INTO site (single) VALUES (true);
