CREATE TABLE "actor_years" (
	"actor_id" bigint NOT NULL,
	"year" date NOT NULL,
	"developments" integer NOT NULL,
	CONSTRAINT "actor_years_actor_id_year_pk" PRIMARY KEY("actor_id","year")
);
--> statement-breakpoint
CREATE TABLE "forum_months" (
	"forum_id" bigint NOT NULL,
	"month" date NOT NULL,
	"developments" integer NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "forum_months_forum_id_month_pk" PRIMARY KEY("forum_id","month")
);
--> statement-breakpoint
ALTER TABLE "actor_years" ADD CONSTRAINT "actor_years_actor_id_actors_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_months" ADD CONSTRAINT "forum_months_forum_id_forums_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forums"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "actor_months_month" ON "actor_months" USING btree ("month");--> statement-breakpoint
CREATE INDEX "forum_days_occurred_on" ON "forum_days" USING btree ("occurred_on");