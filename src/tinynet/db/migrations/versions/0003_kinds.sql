CREATE INDEX ix_interaction_kind ON interaction (kind_id, "on", attempt, "by", minutes);
