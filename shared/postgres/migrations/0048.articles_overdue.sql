-- depends: 0047.honest_outcomes
-- What is published and past its review date is listed, and those who review hear of it once.

-- The review date they last heard of as passed. Another date is news again.
ALTER TABLE content.articles ADD COLUMN told_on_review_by date;

CREATE INDEX articles_by_review ON content.articles (review_by, article_id) WHERE state = 'published';
