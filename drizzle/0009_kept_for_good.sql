-- What was coded before others' codings could be hidden was open from the start.
UPDATE codings SET revealed_at = recorded_at;--> statement-breakpoint
-- A draft is its coder's own and changes in place; what was submitted does not.
DROP TRIGGER codings_unchanged ON codings;--> statement-breakpoint
CREATE TRIGGER codings_unchanged BEFORE UPDATE ON codings FOR EACH ROW
	WHEN ((OLD.state <> 'draft' AND (OLD.effect, OLD.rationale, OLD.marker_id, OLD.quote, OLD.recommendation_version, OLD.is_blind, OLD.is_adjudication, OLD.recorded_at)
			IS DISTINCT FROM (NEW.effect, NEW.rationale, NEW.marker_id, NEW.quote, NEW.recommendation_version, NEW.is_blind, NEW.is_adjudication, NEW.recorded_at))
		OR (OLD.development_id, OLD.recommendation_id, OLD.coder_id) IS DISTINCT FROM (NEW.development_id, NEW.recommendation_id, NEW.coder_id)
		OR (OLD.state <> 'draft' AND NEW.state = 'draft')
		OR (OLD.revealed_at IS NOT NULL AND NEW.revealed_at IS DISTINCT FROM OLD.revealed_at))
	EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER development_texts_kept BEFORE UPDATE OR DELETE ON development_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER annotations_kept BEFORE DELETE ON annotations FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER threads_kept BEFORE DELETE ON threads FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER comments_kept BEFORE DELETE ON comments FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER assignments_kept BEFORE DELETE ON assignments FOR EACH ROW EXECUTE FUNCTION refuse_change();
