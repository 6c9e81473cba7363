CREATE TABLE "annotations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "annotations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"development_id" bigint NOT NULL,
	"text_version" integer NOT NULL,
	"motivation" text NOT NULL,
	"exact" text NOT NULL,
	"prefix" text NOT NULL,
	"suffix" text NOT NULL,
	"start_at" integer NOT NULL,
	"end_at" integer NOT NULL,
	"placed_start" integer,
	"placed_end" integer,
	"placed" text,
	"body" text DEFAULT '' NOT NULL,
	"coding_id" bigint,
	"creator_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"modified_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "annotations_motivation" CHECK ("annotations"."motivation" in ('highlighting', 'commenting', 'linking')),
	CONSTRAINT "annotations_position" CHECK ("annotations"."start_at" >= 0 and "annotations"."start_at" < "annotations"."end_at"),
	CONSTRAINT "annotations_placed_or_orphan" CHECK (("annotations"."placed" is null) = ("annotations"."placed_start" is null) and ("annotations"."placed" is null) = ("annotations"."placed_end" is null)),
	CONSTRAINT "annotations_placed" CHECK ("annotations"."placed" in ('exact', 'moved', 'edited')),
	CONSTRAINT "annotations_link_to_coding" CHECK (("annotations"."motivation" = 'linking') = ("annotations"."coding_id" is not null)),
	CONSTRAINT "annotations_body_length" CHECK (length("annotations"."body") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"thread_id" bigint NOT NULL,
	"author_id" bigint NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"hidden_at" timestamp with time zone,
	CONSTRAINT "comments_body_length" CHECK (length("comments"."body") between 1 and 20000)
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "threads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" text NOT NULL,
	"development_id" bigint,
	"coding_id" bigint,
	"assessment_id" bigint,
	"recommendation_id" bigint,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_by" bigint NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_by" bigint,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "threads_subject" CHECK ("threads"."subject" in ('development', 'coding', 'assessment', 'recommendation')),
	CONSTRAINT "threads_state" CHECK ("threads"."state" in ('open', 'resolved')),
	CONSTRAINT "threads_resolved_by_somebody" CHECK (("threads"."state" = 'resolved') = ("threads"."resolved_by" is not null)),
	CONSTRAINT "threads_about_its_subject" CHECK (case "threads"."subject"
				when 'development' then "threads"."development_id" is not null and num_nonnulls("threads"."coding_id", "threads"."assessment_id", "threads"."recommendation_id") = 0
				when 'coding' then num_nonnulls("threads"."development_id", "threads"."coding_id") = 2 and num_nonnulls("threads"."assessment_id", "threads"."recommendation_id") = 0
				when 'assessment' then num_nonnulls("threads"."recommendation_id", "threads"."assessment_id") = 2 and num_nonnulls("threads"."development_id", "threads"."coding_id") = 0
				else "threads"."recommendation_id" is not null and num_nonnulls("threads"."development_id", "threads"."coding_id", "threads"."assessment_id") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "development_texts" (
	"development_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"origin" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" bigint NOT NULL,
	CONSTRAINT "development_texts_development_id_version_pk" PRIMARY KEY("development_id","version"),
	CONSTRAINT "development_texts_length" CHECK (length("development_texts"."text") between 1 and 500000),
	CONSTRAINT "development_texts_origin" CHECK ("development_texts"."origin" in ('pasted', 'captured'))
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assignments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"development_id" bigint NOT NULL,
	"publication_id" bigint NOT NULL,
	"assignee_id" bigint,
	"assigned_by" bigint NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lapses_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "assignments_done_by_somebody" CHECK ("assignments"."done_at" is null or "assignments"."assignee_id" is not null),
	CONSTRAINT "assignments_lapse_with_assignee" CHECK (("assignments"."lapses_at" is null) = ("assignments"."assignee_id" is null))
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"actor_id" bigint,
	"title" text NOT NULL,
	"href" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "notifications_reason" CHECK ("notifications"."reason" in ('mention', 'reply', 'assigned', 'returned', 'to_review', 'to_adjudicate', 'decided', 'stale')),
	CONSTRAINT "notifications_href_within" CHECK ("notifications"."href" ~ '^/([^/]|$)')
);
--> statement-breakpoint
CREATE TABLE "presences" (
	"tab" text PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"place" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "codings_one_current_each";--> statement-breakpoint
ALTER TABLE "codings" ADD COLUMN "marker_id" bigint;--> statement-breakpoint
ALTER TABLE "codings" ADD COLUMN "quote" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "codings" ADD COLUMN "is_blind" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "codings" ADD COLUMN "is_adjudication" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "codings" ADD COLUMN "revealed_at" timestamp with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "coding_rule" text DEFAULT 'single' NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "assignment_days" smallint DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "owner_id" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mailing" text DEFAULT 'each' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "digest_on" date;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_coding_id_codings_id_fk" FOREIGN KEY ("coding_id") REFERENCES "public"."codings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_text" FOREIGN KEY ("development_id","text_version") REFERENCES "public"."development_texts"("development_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_coding_id_codings_id_fk" FOREIGN KEY ("coding_id") REFERENCES "public"."codings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_texts" ADD CONSTRAINT "development_texts_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "development_texts" ADD CONSTRAINT "development_texts_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_development_id_developments_id_fk" FOREIGN KEY ("development_id") REFERENCES "public"."developments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotations_of_development" ON "annotations" USING btree ("development_id","id");--> statement-breakpoint
CREATE INDEX "annotations_of_coding" ON "annotations" USING btree ("coding_id");--> statement-breakpoint
CREATE INDEX "comments_of_thread" ON "comments" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "threads_of_development" ON "threads" USING btree ("development_id","id");--> statement-breakpoint
CREATE INDEX "threads_of_recommendation" ON "threads" USING btree ("recommendation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_one_each" ON "assignments" USING btree ("development_id","publication_id","assignee_id") WHERE "assignments"."assignee_id" is not null and "assignments"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "assignments_open" ON "assignments" USING btree ("assignee_id","id") WHERE "assignments"."done_at" is null and "assignments"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "assignments_lapsing" ON "assignments" USING btree ("lapses_at") WHERE "assignments"."done_at" is null and "assignments"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "notifications_of_user" ON "notifications" USING btree ("user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id") WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notifications_unmailed" ON "notifications" USING btree ("id") WHERE "notifications"."mailed_at" is null;--> statement-breakpoint
CREATE INDEX "presences_at" ON "presences" USING btree ("place");--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_marker_id_progress_markers_id_fk" FOREIGN KEY ("marker_id") REFERENCES "public"."progress_markers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "codings_one_draft_each" ON "codings" USING btree ("development_id","recommendation_id","coder_id") WHERE "codings"."retired_at" is null and "codings"."state" = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "codings_one_adjudication" ON "codings" USING btree ("development_id","recommendation_id") WHERE "codings"."retired_at" is null and "codings"."is_adjudication";--> statement-breakpoint
CREATE INDEX "codings_of_coder" ON "codings" USING btree ("coder_id","recorded_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "codings_waiting" ON "codings" USING btree ("state","id") WHERE "codings"."retired_at" is null and "codings"."state" in ('submitted', 'disputed');--> statement-breakpoint
CREATE INDEX "recommendations_of_owner" ON "recommendations" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "codings_one_current_each" ON "codings" USING btree ("development_id","recommendation_id","coder_id") WHERE "codings"."retired_at" is null and "codings"."state" <> 'draft' and not "codings"."is_adjudication";--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_quote_length" CHECK (length("codings"."quote") <= 5000);--> statement-breakpoint
ALTER TABLE "codings" ADD CONSTRAINT "codings_drafts_hidden" CHECK ("codings"."state" <> 'draft' or "codings"."revealed_at" is null);--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_coding_rule" CHECK ("publications"."coding_rule" in ('single', 'reviewed', 'double_blind'));--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_assignment_days" CHECK ("publications"."assignment_days" between 1 and 365);--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_mailing" CHECK ("users"."mailing" in ('off', 'each', 'daily'));