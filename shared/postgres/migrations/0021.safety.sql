-- When MongoDB's owner was last told of an erasure; silence for an hour is asked about.
ALTER TABLE privacy.erasures ADD COLUMN announced_at timestamptz;
