CREATE TABLE "assessment_evidence" (
	"assessment_id" bigint NOT NULL,
	"development_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "assessment_evidence_assessment_id_development_id_pk" PRIMARY KEY("assessment_id","development_id")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recommendation_id" bigint NOT NULL,
	"recommendation_version" integer NOT NULL,
	"assessor_id" bigint NOT NULL,
	"assessed_on" date NOT NULL,
	"level" smallint NOT NULL,
	"trajectory" text NOT NULL,
	"confidence" text NOT NULL,
	"rationale" text NOT NULL,
	"override_reason" text,
	"is_sample" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" bigint NOT NULL,
	CONSTRAINT "assessments_level" CHECK ("assessments"."level" between 0 and 3),
	CONSTRAINT "assessments_trajectory" CHECK ("assessments"."trajectory" in ('advancing', 'steady', 'stalled', 'reversing')),
	CONSTRAINT "assessments_confidence" CHECK ("assessments"."confidence" in ('low', 'moderate', 'high')),
	CONSTRAINT "assessments_rationale_length" CHECK (length("assessments"."rationale") <= 5000),
	CONSTRAINT "assessments_override_given" CHECK (length(trim("assessments"."override_reason")) > 0)
);
--> statement-breakpoint
CREATE TABLE "actors" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "actors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "actors_name_given" CHECK (length(trim("actors"."name")) between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "development_actors" (
	"development_id" bigint NOT NULL,
	"actor_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	"occurred_on" date NOT NULL,
	"is_visible" boolean DEFAULT true NOT NULL,
	CONSTRAINT "development_actors_development_id_actor_id_pk" PRIMARY KEY("development_id","actor_id")
);
--> statement-breakpoint
CREATE TABLE "development_forums" (
	"development_id" bigint NOT NULL,
	"forum_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	"occurred_on" date NOT NULL,
	"is_visible" boolean DEFAULT true NOT NULL,
	CONSTRAINT "development_forums_development_id_forum_id_pk" PRIMARY KEY("development_id","forum_id")
);
--> statement-breakpoint
CREATE TABLE "developments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "developments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text,
	"occurred_on" date NOT NULL,
	"occurred_precision" text DEFAULT 'day' NOT NULL,
	"published_on" date,
	"accessed_on" date,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" bigint NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"source_id" bigint NOT NULL,
	"source_title" text DEFAULT '' NOT NULL,
	"source_url" text,
	"source_kind" text,
	"source_reliability" text,
	"credibility" smallint DEFAULT 6 NOT NULL,
	"is_sample" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', fold("developments"."title")), 'A') || setweight(to_tsvector('english', fold("developments"."summary")), 'B')) STORED,
	CONSTRAINT "developments_precision" CHECK ("developments"."occurred_precision" in ('day', 'month', 'year')),
	CONSTRAINT "developments_precision_day" CHECK ("developments"."occurred_precision" = 'day' or "developments"."occurred_precision" = 'month' and extract(day from "developments"."occurred_on") = 1 or "developments"."occurred_precision" = 'year' and extract(month from "developments"."occurred_on") = 7 and extract(day from "developments"."occurred_on") = 1),
	CONSTRAINT "developments_kind" CHECK ("developments"."kind" in ('statement', 'proposal', 'formal_step', 'decision', 'resourcing', 'in_operation', 'outcome', 'reversal')),
	CONSTRAINT "developments_title_given" CHECK (length(trim("developments"."title")) between 1 and 500),
	CONSTRAINT "developments_summary_length" CHECK (length("developments"."summary") <= 20000),
	CONSTRAINT "developments_url_http" CHECK ("developments"."source_url" ~ '^https?://'),
	CONSTRAINT "developments_credibility" CHECK ("developments"."credibility" between 1 and 6),
	CONSTRAINT "developments_source_kind" CHECK ("developments"."source_kind" in ('official', 'news', 'research', 'legal', 'state_controlled', 'other')),
	CONSTRAINT "developments_source_reliability" CHECK ("developments"."source_reliability" in ('A', 'B', 'C', 'D', 'E', 'F'))
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"reliability" text DEFAULT 'F' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sources_name_given" CHECK (length(trim("sources"."name")) between 1 and 300),
	CONSTRAINT "sources_kind" CHECK ("sources"."kind" in ('official', 'news', 'research', 'legal', 'state_controlled', 'other')),
	CONSTRAINT "sources_reliability" CHECK ("sources"."reliability" in ('A', 'B', 'C', 'D', 'E', 'F'))
);
--> statement-breakpoint
CREATE TABLE "codings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "codings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"development_id" bigint NOT NULL,
	"recommendation_id" bigint NOT NULL,
	"recommendation_version" integer NOT NULL,
	"coder_id" bigint NOT NULL,
	"effect" smallint NOT NULL,
	"rationale" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "codings_effect" CHECK ("codings"."effect" between -2 and 2),
	CONSTRAINT "codings_rationale_length" CHECK (length("codings"."rationale") <= 5000),
	CONSTRAINT "codings_state" CHECK ("codings"."state" in ('draft', 'submitted', 'adopted', 'disputed', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"development_id" bigint NOT NULL,
	"recommendation_id" bigint NOT NULL,
	"coding_id" bigint NOT NULL,
	"effect" smallint NOT NULL,
	"occurred_on" date NOT NULL,
	"adopted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"adopted_by" bigint NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "evidence_effect" CHECK ("evidence"."effect" between -2 and 2)
);
--> statement-breakpoint
CREATE TABLE "forums" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "forums_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "forums_name_given" CHECK (length(trim("forums"."name")) between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "actor_months" (
	"actor_id" bigint NOT NULL,
	"month" date NOT NULL,
	"developments" integer NOT NULL,
	CONSTRAINT "actor_months_actor_id_month_pk" PRIMARY KEY("actor_id","month")
);
--> statement-breakpoint
CREATE TABLE "evidence_months" (
	"recommendation_id" bigint NOT NULL,
	"month" date NOT NULL,
	"strongly_sets_back" integer DEFAULT 0 NOT NULL,
	"sets_back" integer DEFAULT 0 NOT NULL,
	"context" integer DEFAULT 0 NOT NULL,
	"advances" integer DEFAULT 0 NOT NULL,
	"strongly_advances" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "evidence_months_recommendation_id_month_pk" PRIMARY KEY("recommendation_id","month")
);
--> statement-breakpoint
CREATE TABLE "forum_days" (
	"forum_id" bigint NOT NULL,
	"occurred_on" date NOT NULL,
	"developments" integer NOT NULL,
	CONSTRAINT "forum_days_forum_id_occurred_on_pk" PRIMARY KEY("forum_id","occurred_on")
);
--> statement-breakpoint
CREATE TABLE "publication_sections" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "publication_sections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"publication_id" bigint NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"page" smallint,
	"position" integer NOT NULL,
	CONSTRAINT "publication_sections_key" UNIQUE("publication_id","key")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "publications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"authors" text[] NOT NULL,
	"affiliation" text,
	"year" smallint,
	"language" text DEFAULT 'en' NOT NULL,
	"pages" smallint,
	"url" text,
	"goal" text,
	"stale_after_months" smallint DEFAULT 9 NOT NULL,
	"is_sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "publications_slug_unique" UNIQUE("slug"),
	CONSTRAINT "publications_slug_form" CHECK ("publications"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "publications_stale_after" CHECK ("publications"."stale_after_months" between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "progress_markers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "progress_markers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recommendation_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"direction" text NOT NULL,
	"text" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "progress_markers_direction" CHECK ("progress_markers"."direction" in ('advance', 'setback'))
);
--> statement-breakpoint
CREATE TABLE "recommendation_forums" (
	"recommendation_id" bigint NOT NULL,
	"forum_id" bigint NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "recommendation_forums_recommendation_id_forum_id_pk" PRIMARY KEY("recommendation_id","forum_id")
);
--> statement-breakpoint
CREATE TABLE "recommendation_parties" (
	"recommendation_id" bigint NOT NULL,
	"role" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"is_lead" boolean DEFAULT false NOT NULL,
	CONSTRAINT "recommendation_parties_recommendation_id_role_position_pk" PRIMARY KEY("recommendation_id","role","position"),
	CONSTRAINT "recommendation_parties_role" CHECK ("recommendation_parties"."role" in ('addressee', 'counterpart')),
	CONSTRAINT "recommendation_parties_lead_is_addressee" CHECK (not "recommendation_parties"."is_lead" or "recommendation_parties"."role" = 'addressee')
);
--> statement-breakpoint
CREATE TABLE "recommendation_versions" (
	"recommendation_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"statement" text NOT NULL,
	"rationale" text,
	"weight" numeric(6, 2) DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" bigint,
	CONSTRAINT "recommendation_versions_recommendation_id_version_pk" PRIMARY KEY("recommendation_id","version"),
	CONSTRAINT "recommendation_versions_weight" CHECK ("recommendation_versions"."weight" >= 0)
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recommendations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"publication_id" bigint NOT NULL,
	"theme_id" bigint NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"horizon" text,
	"locator_section" text,
	"locator_page" smallint,
	"locator_anchor" text,
	"conditions" text[] DEFAULT '{}'::text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "recommendations_code" UNIQUE("publication_id","code"),
	CONSTRAINT "recommendations_code_form" CHECK ("recommendations"."code" ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
	CONSTRAINT "recommendations_kind" CHECK ("recommendations"."kind" in ('recommendation', 'condition', 'outcome')),
	CONSTRAINT "recommendations_horizon" CHECK ("recommendations"."horizon" in ('short', 'medium', 'long'))
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "themes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"publication_id" bigint NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"summary" text,
	"position" integer NOT NULL,
	CONSTRAINT "themes_code" UNIQUE("publication_id","code")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity" text NOT NULL,
	"entity_id" bigint NOT NULL,
	"action" text NOT NULL,
	"actor_id" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"bucket" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp with time zone NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "rate_limits_tries_positive" CHECK ("rate_limits"."tries" > 0)
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"scope" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "api_tokens_scope" CHECK ("api_tokens"."scope" in ('read', 'write'))
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invitations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token_hash" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"invited_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" bigint,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('viewer', 'analyst', 'editor', 'admin')),
	CONSTRAINT "invitations_used_by_somebody" CHECK (("invitations"."used_at" is null) = ("invitations"."used_by" is null))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "site" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"reading" text DEFAULT 'public' NOT NULL,
	CONSTRAINT "site_one_row" CHECK ("site"."single"),
	CONSTRAINT "site_reading" CHECK ("site"."reading" in ('public', 'members'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"is_sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deactivated_at" timestamp with time zone,
	CONSTRAINT "users_role" CHECK ("users"."role" in ('viewer', 'analyst', 'editor', 'admin')),
	CONSTRAINT "users_name_given" CHECK (length(trim("users"."name")) between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "assessment_evidence" ADD CONSTRAINT "assessment_evidence_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_evidence" ADD CONSTRAINT "assessment_evidence_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_assessor_id_users_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_recommendation_id_recommendation_version_recommendation_versions_recommendation_id_version_fk" FOREIGN KEY ("recommendation_id","recommendation_version") REFERENCES "public"."recommendation_versions"("recommendation_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_actors" ADD CONSTRAINT "development_actors_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_actors" ADD CONSTRAINT "development_actors_actor_id_actors_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_forums" ADD CONSTRAINT "development_forums_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_forums" ADD CONSTRAINT "development_forums_forum_id_forums_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_coder_id_users_id_fk" FOREIGN KEY ("coder_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_recommendation_id_recommendation_version_recommendation_versions_recommendation_id_version_fk" FOREIGN KEY ("recommendation_id","recommendation_version") REFERENCES "public"."recommendation_versions"("recommendation_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_coding_id_codings_id_fk" FOREIGN KEY ("coding_id") REFERENCES "public"."codings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_adopted_by_users_id_fk" FOREIGN KEY ("adopted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actor_months" ADD CONSTRAINT "actor_months_actor_id_actors_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_months" ADD CONSTRAINT "evidence_months_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_days" ADD CONSTRAINT "forum_days_forum_id_forums_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_sections" ADD CONSTRAINT "publication_sections_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "progress_markers" ADD CONSTRAINT "progress_markers_recommendation_id_version_recommendation_versions_recommendation_id_version_fk" FOREIGN KEY ("recommendation_id","version") REFERENCES "public"."recommendation_versions"("recommendation_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_forums" ADD CONSTRAINT "recommendation_forums_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_forums" ADD CONSTRAINT "recommendation_forums_forum_id_forums_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_parties" ADD CONSTRAINT "recommendation_parties_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_versions" ADD CONSTRAINT "recommendation_versions_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_versions" ADD CONSTRAINT "recommendation_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_theme_id_themes_id_fk" FOREIGN KEY ("theme_id") REFERENCES "public"."themes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "themes" ADD CONSTRAINT "themes_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_evidence_of_development" ON "assessment_evidence" USING btree ("development_id");--> statement-breakpoint
CREATE INDEX "assessments_latest" ON "assessments" USING btree ("recommendation_id","assessed_on" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "actors_name" ON "actors" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "development_actors_newest" ON "development_actors" USING btree ("actor_id","occurred_on" DESC NULLS LAST,"development_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "development_forums_newest" ON "development_forums" USING btree ("forum_id","occurred_on" DESC NULLS LAST,"development_id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "developments_external_id" ON "developments" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "developments_newest" ON "developments" USING btree ("occurred_on" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "developments"."hidden_at" is null;--> statement-breakpoint
CREATE INDEX "developments_search" ON "developments" USING gin ("search");--> statement-breakpoint
CREATE INDEX "developments_title_trigrams" ON "developments" USING gin (fold("title") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "developments_source_url" ON "developments" USING btree ("source_url");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_name" ON "sources" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "codings_one_current_each" ON "codings" USING btree ("development_id","recommendation_id","coder_id") WHERE "codings"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_one_current_each" ON "evidence" USING btree ("development_id","recommendation_id") WHERE "evidence"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "evidence_newest" ON "evidence" USING btree ("recommendation_id","occurred_on" DESC NULLS LAST,"development_id" DESC NULLS LAST) WHERE "evidence"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "evidence_retired" ON "evidence" USING btree ("recommendation_id","retired_at") WHERE "evidence"."retired_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "forums_name" ON "forums" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "progress_markers_of_version" ON "progress_markers" USING btree ("recommendation_id","version");--> statement-breakpoint
CREATE INDEX "recommendation_forums_of_forum" ON "recommendation_forums" USING btree ("forum_id");--> statement-breakpoint
CREATE INDEX "changes_of_record" ON "changes" USING btree ("entity","entity_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "api_tokens_of_user" ON "api_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));