ALTER TABLE threads ADD CONSTRAINT threads_block_id_briefing_blocks_id_fk FOREIGN KEY (block_id) REFERENCES briefing_blocks (id);--> statement-breakpoint
CREATE UNIQUE INDEX briefing_templates_name ON briefing_templates (lower(name)) WHERE hidden_at IS NULL;--> statement-breakpoint
CREATE TRIGGER briefing_issues_kept BEFORE UPDATE OR DELETE ON briefing_issues FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER briefing_blocks_kept BEFORE DELETE ON briefing_blocks FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER briefings_kept BEFORE DELETE ON briefings FOR EACH ROW EXECUTE FUNCTION refuse_change();
