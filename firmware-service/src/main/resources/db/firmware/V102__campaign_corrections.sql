-- Failed charge points whose job may still succeed, looked through every second.
create index campaign_target_failed on campaign_target (ended_at) where state = 'Failed';

-- Pages of a campaign's charge points.
create index campaign_target_by_position on campaign_target (campaign_id, position);
