DROP INDEX "inbox_items_same_content";--> statement-breakpoint
CREATE INDEX "inbox_items_of_content" ON "inbox_items" USING btree ("content_hash");