CREATE TRIGGER inbox_items_kept BEFORE DELETE ON inbox_items FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER feed_sightings_kept BEFORE UPDATE OR DELETE ON feed_sightings FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER feeds_kept BEFORE DELETE ON feeds FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER feed_rules_kept BEFORE DELETE ON feed_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER captures_kept BEFORE DELETE ON captures FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER captures_unchanged BEFORE UPDATE ON captures FOR EACH ROW
	WHEN ((OLD.url, OLD.final_url, OLD.title, OLD.publisher, OLD.author, OLD.published_on, OLD.language, OLD.text, OLD.html, OLD.text_hash, OLD.body_hash, OLD.captured_at, OLD.captured_by)
		IS DISTINCT FROM (NEW.url, NEW.final_url, NEW.title, NEW.publisher, NEW.author, NEW.published_on, NEW.language, NEW.text, NEW.html, NEW.text_hash, NEW.body_hash, NEW.captured_at, NEW.captured_by))
	EXECUTE FUNCTION refuse_change();
