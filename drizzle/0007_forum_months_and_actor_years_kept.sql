-- Whoever writes the rows that are counted has finished, or waits and then runs the functions below.
LOCK TABLE development_forums, development_actors IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
-- The coarser count is written first, in order: it holds off all who would write the finer ones under it, so that two
-- transactions cannot wait for each other there, and a day that has become empty stays so until its bit is gone.
CREATE OR REPLACE FUNCTION count_forum_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO forum_months AS m (forum_id, month, developments, days)
	SELECT forum_id, date_trunc('month', occurred_on::timestamp)::date, count(*), bit_or(1 << extract(day FROM occurred_on)::int - 1)
	FROM added WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (forum_id, month) DO UPDATE SET
		developments = m.developments + excluded.developments, days = m.days | excluded.days;
	INSERT INTO forum_days AS d (forum_id, occurred_on, developments)
	SELECT forum_id, occurred_on, count(*) FROM added WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (forum_id, occurred_on) DO UPDATE SET developments = d.developments + excluded.developments;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION uncount_forum_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- The months are there. Unlike an update, this takes them in order.
	INSERT INTO forum_months AS m (forum_id, month, developments, days)
	SELECT forum_id, date_trunc('month', occurred_on::timestamp)::date, -count(*), 0
	FROM removed WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (forum_id, month) DO UPDATE SET developments = m.developments + excluded.developments;
	WITH reduced AS (
		UPDATE forum_days AS d SET developments = d.developments - gone.developments
		FROM (SELECT forum_id, occurred_on, count(*) AS developments FROM removed WHERE is_visible GROUP BY 1, 2) AS gone
		WHERE d.forum_id = gone.forum_id AND d.occurred_on = gone.occurred_on
		RETURNING d.forum_id, d.occurred_on, d.developments
	)
	UPDATE forum_months AS m SET days = m.days & ~emptied.days
	FROM (
		SELECT forum_id, date_trunc('month', occurred_on::timestamp)::date AS month,
			bit_or(1 << extract(day FROM occurred_on)::int - 1) AS days
		FROM reduced WHERE developments = 0 GROUP BY 1, 2
	) AS emptied
	WHERE m.forum_id = emptied.forum_id AND m.month = emptied.month;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION count_actor_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO actor_years AS y (actor_id, year, developments)
	SELECT actor_id, date_trunc('year', occurred_on::timestamp)::date, count(*) FROM added WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (actor_id, year) DO UPDATE SET developments = y.developments + excluded.developments;
	INSERT INTO actor_months AS m (actor_id, month, developments)
	SELECT actor_id, date_trunc('month', occurred_on::timestamp)::date, count(*) FROM added WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (actor_id, month) DO UPDATE SET developments = m.developments + excluded.developments;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION uncount_actor_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO actor_years AS y (actor_id, year, developments)
	SELECT actor_id, date_trunc('year', occurred_on::timestamp)::date, -count(*) FROM removed WHERE is_visible GROUP BY 1, 2 ORDER BY 1, 2
	ON CONFLICT (actor_id, year) DO UPDATE SET developments = y.developments + excluded.developments;
	UPDATE actor_months AS m SET developments = m.developments - gone.developments
	FROM (
		SELECT actor_id, date_trunc('month', occurred_on::timestamp)::date AS month, count(*) AS developments
		FROM removed WHERE is_visible GROUP BY 1, 2
	) AS gone
	WHERE m.actor_id = gone.actor_id AND m.month = gone.month;
	RETURN NULL;
END
$$;--> statement-breakpoint
INSERT INTO forum_months (forum_id, month, developments, days)
SELECT forum_id, date_trunc('month', occurred_on::timestamp)::date, sum(developments), bit_or(1 << extract(day FROM occurred_on)::int - 1)
FROM forum_days WHERE developments > 0 GROUP BY 1, 2 ORDER BY 1, 2;--> statement-breakpoint
INSERT INTO actor_years (actor_id, year, developments)
SELECT actor_id, date_trunc('year', month::timestamp)::date, sum(developments)
FROM actor_months WHERE developments > 0 GROUP BY 1, 2 ORDER BY 1, 2;
