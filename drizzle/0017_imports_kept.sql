CREATE TRIGGER imports_kept BEFORE DELETE ON imports FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- An assessment is added and stays; undoing the import that brought it takes it out of force, and nothing else changes it.
DROP TRIGGER assessments_kept ON assessments;--> statement-breakpoint
CREATE TRIGGER assessments_kept BEFORE DELETE ON assessments FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER assessments_unchanged BEFORE UPDATE ON assessments FOR EACH ROW
	WHEN ((OLD.id, OLD.recommendation_id, OLD.recommendation_version, OLD.assessor_id, OLD.assessed_on, OLD.level, OLD.trajectory,
			OLD.confidence, OLD.rationale, OLD.override_reason, OLD.is_sample, OLD.recorded_at, OLD.recorded_by)
		IS DISTINCT FROM (NEW.id, NEW.recommendation_id, NEW.recommendation_version, NEW.assessor_id, NEW.assessed_on, NEW.level, NEW.trajectory,
			NEW.confidence, NEW.rationale, NEW.override_reason, NEW.is_sample, NEW.recorded_at, NEW.recorded_by))
	EXECUTE FUNCTION refuse_change();
