CREATE TABLE "import_mappings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_mappings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"columns_hash" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_by" bigint NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_kind" CHECK ("import_mappings"."kind" in ('developments', 'evidence', 'assessments', 'recommendations'))
);
--> statement-breakpoint
CREATE TABLE "import_pieces" (
	"import_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_pieces_import_id_position_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"state" text DEFAULT 'uploaded' NOT NULL,
	"publication_id" bigint,
	"mode" text DEFAULT 'whole' NOT NULL,
	"updates" boolean DEFAULT false NOT NULL,
	"reading" jsonb NOT NULL,
	"mapping" jsonb,
	"step" text,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"preview" jsonb,
	"fault_count" integer DEFAULT 0 NOT NULL,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"report" jsonb,
	"failure" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"asked_by" bigint,
	"finished_at" timestamp with time zone,
	"emptied_at" timestamp with time zone,
	CONSTRAINT "imports_kind" CHECK ("imports"."kind" in ('developments', 'evidence', 'assessments', 'recommendations')),
	CONSTRAINT "imports_format" CHECK ("imports"."format" in ('csv', 'xlsx', 'json')),
	CONSTRAINT "imports_state" CHECK ("imports"."state" in ('uploaded', 'checking', 'ready', 'writing', 'done', 'undoing', 'undone', 'redoing', 'failed', 'cancelled')),
	CONSTRAINT "imports_mode" CHECK ("imports"."mode" in ('whole', 'skip')),
	CONSTRAINT "imports_step" CHECK ("imports"."step" in ('reading', 'checking', 'writing')),
	CONSTRAINT "imports_file_named" CHECK (length("imports"."file_name") between 1 and 300),
	CONSTRAINT "imports_size" CHECK ("imports"."size" >= 0)
);
--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "import_id" bigint DEFAULT nullif(current_setting('stocktake.import', true), '')::bigint;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pieces" ADD CONSTRAINT "import_pieces_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_each" ON "import_mappings" USING btree ("kind","columns_hash");--> statement-breakpoint
CREATE INDEX "imports_at_work" ON "imports" USING btree ("id") WHERE "imports"."state" in ('checking', 'writing', 'undoing', 'redoing');--> statement-breakpoint
CREATE INDEX "imports_of_publication" ON "imports" USING btree ("publication_id");--> statement-breakpoint
CREATE INDEX "changes_of_import" ON "changes" USING btree ("import_id","id") WHERE "changes"."import_id" is not null;