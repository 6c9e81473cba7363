CREATE TABLE "briefing_blocks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "briefing_blocks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"briefing_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"recommendation_id" bigint,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "briefing_blocks_kind" CHECK ("briefing_blocks"."kind" in ('position', 'changes', 'recommendation', 'gaps', 'method', 'bibliography', 'heading', 'text')),
	CONSTRAINT "briefing_blocks_recommendation" CHECK (("briefing_blocks"."kind" = 'recommendation') = ("briefing_blocks"."recommendation_id" is not null)),
	CONSTRAINT "briefing_blocks_text_length" CHECK (length("briefing_blocks"."text") <= 100000)
);
--> statement-breakpoint
CREATE TABLE "briefing_exports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "briefing_exports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"briefing_id" bigint NOT NULL,
	"issue_id" bigint,
	"format" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"progress" smallint DEFAULT 0 NOT NULL,
	"fault" text,
	"file" "bytea",
	"requested_by" bigint,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "briefing_exports_format" CHECK ("briefing_exports"."format" in ('docx', 'pdf', 'html', 'md')),
	CONSTRAINT "briefing_exports_state" CHECK ("briefing_exports"."state" in ('waiting', 'running', 'done', 'failed')),
	CONSTRAINT "briefing_exports_progress" CHECK ("briefing_exports"."progress" between 0 and 100),
	CONSTRAINT "briefing_exports_done_with_file" CHECK (("briefing_exports"."state" = 'done') = ("briefing_exports"."file" is not null))
);
--> statement-breakpoint
CREATE TABLE "briefing_issues" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "briefing_issues_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"briefing_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"inputs_hash" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"issued_by" bigint NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "briefing_issues_number" UNIQUE("briefing_id","number"),
	CONSTRAINT "briefing_issues_hashes" CHECK (length("briefing_issues"."content_hash") = 64 and length("briefing_issues"."inputs_hash") = 64)
);
--> statement-breakpoint
CREATE TABLE "briefing_publications" (
	"briefing_id" bigint NOT NULL,
	"publication_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "briefing_publications_briefing_id_publication_id_pk" PRIMARY KEY("briefing_id","publication_id")
);
--> statement-breakpoint
CREATE TABLE "briefing_shares" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "briefing_shares_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issue_id" bigint NOT NULL,
	"token_hash" text NOT NULL,
	"password_hash" text,
	"expires_at" timestamp with time zone,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "briefing_shares_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "briefing_templates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "briefing_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"structure" jsonb NOT NULL,
	"is_shipped" boolean DEFAULT false NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "briefing_templates_name_given" CHECK (length(trim("briefing_templates"."name")) between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "briefings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "briefings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"audience" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"period_from" date,
	"period_to" date,
	"since" date,
	"citation_style" text DEFAULT 'chicago-notes' NOT NULL,
	"locale" text DEFAULT 'en-GB' NOT NULL,
	"house_template_id" bigint,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "briefings_state" CHECK ("briefings"."state" in ('draft', 'in_review', 'issued')),
	CONSTRAINT "briefings_title_given" CHECK (length(trim("briefings"."title")) between 1 and 500),
	CONSTRAINT "briefings_period" CHECK ("briefings"."period_from" <= "briefings"."period_to")
);
--> statement-breakpoint
CREATE TABLE "citation_styles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "citation_styles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"csl" text NOT NULL,
	"added_by" bigint NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "house_templates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "house_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"file" "bytea" NOT NULL,
	"uploaded_by" bigint NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hidden_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "threads" DROP CONSTRAINT "threads_subject";--> statement-breakpoint
ALTER TABLE "threads" DROP CONSTRAINT "threads_about_its_subject";--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "block_id" bigint;--> statement-breakpoint
ALTER TABLE "briefing_blocks" ADD CONSTRAINT "briefing_blocks_briefing_id_briefings_id_fk" FOREIGN KEY ("briefing_id") REFERENCES "public"."briefings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_blocks" ADD CONSTRAINT "briefing_blocks_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_blocks" ADD CONSTRAINT "briefing_blocks_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_exports" ADD CONSTRAINT "briefing_exports_briefing_id_briefings_id_fk" FOREIGN KEY ("briefing_id") REFERENCES "public"."briefings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_exports" ADD CONSTRAINT "briefing_exports_issue_id_briefing_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."briefing_issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_exports" ADD CONSTRAINT "briefing_exports_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_issues" ADD CONSTRAINT "briefing_issues_briefing_id_briefings_id_fk" FOREIGN KEY ("briefing_id") REFERENCES "public"."briefings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_issues" ADD CONSTRAINT "briefing_issues_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_publications" ADD CONSTRAINT "briefing_publications_briefing_id_briefings_id_fk" FOREIGN KEY ("briefing_id") REFERENCES "public"."briefings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_publications" ADD CONSTRAINT "briefing_publications_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_shares" ADD CONSTRAINT "briefing_shares_issue_id_briefing_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."briefing_issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_shares" ADD CONSTRAINT "briefing_shares_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_templates" ADD CONSTRAINT "briefing_templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_house_template_id_house_templates_id_fk" FOREIGN KEY ("house_template_id") REFERENCES "public"."house_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citation_styles" ADD CONSTRAINT "citation_styles_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "house_templates" ADD CONSTRAINT "house_templates_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "briefing_blocks_of_briefing" ON "briefing_blocks" USING btree ("briefing_id","position");--> statement-breakpoint
CREATE INDEX "briefing_exports_of_briefing" ON "briefing_exports" USING btree ("briefing_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "briefing_exports_open" ON "briefing_exports" USING btree ("id") WHERE "briefing_exports"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "briefing_shares_of_issue" ON "briefing_shares" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "briefings_newest" ON "briefings" USING btree ("updated_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "threads_of_block" ON "threads" USING btree ("block_id","id");--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_subject" CHECK ("threads"."subject" in ('development', 'coding', 'assessment', 'recommendation', 'block'));--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_about_its_subject" CHECK (case "threads"."subject"
				when 'development' then "threads"."development_id" is not null and num_nonnulls("threads"."coding_id", "threads"."assessment_id", "threads"."recommendation_id", "threads"."block_id") = 0
				when 'coding' then num_nonnulls("threads"."development_id", "threads"."coding_id") = 2 and num_nonnulls("threads"."assessment_id", "threads"."recommendation_id", "threads"."block_id") = 0
				when 'assessment' then num_nonnulls("threads"."recommendation_id", "threads"."assessment_id") = 2 and num_nonnulls("threads"."development_id", "threads"."coding_id", "threads"."block_id") = 0
				when 'recommendation' then "threads"."recommendation_id" is not null and num_nonnulls("threads"."development_id", "threads"."coding_id", "threads"."assessment_id", "threads"."block_id") = 0
				else "threads"."block_id" is not null and num_nonnulls("threads"."development_id", "threads"."coding_id", "threads"."assessment_id", "threads"."recommendation_id") = 0 end);