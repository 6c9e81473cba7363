CREATE TABLE "suggestion_lexemes" (
	"publication_id" bigint NOT NULL,
	"lexeme" text NOT NULL,
	"rarity" real NOT NULL,
	"recommendation_ids" bigint[] NOT NULL,
	"shares" real[] NOT NULL,
	CONSTRAINT "suggestion_lexemes_publication_id_lexeme_pk" PRIMARY KEY("publication_id","lexeme")
);
--> statement-breakpoint
CREATE TABLE "suggestion_profiles" (
	"publication_id" bigint PRIMARY KEY NOT NULL,
	"learned_from" text DEFAULT '' NOT NULL,
	"greatest_rarity" real DEFAULT 0 NOT NULL,
	"learned_at" timestamp with time zone,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "suggestion_lexemes" ADD CONSTRAINT "suggestion_lexemes_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestion_profiles" ADD CONSTRAINT "suggestion_profiles_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;