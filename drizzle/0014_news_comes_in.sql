CREATE TABLE "source_aliases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_aliases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "source_aliases_name_given" CHECK (length(trim("source_aliases"."name")) between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "captures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "captures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"url" text NOT NULL,
	"final_url" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"publisher" text DEFAULT '' NOT NULL,
	"author" text DEFAULT '' NOT NULL,
	"published_on" date,
	"language" text,
	"text" text DEFAULT '' NOT NULL,
	"html" text DEFAULT '' NOT NULL,
	"text_hash" text NOT NULL,
	"body_hash" text,
	"development_id" bigint,
	"captured_at" timestamp with time zone DEFAULT now() NOT NULL,
	"captured_by" bigint NOT NULL,
	CONSTRAINT "captures_http" CHECK ("captures"."url" ~ '^https?://' and "captures"."final_url" ~ '^https?://'),
	CONSTRAINT "captures_length" CHECK (length("captures"."text") <= 500000 and length("captures"."html") <= 2000000)
);
--> statement-breakpoint
CREATE TABLE "feed_sightings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feed_sightings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"feed_id" bigint NOT NULL,
	"item_id" bigint NOT NULL,
	"identity" text NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feed_sightings_identity_length" CHECK (length("feed_sightings"."identity") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "inbox_items" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"author" text DEFAULT '' NOT NULL,
	"url" text,
	"canonical_url" text,
	"title_hash" text NOT NULL,
	"content_hash" text NOT NULL,
	"language" text,
	"published_at" timestamp with time zone,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sorted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"feed_id" bigint NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"snoozed_until" timestamp with time zone,
	"development_id" bigint,
	"dismiss_reason" text,
	"dismiss_note" text DEFAULT '' NOT NULL,
	"excluded_by" bigint,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', fold("inbox_items"."title")), 'A') || setweight(to_tsvector('english', fold("inbox_items"."summary")), 'B')) STORED,
	CONSTRAINT "inbox_items_title_length" CHECK (length("inbox_items"."title") between 1 and 500),
	CONSTRAINT "inbox_items_summary_length" CHECK (length("inbox_items"."summary") <= 20000),
	CONSTRAINT "inbox_items_url_http" CHECK ("inbox_items"."url" ~ '^https?://'),
	CONSTRAINT "inbox_items_state" CHECK ("inbox_items"."state" in ('new', 'snoozed', 'logged', 'attached', 'dismissed', 'excluded')),
	CONSTRAINT "inbox_items_reason" CHECK ("inbox_items"."dismiss_reason" in ('not_relevant', 'duplicate', 'too_minor', 'unreliable', 'opinion', 'other')),
	CONSTRAINT "inbox_items_decided" CHECK (("inbox_items"."state" in ('logged', 'attached')) = ("inbox_items"."development_id" is not null) and ("inbox_items"."state" = 'dismissed') = ("inbox_items"."dismiss_reason" is not null) and ("inbox_items"."state" = 'snoozed') = ("inbox_items"."snoozed_until" is not null) and ("inbox_items"."state" in ('logged', 'attached', 'dismissed', 'snoozed')) = ("inbox_items"."decided_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "feed_polls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feed_polls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"feed_id" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text NOT NULL,
	"status" integer,
	"bytes" integer DEFAULT 0 NOT NULL,
	"entries" integer DEFAULT 0 NOT NULL,
	"new_items" integer DEFAULT 0 NOT NULL,
	"fault" text,
	CONSTRAINT "feed_polls_outcome" CHECK ("feed_polls"."outcome" in ('new', 'unchanged', 'partial', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "feed_rules" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feed_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"feed_id" bigint,
	"effect" text NOT NULL,
	"test" text NOT NULL,
	"field" text DEFAULT 'anywhere' NOT NULL,
	"pattern" text NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "feed_rules_effect" CHECK ("feed_rules"."effect" in ('include', 'exclude')),
	CONSTRAINT "feed_rules_test" CHECK ("feed_rules"."test" in ('words', 'phrase', 'regex', 'language')),
	CONSTRAINT "feed_rules_field" CHECK ("feed_rules"."field" in ('anywhere', 'title', 'text', 'author')),
	CONSTRAINT "feed_rules_pattern_given" CHECK (length(trim("feed_rules"."pattern")) between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feeds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"url" text NOT NULL,
	"site_url" text,
	"source_id" bigint,
	"is_on" boolean DEFAULT false NOT NULL,
	"starter_key" text,
	"format" text,
	"language" text,
	"interval_minutes" integer DEFAULT 60 NOT NULL,
	"silent_after_days" integer DEFAULT 14,
	"next_poll_at" timestamp with time zone DEFAULT now() NOT NULL,
	"held_until" timestamp with time zone,
	"etag" text,
	"last_modified" text,
	"last_polled_at" timestamp with time zone,
	"last_succeeded_at" timestamp with time zone,
	"last_item_at" timestamp with time zone,
	"last_fault" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"added_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "feeds_title_given" CHECK (length(trim("feeds"."title")) between 1 and 300),
	CONSTRAINT "feeds_url_http" CHECK ("feeds"."url" ~ '^https?://' and length("feeds"."url") <= 2000),
	CONSTRAINT "feeds_site_http" CHECK ("feeds"."site_url" ~ '^https?://'),
	CONSTRAINT "feeds_format" CHECK ("feeds"."format" in ('rss', 'rdf', 'atom', 'json')),
	CONSTRAINT "feeds_interval" CHECK ("feeds"."interval_minutes" between 5 and 10080),
	CONSTRAINT "feeds_silence" CHECK ("feeds"."silent_after_days" between 1 and 365),
	CONSTRAINT "feeds_failures" CHECK ("feeds"."failures" >= 0)
);
--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "archived_url" text;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "source_author" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "source_language" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "owner" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "speaks_about_itself" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "merged_into_id" bigint;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "source_aliases" ADD CONSTRAINT "source_aliases_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_captured_by_users_id_fk" FOREIGN KEY ("captured_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_sightings" ADD CONSTRAINT "feed_sightings_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_sightings" ADD CONSTRAINT "feed_sightings_item_id_inbox_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."inbox_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_excluded_by_feed_rules_id_fk" FOREIGN KEY ("excluded_by") REFERENCES "public"."feed_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_polls" ADD CONSTRAINT "feed_polls_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_rules" ADD CONSTRAINT "feed_rules_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_rules" ADD CONSTRAINT "feed_rules_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "source_aliases_name" ON "source_aliases" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "source_aliases_of_source" ON "source_aliases" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "captures_of_development" ON "captures" USING btree ("development_id");--> statement-breakpoint
CREATE INDEX "captures_of_url" ON "captures" USING btree ("final_url");--> statement-breakpoint
CREATE UNIQUE INDEX "feed_sightings_identity" ON "feed_sightings" USING btree ("feed_id","identity");--> statement-breakpoint
CREATE INDEX "feed_sightings_of_item" ON "feed_sightings" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "feed_sightings_newest" ON "feed_sightings" USING btree ("feed_id","first_seen_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_items_same_story" ON "inbox_items" USING btree ("canonical_url","title_hash") WHERE "inbox_items"."canonical_url" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_items_same_content" ON "inbox_items" USING btree ("content_hash") WHERE "inbox_items"."canonical_url" is null;--> statement-breakpoint
CREATE INDEX "inbox_items_of_url" ON "inbox_items" USING btree ("canonical_url");--> statement-breakpoint
CREATE INDEX "inbox_items_waiting" ON "inbox_items" USING btree ("sorted_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "inbox_items"."state" = 'new';--> statement-breakpoint
CREATE INDEX "inbox_items_by_state" ON "inbox_items" USING btree ("state","sorted_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inbox_items_of_feed" ON "inbox_items" USING btree ("feed_id","sorted_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inbox_items_of_development" ON "inbox_items" USING btree ("development_id");--> statement-breakpoint
CREATE INDEX "inbox_items_snoozed" ON "inbox_items" USING btree ("snoozed_until") WHERE "inbox_items"."state" = 'snoozed';--> statement-breakpoint
CREATE INDEX "inbox_items_search" ON "inbox_items" USING gin ("search");--> statement-breakpoint
CREATE INDEX "feed_polls_newest" ON "feed_polls" USING btree ("feed_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "feed_polls_by_age" ON "feed_polls" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "feed_rules_of_feed" ON "feed_rules" USING btree ("feed_id");--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_url" ON "feeds" USING btree ("url");--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_starter_key" ON "feeds" USING btree ("starter_key");--> statement-breakpoint
CREATE INDEX "feeds_due" ON "feeds" USING btree ("next_poll_at") WHERE "feeds"."is_on" and "feeds"."hidden_at" is null;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_merged_into_id_sources_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sources_merged" ON "sources" USING btree ("merged_into_id");--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_archived_http" CHECK ("developments"."archived_url" ~ '^https?://');--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_author_length" CHECK (length("developments"."source_author") <= 500);--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_language" CHECK ("developments"."source_language" ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$');--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_not_merged_into_itself" CHECK ("sources"."merged_into_id" <> "sources"."id");--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_note_length" CHECK (length("sources"."note") <= 5000 and length("sources"."owner") <= 300);