-- depends: 0025.schedule
-- Whatever a member writes asks what to remind them of next, and finding a plan for that question
-- takes ten times as long as answering it. The plan is the same for everybody, so a connection
-- makes it once.

ALTER FUNCTION schedule.plan(uuid, text[]) SET plan_cache_mode = force_generic_plan;
